"""Printing conditions: one canonical text, which reads back as the same tree."""

from __future__ import annotations

import pytest
from hypothesis import given

from engine.language.parser import parse
from engine.language.printer import show
from engine.language.syntax import Expression, walk
from tests.strategies import trees


@given(trees())
def test_what_is_printed_reads_back_as_the_same_tree(tree: Expression) -> None:
    assert parse(show(tree)) == tree


@given(trees())
def test_the_same_tree_has_the_same_hash(tree: Expression) -> None:
    """Whatever place its pieces stand at."""
    assert hash(parse(f"  {show(tree)}")) == hash(tree)


@given(trees())
def test_a_form_prints_in_the_characters_of_its_parts(tree: Expression) -> None:
    """No piece is lost: each part of a form is printed within it."""
    whole = show(tree)
    assert all(show(part) in whole for part in walk(tree))


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("((a))", "a"),
        ("a  and(b)", "a and b"),
        ("(a or b) and c", "(a or b) and c"),
        ("a or (b and c)", "a or b and c"),
        ("(a and b) and c", "(a and b) and c"),
        ("1 - (2 - 3) = n", "1 - (2 - 3) = n"),
        ("(1 - 2) - 3 = n", "1 - 2 - 3 = n"),
        ("- (1 + 2) = n", "-(1 + 2) = n"),
        ("(a = b) = c", "(a = b) = c"),
        ("n in (1..2)", "n in ]1..2["),
        ("n in (1, 2)", "n in [1, 2]"),
        ("n in 5", "n in [5]"),
        ("n in [null..true]", "n in [null..true]"),
        ("n in (> 5)", "n in [> 5]"),
        ("(if a then 1 else 2) = n", "(if a then 1 else 2) = n"),
        ("2.50 = n", "2.5 = n"),
        (".5 = n", "0.5 = n"),
        ("1e3 = n", "1000 = n"),
        ('@"2025-11-03" = d', 'date("2025-11-03") = d'),
        ('duration("P14D") = d', 'duration("P2W") = d'),
        ('duration("P10D") = d', 'duration("P10D") = d'),
        ('duration("P24M") = d', 'duration("P2Y") = d'),
        ('duration("-P1Y6M") = d', 'duration("-P18M") = d'),
        ('duration("P0D") = d', 'duration("P0D") = d'),
        ('duration("P0Y") = d', 'duration("P0M") = d'),
        ('"é\\u00e9\\n\\"" = t', '"éé\\n\\"" = t'),
        ("at_least( 2,a,b , c )", "at_least(2, a, b, c)"),
        ("a // why\n and b", "a and b"),
    ],
)
def test_there_is_one_way_to_print(written: str, printed: str) -> None:
    assert show(parse(written)) == printed
