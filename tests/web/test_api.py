"""The API: the JSON of the commands, with the same rights, and nothing of what is handed over kept."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from starlette.requests import Request
from starlette.testclient import TestClient

from cli.main import main
from engine.cases.accounts import Accounts
from engine.cases.guarded import GuardedStore
from engine.cases.passwords import Passwords
from engine.cases.store import CaseStore
from engine.model.accounts import AccountRole
from engine.model.history import Fresh
from engine.recording import Records
from engine.service import Wegwijzer
from tests.web.conftest import PORT, TOKEN
from web.app import build
from web.asking import Site
from web.rulebook import Rulebook
from web.settings import Settings
from web.visitors import Visitor, bearer

JAIMO = Path(__file__).parents[2] / "examples" / "jaimo.yaml"
TEXT = JAIMO.read_text(encoding="utf-8")
V1 = "/api/v1"


def faults(answer: object) -> list[str]:
    return [each["code"] for each in answer.json()["faults"]]  # type: ignore[attr-defined]


# --- the same as the commands ---


@pytest.mark.parametrize(
    ("name", "more", "words"),
    [
        ("advise", {}, ["advise", str(JAIMO)]),
        ("explain", {"id": "support", "full": True}, ["explain", str(JAIMO), "support", "--full"]),
        ("questions", {}, ["ask", str(JAIMO)]),
        ("what-if", {"changes": ["home.unsafe=true"]}, ["whatif", str(JAIMO), "home.unsafe=true"]),
        ("plan", {}, ["plan", str(JAIMO)]),
        ("graph", {"name": "monitoring", "form": "json"}, ["graph", "monitoring", "--case", str(JAIMO)]),
    ],
)
def test_an_answer_is_the_json_of_the_command(
    client: TestClient, capfd: pytest.CaptureFixture[str], name: str, more: dict[str, object], words: list[str]
) -> None:
    answer = client.post(f"{V1}/{name}?lang=en", json={"case": TEXT, **more})
    with pytest.raises(SystemExit):
        main([*words, "--format", "json", "--lang", "en"])
    assert answer.headers["content-type"] == "application/json"
    assert answer.text == capfd.readouterr().out


def test_a_case_as_json_says_what_its_text_says(client: TestClient) -> None:
    case = {"case": "x", "as_of": "2025-11-03", "facts": {"potential.percentile": 93}}
    as_text = client.post(f"{V1}/advise", json={"case": "case: x\nas_of: 2025-11-03\nfacts: {potential.percentile: 93}\n"})
    assert client.post(f"{V1}/advise", json={"case": case}).text == as_text.text


def test_a_day_can_be_given(client: TestClient) -> None:
    answer = client.post(f"{V1}/advise", json={"case": {"case": "x"}, "as_of": "2025-01-31"})
    assert answer.json()["as_of"] == "2025-01-31"


@pytest.mark.parametrize(
    ("form", "kind", "begins"),
    [
        ("svg", "image/svg+xml", b"<svg "),
        ("png", "image/png", b"\x89PNG"),
        ("pdf", "application/pdf", b"%PDF"),
        ("dot", "text/vnd.graphviz; charset=utf-8", b"digraph"),
        ("mermaid", "text/plain; charset=utf-8", b""),
        ("bpmn", "application/xml", b"<?xml"),
        ("text", "text/plain; charset=utf-8", b""),
        ("json", "application/json", b"{"),
    ],
)
def test_a_picture_comes_in_every_form(client: TestClient, form: str, kind: str, begins: bytes) -> None:
    answer = client.get(f"{V1}/graph/monitoring", params={"form": form})
    assert answer.headers["content-type"] == kind
    assert answer.content.startswith(begins)


def test_a_table_is_gone_through_with_a_mapping(client: TestClient) -> None:
    table = "leerling;aanleg;resultaat\nuil;95;40\nvalk;60;x\n"
    columns = {"aanleg": {"fact": "potential.percentile"}, "resultaat": {"fact": "achievement.percentile"}}
    found = client.post(f"{V1}/screen", json={"table": table, "mapping": {"pupil": "leerling", "columns": columns}}).json()
    assert [(each["pupil"], each["signal.simple_difference"]) for each in found["pupils"]] == [("uil", "true"), ("valk", "false")]
    assert [(each["row"], each["value"]) for each in found["unread"]] == [(3, "x")]


def test_rules_that_are_handed_over_are_checked(client: TestClient) -> None:
    wrong = {"school.yaml": "school: De Linde\n", "rules/alerts.yaml": "alerts:\n  - id: alert.x\n    severity: loud\n"}
    found = client.post(f"{V1}/rules/check", json={"files": wrong}).json()
    assert not found["sound"]
    assert {each["file"] for each in found["findings"]} == {"rules/alerts.yaml"}


# --- faults ---


def test_a_fault_has_its_sentence_and_its_place(client: TestClient) -> None:
    answer = client.post(f"{V1}/advise?lang=en", json={"case": {"case": "x", "facts": {"potential.percentil": 93}}})
    assert answer.status_code == 422
    message = "the fact `potential.percentil` does not exist; did you mean `potential.percentile`?"
    assert answer.json() == {"faults": [{"code": "case.unknown_fact", "message": message, "file": "case.json", "line": 4, "column": 5}]}


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ({}, ["api.one_case"]),
        ({"case": {"case": "x"}, "pupil": "jaimo"}, ["api.one_case"]),
        ({"case": {"case": "x"}, "as_of": "2025-02-30"}, ["shape.date"]),
        ({"case": {"case": "x"}, "as_of": "gisteren"}, ["api.request"]),
        ({"case": {"case": "x"}, "extra": 1}, ["api.request"]),
        ({"case": 5}, ["api.request", "api.request"]),
        ({"case": {"case": "x", "title": "\ud800"}}, ["yaml.control"]),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(client: TestClient, body: dict[str, object], codes: list[str]) -> None:
    answer = client.post(f"{V1}/advise", content=json.dumps(body), headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert faults(answer) == codes


def test_depth_and_size_have_a_limit(client: TestClient) -> None:
    assert faults(client.post(f"{V1}/advise", json={"case": "facts: " + "[" * 90})) == ["yaml.depth"]
    deep = b'{"case": ' + b"[" * 50_000 + b"]" * 50_000 + b"}"
    answer = client.post(f"{V1}/advise", content=deep, headers={"Content-Type": "application/json"})
    assert (answer.status_code, faults(answer)) == (400, ["api.http"])
    answer = client.post(f"{V1}/advise", content=b" " * 7_000_000)
    assert (answer.status_code, faults(answer)) == (413, ["http.413"])


@pytest.mark.parametrize(
    "name", ["../school.yaml", "/etc/x.yaml", "rules/../../x.yaml", "x.py", "rules/.x.yaml", "rules//x.yaml", "A.yaml"]
)
def test_a_file_of_rules_stays_in_its_folder(client: TestClient, name: str) -> None:
    assert faults(client.post(f"{V1}/rules/check", json={"files": {"school.yaml": "school: x\n", name: "x: 1"}})) == ["handed.name"]


@pytest.mark.parametrize("line", ["stands_on: ../../etc", "'stands_on': /etc", "x: 1\n  stands_on: /"])
def test_rules_that_are_handed_over_read_no_other_folder(client: TestClient, line: str) -> None:
    assert faults(client.post(f"{V1}/rules/check", json={"files": {"school.yaml": f"school: x\n{line}\n"}})) == ["handed.stands_on"]


@pytest.mark.parametrize("path", [f"{V1}/nothing", f"{V1}/advise", f"{V1}/graph/nothing", f"{V1}/graph/pyramid?sheet=9"])
def test_what_is_not_there_is_told_as_json(client: TestClient, path: str) -> None:
    assert client.get(path).status_code in (404, 405, 422)
    assert client.get(path).json()["faults"][0]["message"]


# --- rights ---


def test_without_the_token_nothing_is_answered(stranger: TestClient) -> None:
    stranger.headers["Authorization"] = "Bearer something-else"
    for path in ("/api/openapi.json", f"{V1}/graph/pyramid", f"{V1}/rules/check", f"{V1}/advise"):
        answer = stranger.post(path, json={}) if path.endswith("advise") else stranger.get(path)
        assert (answer.status_code, faults(answer)) == (401, ["account.signed_out"])


def test_a_program_comes_in_with_the_token_alone(stranger: TestClient) -> None:
    answer = stranger.post(f"{V1}/plan", json={"pupil": "jaimo"}, headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.json()["case"] == "jaimo"


def test_a_foreign_page_asks_nothing_with_the_session(client: TestClient) -> None:
    for origin in ("https://evil.example", None):
        client.headers.pop("Origin", None)
        answer = client.post(f"{V1}/advise", json={"pupil": "jaimo"}, headers={"Origin": origin} if origin else {})
        assert (answer.status_code, faults(answer)) == (403, ["http.403"])


@pytest.fixture
def of_role(store: CaseStore, wegwijzer: Wegwijzer) -> Callable[[AccountRole], TestClient]:
    """Give what makes a client for somebody with an account."""
    accounts = Accounts(store, passwords=Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)))

    def client_of(role: AccountRole) -> TestClient:
        account = accounts.accept(accounts.invite(role, [role]).code, "een lang genoeg wachtwoord")
        visitor = Visitor(account, Records(wegwijzer, GuardedStore.of(accounts, account.id)), "mark")

        class Door:
            def visitor(self, request: Request, wegwijzer: Wegwijzer) -> Visitor | None:  # noqa: ARG002 - as the protocol has it
                return visitor if bearer(request) == TOKEN else None

            def is_open(self) -> bool:
                return True

            def close(self) -> None:
                pass

        settings = Settings("local", frozenset({f"127.0.0.1:{PORT}"}))
        made = TestClient(build(Site(settings, Door(), Rulebook(None))), base_url=f"http://127.0.0.1:{PORT}")
        made.headers["Authorization"] = f"Bearer {TOKEN}"
        return made

    return client_of


def test_a_trainer_has_advice_on_a_case_of_their_own_and_no_pupil(of_role: Callable[[AccountRole], TestClient]) -> None:
    trainer = of_role("trainer")
    assert trainer.post(f"{V1}/advise", json={"case": TEXT}).status_code == 200
    for name, more in (("advise", {}), ("explain", {"id": "support"}), ("plan", {}), ("graph", {"name": "monitoring"})):
        answer = trainer.post(f"{V1}/{name}", json={"pupil": "jaimo", **more})
        assert (answer.status_code, faults(answer)) == (403, ["store.no_right"])
    assert trainer.get(f"{V1}/rules/check").status_code == 403


def test_a_counsellor_without_the_right_to_it_is_refused_what_is_kept_apart(of_role: Callable[[AccountRole], TestClient]) -> None:
    counsellor = of_role("ib")
    assert counsellor.post(f"{V1}/advise", json={"pupil": "jaimo"}).status_code == 200
    assert counsellor.post(f"{V1}/advise", json={"pupil": "jaimo", "apart": True}).status_code == 403


def test_safety_is_told_only_where_it_is_asked_for(client: TestClient, store: CaseStore) -> None:
    body = {"fact": "home.unsafe", "entry": {"value": True, "by": "teacher"}}
    store.append("jaimo", [Fresh("observation", body)], who="ib", seen=None)
    alerts = [
        [a["id"] for a in client.post(f"{V1}/advise", json={"pupil": "jaimo", "apart": apart}).json()["alerts"]] for apart in (False, True)
    ]
    assert "alert.child_safety" not in alerts[0]
    assert "alert.child_safety" in alerts[1]


# --- nothing is kept ---


def test_nothing_of_what_is_handed_over_is_kept(
    client: TestClient, store: CaseStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "weg"))
    (tmp_path / "weg").mkdir()
    before = [(p.pseudonym, store.last(p.pseudonym)) for p in store.pupils()]
    client.post(f"{V1}/screen", json={"table": "pupil,potential.percentile\nspreeuw,95\n"})
    client.post(f"{V1}/rules/check", json={"files": {"school.yaml": "nope: ["}})
    client.post(f"{V1}/advise", json={"case": {"case": "spreeuw"}})
    assert list((tmp_path / "weg").iterdir()) == []
    assert [(p.pseudonym, store.last(p.pseudonym)) for p in store.pupils()] == before
