"""The next question for each of many pupils: those of whom the same is known and concluded get the same one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.decision.deciding import decide
from engine.explanation.ranking import ask
from engine.explanation.stakes import Stake
from engine.inference.conclusions import Inference
from engine.model.screening import CONCLUSIONS
from engine.model.text import Language
from engine.screening.columns import Codes
from engine.screening.going_through import Looked
from engine.screening.kinds import kinds

__all__ = ["NextQuestions"]

ASKED = 12  # kinds of pupils for whom the whole interview is weighed; for others the facts behind the conclusion are gone through
_FORM = "form.underachievement"
_BEHIND = ("potential.percentile", "achievement.percentile", "discrepancy.months", "nomination.teacher")
_SAME = {"potential.percentile": ("potential.iq",)}  # what tells as much


class NextQuestions:
    """Finds questions and keeps their texts, so that a table holds numbers."""

    def __init__(self, inference: Inference, language: Language) -> None:
        """Begin without questions."""
        self._inference, self._language = inference, language
        self._knowledge = inference.base.knowledge
        self._found: dict[bytes, str] = {}
        self._weighed = 0
        self.texts: list[str] = []

    def of(self, looked: Looked) -> NDArray[np.uint32]:
        """Give for each pupil the place of a question in `texts`, counted from 1; 0 for those of whom nothing needs asking."""
        out = np.zeros(looked.columns.pupils, np.uint32)
        whom = np.flatnonzero(looked.conclusion > CONCLUSIONS.index("no"))
        if not len(whom):
            return out
        kind, first, keys = _alike(looked, whom)
        for each in np.argsort(-np.bincount(kind), kind="stable").tolist():  # what is so of most comes first
            if keys[each] not in self._found:
                self._found[keys[each]] = self._fact(looked, int(whom[first[each]]))
        out[whom] = np.array([self._place(self._found[key]) for key in keys], np.uint32)[kind]
        return out

    def kept(self) -> dict[str, object]:
        """Give what later parts rest on, as plain values: the questions that were found, and how many interviews were weighed for them."""
        return {"weighed": self._weighed, "found": {key.hex(): fact for key, fact in self._found.items()}}

    def take_up(self, kept: Mapping[str, Any]) -> None:
        """Go on with what was `kept` of an earlier run, so that the same pupils get the same question."""
        self._weighed = kept["weighed"]
        self._found = {bytes.fromhex(key): fact for key, fact in kept["found"].items()}

    def _fact(self, looked: Looked, pupil: int) -> str:
        known = {fact for fact, column in looked.columns.by_fact.items() if column.codes[pupil]}
        missing = [f for f in _BEHIND if f not in known and not known.intersection(_SAME.get(f, ()))]
        if looked.conclusion[pupil] == CONCLUSIONS.index("open") or self._weighed >= ASKED:
            return missing[0] if missing else ""
        self._weighed += 1
        case = looked.case(pupil, "pupil")
        decision = decide(self._inference, self._inference.infer(case, looked.columns.as_of))
        ranked = [r for r in ask(self._inference, decision, _of_the_list).questions if not r.first]
        telling = [r for r in ranked if _FORM in r.decides] or ranked
        return telling[0].question.fact if telling else ""

    def _place(self, fact: str) -> int:
        if not fact:
            return 0
        definition = self._knowledge.facts[fact]
        whom = self._knowledge.informants.get(definition.informants[0]) if definition.informants else None
        text = definition.question.of(self._language) + (f" ({whom.label.of(self._language)})" if whom else "")
        if text not in self.texts:
            self.texts.append(text)
        return self.texts.index(text) + 1


def _of_the_list(at_stake: Sequence[Stake]) -> Sequence[Stake]:
    """Choose what a list of pupils asks on: whether one underachieves, and where that is decided, what lies behind it and is needed."""
    form = [stake for stake in at_stake if stake.id == _FORM]
    return form or [stake for stake in at_stake if stake.kind in ("need", "hypothesis", "exclusion")]


def _alike(looked: Looked, whom: NDArray[np.intp]) -> tuple[Codes, NDArray[np.intp], list[bytes]]:
    """Give the kind of each pupil by what is known and concluded, of each kind its first pupil, and a key that is the same in all parts."""
    known = [(column.codes[whom] > 0).astype(np.uint8) for _, column in sorted(looked.columns.by_fact.items())]
    told = [looked.concluded.statuses(id_)[whom] for id_ in sorted(looked.concluded.planes)]
    kind, first = kinds([*((each, 2) for each in known), *((each, 4) for each in told)], len(whom))
    return kind, first, [row.tobytes() for row in np.array([*known, *told])[:, first].T]
