"""The command line. It shows what is concluded and decides nothing itself.

Each file holds one group of commands, in its `COMMANDS`; it is imported when one of them is called, so that
`whomet --help` and the completion of the shell answer at once.

Exit status: 0 all well, 1 done with named problems in some input, 2 wrong call, 3 nothing could be done.
"""

from __future__ import annotations

import click

from whomet import __version__
from whomet.cli.common import DONE, NOTHING, STOPPED, WITH_PROBLEMS, WRONG_CALL
from whomet.cli.group import Lazy, LazyGroup

#: Every command: the heading that it stands under in `whomet --help`, its name, its file, and what it is for.
COMMANDS = (
    Lazy("From files or a workspace", "brief", "briefing", "Print one account of who met whom."),
    Lazy("From files or a workspace", "show", "briefing", "Explain one conclusion."),
    Lazy("From files or a workspace", "export", "exporting", "Write the account for another tool."),
    Lazy("From files", "read", "briefing", "Print the documents with their labelled blocks."),
    Lazy("In a workspace", "add", "keeping", "Read files and folders into it."),
    Lazy("In a workspace", "watch", "keeping", "Keep reading folders and feeds into it."),
    Lazy("In a workspace", "search", "searching", "Find passages in any language."),
    Lazy("In a workspace", "people", "listing", "List the people."),
    Lazy("In a workspace", "organisations", "listing", "List the bodies."),
    Lazy("In a workspace", "places", "listing", "List the places."),
    Lazy("In a workspace", "meetings", "listing", "List the meetings."),
    Lazy("In a workspace", "stories", "listing", "List the stories."),
    Lazy("In a workspace", "sources", "listing", "List the outlets."),
    Lazy("In a workspace", "forget", "keeping", "Delete files from it for good."),
    Lazy("In a workspace", "decide", "deciding", "Say what is right, and take it back."),
    Lazy("In a workspace", "serve", "serving", "Show its page in a browser."),
    Lazy("The program", "doctor", "examining", "Say whether all is well."),
    Lazy("The program", "completion", "completing", "Let the shell complete the words of whomet."),
)


@click.group(cls=LazyGroup, lazy=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="whomet")
def main() -> None:
    """Who met whom: one cited account from raw news coverage in many languages.

    Exit status: 0 all well, 1 done with named problems in some input, 2 wrong call, 3 nothing could be done.
    """


__all__ = ["DONE", "NOTHING", "STOPPED", "WITH_PROBLEMS", "WRONG_CALL", "main"]
