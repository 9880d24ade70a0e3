"""The JSON that commands print: what its schema says."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from engine.loading.library import schemas_folder
from tests.cli.conftest import ROOT, Run

JAIMO, THUIS = ROOT / "examples" / "jaimo.yaml", ROOT / "examples" / "thuis.yaml"


def validator(name: str) -> Draft202012Validator:
    """Give what checks against a schema that refers to others."""
    schemas = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in schemas_folder().glob("*.json")}
    registry: Any = Registry().with_resources((file, Resource.from_contents(schema)) for file, schema in schemas.items())
    return Draft202012Validator(schemas[f"{name}.schema.json"], registry=registry)


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ("explanation", ["explain", JAIMO, "support", "--full"]),
        ("explanation", ["explain", THUIS, "safety_net.intake"]),
        ("explanation", ["explain", JAIMO, "cause.fixed_mindset"]),
        ("difference", ["whatif", JAIMO, "home.unsafe=true", "achievement.percentile=90", "absence.full=true"]),
        ("questions", ["ask", THUIS]),
        ("plan", ["plan", THUIS]),
        ("graph", ["graph", "underachievement", "--case", JAIMO]),
        ("graph", ["graph", "causes"]),
    ],
)
def test_what_a_command_prints_fits_its_schema(run: Run, schema: str, words: list[Any]) -> None:
    printed = json.loads(run(*words, "--format", "json").out)
    assert [error.message for error in validator(schema).iter_errors(printed)] == []


def test_questions_as_json_leave_the_file_as_it_is(run: Run) -> None:
    before = JAIMO.read_bytes()
    assert json.loads(run("ask", JAIMO, "--format", "json").out)["questions"]
    assert JAIMO.read_bytes() == before
