"""Ways out of a step: in which state none of them opens, and in which more than one does."""

from __future__ import annotations

from dataclasses import dataclass

from engine.inference.truth import AGAINST, FOR
from engine.knowledge.base import KnowledgeBase
from engine.knowledge.circuit import Gate
from engine.model.protocol import Transition
from engine.verification.atoms import State
from engine.verification.routes import Step
from engine.verification.states import Look, States, Verdict

__all__ = ["Fork", "fork_of", "none_opens", "same_way_always", "several_open"]


@dataclass(frozen=True, slots=True)
class Fork:
    """The ways that open when a step is done: those with a guard, those without, and those for the rest."""

    base: KnowledgeBase
    guards: tuple[Gate | int, ...]
    free: int
    rest: int
    decides: bool


def fork_of(base: KnowledgeBase, step: Step) -> Fork:
    """Gather the ways out of a step; of a decision, what opens while it runs does not count."""
    decides = step.task.type == "decision"
    ways = [(i, t) for i, t in enumerate(step.task.transitions) if not (decides and t.on_start)]
    keys = [f"guard:{step.id}#{i}" for i, t in ways if t.when]
    free = sum(_is_free(t) for _, t in ways)
    rest = sum(t.otherwise for _, t in ways)
    return Fork(base, tuple(base.rule_of(base.slots[key]).gate for key in keys), free, rest, decides)


def _is_free(transition: Transition) -> bool:
    return transition.when is None and not transition.otherwise


def none_opens(fork: Fork) -> State | None:
    """Give a state in which no way opens.

    At a decision everything is known. At any other step what is done elsewhere may still open a way later, so a state
    counts only when nothing that can still be done will help.
    """
    if fork.free or fork.rest or not fork.guards:
        return None

    def decided(low: Look, _high: Look) -> bool | None:
        found = [low.gate(g) for g in fork.guards]
        return True if all(bits == AGAINST for bits in found) else False if any(bits & FOR for bits in found) else None

    def forever(low: Look, high: Look) -> bool | None:
        if not any(high.gate(g) & FOR for g in fork.guards):
            return True
        return False if any(low.gate(g) & FOR for g in fork.guards) else None

    return _find(fork, decided) if fork.decides else _find(fork, forever, events=False)


def several_open(fork: Fork) -> State | None:
    """Give a state in which a decision takes more than one way."""
    if not fork.decides:
        return None

    def verdict(low: Look, high: Look) -> bool | None:
        sure = sum(low.gate(g) == FOR for g in fork.guards) + fork.free
        if sure > 1:
            return True
        if all(low.gate(g) == AGAINST for g in fork.guards):
            return sure + fork.rest > 1
        possible = sum(bool(high.gate(g) & FOR) for g in fork.guards) + fork.free
        return None if max(possible, fork.free + fork.rest) > 1 else False

    return _find(fork, verdict)


def same_way_always(fork: Fork) -> bool:
    """Tell whether a decision is taken before anything is known, so that it decides nothing."""
    if not fork.decides or not fork.free + fork.rest + len(fork.guards):
        return False
    low = States(fork.base, fork.guards).look({})
    return all(low.gate(g) in (FOR, AGAINST) for g in fork.guards)


def _find(fork: Fork, verdict: Verdict, *, events: bool = True) -> State | None:
    """Look first with conclusions taken as they come, which is fast; a witness counts only when the facts can bring it about."""
    folded = States(fork.base, fork.guards, unfold=False, events=events)
    found = folded.find(verdict)
    if found is None or not folded.folded:
        return found
    unfolded = States(fork.base, fork.guards, events=events)
    witness = unfolded.find(verdict)
    return found if unfolded.gave_up else witness
