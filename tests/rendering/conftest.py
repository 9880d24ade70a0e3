"""Diagrams for tests: a small one with everything in it, and one whose every word is hostile."""

from __future__ import annotations

from datetime import date

import pytest

from engine.model.diagram import Diagram, Edge, Imprint, Lane, Node

IMPRINT = Imprint("basis", "1.0", "sha256:4f2c91aa", date(2026, 2, 1))

HOSTILE = (
    "<script>alert(1)</script>",
    "<b>vet</b> & <table>",
    '"]; evil [label="x"]; //',
    "back\\slash \\N \\G \\l",
    "javascript:alert(1)",
    "]]> --> </svg> </script> </desc>",
    "click a href call() %% end }} ||",
    "\x00\x07\x1b[31m rood \u202e om",
    "`code` #35; &quot; $(id) ${x}",
    "w" * 300,
    "Hoogbegaafdheidsspecialistenvergadering",
    "ünïcödé \U0001f600 \u00bd \u2265",
)


@pytest.fixture
def small() -> Diagram:
    """Give a diagram with each kind of node and each kind of way that a protocol knows."""
    nodes = (
        Node("begin", "start", "Signaal", "Iemand ziet een signaal", 1, "ib"),
        Node("ask", "decision", "Past het?", "Past het bij deze leerling?", 2, "ib", "intern begeleider", "binnen 2 weken"),
        Node("do", "step", "Doe een kleine stap", "Doe samen een kleine stap", 3, "teacher", "leraar"),
        Node("wait", "wait", "Wacht af", "Wacht af wat het doet", 4, "teacher", "leraar", "hoogstens 6 weken"),
        Node("wait>above.start", "up", "Meld aan", "Boven de school: Meld aan", lane="teacher", lines=("Boven de school",)),
        Node("look", "step", "Kijk terug", "Kijk samen terug", 5, "ib", "intern begeleider"),
        Node("look>follow.note", "down", "Volg", "Volgen: Volg", lane="ib", lines=("Volgen",)),
        Node("end", "end", "Klaar", "Het is klaar", 6, "ib"),
    )
    edges = (
        Edge("begin", "ask", id="begin#0"),
        Edge("ask", "do", label="ja", condition="het past", id="ask#0"),
        Edge("ask", "end", label="nee", condition="niet: het past", id="ask#1"),
        Edge("do", "wait", id="do#0"),
        Edge("wait", "look", "early", id="wait#0"),
        Edge("wait", "wait>above.start", "escalates", "helpt niet", id="wait#1"),
        Edge("look", "do", label="nog niet", condition="nog niet", id="look#0"),
        Edge("look", "look>follow.note", "returns", id="look#1"),
        Edge("look", "end", label="gelukt", condition="gelukt", id="look#2"),
    )
    lanes = (Lane("ib", "intern begeleider"), Lane("teacher", "leraar"))
    return Diagram("small", "Een kleine route", "lanes", nodes, edges, IMPRINT, lanes)


@pytest.fixture
def hostile() -> Diagram:
    """Give a chain of steps in which every text and every link tries to be something else."""
    nodes = tuple(
        Node(f"n{i}", "step", text, text, i + 1, "lane", text, text, details=((text, text),), link=f"javascript:{text}", says=text)
        for i, text in enumerate(HOSTILE)
    )
    edges = tuple(Edge(f"n{i}", f"n{i + 1}", label=text, condition=text, id=f"n{i}#0") for i, text in enumerate(HOSTILE[:-1]))
    title = HOSTILE[0] + HOSTILE[2] + HOSTILE[5]
    return Diagram("hostile", title, "lanes", nodes, edges, IMPRINT, (Lane("lane", HOSTILE[0]),), HOSTILE[1], HOSTILE[5])
