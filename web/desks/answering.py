"""What was filled in on a form, as something that somebody says."""

from __future__ import annotations

import datetime as dt

from engine.cases.answers import read_answer
from engine.diagnostics import KnowledgeError, Location, fault
from engine.model.case import Observation
from engine.model.knowledge import Knowledge

__all__ = ["day_of", "fact_of", "informant_of", "said_by"]


def fact_of(knowledge: Knowledge, fact: str) -> str:
    """Give a fact that a form names; raises `KnowledgeError` when there is none."""
    if fact not in knowledge.facts:
        raise KnowledgeError([fault("case.unknown_fact", Location(), name=fact, nearest=())])
    return fact


def informant_of(knowledge: Knowledge, by: str, fact: str = "") -> str | None:
    """Give who says something: the one that was chosen, else who can best tell; None where nobody is known."""
    if by in knowledge.informants:
        return by
    known = knowledge.facts[fact].informants if fact else ()
    return known[0] if known else None


def day_of(text: str, otherwise: dt.date) -> dt.date:
    """Read a day; raises `KnowledgeError` for what is none, or has yet to come."""
    try:
        day = dt.date.fromisoformat(text) if text else otherwise
    except ValueError:
        raise KnowledgeError([fault("page.day", Location(), value=text)]) from None
    if day > dt.date.today():  # noqa: DTZ011 - a school day is local
        raise KnowledgeError([fault("page.day_ahead", Location(), value=text)])
    return day


def said_by(knowledge: Knowledge, fact: str, answer: str, by: str, who: str, day: dt.date) -> Observation:  # noqa: PLR0913, PLR0917 - what was said, by whom and when
    """Give an answer as an observation; raises `KnowledgeError` when it does not fit the fact."""
    known = knowledge.facts[fact_of(knowledge, fact)]
    if not answer.strip():
        raise KnowledgeError([fault("page.no_answer", Location())])
    return Observation(fact, read_answer(known, answer), informant_of(knowledge, by, fact), who.strip() or None, day)
