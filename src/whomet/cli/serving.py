"""The command `serve`: the page of a workspace."""

from __future__ import annotations

import logging
import os
import secrets
import socket
import sys
import webbrowser
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from whomet.cli.common import CONTACTS, DATABASE, DONE, WRONG_CALL, fail, workspace
from whomet.cli.group import DEBUG

if TYPE_CHECKING:
    from fastapi import FastAPI

#: Where the page stands unless told otherwise, and how many ports behind it are tried where it is taken.
PORT, TRIED = 8427, 20
#: Seconds that requests have to end when the server is stopped.
_PATIENCE = 3


@click.command()
@DATABASE
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="Where to listen. By default only this computer can reach the page; others need the token.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="NUMBER",
    help=f"Port to listen on; 0 for any that is free. Default: {PORT}, or the next free one.",
)
@click.option(
    "--token",
    envvar="WHOMET_TOKEN",
    metavar="TEXT",
    help="What visitors must know; made and printed where others can reach the page. Also taken from WHOMET_TOKEN.",
)
@click.option("--open/--no-open", "opening", default=False, help="Open the page in the browser.")
@click.option(
    "--lang", "--language", "language", metavar="CODE", help="Language of the page. Default: what the browser asks for."
)
@CONTACTS
def serve(
    db: str | None,
    host: str,
    port: int | None,
    token: str | None,
    opening: bool,
    language: str | None,
    contacts: bool,
) -> None:
    """Show the page of a workspace: stories, meetings, people, the network, search and review. Ctrl-C ends it."""
    from whomet.web import create_app, words
    from whomet.web.security import SHORTEST_TOKEN, is_loopback

    if language and words.spoken(language) is None:
        fail(f"--lang {language}: the page does not speak it; there are {', '.join(words.codes())}", WRONG_CALL)
    if token is not None and len(token) < SHORTEST_TOKEN:
        fail(f"--token: give {SHORTEST_TOKEN} letters or more, or leave it out and one is made", WRONG_CALL)
    if token is None and not is_loopback(host):
        token = secrets.token_urlsafe(24)
    with workspace(db) as opened:
        app = create_app(opened, host=host, token=token, language=language, contacts=contacts)
        with _listening(host, port) as listener:
            address = _address(host, listener.getsockname()[1], token)
            click.echo(f"whomet: {opened.database.name} is at {address}")
            click.echo("whomet: Ctrl-C ends it")
            sys.stdout.flush()
            if opening:
                webbrowser.open(address)
            _run(app, listener)
    sys.exit(DONE)


def _run(app: FastAPI, listener: socket.socket) -> None:
    import uvicorn

    debug = bool(os.environ.get(DEBUG))
    _tell_errors()
    config: dict[str, Any] = {"log_level": "error" if debug else "critical", "access_log": False, "lifespan": "off"}
    server = uvicorn.Server(uvicorn.Config(app, timeout_graceful_shutdown=_PATIENCE, server_header=False, **config))
    with suppress(KeyboardInterrupt):  # the way to end it
        server.run(sockets=[listener])
    click.echo("whomet: stopped", err=True)


def _tell_errors() -> None:
    """What fails while a page is made is told in a line."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("whomet: %(message)s"))
    log = logging.getLogger("whomet.web")
    log.handlers, log.propagate = [handler], False


def _listening(host: str, port: int | None) -> socket.socket:
    """A socket that listens; ends the run where the address cannot be had."""
    wanted = [port] if port is not None else range(PORT, PORT + TRIED)
    problem: OSError | None = None
    for number in wanted:
        try:
            return _bound(host, number)
        except OSError as error:
            problem = error
    told = problem.strerror if problem and problem.strerror else str(problem)
    which = f"port {port}" if port is not None else f"ports {PORT} to {PORT + TRIED - 1}"
    fail(f"{host}, {which}: cannot listen there ({told}); give another --host or --port", WRONG_CALL)


def _bound(host: str, port: int) -> socket.socket:
    kind, *_, address = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(kind, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # elsewhere it would let two servers have one port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen()
    except OSError:
        listener.close()
        raise
    return listener


def _address(host: str, port: int, token: str | None) -> str:
    """What to open in a browser."""
    bare = host.strip("[]")
    shown = socket.gethostname() if bare in {"0.0.0.0", "::", ""} else bare
    shown = f"[{shown}]" if ":" in shown else shown
    return f"http://{shown}:{port}/" + (f"?token={token}" if token else "")


COMMANDS = (serve,)
