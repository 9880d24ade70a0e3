"""The SVG: what is drawn is what is meant, its words carry it too, and nothing in it can act or reach out."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model.diagram import Diagram
from engine.rendering.diagrams.drawing import draw
from engine.rendering.diagrams.layout import lay_out
from engine.rendering.diagrams.outline import outline
from engine.rendering.diagrams.palette import CATEGORY, LAYERS, TEXT_ON_LAYER, palette
from engine.rendering.diagrams.svg import anchor, safe_link, svg
from engine.service import Wegwijzer

NS = "{http://www.w3.org/2000/svg}"
SAFE = {
    "svg", "title", "desc", "g", "path", "text", "a",
}  # fmt: skip


def drawn(diagram: Diagram, **options: bool) -> ET.Element:
    """Draw a diagram and read it back."""
    return ET.fromstring(svg(draw(lay_out(diagram)), **options))  # type: ignore[arg-type]  # noqa: S314 - our own text


def ids(root: ET.Element, kind: str) -> set[str]:
    """Give the ids of the groups of a kind."""
    return {g.get("id", "").removeprefix(f"{kind}-") for g in root.iter(f"{NS}g") if (g.get("class") or "").split()[:1] == [kind]}


def test_nodes_and_edges_of_the_picture_are_those_of_the_diagram(small: Diagram) -> None:
    root = drawn(small)
    assert ids(root, "node") == {anchor(n.id) for n in small.nodes}
    assert ids(root, "edge") == {anchor(e.id) for e in small.edges}


def test_the_structure_of_a_shipped_route(wegwijzer: Wegwijzer) -> None:
    root = drawn(wegwijzer.graph("safety_net")[0])
    on_the_way = {"dropout", "intake", "keep_contact", "temporary_place", "strengthen_context", "find_school", "reentry"}
    tasks = on_the_way | {"in_touch", "school_ready", "closed"}
    assert {name for name in ids(root, "node") if "-3e" not in name} == tasks
    assert {name for name in ids(root, "node") if name.count("-3e") == 1} == {
        "find_school-3eabove_school.apply",
        "reentry-3eabsence_route.rejoin",
    }
    assert {e.rsplit("-23", 1)[0] for e in ids(root, "edge")} == on_the_way


def test_a_screen_reader_gets_title_and_steps(small: Diagram) -> None:
    root = drawn(small)
    assert root.get("role") == "img"
    title, description = root.find(f"{NS}title"), root.find(f"{NS}desc")
    assert title is not None
    assert description is not None
    assert (root.get("aria-labelledby"), root.get("aria-describedby")) == (title.get("id"), description.get("id"))
    assert title.text == small.title
    assert (description.text or "").splitlines() == outline(small)


def test_every_label_is_there_in_full(small: Diagram) -> None:
    said = " ".join(t.text or "" for t in drawn(small).iter(f"{NS}text"))
    for node in small.nodes:
        assert all(word in said for word in node.label.split())
    for edge in small.edges:
        assert edge.label in said


def test_escalations_returns_and_early_ways_are_told_apart_by_their_lines(small: Diagram) -> None:
    root = drawn(small)
    lines = {}
    for group in root.iter(f"{NS}g"):
        names = (group.get("class") or "").split()
        if names[:1] == ["edge"]:
            path = next(iter(group.iter(f"{NS}path")))
            lines[names[1]] = (float(path.get("stroke-width", "0")), path.get("stroke-dasharray"))
    assert lines["escalates"][0] > 2 * lines["next"][0]
    assert lines["returns"][0] < lines["next"][0]
    dashes = [lines[tie][1] for tie in ("next", "escalates", "returns", "early")]
    assert dashes[:2] == [None, None]
    assert len(set(dashes)) == 3


@pytest.mark.parametrize("interactive", [False, True])
def test_hostile_words_stay_words(hostile: Diagram, interactive: bool) -> None:  # noqa: FBT001 - a parameter of the test
    root = drawn(hostile, interactive=interactive)
    assert {e.tag.removeprefix(NS) for e in root.iter()} <= SAFE
    for element in root.iter():
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on")
            assert name != "style"
            assert "javascript:" not in value or name == "aria-label" or name.startswith("data-")
    assert "<script>alert(1)</script>" in "".join(root.itertext())


def test_nothing_is_fetched_from_anywhere(small: Diagram, hostile: Diagram) -> None:
    for diagram in (small, hostile):
        text = svg(draw(lay_out(diagram)))
        assert re.findall(r"https?://[^\"']+", text) == ["http://www.w3.org/2000/svg"]
        assert not re.search(r"url\(|@import|xlink|<style|<image|<use|<foreignObject", text)


@pytest.mark.parametrize("link", ["#node-x", "#", "route-1.svg", "sub/route.svg#a", "route.html"])
def test_a_link_to_a_place_here_is_kept(link: str) -> None:
    assert safe_link(link) == link


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:x",
        "//evil.nl/a.svg",
        "http://x.nl/a.svg",
        "data:text/html,x",
        "../../etc/x.svg",
        " javascript:x",
        "a.svg\nb",
    ],
)
def test_a_link_to_elsewhere_is_dropped(link: str) -> None:
    assert safe_link(link) == ""


@given(st.text())
def test_no_text_makes_a_link_with_a_scheme_or_a_host(text: str) -> None:
    kept = safe_link(text)
    assert kept in ("", text)
    assert ":" not in kept
    assert not kept.startswith("//")


@given(st.text())
def test_an_anchor_is_a_name_and_different_names_stay_different(text: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9._-]*", anchor(text))


def test_only_the_colours_of_the_house_are_used(small: Diagram, wegwijzer: Wegwijzer) -> None:
    house = {*palette.values(), *CATEGORY.values(), *LAYERS, *TEXT_ON_LAYER, "none"}
    diagrams = [small, *wegwijzer.graph("causes"), *wegwijzer.graph("pyramid"), *wegwijzer.graph("all")]
    for diagram in diagrams:
        for element in drawn(diagram).iter():
            assert {element.get("fill", "none"), element.get("stroke", "none")} <= house


def test_the_same_diagram_gives_the_same_bytes(small: Diagram) -> None:
    assert svg(draw(lay_out(small))) == svg(draw(lay_out(small)))
