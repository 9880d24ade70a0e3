"""What the columns of an unknown table probably tell of: proposals by their names and cells, for a person to judge."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import polars as pl

from engine.inference.scores import add_months
from engine.model.knowledge import Knowledge
from engine.model.mapping import ColumnUse, Scale
from engine.model.vocabulary import LETTERS, LEVELS, FactDefinition, Value
from engine.screening.cells import EMPTY

__all__ = ["group_columns", "is_skill_score", "likely_days", "proposals", "propose", "pupil_columns"]

CLOSE = 0.62
# Words in which schools' systems name such a column, in Dutch and English.
_PUPIL = ("leerling", "leerlingnummer", "leerlingnr", "llnr", "ll", "pseudoniem", "pupil", "student", "id", "nummer", "stamnummer")
_GROUP = ("groep", "klas", "stamgroep", "lesgroep", "group", "class")
_SCHOOL = ("school", "brin", "vestiging", "locatie", "schoolnaam")
_SUBJECTS = {  # short names of subjects in schools' systems
    "bl": "begrijpend lezen", "tl": "technisch lezen", "dmt": "technisch lezen", "rw": "rekenen", "wis": "rekenen", "sp": "spelling",
    "tv": "taalverzorging", "ws": "woordenschat", "sv": "studievaardigheden", "begr": "begrijpend", "techn": "technisch", "rek": "rekenen",
}  # fmt: skip
_STANDARD = ("st sc", "standaardscore", "standaard score", "t score", "tscore", "standard score")
_NO_SUBJECT = (
    "percentiel", "perc", "score", "niveau", "pct", "percentielscore", "st", "sc", "standaardscore", "standaard", "t", "ss",
    "i", "v", "a", "e", "cito", "lvs", "lovs", "iep", "boom", "dia", "toets",
)  # fmt: skip
_SKILL = frozenset(("vs", "vaardigheid", "vaardigheidsscore", "dle"))  # a score that says nothing without its norm
_NORMED = frozenset(("percentiel", "perc", "pct", "percentielscore", "niveau", "standaardscore"))
_WORDS: dict[str, tuple[str, ...]] = {
    "potential.iq": ("iq", "tiq", "totaal iq", "intelligentie", "intelligentiequotient"),
    "potential.percentile": ("aanleg", "capaciteiten", "nscct", "leerpotentieel", "cognitieve capaciteiten", "ability"),
    "achievement.percentile": (
        "begrijpend lezen", "rekenen", "rekenen wiskunde", "spelling", "taal", "taalverzorging", "lezen", "woordenschat", "technisch lezen",
        "resultaat", "resultaten", "percentiel", "percentielscore", "perc", "pct", "score", "reading", "maths", "achievement", *_SUBJECTS,
    ),
    "pupil.gender": ("geslacht", "gender", "sekse", "m/v", "mv", "jongen meisje", "sex"),
    "pupil.other_home_language": ("thuistaal", "andere thuistaal", "home language", "meertalig"),
    "pupil.migration_background": ("migratieachtergrond", "herkomst", "migration background"),
    "pupil.low_ses": ("ses", "lage ses", "opleiding ouders", "gewicht"),
    "pupil.year": ("leerjaar", "jaargroep", "year"),
    "nomination.teacher": ("nominatie leerkracht", "nominatie", "genomineerd", "vermoeden leerkracht", "nomination"),
    "nomination.parent": ("nominatie ouders", "ouders denken meer"),
    "tasks.error_free_weeks": ("weken foutloos", "foutloos"),
    "discrepancy.months": ("maanden achter", "duur verschil"),
}  # fmt: skip
_MOMENT = re.compile(r"\b([MBE])\s?([3-8])\b")
_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b|\b(\d{1,2})-(\d{1,2})-(\d{4})\b")
_GENDERS = ({"m": "boy", "v": "girl"}, {"j": "boy", "m": "girl"}, {"m": "boy", "f": "girl"}, {"man": "boy", "vrouw": "girl"})


def pupil_columns(header: Iterable[str]) -> list[str]:
    """Give the columns that may hold the pupil's pseudonym, the likeliest first."""
    return _by_likeness(header, _PUPIL)


def group_columns(header: Iterable[str]) -> tuple[list[str], list[str]]:
    """Give the columns that may hold the class, and those that may hold the school."""
    names = list(header)
    return _by_likeness(names, _GROUP), _by_likeness(names, _SCHOOL)


def proposals(column: str, knowledge: Knowledge, most: int = 5) -> list[str]:
    """Give the facts that a column may tell of, the likeliest first."""
    if is_skill_score(column):
        return []
    names: dict[str, str] = {}
    for fact in knowledge.facts.values():
        for name in (fact.id, fact.label.nl, fact.label.en, *_WORDS.get(fact.id, ())):
            names.setdefault(_plain(name), fact.id)
    scored = sorted(((_likeness(_bare(column), name), fact) for name, fact in names.items()), key=lambda each: (-each[0], each[1]))
    return list(dict.fromkeys(fact for score, fact in scored if score >= CLOSE))[:most]


def is_skill_score(column: str) -> bool:
    """Tell whether a column is named as a score that cannot be compared without a norm."""
    words = {*_plain(column).split()}
    return bool(words & _SKILL) and not words & _NORMED


def propose(column: str, fact: FactDefinition, cells: pl.Series, today: date) -> ColumnUse:
    """Give how a column tells of a fact: its scale, subject, day and words, as far as its name and cells show them."""
    words = {text.strip().casefold() for text in cells.cast(pl.String).drop_nulls().unique().to_list()} - {""}
    scale = _scale(column, fact, words - EMPTY)
    subject = _subject(column) if fact.id == "achievement.percentile" else ""
    return ColumnUse(column, fact.id, scale, subject=subject, date=_day(column, today), values=_values(fact, words))


def _scale(column: str, fact: FactDefinition, words: set[str]) -> Scale:
    if fact.id not in ("potential.percentile", "achievement.percentile"):
        return "own"
    if 2 * len(words & {level.casefold() for level in (*LEVELS, *LETTERS)}) > len(words):  # a cell that is wrong changes no scale
        return "level"
    plain = _plain(column)
    if any(f" {word} " in f" {plain} " for word in _STANDARD):
        return "standard"
    return "iq" if {"iq", "tiq"} & {*plain.split()} else "own"


def _subject(column: str) -> str:
    """Give the subject in a header: what is left without the moment, the day and words of measuring."""
    left = _DAY.sub(" ", _MOMENT.sub(" ", column))
    words = [w for w in _plain(left).split() if w not in _NO_SUBJECT]
    return " ".join(_SUBJECTS.get(w, w) for w in words)


def _day(column: str, today: date) -> date | None:
    """Give the day in a header; of a moment such as M7 the school year is not known, so a person must tell it."""
    found = _DAY.search(column)
    if not found:
        return None
    year, month, day = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    try:
        told = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return told if told <= add_months(today, 1) else None


_TIMES = {"B": (0, 10, 1), "M": (1, 2, 1), "E": (1, 6, 15)}  # of a moment in the school year: the year after its start, month and day


def likely_days(columns: Sequence[str], today: date) -> dict[str, date]:
    """Propose days for tests that are named by their moment, such as M7: the last of them was the last time, the others as long before."""
    moments = {name: (int(found[2]), found[1]) for name in columns if (found := _MOMENT.search(name))}
    if not moments:
        return {}
    grade, letter = max(moments.values(), key=lambda m: (m[0], "BME".index(m[1])))
    begun = today.year + 1
    while _on(begun, letter) > today:
        begun -= 1
    return {name: _on(begun - (grade - g), each) for name, (g, each) in moments.items()}


def _on(begun: int, letter: str) -> date:
    later, month, day = _TIMES[letter]
    return date(begun + later, month, day)


def _values(fact: FactDefinition, words: set[str]) -> Mapping[str, Value | None]:
    if fact.id == "pupil.gender":
        return next((dict(known) for known in _GENDERS if words and words <= known.keys()), {})
    return {}


def _by_likeness(header: Iterable[str], words: Iterable[str]) -> list[str]:
    known = list(words)
    scored = [(max(_likeness(_plain(name), word) for word in known), name) for name in header]
    return [name for score, name in sorted(scored, key=lambda each: -each[0]) if score >= CLOSE]


def _likeness(name: str, word: str) -> float:
    if name == word:
        return 1.0
    if word and set(word.split()) <= set(name.split()):
        return 0.9
    return difflib.SequenceMatcher(None, name, word).ratio()


def _plain(name: str) -> str:
    return " ".join(re.split(r"[\s_./()\-\u2013\u2014]+", name.casefold())).strip()


def _bare(column: str) -> str:
    return _plain(_DAY.sub(" ", _MOMENT.sub(" ", column)))
