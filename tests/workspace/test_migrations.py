"""The steps make the tables of schema.py, and can be taken back."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from whomet.workspace import Workspace, WorkspaceError
from whomet.workspace.migrations import VERSION_TABLE, Standing, config, downgrade, standing, steps, upgrade
from whomet.workspace.schema import metadata

REMEDY = """
schema.py and the steps in migrations/versions differ. As long as nothing is released, make the first step anew:
    python -m whomet.workspace.migrations --first
and from then on add one:
    python -m whomet.workspace.migrations "what changes"
"""


def test_the_steps_make_the_tables(database):
    options = {
        "version_table": VERSION_TABLE,
        "include_name": lambda name, kind, _: kind != "table" or name in metadata.tables,
        "compare_type": True,
    }
    with database.read() as connection:
        found = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
    assert not found, REMEDY + "\n".join(map(str, found))


def test_the_names_of_steps_are_their_numbers(database):
    with database.read() as connection:
        scripts = ScriptDirectory.from_config(config(connection))
    assert steps() == tuple(sorted(script.revision for script in scripts.walk_revisions()))
    assert steps()[-1] == scripts.get_current_head()


def test_steps_can_be_taken_back_and_forth(database):
    with database.write() as connection:
        before = sorted(inspect(connection).get_table_names())
        downgrade(connection)
        assert inspect(connection).get_table_names() == [VERSION_TABLE]
    with database.write() as connection:
        upgrade(connection)
        assert sorted(inspect(connection).get_table_names()) == before
        assert standing(connection) is Standing.CURRENT


def test_a_failed_step_changes_nothing(database):
    with pytest.raises(WorkspaceError), database.write() as connection:
        downgrade(connection) or connection.exec_driver_sql("SELECT nothing")
    with database.read() as connection:
        assert standing(connection) is Standing.CURRENT


def test_a_workspace_of_a_newer_program_is_left_alone(database):
    with database.write() as connection:
        connection.exec_driver_sql(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    with pytest.raises(WorkspaceError, match="newer Whomet"):
        Workspace.open(database.url.render_as_string(hide_password=False))


def test_the_database_of_another_program_is_left_alone(database):
    with database.write() as connection:
        connection.exec_driver_sql(f"ALTER TABLE {VERSION_TABLE} RENAME TO something")
    with pytest.raises(WorkspaceError, match="another program"):
        Workspace.open(database.url.render_as_string(hide_password=False))
