"""A workspace as a program uses it; the commands do nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import func, select

from whomet import exports
from whomet.engines import Parts, open_engine
from whomet.pipeline import Models
from whomet.records import Account, Article
from whomet.workspace import schema
from whomet.workspace.adding import Order, Progress, Run, add
from whomet.workspace.concluding import keep_concluded
from whomet.workspace.database import PATIENCE, Database
from whomet.workspace.decisions.deciding import Deciding
from whomet.workspace.search.finding import Finding
from whomet.workspace.snapshot import Snapshot


class Workspace(Deciding, Finding):
    """What was read and concluded, kept in a database.

    `Workspace.open("whomet.db").add("articles").account()` is the account of a folder, and the next
    `Workspace.open("whomet.db")` knows it still.

    Args:
        database: Where it is kept.
        models: The models to use; the packaged ones, loaded when they are needed, by default.
        who: Who works with it, for the log of decisions; the name of the account on this computer by default.
        jobs: How many documents are read and understood at the same time.

    Attributes:
        run: What the last `add` did.
    """

    def __init__(self, database: Database, models: Models | Parts | None = None, who: str = "", jobs: int = 1) -> None:
        self.database = database
        self.who = who
        self.jobs = jobs
        self.run: Run | None = None
        self._given = models or Parts()

    @classmethod
    def open(
        cls,
        where: str | Path = "whomet.db",
        *,
        create: bool = True,
        models: Models | Parts | None = None,
        who: str = "",
        jobs: int = 1,
        patience: float = PATIENCE,
    ) -> Self:
        """Open a workspace.

        Args:
            where: Path of a SQLite file, or URL of a PostgreSQL database.
            create: Begin one where there is none.
            models: The models to use, the packaged ones by default.
            who: Who works with it.
            jobs: How many documents are read and understood at the same time; models themselves (not `Parts`) then
                have to be such that they can be pickled.
            patience: Seconds to wait for another run that is writing.

        Raises:
            WorkspaceError: It cannot be opened; the message says what to do.
        """
        return cls(Database(where, create, patience), models, who, jobs)

    def add(
        self,
        *paths: str | Path,
        columns: Mapping[str, str] | None = None,
        names: Sequence[str | Path] = (),
        progress: Progress | None = None,
    ) -> Self:
        """Add files and folders; what is there already costs nothing.

        What other stages read, of an earlier release or with another tagger, is read again from the bytes that were
        kept: without paths that is all that is done.

        Args:
            paths: Files and folders.
            columns: What the columns of tables hold, as `Options.columns`; kept for these files.
            names: Files of your own people, bodies and places (CSV or FollowTheMoney), evidence of who is who in this
                run and all later ones.
            progress: Told how far it is.

        Returns:
            The workspace; `run` tells what was done and what could not be read.

        Raises:
            WorkspaceError: Another run did not end in time, or the database failed.
        """
        return self._ordered(
            Order(
                [Path(path) for path in paths],
                columns or {},
                [Path(path) for path in names],
                who=self.who,
                progress=progress,
            )
        )

    def forget(self, *files: str, progress: Progress | None = None) -> Self:
        """Delete files for good, as the law or a source may ask: bytes, documents and all that was kept of them.

        What is only wrong is better rejected: that can be undone. What an analyst wrote in decisions stays as it is.

        Args:
            files: Their names in the workspace; files of your own names by their paths.
            progress: Told how far it is.

        Returns:
            The workspace; `run` tells how many documents went.

        Raises:
            WorkspaceError: There is no such file, another run did not end in time, or the database failed.
        """
        self._ordered(Order(forget=files, who=self.who, command="forget", progress=progress))
        self.database.sweep()
        return self

    def _ordered(self, order: Order) -> Self:
        with open_engine(self.jobs) as engine:
            self.run = add(self.database, self._given, engine, order)
        return self

    def account(self, language: str = "en", about: str | None = None) -> Account:
        """The account of all that is in the workspace, or of what is around something, with the decisions applied.

        The first account in another language than English takes longer; what is concluded for it is kept.

        Args:
            language: BCP 47 code of the language that labels are wanted in.
            about: Only what was concluded together with this: id of an entity, a meeting or a story, or the name of
                a document. Far faster where the workspace is large; of an entity all is there.
        """
        with self.database.read() as connection:
            snapshot = Snapshot(connection, lambda: self.models)
            account = snapshot.account(language, about)
        keep_concluded(self.database, snapshot.anew)
        return account

    def export(
        self,
        form: str,
        output: str | Path,
        language: str = "en",
        *,
        story: str | None = None,
        contacts: bool = False,
        table: str | None = None,
    ) -> tuple[Path, ...]:
        """Write the account in a form that other tools read; a file is there whole or as it was before.

        Args:
            form: One of `exports.FORMATS`.
            output: The file; for tables a folder, or a file that ends in .zip.
            language: BCP 47 code of the language that labels are wanted in.
            story: Only the story of this id.
            contacts: Show e-mail addresses, telephone and account numbers, which are masked else.
            table: Tables: only the one of this name, as one file.

        Returns:
            The paths written.

        Raises:
            ExportError: It cannot be made or written; the message says what to do.
        """
        account = self.account(language)
        told = exports.of_story(account, story) if story else account
        return exports.write(told, form, output, language, contacts, table)

    def article(self, file: str) -> Article | None:
        """An article by the name of its file, None where there is none."""
        with self.database.read() as connection:
            return Snapshot(connection, lambda: self.models).article(file)

    def revision(self) -> str:
        """What changes whenever a run or a decision changed something, and only then."""
        with self.database.read() as connection:
            run = connection.execute(select(func.max(schema.runs.c.id))).scalar()
            decided = connection.execute(select(func.max(schema.decisions.c.number))).scalar()
        return f"{run or 0}.{decided or 0}"

    @cached_property
    def models(self) -> Models:
        """The models, loaded once."""
        return self._given.models() if isinstance(self._given, Parts) else self._given

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


__all__ = ["Workspace"]
