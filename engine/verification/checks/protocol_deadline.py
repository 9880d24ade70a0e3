"""Terms that contradict each other: no time at all, due after what it looks back on is over, or due before what comes first."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.protocol import Term
from engine.verification.routes import Routes
from engine.verification.subject import Check, Found, Subject

__all__ = ["CHECK"]

_DAYS = {"days": (1, 1), "weeks": (7, 7), "working_days": (1, 1.4), "months": (28, 31), "school_weeks": (7, 7)}
_WEEKEND = 2


def _find(subject: Subject) -> Iterator[Found]:
    routes = subject.routes
    for id_, step in routes.steps.items():
        term = step.task.term
        if term and term.amount <= 0:
            yield term.place, {"name": id_, "term": term.words, "other": id_, "other_term": "> 0"}
    yield from _after_the_end(routes)
    yield from _before_the_first(routes)


def _after_the_end(routes: Routes) -> Iterator[Found]:
    """Give steps that open while another lasts, and may be done after that one has to be over."""
    for route in routes.edges:
        outer, inner = routes.steps[route.start].task.term, routes.steps[route.to].task.term
        during = route.transition.on_start and outer and inner and outer.at_most and not inner.at_most and not inner.start
        if during and outer and inner and _is_longer(inner, outer):
            yield inner.place, {"name": route.to, "term": inner.words, "other": route.start, "other_term": outer.words}


def _before_the_first(routes: Routes) -> Iterator[Found]:
    """Give steps that count from the same day as an earlier step, and are due before it."""
    terms = [(id_, step.task.term) for id_, step in routes.steps.items()]
    counted = [(id_, term) for id_, term in terms if term and term.start and not term.at_most]
    for first, long in counted:
        further = routes.after([first])
        for second, short in counted:
            later = second in further and first not in routes.after([second])
            if later and set(long.start) == set(short.start) and _is_longer(long, short):
                yield short.place, {"name": second, "term": short.words, "other": first, "other_term": long.words}


def _is_longer(one: Term, other: Term) -> bool:
    """Tell whether a term is surely longer than another, whatever the calendar."""
    if one.unit == other.unit:
        return one.amount > other.amount
    least, most = one.amount * _DAYS[one.unit][0], other.amount * _DAYS[other.unit][1]
    return least > most + (_WEEKEND if other.unit == "working_days" else 0) and other.unit != "school_weeks"


CHECK = Check("protocol.deadline", "error", _find, __doc__)
