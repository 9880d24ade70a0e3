"""Ways to set facts: small sets of settings that are joined and compared while conditions are searched for what would meet them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

from engine.model.explanation import Change, Happening, Setting

__all__ = ["NOTHING", "Way", "all_of", "either_of"]

BEAM = 8  # ways that are kept of each condition, smallest first
LARGEST = 8  # settings in one way

Way = tuple[frozenset[Setting], frozenset[Happening]]
NOTHING: Way = (frozenset(), frozenset())


def either_of(ways: Iterable[Sequence[Way]]) -> list[Way]:
    """Give the ways of which any one will do."""
    return _smallest(way for some in ways for way in some)


def all_of(ways: Iterable[Sequence[Way]]) -> list[Way]:
    """Give the ways that do all of some things at once; none where two of them would set one fact to two values."""
    found: list[Way] = [NOTHING]
    for some in ways:
        found = _smallest(joined for a, b in product(found, some) if (joined := _joined(a, b)) is not None)
    return found


def _smallest(ways: Iterable[Way]) -> list[Way]:
    unique = dict.fromkeys(way for way in ways if len(way[0]) + len(way[1]) <= LARGEST)
    return sorted(unique, key=lambda way: (len(way[0]) + len(way[1]), _name(way)))[:BEAM]


def _name(way: Way) -> tuple[str, ...]:
    return tuple(sorted([*(f"{s.fact} {s.value}" for s in way[0]), *(f"{h.protocol}.{h.node}" for h in way[1])]))


def _joined(a: Way, b: Way) -> Way | None:
    settings = {(s.fact, s.by): s for s in a[0]}
    for each in b[0]:
        same = settings.get((each.fact, each.by))
        both = each if same is None else _both(same, each)
        if both is None:
            return None
        settings[each.fact, each.by] = both
    return frozenset(settings.values()), a[1] | b[1]


def _both(one: Setting, other: Setting) -> Setting | None:
    """Give the setting that does for both: the same value, or a number that lies in both regions."""
    if one == other:
        return one
    if isinstance(one.value, bool | str) or isinstance(other.value, bool | str):
        return None
    low, low_open = max(((s.low, s.low_open) for s in (one, other) if s.low is not None), default=(None, False))
    high, closed = min(((s.high, not s.high_open) for s in (one, other) if s.high is not None), default=(None, True))
    if low is not None and high is not None and low >= high:
        return None
    value = next((s.value for s in (one, other) if _within(float(s.value), low, high)), _middle(low, high))
    return Setting(one.fact, value, low, high, one.by, low_open, high_open=not closed)


def _middle(low: float | None, high: float | None) -> float:
    ends = [end for end in (low, high) if end is not None]
    return sum(ends) / len(ends)


def _within(value: float, low: float | None, high: float | None) -> bool:
    return (low is None or value >= low) and (high is None or value <= high)


def change_of(way: Way) -> Change:
    """Give a way as a change, in the order of names."""
    settings = tuple(sorted(way[0], key=lambda s: (s.fact, s.by or "")))
    return Change(settings, tuple(sorted(way[1], key=lambda h: (h.protocol, h.node))))
