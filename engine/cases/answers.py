"""What someone answers, as a value of its fact; several ways of writing it are understood."""

from __future__ import annotations

import re

from engine.diagnostics import KnowledgeError, Location, fault
from engine.model.values import kept_value, value_fault
from engine.model.vocabulary import LEVELS, FactDefinition, Value

__all__ = ["read_answer"]

_TRUTHS = {
    **dict.fromkeys(("true", "ja", "j", "yes", "y"), True),
    **dict.fromkeys(("false", "nee", "n", "no"), False),
}
_DUTCH_DATE = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")


def read_answer(fact: FactDefinition, text: str) -> Value:
    """Read an answer: of a choice its id, its words or its number in the list; of a date also day-month-year.

    Raises `KnowledgeError` when it does not fit the fact.
    """
    value = _read(fact, text.strip())
    if fact.type == "bool" and not isinstance(value, bool):
        raise KnowledgeError([fault("ask.truth", Location(), value=text)])
    problem = value_fault(fact, value, Location())
    if problem:
        raise KnowledgeError([problem])
    kept = kept_value(value)
    return text if kept is None else kept


def _read(fact: FactDefinition, text: str) -> Value:  # noqa: PLR0911 - one line a type
    match fact.type:
        case "bool":
            return _TRUTHS.get(text.lower(), text)
        case "int" | "number":
            return _number(text)
        case "choice":
            return _choice(fact, text)
        case "level":
            return _numbered(LEVELS, text) or text.upper()
        case "band":
            return re.sub(r"\s*[-–]\s*", "-", text)
        case "date":
            match = _DUTCH_DATE.fullmatch(text)
            return f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}" if match else text
    return text


def _number(text: str) -> Value:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return text


def _choice(fact: FactDefinition, text: str) -> str:
    said = text.lower()
    labels = {label.lower(): id_ for id_, words in fact.values.items() for label in (words.nl, words.en)}
    return _numbered(tuple(fact.values), text) or labels.get(said) or (said if said in fact.values else text)


def _numbered(known: tuple[str, ...], text: str) -> str | None:
    return dict(zip(map(str, range(1, len(known) + 1)), known, strict=True)).get(text)
