"""The advice as JSON: it has the shape that is promised, and the same bytes everywhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from engine.rendering.advice_json import advice_json
from engine.service import Wegwijzer

ROOT = Path(__file__).resolve().parents[2]
CASES = [p for folder in ("rules/vignettes", "examples", "tests/golden/good") for p in sorted((ROOT / folder).glob("*.yaml"))]
SCHEMA = json.loads((ROOT / "schemas" / "advice.schema.json").read_text(encoding="utf-8"))


@cache
def _validator() -> Any:
    return Draft202012Validator(SCHEMA)


def _unseen(node: Any, seen: set[tuple[str, str]], key: str = "") -> Any:
    """Leave out the parts of lists that have been checked in that place before: most of an advice is in the others as well.

    What the schema says of a part of a list does not hang on the other parts, so nothing goes unchecked.
    """
    if isinstance(node, dict):
        return {name: _unseen(value, seen, name) for name, value in node.items()}
    if not isinstance(node, list):
        return node
    new = []
    for each in node:
        mark = (key, json.dumps(each))
        if mark not in seen:
            seen.add(mark)
            new.append(_unseen(each, seen, key))
    return new


@pytest.fixture(scope="module")
def seen() -> set[tuple[str, str]]:
    """Keep what the schema has been asked about already."""
    return set()


@pytest.mark.parametrize("path", CASES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_an_advice_has_the_promised_shape(path: Path, wegwijzer: Wegwijzer, seen: set[tuple[str, str]]) -> None:
    """JSON knows no infinity either: an interval that is open on one side may not leak out."""
    text = advice_json(wegwijzer.advise(wegwijzer.load(path)), wegwijzer.base.knowledge)
    advice = json.loads(text, parse_constant=pytest.fail)
    faults = [f"{error.json_path}: {error.message}" for error in _validator().iter_errors(_unseen(advice, seen))]
    assert faults == []


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def _objects(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, list):
        return [found for each in node for found in _objects(each)]
    if not isinstance(node, dict):
        return []
    return [node, *(found for each in node.values() for found in _objects(each))]


def test_the_schema_lets_no_unknown_key_pass() -> None:
    """Strict everywhere: a key that is misspelt or not described would be a fault."""
    described = [o for o in _objects(SCHEMA) if "properties" in o]
    assert described
    assert [o for o in described if o.get("additionalProperties") is not False] == []
    assert [o for o in described if not set(o["required"]) <= set(o["properties"])] == []


def test_an_advice_that_lacks_or_adds_something_does_not_fit(wegwijzer: Wegwijzer) -> None:
    advice = json.loads(advice_json(wegwijzer.advise(wegwijzer.load(CASES[-1])), wegwijzer.base.knowledge))
    assert _validator().is_valid(advice)
    for spoilt in (
        {key: value for key, value in advice.items() if key != "settled"},
        advice | {"name": "Jaimo de Vries"},
        advice | {"as_of": "3 november 2025"},
        advice | {"findings": [advice["findings"][0] | {"status": "maybe"}]},
    ):
        assert not _validator().is_valid(spoilt)


_PLACES = [
    {"PYTHONHASHSEED": "1", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONHASHSEED": "4711", "LC_ALL": "nl_NL.UTF-8", "LANG": "nl_NL.UTF-8", "TZ": "Pacific/Auckland", "WEGWIJZER_CACHE": "off"},
]


@pytest.mark.parametrize("name", ["thuis", "twee-gezichten"])
def test_the_bytes_are_the_same_everywhere(name: str, tmp_path: Path) -> None:
    """Whatever the hash seed, the locale, the time zone, the folder we stand in, and with or without a kept copy."""
    case = ROOT / "tests" / "golden" / "good" / f"{name}.yaml"
    command = [sys.executable, "-m", "cli.main", "advise", str(case), "--format", "json"]
    said = set()
    for surroundings, folder in zip(_PLACES, (ROOT, tmp_path), strict=True):
        clean = {k: v for k, v in os.environ.items() if k not in ("LANG", "LC_ALL", "LANGUAGE")}
        env = clean | {"PYTHONPATH": str(ROOT)} | surroundings
        if name != "thuis":  # compiling takes long, and once is enough
            env.pop("WEGWIJZER_CACHE", None)
        done = subprocess.run(command, cwd=folder, env=env, check=True, capture_output=True, timeout=120)
        said.add(done.stdout)
    assert len(said) == 1
    assert "é".encode() in said.pop()
