"""`wegwijzer store accounts`: what an administrator types, and what they see."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from engine.cases import keys
from engine.cases.accounts import Accounts
from engine.cases.guarded import GuardedStore
from engine.cases.sessions import Sessions
from engine.cases.store import CaseStore

Run = Callable[..., "tuple[int, str, str]"]
KEY = "vier losse woorden hier"
PASSWORD = "regen fiets lamp kaas"  # noqa: S105 - of accounts in tests


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Path:
    """Give the place of a store with one pupil in it."""
    file = tmp_path / "cases.db"
    for name, value in (("STORE", str(file)), ("PASSPHRASE", KEY), ("WHO", "ib"), ("ACCOUNT_PASSWORD", PASSWORD)):
        monkeypatch.setenv(f"WEGWIJZER_{name}", value)
    monkeypatch.setattr(keys, "_COST", 2**8)  # a passphrase is slow to try on purpose; here it is tried in every test
    assert run("store", "new", "valk")[0] == 0
    return file


def test_from_an_invitation_to_a_line_in_the_trail(place: Path, run: Run) -> None:
    status, out, _ = run("store", "accounts", "add", "juf@school.nl", "--role", "teacher")
    assert status == 0
    assert out.startswith("Uitnodiging voor juf@school.nl, geldig tot ")
    assert run("store", "accounts", "list")[1] == "juf@school.nl  teacher  nog niet aangemeld\n"
    assert run("store", "accounts", "accept", out.split()[-1])[:2] == (0, "Bewaard: juf@school.nl\n")
    assert run("store", "accounts", "give", "juf@school.nl", "valk", "--write")[0] == 0
    assert run("store", "accounts", "list")[1] == "juf@school.nl  teacher  valk (schrijven)  password\n"
    store = CaseStore.open(str(place), KEY)
    people = Accounts(store)
    account = Sessions(people).sign_in("juf@school.nl", PASSWORD).account
    GuardedStore.of(people, account.id).history("valk")
    store.close()
    told = [line.split("  ", 2)[2] for line in run("store", "accounts", "audit")[1].splitlines()]
    assert told == [
        "operator (ib)  begonnen  valk",
        "operator  account juf@school.nl: uitgenodigd",
        "juf@school.nl  account juf@school.nl: uitnodiging gebruikt",
        "operator  account juf@school.nl: recht op een leerling gegeven",
        "juf@school.nl  aangemeld",
        "juf@school.nl  gelezen  valk",
        "operator  logboek gelezen",
    ]
    assert [line.split("  ", 2)[2] for line in run("store", "accounts", "audit", "--of", "valk", "--lang", "en")[1].splitlines()] == [
        "operator (ib)  begun  valk",
        "juf@school.nl  read  valk",
    ]
    status, out, _ = run("store", "verify")
    assert status == 0
    assert len(out.splitlines()) == 2  # the history, and the trail


@pytest.mark.usefixtures("place")
def test_rights_are_changed_and_taken(run: Run) -> None:
    assert run("store", "accounts", "add", "an", "--role", "ib", "--safety")[0] == 0
    assert run("store", "accounts", "list", "--lang", "en")[1] == "an  ib  with safety at home  not signed up yet\n"
    assert run("store", "accounts", "roles", "an", "--role", "trainer", "--role", "policy_maker")[0] == 0
    assert run("store", "accounts", "give", "an", "valk")[0] == 0
    assert run("store", "accounts", "take", "an", "valk")[0] == 0
    assert run("store", "accounts", "disable", "an")[0] == 0
    assert run("store", "accounts", "list")[1] == "an  policy_maker, trainer  uitgezet\n"
    assert run("store", "accounts", "enable", "an")[0] == 0
    assert "Uitnodiging voor an" in run("store", "accounts", "reset", "an")[1]


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("reset", "niemand"), "geen account `niemand`"),
        (("add", "An de Vries", "--role", "ib"), "kan geen accountnaam zijn"),
        (("accept", "verkeerd"), "deze uitnodiging is gebruikt"),
        (("ad", "an"), "store accounts ad"),
    ],
)
def test_mistakes_get_a_sentence(run: Run, words: tuple[str, ...], said: str) -> None:
    status, _, err = run("store", "accounts", *words)
    assert status == 2
    assert said in err


def test_an_account_changed_behind_the_tools_back_is_told(place: Path, run: Run) -> None:
    run("store", "accounts", "add", "an", "--role", "ib")
    store = CaseStore.open(str(place), KEY)
    with store.engine.connect() as connection:
        connection.exec_driver_sql("UPDATE accounts SET safety = 1")
        connection.commit()
    store.close()
    status, out, _ = run("store", "verify")
    assert status == 1
    assert "over een account dat buiten Wegwijzer om veranderd is" in out


def test_who_has_the_passphrase_reads_a_changed_trail_goes_on_and_is_told_at_a_restore(place: Path, run: Run, tmp_path: Path) -> None:
    assert run("store", "accounts", "resume") == (1, "Aan het einde van het logboek is niets veranderd.\n", "")
    store = CaseStore.open(str(place), KEY)
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE audit_ends SET seal = zeroblob(32)"))
    store.close()
    status, out, err = run("store", "accounts", "audit")
    assert (status, out.splitlines()[0].split("  ", 2)[2]) == (0, "operator (ib)  begonnen  valk")
    assert "wegwijzer store accounts resume" in err
    assert run("store", "accounts", "add", "an", "--role", "ib")[0] == 2
    assert run("store", "backup", str(tmp_path / "kopie.db"))[0] == 0
    with pytest.MonkeyPatch.context() as elsewhere:
        elsewhere.setenv("WEGWIJZER_STORE", str(tmp_path / "terug.db"))
        status, out, _ = run("store", "restore", str(tmp_path / "kopie.db"))
    assert (status, "logboek en accounts: " in out) == (1, True)
    assert run("store", "accounts", "resume")[0] == 0
    assert run("store", "accounts", "add", "an", "--role", "ib")[0] == 0
    assert "logboek verder na een verandering buiten Wegwijzer om" in run("store", "accounts", "audit")[1]
    assert run("store", "verify")[0] == 1
