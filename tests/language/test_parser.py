"""Reading conditions: what is read stands where it was written, and what cannot be read gives one fault at its place."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.diagnostics import Diagnostic, KnowledgeError, Location
from engine.language.parser import parse
from engine.language.printer import show
from engine.language.syntax import (
    AllOf,
    AnyOf,
    Arithmetic,
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
    Not,
    Range,
    UnaryTest,
    walk,
)
from engine.limits import CONDITION_DEPTH
from tests.strategies import trees

A, B, C, N = Name("a"), Name("b"), Name("c"), Name("n")


def number(value: float) -> Literal:
    """Make a number."""
    return Literal(float(value))


def refusal(text: str, location: Location | None = None) -> Diagnostic:
    """Give the one fault of a text."""
    with pytest.raises(KnowledgeError) as refused:
        parse(text, location)
    (only,) = refused.value.diagnostics
    return only


# --- what is read ---


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a and b or c", AnyOf((AllOf((A, B)), C))),
        ("a and (b or c)", AllOf((A, AnyOf((B, C))))),
        ("a and b and c", AllOf((A, B, C))),
        ("(a and b) and c", AllOf((AllOf((A, B)), C))),
        ("not(a) and b", AllOf((Not(A), B))),
        ("n + 1 * 2 = 3", Comparison("=", Arithmetic("+", N, Arithmetic("*", number(1), number(2))), number(3))),
        ("n - 1 - 2 = 3", Comparison("=", Arithmetic("-", Arithmetic("-", N, number(1)), number(2)), number(3))),
        ("--1 = n", Comparison("=", Negative(Negative(number(1))), N)),
        ("n between 1 and 2 and a", AllOf((Between(N, number(1), number(2)), A))),
        ("n in [1, 2]", Membership(N, (number(1), number(2)))),
        ("n in (1, 2)", Membership(N, (number(1), number(2)))),
        ("n in 1", Membership(N, (number(1),))),
        ("n in []", Membership(N, ())),
        ("n in [1..2[", Membership(N, (Range(number(1), number(2), low_open=False, high_open=True),))),
        ("n in ]1..2]", Membership(N, (Range(number(1), number(2), low_open=True, high_open=False),))),
        ("n in (1..2)", Membership(N, (Range(number(1), number(2), low_open=True, high_open=True),))),
        ("n in [null..in.x]", Membership(N, (Range(Literal(None), Name("in.x")),))),
        ("n in (> 1)", Membership(N, (UnaryTest(">", number(1)),))),
        ("n in [< 1, [2..3]]", Membership(N, (UnaryTest("<", number(1)), Range(number(2), number(3))))),
        ("if a then b else if b then c else a", If(A, B, If(B, C, A))),
        ("a.b.c_1", Name("a.b.c_1")),
        ("notable and inner", AllOf((Name("notable"), Name("inner")))),
        ("band(skill) > 1", Comparison(">", Call("band", (Name("skill"),)), number(1))),
        ('duration("P0D") = n', Comparison("=", Literal(Duration(0, "days")), N)),
        ('duration("P0M") = n', Comparison("=", Literal(Duration(0, "months")), N)),
    ],
)
def test_a_text_is_read_as_this_tree(text: str, tree: Expression) -> None:
    assert parse(text) == tree


def test_true_is_not_one() -> None:
    assert parse("true") != number(1)


# --- where it stands ---


@given(trees())
def test_every_piece_stands_where_its_place_says(tree: Expression) -> None:
    """What is cut out at a piece's place reads as that piece."""
    text = show(tree)
    for piece in walk(parse(text)):
        start = piece.place.column - 1
        cut = text[start : start + piece.place.length]
        if isinstance(piece, Range | UnaryTest):
            assert parse(f"x in [{cut}]") == Membership(Name("x"), (piece,))
        else:
            assert parse(cut) == piece


@given(trees(), st.integers(1, 400), st.integers(1, 90))
def test_places_count_from_where_the_text_begins(tree: Expression, line: int, column: int) -> None:
    text = show(tree)
    from_one, from_there = walk(parse(text)), walk(parse(text, Location("rules.yaml", line, column)))
    for one, there in zip(from_one, from_there, strict=True):
        assert (there.place.line, there.place.column) == (line, one.place.column + column - 1)


def test_a_piece_on_a_later_line_stands_at_its_own_column() -> None:
    tree = parse("a and\n  (n >\n10)", Location("rules.yaml", 7, 20))
    places = {show(piece): (piece.place.line, piece.place.column) for piece in walk(tree)}
    assert places == {"a and n > 10": (7, 20), "a": (7, 20), "n > 10": (8, 4), "n": (8, 4), "10": (9, 1)}


# --- what cannot be read ---


def test_a_fault_names_file_line_and_column() -> None:
    assert str(refusal("a and\n  b b", Location("rules.yaml", 7, 20)).location) == "rules.yaml:8:5"


def test_a_fault_on_the_first_line_counts_from_where_the_text_begins() -> None:
    assert str(refusal("a b", Location("rules.yaml", 7, 20)).location) == "rules.yaml:7:22"


def test_a_fault_says_what_was_found_and_what_could_stand_there() -> None:
    said = refusal("(a").text("en")
    assert "the end" in said
    assert "`)`" in said


@given(trees(), st.data())
def test_a_text_that_is_cut_off_is_read_or_gives_one_fault_within_it(tree: Expression, data: st.DataObject) -> None:
    text = show(tree)
    cut = text[: data.draw(st.integers(0, len(text)))]
    try:
        parse(cut)
    except KnowledgeError as refused:
        (only,) = refused.diagnostics
        assert only.location.line == 1
        assert 1 <= only.location.column <= len(cut) + 1


@given(st.text())
@example("\x00")
@example('"\\ud800" = a')
@example("١ = 1")
@example("1e99999999999999999999 = 1")
@example("9" * 5000)
@example('duration("P' + "9" * 5000 + 'D") = x')
@example('@"٢٠٢٥-١١-٠٣" = x')
@example("at_least(1e300, a)")
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    _read_or_refused(text)


_PIECES = ["a", "a.b", "n", "1", "2.5", '"x"', "(", ")", "[", "]", "..", ",", "and", "or", "not", "in", "between", "if", "then", "else"]
_PIECES += [
    "true",
    "false",
    "null",
    "=",
    "!=",
    "<",
    ">=",
    "+",
    "-",
    "*",
    "/",
    "@",
    'date("2025-11-03")',
    "at_least",
    "//",
    "/*",
    "*/",
    "\n",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=25))
def test_any_order_of_words_is_read_or_refused_with_a_sentence(pieces: list[str]) -> None:
    _read_or_refused(" ".join(pieces))


def _read_or_refused(text: str) -> None:
    """Read a text, print and read it again, or see it refused in both languages."""
    try:
        tree = parse(text)
    except KnowledgeError as refused:
        (only,) = refused.diagnostics
        for language in ("nl", "en"):
            assert "\n" not in only.line(language)
            assert only.line(language).encode()
        return
    assert parse(show(tree)) == tree


# --- how deep ---


@pytest.mark.parametrize(
    "deep",
    [
        lambda depth: "(" * depth + "a" + ")" * depth,
        lambda depth: "not(" * depth + "a" + ")" * depth,
        lambda depth: "-" * depth + "1 = 1",
        lambda depth: "-/**/" * depth + "1 = 1",
        lambda depth: "1" + " + 1" * depth + " = 1",
        lambda depth: "f(" * depth + "1" + ")" * depth,
        lambda depth: "if a then b else " * depth + "c",
        lambda depth: "if " * depth + "a" + " then\nb else c" * depth,
        lambda depth: "n in [" * depth + "1" + "]" * depth,
        lambda depth: "(n in [" * depth + "1" + "])" * depth,
    ],
)
@pytest.mark.parametrize("depth", [CONDITION_DEPTH + 1, 3_000])
def test_what_is_nested_too_deeply_is_refused(deep: object, depth: int) -> None:
    assert callable(deep)
    assert refusal(deep(depth)).code in {"yaml.depth", "condition.syntax"}


def test_what_is_nested_as_deeply_as_is_allowed_is_read() -> None:
    depth = CONDITION_DEPTH - 1
    assert parse("(" * depth + "a" + ")" * depth) == A


def test_brackets_in_a_text_are_no_nesting() -> None:
    brackets = "(" * 1000
    assert parse(f'"{brackets}" = a') == Comparison("=", Literal(brackets), A)


def test_a_wide_condition_is_not_a_deep_one() -> None:
    assert isinstance(parse(" and ".join(["a"] * 5000)), AllOf)
