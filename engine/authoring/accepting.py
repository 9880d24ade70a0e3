"""What a vignette expects, written anew in its text as it comes out now; comments, order and layout stay as people wrote them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import yaml

from engine.authoring.vignettes import expectation, expected_lines, scalar_text
from engine.cases.writing import end_of
from engine.loading.document import read_text
from engine.model.advice import Advice, Step

__all__ = ["accepted"]

_Edit = tuple[int, int, str]  # from where to where in the text, and what comes there
_GONE = object()  # in place of what can no longer be expected

_HAS: dict[str, Callable[[Advice], set[str]]] = {
    "alerts": lambda a: {x.id for x in a.alerts},
    "needs": lambda a: {x.id for x in a.needs},
    "asks": lambda a: {x.fact for x in a.questions},
    "protocols": lambda a: {x.protocol for x in a.steps},
    "interventions": lambda a: {x.id for x in a.interventions},
    "support": lambda a: {a.support.proposed},
}
_IS: dict[str, Callable[[Advice], object]] = {
    "first_alert": lambda a: next((x.id for x in a.alerts), _GONE),
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
    if now is _GONE:
        return _anew(text, node, advice)
    for start, stop, new in sorted(_edits(text, node, expect, now), reverse=True):
        text = text[:start] + new + text[stop:]
    return text


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
            out = {id_: [_GONE if w == standing[id_] else w for w in words] for id_, words in value.items()}
        case "due_dates":
            out = {protocol: _due_date(protocol, day, advice) for protocol, day in value.items()}
        case "next_steps":
            out = [_step(wanted, advice) for wanted in value]
        case "no_next_steps":
            out = [_GONE if any(_is_step(s, unwanted) for s in advice.steps) else unwanted for unwanted in value]
        case _:
            wanted_there = not key.startswith("no_") and not key.endswith("_not")
            there = _HAS[key.removeprefix("no_").removesuffix("_not")](advice)
            out = [name if (name in there) == wanted_there else _GONE for name in value]
    return out


def _all_of(value: Mapping[str, Any], whole: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {part: whole.get(part, []) for part in value}


def _due_date(protocol: str, day: str, advice: Advice) -> object:
    found = [s.due.isoformat() for s in advice.steps if s.protocol == protocol and s.due]
    return day if day in found else next(iter(found), _GONE)


def _step(wanted: Mapping[str, object], advice: Advice) -> object:
    step = next((s for s in advice.steps if _is_step(s, wanted)), None)
    if step is None:
        return _GONE
    now: dict[str, object] = {
        "role": step.role,
        "from": step.start.isoformat() if step.start else None,
        "due": step.due.isoformat() if step.due else None,
        "overdue": step.overdue,
    }
    return {key: now.get(key, value) for key, value in wanted.items()}


def _is_step(step: Step, wanted: Mapping[str, object]) -> bool:
    return step.protocol == wanted["protocol"] and wanted.get("node", step.node) == step.node


def _without_gone(value: Any) -> Any:
    """Say that a collection of which nothing is left is gone itself; parts that are gone keep their places."""
    if isinstance(value, dict):
        value = {key: _without_gone(each) for key, each in value.items()}
        return _GONE if value and all(each is _GONE for each in value.values()) else value
    if isinstance(value, list) and value:
        return _GONE if all(each is _GONE for each in value) else value
    return value


# --- in the text ---


def _edits(text: str, node: yaml.Node, old: Any, new: Any) -> Iterator[_Edit]:
    if isinstance(node, yaml.ScalarNode):
        if old != new or isinstance(old, bool) != isinstance(new, bool):
            yield node.start_mark.index, node.end_mark.index, scalar_text(new)
    elif isinstance(node, yaml.MappingNode):
        parts = [(key.start_mark.index, each, old[key.value], new[key.value]) for key, each in node.value]
        yield from _parts(text, node, parts)
    elif isinstance(node, yaml.SequenceNode) and len(old) == len(new):
        starts = [each.start_mark.index for each in node.value]
        if not node.flow_style:
            starts = [text.rindex("-", 0, start) for start in starts]
        yield from _parts(text, node, list(zip(starts, node.value, old, new, strict=True)))
    elif isinstance(node, yaml.SequenceNode):
        flow = f"[{', '.join(scalar_text(each) for each in new)}]"
        yield node.start_mark.index, end_of(node), flow


def _parts(text: str, node: yaml.CollectionNode, parts: list[tuple[int, yaml.Node, Any, Any]]) -> Iterator[_Edit]:
    """Change the parts of a collection, and take out those that are gone with the comma or the line that was theirs."""
    kept = [i for i, part in enumerate(parts) if part[3] is not _GONE]
    for i, (start, each, old, new) in enumerate(parts):
        if new is not _GONE:
            yield from _edits(text, each, old, new)
        elif not node.flow_style:
            line = text.rfind("\n", 0, start) + 1
            stop = text.find("\n", end_of(each))
            head = start if text[line:start].strip() else line  # the first of a list within a list shares its line
            yield head, (len(text) if stop < 0 else stop + 1), ""
        elif i > kept[0]:  # with the comma before it
            yield end_of(parts[i - 1][1]), end_of(each), ""
        else:
            yield start, parts[i + 1][0], ""
