"""Values that facts can take: whether a value fits a fact's definition."""

from __future__ import annotations

from engine.diagnostics import Diagnostic, Location, fault, nearest
from engine.language.constants import parse_date
from engine.model.interval import BANDS, band_of
from engine.model.vocabulary import LETTERS, LEVELS, FactDefinition, Value

__all__ = ["is_date", "kept_value", "value_fault"]

FIRST_YEAR, LAST_YEAR = 1900, 2199  # any term added to such a date is still a date


def value_fault(fact: FactDefinition, value: object, place: Location) -> Diagnostic | None:  # noqa: PLR0911 - one line a type
    """Give what is wrong with a value for a fact, or None when it fits."""
    match fact.type:
        case "bool":
            return None if isinstance(value, bool) else fault("case.bool", place, name=fact.id, value=value)
        case "int" | "number":
            return _number_fault(fact, value, place)
        case "date":
            return None if is_date(value) else fault("shape.date", place, value=value)
        case "choice" | "level":
            known = (*LEVELS, *LETTERS) if fact.type == "level" else tuple(fact.values)
            if value in known:
                return None
            values = {
                "value": value,
                "name": fact.id,
                "known": ", ".join(f"`{each}`" for each in known),
                "nearest": nearest(str(value), known),
            }
            return Diagnostic("case.choice", place, values)
        case "band":
            is_band = isinstance(value, str) and value not in BANDS and band_of(value) is not None
            return None if is_band else fault("case.band", place, name=fact.id, value=value)
        case "text":
            return None if isinstance(value, str) else fault("case.text", place, name=fact.id)


def _number_fault(fact: FactDefinition, value: object, place: Location) -> Diagnostic | None:
    example = float((fact.low + fact.high) // 2) if fact.low is not None and fact.high is not None else 12.0
    if isinstance(value, bool) or not isinstance(value, int | float):
        return fault("case.int" if fact.type == "int" else "case.number", place, name=fact.id, value=value, example=example)
    if fact.type == "int" and not float(value).is_integer():
        return fault("case.int", place, name=fact.id, value=value, example=example)
    low = fact.low if fact.low is not None else float("-1e12")
    high = fact.high if fact.high is not None else float("1e12")
    if not low <= value <= high:
        return fault("case.range", place, name=fact.id, value=value, low=low, high=high)
    return None


def is_date(value: object) -> bool:
    """Tell whether a value is the ISO text of a date that exists, in years in which someone goes to school."""
    day = parse_date(value) if isinstance(value, str) else None
    return day is not None and FIRST_YEAR <= day.year <= LAST_YEAR


def kept_value(value: Value | None) -> Value | None:
    """Give a value as it is kept: whole numbers and fractions alike as numbers."""
    return value if value is None or isinstance(value, bool | str) else float(value)
