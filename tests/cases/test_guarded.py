"""The store in the hands of an account, and the trail that this leaves; in a file and on a server alike."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from engine.cases import tables
from engine.cases.accounts import Accounts
from engine.cases.connecting import reading, writing
from engine.cases.guarded import GuardedStore
from engine.cases.store import CaseStore
from engine.diagnostics import KnowledgeError, Location, fault
from engine.model.accounts import Account, AccountRole
from engine.model.history import Fresh, Rights
from engine.recording import ALL_RIGHTS, Records
from engine.service import Wegwijzer
from tests.refusals import refused

KEY = "vier losse woorden hier"
Join = Callable[..., Account]
NOTE = Fresh("note", {"text": "een opmerking"})
WORRY = Fresh("note", {"text": "een zorg over thuis"}, apart=True)


@pytest.fixture
def hand(accounts: Accounts, joined: Join) -> Callable[..., GuardedStore]:
    """Give what hands the store to a new account."""

    def hand_to(login: str, *roles: AccountRole, safety: bool = False) -> GuardedStore:
        return GuardedStore.of(accounts, joined(login, *roles, safety=safety).id)

    return hand_to


Hand = Callable[..., GuardedStore]


def lines(accounts: Accounts) -> list[tuple[str, str, str]]:
    """Give who did what, and of whom, leaving out what was done to accounts."""
    return [(t.who, t.kind, t.pseudonym) for t in accounts.audit() if t.kind not in ("account", "audit")]


# --- what may be done ---


def test_a_counsellor_reads_and_writes_all_and_nothing_about_safety(hand: Hand) -> None:
    store = hand("an", "ib")
    assert [p.pseudonym for p in store.pupils()] == ["uil", "valk"]
    store.append("valk", [NOTE], seen=None)
    entries = store.history("valk", rights=ALL_RIGHTS)
    assert entries[-1].who == "an"
    assert not any(entry.apart for entry in entries)
    assert store.names(rights=Rights(names=True)) == {"uil": "Naam van uil", "valk": "Naam van valk"}


def test_a_counsellor_to_whom_it_was_given_reads_about_safety_where_they_ask_for_it(hand: Hand) -> None:
    store = hand("an", "ib", safety=True)
    assert any(entry.apart for entry in store.history("valk", rights=ALL_RIGHTS))
    assert not any(entry.apart for entry in store.history("valk"))


def test_a_teacher_sees_only_the_pupils_that_were_given(hand: Hand, accounts: Accounts) -> None:
    store = hand("juf", "teacher")
    with refused("store.no_right"):
        store.pupils()
    accounts.give("juf", "valk")
    assert [p.pseudonym for p in store.pupils()] == ["valk"]
    assert {entry.pseudonym for entry in store.search("gebeld")} == {"valk"}
    assert store.names(rights=Rights(names=True)) == {"valk": "Naam van valk"}
    assert store.history("valk")
    for pseudonym in ("uil", "bestaat-niet"):  # told the same of who is not theirs and who does not exist
        with refused("store.no_right"):
            store.history(pseudonym)
    with refused("store.no_right"):
        store.append("valk", [NOTE], seen=None)
    accounts.give("juf", "valk", write=True)
    assert store.append("valk", [NOTE], seen=None)[0].who == "juf"


def test_who_may_write_may_tell_a_worry_and_not_read_it_back(hand: Hand, accounts: Accounts) -> None:
    store = hand("juf", "teacher")
    accounts.give("juf", "valk", write=True)
    told = store.append("valk", [WORRY], seen=None)[0]
    assert told.seq not in {entry.seq for entry in store.history("valk", rights=ALL_RIGHTS)}
    with refused("store.no_right"):
        store.append("valk", [Fresh("retracted", {"seq": told.seq, "because": "toch niet"})], seen=None)
    accounts.give("juf", "valk", write=True, safety=True)
    assert told.seq in {entry.seq for entry in store.history("valk", rights=ALL_RIGHTS)}
    store.append("valk", [Fresh("retracted", {"seq": told.seq, "because": "toch niet"}, apart=True)], seen=None, rights=ALL_RIGHTS)


@pytest.mark.parametrize("role", ["policy_maker", "trainer", "administrator"])
def test_who_has_no_pupils_reads_and_writes_nothing_of_any(hand: Hand, accounts: Accounts, role: AccountRole) -> None:
    store = hand("an", role, safety=True)
    accounts.give("an", "valk", write=True, safety=True)
    with refused("store.no_right"):
        store.history("valk", rights=ALL_RIGHTS)
    with refused("store.no_right"):
        store.content("valk")
    with refused("store.no_right"):
        store.case("valk")
    with refused("store.no_right"):
        store.export_case("valk")
    with refused("store.no_right"):
        store.last("valk")
    with refused("store.no_right"):
        store.append("valk", [NOTE], seen=None)
    with refused("store.no_right"):
        store.set_left("valk", None)
    with refused("store.no_right"):
        store.set_name("valk", "Een Naam")
    with refused("store.no_right"):
        store.open_case("nieuw")
    with refused("store.no_right"):
        store.import_case({"case": "nieuw"}, "case: nieuw\n")
    with refused("store.no_right"):
        store.erase("valk")
    with refused("store.no_right"):
        store.expired(dt.date(2030, 1, 1), 2)
    assert store.pupils() == ()  # something was given, and reaches nobody
    assert store.search("gebeld") == ()
    assert store.names(rights=ALL_RIGHTS) == {}


def test_only_who_keeps_the_store_makes_copies_and_verifies(hand: Hand, tmp_path: Path) -> None:
    keeper, ib = hand("chef", "administrator"), hand("an", "ib")
    assert keeper.verify().damage == ()
    assert keeper.backup(tmp_path / "kopie.db").last
    assert keeper.backups()
    for act in (ib.verify, ib.backups, lambda: ib.backup(tmp_path / "andere.db"), lambda: ib.rekey(KEY), lambda: keeper.rekey(KEY)):
        with refused("store.no_right"):
            act()


def test_a_right_that_is_taken_counts_at_once(hand: Hand, accounts: Accounts) -> None:
    store = hand("an", "ib")
    assert store.history("valk")
    accounts.set_roles("an", ["trainer"])
    with refused("store.no_right"):
        store.history("valk")
    accounts.set_roles("an", ["ib"])
    accounts.set_disabled("an")
    with refused("store.no_right"):
        store.history("valk")
    accounts.set_disabled("an", disabled=False)
    assert store.history("valk")


def test_what_is_written_is_by_the_account_whoever_the_caller_says(hand: Hand) -> None:
    store = hand("an", "ib")
    assert store.append("valk", [NOTE], who="directeur", seen=None)[0].who == "an"
    assert store.open_case("nieuw", who="directeur").who == "an"
    with refused("store.no_right"):
        store.append("valk", [Fresh("erased", {})], seen=None)


def test_records_and_rules_work_through_an_account(hand: Hand, accounts: Accounts, wegwijzer: Wegwijzer) -> None:
    records = Records(wegwijzer, hand("an", "ib"))
    records.note("valk", "gesproken", who="x", seen=None)
    assert not any(o.fact == "home.unsafe" for o in records.case("valk").observations)
    assert ("an", "write", "valk") in lines(accounts)
    whole = Records(wegwijzer, hand("bo", "ib", safety=True))
    assert any(o.fact == "home.unsafe" for o in whole.case("valk").observations)


# --- the trail ---


def test_every_reading_and_writing_leaves_a_line_with_who_and_whom(
    hand: Hand, accounts: Accounts, clock: Callable[[], dt.datetime]
) -> None:
    store = hand("an", "ib", safety=True)
    store.pupils()
    store.history("valk")
    store.case("uil")
    store.export_case("valk")
    store.search("geheim zoekwoord")
    store.names(rights=Rights(names=True))
    assert store.name("valk", rights=Rights(names=True)) == "Naam van valk"
    store.append("valk", [NOTE], seen=None)
    store.open_case("nieuw")
    store.erase("uil")
    assert lines(accounts) == [
        ("an", "list", ""),
        ("an", "read", "valk"),
        ("an", "read", ""),  # of a pupil who was erased since
        ("an", "export", "valk"),
        ("an", "search", ""),
        ("an", "names", ""),
        ("an", "names", "valk"),
        ("an", "write", "valk"),
        ("an", "open", "nieuw"),
        ("an", "erase", ""),
    ]
    assert {t.at for t in accounts.audit()} == {clock()}


def test_a_refusal_leaves_a_line_too(hand: Hand, accounts: Accounts) -> None:
    store = hand("an", "trainer")
    with refused("store.no_right"):
        store.history("valk")
    line = next(t for t in accounts.audit() if t.kind == "refused")
    assert (line.who, line.pseudonym, line.told["asked"]) == ("an", "valk", "read")


@pytest.mark.parametrize("fresh", [Fresh("opened", {}), Fresh("retracted", {"seq": 1_000})], ids=["a kind of its own", "not theirs"])
def test_a_writing_that_is_refused_leaves_a_line_too(hand: Hand, accounts: Accounts, fresh: Fresh) -> None:
    with refused("store.no_right"):
        hand("an", "ib").append("valk", [fresh], seen=None)
    assert lines(accounts)[-1] == ("an", "refused", "valk")


@pytest.mark.parametrize("begin", ["open", "import"])
def test_a_pupil_is_not_begun_where_that_cannot_be_written_down(hand: Hand, begin: str) -> None:
    store = hand("an", "ib")
    store.pupils()

    def broken(*_: object, **__: object) -> None:
        raise KnowledgeError([fault("account.audit_changed", Location(), seq=1)])

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("engine.cases.audit.Trail.add", broken)
        with refused("account.audit_changed"):
            store.open_case("nieuw") if begin == "open" else store.import_case({"case": "nieuw"}, "case: nieuw\n")
    assert "nieuw" not in {p.pseudonym for p in store.pupils()}


def test_whether_safety_was_read_is_told(hand: Hand, accounts: Accounts) -> None:
    hand("an", "ib", safety=True).history("valk", rights=ALL_RIGHTS)
    hand("bo", "ib").history("valk", rights=ALL_RIGHTS)
    assert {t.who: t.told.get("safety", False) for t in accounts.audit() if t.kind == "read"} == {"an": True, "bo": False}


def test_nothing_of_what_was_written_or_sought_is_in_the_trail(hand: Hand, accounts: Accounts) -> None:
    store = hand("an", "ib", safety=True)
    store.append("valk", [Fresh("note", {"text": "geheime tekst"}), WORRY], seen=None)
    store.search("geheime tekst")
    store.set_name("valk", "Geheime Naam")
    said = repr(accounts.audit()).casefold()
    assert "valk" in said
    assert not any(word in said for word in ("geheime", "zorg", "home.unsafe"))


def test_what_cannot_be_written_down_cannot_be_read(hand: Hand, accounts: Accounts) -> None:
    store = hand("an", "ib")
    store.pupils()
    e = tables.audit_ends
    with writing(store.engine, store.school) as connection:
        connection.execute(update(e).values(last=e.c.last - 1))
    with refused("account.audit_changed"):
        store.history("valk")
    assert "end" in {d.what for d in accounts.verify().damage}


@pytest.mark.parametrize(
    "order",
    [
        "UPDATE audit SET who = 'bo' WHERE seq = 1",
        "DELETE FROM audit WHERE seq = 1",
        "DELETE FROM audit",
        "TRUNCATE audit",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE seq = 1",
        "INSERT INTO audit SELECT * FROM audit WHERE seq = 1 ON CONFLICT (school, seq) DO UPDATE SET who = 'bo'",
    ],
)
def test_the_database_lets_nobody_edit_the_trail(hand: Hand, accounts: Accounts, order: str) -> None:
    hand("an", "ib").pupils()
    engine, school = accounts.store.engine, accounts.store.school
    if (order.startswith("TRUNCATE"), "OR REPLACE" in order)[engine.dialect.name == "postgresql"]:
        return  # words that this database does not know
    before = accounts.verify()
    with pytest.raises(DBAPIError, match="only ever added to"), writing(engine, school) as connection:
        connection.execute(text(order))
    assert accounts.verify() == before


@pytest.mark.parametrize("what", ["changed", "missing", "end", "order"])
def test_what_is_done_to_the_trail_without_its_guard_is_seen(hand: Hand, accounts: Accounts, what: str) -> None:
    hand("an", "ib").pupils()
    engine, a = accounts.store.engine, tables.audit
    count = accounts.verify().entries
    with writing(engine, accounts.store.school) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("ALTER TABLE audit DISABLE TRIGGER USER"))
        else:
            for each in ("update", "delete"):
                connection.execute(text(f"DROP TRIGGER audit_no_{each}"))
        if what == "changed":
            connection.execute(update(a).where(a.c.seq == count).values(kind="search"))
        elif what == "missing":
            connection.execute(delete(a).where(a.c.seq == 2))
        elif what == "end":
            connection.execute(delete(a).where(a.c.seq == count))
        else:
            first = connection.execute(select(a.c.digest).where(a.c.seq == 1)).scalar_one()
            connection.execute(update(a).where(a.c.seq == 3).values(previous=first))
    assert what in {d.what for d in accounts.verify().damage}


def test_a_copy_holds_the_accounts_and_the_trail_and_no_sessions(
    hand: Hand, accounts: Accounts, tmp_path: Path, opened: Callable[..., CaseStore]
) -> None:
    hand("an", "ib").history("valk")
    accounts.store.backup(tmp_path / "kopie.db")
    CaseStore.restore(tmp_path / "kopie.db", str(tmp_path / "terug.db"), KEY)
    back = Accounts(opened(str(tmp_path / "terug.db")), accounts.clock, accounts.passwords)
    assert back.verify() == accounts.verify()
    assert [a.login for a in back.all()] == ["an"]
    with reading(back.store.engine, back.store.school) as connection:
        assert connection.execute(select(tables.sessions)).all() == []


def test_a_file_of_sqlite_without_the_tool_cannot_edit_the_trail_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.cases.opening.can_encrypt", lambda: False)
    store = CaseStore.open(str(tmp_path / "open.db"), KEY)
    Accounts(store).invite("an", ["ib"])
    store.close()
    connection = sqlite3.connect(tmp_path / "open.db")
    with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
        connection.execute("DELETE FROM audit")
    connection.close()
