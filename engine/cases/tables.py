"""The tables of the store; every row belongs to one school."""

from __future__ import annotations

from typing import Any

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

__all__ = [
    "ALL",
    "accounts",
    "audit",
    "audit_ends",
    "backups",
    "entries",
    "grants",
    "names",
    "pupils",
    "safety",
    "schools",
    "sessions",
    "tries",
    "wraps",
]

_METADATA = MetaData()


def _table(name: str, *columns: Column[Any] | PrimaryKeyConstraint | ForeignKeyConstraint | UniqueConstraint) -> Table:
    return Table(name, _METADATA, *columns)


def _linked(sealed: Column[bytes] | Column[bytes | None]) -> tuple[Column[Any] | PrimaryKeyConstraint, ...]:
    """Give the columns of what lies under a chain, one line after the other (`engine.cases.chain`)."""
    return (
        Column("school", String, nullable=False),
        Column("seq", Integer, nullable=False, autoincrement=False),
        Column("pupil", String, nullable=False),
        Column("at", String, nullable=False),
        Column("who", String, nullable=False),
        Column("kind", String, nullable=False),
        sealed,
        Column("commitment", LargeBinary, nullable=False),
        Column("previous", LargeBinary, nullable=False),
        Column("digest", LargeBinary, nullable=False),
        PrimaryKeyConstraint("school", "seq"),
    )


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
    *_linked(Column("sealed", LargeBinary)),  # nothing where the text stands apart or was erased
    Column("apart", Boolean, nullable=False),
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

accounts = _table(
    "accounts",
    Column("school", String, nullable=False),
    Column("account", String, nullable=False),
    Column("login", String, nullable=False),
    Column("roles", String, nullable=False),  # a JSON list
    Column("safety", Boolean, nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("password", String),  # what argon2 made of it
    Column("issuer", String),
    Column("subject", String),
    Column("invitation", String),  # the hash of its code
    Column("invited_until", String),
    Column("seal", LargeBinary, nullable=False),  # what shows that all of this, and the grants, are ours
    PrimaryKeyConstraint("school", "account"),
    UniqueConstraint("school", "login"),
    UniqueConstraint("school", "issuer", "subject"),
    ForeignKeyConstraint(["school"], ["schools.school"]),
)
grants = _table(
    "grants",
    Column("school", String, nullable=False),
    Column("account", String, nullable=False),
    Column("pupil", String, nullable=False),
    Column("write", Boolean, nullable=False),
    Column("safety", Boolean, nullable=False),
    PrimaryKeyConstraint("school", "account", "pupil"),
    ForeignKeyConstraint(["school", "account"], ["accounts.school", "accounts.account"]),
)
sessions = _table(
    "sessions",
    Column("school", String, nullable=False),
    Column("session", String, nullable=False),  # the hash of its token
    Column("account", String, nullable=False),
    Column("made", String, nullable=False),
    Column("used", String, nullable=False),
    Column("seal", LargeBinary, nullable=False),
    PrimaryKeyConstraint("school", "session"),
)
tries = _table(  # failed tries to sign in, by a keyed hash of where they knocked
    "tries",
    Column("school", String, nullable=False),
    Column("door", String, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("at", String, nullable=False),
    PrimaryKeyConstraint("school", "door"),
)
audit = _table("audit", *_linked(Column("sealed", LargeBinary, nullable=False)))  # only ever added to: triggers refuse the rest
audit_ends = _table(
    "audit_ends",
    Column("school", String, nullable=False),
    Column("last", Integer, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("seal", LargeBinary, nullable=False),
    PrimaryKeyConstraint("school"),
)

# each after what it points at; sessions and tries are of the moment, and in no copy
ALL = (schools, wraps, pupils, entries, safety, names, backups, accounts, grants, audit, audit_ends)
