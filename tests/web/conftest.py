"""The page of a small workspace, asked by a client that is on this computer."""

import pytest
from fastapi.testclient import TestClient

from tests.web.building import Kept, concluded
from whomet.web import create_app


@pytest.fixture(scope="session")
def account():
    return concluded()


@pytest.fixture(scope="session")
def client(account):
    return client_of(Kept(account))


def client_of(workspace, **told):
    return TestClient(create_app(workspace, **told), base_url="http://127.0.0.1:8427", follow_redirects=False)
