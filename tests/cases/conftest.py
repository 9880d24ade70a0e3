"""Stores to try things on, with accounts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher

from engine.cases import keys
from engine.cases.accounts import Accounts
from engine.cases.passwords import Passwords
from engine.cases.store import CaseStore
from engine.model.accounts import Account, AccountRole
from engine.model.history import Fresh
from tests.clocks import Clock

KEY = "vier losse woorden hier"
PASSWORD = "regen fiets lamp kaas"  # noqa: S105 - of accounts in tests


@pytest.fixture
def place(tmp_path: Path) -> str:
    """Give where a store may lie, in a file."""
    return str(tmp_path / "opslag" / "cases.db")


@pytest.fixture
def opened() -> Iterator[Callable[..., CaseStore]]:
    """Give what opens stores; they are closed when the test is over."""
    with ExitStack() as stores:

        def open_(url: str, key: str = KEY, **more: Any) -> CaseStore:
            return stores.enter_context(closing(CaseStore.open(url, key, **more)))

        yield open_


@pytest.fixture
def store(place: str, opened: Callable[..., CaseStore]) -> CaseStore:
    """Give a new store in a file."""
    return opened(place)


@pytest.fixture
def clock() -> Clock:
    """Give a clock that stands still until it is moved."""
    return Clock()


@pytest.fixture
def accounts(anywhere: str, opened: Callable[..., CaseStore], clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Accounts:
    """Give the accounts of a store with two pupils; passwords are hashed by the real thing, at the least cost that it takes."""
    monkeypatch.setattr(keys, "_COST", 2**8)  # a passphrase is slow to try on purpose
    store = opened(anywhere)
    for pseudonym in ("valk", "uil"):
        store.open_case(pseudonym, who="ib", name=f"Naam van {pseudonym}")
        store.append(pseudonym, [Fresh("note", {"text": f"gebeld over {pseudonym}"})], who="ib", seen=None)
        store.append(pseudonym, [Fresh("observation", {"fact": "home.unsafe", "entry": {"value": True}})], who="ib", seen=None)
    return Accounts(store, clock, Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)))


@pytest.fixture
def joined(accounts: Accounts) -> Callable[..., Account]:
    """Give what makes an account that was invited and chose the password `PASSWORD`."""

    def join(login: str, *roles: AccountRole, safety: bool = False) -> Account:
        invitation = accounts.invite(login, roles)
        if safety:
            accounts.set_roles(login, roles, safety=True)
        return accounts.accept(invitation.code, PASSWORD)

    return join


@pytest.fixture(autouse=True)
def easily_tried(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have passphrases derived fast, but where a process of its own opens the same store: slow is what they are on purpose."""
    if request.module.__name__.rpartition(".")[2] != "test_nothing_lost":
        monkeypatch.setattr(keys, "_COST", 2**8)
