"""Every sheet of the gallery, by calculation: nothing overlaps, nothing is cut, and A4 can be read."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import pytest

from docs.gallery import sheets
from engine.rendering.diagrams.drawing import draw
from engine.rendering.diagrams.faces import LABEL, SMALL, face
from engine.rendering.diagrams.grid import header_height
from engine.rendering.diagrams.judging import blemishes, judge, overlaps
from engine.rendering.diagrams.layout import lay_out
from engine.rendering.diagrams.marks import Words
from engine.rendering.diagrams.measuring import text_width
from engine.rendering.diagrams.placing import Placed

A4 = (190 / 25.4 * 96, 277 / 25.4 * 96)  # within margins of ten millimetres, in pixels of 96 to the inch
POINTS = 0.75  # of a pixel
NAMES = (
    "above_school",
    "absence_route",
    "all",
    "causes",
    "causes-context",
    "causes-external",
    "causes-pathway",
    "causes-person",
    "first_talk",
    "jaimo-underachievement",
    "monitoring",
    "motivation_intervention",
    "peer_group",
    "pyramid",
    "return_phases",
    "roles",
    "safety_net",
    "thuis-pyramid",
    "thuis-safety_net",
    "underachievement",
)


@lru_cache
def placed_sheet(name: str) -> Placed:
    """Lay out a sheet once for all tests."""
    return lay_out(sheets()[name])


@pytest.fixture(params=NAMES)
def placed(request: pytest.FixtureRequest) -> Placed:
    """Give each sheet with its places."""
    return placed_sheet(request.param)


def test_every_sheet_of_the_gallery_is_looked_at_here() -> None:
    assert sorted(sheets()) == sorted(NAMES)


def test_no_step_and_no_answer_lies_on_another(placed: Placed) -> None:
    assert overlaps(placed) == []


def test_no_way_runs_through_a_step(placed: Placed) -> None:
    hits = judge(placed).hits
    assert [(e.edge.source, e.edge.target) for e, n in zip(placed.edges, hits, strict=True) if n] == []


def test_no_two_ways_cross_where_an_order_without_crossing_is_known(placed: Placed) -> None:
    """Causes and needs are tied many to many: there the columns have the order that crosses least."""
    if placed.diagram.arrangement != "columns":
        crossed = judge(placed).crossed
        assert [(e.edge.source, e.edge.target) for e, n in zip(placed.edges, crossed, strict=True) if n] == []


def test_no_answer_stands_on_the_names_of_the_lanes_or_on_another_way(placed: Placed) -> None:
    assert blemishes(placed) == 0
    if placed.diagram.arrangement == "lanes":
        bar = header_height(placed.diagram)
        assert all(e.label.y >= bar for e in placed.edges if e.label)
        assert all(y >= bar for e in placed.edges for _, y in e.curve.points)


def test_no_answer_hides_the_arrow_of_its_way(placed: Placed) -> None:
    assert [e.lines for e in placed.edges if e.label and e.label.holds(e.curve.points[-1])] == []


def test_everything_stands_on_the_sheet(placed: Placed) -> None:
    boxes = [n.box for n in placed.nodes] + [e.label for e in placed.edges if e.label]
    assert all(b.x >= 0 and b.y >= 0 and b.right <= placed.width + 0.5 and b.bottom <= placed.height + 0.5 for b in boxes)
    points = [p for e in placed.edges for p in e.curve.sampled()]
    assert all(-0.5 <= x <= placed.width + 0.5 and -0.5 <= y <= placed.height + 0.5 for x, y in points)


def test_every_box_holds_its_words(placed: Placed) -> None:
    for each in placed.nodes:
        shown = face(each.node)
        assert each.box.width >= shown.width - 0.5
        assert each.box.height >= shown.height - 0.5


def test_nothing_is_left_out(placed: Placed) -> None:
    diagram = placed.diagram
    assert {n.node.id for n in placed.nodes} == diagram.ids
    assert len(placed.edges) == sum(e.tie != "after" for e in diagram.edges)


def test_a_step_stands_in_its_lane(placed: Placed) -> None:
    if placed.diagram.arrangement != "lanes":
        return
    lanes = {lane.lane.id: lane.box for lane in placed.lanes}
    for each in placed.nodes:
        lane = lanes[each.node.lane]
        assert lane.x <= each.box.x
        assert each.box.right <= lane.right


def test_lanes_stand_side_by_side_without_a_gap(placed: Placed) -> None:
    if placed.diagram.arrangement == "lanes":
        assert all(abs(a.box.right - b.box.x) < 0.5 for a, b in pairwise(placed.lanes))


def test_an_escalation_of_a_protocol_goes_up_and_a_return_goes_down(placed: Placed) -> None:
    if placed.diagram.arrangement != "lanes":
        return
    for each in placed.edges:
        if each.edge.tie in ("escalates", "returns"):
            rise = placed.box(each.edge.source).centre[1] - placed.box(each.edge.target).centre[1]
            assert rise > 0 if each.edge.tie == "escalates" else rise < 0


def test_a_jump_names_a_step_of_the_sheet(placed: Placed) -> None:
    for each in placed.nodes:
        if each.node.shape == "jump":
            target = placed.diagram.node(each.node.target)
            assert each.node.label == f"\u2192 {target.number}. {target.label}"


def test_at_most_fifteen_steps_stand_on_a_sheet_of_a_protocol(placed: Placed) -> None:
    if placed.diagram.arrangement == "lanes" and placed.diagram.id != "roles":
        assert sum(n.node.shape in ("step", "decision", "wait") for n in placed.nodes) <= 15


def test_the_words_can_be_read_on_a4(placed: Placed) -> None:
    drawing = draw(placed)
    upright = min(A4[0] / drawing.width, A4[1] / drawing.height)
    turned = min(A4[1] / drawing.width, A4[0] / drawing.height)
    scale = max(upright, turned) * POINTS
    assert LABEL * scale >= 5.4
    assert SMALL * scale >= 4.6


def test_no_line_of_text_leaves_the_paper(placed: Placed) -> None:
    drawing = draw(placed)
    for mark in drawing.marks():
        if isinstance(mark, Words):
            wide = text_width(mark.text, mark.size, bold=mark.bold)
            left = mark.x - wide / 2 if mark.anchor == "middle" else mark.x
            assert left >= 0, mark.text
            assert left + wide <= drawing.width + 1, mark.text
            assert 0 < mark.y < drawing.height


def test_every_sheet_has_a_title_a_legend_and_names_rules_version_and_day(placed: Placed) -> None:
    drawing = draw(placed)
    kinds = {group.kind for group in drawing.groups}
    assert {"head", "legend", "foot"} <= kinds
    (foot,) = [mark.text for group in drawing.groups if group.kind == "foot" for mark in group.marks if isinstance(mark, Words)]
    assert foot.startswith("regels: basis 1.0 · ")
    assert foot.endswith(" 2026 · Wegwijzer")
