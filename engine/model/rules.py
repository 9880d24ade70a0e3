"""What is concluded: findings by definition, hypotheses by argument, needs, layers and alerts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.diagnostics import Location
from engine.language.syntax import Expression
from engine.model.provenance import Provenance
from engine.model.text import Label

__all__ = [
    "STRENGTHS",
    "Alert",
    "Argument",
    "Condition",
    "Criterion",
    "Finding",
    "Focus",
    "Hypothesis",
    "Layer",
    "Need",
    "Strength",
    "Variant",
]

Strength = Literal["confirms", "strong", "supports", "opposes", "strongly_opposes", "excludes"]
STRENGTHS: tuple[Strength, ...] = ("confirms", "strong", "supports", "opposes", "strongly_opposes", "excludes")


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition and the file and line where it begins."""

    expression: Expression
    place: Location


@dataclass(frozen=True, slots=True)
class Criterion:
    """One condition with its own provenance."""

    when: Condition
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Finding:
    """Concluded by definition: true when any of its rules is. A `caveat` says that its note belongs beside it in an advice."""

    id: str
    label: Label
    rules: tuple[Criterion, ...]
    place: Location
    note: Label | None = None
    patterns: tuple[Label, ...] = ()
    caveat: bool = False

    @property
    def kind(self) -> str:
        """Give signal, exclusion or form."""
        return self.id.split(".", 1)[0]


@dataclass(frozen=True, slots=True)
class Argument:
    """A reason for or against a hypothesis."""

    strength: Strength
    when: Condition
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """Argued for and against: a possible cause, or a pathway."""

    id: str
    category: Literal["person", "external", "context", "pathway"]
    influence: Literal["school", "shared", "outside"]
    label: Label
    arguments: tuple[Argument, ...]
    leads_to: tuple[str, ...]
    place: Location
    provenance: Provenance
    says: Label | None = None
    what_helps: Label | None = None
    background: Label | None = None
    note: Label | None = None
    framework: str = ""
    threatens: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """What this pupil needs; `layer` is the lowest layer that meets it, None when it has none of its own.

    While `unless` holds the need is set aside; as long as nothing speaks for `unless` it holds nothing back.
    """

    id: str
    label: Label
    when: Condition
    layer: str | None
    place: Location
    provenance: Provenance
    why: Label | None = None
    unless: Condition | None = None


@dataclass(frozen=True, slots=True)
class Variant:
    """A form that a layer can take, with the provision that it asks; `when` None is the form for the rest."""

    id: str
    label: Label
    when: Condition | None
    provision: str | None
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Focus:
    """What a layer is aimed at; `when` None is the aim for the rest."""

    id: str
    label: Label
    when: Condition | None
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of the pyramid: proposed when a criterion holds, or when the layer below was found insufficient.

    `insufficient` says when this layer was found insufficient, which does not count while `insufficient_unless` holds;
    `fact` keeps how it went. `above` names the layer on which an added one lies; else it is the highest.
    """

    id: str
    label: Label
    criteria: tuple[Criterion, ...]
    insufficient: Condition | None
    fact: str | None
    provision: str | None
    seek: Label | None
    brings: tuple[Label, ...]
    variants: tuple[Variant, ...]
    focuses: tuple[Focus, ...]
    place: Location
    provenance: Provenance
    insufficient_unless: Condition | None = None
    above: str = ""


@dataclass(frozen=True, slots=True)
class Alert:
    """Something that must not be overlooked; shown when anything speaks for it."""

    id: str
    severity: Literal["urgent", "warning", "note"]
    label: Label
    when: Condition
    do: Label | None
    place: Location
    provenance: Provenance
