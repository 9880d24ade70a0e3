"""A board's page to try things on: two schools in one store, with people of every role, behind a proxy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from starlette.testclient import TestClient
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from engine.cases.accounts import Accounts
from engine.cases.passwords import Passwords
from engine.cases.sessions import Sessions
from engine.cases.store import CaseStore
from engine.model.accounts import AccountRole
from engine.model.history import Fresh
from engine.recording import Records
from engine.service import Wegwijzer
from tests.clocks import Clock
from web.app import build
from web.asking import Site
from web.hosted import HostedDoor
from web.hosting import Hosting, School, open_sites
from web.measuring import Metrics
from web.rulebook import Rulebook

KEY = "vier losse woorden hier"
PASSWORD = "regen fiets lamp kaas"  # noqa: S105 - of accounts in tests
LINDE, BEUK = "linde.school.test", "beuk.school.test"
PROXY = "10.0.0.1"
METRICS = "sleutel-van-de-metingen"
MARKS = ("merkteken-notitie", "merkteken-naam", "merkteken-veilig")  # in what is kept of every pupil
_EXAMPLES = Path(__file__).parents[3] / "examples"
_QUICK = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@dataclass
class Board:
    """A page with two schools: `linde` knows the pupils jaimo and thuis, `beuk` another jaimo."""

    app: FastAPI
    behind: Any
    sites: dict[str, Site]

    def accounts(self, host: str = LINDE) -> Accounts:
        """Give the accounts of a school."""
        door = self.sites[host].door
        assert isinstance(door, HostedDoor)
        return door.sessions.accounts

    def join(self, login: str, *roles: AccountRole, host: str = LINDE, safety: bool = False) -> None:
        """Make an account with the password `PASSWORD`."""
        accounts = self.accounts(host)
        accounts.accept(accounts.invite(login, roles, safety=safety).code, PASSWORD)

    def browser(self, host: str = LINDE, address: str = "203.0.113.7") -> TestClient:
        """Give a browser that has not signed in, which reaches the page through the proxy."""
        headers = {"Origin": f"https://{host}", "X-Forwarded-For": address, "X-Forwarded-Proto": "https"}
        return TestClient(self.behind, base_url=f"https://{host}", headers=headers, follow_redirects=False, client=(PROXY, 1))

    def signed_in(self, login: str, host: str = LINDE) -> TestClient:
        """Give a browser in which somebody signed in."""
        browser = self.browser(host)
        answer = sign_in(browser, login)
        assert answer.status_code == 303, answer.text
        return browser


def marked(browser: TestClient, path: str) -> str:
    """Give what marks the forms of a page."""
    return browser.get(path).text.split('name="mark" value="')[1].split('"')[0]


def sign_in(browser: TestClient, login: str, password: str = PASSWORD, **more: str) -> Any:
    """Fill in the form of the door."""
    return browser.post("/sign-in", data={"login": login, "password": password, "mark": marked(browser, "/sign-in"), **more})


@pytest.fixture
def clock() -> Clock:
    """Give a clock that stands still until it is moved."""
    return Clock()


def filled(store: CaseStore, wegwijzer: Wegwijzer, *names: str) -> None:
    """Put pupils in a store, each with something that can be searched for everywhere."""
    records = Records(wegwijzer, store)
    for name in names:
        records.import_file(_EXAMPLES / f"{name}.yaml", who="ib")
        store.append(name, [Fresh("note", {"text": f"{MARKS[0]} van {name} {store.school}"})], who="ib", seen=None)
        store.append(name, [Fresh("note", {"text": MARKS[2]}, apart=True)], who="ib", seen=None)
        store.set_name(name, MARKS[1], who="ib")


def made_board(  # noqa: PLR0913 - what a page of two schools is made of
    url: str,
    wegwijzer: Wegwijzer,
    clock: Clock,
    tmp_path: Path,
    *,
    filling: bool = True,
    books: Mapping[str, Rulebook] = MappingProxyType({}),
    **school: Any,
) -> Board:
    """Put the page together as it is served, with passwords that are quick to try; a second process finds the store filled.

    `books` are the rules of schools, by host, that have their own; of these `school` says the folder too.
    """
    apart = wegwijzer.base.knowledge.private
    for name, pupils in (("linde", ("jaimo", "thuis")), ("beuk", ("jaimo",))) if filling else ():
        store = CaseStore.open(url, KEY, school=name, apart=apart)
        filled(store, wegwijzer, *pupils)
        store.close()
    schools = (School("linde", LINDE, KEY, **school), School("beuk", BEUK, KEY))
    hosting = Hosting(url, schools, ("127.0.0.1", 0), 1, (PROXY,), tmp_path / "kopieen", METRICS)
    book = Rulebook(None)
    book._opened = wegwijzer  # noqa: SLF001 - opened once for all tests
    sites = []
    for site in open_sites(hosting):
        assert isinstance(site.door, HostedDoor)
        door = replace(site.door, sessions=Sessions(Accounts(site.door.sessions.accounts.store, clock, _QUICK)))
        sites.append(replace(site, door=door, rulebook=books.get(min(site.settings.hosts), book)))
    app = build(*sites, metrics=Metrics(METRICS))
    return Board(app, ProxyHeadersMiddleware(app, trusted_hosts=[PROXY]), {min(site.settings.hosts): site for site in sites})  # type: ignore[arg-type]  # uvicorn's own types are narrower


@pytest.fixture
def board(tmp_path: Path, wegwijzer: Wegwijzer, clock: Clock) -> Iterator[Board]:
    """Give the page of two schools in one file."""
    made = made_board(str(tmp_path / "cases.db"), wegwijzer, clock, tmp_path)
    yield made
    made.sites[LINDE].door.close()


@pytest.fixture
def on_server(postgres: Callable[[], str], tmp_path: Path, wegwijzer: Wegwijzer, clock: Clock) -> Iterator[Board]:
    """Give the page of two schools on a PostgreSQL."""
    made = made_board(postgres(), wegwijzer, clock, tmp_path)
    yield made
    made.sites[LINDE].door.close()
