"""The desk of who writes the rules: begun, changed by form and by file, tried, kept, compared and gone back on; and nobody else gets in."""

from __future__ import annotations

import html
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from engine.cases.store import CaseStore
from engine.diagnostics import KnowledgeError, Location, fault
from engine.model.accounts import Account
from engine.service import Wegwijzer
from engine.service.rule_desk import RuleDesk
from tests.web.test_words import said
from web.rulebook import Rulebook

NAME = re.compile(r'name="seen" value="([^"]*)"')


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "opslag" / "school"


@pytest.fixture
def begun(client: TestClient, root: Path, linde: Path) -> TestClient:
    shutil.copytree(linde, root)
    return client


def seen(client: TestClient, path: str) -> str:
    found = NAME.search(client.get(path).text)
    assert found
    return found[1]


@pytest.fixture
def set_weeks(begun: TestClient, mark: str) -> Callable[[str], None]:
    def set_(value: str) -> None:
        path = "/rules/terms/evaluation_weeks"
        told = {"mark": mark, "seen": seen(begun, path), "value": value, "why": "Onze rapportperiodes."}
        assert begun.post(path, data=told).status_code == 303

    return set_


def save(client: TestClient, mark: str, why: str = "Vergadering") -> int:
    told = {"mark": mark, "seen": seen(client, "/rules/draft"), "why": why, "approved_by": "directie", "name": "2026-2"}
    answer = client.post("/rules/save", data=told)
    assert answer.status_code == 303, answer.text
    return int(answer.headers["location"].rpartition("/")[2])


def shown(text: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text)))


# --- begin ---


def test_a_school_without_rules_of_its_own_is_asked_to_begin(client: TestClient, root: Path) -> None:
    text = client.get("/rules").text
    assert "Begin met eigen regels" in text
    assert str(root) in text
    assert client.get("/rules/terms").status_code == 422


def test_a_school_begins_with_a_name(client: TestClient, mark: str, root: Path) -> None:
    assert client.post("/rules/begin", data={"mark": mark, "name": "  "}).status_code == 422
    assert not root.exists()


def test_what_is_begun_is_in_force_at_once(client: TestClient, mark: str, root: Path) -> None:
    answer = client.post("/rules/begin", data={"mark": mark, "name": "De Linde", "region": "midden"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/rules")
    assert (root / "school.yaml").is_file()
    assert "Regels van De Linde" in client.get("/rules").text


def test_beginning_twice_overwrites_nothing(begun: TestClient, mark: str, root: Path) -> None:
    before = (root / "school.yaml").read_text(encoding="utf-8")
    assert begun.post("/rules/begin", data={"mark": mark, "name": "De Eik"}).status_code == 422
    assert (root / "school.yaml").read_text(encoding="utf-8") == before


# --- forms ---


def test_a_term_goes_into_the_draft_and_not_in_force(begun: TestClient, set_weeks: Callable[[str], None], root: Path) -> None:
    before = (root / "school.yaml").read_text(encoding="utf-8")
    set_weeks("8")
    assert (root / "school.yaml").read_text(encoding="utf-8") == before
    assert "8 weken" in shown(begun.get("/rules/terms?words=samen hoe het").text)
    assert "evaluation_weeks: value: 8" in shown(begun.get("/rules/draft").text).replace("+ ", "")


def test_a_term_is_taken_back(begun: TestClient, set_weeks: Callable[[str], None], mark: str) -> None:
    set_weeks("8")
    path = "/rules/terms/evaluation_weeks"
    assert begun.post(f"{path}/back", data={"mark": mark, "seen": seen(begun, path)}).status_code == 303
    assert "Terug naar de basis" not in begun.get(path).text


@pytest.mark.parametrize("value", ["x", "", "nan", "inf", "1e9"])
def test_what_is_no_number_is_refused(begun: TestClient, mark: str, value: str) -> None:
    path = "/rules/terms/evaluation_weeks"
    assert begun.post(path, data={"mark": mark, "seen": seen(begun, path), "value": value, "why": "x"}).status_code == 422


def test_a_form_refused_keeps_what_was_filled_in(begun: TestClient, mark: str) -> None:
    path = "/rules/terms/evaluation_weeks"
    answer = begun.post(path, data={"mark": mark, "seen": seen(begun, path), "value": "8", "why": "x", "valid_from": "morgen"})
    assert answer.status_code == 422
    assert 'value="8"' in answer.text
    assert "`morgen`" in answer.text


def test_nobody_writes_over_what_somebody_else_wrote(begun: TestClient, set_weeks: Callable[[str], None], mark: str) -> None:
    path = "/rules/terms/evaluation_weeks"
    old = seen(begun, path)
    set_weeks("8")
    answer = begun.post(path, data={"mark": mark, "seen": old, "value": "9", "why": "Ik ook"})
    assert answer.status_code == 409
    assert "(ib)" in answer.text
    assert "8 weken" in shown(begun.get("/rules/terms?words=samen hoe het").text)


def test_a_role_provisions_and_days_off_go_into_the_draft(begun: TestClient, mark: str, root: Path) -> None:
    path = "/rules/roles/safety_net/intake"
    told = {"mark": mark, "seen": seen(begun, path), "role": "mentor", "why": "Kent de leerling."}
    assert begun.post(path, data=told).status_code == 303
    told = {"mark": mark, "seen": seen(begun, "/rules/provisions"), "provision.in_school": "yes"}
    assert begun.post("/rules/provisions", data=told).status_code == 303
    told = {"mark": mark, "seen": seen(begun, "/rules/holidays"), "first": "2026-10-12", "name": "schoolreis"}
    assert begun.post("/rules/holidays/closed", data=told).status_code == 303
    told = {"mark": mark, "seen": seen(begun, "/rules/holidays"), "region": "noord"}
    assert begun.post("/rules/holidays/region", data=told).status_code == 303
    text = RuleDesk(root).draft().texts["school.yaml"]
    for line in (
        "with: mentor",
        "was: ib",
        "provision.in_school: true",
        "{from: 2026-10-12, to: 2026-10-12, name: schoolreis}",
        "region: noord",
    ):
        assert line in text
    told = {"mark": mark, "seen": seen(begun, "/rules/holidays"), "number": "0"}
    assert begun.post("/rules/holidays/open", data=told).status_code == 303
    assert "schoolreis}" not in RuleDesk(root).draft().texts["school.yaml"]


# --- files ---


def test_a_fault_is_told_in_dutch_at_its_line_also_without_script(begun: TestClient, mark: str, root: Path) -> None:
    text = RuleDesk(root).draft().texts["school.yaml"] + "\nparameters:\n  evaluation_week: {value: 8, was: 6, why: x}\n"
    line = len(text.splitlines())
    told = {"mark": mark, "name": "school.yaml", "text": text, "seen": seen(begun, "/rules/files/edit?name=school.yaml")}
    found = begun.post("/rules/files/check", data=told).json()["faults"]
    assert [(each["line"], each["severity"]) for each in found] == [(line, "error")]
    assert "bedoel je `evaluation_weeks" in found[0]["message"]
    assert f"regel {line}, kolom" in begun.post("/rules/files/look", data=told).text
    assert not RuleDesk(root).draft().is_open


def test_a_file_that_somebody_else_changed_is_shown_beside_what_was_typed(begun: TestClient, mark: str) -> None:
    old = seen(begun, "/rules/files/edit?name=school.yaml")
    told = {"mark": mark, "name": "school.yaml", "seen": old, "text": "school: De Eik\n"}
    assert begun.post("/rules/files/edit", data=told).status_code == 303
    answer = begun.post("/rules/files/edit", data=told | {"text": "school: De Beuk\n"})
    assert answer.status_code == 409
    assert "school: De Beuk" in answer.text
    assert "Zo staat het er nu" in answer.text
    assert "school: De Eik" in answer.text


def test_a_rule_is_begun_and_its_sentence_shown(begun: TestClient, mark: str) -> None:
    answer = begun.post("/rules/files/start", data={"mark": mark, "kind": "alert", "id": "alert.ouders_wachten"})
    assert answer.headers["location"] == "/rules/files/edit?name=rules/alerts.yaml"
    assert 'class="new"' in begun.get("/rules/files").text
    assert "De regel in gewone taal" in begun.get("/rules/draft").text


def test_the_schema_of_a_file_has_the_names_of_the_rules(begun: TestClient) -> None:
    found = begun.get("/rules/files/schema?name=school.yaml").json()
    assert "evaluation_weeks" in found["schema"]["properties"]["parameters"]["properties"]
    assert begun.get("/rules/files/schema?name=rules/alerts.yaml").json()["schema"]["$id"] == "alerts.schema.json"


@pytest.mark.parametrize(
    "name", ["../cases.db", "rules/../../x.yaml", "/etc/passwd", ".wegwijzer/draft.json", "rules/con.yaml", "schemas/x.yaml"]
)
def test_no_name_leads_out_of_the_folder(begun: TestClient, mark: str, root: Path, name: str) -> None:
    before = sorted(path for path in root.parent.rglob("*") if ".wegwijzer" not in path.parts)
    told = {"mark": mark, "name": name, "text": "a: 1\n", "seen": ""}
    for path in ("edit", "look", "check"):
        assert begun.post(f"/rules/files/{path}", data=told).status_code == 422
    assert begun.post("/rules/files/remove", data=told).status_code in (409, 422)
    assert begun.get("/rules/files/edit", params={"name": name}).status_code == 404
    assert sorted(path for path in root.parent.rglob("*") if ".wegwijzer" not in path.parts) == before


def test_too_large_a_file_is_refused(begun: TestClient, mark: str) -> None:
    told = {"mark": mark, "name": "rules/large.yaml", "text": "# x\n" * 80_000, "seen": ""}
    assert begun.post("/rules/files/edit", data=told).status_code == 422


@pytest.mark.parametrize("digest", ["..", "x", "%2e%2e", "a" * 20, ".wegwijzer-x"])
def test_what_is_tried_is_asked_for_by_its_digest_alone(begun: TestClient, digest: str) -> None:
    for part in ("findings", "effects", "picture/safety_net"):
        assert begun.get(f"/rules/trying/{digest}/{part}").status_code == 404


# --- what it does ---


@pytest.mark.usefixtures("few")
def test_which_vignettes_turn_red_and_for_whom_it_matters_is_told(begun: TestClient, set_weeks: Callable[[str], None]) -> None:
    set_weeks("8")
    text = begun.get("/rules/draft").text
    assert "van 6 weken naar 8 weken" in shown(text)
    digest = re.findall(r"/rules/trying/(\w+)/effects", text)[0]
    told = ""
    while "leerlingen komt er iets anders uit" not in told:
        told = shown(begun.get(f"/rules/trying/{digest}/effects").text)
    assert "2 vignetten worden rood:" in told
    assert "van jullie 2 leerlingen" in told
    picture = begun.get(f"/rules/trying/{digest}/picture/underachievement").text
    assert "<svg" in picture


def test_the_findings_of_the_checks_are_told_in_the_language_of_the_reader(begun: TestClient, mark: str, root: Path) -> None:
    text = RuleDesk(root).draft().texts["school.yaml"] + "\nparameters:\n  evaluation_weeks: {value: 8, why: x}\n"
    told = {"mark": mark, "name": "school.yaml", "text": text, "seen": seen(begun, "/rules/files/edit?name=school.yaml")}
    begun.post("/rules/files/edit", data=told)
    digest = re.findall(r"/rules/trying/(\w+)/findings", begun.get("/rules/draft").text)[0]
    assert "voeg toe: `was: 6` [overlay.no_was]" in shown(begun.get(f"/rules/trying/{digest}/findings").text)
    begun.cookies.set("wegwijzer-language", "en")
    assert "add: `was: 6` [overlay.no_was]" in shown(begun.get(f"/rules/trying/{digest}/findings").text)


# --- versions ---


def test_a_version_is_kept_compared_and_gone_back_on(begun: TestClient, set_weeks: Callable[[str], None], mark: str, root: Path) -> None:
    set_weeks("8")
    assert save(begun, mark) == 2
    assert "value: 8" in (root / "school.yaml").read_text(encoding="utf-8")
    record = json.loads((root / ".wegwijzer" / "versions" / "0002.json").read_text(encoding="utf-8"))
    assert (record["why"], record["approved_by"], record["who"]) == ("Vergadering", "directie", "ib")
    listed = begun.get("/rules/versions").text
    assert "vastgesteld door directie, bewaard door ib" in shown(listed)
    assert RuleDesk(root).versions()[1].hash[:12] in listed
    assert "+ value: 8" in shown(begun.get("/rules/compare?old=1&new=2").text)
    assert begun.post("/rules/versions/1/back", data={"mark": mark}).headers["location"] == "/rules/draft"
    assert "value: 8" in (root / "school.yaml").read_text(encoding="utf-8")
    assert save(begun, mark, "Toch niet") == 3
    assert "\n    value: 8" not in (root / "school.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("why", "approved_by"), [("", "x"), ("x", "")])
def test_no_version_without_a_reason_and_an_approver(
    begun: TestClient, set_weeks: Callable[[str], None], mark: str, why: str, approved_by: str
) -> None:
    set_weeks("8")
    told = {"mark": mark, "seen": seen(begun, "/rules/draft"), "why": why, "approved_by": approved_by}
    assert begun.post("/rules/save", data=told).status_code == 422
    assert "nog geen versie" in begun.get("/rules/versions").text


def test_a_draft_is_thrown_away(begun: TestClient, set_weeks: Callable[[str], None], mark: str, root: Path) -> None:
    set_weeks("8")
    early = seen(begun, "/rules/draft")
    set_weeks("9")
    assert begun.post("/rules/discard", data={"mark": mark, "seen": early}).status_code == 409
    assert begun.post("/rules/discard", data={"mark": mark, "seen": seen(begun, "/rules/draft")}).status_code == 303
    assert not RuleDesk(root).draft().is_open


def test_a_folder_that_was_broken_by_hand_is_told_and_the_last_sound_rules_go_on(begun: TestClient, root: Path) -> None:
    begun.get("/rules")
    (root / "school.yaml").write_text("school: [\n", encoding="utf-8")
    answer = begun.get("/rules")
    assert answer.status_code == 200
    assert "De regels die het laatst goed waren, gelden nog" in answer.text


def test_a_vignette_that_was_put_in_the_folder_is_seen(begun: TestClient, root: Path) -> None:
    assert begun.get("/rules").status_code == 200
    book = Rulebook(root)
    before, turn = book.now(), book.turn
    assert book.now() is before
    (root / "vignettes" / "mees.yaml").write_text("case: mees\nexpect: {}\n", encoding="utf-8")
    assert "mees" in [case.id for case in book.now().vignettes()]
    assert book.turn > turn


# --- the handbook ---


def test_the_handbook_is_opened_and_taken_along(begun: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """The handbook itself is tested where it is made; here a short one."""
    monkeypatch.setenv("WEGWIJZER_CACHE", "off")
    monkeypatch.setattr("engine.rendering.diagrams.pictures.sheets_of", lambda diagram: (diagram,))
    monkeypatch.setattr("engine.rendering.book_saying.BookSaying.pictures", lambda *_: iter(()))
    while "Open het handboek" not in (text := begun.get("/rules/book").text):
        assert "wordt gemaakt" in text
    page = begun.get("/rules/book/pages/index.html")
    assert "De Linde" in page.text
    assert "unsafe" not in page.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
    names = zipfile.ZipFile(BytesIO(begun.get("/rules/book/handboek.zip").content)).namelist()
    assert "handboek/index.html" in names
    assert begun.get("/rules/book/pages/nothing.html").status_code == 404


def test_a_handbook_that_cannot_be_made_is_tried_again_when_somebody_asks_for_it(
    begun: TestClient, mark: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEGWIJZER_CACHE", "off")
    tries: list[object] = []

    def fail(*told: object) -> None:
        tries.append(told)
        raise KnowledgeError([fault("graph.no_engine", Location())])

    monkeypatch.setattr(Wegwijzer, "book", fail)
    while "kon niet gemaakt worden" not in (text := begun.get("/rules/book").text):
        assert "wordt gemaakt" in text
    assert "hx-get" not in text
    begun.get("/rules/book")
    assert begun.get("/rules/book/handboek.pdf").headers["location"] == "/rules/book"
    assert len(tries) == 1
    assert begun.post("/rules/book", data={"mark": mark}).status_code == 303
    while len(tries) < 2:
        begun.get("/rules/book")


# --- who may ---


PATHS = (
    "/rules",
    "/rules/terms",
    "/rules/roles",
    "/rules/provisions",
    "/rules/holidays",
    "/rules/files",
    "/rules/files/edit?name=school.yaml",
    "/rules/files/schema",
    "/rules/draft",
    "/rules/versions",
    "/rules/versions/1",
    "/rules/compare?old=1&new=1",
    "/rules/book",
    "/rules/book/handboek.zip",
    "/rules/trying/x/findings",
    "/rules/trying/x/effects",
)


def test_without_the_key_nothing_can_be_read(stranger: TestClient) -> None:
    assert {path: stranger.get(path).status_code for path in PATHS} == dict.fromkeys(PATHS, 401)


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let the visitor have some roles only."""

    def only_(*roles: str) -> None:
        account = Account("local", "ans", roles)  # type: ignore[arg-type]  # of the known ones
        monkeypatch.setattr("web.visitors.Account", lambda *_, **__: account)

    return only_


def test_without_the_right_nothing_can_be_read(begun: TestClient, only: Callable[..., None]) -> None:
    only("ib", "trainer", "administrator", "teacher")
    assert {path: begun.get(path).status_code for path in PATHS} == dict.fromkeys(PATHS, 403)


def test_without_the_right_nothing_can_be_written(begun: TestClient, only: Callable[..., None], mark: str, root: Path) -> None:
    old = seen(begun, "/rules/files/edit?name=school.yaml")
    only("ib")
    told = {"mark": mark, "name": "school.yaml", "text": "school: X\n", "seen": old, "value": "8", "why": "x", "role": "mentor"}
    for path in ("files/edit", "files/look", "files/check", "files/remove", "terms/evaluation_weeks", "discard", "save", "versions/1/back"):
        assert begun.post(f"/rules/{path}", data=told).status_code == 403, path
    assert not RuleDesk(root).draft().is_open


@pytest.mark.usefixtures("few")
def test_who_may_read_no_record_learns_of_no_pupil(
    begun: TestClient, only: Callable[..., None], set_weeks: Callable[[str], None], store: CaseStore
) -> None:
    set_weeks("8")
    only("policy_maker")
    digest = re.findall(r"/rules/trying/(\w+)/effects", begun.get("/rules/draft").text)[0]
    told = ""
    while "Vraag het de intern begeleider" not in told:
        told = shown(begun.get(f"/rules/trying/{digest}/effects").text)
    assert not [pupil.pseudonym for pupil in store.pupils() if pupil.pseudonym in told]


def test_every_form_is_one_of_ours(begun: TestClient, root: Path) -> None:
    for path in ("begin", "discard", "save", "files/edit", "files/start", "holidays/closed", "provisions", "versions/1/back"):
        told = {"mark": "0" * 32, "name": "school.yaml", "text": "x", "first": "2026-01-01", "kind": "alert", "seen": ""}
        assert begun.post(f"/rules/{path}", data=told).status_code == 403, path
    assert not RuleDesk(root).draft().is_open


def test_the_manual_calls_things_as_the_page_does() -> None:
    manual = (Path(__file__).parents[2] / "docs" / "beleid.md").read_text(encoding="utf-8")
    section = manual.partition("## 10. ")[2].partition("## 11. ")[0]
    named = set(re.findall(r"‘([^’]+)’", section.replace("\n  ", "")))
    known = {str(each) for each in said()} | {"Regels", "Zo snel na de start kijken jullie samen hoe het gaat"}
    assert len(named) > 15
    assert named - known == set()


def test_a_number_that_is_none_is_said_at_its_form_and_nothing_is_lost(begun: TestClient, mark: str) -> None:
    path = "/rules/terms/evaluation_weeks"
    told = {"mark": mark, "seen": seen(begun, path), "value": "acht", "why": "Onze rapporten"}
    for address in (path, f"{path}/try"):
        answer = begun.post(address, data=told)
        assert answer.status_code == 422
        assert "`acht` is geen getal dat hier past" in shown(answer.text)
    assert 'value="Onze rapporten"' in begun.post(path, data=told).text
    assert begun.get("/rules/terms/nooit").status_code == 404


def test_somebody_who_takes_no_step_is_said_at_the_form(begun: TestClient, mark: str) -> None:
    path = "/rules/roles/safety_net/intake"
    answer = begun.post(path, data={"mark": mark, "seen": seen(begun, path), "role": "tovenaar", "why": "Onze school"})
    assert answer.status_code == 422
    assert "kies iemand uit de lijst" in shown(answer.text)
    assert 'value="Onze school"' in answer.text
