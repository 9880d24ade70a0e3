"""Which conclusions rest on which: from what comes out of a case back to the conditions, facts and steps behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from engine.impact.differing import Meanings
from engine.knowledge.tables import outputs_of
from engine.language.syntax import Expression, Name, walk
from engine.model.knowledge import Knowledge

__all__ = ["Lineage"]

SUPPORT = "support"


class Lineage:
    """What rests on what in two versions together."""

    def __init__(self, *versions: Knowledge) -> None:
        """Draw the graph of both."""
        self._beneath: dict[str, set[str]] = {}
        for k in versions:
            for name, under in _edges(k):
                self._beneath.setdefault(name, set()).update(under)
        self.behind = cache(self._behind)

    def rests_on(self, part: str, id_: str, concerns: Iterable[str]) -> bool:
        """Tell whether a turn of an advice rests on any of some conclusions; questions and what is settled may rest on all."""
        if part in ("asked", "dropped", "settled"):
            return bool(concerns)
        return not self.behind(f"alert:{id_}" if part == "alerts" else id_).isdisjoint(concerns)

    def _behind(self, name: str) -> frozenset[str]:
        seen: set[str] = set()
        queue = [name]
        while queue:
            each = queue.pop()
            if each not in seen:
                seen.add(each)
                queue.extend(self._beneath.get(each, ()))
        return frozenset(seen)


def _edges(k: Knowledge) -> Iterator[tuple[str, set[str]]]:
    for key, whens in Meanings(k).conclusions.items():
        yield key, {name for when in whens for name in _names(when)}
    for id_, output in outputs_of(k).items():
        rows = {f"row:{t.id}#{i}" for t in k.tables.values() if output in t.outputs for i in range(len(t.rows))}
        yield id_, rows
    for m in k.measures.values():
        yield m.id, {name for f in m.formulas for name in _names(f)}
    for f in k.facts.values():
        yield from ((i.fact, {f.id}) for i in f.implies)
    for h in k.hypotheses.values():
        yield h.id, {f"argument:{h.id}#{i}" for i in range(len(h.arguments))}
    for n in k.needs.values():
        yield n.id, {f"unless:{n.id}"}
    for a in k.alerts.values():
        yield f"alert:{a.id}", {a.id}
    yield SUPPORT, set(_of_support(k))
    for name in ("support.proposed", "support.variant", "support.focus"):
        yield name, {SUPPORT}
    yield from _of_steps(k)
    everything = {key for i in k.interventions for key in (i, f"intervention:{i}", f"unless:intervention:{i}")}
    for i in k.interventions.values():  # they compete for few places, so each may depend on all
        yield i.id, {*everything, *k.needs, *k.hypotheses, SUPPORT}


def _of_support(k: Knowledge) -> Iterator[str]:
    for layer in k.layers.values():
        yield layer.id
        yield from (f"layer:{layer.id}#{i}" for i in range(len(layer.criteria)))
        yield from (f"insufficient:{layer.id}", f"unless:insufficient:{layer.id}")
        yield from (f"variant:{layer.id}.{p.id}" for p in layer.variants)
        yield from (f"focus:{layer.id}.{p.id}" for p in layer.focuses)
        yield from (f for f in (layer.fact, layer.provision) if f)
    yield from k.needs
    yield from k.provisions


def _of_steps(k: Knowledge) -> Iterator[tuple[str, set[str]]]:
    for protocol in k.protocols.values():
        of_all = {f"trigger:{protocol.id}", f"unless:{protocol.id}", "calendar"}
        for task in protocol.tasks.values():
            step = f"{protocol.id}.{task.id}"
            of_all |= {step, f"task:{step}", *(f"guard:{step}#{i}" for i in range(len(task.transitions)))}
            for i, way in enumerate(task.transitions):
                if "." in way.to:
                    yield way.to, {step, f"guard:{step}#{i}"}
        for task in protocol.tasks.values():
            yield f"{protocol.id}.{task.id}", of_all | set(task.term.start if task.term else ())


def _names(e: Expression) -> set[str]:
    return {each.id for each in walk(e) if isinstance(each, Name)}
