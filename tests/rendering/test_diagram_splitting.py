"""A long protocol becomes an overview and sheets of at most fifteen steps, and nothing gets lost between them."""

from __future__ import annotations

import pytest

from engine.model.diagram import Diagram, Edge, Lane, Node
from engine.rendering.diagrams.layout import lay_out
from engine.rendering.diagrams.printing import printed
from engine.rendering.diagrams.splitting import MOST_STEPS, sheets_of
from tests.rendering.conftest import IMPRINT


def chain(steps: int) -> Diagram:
    """Give a route of so many steps after a start, with a way back from each fifth step."""
    nodes = [Node("s0", "start", "Begin", number=1, lane="a")]
    nodes += [Node(f"s{i}", "step", f"Stap {i}", number=i + 1, lane="ab"[i % 2]) for i in range(1, steps + 1)]
    edges = [Edge(f"s{i}", f"s{i + 1}", id=f"s{i}#0") for i in range(steps)]
    edges += [Edge(f"s{i}", f"s{i - 4}", label="terug", id=f"s{i}#1") for i in range(5, steps + 1, 5)]
    return Diagram("long", "Lang", "lanes", tuple(nodes), tuple(edges), IMPRINT, (Lane("a", "A"), Lane("b", "B")))


def test_fifteen_steps_stay_on_one_sheet() -> None:
    diagram = chain(15)
    assert sheets_of(diagram) == (diagram,)


@pytest.mark.parametrize("steps", [16, 31, 40, 100])
def test_more_become_an_overview_and_sheets_of_at_most_fifteen(steps: int) -> None:
    diagram = chain(steps)
    overview, *sheets = sheets_of(diagram)
    assert [n.id for n in overview.nodes] == [s.id for s in sheets]
    assert len(sheets) == -(-steps // MOST_STEPS)
    for sheet in sheets:
        assert sum(n.shape == "step" for n in sheet.nodes) <= MOST_STEPS
    kept = [n.id for sheet in sheets for n in sheet.nodes if n.shape != "jump"]
    assert kept == [n.id for n in diagram.nodes]


def test_every_way_is_on_the_sheet_of_its_source_and_of_its_target() -> None:
    diagram = chain(40)
    _, *sheets = sheets_of(diagram)
    home = {n.id: sheet.id for sheet in sheets for n in sheet.nodes if n.shape != "jump"}
    for edge in diagram.edges:
        found = {sheet.id for sheet in sheets for e in sheet.edges if e.id == edge.id}
        assert found == {home[edge.source], home[edge.target]}


def test_the_sheets_are_cut_where_few_ways_are_cut() -> None:
    _, *sheets = sheets_of(chain(20))
    signs = [n for sheet in sheets for n in sheet.nodes if n.shape == "jump"]
    assert len(signs) <= 4


def test_a_cut_way_says_on_which_sheet_it_goes_on() -> None:
    _, first, second = sheets_of(chain(20))
    ahead = next(n for n in first.nodes if n.shape == "jump" and n.label.startswith("\u2192"))
    assert ahead.label.endswith("(blad 2)")
    assert any(n.label.startswith("van ") and n.label.endswith("(blad 1)") for n in second.nodes if n.shape == "jump")


def test_overview_and_sheets_can_be_drawn_and_the_overview_leads_to_the_files() -> None:
    sheets = sheets_of(chain(20))
    for sheet in sheets:
        lay_out(sheet)
    overview = printed(sheets, "svg", "route")[0].decode()
    assert 'href="route-1.svg"' in overview
    assert 'href="route-2.svg"' in overview
    assert "href=" not in printed(sheets, "svg")[0].decode()
