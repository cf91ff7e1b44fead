"""The command `completion`: what a shell needs to complete the words of `whomet`."""

from __future__ import annotations

import sys

import click
from click.shell_completion import get_completion_class

from whomet.cli.common import DONE, WRONG_CALL, fail, write

SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the completion for a shell.

    \b
    bash   whomet completion bash > ~/.local/share/bash-completion/completions/whomet
    zsh    whomet completion zsh > "${fpath[1]}/_whomet"
    fish   whomet completion fish > ~/.config/fish/completions/whomet.fish
    """
    found = get_completion_class(shell)
    if found is None:
        fail(f"{shell}: no such shell; there are {', '.join(SHELLS)}", WRONG_CALL)
    write(found(context.find_root().command, {}, "whomet", "_WHOMET_COMPLETE").source() + "\n", None)
    sys.exit(DONE)


COMMANDS = (completion,)
