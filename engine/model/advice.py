"""What comes out: findings, weighed hypotheses, needs, support, interventions, steps, questions, with their reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, Protocol

from engine.model.case import Event, Observation

__all__ = [
    "STANDINGS",
    "Advice",
    "AlertResult",
    "Dated",
    "FindingResult",
    "HypothesisResult",
    "InterventionResult",
    "Justification",
    "MissingProvision",
    "NeedResult",
    "Question",
    "Standing",
    "Status",
    "Step",
    "SupportResult",
    "term_of",
]

Status = Literal["true", "false", "unknown", "contradictory"]
Standing = Literal["excluded", "unlikely", "possible", "likely", "confirmed", "unknown", "contradictory"]
# The order in which `at_least` and `at_most` are extremes.
STANDINGS: tuple[Standing, ...] = ("excluded", "unlikely", "possible", "likely", "confirmed")


class Justification(NamedTuple):
    """Why something has its status: `of` are the premises, down to observations and events.

    `id` names a conclusion or fact, else `condition` gives the text of a condition. A named tuple, since hundreds are
    made for a case and a frozen dataclass takes three times as long to make.
    """

    status: Status
    id: str = ""
    condition: str = ""
    disputed: bool = False
    of: tuple[Justification, ...] = ()
    observation: Observation | None = None
    event: Event | None = None
    value: str = ""


@dataclass(frozen=True, slots=True)
class FindingResult:
    """A finding with its truth."""

    id: str
    kind: str
    status: Status
    because: Justification


@dataclass(frozen=True, slots=True)
class HypothesisResult:
    """A weighed hypothesis: where it stands, between which extremes, and the arguments on each side.

    Each argument comes as (strength, its number, its justification).
    """

    id: str
    category: str
    standing: Standing
    at_least: Standing
    at_most: Standing
    disputed: bool
    speaks_for: tuple[tuple[str, int, Justification], ...]
    against: tuple[tuple[str, int, Justification], ...]
    open: tuple[tuple[str, int, Justification], ...]


@dataclass(frozen=True, slots=True)
class NeedResult:
    """A need that holds."""

    id: str
    disputed: bool
    because: Justification


@dataclass(frozen=True, slots=True)
class MissingProvision:
    """What the school lacks: the provision needed, the nearest one it has, and what to look for (both may be none)."""

    needed: str
    nearest: str | None
    layer: str | None


@dataclass(frozen=True, slots=True)
class SupportResult:
    """The proposed layer between its extremes, its focus and variant, and why this one."""

    proposed: str
    at_least: str
    at_most: str
    focus: str | None
    variant: str | None
    why: tuple[Justification, ...]
    why_not_lower: tuple[Justification, ...]
    why_not_higher: tuple[Justification, ...]
    missing: tuple[MissingProvision, ...]


@dataclass(frozen=True, slots=True)
class InterventionResult:
    """An intervention that fits, with the needs and hypotheses for which it is proposed."""

    id: str
    serves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """An open task: from when, by when, and why it is open. `state` tells whether it has been started."""

    protocol: str
    node: str
    role: str
    state: Literal["open", "started", "deciding"]
    start: date | None
    due: date | None
    overdue: bool
    because: tuple[Justification, ...]


class Dated(Protocol):
    """A step with its term, in an advice or a plan."""

    @property
    def start(self) -> date | None:
        """Give from when it can be done."""

    @property
    def due(self) -> date | None:
        """Give by when it must be done."""

    @property
    def overdue(self) -> bool:
        """Tell whether it is late."""


def term_of(step: Dated) -> dict[str, object]:
    """Give the term of a step by the names and in the form in which it is written everywhere."""
    return {
        "from": step.start.isoformat() if step.start else None,
        "due": step.due.isoformat() if step.due else None,
        "overdue": step.overdue,
    }


@dataclass(frozen=True, slots=True)
class AlertResult:
    """An alert that anything speaks for."""

    id: str
    severity: str
    because: Justification


@dataclass(frozen=True, slots=True)
class Question:
    """An open fact, whom to ask (who can answer best first), and which conclusions it can decide.

    `matters` tells whether an answer can help to change layer, steps or alerts; otherwise it is good to know.
    """

    fact: str
    informants: tuple[str, ...]
    decides: tuple[str, ...]
    weight: float
    matters: bool


@dataclass(frozen=True, slots=True)
class Advice:
    """The whole advice on one case for one day."""

    case: str
    as_of: date
    knowledge: tuple[str, str, str]
    settled: bool
    alerts: tuple[AlertResult, ...]
    findings: tuple[FindingResult, ...]
    hypotheses: tuple[HypothesisResult, ...]
    needs: tuple[NeedResult, ...]
    support: SupportResult
    interventions: tuple[InterventionResult, ...]
    steps: tuple[Step, ...]
    questions: tuple[Question, ...]
    strengths: tuple[Observation, ...]
    overrides: tuple[Event, ...]
    differences: tuple[str, ...]
    measures: tuple[tuple[str, float, float], ...]
    voices: tuple[Observation, ...] = ()  # what each said of the facts that are seen differently
