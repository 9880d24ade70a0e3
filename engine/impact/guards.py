"""What no change of the rules may do to any pupil: read from words, and held against what a change does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase

from engine.diagnostics import Diagnostic, KnowledgeError, Location, fault, nearest
from engine.model.difference import Difference
from engine.model.knowledge import Knowledge
from engine.model.revision import Crossing, Guard, Touched, Verb

__all__ = ["crossings", "read_guard"]

_FORM = re.compile(r"(?:never|nooit)\s+(?P<verb>\w+)\s+(?P<name>[\w.*-]+)")
_VERBS: dict[str, Verb] = {
    "lose": "lose",
    "verliezen": "lose",
    "gain": "gain",
    "krijgen": "gain",
    "change": "change",
    "veranderen": "change",
    "later": "later",
}
_HOLDS = ("yes", "true", "contradictory", "likely", "confirmed")
_TURNS = ("alerts", "findings", "hypotheses", "needs", "interventions")


def read_guard(text: str, versions: Sequence[Knowledge], guard: Guard | None = None) -> Guard:
    """Read `never lose alert.child_safety`, or `nooit verliezen ...`; `guard` carries a label, a reason and a place.

    The name is that of an alert, finding, hypothesis, need, intervention, fact that is asked, or step (`protocol.step`), or `support`;
    `*` stands for any letters. Raises `KnowledgeError` when it cannot be read or names nothing.
    """
    given = guard or Guard("lose", "", place=Location("--guard"))
    found = _FORM.fullmatch(text.strip())
    verb = _VERBS.get(found["verb"]) if found else None
    if found is None or verb is None:
        raise KnowledgeError([fault("diff.guard", given.place, value=text)])
    known = list(dict.fromkeys(name for k in versions for name in _names(k)))
    name = found["name"]
    if not any(fnmatchcase(each, name) for each in known):
        raise KnowledgeError([Diagnostic("diff.guard_name", given.place, {"name": name, "nearest": nearest(name, known)})])
    return Guard(verb, name, given.label, given.why, given.place)


def _names(k: Knowledge) -> Iterator[str]:
    yield "support"
    for table in (k.alerts, k.findings, k.hypotheses, k.needs, k.interventions, k.facts):
        yield from table
    yield from (f"{p.id}.{task}" for p in k.protocols.values() for task in p.tasks)


def crossings(guards: Iterable[Guard], found: Sequence[Touched], order: Sequence[str]) -> tuple[Crossing, ...]:
    """Tell for each guard in which cases it is crossed; `order` gives the layers of support from light to heavy."""
    return tuple(Crossing(guard, tuple(t.case.id for t in found if _crosses(guard, t.difference, order))) for guard in guards)


def _crosses(guard: Guard, d: Difference, order: Sequence[str]) -> bool:
    for part in _TURNS:
        for id_, (before, after) in getattr(d, part).items():
            lost, gained = before in _HOLDS and after not in _HOLDS, after in _HOLDS and before not in _HOLDS
            if fnmatchcase(id_, guard.name) and {"lose": lost, "gain": gained, "change": True, "later": False}[guard.verb]:
                return True
    return _in_steps(guard, d) or _in_questions(guard, d) or (guard.name == "support" and _in_support(guard, d, order))


def _in_steps(guard: Guard, d: Difference) -> bool:
    for id_, (before, after) in d.steps.items():
        if not fnmatchcase(id_, guard.name):
            continue
        later = bool(before and after and before.due and (after.due is None or after.due > before.due))
        if {"lose": after is None, "gain": before is None, "change": True, "later": later}[guard.verb]:
            return True
    return False


def _in_questions(guard: Guard, d: Difference) -> bool:
    gone, come = (any(fnmatchcase(fact, guard.name) for fact in facts) for facts in (d.dropped, d.asked))
    return {"lose": gone, "gain": come, "change": gone or come, "later": False}[guard.verb]


def _in_support(guard: Guard, d: Difference, order: Sequence[str]) -> bool:
    """Tell whether the proposed support becomes lighter (lost), heavier (gained), or otherwise in any way."""
    if d.support is None:
        return False
    was, becomes = (order.index(s.proposed) if s.proposed in order else -1 for s in d.support)
    return {"lose": becomes < was, "gain": becomes > was, "change": True, "later": False}[guard.verb]
