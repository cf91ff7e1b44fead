"""What all commands share: their options, how they name what is wrong, and how they write."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias, TypeVar

import click

if TYPE_CHECKING:
    from whomet.engines import Parts
    from whomet.linking import Knowledge
    from whomet.pipeline import Content, Models
    from whomet.records import Account, Problem
    from whomet.workspace import Workspace

Command = TypeVar("Command", bound=Callable[..., Any])
Reference: TypeAlias = "tuple[str, int] | tuple[str, str]"
Pairs: TypeAlias = "tuple[tuple[Reference, Reference], ...]"

DONE, WITH_PROBLEMS, WRONG_CALL, NOTHING = 0, 1, 2, 3
#: Ended by Ctrl-C, as shells say it.
STOPPED = 130
#: What `extractors.plugs` has as its BUDGET, which takes a second to import; a test holds them together.
BUDGET = 500_000

PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
ANY_PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
DATABASE = click.option(
    "--db",
    metavar="FILE-or-URL",
    default=None,
    help="The workspace: a file, or postgresql://... Default: whomet.db in the current folder.",
)
JSON = click.option("--json", "form", flag_value="json", help="The same as --format json.")
OUT = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file, not to the screen.",
)


def _language(_: click.Context, __: click.Parameter, given: str) -> str:
    """A language that briefs are written in; English, which all know, without a look at the tables."""
    if given != "en":
        from whomet.briefs import wording

        try:
            wording.words(given)
        except wording.UnknownLanguageError as error:
            raise click.BadParameter(str(error)) from error
    return given


def _languages(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
    """For the completion of the shell."""
    from whomet.briefs import wording

    return [code for code in wording.codes() if code.startswith(begun)]


LANGUAGE = click.option(
    "--lang",
    "--language",
    "language",
    default="en",
    show_default=True,
    metavar="CODE",
    callback=_language,
    shell_complete=_languages,
    help="Language of the words, dates and labels (BCP 47), one of those that articles are read in: ko, de, ja ...",
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


COLUMNS = click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=NAME",
    callback=_columns,
    help="Tables: the column that holds a field of the articles, where it is not recognised; may be given again.",
)
CONTACTS = click.option(
    "--show-contacts",
    "contacts",
    is_flag=True,
    help="Show e-mail addresses, telephone and account numbers; they are masked else.",
)


def _pairs(_: click.Context, __: click.Parameter, given: tuple[tuple[str, str], ...]) -> Pairs:
    """What `--together FILE:NAME FILE:NAME` says."""
    return tuple((_reference(left), _reference(right)) for left, right in given)


def _reference(text: str) -> Reference:
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
NAMES = click.option(
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


def joined(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Several options as one decorator, in the order given."""

    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def with_models(command: Command) -> Command:
    """The options that choose the parts with a plug."""
    return joined(_TAGGER, _EXTRACTOR, _BUDGET)(command)


def of_files(command: Command) -> Command:
    """The options that say how files are read and names are linked."""
    return joined(NAMES, _TOGETHER, _APART, with_models, COLUMNS)(command)


def concluding(command: Command) -> Command:
    """The options of every command that concludes something from articles."""
    return joined(of_files, CONTACTS, OUT)(command)


def models(tagger: str, extractor: str, budget: int) -> Models:
    """The models that the options ask for; ends the run where one cannot be had."""
    from whomet import pipeline
    from whomet.extractors import ExtractorError, open_extractor
    from whomet.tagging import TaggerError

    try:
        return pipeline.default_models(tagger, open_extractor(extractor, budget))
    except (TaggerError, ExtractorError) as error:
        fail(str(error), WRONG_CALL)


def names(paths: Iterable[Path]) -> tuple[Knowledge, list[Problem]]:
    """The user's own names; ends the run where a file cannot be opened."""
    from whomet.linking import Knowledge, knowledge

    own, problems = Knowledge(), []
    for path in paths:
        try:
            found, wrong = knowledge.read(str(path), path.read_bytes())
        except OSError as error:
            fail(f"{path}: the names cannot be read ({error.strerror}); give a file", WRONG_CALL)
        own, twice = own.join(found, str(path))
        problems += [*wrong, *twice]
    return own, problems


def load(paths: tuple[Path, ...]) -> tuple[list[tuple[str, Content]], list[Problem]]:
    """All files of the paths; ends the run where a path does not exist or there is no file at all."""
    from whomet import files

    for path in paths:
        if not path.exists():
            fail(f"{path}: no such file or folder", WRONG_CALL)
    loaded, problems = files.find(paths)
    if not loaded:
        tell(problems)
        fail(f"{', '.join(map(str, paths))}: no files to read here; give a folder that holds articles")
    return list(loaded), problems


#: The workspace where none is named.
HERE = "whomet.db"


@contextmanager
def workspace(db: str | None, create: bool = False, parts: Parts | None = None, jobs: int = 1) -> Iterator[Workspace]:
    """The workspace that is asked for; ends the run where it cannot be used.

    Args:
        db: What `--db` says.
        create: Begin one where there is none.
        parts: The parts with a plug that are asked for.
        jobs: How many documents are read at the same time.
    """
    from whomet.embedding import EncoderError
    from whomet.engines import EngineError
    from whomet.extractors import ExtractorError
    from whomet.tagging import TaggerError
    from whomet.workspace import Workspace, WorkspaceError

    try:
        with Workspace.open(db or HERE, create=create, models=parts, jobs=jobs) as opened:
            yield opened
    except (WorkspaceError, EngineError, EncoderError, ExtractorError, TaggerError) as error:
        fail(str(error), WRONG_CALL)


def kept(db: str | None, language: str) -> Account:
    """The account of a workspace; ends the run where there is none, or nothing in it."""
    with workspace(db) as opened:
        account = opened.account(language)
    if not account.documents:
        tell(account.problems)
        fail(f"{db or HERE}: nothing is in this workspace yet; begin with `whomet add FOLDER`")
    return account


def kept_around(db: str | None, id_: str, language: str) -> Account:
    """The account of a workspace, or the part of it that tells all of a person, body or place: far faster."""
    with workspace(db) as opened:
        # What was decided may bind it to anything else, and gives ids that only the whole account has.
        part = None if opened.log() else opened.account(language, id_)
    if part is None or all(entity.id != id_ for entity in part.entities):
        return kept(db, language)
    return part


def in_colour(output: Path | None) -> bool:
    """Whether to print in colours, which also fits the lines to the terminal: only where it is one that has them."""
    if output is not None or not sys.stdout.isatty():
        return False
    from whomet.briefs import terminal

    terminal.fit(shutil.get_terminal_size().columns)
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def tell(problems: Iterable[Problem]) -> None:
    """Name what could not be read, one a line, on standard error."""
    for problem in problems:
        click.echo(f"whomet: {problem.file}: {problem.problem}", err=True)


def fail(message: str, status: int = NOTHING) -> NoReturn:
    """End with a message on standard error."""
    click.echo(f"whomet: {message}", err=True)
    sys.exit(status)


def write(told: str | bytes, output: Path | None) -> None:
    """Print, or write to a file, in UTF-8 whatever the locale says."""
    data = told.encode("utf-8", "replace") if isinstance(told, str) else told
    if output is None:
        if isinstance(told, bytes) and sys.stdout.isatty():
            fail("this is no text to look at here; say where it goes: -o FILE", WRONG_CALL)
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        fail(f"{output}: cannot be written: {error.strerror or error}", WRONG_CALL)
