"""A store opened or made: its file or database, its tables, and the keys of one school."""

from __future__ import annotations

import datetime as dt
import secrets
from pathlib import Path

from sqlalchemy import Connection, Engine, delete, insert, select

from engine.cases import tables
from engine.cases.chain import START, end_seal
from engine.cases.connecting import can_encrypt, connected, file_of, is_plain, made_whole, reading, rekeyed, shown, writing
from engine.cases.keys import SALT_BYTES, Keys, Passphrase
from engine.cases.ledger import text_of_moment
from engine.cases.migrating import bring_up
from engine.diagnostics import KnowledgeError, Location, fault

__all__ = ["engine_for", "keys_for", "make_file", "rekey"]


def engine_for(url: str, passphrase: Passphrase, *, create: bool) -> Engine:
    """Give an engine for a store with tables of the newest form; raises `KnowledgeError` when that cannot be."""
    file = file_of(url)
    if file is not None and not file.exists():
        if not create:
            raise KnowledgeError([fault("store.missing", Location(str(file)))])
        try:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            made_whole(file, lambda draft: make_file(draft, passphrase))
        except OSError:
            raise KnowledgeError([fault("store.unreachable", Location(str(file)))]) from None
    engine = connected(url, passphrase)
    try:
        bring_up(engine, shown(url))
    except BaseException:
        engine.dispose()
        raise
    return engine


def make_file(file: Path, passphrase: Passphrase) -> None:
    """Make the tables in an empty file, encrypted as a whole where that can be."""
    engine = connected(str(file), passphrase, salt=secrets.token_bytes(SALT_BYTES), plain=not can_encrypt())
    try:
        bring_up(engine, str(file))
    finally:
        engine.dispose()


def keys_for(engine: Engine, url: str, school: str, passphrase: Passphrase, *, create: bool) -> Keys:
    """Give the keys of a school; raises `KnowledgeError` when the passphrase is another one, or there is no such school."""
    with reading(engine, school) as connection:
        found = _unwrapped(connection, school, passphrase)
    if found is None and create:
        with writing(engine, school) as connection:
            found = _unwrapped(connection, school, passphrase) or _made_school(connection, school, passphrase)
    if found is None:
        raise KnowledgeError([fault("store.no_school", Location(shown(url)), name=school)])
    if isinstance(found, str):
        raise KnowledgeError([fault(found, Location(shown(url)))])
    return found


def _unwrapped(connection: Connection, school: str, passphrase: Passphrase) -> Keys | str | None:
    """Open any of the wraps of a school; the code of a fault when none opens, None when it has none."""
    w = tables.wraps
    found = connection.execute(select(w).where(w.c.school == school)).all()
    for row in found:
        try:
            return Keys.unwrapped(passphrase, row.salt, row.sealed, school)
        except ValueError:
            continue
    return "store.wrong_key" if found else None


def _made_school(connection: Connection, school: str, passphrase: Passphrase) -> Keys:
    """Begin the history of a school, with keys of chance."""
    keys = Keys.made()
    told = {"made": text_of_moment(dt.datetime.now(dt.UTC)), "last": 0, "digest": START, "seal": end_seal(keys, school, 0, START)}
    connection.execute(insert(tables.schools), {"school": school, **told})
    _wrap(connection, school, keys, passphrase)
    return keys


def _wrap(connection: Connection, school: str, keys: Keys, passphrase: Passphrase) -> str:
    """Wrap the master key of a school with one more passphrase, and give the name of that wrap."""
    salt, name = secrets.token_bytes(SALT_BYTES), secrets.token_hex(8)
    told = {"school": school, "wrap": name, "salt": salt, "sealed": keys.wrapped(passphrase, salt, school)}
    connection.execute(insert(tables.wraps), told)
    return name


def rekey(engine: Engine, url: str, school: str, old: Passphrase, new: Passphrase) -> None:
    """Have another passphrase open a store; in between both wraps are there, so that whenever it stops, one passphrase opens all.

    In a file all schools have the passphrase of the file.
    """
    file = file_of(url)
    w, s = tables.wraps, tables.schools
    kept = []
    with writing(engine, school) as connection:
        for each in [school] if file is None else connection.execute(select(s.c.school)).scalars().all():
            keys = _unwrapped(connection, each, old)
            if isinstance(keys, Keys):
                kept.append((each, _wrap(connection, each, keys, new)))
    if file is not None and not is_plain(file):
        rekeyed(engine, file, new)
        engine = connected(url, new)
    with writing(engine, school) as connection:
        for each, name in kept:
            connection.execute(delete(w).where(w.c.school == each, w.c.wrap != name))
    engine.dispose()
