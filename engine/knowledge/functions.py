"""The functions of the condition language, with what they take and give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.model.knowledge import Knowledge

__all__ = ["FUNCTIONS", "Function", "Kind", "choices_of"]

Kind = Literal["boolean", "number", "date", "months", "days", "string", "null"]
Taken = Literal["number", "date", "level", "event", "state", "fact", "informant", "group", "boolean", "choice", "text"]


@dataclass(frozen=True, slots=True)
class Function:
    """A function: the kinds of its arguments (`optional` of them may be left out, `repeats` the last), and of its value."""

    takes: tuple[Taken, ...]
    gives: Kind
    example: str
    optional: int = 0
    repeats: bool = False


FUNCTIONS: dict[str, Function] = {
    "today": Function((), "date", "today()"),
    "weeks_since": Function(("date",), "number", "weeks_since(absence.since)"),
    "months_since": Function(("date",), "number", "months_since(discrepancy.since)"),
    "has_event": Function(("event", "state"), "boolean", 'has_event(safety_net.intake, "started")', optional=1),
    "weeks_since_event": Function(("event", "state"), "number", 'weeks_since_event(underachievement.carry_out, "started")', optional=1),
    "weeks_since_said": Function(("choice", "text"), "number", 'weeks_since_said(support.in_class, "running")'),
    "said_by": Function(("fact", "informant"), "boolean", 'said_by(teacher.relation_disturbed, "pupil")'),
    "seen_differently": Function(("group", "group"), "boolean", 'seen_differently("school", "home")'),
    "z_of_iq": Function(("number",), "number", "z_of_iq(potential.iq)"),
    "z_of_percentile": Function(("number",), "number", "z_of_percentile(potential.percentile)"),
    "percentile_of_iq": Function(("number",), "number", "percentile_of_iq(potential.iq)"),
    "band": Function(("level",), "number", "band(potential.level)"),
    "count": Function(("boolean",), "number", "count(home.unsafe, wellbeing.sad)", repeats=True),
    "min": Function(("number",), "number", "min(potential.z, achievement.z)", repeats=True),
    "max": Function(("number",), "number", "max(potential.z, achievement.z)", repeats=True),
}
GROUPS = ("pupil", "home", "school", "care", "adults")
STATES = ("done", "started")


def choices_of(knowledge: Knowledge, taken: str) -> set[str]:  # noqa: PLR0911 - one line a kind
    """Give the names or texts from which an argument is chosen."""
    facts = knowledge.facts.values()
    match taken:
        case "event":
            return {f"{p.id}.{t}" for p in knowledge.protocols.values() for t in p.tasks}
        case "fact":
            return {f.id for f in facts if f.type == "bool"}
        case "level":
            return {f.id for f in facts if f.type in ("level", "band")}
        case "choice":
            return {f.id for f in facts if f.type == taken}
        case "text":
            return {value for f in facts for value in f.values}
        case "informant":
            return set(knowledge.informants)
        case "group":
            return set(GROUPS)
    return set(STATES)
