"""What a workspace is after a run was killed: as before it, or as after it.

Coverage grows step by step: files come, one changes, a feed moves on. Every step is added by a process of its own that
is killed at a random moment. The account that the workspace gives then has to be, byte by byte, that of the step before
or that of the step; the database has to be sound; and the next run has to complete.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import random
import re
import shutil
import signal
import tempfile
import time
from collections import Counter, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from whomet import briefs
from whomet.extractors import FRAMES
from whomet.pipeline import Models
from whomet.tagging import TaggedSpan
from whomet.workspace import Workspace

#: Invented people and towns; every article brings two of them together.
_NAMES = ("Ada Brook", "Ben Cole", "Ida Noor", "Odile Farrow", "Rein Saluveer", "Tamsin Orde", "Ugo Pell", "Vera Lund")
_TOWNS = ("Graz", "Linz", "Porto", "Turku", "Bergen", "Ghent", "Trieste")
#: Steps by which the coverage of a workspace grows, and articles that each of them brings.
_STEPS, _ARTICLES = 5, 5
#: A kill comes before the longest of so many runs that were not killed would have ended, or a little later.
_RUNS, _LATE = 5, 1.05
_CAPITALISED = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)+")


class _Capitals:
    """Takes two or more capitalised words in a row for a person: quick, and the same in every process."""

    name = "capitals"
    version = "1"

    def tag(self, texts: Sequence[str]) -> list[list[TaggedSpan]]:
        """Names in some texts."""
        found = ((match.span() for match in _CAPITALISED.finditer(text)) for text in texts)
        return [[TaggedSpan(start, end, "person", 1.0) for start, end in spans] for spans in found]


class _Words:
    """Vectors of hashed words: enough to tell equal from different."""

    name = "words"
    dimensions = 512

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of some texts."""
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().split():
                row[int(hashlib.md5(word.encode()).hexdigest(), 16) % self.dimensions] += 1
        lengths: NDArray[np.float32] = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9).astype(np.float32)
        return rows / lengths


def quick_models() -> Models:
    """Models without weights: what is measured is the workspace."""
    return Models(_Capitals(), _Words(), FRAMES)


# --- coverage ------------------------------------------------------------------------------------------


def _article(number: int) -> str:
    who, whom = _NAMES[number % 8], _NAMES[(number * 3 + 1) % 8]
    town, day = _TOWNS[number % 7], number % 27 + 1
    return (
        f"{who} visits {town} for talks number {number}\n\nhttps://www.post{number % 2}.example/news/{number}\n\n"
        f"{who} met {whom} in {town} on {day} May 2031 to talk about pier {number}.\n\n"
        f"The keeper of house {number * 7} in {town} was glad about the {number}th visit of {who} this year.\n\n"
        f"Harbour Post, the paper of the piers and of all who sail\n"
    )


def _feed(last: int) -> str:
    items = "".join(
        f"<item><title>Notice {n}</title><guid>notice-{n}</guid><description>{_article(900 + n)}</description></item>"
        for n in range(last, max(0, last - 3), -1)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Post</title>{items}</channel></rss>'


def _step(number: int) -> dict[str, str]:
    """The files of one step, by name: new ones, one that was there with another text, a feed that moved on."""
    texts = {f"{number}-{n}.txt": _article(number * _ARTICLES + n) for n in range(_ARTICLES)}
    texts["changing.txt"] = _article(500 + number)
    texts["feed.xml"] = _feed(number + 2)
    return texts


def _write(folder: Path, number: int) -> None:
    """Make a folder what it is at a step."""
    for step in range(1, number + 1):
        for name, text in _step(step).items():
            (folder / name).write_text(text, encoding="utf-8")


# --- runs ----------------------------------------------------------------------------------------------


def state_of(where: str, models: Models) -> str:
    """Digest of the account that a workspace gives."""
    with Workspace.open(where, models=models) as workspace:
        return hashlib.sha256(briefs.render(workspace.account(), "json").encode()).hexdigest()


def _add(where: str, folder: Path, models: Models, told: Connection | None) -> None:
    """One run, in a process of its own or in this one."""

    def tell(what: str, *_: int) -> None:
        if told is not None:
            told.send(what)

    tell("opening")
    with Workspace.open(where, models=models) as workspace:
        tell("looking")
        workspace.add(folder, progress=tell)
        tell("done")


def _killed(where: str, folder: Path, models: Models, seconds: float) -> str:
    """Begin a run in a process of its own, and kill it so many seconds later; tells what it did last."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_add, args=(where, folder, models, theirs), daemon=True)
    process.start()
    theirs.close()
    process.join(seconds)
    if process.pid is not None and process.exitcode is None:
        os.kill(process.pid, signal.SIGKILL)
    process.join()
    last = "starting"
    try:
        while ours.poll():
            last = ours.recv()
    except (EOFError, OSError):
        pass  # cut off in the middle of a word
    return "done" if process.exitcode == 0 else last


@dataclass(slots=True)
class Seen:
    """What was seen.

    Attributes:
        kills: How many runs were killed, by what they were doing.
        before: After how many of them the workspace was as before.
        after: After how many it was as after.
        completed: How many runs completed on a workspace whose run was killed.
        wrong: What went wrong; nothing should.
    """

    kills: Counter[str] = field(default_factory=Counter)
    before: int = 0
    after: int = 0
    completed: int = 0
    wrong: list[str] = field(default_factory=list)


def trials(where: Sequence[str], count: int, folder: Path, models: Models, seed: int = 1) -> Seen:
    """Kill runs.

    Args:
        where: Workspaces that are not there yet; the first is never killed, and one after the other of the rest is.
        count: How many kills.
        folder: An empty folder to work in.
        models: The models to use.
        seed: Of the random moments.

    Returns:
        What was seen.
    """
    chance, seen = random.Random(seed), Seen()
    files = folder / "in"
    files.mkdir()
    expected = [state_of(where[0], models)]
    took: deque[float] = deque(maxlen=_RUNS)
    for step in range(1, _STEPS + 1):
        _write(files, step)
        began = time.monotonic()
        _add(where[0], files, models, None)
        if step > 1:  # the first one loads what all others have
            took.append(time.monotonic() - began)
        expected.append(state_of(where[0], models))
    rest = iter(where[1:])
    step, place = _STEPS, ""
    while sum(seen.kills.values()) < count:
        if step == _STEPS:
            shutil.rmtree(files)
            files.mkdir()
            step, place = 0, next(rest)
        _write(files, step + 1)
        began = time.monotonic()
        phase = _killed(place, files, models, chance.uniform(0, max(took) * _LATE))
        if phase == "done":
            took.append(time.monotonic() - began)
        else:
            seen.kills[phase] += 1
        step = _look(place, models, expected, step, phase, seen)
        if step < _STEPS and chance.random() < 0.5:
            _write(files, step + 1)
            _add(place, files, models, None)
            seen.completed += 1
            step += 1
            if state_of(place, models) != expected[step]:
                seen.wrong.append(f"step {step}: the run after a kill did not complete")
    return seen


def _look(place: str, models: Models, expected: Sequence[str], step: int, phase: str, seen: Seen) -> int:
    """Hold a workspace against what it may be; tells the step that it is at."""
    state = state_of(place, models)
    unsound = _unsound(place)
    if unsound:
        seen.wrong.append(f"step {step + 1}, killed while {phase}: {unsound}")
    if state == expected[step + 1]:
        seen.after += phase != "done"
        return step + 1
    if state != expected[step] or phase == "done":
        seen.wrong.append(f"step {step + 1}, killed while {phase}: neither as before nor as after")
    seen.before += 1
    return step


def _unsound(place: str) -> str:
    """What SQLite finds wrong with a file."""
    with Workspace.open(place) as workspace, workspace.database.read() as connection:
        if not workspace.database.is_sqlite:
            return ""
        found = [*connection.exec_driver_sql("PRAGMA integrity_check").scalars()]
        lost = len(connection.exec_driver_sql("PRAGMA foreign_key_check").all())
    return "" if found == ["ok"] and not lost else f"{found[0]}, {lost} rows point nowhere"


def report(seen: Seen, count: int) -> Mapping[str, object]:
    """What was seen, for printing."""
    return {
        "kills": count,
        "while": dict(sorted(seen.kills.items())),
        "as before": seen.before,
        "as after": seen.after,
        "runs completed on a workspace whose run was killed": seen.completed,
        "wrong": len(seen.wrong),
    }


@click.command(help="Kill runs of add at random moments, and hold every workspace against what it may be then.")
@click.option("--count", default=200, show_default=True, help="How many kills.")
@click.option("--seed", default=1, show_default=True, help="Of the random moments.")
def kills(count: int, seed: int) -> None:
    """Kill runs, print what was seen; exit status 1 where anything was wrong."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        seen = trials([str(place / f"{n}.db") for n in range(3 * count + 2)], count, place, quick_models(), seed)
    for name, value in report(seen, sum(seen.kills.values())).items():
        click.echo(f"{name}: {value}")
    for problem in seen.wrong:
        click.echo(problem, err=True)
    raise SystemExit(bool(seen.wrong))
