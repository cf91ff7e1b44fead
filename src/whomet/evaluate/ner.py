"""Names: the packaged tagger over sentences with gold spans."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

from whomet.tagging import default_tagger

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from whomet.tagging import Label

LABELS: dict[Label, str] = {"person": "PER", "organisation": "ORG", "place": "LOC"}


def predictions(data: Path, args: list[str]) -> Iterator[dict[str, Any]]:
    """The names in every sentence of one set.

    Args:
        data: Folder with ``eval/<SET>.jsonl.gz``, one sentence a line.
        args: The set's name.

    Yields:
        The number of each sentence in its file and its spans, with offsets in code points.
    """
    (name,) = args
    tagger = default_tagger()
    with gzip.open(data / "eval" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for index, line in enumerate(lines):
            (spans,) = tagger.tag([json.loads(line)["text"]])
            yield {
                "index": index,
                "spans": [{"start": s.start, "end": s.end, "label": LABELS[s.label]} for s in spans],
            }
