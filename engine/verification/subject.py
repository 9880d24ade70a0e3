"""What checks look at: the compiled knowledge, its files with places, and the sources where they are at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from engine.diagnostics import Diagnostic, Location, Severity
from engine.knowledge.base import KnowledgeBase
from engine.language.syntax import Expression
from engine.loading.document import Document, Trail
from engine.model.knowledge import Knowledge
from engine.verification.copied import CopiedWords
from engine.verification.idle import idle_parts
from engine.verification.passages import Passages
from engine.verification.possibility import Possibility
from engine.verification.proofs import Proofs
from engine.verification.routes import Routes
from engine.verification.solver import is_installed
from engine.verification.statements import Statement

__all__ = ["Check", "Found", "Subject"]

Found = tuple[Location, Mapping[str, object]]  # the place of a fault, and the values of its sentence


@dataclass
class Subject:
    """One knowledge base as it is checked; `sources` holds the lines of each source by its id, None when they are not at hand."""

    base: KnowledgeBase
    documents: tuple[Document, ...] = ()
    sources: Mapping[str, tuple[str, ...]] | None = None

    @property
    def knowledge(self) -> Knowledge:
        """Give the nouns."""
        return self.base.knowledge

    @cached_property
    def possibility(self) -> Possibility:
        """Give the answers to what can hold at all."""
        return Possibility(self.base)

    @cached_property
    def proofs(self) -> Proofs:
        """Give the conditions as formulas; what cannot hold at all is taken as it comes, so that it is told once."""
        return Proofs(self.base, self.hopeless)

    @cached_property
    def hopeless(self) -> frozenset[str]:
        """Give the findings, hypotheses and needs for which nothing can ever speak; where nothing can be proved, none."""
        if not is_installed():
            return frozenset()
        whole = Proofs(self.base)
        keys = (*self.knowledge.findings, *self.knowledge.hypotheses, *self.knowledge.needs)
        return frozenset(key for key in keys if whole.never(whole.conclusion(key)))

    @cached_property
    def direct_proofs(self) -> Proofs:
        """Give the conditions as formulas in which each conclusion is taken as it comes."""
        return Proofs(self.base, [key for key in self.base.slots if not key.startswith(("argument:", "row:"))])

    @cached_property
    def idle_parts(self) -> tuple[tuple[Statement, Expression], ...]:
        """Give the parts of conditions that make no difference."""
        return tuple(idle_parts(self.proofs, self.knowledge))

    @cached_property
    def routes(self) -> Routes:
        """Give all protocols as one graph."""
        return Routes(self.knowledge, self.possibility)

    @cached_property
    def passages(self) -> Passages:
        """Give the text of the sources' sections."""
        return Passages(self.knowledge.sources, self.sources or {})

    @cached_property
    def copied_words(self) -> CopiedWords:
        """Give the words of the sources, to compare a text with."""
        return CopiedWords(self.sources or {})

    def mappings(self) -> Iterator[tuple[Document, Trail, dict[str, Any]]]:
        """Give every mapping of every file with its trail, outermost first."""
        for document in self.documents:
            for trail, node in _mappings(document.value, ()):
                yield document, trail, node


def _mappings(node: Any, trail: Trail) -> Iterator[tuple[Trail, dict[str, Any]]]:  # noqa: ANN401 - a YAML value may be anything
    if isinstance(node, dict):
        yield trail, node
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for step, child in children:
        yield from _mappings(child, (*trail, step))


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its code, which is also the name of its page and of its test, how grave it is, what finds it, and what it looks for.

    The sentence that says a fault stands in `engine/messages` under the code.
    """

    code: str
    severity: Severity
    find: Callable[[Subject], Iterator[Found]]
    summary: str
    needs_sources: bool = False
    needs_proofs: bool = False

    @property
    def needs(self) -> Literal["", "sources", "prover"]:
        """Give what the check cannot run without."""
        return "sources" if self.needs_sources else "prover" if self.needs_proofs else ""

    def run(self, subject: Subject) -> Iterator[Diagnostic]:
        """Give all faults, each at its line."""
        for location, values in self.find(subject):
            yield Diagnostic(self.code, location, values, severity=self.severity)
