"""The command `export`: an account in the forms that other tools read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from whomet.cli.briefing import Said, concluded, one_story
from whomet.cli.common import (
    ANY_PATHS,
    CONTACTS,
    DATABASE,
    DONE,
    LANGUAGE,
    WITH_PROBLEMS,
    WRONG_CALL,
    fail,
    of_files,
    tell,
    write,
)
from whomet.exports.forms import FORMATS, FORMS


@click.command()
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMATS))
@ANY_PATHS
@DATABASE
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write to this file, not to the screen; tables go to a folder, or to a file that ends in .zip.",
)
@click.option("--table", metavar="NAME", help="Tables: only this one, such as meetings, as one file.")
@click.option("--story", metavar="ID", help="Only this story: its articles, its meetings, and what these say.")
@LANGUAGE
@of_files
@CONTACTS
def export(
    form: str,
    paths: tuple[Path, ...],
    db: str | None,
    output: Path | None,
    table: str | None,
    story: str | None,
    language: str,
    contacts: bool,
    **said: Any,
) -> None:
    """Write an account for another tool: of PATHS where they are given, else of the workspace.

    FORMAT is followthemoney (for Aleph and its kin), json-ld (schema.org), csv or parquet (tables), gexf or graphml
    (the network), ics (the meetings as a calendar), json (the whole account), or md, html or pdf (the brief).
    """
    from whomet import exports
    from whomet.exports import ExportError

    if output is None and FORMS[form].tables and table is None:
        fail(f"{form} is a set of tables; say where they go: -o FOLDER or -o FILE.zip, or --table NAME", WRONG_CALL)
    account = concluded(paths, db, language, Said(**said))
    tell(account.problems)
    told = one_story(account, story) if story else account
    try:
        if output is None:
            data = exports.render(told, form, language, contacts, table)
            write(data if form in ("pdf", "parquet") else data.decode("utf-8"), None)
        else:
            exports.write(told, form, output, language, contacts, table)
    except ExportError as error:
        fail(str(error), WRONG_CALL)
    if missing := exports.left_out(told, form, language):
        from whomet.briefs.wording import spoken

        click.echo(f"whomet: {spoken(language).say('missing', 'caption', missing='; '.join(missing))}", err=True)
    sys.exit(WITH_PROBLEMS if account.problems else DONE)


COMMANDS = (export,)
