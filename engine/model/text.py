"""Words that are read by people, in Dutch and in English."""

from __future__ import annotations

from dataclasses import dataclass

from engine.diagnostics import Language

__all__ = ["Label", "Language"]


@dataclass(frozen=True, slots=True)
class Label:
    """One text in both languages; `written` as it stands in the file, where it names a number by its parameter."""

    nl: str
    en: str
    written: tuple[str, str] | None = None

    def of(self, language: Language) -> str:
        """Give the text in one language."""
        return self.en if language == "en" else self.nl
