"""The plan: who does what by when, as a table of text or as JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from engine.language.printer import show
from engine.language.syntax import Expression
from engine.model.advice import term_of
from engine.model.knowledge import Knowledge
from engine.model.plan import Plan, State, TaskState
from engine.model.text import Language
from engine.rendering.advice_json import node_object
from engine.rendering.plain import json_text
from engine.rendering.telling import Telling
from engine.rendering.words import on_day, word

__all__ = ["plan_json", "plan_text"]

_TURN: tuple[State, ...] = ("started", "open", "deciding")
_WORDS: dict[State, tuple[str, str]] = {
    "started": ("loopt", "running"),
    "open": ("kan beginnen", "can begin"),
    "deciding": ("samen te beslissen", "to be decided"),
    "possible": ("kan nog komen", "may still come"),
    "done": ("gedaan", "done"),
    "passed": ("al duidelijk", "already clear"),
    "set_aside": ("anders gekozen", "chosen otherwise"),
    "skipped": ("overgeslagen", "skipped"),
    "closed": ("nu niet aan de orde", "not at issue now"),
}


def plan_text(plan: Plan, knowledge: Knowledge, language: Language = "nl") -> str:
    """Give the plan as a page: per protocol first whose turn it is, then what was done, then what may still come."""
    return "\n".join(_lines(plan, knowledge, language)) + "\n"


def _lines(plan: Plan, knowledge: Knowledge, language: Language) -> Iterator[str]:
    title = "Plan" if language == "en" else "Plan van aanpak"
    yield f"WEGWIJZER   {plan.case}   {on_day(plan.as_of, language)}   {title}"
    if not plan.protocols:
        yield ""
        yield f" {word('no_steps', language)}"
    telling = Telling(knowledge, language, _conditions(plan, knowledge))
    for id_ in plan.protocols:
        tasks = [t for t in plan.tasks if t.protocol == id_]
        yield ""
        yield knowledge.protocols[id_].label.of(language)
        now = sorted((t for t in tasks if t.state in _TURN), key=lambda t: (t.due is None, t.due))
        for task in now:
            yield from _row(task, knowledge, language)
        for state in ("done", "set_aside", "skipped", "possible"):
            named = [_short(t, knowledge, language) + _blocked(t, telling) for t in tasks if t.state == state and _is_step(t, knowledge)]
            head = f"   {_WORDS[state][language == 'en']}: "
            if any("\n" in each for each in named):
                yield head.rstrip()
                yield from (line for each in named for line in _listed(each))
            elif named:
                yield from textwrap.wrap(head + "; ".join(named), 110, subsequent_indent="     ", drop_whitespace=True)
    yield from _strays(plan, language)


def _row(task: TaskState, knowledge: Knowledge, language: Language) -> Iterator[str]:
    definition = knowledge.protocols[task.protocol].tasks[task.node]
    role = knowledge.roles[task.role].label.of(language) if task.role in knowledge.roles else task.role
    state = _WORDS[task.state][language == "en"]
    when = word("no_term", language)
    if task.due:
        when = f"{word('overdue' if task.overdue else 'before', language)} {on_day(task.due, language)}"
    turn = f" ({_round(task.rounds + 1, language)})" if task.rounds else ""
    first, *rest = textwrap.wrap(definition.label.of(language) + turn, 58) or [""]
    yield f" {first:<60}{role:<20}{state:<20}{when}".rstrip()
    yield from (f" {line}" for line in rest)


def _round(number: int, language: Language) -> str:
    return f"ronde {number}" if language == "nl" else f"round {number}"


def _is_step(task: TaskState, knowledge: Knowledge) -> bool:
    return knowledge.protocols[task.protocol].tasks[task.node].type not in ("start", "end")


def _short(task: TaskState, knowledge: Knowledge, language: Language) -> str:
    definition = knowledge.protocols[task.protocol].tasks[task.node]
    label = (definition.short or definition.label).of(language)
    return f"{label} ({on_day(task.finished, language)})" if task.finished else label


def _conditions(plan: Plan, knowledge: Knowledge) -> dict[str, Expression]:
    """Give the conditions of the routes by their text, as they stand in the reasons."""
    found: dict[str, Expression] = {}
    for id_ in plan.protocols:
        for task in knowledge.protocols[id_].tasks.values():
            for when in (task.when, *(each.when for each in task.transitions)):
                if when:
                    found[show(when.expression)] = when.expression
    return found


def _blocked(task: TaskState, telling: Telling) -> str:
    """Say what a step that may still come waits for: what is open first, since an answer can change that."""
    if task.state != "possible" or not task.because:
        return ""
    said = dict.fromkeys(telling.node(each) for each in sorted(task.because, key=lambda each: each.status != "unknown"))
    return f"\n{next(iter(said))}"


def _listed(text: str) -> Iterator[str]:
    """Give a step on a line of its own, with what it waits for beneath."""
    label, _, blocked = text.partition("\n")
    yield f"     {label}"
    yield from textwrap.wrap(blocked, 110, initial_indent="       ", subsequent_indent="       ")


def _strays(plan: Plan, language: Language) -> Iterator[str]:
    for events, words in (
        (plan.unplaced, ("Vastgelegd onder andere regels", "Recorded under other rules")),
        (plan.out_of_order, ("Gedaan voordat het aan de beurt was", "Done before its turn")),
    ):
        if events:
            named = "; ".join(f"{e.protocol}.{e.node} ({on_day(e.date, language)})" for e in events)
            yield ""
            yield from textwrap.wrap(f"{words[language == 'en']}: {named}", 110, subsequent_indent="   ")


def plan_json(plan: Plan, knowledge: Knowledge, language: Language = "nl") -> str:
    """Give the plan as JSON."""
    return json_text(_object(plan, knowledge, language))


def _object(plan: Plan, knowledge: Knowledge, language: Language) -> dict[str, Any]:
    return {
        "format": "wegwijzer/plan/1",
        "case": plan.case,
        "as_of": plan.as_of.isoformat(),
        "protocols": list(plan.protocols),
        "tasks": [
            {
                "protocol": t.protocol,
                "node": t.node,
                "label": knowledge.protocols[t.protocol].tasks[t.node].label.of(language),
                "role": t.role or None,
                "state": t.state,
                "rounds": t.rounds,
                **term_of(t),
                "done": t.finished.isoformat() if t.finished else None,
                "because": [node_object(n) for n in t.because],
            }
            for t in plan.tasks
        ],
        "unplaced": [{"event": f"{e.protocol}.{e.node}", "state": e.state, "date": e.date.isoformat()} for e in plan.unplaced],
        "out_of_order": [{"event": f"{e.protocol}.{e.node}", "state": e.state, "date": e.date.isoformat()} for e in plan.out_of_order],
    }
