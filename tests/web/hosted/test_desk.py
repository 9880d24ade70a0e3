"""The desk of administrators: inviting, roles, rights to pupils, the trail and copies."""

from __future__ import annotations

import re

from tests.clocks import Clock
from tests.web.hosted.conftest import LINDE, MARKS, PASSWORD, Board, marked


def test_who_is_invited_comes_in_and_has_the_roles_that_were_given(board: Board) -> None:
    board.join("beheer", "administrator")
    desk = board.signed_in("beheer")
    text = desk.post("/accounts", data={"login": "juf@school.nl", "role": ["teacher"], "mark": marked(desk, "/accounts")}).text
    link = re.search(rf"https://{LINDE}/invitation#([0-9a-f]+)", text)
    assert link
    assert link[1] not in desk.get("/accounts").text
    browser = board.browser()
    form = {"code": link[1], "password": PASSWORD, "again": PASSWORD, "mark": marked(browser, "/invitation")}
    assert browser.post("/invitation", data=form).status_code == 303
    assert browser.get("/cases/jaimo").status_code == 403
    mark = marked(desk, "/accounts")
    assert desk.post("/accounts/of/juf@school.nl/give", data={"pseudonym": "jaimo", "mark": mark}).status_code == 303
    assert "jaimo" in desk.get("/accounts/of/juf@school.nl").text
    assert browser.get("/cases/jaimo").status_code == 303  # every change of an account ends its sessions
    browser = board.signed_in("juf@school.nl")
    assert browser.get("/cases/jaimo").status_code == 200
    desk.post("/accounts/of/juf@school.nl/take", data={"pseudonym": "jaimo", "mark": mark})
    assert board.signed_in("juf@school.nl").get("/cases/jaimo").status_code == 403
    desk.post("/accounts/of/juf@school.nl/disabled", data={"disabled": "true", "mark": mark})
    assert board.browser().post("/sign-in", data={}).status_code == 403


def test_nobody_changes_what_they_may_themselves(board: Board) -> None:
    board.join("beheer", "administrator")
    desk = board.signed_in("beheer")
    mark = marked(desk, "/accounts")
    for path, form in (("roles", {"role": "ib"}), ("give", {"pseudonym": "jaimo"}), ("disabled", {"disabled": "true"}), ("reset", {})):
        assert desk.post(f"/accounts/of/beheer/{path}", data=form | {"mark": mark}).status_code == 422
    assert desk.get("/cases/jaimo").status_code == 403
    assert "/roles" not in desk.get("/accounts/of/beheer").text


def test_a_new_invitation_takes_the_old_password_away(board: Board) -> None:
    board.join("beheer", "administrator")
    board.join("an", "ib")
    desk = board.signed_in("beheer")
    text = desk.post("/accounts/of/an/reset", data={"mark": marked(desk, "/accounts")}).text
    assert f"https://{LINDE}/invitation#" in text
    browser = board.browser()
    form = {"login": "an", "password": PASSWORD, "mark": marked(browser, "/sign-in")}
    assert browser.post("/sign-in", data=form).status_code == 401


def test_the_trail_tells_who_read_and_wrote_what_and_cannot_be_changed(board: Board, clock: Clock) -> None:
    board.join("beheer", "administrator")
    board.join("an", "ib")
    browser = board.signed_in("an")
    browser.get("/cases/jaimo")
    clock.pass_(minutes=5)
    browser.get("/cases/thuis")
    desk = board.signed_in("beheer")
    whole = desk.get("/accounts/trail").text
    assert "thuis" in whole
    assert not any(mark in whole for mark in MARKS)
    only = desk.get("/accounts/trail", params={"pupil": "jaimo", "who": "an"}).text
    rows = only.split("<tbody>")[1]
    assert "jaimo" in rows
    assert "thuis" not in rows
    assert "beheer" not in rows
    assert desk.get("/accounts/trail", params={"who": "niemand"}).text.count("<tr>") == 0
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert desk.request(method, "/accounts/trail", data={"mark": marked(desk, "/accounts")}).status_code in (403, 405)
    assert "logboek gelezen" in desk.get("/accounts/trail").text


def test_a_copy_is_made_and_read_back_and_all_is_looked_at(board: Board) -> None:
    board.join("beheer", "administrator")
    desk = board.signed_in("beheer")
    mark = marked(desk, "/accounts")
    made = desk.post("/accounts/copies", data={"mark": mark}).text
    place = re.search(r"(/\S+/kopieen/linde-\d{8}-\d{6}\.db)", made)
    assert place
    assert place[1] in desk.get("/accounts/copies").text
    assert "alle zoals ze geschreven zijn" in desk.post("/accounts/verify", data={"mark": mark}).text
