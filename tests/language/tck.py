"""Which expressions of the DMN conformance kit lie within our profile, and what we make of them.

`python -m tests.language.tck` writes docs/tck.md where the kit is there: in the folder `dmn-tck` of the folder that
WEGWIJZER_SHARED names, or of `shared` beside the project.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn

from engine.diagnostics import KnowledgeError
from engine.inference.evaluation import truth_function
from engine.inference.truth import STATUS, UNKNOWN
from engine.inference.working_memory import WorkingMemory, remember
from engine.knowledge.functions import Kind
from engine.knowledge.kinds import kind_of
from engine.knowledge.scope import Scope
from engine.knowledge.typing import check_condition
from engine.language.parser import parse
from engine.language.syntax import (
    Between,
    Call,
    Comparison,
    Duration,
    Expression,
    If,
    Literal,
    Membership,
    Name,
    Negative,
    Range,
    UnaryTest,
    walk,
)
from engine.model.case import Case, Observation
from engine.model.knowledge import Knowledge
from engine.model.vocabulary import FactDefinition, FactType
from tests.language.kit import ROOT, Decision, Expectation, Given, Model, Value, expectations_of, kit, read_model
from tests.vocabulary import TODAY, fact

PAGE = ROOT / "docs" / "tck.md"
DEVIATION = 1e-8  # what the kit's own runner lets numbers deviate


class OutsideError(Exception):
    """Why an expression, or one test of it, lies outside the profile."""


def outside(reason: str) -> NoReturn:
    """Put an expression outside the profile."""
    raise OutsideError(reason)


@dataclass(frozen=True)
class Verdict:
    """Within the profile or outside it for a reason; within it, whether we give the kit's value."""

    reason: str = ""
    agrees: bool = True

    @property
    def within(self) -> bool:
        """Tell whether the test lies within the profile."""
        return not self.reason


_TYPES: dict[str, FactType] = {"boolean": "bool", "number": "number", "date": "date", "string": "choice"}
_KINDS: dict[str, Kind] = {
    "boolean": "boolean",
    "number": "number",
    "string": "string",
    "date": "date",
    "yearMonthDuration": "months",
    "years and months duration": "months",
    "dayTimeDuration": "days",
    "days and time duration": "days",
}
_PROBES: dict[Kind, Value] = {
    "boolean": True,
    "number": 0.0,
    "string": "",
    "date": TODAY,
    "months": Duration(1, "months"),
    "days": Duration(1, "days"),
}
_REASONS = {
    "condition.type": "a value of a kind that does not belong there is refused at loading; FEEL gives null",
    "condition.compare": "a comparison of two kinds is refused at loading; FEEL gives null",
    "condition.date": "a time, a moment, or a date or duration that is refused at loading",
    "condition.number": "a number of more digits than can be kept",
    "condition.unknown_function": "a function that the profile does not have",
    "condition.unknown_name": "a name that is not a fact here",
    "condition.arguments": "a function used in a way that the profile does not have",
    "condition.nested": "a choice or count within a calculation",
    "condition.compound": "a combination of yes/no's within a comparison",
    "yaml.depth": "nested too deeply",
}


@dataclass
class Judge:
    """Judges the tests of a kit; models are read once."""

    _models: dict[Path, Model] = field(default_factory=dict)

    def verdict(self, test: Expectation) -> Verdict:
        """Judge one test."""
        try:
            return Verdict(agrees=_Evaluation(self._model(test.model), test).agrees())
        except OutsideError as why:
            return Verdict(str(why))

    def _model(self, path: Path) -> Model:
        if not path.is_file():
            outside("its model is not there")
        if path not in self._models:
            self._models[path] = read_model(path)
        return self._models[path]


class _Evaluation:
    """One decision for one test, through the same conditions as the engine's own."""

    def __init__(self, model: Model, test: Expectation) -> None:
        self.model = model
        self.test = test
        if test.decision not in model.decisions:
            outside("not a decision but a service or a function")
        self.decision = model.decisions[test.decision]
        # a fact is never a duration, so these stand in the place of their names
        durations: dict[str, Expression] = {n: Literal(g.value) for n, g in test.inputs.items() if isinstance(g.value, Duration)}
        self.tree = _substituted(_tree(self.decision, model), durations)
        _refuse_own_meanings(self.tree)

    @cached_property
    def knowledge(self) -> Knowledge:
        """Make each input a fact."""
        texts = {e.value: None for e in walk(self.tree) if isinstance(e, Literal) and isinstance(e.value, str)}
        facts = {name: self._fact(name, declared, texts) for name, declared in self.model.inputs.items() if self._is_used(name)}
        return Knowledge(facts=facts)

    def _is_used(self, name: str) -> bool:
        return any(isinstance(e, Name) and e.id == name for e in walk(self.tree))

    def _fact(self, name: str, declared: str, texts: Mapping[str, None]) -> FactDefinition:
        given = self.test.inputs.get(name, Given())
        if given.kind not in (*_TYPES, "null") or (declared in ("", "Any") and given.kind == "null"):
            outside(f"an input of type {given.kind if given.kind != 'null' else 'any'}")
        type_ = _TYPES.get(given.kind if declared in ("", "Any") else declared)
        if type_ is None or (given.kind != "null" and _TYPES[given.kind] != type_):
            outside(f"an input of type {declared}")
        return fact(name, type_, (*texts, str(given.value)))

    @cached_property
    def scope(self) -> Scope:
        """Give the names that the expression may use."""
        return Scope(self.knowledge, "alert")

    @cached_property
    def memory(self) -> WorkingMemory:
        """Observe what the test gives."""
        given = {name: self.test.inputs.get(name, Given()).value for name in self.knowledge.facts}
        said = [Observation(name, v.isoformat() if isinstance(v, date) else v) for name, v in given.items() if not isinstance(v, Duration)]
        return remember(self.knowledge, Case("tck", TODAY, tuple(said), ()), TODAY)

    def agrees(self) -> bool:
        """Tell whether the decision has the expected value, null being unknown."""
        kind = self._kind()
        self._refuse_ignorance()
        expected = self.test.expected
        if kind == "null" or expected.kind == "null":
            return kind == expected.kind or (kind != "null" and expected.kind == "null" and self._is_unknown(self.tree))
        if expected.kind != kind:
            return False
        if isinstance(expected.value, float):
            near = (_constant(expected.value - DEVIATION), _constant(expected.value + DEVIATION))
            return self._truth(Between(self.tree, *near)) == "true"
        return self._truth(Comparison("=", self.tree, Literal(expected.value))) == "true"

    def _kind(self) -> Kind:
        """Check the expression as a side of a comparison, and give its kind."""
        faults = _unsound(self.tree, self.scope)
        if faults:  # a function that we do not have tells most
            outside(_REASONS.get(telling := max(faults, key="condition.unknown_function".__eq__), telling))
        kind = kind_of(self.tree, self.scope)
        assert kind is not None
        declared = _KINDS.get(self.decision.declared)
        if self.decision.declared not in ("", "Any") and declared is None:
            outside(f"a result of type {self.decision.declared}")
        if declared and kind not in (declared, "null"):
            outside("a result of another kind than is declared")
        return kind

    def _refuse_ignorance(self) -> None:
        """Set apart where not knowing means another thing than FEEL's null."""
        for e in walk(self.tree):
            if isinstance(e, If) and self._truth(e.condition) == "unknown":
                outside("a choice by something unknown stays open; FEEL takes the second branch")
            if any(self._is_unknown(side) for pair in _equated(e) if not self._asks_null(pair) for side in pair):
                outside("an equality with something unknown is unknown; FEEL gives false")

    def _asks_null(self, pair: tuple[Expression, Expression]) -> bool:
        return "null" in [kind_of(side, self.scope) for side in pair]

    def _is_unknown(self, e: Expression) -> bool:
        kind = kind_of(e, self.scope)
        if kind is None or kind == "null":
            return False
        look = truth_function(Comparison("=", e, Literal(_PROBES[kind])), self.scope)
        return look(self.memory) == UNKNOWN

    def _truth(self, condition: Expression) -> str:
        return STATUS[truth_function(condition, self.scope)(self.memory)]


def _tree(decision: Decision, model: Model) -> Expression:
    """Parse a decision, with the decisions that it rests on in the place of their names."""
    if decision.text is None:
        outside(f"not an expression but a {decision.logic}")
    try:
        tree = parse(decision.text)
    except KnowledgeError as refused:
        fault = refused.diagnostics[0]
        if fault.code in ("condition.syntax", "condition.spelling"):
            outside(_where(decision.text, fault.location.line, fault.location.column))
        outside(_REASONS.get(fault.code, fault.code))
    below = [model.decisions[name] for name in decision.rests_on if name in model.decisions]
    return _substituted(tree, {each.name: _tree(each, model) for each in below})


def _where(text: str, line: int, column: int) -> str:
    """Say at which sign or word the grammar stops."""
    rest = text.splitlines()[line - 1][column - 1 :] if text else ""
    found = re.match(r"[A-Za-z]+|.", rest)
    return f"not in the grammar, from `{found[0]}` on" if found else "not in the grammar, at the end"


def _substituted(e: Expression, others: Mapping[str, Expression]) -> Expression:
    if isinstance(e, Name):
        return others.get(e.id, e)
    parts: dict[str, Any] = {}
    for each in fields(e):
        value = getattr(e, each.name)
        if isinstance(value, Expression):
            parts[each.name] = _substituted(value, others)
        elif isinstance(value, tuple):
            parts[each.name] = tuple(_substituted(part, others) for part in value)
    return replace(e, **parts)


def _refuse_own_meanings(e: Expression) -> None:
    if any(isinstance(part, Call) and part.function == "count" for part in walk(e)):
        outside("`count` counts here what holds; in FEEL how many there are")


def _unsound(e: Expression, scope: Scope) -> list[str]:
    """Give the codes of the faults of an expression of whatever kind, as a side of a comparison with its own kind."""
    problems = check_condition(Comparison("=", e, Literal(None)), scope, "")
    if kind_of(e, scope) == "boolean":
        problems = check_condition(e, scope, "")
    return [p.code for p in problems]


def _equated(e: Expression) -> list[tuple[Expression, Expression]]:
    """Give the pairs that a form asks to be equal."""
    match e:
        case Comparison(operator="=" | "!=", left=left, right=right):
            return [(left, right)]
        case Membership(value=value, tests=tests):
            return [(value, t.operand if isinstance(t, UnaryTest) else t) for t in tests if not _orders(t)]
    return []


def _orders(test: Expression) -> bool:
    return isinstance(test, Range) or (isinstance(test, UnaryTest) and test.operator not in ("=", "!="))


def _constant(value: float) -> Expression:
    return Negative(Literal(-value)) if value < 0 else Literal(value)


# --- the page ---


def page(verdicts: Mapping[str, list[tuple[Expectation, Verdict]]]) -> str:
    """Write the figures and, for each test, whether it lies within the profile."""
    out = [
        "# The DMN conformance kit",
        "",
        "Which tests of the [DMN TCK](https://github.com/dmn-tck/tck) lie within [our profile of FEEL](language.md). Those within it",
        "give the kit's value, null being unknown: `tests/language/test_tck.py` asserts each. Written by `python -m tests.language.tck`.",
        "",
        "| part of the kit | tests | within | outside |",
        "|---|--:|--:|--:|",
    ]
    for name, rows in verdicts.items():
        within = sum(verdict.within for _, verdict in rows)
        out.append(f"| {name} | {len(rows)} | {within} | {len(rows) - within} |")
    total = [verdict.within for rows in verdicts.values() for _, verdict in rows]
    out.append(f"| all | {len(total)} | {sum(total)} | {len(total) - sum(total)} |")
    for name, rows in verdicts.items():
        out += ["", *section(name, rows)]
    return "\n".join(out) + "\n"


def section(name: str, rows: list[tuple[Expectation, Verdict]]) -> list[str]:
    """Write the tests of one part of the kit."""
    lines = [f"| {test.case} | {test.decision} | {(verdict.reason or 'within').replace('|', chr(92) + '|')} |" for test, verdict in rows]
    return [f"## {name}", "", "| case | decision | |", "|---|---|---|", *lines]


def judged(folder: Path) -> dict[str, list[tuple[Expectation, Verdict]]]:
    """Judge a whole kit, by file of tests."""
    judge = Judge()
    out: dict[str, list[tuple[Expectation, Verdict]]] = {}
    for test in expectations_of(folder):
        out.setdefault(test.file, []).append((test, judge.verdict(test)))
    return out


def main() -> int:
    """Write the page."""
    folder = kit()
    if folder is None:
        sys.stderr.write("the kit is not there: name the folder that holds `dmn-tck` in WEGWIJZER_SHARED\n")
        return 2
    PAGE.write_text(page(judged(folder)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
