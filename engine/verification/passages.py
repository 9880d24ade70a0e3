"""Passages of sources looked up by a few words: white space, ends of lines, case and quotes make no difference."""

from __future__ import annotations

import re
from collections.abc import Mapping

from engine.model.provenance import Source

__all__ = ["Passages", "cited", "folded"]

_QUOTES = str.maketrans({"’": "'", "‘": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "\u00ad": ""})  # noqa: RUF001 - what PDFs hold
_BROKEN = re.compile(r"(?<=\w)[-\u00ad]\s*\n\s*")


def folded(text: str, *, joined: bool) -> str:
    """Fold a text for comparison.

    The sources come from PDF, where a hyphen at the end of a line may belong to the word (po-vo) or only break it (onder-wijs):
    with `joined` it is taken away, else it stays and only the end of the line goes.
    """
    text = _BROKEN.sub("" if joined else "-", text)
    return " ".join(text.translate(_QUOTES).lower().split())


def cited(node: Mapping[str, object]) -> bool:
    """Tell whether a mapping of a file is a citation."""
    return {"doc", "section", "near"} <= set(node)


class Passages:
    """The sections of the sources, folded when they are first asked for."""

    def __init__(self, sources: Mapping[str, Source], lines: Mapping[str, tuple[str, ...]]) -> None:
        """Keep the sources, and the lines of their texts by their ids."""
        self._sources = sources
        self._lines = lines
        self._folded: dict[tuple[str, str], tuple[str, str]] = {}

    def count(self, doc: str, section: str, near: str) -> int:
        """Count how often some words stand in a section; 0 when there is no such section."""
        return max(text.count(folded(near, joined=joined)) for joined, text in zip((True, False), self._section(doc, section), strict=True))

    def sections_with(self, doc: str, near: str) -> list[str]:
        """Give the other sections of a source in which some words stand, so that a citation can be mended."""
        source = self._sources.get(doc)
        return [s.name for s in source.sections if self.count(doc, s.name, near)] if source else []

    def _section(self, doc: str, name: str) -> tuple[str, str]:
        if (doc, name) not in self._folded:
            source = self._sources.get(doc)
            section = source.section(name) if source else None
            lines = self._lines.get(doc, ())[section.first_line - 1 : section.last_line] if section else ()
            text = "\n".join(lines)
            self._folded[doc, name] = folded(text, joined=True), folded(text, joined=False)
        return self._folded[doc, name]
