"""Commands that list what a workspace, or some files, speak of."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click

from whomet.cli.common import (
    DATABASE,
    DONE,
    JSON,
    LANGUAGE,
    OUT,
    WRONG_CALL,
    fail,
    in_colour,
    joined,
    kept,
    write,
)

#: As `briefs.lists.FORMATS` and `records.MeetingStatus` have them; a test holds them together.
FORMATS = ("text", "json")
STATUSES = ("held", "planned", "cancelled", "denied", "proposed")


def _date(_: click.Context, __: click.Parameter, given: str | None) -> str | None:
    """A date of any exactness."""
    if given is not None:
        from whomet import edtf

        if edtf.interval(given) is None:
            raise click.BadParameter(f"{given!r} is no date; write 2031, 2031-05 or 2031-05-04")
    return given


_WHO = click.option(
    "--person",
    "--who",
    "who",
    multiple=True,
    metavar="ID-or-NAME",
    help="Only with this person, body or place, by id or a part of a name; given again: with all of them.",
)
_OUTLET = click.option("--outlet", default="", metavar="NAME", help="Only what this outlet tells; a part of its name.")
_SINCE = click.option("--since", metavar="DATE", callback=_date, help="Not before this day, month or year.")
_UNTIL = click.option("--until", metavar="DATE", callback=_date, help="Not after this day, month or year.")
_STORY = click.option("--story", metavar="ID", help="Only of this story.")
_MATCH = click.option("--match", default="", metavar="TEXT", help="Only with this in a name, a headline or a topic.")
_LIMIT = click.option("--limit", type=click.IntRange(min=1), metavar="NUMBER", help="Only so many, from the top.")
_FORMAT = click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How to print it."
)
_FILTERS = joined(_MATCH, _WHO, _OUTLET, _SINCE, _UNTIL, _STORY, _LIMIT)
_SHOWN = joined(DATABASE, _FORMAT, JSON, LANGUAGE, OUT)


def _list(kind: str, db: str | None, form: str, language: str, output: Path | None, **wanted: Any) -> None:
    from whomet.briefs import lists
    from whomet.briefs.masking import masked
    from whomet.briefs.near import UnknownIdError

    colour = in_colour(output)
    account = masked(kept(db, language))
    try:
        found = lists.listed(account, kind, lists.Wanted(**wanted), language)
    except UnknownIdError as error:
        fail(str(error), WRONG_CALL)
    write(lists.render(found, form, colour, language), output)
    sys.exit(DONE)


def _command(kind: str, told: str) -> click.Command:
    """A command that lists one kind of thing."""
    command: Callable[..., None] = partial(_list, kind)
    return click.command(kind, help=told)(_FILTERS(_SHOWN(command)))


people = _command(
    "people", "List the people of a workspace, those of most meetings first, with their roles, meetings and articles."
)
organisations = _command("organisations", "List the bodies of a workspace with their meetings and articles.")
places = _command("places", "List the places of a workspace with their meetings and articles.")
stories = _command("stories", "List the stories of a workspace with their articles, independent origins and meetings.")
sources = _command(
    "sources", "List the outlets of a workspace: what they printed, what of it they took over, what was taken up."
)


@click.command()
@_FILTERS
@click.option("--status", type=click.Choice(STATUSES), help="Only those that are so.")
@click.option("--disputed", is_flag=True, help="Only those on which the coverage disagrees.")
@_SHOWN
def meetings(
    db: str | None, form: str, language: str, output: Path | None, status: str | None, disputed: bool, **wanted: Any
) -> None:
    """List the meetings of a workspace in order of their days; ! marks those that the coverage disagrees on."""
    _list("meetings", db, form, language, output, status=status, disputed=disputed, **wanted)


COMMANDS = (people, organisations, places, meetings, stories, sources)
