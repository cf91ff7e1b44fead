"""Quality floors: the figures of the gold folders, pinned; a change that lowers one fails.

The floors stand in `tests/floors.json`: for each set of folders its measures with the lowest precision and recall
allowed; the labelled pages of a language are a set of their own, and so are its written sentences (a file) and the
articles made from one another (`training/lineage`). A set that is not there is passed over and named.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TypeAlias

import click

from whomet.embedding import default_encoder
from whomet.evaluate import lineage, sentences
from whomet.evaluate.stories import score_of, show
from whomet.tagging import default_tagger

Rows: TypeAlias = dict[str, dict[str, float]]
"""Measure -> "precision", "recall" or "share" -> figure."""

#: The happenings from which articles are made, that lineage is measured on.
_MADE = Path("training/lineage")
#: A figure may fall below its floor by this much before the floor fails: 8-bit arithmetic differs a little between
#: processors, and one name more or less moves a figure of a hundred items by .01.
MARGIN = 0.01


def story_folders(pattern: str) -> list[Path]:
    """Folders that hold a gold.yaml: those that a pattern such as "tests/stories/*" stands for, from here."""
    return sorted(gold.parent for gold in Path().glob(f"{pattern}/gold.yaml"))


def measured(pattern: str) -> Rows | None:
    """The figures of a set; None where nothing of it is there.

    Args:
        pattern: Stands for folders with gold, is a file of written sentences or the folder of happenings from which
            articles are made; from the current folder.
    """
    if Path(pattern) == _MADE:
        return _lineage(_MADE) if _MADE.is_dir() else None
    if pattern.endswith(".txt"):
        if not Path(pattern).is_file():
            return None
        rows = {name: {"share": share} for name, (share, _) in sentences.tally(Path(pattern)).kept().items()}
        click.echo(f"{pattern}: " + ", ".join(f"{name} {row['share']:.3f}" for name, row in rows.items()))
        return rows
    folders = story_folders(pattern)
    if not folders:
        return None
    score = score_of(folders)
    show(f"{pattern} ({len(folders)} folders)", score)
    return score.rows()


def _lineage(folder: Path) -> Rows:
    made = lineage.measured(default_tagger(), default_encoder(), folder)
    lineage.show(made)
    return made.rows()


def _falls(name: str, rows: Rows, pinned: Rows) -> list[str]:
    """Figures below their floors, in words."""
    return [
        f"{name}: {measure} {key} {rows.get(measure, {}).get(key, 0.0):.3f} is below its floor {floor:.3f}"
        for measure, row in pinned.items()
        for key, floor in row.items()
        if rows.get(measure, {}).get(key, 0.0) < floor - MARGIN
    ]


def _pin(rows: Rows) -> Rows:
    """The figures as floors; those of single documents' evidence and such are pinned like all others."""
    return {name: {key: round(value, 3) for key, value in row.items()} for name, row in rows.items()}


@click.command()
@click.option(
    "--pins",
    type=click.Path(path_type=Path),
    default=Path("tests/floors.json"),
    show_default=True,
    help="The pinned figures.",
)
@click.option("--raise", "lift", is_flag=True, help="Pin figures that are higher than their floors.")
@click.option("--allow-lower", is_flag=True, help="With --raise: pin lower figures too. Say why in the commit.")
def floors(pins: Path, lift: bool, allow_lower: bool) -> None:
    """Score the gold stories; exit 1 when a figure is below its floor."""
    pinned: dict[str, Rows] = json.loads(pins.read_text(encoding="utf-8"))
    falls: list[str] = []
    for pattern in pinned:
        rows = measured(pattern)
        if rows is None:
            click.echo(f"{pattern}: nothing here, passed over")
            continue
        falls += _falls(pattern, rows, pinned[pattern])
        if lift:
            pinned[pattern] = _lifted(pinned[pattern], _pin(rows), allow_lower)
    if lift:
        pins.write_text(json.dumps(pinned, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    if falls and not (lift and allow_lower):
        click.echo("\n".join(falls), err=True)
        sys.exit(1)
    click.echo("floors: ok")


def _lifted(old: Rows, new: Rows, allow_lower: bool) -> Rows:
    if allow_lower:
        return new
    names = sorted(set(old) | set(new))
    return {
        name: {
            key: max(old.get(name, {}).get(key, 0.0), new.get(name, {}).get(key, 0.0))
            for key in sorted({*old.get(name, {}), *new.get(name, {})})
        }
        for name in names
    }
