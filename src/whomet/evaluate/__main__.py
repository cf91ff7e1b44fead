"""`python -m whomet.evaluate TASK [ARG...] --data FOLDER --out FILE`: one stage over a folder of cases.

`python -m whomet.evaluate floors` scores the gold stories against the pinned floors, and `python -m whomet.evaluate
stories FOLDER...` prints the figures of any folders with gold; `labels` does so for their documents alone;
`sentences` holds meetings against sentences that tell one or none, `lineage` who copied whom against articles that
were made from one another. `speed` times the whole way, `labelling-speed` and `stage-speed` parts of it. `tagging`
and `tagging-speed` measure taggers, `encoders` sentence encoders, `search` what a search finds, `search-speed` what
it costs. `kills` kills runs that add to a workspace, and looks what became of it.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

import click

from whomet.evaluate import (
    TASKS,
    bench,
    encoders,
    floors,
    kills,
    labelling_speed,
    lineage,
    lineage_scale,
    linking,
    search,
    search_speed,
    sentences,
    speed,
    stage_speed,
    stories,
    tagging,
    workspace_scale,
)

_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
_FILE = click.Path(path_type=Path, dir_okay=False)


@click.group(help=__doc__)
def main() -> None:
    """Measure the stages."""


def _task(name: str, arguments: str) -> click.Command:
    """The command of one task."""

    @click.command(name, help=f"Predictions of the task {name!r}, as JSON Lines.")
    @click.argument("args", nargs=-1, metavar=arguments)
    @click.option("--data", type=_FOLDER, required=True, help="Folder that holds the cases of all tasks.")
    @click.option("--out", type=_FILE, required=True, help="Write the predictions to this file.")
    def run(args: tuple[str, ...], data: Path, out: Path) -> None:
        if len(args) != len(arguments.split()):
            raise click.UsageError(f"{name} takes {arguments or 'no argument'}")
        module = importlib.import_module(f"whomet.evaluate.{name}")
        try:
            with out.open("w", encoding="utf-8") as lines:
                for row in module.predictions(data, list(args)):
                    lines.write(json.dumps(row, ensure_ascii=False) + "\n")
        except FileNotFoundError as error:
            click.echo(f"whomet.evaluate: {error.filename}: no such file in this folder of cases", err=True)
            sys.exit(2)

    return run


for _name, _arguments in TASKS.items():
    main.add_command(_task(_name, _arguments))
main.add_command(bench.bench)
main.add_command(speed.speed)
main.add_command(labelling_speed.labelling_speed)
main.add_command(stage_speed.stage_speed)
main.add_command(floors.floors)
main.add_command(stories.stories)
main.add_command(stories.labels)
main.add_command(sentences.sentences)
main.add_command(search.search)
main.add_command(search_speed.search_speed)
main.add_command(linking.linking_scale)
main.add_command(lineage.lineage)
main.add_command(lineage_scale.lineage_scale)
main.add_command(workspace_scale.workspace_scale)
main.add_command(encoders.encoders)
main.add_command(tagging.tagging)
main.add_command(tagging.tagging_speed)
main.add_command(kills.kills)

if __name__ == "__main__":
    main()
