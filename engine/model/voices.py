"""What different people see, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.model.case import Observation

__all__ = ["SideBySide", "Spoken", "Voice"]

Voice = tuple[str, str]  # an informant, empty where nobody in particular said it, and which of them


@dataclass(frozen=True, slots=True)
class Spoken:
    """One fact with what each voice said last; `value` None is "nobody knows".

    `differs` tells that people see it differently. Of a number, date or level the latest `counts` alone; else every voice does.
    """

    fact: str
    said: Mapping[Voice, tuple[Observation, ...]]
    counts: tuple[Observation, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The facts of a case on a day, those that are seen differently first, and the voices, in the order of the vocabulary."""

    voices: tuple[Voice, ...]
    facts: tuple[Spoken, ...]
