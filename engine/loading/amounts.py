"""Numbers that texts name by their parameter, as `{param.evaluation_weeks}`, said in words with their unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from engine.diagnostics import Diagnostic, nearest
from engine.loading.document import Document, Trail
from engine.messages import TERMS
from engine.model.text import Label
from engine.model.vocabulary import Parameter

__all__ = ["said", "unknown_parameters", "with_amounts"]

_NAMED = re.compile(r"\{param\.([a-z0-9_]+)\}")
_WORDS = (
    ("één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"),
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_UNITS: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {  # one and more of it, in Dutch and in English
    "days": (("dag", "dagen"), ("day", "days")),
    "working_days": (("werkdag", "werkdagen"), ("working day", "working days")),
    "weeks": (("week", "weken"), ("week", "weeks")),
    "school_weeks": (("schoolweek", "schoolweken"), ("school week", "school weeks")),
    "months": (("maand", "maanden"), ("month", "months")),
    "years": (("jaar", "jaar"), ("year", "years")),
    "hours": (("uur", "uur"), ("hour", "hours")),
    "sessions": (("gesprek", "gesprekken"), ("session", "sessions")),
    "people": (("mens", "mensen"), ("person", "people")),
    "signs": (("teken", "tekens"), ("sign", "signs")),
    "percent": (("procent", "procent"), ("percent", "percent")),
    "sd": (("standaarddeviatie", "standaarddeviaties"), ("standard deviation", "standard deviations")),
}
_YEAR = 12


def said(parameter: Parameter) -> Label:
    """Say the value of a parameter with its unit: six weeks; whole years of months as years."""
    value, unit = parameter.value, parameter.unit
    if unit == "months" and value >= _YEAR and value % _YEAR == 0:
        value, unit = value / _YEAR, "years"
    nl, en = (_amount(value, unit, language) for language in (0, 1))
    return Label(nl, en)


def _amount(value: float, unit: str, language: int) -> str:
    whole = value == int(value)
    number = _WORDS[language][int(value) - 1] if whole and 1 <= value <= len(_WORDS[language]) else f"{value:g}"
    words = _UNITS.get(unit)
    text = number if words is None else f"{number} {words[language][value != 1]}"
    return text if whole or language else text.replace(".", ",")


def with_amounts(nl: str, en: str, parameters: Mapping[str, Parameter]) -> Label:
    """Give a label in which every parameter that is named has become its amount; what is not known stays as it is written."""
    found = {name: said(parameters[name]) for name in {*_NAMED.findall(nl), *_NAMED.findall(en)} if name in parameters}
    if not found:
        return Label(nl, en)
    spoken = [
        _NAMED.sub(lambda m, of=language: _replaced(m, found, of), text)  # type: ignore[misc]  # a name of its own for each language
        for language, text in (("nl", nl), ("en", en))
    ]
    return Label(spoken[0], spoken[1], (nl, en))


def _replaced(match: re.Match[str], found: Mapping[str, Label], language: str) -> str:
    amount = found.get(match[1])
    return match[0] if amount is None else amount.en if language == "en" else amount.nl


def unknown_parameters(document: Document, parameters: Mapping[str, Parameter]) -> Iterator[Diagnostic]:
    """Give the parameters that a text names and that do not exist."""
    for trail, text in _texts(document.value, ()):
        for name in _NAMED.findall(text):
            if name not in parameters:
                values = {"kind": TERMS["parameter"], "name": name, "nearest": nearest(name, parameters)}
                yield Diagnostic("condition.unknown_name", document.at(trail), values)


def _texts(node: object, trail: Trail) -> Iterator[tuple[Trail, str]]:
    if isinstance(node, str):
        if "{param." in node:
            yield trail, node
        return
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for step, child in children:
        yield from _texts(child, (*trail, step))
