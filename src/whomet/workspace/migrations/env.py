"""How Alembic comes to the database: through the connection that is open already."""

from alembic import context

from whomet.workspace.migrations import VERSION_TABLE
from whomet.workspace.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    transactional_ddl=False,  # the transaction is the caller's
    render_as_batch=True,
)
context.run_migrations()
