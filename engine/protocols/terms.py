"""Terms: the day on which something is due."""

from __future__ import annotations

from datetime import date, timedelta

from engine.inference.scores import add_months
from engine.model.protocol import Term

__all__ = ["due_on"]

WEEK = 7
SATURDAY = 5


def due_on(start: date, term: Term) -> date:
    """Give the last day of a term that is counted from a day; Saturdays and Sundays are no working days."""
    match term.unit:
        case "months":
            return add_months(start, int(term.amount))
        case "working_days":
            return _working_days(start, int(term.amount))
        case "days":
            return _days(start, term.amount)
    return _days(start, term.amount * WEEK)


def _days(start: date, amount: float) -> date:
    try:
        return start + timedelta(days=int(amount))
    except OverflowError:
        return date.max


def _working_days(start: date, amount: int) -> date:
    day = start
    while amount > 0 and day < date.max:
        day += timedelta(days=1)
        if day.weekday() < SATURDAY:
            amount -= 1
    return day
