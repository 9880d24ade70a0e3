"""Which names a condition may use, and of what kind they are, depending on where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.knowledge.functions import Kind
from engine.knowledge.tables import outputs_of
from engine.messages import Phrase
from engine.model.knowledge import Knowledge
from engine.model.vocabulary import LEVELS

__all__ = ["SUPPORT", "Named", "Scope", "Stage"]

Stage = Literal["measure", "finding", "hypothesis", "need", "layer", "action", "alert"]
STAGES: tuple[Stage, ...] = ("measure", "finding", "hypothesis", "need", "layer", "action", "alert")
SUPPORT = ("support.proposed", "support.variant", "support.focus")

_KIND: dict[str, Kind] = {
    "bool": "boolean",
    "int": "number",
    "number": "number",
    "date": "date",
    "choice": "string",
    "level": "string",
    "band": "string",
    "text": "string",
}
_ALLOWED: dict[str, Phrase] = {
    "measure": Phrase(
        "een meting mag alleen rusten op feiten, metingen en parameters", "a measure may only rest on facts, measures and parameters"
    ),
    "finding": Phrase(
        "een bevinding mag alleen rusten op feiten, metingen, parameters en bevindingen",
        "a finding may only rest on facts, measures, parameters and findings",
    ),
    "hypothesis": Phrase(
        "een hypothese mag alleen rusten op feiten, metingen, parameters en bevindingen",
        "a hypothesis may only rest on facts, measures, parameters and findings",
    ),
    "need": Phrase(
        "een behoefte mag alleen rusten op feiten, metingen, parameters, bevindingen en hypothesen",
        "a need may only rest on facts, measures, parameters, findings and hypotheses",
    ),
    "layer": Phrase(
        "een laag mag alleen rusten op feiten, metingen, parameters, bevindingen, hypothesen en behoeften",
        "a layer may only rest on facts, measures, parameters, findings, hypotheses and needs",
    ),
}


@dataclass(frozen=True, slots=True)
class Named:
    """What a name stands for: its kind, its possible texts, its range, whether it may be used here and whether it is concluded."""

    kind: Kind
    values: tuple[str, ...] | None = None
    low: float | None = None
    high: float | None = None
    allowed: bool = True
    concluded: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """The names that a condition of one stage may use."""

    knowledge: Knowledge
    stage: Stage

    @property
    def rests_on(self) -> Phrase:
        """Say what a condition of this stage may rest on."""
        return _ALLOWED.get(self.stage, Phrase("", ""))

    def look_up(self, name: str) -> Named | None:
        """Give what a name stands for, or None when it does not exist."""
        k = self.knowledge
        if name in k.measures:
            definition = k.facts.get(name)
            low, high = (definition.low, definition.high) if definition else (None, None)
            return Named("number", None, low, high)
        if name in k.facts:
            fact = k.facts[name]
            values = LEVELS if fact.type == "level" else tuple(fact.values) if fact.type == "choice" else None
            return Named(_KIND[fact.type], values, fact.low, fact.high)
        if name in k.parameters:
            return Named("number")
        return self._concluded(name)

    def _concluded(self, name: str) -> Named | None:
        k, outputs = self.knowledge, outputs_of(self.knowledge)
        if name in SUPPORT:
            return Named("string", self._support_values(name), allowed=self._reached("action"), concluded=True)
        if name in outputs:
            return Named("string", tuple(outputs[name].values), allowed=self._reached("finding"), concluded=True)
        for stage, table in (("finding", k.findings), ("need", k.hypotheses), ("layer", k.needs)):
            if name in table:
                return Named("boolean", allowed=self._reached(stage), concluded=True)
        return None

    def names(self) -> set[str]:
        """Give all names there are."""
        k = self.knowledge
        return {*k.facts, *k.measures, *k.parameters, *k.findings, *k.hypotheses, *k.needs, *outputs_of(k), *SUPPORT}

    def _reached(self, stage: str) -> bool:
        return STAGES.index(self.stage) >= STAGES.index(stage)

    def _support_values(self, name: str) -> tuple[str, ...]:
        layers = self.knowledge.layers.values()
        if name == "support.proposed":
            return tuple(self.knowledge.layers)
        parts = [p.id for layer in layers for p in (layer.variants if name == "support.variant" else layer.focuses)]
        return tuple(dict.fromkeys(parts))
