"""A case told in sentences without what is concluded from it: who said what, and what was done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from engine.model.case import Case, Event, Observation
from engine.model.knowledge import Knowledge
from engine.model.reading import SCHOOL
from engine.model.text import Language
from engine.rendering.paper_saying import Saying, capital
from engine.rendering.words import word

__all__ = ["Voice", "told_done", "told_said", "voices"]

_NOBODY = ("Uit het dossier", "From the records")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says something, and the sentences."""

    who: str
    told: tuple[str, ...]


def voices(case: Case, knowledge: Knowledge, language: Language) -> tuple[Voice, ...]:
    """Tell what is known, by who says it: first what nobody in particular said."""
    return told_said((o for o in case.observations if o.implied_by is None), knowledge, language)


def told_said(said: Iterable[Observation], knowledge: Knowledge, language: Language) -> tuple[Voice, ...]:
    """Tell observations, by who says them."""
    say = Saying(knowledge, language, SCHOOL)
    found: dict[str, list[str]] = {}
    for o in sorted(said, key=lambda o: o.by is not None):
        who = capital(say.label(knowledge.informants[o.by].label)) if o.by else _NOBODY[language == "en"]
        found.setdefault(who, []).append(_sentence(o, say, language))
    return tuple(Voice(who, tuple(dict.fromkeys(told))) for who, told in found.items())


def _sentence(o: Observation, say: Saying, language: Language) -> str:
    statement = say.observation(o, begins=True)[0].text
    if o.value is None:
        statement = f"{capital(word('unknown', language))}: {say.label(say.k.facts[o.fact].label)}"
    aside = ", ".join(x for x in (o.who or "", say.said(o).split(", ")[-1] if o.date else "") if x)
    return f"{statement} ({aside})" if aside else statement


def told_done(done: Iterable[Event], knowledge: Knowledge, language: Language) -> tuple[str, ...]:
    """Tell what was done, and when."""
    say = Saying(knowledge, language, SCHOOL)
    return tuple(capital("".join(span.text for span in say.event(e)[0])) for e in done)
