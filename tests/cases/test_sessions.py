"""Signing in and out, and what happens to who guesses; the clock is moved, nobody waits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import insert, select

from engine.cases import tables
from engine.cases.accounts import Accounts
from engine.cases.connecting import reading, writing
from engine.cases.lockout import FREE, LONGEST, delay
from engine.cases.sessions import IDLE, WHOLE, Sessions
from engine.diagnostics import KnowledgeError
from engine.model.accounts import Account
from tests.refusals import refused

PASSWORD = "regen fiets lamp kaas"  # noqa: S105 - of accounts in tests
Join = Callable[..., Account]


@pytest.fixture
def sessions(accounts: Accounts, joined: Join) -> Sessions:
    """Give the sessions of a school at which `an` may sign in."""
    joined("an", "ib")
    return Sessions(accounts)


def test_who_signs_in_is_known_until_they_sign_out(sessions: Sessions) -> None:
    token = sessions.sign_in("AN", PASSWORD).token
    assert sessions.account(token).login == "an"
    sessions.sign_out(token)
    with refused("account.signed_out"):
        sessions.account(token)


def test_a_session_ends_when_nothing_happens_and_at_the_end_of_the_day(sessions: Sessions, clock: Any) -> None:
    token = sessions.sign_in("an", PASSWORD).token
    for _ in range(int(WHOLE / (IDLE / 2)) - 1):
        clock.pass_(seconds=IDLE.total_seconds() / 2)
        sessions.account(token)
    clock.pass_(seconds=IDLE.total_seconds() / 2)
    with refused("account.signed_out"):
        sessions.account(token)
    token = sessions.sign_in("an", PASSWORD).token
    clock.pass_(seconds=IDLE.total_seconds())
    with refused("account.signed_out"):
        sessions.account(token)


def test_a_token_that_was_there_before_signing_in_opens_nothing_after_it(sessions: Sessions) -> None:
    first = sessions.sign_in("an", PASSWORD).token
    second = sessions.sign_in("an", PASSWORD, before=first).token
    assert first != second
    with refused("account.signed_out"):
        sessions.account(first)
    assert sessions.sign_in("an", PASSWORD, before="door een ander gekozen").token != "door een ander gekozen"  # noqa: S105 - of a test
    with refused("account.signed_out"):
        sessions.account("door een ander gekozen")


@pytest.mark.parametrize("change", ["roles", "disabled", "given", "reset"])
def test_a_change_of_the_account_ends_its_sessions(sessions: Sessions, change: str) -> None:
    token, accounts = sessions.sign_in("an", PASSWORD).token, sessions.accounts
    changes: dict[str, Callable[[], object]] = {
        "roles": lambda: accounts.set_roles("an", ["teacher"]),
        "disabled": lambda: accounts.set_disabled("an"),
        "given": lambda: accounts.give("an", "valk"),
        "reset": lambda: accounts.reset("an"),
    }
    changes[change]()
    with refused("account.signed_out"):
        sessions.account(token)


def test_another_password_ends_every_session_but_the_new_one(sessions: Sessions) -> None:
    here, elsewhere = (sessions.sign_in("an", PASSWORD) for _ in range(2))
    with refused("account.wrong"):
        sessions.change_password(here.token, "fout wachtwoord", "zon maan ster wolk")
    now = sessions.change_password(here.token, PASSWORD, "zon maan ster wolk")
    assert sessions.account(now.token).login == "an"
    for old in (here, elsewhere):
        with refused("account.signed_out"):
            sessions.account(old.token)
    with refused("account.wrong"):
        sessions.sign_in("an", PASSWORD)
    assert sessions.sign_in("an", "zon maan ster wolk").account.login == "an"


def test_a_stranger_is_told_the_same_whatever_is_wrong(sessions: Sessions, joined: Join) -> None:
    joined("weg", "ib")
    sessions.accounts.set_disabled("weg")
    sessions.accounts.invite("nieuw", ["ib"])
    told = set()
    for login, password in (("an", "fout wachtwoord"), ("niemand", PASSWORD), ("weg", PASSWORD), ("nieuw", PASSWORD)):
        with pytest.raises(KnowledgeError) as problem:
            sessions.sign_in(login, password)
        told.add(str(problem.value))
    assert len(told) == 1


def test_as_much_is_hashed_for_an_account_that_does_not_exist(sessions: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    hasher, looked = sessions.accounts.passwords.hasher, []
    assert hasher
    real = type(hasher).verify

    def counted(self: Any, kept: str, words: str) -> object:
        looked.append(kept.split("$")[3])  # at what cost
        return real(self, kept, words)

    monkeypatch.setattr(type(hasher), "verify", counted)
    for login in ("an", "niemand"):
        with refused("account.wrong"):
            sessions.sign_in(login, "fout wachtwoord")
    assert len(looked) == 2
    assert looked[0] == looked[1]


def guess(sessions: Sessions, times: int, login: str = "an") -> None:
    """Guess wrong."""
    for _ in range(times):
        with refused("account.wrong"):
            sessions.sign_in(login, "fout wachtwoord")


@pytest.mark.parametrize("login", ["an", "niemand"])
def test_who_guesses_has_to_wait_longer_and_longer(sessions: Sessions, clock: Any, login: str) -> None:
    guess(sessions, FREE, login)
    for seconds in (30, 60, 120, 240, 480, 900, 900):
        with refused("account.wait"):
            sessions.sign_in(login, PASSWORD)
        clock.pass_(seconds=seconds - 1)
        with refused("account.wait"):
            sessions.sign_in(login, PASSWORD)
        clock.pass_(seconds=1)
        guess(sessions, 1, login)


def test_the_delay_has_an_end_and_tries_during_it_count_for_nothing(sessions: Sessions, clock: Any) -> None:
    assert max(delay(n) for n in range(10_000)) == LONGEST
    guess(sessions, FREE)
    for _ in range(50):
        with refused("account.wait"):
            sessions.sign_in("an", "fout wachtwoord")
    clock.pass_(seconds=30)
    assert sessions.sign_in("an", PASSWORD).account.login == "an"
    guess(sessions, FREE)  # and from nothing again
    clock.pass_(days=1, seconds=1)
    guess(sessions, FREE)


def test_the_owners_own_browser_gets_in_while_others_guess(sessions: Sessions) -> None:
    device = sessions.sign_in("an", PASSWORD).device
    guess(sessions, FREE)
    with refused("account.wait"):
        sessions.sign_in("an", PASSWORD)
    assert sessions.sign_in("an", PASSWORD, device=device).account.login == "an"
    with refused("account.wait"):
        sessions.sign_in("an", PASSWORD, device=device[:-1] + ("0" if device[-1] != "0" else "1"))


def test_a_browser_that_was_let_in_may_not_guess_for_ever_either(sessions: Sessions) -> None:
    device = sessions.sign_in("an", PASSWORD).device
    for _ in range(FREE):
        with refused("account.wrong"):
            sessions.sign_in("an", "fout wachtwoord", device=device)
    with refused("account.wait"):
        sessions.sign_in("an", PASSWORD, device=device)
    assert sessions.sign_in("an", PASSWORD).account.login == "an"  # at the door of everybody nobody guessed


def test_who_is_invited_anew_need_not_wait_whatever_was_guessed_before(sessions: Sessions, clock: Any) -> None:
    """Neither at the door of the login nor in the own browser; and others who guess afterwards wait as before."""
    device = sessions.sign_in("an", PASSWORD).device
    for own in ("", device):
        for _ in range(FREE):
            with refused("account.wrong"):
                sessions.sign_in("an", "fout wachtwoord", device=own)
        with refused("account.wait"):
            sessions.sign_in("an", PASSWORD, device=own)
    clock.pass_(seconds=1)
    sessions.accounts.accept(sessions.accounts.reset("an").code, "zon maan ster wolk")
    for own in ("", device):
        assert sessions.sign_in("an", "zon maan ster wolk", device=own).account.login == "an"
    clock.pass_(seconds=1)
    device = sessions.sign_in("an", "zon maan ster wolk").device
    guess(sessions, FREE)
    with refused("account.wait"):
        sessions.sign_in("an", "zon maan ster wolk")
    assert sessions.sign_in("an", "zon maan ster wolk", device=device).account.login == "an"  # one let in since counts apart again


def test_many_guesses_at_once_are_counted_as_many(sessions: Sessions) -> None:
    def one(_: int) -> str:
        try:
            sessions.sign_in("an", "fout wachtwoord")
        except KnowledgeError as problem:
            return problem.diagnostics[0].code
        return ""

    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(one, range(16)))
    assert sorted(told) == ["account.wait"] * (16 - FREE) + ["account.wrong"] * FREE


def test_a_session_that_somebody_puts_in_the_table_opens_nothing(sessions: Sessions) -> None:
    token = sessions.sign_in("an", PASSWORD).token
    store, s = sessions.accounts.store, tables.sessions
    with reading(store.engine, store.school) as connection:
        row = dict(connection.execute(select(s)).mappings().one())
    sessions.accounts.set_roles("an", ["ib", "trainer"])  # which ends it
    with writing(store.engine, store.school) as connection:
        connection.execute(insert(s), row)
    with refused("account.signed_out"):
        sessions.account(token)


def test_a_password_kept_at_a_lower_cost_is_kept_anew(sessions: Sessions) -> None:
    from argon2 import PasswordHasher  # noqa: PLC0415 - another hasher than the fixture's

    sessions.accounts.passwords.hasher = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1)
    token = sessions.sign_in("an", PASSWORD).token
    assert sessions.account(token).login == "an"
    with reading(sessions.accounts.store.engine, sessions.accounts.store.school) as connection:
        kept = connection.execute(select(tables.accounts.c.password)).scalar_one()
    assert ",t=2," in kept
    assert sessions.accounts.verify().damage == ()


def test_moments_are_kept_in_utc(sessions: Sessions, clock: Any) -> None:
    clock.now = clock.now.astimezone(dt.timezone(dt.timedelta(hours=5)))
    sessions.sign_in("an", PASSWORD)
    assert {line.at.utcoffset() for line in sessions.accounts.audit()} == {dt.timedelta(0)}
