"""The task `names`: how alike a Latin name and a hundred names of another script are."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from whomet.linking.names import strength


def predictions(data: Path, args: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Score the candidates of every case of one script and mode.

    Args:
        data: Folder that holds `names/rank.jsonl.gz`.
        args: Script and mode.

    Yields:
        {"index", "scores"} for every case in order; a higher score is more alike.
    """
    script, mode = args
    with gzip.open(data / "names" / "rank.jsonl.gz", "rt", encoding="utf-8") as lines:
        cases = [case for case in map(json.loads, lines) if (case["script"], case["mode"]) == (script, mode)]
    for index, case in enumerate(cases):
        yield {"index": index, "scores": [strength(case["query"], name) for name in case["candidates"]]}
