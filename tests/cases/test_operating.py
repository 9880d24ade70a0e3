"""The store in the hands of who holds its passphrase: every reading and writing leaves a line, and nothing is kept from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select, update

from engine.cases import tables
from engine.cases.accounts import Accounts
from engine.cases.connecting import reading, writing
from engine.cases.operating import OperatorStore, restored
from engine.cases.store import CaseStore
from engine.diagnostics import Diagnostic
from engine.model.history import Fresh, Rights
from engine.rendering.trail_text import trail_text
from tests.refusals import refused

KEY, OTHER = "vier losse woorden hier", "vijf heel andere woorden hier"
NOTE = Fresh("note", {"text": "een opmerking"})


@pytest.fixture
def said() -> list[str]:
    """Give what was told of what could not be kept."""
    return []


@pytest.fixture
def held(accounts: Accounts, said: list[str]) -> Iterator[OperatorStore]:
    """Give the store to who holds its passphrase."""

    def told(each: Diagnostic) -> None:
        said.append(each.code)

    with closing(OperatorStore.held(accounts.store, "jan", told)) as store:
        yield store


def lines(store: OperatorStore) -> list[tuple[str, str, str, object]]:
    """Give who did what, of whom, and under which name at this machine."""
    return [(t.who, t.kind, t.pseudonym, t.told.get("as")) for t in store.accounts.audit() if t.kind != "audit"]


def test_every_reading_and_writing_leaves_a_line(held: OperatorStore, tmp_path: Path) -> None:
    both = Rights(safety=True, names=True)
    asked: tuple[tuple[str, str, Callable[[], object]], ...] = (
        ("list", "", held.pupils),
        ("read", "valk", lambda: held.history("valk", rights=both)),
        ("read", "valk", lambda: held.case("valk")),
        ("search", "", lambda: held.search("gebeld")),
        ("names", "", lambda: held.names(rights=both)),
        ("open", "mees", lambda: held.open_case("mees", who="ib")),
        ("write", "valk", lambda: held.append("valk", [NOTE], who="ib", seen=None)),
        ("write", "valk", lambda: held.set_left("valk", dt.date(2026, 3, 1), who="ib")),
        ("verify", "", held.verify),
        ("backup", "", lambda: held.backup(tmp_path / "kopie.db")),
    )
    for kind, pseudonym, ask in asked:
        before = len(lines(held))
        ask()
        assert lines(held)[before:] == [("operator", kind, pseudonym, "jan")]
    assert "operator (jan)  gelezen  valk" in trail_text(held.accounts.audit(), {}).replace("  met veiligheid thuis", "")


def test_everything_may_be_done_and_who_writes_is_who_they_say(held: OperatorStore) -> None:
    rights = Rights(safety=True, names=True)
    assert held.append("valk", [NOTE], who="ib", seen=None)[0].who == "ib"
    assert any(entry.apart for entry in held.history("valk", rights=rights))
    assert not any(entry.apart for entry in held.history("valk"))
    assert held.names(rights=rights) == {"uil": "Naam van uil", "valk": "Naam van valk"}
    held.erase("valk", who="ib")
    assert [pupil.pseudonym for pupil in held.pupils()] == ["uil"]


def test_of_who_is_not_there_no_line_is_left(held: OperatorStore) -> None:
    with refused("store.unknown"):
        held.history("bestaat-niet")
    assert lines(held) == []


def test_a_trail_that_was_changed_is_told_once_and_does_not_stop_the_work(held: OperatorStore, said: list[str]) -> None:
    held.history("valk")
    with writing(held.engine, held.school) as connection:
        connection.execute(delete(tables.audit_ends))
    with writing(held.engine, held.school) as connection:
        connection.execute(tables.audit_ends.insert(), {"school": held.school, "last": 0, "digest": b"x" * 32, "seal": b"x" * 32})
    assert held.history("valk")
    assert held.append("valk", [NOTE], who="ib", seen=None)
    assert said == ["account.audit_changed"]
    assert held.verify().damage == ()
    assert [damage.what for damage in held.accounts.verify().damage] == ["end"]


def _tampered(store: OperatorStore) -> None:
    e = tables.audit_ends
    with writing(store.engine, store.school) as connection:
        connection.execute(update(e).values(last=e.c.last - 1, seal=b"x" * 32))


def test_the_trail_can_be_read_by_who_has_the_passphrase_also_where_its_end_was_changed(held: OperatorStore, said: list[str]) -> None:
    held.history("valk")
    _tampered(held)
    people = replace(held.accounts, told=lambda each: said.append(each.code))
    assert [line.kind for line in people.audit()] == ["read"]
    assert [line.kind for line in people.latest(5)] == ["read"]
    assert said == ["account.audit_changed"] * 2


@pytest.mark.parametrize("anywhere", ["file"], indirect=True)
@pytest.mark.parametrize("change", ["seal", "gone", "back", "rows"])
def test_a_trail_whose_end_was_changed_goes_on_and_what_was_changed_stays_to_be_seen(held: OperatorStore, change: str) -> None:
    a, e = tables.audit, tables.audit_ends
    held.history("valk")
    with reading(held.engine, held.school) as connection:
        earlier = connection.execute(select(e)).mappings().one()
    held.history("uil")
    held.history("valk")
    with writing(held.engine, held.school) as connection:
        if change == "rows":
            connection.exec_driver_sql("DROP TRIGGER audit_no_delete")
            connection.execute(delete(a).where(a.c.seq == 3))
        if change in ("gone", "back"):
            connection.execute(delete(e))
        if change == "back":
            connection.execute(insert(e), dict(earlier))
        if change in ("seal", "rows"):
            connection.execute(update(e).values(last=2, seal=b"x" * 32))
    with refused("account.audit_changed"):
        held.accounts.invite("an", ["ib"])
    assert held.accounts.resume("jan")
    held.accounts.invite("an", ["ib"])
    assert [line.kind for line in held.accounts.audit()][-3:] == ["resumed", "account", "audit"]
    seen = [damage.what for damage in held.accounts.verify().damage]
    assert seen == ([] if change == "back" else ["missing"])
    assert not held.accounts.resume("jan")


def test_a_copy_with_a_changed_trail_says_so_when_it_is_put_back(held: OperatorStore, tmp_path: Path) -> None:
    held.history("valk")
    _tampered(held)
    held.backup(tmp_path / "kopie.db")
    kept, trail = restored(tmp_path / "kopie.db", str(tmp_path / "terug.db"), KEY, school="school", user="jan")
    assert (kept.damage, [damage.what for damage in trail.damage]) == ((), ["end"])


def test_what_cannot_be_written_down_by_who_has_the_passphrase_is_begun_all_the_same(held: OperatorStore, said: list[str]) -> None:
    held.history("valk")
    _tampered(held)
    held.open_case("mees", who="ib")
    assert [p.pseudonym for p in held.pupils()] == ["mees", "uil", "valk"]
    assert said == ["account.audit_changed"]


def test_the_trail_of_one_pupil_or_person_alone_is_read(held: OperatorStore) -> None:
    held.history("valk")
    held.history("uil")
    held.accounts.invite("an", ["ib"])
    assert [line.kind for line in held.accounts.audit(pseudonym="valk")] == ["read"]
    assert {line.who for line in held.accounts.audit(of="operator")} == {"operator"}
    assert held.accounts.audit(of="an") == held.accounts.audit(of="niemand") == held.accounts.audit(pseudonym="niemand") == ()


def test_one_pupil_is_found_without_looking_at_the_others(held: OperatorStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def all_of_them(_: object) -> dict[str, str]:
        raise AssertionError

    monkeypatch.setattr("engine.cases.ledger.Ledger.pupils", all_of_them)
    assert held.history("valk")
    assert held.append("valk", [NOTE], who="ib", seen=None)
    assert held.open_case("mees", who="ib").pseudonym == "mees"


def test_another_passphrase_leaves_a_line_and_what_is_asked_next_does_too(held: OperatorStore) -> None:
    held.rekey(OTHER)
    held.history("valk")
    assert [kind for _, kind, _, _ in lines(held)] == ["rekey", "read"]


def test_a_copy_that_is_put_back_says_so(held: OperatorStore, tmp_path: Path) -> None:
    held.backup(tmp_path / "kopie.db")
    kept, trail = restored(tmp_path / "kopie.db", str(tmp_path / "terug.db"), KEY, school="school", user="jan")
    assert kept.damage == trail.damage == ()
    with closing(CaseStore.open(str(tmp_path / "terug.db"), KEY)) as store:
        assert [line.kind for line in Accounts(store).audit()] == ["backup", "restore", "audit"]
