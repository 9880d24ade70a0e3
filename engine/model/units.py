"""The words of the units in which the rules count: one of it, and more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

__all__ = ["UNITS", "Unit"]


class Unit(NamedTuple):
    """A unit as it stands behind a number: for one and for any other, in Dutch and in English."""

    nl: tuple[str, str]
    en: tuple[str, str]

    def words(self, *, one: bool) -> tuple[str, str]:
        """Give the word in Dutch and in English."""
        return self.nl[not one], self.en[not one]


UNITS: Mapping[str, Unit] = {
    "hours": Unit(("uur", "uur"), ("hour", "hours")),
    "days": Unit(("dag", "dagen"), ("day", "days")),
    "working_days": Unit(("werkdag", "werkdagen"), ("working day", "working days")),
    "weeks": Unit(("week", "weken"), ("week", "weeks")),
    "school_weeks": Unit(("schoolweek", "schoolweken"), ("school week", "school weeks")),
    "months": Unit(("maand", "maanden"), ("month", "months")),
    "years": Unit(("jaar", "jaar"), ("year", "years")),
    "people": Unit(("mens", "mensen"), ("person", "people")),
    "signs": Unit(("teken", "tekens"), ("sign", "signs")),
    "sessions": Unit(("gesprek", "gesprekken"), ("session", "sessions")),
}
