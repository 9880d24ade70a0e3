"""Pieces of sentences in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

__all__ = ["Language", "Phrase", "either"]

Language = Literal["nl", "en"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A piece of a sentence in both languages; a diagnostic that has one as a value shows the language of the sentence."""

    nl: str
    en: str

    def of(self, language: Language) -> str:
        """Give the piece in one language."""
        return self.en if language == "en" else self.nl


def either(phrases: Iterable[Phrase]) -> Phrase:
    """Join phrases into one: this, that or the other."""
    parts = list(dict.fromkeys(phrases))
    return Phrase(_joined([p.nl for p in parts], " of "), _joined([p.en for p in parts], " or "))


def _joined(parts: list[str], last: str) -> str:
    return last.join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
