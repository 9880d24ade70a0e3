"""The smallest sets that are enough for something: each suffices by itself, and no part of it does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

__all__ = ["ALL", "FIRST", "Search", "minimal_sets", "smallest_within"]

EXHAUSTIVE = 6  # up to this size all parts of a set are tried, since weighing may let a smaller part do what a larger does not

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Search:
    """How far to look: at most so many `sets`, and so many `tries` to find yet another one."""

    sets: int
    tries: int


FIRST = Search(6, 400)
ALL = Search(120, 12_000)  # of what nearly every fact speaks against there are thousands; no more than these are told


def minimal_sets(things: Iterable[T], enough: Callable[[frozenset[T]], bool], search: Search = FIRST) -> tuple[list[tuple[T, ...]], bool]:
    """Give the minimal sets of things that are enough, in the order of the things, and whether there may be more.

    Each next set lacks at least one thing of every set before it, so that the sets are independent reasons (Reiter 1987,
    hitting sets over what must be missing).
    """
    order = list(things)
    known: dict[frozenset[T], bool] = {}

    def suffices(some: frozenset[T]) -> bool:
        if some not in known:
            known[some] = enough(some)
        return known[some]

    found: list[frozenset[T]] = []
    tried: set[frozenset[T]] = set()
    queue: list[frozenset[T]] = [frozenset()]
    while queue and len(found) < search.sets and len(known) < search.tries:
        left_out = queue.pop(0)
        fits = next((f for f in found if not f & left_out), None)
        if fits is None:
            rest = frozenset(order) - left_out
            if not suffices(rest):
                continue
            fits = smallest_within([t for t in order if t in rest], suffices)
            found.append(fits)
        for each in (t for t in order if t in fits):
            further = left_out | {each}
            if further not in tried:
                tried.add(further)
                queue.append(further)
    unique = list(dict.fromkeys(found))
    return [tuple(t for t in order if t in some) for some in unique], bool(queue)


def smallest_within(order: list[T], suffices: Callable[[frozenset[T]], bool]) -> frozenset[T]:
    """Take away one thing after the other for as long as the rest is enough; then make sure that no part is."""
    kept = frozenset(order)
    for each in order:
        if suffices(kept - {each}):
            kept -= {each}
    if len(kept) <= EXHAUSTIVE:
        ordered = [t for t in order if t in kept]
        parts = (frozenset(c) for size in range(len(ordered)) for c in combinations(ordered, size))
        kept = next((part for part in parts if suffices(part)), kept)
    return kept
