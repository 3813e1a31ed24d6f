"""The coding desk: codebook versions, code sets, assignments, marks, memos of segments, reviews."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    _columns()
    _table(
        "codebook_version",
        sa.Column("number", sa.Integer(), nullable=False, unique=True),
        sa.Column("name", sa.Text(), nullable=False, unique=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        _pointer("coder_n", "coder"),
        sa.Column("codes", sa.JSON(), nullable=False),
    )
    _table(
        "code_set",
        sa.Column("name", sa.Text(), nullable=False, unique=True),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("codes", sa.JSON(), nullable=False),
    )
    _table(
        "assignment",
        _pointer("source_n", "source"),
        _pointer("coder_n", "coder"),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("changed", sa.Text(), nullable=False),
    )
    op.create_index("assignment_of_source", "assignment", ["source_n", "coder_n"], unique=True)
    op.create_index("ix_assignment_coder_n", "assignment", ["coder_n"])
    _table(
        "review",
        _pointer("source_n", "source"),
        _pointer("old_version_n", "version"),
        _pointer("version_n", "version"),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("row", sa.Text(), nullable=False),
        _pointer("code_n", "code", nullable=True),
        _pointer("coder_n", "coder"),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("old_start", sa.Integer(), nullable=False),
        sa.Column("old_end", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("kept", sa.JSON(), nullable=False),
        sa.Column("settled", sa.Text(), nullable=False),
    )
    op.create_index("ix_review_source_n", "review", ["source_n"])


def _columns() -> None:
    """What older tables get; rows that are there take the value history supposes of them."""
    op.add_column("info", sa.Column("see_others", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("info", sa.Column("unite", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("code", sa.Column("rule", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("code", sa.Column("merged_into", sa.Text(), nullable=False, server_default=""))
    op.add_column("coding", sa.Column("codebook_version", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("coding", sa.Column("rule", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("coding", sa.Column("important", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("coding", sa.Column("unsure", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("memo", sa.Column("title", sa.Text(), nullable=False, server_default=""))
    op.add_column("memo", sa.Column("made", sa.Text(), nullable=True))
    op.add_column("memo", sa.Column("start", sa.Integer(), nullable=True))
    op.add_column("memo", sa.Column("end", sa.Integer(), nullable=True))


def _table(name: str, *columns: sa.Column[Any]) -> None:
    op.create_table(
        name,
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )


def _pointer(name: str, table: str, *, nullable: bool = False) -> sa.Column[Any]:
    key = sa.ForeignKey(f"{table}.n", initially="DEFERRED", deferrable=True)
    return sa.Column(name, sa.Integer(), key, nullable=nullable)
