"""Two versions of a protocol in one picture: added, removed, changed, and how it was."""

from __future__ import annotations

from dataclasses import replace

from engine.model.diagram import Diagram, Edge, Node
from engine.rendering.diagrams.comparing import compared, compared_all
from engine.rendering.diagrams.drawing import draw
from engine.rendering.diagrams.layout import lay_out
from engine.rendering.diagrams.outline import outline
from engine.rendering.diagrams.svg import svg


def changed(small: Diagram) -> Diagram:
    """Give the small route as it might look in a next version."""
    nodes = [n for n in small.nodes if n.id != "wait>above.start"]
    nodes = [replace(n, term="binnen 3 weken") if n.id == "ask" else n for n in nodes]
    nodes.append(Node("extra", "step", "Bel ouders", "Bel de ouders", 7, "teacher", "leraar"))
    edges = [e for e in small.edges if e.target != "wait>above.start"]
    edges = [replace(e, label="ja, dit past", condition="past beter") if e.id == "ask#0" else e for e in edges]
    edges.append(Edge("look", "extra", id="look#3"))
    return replace(small, nodes=tuple(nodes), edges=tuple(edges), imprint=replace(small.imprint, version="1.1", digest="sha256:bbbbbb"))


def test_the_same_version_twice_differs_in_nothing(small: Diagram) -> None:
    same = compared(small, small)
    assert (same.nodes, same.edges) == (small.nodes, small.edges)
    assert same.subtitle.endswith(": geen verschil")


def test_what_is_new_gone_and_other_is_marked_and_nothing_else(small: Diagram) -> None:
    both = compared(small, changed(small))
    assert {n.id: n.change for n in both.nodes if n.change} == {"extra": "added", "wait>above.start": "removed", "ask": "changed"}
    assert {(e.source, e.target): e.change for e in both.edges if e.change} == {
        ("look", "extra"): "added",
        ("wait", "wait>above.start"): "removed",
        ("ask", "do"): "changed",
    }


def test_a_change_says_how_it_was(small: Diagram) -> None:
    assert compared(small, changed(small)).node("ask").says == "\u2260 anders, was: binnen 2 weken"


def test_both_versions_are_named(small: Diagram) -> None:
    assert compared(small, changed(small)).subtitle == "basis 1.0 (4f2c91) naast basis 1.1 (bbbbbb)"


def test_a_removed_step_stands_where_it_stood_and_has_no_number(small: Diagram) -> None:
    both = compared(changed(small), small)
    gone = both.node("extra")
    assert (gone.change, gone.number) == ("removed", 0)
    assert [n.id for n in both.nodes][-2:] == ["end", "extra"]


def test_the_marks_are_words_and_borders_not_colours_alone(small: Diagram) -> None:
    both = compared(small, changed(small))
    text = svg(draw(lay_out(both)))
    assert "+ nieuw" in text
    assert "\u2212 vervalt" in text
    assert 'text-decoration="line-through"' in text
    assert any("[+ nieuw]" in line for line in outline(both))


def test_a_whole_protocol_that_is_new_or_gone_is_added_or_removed(small: Diagram) -> None:
    (added,) = compared_all((), (small,))
    (removed,) = compared_all((small,), ())
    assert {n.change for n in added.nodes} == {"added"}
    assert {n.change for n in removed.nodes} == {"removed"}
