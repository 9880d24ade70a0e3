"""The pages about pupils in the hands of people with different rights."""

from __future__ import annotations

from starlette.testclient import TestClient

from engine.model.history import Rights
from tests.web.hosted.conftest import MARKS, Board, marked

APART = MARKS[2]
UNSAFE = "home.unsafe"


def told(browser: TestClient, answer: str, note: str) -> None:
    """Answer the question about safety in a talk."""
    form = {"mark": marked(browser, "/cases/jaimo/talk"), "fact": UNSAFE, "act": "keep", "answer": answer, "seen": "999", "note": note}
    assert browser.post("/cases/jaimo/talk", data=form).status_code == 303


def test_who_may_not_read_what_is_kept_apart_can_still_tell_it(board: Board) -> None:
    board.join("ib", "ib")
    board.join("veilig", "ib", safety=True)
    browser = board.signed_in("ib")
    told(browser, "true", "gezien bij gym")
    assert browser.get("/cases/jaimo/safety").status_code == 403
    assert "/cases/jaimo/safety" not in browser.get("/cases/jaimo").text
    for path in ("", "/talk", "/history", "/views", "/record.yaml"):
        assert "gezien bij gym" not in browser.get(f"/cases/jaimo{path}").text
    text = board.signed_in("veilig").get("/cases/jaimo/safety").text
    assert "gezien bij gym" in text
    assert APART in text


def test_the_right_to_what_is_kept_apart_of_one_pupil_opens_no_other(board: Board) -> None:
    board.join("juf", "teacher")
    for pupil, safety in (("jaimo", True), ("thuis", False)):
        board.accounts().give("juf", pupil, write=True, safety=safety)
    browser = board.signed_in("juf")
    assert APART in browser.get("/cases/jaimo/safety").text
    assert 'href="/cases/jaimo/safety"' in browser.get("/cases/jaimo").text
    assert 'href="/cases/thuis/safety"' not in browser.get("/cases/thuis").text
    assert browser.get("/cases/thuis/safety").status_code == 403
    assert APART not in browser.get("/cases/thuis").text


def test_a_teacher_who_may_only_read_cannot_write_in_a_talk(board: Board) -> None:
    board.join("juf", "teacher")
    board.accounts().give("juf", "jaimo")
    browser = board.signed_in("juf")
    mark = marked(browser, "/me")
    form = {"mark": mark, "fact": "absence.full", "act": "keep", "answer": "true", "seen": "999"}
    assert browser.post("/cases/jaimo/talk", data=form).status_code == 403
    store = board.accounts().store
    assert "absence.full" not in str([e.body for e in store.history("jaimo", rights=Rights(safety=True)) if e.kind == "observation"])


def test_what_an_account_writes_stands_under_its_name(board: Board) -> None:
    board.join("ib", "ib")
    browser = board.signed_in("ib")
    form = {"mark": marked(browser, "/cases/jaimo/history"), "text": "belde met thuis", "seen": "999"}
    browser.post("/cases/jaimo/history/note", data=form)
    assert "<strong>ib</strong>" in browser.get("/cases/jaimo/history").text.split("belde met thuis")[0].split('class="entry"')[-1]
