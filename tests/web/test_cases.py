"""The desk of those who know a pupil, without a browser: what its pages show, keep and keep to themselves."""

from __future__ import annotations

import datetime as dt
import html
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from engine.cases.store import CaseStore
from engine.model.case import Observation
from engine.model.history import Rights
from engine.recording import Records
from engine.service import Wegwijzer
from tests.web.conftest import WHO

TODAY = dt.date.today()  # noqa: DTZ011 - the pages ask for today
APART = Rights(safety=True)
VIGNETTES = Path(__file__).parents[2] / "rules" / "vignettes"
UNSAFE = "home.unsafe"
TELLS = "zorgen over de veiligheid thuis"


@pytest.fixture
def records(wegwijzer: Wegwijzer, store: CaseStore) -> Records:
    """Give the records that the page serves."""
    return Records(wegwijzer, store)


def text_of(client: TestClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return html.unescape(answer.text)


def fields_of(text: str, action: str) -> dict[str, str]:
    """Read the hidden fields of the form that goes to an address."""
    form = re.search(rf'<form method="post" action="{re.escape(action)}".*?</form>', text, re.DOTALL)
    assert form, action
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form[0]))


def answered(client: TestClient, name: str, answer: str = "", act: str = "keep", **more: str) -> tuple[str, str]:
    """Answer the question that is put, and give its fact and the page that comes next."""
    path = more.pop("at", f"/cases/{name}/talk")
    fields = fields_of(text_of(client, path), f"/cases/{name}/talk")
    said = client.post(f"/cases/{name}/talk", data=fields | {"answer": answer, "act": act} | more)
    assert said.status_code == 303, said.text
    return fields["fact"], said.headers["location"]


def begun(client: TestClient, mark: str, **filled: object) -> str:
    said = client.post("/cases/new_pupil", data={"pseudonym": "rode-eik", "by": "teacher", "mark": mark} | filled)
    assert said.status_code == 303, said.text
    return str(said.headers["location"])


# --- from nothing to a first advice ---


def test_a_pseudonym_is_suggested_that_nobody_has(client: TestClient) -> None:
    found = re.search(r'name="pseudonym"[^>]*value="([a-z-]+)"', text_of(client, "/cases/new_pupil"))
    assert found
    assert found[1] not in ("jaimo", "thuis")


def test_what_was_noticed_first_opens_a_route_at_once(client: TestClient, mark: str) -> None:
    assert begun(client, mark, noticed="nomination.teacher", **{"pupil.sector": "po", "pupil.year": "6"}) == "/cases/rode-eik/talk"
    text = text_of(client, "/cases/rode-eik")
    assert "Is er een verschil met wat je mag verwachten" in text
    assert "Groep of leerjaar" in text_of(client, "/cases/rode-eik/views")


def test_every_sign_that_stands_under_a_route_opens_a_step(client: TestClient, mark: str) -> None:
    routes, besides = client.get("/cases/new_pupil").text.split("Ook vaak het eerste wat opvalt")
    signs = re.findall(r'name="noticed" value="([^"]+)"', routes)
    assert len(signs) > 10
    assert UNSAFE not in signs
    assert set(re.findall(r'name="noticed" value="([^"]+)"', besides)).isdisjoint({*signs, UNSAFE})
    for i, sign in enumerate(signs):
        begun(client, mark, pseudonym=f"proef-{i}", noticed=sign)
        assert 'class="steps"' in client.get(f"/cases/proef-{i}").text, sign


def test_who_is_bored_can_be_noticed_and_counts_in_the_advice(client: TestClient, mark: str) -> None:
    assert "Is steeds snel klaar of verveelt zich" in text_of(client, "/cases/new_pupil")
    begun(client, mark, noticed="offer.too_easy")
    assert "Compacten van de gewone stof" in text_of(client, "/cases/rode-eik")


def test_a_sign_is_said_as_it_is_noticed_and_not_as_it_is_concluded(client: TestClient) -> None:
    text = text_of(client, "/cases/new_pupil")
    assert "Gedraagt zich zo dat het een vraag om hulp kan zijn" in text
    assert "Laat met dit gedrag merken" not in text


def test_a_form_that_cannot_be_kept_keeps_what_was_filled_in(client: TestClient, mark: str) -> None:
    said = client.post("/cases/new_pupil", data={"pseudonym": "jaimo", "mark": mark, "pupil.year": "5", "noticed": "absence.any"})
    assert said.status_code == 422
    assert 'value="5"' in said.text
    assert 'value="absence.any" checked' in said.text


def test_an_address_of_our_own_is_no_pseudonym(client: TestClient, mark: str) -> None:
    for pseudonym in ("new_pupil", "due.ics"):  # what addresses of our own are called
        assert client.post("/cases/new_pupil", data={"pseudonym": pseudonym, "mark": mark}).status_code == 422


def test_a_pupil_may_be_called_new(client: TestClient, mark: str) -> None:
    said = client.post("/cases/new_pupil/file", data={"mark": mark}, files={"file": ("new.yaml", b"case: new\n")})
    assert said.headers["location"] == "/cases/new"
    assert "<h1>new" in text_of(client, "/cases/new")


def test_a_case_file_goes_in_and_comes_out(client: TestClient, mark: str) -> None:
    text = "case: overstap\nfacts:\n  absence.any: {value: true, by: parent, date: 2026-01-12}\n"
    said = client.post("/cases/new_pupil/file", data={"mark": mark}, files={"file": ("overstap.yaml", text.encode())})
    assert said.headers["location"] == "/cases/overstap"
    assert client.get("/cases/overstap/record.yaml").text == text


def test_a_case_file_that_is_wrong_is_told_with_its_line(client: TestClient, mark: str) -> None:
    said = client.post(
        "/cases/new_pupil/file", data={"mark": mark}, files={"file": ("fout.yaml", b"case: fout\nfacts:\n  absence.anny: true\n")}
    )
    assert said.status_code == 422
    assert "fout.yaml" not in text_of(client, "/cases")
    assert "absence.any" in said.text


# --- the list ---


def test_what_is_late_stands_apart_from_the_coming_weeks(client: TestClient, records: Records) -> None:
    records.begin("net-op-tijd", [Observation("nomination.teacher", value=True, by="teacher", date=TODAY)], who=WHO)
    records.happened("net-op-tijd", {"protocol": "underachievement", "node": "notice", "date": TODAY.isoformat()}, who=WHO, seen=None)
    text = text_of(client, "/cases")
    late, ahead = text.split('id="weeks"')
    assert "te laat sinds" in late
    assert "jaimo" in late
    assert "te laat sinds" not in ahead
    assert "net-op-tijd" in ahead.split('id="all"')[0]


def test_the_calendar_names_nobody(client: TestClient) -> None:
    answer = client.get("/cases/due.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.text.count("BEGIN:VEVENT") >= 2
    assert "jaimo" not in answer.text
    assert "thuis\r" not in answer.text


def test_who_left_is_not_among_what_there_is_to_do_and_can_come_back(client: TestClient, mark: str) -> None:
    client.post("/cases/jaimo/record/left", data={"mark": mark, "day": TODAY.isoformat()})
    assert "te laat sinds 29 januari" not in text_of(client, "/cases")
    client.post("/cases/jaimo/record/left", data={"mark": mark, "still": "yes"})
    assert "te laat sinds 29 januari" in text_of(client, "/cases")


def test_nothing_is_erased_before_it_was_asked_twice(client: TestClient, mark: str) -> None:
    assert client.post("/cases/jaimo/erase", data={"mark": mark, "again": "thuis"}).status_code == 422
    assert client.get("/cases/jaimo").status_code == 200
    said = client.post("/cases/jaimo/erase", data={"mark": mark, "again": "jaimo"})
    assert "regels gewist" in said.text
    assert client.get("/cases/jaimo").status_code == 404


# --- the interview ---


def test_a_talk_puts_the_question_of_the_one_who_was_chosen(client: TestClient) -> None:
    fields = fields_of(text_of(client, "/cases/jaimo/talk?by=parent&who=moeder"), "/cases/jaimo/talk")
    fact, _ = answered(client, "jaimo", "true", at="/cases/jaimo/talk?by=parent&who=moeder")
    assert fact == fields["fact"] != UNSAFE
    assert "Ouder moeder" in text_of(client, "/cases/jaimo/views")


def test_an_answer_is_kept_at_once_and_the_next_question_comes(client: TestClient, records: Records) -> None:
    first, _ = answered(client, "jaimo", act="later")
    assert first == UNSAFE
    fact, on = answered(client, "jaimo", "false", at=f"/cases/jaimo/talk?later={UNSAFE}")
    assert fields_of(text_of(client, on), "/cases/jaimo/talk")["fact"] not in (fact, UNSAFE)
    assert fact in {o.fact for o in records.dossier("jaimo").case.observations}
    assert "Bewaard:" in text_of(client, on)


def test_back_takes_the_last_answer_back_and_asks_it_again(client: TestClient, records: Records) -> None:
    fact, on = answered(client, "jaimo", "false", at=f"/cases/jaimo/talk?later={UNSAFE}")
    _, again = answered(client, "jaimo", act="back", at=on)
    assert fields_of(text_of(client, again), "/cases/jaimo/talk")["fact"] == fact
    assert fact not in {o.fact for o in records.dossier("jaimo").case.observations}


@pytest.mark.parametrize("act", ["nobody", "none"])
def test_who_does_not_know_is_not_asked_again(client: TestClient, records: Records, act: str) -> None:
    fact, on = answered(client, "jaimo", act=act, at=f"/cases/jaimo/talk?later={UNSAFE}")
    assert fields_of(text_of(client, on), "/cases/jaimo/talk")["fact"] != fact
    assert [o.value for o in records.dossier("jaimo").case.observations if o.fact == fact] == [None]
    assert fact in client.get("/cases/jaimo/record.yaml").text


def test_later_keeps_nothing(client: TestClient, records: Records) -> None:
    before = records.dossier("jaimo").seen
    answered(client, "jaimo", act="later", at=f"/cases/jaimo/talk?later={UNSAFE}")
    assert records.dossier("jaimo").seen == before


@pytest.mark.parametrize("answer", ["", "veel", "9999"])
def test_an_answer_that_does_not_fit_is_told_and_the_question_stays(client: TestClient, answer: str) -> None:
    at = "/cases/jaimo/talk?fact=tasks.error_free_weeks"
    fields = fields_of(text_of(client, at), "/cases/jaimo/talk")
    said = client.post("/cases/jaimo/talk", data=fields | {"answer": answer, "act": "keep"})
    assert said.status_code == 422
    assert 'role="alert"' in said.text
    assert 'value="tasks.error_free_weeks"' in said.text


def test_every_question_tells_why_it_is_asked(client: TestClient) -> None:
    for fact in ("absence.full", "tasks.error_free_weeks", "peers.has_equals", "offer.differentiation"):
        assert re.search(r"Waarom deze vraag\?</strong> \w", text_of(client, f"/cases/jaimo/talk?fact={fact}"))


def test_a_talk_ends_when_no_answer_can_change_the_advice_any_more(client: TestClient, records: Records) -> None:
    records.import_file(VIGNETTES / "cov_alles_gaat_goed.yaml", who=WHO)
    at = "/cases/cov-alles-gaat-goed/talk"
    assert "Dit advies staat" not in text_of(client, at)
    _, at = answered(client, "cov-alles-gaat-goed", "false", at=at)
    text = text_of(client, at)
    assert "Dit advies staat" in text
    assert 'name="act"' not in text


# --- a child's safety ---


def test_an_answer_about_safety_goes_apart_and_is_on_no_shared_page(client: TestClient, records: Records) -> None:
    shared = ("", "/talk", "/views", "/plan", "/history", "/whatif", "/paper", "/record.yaml", "/why")
    before = {path: client.get(f"/cases/jaimo{path}").text for path in shared}
    fact, on = answered(client, "jaimo", "true", voice="teacher", note="blauwe plek gezien")
    assert fact == UNSAFE
    assert "apart bewaard" in text_of(client, on)
    assert UNSAFE not in fields_of(text_of(client, on), "/cases/jaimo/talk")["fact"]
    assert {path: client.get(f"/cases/jaimo{path}").text for path in shared} == before
    assert "blauwe plek" not in text_of(client, "/cases?words=blauwe")
    kept = [e for e in records.store.history("jaimo", rights=APART) if e.apart]
    assert [e.body["fact"] for e in kept] == [UNSAFE]
    text = text_of(client, "/cases/jaimo/safety")
    assert "blauwe plek gezien" in text
    assert TELLS in text.lower()


def test_what_is_written_apart_can_be_taken_back_there(client: TestClient, mark: str) -> None:
    client.post("/cases/jaimo/safety", data={"mark": mark, "fact": UNSAFE, "answer": "true", "by": "teacher", "seen": "999"})
    client.post("/cases/jaimo/safety/note", data={"mark": mark, "text": "overleg met de jeugdarts", "seen": "999"})
    text = text_of(client, "/cases/jaimo/safety")
    assert "overleg met de jeugdarts" in text
    seq = re.findall(r"/cases/jaimo/safety/(\d+)/back", text)[-1]
    client.post(f"/cases/jaimo/safety/{seq}/back", data={"mark": mark, "because": "verkeerd begrepen", "seen": "999"})
    assert "verkeerd begrepen" in text_of(client, "/cases/jaimo/safety")
    assert "verkeerd begrepen" not in text_of(client, "/cases/jaimo/history")


@pytest.mark.parametrize("path", ["/why/home.unsafe", "/talk?fact=home.unsafe", "/whatif?fact=home.unsafe", "/why/alert.child_safety"])
def test_asking_after_safety_on_a_shared_page_tells_nothing_of_this_pupil(client: TestClient, mark: str, path: str) -> None:
    before = client.get(f"/cases/jaimo{path}").text
    client.post("/cases/jaimo/safety", data={"mark": mark, "fact": UNSAFE, "answer": "true", "by": "teacher", "seen": "999"})
    assert client.get(f"/cases/jaimo{path}").text == before


# --- what people see, what if, why ---


def test_where_people_differ_is_said_in_words_and_first(client: TestClient, records: Records) -> None:
    said = Observation("behaviour.upset_by_mistakes", value=False, by="parent", date=TODAY)
    records.observe("jaimo", said, who=WHO, seen=None)
    text = text_of(client, "/cases/jaimo/views")
    apart, rest = text.split("De rest")
    assert re.search(r"Is van slag bij fouten <span class=\"differs\">verschillend gezien", apart)
    assert "differs" not in rest


def test_one_more_voice_on_what_was_said_stands_beside_the_first(client: TestClient, records: Records) -> None:
    records.observe("jaimo", Observation("wellbeing.low", value=False, by="pupil", date=TODAY), who=WHO, seen=None)
    assert '<option value="wellbeing.low">' in text_of(client, "/cases/jaimo/views")
    assert "<details open>" not in text_of(client, "/cases/jaimo/talk")
    assert "<details open>" in text_of(client, "/cases/jaimo/talk?fact=wellbeing.low")  # who says it is what it is about
    fact, on = answered(client, "jaimo", "true", at="/cases/jaimo/talk?fact=wellbeing.low", voice="parent", voice_who="moeder")
    assert (fact, on) == ("wellbeing.low", "/cases/jaimo/views")
    apart = text_of(client, on).split("De rest")[0]
    assert re.search(r'Voelt zich op dit moment niet goed <span class="differs">', apart)
    assert "Ouder moeder" in apart


def test_what_somebody_says_of_safety_is_not_put_by_asking_for_it(client: TestClient) -> None:
    assert f'<option value="{UNSAFE}">' not in text_of(client, "/cases/jaimo/views")


def test_what_if_shows_what_would_change_and_keeps_nothing(client: TestClient, records: Records) -> None:
    before = records.dossier("jaimo").seen
    text = text_of(client, "/cases/jaimo/whatif?fact=absence.full&answer=true&by=parent")
    assert "Houd de intake met leerling, ouders en thuisschool" in text
    assert records.dossier("jaimo").seen == before


def test_what_was_tried_can_be_kept_and_then_is_so(client: TestClient) -> None:
    text = text_of(client, "/cases/jaimo/whatif?fact=absence.full&answer=true&by=parent")
    client.post("/cases/jaimo/whatif", data=fields_of(text, "/cases/jaimo/whatif"))
    assert "Houd de intake met leerling, ouders en thuisschool" in text_of(client, "/cases/jaimo")
    assert "komt niet meer op school" in text_of(client, "/cases/jaimo/history").lower()


def test_a_step_can_be_tried_with_an_answer_and_kept_with_it(client: TestClient, records: Records) -> None:
    page = text_of(client, "/cases/jaimo/whatif?fact=absence.full&answer=true&by=parent")
    tried = re.findall(r'<option value="([a-z_]+\.[a-z_]+)">', page.split('id="step"')[1].split("</select>")[0])
    assert "underachievement.find_causes" in tried
    before = records.dossier("jaimo").seen
    query = {"said": "absence.full=true", "by": "parent", "step": "underachievement.find_causes"}
    answer = client.get("/cases/jaimo/whatif", params=query)
    assert answer.status_code == 200
    assert "komt niet meer op school" in answer.text.lower()
    assert records.dossier("jaimo").seen == before
    fields = fields_of(answer.text, "/cases/jaimo/whatif")
    assert fields["said"] == "underachievement.find_causes=done"
    said = ["absence.full=true", fields["said"]]
    assert client.post("/cases/jaimo/whatif", data={**fields, "said": said}).status_code == 303
    case = records.case("jaimo")
    assert [(e.protocol, e.node, e.state) for e in case.events][-1] == ("underachievement", "find_causes", "done")
    assert ("absence.full", True) in [(o.fact, o.value) for o in case.observations]
    assert client.get("/cases/jaimo/whatif", params={"step": "underachievement.nergens"}).status_code == 422


def test_a_change_that_an_explanation_names_can_be_tried_at_once(client: TestClient) -> None:
    link = re.search(r'href="(/cases/jaimo/whatif\?said=[^"]+)"', client.get("/cases/jaimo/why/form.underachievement").text)
    assert link
    assert "vervalt" in text_of(client, html.unescape(link[1])) or "nee" in text_of(client, html.unescape(link[1]))


def test_why_not_can_be_asked_of_anything_that_does_not_hold(client: TestClient, wegwijzer: Wegwijzer) -> None:
    text = text_of(client, "/cases/jaimo/why")
    ids = re.findall(r'<option value="([^"]+)"', text)
    assert {i.split(":")[0] for i in ids} == {"finding", "hypothesis", "need", "support", "intervention", "protocol", "alert"}
    assert len(ids) > len(wegwijzer.base.knowledge.findings)
    assert not {"alert:alert.child_safety", "need:need.safety"} & set(ids)
    for i in ids[:: len(ids) // 12]:
        answer = client.get("/cases/jaimo/why", params={"id": i}, follow_redirects=True)
        assert answer.status_code == 200, i
        assert "<h3>" in answer.text, i


def test_reasons_are_nested_lists_and_not_a_page_of_text(client: TestClient) -> None:
    text = client.get("/cases/jaimo/why/form.underachievement").text
    assert "<pre" not in text
    assert re.search(r"<li>er is een groot verschil[^<]*<ul>\s*<li>", text)


# --- the plan ---


def test_a_step_that_was_done_leads_to_the_next(client: TestClient, mark: str) -> None:
    seen = fields_of(text_of(client, "/cases/jaimo/step/underachievement/find_causes"), "/cases/jaimo/step/underachievement/find_causes")
    said = client.post("/cases/jaimo/step/underachievement/find_causes", data=seen | {"state": "done", "by": "ib", "note": "met moeder"})
    text = text_of(client, said.headers["location"])
    assert re.search(r'role="status"[^\n]*Bewaard:[^\n]*met moeder', text)
    assert "/cases/jaimo/step/underachievement/make_plan" in text.split("Kan nog komen")[2]
    assert "met moeder" in text_of(client, "/cases/jaimo/history")
    assert mark == seen["mark"]


def test_people_can_decide_otherwise_with_a_reason_and_what_they_chose(client: TestClient) -> None:
    path = "/cases/jaimo/step/underachievement/find_causes"
    fields = fields_of(text_of(client, path), path) | {"state": "overridden"}
    assert client.post(path, data=fields).status_code == 422
    told = {"because": "we weten genoeg", "chose": "make_plan"}
    assert client.post(path, data=fields | told).status_code == 303
    assert "we weten genoeg" in text_of(client, "/cases/jaimo/plan")


def test_a_day_that_has_yet_to_come_is_refused(client: TestClient) -> None:
    path = "/cases/jaimo/step/underachievement/find_causes"
    ahead = (TODAY + dt.timedelta(days=1)).isoformat()
    for day in (ahead, "gisteren"):
        assert client.post(path, data=fields_of(text_of(client, path), path) | {"state": "done", "day": day}).status_code == 422


def test_after_six_weeks_each_of_the_three_says_what_they_see(client: TestClient, records: Records) -> None:
    for node, state in (("find_causes", "done"), ("make_plan", "done"), ("carry_out", "started")):
        event = {"protocol": "underachievement", "node": node, "state": state, "date": (TODAY - dt.timedelta(days=43)).isoformat()}
        records.happened("jaimo", event, who=WHO, seen=None)
    text = text_of(client, "/cases/jaimo/plan")
    assert "Leerling, ouders en school zeggen elk wat zij zien" in text
    assert "te laat sinds" in text.split("zeggen elk wat zij zien")[1].split("</section>")[0]
    path = "/cases/jaimo/step/underachievement/evaluate"
    for by, answer in (("pupil", "true"), ("parent", "true"), ("teacher", "false")):
        fields = fields_of(text_of(client, path), f"{path}/said")
        client.post(f"{path}/said", data=fields | {"by": by, "fact:plan.progress_visible": answer})
    table = text_of(client, path).split('class="sides stacks"')[1].split("</table>")[0]
    assert "verschillend gezien" in table
    assert [name for name in ("Leerling", "Ouder", "Leraar") if name in table] == ["Leerling", "Ouder", "Leraar"]


def test_the_route_shows_where_the_pupil_is_and_says_it_in_words(client: TestClient) -> None:
    text = text_of(client, "/cases/jaimo/route/return_phases")
    assert "<svg" in text
    assert "style=" not in text.split("<svg")[1].split("</svg>")[0]
    assert "Dezelfde route in woorden" in text
    assert client.get("/cases/jaimo/route/nergens").status_code == 404


def test_pupil_parents_and_school_each_have_a_part(client: TestClient) -> None:
    text = text_of(client, "/cases/jaimo/plan").split('id="who-what"')[1]
    assert [f'<th scope="col">{who}</th>' in text for who in ("leerling", "ouders", "school")] == [True] * 3


# --- the timeline ---


def test_what_nobody_in_particular_said_has_a_day_and_no_voice(client: TestClient, mark: str) -> None:
    begun(client, mark, **{"pupil.sector": "po"})
    assert "gezegd door 2" not in text_of(client, "/cases/rode-eik/history")
    assert "onderwijssector" in text_of(client, "/cases/rode-eik/history")


def test_an_entry_is_taken_back_with_a_reason_and_stays_readable(client: TestClient) -> None:
    text = text_of(client, "/cases/jaimo/history")
    seq = re.findall(r"/cases/jaimo/history/(\d+)/back", text)[0]
    path = f"/cases/jaimo/history/{seq}/back"
    assert client.post(path, data=fields_of(text, path) | {"because": ""}).status_code == 422
    client.post(path, data=fields_of(text, path) | {"because": "ging over een ander"})
    after = text_of(client, "/cases/jaimo/history")
    assert f"Teruggenomen door {WHO}: ging over een ander" in after
    assert path not in after


def test_any_earlier_state_can_be_shown(client: TestClient, records: Records) -> None:
    at = records.dossier("jaimo").seen
    records.observe("jaimo", Observation("absence.full", value=True, by="parent", date=TODAY), who=WHO, seen=None)
    then, now = text_of(client, f"/cases/jaimo?at={at}"), text_of(client, "/cases/jaimo")
    assert "Houd de intake" in now
    assert "Houd de intake" not in then
    assert "Zo was het op" in then
    assert "Komt niet meer op school" not in text_of(client, f"/cases/jaimo/views?at={at}")


def test_two_people_at_once_the_second_sees_what_the_first_did_and_chooses(client: TestClient, records: Records) -> None:
    path = "/cases/jaimo/step/underachievement/find_causes"
    fields = fields_of(text_of(client, path), path) | {"state": "done", "note": "van mij"}
    records.note("jaimo", "de ander was eerst", who="collega", seen=None)
    said = client.post(path, data=fields)
    assert said.status_code == 409
    assert "de ander was eerst" in said.text
    assert "van mij" not in text_of(client, "/cases/jaimo/history")
    again = fields_of(html.unescape(said.text), path)
    assert client.post(path, data=again).status_code == 303
    assert "van mij" in text_of(client, "/cases/jaimo/history")


# --- paper ---


@pytest.mark.parametrize(("form", "begins"), [("html", b"<!doctype html>"), ("pdf", b"%PDF"), ("docx", b"PK")])
def test_an_advice_is_printed_and_remembered(client: TestClient, mark: str, form: str, begins: bytes) -> None:
    said = client.post("/cases/jaimo/paper", data={"mark": mark, "paper": "advice", "reader": "parents", "form": form})
    assert said.content.startswith(begins)
    assert "advies gegeven" in text_of(client, "/cases/jaimo/history")


def test_every_guide_can_be_printed_for_whom_it_is_and_none_tells_of_safety(client: TestClient, mark: str) -> None:
    client.post("/cases/jaimo/safety", data={"mark": mark, "fact": UNSAFE, "answer": "true", "by": "teacher", "seen": "999"})
    names = re.findall(r'name="paper" value="([^"]+)"', text_of(client, "/cases/jaimo/paper"))
    assert len(names) == 9
    for name in names:
        said = client.post("/cases/jaimo/paper", data={"mark": mark, "paper": name, "reader": "school", "form": "html"})
        assert said.status_code == 200, name
        assert TELLS not in said.text.lower(), name


def test_a_page_to_print_brings_its_own_style_and_may_load_nothing(client: TestClient, mark: str) -> None:
    said = client.post("/cases/jaimo/paper", data={"mark": mark, "paper": "advice", "reader": "school", "form": "html"})
    assert said.headers["content-security-policy"].startswith("default-src 'none'; style-src 'sha256-")


def test_what_does_not_exist_cannot_be_printed(client: TestClient, mark: str) -> None:
    assert client.post("/cases/jaimo/paper", data={"mark": mark, "paper": "x", "reader": "school", "form": "pdf"}).status_code == 404
    assert client.post("/cases/jaimo/paper", data={"mark": mark, "paper": "advice", "reader": "buren", "form": "pdf"}).status_code == 422


# --- every page ---

PAGES = (
    "",
    "/talk",
    "/views",
    "/plan",
    "/whatif",
    "/history",
    "/paper",
    "/safety",
    "/record",
    "/erase",
    "/why",
    "/step/underachievement/make_plan",
)


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_a_style_or_a_script_of_its_own(client: TestClient, path: str) -> None:
    text = client.get(f"/cases/jaimo{path}").text
    assert not re.search(r"<style|\son[a-z]+=|\sstyle=|<script(?! src=)", text)


@pytest.mark.parametrize("path", PAGES)
def test_no_page_exists_of_a_pupil_who_does_not(client: TestClient, path: str) -> None:
    assert client.get(f"/cases/niemand{path}").status_code == 404
