"""Questions in the order in which to ask them, and what is written down of the answers."""

from __future__ import annotations

from dataclasses import dataclass

from engine.model.advice import Question

__all__ = ["Asking", "Ranked"]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A question with its weight after every kind of answer was tried.

    `decides` are the ids of what an answer decides, most telling first, or `term:` with the step whose term it begins;
    `beside` is another fact that it takes for the first of them. `between` are two findings of which one answer makes the
    one true, and another answer the other. `matters` tells whether an answer can help to change layer, steps or alerts;
    what concerns a child's safety always does, and comes `first`.
    """

    question: Question
    weight: float
    decides: tuple[str, ...]
    beside: str | None
    between: tuple[str, str] | None
    matters: bool
    first: bool


@dataclass(frozen=True, slots=True)
class Asking:
    """The open questions in order; `settled` tells that no answer can change layer, steps or alerts any more."""

    questions: tuple[Ranked, ...]
    settled: bool
