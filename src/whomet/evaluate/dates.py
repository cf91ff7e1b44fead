"""The task `dates`: the day of publication of a web page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from whomet.evaluate.maintext import labelled_pages


def predictions(data: Path, args: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Date every page.

    Args:
        data: Folder that holds `maintext/pages.tar.gz` and `maintext/gold.jsonl.gz`.
        args: Nothing.

    Yields:
        {"file", "date"} for every page, None where nothing tells.
    """
    del args
    for file, document in labelled_pages(data / "maintext"):
        yield {"file": file, "date": document.published if document else None}
