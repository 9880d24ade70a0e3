"""Single faults that a person could make in the knowledge files, at every place where they can be made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from engine.loading.document import Document, Trail
from engine.model.rules import STRENGTHS
from tests.mutations.editing import Edits

__all__ = ["KINDS", "Fault", "faults_of", "sample"]

_ASKED = {"when", "unless", "trigger", "insufficient", "insufficient_unless", "from", *STRENGTHS}  # keys under which conditions stand
_NAME = re.compile(r"\b[a-z_]+(?:\.[a-z_]+)+\b")
_LINKS = ("leads_to", "addresses", "asks", "needs", "informants", "with")
_TURNED = dict(zip(STRENGTHS, reversed(STRENGTHS), strict=True))
_SHIFTED = {"confirms": "strong", "strong": "supports", "supports": "strong", "opposes": "strongly_opposes"}
_SHIFTED |= {"strongly_opposes": "opposes", "excludes": "strongly_opposes"}


@dataclass(frozen=True, slots=True)
class Fault:
    """What was done wrong where, and the text of the whole file after it."""

    kind: str
    file: str
    line: int
    said: str
    text: str


Found = tuple[Trail, str, str | None]  # where, what was done, and the text after it
Maker = Callable[[Edits, dict[str, list[str]]], Iterator[Found]]


# --- walking a file ---


def _nodes(node: Any, trail: Trail = ()) -> Iterator[tuple[Trail, Any]]:
    yield trail, node
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for step, child in children:
        yield from _nodes(child, (*trail, step))


def _conditions(d: Document) -> Iterator[tuple[Trail, str]]:
    """Give the texts of conditions, and of the parts of those that are written as lists; cells of tables are none."""
    for trail, node in _nodes(d.value):
        if isinstance(node, str) and _ASKED & set(map(str, trail)) and not {"nl", "en", "source", "basis"} & set(map(str, trail)):
            yield trail, node


def _keyed(d: Document, *keys: str) -> Iterator[tuple[Trail, Any]]:
    yield from ((trail, node) for trail, node in _nodes(d.value) if trail and trail[-1] in keys)


def _in_text(pattern: str, new: Callable[[re.Match[str]], str | None]) -> Maker:
    """Make the faults that replace what a pattern finds in conditions."""

    def make(e: Edits, _known: dict[str, list[str]]) -> Iterator[Found]:
        for trail, text in _conditions(e.document):
            for match in re.finditer(pattern, text):
                other = new(match)
                if other is not None:
                    yield trail, f"`{match[0]}` → `{other}`", e.replaced(trail, match[0], other, at=match.start())

    return make


def _cutting(*keys: str) -> Maker:
    def make(e: Edits, _known: dict[str, list[str]]) -> Iterator[Found]:
        for trail, node in _keyed(e.document, *keys):
            yield trail, f"without `{trail[-1]}: {_short(node)}`", e.cut(trail)

    return make


def _entry_cut(*keys: str) -> Maker:
    """Make the faults that leave out one entry of a list."""

    def make(e: Edits, _known: dict[str, list[str]]) -> Iterator[Found]:
        for trail, node in _keyed(e.document, *keys):
            for i, each in enumerate(node if isinstance(node, list) else ()):
                yield (*trail, i), f"`{trail[-1]}` without `{_short(each)}`", e.cut((*trail, i))

    return make


def _swapped(key: str, others: Callable[[dict[str, list[str]], str, Trail], list[str]]) -> Maker:
    """Make the faults that put another value in place."""

    def make(e: Edits, known: dict[str, list[str]]) -> Iterator[Found]:
        for trail, node in _keyed(e.document, key):
            for other in others(known, str(node), trail)[:2]:
                yield trail, f"`{key}: {node}` → `{other}`", e.replaced(trail, str(node), other)

    return make


def _short(node: Any) -> str:
    text = str(node)
    return text if len(text) <= 60 else f"{text[:59]}…"


# --- the kinds ---


def _numbers(step: int) -> Maker:
    def make(e: Edits, _known: dict[str, list[str]]) -> Iterator[Found]:
        for trail, node in _keyed(e.document, "value"):
            if trail[0] == "parameters" and isinstance(node, int | float):
                shifted = node + step if abs(node) >= 2 else node + step / 10
                yield trail, f"{trail[1]}: {node:g} → {shifted:g}", e.replaced(trail, f"{node:g}", f"{shifted:g}")

    return make


def _misspelt(e: Edits, _known: dict[str, list[str]]) -> Iterator[Found]:
    for trail, text in _conditions(e.document):
        for match in _NAME.finditer(text):
            name = match[0]
            wrong = name[:-2] + name[-1] + name[-2] if name[-1] != name[-2] else name[:-1]
            yield trail, f"`{name}` → `{wrong}`", e.replaced(trail, name, wrong, at=match.start())


def _another_name(e: Edits, known: dict[str, list[str]]) -> Iterator[Found]:
    """Take a neighbour of the same kind for what was meant."""
    for trail, text in _conditions(e.document):
        for match in _NAME.finditer(text):
            kind = next((names for names in known.values() if match[0] in names), [])
            near = [n for n in kind if n != match[0] and n.split(".")[0] == match[0].split(".")[0]]
            if near and not re.match(r"\s*[<>=(+\-*/]| in | between ", text[match.end() :]):
                other = near[len(text) % len(near)]
                yield trail, f"`{match[0]}` → `{other}`", e.replaced(trail, match[0], other, at=match.start())


def _turned_round(e: Edits, _known: dict[str, list[str]]) -> Iterator[Found]:
    """Say the opposite of a condition that is one name."""
    for trail, text in _conditions(e.document):
        if _NAME.fullmatch(text) and trail[0] != "measures":
            yield trail, f"`{text}` → `not({text})`", e.replaced(trail, text, f"not({text})")


def _all_and_any(e: Edits, _known: dict[str, list[str]]) -> Iterator[Found]:
    for trail, _ in _nodes(e.document.value):
        if trail and trail[-1] in ("all", "any") and _ASKED & set(map(str, trail)):
            old = str(trail[-1])
            new = {"all": "any", "any": "all"}[old]
            yield trail, f"`{old}` → `{new}`", e.replaced(trail, old, new, key=True)


def _strength(table: dict[Any, Any]) -> Maker:
    def make(e: Edits, _known: dict[str, list[str]]) -> Iterator[Found]:
        for trail, _ in _nodes(e.document.value):
            if trail and trail[-1] in STRENGTHS and "arguments" in trail:
                old = str(trail[-1])
                yield trail, f"{trail[1]}: `{old}` → `{table[old]}`", e.replaced(trail, old, table[old], key=True)

    return make


def _part_cut(e: Edits, _known: dict[str, list[str]]) -> Iterator[Found]:
    """Leave out a part of a condition that is written as a list."""
    for trail, node in _nodes(e.document.value):
        if trail and trail[-1] in ("all", "any", "at_least") and isinstance(node, list) and _ASKED & set(map(str, trail)):
            for i, part in enumerate(node):
                yield (*trail, i), f"`{trail[-1]}` without `{_short(part)}`", e.cut((*trail, i))


def _guards_cut(e: Edits, _known: dict[str, list[str]]) -> Iterator[Found]:
    for trail, node in _keyed(e.document, "when", "otherwise"):
        if "next" in trail:
            yield trail, f"way without `{trail[-1]}: {_short(node)}`", e.cut(trail)


def _conditions_cut(e: Edits, _known: dict[str, list[str]]) -> Iterator[Found]:
    """Leave out what an intervention, a form, an aim or a start asks for."""
    for trail, node in _keyed(e.document, "when"):
        if not {"next", "rules", "rows", "criteria"} & set(map(str, trail)):
            yield trail, f"without `when: {_short(node)}`", e.cut(trail)


def _led_elsewhere(*, back: bool) -> Maker:
    """Let a way lead to another step of its protocol; `back` to one that stands before it, which makes a loop."""

    def make(e: Edits, _known: dict[str, list[str]]) -> Iterator[Found]:
        tasks = list(e.document.value.get("tasks", {}))
        for trail, node in _keyed(e.document, "to"):
            here = tasks.index(str(trail[1])) if str(trail[1]) in tasks else 0
            others = tasks[1 : here + 1] if back else tasks[here + 1 :]
            others = [t for t in others if t != node]
            if others:
                other = others[len(str(trail)) % len(others)]
                yield trail, f"{trail[1]}: way to `{node}` → `{other}`", e.replaced(trail, str(node), other)

    return make


def _same_words(e: Edits, _known: dict[str, list[str]]) -> Iterator[Found]:
    for trail, node in _keyed(e.document, "en"):
        if isinstance(node, str) and isinstance(_sibling(e.document, trail, "nl"), str):
            yield trail, f"no English for `{_short(node)}`", e.replaced(trail, node, str(_sibling(e.document, trail, "nl")))


def _sibling(d: Document, trail: Trail, key: str) -> Any:
    node = d.value
    for step in trail[:-1]:
        node = node[step]
    return node.get(key)


def _rows(e: Edits, _known: dict[str, list[str]]) -> Iterator[Found]:
    """Let a row of a table say what another row says."""
    for trail, node in _keyed(e.document, "then"):
        rows = e.document.value["tables"][trail[1]]["rows"]
        others = [r["then"] for r in rows if r["then"] != node]
        if others:
            yield (*trail, 0), f"{trail[1]}: {node} → {others[0]}", e.replaced((*trail, 0), str(node[0]), str(others[0][0]))


def _cells(e: Edits, _known: dict[str, list[str]]) -> Iterator[Found]:
    for trail, node in _keyed(e.document, "when"):
        if "rows" in trail and isinstance(node, list):
            for i, cell in enumerate(node):
                if cell != "-":
                    old = str(cell).lower() if isinstance(cell, bool) else str(cell)
                    yield (
                        (*trail, i),
                        f"{trail[1]}: cell `{old}` → `-`",
                        e.replaced((*trail, i), old, '"-"' if (*trail, i) not in e.document.quoted else "-"),
                    )


def _first_formula(e: Edits, _known: dict[str, list[str]]) -> Iterator[Found]:
    for trail, node in _keyed(e.document, "from"):
        if trail[0] == "measures":
            yield from (((*trail, i), f"{trail[1]}: `{_short(each)}` first", e.moved_first((*trail, i))) for i, each in enumerate(node))


def _others(kind: str) -> Callable[[dict[str, list[str]], str, Trail], list[str]]:
    def others(known: dict[str, list[str]], now: str, trail: Trail) -> list[str]:
        names = [n for n in known[kind] if n != now]
        start = sum(map(len, map(str, trail))) % max(1, len(names))
        return names[start:] + names[:start]

    return others


def _among(*values: str) -> Callable[[dict[str, list[str]], str, Trail], list[str]]:
    return lambda _known, now, _trail: [v for v in values if v != now] if now in values else []


_LAYERS = ("universal", "in_class", "in_school", "above_school")
KINDS: dict[str, Maker] = {
    "threshold raised": _numbers(1),
    "threshold lowered": _numbers(-1),
    "constant shifted": _in_text(r"(?<=[<>=] )\d+", lambda m: str(int(m[0]) + 1)),
    "value outside its range": _in_text(
        r"(\b[a-z_.]*(?:percent|percentile|year|subjects)\b)( [<>]=?) ([a-z_]+|\d+)\b", lambda m: f"{m[1]}{m[2]} 10000"
    ),
    "comparison turned": _in_text(r"[<>]=?", lambda m: {"<": ">", ">": "<", "<=": ">=", ">=": "<="}[m[0]]),
    "bound moved in or out": _in_text(r"[<>]=?", lambda m: {"<": "<=", ">": ">=", "<=": "<", ">=": ">"}[m[0]]),
    "choice misspelt": _in_text(r'"[a-z_]{3,}"', lambda m: m[0][:-2] + m[0][-3] + '"'),
    "not forgotten": _in_text(r"not\(([a-z_.]+)\)", lambda m: m[1]),
    "condition turned round": _turned_round,
    "all for any": _all_and_any,
    "part of a condition removed": _part_cut,
    "id misspelt": _misspelt,
    "another fact taken": _another_name,
    "argument turned round": _strength(_TURNED),
    "argument made weaker or stronger": _strength(_SHIFTED),
    "argument removed": _entry_cut("arguments"),
    "criterion or rule removed": _entry_cut("criteria", "rules", "rows"),
    "condition dropped": _conditions_cut,
    "exception dropped": _cutting("unless", "insufficient_unless", "insufficient"),
    "guard dropped": _guards_cut,
    "edge removed": _entry_cut("next"),
    "edge led elsewhere": _led_elsewhere(back=False),
    "loop made": _led_elsewhere(back=True),
    "on started forgotten": _cutting("on", "escalates", "returns"),
    "term removed": _cutting("term"),
    "term swapped": _swapped("within", _others("terms")),
    "role swapped": _swapped("role", _others("roles")),
    "who leads swapped": _swapped("leads", _others("roles")),
    "level swapped": _swapped("level", _among(*_LAYERS)),
    "layer swapped": _swapped("layer", _among(*_LAYERS)),
    "severity swapped": _swapped("severity", _among("urgent", "warning", "note")),
    "privacy swapped": _swapped("privacy", _among("ordinary", "sensitive", "health", "safety")),
    "link lost": _entry_cut(*_LINKS),
    "implication lost": _entry_cut("implies"),
    "implication removed": _cutting("implies"),
    "row says another thing": _rows,
    "cell widened": _cells,
    "formula moved up": _first_formula,
    "formula removed": _entry_cut("from"),
    "translation lost": _same_words,
    "source lost": _cutting("source", "basis"),
    "question lost": _cutting("question", "denied"),
}


def faults_of(kind: str, edits: dict[str, Edits], known: dict[str, list[str]]) -> Iterator[Fault]:
    """Give every fault of a kind that can be made."""
    for file, each in edits.items():
        before = "".join(each.lines)
        for trail, said, text in KINDS[kind](each, known):
            if text is not None and text != before:
                yield Fault(kind, file, each.document.at(trail).line, said, text)


def sample(edits: dict[str, Edits], known: dict[str, list[str]], seed: int, each: int, kinds: Iterable[str] = KINDS) -> list[Fault]:
    """Take some faults of each kind by lot: the same ones for the same files and seed."""
    out = []
    for kind in kinds:
        found = list(faults_of(kind, edits, known))
        out += Random(f"{seed} {kind}").sample(found, min(each, len(found)))  # noqa: S311 - no secret
    return out
