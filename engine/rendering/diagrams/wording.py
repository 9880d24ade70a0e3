"""The fixed words of pictures in both languages, and how terms are said."""

from __future__ import annotations

from engine.model.diagram import Change, Shape, State, Tie
from engine.model.protocol import Task, Term
from engine.model.text import Language
from engine.rendering.words import number

__all__ = ["CATEGORIES", "CHANGES", "SHAPES", "STATES", "TIES", "Words", "pick", "term_of", "term_words"]

Words = tuple[str, str]

SHAPES: dict[Shape, Words] = {
    "start": ("begin", "start"),
    "step": ("stap", "step"),
    "decision": ("vraag met antwoorden", "question with answers"),
    "wait": ("wachten, met een termijn", "waiting, with a term"),
    "end": ("einde", "end"),
    "up": ("verder in zwaardere route", "on in a more intensive route"),
    "down": ("terug in lichtere route", "back in a lighter route"),
    "jump": ("verder bij stap met dit nummer", "go on at the step of this number"),
    "sheet": ("blad met stappen", "sheet of steps"),
    "layer": ("laag van de piramide", "layer of the pyramid"),
    "route": ("route", "route"),
    "cause": ("mogelijke oorzaak", "possible cause"),
    "need": ("wat nodig is", "what is needed"),
    "means": ("wat kan helpen", "what can help"),
    "role": ("rol", "role"),
}

TIES: dict[Tie, Words] = {
    "next": ("daarna", "next"),
    "early": ("al zodra de stap loopt", "as soon as the step runs"),
    "escalates": ("omhoog: meer ondersteuning", "up: more support"),
    "returns": ("terug naar een lichtere route", "back to a lighter route"),
    "leads_to": ("vraagt om", "asks for"),
    "reports_to": ("legt verantwoording af aan", "reports to"),
}

STATES: dict[State, Words] = {
    "done": ("gedaan", "done"),
    "now": ("nu", "now"),
    "due": ("nu, met een datum", "now, with a date"),
    "overdue": ("te laat", "overdue"),
    "possible": ("kan nog komen", "may still come"),
    "closed": ("niet aan de orde", "not on this route"),
}

CHANGES: dict[Change, Words] = {
    "added": ("+ nieuw", "+ added"),
    "removed": ("\u2212 vervalt", "\u2212 removed"),
    "changed": ("\u2260 anders", "\u2260 changed"),
}

CATEGORIES: dict[str, Words] = {
    "person": ("bij de leerling zelf", "in the pupil"),
    "external": ("van buiten: aanbod en opvoeding", "from outside: offer and upbringing"),
    "context": ("hangt van de situatie af", "depends on the situation"),
    "pathway": ("route erheen", "pathway"),
}

_WITHIN: Words = ("binnen", "within")
_AT_MOST: Words = ("hoogstens", "at most")
_UNITS: dict[str, tuple[Words, Words]] = {
    "days": (("dag", "day"), ("dagen", "days")),
    "working_days": (("werkdag", "working day"), ("werkdagen", "working days")),
    "weeks": (("week", "week"), ("weken", "weeks")),
    "school_weeks": (("schoolweek", "school week"), ("schoolweken", "school weeks")),
    "months": (("maand", "month"), ("maanden", "months")),
}


def pick(words: Words, language: Language) -> str:
    """Give the words in one language."""
    return words[language == "en"]


def term_words(term: Term, language: Language) -> str:
    """Say a term: binnen 2 weken, hoogstens 12 weken."""
    unit = pick(_UNITS[term.unit][term.amount != 1], language)
    return f"{pick(_AT_MOST if term.at_most else _WITHIN, language)} {number(term.amount, language)} {unit}"


def term_of(task: Task, language: Language) -> str:
    """Say the term of a task, empty when it has none."""
    return term_words(task.term, language) if task.term else ""
