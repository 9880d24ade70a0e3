"""The trainer's desk: routes to show, vignettes to play, schools to compare, vignettes to make; and no pupil of the store."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from engine.cases.store import CaseStore
from engine.rendering.diagrams.pictures import picture_names
from engine.service import Wegwijzer, open_wegwijzer, start_school
from tests.web.conftest import PORT, TOKEN, WHO
from web.desks.trainer_play import key_of
from web.serving import local_page

JAIMO = Path(__file__).parents[2] / "examples" / "jaimo.yaml"
OTHERWISE = """
parameters:
  evaluation_weeks: {value: 8, was: 6, why: Onze rapportperiodes duren acht weken.}
changes:
  - {replaces: safety_net.intake.role, with: mentor, was: ib, why: De mentor kent de leerling het best.}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of a school that does two things otherwise."""
    start_school(tmp_path / "linde", "De Linde")
    file = tmp_path / "linde" / "school.yaml"
    file.write_text(file.read_text(encoding="utf-8") + OTHERWISE, encoding="utf-8")
    return tmp_path / "linde"


@pytest.fixture
def school(store: CaseStore, folder: Path, tmp_path: Path) -> Iterator[TestClient]:
    """Give a client of a page with the rules of a school, and those of another to compare with."""
    start_school(tmp_path / "beuk", "De Beuk")
    app = local_page(store, PORT, token=TOKEN, who=WHO, rules=folder, beside=(tmp_path / "beuk",))
    with TestClient(app, base_url=f"http://127.0.0.1:{PORT}", follow_redirects=False) as made:
        made.get(f"/enter?token={TOKEN}")
        made.headers["Origin"] = f"http://127.0.0.1:{PORT}"
        yield made


def mark_in(client: TestClient) -> str:
    return client.get("/trainer/make").text.split('name="mark" value="')[1].split('"')[0]


def carried(text: str) -> str:
    """Give the draft that a page carries along."""
    found = re.search(r'name="text"[^>]*>(.*?)</textarea>', text, re.DOTALL)
    assert found
    return html.unescape(found[1])


# --- to show ---


def test_every_picture_can_be_shown_with_its_steps_in_words(client: TestClient, wegwijzer: Wegwijzer) -> None:
    home = client.get("/trainer").text
    for name in picture_names(wegwijzer.base.knowledge):
        assert f'href="/trainer/show/{name}"' in home
    text = client.get("/trainer/show/safety_net").text
    assert text.count("<svg ") == text.count("<h2>De stappen in woorden")
    assert "Houd de intake" in text


def test_a_picture_is_drawn_once(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    first = client.get("/trainer/show/pyramid").text

    def drawn_again(*_: object, **__: object) -> str:
        raise AssertionError

    monkeypatch.setattr(Wegwijzer, "trainer_body", drawn_again)
    assert client.get("/trainer/show/pyramid").text == first


def test_a_picture_is_in_the_language_of_who_looks(client: TestClient) -> None:
    client.cookies.set("wegwijzer-language", "en")
    assert "The steps in words" in client.get("/trainer/show/pyramid").text


def test_a_picture_that_is_not_there_is_said(client: TestClient) -> None:
    assert client.get("/trainer/show/nergens").status_code == 404
    assert client.get("/trainer/parts/page.py").status_code == 404


# --- to play ---


@pytest.fixture
def key(client: TestClient, wegwijzer: Wegwijzer) -> str:
    """Give the address of one vignette."""
    assert client.get("/trainer/play").status_code == 200
    return next(key_of(case) for case in wegwijzer.playable() if case.id == "escaleren-groep")


def test_the_situation_does_not_tell_what_comes_out(client: TestClient, wegwijzer: Wegwijzer, key: str) -> None:
    text = client.get(f"/trainer/play/{key}").text
    case = next(each for each in wegwijzer.playable() if key_of(each) == key)
    assert case.title not in text
    assert case.id not in text
    assert "waarschijnlijk" not in text
    assert "Aanleg in percentiel" in text


def test_a_vote_is_laid_beside_what_the_rules_say(client: TestClient, wegwijzer: Wegwijzer, key: str) -> None:
    case = next(each for each in wegwijzer.playable() if key_of(each) == key)
    choices = wegwijzer.choices(case)
    right, wrong = (next(c for c in choices if c.is_now is now) for now in (True, False))
    same = client.get(f"/trainer/play/{key}/rules", params={right.id: 7, wrong.id: 2}).text
    assert "De groep ziet hetzelfde als de regels" in same
    assert "7 handen" in same
    assert case.title in same
    assert "De groep is verdeeld" in client.get(f"/trainer/play/{key}/rules", params={right.id: 2, wrong.id: 2}).text
    assert "De groep kiest anders dan de regels" in client.get(f"/trainer/play/{key}/rules", params={"other": 3}).text
    assert "Er is niet gestemd" in client.get(f"/trainer/play/{key}/rules", params={right.id: "-4", "x": "²"}).text


def test_it_is_told_why_a_step_is_open_and_why_another_is_not(client: TestClient, wegwijzer: Wegwijzer, key: str) -> None:
    case = next(each for each in wegwijzer.playable() if key_of(each) == key)
    for choice in wegwijzer.choices(case):
        assert len(client.get(f"/trainer/play/{key}/why/{choice.id}").text) > 2000
    part = client.get(f"/trainer/play/{key}/why/{choice.id}", headers={"HX-Request": "true"}).text
    assert part.startswith("<pre")


def test_a_case_unfolds_until_all_is_known(client: TestClient, wegwijzer: Wegwijzer, key: str) -> None:
    case = next(each for each in wegwijzer.playable() if key_of(each) == key)
    moments = wegwijzer.unfold(case)
    assert moments[-1].advice == wegwijzer.advise(case)
    assert sum(len(m.said) for m in moments) == len(case.observations)
    assert sum(len(m.done) for m in moments) == len(case.events)
    assert f"1 van {len(moments)}" in client.get(f"/trainer/play/{key}/known").text
    assert "Dit is alles wat bekend is" in client.get(f"/trainer/play/{key}/known?at=99").text


def test_it_is_told_what_would_be_otherwise_without_a_fact(client: TestClient, key: str) -> None:
    text = client.get(f"/trainer/play/{key}/without/potential.percentile").text
    assert "Stel: onbekend: aanleg" in text
    assert "Wat opvalt" in text


def test_vignettes_are_found_by_route_and_words(client: TestClient) -> None:
    count = [
        int(re.findall(r"(\d+) vignet", client.get(f"/trainer/play?{query}").text)[0]) for query in ("", "route=safety_net", "words=zzz")
    ]
    assert count[0] > count[1] > count[2] == 0


def test_a_vignette_that_is_not_there_is_said(client: TestClient) -> None:
    for path in ("", "/rules", "/known", "/why/support", "/without/home.unsafe"):
        assert client.get(f"/trainer/play/0123456789{path}").status_code == 404


@pytest.mark.thorough  # tries every vignette there is by the rules of a school
def test_a_school_plays_its_own_vignettes_and_those_that_ship(school: TestClient, wegwijzer: Wegwijzer) -> None:
    text = html.unescape(school.get("/trainer/play").text)
    assert text.count('href="/trainer/play/') >= len(wegwijzer.playable())
    key = next(key_of(case) for case in wegwijzer.playable() if case.id == "escaleren-groep")
    assert school.get(f"/trainer/play/{key}").status_code == 200


# --- to compare ---


def test_what_a_school_does_otherwise_is_marked_and_told(school: TestClient) -> None:
    text = school.get("/trainer/compare?old=0&new=1&name=safety_net").text
    assert "De Linde" in text
    assert "De Beuk" in text
    assert "anders, was: intern begeleider" in text
    assert re.search(r"Vangnet na uitval</a>\s*<span class=\"quiet\">\d verschil", text)


def test_two_schools_are_compared_both_ways(school: TestClient) -> None:
    assert "was: mentor" in school.get("/trainer/compare?old=1&new=2&name=safety_net").text
    assert "was: intern begeleider" in school.get("/trainer/compare?old=2&new=1&name=safety_net").text


def test_with_one_set_of_rules_it_says_how_to_compare(client: TestClient) -> None:
    assert "--beside" in client.get("/trainer/compare?old=3&new=9").text


# --- to make ---


def test_a_vignette_is_made_from_a_form_and_comes_out_as_it_expects(school: TestClient, folder: Path) -> None:
    mark, text = mark_in(school), ""
    for fact, value, by in (
        ("potential.percentile", "95", "teacher"),
        ("achievement.percentile", "40", ""),
        ("home.unsafe", "unknown", "ib"),
    ):
        sent = {"mark": mark, "text": text, "do": "say", "fact": fact, "value": value, "by": by, "day": ""}
        text = carried(school.post("/trainer/make", data=sent).text)
    sent = {"mark": mark, "text": text, "do": "done", "step": "monitoring.record_results", "day": "2026-01-05"}
    text = carried(school.post("/trainer/make", data=sent).text)
    finish = {"mark": mark, "text": text, "name": "hoog-en-laag", "title": "Een hoge aanleg valt op"}
    file = school.post("/trainer/make/vignette", data=finish | {"do": "file"})
    assert file.headers["content-disposition"] == 'attachment; filename="hoog-en-laag.yaml"'
    assert "signal.discrepancy: true" in file.text
    kept = school.post("/trainer/make/vignette", data=finish | {"do": "keep"})
    assert kept.status_code == 200
    made = folder / "vignettes" / "hoog-en-laag.yaml"
    assert made.read_text(encoding="utf-8") == file.text
    assert [r.mismatches for r in open_wegwijzer(folder).test(made)] == [()]
    assert school.post("/trainer/make/vignette", data=finish | {"do": "keep"}).status_code == 422
    assert "Een hoge aanleg valt op" in school.get("/trainer/play").text


def test_what_does_not_fit_is_said_and_nothing_is_lost(client: TestClient) -> None:
    sent = {"mark": mark_in(client), "text": "case: concept\nfacts: {potential.percentile: 93}\n", "do": "say"}
    answer = client.post("/trainer/make", data=sent | {"fact": "achievement.percentile", "value": "veel"})
    assert answer.status_code == 422
    assert "potential.percentile: 93" in carried(answer.text)
    for wrong in ({"fact": "nope", "value": "1"}, {"fact": "achievement.percentile", "value": "3", "day": "ooit"}):
        assert client.post("/trainer/make", data=sent | wrong).status_code == 422
    assert client.post("/trainer/make", data=sent | {"do": "done", "step": "nergens.niets", "day": "2026-01-05"}).status_code == 422
    assert client.post("/trainer/make", data={"mark": sent["mark"], "text": "facts: [", "do": "say"}).status_code == 422


def test_something_can_be_taken_out_again(client: TestClient) -> None:
    draft = "case: concept\nfacts: {potential.percentile: 93, achievement.percentile: 40}\n"
    text = carried(client.post("/trainer/make", data={"mark": mark_in(client), "text": draft, "do": "drop0"}).text)
    assert "potential.percentile: 93" not in text
    assert "achievement.percentile: 40" in text


def test_of_a_case_file_names_and_free_texts_stay_behind(client: TestClient) -> None:
    mark = mark_in(client)
    uploaded = client.post("/trainer/make", data={"mark": mark, "do": "open"}, files={"case_file": ("x.yaml", JAIMO.read_bytes())})
    finish = {"mark": mark, "text": carried(uploaded.text), "title": "Iets", "do": "show"}
    made = client.post("/trainer/make/vignette", data=finish | {"name": "een-vignet"}).text
    assert "het pseudoniem `jaimo`" in html.unescape(made)
    assert "strength.interests" not in made.split('<pre class="yaml"')[1].split("</pre>")[0]
    refused = client.post("/trainer/make/vignette", data=finish | {"name": "jaimo"})
    assert refused.status_code == 422


@pytest.mark.parametrize(("name", "title"), [("", "x"), ("../x", "x"), ("Hoofdletter", "x"), ("goed", "")])
def test_a_name_that_will_not_do_is_said(client: TestClient, name: str, title: str) -> None:
    sent = {
        "mark": mark_in(client),
        "text": "case: concept\nfacts: {potential.percentile: 93}\n",
        "name": name,
        "title": title,
        "do": "file",
    }
    assert client.post("/trainer/make/vignette", data=sent).status_code == 422


def test_without_a_folder_of_the_school_nothing_is_put_there(client: TestClient) -> None:
    sent = {"mark": mark_in(client), "text": "case: concept\nfacts: {potential.percentile: 93}\n", "name": "x", "title": "x", "do": "keep"}
    assert client.post("/trainer/make/vignette", data=sent).status_code == 422


# --- for whom ---


def test_no_pupil_of_the_store_stands_on_the_desk(client: TestClient, key: str) -> None:
    paths = ["", "/show/safety_net", "/play", f"/play/{key}", f"/play/{key}/rules", f"/play/{key}/known", "/compare", "/make"]
    for path in paths:
        text = client.get(f"/trainer{path}").text
        for pseudonym in ("thuis", "jaimo"):
            assert not re.search(rf"/cases/{pseudonym}\b", text)
            assert f">{pseudonym}<" not in text


def test_forms_that_write_carry_the_mark(client: TestClient) -> None:
    assert client.post("/trainer/make", data={"do": "say"}).status_code == 403
    assert client.post("/trainer/make/vignette", data={"text": "case: x\n"}).status_code == 403


def test_without_the_key_nothing_is_shown(stranger: TestClient) -> None:
    for path in ("", "/show/pyramid", "/play", "/compare", "/make"):
        assert stranger.get(f"/trainer{path}").status_code == 401
