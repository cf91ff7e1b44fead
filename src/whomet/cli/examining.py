"""The command `doctor`: whether all that Whomet needs is there and whole."""

from __future__ import annotations

import json
import sys

import click

from whomet.cli.common import DATABASE, DONE, HERE, WITH_PROBLEMS, in_colour, write


@click.command()
@DATABASE
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def doctor(db: str | None, as_json: bool) -> None:
    """Look at the program, the packages and models it builds on, this computer, and the workspace.

    What is amiss is told with what to do about it. Exit status: 0 all well, 1 something is amiss.
    """
    from whomet.cli.checks import checks

    colour = in_colour(None)
    found = list(checks(db or HERE, asked=db is not None))
    well = all(check.state != "amiss" for check in found)
    if as_json:
        told = [
            {"check": check.name, "state": check.state, "found": check.found, "hint": check.hint or None}
            for check in found
        ]
        write(json.dumps({"format": "whomet.doctor/1", "well": well, "checks": told}, ensure_ascii=False) + "\n", None)
        sys.exit(DONE if well else WITH_PROBLEMS)
    from whomet.briefs import terminal

    marks = {"ok": f"{terminal.DIM}ok   {terminal.OFF}", "note": "note ", "amiss": f"{terminal.RED}AMISS{terminal.OFF}"}
    lines: list[str] = []
    for check in found:
        lines += terminal.wrap(terminal.clean(f"{check.name}: {check.found}"), f"{marks[check.state]}  ", 9)
        if check.hint:
            lines += terminal.wrap(f"-> {terminal.clean(check.hint)}", " " * 9, 12)
    write(terminal.text(lines, colour), None)
    sys.exit(DONE if well else WITH_PROBLEMS)


COMMANDS = (doctor,)
