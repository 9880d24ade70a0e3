"""What is wrong, where it is, and what would be right."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from engine.messages import MESSAGES, Language, Phrase

Severity = Literal["error", "warning", "note"]

__all__ = ["Diagnostic", "Guess", "KnowledgeError", "Language", "Location", "fault", "inside", "nearest"]

LONGEST = 200  # characters of one value that a sentence shows


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file; line and column count from 1, and 0 means that the whole file is meant."""

    file: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Give FILE:LINE:COLUMN, as editors understand it; FILE:LINE where the whole line is meant."""
        file = _escaped(self.file)
        place = f"{file}:{self.line}" if self.line else file
        return f"{place}:{self.column}" if self.line and self.column else place


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault: a code whose sentence stands in `engine/messages`, its values, and its place.

    A value that is a `Phrase` is said in the language of the sentence.
    """

    code: str
    location: Location
    values: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = "error"
    related: Location | None = None
    length: int = 1

    def text(self, language: Language = "nl") -> str:
        """Say the fault and its mend as one sentence: the name that was probably meant, else the mend of the message."""
        sentence, mend = self._said(language)
        near = self.values.get("nearest")
        if isinstance(near, Guess):
            near = nearest(near.name, near.names)
        if near:
            where = f" ({self.related})" if self.related else ""
            mend = f"{_DID_YOU_MEAN.of(language)} `{near}`{where}?"
        return f"{sentence}; {mend}" if mend else sentence

    def _said(self, language: Language) -> tuple[str, str]:
        shown = _Shown(self.values, language)
        sentence, _, mend = (part.format_map(shown) for part in MESSAGES[self.code][language].partition(" | "))
        return sentence, mend

    def line(self, language: Language = "nl") -> str:
        """Say place and sentence on one line."""
        place = str(self.location)
        return f"{place}: {self.text(language)}" if place else self.text(language)

    @property
    def sort_key(self) -> tuple[Location, str, str]:
        """Order by place, then code, then what is said, so that output never depends on the order of finding."""
        return self.location, self.code, self._said("en")[0]


_DID_YOU_MEAN = Phrase("bedoel je", "did you mean")


class _Shown(dict[str, object]):
    """Values as they are shown: in one language, as they are written in a file, and without what could break the line."""

    def __init__(self, values: Mapping[str, object], language: Language) -> None:
        super().__init__(values)
        self.language: Language = language

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"

    def __getitem__(self, key: str) -> object:
        match super().__getitem__(key):
            case Phrase() as phrase:
                return phrase.of(self.language)
            case None:
                return "null"
            case bool(value):
                return "true" if value else "false"
            case float(value):
                return f"{value:.15g}"
            case value:
                shown = _escaped(str(value))
                return shown if key in _WHOLE or len(shown) <= LONGEST else shown[:LONGEST] + "…"


_WHOLE = ("known", "cycle", "places")  # our own words, never cut


def _escaped(text: str) -> str:
    return text if text.isprintable() else "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


class KnowledgeError(Exception):
    """All faults of a load or a case at once, sorted by place, none twice."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Keep the diagnostics sorted and without doubles."""
        unique = {d.sort_key: d for d in diagnostics}
        self.diagnostics = tuple(unique[key] for key in sorted(unique))
        super().__init__(len(self.diagnostics))

    def __str__(self) -> str:
        """Give all faults, one a line; only here, since a file may have thousands."""
        return "\n".join(d.line() for d in self.diagnostics)


def fault(code: str, location: Location, **values: object) -> Diagnostic:
    """Make an error diagnostic; `values` fill the sentence of the code."""
    return Diagnostic(code, location, values)


def inside(folder: Path, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Name files as they are called in a folder where something is tried: where that lies is nobody's business."""
    return tuple(_inside(str(folder), each) for each in found)


def _inside(folder: str, each: Diagnostic) -> Diagnostic:
    def short(value: object) -> object:
        for part in (f"{folder}/", f"{folder}\\", folder):
            value = value.replace(part, "") if isinstance(value, str) else value
        return value

    def place(location: Location) -> Location:
        return replace(location, file=str(short(location.file)))

    values = {key: short(value) for key, value in each.values.items()}
    return replace(each, location=place(each.location), related=place(each.related) if each.related else None, values=values)


@dataclass(frozen=True, slots=True)
class Guess:
    """A name that may have been meant, to be looked for among others once the fault is said: a file may have thousands of wrong names."""

    name: str
    names: Iterable[str]


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Give the name that was probably meant, or None when nothing is close."""
    known = sorted(names)
    found = difflib.get_close_matches(name, known, n=1, cutoff=0.7)
    if found:
        return found[0]
    tails = [n for n in known if n.rsplit(".", 1)[-1] == name.rsplit(".", 1)[-1]]
    return tails[0] if len(tails) == 1 else None
