"""What is filled in on a form: as much as the page lets somebody type goes in, and what does not is said where it stands."""

from __future__ import annotations

import html

import pytest
from starlette.testclient import TestClient

from engine.cases.store import CaseStore
from engine.model.history import Rights
from tests.web.test_cases import fields_of, text_of

LONGEST = ("regel\n" * 1000)[:4000].replace("\n", "\r\n")  # as a browser sends what a field of 4000 signs lets somebody type
STEP = "/cases/jaimo/step/underachievement/find_causes"
BACK = "/cases/jaimo/history/{}/back"


def refused(client: TestClient, path: str, fields: dict[str, str], *parts: str) -> str:
    said = client.post(path, data=fields)
    text = html.unescape(said.text)
    assert said.status_code == 422
    assert [part for part in parts if part not in text] == []
    return text


@pytest.mark.parametrize(
    ("page", "path", "field", "more"),
    [
        ("/cases/jaimo/history", "/cases/jaimo/history/note", "text", {}),
        ("/cases/jaimo/safety", "/cases/jaimo/safety/note", "text", {}),
        ("/cases/jaimo/safety", "/cases/jaimo/safety", "note", {"answer": "false", "by": "ib"}),
        (STEP, STEP, "note", {"state": "done"}),
        ("/cases/jaimo/talk", "/cases/jaimo/talk", "note", {"act": "none"}),
    ],
)
def test_as_much_as_a_page_lets_somebody_type_is_kept(  # noqa: PLR0913, PLR0917 - a form, and its field
    client: TestClient, store: CaseStore, page: str, path: str, field: str, more: dict[str, str]
) -> None:
    fields = fields_of(text_of(client, page), path)
    assert client.post(path, data=fields | more | {field: LONGEST}).status_code == 303
    kept = repr(store.history("jaimo", rights=Rights(safety=True))[-1].body)
    assert "regel\\nregel" in kept
    assert "\\r" not in kept


def test_what_is_too_long_is_said_of_its_field(client: TestClient) -> None:
    fields = fields_of(text_of(client, "/cases/jaimo/history"), "/cases/jaimo/history/note")
    refused(client, "/cases/jaimo/history/note", fields | {"text": "x" * 4001}, "‘Opmerking’ is te lang: hoogstens 4000 tekens")
    client.post("/language", data={"lang": "en"})
    refused(client, "/cases/jaimo/history/note", fields | {"text": "x" * 4001}, "‘Remark’ is too long: at most 4000 characters")


@pytest.mark.parametrize("empty", ["", "  ", "\r\n"])
def test_a_remark_or_a_reason_that_says_nothing_is_not_kept(client: TestClient, store: CaseStore, empty: str) -> None:
    before = store.last("jaimo")
    fields = fields_of(text_of(client, "/cases/jaimo/history"), "/cases/jaimo/history/note")
    refused(client, "/cases/jaimo/history/note", fields | {"text": empty}, "‘Opmerking’ is nog leeg")
    refused(client, BACK.format(3), fields | {"because": empty}, "‘Waarom?’ is nog leeg")
    assert store.last("jaimo") == before


def test_what_nobody_fills_in_is_not_spoken_of(client: TestClient) -> None:
    fields = fields_of(text_of(client, "/cases/jaimo/history"), "/cases/jaimo/history/note")
    refused(client, "/cases/jaimo/history/note", fields | {"text": "x", "seen": "-1"}, "Hier is niets")


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"because": "we weten genoeg"}, "kies een stap"),
        ({"chose": "make_plan"}, "schrijf het op bij ‘Waarom?’"),
        ({"because": "we weten genoeg", "chose": "make_plan", "day": "gisteren"}, "`gisteren` is geen dag"),
    ],
)
def test_who_forgets_a_part_of_deciding_otherwise_loses_nothing(client: TestClient, told: dict[str, str], sentence: str) -> None:
    fields = fields_of(text_of(client, STEP), STEP) | {"state": "overridden", "note": "met moeder\nen leraar"} | told
    text = refused(client, STEP, fields, sentence, ">met moeder\nen leraar</textarea>", 'value="overridden" checked')
    assert "`" not in text.replace("`gisteren`", "")
    assert told.get("because", "") in text
    assert ('value="make_plan" selected' in text) is ("chose" in told)
    done = client.post(STEP, data=fields_of(text, STEP) | fields | {"because": "x", "chose": "make_plan", "day": ""})
    assert done.status_code == 303


def test_an_answer_to_a_form_offers_no_way_by_which_what_was_typed_is_lost(client: TestClient) -> None:
    switch = 'action="/language"'
    page = text_of(client, STEP)
    assert switch in page
    assert switch not in refused(client, STEP, fields_of(page, STEP) | {"state": "overridden", "note": "lang verhaal"}, "lang verhaal")


LONG_NUMBER = "9" * 5000


@pytest.mark.parametrize(
    "path", [f"/cases/jaimo/talk?given={LONG_NUMBER}", f"/cases/jaimo?at={LONG_NUMBER}", f"/trainer/play/PLAYED?other={LONG_NUMBER}"]
)
def test_an_endless_number_in_an_address_brings_nothing_down(client: TestClient, path: str) -> None:
    if "PLAYED" in path:
        key = client.get("/trainer/play").text.split('href="/trainer/play/')[1].split('"')[0]
        path = path.replace("PLAYED", key)
    assert client.get(path).status_code in (200, 422)


@pytest.mark.parametrize("number", [LONG_NUMBER, "9" * 25])
def test_what_no_store_can_count_to_is_refused(client: TestClient, number: str) -> None:
    for path in (f"/cases/jaimo?at={number}", f"/cases/jaimo/views?at={number}"):
        assert client.get(path).status_code == 422
    fields = fields_of(text_of(client, "/cases/jaimo/history"), "/cases/jaimo/history/note") | {"because": "x", "text": "x"}
    for path, more in ((BACK.format(number), {}), ("/cases/jaimo/history/note", {"seen": number})):
        assert client.post(path, data=fields | more).status_code == 422
    assert client.post("/cases/jaimo/history/note", content=b"", headers={"Content-Length": number}).status_code == 413


def test_an_endless_number_in_a_form_brings_nothing_down(client: TestClient) -> None:
    step = "/cases/jaimo/step/underachievement/find_causes"
    fields = fields_of(text_of(client, step), step)
    for path in (f"{step}/said", "/cases/jaimo/history/note"):
        assert client.post(path, data=fields | {"text": "x", "seen": LONG_NUMBER}).status_code == 422
    made = client.post("/trainer/make", data=fields | {"do": "drop" + "9" * 290})
    assert made.status_code == 200
