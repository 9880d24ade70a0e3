"""The text equivalent says the same as the picture: the same steps, the same ways, in order."""

from __future__ import annotations

import re

import pytest

from docs.gallery import sheets
from engine.model.diagram import Diagram
from engine.rendering.diagrams.outline import outline, outline_text

PROTOCOLS = ("above_school", "absence_route", "monitoring", "motivation_intervention", "peer_group", "safety_net", "underachievement")


@pytest.mark.parametrize("name", PROTOCOLS)
def test_every_step_is_a_line_in_order(name: str) -> None:
    diagram = sheets()[name]
    heads = [line for line in outline(diagram) if re.match(r" ?\d+\. ", line)]
    assert [int(line.split(".")[0]) for line in heads] == [n.number for n in diagram.nodes if n.number]
    for line, node in zip(heads, (n for n in diagram.nodes if n.number), strict=True):
        assert node.sentence in line
        assert node.role in line
        assert node.term in line


@pytest.mark.parametrize("name", PROTOCOLS)
def test_every_way_is_a_line_under_its_step(name: str) -> None:
    diagram = sheets()[name]
    lines = outline(diagram)
    ways = [line for line in lines if line.startswith("    ")]
    assert len(ways) == len(diagram.edges)
    for edge in diagram.edges:
        assert any(diagram.node(edge.target).sentence in way and edge.label in way for way in ways)


def test_what_a_small_route_sounds_like(small: Diagram) -> None:
    assert outline_text((small,)) == (
        "Een kleine route\n"
        "regels: basis 1.0 (4f2c91) · 1 februari 2026\n"
        "\n"
        " 1. Iemand ziet een signaal (begin)\n"
        "    daarna: 2. Past het bij deze leerling?\n"
        " 2. Past het bij deze leerling? (intern begeleider, binnen 2 weken)\n"
        "    daarna, bij “ja”: 3. Doe samen een kleine stap\n"
        "    daarna, bij “nee”: 6. Het is klaar\n"
        " 3. Doe samen een kleine stap (leraar)\n"
        "    daarna: 4. Wacht af wat het doet\n"
        " 4. Wacht af wat het doet (wachten, met een termijn, leraar, hoogstens 6 weken)\n"
        "    al zodra de stap loopt: 5. Kijk samen terug\n"
        "    omhoog: meer ondersteuning, bij “helpt niet”: Boven de school: Meld aan\n"
        " 5. Kijk samen terug (intern begeleider)\n"
        "    daarna, bij “nog niet”: 3. Doe samen een kleine stap\n"
        "    terug naar een lichtere route: Volgen: Volg\n"
        "    daarna, bij “gelukt”: 6. Het is klaar\n"
        " 6. Het is klaar (einde)\n"
    )


def test_the_list_of_means_names_all_of_them_where_the_picture_names_a_few() -> None:
    diagram = sheets()["causes-person"]
    means = next(n for n in diagram.nodes if n.shape == "means" and "andere" in n.lines[-1])
    listed = means.details[0][1].split("; ")
    assert len(listed) > len(means.lines)
    assert {f"    {text}" for text in listed} <= set(outline(diagram))
