"""Words that are read by people, in Dutch and in English."""

from __future__ import annotations

import re
from dataclasses import dataclass

from engine.diagnostics import Language

__all__ = ["Label", "Language"]

_PUPIL = (re.compile(r"\b([Dd])e(?:ze)? leerling\b"), re.compile(r"\b([Tt])h(?:e|is) pupil\b"))
_CHILD = {"d": "jullie kind", "D": "Jullie kind", "t": "your child", "T": "Your child"}


@dataclass(frozen=True, slots=True)
class Label:
    """One text in both languages; `written` as it stands in the file, where it names a number by its parameter."""

    nl: str
    en: str
    written: tuple[str, str] | None = None

    def of(self, language: Language) -> str:
        """Give the text in one language."""
        return self.en if language == "en" else self.nl

    def to_parents(self) -> Label:
        """Give the text as it speaks to parents: of their child, and not of the pupil."""
        nl, en = (pupil.sub(_child, text) for pupil, text in zip(_PUPIL, (self.nl, self.en), strict=True))
        return self if (nl, en) == (self.nl, self.en) else Label(nl, en, self.written)


def _child(pupil: re.Match[str]) -> str:
    return _CHILD[pupil[1]]
