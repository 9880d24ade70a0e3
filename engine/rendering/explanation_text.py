"""An explanation as text: what is told of it, wrapped for a terminal."""

from __future__ import annotations

from engine.model.explanation import Explanation
from engine.model.knowledge import Knowledge
from engine.model.text import Language
from engine.rendering.explanation_telling import reasons_told, told
from engine.rendering.told_text import lines_text, wrapped

__all__ = ["explanation_text", "short_reasons"]

_EVERYTHING = ("Alles", "Everything")


def explanation_text(e: Explanation, knowledge: Knowledge, language: Language = "nl", *, full: bool = False, file: str = "CASE") -> str:
    """Give an explanation as text, short or in full; `file` is how the case is named in the command that is suggested."""
    page = told(e, knowledge, language, full=full)
    lines = list(wrapped(f"{page.title} – {page.says}", 0, 2))
    for part in page.parts:
        lines += ["", *lines_text(part)]
    if page.more and not full:
        lines += ["", f"{_EVERYTHING[language == 'en']}: wegwijzer explain {file} {e.id} --full"]
    return "\n".join(lines) + "\n"


def short_reasons(e: Explanation, knowledge: Knowledge, language: Language = "nl") -> list[str]:
    """Give why something is as it is, or is not, and what would make it otherwise, as few lines without a heading or sources."""
    return list(lines_text(reasons_told(e, knowledge, language)))
