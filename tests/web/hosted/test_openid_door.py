"""Signing in at the school's own provider: a real one that runs on this machine."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from starlette.testclient import TestClient

from engine.cases.openid import Client
from engine.service import Wegwijzer
from tests.clocks import Clock
from tests.providers import running_provider
from tests.web.hosted.conftest import BEUK, LINDE, Board, made_board, marked
from web.hosted import AWAY


class Today(Clock):
    """The clock of this machine: the provider has it too."""

    def __init__(self) -> None:
        """Begin now."""
        import datetime as dt  # noqa: PLC0415 - here alone

        self.now = dt.datetime.now(dt.UTC)


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """Start a provider."""
    with running_provider() as found:
        yield found


@pytest.fixture
def board(issuer: str, tmp_path: Path, wegwijzer: Wegwijzer) -> Iterator[Board]:
    """Give a page at which people of linde may sign in with the provider, and those of beuk may not."""
    provider = Client(issuer, "wegwijzer", "een geheim", f"https://{LINDE}/openid/back")
    made = made_board(str(tmp_path / "cases.db"), wegwijzer, Today(), tmp_path, provider=provider, provider_name="Schoolaccount")
    yield made
    made.sites[LINDE].door.close()


def leave(browser: TestClient, **form: str) -> str:
    """Leave for the provider, and give the address there."""
    answer = browser.post("/openid", data={"mark": marked(browser, "/sign-in"), **form})
    assert answer.status_code == 200, answer.text
    found = re.search(r'content="0; url=([^"]+)"', answer.text)
    assert found
    return html.unescape(found[1])


def visit(url: str, subject: str) -> str:
    """Do what a browser does at the provider, and give the path to which it is sent back."""
    answer = requests.post(url, data={"sub": subject}, allow_redirects=False, timeout=10)
    assert answer.status_code == 302, answer.text[:300]
    parts = urlsplit(answer.headers["Location"])
    assert (parts.scheme, parts.netloc, parts.path) == ("https", LINDE, "/openid/back")
    return f"{parts.path}?{parts.query}"


def come_back(browser: TestClient, path: str) -> Any:
    """Come back from the provider: a navigation from elsewhere."""
    return browser.get(path, headers={"Sec-Fetch-Site": "cross-site"})


def test_an_invitation_links_who_somebody_is_at_the_provider_and_then_they_sign_in(board: Board) -> None:
    code = board.accounts().invite("an", ["ib"]).code
    browser = board.browser()
    answer = come_back(browser, visit(leave(browser, code=code, to="/cases/jaimo"), "an-123"))
    assert answer.status_code == 200
    assert 'content="0; url=/cases/jaimo"' in answer.text
    assert "merkteken" in browser.get("/cases/jaimo").text or browser.get("/cases/jaimo").status_code == 200
    again = board.browser()
    assert come_back(again, visit(leave(again), "an-123")).status_code == 200
    assert "an" in again.get("/me").text


def test_who_comes_in_by_the_provider_takes_nobodys_place_at_the_door(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.cases.lockout.CROWD", 2)
    browser = board.browser()
    come_back(browser, visit(leave(browser, code=board.accounts().invite("an", ["ib"]).code), "an-123"))
    for _ in range(3):
        browser = board.browser()
        assert come_back(browser, visit(leave(browser), "an-123")).status_code == 200


def test_nobody_comes_in_whom_the_school_did_not_invite(board: Board) -> None:
    browser = board.browser()
    answer = come_back(browser, visit(leave(browser), "onbekend"))
    assert answer.status_code == 401
    assert browser.get("/cases").status_code == 303


def test_an_answer_to_another_browser_is_refused(board: Board) -> None:
    board.accounts().accept_openid(board.accounts().invite("an", ["ib"]).code, str(board.sites[LINDE].door.provider.issuer), "an-9")  # type: ignore[attr-defined]  # of a hosted door
    thief, victim = board.browser(), board.browser()
    arrived = visit(leave(thief), "an-9")
    assert come_back(victim, arrived).status_code == 401
    leave(victim)
    assert come_back(victim, arrived).status_code == 401
    assert come_back(thief, arrived).status_code == 401 or victim.get("/me").status_code == 303


def test_who_left_from_one_school_does_not_arrive_at_another(board: Board) -> None:
    browser, elsewhere = board.browser(), board.browser(BEUK)
    arrived = visit(leave(browser), "an")
    elsewhere.cookies.set(AWAY, browser.cookies[AWAY], domain=BEUK)
    assert come_back(elsewhere, arrived).status_code == 401
    assert "/openid" not in elsewhere.get("/sign-in").text


def test_what_the_browser_carries_away_tells_nothing_and_is_for_the_way_back_alone(board: Board) -> None:
    browser = board.browser()
    code = board.accounts().invite("an", ["ib"]).code
    answer = browser.post("/openid", data={"mark": marked(browser, "/sign-in"), "code": code})
    cookie = next(each for each in answer.headers.get_list("set-cookie") if each.startswith(AWAY))
    assert code not in cookie
    for flag in ("Secure", "HttpOnly", "SameSite=lax", "Path=/", "Max-Age=600"):
        assert flag in cookie
    browser.cookies.set(AWAY, browser.cookies[AWAY][:-8] + "AAAAAAA=", domain=LINDE)
    assert browser.get("/openid/back?code=x&state=y").status_code == 401
