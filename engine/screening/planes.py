"""Truth of many pupils as planes of bits: one bit a pupil for what speaks for something, one for what speaks against.

A gate over planes is the same gate as over one case (`engine.inference.truth`), eight pupils to the byte.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.knowledge.circuit import Gate

__all__ = ["Bitmap", "Plane", "constant", "decided", "packed", "run_gate_on_planes", "set_aside", "unpacked"]

Bitmap = NDArray[np.uint8]


class Plane(NamedTuple):
    """What speaks for and what speaks against one slot, of every pupil; bits beyond the last pupil mean nothing."""

    speaks_for: Bitmap
    against: Bitmap


def packed(truth: NDArray[np.bool_ | np.integer]) -> Bitmap:
    """Pack yes and no, or what is 0 and what is not, into bits."""
    return np.packbits(truth, bitorder="little")


def unpacked(bitmap: Bitmap, pupils: int) -> NDArray[np.uint8]:
    """Give a bitmap as zeros and ones, one a pupil."""
    return np.unpackbits(bitmap, count=pupils, bitorder="little")


def decided(plane: Plane, pupils: int) -> NDArray[np.uint8]:
    """Give the truth of every pupil as a number: 0 unknown, 1 true, 2 false, 3 contradictory."""
    against = unpacked(plane.against, pupils)
    np.left_shift(against, 1, out=against)
    return np.bitwise_or(unpacked(plane.speaks_for, pupils), against, out=against)


def constant(bits: int, length: int) -> Plane:
    """Make a plane in which all pupils have the same truth."""
    full, empty = np.full(length, 255, np.uint8), np.zeros(length, np.uint8)
    return Plane(full if bits & 1 else empty, full if bits & 2 else empty)


def run_gate_on_planes(gate: Gate | int, slots: Sequence[Plane], length: int) -> Plane:
    """Evaluate one gate over the planes of the slots; means what `engine.inference.truth.run_gate` means."""
    if isinstance(gate, int):
        return slots[gate]
    parts = [run_gate_on_planes(part, slots, length) for part in gate.parts]
    match gate.operation:
        case "all":
            return _all(parts, length)
        case "any":
            swapped = _all([Plane(p.against, p.speaks_for) for p in parts], length)
            return Plane(swapped.against, swapped.speaks_for)
        case "not":
            return Plane(parts[0].against, parts[0].speaks_for)
        case "at_least":
            k = len(parts)
            return Plane(
                _so_many(gate.count, [p.speaks_for for p in parts], length),
                _so_many(k - gate.count + 1, [p.against for p in parts], length),
            )
    return _choose(*parts)


def set_aside(plane: Plane, exception: Plane) -> Plane:
    """Give what is left of something once what it holds `unless` holds; means what `engine.decision.deciding.set_aside` means."""
    aside = exception.speaks_for & ~exception.against
    return Plane(plane.speaks_for & ~aside, plane.against | exception.speaks_for)


def _all(parts: Sequence[Plane], length: int) -> Plane:
    if not parts:
        return constant(1, length)
    speaks_for, against = parts[0].speaks_for.copy(), parts[0].against.copy()
    for part in parts[1:]:
        np.bitwise_and(speaks_for, part.speaks_for, out=speaks_for)
        np.bitwise_or(against, part.against, out=against)
    return Plane(speaks_for, against)


def _so_many(count: int, bitmaps: Sequence[Bitmap], length: int) -> Bitmap:
    """Tell of which pupils at least so many bits are set: reached[i] holds those with more than i."""
    if count <= 0:
        return np.full(length, 255, np.uint8)
    reached = [np.zeros(length, np.uint8) for _ in range(min(count, len(bitmaps)))]
    if count > len(reached):
        return np.zeros(length, np.uint8)
    for bitmap in bitmaps:
        for i in range(len(reached) - 1, 0, -1):
            reached[i] |= reached[i - 1] & bitmap
        reached[0] |= bitmap
    return reached[-1]


def _choose(condition: Plane, then: Plane, otherwise: Plane) -> Plane:
    def chosen(one: Bitmap, other: Bitmap) -> Bitmap:
        out: Bitmap = one & other | condition.speaks_for & one | condition.against & other
        return out

    return Plane(chosen(then.speaks_for, otherwise.speaks_for), chosen(then.against, otherwise.against))
