"""Schools with their wrapped keys, pupils, and the history."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "schools",
        sa.Column("school", sa.String, primary_key=True),
        sa.Column("made", sa.String, nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("seal", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "wraps",
        sa.Column("school", sa.String, sa.ForeignKey("schools.school"), primary_key=True),
        sa.Column("wrap", sa.String, primary_key=True),
        sa.Column("salt", sa.LargeBinary, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "pupils",
        sa.Column("school", sa.String, sa.ForeignKey("schools.school"), primary_key=True),
        sa.Column("pupil", sa.String, primary_key=True),
        sa.Column("pseudonym", sa.String),
        sa.Column("made", sa.String, nullable=False),
        sa.Column("left_on", sa.String),
        sa.Column("erased_on", sa.String),
        sa.UniqueConstraint("school", "pseudonym"),
    )
    op.create_table(
        "entries",
        sa.Column("school", sa.String, primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("pupil", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("apart", sa.Boolean, nullable=False),
        sa.Column("sealed", sa.LargeBinary),
        sa.Column("commitment", sa.LargeBinary, nullable=False),
        sa.Column("previous", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(["school", "pupil"], ["pupils.school", "pupils.pupil"]),
    )
    op.create_index("entries_of_a_pupil", "entries", ["school", "pupil", "seq"])
