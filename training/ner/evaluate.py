"""Scores a packaged model as a Markdown table: span-exact F1, precision, recall, and F1 of persons, bodies and places.

    python evaluate.py FOLDER [SET ...] [--model MODEL] [--beside MODEL] [--limit 300]
    python evaluate.py --written written/*.txt [--model MODEL] [--beside MODEL]

FOLDER holds ``eval/<SET>.jsonl.gz``; without sets, all are scored. Of files with marks (marks.py) the part that is
never trained on is scored. ``--beside`` adds the F1 of another model, of the same weights in 32 bits for instance.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import marks

from whomet.evaluate.tagging import Row, Score, rows_of, score, short, table
from whomet.tagging import EncoderTagger
from whomet.tagging.encoder_tagger import MODEL_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator


def sets(options: argparse.Namespace) -> Iterator[tuple[str, list[Row]]]:
    """Name and sentences of everything that is to be scored."""
    for path in options.written:
        yield f"written {path.stem}", marks.read(path, "test")[: options.limit]
    if options.folder:
        files = [options.folder / "eval" / f"{name}.jsonl.gz" for name in options.sets]
        for file in files or sorted((options.folder / "eval").glob("*.jsonl.gz")):
            yield file.name.removesuffix(".jsonl.gz"), rows_of(file, options.limit)


def compared(given: list[tuple[str, list[Row]]], model: EncoderTagger, other: EncoderTagger) -> Iterator[str]:
    """The F1 of two models on every set as the lines of a table, and their means."""
    yield "| set | F1 | beside | difference |"
    yield "|---|---|---|---|"
    found = []
    for name, rows in given:
        found.append(tuple(sum(score(rows, tagger).values(), Score()).f1 for tagger in (model, other)))
        yield f"| {name} | {' | '.join(map(short, found[-1]))} | {found[-1][0] - found[-1][1]:+.3f} |"
    means = [sum(column) / len(found) for column in zip(*found, strict=True)]
    yield f"| mean of the sets | {' | '.join(map(short, means))} | {means[0] - means[1]:+.3f} |"


def main() -> None:
    """Command line of this script."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--written", type=Path, nargs="+", default=[], help="files of sentences with marks")
    parser.add_argument("--model", type=Path, default=MODEL_FOLDER)
    parser.add_argument("--beside", type=Path, help="another model")
    parser.add_argument("--limit", type=int, help="only the first so many sentences of each")
    options = parser.parse_intermixed_args()
    model = EncoderTagger(options.model)
    if options.beside:
        lines = compared(list(sets(options)), model, EncoderTagger(options.beside))
    else:
        lines = iter(table(sets(options), model))
    for line in lines:
        print(line, flush=True)


if __name__ == "__main__":
    main()
