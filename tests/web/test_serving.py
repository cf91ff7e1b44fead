"""The command `serve`."""

import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request

import pytest
from click.testing import CliRunner

from tests.fakes import fake_models
from tests.web.building import written
from whomet import cli
from whomet.cli import serving
from whomet.workspace import Workspace


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept")
    with Workspace.open(folder / "w.db", models=fake_models()) as workspace:
        workspace.add(written(folder / "news"))
    return folder / "w.db"


def call(*arguments):
    return CliRunner().invoke(cli.main, ["serve", *map(str, arguments)])


@pytest.fixture
def running(database):
    """Starts servers; they are ended with the test."""
    started = []

    def start(*arguments):
        command = [sys.executable, "-m", "whomet.cli", "serve", "--db", str(database), "--port", "0", *arguments]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        started.append(server)
        watchdog = threading.Timer(120, server.kill)
        watchdog.daemon = True
        watchdog.start()
        found = re.search(r"http://\S+", server.stdout.readline())
        assert found, server.stderr.read()
        return server, found[0]

    yield start
    for server in started:
        server.kill()
        server.communicate()


def test_it_tells_its_address_answers_and_ends_well(running):
    server, address = running()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
    with urllib.request.urlopen(address, timeout=60) as answer:
        assert b"Ferry chiefs agree on a new pier" in answer.read()
    server.send_signal(signal.SIGINT)
    out, err = server.communicate(timeout=60)
    assert server.returncode == cli.DONE
    assert "Traceback" not in out + err
    assert "stopped" in err


def test_others_need_the_token_that_is_told(running):
    _, address = running("--host", "0.0.0.0")
    port, token = re.search(r":(\d+)/\?token=([\w-]{20,})$", address).groups()
    own = f"http://127.0.0.1:{port}/"
    with pytest.raises(urllib.error.HTTPError, match="401"):
        urllib.request.urlopen(own, timeout=60)
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with opener.open(f"{own}?token={token}", timeout=60) as answer:
        assert answer.url == own
        assert b"Ferry chiefs" in answer.read()


def test_where_there_is_no_workspace_it_says_how_to_begin(tmp_path):
    told = call("--db", tmp_path / "none.db")
    assert told.exit_code == cli.WRONG_CALL
    assert "whomet add" in told.output
    assert not (tmp_path / "none.db").exists()


def test_a_port_that_is_taken_is_told_and_the_next_free_one_found(database):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = call("--db", database, "--port", port)
        assert told.exit_code == cli.WRONG_CALL
        assert f"port {port}" in told.output
    with serving._listening("127.0.0.1", None) as first, serving._listening("127.0.0.1", None) as second:
        assert first.getsockname()[1] != second.getsockname()[1]
        assert second.getsockname()[1] in range(serving.PORT, serving.PORT + serving.TRIED)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--token", "short"], "16 letters"),
        (["--lang", "xx"], "de, en, ko"),
        (["--host", "192.0.2.1"], "cannot listen"),
        (["--host", "nowhere.invalid"], "cannot listen"),
    ],
)
def test_a_wrong_call_says_what_to_do(database, arguments, told):
    answer = call("--db", database, *arguments)
    assert answer.exit_code == cli.WRONG_CALL
    assert told in answer.output


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:80/"),
        ("::1", "http://[::1]:80/"),
        ("[::1]", "http://[::1]:80/"),
        ("pc.example", "http://pc.example:80/?token=t"),
    ],
)
def test_addresses_are_those_of_a_browser(host, address):
    assert serving._address(host, 80, "t" if "token" in address else None) == address
