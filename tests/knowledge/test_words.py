"""What an IB'er, a parent or a pupil reads speaks of what is needed, never of a child as the problem."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
# domain.md §12 and organiseren §20.5; what cannot be encoded may name the words it is about
SAID = re.compile(
    r"\b(onderpresteerders?|uitvallers?|drop-?outs?|thuiszitters?|zorgleerlingen?|lui|luie|weigerachtig|"
    r"toeleid\w*|toe te leiden|overdracht\w*|overgedragen|doorverwij\w+)\b",
    re.IGNORECASE,
)
FILES = sorted(
    f
    for folder in ("rules", "protocols")
    for f in (ROOT / folder).rglob("*.yaml")
    if "vignettes" not in f.parts and f.name not in {"untranslated.yaml", "sources.yaml"}
)


def _dutch(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "nl" and isinstance(value, str):
                yield value
            else:
                yield from _dutch(value)
    elif isinstance(node, list):
        for each in node:
            yield from _dutch(each)


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.relative_to(ROOT).as_posix())
def test_no_text_makes_the_child_the_problem(file: Path) -> None:
    texts = _dutch(yaml.safe_load(file.read_text(encoding="utf-8")))
    assert [text for text in texts if SAID.search(text)] == []


def test_the_texts_are_really_read() -> None:
    assert sum(len(list(_dutch(yaml.safe_load(f.read_text(encoding="utf-8"))))) for f in FILES) > 1000
    assert SAID.search("de overdracht van een thuiszitter")
