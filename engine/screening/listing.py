"""The table that comes out: a row a pupil, with method, conclusion, reason and next question, the figures, and every finding."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from engine.language.syntax import Name, walk
from engine.model.knowledge import Knowledge
from engine.model.screening import CONCLUSIONS, METHODS
from engine.model.text import Language
from engine.rendering.screening_words import conclusion_word, methods_word, reason
from engine.screening.concluding import Concluded
from engine.screening.deciding import STANDING_WORDS, Decided
from engine.screening.going_through import Looked
from engine.screening.planes import Plane

__all__ = ["FIGURES", "LAYER", "kept_apart", "listing", "truths_in_order", "worded"]

FIGURES = ("difference.sd", "difference.within_error", "achievement.residual_sd", "achievement.change_year_sd")
LAYER = "support.proposed"
_LOOKED_AT = CONCLUSIONS.index("hunch")


def listing(  # noqa: PLR0913 - what was found, and the words for it
    looked: Looked, questions: NDArray[np.uint32], texts: Sequence[str], language: Language, layers: Sequence[str], *, made_up: bool
) -> pl.DataFrame:
    """Give the rows of one part, without the truths; `questions` are places in `texts` counted from 1, 0 where there is none."""
    pupils = looked.pupils
    out: dict[str, pl.Series] = {"pupil": pupils.names}
    out |= {name: words for name, words in (("group", pupils.groups), ("school", pupils.schools)) if words.name}
    if made_up:
        out["made_up"] = pl.repeat("bedacht / made up", len(pupils.names), eager=True)
    conclusions = [conclusion_word(c, language) for c in range(len(CONCLUSIONS))]
    out["conclusion"] = pl.Series(looked.conclusion).cat.to(pl.Enum(conclusions))
    out["methods"] = worded(looked.pattern, lambda p: methods_word(p, language))
    out["reason"] = _reasons(looked, language)
    out["next_question"] = worded(questions, lambda q: texts[q - 1] if q else "")
    out |= _figures(looked)
    out |= dict(_decisions(looked.concluded.decided, layers))
    return pl.DataFrame({name: column.alias(name) for name, column in out.items()})


def truths_in_order(concluded: Concluded, apart: Collection[str]) -> dict[str, Plane]:
    """Give the planes of all findings, the four methods first, then those of alerts and needs; `apart` are ids that no list tells."""
    findings = {id_: concluded.planes[id_] for id_ in (*METHODS, *(each for each in concluded.planes if each not in METHODS))}
    decided = {key.removeprefix("alert:"): plane for key, plane in sorted(concluded.decided.truths.items())}
    return {id_: plane for id_, plane in (findings | decided).items() if id_ not in apart}


def kept_apart(knowledge: Knowledge) -> frozenset[str]:
    """Give the needs and alerts that are told on no list: those that rest on what people say of a child's safety."""
    safety = {fact.id for fact in knowledge.facts.values() if fact.privacy == "safety"}
    conditions = {alert.id: alert.when for alert in knowledge.alerts.values()} | {need.id: need.when for need in knowledge.needs.values()}
    return frozenset(id_ for id_, when in conditions.items() if any(isinstance(e, Name) and e.id in safety for e in walk(when.expression)))


def _decisions(decided: Decided, layers: Sequence[str]) -> Iterator[tuple[str, pl.Series]]:
    """Give where hypotheses stand and which layer is proposed, as far as the table can make a difference to these."""
    if decided.layers is not None:
        yield LAYER, pl.Series(decided.layers).cat.to(pl.Enum(layers))
    standings = pl.Enum(STANDING_WORDS)
    for id_, places in decided.standings.items():
        yield id_, pl.Series(places).cat.to(standings)


def worded(codes: NDArray[np.unsignedinteger], word: Callable[[int], str]) -> pl.Series:
    """Give the words of codes as a column of few texts; no word is nothing."""
    occurring, places = _counted(codes)
    words = [word(int(code)) or None for code in occurring]
    return pl.Series(words, dtype=pl.Categorical).gather(places)


def _counted(codes: NDArray[np.unsignedinteger]) -> tuple[NDArray[np.intp], NDArray[np.uint32]]:
    occurring = np.flatnonzero(np.bincount(codes))
    place = np.zeros(int(codes.max(initial=0)) + 1, np.uint32)
    place[occurring] = np.arange(len(occurring))
    return occurring, place[codes]


def _reasons(looked: Looked, language: Language) -> pl.Series:
    known = looked.within & ~np.isnan(looked.difference)
    codes = looked.pattern.astype(np.uint16) << 4 | looked.trends << 2 | looked.slipped.astype(np.uint16) << 1 | known
    told = np.where(looked.conclusion >= _LOOKED_AT, codes, 0).astype(np.uint16)
    return worded(told, lambda c: reason(c >> 4, c >> 2 & 3, language, within=bool(c & 1), slipped=bool(c & 2)) if c else "")


def _figures(looked: Looked) -> Mapping[str, pl.Series]:
    change = looked.columns.by_fact.get("achievement.change_year_sd")
    out = {
        "difference.sd": _figure(looked.difference),
        "difference.within_error": pl.Series(looked.within).set(pl.Series(np.isnan(looked.difference)), None),
        "achievement.residual_sd": _figure(looked.residual),
    }
    if change:
        out["achievement.change_year_sd"] = _figure(np.array([np.nan, *change.values], float)[change.codes])
    return out


def _figure(numbers: NDArray[np.float64]) -> pl.Series:
    return pl.Series(np.round(numbers, 2).astype(np.float32)).fill_nan(None)
