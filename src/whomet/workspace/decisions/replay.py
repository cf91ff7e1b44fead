"""Decisions of a workspace, replayed whenever something is concluded or shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, select

from whomet.records import Account, Article, Decision
from whomet.workspace import codec
from whomet.workspace.cache import BLOCK
from whomet.workspace.decisions.applying import Applied, applied
from whomet.workspace.decisions.ground import Ground
from whomet.workspace.decisions.log import in_force, read_log
from whomet.workspace.decisions.ruling import FREELY, Ruling, acts_before, ruled
from whomet.workspace.schema import documents


class KeptArticles(Mapping[str, Article]):
    """The articles of a workspace by name, each read when it is asked for.

    Args:
        connection: Where they are kept.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        columns = documents.c.name, documents.c.fingerprint
        self.prints = dict(connection.execute(select(*columns).order_by(documents.c.name)).tuples().all())
        self._held: dict[str, Article] = {}

    def fetch(self, files: Iterable[str]) -> None:
        """Read some articles together."""
        wanted = sorted({file for file in files if file in self.prints} - self._held.keys())
        for first in range(0, len(wanted), BLOCK):
            block = wanted[first : first + BLOCK]
            question = select(documents.c.name, documents.c.content).where(documents.c.name.in_(block))
            for name, content in self._connection.execute(question).tuples():
                self._held[name] = codec.unpack(bytes(content), Article)

    def __getitem__(self, file: str) -> Article:
        """The article of a file."""
        if file not in self.prints:
            raise KeyError(file)
        self.fetch([file])
        return self._held[file]

    def __iter__(self) -> Iterator[str]:
        """The names of all."""
        return iter(self.prints)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.prints)


def ruling_of(connection: Connection, articles: Mapping[str, Article]) -> Ruling:
    """What the decisions of a workspace say of some articles before anything is concluded from them.

    Args:
        connection: That of a run, or one for reading.
        articles: By the names of their files; of `KeptArticles` only those are read that decisions are about.
    """
    before = [decision for decision in in_force(read_log(connection)) if acts_before(decision)]
    return ruled(before, _ground(articles, before)) if before else FREELY


def _ground(articles: Mapping[str, Article], decisions: Iterable[Decision]) -> Ground:
    """Some articles as ground of decisions; those that are kept and spoken of are read together."""
    if not isinstance(articles, KeptArticles):
        return Ground(articles)
    ground = Ground(articles, articles.prints)
    anchors = (anchor for decision in decisions for target in decision.targets for anchor in target.anchors)
    articles.fetch(file for anchor in anchors for file in ground.speaking(anchor))
    return ground


def state_of(connection: Connection, account: Account, log: Sequence[Decision]) -> Applied:
    """What was concluded in a workspace, with decisions applied.

    Args:
        connection: Where the articles are kept.
        account: What was concluded from them.
        log: The decisions.
    """
    return applied(account, _ground(KeptArticles(connection), in_force(log)), log)


def decided(connection: Connection, account: Account) -> Account:
    """What was concluded in a workspace, as an analyst decided.

    Args:
        connection: Where the articles and the decisions are kept.
        account: What was concluded from the articles, and not decided yet.
    """
    log = read_log(connection)
    return state_of(connection, account, log).account if log else account


__all__ = ["KeptArticles", "decided", "ruling_of", "state_of"]
