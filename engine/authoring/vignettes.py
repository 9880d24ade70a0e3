"""A vignette from a case: the same pattern of facts without what could tell whose it is, and what must come out of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from engine.cases.writing import scalar
from engine.model.advice import Advice
from engine.model.case import Case, Event, Observation
from engine.model.knowledge import Knowledge
from engine.model.text import Language
from engine.model.vignette import Removed

__all__ = ["expectation", "expected_lines", "nameless", "scalar_text", "vignette_text"]

FIRST_DAY = date(2025, 9, 1)  # the Monday in whose week a vignette is put: what remains of a day is the day of the week
_REASON = {"nl": "reden weggelaten", "en": "reason left out"}
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
_RESERVED = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")


def _days_to_move(day: date, turns: tuple[date, ...]) -> int:
    """Give by how many days a case moves: to the first school week, or the first week of the rules that it was concluded by."""
    first = max([FIRST_DAY, *(turn for turn in turns if turn <= day)])
    last = min([date.max, *(turn for turn in turns if turn > day)])
    target = first + timedelta(days=(day.weekday() - first.weekday()) % 7)
    return (target - day).days if target < last else 0


def nameless(case: Case, knowledge: Knowledge, day: date, pseudonym: str, language: Language = "nl") -> tuple[Case, Removed]:
    """Give a case without names, notes and free texts, on other days that lie as far apart, and what was taken out.

    Who spoke stays apart from others of the same kind: they become a, b, c. What lies after the day did not exist yet, and goes too.
    """
    texts = tuple(sorted({o.fact for o in case.observations if knowledge.facts[o.fact].type == "text"}))
    days = _days_to_move(day, knowledge.turns)
    people: dict[tuple[str, str], str] = {}
    observations = tuple(
        replace(o, value=_shifted(o, knowledge, days), who=_letter(people, o.by, o.who), date=_on(o.date, days))
        for o in case.observations
        if o.fact not in texts and o.implied_by is None and not (o.date and o.date > day)
    )
    events = tuple(_plain(e, days, language) for e in case.events if e.date <= day)
    removed = Removed(
        pseudonym=case.id,
        names=len({(o.by, o.who) for o in case.observations if o.who}),
        notes=case.notes + sum(bool(e.note) for e in case.events),
        reasons=sum(bool(e.because) for e in case.events),
        later=sum(bool(o.date and o.date > day) for o in case.observations) + sum(e.date > day for e in case.events),
        texts=texts,
        title=bool(case.title),
        days=days,
    )
    made = Case(id=pseudonym, as_of=day + timedelta(days=days), observations=observations, events=events)
    return made, removed


def _on(day: date | None, days: int) -> date | None:
    return day + timedelta(days=days) if day else None


def _shifted(o: Observation, knowledge: Knowledge, days: int) -> Any:
    if knowledge.facts[o.fact].type != "date" or not isinstance(o.value, str):
        return o.value
    return (date.fromisoformat(o.value) + timedelta(days=days)).isoformat()


def _letter(people: dict[tuple[str, str], str], by: str | None, who: str | None) -> str | None:
    if not who:
        return None
    same = sum(1 for kind, _ in people if kind == (by or ""))
    return people.setdefault((by or "", who), chr(ord("a") + same) if same < 26 else f"n{same}")  # noqa: PLR2004 - letters


def _plain(e: Event, days: int, language: Language) -> Event:
    return replace(e, date=e.date + timedelta(days=days), note=None, because=_REASON[language] if e.because else None)


def expectation(advice: Advice) -> dict[str, Any]:
    """Choose what of an advice is worth expecting: what was concluded and what is to be done, not all that was not."""
    worth = ("true", "contradictory")
    standing = ("confirmed", "likely", "excluded", "contradictory")
    steps = [{"protocol": s.protocol, "node": s.node, **({"due": s.due.isoformat()} if s.due else {})} for s in advice.steps]
    chosen: dict[str, Any] = {
        "alerts": [a.id for a in advice.alerts],
        "findings": {f.id: f.status for f in advice.findings if f.status in worth or (f.kind == "form" and f.status == "false")},
        "hypotheses": {h.id: h.standing for h in advice.hypotheses if h.standing in standing},
        "needs": [n.id for n in advice.needs],
        "support": advice.support.proposed,
        "variant": advice.support.variant,
        "next_steps": steps,
    }
    chosen["findings"] = {id_: {"true": True, "false": False}.get(status, status) for id_, status in chosen["findings"].items()}
    return {key: value for key, value in chosen.items() if value}


# --- as text ---


def vignette_text(case: Case, expect: dict[str, Any], title: str, schema: str) -> str:
    """Write a vignette; `schema` is where its schema lies, as seen from it."""
    return "\n".join(_lines(case, expect, title, schema)) + "\n"


def _lines(case: Case, expect: dict[str, Any], title: str, schema: str) -> Iterator[str]:
    yield f"# yaml-language-server: $schema={schema}"
    yield f"title: {scalar(title)}"
    yield f"case: {case.id}"
    if case.as_of:
        yield f"as_of: {case.as_of}"
    if case.observations:
        yield ""
        yield "facts:"
    facts: dict[str, list[Observation]] = {}
    for each in case.observations:
        facts.setdefault(each.fact, []).append(each)
    for fact, said in sorted(facts.items()):
        if len(said) == 1:
            yield f"  {fact}: {_observation(said[0])}"
        else:
            yield f"  {fact}:"
            yield from (f"    - {_observation(each, whole=True)}" for each in said)
    if case.events:
        yield ""
        yield "events:"
        yield from (f"  - {_flow(_event(each))}" for each in case.events)
    yield ""
    yield "expect:"
    for key, value in expect.items():
        yield from expected_lines(key, value)


def expected_lines(key: str, value: Any) -> Iterator[str]:
    """Write one key of `expect`."""
    if isinstance(value, dict):
        yield f"  {key}:"
        yield from (f"    {name}: {scalar_text(each)}" for name, each in value.items())
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        yield f"  {key}:"
        yield from (f"    - {_flow(each)}" for each in value)
    elif isinstance(value, list):
        yield f"  {key}: [{', '.join(scalar_text(each) for each in value)}]"
    else:
        yield f"  {key}: {scalar_text(value)}"


def _observation(o: Observation, *, whole: bool = False) -> str:
    value = "unknown" if o.value is None else o.value
    parts = {"value": value, "by": o.by, "who": o.who, "date": o.date.isoformat() if o.date else None}
    given = {key: part for key, part in parts.items() if part is not None}
    return _flow(given) if whole or len(given) > 1 else scalar_text(value)


def _event(e: Event) -> dict[str, Any]:
    state = None if e.state == "done" else e.state
    parts = {"protocol": e.protocol, "node": e.node, "date": e.date.isoformat(), "state": state, "by": e.by}
    parts |= {"because": e.because, "chose": e.chose}
    return {key: part for key, part in parts.items() if part is not None}


def _flow(entry: dict[str, Any]) -> str:
    return "{" + ", ".join(f"{key}: {scalar_text(value)}" for key, value in entry.items()) + "}"


def scalar_text(value: Any) -> str:
    """Write a plain value as it stands in YAML."""
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case None:
            return "null"
    text = str(value)
    is_date = re.fullmatch(r"\d{4}-\d{2}-\d{2}", text)
    return text if is_date or (_PLAIN.fullmatch(text) and text.lower() not in _RESERVED) else scalar(text)
