"""Where facts are used: in which conditions, steps, forms and layers, and who is asked for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.knowledge.base import KnowledgeBase
from engine.knowledge.compiler import conditions_of
from engine.language.syntax import Call, Comparison, Expression, Literal, Name, children, walk
from engine.model.knowledge import Knowledge
from engine.model.protocol import Task

__all__ = ["asked_facts", "mentioned_facts", "provisions", "used_names"]


def mentioned_facts(base: KnowledgeBase) -> set[str]:
    """Give the facts that a rule, step, form, layer or intervention does something with; strengths are shown in every advice."""
    k = base.knowledge
    names = _behind(base, (n.id for e in _conditions(k) for n in walk(e) if isinstance(n, Name)))
    names |= {fact for task in _tasks(k) for fact in (*task.needs, *task.asks, *(task.term.start if task.term else ()))}
    names |= set(_filled(k)) | provisions(k)
    names |= {layer.fact for layer in k.layers.values() if layer.fact} | {h.threatens for h in k.hypotheses.values()}
    names |= {id_ for id_ in k.facts if id_.startswith("strength.")}
    return _with_implying({name for name in names if name in k.facts}, k)


def asked_facts(base: KnowledgeBase) -> set[str]:
    """Give the facts that someone is asked for: by a step or a form, or because something undecided rests on them."""
    k = base.knowledge
    names = _behind(base, (name for e in _conditions(k) for name in _sought(e)))
    names |= {fact for task in _tasks(k) for fact in task.asks} | set(_filled(k))
    return {name for name in names if name in k.facts and k.facts[name].informants}


def used_names(base: KnowledgeBase) -> set[str]:
    """Give every name that a condition, or the formula of another measure, looks at."""
    k = base.knowledge
    formulas = [(measure.id, formula) for measure in k.measures.values() for formula in measure.formulas]
    names = {n.id for e in _conditions(k) for n in walk(e) if isinstance(n, Name)}
    return names | {n.id for id_, formula in formulas for n in walk(formula) if isinstance(n, Name) and n.id != id_}


def provisions(k: Knowledge) -> set[str]:
    """Give the facts about what a school offers, which it sets once and nobody is asked for."""
    variants = {variant.provision for layer in k.layers.values() for variant in layer.variants}
    return {p for p in {layer.provision for layer in k.layers.values()} | variants if p}


def _conditions(k: Knowledge) -> Iterator[Expression]:
    yield from (rule.when.expression for finding in k.findings.values() for rule in finding.rules)
    yield from (row.when.expression for table in k.tables.values() for row in table.rows)
    yield from (when.expression for _, _, when in conditions_of(k))


def _tasks(k: Knowledge) -> Iterator[Task]:
    return (task for protocol in k.protocols.values() for task in protocol.tasks.values())


def _filled(k: Knowledge) -> Iterator[str]:
    return (fact for guide in k.guides.values() for part in guide.parts for line in part.lines for fact in line.fills)


def _behind(base: KnowledgeBase, names: Iterable[str]) -> set[str]:
    """Give names, and the facts behind those that are measures."""
    return {fact for name in set(names) for fact in (name, *base.measured.get(name, ()))}


def _sought(e: Expression) -> Iterator[str]:
    """Give the names that leave a condition undecided while nobody has said anything; asking for ignorance is never undecided."""
    if isinstance(e, Comparison) and any(side == Literal(None) for side in children(e)):
        return
    if isinstance(e, Name):
        yield e.id
    if not (isinstance(e, Call) and e.function == "has_event"):
        for part in children(e):
            yield from _sought(part)


def _with_implying(facts: set[str], k: Knowledge) -> set[str]:
    """Add the facts from which others follow that are used."""
    while more := {f.id for f in k.facts.values() if f.id not in facts and any(i.fact in facts for i in f.implies)}:
        facts |= more
    return facts
