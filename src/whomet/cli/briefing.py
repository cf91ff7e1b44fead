"""Commands on files: `brief`, `read` and `show`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from whomet.cli.common import (
    COLUMNS,
    CONTACTS,
    DONE,
    LANGUAGE,
    OUT,
    PATHS,
    WITH_PROBLEMS,
    WRONG_CALL,
    Pairs,
    concluding,
    fail,
    load,
    models,
    names,
    tell,
    write,
)

#: As `briefs.FORMATS`, `briefs.documents.FORMATS` and `briefs.entity.FORMATS` have them; a test holds them together.
FORMATS, READ_FORMATS, SHOW_FORMATS = ("text", "md", "json", "html"), ("jsonl", "text"), ("text", "json")
_NO_ARTICLE = "none of the files could be read as an article"


@click.command()
@PATHS
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How to print it.",
)
@LANGUAGE
@concluding
def brief(
    paths: tuple[Path, ...],
    form: str,
    language: str,
    known: tuple[Path, ...],
    together: Pairs,
    apart: Pairs,
    tagger: str,
    extractor: str,
    budget: int,
    columns: dict[str, str],
    contacts: bool,
    output: Path | None,
) -> None:
    """Read articles from PATHS (files and folders) and print one account of who met whom."""
    from whomet import briefs, pipeline
    from whomet.embedding import EncoderError
    from whomet.reading import Options

    own, unknown = names(known)
    loaded, problems = load(paths)
    problems = [*problems, *unknown]
    told = pipeline.Decisions(together, apart)
    try:
        chosen = models(tagger, extractor, budget)
        account = pipeline.brief(loaded, language, chosen, problems, Options(columns), own, told)
    except (pipeline.WrongDecisionError, EncoderError) as error:
        fail(str(error), WRONG_CALL)
    tell(account.problems)
    if not account.documents:
        fail(_NO_ARTICLE)
    colour = output is None and sys.stdout.isatty()
    write(briefs.render(account, form, language, colour, contacts), output)
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
@PATHS
@click.option(
    "--format",
    "form",
    type=click.Choice(SHOW_FORMATS),
    default="text",
    show_default=True,
    help="How to print it.",
)
@LANGUAGE
@concluding
def show(
    id_: str,
    paths: tuple[Path, ...],
    form: str,
    language: str,
    known: tuple[Path, ...],
    together: Pairs,
    apart: Pairs,
    tagger: str,
    extractor: str,
    budget: int,
    columns: dict[str, str],
    contacts: bool,
    output: Path | None,
) -> None:
    """Explain one conclusion from PATHS: what it rests on, who carries it, and why it was drawn.

    ID is as the account has it, such as person:ada-brook or meeting:5d0c8a41b7e2: a person, body, place, meeting,
    story, statement, figure, plan or contradiction; or it is the name of a file.
    """
    from whomet import pipeline
    from whomet.briefs import entity, explaining
    from whomet.briefs.near import UnknownIdError
    from whomet.embedding import EncoderError
    from whomet.reading import Options

    own, unknown = names(known)
    loaded, problems = load(paths)
    problems = [*problems, *unknown]
    told = pipeline.Decisions(together, apart)
    colour = output is None and sys.stdout.isatty()
    try:
        chosen = models(tagger, extractor, budget)
        if id_.startswith(("person:", "organisation:", "place:")):
            articles, linker, unread = pipeline.linked(loaded, chosen, Options(columns), own, told)
            tell([*problems, *unread])
            if not articles:
                fail(_NO_ARTICLE)
            text = entity.render(entity.dossier(articles, linker, id_, language, contacts), form, colour, language)
        else:
            account = pipeline.brief(loaded, language, chosen, problems, Options(columns), own, told)
            unread = list(account.problems)
            tell(unread)
            if not account.documents:
                fail(_NO_ARTICLE)
            text = explaining.render(explaining.explain(account, id_, language, contacts), form, colour, language)
    except (pipeline.WrongDecisionError, UnknownIdError, EncoderError) as error:
        fail(str(error), WRONG_CALL)
    write(text, output)
    sys.exit(WITH_PROBLEMS if problems or unread else DONE)


COMMANDS = (brief, read, show)
