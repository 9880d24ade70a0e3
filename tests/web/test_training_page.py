"""The page for trainers: what it names can be pressed, and what it says to type is understood."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner
from starlette.testclient import TestClient

from cli.commands import graph, serve
from engine.service import Wegwijzer
from web.desks.trainer_play import key_of

PAGE = (Path(__file__).parents[2] / "docs" / "training.md").read_text(encoding="utf-8")
KEYS = {"PageDown", "PageUp", "Esc", "voordat"}  # bold too, and no word of a page


def test_every_name_in_bold_or_italics_stands_on_a_page(client: TestClient, wegwijzer: Wegwijzer) -> None:
    key = key_of(wegwijzer.playable()[0])
    mark = client.get("/trainer/make").text.split('name="mark" value="')[1].split('"')[0]
    draft = {"mark": mark, "text": "case: concept\nfacts: {potential.percentile: 93}\n"}
    pages = [client.get(f"/trainer{p}").text for p in ("", "/show/safety_net", f"/play/{key}", f"/play/{key}/rules", f"/play/{key}/known")]
    pages += [client.post("/trainer/make", data=draft | {"do": "see"}).text]
    pages += [client.post("/trainer/make/vignette", data=draft | {"name": "x", "title": "x", "do": "show"}).text]
    pages += [(Path(__file__).parents[2] / "web" / "templates" / "trainer" / "made.html").read_text(encoding="utf-8")]  # with rights
    whole = " ".join(re.sub(r"<[^>]+>", " ", text) + text for text in pages)
    for name in set(re.findall(r"\*\*?([^*\n]+?)\*\*?", PAGE)) - KEYS:
        assert name.rstrip(".?") in whole, name


def test_the_commands_on_it_are_understood() -> None:
    assert "--beside" in CliRunner().invoke(serve.command, ["--help"]).output
    assert "html" in CliRunner().invoke(graph.command, ["--help"]).output
    assert set(re.findall(r"^\$ wegwijzer (\w+)", PAGE, re.MULTILINE)) == {"serve"}
