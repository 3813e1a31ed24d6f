"""Alembic's entry: the connection comes from `upgrade()`, which owns the transaction."""

from alembic import context

from qualcode.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    transactional_ddl=False,  # ours is open already
)
context.run_migrations()
