"""The reasons beneath an explanation as a tree of sentences, cut short where it goes too deep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from engine.language.syntax import Comparison, Expression, Name
from engine.model.advice import Justification
from engine.model.case import Observation
from engine.model.knowledge import Knowledge
from engine.model.text import Language
from engine.model.told import Line
from engine.rendering.telling import Telling

__all__ = ["TreeTelling"]


class TreeTelling(Telling):
    """Tells trees of reasons; `left_out` says whether anything was cut short."""

    def __init__(self, knowledge: Knowledge, language: Language, conditions: Mapping[str, Expression], *, about: str) -> None:
        """Keep the words, and the id that is explained: at the top of a tree only what lies beneath it is told."""
        super().__init__(knowledge, language, conditions)
        self.about = about
        self.left_out = False

    def tree(self, nodes: Iterable[Justification], level: int, depth: int) -> Iterator[Line]:
        """Tell nodes, each once, as deep as `depth`; of what lies deeper the ends are named."""
        seen: set[str] = set()
        for node in self._told(nodes):
            text = self._line(node)
            below = self._below(node)
            if level == 1 and node.id == self.about and not (node.event or node.observation):
                yield from self.tree(node.of, level, depth)
            elif text not in seen:
                seen.add(text)
                shallow = bool(below) and level >= depth
                self.left_out |= shallow
                ends = self._ends(below) if shallow and node.status != "unknown" else ""
                yield Line(f"{text}{ends}", of=() if shallow else tuple(self.tree(below, level + 1, depth)))

    def _told(self, nodes: Iterable[Justification]) -> Iterator[Justification]:
        """Pass over conditions that only hold others together, and over the support where what decided it follows.

        What is missing for a combination is told under the combination, since it may take more than one thing.
        """
        for node in nodes:
            joins = node.condition and not self._is_atom(node) and (node.status == "true" or len(node.of) == 1)
            if (joins and not self._is_outcome(node)) or (node.value and node.of):
                yield from self._told(node.of)
            else:
                yield node

    def _is_outcome(self, node: Justification) -> bool:
        """Tell whether a node is what a decision table comes to, which its rows stand beneath."""
        expression = self.conditions.get(node.condition)
        is_output = isinstance(expression, Comparison) and isinstance(expression.left, Name) and expression.left.id in self.outputs
        return is_output and [child.condition for child in node.of] != [node.condition]

    def _is_atom(self, node: Justification) -> bool:
        return all(child.observation or child.event or child.value for child in node.of)

    def _line(self, node: Justification) -> str:
        """Say a node; at the end of a tree also the value, who said so and when."""
        text = self.node(node)
        said = [child.observation for child in node.of if child.observation]
        if not self._is_end(node):
            return text
        if node.id in self.k.facts:
            return text + "".join(dict.fromkeys(self._voice(child) for child in node.of))
        stated = {self.stated(o.fact, o.value) for o in said}
        if stated <= {text}:
            return text + "".join(dict.fromkeys(self.said(o) for o in said))
        values = dict.fromkeys(self._valued(o) + self.said(o) for o in said)
        return f"{text} – {'; '.join(values)}"

    def _valued(self, o: Observation) -> str:
        """Say a value without repeating what it is of; a yes/no as a statement."""
        return self.stated(o.fact, o.value) if isinstance(o.value, bool) else self.value_of(o.fact, o.value)

    def _is_end(self, node: Justification) -> bool:
        """Tell whether all beneath a node are the voices on one fact."""
        return bool(node.of) and len({child.observation.fact if child.observation else "" for child in node.of} - {""}) == 1 == len(
            {bool(child.observation) for child in node.of}
        )

    def _voice(self, leaf: Justification) -> str:
        o = leaf.observation
        if o is None:
            return ""
        said = self.said(o)
        return said.replace("(", f"({self.w('false')}: ", 1) if leaf.status == "false" and said else said

    def _below(self, node: Justification) -> tuple[Justification, ...]:
        return () if self._is_end(node) else node.of

    def _ends(self, nodes: Iterable[Justification]) -> str:
        """Say the ends of a tree that is cut short."""
        texts = dict.fromkeys(self._leaf_texts(nodes))
        return f": {'; '.join(texts)}" if texts else ""

    def _leaf_texts(self, nodes: Iterable[Justification]) -> Iterator[str]:
        for node in nodes:
            if node.observation or node.event or (not node.of and node.status == "unknown"):
                yield self.node(node)
            yield from self._leaf_texts(node.of)
