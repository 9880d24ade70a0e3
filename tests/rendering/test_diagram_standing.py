"""A pupil's place on a route is drawn into a layout that is made once."""

from __future__ import annotations

from dataclasses import replace

from engine.model.diagram import Diagram, Edge, Lane, Node
from engine.rendering.diagrams.drawing import draw
from engine.rendering.diagrams.layout import remembered
from engine.rendering.diagrams.marks import Outline, Words
from engine.rendering.diagrams.standing import placed
from engine.rendering.diagrams.svg import svg
from tests.rendering.conftest import IMPRINT


def route(state: str, says: str) -> Diagram:
    nodes = (
        Node("a", "start", "Begin", number=1, lane="l", state="done", says="gedaan"),
        Node("b", "step", "Praat", number=2, lane="l", state=state, says=says),  # type: ignore[arg-type]
    )
    return Diagram("r", "Route", "lanes", nodes, (Edge("a", "b", id="a#0"),), IMPRINT, (Lane("l", "leraar"),))


def test_wherever_a_pupil_stands_the_boxes_stay_where_they_are() -> None:
    here = placed(route("possible", "kan nog komen"))
    remembered.cache_clear()  # else the second would be the first for no other reason than that it is kept
    there = placed(route("overdue", "te laat sinds 27 september 2026"))
    assert [n.box for n in here.nodes] == [n.box for n in there.nodes]
    assert [e.curve for e in here.edges] == [e.curve for e in there.edges]


def test_one_layout_does_wherever_a_pupil_stands_and_by_whichever_rules() -> None:
    one = route("possible", "kan nog komen")
    other = replace(route("overdue", "te laat sinds 27 september 2026"), subtitle="proef, 2 februari 2026")
    other = replace(other, imprint=replace(other.imprint, version="2", digest="sha256:1"))
    remembered.cache_clear()
    placed(one)
    assert placed(other).diagram.imprint == other.imprint
    assert remembered.cache_info().misses == 1


def test_what_is_drawn_is_where_this_pupil_stands() -> None:
    drawn = svg(draw(placed(replace(route("overdue", "te laat sinds 27 september 2026"), subtitle="proef, 2 februari 2026"))))
    assert "te laat sinds" in drawn
    assert "proef, 2 februari 2026" in drawn
    assert "uiterlijk 27 september" not in drawn


def test_the_longest_state_stays_within_its_box() -> None:
    sheet = draw(placed(route("due", "nu samen beslissen, uiterlijk 27 september 2026")))
    marks = next(g.marks for g in sheet.groups if g.kind == "node" and g.name == "b")
    edge = [y for _, y in next(m for m in marks if isinstance(m, Outline)).curve.points]
    lines = [m.y for m in marks if isinstance(m, Words)]
    assert min(edge) < min(lines) < max(lines) < max(edge)
