"""A number that is written out in a text although a parameter of that value governs what the text is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.loading.amounts import said
from engine.loading.document import Trail
from engine.model.vocabulary import Parameter
from engine.verification.subject import Check, Found, Subject

__all__ = ["CHECK"]

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_DEEP = 2  # where the statements of a file lie: each by its id under its kind, or under `tasks` of a protocol
_NOT_SAID = ("source", "basis", "near")  # what a source says and why we chose a number keeps its own words
_EVERY = {"weeks": (r"elke week", r"wekelijks", r"every week", r"weekly"), "days": (r"elke dag", r"every day")}


def _find(subject: Subject) -> Iterator[Found]:
    for document, trail, entry in subject.mappings():
        if len(trail) != _DEEP:
            continue
        governing = [subject.knowledge.parameters[name] for name in sorted(_named(entry)) if name in subject.knowledge.parameters]
        if not governing or "parameters" in trail[:1]:
            continue
        for place, text in _texts(entry, trail):
            for parameter in governing:
                found = _written(parameter).search(text)
                if found:
                    yield document.at(place), {"said": found[0], "name": parameter.id}


def _named(node: object, key: object = "") -> set[str]:
    """Give the names in the conditions and terms of a statement."""
    if isinstance(node, str):
        return set(_NAME.findall(node))
    if isinstance(node, dict):
        if set(node) == {"nl", "en"} or key in _NOT_SAID:
            return set()
        return {name for k, child in node.items() for name in _named(child, k)}
    return {name for child in node for name in _named(child, key)} if isinstance(node, list) else set()


def _texts(node: object, trail: Trail) -> Iterator[tuple[Trail, str]]:
    """Give the texts of a statement."""
    if isinstance(node, dict):
        if set(node) == {"nl", "en"}:
            yield from (((*trail, language), str(text)) for language, text in node.items())
            return
        for k, child in node.items():
            if k not in _NOT_SAID:
                yield from _texts(child, (*trail, k))
    if isinstance(node, list):
        for i, child in enumerate(node):
            yield from _texts(child, (*trail, i))


def _written(parameter: Parameter) -> re.Pattern[str]:
    """Give the ways in which people write the amount: with the number as a word or in digits, and for one also `every`."""
    label = said(parameter)
    ways = {label.nl, label.en}
    for text in (label.nl, label.en):
        _, _, unit = text.partition(" ")
        ways |= {f"{parameter.value:g} {unit}"} if unit else set()
    if parameter.value == 1:
        ways |= {re.sub("^(één|one) ", article, text) for text, article in ((label.nl, "een "), (label.en, "a "))}
    every = _EVERY.get(parameter.unit, ()) if parameter.value == 1 else ()
    return re.compile(r"\b(?:" + "|".join([*map(re.escape, sorted(ways)), *every]) + r")\b", re.IGNORECASE)


CHECK = Check("text.number", "warning", _find, __doc__)
