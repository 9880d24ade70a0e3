"""What is changed behind our back shows, with its place; who changes it here has the key of the file, but not that of the chain."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from engine.cases.store import CaseStore
from engine.diagnostics import KnowledgeError
from engine.model.history import Damage, Fresh

Order = str
_COPY = (
    "INSERT INTO entries SELECT school, {0}, pupil, at, who, kind, apart, sealed, commitment, previous, digest FROM entries WHERE seq = {1}"
)

_UIL = "(SELECT pupil FROM pupils WHERE pseudonym = 'uil')"
_TAKEN = f"UPDATE names SET sealed = (SELECT sealed FROM names WHERE pupil = {_UIL}) WHERE pupil != {_UIL}"  # noqa: S608 - our own words

# What someone does in the tables, and what is told of it. Entries: 1 valk opened, 2 named, 3 and 4 notes, 5 apart, 6 uil opened,
# 7 named, 8 left, 9 a note of uil, 10 the last note of valk.
DEEDS: dict[str, tuple[tuple[Order, ...], tuple[Damage, ...]]] = {
    "another writer": (("UPDATE entries SET who = 'x' WHERE seq = 3",), (Damage(3, "changed"),)),
    "another moment": (("UPDATE entries SET at = '2020' WHERE seq = 3",), (Damage(3, "changed"),)),
    "another kind": (("UPDATE entries SET kind = 'event' WHERE seq = 3",), (Damage(3, "changed"),)),
    "given to another pupil": (
        ("UPDATE entries SET pupil = (SELECT pupil FROM pupils WHERE pseudonym = 'uil') WHERE seq = 3",),
        (Damage(3, "changed"),),
    ),
    "a text of another entry": (
        ("UPDATE entries SET sealed = (SELECT sealed FROM entries WHERE seq = 4) WHERE seq = 3",),
        (Damage(3, "unreadable"),),
    ),
    "a text and its commitment of another entry": (
        ("UPDATE entries SET (sealed, commitment) = (SELECT sealed, commitment FROM entries WHERE seq = 4) WHERE seq = 3",),
        (Damage(3, "changed"),),
    ),
    "a text of nonsense": (("UPDATE entries SET sealed = zeroblob(80) WHERE seq = 3",), (Damage(3, "unreadable"),)),
    "a text emptied": (("UPDATE entries SET sealed = NULL WHERE seq = 3",), (Damage(3, "emptied"),)),
    "an entry cut out": (("DELETE FROM entries WHERE seq = 4",), (Damage(4, "missing"),)),
    "an entry cut out and the rest moved up": (
        ("DELETE FROM entries WHERE seq = 9", "UPDATE entries SET seq = 9 WHERE seq = 10"),
        (Damage(9, "changed"), Damage(9, "order"), Damage(10, "end")),
    ),
    "two entries exchanged": (
        (
            "UPDATE entries SET seq = 99 WHERE seq = 3",
            "UPDATE entries SET seq = 3 WHERE seq = 4",
            "UPDATE entries SET seq = 4 WHERE seq = 99",
        ),
        (Damage(3, "changed"), Damage(3, "order"), Damage(4, "changed"), Damage(4, "order"), Damage(5, "order")),
    ),
    "an entry put at the end": ((_COPY.format(11, 10),), (Damage(10, "end"), Damage(11, "changed"), Damage(11, "order"))),
    "the last entry cut off": (("DELETE FROM entries WHERE seq = 10",), (Damage(10, "end"),)),
    "the last entry cut off, and the end moved": (
        (
            "DELETE FROM entries WHERE seq = 10",
            "UPDATE schools SET last = 9, digest = (SELECT digest FROM entries WHERE seq = 9)",
        ),
        (Damage(9, "end"),),
    ),
    "everything cut off": (
        ("DELETE FROM safety", "DELETE FROM names", "DELETE FROM entries", "DELETE FROM pupils"),
        (Damage(10, "end"),),
    ),
    "a text about safety taken away": (("DELETE FROM safety WHERE seq = 5",), (Damage(5, "emptied"),)),
    "a text about safety put beside another entry": (
        ("INSERT INTO safety SELECT school, 4, sealed FROM safety WHERE seq = 5",),
        (Damage(4, "extra"),),
    ),
    "what stood apart put with the rest": (("UPDATE entries SET apart = 0 WHERE seq = 5",), (Damage(5, "changed"), Damage(5, "extra"))),
    "another pseudonym": (("UPDATE pupils SET pseudonym = 'haas' WHERE pseudonym = 'valk'",), (Damage(1, "pupil"),)),
    "pseudonyms exchanged": (
        (
            "UPDATE pupils SET pseudonym = 'x' WHERE pseudonym = 'valk'",
            "UPDATE pupils SET pseudonym = 'valk' WHERE pseudonym = 'uil'",
            "UPDATE pupils SET pseudonym = 'uil' WHERE pseudonym = 'x'",
        ),
        (Damage(1, "pupil"), Damage(6, "pupil")),
    ),
    "another day of leaving": (("UPDATE pupils SET left_on = '2020-01-01' WHERE pseudonym = 'uil'",), (Damage(6, "pupil"),)),
    "called erased": (("UPDATE pupils SET erased_on = '2026-01-01' WHERE pseudonym = 'uil'",), (Damage(6, "pupil"),)),
    "a pupil put in": (
        ("INSERT INTO pupils (school, pupil, pseudonym, made) VALUES ('school', 'q', 'haas', 'x')",),
        (Damage(0, "pupil"),),
    ),
    "a name taken away": (
        ("DELETE FROM names WHERE pupil = (SELECT pupil FROM pupils WHERE pseudonym = 'uil')",),
        (Damage(6, "name"),),
    ),
    "the name of another": (
        (_TAKEN,),
        (Damage(1, "name"),),
    ),
}


@pytest.fixture
def full(store: CaseStore) -> CaseStore:
    """Give a store with something of every kind."""
    store.open_case("valk", who="ib", name="Femke")
    notes = [Fresh("note", {"text": "een"}), Fresh("note", {"text": "twee"}), Fresh("note", {"text": "drie"}, apart=True)]
    store.append("valk", notes, who="ib", seen=None)
    store.open_case("uil", who="ib", name="Joris")
    store.set_left("uil", dt.date(2026, 7, 10), who="ib")
    store.append("uil", [Fresh("note", {"text": "vier"})], who="ib", seen=None)
    store.append("valk", [Fresh("note", {"text": "vijf"})], who="ib", seen=None)
    return store


def behind(store: CaseStore, orders: tuple[Order, ...]) -> None:
    """Do something in the tables behind the store's back."""

    def act(connection: Connection) -> None:
        for each in orders:
            assert connection.execute(text(each)).rowcount > 0

    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.commit()
        with connection.begin():
            act(connection)
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")


@pytest.mark.parametrize("deed", DEEDS)
def test_a_change_behind_our_back_shows_with_its_place(full: CaseStore, deed: str) -> None:
    orders, told = DEEDS[deed]
    assert full.verify().damage == ()
    behind(full, orders)
    assert full.verify().damage == told


def test_nothing_is_added_after_an_end_that_is_not_ours(full: CaseStore) -> None:
    behind(full, DEEDS["the last entry cut off, and the end moved"][0])
    with pytest.raises(KnowledgeError, match="buiten Wegwijzer om veranderd"):
        full.append("valk", [Fresh("note", {"text": "zes"})], who="ib", seen=None)


def test_nothing_is_added_where_an_earlier_end_of_ours_was_put_back(full: CaseStore) -> None:
    with full.engine.connect() as connection:
        earlier = connection.execute(text("SELECT last, digest, seal FROM schools")).mappings().one()
    full.append("valk", [Fresh("note", {"text": "zes"})], who="ib", seen=None)
    with full.engine.begin() as connection:
        connection.execute(text("UPDATE schools SET last = :last, digest = :digest, seal = :seal"), dict(earlier))
    with pytest.raises(KnowledgeError, match="buiten Wegwijzer om veranderd"):
        full.append("valk", [Fresh("note", {"text": "zeven"})], who="ib", seen=None)


def test_a_changed_text_is_not_shown_as_if_it_were_ours(full: CaseStore) -> None:
    behind(full, DEEDS["a text of another entry"][0])
    with pytest.raises(KnowledgeError, match="regel 3"):
        full.history("valk")


def test_a_copy_of_a_changed_store_says_so_when_it_is_put_back(full: CaseStore, tmp_path: Path) -> None:
    behind(full, DEEDS["another writer"][0])
    full.backup(tmp_path / "kopie.db")
    kept = CaseStore.restore(tmp_path / "kopie.db", str(tmp_path / "terug.db"), "vier losse woorden hier")
    assert kept.damage == (Damage(3, "changed"),)


def test_an_end_that_was_put_back_can_be_told_by_who_kept_it(full: CaseStore, tmp_path: Path, opened: Callable[..., CaseStore]) -> None:
    """No chain can show that all of a store was replaced by an older copy; the end that `verify` names does."""
    full.backup(tmp_path / "oud.db")
    full.append("valk", [Fresh("note", {"text": "zes"})], who="ib", seen=None)
    old = opened(str(tmp_path / "oud.db"), create=False).verify()
    assert old.damage == ()
    assert (old.last, old.digest) != (full.verify().last, full.verify().digest)
