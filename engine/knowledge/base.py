"""The compiled, frozen knowledge base: knowledge, the order of evaluation, and all conditions as gates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from engine.knowledge.circuit import Rule
from engine.language.syntax import Expression
from engine.model.knowledge import Knowledge

__all__ = ["PHASES", "KnowledgeBase", "Phase"]

Phase = Literal["findings", "arguments", "needs", "support", "actions"]
PHASES: tuple[Phase, ...] = ("findings", "arguments", "needs", "support", "actions")


@dataclass(frozen=True, slots=True)
class KnowledgeBase:
    """Knowledge that was found sound, ready to run.

    `keys[slot]` names a slot and `slots` gives a conclusion's slot by its key: a finding, hypothesis or need by its id,
    other conditions as `argument:ID#N`, `layer:ID#N`, `insufficient:ID`, `variant:LAYER.ID`, `focus:LAYER.ID`,
    `alert:ID`, `trigger:ID`, `unless:KEY`, `task:PROTOCOL.ID`, `guard:PROTOCOL.ID#N`, `intervention:ID`,
    `row:TABLE#N`, `outcome:TABLE.OUTPUT=VALUE`. `atoms` are the leaves;
    `late` ones can be looked up only after support was decided. `stages` holds the rules in the order in which they
    run: those of findings in order of dependency; `rules` finds them by slot. `texts` says each condition in canonical
    form, and `measured` gives the facts behind each measure, the most precise first.
    """

    knowledge: Knowledge
    keys: tuple[str, ...]
    slots: Mapping[str, int]
    atoms: Mapping[int, Expression]
    late: frozenset[int]
    measures: tuple[str, ...]
    stages: Mapping[Phase, tuple[Rule, ...]]
    rules: Mapping[int, Rule]
    texts: Mapping[str, str]
    measured: Mapping[str, tuple[str, ...]]

    @property
    def digest(self) -> str:
        """Give the digest of the files that this was compiled from."""
        return self.knowledge.digest

    def rule_of(self, slot: int) -> Rule:
        """Give the rule that concludes a slot."""
        return self.rules[slot]
