"""Commands that read: `brief`, `show` and `read`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from whomet.cli.common import (
    ANY_PATHS,
    BUDGET,
    COLUMNS,
    CONTACTS,
    DATABASE,
    DONE,
    HERE,
    JSON,
    LANGUAGE,
    OUT,
    PATHS,
    WITH_PROBLEMS,
    WRONG_CALL,
    Pairs,
    concluding,
    fail,
    in_colour,
    kept,
    kept_around,
    load,
    models,
    names,
    tell,
    workspace,
    write,
)
from whomet.cli.progress import Bar, Watched

if TYPE_CHECKING:
    from whomet.pipeline import Models
    from whomet.records import Account

#: As `briefs.FORMATS`, `briefs.documents.FORMATS` and `briefs.entity.FORMATS` have them; a test holds them together.
FORMATS = ("text", "md", "json", "html", "pdf")
READ_FORMATS, SHOW_FORMATS = ("jsonl", "text"), ("text", "json")
_NO_ARTICLE = "none of the files could be read as an article"
_ENTITIES = ("person:", "organisation:", "place:")


@dataclass(frozen=True, slots=True)
class Said:
    """What the options say on how files are read and names are linked."""

    known: tuple[Path, ...]
    together: Pairs
    apart: Pairs
    tagger: str
    extractor: str
    budget: int
    columns: dict[str, str]

    def is_given(self) -> bool:
        """Whether anything is said."""
        nothing = Said((), (), (), "encoder", "frames", BUDGET, {})
        return self != nothing


@click.command()
@ANY_PATHS
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How to print it.",
)
@JSON
@LANGUAGE
@DATABASE
@click.option("--story", metavar="ID", help="Only this story: its articles, its meetings, and what these say.")
@concluding
def brief(
    paths: tuple[Path, ...],
    form: str,
    language: str,
    db: str | None,
    story: str | None,
    contacts: bool,
    output: Path | None,
    **said: Any,
) -> None:
    """Print one account of who met whom: of PATHS (files and folders) where they are given, else of the workspace."""
    from whomet import briefs

    account = concluded(paths, db, language, Said(**said))
    tell(account.problems)
    if story:
        account = one_story(account, story)
    try:
        told = briefs.render(account, form, language, in_colour(output), contacts)
    except briefs.PdfError as error:
        fail(str(error), WRONG_CALL)
    write(told, output)
    sys.exit(WITH_PROBLEMS if account.problems else DONE)


@click.command()
@PATHS
@click.option(
    "--format",
    "form",
    type=click.Choice(READ_FORMATS),
    default="jsonl",
    show_default=True,
    help="One JSON object a line, or each block with its label for reading.",
)
@click.option("--json", "form", flag_value="jsonl", help="The same as --format jsonl.")
@COLUMNS
@CONTACTS
@OUT
def read(paths: tuple[Path, ...], form: str, columns: dict[str, str], contacts: bool, output: Path | None) -> None:
    """Read and label articles from PATHS (files and folders) and print the documents with their blocks."""
    from whomet import pipeline
    from whomet.briefs import documents
    from whomet.reading import Options

    loaded, problems = load(paths)
    labelled, unread = pipeline.label(loaded, Options(columns))
    problems = [*problems, *unread]
    tell(problems)
    if not labelled:
        fail(_NO_ARTICLE)
    write("".join(documents.render(document, form, contacts) for document in labelled), output)
    sys.exit(WITH_PROBLEMS if problems else DONE)


@click.command()
@click.argument("id_", metavar="ID")
@ANY_PATHS
@click.option(
    "--format",
    "form",
    type=click.Choice(SHOW_FORMATS),
    default="text",
    show_default=True,
    help="How to print it.",
)
@JSON
@LANGUAGE
@DATABASE
@concluding
def show(
    id_: str,
    paths: tuple[Path, ...],
    form: str,
    language: str,
    db: str | None,
    contacts: bool,
    output: Path | None,
    **said: Any,
) -> None:
    """Explain one conclusion: what it rests on, who carries it, and why it was drawn.

    Of PATHS (files and folders) where they are given, else of the workspace. ID is as the account has it, such as
    person:ada-brook or meeting:5d0c8a41b7e2: a person, body, place, meeting, story, statement, figure, plan or
    contradiction; or it is the name of a file.
    """
    from whomet.briefs import entity, explaining
    from whomet.briefs.near import UnknownIdError

    options, colour = Said(**said), in_colour(output)
    with _wrong_calls(UnknownIdError):
        if id_.startswith(_ENTITIES):
            if paths:
                told, problems = _dossier(id_, paths, db, language, contacts, options)
            else:
                told, problems = _kept_dossier(id_, db, language, contacts, options), False
            text = entity.render(told, form, colour, language)
        else:
            account = concluded(paths, db, language, options)
            tell(account.problems)
            problems = bool(account.problems)
            text = explaining.render(explaining.explain(account, id_, language, contacts), form, colour, language)
    write(text, output)
    sys.exit(WITH_PROBLEMS if problems else DONE)


# --- of files, or of a workspace ---------------------------------------------------------------------------


def concluded(paths: tuple[Path, ...], db: str | None, language: str, said: Said) -> Account:
    """The account of some files, or of a workspace; ends the run where there is nothing to conclude from."""
    if not paths:
        _only_of_files(said, db)
        return kept(db, language)
    _not_both(db)
    from whomet import pipeline
    from whomet.reading import Options

    own, unknown = names(said.known)
    loaded, problems = load(paths)
    told = pipeline.Decisions(said.together, said.apart)
    with _wrong_calls(), Bar() as bar:
        chosen = _watched(models(said.tagger, said.extractor, said.budget), bar, len(loaded))
        account = pipeline.brief(loaded, language, chosen, [*problems, *unknown], Options(said.columns), own, told)
    if not account.documents:
        tell(account.problems)
        fail(_NO_ARTICLE)
    return account


def _dossier(
    id_: str, paths: tuple[Path, ...], db: str | None, language: str, contacts: bool, said: Said
) -> tuple[Any, bool]:
    """What is known of an entity in some files, and whether something could not be read."""
    _not_both(db)
    from whomet import pipeline
    from whomet.briefs import entity
    from whomet.reading import Options

    own, unknown = names(said.known)
    loaded, problems = load(paths)
    told = pipeline.Decisions(said.together, said.apart)
    with _wrong_calls(), Bar() as bar:
        chosen = _watched(models(said.tagger, said.extractor, said.budget), bar, len(loaded))
        articles, linker, unread = pipeline.linked(loaded, chosen, Options(said.columns), own, told)
    tell([*problems, *unknown, *unread])
    if not articles:
        fail(_NO_ARTICLE)
    return entity.dossier(articles, linker, id_, language, contacts), bool(problems or unknown or unread)


def _kept_dossier(id_: str, db: str | None, language: str, contacts: bool, said: Said) -> Any:
    """What a workspace knows of an entity."""
    from whomet.briefs import entity

    _only_of_files(said, db)
    account = kept_around(db, id_, language)
    with workspace(db) as opened:
        return entity.kept_dossier(account, opened.article, id_, contacts, language)


def _watched(chosen: Models, bar: Bar, of: int) -> Models:
    """The same models; the bar is told of every article that they read."""
    return replace(chosen, extractor=Watched(chosen.extractor, bar, of))


def _not_both(db: str | None) -> None:
    if db is not None:
        fail("PATHS or --db: an account is made of files or taken from a workspace, not both", WRONG_CALL)


def _only_of_files(said: Said, db: str | None) -> None:
    """End the run where it is said how to read files, and there are none; or where there is nothing at all."""
    if db is None and not Path(HERE).exists():
        fail(f"give PATHS to read, or begin a workspace with `whomet add FOLDER` (there is no {HERE} here)", WRONG_CALL)
    if said.is_given():
        fail(
            "--names, --together, --apart, --tagger, --extractor, --budget and --column go with PATHS; a workspace "
            "takes them with `whomet add`, and decisions with `whomet decide`",
            WRONG_CALL,
        )


def one_story(account: Account, story: str) -> Account:
    """The part of an account that belongs to one story; ends the run where there is no such story."""
    from whomet.exports import ExportError, of_story

    try:
        return of_story(account, story)
    except ExportError as error:
        fail(str(error), WRONG_CALL)


@contextmanager
def _wrong_calls(*also: type[Exception]) -> Iterator[None]:
    """End the run with the message of what was asked for wrongly."""
    from whomet.embedding import EncoderError
    from whomet.pipeline import WrongDecisionError

    wrong: tuple[type[Exception], ...] = (WrongDecisionError, EncoderError, *also)
    try:
        yield
    except wrong as error:
        fail(str(error), WRONG_CALL)


COMMANDS = (brief, show, read)
