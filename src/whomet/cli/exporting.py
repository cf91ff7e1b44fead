"""The command `export`: an account in the forms that other tools read."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whomet.cli.common import (
    COLUMNS,
    CONTACTS,
    DONE,
    LANGUAGE,
    NAMES,
    WITH_PROBLEMS,
    WRONG_CALL,
    fail,
    load,
    models,
    names,
    tell,
    with_models,
    write,
)
from whomet.exports.forms import FORMATS, FORMS

if TYPE_CHECKING:
    from whomet.pipeline import Models
    from whomet.records import Account


@click.command()
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMATS))
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--db", metavar="FILE-or-URL", help="The workspace. Default: whomet.db in the current folder.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write to this file, not to the screen; tables go to a folder, or to a file that ends in .zip.",
)
@click.option("--table", metavar="NAME", help="Tables: only this one, such as meetings, as one file.")
@click.option("--story", metavar="ID", help="Only this story: its articles, its meetings, and what these say.")
@LANGUAGE
@NAMES
@COLUMNS
@with_models
@CONTACTS
def export(
    form: str,
    paths: tuple[Path, ...],
    db: str | None,
    output: Path | None,
    table: str | None,
    story: str | None,
    language: str,
    known: tuple[Path, ...],
    columns: dict[str, str],
    tagger: str,
    extractor: str,
    budget: int,
    contacts: bool,
) -> None:
    """Write an account for another tool: of PATHS where they are given, else of the workspace.

    FORMAT is followthemoney (for Aleph and its kin), json-ld (schema.org), csv or parquet (tables), gexf or graphml
    (the network), ics (the meetings as a calendar), json (the whole account), or md, html or pdf (the brief).
    """
    from whomet import exports
    from whomet.exports import ExportError

    if paths and db:
        fail("PATHS or --db: an account is made of files or taken from a workspace, not both", WRONG_CALL)
    if output is None and FORMS[form].tables and table is None:
        fail(f"{form} is a set of tables; say where they go: -o FOLDER or -o FILE.zip, or --table NAME", WRONG_CALL)
    if output is None and form == "pdf" and sys.stdout.isatty():
        fail("pdf is nothing for a screen; say where it goes: -o FILE.pdf", WRONG_CALL)
    if paths:
        account = _from_files(paths, language, known, columns, lambda: models(tagger, extractor, budget))
    else:
        account = _kept(db, language)
    tell(account.problems)
    try:
        if story:
            account = exports.of_story(account, story)
        if output is None:
            write(exports.render(account, form, language, contacts, table), None)
        else:
            exports.write(account, form, output, language, contacts, table)
    except ExportError as error:
        fail(str(error), WRONG_CALL)
    if missing := exports.left_out(account, form):
        click.echo(f"whomet: not in the calendar, which knows only days: {'; '.join(missing)}", err=True)
    sys.exit(WITH_PROBLEMS if account.problems else DONE)


def _from_files(
    paths: tuple[Path, ...],
    language: str,
    known: tuple[Path, ...],
    columns: dict[str, str],
    open_models: Callable[[], Models],
) -> Account:
    """What is concluded from some files; ends the run where none of them is an article."""
    from whomet import pipeline
    from whomet.embedding import EncoderError
    from whomet.reading import Options

    own, unknown = names(known)
    loaded, problems = load(paths)
    try:
        account = pipeline.brief(loaded, language, open_models(), [*problems, *unknown], Options(columns), own)
    except EncoderError as error:
        fail(str(error), WRONG_CALL)
    if not account.documents:
        tell(account.problems)
        fail("none of the files could be read as an article")
    return account


def _kept(db: str | None, language: str) -> Account:
    """The account of a workspace; ends the run where there is none, or nothing in it."""
    from whomet.workspace import Workspace, WorkspaceError

    where = db or "whomet.db"
    try:
        with Workspace.open(where, create=False) as workspace:
            account = workspace.account(language)
    except WorkspaceError as error:
        fail(str(error), WRONG_CALL)
    if not account.documents:
        fail(f"{where}: nothing is in this workspace yet; begin with whomet add PATHS")
    return account


COMMANDS = (export,)
