"""What may be observed, by whom, and with which constants: facts, informants, roles, parameters, measures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from engine.diagnostics import Location
from engine.language.syntax import Expression
from engine.model.provenance import Provenance
from engine.model.text import Label

__all__ = [
    "LETTERS",
    "LEVELS",
    "FactDefinition",
    "FactType",
    "Implication",
    "Informant",
    "Measure",
    "Parameter",
    "Privacy",
    "Role",
    "Value",
]

FactType = Literal["bool", "int", "number", "date", "choice", "level", "band", "text"]
Privacy = Literal["ordinary", "sensitive", "health", "safety"]
Value = bool | float | str  # a date is kept as its ISO text
LEVELS = ("I", "II", "III", "IV", "V")
LETTERS = ("A", "B", "C", "D", "E")  # the older scale of the same monitoring systems; a level fact takes either


@dataclass(frozen=True, slots=True)
class Implication:
    """When the fact has `when`, or is more than `above`, then `fact` has `value`, as certainly."""

    fact: str
    value: Value
    when: Value | None = None
    above: float | None = None

    def follows_from(self, value: Value | None) -> bool:
        """Tell whether the implication applies to a value of its fact."""
        if self.above is not None:
            return isinstance(value, int | float) and not isinstance(value, bool) and value > self.above
        return value is not None and value == self.when


@dataclass(frozen=True, slots=True)
class FactDefinition:
    """Something that can be observed about a pupil or a school.

    `label` is a statement about the pupil when the fact is a yes/no, else a noun phrase; `denied` its opposite.
    `to_pupil` and `to_parent` are the question as it is put to the pupil and to a parent, with "you"; `noticed` is how people say
    it who notice it first, for the form for a new pupil.
    `fresh_months` is how long a value stays fresh, None for always; `minutes` what finding out costs.
    """

    id: str
    type: FactType
    label: Label
    denied: Label | None
    question: Label
    informants: tuple[str, ...]
    privacy: Privacy
    place: Location
    provenance: Provenance
    values: Mapping[str, Label]
    unit: str = ""
    low: float | None = None
    high: float | None = None
    minutes: float = 2
    fresh_months: float | None = None
    implies: tuple[Implication, ...] = ()
    to_pupil: Label | None = None
    to_parent: Label | None = None
    noticed: Label | None = None

    def put_to(self, informant: str | None) -> Label:
        """Give the question as it is put to someone: to the pupil with "you" where it is written so, to parents of their child."""
        if informant == "parent":
            return self.to_parent or self.question.to_parents()
        return (self.to_pupil if informant == "pupil" else None) or self.question

    @property
    def keeps_voices(self) -> bool:
        """Tell whether each informant keeps a value of their own (a yes/no, a choice, a text)."""
        return self.type in ("bool", "choice", "text")


@dataclass(frozen=True, slots=True)
class Informant:
    """Someone who observes; `side` says where they stand, `voices` what one of them may call themselves."""

    id: str
    label: Label
    side: Literal["pupil", "home", "school", "care"]
    place: Location
    voices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """Someone who acts in a protocol; `says` is the informant that the role speaks as."""

    id: str
    label: Label
    place: Location
    provenance: Provenance
    reports_to: str | None = None
    says: str | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number that a school may set; terms use it with its unit."""

    id: str
    value: float
    unit: str
    label: Label
    place: Location
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Measure:
    """A number that is computed: the first of `formulas` that is known, most precise first."""

    id: str
    label: Label
    unit: str
    formulas: tuple[Expression, ...]
    place: Location
    provenance: Provenance
