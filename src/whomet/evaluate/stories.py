"""Whole accounts, or the labels of documents alone, held against folders with gold.

A folder has `articles/` and `gold.yaml`. Gold that tells meetings is that of a story; gold with rows of documents
alone measures reading and cleaning, which is fast: no model has to run.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import yaml

from whomet import files, pipeline
from whomet.briefs.data import as_data, document_data
from whomet.evaluate.scoring import Score

#: Every second document of a folder is held back from those who make rules: they look at the errors of the others.
HALVES = {"dev": 0, "test": 1}


def gold_of(folder: Path) -> dict[str, Any]:
    """The gold of a folder."""
    gold: dict[str, Any] = yaml.safe_load((folder / "gold.yaml").read_text(encoding="utf-8"))
    return gold


def account_of(folder: Path) -> dict[str, Any]:
    """The account of a story folder, as data."""
    loaded, problems = files.find([folder / "articles"])
    return as_data(pipeline.brief(loaded, problems=problems))


def labels_of(folder: Path) -> list[dict[str, Any]]:
    """The labelled documents of a folder, as data."""
    documents, _ = pipeline.label(files.find([folder / "articles"])[0])
    return [document_data(document) for document in documents]


def score_of(folders: Sequence[Path], labels: bool = False, half: str | None = None) -> Score:
    """The figures of some folders taken together.

    Args:
        folders: Folders with articles/ and gold.yaml.
        labels: Score the labels of documents alone, also of stories.
        half: "dev" or "test": only every second document (with `labels`).

    Returns:
        The tallies and the misses in words.
    """
    score = Score()
    for folder in folders:
        score.misses.append(f"## {folder.name}")
        gold = gold_of(folder)
        if labels or "meetings" not in gold:
            rows = gold["documents"]
            score.hold_labels({"documents": rows[HALVES[half] :: 2] if half else rows}, labels_of(folder))
        else:
            score.hold(gold, account_of(folder))
    return score


def show(title: str, score: Score) -> None:
    """Print the figures as a table."""
    click.echo(f"{title}\n{'measure':32} {'P':>6} {'R':>6} {'gold':>6}")
    for name, row in score.rows().items():
        cells = (f"{row[key]:6.3f}" if key in row else " " * 6 for key in ("precision", "recall"))
        click.echo(f"{name:32} {' '.join(cells)} {score.tallies[name].gold:6d}")


_FOLDERS = click.argument(
    "folders", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, file_okay=False)
)
_ERRORS = click.option("--errors", is_flag=True, help="Print every miss.")


@click.command()
@_FOLDERS
@_ERRORS
def stories(folders: tuple[Path, ...], errors: bool) -> None:
    """Print the figures of story folders (each with articles/ and gold.yaml)."""
    _report(folders, errors, score_of(folders), "stories")


@click.command()
@_FOLDERS
@_ERRORS
@click.option("--half", type=click.Choice(tuple(HALVES)), help="Only every second document: the first or the second.")
def labels(folders: tuple[Path, ...], errors: bool, half: str | None) -> None:
    """Print the figures of the documents alone: what was kept, dropped, dated, named (gold may lack all else)."""
    _report(folders, errors, score_of(folders, labels=True, half=half), "folders")


def _report(folders: Sequence[Path], errors: bool, score: Score, what: str) -> None:
    if errors:
        click.echo("\n".join(score.misses))
    show(f"{len(folders)} {what}", score)
