"""What stands apart: a child's safety and names; and which backups were made."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "safety",
        sa.Column("school", sa.String, primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(["school", "seq"], ["entries.school", "entries.seq"]),
    )
    op.create_table(
        "names",
        sa.Column("school", sa.String, primary_key=True),
        sa.Column("pupil", sa.String, primary_key=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(["school", "pupil"], ["pupils.school", "pupils.pupil"]),
    )
    op.create_table(
        "backups",
        sa.Column("school", sa.String, sa.ForeignKey("schools.school"), primary_key=True),
        sa.Column("at", sa.String, primary_key=True),
        sa.Column("place", sa.String, nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
    )
