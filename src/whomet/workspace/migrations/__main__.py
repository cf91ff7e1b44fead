"""Write the step that leads from the tables that the steps make to those of `schema.py`.

python -m whomet.workspace.migrations "what changes"   the next step, NNNN_what_changes.py
python -m whomet.workspace.migrations --first          the first step anew: only before the first release

Then `ruff format src/whomet/workspace/migrations`, and look at what was written.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.operations.ops import DowngradeOps, MigrationScript, UpgradeOps
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine

from whomet.workspace.migrations import FOLDER, VERSION_TABLE, config, upgrade
from whomet.workspace.schema import metadata

_STEP = '''"""{title}."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = {before}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the tables."""
    {up}


def downgrade() -> None:
    """Change them back."""
    {down}
'''


def differences(connection: Connection) -> MigrationScript:
    """What leads from the tables of a database to those of `schema.py`; tables of which it knows nothing stay.

    Args:
        connection: The database.
    """
    context = MigrationContext.configure(
        connection,
        opts={
            "version_table": VERSION_TABLE,
            "render_as_batch": True,
            "target_metadata": metadata,
            "include_name": lambda name, kind, _: kind != "table" or name in metadata.tables,
        },
    )
    return produce_migrations(context, metadata)


def main(arguments: Sequence[str]) -> int:
    """Write a step.

    Args:
        arguments: What it does in a few words, or `--first`.

    Returns:
        Exit status.
    """
    first = list(arguments) == ["--first"]
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    with create_engine("sqlite://").connect() as connection:
        scripts = ScriptDirectory.from_config(config(connection))
        head = None if first else scripts.get_current_head()
        if not first:
            upgrade(connection)
        found = differences(connection)
        if found.upgrade_ops is None or found.downgrade_ops is None or found.upgrade_ops.is_empty():
            print("schema.py has nothing that the steps do not make", file=sys.stderr)
            return 0
        title = "The first tables" if first else " ".join(arguments)
        number = f"{int(head or 0) + 1:04}"
        text = _STEP.format(
            title=title.rstrip("."),
            revision=number,
            before=f'"{head}"' if head else None,
            up=_code(found.upgrade_ops, not first),
            down=_code(found.downgrade_ops, not first),
        )
    slug = "first" if first else re.sub(r"\W+", "_", title.lower()).strip("_")
    path = FOLDER / "versions" / f"{number}_{slug}.py"
    path.write_text(text, encoding="utf-8")
    print(path)
    return 0


def _code(steps: UpgradeOps | DowngradeOps, in_batches: bool) -> str:
    """Steps as Python, without what Alembic says about them."""
    lines = render_python_code(steps, render_as_batch=in_batches).split("\n")
    return "\n".join(line for line in lines if not line.lstrip().startswith("# ###")).strip()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
