"""All knowledge of one rule base, as nouns: what the files say, checked but not yet compiled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from engine.diagnostics import Diagnostic
from engine.model.calendar import Calendar
from engine.model.glossary import GlossaryTerm
from engine.model.guide import Guide
from engine.model.intervention import Intervention
from engine.model.local import LocalLayer
from engine.model.protocol import Protocol
from engine.model.provenance import Source, Untranslated
from engine.model.rules import Alert, Finding, Hypothesis, Layer, Need
from engine.model.system import System
from engine.model.table import DecisionTable
from engine.model.text import Label
from engine.model.vocabulary import FactDefinition, Informant, Measure, Parameter, Role

__all__ = ["RETENTION", "Knowledge"]

RETENTION = 2.0  # years after leaving, unless the school says otherwise


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything by id; `layers`, `alerts` and `systems` keep the order of their file, which has a meaning.

    `school`, `calendar`, `provisions`, `retention` (for how many years a store keeps a pupil who left) and `local` (outermost layer
    first) come from a school's overlay, and `turns` are the days on which something in it begins or ceases to count; `warnings` say
    where the base changed beneath it.
    """

    name: str = ""
    version: str = ""
    label: Label = field(default=Label("", ""))
    digest: str = ""
    sources: Mapping[str, Source] = field(default_factory=dict)
    roles: Mapping[str, Role] = field(default_factory=dict)
    informants: Mapping[str, Informant] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    facts: Mapping[str, FactDefinition] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    findings: Mapping[str, Finding] = field(default_factory=dict)
    tables: Mapping[str, DecisionTable] = field(default_factory=dict)
    hypotheses: Mapping[str, Hypothesis] = field(default_factory=dict)
    needs: Mapping[str, Need] = field(default_factory=dict)
    layers: Mapping[str, Layer] = field(default_factory=dict)
    alerts: Mapping[str, Alert] = field(default_factory=dict)
    interventions: Mapping[str, Intervention] = field(default_factory=dict)
    protocols: Mapping[str, Protocol] = field(default_factory=dict)
    guides: Mapping[str, Guide] = field(default_factory=dict)
    systems: Mapping[str, System] = field(default_factory=dict)
    glossary: Mapping[str, GlossaryTerm] = field(default_factory=dict)
    untranslated: tuple[Untranslated, ...] = ()
    school: str = ""
    calendar: Calendar = field(default=Calendar())
    provisions: Mapping[str, bool] = field(default_factory=dict)
    retention: float = RETENTION
    local: tuple[LocalLayer, ...] = ()
    turns: tuple[date, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()
    private: frozenset[str] = field(init=False, compare=False, repr=False)
    sides: Mapping[str, str] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Keep what every case asks for: the facts that concern a child's safety, and where each informant stands."""
        object.__setattr__(self, "private", frozenset(f.id for f in self.facts.values() if f.privacy == "safety"))
        object.__setattr__(self, "sides", {i.id: i.side for i in self.informants.values()})
