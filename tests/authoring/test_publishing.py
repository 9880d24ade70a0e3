"""Schemas for the editor: they know every name, the school's own among them, and refuse nothing that is sound."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from engine.authoring.publishing import OUTPUTS, file_patterns
from engine.loading.document import read_document
from engine.loading.library import knowledge_files, schemas_folder, shipped_folder


@pytest.fixture(scope="module")
def schemas(school: Path) -> dict[str, Any]:
    return {p.name: json.loads(p.read_text(encoding="utf-8")) for p in (school / "schemas").iterdir()}


@pytest.fixture(scope="module")
def registry(schemas: dict[str, Any]) -> Any:
    return Registry().with_resources((name, Resource.from_contents(schema)) for name, schema in schemas.items())


def _faults(schemas: dict[str, Any], registry: Any, kind: str, value: object) -> list[str]:
    return [e.message for e in Draft202012Validator(schemas[f"{kind}.schema.json"], registry=registry).iter_errors(value)]


def test_each_is_a_schema(schemas: dict[str, Any]) -> None:
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)


def test_what_is_shipped_is_sound_by_them(schemas: dict[str, Any], registry: Any) -> None:
    for file in knowledge_files(shipped_folder()):
        value = read_document(file.path).value
        kind = next(iter(k for k in value if f"{k}.schema.json" in schemas or k == "knowledge"))
        assert _faults(schemas, registry, {"knowledge": "base"}.get(kind, kind), value) == [], file.name


def test_the_vignettes_are_sound_by_them(schemas: dict[str, Any], registry: Any) -> None:
    for path in sorted((shipped_folder() / "rules" / "vignettes").glob("*.yaml"))[::10]:
        assert _faults(schemas, registry, "case", read_document(path).value) == [], path.name


def test_the_schools_own_files_are_sound_by_them(school: Path, schemas: dict[str, Any], registry: Any) -> None:
    for file in knowledge_files(school):
        if file.layer:
            value = read_document(file.path).value
            assert _faults(schemas, registry, next(iter(value)), value) == [], file.name


def _enumerations(node: object) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "enum" in node:
            yield node
        for each in node.values():
            yield from _enumerations(each)
    elif isinstance(node, list):
        for each in node:
            yield from _enumerations(each)


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("protocol", {"ib", "safety_net_intake_weeks", "absence.since", "safety_net.intake", "intake"}),
        ("hypotheses", {"need.challenge", "needs.competence_met"}),
        ("interventions", {"in_school", "cause.te_volle_klas", "maatje_in_de_klas"}),
        ("facts", {"teacher"}),
        ("common", {"onderpresteren", "§20.3", "signal.te_druk", "cause.fixed_mindset", "behaviour.blends_in"}),
        ("case", {"safety_net", "teacher", "insufficient"}),
        ("school", {"safety_net.intake.role", "eerste_gesprek.talk"}),
    ],
)
def test_names_are_suggested_where_they_belong(schemas: dict[str, Any], kind: str, names: set[str]) -> None:
    suggested = {name for each in _enumerations(schemas[f"{kind}.schema.json"]) for name in each["enum"]}
    assert names <= suggested


def test_facts_provisions_and_parameters_are_explained(schemas: dict[str, Any]) -> None:
    case, own = schemas["case.schema.json"]["properties"], schemas["school.schema.json"]["properties"]
    assert (
        "Komt" in case["facts"]["properties"]["absence.full"]["description"]
        or "leerling" in case["facts"]["properties"]["absence.full"]["description"]
    )
    assert case["expect"]["properties"]["findings"]["properties"]["signal.te_druk"]["description"].startswith("te druk")
    assert own["parameters"]["properties"]["evaluation_weeks"]["description"].endswith("6 weeks")
    assert "provision.in_school" in own["provisions"]["properties"]


def test_every_suggestion_is_explained(schemas: dict[str, Any]) -> None:
    for schema in schemas.values():
        for each in _enumerations(schema):
            assert len(each.get("enumDescriptions", each["enum"])) == len(each["enum"])


def _undescribed(node: object, trail: str) -> Iterator[str]:
    if isinstance(node, dict):
        properties = node.get("properties")
        for key, each in properties.items() if isinstance(properties, dict) else ():
            if isinstance(each, dict) and not each.get("description"):
                yield f"{trail}.{key}"
        for key, each in node.items():
            yield from _undescribed(each, f"{trail}.{key}")
    elif isinstance(node, list):
        for each in node:
            yield from _undescribed(each, trail)


@pytest.mark.parametrize("path", sorted(p for p in schemas_folder().glob("*.json") if p.name not in OUTPUTS), ids=lambda p: p.name)
def test_every_field_is_explained_in_dutch_and_english(path: Path) -> None:
    schema = json.loads(path.read_text(encoding="utf-8"))
    assert sorted(_undescribed(schema, "")) == []


def test_the_editor_is_told_which_files_each_schema_is_for(school: Path, schemas: dict[str, Any]) -> None:
    settings = json.loads((school / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    bound = settings["yaml.schemas"]
    assert {name.rpartition("/")[2] for name in bound} <= set(schemas)
    patterns = [pattern for each in bound.values() for pattern in each]
    for path in school.rglob("*.yaml"):
        inside = path.relative_to(school)
        assert any(inside.full_match(p) if hasattr(inside, "full_match") else inside.match(p.replace("**/", "")) for p in patterns), inside
    assert len(list(file_patterns())) == len(bound)
