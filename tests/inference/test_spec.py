"""What each expression means, as tests/spec/*.yaml says it: through parser, types, gates and working memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.diagnostics import Diagnostic, KnowledgeError
from engine.inference.truth import Status
from engine.language.parser import parse
from engine.language.syntax import Expression, Literal, Membership, Negative, Range
from engine.loading.document import read_document
from engine.model.case import Event, Observation
from engine.model.interval import Interval
from tests.vocabulary import TODAY, VOCABULARY, Given, base_of, status_of

SPEC = Path(__file__).resolve().parents[1] / "spec"
TRUTHS: dict[str, object] = {"t": True, "f": False, "u": "unknown", "c": "both"}
STATUSES: dict[str, Status] = {"t": "true", "f": "false", "u": "unknown", "c": "contradictory"}


@dataclass(frozen=True)
class Said:
    """One case of the specification: a condition, what is given, and what follows."""

    name: str
    when: str
    then: dict[str, Any]
    given: dict[str, Any]
    rest: dict[str, Any]


def cases_of(path: Path) -> Iterator[Said]:
    """Give the cases of a file, each row of a table as a case of its own."""
    whole = read_document(path).value
    for table in whole.get("tables", ()):
        for row in table["rows"]:
            given = {**table.get("given", {}), **{column: TRUTHS[cell] for column, cell in zip(table["columns"], row, strict=False)}}
            yield Said(f"{table['name']} [{' '.join(row)}]", table["when"], {"is": STATUSES[row[-1]]}, given, {})
    for case in whole.get("cases", ()):
        rest = dict(case)
        name, when, given = rest.pop("name"), rest.pop("when"), rest.pop("given", {})
        then = {key: rest.pop(key) for key in ("is", "error", "line", "column", "expects") if key in rest}
        yield Said(name, when, then, given, rest)


SAID = {f"{path.stem}: {said.name}": said for path in sorted(SPEC.glob("*.yaml")) for said in cases_of(path)}


@pytest.mark.parametrize("said", SAID.values(), ids=SAID.keys())
def test_the_engine_means_what_the_specification_says(said: Said) -> None:
    if "error" in said.then:
        faults = faults_of(said)
        assert [f.code for f in faults] == [said.then["error"]]
        assert faults[0].location.column == said.then["column"]
        assert faults[0].location.line == said.then.get("line", 1)
        assert all(words in faults[0].text("en") for words in said.then.get("expects", ()))
    else:
        assert outcome(said) == said.then["is"]


def faults_of(said: Said) -> tuple[Diagnostic, ...]:
    """Give the faults of loading a condition."""
    with pytest.raises(KnowledgeError) as refused:
        base_of(parse(said.when), said.rest.get("stage", "alert"))
    return refused.value.diagnostics


def outcome(said: Said) -> str:
    """Conclude a condition from what is given."""
    bounds = {id_: interval(value) for id_, value in said.given.items() if is_interval(value)}
    given = Given(
        observations=tuple(o for id_, value in said.given.items() if id_ not in bounds for o in observations(id_, value)),
        numbers=bounds,
        events=tuple(map(event, said.rest.get("events", ()))),
        support={name: (frozenset(sets["held"]), frozenset(sets["possible"])) for name, sets in said.rest.get("support", {}).items()},
        as_of=day(said.rest["as_of"]) if "as_of" in said.rest else TODAY,
    )
    return status_of(base_of(parse(said.when), said.rest.get("stage", "alert")), given)


def is_interval(value: object) -> bool:
    """Tell whether a given value is written as a range."""
    return isinstance(value, str) and ".." in value


def interval(text: str) -> Interval:
    """Read an interval as the language writes its ranges."""
    member = parse(f"0 in {text}")
    assert isinstance(member, Membership)
    (bounds,) = member.tests
    assert isinstance(bounds, Range)
    return Interval(number(bounds.low), number(bounds.high), bounds.low_open, bounds.high_open)


def number(e: Expression) -> float:
    """Give the number of a constant that may have a sign."""
    if isinstance(e, Negative):
        return -number(e.operand)
    assert isinstance(e, Literal)
    assert isinstance(e.value, float)
    return e.value


def observations(id_: str, value: object) -> list[Observation]:
    """Give what was observed: a value by nobody in particular, by several people in turn, or as in a case file."""
    if value == "both":
        value = [{"value": True, "by": "teacher"}, {"value": False, "by": "parent"}]
    if isinstance(value, dict):
        return [observation(id_, value)]
    if isinstance(value, list):
        people = zip(value, VOCABULARY.informants, strict=False)
        return [observation(id_, each if isinstance(each, dict) else {"value": each, "by": by}) for each, by in people]
    return [observation(id_, {"value": value})]


def observation(id_: str, said: dict[str, Any]) -> Observation:
    """Read one observation."""
    value = None if said["value"] == "unknown" else said["value"]
    return Observation(id_, value, said.get("by"), said.get("who"), day(said["date"]) if "date" in said else None)


def event(said: dict[str, Any]) -> Event:
    """Read one event of the vocabulary's protocol."""
    return Event("route", said["node"], day(said["date"]), said.get("state", "done"))


def day(text: str) -> date:
    """Read a date."""
    return date.fromisoformat(text)


def test_no_two_cases_have_one_name() -> None:
    """A name that is there twice would hide a case."""
    assert len(SAID) == sum(1 for path in SPEC.glob("*.yaml") for _ in cases_of(path))
