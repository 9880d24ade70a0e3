"""From text to tree: parses one condition and keeps the place of every piece."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from engine.diagnostics import Diagnostic, KnowledgeError, Location, fault
from engine.language.constants import DECIMALS, DIGITS, parse_date, parse_duration, parse_number, unquote
from engine.language.syntax import (
    AllOf,
    AnyOf,
    Arithmetic,
    AtLeast,
    Between,
    Call,
    Comparison,
    Expression,
    If,
    Literal,
    Membership,
    Name,
    Negative,
    Not,
    Place,
    Range,
    UnaryTest,
)
from engine.limits import CONDITION_CHARACTERS, CONDITION_DEPTH
from engine.messages import TERMS, Phrase, either

if TYPE_CHECKING:
    from lark import Lark, Token, Tree

__all__ = ["parse", "parse_duration"]

_WRITTEN = {  # calls that are constants or forms of their own, and how they are written
    "date": 'date("2025-11-03")',
    "duration": 'duration("P6M")',
    "at_least": "at_least(2, home.unsafe, wellbeing.sad, absence.any)",
}


@cache
def _grammar() -> Lark:
    from lark import Lark  # noqa: PLC0415 - only needed while rules are compiled, so that commands start fast

    text = Path(__file__).with_name("grammar.lark").read_text(encoding="utf-8")
    return Lark(text, parser="lalr", propagate_positions=True, maybe_placeholders=False)


def parse(text: str, location: Location | None = None) -> Expression:
    """Parse one condition.

    `location` is where the text begins; faults and places count from there.
    Raises `KnowledgeError` with one diagnostic when the text is outside the profile.
    Source: OMG DMN 1.5, chapter 10, as narrowed in docs/language.md.
    """
    from lark.exceptions import UnexpectedInput  # noqa: PLC0415 - see `_grammar`

    start = location or Location("", 1, 1)
    if len(text) > CONDITION_CHARACTERS:
        raise KnowledgeError([fault("condition.too_long", start, limit=CONDITION_CHARACTERS)])
    try:
        tree = _grammar().parse(text)
    except UnexpectedInput as problem:
        raise KnowledgeError([_syntax_fault(problem, text, start)]) from None
    if _is_deeper(tree, CONDITION_DEPTH):
        raise KnowledgeError([fault("yaml.depth", start, limit=CONDITION_DEPTH)])
    return _Builder(start).build(tree)


def _is_deeper(tree: Any, limit: int) -> bool:
    """Tell whether forms stand within each other more than so deep; level by level, so that no depth can overflow."""
    level = [tree]
    for _ in range(limit):
        level = [child for node in level for child in node.children if hasattr(child, "data")]
        if not level:
            return False
    return True


_NAMED = {  # what may come next, most telling first; what is left out here is seldom meant
    "NAME": Phrase("een naam", "a name"),
    "NUMBER": Phrase("een getal", "a number"),
    "STRING": Phrase('een "tekst"', 'a "text"'),
    "NOT": Phrase("not(...)", "not(...)"),
    "OPERATOR": Phrase("een vergelijking (`=` `!=` `<` `<=` `>` `>=`)", "a comparison (`=` `!=` `<` `<=` `>` `>=`)"),
    **{word.upper(): Phrase(f"`{word}`", f"`{word}`") for word in ("in", "between", "and", "or", "then", "else")},
    **{name: Phrase(f"`{sign}`", f"`{sign}`") for name, sign in (("RPAR", ")"), ("RSQB", "]"), ("COMMA", ","), ("DOTS", ".."))},
    "$END": TERMS["the end"],
}
_OPENING = Phrase("`(`", "`(`")
_ELSEWHERE = {  # how other languages write what we write so
    "=": ("==",),
    "!=": ("<>", "=!", "≠"),
    ">=": ("=>", "≥"),
    "<=": ("=<", "≤"),
    "and": ("&&", "&"),
    "or": ("||", "|"),
    "not(...)": ("!",),
    '"': tuple("'`“”„‘’"),
}
_MEANT = {wrong: meant for meant, wrongs in _ELSEWHERE.items() for wrong in wrongs}


def _syntax_fault(problem: Any, text: str, start: Location) -> Diagnostic:
    unexpected = getattr(problem, "token", None)
    at_end = unexpected is not None and unexpected.type == "$END"
    offset = len(text.rstrip()) if at_end else problem.pos_in_stream
    place = _location(text, offset, start)
    if unexpected == "is":
        return fault("condition.spelling", place, found="is", meant="=")
    for begin in (offset, max(0, offset - 1)):  # the fault shows at the second sign of a pair
        for wrong in (text[begin : begin + 2], text[begin : begin + 1]):
            if wrong in _MEANT and begin + len(wrong) > offset:
                return fault("condition.spelling", _location(text, begin, start), found=wrong, meant=_MEANT[wrong])
    accepted = problem.interactive_parser.accepts()
    expected = either([_NAMED[name] for name in _NAMED if name in accepted] or [_OPENING])
    found = TERMS["the end"] if at_end else f"`{unexpected or text[offset : offset + 12]}`"
    return fault("condition.syntax", place, found=found, expected=expected)


def _location(text: str, offset: int, start: Location) -> Location:
    """Give the place in the file of a place in the text."""
    before = text[:offset]
    column = offset - before.rfind("\n")
    line = before.count("\n")
    return Location(start.file, start.line + line, column if line else start.column + offset)


class _Builder:
    """Turns the parser's tree into ours."""

    def __init__(self, start: Location) -> None:
        self.start = start

    def build(self, node: Any) -> Expression:
        """Build one form from the parser's node."""
        make: Callable[[Tree[Token]], Expression] = getattr(self, f"_{node.data}")
        return make(node)

    def _place(self, node: Any) -> Place:
        meta = node.meta
        if meta.empty:
            return Place(self.start.line, self.start.column)
        column = self.start.column + meta.start_pos if meta.line == 1 else meta.column
        return Place(self.start.line + meta.line - 1, column, max(1, meta.end_pos - meta.start_pos))

    def _parts(self, node: Any) -> list[Expression]:
        return [self.build(c) for c in node.children if hasattr(c, "data")]

    def _group(self, node: Any) -> Expression:
        return self._parts(node)[0]

    def _conditional(self, node: Any) -> Expression:
        return If(*self._parts(node), place=self._place(node))

    def _any_of(self, node: Any) -> Expression:
        return AnyOf(tuple(self._parts(node)), place=self._place(node))

    def _all_of(self, node: Any) -> Expression:
        return AllOf(tuple(self._parts(node)), place=self._place(node))

    def _negated(self, node: Any) -> Expression:
        return Not(self._parts(node)[0], place=self._place(node))

    def _compare(self, node: Any) -> Expression:
        left, right = self._parts(node)
        return Comparison(str(node.children[1]), left, right, place=self._place(node))  # type: ignore[arg-type]

    def _between(self, node: Any) -> Expression:
        return Between(*self._parts(node), place=self._place(node))

    def _member(self, node: Any) -> Expression:
        value, *tests = self._parts(node)
        return Membership(value, _flat(tests), place=self._place(node))

    def _unary_test(self, node: Any) -> Expression:
        operator = next(str(c) for c in node.children if getattr(c, "type", "") == "OPERATOR")
        return UnaryTest(operator, self._parts(node)[0], place=self._place(node))  # type: ignore[arg-type]

    def _range(self, node: Any) -> Expression:
        first, last = str(node.children[0]), str(node.children[-1])
        low, high = self._parts(node)
        return Range(low, high, first != "[", last != "]", place=self._place(node))

    def _list(self, node: Any) -> Expression:
        return _List(tuple(self._parts(node)), place=self._place(node))

    def _arithmetic(self, node: Any) -> Expression:
        left, right = self._parts(node)
        return Arithmetic(str(node.children[1]), left, right, place=self._place(node))  # type: ignore[arg-type]

    def _negative(self, node: Any) -> Expression:
        return Negative(self._parts(node)[0], place=self._place(node))

    def _call(self, node: Any) -> Expression:
        function, parts, place = str(node.children[0]), self._parts(node), self._place(node)
        first = parts[0].value if parts and isinstance(parts[0], Literal) else None
        if function in ("date", "duration") and isinstance(first, str) and len(parts) == 1:
            return self._dated(first, place, only=function)
        if function == "at_least" and isinstance(first, float) and first.is_integer() and len(parts) > 1:
            return AtLeast(int(first), tuple(parts[1:]), place=place)
        if function in _WRITTEN:
            self._refuse("condition.arguments", place, name=function, example=_WRITTEN[function])
        return Call(function, tuple(parts), place=place)

    def _refuse(self, code: str, place: Place, **values: object) -> NoReturn:
        where = Location(self.start.file, place.line, place.column)
        raise KnowledgeError([Diagnostic(code, where, values, length=place.length)])

    def _name(self, node: Any) -> Expression:
        return Name(str(node.children[0]), place=self._place(node))

    def _number(self, node: Any) -> Expression:
        text, place = str(node.children[0]), self._place(node)
        value = parse_number(text)
        if value is None:
            self._refuse("condition.number", place, value=text, digits=DIGITS, decimals=DECIMALS)
        return Literal(value, place=place)

    def _string(self, node: Any) -> Expression:
        return Literal(unquote(node.children[0]), place=self._place(node))

    def _at_literal(self, node: Any) -> Expression:
        return self._dated(unquote(node.children[1]), self._place(node))

    def _true(self, node: Any) -> Expression:
        return Literal(True, place=self._place(node))  # noqa: FBT003 - a constant of the language

    def _false(self, node: Any) -> Expression:
        return Literal(False, place=self._place(node))  # noqa: FBT003 - a constant of the language

    def _null(self, node: Any) -> Expression:
        return Literal(None, place=self._place(node))

    def _dated(self, text: str, place: Place, only: str = "") -> Expression:
        day = parse_date(text) if only != "duration" else None
        value = day or (parse_duration(text) if only != "date" else None)
        if value is None:
            self._refuse("condition.date", place, value=text)
        return Literal(value, place=place)


class _List(AllOf):
    """A list between brackets while it is being parsed; only `in` may hold one."""


def _flat(tests: list[Expression]) -> tuple[Expression, ...]:
    return tuple(each for test in tests for each in (test.operands if isinstance(test, _List) else (test,)))
