"""What a conclusion can rest on at all: the facts and steps that its conditions look at, directly or through others."""

from __future__ import annotations

from collections.abc import Iterable

from engine.inference.justification import observed_facts
from engine.knowledge.base import KnowledgeBase
from engine.knowledge.circuit import slots_of
from engine.language.syntax import Call, Name, walk

__all__ = ["conditions_of", "facts_beneath"]


def facts_beneath(base: KnowledgeBase, keys: Iterable[str]) -> set[str]:
    """Give the facts and the steps (`protocol.task`) that conditions look at, with the facts that imply them.

    A condition on what people see differently looks at every fact that keeps voices.
    """
    found: set[str] = set()
    for slot in conditions_of(base, keys):
        atom = base.atoms.get(slot)
        if atom is None:
            continue
        found.update(observed_facts(atom, base.measured))
        if any(isinstance(e, Call) and e.function == "seen_differently" for e in walk(atom)):
            found.update(f.id for f in base.knowledge.facts.values() if f.keeps_voices)
        found.update(n.id for e in walk(atom) if isinstance(e, Call) for n in e.arguments if isinstance(n, Name))
    return _with_sources(base, found)


def _with_sources(base: KnowledgeBase, found: set[str]) -> set[str]:
    facts = base.knowledge.facts.values()
    while more := {f.id for f in facts if f.id not in found and any(i.fact in found for i in f.implies)}:
        found |= more
    return found


def conditions_of(base: KnowledgeBase, keys: Iterable[str]) -> set[int]:
    """Give the slots of conditions and of everything that they rest on."""
    seen: set[int] = set()
    queue = [base.slots[key] for key in keys]
    while queue:
        slot = queue.pop()
        if slot not in seen:
            seen.add(slot)
            queue.extend(_premises(base, slot))
    return seen


def _premises(base: KnowledgeBase, slot: int) -> Iterable[int]:
    key = base.keys[slot]
    exception = [base.slots[f"unless:{key}"]] if f"unless:{key}" in base.slots else []
    if slot in base.late:
        return [s for k, s in base.slots.items() if k.startswith(("layer:", "insufficient:", "variant:", "focus:", "need."))]
    if slot in base.atoms:
        return ()
    if key in base.knowledge.hypotheses:
        return [base.slots[f"argument:{key}#{i}"] for i in range(len(base.knowledge.hypotheses[key].arguments))]
    return [*slots_of(base.rule_of(slot).gate), *exception]
