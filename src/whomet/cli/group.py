"""A group of commands whose files are imported when one of them is called."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import groupby
from typing import Any

import click
from click.shell_completion import CompletionItem

from whomet.cli.common import NOTHING, STOPPED

#: Set to anything, it lets an error of the program itself through with all its lines.
DEBUG = "WHOMET_DEBUG"


@dataclass(frozen=True, slots=True)
class Lazy:
    """A command that is not imported yet.

    Attributes:
        heading: What it stands under in the help of the group.
        name: As it is called.
        module: The file in `whomet.cli` whose `COMMANDS` hold it.
        short: What it is for, in a line of the group's help.
    """

    heading: str
    name: str
    module: str
    short: str


class LazyGroup(click.Group):
    """Commands by name, listed in the order given, imported when called.

    Args:
        lazy: The commands; those of one heading stand together.
    """

    def __init__(self, *args: Any, lazy: Sequence[Lazy] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lazy = {each.name: each for each in lazy}

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names of all commands, in the order given."""
        return list(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of a name; None where there is none."""
        known = self.lazy.get(cmd_name)
        if known is None:
            return None
        module = import_module(f"whomet.cli.{known.module}")
        found: click.Command = next(command for command in module.COMMANDS if command.name == cmd_name)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called; one that is not there is answered with those that are near."""
        if args and args[0] not in self.lazy and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], self.lazy, 3)
            meant = f"Did you mean {' or '.join(near)}?" if near else f"There is: {', '.join(self.lazy)}."
            ctx.fail(f"No such command {args[0]!r}. {meant}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The commands under their headings."""
        for heading, commands in groupby(self.lazy.values(), key=lambda each: each.heading):
            with formatter.section(heading):
                formatter.write_dl([(each.name, each.short) for each in commands])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands that begin so, without importing them, and the group's own options."""
        begun = [each for each in self.lazy.values() if each.name.startswith(incomplete)]
        options = click.Command.shell_complete(self, ctx, incomplete)
        return [CompletionItem(each.name, help=each.short) for each in begun] + options

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; no traceback reaches the user."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("\nwhomet: stopped", err=True)
            sys.exit(STOPPED)
        except (click.ClickException, click.exceptions.Exit, click.Abort, OSError):
            raise  # click ends these well: wrong calls, --help, a closed pipe
        except Exception as error:
            if os.environ.get(DEBUG):
                raise
            what = f"{type(error).__name__}: {error}".strip(": ")
            click.echo(f"whomet: an error of the program itself: {what}; {DEBUG}=1 shows where", err=True)
            sys.exit(NOTHING)


__all__ = ["DEBUG", "Lazy", "LazyGroup"]
