"""Something told in sentences, whatever it is shown on: lines in order, each with the lines that stand under it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

__all__ = ["Line", "LineKind", "Told", "runs"]

LineKind = Literal["heading", "sentence", "point", "between", "source", "change"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line, with what stands under it.

    A `heading` stands above the points after it; a `sentence` by itself; `between` tells how the points around it belong together;
    a `source` names where knowledge comes from.
    A `change` has a `sign`: `+` what comes, `-` what goes, `±` what becomes otherwise, or the two states that it turns between.
    `settings` are the answers, as fact and value, that would make a line true, where people can try that.
    """

    text: str
    kind: LineKind = "point"
    of: tuple[Line, ...] = ()
    sign: str = ""
    settings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """All of it: what it is about, what the answer is, and the parts in order; `more` tells that something was left out."""

    title: str
    says: str
    parts: tuple[tuple[Line, ...], ...]
    more: bool = False


def runs(lines: Iterable[Line]) -> list[tuple[LineKind, list[Line]]]:
    """Give lines in runs of one kind: points that stand together make one list."""
    return [(kind, list(some)) for kind, some in groupby(lines, key=lambda line: line.kind)]
