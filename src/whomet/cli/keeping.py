"""Commands that change what a workspace holds: `add`; `watch`, which goes on adding; `forget`."""

from __future__ import annotations

import json
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from whomet.cli.common import (
    ANY_PATHS,
    COLUMNS,
    DATABASE,
    DONE,
    NAMES,
    NOTHING,
    WITH_PROBLEMS,
    WRONG_CALL,
    fail,
    tell,
    with_models,
    workspace,
    write,
)
from whomet.cli.progress import Bar

if TYPE_CHECKING:
    from whomet.cli.fetching import Feeds
    from whomet.engines import Parts
    from whomet.records import Problem
    from whomet.workspace import Run, Workspace

#: Seconds between two looks at what is watched: articles come by the minute, a look at thousands of files is cheap.
EVERY = 60.0

_JSON = click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON, one object a run.")


def _http(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """Addresses that can be fetched."""
    from whomet.cli.fetching import is_address

    for address in given:
        if not is_address(address):
            raise click.BadParameter(f"{address!r} is no address of a feed; it begins with http:// or https://")
    return given


_JOBS = click.option(
    "--jobs",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    metavar="NUMBER",
    help="How many articles to read at the same time; 0 for as many as there are processors.",
)


@click.command()
@ANY_PATHS
@DATABASE
@COLUMNS
@NAMES
@with_models
@_JOBS
@_JSON
def add(
    paths: tuple[Path, ...],
    db: str | None,
    columns: dict[str, str],
    known: tuple[Path, ...],
    tagger: str,
    extractor: str,
    budget: int,
    jobs: int,
    as_json: bool,
) -> None:
    """Read PATHS (files and folders) into a workspace; what is there already costs nothing.

    It is one transaction: stopped at any moment, the workspace is as it was, and what was read by then need not be
    read again. Without PATHS, what an earlier release read is read again. Names once given are evidence in every later
    run.
    """
    _must_exist((*paths, *known))
    with workspace(db, bool(paths), _parts(tagger, extractor, budget), jobs or _processors()) as opened:
        run = _run(opened, paths, columns, known)
    tell(run.problems)
    write(_told(run, as_json), None)
    if not run.added + run.changed + run.removed + run.unchanged and (paths or run.problems):
        if not run.problems:
            click.echo("whomet: there is no file in what was given; hidden files are left out", err=True)
        sys.exit(NOTHING)
    sys.exit(WITH_PROBLEMS if run.problems else DONE)


@click.command()
@ANY_PATHS
@DATABASE
@COLUMNS
@NAMES
@with_models
@_JOBS
@click.option(
    "--feed",
    "addresses",
    multiple=True,
    metavar="ADDRESS",
    callback=_http,
    help="Fetch this feed (http or https) at every look; may be given again.",
)
@click.option(
    "--feeds",
    "lists",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Fetch the feeds of a list: OPML, or one address a line; may be given again.",
)
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("feeds"),
    show_default=True,
    help="The folder that feeds are fetched into.",
)
@click.option(
    "--every",
    type=click.FloatRange(min=0.1),
    default=EVERY,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait between two looks.",
)
@click.option("--once", is_flag=True, help="Look once, and end: for a scheduler.")
@_JSON
def watch(
    paths: tuple[Path, ...],
    db: str | None,
    columns: dict[str, str],
    known: tuple[Path, ...],
    tagger: str,
    extractor: str,
    budget: int,
    jobs: int,
    addresses: tuple[str, ...],
    lists: tuple[Path, ...],
    into: Path,
    every: float,
    once: bool,
    as_json: bool,
) -> None:
    """Keep reading PATHS and feeds into a workspace.

    A file is read when it is new or has changed; feeds are fetched anew at every look, and nothing else is ever
    fetched. Ctrl-C ends it, between two runs or in one, which is then undone.
    """
    _must_exist((*paths, *known))
    feeds = _feeds(addresses, lists, into)
    if not paths and feeds is None:
        raise click.UsageError("give PATHS to look into, or feeds with --feed or --feeds")
    watched = _Watched((*paths, into) if feeds else paths, feeds, columns, known, as_json)
    signal.signal(signal.SIGTERM, _stop)
    status = DONE
    try:
        with workspace(db, True, _parts(tagger, extractor, budget), jobs or _processors()) as opened:
            while True:
                status = max(status, watched.look(opened))
                if once:
                    break
                time.sleep(every)
    except KeyboardInterrupt:
        click.echo("whomet: stopped", err=True)
    sys.exit(status)


@dataclass(slots=True)
class _Watched:
    """What is looked at again and again, and what was seen there."""

    paths: tuple[Path, ...]
    feeds: Feeds | None
    columns: dict[str, str]
    known: tuple[Path, ...]
    as_json: bool
    _seen: frozenset[tuple[str, int, int]] | None = None
    _told: set[tuple[str, str]] = field(default_factory=set)

    def look(self, opened: Workspace) -> int:
        """Read what is new, tell of it, and of each problem once.

        Returns:
            The exit status that it stands for.
        """
        from whomet.workspace import WorkspaceError

        unfetched = self.feeds.fetch() if self.feeds else []
        fresh = self._fresh(unfetched)
        now = frozenset(_looks((*self.paths, *self.known)))
        if now == self._seen:
            tell(fresh)
            return WITH_PROBLEMS if unfetched else DONE
        try:
            run = _run(opened, self.paths, self.columns, self.known)
        except WorkspaceError as error:
            click.echo(f"whomet: {error}; it is tried again at the next look", err=True)
            return WITH_PROBLEMS
        self._seen = now
        fresh += self._fresh(run.problems)
        tell(fresh)
        if run.added or run.changed or fresh:
            write(_told(run, self.as_json), None)
        return WITH_PROBLEMS if run.problems or unfetched else DONE

    def _fresh(self, problems: Iterable[Problem]) -> list[Problem]:
        """Those that were not told yet."""
        fresh = [one for one in problems if (one.file, one.problem) not in self._told]
        self._told.update((one.file, one.problem) for one in fresh)
        return fresh


def _feeds(addresses: tuple[str, ...], lists: tuple[Path, ...], into: Path) -> Feeds | None:
    if not addresses and not lists:
        return None
    from whomet.cli.fetching import FeedListError, Feeds, listed

    try:
        found = [*addresses, *(address for path in lists for address in listed(path))]
        into.mkdir(parents=True, exist_ok=True)
    except FeedListError as error:
        fail(str(error), WRONG_CALL)
    except OSError as error:
        fail(f"{into}: no folder that feeds can be fetched into ({error.strerror or error})", WRONG_CALL)
    return Feeds(tuple(dict.fromkeys(found)), into)


def _stop(_: int, __: FrameType | None) -> None:
    raise KeyboardInterrupt


def _looks(paths: tuple[Path, ...]) -> Iterator[tuple[str, int, int]]:
    """What tells, without opening a file, that there is something new."""
    from whomet import files

    for name, path in files.locate(paths)[0]:
        try:
            found = path.stat()
        except OSError:
            continue  # it went while it was looked at
        yield name, found.st_size, found.st_mtime_ns


def _run(opened: Workspace, paths: tuple[Path, ...], columns: dict[str, str], known: tuple[Path, ...]) -> Run:
    with Bar() as bar:
        run = opened.add(*paths, columns=columns, names=known, progress=bar).run
    assert run is not None
    return run


def _parts(tagger: str, extractor: str, budget: int) -> Parts:
    from whomet.engines import Parts

    return Parts(tagger, extractor, budget)


def _processors() -> int:
    from whomet.engines import cores

    return cores()


def _must_exist(paths: tuple[Path, ...]) -> None:
    for path in paths:
        if not path.exists():
            fail(f"{path}: no such file or folder", WRONG_CALL)


def _told(run: Run, as_json: bool) -> str:
    counts = {"added": run.added, "changed": run.changed, "removed": run.removed, "unchanged": run.unchanged}
    if as_json:
        problems = [{"file": each.file, "problem": each.problem} for each in run.problems]
        told = {"format": "whomet.run/1", "run": run.id, **counts, "problems": problems}
        return json.dumps(told, ensure_ascii=False) + "\n"
    gone = f", {run.removed} removed" if run.removed else ""
    articles = f"{run.added} {'article' if run.added == 1 else 'articles'} added"
    return f"{articles}, {run.changed} changed{gone}, {run.unchanged} files unchanged\n"


@click.command()
@click.argument("files", nargs=-1, required=True)
@DATABASE
@click.option("--yes", is_flag=True, help="Do not ask.")
@_JSON
def forget(files: tuple[str, ...], db: str | None, yes: bool, as_json: bool) -> None:
    """Delete FILES from a workspace for good, as the law or a source may ask, with all that was read in them.

    FILES are named as the account names them; a file of your own names by its path. What is only wrong is better
    rejected (`whomet decide reject`): that can be undone, this cannot.
    """
    with workspace(db) as opened:
        if not yes and not _sure(files):
            fail("nothing was deleted", WRONG_CALL)
        with Bar() as bar:
            run = opened.forget(*files, progress=bar).run
    assert run is not None
    write(_told(run, as_json), None)
    sys.exit(DONE)


def _sure(files: tuple[str, ...]) -> bool:
    """Whether the user wants it; somebody has to be there to ask."""
    if not sys.stdin.isatty():
        fail("deleting cannot be undone; say --yes where nobody can be asked", WRONG_CALL)
    return click.confirm(f"Delete {', '.join(files)} for good?", err=True)


COMMANDS = (add, watch, forget)
