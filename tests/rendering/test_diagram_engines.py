"""Which Graphviz is used, in which order, and what is said where there is none."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from engine.diagnostics import KnowledgeError
from engine.model.diagram import Diagram
from engine.rendering.diagrams.dot import dot
from engine.rendering.diagrams.engines import SETTING, engines, run_graphviz
from engine.rendering.diagrams.layout import lay_out
from engine.rendering.diagrams.printing import printed

TINY = "digraph { a -> b }"


@pytest.fixture(autouse=True)
def no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start without the setting, whatever the machine has."""
    monkeypatch.delenv(SETTING, raising=False)


def test_the_bundled_one_comes_first() -> None:
    assert Path(engines()[0]).with_suffix("") == Path(sys.executable).with_name("graphviz-pure")


def test_the_setting_goes_before_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, "/opt/dot")
    assert engines() == ["/opt/dot"]


def test_the_systems_dot_comes_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    assert engines()[-1] == "/usr/bin/dot"


def test_without_any_the_way_out_is_said(small: Diagram, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, "none")
    with pytest.raises(KnowledgeError) as problem:
        lay_out(small)
    (fault,) = problem.value.diagnostics
    assert fault.code == "graph.no_engine"
    assert "--format text" in fault.text("nl")


def test_without_any_the_words_are_still_there(small: Diagram, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, "none")
    assert printed((small,), "text")[0].startswith(b"Een kleine route")


def test_a_setting_that_leads_nowhere_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, "/no/such/dot")
    with pytest.raises(KnowledgeError) as problem:
        run_graphviz(TINY, "json")
    (fault,) = problem.value.diagnostics
    assert fault.code == "graph.engine_failed"
    assert "/no/such/dot" in fault.text("en")


def found(source: str) -> tuple[set[str], set[tuple[int, int]]]:
    """Give the nodes and edges that an engine reads in DOT text."""
    answer = json.loads(run_graphviz(source, "json"))
    names = {o["_gvid"]: o["name"] for o in answer["objects"] if not o["name"].startswith("cluster")}
    return set(names.values()), {(names[e["tail"]], names[e["head"]]) for e in answer["edges"]}


def test_our_dot_text_means_the_same_to_every_engine(small: Diagram, monkeypatch: pytest.MonkeyPatch) -> None:
    here = engines()
    if len(here) < 2:
        pytest.skip("only one Graphviz here; with a system dot or pygraphviz this compares them")
    answers = []
    for engine in here:
        if engine == "pygraphviz":
            continue
        monkeypatch.setenv(SETTING, engine)
        answers.append(found(dot(small)))
    assert all(answer == answers[0] for answer in answers)


def test_dot_text_holds_every_node_and_every_edge(small: Diagram) -> None:
    nodes, edges = found(dot(small))
    assert len(nodes) == len(small.nodes)
    assert len(edges) == len(small.edges)


def test_hostile_words_add_nothing_to_dot_text(hostile: Diagram) -> None:
    nodes, edges = found(dot(hostile))
    assert nodes == {n.id for n in hostile.nodes}
    assert len(edges) == len(hostile.edges)
    read = json.loads(run_graphviz(dot(hostile), "json"))
    things = [read, *read["objects"], *read["edges"]]
    assert not any({"URL", "href", "edgeURL", "headURL", "tailURL", "labelURL"} & each.keys() for each in things)


def test_hostile_words_do_not_reach_the_layout(hostile: Diagram) -> None:
    placed = lay_out(hostile)
    assert {n.node.id for n in placed.nodes if n.node.shape != "jump"} == {n.id for n in hostile.nodes}
