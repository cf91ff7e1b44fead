"""Databases: a file, and a real server where Debian's package or another installation is there."""

from __future__ import annotations

import pytest

from tests.workspace.server import Server
from whomet.workspace.database import Database


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """A PostgreSQL server of our own."""
    reason = Server.missing()
    if reason:
        pytest.skip(reason)
    with Server(tmp_path_factory.mktemp("postgresql")) as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request, tmp_path):
    """Where a workspace can be: the path of a file that is not there yet, the URL of a database that is empty."""
    if request.param == "sqlite":
        return str(tmp_path / "whomet.db")
    return request.getfixturevalue("server").database()


@pytest.fixture
def database(where):
    """An empty workspace's database."""
    opened = Database(where)
    yield opened
    opened.close()
