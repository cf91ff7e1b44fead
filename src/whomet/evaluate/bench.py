"""Single stages over a folder of public sets, scored by the metrics that lie beside the sets."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from whomet.evaluate import TASKS


def cases(data: Path) -> Iterator[tuple[str, list[str]]]:
    """Every task and its arguments for which a folder holds cases."""
    for task in TASKS:
        yield from ((task, args) for args in _arguments(task, data))


def _arguments(task: str, data: Path) -> Iterable[list[str]]:
    """The arguments of a task, once for every set of cases there is."""

    def sets(pattern: str) -> list[str]:
        return sorted(file.name.split(".")[0] for file in data.glob(pattern))

    match task:
        case "times":
            return [[language] for language in sets("times/*.jsonl")]
        case "names":
            return [[script, mode] for script in sets("names/*.tsv.gz") for mode in ("random", "hard")]
        case "clusters":
            return [[name] for name in sets("clusters/*.jsonl.gz") if not name.endswith("pairs")]
        case "ner":
            return [[name] for name in sets("eval/*.jsonl.gz")]
    folder = {"dates": "maintext", "pairs": "clusters"}.get(task, task)
    return [[]] if (data / folder).is_dir() else []


@click.command()
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path("../shared/bench"),
    show_default=True,
    help="Folder that holds the cases of all tasks and score.py with their metrics.",
)
@click.option("--only", multiple=True, type=click.Choice(list(TASKS)), help="Only this task; may be repeated.")
def bench(data: Path, only: tuple[str, ...]) -> None:
    """Score every stage on every set that a folder holds."""
    metrics = next((file for file in (data / "score.py", data.parent / "bench" / "score.py") if file.exists()), None)
    if metrics is None:
        raise click.UsageError(f"{data}: no score.py here; give the folder that holds the cases and their metrics")
    for task, args in cases(data):
        if only and task not in only:
            continue
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "predictions.jsonl"
            rows = importlib.import_module(f"whomet.evaluate.{task}").predictions(data, args)
            out.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
            command = [sys.executable, str(metrics), task, *args, str(out)]
            scored = subprocess.run(command, capture_output=True, text=True, check=False)
        figures = " ".join(scored.stdout.split()) if scored.returncode == 0 else scored.stderr.strip().splitlines()[-1]
        click.echo(f"{' '.join([task, *args])}: {figures}")
