"""What a change does to an advice, as text: what is told of it, wrapped for a terminal."""

from __future__ import annotations

from engine.model.difference import Difference
from engine.model.knowledge import Knowledge
from engine.model.text import Language
from engine.rendering.difference_telling import difference_told
from engine.rendering.told_text import lines_text, wrapped

__all__ = ["difference_text"]

_SUPPOSE = ("Stel", "Suppose")


def difference_text(difference: Difference, knowledge: Knowledge, language: Language = "nl", *, supposed: bool = True) -> str:
    """Give what changes as text, beginning with what is `supposed`, unless that is told already."""
    told = difference_told(difference, knowledge, language)
    lines = list(wrapped(f"{_SUPPOSE[language == 'en']}: {told.title}.", 0, 2)) if supposed else []
    if told.says:
        lines.append(f" {told.says}")
    for part in told.parts:
        lines += ["", *lines_text(part)]
    return "\n".join(lines).strip("\n") + "\n"
