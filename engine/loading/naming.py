"""What the dotted names of a change stand for in the documents beneath it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from engine.loading.document import Document, Trail

__all__ = ["find", "kind_of", "names_in", "value_at", "value_of"]

_NAMED_BY = ("to", "id", "fact", "ask")  # what a part of a list goes by


def find(documents: Iterable[Document], name: str) -> Iterator[tuple[Document, Trail]]:
    """Find what a dotted name stands for: `ID`, `ID.key.key`, `protocol.task.key`; a kind before a colon chooses (`roles:ib`)."""
    kind, _, bare = name.rpartition(":")
    for document in documents:
        for id_, trail, entry in _entries(document):
            if kind and kind != kind_of(document, trail):
                continue
            if bare == id_:
                yield document, trail
            elif bare.startswith(f"{id_}."):
                inside = _inside(entry, bare[len(id_) + 1 :].split("."))
                if inside is not None:
                    yield document, (*trail, *inside)


def kind_of(document: Document, trail: Trail) -> str:
    """Give what kind of thing stands at a place: the heading that it stands under, or a protocol."""
    return str(trail[0]) if trail and trail[0] in document.value and "protocol" not in document.value else "protocol"


def _entries(document: Document) -> Iterator[tuple[str, Trail, Any]]:
    value = document.value
    if not isinstance(value, dict):
        return
    for word in ("protocol", "guide"):
        if isinstance(value.get(word), str):
            for task, entry in (value.get("tasks") or {}).items() if word == "protocol" else ():
                yield f"{value[word]}.{task}", ("tasks", task), entry
            yield value[word], (), value
            return
    for kind, entries in value.items():
        if isinstance(entries, dict):
            yield from ((id_, (kind, id_), entry) for id_, entry in entries.items())


def _inside(node: Any, steps: list[str]) -> Trail | None:
    """Follow the rest of a name; a part of a list goes by what it says, by what it leads to, or by its number from 1."""
    if not steps:
        return ()
    if isinstance(node, dict):
        rest = _inside(node[steps[0]], steps[1:]) if steps[0] in node else None
        return None if rest is None else (steps[0], *rest)
    if isinstance(node, str):
        return () if node == ".".join(steps) else None
    return _in_list(node, steps) if isinstance(node, list) else None


def _in_list(parts: list[Any], steps: list[str]) -> Trail | None:
    for length in range(len(steps), 0, -1):
        name = ".".join(steps[:length])
        for i, part in enumerate(parts):
            if part == name or (isinstance(part, dict) and name in [part.get(key) for key in _NAMED_BY]):
                rest = _inside(part, steps[length:]) if length < len(steps) else ()
                return None if rest is None else (i, *rest)
    if steps[0].isdigit() and 1 <= int(steps[0]) <= len(parts):
        rest = _inside(parts[int(steps[0]) - 1], steps[1:])
        return None if rest is None else (int(steps[0]) - 1, *rest)
    return None


def value_at(documents: Iterable[Document], name: str) -> list[Any]:
    """Give what stands at a name: nothing when it does not exist, more than one value when it means more than one thing."""
    places = {(document.file, trail): value_of(document, trail) for document, trail in find(documents, name)}
    return list(places.values())


def names_in(documents: Iterable[Document]) -> set[str]:
    """Give the names that a change can name: every id, and every part of it by its key."""
    names = set()
    for document in documents:
        for id_, _, entry in _entries(document):
            names.add(id_)
            names |= {f"{id_}.{key}" for key in entry} if isinstance(entry, dict) else set()
    return names


def value_of(document: Document, trail: Trail) -> Any:
    """Give what stands at a place."""
    node = document.value
    for step in trail:
        node = node[step]
    return node
