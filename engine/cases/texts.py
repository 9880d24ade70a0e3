"""The text of a case file for what a store holds: the text that came in, with what was added since, or else written anew."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from engine.cases.contents import UNKNOWN
from engine.cases.writing import with_answer
from engine.model.case import Observation
from engine.model.history import Entry
from engine.model.values import is_date

__all__ = ["case_text", "grown_text"]

_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_RESERVED = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
_BESIDE = ("advice", "named", "left", "note", "opened")  # what the text of a case file does not grow by


def case_text(content: Mapping[str, Any]) -> str:
    """Write the text of a case file: one line a voice, one line an event."""
    return "".join(f"{line}\n" for line in _lines(content))


def grown_text(entries: Iterable[Entry]) -> str | None:
    """Give the text that came in with what was answered since written into it, or None when that is not all that happened.

    The caller reads it back and compares, since the text may say a thing in a way that cannot be added to.
    """
    text: str | None = None
    came_in = None
    for each in entries:
        body: Mapping[str, Any] = each.body
        if each.kind == "imported":
            text, came_in = body["text"], each.at
        elif text is None or each.at == came_in or each.kind in _BESIDE:
            continue  # came in with the text
        elif each.kind != "observation":
            return None
        else:
            text = _with(text, body)
    return text


def _with(text: str, body: Mapping[str, Any]) -> str:
    entry: Mapping[str, Any] = body["entry"] if isinstance(body["entry"], dict) else {"value": body["entry"]}
    value = None if entry["value"] == UNKNOWN else entry["value"]
    day = entry.get("date")
    said = Observation(body["fact"], value, entry.get("by"), entry.get("who"), dt.date.fromisoformat(day) if day else None)
    return with_answer(text, said, entry.get("note", ""))


def _lines(content: Mapping[str, Any]) -> Iterator[str]:
    for key, value in content.items():
        match value:
            case dict() if value:
                yield f"{key}:"
                yield from _group(value)
            case list() if value:
                yield f"{key}:"
                yield from (f"  - {_flow(each)}" for each in value)
            case _:
                yield f"{key}: {_flow(value)}"


def _group(group: Mapping[str, Any]) -> Iterator[str]:
    for name, said in group.items():
        if isinstance(said, list) and said and all(isinstance(each, dict) for each in said):
            yield f"  {_key(name)}:"
            yield from (f"    - {_flow(each)}" for each in said)
        else:
            yield f"  {_key(name)}: {_flow(said)}"


def _flow(value: object) -> str:
    match value:
        case dict():
            return "{" + ", ".join(f"{_key(key)}: {_flow(each)}" for key, each in value.items()) + "}"
        case list():
            return "[" + ", ".join(_flow(each) for each in value) + "]"
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
    text = str(value)
    return text if (_WORD.fullmatch(text) and text.lower() not in _RESERVED) or is_date(text) else _quoted(text)


def _key(name: str) -> str:
    return name if _KEY.fullmatch(name) and name.lower() not in _RESERVED else _quoted(name)


def _quoted(text: str) -> str:
    """Quote a text as YAML and JSON both do, with everything that does not print as an escape."""
    shown = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" if ord(c) <= 0xFFFF else f"\\U{ord(c):08x}" for c in shown)  # noqa: PLR2004 - where YAML's short escape ends
