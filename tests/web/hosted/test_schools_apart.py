"""Two schools in one store, on a file and on a server: neither sees anything of the other; and nothing of a pupil is in what is logged."""

from __future__ import annotations

import logging

import pytest

from tests.web.hosted.conftest import BEUK, LINDE, MARKS, METRICS, Board, marked, sign_in

SESSION = "__Host-wegwijzer"


@pytest.fixture(params=["board", "on_server"])
def anywhere(request: pytest.FixtureRequest) -> Board:
    """Give the page of two schools, on a file and on a server."""
    made: Board = request.getfixturevalue(request.param)
    return made


def test_two_schools_never_see_each_other(anywhere: Board) -> None:
    anywhere.join("an", "ib", "administrator", host=LINDE)
    anywhere.join("bo", "ib", "administrator", host=BEUK)
    here, there = anywhere.signed_in("an"), anywhere.signed_in("bo", BEUK)
    assert "thuis" in here.get("/cases").text
    assert "thuis" not in there.get("/cases").text
    assert there.get("/cases/thuis").status_code == 404
    found = there.get("/cases", params={"words": MARKS[0]}).text
    assert "jaimo" in found
    assert "thuis" not in found
    for browser, own, other in ((here, "an", "bo"), (there, "bo", "an")):
        for path in ("/accounts", "/accounts/trail"):
            text = browser.get(path).text
            assert f">{own}<" in text
            assert f">{other}<" not in text
    assert here.get("/accounts/of/bo").status_code == 404
    assert sign_in(anywhere.browser(BEUK), "an").status_code == 401
    stolen = anywhere.browser(BEUK)
    stolen.cookies.set(SESSION, here.cookies[SESSION], domain=BEUK)
    assert stolen.get("/cases").status_code == 303
    assert (
        here.post(
            "/cases/new_pupil", data={"pseudonym": "x", "mark": marked(here, "/me")}, headers={"Origin": f"https://{BEUK}"}
        ).status_code
        == 403
    )


def test_the_page_is_alive_while_its_store_answers(anywhere: Board) -> None:
    browser = anywhere.browser()
    assert (browser.get("/health").status_code, browser.get("/health").text) == (200, "ok")


def test_nothing_of_a_pupil_is_logged_or_counted(
    board: Board, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    board.join("an", "ib", "administrator")
    browser = board.signed_in("an")
    mark = marked(browser, "/me")
    for path in ("/cases", "/cases/jaimo", f"/cases?words={MARKS[0]}", "/cases/jaimo/why/form.underachievement", f"/{MARKS[0]}/jaimo"):
        browser.get(path)
    browser.post("/cases/new_pupil", data={"pseudonym": "jaimo", "name": MARKS[1], "mark": mark})
    browser.post(f"/cases/{MARKS[0]}", data={"mark": mark})

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError(MARKS[0])

    monkeypatch.setattr("web.desks.advising.seen", broken)
    assert browser.get("/cases/jaimo").status_code == 500
    counts = browser.get("/metrics", headers={"Authorization": f"Bearer {METRICS}"}).text
    said = capfd.readouterr()
    logged = "\n".join(record.getMessage() + str(record.exc_info or "") for record in caplog.records if record.name != "httpx2")
    for told in (counts, said.out, said.err, logged):
        assert not any(sign in told for sign in (*MARKS, "jaimo", "merkteken"))
    assert "ZeroDivisionError" in logged
    assert 'route="/cases/{pseudonym}",status="200"' in counts
    assert 'route="none",status="404"' in counts
