"""What can hold at all, in some state of some case."""

from __future__ import annotations

from engine.inference.truth import AGAINST, FOR, Bits
from engine.knowledge.base import KnowledgeBase
from engine.model.rules import Hypothesis, Strength
from engine.verification.states import Look, States

__all__ = ["Possibility"]

_WEIGHTS: dict[Strength, int] = {"strong": 2, "supports": 1}
_LIKELY = 2


class Possibility:
    """Answers for one knowledge base, each worked out once; people may disagree on any fact."""

    def __init__(self, base: KnowledgeBase) -> None:
        """Find the hypotheses that can never be likely, since other conclusions rest on them."""
        self._base = base
        self._known: dict[tuple[str, Bits], bool] = {}
        self.never_likely: frozenset[str] = frozenset()
        hypotheses = base.knowledge.hypotheses.values()
        self.never_likely = frozenset(h.id for h in hypotheses if not self._can_be_likely(h))

    def can_hold(self, key: str) -> bool:
        """Tell whether something can speak for a conclusion; `key` as in `KnowledgeBase`."""
        if key in self._base.knowledge.hypotheses:
            return key not in self.never_likely
        return self._can_be(key, FOR)

    def can_fail(self, key: str) -> bool:
        """Tell whether something can speak against a conclusion."""
        return key in self._base.knowledge.hypotheses or self._can_be(key, AGAINST)

    def _can_be(self, key: str, wanted: Bits) -> bool:
        if (key, wanted) not in self._known:
            self._known[key, wanted] = self._search(key, wanted)
        return self._known[key, wanted]

    def _search(self, key: str, wanted: Bits) -> bool:
        gate = self._base.rule_of(self._base.slots[key]).gate
        states = States(self._base, [gate], voices=True, never=self.never_likely)

        def verdict(low: Look, high: Look) -> bool | None:
            if low.gate(gate) & wanted:
                return True
            return None if high.gate(gate) & wanted else False

        return states.find(verdict) is not None or states.gave_up

    def _can_be_likely(self, hypothesis: Hypothesis) -> bool:
        """Weigh all arguments that can hold, as if all of them held at once."""
        holds = [a.strength for i, a in enumerate(hypothesis.arguments) if self.can_hold(f"argument:{hypothesis.id}#{i}")]
        return "confirms" in holds or sum(_WEIGHTS.get(s, 0) for s in holds) >= _LIKELY
