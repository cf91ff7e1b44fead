"""Reading files outside of any run's transaction.

What each file gives is kept as soon as it is there, a few at once: a run that was stopped loses next to nothing.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

from sqlalchemy import Connection, insert, select

from whomet import cleaning, engines
from whomet.engines import Engine, Lost
from whomet.pipeline import Content
from whomet.reading import Options
from whomet.records import Document, Problem
from whomet.workspace import codec, schema
from whomet.workspace.cache import Source, keep_results, known, there
from whomet.workspace.database import BusyError
from whomet.workspace.intake import LARGEST_KEPT, Coming

#: What is written at once: results of so many seconds, so that writing takes a small share of the time and a run that
#: is stopped loses little; and so many at most, so that no other writer waits for them.
SECONDS, MOST = 1.0, 200

Told: TypeAlias = Callable[[int], None]


class Held:
    """The one connection of a writer, for all who ask for one.

    Args:
        connection: That of the writer.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def read(self) -> AbstractContextManager[Connection]:
        """The connection."""
        return nullcontext(self._connection)

    def write(self, patience: float | None = None) -> AbstractContextManager[Connection]:  # noqa: ARG002
        """The connection; there is nobody to wait for."""
        return nullcontext(self._connection)


class Keeper:
    """Writes what comes, a few at once.

    Args:
        source: Where to write.
        version: Of what gives the results.
    """

    def __init__(self, source: Source, version: str) -> None:
        self._source = source
        self._version = version
        self._results: dict[str, dict[str, bytes]] = defaultdict(dict)
        self._originals: dict[str, bytes] = {}
        self._since = time.monotonic()

    def add(self, stage: str, key: str, content: bytes) -> None:
        """A result."""
        self._results[stage][key] = content
        self._look()

    def original(self, digest: str, content: bytes) -> None:
        """The bytes of a file, as they are."""
        self._originals[digest] = codec.compress(content)
        self._look()

    def write(self, patience: float | None = None) -> None:
        """Write all that has come; `patience` is how long to wait for another writer, where not as long as ever.

        Raises:
            BusyError: It did not end in time; what has come is kept, to be written later.
        """
        self._since = time.monotonic()
        if self._results or self._originals:
            with self._source.write(patience) as connection:
                for stage, found in self._results.items():
                    keep_results(connection, stage, found, self._version)
                _keep_originals(connection, self._originals)
        self._results.clear()
        self._originals.clear()

    def _look(self) -> None:
        count = len(self._originals) + sum(map(len, self._results.values()))
        if count >= MOST or time.monotonic() - self._since >= SECONDS:
            with suppress(BusyError):  # another run concludes: this one goes on meanwhile
                self.write(patience=0)


def _keep_originals(connection: Connection, found: dict[str, bytes]) -> None:
    digest = schema.originals.c.digest
    before = set(connection.execute(select(digest).where(digest.in_(list(found)))).scalars())
    rows = [{"digest": key, "content": content} for key, content in found.items() if key not in before]
    if rows:
        connection.execute(insert(schema.originals), rows)


# --- what a file gave ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of a file, as far as it must be known to say what it changes.

    Attributes:
        name: As the file names it.
        labelling: Key of the labelled document among the results.
        fingerprint: SHA-256 of its text.
        item: What tells it in its feed, None where it is of none.
        page: What is counted to find lines that recur.
    """

    name: str
    labelling: str
    fingerprint: str
    item: str | None
    page: cleaning.Page | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file gave.

    Attributes:
        digest: SHA-256 of the bytes that were read.
        size: Their number.
        entries: Its documents, in order.
        problems: What could not be read of it.
        is_whole: Whether all of it was looked at; else it is to be read again.
    """

    digest: str
    size: int
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    is_whole: bool = True


def read(
    source: Source, engine: Engine, coming: Sequence[Coming], version: str, told: Told
) -> dict[str, tuple[Reading, ...]]:
    """Read and label files; what was read before is taken from the workspace.

    Args:
        source: The workspace.
        engine: Where it is done.
        coming: The files.
        version: Of the stages.
        told: Told how many files are done.

    Returns:
        What the files gave by name, after what those of their earlier contents gave that still count. A file whose
        bytes cannot be had any more is not among them.
    """
    found: dict[str, list[Reading]] = defaultdict(list)
    done = 0
    for layer in _layers(coming):
        for columns in sorted({job.coming.columns for job in layer}):
            jobs = [job for job in layer if job.coming.columns == columns]
            for name, reading in _read(source, engine, jobs, json.loads(columns), version):
                found[name].append(reading)
                done += 1
                told(min(done, len(coming)))
    return {name: tuple(readings) for name, readings in found.items()}


@dataclass(slots=True)
class _Job:
    """Some bytes of a file that are to be read, and what came of it so far."""

    coming: Coming
    digest: str
    path: Path | None
    size: int = 0
    original: bytes | None = None
    seen: tuple[int, int] | None = None
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    is_whole: bool = True
    items: Counter[str] = field(default_factory=Counter)

    def key(self, version: str) -> str:
        """What its reading is kept under."""
        return key_of(version, self.coming.name, self.digest, self.coming.columns)


def _layers(coming: Sequence[Coming]) -> Iterator[list[_Job]]:
    """Contents of files, each file once in a layer, the earlier before the later."""
    for at in range(max((len(file.older) for file in coming), default=0)):
        yield [_Job(file, file.older[at], None) for file in coming if len(file.older) > at]
    yield [_Job(file, file.digest, file.path) for file in coming]


def _read(
    source: Source, engine: Engine, jobs: Sequence[_Job], columns: dict[str, str], version: str
) -> Iterator[tuple[str, Reading]]:
    before = _known(source, jobs, version)
    keeper = Keeper(source, version)
    waiting = {job.coming.name: job for job in jobs if job.key(version) not in before}
    for job in jobs:
        if job.coming.name not in waiting:
            yield job.coming.name, before[job.key(version)]
    opened = _opened(source, waiting.values())
    last: _Job | None = None
    for name, found in engines.readings(engine, opened, Options(columns)):
        if last is not None and last.coming.name != name:
            yield last.coming.name, _finished(last, keeper, version)
        last = waiting[name]
        _take(last, found, keeper, version)
    if last is not None:
        yield last.coming.name, _finished(last, keeper, version)
    keeper.write()


def _known(source: Source, jobs: Sequence[_Job], version: str) -> dict[str, Reading]:
    """What was read before and is kept with all its documents."""
    with source.read() as connection:
        rows = known(connection, schema.results, [job.key(version) for job in jobs])
        found = {key: codec.unpack(content, Reading) for key, content in rows.items()}
        wanted = [entry.labelling for reading in found.values() for entry in reading.entries]
        whole = there(connection, schema.results, wanted)
    return {key: each for key, each in found.items() if all(entry.labelling in whole for entry in each.entries)}


def _opened(source: Source, jobs: Iterable[_Job]) -> Iterator[tuple[str, Content]]:
    """Contents of files, opened when it is their turn: small ones as the bytes that are kept, too."""
    for job in jobs:
        path = job.path
        if path is None:
            job.original = _original(source, job.digest)
            path = Path(job.coming.place)
        if job.original is None and not _look(job, path):
            continue
        job.size = job.size if job.original is None else len(job.original)
        yield job.coming.name, partial(_open, path) if job.original is None else job.original


def _look(job: _Job, path: Path) -> bool:
    """Take the bytes of a file, where they can be had and are those wanted."""
    try:
        status = path.stat()
        job.seen, job.size = (status.st_size, status.st_mtime_ns), status.st_size
        if status.st_size <= LARGEST_KEPT:
            job.original = path.read_bytes()
            digest = hashlib.sha256(job.original).hexdigest()
        else:
            with path.open("rb") as opened:
                digest = hashlib.file_digest(opened, "sha256").hexdigest()
    except (OSError, ValueError):
        return False
    if job.path is None and digest != job.digest:
        return False  # another file by now, which nobody asked to add
    job.digest = digest
    return True


def _original(source: Source, digest: str) -> bytes | None:
    with source.read() as connection:
        content = connection.execute(
            select(schema.originals.c.content).where(schema.originals.c.digest == digest)
        ).scalar_one_or_none()
    return None if content is None else codec.decompress(bytes(content))


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


def _take(job: _Job, found: list[Document | Problem] | Lost[Any], keeper: Keeper, version: str) -> None:
    """Note some of what a file gave, and keep its documents."""
    if isinstance(found, Lost):
        lost = found.item.file if isinstance(found.item, Document) else job.coming.name
        job.problems.append(Problem(lost, found.problem))
        job.is_whole = False
        return
    for each in found:
        if isinstance(each, Problem):
            job.problems.append(each)
            continue
        data = codec.encode(replace(each, file=""))
        key = hashlib.sha256(b"\n".join((b"labelling", version.encode(), data))).hexdigest()
        job.entries.append(Entry(each.file, key, fingerprint(each), _item(each, job.items), cleaning.page_of(each)))
        keeper.add("labelling", key, codec.compress(data))


def _finished(job: _Job, keeper: Keeper, version: str) -> Reading:
    """All that a file gave."""
    if job.original is None and job.seen is not None and not _is_as_seen(job):
        job.problems.append(Problem(job.coming.name, "was changed while it was read; add it again"))
        job.is_whole = False
    reading = Reading(job.digest, job.size, tuple(job.entries), tuple(job.problems), job.is_whole)
    if job.original is not None:
        keeper.original(job.digest, job.original)
        job.original = None
    if job.is_whole:
        keeper.add("reading", job.key(version), codec.pack(reading))
    return reading


def _is_as_seen(job: _Job) -> bool:
    try:
        status = (job.path or Path(job.coming.place)).stat()
    except OSError:
        return False
    return (status.st_size, status.st_mtime_ns) == job.seen


def fingerprint(document: Document) -> str:
    """SHA-256 of a document's text."""
    return hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()


def key_of(version: str, name: str, digest: str, columns: str) -> str:
    """What the reading of a file is kept under.

    Args:
        version: Of the stages.
        name: Of the file.
        digest: SHA-256 of its bytes.
        columns: Fields of its table as the user named them, JSON.
    """
    return codec.digest("reading", version, name, digest, columns)


def listed(text: str | None) -> str | None:
    """A text as databases take it: PostgreSQL refuses NUL, and none takes half a character."""
    return None if text is None else text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def _item(document: Document, seen: Counter[str]) -> str | None:
    """What tells an item of a feed: its id, else its address, else its headline with its date, else its text."""
    told = dict(reversed(document.metadata))
    if document.format != "feed" and "feed:id" not in told:
        return None
    dated = told.get("og:title", ""), told.get("article:published_time", "")
    own = (
        (f"id {told['feed:id']}" if told.get("feed:id") else "")
        or (f"url {document.url}" if document.url else "")
        or (f"title {' '.join(dated)}" if all(dated) else "")
        or f"text {fingerprint(document)}"
    )
    seen[own] += 1
    return own if seen[own] == 1 else f"{own} #{seen[own]}"


__all__ = ["Entry", "Held", "Keeper", "Reading", "Told", "fingerprint", "key_of", "listed", "read"]
