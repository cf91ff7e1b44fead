"""The command line. It shows what the pipeline concludes and decides nothing itself.

Exit status: 0 all well, 1 done with named problems in some input, 2 wrong call, 3 nothing could be done.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TypeAlias, TypeVar

import click

from whomet import __version__, briefs, files, pipeline
from whomet.briefs import documents, entity, explaining
from whomet.briefs.near import UnknownIdError
from whomet.embedding import EncoderError
from whomet.extractors import ExtractorError, open_extractor
from whomet.extractors.plugs import BUDGET
from whomet.linking import Knowledge, knowledge
from whomet.reading import Options
from whomet.records import Problem
from whomet.tagging import TaggerError

_Command = TypeVar("_Command", bound=Callable[..., Any])

DONE, WITH_PROBLEMS, WRONG_CALL, NOTHING = 0, 1, 2, 3

_PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
_OUT = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file, not to the screen.",
)


def _columns(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """What `--column FIELD=NAME` says."""
    told = {}
    for one in given:
        field, sign, name = one.partition("=")
        if not (field and sign and name):
            raise click.BadParameter(f"{one!r} is not FIELD=NAME, for example text=Volltext")
        told[field.strip().lower()] = name.strip()
    return told


_COLUMNS = click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=NAME",
    callback=_columns,
    help="Tables: the column that holds a field of the articles, where it is not recognised; may be given again.",
)
_CONTACTS = click.option(
    "--show-contacts",
    "contacts",
    is_flag=True,
    help="Show e-mail addresses, telephone and account numbers; they are masked else.",
)


def _pairs(
    _: click.Context, __: click.Parameter, given: tuple[tuple[str, str], ...]
) -> tuple[tuple[tuple[str, int] | tuple[str, str], tuple[str, int] | tuple[str, str]], ...]:
    """What `--together FILE:NAME FILE:NAME` says."""
    return tuple((_reference(left), _reference(right)) for left, right in given)


def _reference(text: str) -> tuple[str, int] | tuple[str, str]:
    file, sign, name = text.rpartition(":")
    if not (file and sign and name):
        raise click.BadParameter(f"{text!r} is not FILE:NAME, for example a.txt:Han")
    return (file, int(name)) if name.isdecimal() else (file, name)


_TOGETHER = click.option(
    "--together",
    nargs=2,
    multiple=True,
    metavar="FILE:NAME FILE:NAME",
    callback=_pairs,
    help="Two names that are one, whatever the evidence says; may be given again.",
)
_APART = click.option(
    "--apart",
    nargs=2,
    multiple=True,
    metavar="FILE:NAME FILE:NAME",
    callback=_pairs,
    help="Two names that are two, whatever the evidence says; may be given again.",
)
_Pairs: TypeAlias = tuple[tuple[pipeline.Reference, pipeline.Reference], ...]


_NAMES = click.option(
    "--names",
    "known",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Your own people, bodies and places as evidence of who is who (CSV or FollowTheMoney); may be given again.",
)


_TAGGER = click.option(
    "--tagger",
    metavar="NAME[:MODEL]",
    default="encoder",
    help="Find names with another tagger, such as spacy:FOLDER or gliner:FOLDER.",
)
_EXTRACTOR = click.option(
    "--extractor",
    metavar="NAME[:ADDRESS#MODEL]",
    default="frames",
    help="Read events with a language model: llm:http://127.0.0.1:8080/v1#MODEL. The articles are sent there.",
)
_BUDGET = click.option(
    "--budget",
    type=click.IntRange(min=0),
    default=BUDGET,
    show_default=True,
    help="Tokens that a language model may use in this run.",
)


def _models(tagger: str, extractor: str, budget: int) -> pipeline.Models:
    """The models that the options ask for."""
    try:
        return pipeline.default_models(tagger, open_extractor(extractor, budget))
    except (TaggerError, ExtractorError) as error:
        _fail(str(error), WRONG_CALL)


def _concluding(command: _Command) -> _Command:
    """The options of every command that concludes something from articles."""
    options = (_NAMES, _TOGETHER, _APART, _TAGGER, _EXTRACTOR, _BUDGET, _COLUMNS, _CONTACTS, _OUT)
    for option in reversed(options):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="whomet")
def main() -> None:
    """Who met whom: one cited account from raw news coverage in many languages.

    Exit status: 0 all well, 1 done with named problems in some input, 2 wrong call, 3 nothing could be done.
    """


@main.command()
@_PATHS
@click.option(
    "--format",
    "form",
    type=click.Choice(briefs.FORMATS),
    default="text",
    show_default=True,
    help="How to print it.",
)
@click.option("--language", default="en", show_default=True, help="Language of the labels (BCP 47).")
@_concluding
def brief(
    paths: tuple[Path, ...],
    form: str,
    language: str,
    known: tuple[Path, ...],
    together: _Pairs,
    apart: _Pairs,
    tagger: str,
    extractor: str,
    budget: int,
    columns: dict[str, str],
    contacts: bool,
    output: Path | None,
) -> None:
    """Read articles from PATHS (files and folders) and print one account of who met whom."""
    own, unknown = _names(known)
    loaded, problems = _load(paths)
    problems = [*problems, *unknown]
    told = pipeline.Decisions(together, apart)
    try:
        models = _models(tagger, extractor, budget)
        account = pipeline.brief(loaded, language, models, problems, Options(columns), own, told)
    except (pipeline.WrongDecisionError, EncoderError) as error:
        _fail(str(error), WRONG_CALL)
    _tell(account.problems)
    if not account.documents:
        _fail("none of the files could be read as an article")
    colour = output is None and sys.stdout.isatty()
    _write(briefs.render(account, form, language, colour, contacts), output)
    sys.exit(WITH_PROBLEMS if account.problems else DONE)


@main.command()
@_PATHS
@click.option(
    "--format",
    "form",
    type=click.Choice(documents.FORMATS),
    default="jsonl",
    show_default=True,
    help="One JSON object a line, or each block with its label for reading.",
)
@_COLUMNS
@_CONTACTS
@_OUT
def read(paths: tuple[Path, ...], form: str, columns: dict[str, str], contacts: bool, output: Path | None) -> None:
    """Read and label articles from PATHS (files and folders) and print the documents with their blocks."""
    loaded, problems = _load(paths)
    labelled, unread = pipeline.label(loaded, Options(columns))
    problems = [*problems, *unread]
    _tell(problems)
    if not labelled:
        _fail("none of the files could be read as an article")
    _write("".join(documents.render(document, form, contacts) for document in labelled), output)
    sys.exit(WITH_PROBLEMS if problems else DONE)


def _names(paths: tuple[Path, ...]) -> tuple[Knowledge, list[Problem]]:
    """The user's own names; ends the run where a file cannot be opened."""
    own, problems = Knowledge(), []
    for path in paths:
        try:
            found, wrong = knowledge.read(str(path), path.read_bytes())
        except OSError as error:
            _fail(f"{path}: the names cannot be read ({error.strerror}); give a file", WRONG_CALL)
        own, twice = own.join(found, str(path))
        problems += [*wrong, *twice]
    return own, problems


@main.command()
@click.argument("id_", metavar="ID")
@_PATHS
@click.option(
    "--format",
    "form",
    type=click.Choice(entity.FORMATS),
    default="text",
    show_default=True,
    help="How to print it.",
)
@click.option("--language", default="en", show_default=True, help="Language of the labels (BCP 47).")
@_concluding
def show(
    id_: str,
    paths: tuple[Path, ...],
    form: str,
    language: str,
    known: tuple[Path, ...],
    together: _Pairs,
    apart: _Pairs,
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
    own, unknown = _names(known)
    loaded, problems = _load(paths)
    problems = [*problems, *unknown]
    told = pipeline.Decisions(together, apart)
    colour = output is None and sys.stdout.isatty()
    try:
        models = _models(tagger, extractor, budget)
        if id_.startswith(("person:", "organisation:", "place:")):
            articles, linker, unread = pipeline.linked(loaded, models, Options(columns), own, told)
            _tell([*problems, *unread])
            if not articles:
                _fail("none of the files could be read as an article")
            text = entity.render(entity.dossier(articles, linker, id_, language, contacts), form, colour)
        else:
            account = pipeline.brief(loaded, language, models, problems, Options(columns), own, told)
            unread = list(account.problems)
            _tell(unread)
            if not account.documents:
                _fail("none of the files could be read as an article")
            text = explaining.render(explaining.explain(account, id_, language, contacts), form, colour)
    except (pipeline.WrongDecisionError, UnknownIdError, EncoderError) as error:
        _fail(str(error), WRONG_CALL)
    _write(text, output)
    sys.exit(WITH_PROBLEMS if problems or unread else DONE)


def _load(paths: tuple[Path, ...]) -> tuple[list[tuple[str, pipeline.Content]], list[Problem]]:
    """All files of the paths; ends the run where a path does not exist or there is no file at all."""
    for path in paths:
        if not path.exists():
            _fail(f"{path}: no such file or folder", WRONG_CALL)
    loaded, problems = files.find(paths)
    if not loaded:
        _tell(problems)
        _fail(f"{', '.join(map(str, paths))}: no files to read here; give a folder that holds articles")
    return list(loaded), problems


def _tell(problems: tuple[Problem, ...] | list[Problem]) -> None:
    for problem in problems:
        click.echo(f"whomet: {problem.file}: {problem.problem}", err=True)


def _fail(message: str, status: int = NOTHING) -> NoReturn:
    click.echo(f"whomet: {message}", err=True)
    sys.exit(status)


def _write(text: str, output: Path | None) -> None:
    """Print, or write to a file, in UTF-8 whatever the locale says."""
    data = text.encode("utf-8", "replace")
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        _fail(f"{output}: cannot be written: {error.strerror or error}", WRONG_CALL)


if __name__ == "__main__":
    main()
