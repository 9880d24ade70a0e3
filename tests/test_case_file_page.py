"""The page on the case file tells the truth: its examples load, and it names every key there is."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from engine.impact.expectations import differences
from engine.loading.cases import parse_case
from engine.service import Wegwijzer

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "case-file.md").read_text(encoding="utf-8")
SCHEMA = json.loads((ROOT / "schemas" / "case.schema.json").read_text(encoding="utf-8"))
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("text", EXAMPLES, ids=["case", "vignette"])
def test_an_example_comes_out_as_it_says(text: str, wegwijzer: Wegwijzer) -> None:
    case = parse_case(text, "docs/case-file.md", wegwijzer.base.knowledge)
    assert differences(case.expect or {}, wegwijzer.advise(case)) == []


def _keys(schema: Any) -> set[str]:
    return set(schema["properties"])


@pytest.mark.parametrize(
    "keys",
    [
        _keys(SCHEMA),
        _keys(SCHEMA["properties"]["facts"]["additionalProperties"]["oneOf"][1]),
        _keys(SCHEMA["properties"]["events"]["items"]),
        _keys(SCHEMA["properties"]["expect"]),
    ],
    ids=["case", "observation", "event", "expect"],
)
def test_every_key_is_told(keys: set[str]) -> None:
    told = set(re.findall(r"`(\w+)`", PAGE)) | set(re.findall(r"^(\w+):", "\n".join(EXAMPLES), re.MULTILINE))
    assert keys
    assert keys - told == set()
