"""What was erased is gone from the file, and what is kept cannot be read without the key."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from engine.cases import connecting, copying, opening, tables
from engine.cases.operating import OperatorStore
from engine.cases.store import CaseStore
from engine.diagnostics import KnowledgeError
from engine.model.history import Fresh
from engine.recording import Records
from engine.service import Wegwijzer

MARKS = ("Zonnebloempad", "kwikstaartje", "Paardenbloem")


def planted(store: CaseStore) -> None:
    """Keep something that could not be there by chance, in every way."""
    store.open_case("zeldzame-vogel", who="ib", name=f"Femke {MARKS[0]}")
    notes = [Fresh("note", {"text": f"{MARKS[1]} {i}"}, apart=bool(i % 2)) for i in range(40)]
    store.append("zeldzame-vogel", notes, who="ib", seen=None)
    store.import_case({"case": "uil", "title": MARKS[2]}, f"case: uil\ntitle: {MARKS[2]}\n", who="ib")


def everything(folder: Path) -> bytes:
    """Give all bytes of all files of a folder, and their names."""
    return b"".join(p.name.encode() + p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file())


def found(content: bytes, words: tuple[str, ...]) -> list[str]:
    """Give the words that stand in bytes, in any of the ways in which text is written."""
    return [w for w in words if any(w.encode(code) in content for code in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le"))]


def test_without_the_key_nothing_of_a_case_can_be_read(store: CaseStore, tmp_path: Path) -> None:
    planted(store)
    store.backup(tmp_path / "kopie.db")
    assert len(list(tmp_path.rglob("*-wal"))) == 1  # what is not in the file yet is looked at too
    assert found(everything(tmp_path), (*MARKS, "zeldzame-vogel", "CREATE TABLE", "observation")) == []


@pytest.fixture
def no_cipher(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have it seem that the extra `safe` is not installed."""
    for module in (connecting, opening, copying):
        monkeypatch.setattr(module, "can_encrypt", lambda: False)


@pytest.mark.usefixtures("no_cipher")
def test_in_a_file_that_is_not_encrypted_texts_and_names_are_sealed(tmp_path: Path, opened: Callable[..., CaseStore]) -> None:
    store = opened(str(tmp_path / "cases.db"))
    planted(store)
    assert not store.is_encrypted
    assert found(everything(tmp_path), MARKS) == []
    assert found(everything(tmp_path), ("zeldzame-vogel",)) == ["zeldzame-vogel"]  # as its warning says


@pytest.mark.usefixtures("no_cipher")
def test_who_was_erased_is_gone_from_every_byte_of_the_file(tmp_path: Path, opened: Callable[..., CaseStore]) -> None:
    """In a file that is not encrypted it can be seen: not the sealed texts, not the name, not the pseudonym."""
    store = opened(str(tmp_path / "cases.db"))
    planted(store)
    with store.engine.connect() as connection:
        sealed = [
            bytes(r) for t in (tables.entries, tables.safety, tables.names) for r in connection.execute(select(t.c.sealed)).scalars() if r
        ]
        own = [s for s in sealed if s]
    assert len(own) > 40
    assert all(s in everything(tmp_path) for s in own[:5])
    store.erase("uil", who="ib")
    store.erase("zeldzame-vogel", who="ib")
    content = everything(tmp_path)
    assert [s for s in own if s in content] == []
    assert found(content, ("zeldzame-vogel",)) == []
    assert store.verify().damage == ()


def test_a_file_made_without_a_cipher_becomes_encrypted_by_its_backup(
    tmp_path: Path, opened: Callable[..., CaseStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        for module in (connecting, opening, copying):
            patch.setattr(module, "can_encrypt", lambda: False)
        plain = opened(str(tmp_path / "open.db"))
    planted(plain)
    plain.backup(tmp_path / "kopie.db")
    CaseStore.restore(tmp_path / "kopie.db", str(tmp_path / "dicht.db"), "vier losse woorden hier")
    again = opened(str(tmp_path / "dicht.db"), create=False)
    assert again.is_encrypted
    assert again.history("uil") == plain.history("uil")


# --- with the file and the logs in hand ---

STRINGS = shutil.which("strings")


def strings(folder: Path) -> str:
    """Give what `strings` finds in all files of a folder, in every way in which it can look, and their names."""
    files = [str(path) for path in sorted(folder.rglob("*")) if path.is_file()]
    assert files
    said = ["\n".join(files)]
    for code in "sSlbLB":
        done = subprocess.run([str(STRINGS), "-a", "-n", "4", "-e", code, *files], check=True, capture_output=True, timeout=300)
        said.append(done.stdout.decode("utf-8", "replace"))
    return "\n".join(said)


@pytest.mark.skipif(STRINGS is None, reason="the program `strings` (binutils) is not here")
def test_strings_finds_nothing_of_a_planted_case_in_the_file_and_what_was_said(
    store: CaseStore, tmp_path: Path, wegwijzer: Wegwijzer, capfd: pytest.CaptureFixture[str]
) -> None:
    """The store, its write-ahead log, a copy, and all that was said while it was used, also when that went wrong."""
    planted(store)
    records = Records(wegwijzer, OperatorStore.held(store, "ib", lambda each: print(each.line("nl"))))  # noqa: T201 - a log
    records.note("zeldzame-vogel", MARKS[0], who="ib", seen=None)
    records.keep_advice("uil", who="ib")
    mistakes: tuple[Callable[[], object], ...] = (
        lambda: records.note("weg", MARKS[0], who="ib", seen=None),
        lambda: records.take_back("uil", 99, MARKS[1], who="ib", seen=None),
    )
    for wrong in mistakes:
        with pytest.raises(KnowledgeError) as told:
            wrong()
        print(*(each.line("nl") for each in told.value.diagnostics))  # noqa: T201 - as above
    records.store.backup(tmp_path / "kopie.db")
    (tmp_path / "log.txt").write_text("".join(capfd.readouterr()), encoding="utf-8")
    assert [mark for mark in (*MARKS, "zeldzame-vogel", "observation") if mark in strings(tmp_path)] == []


@pytest.mark.skipif(STRINGS is None, reason="the program `strings` (binutils) is not here")
@pytest.mark.thorough  # all files of a server
def test_strings_finds_no_text_or_name_in_all_that_a_server_keeps(postgres: Callable[[], str], opened: Callable[..., CaseStore]) -> None:
    """Its tables, its own write-ahead log, and what it logs of statements and of mistakes."""
    url = postgres()
    store = opened(url)
    planted(store)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$")
        connection.exec_driver_sql("CREATE TRIGGER t BEFORE INSERT ON entries FOR EACH ROW EXECUTE FUNCTION no()")
    with pytest.raises(DBAPIError):
        store.append("uil", [Fresh("note", {"text": MARKS[0]})], who="ib", seen=None)
    folder = Path(parse_qs(urlsplit(url).query)["host"][0])
    everything_said = strings(folder)
    assert "zeldzame-vogel" in everything_said  # pseudonyms are open to a server's administrator, as the manual says
    assert "INSERT INTO entries" in everything_said  # so the log is among what was looked at
    assert [mark for mark in MARKS if mark in everything_said] == []
