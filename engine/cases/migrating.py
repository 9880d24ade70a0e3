"""The tables of a store brought to their newest form, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from engine.cases.connecting import safe_errors
from engine.diagnostics import KnowledgeError, Location, fault

__all__ = ["NEWEST", "bring_up"]

NEWEST = "4"
_FOLDER = Path(__file__).with_name("migrations")
_LOCK = 7_239_417_623  # one number for all who bring tables of a store up


def bring_up(engine: Engine, place: str, to: str = NEWEST) -> None:
    """Bring the tables to a form, by default the newest; raises `KnowledgeError` when they are newer than this program."""
    with safe_errors(engine, place):
        with engine.connect() as connection:
            if _form(connection) == to:
                return
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            form = _form(connection)
            if int(form or 0) > int(NEWEST):
                raise KnowledgeError([fault("store.newer", Location(place))])
            if form != to:
                _migrate(connection, to)


def _form(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def _migrate(connection: Connection, to: str) -> None:
    from alembic import command  # noqa: PLC0415 - only where tables are made or changed
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
