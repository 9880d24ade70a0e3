"""What was erased is gone from the file, and what is kept cannot be read without the key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from engine.cases import connecting, copying, opening, tables
from engine.cases.store import CaseStore
from engine.model.history import Fresh

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
