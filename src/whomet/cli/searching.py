"""The command `search`: passages of a workspace, by words, names and meaning."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from whomet.cli.common import CONTACTS, DATABASE, DONE, JSON, OUT, WRONG_CALL, fail, in_colour, joined, workspace, write

if TYPE_CHECKING:
    from whomet.workspace.search import Hit, Searcher

#: As `workspace.search` has them; a test holds them together.
MODES, STATUSES = ("words", "meaning", "both"), ("held", "planned", "cancelled", "denied", "proposed")
KINDS = ("title", "summary", "dateline", "body", "caption", "correction")
#: Hits where it is not told how many, and documents named that print the same.
_LIMIT, _ALSO = 10, 3
#: A phrase in one of the quotation marks that a query may have.
_QUOTED = re.compile('["„“«「『]')
_PHRASE = "; without quotation marks every word counts by itself, and meaning, too"
_ENTITIES = ("person", "organisation", "place")


def _naming(kind: str, told: str) -> Any:
    return click.option(
        f"--{kind}", multiple=True, metavar="ID-or-NAME", help=f"{told}; given again: that name all of them."
    )


_WANTED = joined(
    click.option(
        "--mode",
        type=click.Choice(MODES),
        default="both",
        show_default=True,
        help="By words and names, by meaning, or by all.",
    ),
    click.option("--by", type=click.Choice(("passage", "document")), default="passage", show_default=True,
                 help="Every passage, or the best of every document."),
    _naming("person", "Only passages that name this person, in any script"),
    _naming("organisation", "Only passages that name this body"),
    _naming("place", "Only passages that name this place"),
    click.option("--outlet", multiple=True, metavar="NAME", help="Only of this outlet; may be given again."),
    click.option("--since", metavar="DATE", help="Not published before this day, month or year."),
    click.option("--until", metavar="DATE", help="Not published after this day, month or year."),
    click.option("--met", metavar="DATE", help="Only passages that tell of a meeting on this day, or in this month."),
    click.option("--status", multiple=True, type=click.Choice(STATUSES), help="Only of meetings that are so."),
    click.option("--language", multiple=True, metavar="CODE", help="Only passages in this language."),
    click.option("--kind", multiple=True, type=click.Choice(KINDS), help="Only passages of this part of an article."),
    click.option("--story", multiple=True, metavar="ID", help="Only articles of this story."),
    click.option("--limit", type=click.IntRange(min=1), default=_LIMIT, show_default=True, help="How many at most."),
)  # fmt: skip


@click.command()
@click.argument("query", nargs=-1, required=True)
@DATABASE
@_WANTED
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True,
              help="How to print it.")  # fmt: skip
@JSON
@CONTACTS
@OUT
def search(
    query: tuple[str, ...],
    db: str | None,
    form: str,
    contacts: bool,
    output: Path | None,
    **wanted: Any,
) -> None:
    """Find passages in a workspace: QUERY in any language, over all languages.

    A name is found in every script that the articles have it in. All words are looked for together; "a phrase" must
    stand there as it is; amaz* is the beginning of a word; OR gives another word, NOT leaves one out.

    Where nothing is found the status is 0, too.
    """
    from whomet.cli.progress import Bar
    from whomet.workspace.search import SearchError, masked

    colour = in_colour(output)
    asked = " ".join(query)
    if not any(sign.isalnum() for sign in asked):
        fail("the query has no letter and no figure; give words to look for", WRONG_CALL)
    with workspace(db) as opened, Bar() as bar:
        try:
            hits = opened.search(asked, progress=bar, **wanted)
            _say_who(opened.searcher, wanted)
        except SearchError as error:
            fail(str(error), WRONG_CALL)
    shown = hits if contacts else tuple(map(masked, hits))
    if form == "json":
        told = {"format": "whomet.search/1", "query": asked, "hits": [asdict(hit) for hit in shown]}
        write(json.dumps(told, ensure_ascii=False, indent=2) + "\n", output)
    else:
        if not shown:
            click.echo(f"whomet: nothing found{_PHRASE if _QUOTED.search(asked) else ''}", err=True)
        write(_text(shown, colour), output)
    sys.exit(DONE)


def _say_who(searcher: Searcher, wanted: dict[str, Any]) -> None:
    """Say where a name means several: an id means one."""
    for kind in _ENTITIES:
        for name in wanted[kind]:
            found = searcher.called(kind, name)
            if len(found) > 1:
                click.echo(f"whomet: {name}: {', '.join(found)}; give an id for one of them", err=True)


def _text(hits: Sequence[Hit], colour: bool) -> str:
    from whomet.briefs.terminal import text

    return text((line for hit in hits for line in _hit(hit)), colour) if hits else ""


def _hit(hit: Hit) -> Iterator[str]:
    """A passage, and where it stands."""
    from whomet.briefs.terminal import DIM, OFF, clean

    source = ", ".join(clean(part) for part in (hit.outlet, hit.published, hit.language) if part)
    yield from _passage(hit)
    yield f"  {DIM}{clean(hit.document)}:{hit.start}-{hit.end}  {source}{OFF}"
    rest = " ".join((*hit.meetings, *hit.statements, *hit.figures, *hit.plans))
    if rest:
        yield f"  {DIM}{clean(rest)}{OFF}"
    if hit.also:
        more = f" and {len(hit.also) - _ALSO} more" if len(hit.also) > _ALSO else ""
        yield f"  {DIM}also in {', '.join(map(clean, hit.also[:_ALSO]))}{more}{OFF}"
    yield ""


def _passage(hit: Hit) -> Iterator[str]:
    """The sentence as a reader reads it, its marks in bold, wrapped to the terminal."""
    from whomet.briefs.terminal import BOLD, OFF, wrap

    plain, bold = _shown(hit)
    at = 0
    for line in wrap(plain, "", 0):
        told = ""
        for begin, letter in enumerate(line, at):
            marked, before = bold[begin], begin > at and bold[begin - 1]
            told += (BOLD if marked and not before else OFF if before and not marked else "") + letter
        yield told + (OFF if line and bold[at + len(line) - 1] else "")
        at += len(line)
        at += at < len(plain) and plain[at] == " "


def _shown(hit: Hit) -> tuple[str, list[bool]]:
    """The sentence on one line, and of each letter whether it is marked."""
    from whomet.briefs.terminal import clean

    letters: list[str] = []
    bold: list[bool] = []
    for start, end in hit.pieces:
        for at in range(start, end):
            letter = hit.text[at - hit.start]
            letter = " " if letter.isspace() else clean(letter)
            if letter and (letter != " " or (letters and letters[-1] != " ")):
                letters.append(letter)
                bold.append(any(first <= at < last for first, last in hit.marks))
    return "".join(letters).rstrip(), bold


COMMANDS = (search,)
