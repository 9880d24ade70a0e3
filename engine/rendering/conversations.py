"""Which open questions stand on a page, and whom they are put to: those that decide most, few enough for one talk each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.model.advice import Question

__all__ = ["Conversations", "conversations"]


@dataclass(frozen=True, slots=True)
class Conversations:
    """The questions to each informant, in the order of the informants, and how many that matter were left out."""

    groups: dict[str, tuple[Question, ...]]
    left: int


def conversations(questions: Sequence[Question], informants: Iterable[str], each: int, at_most: int) -> Conversations:
    """Choose the questions for a page: at most so many to `each` informant and `at_most` in all, each to who can answer it best.

    Those on which something rests that people act on (`matters`) stand alone; where there are none, what is good to know.
    `questions` come most telling first.
    """
    telling = [q for q in questions if q.matters] or list(questions)
    groups: dict[str, list[Question]] = {informant: [] for informant in informants}
    chosen = 0
    for question in telling:
        group = groups[question.informants[0]]
        if len(group) < each and chosen < at_most:
            group.append(question)
            chosen += 1
    return Conversations({i: tuple(group) for i, group in groups.items() if group}, len(telling) - chosen)
