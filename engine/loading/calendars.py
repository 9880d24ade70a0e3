"""A school's calendar from its overlay: the Dutch regions, what the school closes besides, and what it keeps open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from engine.model.calendar import Break, Calendar

__all__ = ["build_calendar"]

FIRST_YEAR, LAST_YEAR = 2025, 2030  # what the published regulation of school holidays covers


def build_calendar(overlays: list[dict[str, Any]]) -> Calendar:
    """Build the calendar of stacked overlays; a later one overrides region and adds its own days."""
    region = next((o["region"] for o in reversed(overlays) if "region" in o), None)
    breaks = list(_regional(region)) if region else []
    for overlay in overlays:
        calendar = overlay.get("calendar", {})
        breaks = [part for b in breaks for part in _without(b, [_days(o) for o in calendar.get("open", ())])]
        breaks += [Break(*_days(c), c["name"]) for c in calendar.get("closed", ())]
    return Calendar(tuple(sorted(breaks, key=lambda b: (b.first, b.last))), frozenset(_public()) if region else frozenset())


def _days(entry: dict[str, str]) -> tuple[date, date]:
    return date.fromisoformat(entry["from"]), date.fromisoformat(entry["to"])


def _regional(region: str) -> Iterator[Break]:
    """Give the school breaks of a Dutch region; autumn and spring are advisory, so a school may change them."""
    import holidays  # noqa: PLC0415 - only for a school that has a calendar

    years = range(FIRST_YEAR, LAST_YEAR + 1)
    days = holidays.country_holidays("NL", subdiv=region.capitalize(), categories=("school",), language="nl", years=years)
    first = last = None
    name = ""
    for day, label in sorted(days.items()):
        if last is not None and first is not None and (day - last > timedelta(days=1) or label != name):
            yield Break(first, last, name)
            first = day
        first, last, name = first or day, day, label
    if first and last:
        yield Break(first, last, name)


def _public() -> Iterator[date]:
    import holidays  # noqa: PLC0415 - as above

    yield from holidays.country_holidays("NL", years=range(FIRST_YEAR, LAST_YEAR + 1))


def _without(whole: Break, open_times: list[tuple[date, date]]) -> Iterator[Break]:
    """Take the days that the school stays open out of a break."""
    parts = [(whole.first, whole.last)]
    for first, last in open_times:
        parts = [piece for a, b in parts for piece in _cut(a, b, first, last)]
    yield from (Break(a, b, whole.name) for a, b in parts)


def _cut(a: date, b: date, first: date, last: date) -> Iterator[tuple[date, date]]:
    if last < a or first > b:
        yield a, b
        return
    if a < first:
        yield a, first - timedelta(days=1)
    if last < b:
        yield last + timedelta(days=1), b
