"""A board's page in a real browser, over https: invited, signed in, at work, and out again; with nobody kept out by how it looks."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from engine.service import Wegwijzer
from tests.clocks import Clock
from tests.languages import IN_BOTH
from tests.web.conftest import Served
from tests.web.hosted import conftest as boards
from tests.web.hosted.conftest import PASSWORD, made_board

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture
def certificate(tmp_path: Path) -> dict[str, str]:
    """Make a certificate that nobody else trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    today = dt.datetime.now(dt.UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
    signed = made.not_valid_before(today - dt.timedelta(days=1)).not_valid_after(today + dt.timedelta(days=1)).sign(key, hashes.SHA256())
    (tmp_path / "cert.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (tmp_path / "key.pem").write_bytes(key.private_bytes(*plain))
    return {"ssl_certfile": str(tmp_path / "cert.pem"), "ssl_keyfile": str(tmp_path / "key.pem")}


@pytest.fixture
def open_board(
    browser: Browser, certificate: dict[str, str], wegwijzer: Wegwijzer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Page]]:
    """Serve a board, and give what opens a page of it; afterwards nothing may have been asked of elsewhere, blocked or gone wrong in it."""
    wrong: list[str] = []

    def made(port: int) -> Any:
        monkeypatch.setattr(boards, "LINDE", f"localhost:{port}")
        board = made_board(str(tmp_path / "cases.db"), wegwijzer, Clock(), tmp_path)
        accounts = board.accounts(f"localhost:{port}")
        accounts.accept(accounts.invite("beheer", ["administrator"]).code, PASSWORD)
        return board.app

    contexts = []
    with Served(made, **certificate) as served:
        base = f"https://localhost:{served.port}"

        def open_(path: str = "/", **options: Any) -> Page:
            usual: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "ignore_https_errors": True}
            context = browser.new_context(**(usual | options))
            contexts.append(context)
            page = context.new_page()
            page.on("console", lambda m: wrong.append(f"{m.type}: {m.text}") if m.type in ("error", "warning") else None)
            page.on("pageerror", lambda e: wrong.append(f"script: {e}"))
            page.on("request", lambda r: None if r.url.startswith((base, "data:")) else wrong.append(f"elsewhere: {r.url}"))
            page.goto(base + path)
            return page

        yield open_
        for context in contexts:
            context.close()
    assert wrong == []


def sign_in(page: Page, login: str) -> None:
    """Sign in by the keyboard alone."""
    page.get_by_label(re.compile("Accountnaam|Name of the account")).focus()
    page.keyboard.type(login)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/accounts")


@pytest.mark.parametrize("language", IN_BOTH)
def test_the_pages_have_no_barriers_and_fit_a_narrow_screen(
    open_board: Callable[..., Page], barriers: Callable[[Page], list[str]], language: str
) -> None:
    page = open_board("/sign-in", viewport={"width": 320, "height": 700})
    if language == "en":
        page.get_by_role("button", name="English").click()

    def look() -> None:
        assert page.locator("html").get_attribute("lang") == language
        assert barriers(page) == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, page.url

    look()
    page.goto(page.url.replace("/sign-in", "/invitation"))
    look()
    page.goto(page.url.replace("/invitation", "/sign-in"))
    sign_in(page, "beheer")
    base = page.url.removesuffix("/accounts")
    for path in ("/accounts", "/accounts/of/beheer", "/accounts/trail", "/accounts/copies", "/me"):
        page.goto(base + path)
        look()


@pytest.mark.parametrize("script", [True, False])
def test_somebody_is_invited_and_comes_in_with_script_and_without(open_board: Callable[..., Page], script: bool) -> None:  # noqa: FBT001 - a parameter
    desk = open_board("/")
    sign_in(desk, "beheer")
    desk.get_by_label("Accountnaam").fill("an@school.nl")
    desk.get_by_label("IB'er").check()
    desk.get_by_role("button", name="Maak een uitnodiging").click()
    link = desk.get_by_text("/invitation#").inner_text()
    page = open_board("/invitation#" + link.partition("#")[2], java_script_enabled=script)
    if script:
        assert page.get_by_label("Code van de uitnodiging").input_value() == link.partition("#")[2]
        assert "#" not in page.url
    else:
        page.get_by_label("Code van de uitnodiging").fill(link.partition("#")[2])
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_label("Nog eens").fill(PASSWORD)
    page.get_by_role("button", name="Bewaar en meld je aan").click()
    page.get_by_role("link", name="jaimo").first.click()
    assert page.url.endswith("/cases/jaimo")
    page.get_by_role("button", name="Afmelden").click()
    page.wait_for_url("**/sign-in", wait_until="load")
    if script:  # without it the browser of the tests loses its history
        page.evaluate("history.back()")
        page.wait_for_url("**/sign-in?to=**")
    page.get_by_role("heading", name="Aanmelden").first.wait_for()


def test_who_walks_away_is_told_in_time_and_then_shown_the_door(open_board: Callable[..., Page]) -> None:
    page = open_board("/sign-in")
    page.clock.install()
    sign_in(page, "beheer")
    told = page.get_by_text("Over vijf minuten word je afgemeld")
    assert not told.is_visible()
    page.clock.run_for(25 * 60 * 1000)
    assert told.is_visible()
    page.get_by_role("button", name="Ik ben er nog").click()
    told.wait_for(state="hidden")
    page.clock.run_for(28 * 60 * 1000)
    page.evaluate("localStorage.setItem('wegwijzer-used', String(Date.now()))")  # as another tab does that is in use
    page.clock.run_for(5 * 60 * 1000)
    assert "sign-in" not in page.url
    assert not told.is_visible()
    page.clock.run_for(30 * 60 * 1000)
    page.wait_for_url("**/sign-in?ended=true")
