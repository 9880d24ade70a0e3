"""What stands behind a step for whoever asks on: who, when, why, with which answers, and from which source."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.knowledge import Knowledge
from engine.model.protocol import Task
from engine.model.provenance import Provenance
from engine.model.text import Language
from engine.rendering.diagrams.wording import Words, pick, term_of

__all__ = ["source_words", "task_details"]

_WHO: Words = ("Wie", "Who")
_WHEN: Words = ("Wanneer", "When")
_WHY: Words = ("Waarom en let op", "Why, and take care")
_ASKS: Words = ("Vraag na", "Find out")
_LEAVES: Words = ("Wat er dan ligt", "What it leaves")
_SOURCE: Words = ("Bron", "Source")
_LEADS: Words = ("{role} trekt", "{role} leads")
_WITH: Words = ("samen met {names}", "together with {names}")
_FROM: Words = ("vanaf: {fact}", "counted from: {fact}")
_FROM_SAYING: Words = ("vanaf de dag waarop iemand dit zei: {fact}", "counted from the day on which somebody said this: {fact}")
_FROM_FIRST: Words = (
    "vanaf de eerste dag waarop iemand een van deze zei: {fact}",
    "counted from the first day on which somebody said one of these: {fact}",
)
_BASIS: dict[str, Words] = {
    "assumption": ("aanname", "assumption"),
    "law": ("wet", "law"),
    "local": ("eigen keuze", "local choice"),
}


def task_details(task: Task, knowledge: Knowledge, language: Language) -> Iterator[tuple[str, str]]:
    """Give the (heading, text) pairs of a task, in the order in which a trainer tells them."""
    for heading, text in (
        (_WHO, _who(task, knowledge, language)),
        (_WHEN, _when(task, knowledge, language)),
        (_WHY, task.note.of(language) if task.note else ""),
        (_ASKS, _asks(task, knowledge, language)),
        (_LEAVES, task.leaves.of(language) if task.leaves else ""),
        (_SOURCE, source_words(task.provenance, knowledge, language)),
    ):
        if text:
            yield pick(heading, language), text


def _who(task: Task, knowledge: Knowledge, language: Language) -> str:
    def named(role: str) -> str:
        return knowledge.roles[role].label.of(language) if role in knowledge.roles else role

    parts = []
    if task.role:
        parts.append(pick(_LEADS, language).format(role=named(task.role)))
    if task.joins:
        parts.append(pick(_WITH, language).format(names=", ".join(named(r) for r in task.joins)))
    return ", ".join(parts)


def _when(task: Task, knowledge: Knowledge, language: Language) -> str:
    words = term_of(task, language)
    starts = [knowledge.facts[fact] for fact in (task.term.start if task.term else ()) if fact in knowledge.facts]
    if starts:
        begins = _FROM if all(fact.type == "date" for fact in starts) else _FROM_FIRST if starts[1:] else _FROM_SAYING
        named = "; ".join(fact.label.of(language) for fact in starts)
        words += f" ({pick(begins, language).format(fact=named)})"
    return words


def _asks(task: Task, knowledge: Knowledge, language: Language) -> str:
    facts = dict.fromkeys((*task.needs, *task.asks))
    return "; ".join(knowledge.facts[f].label.of(language) for f in facts if f in knowledge.facts)


def source_words(provenance: Provenance, knowledge: Knowledge, language: Language) -> str:
    """Say where a statement comes from: titles with their sections, or the basis with its reason."""
    parts = []
    for citation in provenance.citations:
        source = knowledge.sources.get(citation.doc)
        parts.append(f"{source.title if source else citation.doc}, {citation.section}: \u201c{citation.near}\u201d")
    if provenance.basis:
        parts.append(f"{pick(_BASIS[provenance.basis.kind], language)}: {provenance.basis.why.of(language)}")
    return "; ".join(parts)
