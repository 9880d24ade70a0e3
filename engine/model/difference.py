"""What a change of one case does to its advice: only what comes out otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.model.advice import Step, SupportResult
from engine.model.explanation import Change

__all__ = ["Difference", "Turn"]

Turn = tuple[str, str]  # before and after


@dataclass(frozen=True, slots=True)
class Difference:
    """Before and after of whatever came out otherwise, by id; each part is empty where nothing did.

    `steps` are given before and after, None where a step is not open; `support` and `settled` are None when they stay.
    `forgotten` are the facts that were taken to be unknown. Of the questions: those that come up, and those that no longer matter.
    """

    case: str
    change: Change
    forgotten: tuple[str, ...]
    findings: Mapping[str, Turn]
    hypotheses: Mapping[str, Turn]
    needs: Mapping[str, Turn]
    support: tuple[SupportResult, SupportResult] | None
    alerts: Mapping[str, Turn]
    interventions: Mapping[str, Turn]
    steps: Mapping[str, tuple[Step | None, Step | None]]
    asked: tuple[str, ...]
    dropped: tuple[str, ...]
    settled: tuple[bool, bool] | None

    @property
    def is_nothing(self) -> bool:
        """Tell whether nothing at all comes out otherwise."""
        parts = (self.findings, self.hypotheses, self.needs, self.alerts, self.interventions, self.steps, self.asked, self.dropped)
        return not any(parts) and self.support is None and self.settled is None
