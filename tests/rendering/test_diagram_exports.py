"""Mermaid, BPMN, pixels and paper: each holds the whole diagram, and hostile words stay words."""

from __future__ import annotations

import json
import os
import re
import shutil
import struct
import subprocess
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pypdf
import pytest

from engine.diagnostics import KnowledgeError
from engine.model.diagram import Diagram
from engine.rendering.diagrams.bpmn import bpmn
from engine.rendering.diagrams.drawing import draw
from engine.rendering.diagrams.layout import lay_out
from engine.rendering.diagrams.mermaid import mermaid
from engine.rendering.diagrams.paper import pdf
from engine.rendering.diagrams.pixels import png
from engine.rendering.diagrams.printing import printed
from engine.service import Wegwijzer
from tests.rendering.test_diagram_protocols import PROTOCOLS

MODEL = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"


# --- Mermaid ---


def test_mermaid_holds_every_node_and_edge(small: Diagram) -> None:
    text = mermaid(small)
    assert len(re.findall(r"^ +n\d+[\[({]", text, re.MULTILINE)) == len(small.nodes)
    assert len(re.findall(r"^  n\d+ (?:-->|==>|-\.->)", text, re.MULTILINE)) == len(small.edges)


def test_mermaid_tells_escalation_and_return_apart(small: Diagram) -> None:
    assert re.search(r'n3 ==>\|"helpt niet"\| n4', mermaid(small))
    assert re.search(r"n5 -\.-> n6", mermaid(small))


def test_hostile_words_cannot_leave_their_quotes_in_mermaid(hostile: Diagram) -> None:
    text = mermaid(hostile)
    body = text.split("---\n")[2]
    assert "<script" not in body
    assert "`" not in body
    assert "\\" not in body
    for line in body.splitlines():
        assert line.count('"') % 2 == 0
        assert not line.strip().startswith(("click", "style", "linkStyle"))
    assert len(re.findall(r"^ +n\d+\(", body, re.MULTILINE)) == len(hostile.nodes)


# --- BPMN ---


@lru_cache(maxsize=1)
def schema() -> Any:
    """Give the OMG's schema, as a package for running workflows carries it."""
    spiff = pytest.importorskip("SpiffWorkflow", reason="the OMG's schemas come with SpiffWorkflow (extra `dev`)")
    etree = pytest.importorskip("lxml.etree", reason="checking a schema takes lxml (extra `dev`)")
    return etree.XMLSchema(etree.parse(Path(spiff.__file__).parent / "bpmn" / "parser" / "schema" / "BPMN20.xsd"))


def faults_of(text: str) -> list[str]:
    """Give what the OMG's schema has against a file."""
    found = schema()
    from lxml import etree  # noqa: PLC0415 - the schema looked whether it is there

    found.validate(etree.fromstring(text.encode()))
    return [str(each) for each in found.error_log]


@pytest.fixture(params=PROTOCOLS)
def process(request: pytest.FixtureRequest, wegwijzer: Wegwijzer) -> tuple[Diagram, str]:
    """Give each protocol and its BPMN."""
    diagram = wegwijzer.graph(request.param, whole=True)[0]
    return diagram, bpmn(diagram)


def test_every_protocol_is_valid_bpmn_with_all_its_parts(process: tuple[Diagram, str]) -> None:
    diagram, text = process
    assert faults_of(text) == []
    root = ET.fromstring(text)  # noqa: S314 - our own text
    flows = {f.get("id"): f for f in root.iter(f"{MODEL}sequenceFlow")}
    assert len(flows) == len(diagram.edges)
    owners = {e.get("id"): e for e in root.iter() if e.find(f"{MODEL}incoming") is not None or e.find(f"{MODEL}outgoing") is not None}
    for id_, flow in flows.items():
        assert id_ in [o.text for o in owners[flow.get("sourceRef")].findall(f"{MODEL}outgoing")]
        assert id_ in [i.text for i in owners[flow.get("targetRef")].findall(f"{MODEL}incoming")]
    drawn = {s.get("bpmnElement") for s in root.iter(f"{DI}BPMNShape")} | {s.get("bpmnElement") for s in root.iter(f"{DI}BPMNEdge")}
    lanes = {lane.get("id") for lane in root.iter(f"{MODEL}lane")}
    assert drawn == set(flows) | set(owners) | lanes | {"Participant_1"}
    assert len(lanes) == len(diagram.lanes)
    members = [ref.text for ref in root.iter(f"{MODEL}flowNodeRef")]
    assert sorted(members) == sorted(set(owners))  # type: ignore[type-var]


def test_a_wrong_element_would_be_refused(small: Diagram) -> None:
    assert faults_of(bpmn(small)) == []
    assert faults_of(bpmn(small).replace("userTask", "usedTask")) != []


def test_hostile_words_stay_words_in_bpmn(hostile: Diagram) -> None:
    text = bpmn(hostile)
    assert faults_of(text) == []
    assert "<script>" not in text


_OPEN = """
import BpmnModdle from 'bpmn-moddle';
const { rootElement, warnings } = await new BpmnModdle().fromXML(await new Response(process.stdin).text());
const plane = rootElement.diagrams[0].plane;
const flows = rootElement.rootElements.filter(e => e.$type === 'bpmn:Process').flatMap(p => p.flowElements);
console.log(JSON.stringify({
  warnings: warnings.map(w => w.message),
  flows: flows.filter(f => f.$type === 'bpmn:SequenceFlow').length,
  nodes: flows.filter(f => f.$type !== 'bpmn:SequenceFlow').length,
  drawn: plane.planeElement.filter(e => e.bpmnElement && e.bpmnElement.id).length,
}));
"""


@pytest.fixture(scope="session")
def moddle() -> Path:
    """Give the folder in which bpmn-moddle, the reader of BPMN's own editors, is installed."""
    folder = Path(os.environ.get("WEGWIJZER_MODDLE", ""))
    if shutil.which("node") is None or not (folder / "node_modules" / "bpmn-moddle").is_dir():
        pytest.skip("needs node, and WEGWIJZER_MODDLE with a folder in which `npm install bpmn-moddle@9.0.4` was done")
    return folder


def test_bpmn_moddle_opens_every_protocol_without_a_warning(process: tuple[Diagram, str], moddle: Path) -> None:
    diagram, text = process
    command = [shutil.which("node") or "node", "--input-type=module", "-e", _OPEN]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False, cwd=moddle)
    assert done.returncode == 0, done.stderr
    root = ET.fromstring(text)  # noqa: S314 - our own text
    nodes = len(list(root.iter(f"{MODEL}flowNodeRef")))
    drawn = len(list(root.iter(f"{DI}BPMNShape"))) + len(list(root.iter(f"{DI}BPMNEdge")))
    assert json.loads(done.stdout) == {"warnings": [], "flows": len(diagram.edges), "nodes": nodes, "drawn": drawn}


def test_only_a_protocol_fits_into_bpmn(wegwijzer: Wegwijzer) -> None:
    for name in ("pyramid", "all", "causes", "roles"):
        with pytest.raises(KnowledgeError) as problem:
            printed(wegwijzer.graph(name), "bpmn")
        assert problem.value.diagnostics[0].code == "graph.only_protocol"


# --- pixels ---


def test_a_png_has_the_size_of_the_drawing(small: Diagram) -> None:
    drawing = draw(lay_out(small))
    made = png(drawing)
    assert made.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", made[16:24])
    assert width == pytest.approx(drawing.width * 2, abs=8)
    assert height == pytest.approx(drawing.height * 2, abs=8)


def test_words_are_in_the_png(small: Diagram) -> None:
    drawing = draw(lay_out(small))
    bare = type(drawing)(drawing.width, drawing.height, "", "", "nl", drawing.groups[:1])
    assert len(png(drawing)) > 4 * len(png(bare))


def test_hostile_words_do_not_break_the_png(hostile: Diagram) -> None:
    assert png(draw(lay_out(hostile))).startswith(b"\x89PNG")


# --- paper ---


def test_a_pdf_has_a_page_for_each_sheet_of_a4(wegwijzer: Wegwijzer) -> None:
    made = pypdf.PdfReader(BytesIO(printed(wegwijzer.graph("causes"), "pdf")[0]))
    assert len(made.pages) == 5
    for page in made.pages:
        assert sorted(round(float(side)) for side in page.mediabox[2:]) == [595, 842]


def test_a_pdf_carries_the_words_and_a_title(small: Diagram) -> None:
    made = pypdf.PdfReader(BytesIO(pdf([draw(lay_out(small))])))
    assert made.metadata is not None
    assert made.metadata.title == "Een kleine route"
    assert "Doe een kleine stap" in " ".join(page.extract_text() for page in made.pages).replace("\n", " ")


def test_hostile_words_do_not_break_the_pdf(hostile: Diagram) -> None:
    assert pdf([draw(lay_out(hostile))]).startswith(b"%PDF")
