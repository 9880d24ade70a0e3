"""Accounts, what they were given, sessions, and an audit trail that the database itself lets nobody edit."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "4"
down_revision = "3"

_TABLES = ("accounts", "grants", "sessions", "tries", "audit", "audit_ends")


def upgrade() -> None:
    """Make the tables, and refuse every change of the trail."""
    _accounts()
    _signing_in()
    _audit()
    if op.get_bind().dialect.name == "postgresql":
        _rows_of_one_school()
        _guard_on_server()
    else:
        _guard_in_file()


def _school() -> sa.Column[str]:
    return sa.Column("school", sa.String, sa.ForeignKey("schools.school"), primary_key=True)


def _accounts() -> None:
    op.create_table(
        "accounts",
        _school(),
        sa.Column("account", sa.String, primary_key=True),
        sa.Column("login", sa.String, nullable=False),
        sa.Column("roles", sa.String, nullable=False),
        sa.Column("safety", sa.Boolean, nullable=False),
        sa.Column("disabled", sa.Boolean, nullable=False),
        sa.Column("password", sa.String),
        sa.Column("issuer", sa.String),
        sa.Column("subject", sa.String),
        sa.Column("invitation", sa.String),
        sa.Column("invited_until", sa.String),
        sa.Column("seal", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("school", "login"),
        sa.UniqueConstraint("school", "issuer", "subject"),
    )
    op.create_table(
        "grants",
        _school(),
        sa.Column("account", sa.String, primary_key=True),
        sa.Column("pupil", sa.String, primary_key=True),
        sa.Column("write", sa.Boolean, nullable=False),
        sa.Column("safety", sa.Boolean, nullable=False),
        sa.ForeignKeyConstraint(["school", "account"], ["accounts.school", "accounts.account"]),
    )


def _signing_in() -> None:
    op.create_table(
        "sessions",
        _school(),
        sa.Column("session", sa.String, primary_key=True),
        sa.Column("account", sa.String, nullable=False),
        sa.Column("made", sa.String, nullable=False),
        sa.Column("used", sa.String, nullable=False),
        sa.Column("seal", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(["school", "account"], ["accounts.school", "accounts.account"]),
    )
    op.create_table(
        "tries",
        _school(),
        sa.Column("door", sa.String, primary_key=True),
        sa.Column("failed", sa.Integer, nullable=False),
        sa.Column("at", sa.String, nullable=False),
    )


def _audit() -> None:
    op.create_table(
        "audit",
        _school(),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("pupil", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("commitment", sa.LargeBinary, nullable=False),
        sa.Column("previous", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "audit_ends",
        _school(),
        sa.Column("last", sa.Integer, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("seal", sa.LargeBinary, nullable=False),
    )


def _rows_of_one_school() -> None:
    for table in _TABLES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        ours = "school = current_setting('wegwijzer.school', true)"
        op.execute(f"CREATE POLICY rows_of_one_school ON {table} USING ({ours}) WITH CHECK ({ours})")


def _guard_on_server() -> None:
    op.execute(
        "CREATE FUNCTION refuse_to_edit_the_audit() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit trail is only ever added to'; END $$"
    )
    for when, each in (("UPDATE OR DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        name = f"audit_no_{when.split()[0].lower()}"
        op.execute(f"CREATE TRIGGER {name} BEFORE {when} ON audit FOR EACH {each} EXECUTE FUNCTION refuse_to_edit_the_audit()")


def _guard_in_file() -> None:
    refuse = "BEGIN SELECT RAISE(ABORT, 'the audit trail is only ever added to'); END"
    op.execute(f"CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit {refuse}")
    op.execute(f"CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit {refuse}")
    there = "EXISTS (SELECT 1 FROM audit WHERE school = NEW.school AND seq = NEW.seq)"  # INSERT OR REPLACE deletes without saying so
    op.execute(f"CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit WHEN {there} {refuse}")
