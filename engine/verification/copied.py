"""Runs of words that a text shares with a source, with the line on which they begin there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from engine.verification.passages import folded

__all__ = ["RUN", "CopiedWords", "Shared"]

RUN = 8  # so many words in a row are somebody else's sentence; fewer are how a language is spoken
_WORD = re.compile("\\w+(?:(?:['’‘-]|[-\u00ad][^\\S\n]*\n\\s*)\\w+)*")
_Spoken = list[tuple[str, int]]  # each word with the number of its line


@dataclass(frozen=True, slots=True)
class Shared:
    """Words that stand in a row in a text and in a source, and the line of the source, counted from 1, on which they begin."""

    words: str
    doc: str
    line: int


class CopiedWords:
    """The words of the sources, looked up by every run of them; punctuation does not count."""

    def __init__(self, sources: Mapping[str, tuple[str, ...]]) -> None:
        """Index the lines of each source by its id.

        As for citations, a hyphen at the end of a line is read both ways: as a part of the word and as no more than a break.
        """
        self._texts = [(doc, _spoken("\n".join(lines), joined=joined)) for doc, lines in sources.items() for joined in (True, False)]
        self._runs: dict[tuple[str, ...], tuple[int, int]] = {}
        for which, (_, spoken) in enumerate(self._texts):
            words = [word for word, _ in spoken]
            for start in range(len(words) - RUN + 1):
                self._runs.setdefault(tuple(words[start : start + RUN]), (which, start))

    def shared(self, text: str) -> Shared | None:
        """Give the first run of at least `RUN` words that a text shares with a source, as long as it goes on; None without one."""
        words = [word for word, _ in _spoken(text, joined=False)]
        for start in range(len(words) - RUN + 1):
            if found := self._runs.get(tuple(words[start : start + RUN])):
                return self._whole(words[start:], *found)
        return None

    def _whole(self, words: list[str], which: int, start: int) -> Shared:
        doc, spoken = self._texts[which]
        length = RUN
        for mine, (theirs, _) in zip(words[RUN:], spoken[start + RUN :], strict=False):
            if mine != theirs:
                break
            length += 1
        return Shared(" ".join(words[:length]), doc, spoken[start][1])


def _spoken(text: str, *, joined: bool) -> _Spoken:
    out, line, seen = [], 1, 0
    for match in _WORD.finditer(text):
        line += text.count("\n", seen, match.start())
        seen = match.start()
        out.append((folded(match[0], joined=joined), line))
    return out
