"""The store in the hands of who holds its passphrase: every reading and writing leaves a line, and nothing is kept from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import delete

from engine.cases import tables
from engine.cases.accounts import Accounts
from engine.cases.connecting import writing
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


def test_another_passphrase_leaves_a_line_and_what_is_asked_next_does_too(held: OperatorStore) -> None:
    held.rekey(OTHER)
    held.history("valk")
    assert [kind for _, kind, _, _ in lines(held)] == ["rekey", "read"]


def test_a_copy_that_is_put_back_says_so(held: OperatorStore, tmp_path: Path) -> None:
    held.backup(tmp_path / "kopie.db")
    assert restored(tmp_path / "kopie.db", str(tmp_path / "terug.db"), KEY, school="school", user="jan").damage == ()
    with closing(CaseStore.open(str(tmp_path / "terug.db"), KEY)) as store:
        assert [line.kind for line in Accounts(store).audit()] == ["backup", "restore", "audit"]
