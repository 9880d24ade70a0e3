"""The interview: which question comes next, put to whom, until no answer can change the advice any more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from engine.model.asking import Asking, Ranked
from engine.model.case import Case
from engine.model.knowledge import Knowledge

__all__ = ["Interview"]

SAFETY = "safety"
HOME = "home"


@dataclass(slots=True)
class Interview:
    """A conversation about one case: with one informant (`only`), or with one group of questions after another.

    `later` are the facts that were put off; they come back when the case is taken up again.
    """

    knowledge: Knowledge
    ask: Callable[[Case], Asking]
    case: Case
    only: str | None = None
    group: str = ""
    later: set[str] = field(default_factory=set)
    asking: Asking = field(default=Asking((), settled=True))

    def __post_init__(self) -> None:
        """Find out what is open."""
        self.take(self.case)

    def take(self, case: Case) -> None:
        """Go on with the case as it has become."""
        self.case = case
        self.asking = self.ask(case)

    def next(self) -> Ranked | None:
        """Give the next question, and remember whose turn it is; None when there is none that matters for who is here.

        The group stays as long as it has questions of its own; then the one with the most telling question has its turn.
        """
        open_ = list(self._open())
        if not open_:
            return None
        if self.only:
            self.group = self.only
            return open_[0]
        own = [r for r in open_ if self.best(r) == self.group]
        chosen = own[0] if own and not open_[0].first else open_[0]
        self.group = self.best(chosen)
        return chosen

    def _open(self) -> Iterator[Ranked]:
        for ranked in self.asking.questions:
            fact = ranked.question.fact
            if not ranked.matters or fact in self.later or self.knowledge.facts[fact].type == "text":
                continue
            if self.only is None or self._can_tell(ranked, self.only):
                yield ranked

    def _can_tell(self, ranked: Ranked, informant: str) -> bool:
        """Tell whether to put a question to someone; what concerns a child's safety is not put to those at home alone."""
        if informant not in ranked.question.informants:
            return False
        at_home = self.knowledge.informants[informant].side == HOME
        return not (at_home and self.knowledge.facts[ranked.question.fact].privacy == SAFETY)

    @staticmethod
    def best(ranked: Ranked) -> str:
        """Give who can best be asked: the first of those who can tell."""
        return ranked.question.informants[0] if ranked.question.informants else ""

    def left(self) -> dict[str, int]:
        """Count what still matters, by who can best be asked; of someone from home, not what is not theirs to answer."""
        counts: dict[str, int] = {}
        at_home = self.only is not None and self.knowledge.informants[self.only].side == HOME
        for ranked in self.asking.questions:
            private = self.knowledge.facts[ranked.question.fact].privacy == SAFETY
            if ranked.matters and not (at_home and private):
                counts[self.best(ranked)] = counts.get(self.best(ranked), 0) + 1
        return counts

    @property
    def settled(self) -> bool:
        """Tell whether no answer can change the advice any more."""
        return self.asking.settled
