"""A state that shows a fault, said in the words of the labels, with its ids after it."""

from __future__ import annotations

from engine.inference.truth import AGAINST, BOTH, FOR
from engine.language.parser import parse
from engine.language.syntax import Comparison, Expression, Literal, Not
from engine.messages import Phrase
from engine.model.knowledge import Knowledge
from engine.rendering.sentences import Sentences
from engine.verification.atoms import EVENT, State, Value
from engine.verification.states import say_state

__all__ = ["say_witness"]

_DISPUTED = {"nl": "daarover is men het oneens", "en": "people disagree on that"}


def say_witness(state: State, knowledge: Knowledge) -> Phrase:
    """Say a state in both languages; one without anything in it is any state at all."""
    if not state:
        return Phrase("in elk geval", "in any case")
    nl, en = ("; ".join(_said(Sentences(knowledge, language), n, v) for n, v in sorted(state.items())) for language in ("nl", "en"))
    return Phrase(f"{nl} (`{say_state(state)}`)", f"{en} (`{say_state(state)}`)")


def _said(sentences: Sentences, name: str, value: Value) -> str:
    if name.startswith(EVENT):
        step = name.removeprefix(EVENT)
        return sentences.condition(
            parse({"started": f'has_event({step}, "started")', "done": f"has_event({step})"}.get(str(value), f"not(has_event({step}))"))
        )
    e = parse(name)
    if isinstance(value, frozenset):
        return " / ".join(sentences.condition(Comparison("=", e, Literal(text))) for text in sorted(value))
    if value == BOTH:
        return f"{sentences.condition(e)} ({_DISPUTED[sentences.language]})"
    return sentences.condition(_equal(e, value))


def _equal(e: Expression, value: Value) -> Expression:
    match value:
        case float():
            return Comparison("=", e, Literal(value))
        case int():
            return {FOR: e, AGAINST: Not(e)}.get(value, e)
    return Comparison("=", e, Literal(None))
