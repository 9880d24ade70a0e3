"""All checks, in the order in which they run."""

from __future__ import annotations

from engine.verification.checks import (
    alert_never,
    citation_ambiguous,
    citation_lost,
    fact_unasked,
    fact_unused,
    hypothesis_never_likely,
    hypothesis_one_sided,
    hypothesis_thin,
    intervention_never,
    need_unmet,
    protocol_dead_edge,
    protocol_dead_end,
    protocol_deadline,
    protocol_endless_loop,
    protocol_gap,
    protocol_no_choice,
    protocol_one_way,
    protocol_open_wait,
    protocol_overlap,
    protocol_unreachable,
    role_idle,
    statement_unsourced,
    table_gap,
    table_idle_row,
    table_overlap,
    text_copied,
    translation_missing,
)
from engine.verification.subject import Check

__all__ = ["CHECKS"]

_MODULES = (
    citation_lost,
    citation_ambiguous,
    text_copied,
    statement_unsourced,
    translation_missing,
    fact_unused,
    fact_unasked,
    need_unmet,
    intervention_never,
    hypothesis_one_sided,
    hypothesis_thin,
    hypothesis_never_likely,
    alert_never,
    role_idle,
    protocol_unreachable,
    protocol_dead_end,
    protocol_dead_edge,
    protocol_gap,
    protocol_overlap,
    protocol_no_choice,
    protocol_open_wait,
    protocol_endless_loop,
    protocol_one_way,
    protocol_deadline,
    table_gap,
    table_overlap,
    table_idle_row,
)
CHECKS: dict[str, Check] = {module.CHECK.code: module.CHECK for module in _MODULES}
