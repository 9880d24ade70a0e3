"""On PostgreSQL the server itself gives rows of one school only: of the one that a transaction says it is for."""

from __future__ import annotations

from alembic import op

revision = "3"
down_revision = "2"

_TABLES = ("schools", "wraps", "pupils", "entries", "safety", "names", "backups")


def upgrade() -> None:
    """Make a policy for each table, which counts for the owner of the table too."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in _TABLES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        ours = "school = current_setting('wegwijzer.school', true)"
        op.execute(f"CREATE POLICY rows_of_one_school ON {table} USING ({ours}) WITH CHECK ({ours})")
