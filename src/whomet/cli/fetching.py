"""Feeds of the user's, fetched into a folder: the only place that opens the network, and only where it is asked to."""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import re
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from lxml import etree

from whomet import __version__
from whomet.records import Problem

#: Seconds that a server has to answer, and bytes of the largest feed: the longest have some thousand items.
PATIENCE, LARGEST = 20.0, 16 * 2**20
#: Where what servers say about their feeds is kept, so that one that has not changed is not sent again. Hidden: it is
#: no article.
_VALIDATORS = ".feeds.json"
_ADDRESS = re.compile(r"^https?://[^\s/]+", re.IGNORECASE)


class FeedListError(ValueError):
    """A list of feeds cannot be used; the message says what to do."""


def listed(path: Path) -> list[str]:
    """The addresses in a list of feeds.

    Args:
        path: OPML as feed readers write it, or text with one address a line; lines that begin with # are left out.

    Raises:
        FeedListError: It cannot be read, or holds no address.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FeedListError(f"{path}: the list of feeds cannot be read ({error.strerror or error})") from error
    found = list(dict.fromkeys(_addresses(data)))
    if not found:
        raise FeedListError(f"{path}: no address of a feed in it; write one a line, or give the OPML of a feed reader")
    return found


def _addresses(data: bytes) -> Iterator[str]:
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
        root = etree.fromstring(data, parser)
        told = (str(each.get("xmlUrl", "")).strip() for each in root.iter("outline")) if root is not None else ()
    else:
        lines = (line.strip() for line in data.decode("utf-8-sig", "replace").splitlines())
        told = (line for line in lines if not line.startswith("#"))
    return (address for address in told if _ADDRESS.match(address))


def is_address(text: str) -> bool:
    """Whether a text is an address that can be fetched."""
    return _ADDRESS.match(text) is not None


@dataclass(slots=True)
class Feeds:
    """Some feeds and the folder that they are fetched into.

    Attributes:
        addresses: Of the feeds.
        folder: Where each becomes a file, under a name that stays.
    """

    addresses: tuple[str, ...]
    folder: Path
    _opener: urllib.request.OpenerDirector = field(default_factory=lambda: _opener())

    def fetch(self) -> list[Problem]:
        """Fetch what has changed; what cannot be had is told, and the file of the last time stays."""
        self.folder.mkdir(parents=True, exist_ok=True)
        known = self._known()
        problems = []
        for address in self.addresses:
            try:
                self._one(address, known.setdefault(address, {}))
            except urllib.error.HTTPError as error:
                problems.append(Problem(address, f"cannot be fetched: the server says {error.code} {error.reason}"))
            except (OSError, http.client.HTTPException, ValueError) as error:
                reason = getattr(error, "reason", None) or error
                problems.append(Problem(address, f"cannot be fetched: {reason}; it is tried again at the next look"))
        _replace(self.folder / _VALIDATORS, json.dumps(known, indent=1, sort_keys=True).encode())
        return problems

    def _one(self, address: str, known: dict[str, str]) -> None:
        headers = {"User-Agent": f"Whomet/{__version__}", "Accept": "application/rss+xml, application/atom+xml, */*"}
        target = self.folder / file_name(address)
        if target.exists():
            headers |= {name: known[name] for name in ("If-None-Match", "If-Modified-Since") if name in known}
        try:
            with self._opener.open(urllib.request.Request(address, headers=headers), timeout=PATIENCE) as answer:
                data = answer.read(LARGEST + 1)
                told = {"If-None-Match": answer.headers["ETag"], "If-Modified-Since": answer.headers["Last-Modified"]}
        except urllib.error.HTTPError as error:
            if error.code == http.client.NOT_MODIFIED:
                return
            raise
        if len(data) > LARGEST:
            raise ValueError(f"larger than {LARGEST // 2**20} MiB")
        if not target.exists() or target.read_bytes() != data:
            _replace(target, data)
        known.clear()
        known.update({name: value for name, value in told.items() if value})

    def _known(self) -> dict[str, dict[str, str]]:
        try:
            found = json.loads((self.folder / _VALIDATORS).read_bytes())
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


def file_name(address: str) -> str:
    """The file of a feed: its host, to be recognised, and a digest of its address."""
    host = re.sub(r"[^\w.-]", "_", urlsplit(address).hostname or "feed")
    return f"{host}-{hashlib.sha256(address.encode()).hexdigest()[:8]}.xml"


def _opener() -> urllib.request.OpenerDirector:
    """What opens http and https and nothing else, wherever a server sends it."""
    opener = urllib.request.OpenerDirector()
    handlers: Iterable[urllib.request.BaseHandler] = (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPRedirectHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.UnknownHandler(),
    )
    for handler in handlers:
        opener.add_handler(handler)
    return opener


def _replace(path: Path, data: bytes) -> None:
    """Write a file so that a reader sees all of it or what was there before."""
    begun = path.with_name(f".{path.name}.part")
    begun.write_bytes(data)
    os.replace(begun, path)


__all__ = ["FeedListError", "Feeds", "file_name", "is_address", "listed"]
