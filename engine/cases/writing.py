"""An observation written into the text of a case file: one line more, and all else stays as people wrote it.

The place is found in the YAML; the text itself is changed. A YAML library that writes a whole file anew was tried
(ruamel.yaml) and changed lines that nobody had touched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import yaml

from engine.model.case import Observation

__all__ = ["composed", "end_of", "line_after", "scalar", "with_answer"]

UNKNOWN = "unknown"
_ORDER_MARK = "\ufeff"
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_RESERVED = ("true", "false", "null", "yes", "no", "on", "off", "y", "n", UNKNOWN)
# never as it is in YAML, or turning round what an editor shows after it
_UNWRITTEN = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_HEAD = ("case", "title", "as_of")  # what stands before the facts


def with_answer(text: str, answer: Observation, note: str = "") -> str:
    """Give the text of a sound case file with one more observation; a value of None is written as `unknown`.

    An `unknown` of which nobody recorded who said so gives way; everything else that was said stays beside it.
    """
    if text.startswith(_ORDER_MARK):
        return _ORDER_MARK + with_answer(text.removeprefix(_ORDER_MARK), answer, note)
    end = "\r\n" if "\r\n" in text else "\n"
    entry = _entry(answer, note)
    root = composed(text)
    if not isinstance(root, yaml.MappingNode):
        raise TypeError(type(root))
    facts = _value(root, "facts")
    if facts is None:
        return _after_head(text, root, f"facts:{end}  {answer.fact}: {entry}", end)
    if not isinstance(facts, yaml.MappingNode) or not facts.value:
        at = facts.start_mark.index
        rest = text[facts.end_mark.index :] if isinstance(facts, yaml.MappingNode) else text[at:]
        return _tidy(text[:at]) + f"{end}  {answer.fact}: {entry}" + rest
    known = _value(facts, answer.fact)
    if known is not None:
        return _beside(text, known, entry, end)
    if facts.flow_style:
        at = end_of(facts.value[-1][1])
        return f"{text[:at]}, {answer.fact}: {entry}{text[at:]}"
    column = facts.value[0][0].start_mark.column
    return line_after(text, end_of(facts.value[-1][1]), f"{' ' * column}{answer.fact}: {entry}", end)


def composed(text: str) -> yaml.Node | None:
    """Compose a text; what reading takes (a tab after a colon) and the Python form of the library does not, its C form does."""
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _entry(o: Observation, note: str) -> str:
    parts: dict[str, object] = {"value": UNKNOWN if o.value is None else o.value}
    parts |= {key: value for key, value in (("by", o.by), ("who", o.who), ("date", o.date), ("note", note)) if value}
    shown = [f"{key}: {value.isoformat() if key == 'date' and o.date else scalar(value)}" for key, value in parts.items()]  # type: ignore[attr-defined]
    return f"{{{', '.join(shown)}}}"


def scalar(value: object) -> str:
    """Write a value as YAML takes it."""
    match value:
        case bool():
            return "true" if value else "false"
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
    text = str(value)
    if text == UNKNOWN or (_PLAIN.fullmatch(text) and text.lower() not in _RESERVED):
        return text
    whole = text.encode("utf-8", "replace").decode()  # half a character cannot be kept at all
    return _UNWRITTEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(whole, ensure_ascii=False))


# --- places in the text ---


def _value(node: yaml.MappingNode, key: str) -> yaml.Node | None:
    return next((value for name, value in node.value if name.value == key), None)


def end_of(node: yaml.Node) -> int:
    """Give where the text of a node ends; what is written in blocks ends where its last part does."""
    if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return end_of(last[1] if isinstance(last, tuple) else last)


def line_after(text: str, at: int, line: str, end: str) -> str:
    """Put a line after the one in which a place lies."""
    if at and text[at - 1] == "\n":  # a text over several lines ends at the beginning of the next
        return f"{text[:at]}{line}{end}{text[at:]}"
    stop = text.find("\n", at)
    if stop < 0:
        return f"{text}{end}{line}{end}"
    return f"{text[: stop + 1]}{line}{end}{text[stop + 1 :]}"


def _after_head(text: str, root: yaml.MappingNode, lines: str, end: str) -> str:
    """Put lines after the first lines of a case."""
    if root.flow_style:
        at = end_of(root.value[-1][1])
        fact, _, entry = lines.partition(f":{end}")[2].strip().partition(": ")
        return f"{text[:at]}, facts: {{{fact}: {entry}}}{text[at:]}"
    at = max(end_of(value) for name, value in root.value if name.value in _HEAD)
    return line_after(text, at, lines, end)


def _tidy(text: str) -> str:
    return text.rstrip(" ")


# --- beside what was said before ---


def _beside(text: str, known: yaml.Node, entry: str, end: str) -> str:
    start, stop = known.start_mark.index, end_of(known)
    said = text[start:stop]
    if not isinstance(known, yaml.CollectionNode):
        return text[:start] + (entry if known.value == UNKNOWN else f"[{{value: {said}}}, {entry}]") + text[stop:]
    if known.flow_style:
        both = f"{said.rstrip()[:-1].rstrip()}, {entry}]" if isinstance(known, yaml.SequenceNode) else f"[{said}, {entry}]"
        return text[:start] + both + text[stop:]
    column = known.start_mark.column
    if isinstance(known, yaml.SequenceNode):
        return line_after(text, stop, f"{' ' * column}- {entry}", end)
    return line_after(
        "".join(_as_item(text, start, stop, column)), stop + 2 * (1 + text.count("\n", start, stop)), f"{' ' * column}- {entry}", end
    )


def _as_item(text: str, start: int, stop: int, column: int) -> Iterator[str]:
    """Make an entry that is written over several lines the first of a list."""
    yield text[:start] + "- "
    yield text[start:stop].replace("\n" + " " * column, "\n" + " " * (column + 2))
    yield text[stop:]
