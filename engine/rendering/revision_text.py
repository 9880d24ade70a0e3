"""A comparison of two versions of the rules as lines of text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from engine.model.revision import ORIGINS, Amendment, Crossing, Revision, Touched
from engine.model.text import Language
from engine.rendering.paper_saying import capital
from engine.rendering.revision_paper import version_words
from engine.rendering.revision_turns import ORIGIN_WORDS, Turning
from engine.rendering.revision_words import Amending

__all__ = ["revision_text"]

WIDTH = 100
_NAMED = 8  # cases that one line names
_TOLD = 20  # cases of one origin that are told one by one


def revision_text(revision: Revision, language: Language = "nl") -> str:
    """Give a comparison as text."""
    return "\n".join(_Page(revision, language).lines()) + "\n"


class _Page:
    """Prints one comparison."""

    def __init__(self, revision: Revision, language: Language) -> None:
        self.r = revision
        self.language: Language = language
        self.amending = Amending(revision.old, revision.new, language)
        self.turning = Turning(revision, language)

    def pick(self, words: tuple[str, str]) -> str:
        return words[self.language == "en"]

    def lines(self) -> Iterator[str]:
        yield from _wrapped(f"{version_words(self.r.old)} → {version_words(self.r.new)}", 0, 2)
        if not self.r.amendments:
            yield ""
            yield self.pick(("De twee versies zeggen hetzelfde.", "The two versions say the same."))
        else:
            yield ""
            yield self.pick(("Wat er veranderd is", "What was changed"))
            for n, each in enumerate(self.r.amendments, 1):
                yield from self._change(n, each)
            yield from self._effects()
        yield from self._guards(self.r.crossings)

    def _change(self, n: int, a: Amendment) -> Iterator[str]:
        yield from _wrapped(f"{n:>2}  {self.amending.sentence(a)}", 1, 5)
        places = list(dict.fromkeys(str(place) for place in (a.before, a.after) if place))
        yield from _wrapped(" → ".join(places), 5, 5)

    def _effects(self) -> Iterator[str]:
        yield ""
        yield self.pick(("Voor wie het uitmaakt", "For whom it matters"))
        for origin in ORIGINS:
            if self.r.tried.get(origin):
                hit = sum(t.origin == origin for t in self.r.touched)
                yield f" {hit} {self.pick(('van de', 'of the'))} {self.r.tried[origin]} {self.pick(ORIGIN_WORDS[origin])}"
        gathered = self.turning.gathered()
        if gathered:
            yield ""
            yield self.pick(("Wat anders uitkomt", "What comes out otherwise"))
        for each in gathered:
            turn = each.turn
            by = ", ".join(str(n + 1) for n in turn.through)
            yield from _wrapped(f"{self.turning.turned(turn)}  ({self.pick(('door', 'through'))} {by})", 1, 5)
            counts = (f"{self.turning.counted(len(names), origin)}: {_few(names)}" for origin, names in each.cases.items())
            yield from _wrapped("; ".join(counts), 5, 5)
        for origin in ORIGINS:
            found = [t for t in self.r.touched if t.origin == origin and origin != "vignette"]
            if found:
                yield ""
                yield capital(self.pick(ORIGIN_WORDS[origin]))
            for t in found[:_TOLD]:
                yield from self._case(t)
            if len(found) > _TOLD:
                yield f" {self.pick(('en nog {n}', 'and {n} more')).format(n=len(found) - _TOLD)}"

    def _case(self, t: Touched) -> Iterator[str]:
        about = self.turning.about(t)
        yield from _wrapped(f"{t.case.id}{f': {about}' if about else ''}", 1, 5)

    def _guards(self, crossings: Sequence[Crossing]) -> Iterator[str]:
        if crossings:
            yield ""
            yield self.pick(("Wat bewaakt wordt", "What is guarded"))
        for each in crossings:
            said = each.guard.label or f"never {each.guard.verb} {each.guard.name}"
            if each.cases:
                crossed = self.pick(("geschonden in {n}: {names}", "crossed in {n}: {names}")).format(
                    n=len(each.cases), names=_few(each.cases)
                )
                yield from _wrapped(f"!! {said}: {crossed}", 1, 4)
            else:
                yield from _wrapped(f"ok {said}", 1, 4)


def _few(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" … +{more}" if more > 0 else "")


def _wrapped(text: str, indent: int, hang: int) -> Iterator[str]:
    yield from textwrap.wrap(
        text, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * hang, break_long_words=False, break_on_hyphens=False
    )
