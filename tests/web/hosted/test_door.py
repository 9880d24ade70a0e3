"""Signing in at a board's page and out again, and what happens to who guesses; the clock is moved, nobody waits."""

from __future__ import annotations

from http.cookies import SimpleCookie
from typing import Any

import pytest
from starlette.testclient import TestClient

from engine.cases.lockout import CROWD, FREE
from engine.cases.sessions import IDLE
from tests.clocks import Clock
from tests.web.hosted.conftest import BEUK, LINDE, PASSWORD, PROXY, Board, marked, sign_in
from web.hosted import BEFORE, DEVICE
from web.visitors import mark_of

SESSION = "__Host-wegwijzer"


def cookies(answer: Any) -> SimpleCookie:
    """Give the cookies that an answer sets, with their flags."""
    found = SimpleCookie()
    for each in answer.headers.get_list("set-cookie"):
        found.load(each)
    return found


def test_who_signs_in_sees_their_pupils_until_they_sign_out(board: Board) -> None:
    board.join("an@school.nl", "ib")
    browser = board.signed_in("AN@school.nl")
    assert "jaimo" in browser.get("/cases").text
    token = browser.cookies[SESSION]
    answer = browser.post("/sign-out", data={"mark": marked(browser, "/cases")})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert SESSION not in browser.cookies
    browser.cookies.set(SESSION, token, domain=LINDE)
    assert browser.get("/cases").headers["location"] == "/sign-in?to=%2Fcases"


def test_every_cookie_is_for_this_host_over_https_and_for_no_script(board: Board) -> None:
    board.join("an", "ib")
    browser = board.browser()
    answers = [
        browser.get("/sign-in"),
        browser.post("/language", data={"lang": "en"}),
        sign_in(browser, "an"),
        browser.post("/sign-out", data={"mark": marked(browser, "/cases")}),
    ]
    seen = set()
    for answer in answers:
        for name, cookie in cookies(answer).items():
            seen.add(name)
            assert cookie["secure"], name
            assert cookie["httponly"], name
            assert cookie["samesite"].lower() == "strict", name
            assert (cookie["path"], cookie["domain"]) == ("/", ""), name
    assert seen >= {SESSION, BEFORE, DEVICE, "wegwijzer-language"}


def test_a_token_that_somebody_else_chose_opens_nothing_after_signing_in(board: Board) -> None:
    board.join("an", "ib")
    attacker, victim = board.signed_in("an"), board.browser()
    for planted in ("door-een-ander-gekozen", attacker.cookies[SESSION]):
        victim.cookies.set(SESSION, planted, domain=LINDE)
        victim.cookies.set(BEFORE, "ook-gekozen", domain=LINDE)
        answer = victim.post("/sign-in", data={"login": "an", "password": PASSWORD, "mark": mark_of("ook-gekozen")})
        fresh = cookies(answer)[SESSION].value
        assert fresh != planted
        victim.cookies.clear()
        victim.cookies.set(SESSION, planted, domain=LINDE)
        assert victim.get("/cases").status_code == 303
        victim.cookies.clear()


def test_a_session_ends_when_nothing_happens(board: Board, clock: Clock) -> None:
    board.join("an", "ib")
    browser = board.signed_in("an")
    clock.pass_(seconds=IDLE.total_seconds() / 2)
    assert browser.get("/cases").status_code == 200
    clock.pass_(seconds=IDLE.total_seconds())
    assert browser.get("/cases").status_code == 303


def test_a_form_of_the_door_needs_the_mark_of_this_browser(board: Board) -> None:
    board.join("an", "ib")
    browser, other = board.browser(), board.browser()
    form = {"login": "an", "password": PASSWORD}
    assert browser.post("/sign-in", data=form).status_code == 403
    assert browser.post("/sign-in", data=form | {"mark": marked(other, "/sign-in")}).status_code == 403
    mark = marked(browser, "/sign-in")
    for origin in ("https://evil.example", f"https://{BEUK}", f"http://{LINDE}", "null"):
        assert browser.post("/sign-in", data=form | {"mark": mark}, headers={"Origin": origin}).status_code == 403
    assert browser.post("/sign-in", data=form | {"mark": mark}).status_code == 303


@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "/a\nb", "/sign-in"])
def test_after_signing_in_the_way_leads_nowhere_else(board: Board, to: str) -> None:
    board.join("an", "ib")
    browser = board.browser()
    assert 'name="to" value="/"' in browser.get("/sign-in", params={"to": to}).text
    assert sign_in(browser, "an", to=to).headers["location"] == "/"
    assert browser.get("/sign-in", params={"to": to}).headers["location"] == "/"


def test_after_signing_in_one_is_where_one_wanted_to_be(board: Board) -> None:
    board.join("an", "ib")
    browser = board.browser()
    door = browser.get("/cases/jaimo?a=b").headers["location"]
    assert 'value="/cases/jaimo?a=b"' in browser.get(door).text
    assert sign_in(browser, "an", to="/cases/jaimo").headers["location"] == "/cases/jaimo"


def test_a_way_that_is_too_long_is_cut_and_brings_nothing_down(board: Board) -> None:
    board.join("an", "ib")
    browser = board.browser()
    long = f"/cases/jaimo/talk?later={'absence.any,' * 300}"
    assert 'name="to" value="/cases/jaimo/talk"' in browser.get(browser.get(long).headers["location"]).text
    assert sign_in(browser, "an", to=long).headers["location"] == "/cases/jaimo/talk"
    assert browser.get("/sign-in", params={"to": f"/{'x' * 3000}"}).headers["location"] == "/"


def test_who_guesses_has_to_wait_and_the_owner_goes_on_in_the_browser_that_was_let_in_before(board: Board, clock: Clock) -> None:
    board.join("an", "ib")
    own, thief = board.signed_in("an"), board.browser(address="198.51.100.1")
    own.post("/sign-out", data={"mark": marked(own, "/cases")})
    for _ in range(FREE):
        assert sign_in(thief, "an", "fout wachtwoord").status_code == 401
    answer = sign_in(thief, "an")
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "30")
    assert sign_in(own, "an").status_code == 303
    clock.pass_(seconds=31)
    assert sign_in(thief, "an").status_code == 303


def test_one_network_cannot_try_one_password_on_everybody(board: Board, clock: Clock) -> None:
    board.join("an", "ib")
    thief = board.browser(address="198.51.100.1")
    mark = marked(thief, "/sign-in")
    form = {"password": PASSWORD, "mark": mark}
    told = [thief.post("/sign-in", data=form | {"login": f"iemand{i}"}).status_code for i in range(CROWD + 1)]
    assert told == [401] * CROWD + [429]
    assert thief.post("/sign-in", data=form | {"login": "an"}).status_code == 429
    assert thief.post("/invitation", data=form | {"code": "x", "again": PASSWORD}).status_code == 429
    assert sign_in(board.browser(address="198.51.100.2"), "an").status_code == 303
    clock.pass_(seconds=11)
    assert thief.post("/sign-in", data=form | {"login": "an"}).status_code == 303


def test_a_whole_school_behind_one_address_can_come_in(board: Board) -> None:
    board.join("an", "ib")
    browser = board.browser()
    for _ in range(CROWD + 5):
        mark = marked(browser, "/sign-in")
        assert browser.post("/sign-in", data={"login": "an", "password": PASSWORD, "mark": mark}).status_code == 303
        browser.cookies.delete(SESSION, domain=LINDE)


def test_who_accepts_an_invitation_takes_nobodys_place_at_the_door(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.cases.lockout.CROWD", 2)
    for i in range(4):
        browser = board.browser()
        code = board.accounts().invite(f"iemand{i}", ["ib"]).code
        form = {"code": code, "password": PASSWORD, "again": PASSWORD, "mark": marked(browser, "/invitation")}
        assert browser.post("/invitation", data=form).status_code == 303


def test_only_the_proxy_is_believed_about_where_somebody_is(board: Board) -> None:
    direct = TestClient(board.behind, base_url=f"https://{LINDE}", headers={"Origin": f"https://{LINDE}"}, client=("198.51.100.1", 1))
    mark = marked(direct, "/sign-in")
    told = [
        direct.post("/sign-in", data={"login": f"i{i}", "password": "x", "mark": mark}, headers={"X-Forwarded-For": f"192.0.2.{i}"})
        for i in range(CROWD + 1)
    ]
    assert told[-1].status_code == 429
    spoofed = board.browser(address=f"192.0.2.9, 198.51.100.1, {PROXY}")  # what a client sent stands before what the proxy added
    assert sign_in(spoofed, "x", "x").status_code == 429


def test_an_invitation_is_used_once_and_its_code_is_in_no_address(board: Board) -> None:
    code = board.accounts().invite("nieuw", ["teacher"]).code
    browser = board.browser()
    form = {"code": code, "password": PASSWORD, "again": PASSWORD, "mark": marked(browser, "/invitation")}
    assert browser.post("/invitation", data=form | {"again": "anders dan dit"}).status_code == 401
    answer = browser.post("/invitation", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "nieuw" in browser.get("/me").text
    other = board.browser()
    assert other.post("/invitation", data=form | {"mark": marked(other, "/invitation")}).status_code == 401


def test_another_password_ends_the_other_sessions(board: Board) -> None:
    board.join("an", "ib")
    here, elsewhere = board.signed_in("an"), board.signed_in("an")
    mark = marked(here, "/me")
    form = {"old": PASSWORD, "password": "zon maan ster wolk", "again": "zon maan ster wolk", "mark": mark}
    assert here.post("/me/password", data=form | {"old": "niet dit wachtwoord"}).status_code == 422
    assert here.post("/me/password", data=form).status_code == 303
    assert here.get("/me").status_code == 200
    assert elsewhere.get("/me").status_code == 303
    assert sign_in(board.browser(), "an").status_code == 401


def test_a_link_from_elsewhere_finds_who_signed_in(board: Board) -> None:
    """A strict cookie does not come with a link on another page, so our own page asks once more."""
    browser = board.browser()
    answer = browser.get("/cases?words=x", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 200
    assert '<meta http-equiv="refresh" content="0; url=/cases?words=x">' in answer.text
    assert browser.get("/cases", headers={"Sec-Fetch-Site": "same-origin"}).status_code == 303


def test_a_part_of_a_page_asked_for_after_the_end_leads_to_the_door(board: Board) -> None:
    answer = board.browser().get("/cases", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["hx-redirect"], answer.text) == (401, "/sign-in?to=%2Fcases", "")


def test_another_name_for_the_page_is_refused(board: Board) -> None:
    for host in ("evil.example", f"{LINDE}:444", f"x{LINDE}", "10.0.0.1"):
        assert board.browser().get("/sign-in", headers={"Host": host, "X-Forwarded-Host": LINDE}).status_code == 400
    assert "evil" not in board.browser().get("/cases", headers={"X-Forwarded-Host": "evil.example"}).headers["location"]
