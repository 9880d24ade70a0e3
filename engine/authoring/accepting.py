"""What a vignette expects, written anew in its text as it comes out now; comments, order and layout stay as people wrote them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import yaml

from engine.authoring.amending import GONE, edited, edits
from engine.authoring.vignettes import expectation, expected_lines
from engine.cases.writing import end_of
from engine.loading.document import read_text
from engine.model.advice import Advice, Step, term_of

__all__ = ["accepted"]

_HAS: dict[str, Callable[[Advice], set[str]]] = {
    "alerts": lambda a: {x.id for x in a.alerts},
    "needs": lambda a: {x.id for x in a.needs},
    "asks": lambda a: {x.fact for x in a.questions},
    "protocols": lambda a: {x.protocol for x in a.steps},
    "interventions": lambda a: {x.id for x in a.interventions},
    "support": lambda a: {a.support.proposed},
}
_IS: dict[str, Callable[[Advice], object]] = {
    "first_alert": lambda a: next((x.id for x in a.alerts), GONE),
    "support": lambda a: a.support.proposed,
    "variant": lambda a: a.support.variant,
    "settled": lambda a: a.settled,
    "missing_provision": lambda a: bool(a.support.missing),
}


def accepted(text: str, file: str, advice: Advice, whole: Mapping[str, list[str]]) -> str:
    """Give the text of a sound vignette that expects what its advice is now; what comes out as expected stays untouched.

    `whole` is all of the advice in words, for who expects that. What can no longer be expected goes; where nothing would be left,
    what is worth expecting is chosen anew.
    """
    expect = read_text(text, file).value["expect"]
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    node = next(value for name, value in root.value if name.value == "expect")  # type: ignore[union-attr]  # it is a sound case
    now = _without_gone({key: _now(key, value, advice) if key != "whole" else _all_of(value, whole) for key, value in expect.items()})
    if now is GONE:
        return _anew(text, node, advice)
    return edited(text, edits(text, node, expect, now))


def _anew(text: str, node: yaml.Node, advice: Advice) -> str:
    end = "\r\n" if "\r\n" in text else "\n"
    lines = [line for key, value in expectation(advice).items() for line in expected_lines(key, value)]
    start = text.rindex("expect", 0, node.start_mark.index)
    return text[:start] + end.join(["expect:", *lines]) + text[end_of(node) :]


# --- what can be expected now: the same things, as they come out ---


def _now(key: str, value: Any, advice: Advice) -> Any:
    standing: dict[str, str] = {h.id: h.standing for h in advice.hypotheses}
    out: Any
    match key:
        case _ if key in _IS:
            out = _IS[key](advice)
        case "findings":
            found: Mapping[str, object] = {f.id: {"true": True, "false": False}.get(f.status, f.status) for f in advice.findings}
            out = {id_: wanted if str(wanted).lower() == str(found[id_]).lower() else found[id_] for id_, wanted in value.items()}
        case "hypotheses":
            out = {id_: w if (w, standing[id_]) == ("likely", "confirmed") else standing[id_] for id_, w in value.items()}
        case "hypotheses_in":
            out = {id_: words if standing[id_] in words else [standing[id_]] for id_, words in value.items()}
        case "hypotheses_not":
            out = {id_: [GONE if w == standing[id_] else w for w in words] for id_, words in value.items()}
        case "due_dates":
            out = {protocol: _due_date(protocol, day, advice) for protocol, day in value.items()}
        case "next_steps":
            out = [_step(wanted, advice) for wanted in value]
        case "no_next_steps":
            out = [GONE if any(_is_step(s, unwanted) for s in advice.steps) else unwanted for unwanted in value]
        case _:
            wanted_there = not key.startswith("no_") and not key.endswith("_not")
            there = _HAS[key.removeprefix("no_").removesuffix("_not")](advice)
            out = [name if (name in there) == wanted_there else GONE for name in value]
    return out


def _all_of(value: Mapping[str, Any], whole: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {part: whole.get(part, []) for part in value}


def _due_date(protocol: str, day: str, advice: Advice) -> object:
    found = [s.due.isoformat() for s in advice.steps if s.protocol == protocol and s.due]
    return day if day in found else next(iter(found), GONE)


def _step(wanted: Mapping[str, object], advice: Advice) -> object:
    step = next((s for s in advice.steps if _is_step(s, wanted)), None)
    if step is None:
        return GONE
    now: dict[str, object] = {"role": step.role, **term_of(step)}
    return {key: now.get(key, value) for key, value in wanted.items()}


def _is_step(step: Step, wanted: Mapping[str, object]) -> bool:
    return step.protocol == wanted["protocol"] and wanted.get("node", step.node) == step.node


def _without_gone(value: Any) -> Any:
    """Say that a collection of which nothing is left is gone itself; parts that are gone keep their places."""
    if isinstance(value, dict):
        value = {key: _without_gone(each) for key, each in value.items()}
        return GONE if value and all(each is GONE for each in value.values()) else value
    if isinstance(value, list) and value:
        return GONE if all(each is GONE for each in value) else value
    return value
