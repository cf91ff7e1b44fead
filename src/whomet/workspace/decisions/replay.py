"""Decisions of a workspace, replayed whenever something is concluded."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from whomet.records import Article
from whomet.workspace.decisions.ground import Ground
from whomet.workspace.decisions.log import in_force, read_log
from whomet.workspace.decisions.ruling import FREELY, Ruling, acts_before, ruled


def ruling_of(connection: Connection, articles: Mapping[str, Article]) -> Ruling:
    """What the decisions of a workspace say of some articles before anything is concluded from them.

    Args:
        connection: That of a run, or one for reading.
        articles: By the names of their files.
    """
    before = [decision for decision in in_force(read_log(connection)) if acts_before(decision)]
    return ruled(before, Ground(articles)) if before else FREELY


__all__ = ["ruling_of"]
