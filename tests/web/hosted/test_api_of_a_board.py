"""The API on a server of a board: the token of a session, and the rights of whose session it is."""

from __future__ import annotations

from tests.web.hosted.conftest import Board


def test_a_program_comes_in_with_the_token_of_a_session_and_with_its_rights(board: Board) -> None:
    board.join("an", "ib")
    board.join("tom", "trainer")
    for login, status in (("an", 200), ("tom", 403)):
        cookies = {cookie.name: cookie.value for cookie in board.signed_in(login).cookies.jar}
        program = board.browser()
        program.cookies.clear()
        program.headers.pop("Origin", None)
        program.headers["Authorization"] = f"Bearer {cookies['__Host-wegwijzer']}"
        assert program.post("/api/v1/advise", json={"pupil": "jaimo"}).status_code == status
        assert program.post("/api/v1/advise", json={"case": {"case": "x"}}).status_code == 200


def test_the_right_to_what_stands_apart_of_one_pupil_is_none_to_another(board: Board) -> None:
    board.join("juf", "teacher")
    for pupil, safety in (("jaimo", True), ("thuis", False)):
        board.accounts().give("juf", pupil, safety=safety)
    browser = board.signed_in("juf")
    for pupil, apart, status in (("jaimo", True, 200), ("thuis", True, 403), ("thuis", False, 200)):
        assert browser.post("/api/v1/advise", json={"pupil": pupil, "apart": apart}).status_code == status


def test_a_trainer_finds_the_desk_and_changes_no_rules(board: Board) -> None:
    board.join("tom", "trainer")
    browser = board.signed_in("tom")
    page = browser.get("/trainer/make")
    assert page.status_code == 200
    mark = page.text.split('name="mark" value="')[1].split('"')[0]
    sent = {"mark": mark, "text": "case: concept\nfacts: {potential.percentile: 93}\n", "name": "x", "title": "x"}
    assert browser.post("/trainer/make/vignette", data=sent | {"do": "file"}).status_code == 200
    assert browser.post("/trainer/make/vignette", data=sent | {"do": "keep"}).status_code == 403
