"""Two versions of the rules compared: what is otherwise in them, and what that does to cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from engine.decision.deciding import Decision
from engine.impact.amendments import amendments
from engine.impact.differing import differing
from engine.impact.effects import fitted, touched
from engine.impact.guards import crossings
from engine.impact.lineage import Lineage
from engine.knowledge.base import KnowledgeBase
from engine.model.case import Case
from engine.model.difference import Difference
from engine.model.revision import ORIGINS, Guard, Origin, Revision

__all__ = ["Outcome", "revise"]

Outcome = Callable[[Case, date], tuple[tuple[Decision, Decision], Difference]]


def revise(  # noqa: PLR0913 - what a comparison is made of
    before: KnowledgeBase,
    after: KnowledgeBase,
    cases: Mapping[Origin, Sequence[Case]],
    outcome: Outcome,
    *,
    day: date | None,
    today: date,
    guards: Iterable[Guard] = (),
) -> Revision:
    """Compare two knowledge bases over the same cases on the same days: the given one, else each case's own, else today.

    `outcome` gives for one case what either version decides, and what comes out otherwise.
    """
    old, new = before.knowledge, after.knowledge
    changes = amendments(before, after, differing(before, after))
    lineage = Lineage(old, new)
    found, unfit = [], []
    for origin in ORIGINS:
        for case in cases.get(origin, ()):
            on = day or case.as_of or today
            fair = fitted(case, old, new)
            if fair is not case:
                unfit.append(case.id)
            decisions, difference = outcome(fair, on)
            if not difference.is_nothing:
                found.append(touched(fair, origin, on, difference, decisions=decisions, changes=changes, lineage=lineage))
    return Revision(
        old=old,
        new=new,
        day=day,
        amendments=changes,
        tried={origin: len(cases.get(origin, ())) for origin in ORIGINS},
        touched=tuple(found),
        crossings=crossings(guards, found, list(dict.fromkeys((*old.layers, *new.layers)))),
        unfit=tuple(unfit),
    )
