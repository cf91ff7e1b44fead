"""The task `maintext`: the article of a web page."""

from __future__ import annotations

import gzip
import json
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from whomet import cleaning, reading
from whomet.records import Document

#: Kinds of blocks that make up the article.
_KINDS = frozenset({"title", "summary", "dateline", "body", "caption", "correction"})


def predictions(data: Path, args: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Read and label every page.

    Args:
        data: Folder that holds `maintext/pages.tar.gz` and `maintext/gold.jsonl.gz`.
        args: Nothing.

    Yields:
        {"file", "text"} for every page, the text without injected stretches.
    """
    del args
    for file, document in labelled_pages(data / "maintext"):
        yield {"file": file, "text": article_text(document) if document else ""}


def labelled_pages(folder: Path) -> Iterator[tuple[str, Document | None]]:
    """Every page of the archive, read and labelled; None where it cannot be read."""
    with gzip.open(folder / "gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        addresses = {case["file"]: case["url"] for case in map(json.loads, lines)}
    with tarfile.open(folder / "pages.tar.gz", "r:gz") as archive:
        for member in archive:
            page = archive.extractfile(member) if member.isfile() else None
            if page is not None:
                yield member.name, _labelled(member.name, page.read(), addresses.get(member.name))


def _labelled(file: str, data: bytes, address: str | None) -> Document | None:
    try:
        document = reading.read(file, data)[0]
    except reading.Unreadable:
        return None
    known = address if address and address.startswith("http") else None
    return cleaning.clean(replace(document, url=document.url or known))


def article_text(document: Document) -> str:
    """What a reader takes for the article, a line a block."""
    parts = []
    for block in document.blocks:
        if block.kind not in _KINDS:
            continue
        at, pieces = block.start, []
        for cut in document.injected:
            if cut.start < block.end and cut.end > at:
                pieces.append(document.text[at : max(at, cut.start)])
                at = max(at, cut.end)
        pieces.append(document.text[at : block.end])
        parts.append("".join(pieces).strip())
    return "\n".join(part for part in parts if part)


__all__ = ["article_text", "labelled_pages", "predictions"]
