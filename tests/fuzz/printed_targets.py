"""What is printed: pictures and sheets of hostile words."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree as ET

from engine.model.diagram import Diagram, Edge, Imprint, Lane, Node, Shape
from engine.model.paper import Field, Fields, Heading, Item, Items, Note, Paper, Paragraph, Scale, Span, Table, Tone
from engine.rendering.diagrams.printing import printed as drawn
from engine.rendering.paper_printing import printed
from tests.fuzz.dice import Dice
from tests.fuzz.seeds import TODAY, told
from tests.fuzz.words import HOSTILE

__all__ = ["diagram", "paper"]


def diagram(content: bytes) -> None:
    """Draw a picture of hostile words: every text form is well-formed, and nothing in it runs."""
    dice = Dice(content)
    shapes: tuple[Shape, ...] = ("start", "step", "decision", "wait", "up", "down", "end")
    say = [*HOSTILE, "Gewoon", "Doe een stap"]

    def node(i: int) -> Node:
        return Node(f"n{i}", dice.choice(shapes), dice.choice(say), dice.choice(say), i + 1, "lane", dice.choice(say), dice.choice(say))

    nodes = tuple(node(i) for i in range(dice.randint(1, 6)))
    ways = tuple(
        Edge(dice.choice(nodes).id, dice.choice(nodes).id, label=dice.choice(say), condition=dice.choice(say), id=f"e{i}")
        for i in range(dice.randint(0, 6))
    )
    imprint = Imprint(dice.choice(say), dice.choice(say), "sha256:4f2c91aa", TODAY)
    picture = Diagram("hostile", dice.choice(say), "lanes", nodes, ways, imprint, (Lane("lane", dice.choice(say)),), dice.choice(say))
    with told():
        for form in ("svg", "bpmn"):
            for made in drawn([picture], form):
                root = ET.fromstring(made)  # noqa: S314 - our own text
                assert not [each for each in root.iter() if str(each.tag).rpartition("}")[2] in ("script", "foreignObject", "image")]
        assert all(drawn([picture], form) for form in ("dot", "mermaid", "text"))


_TONES: tuple[Tone, ...] = ("plain", "quiet", "strong", "late")


def paper(content: bytes) -> None:
    """Print a sheet of hostile words: Markdown, HTML and Word can be made, and Word's parts are well-formed."""
    dice = Dice(content)

    def said() -> str:
        return dice.choice(HOSTILE) + "".join(chr(dice.randrange(0x3000)) for _ in range(dice.randrange(6)))

    def spans() -> tuple[Span, ...]:
        return tuple(Span(said(), dice.choice(_TONES)) for _ in range(dice.randint(0, 2)))

    blocks = (
        Note("urgent", said(), spans()),
        Heading(said()),
        Paragraph(spans()),
        Items((Item(spans(), (spans(),)),)),
        Table(said(), (said(), said()), ((spans(), spans()),), (50, 50)),
        Scale((said(), said()), 0, said()),
        Fields((Field(said(), 2, (spans(),)),), dice.choice(["lines", "rows", "boxes"])),
    )
    sheet = Paper(said(), said(), said(), said(), "2026-01-26", "nl", blocks)
    assert str(printed(sheet, "md")).encode()
    assert "<script" not in str(printed(sheet, "html"))
    word = printed(sheet, "docx")
    assert isinstance(word, bytes)
    with zipfile.ZipFile(io.BytesIO(word)) as packed:
        ET.fromstring(packed.read("word/document.xml"))  # noqa: S314 - our own text
