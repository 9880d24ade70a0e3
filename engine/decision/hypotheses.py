"""Arguments for and against, weighed: where each hypothesis stands, and between which extremes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from engine.inference.conclusions import Conclusions
from engine.inference.truth import AGAINST, BOTH, FOR, UNKNOWN, Bits
from engine.model.advice import STANDINGS, Standing
from engine.model.rules import Strength

__all__ = ["Weighed", "weigh", "weigh_all", "weigh_one"]

WEIGHTS: dict[Strength, int] = {"strong": 2, "supports": 1, "opposes": -1, "strongly_opposes": -2}
DISPUTED: dict[Strength, int] = {"confirms": 2, "excludes": -2}
LIKELY = 2


class Weighed(NamedTuple):
    """Where a hypothesis stands, and the lowest and highest that open and disputed arguments can still make it."""

    standing: Standing
    at_least: Standing
    at_most: Standing
    disputed: bool

    @property
    def bits(self) -> Bits:
        """Give what a premise makes of it: likely or confirmed speaks for, surely less speaks against."""
        if self.standing == "contradictory":
            return BOTH
        if self.standing in ("likely", "confirmed"):
            return FOR
        return AGAINST if STANDINGS.index(self.at_most) < STANDINGS.index("likely") else UNKNOWN


def weigh_all(conclusions: Conclusions) -> dict[str, Weighed]:
    """Weigh every hypothesis from the bits of its arguments, and keep what follows in its slot."""
    out = {}
    for id_ in conclusions.base.knowledge.hypotheses:
        out[id_] = weighed = weigh_one(conclusions, id_)
        conclusions.bits[conclusions.base.slots[id_]] = weighed.bits
    return out


def weigh_one(conclusions: Conclusions, id_: str) -> Weighed:
    """Weigh one hypothesis from the bits of its arguments."""
    arguments = conclusions.base.knowledge.hypotheses[id_].arguments
    return _weigh(tuple((a.strength, conclusions.of(f"argument:{id_}#{i}")) for i, a in enumerate(arguments)))


def weigh(arguments: Sequence[tuple[Strength, Bits]]) -> Weighed:
    """Weigh arguments, each with its strength and what speaks for and against its condition.

    Source: the standing rules of the contract, docs/case-file.md.
    """
    return _weigh(tuple(arguments))


@lru_cache(maxsize=1 << 14)
def _weigh(arguments: tuple[tuple[Strength, Bits], ...]) -> Weighed:
    """Weigh; a few arguments come out in a few ways only, and again and again while answers are tried."""
    standing = _standing(arguments)
    lowest = _extreme(_standing([(s, _falling(s, bits, helps=False)) for s, bits in arguments]), "excluded")
    highest = _extreme(_standing([(s, _falling(s, bits, helps=True)) for s, bits in arguments]), "confirmed")
    disputed = any(bits == BOTH for _, bits in arguments)
    return Weighed(standing, lowest, highest, disputed)


def _falling(strength: Strength, bits: Bits, *, helps: bool) -> Bits:
    """Let an open or disputed argument fall the way that helps the hypothesis most, or least."""
    if bits in (FOR, AGAINST):
        return bits
    speaks_for = strength in ("confirms", "strong", "supports")
    return FOR if speaks_for == helps else AGAINST


def _standing(arguments: Sequence[tuple[Strength, Bits]]) -> Standing:
    sure = {s for s, bits in arguments if bits == FOR}
    decided = _decided(sure)
    if decided:
        return decided
    total = sum(WEIGHTS.get(s) or DISPUTED[s] for s, bits in arguments if bits & FOR)
    if total > 0:
        return "likely" if total >= LIKELY else "possible"
    opposed = any(bits & FOR and s in ("opposes", "strongly_opposes", "excludes") for s, bits in arguments)
    is_open = any(bits == UNKNOWN for _, bits in arguments)
    return "unlikely" if opposed or not is_open else "unknown"


def _decided(sure: set[Strength]) -> Standing | None:
    match "confirms" in sure, "excludes" in sure:
        case True, True:
            return "contradictory"
        case True, False:
            return "confirmed"
        case False, True:
            return "excluded"
    return None


def _extreme(standing: Standing, end: Standing) -> Standing:
    """Give a standing its place in the order of the extremes; a contradiction reaches from one end to the other."""
    return end if standing == "contradictory" else standing
