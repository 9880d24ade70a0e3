"""A case file taken apart into entries of a history, and entries put together to what a case file would say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from engine.model.case import Case, Event, Observation
from engine.model.history import Entry, Fresh
from engine.model.values import kept_value

__all__ = ["case_of", "content_of", "taken_apart"]

UNKNOWN = "unknown"
_HEAD = ("title", "as_of")


def taken_apart(content: Mapping[str, Any], text: str, apart: frozenset[str]) -> Iterator[Fresh]:
    """Take what a sound case file says apart; whatever tells of a fact that stands `apart` does so too."""
    facts: Mapping[str, Any] = content.get("facts") or {}
    hidden = any(name in apart for name in facts)
    yield Fresh("imported", {"text": text}, hidden)
    for key in _HEAD:
        if key in content:
            yield Fresh("head", {key: content[key]}, hidden and key == "title")
    for name, said in facts.items():
        for each in said if isinstance(said, list) else [said]:
            body = {"fact": name, "entry": each} | ({"listed": True} if isinstance(said, list) else {})
            yield Fresh("observation", body, name in apart)
    for each in content.get("events") or ():
        yield Fresh("override" if each.get("state") == "overridden" else "event", each)
    if "expect" in content:
        yield Fresh("expect", {"expect": content["expect"]}, hidden)


def content_of(pseudonym: str, entries: Iterable[Entry]) -> dict[str, Any]:
    """Put together what a case file would say; what was taken back does not count."""
    known = tuple(entries)
    gone = {each.body["seq"] for each in known if each.kind == "retracted"}
    head: dict[str, Any] = {}
    facts: dict[str, list[Any]] = {}
    listed: set[str] = set()
    events: list[Mapping[str, object]] = []
    tail: dict[str, Any] = {}
    for each in known:
        body: Mapping[str, Any] = each.body
        if each.seq in gone:
            continue
        match each.kind:
            case "head":
                head |= body
            case "observation":
                facts.setdefault(body["fact"], []).append(body["entry"])
                listed |= {body["fact"]} if body.get("listed") else set()
            case "event" | "override":
                events.append(body)
            case "expect":
                tail = dict(body)
    shown = {name: _written(said, name in listed) for name, said in facts.items()}
    ordered = {key: head[key] for key in _HEAD if head.get(key) is not None}
    return {"case": pseudonym, **ordered} | ({"facts": shown} if shown else {}) | ({"events": events} if events else {}) | tail


def _written(said: list[Any], listed: bool) -> object:  # noqa: FBT001 - one caller, beside it
    if len(said) == 1 and not listed:
        return said[0]
    return [each if isinstance(each, dict) else {"value": each} for each in said]


def case_of(content: Mapping[str, Any], as_of: dt.date | None) -> Case:
    """Build the case of a content that was found sound when it was written."""
    observations = (
        _observation(name, each) for name, said in content.get("facts", {}).items() for each in (said if isinstance(said, list) else [said])
    )
    events = (_event(each) for each in content.get("events", ()))
    return Case(content["case"], as_of, tuple(observations), tuple(events), content.get("title", ""), content.get("expect"))


def _observation(fact: str, said: object) -> Observation:
    entry: dict[str, Any] = said if isinstance(said, dict) else {"value": said}
    value = None if entry["value"] == UNKNOWN else kept_value(entry["value"])
    return Observation(fact, value, entry.get("by"), entry.get("who"), _day(entry.get("date")))


def _event(said: Mapping[str, Any]) -> Event:
    told: dict[str, Any] = {key: said.get(key) for key in ("by", "note", "because", "chose")}
    return Event(said["protocol"], said["node"], _day(said.get("date")) or dt.date.min, said.get("state", "done"), **told)


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
