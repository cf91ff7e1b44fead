"""Who may ask the page for something, and what a browser may do with what it gets.

Nothing is loaded from elsewhere, no script stands in a page, and no other site may show, read or fill in this one. On
this computer alone the name in the address must be this computer's, so that no other site can pass itself off as it.
From elsewhere nobody gets in without the token.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import parse_qsl, urlencode, urlsplit

from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
#: Methods that change nothing.
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
#: Where a page is let in with a token, and what it needs to look like one.
LOGIN = "/login"
_LOOKS = "/static/"
#: Letters of a token given by hand at least: fewer can be guessed over a network.
SHORTEST_TOKEN = 16
#: Names of this computer.
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def is_loopback(host: str) -> bool:
    """Whether a host is this computer and nobody else can reach it."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


class RefusedError(Exception):
    """Something asked for is refused; the key of the words that say why."""


@dataclass(frozen=True, slots=True)
class Door:
    """What one server asks of its visitors.

    Attributes:
        name: Of the workspace; its digest is part of the cookies' names, as one host may serve several on its ports.
        token: What visitors must know; None where only this computer can reach the page.
        secret: Signs what is handed out; of this process alone.
    """

    name: str
    token: str | None
    secret: bytes

    @classmethod
    def of(cls, name: str, token: str | None = None) -> Door:
        """A door with a fresh secret."""
        return cls(name, token, secrets.token_bytes(32))

    def cookie(self, what: str) -> str:
        """The name of a cookie."""
        return f"whomet-{hashlib.sha256(self.name.encode('utf-8', 'replace')).hexdigest()[:8]}-{what}"

    def signed(self, what: str, text: str) -> str:
        """A text signed for one purpose."""
        return hmac.new(self.secret, f"{what}\n{text}".encode("utf-8", "replace"), hashlib.sha256).hexdigest()

    def is_token(self, given: str) -> bool:
        """Whether a token is the right one; takes as long for any wrong one."""
        return self.token is not None and same(given, self.token)

    def is_let_in(self, headers: Headers) -> bool:
        """Whether who asks has shown the token before, or shows it as programs do."""
        if self.token is None:
            return True
        kind, _, given = headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer" and self.is_token(given.strip()):
            return True
        shown = cookie_parser(headers.get("cookie", "")).get(self.cookie("token"), "")
        return same(shown, self.signed("token", self.token))

    def let_in(self, response: Response) -> None:
        """Have the browser remember that the token was shown."""
        value = self.signed("token", self.token or "")
        response.set_cookie(self.cookie("token"), value, httponly=True, samesite="strict", path="/")


def same(left: str, right: str) -> bool:
    """Whether two texts are the same, in a time that does not tell where they differ."""
    return hmac.compare_digest(left.encode("utf-8", "replace"), right.encode("utf-8", "replace"))


class Guard:
    """Stands before the application: checks the host, the token and where a request comes from, sets headers.

    Args:
        app: The application.
        door: What is asked of visitors.
        hosts: Names that the address may have; None for any, where a token is asked for.
        refusal: Makes the answer to a request that is refused, from the key of the words that say why.
    """

    def __init__(
        self, app: ASGIApp, door: Door, hosts: frozenset[str] | None, refusal: Callable[[Request, str], Response]
    ) -> None:
        self.app = app
        self.door = door
        self.hosts = hosts
        self.refusal = refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        session = cookie_parser(headers.get("cookie", "")).get(self.door.cookie("session"), "")
        fresh = "" if session else secrets.token_urlsafe(24)
        scope.setdefault("state", {})["session"] = session or fresh

        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._secure(MutableHeaders(scope=message), scope, fresh)
            await send(message)

        answer = self._answer(scope, headers)
        if isinstance(answer, str):
            answer = self.refusal(Request(scope, receive), answer)
        await (answer or self.app)(scope, receive, secured)

    def _answer(self, scope: Scope, headers: Headers) -> Response | str | None:
        """Why a request is refused, or where to go instead; None where it may pass."""
        if not self._known_host(headers.get("host", "")):
            return "host"
        if scope["method"] not in SAFE and not _from_here(headers):
            return "elsewhere"
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = dict(query).get("token")
        if self.door.token is not None and given is not None and scope["method"] == "GET":
            if not self.door.is_token(given):
                return "token"
            return self._exchanged(scope, [(key, value) for key, value in query if key != "token"])
        path = scope["path"]
        if path == LOGIN or path.startswith(_LOOKS) or self.door.is_let_in(headers):
            return None
        return "login"

    def _exchanged(self, scope: Scope, query: list[tuple[str, str]]) -> Response:
        """The same page without the token in its address."""
        path = "/" + scope.get("raw_path", b"/").decode("ascii", "replace").lstrip("/")
        response = RedirectResponse(path + (f"?{urlencode(query)}" if query else ""), 303)
        self.door.let_in(response)
        return response

    def _known_host(self, host: str) -> bool:
        if self.hosts is None:
            return True
        try:
            name = urlsplit(f"//{host}").hostname
        except ValueError:
            return False
        return name in self.hosts

    def _secure(self, headers: MutableHeaders, scope: Scope, fresh: str) -> None:
        for name, value in HEADERS.items():
            headers[name] = value
        if not scope["path"].startswith("/static/"):
            headers["cache-control"] = "no-store"
            if fresh:
                cookie = self.door.cookie("session")
                headers.append("set-cookie", f"{cookie}={fresh}; Path=/; HttpOnly; SameSite=Strict")


def _from_here(headers: Headers) -> bool:
    """Whether a browser does not say that a request comes from elsewhere; other programs say nothing.

    Pages that tell nobody where a reader comes from, such as ours, have "null" for an origin: then the token of the
    form alone decides.
    """
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return False
    origin = headers.get("origin", "null")
    return origin == "null" or urlsplit(origin).netloc == headers.get("host", "")


# --- forms ---------------------------------------------------------------------------------------------


def door_of(request: Request) -> Door:
    """The door of the application."""
    door: Door = request.app.state.door
    return door


def csrf(request: Request) -> str:
    """What every form of this session carries."""
    return door_of(request).signed("form", request.state.session)


async def checked(request: Request) -> None:
    """Let a request through that changes nothing, or that carries what only a page of ours knows.

    Raises:
        RefusedError: It carries nothing, or what was handed out to another session.
    """
    if request.method in SAFE:
        return
    given = request.headers.get("x-csrf-token", "")
    if not given and _is_form(request):
        found = (await request.form()).get("csrf", "")
        given = found if isinstance(found, str) else ""
    if not same(given, csrf(request)):
        raise RefusedError("csrf")


def _is_form(request: Request) -> bool:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind in {"application/x-www-form-urlencoded", "multipart/form-data"}


__all__ = [
    "LOGIN",
    "LOOPBACK",
    "POLICY",
    "SHORTEST_TOKEN",
    "Door",
    "Guard",
    "RefusedError",
    "checked",
    "csrf",
    "door_of",
    "is_loopback",
]
