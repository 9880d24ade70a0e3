"""The store: a history that is only added to, in a file and on a server alike."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import ProgrammingError

from engine.cases import tables
from engine.cases.connecting import writing
from engine.cases.store import CaseStore, ChangedError
from engine.diagnostics import KnowledgeError
from engine.model.case import Observation
from engine.model.history import Fresh, Rights

Open = Callable[..., CaseStore]
KEY = "vier losse woorden hier"
SAFETY = Rights(safety=True)


def said(fact: str, value: object, **more: object) -> Fresh:
    """Make an observation."""
    return Fresh("observation", {"fact": fact, "entry": {"value": value, **more}})


@pytest.fixture
def open_store(anywhere: str, opened: Open) -> CaseStore:
    """Give a store with one pupil of whom two things are kept, one of them about safety."""
    store = opened(anywhere)
    store.open_case("valk", who="ib")
    store.append("valk", [said("wellbeing.low", value=True, by="parent"), said("home.unsafe", value=True, by="teacher")], who="ib", seen=1)
    return store


def test_what_is_added_is_read_back_with_who_and_when(open_store: CaseStore) -> None:
    before = dt.datetime.now(dt.UTC)
    open_store.append("valk", [Fresh("note", {"text": "gebeld met thuis"})], who="mentor", seen=None)
    entry = open_store.history("valk")[-1]
    assert (entry.who, entry.kind, entry.body) == ("mentor", "note", {"text": "gebeld met thuis"})
    assert before <= entry.at <= dt.datetime.now(dt.UTC)


def test_a_store_is_as_it_was_when_it_is_opened_again(open_store: CaseStore, opened: Open) -> None:
    kept = open_store.history("valk", rights=SAFETY)
    open_store.close()
    again = opened(open_store.url)
    assert again.history("valk", rights=SAFETY) == kept
    assert again.verify().damage == ()


def test_any_earlier_state_can_be_shown(open_store: CaseStore) -> None:
    moment = open_store.history("valk")[-1].at
    open_store.append("valk", [said("wellbeing.low", value=False, by="pupil")], who="ib", seen=None)
    now = open_store.case("valk").observations
    assert now == (Observation("wellbeing.low", value=True, by="parent"), Observation("wellbeing.low", value=False, by="pupil"))
    assert open_store.case("valk", at=2).observations == now[:1]
    assert open_store.case("valk", at=moment).observations == now[:1]
    assert open_store.case("valk", at=1).observations == ()


def test_the_second_of_two_writers_sees_what_the_first_did_and_chooses(open_store: CaseStore) -> None:
    seen = open_store.last("valk")
    open_store.append("valk", [said("pupil.sector", "po")], who="an", seen=seen)
    with pytest.raises(ChangedError) as told:
        open_store.append("valk", [said("pupil.sector", "vo")], who="bo", seen=seen)
    assert [(e.who, e.body["fact"]) for e in told.value.entries] == [("an", "pupil.sector")]
    assert "an" in str(told.value)
    assert len(open_store.history("valk")) == 3  # nothing of the second was written
    open_store.append("valk", [said("pupil.sector", "vo")], who="bo", seen=told.value.entries[-1].seq)
    assert open_store.history("valk")[-1].who == "bo"


def test_a_writer_is_not_told_of_what_stands_apart(open_store: CaseStore) -> None:
    seen = open_store.last("valk")
    open_store.append("valk", [said("home.unsafe", value=False, by="parent")], who="vertrouwenspersoon", seen=None)
    assert open_store.append("valk", [said("pupil.sector", "po")], who="bo", seen=seen)
    with pytest.raises(ChangedError):
        open_store.append("valk", [said("pupil.sector", "po")], who="an", seen=seen, rights=SAFETY)


def test_all_of_a_write_is_kept_or_nothing(open_store: CaseStore) -> None:
    kept = open_store.verify()
    with pytest.raises(TypeError):
        open_store.append("valk", [said("pupil.sector", "po"), Fresh("note", {"text": object()})], who="ib", seen=None)
    assert open_store.verify() == kept


def test_what_concerns_safety_is_seen_only_with_the_right_to(open_store: CaseStore) -> None:
    assert [e.body.get("fact") for e in open_store.history("valk")] == [None, "wellbeing.low"]
    assert "home.unsafe" not in open_store.content("valk")["facts"]
    assert open_store.content("valk", rights=SAFETY)["facts"]["home.unsafe"] == {"value": True, "by": "teacher"}
    assert not any("home.unsafe" in (text or "") for text in open_store.export_case("valk"))
    assert open_store.search("home.unsafe") == ()
    assert open_store.search("teacher") == ()


def test_search_finds_what_may_be_shared(open_store: CaseStore) -> None:
    open_store.append("valk", [Fresh("note", {"text": "Gebeld met de orthopedagoog"})], who="ib", seen=None)
    assert [e.seq for e in open_store.search("ORTHOPEDAGOOG gebeld")] == [4]
    assert open_store.search("logopedist") == ()


def test_what_was_taken_back_does_not_count_but_stays_in_the_history(open_store: CaseStore) -> None:
    open_store.append("valk", [Fresh("retracted", {"seq": 2, "because": "andere leerling"})], who="ib", seen=None)
    assert open_store.case("valk").observations == ()
    assert len(open_store.history("valk")) == 3


def test_a_name_is_kept_apart_and_shown_only_with_the_right_to(open_store: CaseStore) -> None:
    open_store.set_name("valk", "Femke de Vries", who="ib")
    assert open_store.names(rights=Rights(names=True)) == {"valk": "Femke de Vries"}
    assert open_store.name("valk", rights=Rights(names=True)) == "Femke de Vries"
    assert open_store.name("uil", rights=Rights(names=True)) == ""
    with pytest.raises(KnowledgeError, match="mag je niet zien"):
        open_store.name("valk", rights=Rights())
    with pytest.raises(KnowledgeError, match="mag je niet zien"):
        open_store.names(rights=Rights())
    assert "Femke" not in repr(open_store.history("valk", rights=SAFETY))


def test_schools_in_one_store_do_not_see_each_other(anywhere: str, opened: Open) -> None:
    one = opened(anywhere, school="noord")
    other = opened(anywhere, school="zuid")
    one.open_case("valk", who="ib", name="Femke")
    assert other.pupils() == ()
    with pytest.raises(KnowledgeError, match="niets bewaard"):
        other.history("valk")
    other.open_case("valk", who="mentor")
    assert [e.who for e in one.history("valk")] == ["ib", "ib"]
    assert [e.who for e in other.history("valk")] == ["mentor"]
    assert one.verify().damage == other.verify().damage == ()


def test_the_server_itself_gives_a_school_its_own_rows_alone(postgres: Callable[[], str], opened: Open) -> None:
    """Even a statement that forgets to name its school cannot read or write rows of another."""
    url = postgres()
    for school in ("noord", "zuid"):
        opened(url, school=school).open_case("valk", who="ib")
    store = opened(url, school="noord")
    with writing(store.engine, "noord") as connection:
        for table in tables.ALL:
            assert {row.school for row in connection.execute(select(table))} <= {"noord"}
        assert connection.execute(update(tables.pupils).values(left_on="2026-01-01")).rowcount == 1
        with pytest.raises(ProgrammingError, match="row-level security"), connection.begin_nested():
            connection.execute(insert(tables.pupils), {"school": "zuid", "pupil": "p", "made": "x"})
    with store.engine.connect() as connection:  # and who names no school gets none
        assert connection.execute(select(tables.entries)).all() == []
    assert opened(url, school="zuid").verify().damage == ()


def test_another_passphrase_is_refused_with_a_sentence(open_store: CaseStore, opened: Open) -> None:
    with pytest.raises(KnowledgeError) as told:
        opened(open_store.url, "niet het goede woord")
    assert [d.code for d in told.value.diagnostics] == ["store.wrong_key"]


def test_after_a_rekey_only_the_new_passphrase_opens(open_store: CaseStore, opened: Open) -> None:
    kept = open_store.history("valk", rights=SAFETY)
    open_store.rekey("een heel ander woord")
    assert open_store.history("valk", rights=SAFETY) == kept
    with pytest.raises(KnowledgeError, match="opent de opslag niet"):
        opened(open_store.url)
    assert opened(open_store.url, "een heel ander woord").verify().damage == ()


def test_a_backup_is_put_back_whole(open_store: CaseStore, tmp_path: Path, opened: Open) -> None:
    kept = open_store.verify()
    made = open_store.backup(tmp_path / "kopie.db")
    assert (made.last, [b.place for b in open_store.backups()]) == (3, [tmp_path / "kopie.db"])
    open_store.append("valk", [said("pupil.sector", "po")], who="ib", seen=None)
    elsewhere = str(tmp_path / "terug.db")
    assert CaseStore.restore(tmp_path / "kopie.db", elsewhere, KEY) == kept
    back = opened(elsewhere, create=False)
    assert back.history("valk", rights=SAFETY) == open_store.history("valk", rights=SAFETY)[:-1]


def test_nothing_is_restored_over_what_is_there(open_store: CaseStore, tmp_path: Path) -> None:
    open_store.backup(tmp_path / "kopie.db")
    with pytest.raises(KnowledgeError, match="niet overschreven"):
        CaseStore.restore(tmp_path / "kopie.db", open_store.url, KEY)
    with pytest.raises(KnowledgeError, match="niet overschreven"):
        open_store.backup(tmp_path / "kopie.db")


def test_a_file_moves_to_a_server_by_its_backup(store: CaseStore, postgres: Callable[[], str], tmp_path: Path, opened: Open) -> None:
    store.open_case("valk", who="ib", name="Femke")
    store.backup(tmp_path / "kopie.db")
    url = postgres()
    assert CaseStore.restore(tmp_path / "kopie.db", url, KEY).damage == ()
    assert opened(url).names(rights=Rights(names=True)) == {"valk": "Femke"}


def test_who_was_erased_is_gone_and_the_chain_still_fits(open_store: CaseStore, tmp_path: Path) -> None:
    open_store.set_name("valk", "Femke de Vries", who="ib")
    open_store.open_case("uil", who="ib")
    made = open_store.backup(tmp_path / "kopie.db")
    removal = open_store.erase("valk", who="ib")
    assert removal.still_in == (made,)
    assert [p.pseudonym for p in open_store.pupils()] == ["uil"]
    with pytest.raises(KnowledgeError, match="niets bewaard"):
        open_store.history("valk", rights=SAFETY)
    assert open_store.names(rights=Rights(names=True)) == {}
    assert open_store.verify().damage == ()
    open_store.open_case("valk", who="ib")  # the pseudonym is free again


def test_what_expires_is_who_left_that_long_ago(open_store: CaseStore) -> None:
    open_store.set_left("valk", dt.date(2024, 2, 29), who="ib")
    assert open_store.expired(dt.date(2026, 2, 27), 2) == ()
    assert [p.pseudonym for p in open_store.expired(dt.date(2026, 2, 28), 2)] == ["valk"]
    assert open_store.expired(dt.date(2026, 2, 28), 2.5) == ()
    open_store.set_left("valk", None, who="ib")
    assert open_store.expired(dt.date(2036, 1, 1), 2) == ()


@pytest.mark.parametrize("name", ["Jan de Vries", "jan_de_vries", "", "-jan", "éen", "a\n"])
def test_what_could_be_a_name_is_no_pseudonym(store: CaseStore, name: str) -> None:
    with pytest.raises(KnowledgeError, match="pseudoniem"):
        store.open_case(name, who="ib")


def test_a_pseudonym_is_given_once(store: CaseStore) -> None:
    store.open_case("valk", who="ib")
    with pytest.raises(KnowledgeError, match="al een leerling"):
        store.open_case("valk", who="ib")


def test_a_missing_store_is_not_made_by_reading(place: str, opened: Open) -> None:
    with pytest.raises(KnowledgeError, match="nog geen opslag"):
        opened(place, create=False)
    assert not Path(place).exists()


def test_the_file_is_for_its_owner_alone(store: CaseStore) -> None:
    assert Path(store.url).stat().st_mode & 0o077 == 0


def test_the_file_is_encrypted_as_a_whole(store: CaseStore) -> None:
    store.open_case("valk", who="ib")
    assert store.is_encrypted
    with pytest.raises(sqlite3.DatabaseError):
        _tables(store.url)


def _tables(file: str) -> int:
    with closing(sqlite3.connect(file)) as connection:
        return int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])


def test_a_file_of_a_newer_program_is_refused(store: CaseStore, opened: Open) -> None:
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '99'")
    store.close()
    with pytest.raises(KnowledgeError, match="nieuwere Wegwijzer"):
        opened(store.url)
