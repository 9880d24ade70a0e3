"""Terms: the day on which something is due."""

from __future__ import annotations

from datetime import date, timedelta

from engine.inference.scores import add_months
from engine.model.calendar import Calendar
from engine.model.protocol import Term

__all__ = ["due_on"]

WEEK = 7


def due_on(start: date, term: Term, calendar: Calendar) -> date:
    """Give the last day of a term that is counted from a day.

    A week is seven days; a month ends at its last day where it must. School weeks skip the school's breaks, working days
    skip weekends and public holidays. A due day beyond the calendar is the last day there is.
    """
    match term.unit:
        case "months":
            return add_months(start, int(term.amount))
        case "working_days":
            return calendar.after_working_days(start, int(term.amount))
        case "school_weeks":
            return calendar.after_school_days(start, int(term.amount * WEEK))
        case "weeks":
            return _days(start, term.amount * WEEK)
    return _days(start, term.amount)


def _days(start: date, amount: float) -> date:
    try:
        return start + timedelta(days=int(amount))
    except OverflowError:
        return date.max
