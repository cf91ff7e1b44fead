"""Reads sentences written by hand with their names marked inline.

    python marks.py written/es.txt ...                    # checks files and counts their sentences and names
    python marks.py written/*.txt --part train --out written.jsonl

``[PER Aurelio Pantoja] volvió a [LOC Badajoz].`` marks a person and a place. Square brackets serve for nothing else,
marks do not nest, and a name begins and ends without a space. Lines that start with ``#`` are comments; the comment
``# test`` begins the part that is never trained on. A file is named after the language of its sentences.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from whomet.evaluate import marks
from whomet.evaluate.marks import MarkError

LABELS = ("PER", "ORG", "LOC")
PARTS = ("train", "test")


def parse(line: str) -> tuple[str, list[dict[str, Any]]]:
    """Takes the marks out of a sentence.

    Args:
        line: A sentence with its names marked inline.

    Returns:
        The sentence without marks, and its names in order as ``start``, ``end`` (code points) and ``label``.

    Raises:
        MarkError: If a mark is not closed, not opened, nested, empty, padded with spaces or of an unknown label.
    """
    text, found = marks.parse(line, LABELS.__contains__, ", ".join(LABELS))
    return text, [{"start": mark.start, "end": mark.end, "label": mark.label} for mark in found]


def mark(text: str, spans: list[dict[str, Any]]) -> str:
    """Writes the marks back into a sentence; the inverse of `parse`.

    Args:
        text: A sentence without square brackets.
        spans: Its names in order, as `parse` gives them.

    Returns:
        The sentence with its names marked inline.
    """
    line, place = "", 0
    for span in spans:
        name = text[span["start"] : span["end"]]
        line += f"{text[place : span['start']]}[{span['label']} {name}]"
        place = span["end"]
    return line + text[place:]


def read(path: Path, part: str) -> list[dict[str, Any]]:
    """Sentences of one part of a file.

    Args:
        path: The file; its stem is the language of the sentences.
        part: ``train``, what stands before the line ``# test``, or ``test``, what stands behind it.

    Returns:
        One record a sentence: ``text``, ``spans``, ``language`` and ``source``.

    Raises:
        MarkError: If a line cannot be read or a sentence stands twice in the file; the message names file and line.
    """
    records: list[dict[str, Any]] = []
    seen: dict[str, int] = {}
    for number, half, line in marks.lines(path):
        try:
            text, spans = parse(line)
        except MarkError as error:
            raise MarkError(f"{path}:{number}: {error}") from error
        if text in seen:
            raise MarkError(f"{path}:{number}: the sentence of line {seen[text]} again; remove one")
        seen[text] = number
        if half == marks.PARTS[PARTS.index(part)]:
            records.append({"text": text, "spans": spans, "language": path.stem, "source": "written"})
    return records


def count(path: Path, part: str) -> str:
    """One line of figures about a part of a file: sentences, those without a name, and names a label."""
    records = read(path, part)
    labels = Counter(span["label"] for record in records for span in record["spans"])
    nameless = sum(not record["spans"] for record in records)
    figures = ", ".join(f"{labels[label]} {label}" for label in LABELS)
    return f"{path} {part}: {len(records)} sentences ({nameless} without a name), {figures}"


def main() -> None:
    """Checks files, or writes the records of one part of them."""
    parser = argparse.ArgumentParser(description="Reads sentences with their names marked inline.")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--part", choices=PARTS, help="only this part")
    parser.add_argument("--out", type=Path, help="write the records here, one JSON object a line")
    options = parser.parse_args()
    parts = [options.part] if options.part else list(PARTS)
    try:
        for path in options.files:
            for part in parts:
                print(count(path, part))
        records = [record for path in options.files for part in parts for record in read(path, part)]
    except MarkError as error:
        raise SystemExit(str(error)) from error
    if options.out:
        with options.out.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


if __name__ == "__main__":
    main()
