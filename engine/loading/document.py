"""YAML 1.2 read with the place of every key and value, guarded against hostile files."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from engine.diagnostics import Diagnostic, KnowledgeError, Location, fault
from engine.limits import FILE_BYTES, FILE_DEPTH, FILE_VALUES
from engine.loading.reasons import AFTER_VALUE, INDENTATION, system_reason, yaml_reason

__all__ = ["Document", "Path", "Trail", "bytes_of", "decoded", "read_document", "read_text", "text_of"]

Trail = tuple[str | int, ...]

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TOO_DEEP_FOR_C = "maximum nesting depth"  # libyaml 0.2.6 looks far ahead and gives up before our own guard sees the depth

_NO_TEXT = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what YAML does not take
_LINE = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # where YAML ends a line
_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}


@dataclass(frozen=True, slots=True)
class Document:
    """A file's value with the place of each part, looked up by its trail of keys and indices."""

    file: str
    value: Any
    places: dict[Trail, tuple[int, int]] = field(repr=False)
    keys: dict[Trail, tuple[int, int]] = field(repr=False)
    quoted: set[Trail] = field(default_factory=set, repr=False)
    moved: dict[Trail, tuple[Document, Trail]] = field(default_factory=dict, repr=False)

    def text_start(self, trail: Trail) -> Location:
        """Give the place where the words of a text begin, after an opening quote."""
        document, here = self.written(trail)
        place = document.at(here)
        return Location(place.file, place.line, place.column + (here in document.quoted))

    def at(self, trail: Trail = (), *, key: bool = False) -> Location:
        """Give the place of the value at a trail, or of its key (a part of a list has none); the nearest above when it is absent."""
        document, here = self.written(trail)
        if document is not self:
            return document.at(here, key=key and here[-1:] == trail[-1:])
        table = self.keys if key and trail and isinstance(trail[-1], str) else self.places
        while trail and trail not in table:
            trail = trail[:-1]
        line, column = table.get(trail) or self.places.get(trail, (1, 1))
        return Location(self.file, line, column)

    def written(self, trail: Trail) -> tuple[Document, Trail]:
        """Give the document in which the value at a trail was written, and where: an overlay may have put something else here."""
        for i in range(len(trail), 0, -1):
            if trail[:i] in self.moved:
                document, start = self.moved[trail[:i]]
                return document.written((*start, *trail[i:]))
        return self, trail


def read_document(path: Path, *, name: str | None = None, example: str = "facts:") -> Document:
    """Read one YAML file.

    `name` is how messages call the file. Raises `KnowledgeError` when it cannot be read, is no YAML 1.2,
    or has what we refuse: duplicate keys, aliases, tags, more than one document, great depth or size.
    """
    shown = name or str(path)
    return read_text(text_of(path, shown), shown, example=example)


def text_of(path: Path, shown: str = "") -> str:
    """Give the text of a file, of which no more is read than we take; raises `KnowledgeError` when there is none, or it is no UTF-8."""
    return decoded(bytes_of(path, shown), Location(shown or str(path)))


def bytes_of(path: Path, shown: str = "") -> bytes:
    """Give what is in a file, of which no more is read than we take; raises `KnowledgeError` when there is none, or too much."""
    whole = Location(shown or str(path))
    try:
        if path.is_dir():
            raise KnowledgeError([fault("file.directory", whole)])
        if path.is_fifo() and not path.is_relative_to("/dev"):  # it would wait for ever; what a shell hands over lies in /dev
            raise KnowledgeError([fault("file.pipe", whole)])
        with path.open("rb") as stream:  # a pipe or device tells no size, so read no more than we take
            content = stream.read(FILE_BYTES + 1)
        if len(content) > FILE_BYTES:
            raise KnowledgeError([fault("file.too_large", whole, limit=FILE_BYTES)])
    except (FileNotFoundError, NotADirectoryError):
        raise KnowledgeError([fault("file.missing", whole)]) from None
    except OSError as problem:
        raise KnowledgeError([fault("file.unreadable", whole, why=system_reason(problem))]) from None
    except ValueError:  # a null byte in the path itself
        raise KnowledgeError([fault("file.missing", whole)]) from None
    return content


def decoded(content: bytes, place: Location) -> str:
    """Give the content of a file as text; raises `KnowledgeError` with the place of what is no UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        head = problem.object[: problem.start]
        column = problem.start - (head.rfind(b"\n") + 1) + 1
        where = Location(place.file, head.count(b"\n") + 1, column)
        raise KnowledgeError([fault("file.encoding", where, byte=f"0x{problem.object[problem.start]:02x}")]) from None


def read_text(text: str, file: str, *, example: str = "facts:") -> Document:
    """Read YAML from text; `file` is how messages call it. Raises as `read_document` does."""
    if len(text) > FILE_BYTES:
        raise KnowledgeError([fault("file.too_large", Location(file), limit=FILE_BYTES)])
    text = text.removeprefix("\ufeff")
    if bad := _NO_TEXT.search(text):
        raise KnowledgeError([_character_fault(text, bad.start(), file)])
    try:
        _guard(text, file)
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as problem:
        if _TOO_DEEP_FOR_C in (problem.problem or ""):
            _guard(text, file, yaml.SafeLoader)
        raise KnowledgeError([_syntax_fault(problem, text, file)]) from None
    if root is None:
        raise KnowledgeError([fault("file.empty", Location(file, 1, 1), example=example)])
    builder = _Builder(file)
    value = builder.value(root, ())
    if builder.faults:
        raise KnowledgeError(builder.faults)
    return Document(file, value, builder.places, builder.keys, builder.quoted)


def _guard(text: str, file: str, loader: Any = _Loader) -> None:
    """Refuse what must not reach the composer: depth first of all, since its C form crashes on it."""
    depth = documents = values = 0
    for event in yaml.parse(text, Loader=loader):
        mark: Any = event.start_mark
        where = Location(file, mark.line + 1, mark.column + 1)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise KnowledgeError([fault("yaml.documents", where)])
        elif isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise KnowledgeError([fault("yaml.alias", where)])
        elif isinstance(event, yaml.CollectionStartEvent | yaml.ScalarEvent) and event.tag:
            raise KnowledgeError([fault("yaml.tag", where, tag=event.tag.replace("tag:yaml.org,2002:", "!!"))])
        values += isinstance(event, yaml.NodeEvent)
        if values > FILE_VALUES:
            raise KnowledgeError([fault("yaml.values", where, limit=FILE_VALUES)])
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > FILE_DEPTH:
                raise KnowledgeError([fault("yaml.depth", where, limit=FILE_DEPTH)])
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _syntax_fault(problem: yaml.MarkedYAMLError, text: str, file: str) -> Diagnostic:
    why, at_begin = yaml_reason(problem.problem or "")
    mark = (problem.context_mark if at_begin else None) or problem.problem_mark or problem.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = _LINE.split(text)
    source = lines[line] if line < len(lines) else ""
    before = source[:column]
    if "\t" in source[: len(source) - len(source.lstrip())] or source[column : column + 1] == "\t":
        return fault("yaml.tab", Location(file, line + 1, source.index("\t") + 1))
    if why is INDENTATION and before.strip(" -"):
        why = AFTER_VALUE
    return fault("yaml.syntax", Location(file, line + 1, column + 1), why=why)


def _character_fault(text: str, position: int, file: str) -> Diagnostic:
    *above, head = _LINE.split(text[:position])
    return fault("yaml.control", Location(file, len(above) + 1, len(head) + 1), why=f"U+{ord(text[position]):04X}")


class _Builder:
    """Turns composed nodes into plain values, by the YAML 1.2 core schema, keeping places."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.places: dict[Trail, tuple[int, int]] = {}
        self.keys: dict[Trail, tuple[int, int]] = {}
        self.quoted: set[Trail] = set()
        self.faults: list[Diagnostic] = []

    def value(self, node: Any, trail: Trail) -> Any:
        """Build one node."""
        mark = node.start_mark
        self.places[trail] = (mark.line + 1, mark.column + 1)
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, trail))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*trail, i)) for i, child in enumerate(node.value)]
        if node.style in ("'", '"'):
            self.quoted.add(trail)
        return _scalar(node)

    def _pairs(self, node: yaml.MappingNode, trail: Trail) -> Iterator[tuple[str, Any]]:
        seen: dict[str, int] = {}
        for key, child in node.value:
            where = Location(self.file, key.start_mark.line + 1, key.start_mark.column + 1)
            if not isinstance(key, yaml.ScalarNode):
                self.faults.append(fault("yaml.key", where))
                continue
            name = str(key.value)
            if name in seen:
                self.faults.append(fault("yaml.duplicate", where, key=name, line=seen[name]))
                continue
            seen[name] = where.line
            self.keys[(*trail, name)] = (where.line, where.column)
            yield name, self.value(child, (*trail, name))


def _scalar(node: yaml.ScalarNode) -> bool | float | str | None:
    text = str(node.value)
    if node.style:  # quoted, or a block: always text
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text):
        return int(text) if len(text) < 19 else _finite(text)  # noqa: PLR2004 - beyond 64 bits
    if _FLOAT.fullmatch(text):
        return _finite(text)
    return text


def _finite(text: str) -> float | str:
    """Give a number, or its text when it is too large to keep."""
    number = float(text)
    return number if math.isfinite(number) else text
