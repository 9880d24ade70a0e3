"""The DMN Technology Compatibility Kit as it lies in its folders: models, test cases, and what they give and expect."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

from engine.language.constants import parse_date, parse_duration
from engine.language.syntax import Duration

ROOT = Path(__file__).resolve().parents[2]
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"

Value = bool | float | str | date | Duration | None


@dataclass(frozen=True)
class Given:
    """What the kit gives or expects: a value, or nothing that we have values for (`kind` says what)."""

    value: Value = None
    kind: str = "null"


@dataclass(frozen=True)
class Decision:
    """A decision of a model: its expression, what it rests on, and the type that it declares."""

    name: str
    text: str | None
    logic: str
    declared: str
    rests_on: tuple[str, ...]


@dataclass(frozen=True)
class Model:
    """A DMN model: its decisions and the types of its inputs, by name."""

    decisions: Mapping[str, Decision]
    inputs: Mapping[str, str]


@dataclass(frozen=True)
class Expectation:
    """One expected result of one test case."""

    file: str
    case: str
    model: Path
    decision: str
    inputs: Mapping[str, Given]
    expected: Given

    @property
    def id(self) -> str:
        """Name the test by file, case and decision."""
        return f"{self.file} {self.case} {self.decision}"


def kit() -> Path | None:
    """Find the kit."""
    named = os.environ.get("WEGWIJZER_SHARED")
    folder = (Path(named) if named else ROOT.parent / "shared") / "dmn-tck"
    return folder if folder.is_dir() else None


def expectations_of(folder: Path) -> Iterator[Expectation]:
    """Read every test of a kit, in the order of its files."""
    for path in sorted(folder.rglob("*-test-*.xml")):
        root = _root(path)
        model = path.parent / _text(_child(root, "modelName"))
        for case in _all(root, "testCase"):
            inputs = {node.get("name", ""): _given(node) for node in _all(case, "inputNode")}
            for result in _all(case, "resultNode"):
                expected = _child(result, "expected")
                given = Given() if expected is None else _given(expected)
                yield Expectation(path.stem, case.get("id", ""), model, result.get("name", ""), inputs, given)


def read_model(path: Path) -> Model:
    """Read a DMN model of any version."""
    root = _root(path)
    names = {node.get("id", ""): node.get("name", "") for node in root}
    types = {node.get("name", ""): _text(_child(node, "typeRef")) for node in _all(root, "itemDefinition") if _is_plain(node)}
    decisions = {node.get("name", ""): _decision(node, names, types) for node in _all(root, "decision")}
    inputs = {node.get("name", ""): _declared(node, types) for node in _all(root, "inputData")}
    return Model(decisions, inputs)


def _decision(node: ET.Element, names: Mapping[str, str], types: Mapping[str, str]) -> Decision:
    beside = {"description", "question", "allowedAnswers", "variable", "extensionElements"}
    logic = next((n for n in node if _tag(n) not in beside and not _tag(n).endswith("Requirement")), None)
    required = [_child(r, "requiredDecision") for r in _all(node, "informationRequirement")]
    rests_on = tuple(names.get(r.get("href", "").lstrip("#"), "") for r in required if r is not None)
    text = _text(_child(logic, "text")) if logic is not None and _tag(logic) == "literalExpression" else None
    return Decision(node.get("name", ""), text, "nothing" if logic is None else _tag(logic), _declared(node, types), rests_on)


def _is_plain(item: ET.Element) -> bool:
    return item.get("isCollection") != "true" and _child(item, "allowedValues") is None and _child(item, "typeConstraint") is None


def _declared(node: ET.Element, types: Mapping[str, str]) -> str:
    variable = _child(node, "variable")
    name = "" if variable is None else variable.get("typeRef", "")
    for _ in types:
        name = types.get(name, name)
    return name.split(":")[-1]


def _given(node: ET.Element) -> Given:  # noqa: PLR0911 - one line a type
    value = _child(node, "value")
    if value is None:
        return Given(kind=next((_tag(child) for child in node), "null"))
    if value.get(f"{XSI}nil") == "true":
        return Given()
    kind, text = value.get(f"{XSI}type", "string").split(":")[-1], value.text or ""
    match kind:
        case "boolean":
            return Given(text.strip() == "true", kind)
        case "string":
            return Given(text, kind)
        case "decimal" | "double" | "float" | "integer" | "int" | "long":
            return Given(float(text), "number")
        case "date" if day := parse_date(text.strip()):
            return Given(day, kind)
        case "duration" if length := parse_duration(text.strip()):
            return Given(length, length.unit)
    return Given(kind=kind)


def _root(path: Path) -> ET.Element:
    return ET.parse(path).getroot()  # noqa: S314 - the kit is read by its own tests only


def _tag(node: ET.Element) -> str:
    return node.tag.split("}")[-1]


def _all(node: ET.Element, tag: str) -> list[ET.Element]:
    return [child for child in node if _tag(child) == tag]


def _child(node: ET.Element | None, tag: str) -> ET.Element | None:
    return None if node is None else next(iter(_all(node, tag)), None)


def _text(node: ET.Element | None) -> str:
    return "" if node is None else (node.text or "").strip()
