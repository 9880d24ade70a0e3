"""A school's part of a store copied whole, row by row: to a file as a backup, and from there back into a file or database."""

from __future__ import annotations

import secrets
from pathlib import Path

from sqlalchemy import Connection, Engine, func, insert, select

from engine.cases import tables
from engine.cases.connecting import can_encrypt, connected, file_of, made_whole, reading, shown, writing
from engine.cases.keys import SALT_BYTES, Passphrase
from engine.cases.ledger import Ledger
from engine.cases.migrating import bring_up
from engine.cases.opening import engine_for, keys_for, make_file
from engine.cases.verifying import verified
from engine.diagnostics import KnowledgeError, Location, fault

__all__ = ["copied", "restored"]

_AT_ONCE = 500  # rows


def copied(ledger: Ledger, file: Path, passphrase: Passphrase) -> int:
    """Copy what a ledger sees to a new file, read it back there, and give the last entry; raises `KnowledgeError` when that fails."""
    if file.exists():
        raise KnowledgeError([fault("store.in_the_way", Location(str(file)))])
    last: list[int] = []

    def make(draft: Path) -> None:
        last.append(_made(ledger, draft, file, passphrase))

    try:
        if not made_whole(file, make):
            raise KnowledgeError([fault("store.in_the_way", Location(str(file)))])
    except OSError:
        raise KnowledgeError([fault("store.unreachable", Location(str(file)))]) from None
    return last[0]


def _made(ledger: Ledger, draft: Path, file: Path, passphrase: Passphrase) -> int:
    engine = connected(str(draft), passphrase, salt=secrets.token_bytes(SALT_BYTES), plain=not can_encrypt())
    try:
        bring_up(engine, str(file))
        with writing(engine, ledger.school) as there:
            _pour(ledger.connection, there, ledger.school)
    finally:
        engine.dispose()
    engine = connected(str(draft), passphrase)
    try:
        with reading(engine, ledger.school) as there:
            found, here = verified(Ledger(there, ledger.keys, ledger.school, str(file))), verified(ledger)
    finally:
        engine.dispose()
    if found != here:
        raise KnowledgeError([fault("store.copy_differs", Location(str(file)))])
    return found.last


def restored(backup: Path, url: str, passphrase: Passphrase, school: str) -> None:
    """Put a copy where there is no store of this school yet; raises `KnowledgeError` when there is, or the copy cannot be read."""
    if not backup.is_file():
        raise KnowledgeError([fault("file.missing", Location(str(backup)))])
    source = engine_for(str(backup), passphrase, create=False)
    try:
        keys_for(source, str(backup), school, passphrase, create=False)
        file = file_of(url)
        if file is None:
            _pour_into(source, url, passphrase, school)
        elif file.exists() or not made_whole(file, lambda draft: _poured(source, draft, passphrase, school)):
            raise KnowledgeError([fault("store.in_the_way", Location(str(file)))])
    finally:
        source.dispose()


def _poured(source: Engine, draft: Path, passphrase: Passphrase, school: str) -> None:
    make_file(draft, passphrase)
    _pour_into(source, str(draft), passphrase, school)


def _pour_into(source: Engine, url: str, passphrase: Passphrase, school: str) -> None:
    """Copy a school into a store in which it has no history yet; all or nothing."""
    target = engine_for(url, passphrase, create=False)
    try:
        with reading(source, school) as here, writing(target, school) as there:
            if there.execute(select(func.count()).select_from(tables.schools).where(tables.schools.c.school == school)).scalar():
                raise KnowledgeError([fault("store.in_the_way", Location(shown(url)))])
            _pour(here, there, school)
    finally:
        target.dispose()


def _pour(here: Connection, there: Connection, school: str) -> None:
    for table in tables.ALL:
        found = here.execute(select(table).where(table.c.school == school))
        for rows in found.mappings().partitions(_AT_ONCE):
            there.execute(insert(table), [dict(row) for row in rows])
