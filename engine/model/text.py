"""Words that are read by people, in Dutch and in English."""

from __future__ import annotations

from dataclasses import dataclass

from engine.diagnostics import Language

__all__ = ["Label", "Language"]


@dataclass(frozen=True, slots=True)
class Label:
    """One text in both languages."""

    nl: str
    en: str

    def of(self, language: Language) -> str:
        """Give the text in one language."""
        return self.en if language == "en" else self.nl
