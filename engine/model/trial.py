"""What a draft of the rules would do, as far as it has been tried."""

from __future__ import annotations

from dataclasses import dataclass

from engine.model.explanation import Explanation
from engine.model.revision import Revision
from engine.model.verdict import Mismatch

__all__ = ["Effects", "Found", "Reddened"]


@dataclass(frozen=True, slots=True)
class Found:
    """Something that a check found: its place, what is wrong in both languages, and the name of the check."""

    place: str
    dutch: str
    english: str
    code: str


@dataclass(frozen=True, slots=True)
class Reddened:
    """A vignette that came out as expected by the rules in force, and does not by the draft, with why where that can be told."""

    file: str
    case: str
    title: str
    told: tuple[tuple[Mismatch, Explanation | None], ...]


@dataclass(frozen=True, slots=True)
class Effects:
    """What was found so far: `tried` of `total` cases; the comparison is there once all were tried.

    `red` are the vignettes that turn red, `still` counts those that are red by the rules in force too, `greened` those that turn green.
    """

    tried: int = 0
    total: int = 0
    red: tuple[Reddened, ...] = ()
    still: int = 0
    greened: int = 0
    revision: Revision | None = None
    fault: str = ""

    @property
    def is_done(self) -> bool:
        """Tell whether all was tried."""
        return self.revision is not None or bool(self.fault)
