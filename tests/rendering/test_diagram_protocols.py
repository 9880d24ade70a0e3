"""From a protocol to its diagram: nothing is left out, nothing is added."""

from __future__ import annotations

import pytest

from engine.model.diagram import Diagram
from engine.model.protocol import Protocol
from engine.rendering.diagrams.measuring import LABEL_CHARACTERS, wrapped
from engine.rendering.diagrams.protocols import STEPS
from engine.service import Wegwijzer

PROTOCOLS = (
    "above_school",
    "absence_route",
    "first_talk",
    "monitoring",
    "motivation_intervention",
    "peer_group",
    "return_phases",
    "safety_net",
    "underachievement",
)


@pytest.fixture(params=PROTOCOLS)
def both(request: pytest.FixtureRequest, wegwijzer: Wegwijzer) -> tuple[Protocol, Diagram]:
    """Give a protocol and its diagram."""
    return wegwijzer.base.knowledge.protocols[request.param], wegwijzer.graph(request.param)[0]


def test_every_shipped_protocol_is_drawn_in_these_tests(wegwijzer: Wegwijzer) -> None:
    assert sorted(wegwijzer.base.knowledge.protocols) == sorted(PROTOCOLS)


def test_every_task_is_a_node_and_every_node_a_task_or_a_step_elsewhere(both: tuple[Protocol, Diagram]) -> None:
    protocol, diagram = both
    outside = {f"{t.id}>{way.to}" for t in protocol.tasks.values() for way in t.transitions if "." in way.to}
    assert {n.id for n in diagram.nodes} == set(protocol.tasks) | outside
    assert {n.id for n in diagram.nodes if n.shape in ("up", "down")} == outside


def test_every_transition_is_an_edge_with_its_answer(both: tuple[Protocol, Diagram]) -> None:
    protocol, diagram = both
    edges = {e.id: e for e in diagram.edges}
    assert len(edges) == len(diagram.edges) == sum(len(t.transitions) for t in protocol.tasks.values())
    for task in protocol.tasks.values():
        for i, way in enumerate(task.transitions):
            edge = edges[f"{task.id}#{i}"]
            assert edge.source == task.id
            assert edge.target in (way.to, f"{task.id}>{way.to}")
            assert (edge.tie == "escalates", edge.tie == "returns", edge.tie == "early") == (way.escalates, way.returns, way.on_start)
            assert edge.label or not way.label
            assert bool(edge.condition) == bool(way.when or way.otherwise)


def test_the_steps_are_numbered_in_the_order_of_the_file(both: tuple[Protocol, Diagram]) -> None:
    protocol, diagram = both
    assert [n.id for n in diagram.nodes if n.number] == list(protocol.tasks)
    assert [n.number for n in diagram.nodes if n.number] == list(range(1, len(protocol.tasks) + 1))


def test_every_step_stands_in_the_lane_of_who_does_it(both: tuple[Protocol, Diagram]) -> None:
    protocol, diagram = both
    lanes = {lane.id for lane in diagram.lanes}
    assert lanes == {t.role for t in protocol.tasks.values() if t.role}
    for task in protocol.tasks.values():
        assert diagram.node(task.id).lane == task.role or (task.role is None and diagram.node(task.id).lane in lanes)


def test_every_term_is_said(both: tuple[Protocol, Diagram]) -> None:
    protocol, diagram = both
    for task in protocol.tasks.values():
        assert bool(task.term) == bool(diagram.node(task.id).term)
        if task.term:
            assert diagram.node(task.id).term.startswith("hoogstens " if task.term.at_most else "binnen ")


def test_a_question_that_has_answers_has_them_on_its_edges(both: tuple[Protocol, Diagram]) -> None:
    _, diagram = both
    for node in diagram.nodes:
        if node.shape == "decision":
            assert all(e.label for e in diagram.edges_from(node.id))


def test_every_step_tells_who_and_from_which_source(both: tuple[Protocol, Diagram]) -> None:
    protocol, diagram = both
    for task in protocol.tasks.values():
        headings = {heading for heading, _ in diagram.node(task.id).details}
        if task.type in STEPS:
            assert {"Wie", "Bron"} <= headings


def test_a_label_wraps_at_24_characters_and_loses_nothing() -> None:
    text = "Breng in kaart wat deze leerling nodig heeft, samen met de hoogbegaafdheidsspecialist"
    lines = wrapped(text)
    assert " ".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(len(line) <= LABEL_CHARACTERS or " " not in line for line in lines)


def test_a_word_without_end_is_broken_and_loses_nothing() -> None:
    lines = wrapped("x" * 200)
    assert "".join(line.removesuffix("-") for line in lines) == "x" * 200
    assert max(map(len, lines)) < 40


def test_english_is_english_throughout(wegwijzer: Wegwijzer) -> None:
    (diagram,) = wegwijzer.graph("safety_net", "en")
    assert diagram.node("intake").term == "within 2 weeks"
    assert diagram.node("intake").role == "school counsellor"
    assert "Source" in {heading for heading, _ in diagram.node("intake").details}
