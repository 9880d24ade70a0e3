"""Whatever a program asks the API, it gets an answer of the described form: never a fault of ours."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis.openapi
from hypothesis import given, settings
from schemathesis import Case as Asked
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance
from starlette.testclient import TestClient

from engine.authoring.vignettes import vignette_text
from engine.model.case import Case
from engine.service import Wegwijzer
from tests.real_cases import full_cases

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
LABELS = [f"POST /api/v1/{name}" for name in ("advise", "explain", "questions", "what-if", "plan", "graph", "rules/check", "screen")]
LABELS += ["GET /api/v1/graph/{name}", "GET /api/v1/rules/check"]
EVERY_DAY = settings().max_examples < 1000  # else it is a campaign, which looks for new questions
A_FEW = 4 if EVERY_DAY else 400
UNFITTING = [label for label in LABELS if label.endswith(("advise", "what-if", "graph/{name}", "POST /api/v1/rules/check", "screen"))]
TRIED = [(label, GenerationMode.POSITIVE) for label in LABELS if label != "GET /api/v1/rules/check"]  # that takes nothing, and seconds
TRIED += [(label, GenerationMode.NEGATIVE) for label in UNFITTING]


@pytest.fixture
def described(client: TestClient) -> dict[str, Any]:
    """Give the schema as a program reads it, and every kind of operation in it."""
    schema = schemathesis.openapi.from_dict(client.get("/api/openapi.json").json())
    return {each.ok().label: each.ok() for each in schema.get_all_operations() if isinstance(each, Ok)}


def _ask(client: TestClient, asked: Asked[Any]) -> None:
    sent = asked.as_transport_kwargs(base_url=str(client.base_url))
    known = {key: value for key, value in sent.items() if key in ("method", "url", "params", "json", "headers")}
    if "data" in sent:
        known["content"] = sent["data"]
    asked.validate_response(client.request(**known), checks=CHECKS)


def test_every_address_is_described_and_tried_here(described: dict[str, Any]) -> None:
    assert sorted(described) == sorted(LABELS)


@pytest.mark.hypothesis
@pytest.mark.parametrize(("label", "mode"), TRIED, ids=[f"{label} {mode.value}" for label, mode in TRIED])
def test_no_question_brings_it_down(client: TestClient, described: dict[str, Any], label: str, mode: GenerationMode) -> None:
    @settings(max_examples=A_FEW)
    @given(described[label].as_strategy(mode))
    def ask(asked: Asked[Any]) -> None:
        _ask(client, asked)

    ask()


@pytest.mark.parametrize("label", [label for label in LABELS if label.startswith("POST")])
def test_its_own_example_is_answered_as_described(client: TestClient, described: dict[str, Any], label: str) -> None:
    operation = described[label]
    description = client.get("/api/openapi.json").json()
    name = description["paths"][label.split()[1]]["post"]["requestBody"]["content"]["application/json"]["schema"]["$ref"].split("/")[-1]
    (example,) = description["components"]["schemas"][name]["examples"]
    answer = client.post(label.split()[1], json=example)
    assert answer.status_code == 200, answer.text
    operation.Case(body=example, media_type="application/json").validate_response(answer, checks=CHECKS)


@pytest.mark.hypothesis
@pytest.mark.parametrize("name", ["advise", "explain", "questions", "what-if", "plan", "graph"])
def test_whatever_is_known_of_a_pupil_is_answered_as_described(
    client: TestClient, described: dict[str, Any], wegwijzer: Wegwijzer, name: str
) -> None:
    operation = described[f"POST /api/v1/{name}"]
    more: dict[str, dict[str, object]] = {
        "explain": {"id": "support"},
        "what-if": {"changes": ["home.unsafe=true", "absence.full=unknown"]},
        "graph": {"name": "safety_net", "form": "json"},
    }

    @settings(max_examples=A_FEW // 2)
    @given(full_cases(wegwijzer.base.knowledge))
    def ask(case: Case) -> None:
        body = {"case": vignette_text(case, {}, "x", "x"), **more.get(name, {})}
        _ask(client, operation.Case(body=body, media_type="application/json"))

    ask()
