"""A desk for tests: articles in memory, decided on as in a workspace, without its database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from tests.fakes import fake_models
from whomet import pipeline
from whomet.workspace.decisions.applying import applied
from whomet.workspace.decisions.ground import Ground
from whomet.workspace.decisions.log import in_force, moment, named
from whomet.workspace.decisions.making import Wish, made
from whomet.workspace.decisions.ruling import ruled

MODELS = fake_models()
#: When the tests decide.
NOW = datetime(2031, 6, 1, tzinfo=UTC)

#: Ada Brook and Ben Cole met: a.txt and b.txt differ by a day, c.txt spells Ada's name otherwise.
FILES = {
    "a.txt": (
        "The Graz Courier\n\n2031-05-05\n\nAda Brook met Ben Cole in Graz on 4 May 2031. "
        '"The pier will open in the spring," Ada Brook said. The pier costs 12 million euros.'
    ),
    "b.txt": (
        "Harbour Echo\n\n2031-05-05\n\nOur reporter saw Ada Brook and Ben Cole walk into the town hall of Linz, "
        "where Ada Brook met Ben Cole on 5 May 2031. Children waved small flags."
    ),
    "c.txt": (
        "Northern Post\n\n2031-05-06\n\nBen Cole received Ada Brooke in Graz on 4 May 2031, people said. "
        "Cem Dal met Dora Eck in Hanover on 2 May 2031 to talk about trams."
    ),
}


class Desk:
    """Articles and the decisions on them.

    Attributes:
        articles: By the names of their files.
        log: The decisions.
        state: What is concluded, with the decisions applied.
    """

    def __init__(self, files=None, log=()):
        self.articles, self.log = {}, list(log)
        self.add(FILES if files is None else files)

    def add(self, files):
        """Take in more files, and replay the decisions."""
        contents = [(name, text if isinstance(text, bytes) else text.encode()) for name, text in files.items()]
        documents, _ = pipeline.label(contents)
        self.articles |= {each.file: pipeline.understand(each, MODELS) for each in documents}
        self.replay()

    def replay(self):
        """Conclude everything from scratch."""
        ground = Ground(self.articles)
        ruling = ruled(in_force(self.log), ground)
        told = ruling.articles(self.articles, lambda document: pipeline.understand(document, MODELS))
        account = pipeline.conclude(told, MODELS, decisions=ruling.decisions)
        self.state = applied(account, ground, self.log)

    def decide(self, kind, *ids, why="", **wish):
        """Decide something, and replay."""
        decision = made(Wish(kind, ids, **wish), self.state, self.log)
        self.log.append(named(replace(decision, why=why, who="Nora", when=moment(NOW, self.log))))
        self.replay()
        return self.log[-1]

    @property
    def account(self):
        """The account."""
        return self.state.account

    @property
    def bare(self):
        """The account without its log."""
        return replace(self.account, decisions=())

    def standing(self, decision):
        """How a decision stands."""
        return next(each for each in self.account.decisions if each.decision.id == decision.id)

    def meeting(self, *people, date=None):
        """The meeting of some people, by their names in lower case."""
        ids = {f"person:{name}" for name in people}
        found = [m for m in self.account.meetings if ids <= {*m.principals} and date in {None, m.date}]
        (only,) = found
        return only

    def ids(self, kind):
        """The ids of all things of a kind, in order."""
        return sorted(id_ for handle, id_ in self.state.ids.items() if handle.kind == kind)
