"""Numbers that texts name by their parameter, as `{param.evaluation_weeks}`, said in words with their unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from engine.diagnostics import Diagnostic, nearest
from engine.loading.document import Document, Trail
from engine.messages import TERMS
from engine.model.text import Label
from engine.model.units import UNITS, Unit
from engine.model.vocabulary import Parameter

__all__ = ["misplaced_parameters", "said", "unknown_parameters", "with_amounts"]

_NAMED = re.compile(r"\{param\.([a-z0-9_]+)\}")
_WORDS = (
    ("één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"),
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_WRITTEN_OUT: Mapping[str, Unit] = {  # in a text of people; beside a condition they are signs
    "percent": Unit(("procent", "procent"), ("percent", "percent")),
    "sd": Unit(("standaarddeviatie", "standaarddeviaties"), ("standard deviation", "standard deviations")),
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
    known = UNITS.get(unit) or _WRITTEN_OUT.get(unit)
    text = number if known is None else f"{number} {known.words(one=value == 1)[language]}"
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


def misplaced_parameters(document: Document, *, everywhere: bool = False) -> Iterator[Diagnostic]:
    """Give the places where a text names a parameter and no amount is filled in, since it is said in no language; or `everywhere`."""
    for trail, _ in _texts(document.value, ()):
        if everywhere or trail[-1:] not in (("nl",), ("en",)):
            yield Diagnostic("text.no_amount", document.at(trail))


def _texts(node: object, trail: Trail) -> Iterator[tuple[Trail, str]]:
    if isinstance(node, str):
        if "{param." in node:
            yield trail, node
        return
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for step, child in children:
        yield from _texts(child, (*trail, step))
