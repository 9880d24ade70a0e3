"""One thing put, added or taken away in the text of a YAML file: comments, order and layout of all else stay as people wrote them.

The place is found in the YAML and the text itself is changed; then the text is read again, and only what was asked for may be otherwise.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import yaml

from engine.authoring.vignettes import scalar_text
from engine.cases.writing import composed, end_of, line_after, scalar
from engine.diagnostics import KnowledgeError, Location, fault
from engine.loading.document import Trail, read_text
from engine.loading.overlay import is_same

__all__ = ["GONE", "Edit", "added", "dropped", "edited", "edits", "put"]

Edit = tuple[int, int, str]  # from where to where in the text, and what comes there
GONE = object()  # in place of what is no longer there
_SIMPLE = re.compile(r"[\w .:,;§()'’%/=<>+-]*")  # a text of these is written as vignettes write theirs
_WIDE = 100  # characters of an entry in braces


def put(text: str, file: str, trail: Trail, value: Any) -> str:
    """Give the text with a value at a trail of keys (and places in lists that are there), made where it is missing.

    Raises `KnowledgeError` with the faults of a text that cannot be read, or when nothing can be put there.
    """
    old = _read(text, file)
    try:
        new = _with(old, trail, value)
    except (TypeError, LookupError, ValueError):  # something else stands there than keys or a list with that place
        raise _unfit(file, trail) from None
    return _checked(_put(text, trail, value), file, new, trail)


def added(text: str, file: str, trail: Trail, entry: Any) -> str:
    """Give the text with an entry at the end of the list at a trail, which is made where it is missing; raises as `put` does."""
    old = _read(text, file)
    there = _at(old, trail)
    if not there:
        return put(text, file, trail, [entry])
    new = _with(old, trail, [*there, entry])
    node = _node(composed(text), trail)
    assert isinstance(node, yaml.SequenceNode)  # noqa: S101 - it is a list that is not empty
    stop, end = end_of(node), _end(text)
    if node.flow_style:
        made = f"{text[:stop].rstrip()[:-1].rstrip()}, {_flow(entry)}]{text[stop:]}"
    else:
        made = line_after(text, stop, end.join(_item(entry, node.start_mark.column)), end)
    return _checked(made, file, new, trail)


def dropped(text: str, file: str, trail: Trail) -> str:
    """Give the text without what is at a trail, and without what would be left empty by that; raises as `put` does."""
    old = _read(text, file)
    while len(trail) > 1 and len(_at(old, trail[:-1])) == 1:
        trail = trail[:-1]
    new = copy.deepcopy(old)
    del _at(new, trail[:-1])[trail[-1]]
    marked = copy.deepcopy(old)
    _at(marked, trail[:-1])[trail[-1]] = GONE
    return _checked(edited(text, edits(text, composed(text), old, marked)), file, new, trail)


# --- values ---


def _read(text: str, file: str) -> Any:
    """Read a text; one with nothing in it but remarks says nothing yet."""
    if all(not line.strip() or line.lstrip().startswith("#") for line in text.splitlines()):
        return {}
    return read_text(text, file).value


def _at(value: Any, trail: Trail) -> Any:
    step: Any
    for step in trail:
        if not isinstance(value, dict | list) or (isinstance(value, dict) and step not in value):
            return None
        value = value[step]
    return value


def _with(old: Any, trail: tuple[Any, ...], value: Any) -> Any:
    """Give a value with another at a trail."""
    if not trail:
        return value
    new: Any = copy.copy(old) if isinstance(old, list) else dict(old or {})
    inner = new[trail[0]] if isinstance(new, list) else new.get(trail[0])
    new[trail[0]] = _with(inner, trail[1:], value)
    return new


def _checked(text: str, file: str, wanted: Any, trail: Trail) -> str:
    """Give a text that says what it should; raises `KnowledgeError` where it would not."""
    try:
        if _alike(read_text(text, file).value, wanted):
            return text
    except KnowledgeError:
        pass
    raise _unfit(file, trail)


def _unfit(file: str, trail: Trail) -> KnowledgeError:
    return KnowledgeError([fault("draft.unfit", Location(file), name=".".join(map(str, trail)))])


def _alike(one: Any, other: Any) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_alike(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_alike, one, other))
    return is_same(one, other)


# --- places ---


def _node(node: yaml.Node | None, trail: Trail) -> yaml.Node | None:
    for step in trail:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == step), None)
        else:
            return None
    return node


def _put(text: str, trail: Trail, value: Any) -> str:
    root, end = composed(text), _end(text)
    deepest = next(n for n in range(len(trail), -1, -1) if n == 0 or _node(root, trail[:n]) is not None)
    node = _node(root, trail[:deepest])
    rest: Any = value
    for step in reversed(trail[deepest:]):
        rest = {step: rest}
    if deepest == len(trail) or not isinstance(node, yaml.MappingNode) or not node.value:
        return _in_place(text, node, rest, deepest, end)
    if node.flow_style:
        at = end_of(node.value[-1][1])
        return f"{text[:at]}, {_flow(rest)[1:-1]}{text[at:]}"
    lines = end.join(_lines(rest, node.value[0][0].start_mark.column))
    if deepest == 0 and not isinstance(rest[trail[0]], dict | list) and (head := _head_of(node)):
        return line_after(text, end_of(head), lines, end)
    if deepest == 0:  # a new part of the file has a line to itself, after all that is there
        return f"{text.rstrip()}{end}{end}{lines}{end}"
    return line_after(text, end_of(node), lines, end)


def _in_place(text: str, node: yaml.Node | None, value: Any, depth: int, end: str) -> str:
    """Write a value where another stands, or where nothing stands yet."""
    if node is None or depth == 0:  # a file with nothing in it but remarks
        return f"{text.rstrip()}{end}{end if text.strip() else ''}{end.join(_lines(value, 0))}{end}".lstrip("\r\n")
    start, stop = node.start_mark.index, end_of(node)
    if not isinstance(value, dict | list) or not value or (isinstance(node, yaml.CollectionNode) and node.flow_style and node.value):
        gap = " " if start and text[start - 1] == ":" else ""
        return f"{text[:start]}{gap}{_flow(value)}{text[stop:]}"
    column = _column_of_line(text, start) + 2
    lines = end.join(_lines(value, column) if isinstance(value, dict) else _items(value, column))
    colon = text.rindex(":", 0, start + 1)
    return f"{text[: colon + 1]}{end}{lines}{text[stop:]}"


def _head_of(root: yaml.MappingNode) -> yaml.Node | None:
    """Give the last of the short values with which a file begins, each on the line after the one before."""
    head = None
    for key, value in root.value:
        if not isinstance(value, yaml.ScalarNode) or (head is not None and key.start_mark.line != head.end_mark.line + 1):
            break
        head = value
    return head


def _column_of_line(text: str, at: int) -> int:
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return len(line) - len(line.lstrip(" -"))


def _end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


# --- what is written ---


def _scalar(value: Any) -> str:
    return scalar_text(value) if not isinstance(value, str) or _SIMPLE.fullmatch(value) else scalar(value)


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_scalar(key)}: {_flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_flow, value))}]"
    return _scalar(value)


def _lines(value: Mapping[str, Any], column: int) -> Iterator[str]:
    pad = " " * column
    for key, each in value.items():
        if isinstance(each, Mapping) and each:
            yield f"{pad}{_scalar(key)}:"
            yield from _lines(each, column + 2)
        elif isinstance(each, list) and each and isinstance(each[0], Mapping):
            yield f"{pad}{_scalar(key)}:"
            yield from _items(each, column + 2)
        else:
            yield f"{pad}{_scalar(key)}: {_flow(each)}"


def _items(value: Iterable[Any], column: int) -> Iterator[str]:
    for each in value:
        yield from _item(each, column)


def _item(entry: Any, column: int) -> Iterator[str]:
    """Write an entry of a list: on one line where it is short, else each of its parts on a line."""
    pad, short = " " * column, _flow(entry)
    if not isinstance(entry, Mapping) or len(short) <= _WIDE:
        yield f"{pad}- {short}"
        return
    first, *more = _lines(entry, column + 2)
    yield f"{pad}- {first.strip()}"
    yield from more


# --- many things of a text at once ---


def edited(text: str, changes: Iterable[Edit]) -> str:
    """Give a text with edits made in it, none of which touches another."""
    for start, stop, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[stop:]
    return text


def edits(text: str, node: yaml.Node | None, old: Any, new: Any) -> Iterator[Edit]:
    """Give what to change so that a node that says `old` says `new`: the same keys, some of whose values may be `GONE`."""
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


def _parts(text: str, node: yaml.CollectionNode, parts: list[tuple[int, yaml.Node, Any, Any]]) -> Iterator[Edit]:
    """Change the parts of a collection, and take out those that are gone with the comma or the line that was theirs."""
    kept = [i for i, part in enumerate(parts) if part[3] is not GONE]
    for i, (start, each, old, new) in enumerate(parts):
        if new is not GONE:
            yield from edits(text, each, old, new)
        elif not node.flow_style:
            line = text.rfind("\n", 0, start) + 1
            stop = text.find("\n", end_of(each))
            head = start if text[line:start].strip() else line  # the first of a list within a list shares its line
            yield head, (len(text) if stop < 0 else stop + 1), ""
        elif i > kept[0]:  # with the comma before it
            yield end_of(parts[i - 1][1]), end_of(each), ""
        else:
            yield start, parts[i + 1][0], ""
