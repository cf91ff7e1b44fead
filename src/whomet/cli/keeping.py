"""Commands that read into a workspace: `add`, and `watch`, which goes on reading."""

from __future__ import annotations

import json
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from whomet.cli.common import (
    ANY_PATHS,
    COLUMNS,
    DATABASE,
    DONE,
    NOTHING,
    PATHS,
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
    from whomet.engines import Parts
    from whomet.workspace import Run, Workspace

#: Seconds between two looks at what is watched: articles come by the minute, a look at thousands of files is cheap.
EVERY = 60.0

_JSON = click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON, one object a run.")


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
@with_models
@_JOBS
@_JSON
def add(
    paths: tuple[Path, ...],
    db: str | None,
    columns: dict[str, str],
    tagger: str,
    extractor: str,
    budget: int,
    jobs: int,
    as_json: bool,
) -> None:
    """Read PATHS (files and folders) into a workspace; what is there already costs nothing.

    It is one transaction: stopped at any moment, the workspace is as it was, and what was read by then need not be
    read again. Without PATHS, what an earlier release read is read again.
    """
    _must_exist(paths)
    with workspace(db, bool(paths), _parts(tagger, extractor, budget), jobs or _processors()) as opened:
        run = _run(opened, paths, columns)
    tell(run.problems)
    write(_told(run, as_json), None)
    if run.problems and not run.added + run.changed + run.unchanged:
        sys.exit(NOTHING)
    sys.exit(WITH_PROBLEMS if run.problems else DONE)


@click.command()
@PATHS
@DATABASE
@COLUMNS
@with_models
@_JOBS
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
    tagger: str,
    extractor: str,
    budget: int,
    jobs: int,
    every: float,
    once: bool,
    as_json: bool,
) -> None:
    """Keep reading PATHS into a workspace: folders that articles come into, and feeds that some program fetches.

    A file is read when it is new or has changed. Ctrl-C ends it, between two runs or in one, which is then undone.
    """
    _must_exist(paths)
    signal.signal(signal.SIGTERM, _stop)
    known: dict[str, set[str]] = {}
    parts = _parts(tagger, extractor, budget)
    seen: frozenset[tuple[str, int, int]] = frozenset()
    status = DONE
    try:
        with workspace(db, True, parts, jobs or _processors()) as opened:
            while True:
                now = frozenset(_looks(paths))
                if now != seen:
                    status = max(status, _look(opened, paths, columns, as_json, known))
                    seen = now
                if once:
                    break
                time.sleep(every)
    except KeyboardInterrupt:
        click.echo("whomet: stopped", err=True)
    sys.exit(status)


def _look(
    opened: Workspace, paths: tuple[Path, ...], columns: dict[str, str], as_json: bool, known: dict[str, set[str]]
) -> int:
    """Read what is new and tell of it, of each problem once; the exit status that it stands for."""
    run = _run(opened, paths, columns)
    fresh = [one for one in run.problems if one.problem not in known.setdefault(one.file, set())]
    for one in fresh:
        known[one.file].add(one.problem)
    tell(fresh)
    if run.added or run.changed or fresh:
        write(_told(run, as_json), None)
    return WITH_PROBLEMS if run.problems else DONE


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


def _run(opened: Workspace, paths: tuple[Path, ...], columns: dict[str, str]) -> Run:
    with Bar() as bar:
        run = opened.add(*paths, columns=columns, progress=bar).run
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
    counts = {"added": run.added, "changed": run.changed, "unchanged": run.unchanged}
    if as_json:
        problems = [{"file": each.file, "problem": each.problem} for each in run.problems]
        told = {"format": "whomet.run/1", "run": run.id, **counts, "problems": problems}
        return json.dumps(told, ensure_ascii=False) + "\n"
    articles = f"{run.added} {'article' if run.added == 1 else 'articles'} added"
    return f"{articles}, {run.changed} changed, {run.unchanged} files unchanged\n"


COMMANDS = (add, watch)
