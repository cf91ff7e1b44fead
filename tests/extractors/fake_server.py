"""A server on this machine that answers like one of the OpenAI-compatible kind, or misbehaves as it is told."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Reply:
    """What is sent back.

    Attributes:
        cut: Close the connection after so many bytes of the body.
    """

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None


def chat(answer: Any, finish: str = "stop", usage: Any = None) -> Reply:
    """The reply of a well-behaved server; an answer that is no text is written as JSON."""
    content = answer if isinstance(answer, str | None) else json.dumps(answer, ensure_ascii=False)
    choice = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": finish}
    data: dict[str, Any] = {"choices": [choice]}
    if usage is not None:
        data["usage"] = usage
    return Reply(json.dumps(data).encode())


class FakeServer:
    """Gives the replies it was made with, one a request, the last one again and again; keeps what it was asked."""

    def __init__(self, replies: list[Reply | Callable[[dict[str, Any]], Reply]]) -> None:
        self.replies = replies
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.url = ""

    def reply(self, question: dict[str, Any]) -> Reply:
        self.asked.append(question)
        chosen = self.replies[min(len(self.asked), len(self.replies)) - 1]
        return chosen(question) if callable(chosen) else chosen


@contextmanager
def serving(*replies: Reply | Callable[[dict[str, Any]], Reply]) -> Iterator[FakeServer]:
    """Run a server on a free port of the loopback address."""
    fake = FakeServer(list(replies))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # the library's name
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            fake.headers.append(dict(self.headers))
            fake.paths.append(self.path)
            reply = fake.reply(question)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body[: reply.cut])
            self.wfile.flush()
            if reply.cut is not None:
                self.close_connection = True

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing on the screen."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    fake.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
