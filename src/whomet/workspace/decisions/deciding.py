"""Deciding in a workspace: each decision is one transaction, and what rests on it is concluded at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from whomet.briefs.masking import masked
from whomet.records import Decision, Standing
from whomet.workspace.concluding import conclude
from whomet.workspace.decisions.applying import Applied
from whomet.workspace.decisions.exchange import from_lines
from whomet.workspace.decisions.kinds import DECISION, kind_of
from whomet.workspace.decisions.log import append, moment, named, read_log, undone, unknown
from whomet.workspace.decisions.making import DecisionError, Wish, as_kind, made
from whomet.workspace.decisions.queue import Queue, queue
from whomet.workspace.decisions.replay import state_of
from whomet.workspace.decisions.ruling import acts_before
from whomet.workspace.people import account_name
from whomet.workspace.snapshot import Snapshot

if TYPE_CHECKING:
    from whomet.pipeline import Models
    from whomet.workspace.database import Database
    from whomet.workspace.search.searcher import Searcher


class Deciding:
    """What an analyst decides, as methods of a workspace.

    Attributes:
        clock: Tells when a decision is made.
    """

    database: Database
    who: str
    clock: Callable[[], datetime] = staticmethod(lambda: datetime.now(UTC))

    if TYPE_CHECKING:

        @property
        def models(self) -> Models:
            """The models, loaded when they are needed."""

        @property
        def searcher(self) -> Searcher:
            """What searches."""

    def decide(
        self,
        kind: str,
        *ids: str,
        field: str | None = None,
        value: str | None = None,
        files: Iterable[str] = (),
        names: Iterable[str] = (),
        why: str = "",
        who: str | None = None,
    ) -> Decision:
        """Decide something; what rests on it is concluded at once.

        Args:
            kind: "merge", "split", "reject", "accept", "correct", "rename", "note" or "undo".
            ids: What it is about, by ids of the account.
            field: For "correct": the field.
            value: The new value, the value that is right, the new name, or the note.
            files: For "split": files whose mentions or reports are another one's; for "reject" of a meeting: the file
                whose report is none.
            names: For "split" of a person, body or place: the names that are another one's.
            why: The reason.
            who: Who decides; whoever works with the workspace by default.

        Returns:
            The decision as it stands in the log.

        Raises:
            DecisionError: It cannot be decided; the message says why.
        """
        wish = Wish(as_kind(kind), ids, field, value, tuple(files), tuple(names))
        with self.database.write() as connection:
            log = read_log(connection)
            decision = made(wish, self._state(connection, log), log)
            author = who or self.who or account_name()
            decision = named(replace(decision, why=why, who=author, when=moment(self.clock(), log)))
            append(connection, decision)
            self._replay(connection, [*log, decision], [decision])
        return decision

    def merge(self, *ids: str, why: str = "") -> Decision:
        """Two or more are one: people, bodies, places, meetings or statements."""
        return self.decide("merge", *ids, why=why)

    def split(self, *ids: str, files: Iterable[str] = (), names: Iterable[str] = (), why: str = "") -> Decision:
        """One is two: what some files say of it, or some of its names, is another one; or two ids are two for good."""
        return self.decide("split", *ids, files=files, names=names, why=why)

    def reject(self, id_: str, *, file: str | None = None, why: str = "") -> Decision:
        """It is not so: no such person, no such meeting; with a file, only that article does not tell of it."""
        return self.decide("reject", id_, files=[file] if file else [], why=why)

    def accept(self, id_: str, value: str | None = None, *, why: str = "") -> Decision:
        """It is so; of a contradiction, this value is right."""
        return self.decide("accept", id_, value=value, why=why)

    def correct(self, id_: str, field: str, value: str, *, why: str = "") -> Decision:
        """A field holds this value; "+x" adds to, "-x" removes from a field of several; empty where nobody knows."""
        return self.decide("correct", id_, field=field, value=value, why=why)

    def rename(self, id_: str, name: str, *, why: str = "") -> Decision:
        """It is called otherwise."""
        return self.decide("rename", id_, value=name, why=why)

    def note(self, id_: str, text: str, *, why: str = "") -> Decision:
        """Something to be read beside it."""
        return self.decide("note", id_, value=text, why=why)

    def undo(self, decision: str | None = None, *, why: str = "", who: str | None = None) -> Decision:
        """A decision holds no more.

        Args:
            decision: Its id; the last one that holds by default.
            why: The reason.
            who: Who decides.

        Raises:
            DecisionError: There is nothing to undo.
        """
        return self.decide("undo", decision or self._last(), why=why, who=who)

    def _last(self) -> str:
        with self.database.read() as connection:
            log = read_log(connection)
        gone = undone(log)
        for decision in reversed(log):
            if decision.kind != "undo" and decision.id not in gone:
                return decision.id
        raise DecisionError("nothing is decided here that could be undone")

    # --- what was decided ------------------------------------------------------------------------------

    def decisions(self) -> tuple[Standing, ...]:
        """All decisions in order of the log, and how they stand."""
        with self.database.read() as connection:
            return self._state(connection, read_log(connection)).account.decisions

    def conflicts(self) -> tuple[Standing, ...]:
        """The decisions that evidence which came in later speaks against."""
        return tuple(standing for standing in self.decisions() if standing.state == "conflict")

    def queue(self, contacts: bool = False, language: str = "en") -> Queue:
        """What is worth an analyst's look, the weightiest first.

        Args:
            contacts: Show e-mail addresses, telephone and account numbers.
            language: BCP 47 code of the words.
        """
        with self.database.read() as connection:
            account = self._state(connection, read_log(connection)).account
        return queue(account if contacts else masked(account), language)

    def log(self) -> tuple[Decision, ...]:
        """All decisions in the order in which they hold."""
        with self.database.read() as connection:
            return read_log(connection)

    def take_decisions(self, given: str | Path | Iterable[Decision]) -> int:
        """Add decisions of another workspace; those that are here already change nothing.

        Args:
            given: A file of JSON lines, such as `whomet decide log --json` writes, or the decisions.

        Returns:
            How many are new.

        Raises:
            DecisionError: The file cannot be read, or holds something else.
        """
        found = _read(Path(given)) if isinstance(given, str | Path) else list(given)
        with self.database.write() as connection:
            fresh = unknown(connection, found)
            for decision in fresh:
                append(connection, decision)
            self._replay(connection, read_log(connection), fresh)
        return len(fresh)

    # --- replayed --------------------------------------------------------------------------------------

    def _state(self, connection: Connection, log: Sequence[Decision]) -> Applied:
        return state_of(connection, Snapshot(connection, lambda: self.models).concluded(), log)

    def _replay(self, connection: Connection, log: Sequence[Decision], fresh: Iterable[Decision]) -> None:
        """Conclude afresh what rests on new decisions; most change only what is said of it."""
        by_id = {decision.id: decision for decision in log}
        if any(acts_before(each) for decision in fresh for each in _touched(decision, by_id)):
            conclude(connection, self.models)
        else:
            self.searcher.decided(connection)


def _touched(decision: Decision, by_id: dict[str, Decision]) -> Iterable[Decision]:
    """The decision, and those that it undoes, or makes hold again."""
    yield decision
    for target in decision.targets:
        if kind_of(target.id) == DECISION and target.id in by_id:
            yield from _touched(by_id[target.id], by_id)


def _read(path: Path) -> list[Decision]:
    try:
        return from_lines(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise DecisionError(f"{path}: not a log of decisions; give what `whomet decide log --json` wrote") from error
    except OSError as error:
        raise DecisionError(f"{path}: cannot be read: {error.strerror or error}") from error
    except DecisionError as error:
        raise DecisionError(f"{path}: {error}") from error


__all__ = ["Deciding"]
