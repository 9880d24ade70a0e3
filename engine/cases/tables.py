"""The tables of the store; every row belongs to one school."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
)

__all__ = ["ALL", "backups", "entries", "names", "pupils", "safety", "schools", "wraps"]

_METADATA = MetaData()


def _table(name: str, *columns: Column[object] | PrimaryKeyConstraint | ForeignKeyConstraint | UniqueConstraint) -> Table:
    return Table(name, _METADATA, *columns)


schools = _table(
    "schools",
    Column("school", String, primary_key=True),
    Column("made", String, nullable=False),
    Column("last", Integer, nullable=False),  # the last entry of its history,
    Column("digest", LargeBinary, nullable=False),  # the digest of that entry,
    Column("seal", LargeBinary, nullable=False),  # and what shows that both are ours
)
wraps = _table(  # the school's master key, wrapped with a passphrase; two of them while the passphrase changes
    "wraps",
    Column("school", String, nullable=False),
    Column("wrap", String, nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    PrimaryKeyConstraint("school", "wrap"),
    ForeignKeyConstraint(["school"], ["schools.school"]),
)
pupils = _table(
    "pupils",
    Column("school", String, nullable=False),
    Column("pupil", String, nullable=False),  # a number of chance: it stays when the pseudonym is erased
    Column("pseudonym", String),
    Column("made", String, nullable=False),
    Column("left_on", String),
    Column("erased_on", String),
    PrimaryKeyConstraint("school", "pupil"),
    UniqueConstraint("school", "pseudonym"),
    ForeignKeyConstraint(["school"], ["schools.school"]),
)
entries = _table(
    "entries",
    Column("school", String, nullable=False),
    Column("seq", Integer, nullable=False, autoincrement=False),
    Column("pupil", String, nullable=False),
    Column("at", String, nullable=False),
    Column("who", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("apart", Boolean, nullable=False),
    Column("sealed", LargeBinary),  # nothing where the text stands apart or was erased
    Column("commitment", LargeBinary, nullable=False),
    Column("previous", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    PrimaryKeyConstraint("school", "seq"),
    ForeignKeyConstraint(["school", "pupil"], ["pupils.school", "pupils.pupil"]),
)
safety = _table(  # the compartment for a child's safety
    "safety",
    Column("school", String, nullable=False),
    Column("seq", Integer, nullable=False, autoincrement=False),
    Column("sealed", LargeBinary, nullable=False),
    PrimaryKeyConstraint("school", "seq"),
    ForeignKeyConstraint(["school", "seq"], ["entries.school", "entries.seq"]),
)
names = _table(
    "names",
    Column("school", String, nullable=False),
    Column("pupil", String, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    PrimaryKeyConstraint("school", "pupil"),
    ForeignKeyConstraint(["school", "pupil"], ["pupils.school", "pupils.pupil"]),
)
backups = _table(
    "backups",
    Column("school", String, nullable=False),
    Column("at", String, nullable=False),
    Column("place", String, nullable=False),
    Column("last", Integer, nullable=False),
    PrimaryKeyConstraint("school", "at"),
    ForeignKeyConstraint(["school"], ["schools.school"]),
)

ALL = (schools, wraps, pupils, entries, safety, names, backups)  # each after what it points at
