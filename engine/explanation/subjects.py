"""What an id stands for, and what there is to ask about it: how it comes out, on which conditions it rests, its tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from engine.diagnostics import Diagnostic, KnowledgeError, Location, nearest
from engine.explanation.actions import Proposed, Stepped, Support, Triggered
from engine.explanation.looking import Look
from engine.inference.justification import justify
from engine.inference.truth import AGAINST, BOTH, FOR, STATUS, UNKNOWN, Bits
from engine.model.advice import Justification
from engine.model.explanation import Kind
from engine.model.knowledge import Knowledge
from engine.model.provenance import Provenance

__all__ = ["Subject", "subject_of"]


class Subject(Protocol):
    """Something that can be explained."""

    @property
    def id(self) -> str:
        """Give the id by which people know it."""

    @property
    def kind(self) -> Kind:
        """Give what sort of thing it is."""

    def verdict(self, look: Look) -> str:
        """Say in one word how it comes out."""

    def holds(self, look: Look) -> bool:
        """Tell whether it holds, or is proposed, or open."""

    def outcome(self, look: Look) -> object:
        """Give all that its reasons must explain; two equal ones are the same outcome. None when nothing is concluded."""

    def keys(self, knowledge: Knowledge) -> tuple[str, ...]:
        """Give the keys of the conditions on which it rests first."""

    def tree(self, look: Look) -> tuple[Justification, ...]:
        """Tell why it comes out as it does."""

    def provenance(self, knowledge: Knowledge) -> tuple[Provenance, ...]:
        """Give where the knowledge comes from."""


def subject_of(knowledge: Knowledge, name: str) -> Subject:
    """Find what an id stands for; a kind before a colon chooses where two things share an id (`protocol:peer_group`).

    Raises `KnowledgeError` when there is nothing of that name.
    """
    kind, _, bare = name.rpartition(":")
    for subject in _all_named(knowledge, bare):
        if kind in ("", subject.kind):
            return subject
    known = set(_names(knowledge))
    raise KnowledgeError([Diagnostic("explain.unknown", Location(), {"name": name, "nearest": nearest(bare, known)})])


def _all_named(k: Knowledge, name: str) -> Iterator[Subject]:
    if name in k.findings:
        yield Concluded(name, "finding", name)
    if name in k.needs:
        yield Concluded(name, "need", name)
    if name in k.alerts:
        yield Concluded(name, "alert", f"alert:{name}")
    if name in k.hypotheses:
        yield Weighed(name)
    layer = name.removeprefix("support.")
    if name in ("support", "support.proposed") or (layer in k.layers and name in (layer, f"support.{layer}")):
        yield Support(name, layer if layer in k.layers else None)
    if name in k.interventions:
        yield Proposed(name)
    if name in k.protocols:
        yield Triggered(name)
    protocol, _, task = name.partition(".")
    if protocol in k.protocols and task in k.protocols[protocol].tasks:
        yield Stepped(name)
    if name in k.facts or name in k.measures:
        yield Said(name, "measure" if name in k.measures else "fact")


def _names(k: Knowledge) -> Iterator[str]:
    for table in (k.findings, k.needs, k.alerts, k.hypotheses, k.interventions, k.protocols, k.facts, k.measures):
        yield from table
    yield from (f"support.{layer}" for layer in ("proposed", *k.layers))
    yield from (f"{p.id}.{task}" for p in k.protocols.values() for task in p.tasks)


def _key_status(look: Look, key: str) -> Bits:
    """Give the bits of a condition, deciding no more of the case than it takes."""
    conclusions = look.findings if key in look.findings.base.knowledge.findings else look.conclusions
    return conclusions.of(key)


@dataclass(frozen=True, slots=True)
class Concluded:
    """A finding, need or alert: something with one condition."""

    id: str
    kind: Kind
    key: str
    side: Bits = BOTH

    def verdict(self, look: Look) -> str:
        """Give its truth."""
        return STATUS[_key_status(look, self.key)]

    def holds(self, look: Look) -> bool:
        """Tell whether anything speaks for it."""
        return bool(_key_status(look, self.key) & FOR)

    def outcome(self, look: Look) -> object:
        """Give what speaks for and against it, on the side that is asked for."""
        return _key_status(look, self.key) & self.side or None

    def on(self, side: Bits) -> Concluded:
        """Ask only for what speaks for it, or only for what speaks against it."""
        return Concluded(self.id, self.kind, self.key, side)

    def keys(self, knowledge: Knowledge) -> tuple[str, ...]:  # noqa: ARG002 - one signature for all subjects
        """Give its condition."""
        return (self.key,)

    def tree(self, look: Look) -> tuple[Justification, ...]:
        """Tell its condition."""
        _key_status(look, self.key)
        return (justify(look.findings, self.key),)

    def provenance(self, knowledge: Knowledge) -> tuple[Provenance, ...]:
        """Give where it comes from; of a finding, each of its rules."""
        if self.kind == "finding":
            return tuple(r.provenance for r in knowledge.findings[self.id].rules)
        return ((knowledge.needs[self.id] if self.kind == "need" else knowledge.alerts[self.id]).provenance,)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A hypothesis."""

    id: str
    kind: Kind = "hypothesis"

    def verdict(self, look: Look) -> str:
        """Give its standing."""
        return look.decision.weighed[self.id].standing

    def holds(self, look: Look) -> bool:
        """Tell whether it is likely, confirmed, or both confirmed and excluded."""
        return bool(look.conclusions.of(self.id) & FOR)

    def outcome(self, look: Look) -> object:
        """Give its standing; none as long as nothing was argued."""
        standing = self.verdict(look)
        return None if standing == "unknown" else standing

    def keys(self, knowledge: Knowledge) -> tuple[str, ...]:  # noqa: ARG002 - one signature for all subjects
        """Give the hypothesis itself, which is weighed."""
        return (self.id,)

    def tree(self, look: Look) -> tuple[Justification, ...]:
        """Tell every argument that holds; where none does, those that are decided against."""
        c = look.conclusions
        keys = [f"argument:{self.id}#{i}" for i in range(len(c.base.knowledge.hypotheses[self.id].arguments))]
        shown = [key for key in keys if c.of(key) & FOR] or [key for key in keys if c.of(key) == AGAINST]
        return tuple(justify(c, key) for key in shown)

    def provenance(self, knowledge: Knowledge) -> tuple[Provenance, ...]:
        """Give where the hypothesis and its arguments come from."""
        hypothesis = knowledge.hypotheses[self.id]
        return (hypothesis.provenance, *(a.provenance for a in hypothesis.arguments))


@dataclass(frozen=True, slots=True)
class Said:
    """A fact as people said it, or a measure as it was computed."""

    id: str
    kind: Kind

    def verdict(self, look: Look) -> str:
        """Say whether it is known."""
        return "known" if self.holds(look) else "unknown"

    def holds(self, look: Look) -> bool:
        """Tell whether it is known."""
        return self.outcome(look) is not None

    def outcome(self, look: Look) -> object:
        """Give the number, or the values that people gave."""
        memory = look.findings.memory
        if self.kind == "measure":
            return memory.numbers.get(self.id)
        return frozenset(o.value for o in memory.standing.get(self.id, ())) or None

    def keys(self, knowledge: Knowledge) -> tuple[str, ...]:  # noqa: ARG002 - one signature for all subjects
        """Give nothing: a fact rests on no condition."""
        return ()

    def tree(self, look: Look) -> tuple[Justification, ...]:
        """Tell who said what."""
        memory = look.findings.memory
        facts = look.findings.base.measured.get(self.id, (self.id,))
        said: Iterable[Justification] = (
            Justification(STATUS[AGAINST if o.value is False else FOR], id=f, observation=o)
            for f in facts
            for o in memory.standing.get(f, ())
        )
        return tuple(said) or (Justification(STATUS[UNKNOWN], id=self.id),)

    def provenance(self, knowledge: Knowledge) -> tuple[Provenance, ...]:
        """Give where the definition comes from."""
        return ((knowledge.measures if self.kind == "measure" else knowledge.facts)[self.id].provenance,)
