"""A school's calendar: when there is no school, and which days are no working days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["Break", "Calendar"]

SATURDAY = 5
FURTHEST = 3660  # days; beyond ten years a term has no meaning


@dataclass(frozen=True, slots=True)
class Break:
    """A time without school, first and last day counted in."""

    first: date
    last: date
    name: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """School breaks and public holidays; without any, every week is a school week and every weekday a working day."""

    breaks: tuple[Break, ...] = ()
    public: frozenset[date] = frozenset()

    def is_school_time(self, day: date) -> bool:
        """Tell whether a day lies outside the breaks (a weekend in a school week counts)."""
        return not any(b.first <= day <= b.last for b in self.breaks)

    def is_working_day(self, day: date) -> bool:
        """Tell whether a day is a weekday that is no public holiday."""
        return day.weekday() < SATURDAY and day not in self.public

    def after_school_days(self, start: date, days: int) -> date:
        """Give the day that lies so many days of school time after another; a week counts seven."""
        return self._after(start, days, working=False)

    def after_working_days(self, start: date, days: int) -> date:
        """Give the day that lies so many working days after another."""
        return self._after(start, days, working=True)

    def _after(self, start: date, days: int, *, working: bool) -> date:
        day, left = start, min(days, FURTHEST)
        while left > 0 and day < date.max:
            day += timedelta(days=1)
            left -= self.is_working_day(day) if working else self.is_school_time(day)
        return day
