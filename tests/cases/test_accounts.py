"""Accounts: invited, given roles and pupils, disabled, reset; in a file and on a server alike."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select, text

from engine.cases import tables
from engine.cases.accounts import Accounts
from engine.cases.connecting import reading, writing
from engine.cases.passwords import MOST, Passwords, check_password
from engine.cases.sessions import Sessions
from engine.model.accounts import Account
from tests.refusals import refused

PASSWORD = "regen fiets lamp kaas"  # noqa: S105 - of accounts in tests
Join = Callable[..., Account]


def test_an_invitation_is_used_once(accounts: Accounts) -> None:
    invitation = accounts.invite("An@School.nl", ["ib"])
    assert invitation.login == "an@school.nl"
    assert accounts.accept(invitation.code, PASSWORD).roles == ("ib",)
    with refused("account.no_invitation"):
        accounts.accept(invitation.code, "een heel ander wachtwoord")


def test_an_invitation_becomes_too_old(accounts: Accounts, clock: Callable[..., None]) -> None:
    invitation = accounts.invite("an", ["ib"])
    clock.pass_(days=7)  # type: ignore[attr-defined]  # the fixture's own clock
    with refused("account.no_invitation"):
        accounts.accept(invitation.code, PASSWORD)


def test_a_newer_invitation_takes_the_place_of_an_older_one(accounts: Accounts) -> None:
    first = accounts.invite("an", ["ib"])
    second = accounts.reset("an")
    with refused("account.no_invitation"):
        accounts.accept(first.code, PASSWORD)
    assert accounts.accept(second.code, PASSWORD).ways == ()  # as it was before
    assert accounts.all()[0].ways == ("password",)


@pytest.mark.parametrize("words", ["kort", "x" * 2000])
def test_a_password_has_a_least_and_a_greatest_length(words: str) -> None:
    with refused("account.weak_password"):
        check_password(words, "an")


@pytest.mark.parametrize("words", ["anna.de.vries", "ANNA.DE.VRIES1", "mijn-anna.de.vries-2026"])
def test_a_password_does_not_say_the_name_of_its_account(words: str) -> None:
    for login in ("anna.de.vries", "anna.de.vries@school.nl"):
        with refused("account.password_is_name"):
            check_password(words, login)
    check_password(words, "bo")


def test_a_password_of_letters_with_their_accents_apart_opens_what_it_was_chosen_for() -> None:
    passwords = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    words = "e\u0301" * MOST  # twice as long as it is kept
    assert passwords.fits(passwords.hashed(words), words)
    assert not passwords.fits(passwords.hashed(words), words[:-2])


def test_neither_password_nor_code_is_kept_as_it_was_typed(accounts: Accounts, joined: Join) -> None:
    joined("an", "ib")
    code = accounts.invite("bo", ["teacher"]).code
    token = Sessions(accounts).sign_in("an", PASSWORD).token
    with reading(accounts.store.engine, accounts.store.school) as connection:
        rows = [tuple(r) for t in (tables.accounts, tables.sessions, tables.audit, tables.tries) for r in connection.execute(select(t))]
    said = repr(rows)
    assert "$argon2id$" in said
    assert not any(secret in said for secret in (PASSWORD, code, token))


def test_only_administrators_handle_accounts_and_nobody_their_own(accounts: Accounts, joined: Join) -> None:
    chief, ib = joined("chef", "administrator"), joined("an", "ib")
    for act in (lambda by: accounts.invite("bo", ["ib"], by=by), lambda by: accounts.all(by=by), lambda by: accounts.audit(by=by)):
        with refused("store.no_right"):
            act(ib.id)
    assert accounts.set_roles("an", ["teacher"], by=chief.id).roles == ("teacher",)
    for own in (
        lambda: accounts.set_roles("chef", ["administrator", "ib"], by=chief.id),
        lambda: accounts.give("chef", "valk", by=chief.id),
        lambda: accounts.reset("chef", by=chief.id),
    ):
        with refused("account.own"):
            own()


def test_mistakes_are_told_with_the_way_out(accounts: Accounts) -> None:
    accounts.invite("an", ["ib"])
    with refused("account.known"):
        accounts.invite("AN", ["ib"])
    with refused("account.login"):
        accounts.invite("An de Vries", ["ib"])
    with refused("account.role"):
        accounts.invite("bo", ["koning"])  # type: ignore[list-item]  # a wrong word is the test
    with refused("account.unknown") as told:
        accounts.reset("ann")
    assert "an" in str(told.value)


def test_a_right_to_an_erased_pupil_is_no_right_to_a_new_one_of_that_pseudonym(accounts: Accounts, joined: Join) -> None:
    joined("juf", "teacher")
    before = accounts.give("juf", "valk").grants
    accounts.store.erase("valk", who="ib")
    accounts.store.open_case("valk", who="ib")
    after = accounts.give("juf", "valk").grants
    assert len(after) == 2
    assert set(before) < set(after)


@pytest.mark.parametrize(
    "order",
    [
        "UPDATE accounts SET roles = '[\"administrator\"]' WHERE login = 'an'",
        "UPDATE accounts SET password = (SELECT password FROM accounts WHERE login = 'bo') WHERE login = 'an'",
        "UPDATE accounts SET safety = true WHERE login = 'an'",
        "DELETE FROM grants",
    ],
)
def test_an_account_changed_behind_the_tools_back_counts_no_more(accounts: Accounts, joined: Join, order: str) -> None:
    joined("an", "ib")
    joined("bo", "teacher")
    accounts.give("an", "valk")
    assert accounts.verify().damage == ()
    with writing(accounts.store.engine, accounts.store.school) as connection:
        connection.execute(text(order))
    with refused("account.changed_behind"):
        Sessions(accounts).sign_in("an", PASSWORD)
    assert {d.what for d in accounts.verify().damage} == {"account"}


def test_an_account_put_back_as_it_was_is_seen(accounts: Accounts, joined: Join) -> None:
    joined("an", "ib")
    a = tables.accounts
    with reading(accounts.store.engine, accounts.store.school) as connection:
        old = dict(connection.execute(select(a)).mappings().one())
    accounts.set_roles("an", ["trainer"])
    with writing(accounts.store.engine, accounts.store.school) as connection:
        connection.execute(a.update().values(**old))
    assert [d.what for d in accounts.verify().damage] == ["account"]


def test_accounts_of_one_school_are_not_those_of_another(accounts: Accounts, joined: Join, opened: Callable[..., object]) -> None:
    joined("an", "ib")
    other = Accounts(opened(accounts.store.url, school="ander"), accounts.clock, accounts.passwords)  # type: ignore[arg-type]
    assert other.all() == ()
    with refused("account.wrong"):
        Sessions(other).sign_in("an", PASSWORD)
