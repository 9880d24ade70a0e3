"""Cases to play with a group: those that can be played, what to choose from, and how a case became known."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from engine.diagnostics import KnowledgeError
from engine.loading.folders import yaml_files
from engine.loading.library import overlay_chain, shipped_folder
from engine.model.case import Case, Event, Observation
from engine.model.explanation import Change
from engine.model.playing import Choice, Unfolding
from engine.service.vignettes import Vignettes

__all__ = ["Playing"]

_MOST = 25  # observations that a group can take in at once
_FEWEST = 3  # observations: with fewer there is no situation to think about


@dataclass(slots=True, repr=False)
class Playing(Vignettes):
    """Plays the vignettes."""

    def playable(self) -> list[Case]:
        """Give the vignettes with a title, something to think about and a next step: the fullest that still fit on a screen first.

        A school plays its own and those that ship, as far as its own rules understand these and have a next step in them.
        """
        found = [v for v in (*self.vignettes(), *self._shipped()) if _can_be_played(v)]
        return sorted(found, key=lambda v: (len(v.observations) > _MOST, -len(v.observations), v.id))

    def _shipped(self) -> Iterator[Case]:
        """Give the vignettes that ship, where a school has its own in their place."""
        if not overlay_chain(self.root):
            return
        for path in yaml_files(shipped_folder() / "rules" / "vignettes"):
            with contextlib.suppress(KnowledgeError):
                case = self.load(path)
                if _can_be_played(case) and self.advise(case).steps:
                    yield case

    def choices(self, case: Case, as_of: date | None = None) -> tuple[Choice, ...]:
        """Give steps to choose from: those that are open now, and some that are not."""
        from engine.explanation.playing import choices_of  # noqa: PLC0415 - only where a case is played

        return choices_of(self.advise(case, as_of), self.plan(case, as_of), self.knowledge_for(case, as_of))

    def unfold(self, case: Case, as_of: date | None = None) -> tuple[Unfolding, ...]:
        """Give a case as it became known, moment by moment, each with the advice by what was known until then."""
        from engine.explanation.playing import moments_of, partial  # noqa: PLC0415 - as above
        from engine.explanation.what_if import compared  # noqa: PLC0415 - as above

        day = as_of or case.as_of or date.today()  # noqa: DTZ011 - a school day is local
        out: list[Unfolding] = []
        before = self.advise(partial(case, (), ()), day)
        known: list[Observation] = []
        done: list[Event] = []
        for said, happened in moments_of(case):
            known.extend(said)
            done.extend(happened)
            after = self.advise(partial(case, known, done), day)
            out.append(Unfolding(said, happened, after, compared(Change(()), (), before, after)))
            before = after
        return tuple(out)


def _can_be_played(case: Case) -> bool:
    """Tell whether a vignette has a title, something to think about and a next step, by what it says itself."""
    return bool(case.title and len(case.observations) >= _FEWEST and (case.expect or {}).get("next_steps"))
