"""The trainer's page: one file that works from a stick, without a network, with a mouse, a clicker or the keyboard alone."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from engine.model.diagram import Diagram, Node, Scenario
from engine.model.text import Language
from engine.rendering.diagrams.drawing import draw
from engine.rendering.diagrams.layout import lay_out
from engine.rendering.diagrams.outline import foot_line, outline
from engine.rendering.diagrams.page_words import PAGE_WORDS
from engine.rendering.diagrams.svg import svg
from engine.rendering.diagrams.wording import STATES, TIES, pick
from engine.rendering.plain import escaped, json_line
from engine.rendering.words import on_day

__all__ = ["PAGE_FILES", "page", "page_body"]

_FOLDER = Path(__file__).parent
PAGE_FILES = {name: _FOLDER / name for name in ("page.css", "page.js")}  # for who serves them beside the page
_LANGUAGES: tuple[Language, Language] = ("nl", "en")


def page(
    sheets: Mapping[Language, Sequence[Diagram]],
    whole: Mapping[Language, Diagram],
    scenarios: Sequence[Scenario] = (),
    language: Language = "nl",
) -> str:
    """Print the page of a picture in both languages, opening in one; `whole` is the picture before it was cut into sheets.

    Raises `KnowledgeError` when there is no Graphviz for the layout.
    """
    style = PAGE_FILES["page.css"].read_text(encoding="utf-8").strip()
    script = PAGE_FILES["page.js"].read_text(encoding="utf-8").strip()
    tongue = '<button type="button" id="language" data-word="other_language"></button>'
    filled = {
        "policy": _policy(style, script),
        "title": escaped(whole[language].title),
        "language": language,
        "style": style,
        "body": page_body(sheets, whole, scenarios, language, tongue=tongue),
        "script": script,
    }
    return _filled("page.html", filled)


def page_body(
    sheets: Mapping[Language, Sequence[Diagram]],
    whole: Mapping[Language, Diagram],
    scenarios: Sequence[Scenario] = (),
    language: Language = "nl",
    *,
    tongue: str = "",
) -> str:
    """Print what stands within the page, in the languages that there are sheets of; `PAGE_FILES` bring it to life.

    `tongue` is the markup of what changes the language.
    """
    filled = {
        "tongue": tongue,
        "title": escaped(whole[language].title),
        "sheets": "\n".join(line for each in sheets for line in _sheets(sheets[each], each, shown=each == language)),
        "data": _data(whole, scenarios),
    }
    return _filled("page_body.html", filled)


def _filled(file: str, parts: Mapping[str, str]) -> str:
    text = (_FOLDER / file).read_text(encoding="utf-8").rstrip("\n")
    for name, value in parts.items():
        text = text.replace(f"<!--{name}-->", value)
    return text + "\n"


def _policy(style: str, script: str) -> str:
    """Give the content security policy: nothing from anywhere, but this style and this script."""
    return f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _sheets(sheets: Sequence[Diagram], language: Language, *, shown: bool) -> Iterator[str]:
    """Print the sheets of one language; all that are `shown` stand below each other until the script shows them one by one."""
    hidden = "" if shown else " hidden"
    for i, sheet in enumerate(sheets):
        drawing = svg(draw(lay_out(sheet)), f"{language}{i}-", interactive=True)
        steps = "\n".join(escaped(line) for line in outline(sheet))
        yield (
            f'<section class="sheet" lang="{language}" data-lang="{language}" data-sheet="{i}"{hidden}>'
            f'<div class="drawing">{drawing}</div>'
            f'<section class="outline"><h2>{escaped(PAGE_WORDS["outline"][language == "en"])}: {escaped(sheet.title)}</h2>'
            f'<pre tabindex="0" aria-label="{escaped(PAGE_WORDS["outline"][language == "en"])}">{steps}</pre></section></section>'
        )


def _data(whole: Mapping[Language, Diagram], scenarios: Sequence[Scenario]) -> str:
    """Give what the script needs as JSON that cannot end its own element."""
    data = {
        "words": {language: {key: pick(words, language) for key, words in PAGE_WORDS.items()} for language in _LANGUAGES},
        "states": {language: {key: pick(words, language) for key, words in STATES.items()} for language in _LANGUAGES},
        "picture": {language: _picture(sheet) for language, sheet in whole.items()},
        "scenarios": [_scenario(s) for s in scenarios],
    }
    return json_line(data)


def _picture(sheet: Diagram) -> dict[str, Any]:
    language = sheet.imprint.language
    edges = [
        {
            "id": e.id or f"{e.source}>{e.target}",
            "from": e.source,
            "to": e.target,
            "tie": e.tie,
            "label": e.label,
            "condition": e.condition,
            "kind": pick(TIES[e.tie], language),
        }
        for e in sheet.edges
        if e.tie != "after"
    ]
    return {"title": sheet.title, "foot": foot_line(sheet), "nodes": {n.id: _node(n) for n in sheet.nodes}, "edges": edges}


def _node(node: Node) -> dict[str, Any]:
    return {
        "label": node.label,
        "full": node.sentence,
        "number": node.number,
        "shape": node.shape,
        "role": node.role,
        "term": node.term,
        "lines": node.lines if node.shape in ("up", "down", "route", "means", "layer") else (),
        "details": node.details,
        "says": node.says,
    }


def _scenario(scenario: Scenario) -> dict[str, Any]:
    return {
        "id": scenario.id,
        "title": scenario.title or scenario.id,
        "day": {language: on_day(scenario.day, language) for language in _LANGUAGES},
        "states": scenario.states,
        "answers": scenario.answers,
    }
