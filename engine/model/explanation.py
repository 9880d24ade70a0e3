"""Why something was concluded or not, what would make it otherwise, and what a change would do: plain nouns, told elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from engine.language.syntax import Expression
from engine.model.advice import HypothesisResult, Justification, Step
from engine.model.case import Event, Observation
from engine.model.provenance import Provenance
from engine.model.text import Label
from engine.model.vocabulary import Value

__all__ = ["Change", "Choice", "Explanation", "Happening", "Kind", "Obstacle", "Setting", "SufficientReason"]

Obstacle = Literal["too_heavy", "crowded_out"]
Kind = Literal["finding", "hypothesis", "need", "support", "step", "alert", "intervention", "protocol", "fact", "measure"]


@dataclass(frozen=True, slots=True)
class Choice:
    """Something of which can be asked why, or, where it does not hold, why not."""

    kind: Kind
    id: str
    label: Label
    holds: bool


@dataclass(frozen=True, slots=True)
class SufficientReason:
    """Observations and events that are enough by themselves, while no part of them is; and the tree that they carry."""

    observations: tuple[Observation, ...]
    events: tuple[Event, ...]
    tree: tuple[Justification, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """A fact with a value that it could have, said by `by` where that matters; of a number, any from `low` to `high` would do.

    A bound is None where the fact itself ends; one that is open is left out. Of a date the bounds are ordinals.
    """

    fact: str
    value: Value
    low: float | None = None
    high: float | None = None
    by: str | None = None
    low_open: bool = False
    high_open: bool = False


@dataclass(frozen=True, slots=True)
class Happening:
    """A step of a protocol that could have been done or begun."""

    protocol: str
    node: str
    state: Literal["done", "started"]


@dataclass(frozen=True, slots=True)
class Change:
    """Facts, and steps, that together would make the difference, while no part of them would."""

    settings: tuple[Setting, ...]
    happenings: tuple[Happening, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything there is to tell of one id in one case.

    `verdict` is a status, a standing, the state of a step, the id of a layer, or whether something is proposed (`yes`, `no`).
    Of what `holds`, `reasons` are independent of each other, and `more` tells that there are others; `against` does the
    same for what speaks against it. `tree` tells all of it from the whole case. `disputed` are the facts beneath on which
    people contradict each other. `changes` would make it hold, or no longer hold. `conditions` gives the conditions of the
    trees by their text. Of the support, `beyond` tells what a higher layer would take. Of a step that is open, `step` has
    its term; of a hypothesis, `weighed` has its arguments; of an intervention that is not proposed, `obstacle` tells
    whether it belongs to a heavier layer, or others go before it.
    """

    case: str
    id: str
    kind: Kind
    verdict: str
    holds: bool
    reasons: tuple[SufficientReason, ...]
    against: tuple[SufficientReason, ...]
    more: bool
    tree: tuple[Justification, ...]
    disputed: tuple[tuple[Observation, ...], ...]
    changes: tuple[Change, ...]
    provenance: tuple[Provenance, ...]
    conditions: Mapping[str, Expression] = field(default_factory=dict)
    beyond: tuple[Justification, ...] = ()
    weighed: HypothesisResult | None = None
    step: Step | None = None
    obstacle: Obstacle | None = None
