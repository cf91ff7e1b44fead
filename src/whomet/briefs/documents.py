"""Labelled documents as `whomet read` prints them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise

from whomet.briefs.data import document_data
from whomet.briefs.masking import masked_document
from whomet.records import Block, Document

#: What `render` knows.
FORMATS = ("jsonl", "text")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_LABEL = 12


def render(document: Document, form: str = "jsonl", contacts: bool = False) -> str:
    """One document with its labels.

    Args:
        document: As `cleaning` gives it.
        form: "jsonl" (one JSON object on one line) or "text" (what is known of it, then each block with its label).
        contacts: Show e-mail addresses, telephone and account numbers, which are masked else.

    Returns:
        Text that ends in a newline.

    Raises:
        ValueError: `form` is none of the formats.
    """
    if not contacts:
        document = masked_document(document)
    if form == "jsonl":
        return json.dumps(document_data(document), ensure_ascii=False) + "\n"
    if form == "text":
        return "\n".join(_lines(document)) + "\n"
    raise ValueError(f"no such format: {form}; there are {', '.join(FORMATS)}")


def _lines(document: Document) -> Iterator[str]:
    yield f"=== {document.file}"
    known = {
        "outlet": document.outlet,
        "published": document.published,
        "updated": document.update.value if document.update else None,
        "section": document.section,
        "by": ", ".join(document.bylines),
        "agency": document.agency,
        "languages": ", ".join(document.languages),
    }
    yield "  ".join(f"{key}: {_clean(value)}" for key, value in known.items() if value)
    for start, end, block, injected in _stretches(document):
        text = _clean(document.text[start:end])
        if text:
            label = "injected" if injected else block.kind
            reason = (injected or block).reason
            yield f"{label:<{_LABEL}} {text}" + (f"   [{reason}]" if reason else "")


def _stretches(document: Document) -> Iterator[tuple[int, int, Block, Block | None]]:
    """The blocks cut where an injected stretch begins or ends."""
    for block in document.blocks:
        inside = [one for one in document.injected if one.start < block.end and one.end > block.start]
        edges = {block.start, block.end}
        edges |= {edge for one in inside for edge in (one.start, one.end) if block.start < edge < block.end}
        for start, end in pairwise(sorted(edges)):
            yield start, end, block, next((one for one in inside if one.start <= start and end <= one.end), None)


def _clean(text: str) -> str:
    """Text of articles as one line that cannot steer the terminal."""
    return re.sub(r"\s+", " ", _CONTROL.sub("", text)).strip()
