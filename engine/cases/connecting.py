"""The way to a store: one file of SQLite, encrypted as a whole where that can be, or a database of PostgreSQL."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import util
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from engine.cases.keys import SALT_BYTES, Passphrase
from engine.diagnostics import KnowledgeError, Location, fault

__all__ = [
    "alone",
    "can_encrypt",
    "connected",
    "file_of",
    "is_plain",
    "made_whole",
    "reading",
    "rekeyed",
    "safe_errors",
    "shown",
    "writing",
]

_HEADER = b"SQLite format 3\0"  # what a file that is not encrypted begins with
_PATIENCE = 60  # seconds that a writer waits for the others
_TURNS: weakref.WeakKeyDictionary[Engine, threading.RLock] = weakref.WeakKeyDictionary()
_TURNS_LOCK = threading.Lock()


def can_encrypt() -> bool:
    """Tell whether a file can be encrypted as a whole here (the extra `safe`)."""
    return util.find_spec("sqlcipher3") is not None


def file_of(url: str) -> Path | None:
    """Give the file of a store, or None for a database on a server."""
    if url.startswith(("postgresql:", "postgresql+", "postgres:")):
        return None
    return Path(url.removeprefix("sqlite:///"))


def shown(url: str) -> str:
    """Give the place of a store as it may be shown: without a password."""
    from sqlalchemy.engine import make_url  # noqa: PLC0415 - only for a database

    file = file_of(url)
    return str(file) if file else make_url(url).render_as_string(hide_password=True)


def is_plain(file: Path) -> bool:
    """Tell whether a file of a store is not encrypted."""
    with file.open("rb") as stream:
        return stream.read(len(_HEADER)) == _HEADER


def connected(url: str, passphrase: Passphrase, *, salt: bytes | None = None, plain: bool | None = None) -> Engine:
    """Give an engine for a store; raises `KnowledgeError` when it cannot be opened.

    `salt` is that of a file which does not exist yet; `plain` says whether that file stays without encryption.
    """
    file = file_of(url)
    if file is None:
        return _postgres(url)
    if plain is None:
        plain = is_plain(file)
    module = sqlite3 if plain else _sqlcipher(file)
    key = None
    if not plain:
        head = salt or _head(file)
        key = passphrase.key(head, "file").hex() + head.hex()
    return _sqlite(file, module, key)


def rekeyed(engine: Engine, file: Path, passphrase: Passphrase) -> None:
    """Encrypt a whole file anew for another passphrase; interrupted, it is as it was."""
    salt = _head(file)
    engine.dispose()  # no other connection of ours may have the old key
    key = passphrase.key(salt, "file").hex() + salt.hex()
    with safe_errors(engine, str(file)):
        alone(engine, f"PRAGMA rekey = \"x'{key}'\"")


def _head(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(SALT_BYTES)


def _sqlcipher(file: Path) -> ModuleType:
    if not can_encrypt():
        raise KnowledgeError([fault("store.no_cipher", Location(str(file)))])
    import sqlcipher3.dbapi2 as module  # noqa: PLC0415 - an extra

    return module  # type: ignore[no-any-return]  # it ships no types


def _sqlite(file: Path, module: ModuleType, key: str | None) -> Engine:
    def connect() -> sqlite3.Connection:
        connection: sqlite3.Connection = module.connect(str(file), timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
        try:
            if key:
                connection.execute("PRAGMA cipher_log_level = NONE")  # what is wrong is said by us
                connection.execute(f"PRAGMA key = \"x'{key}'\"")
            for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON", "temp_store = MEMORY"):
                connection.execute(f"PRAGMA {setting}")
        except BaseException:
            connection.close()
            raise
        return connection

    pool: dict[str, Any] = {"poolclass": QueuePool, "pool_size": 8, "max_overflow": 40}  # opening an encrypted file takes a while
    engine = create_engine("sqlite://", module=module, creator=connect, hide_parameters=True, **pool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")

    return engine


def _postgres(url: str) -> Engine:
    if util.find_spec("psycopg") is None:
        raise KnowledgeError([fault("store.no_postgres", Location(shown(url)))])
    driver = "postgresql+psycopg://" + url.partition("://")[2]
    return create_engine(
        driver, isolation_level="REPEATABLE READ", hide_parameters=True, pool_pre_ping=True, pool_size=8, max_overflow=8, pool_timeout=30
    )


# --- transactions, each bound to one school ---


@contextmanager
def reading(engine: Engine, school: str) -> Iterator[Connection]:
    """Read what one moment shows, of one school."""
    with safe_errors(engine), engine.connect() as connection, connection.begin():
        _bind(connection, school)
        yield connection


@contextmanager
def writing(engine: Engine, school: str) -> Iterator[Connection]:
    """Write all or nothing, of one school, one writer at a time."""
    with _turn(engine), safe_errors(engine), engine.connect() as connection:
        level: dict[str, Any] = {} if engine.dialect.name == "sqlite" else {"isolation_level": "READ COMMITTED"}
        with connection.execution_options(writes=True, **level).begin():
            _bind(connection, school)
            yield connection


@contextmanager
def _turn(engine: Engine) -> Iterator[None]:
    """Have the threads of a process write to a file in turn: SQLite lets who waits sleep, and whoever wakes first goes first."""
    if engine.dialect.name != "sqlite":
        yield
        return
    with _TURNS_LOCK:
        turn = _TURNS.setdefault(engine, threading.RLock())
    with turn:
        yield


def alone(engine: Engine, *orders: str) -> None:
    """Give orders to SQLite that cannot stand in a transaction."""
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        for order in orders:
            cursor.execute(order)
            cursor.fetchall()
    finally:
        connection.close()


def _bind(connection: Connection, school: str) -> None:
    if connection.dialect.name == "postgresql":  # the policies of its tables look at this
        connection.execute(text("SELECT set_config('wegwijzer.school', :school, true)"), {"school": school})


# What databases say, and the sentence that it gets; the first that fits counts.
_SAID = (
    ("file is not a database", "store.wrong_key"),
    ("file is encrypted", "store.wrong_key"),
    ("disk is full", "store.full"),
    ("No space left", "store.full"),
    ("disk I/O error", "store.full"),
    ("database is locked", "store.busy"),
    ("readonly database", "store.read_only"),
    ("unable to open", "store.unreachable"),
    ("malformed", "store.malformed"),
)


@contextmanager
def safe_errors(engine: Engine, place: str = "") -> Iterator[None]:
    """Say what a database refuses as a sentence that holds nothing of what was written."""
    try:
        yield
    except DBAPIError as problem:
        said = str(problem.orig)
        code = next((code for words, code in _SAID if words in said), "store.unreachable" if isinstance(problem, OperationalError) else "")
        if not code:
            raise
        raise KnowledgeError([fault(code, Location(place or _place(engine)))]) from None
    except PoolTimeoutError:
        raise KnowledgeError([fault("store.busy", Location(place or _place(engine)))]) from None
    except _sqlite_errors() as problem:  # of a connection that has no transaction
        code = next((code for words, code in _SAID if words in str(problem)), "store.unreachable")
        raise KnowledgeError([fault(code, Location(place or _place(engine)))]) from None


def _sqlite_errors() -> tuple[type[Exception], ...]:
    if not can_encrypt():
        return (sqlite3.DatabaseError,)
    import sqlcipher3.dbapi2 as module  # noqa: PLC0415 - an extra

    return sqlite3.DatabaseError, module.DatabaseError


def _place(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=True) if engine.dialect.name == "postgresql" else ""


# --- a file that is there whole or not at all ---


def made_whole(file: Path, make: Callable[[Path], None]) -> bool:
    """Make a file beside its place and put it there when it is whole; False when another was there first."""
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".wegwijzer-") as folder:
        draft = Path(folder) / "draft"
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        make(draft)
        try:
            os.link(draft, file)
        except FileExistsError:
            return False
        except OSError:  # a disk without links
            if file.exists():
                return False
            draft.rename(file)
        _settle(file.parent)
    return True


def _settle(folder: Path) -> None:
    """Have the disk keep the names of a folder too; some systems cannot."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
