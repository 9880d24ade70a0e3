"""Which steps people set aside, and why: what someone needs who wants to mend a rule."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from engine.model.case import Case, Event
from engine.model.overrides import Overrides, SetAside

__all__ = ["overrides_in"]

NAME = "…"  # stands where a reason held a name


def overrides_in(cases: Iterable[Case]) -> Overrides:
    """Count what was decided otherwise in many cases, most often first.

    Reasons come in the order of the alphabet, without the pseudonym of the case and without who spoke in it.
    """
    all_cases = list(cases)
    found: dict[tuple[str, str], list[tuple[Case, Event]]] = {}
    for case in all_cases:
        for event in case.events:
            if event.state == "overridden":
                found.setdefault((event.protocol, event.node), []).append((case, event))
    steps = [_set_aside(protocol, node, events, all_cases) for (protocol, node), events in found.items()]
    touched = {id(case) for events in found.values() for case, _ in events}
    return Overrides(tuple(sorted(steps, key=lambda s: (-s.times, s.protocol, s.node))), len(touched), len(all_cases))


def _set_aside(protocol: str, node: str, events: Sequence[tuple[Case, Event]], cases: Iterable[Case]) -> SetAside:
    instead = Counter(e.chose for _, e in events if e.chose)
    reasons = {_nameless(e.because, case) for case, e in events if e.because}
    return SetAside(
        protocol=protocol,
        node=node,
        times=len(events),
        cases=len({id(case) for case, _ in events}),
        came_up=sum(any((e.protocol, e.node) == (protocol, node) for e in case.events) for case in cases),
        instead=tuple(sorted(instead.items(), key=lambda pair: (-pair[1], pair[0]))),
        reasons=tuple(sorted(reasons)),
    )


def _nameless(reason: str, case: Case) -> str:
    """Take the pseudonym and the names of those who spoke out of a reason."""
    names = {case.id, *(o.who for o in case.observations if o.who)}
    whole = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.sub(rf"\b(?:{whole})\b", NAME, reason, flags=re.IGNORECASE)
