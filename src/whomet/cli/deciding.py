"""The command `decide`: what an analyst knows better, kept as decisions and replayed on every later run."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from whomet.cli.common import DATABASE, DONE, LANGUAGE, OUT, WRONG_CALL, fail, joined, workspace, write

if TYPE_CHECKING:
    from whomet.records import Account, Decision, Standing
    from whomet.workspace import Workspace
    from whomet.workspace.decisions.queue import Choice, Item

#: Characters of a label, and changes, that are shown on the screen; the JSON has all.
_SHOWN, _CHANGES = 100, 12
#: Questions that `queue` prints where it is not told how many.
_QUESTIONS = 20

_WHY = click.option("--why", default="", metavar="TEXT", help="The reason, kept in the log.")
_WHO = click.option("--who", default="", metavar="NAME", help="Who decides. Default: your name on this computer.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
_DECIDING = joined(DATABASE, _WHY, _WHO, _JSON)
_FILES = click.option(
    "--file", "files", multiple=True, metavar="FILE", help="An article, as the account names it; may be given again."
)


@click.group(short_help="Say what is right, and take it back.")
def decide() -> None:
    """Say what is right in a workspace: every decision is kept with who, when and why, and can be undone."""


@decide.command()
@click.argument("ids", metavar="ID ID...", nargs=-1, required=True)
@_DECIDING
def merge(ids: tuple[str, ...], db: str | None, why: str, who: str, as_json: bool) -> None:
    """Two or more are one: people, bodies, places, meetings, or statements."""
    _decide(db, as_json, lambda opened: opened.decide("merge", *ids, why=why, who=who or None))


@decide.command()
@click.argument("ids", metavar="ID [OTHER]", nargs=-1, required=True)
@_FILES
@click.option("--name", "names", multiple=True, metavar="NAME", help="A name that is another one's.")
@_DECIDING
def split(
    ids: tuple[str, ...],
    files: tuple[str, ...],
    names: tuple[str, ...],
    db: str | None,
    why: str,
    who: str,
    as_json: bool,
) -> None:
    """One is two: what some files say of it, or some of its names, is another one.

    With a second ID, the two are two for good, whatever comes in.
    """
    _decide(
        db, as_json, lambda opened: opened.decide("split", *ids, files=files, names=names, why=why, who=who or None)
    )


@decide.command()
@click.argument("id_", metavar="ID")
@_FILES
@_DECIDING
def reject(id_: str, files: tuple[str, ...], db: str | None, why: str, who: str, as_json: bool) -> None:
    """It is not so: no such person, no such meeting, no contradiction; an article is left out of everything.

    With --file, only that article does not tell of the meeting.
    """
    _decide(db, as_json, lambda opened: opened.decide("reject", id_, files=files, why=why, who=who or None))


@decide.command()
@click.argument("id_", metavar="ID")
@click.argument("value", required=False)
@_DECIDING
def accept(id_: str, value: str | None, db: str | None, why: str, who: str, as_json: bool) -> None:
    """It is so, it was looked at. Of a contradiction, VALUE is right."""
    _decide(db, as_json, lambda opened: opened.decide("accept", id_, value=value, why=why, who=who or None))


@decide.command()
@click.argument("id_", metavar="ID")
@click.argument("field")
@click.argument("value", required=False)
@click.option("--add", multiple=True, metavar="VALUE", help="Fields of several: what is missing.")
@click.option("--remove", multiple=True, metavar="VALUE", help="Fields of several: what is wrong.")
@click.option("--unknown", is_flag=True, help="Nobody knows it: what stands there is wrong.")
@_DECIDING
def correct(
    id_: str,
    field: str,
    value: str | None,
    add: tuple[str, ...],
    remove: tuple[str, ...],
    unknown: bool,
    db: str | None,
    why: str,
    who: str,
    as_json: bool,
) -> None:
    """A field holds VALUE: date, city, venue, host, status, manner, principals, attendees, topics of a meeting ...

    What articles say of it is kept beside it. People, bodies and places are given by id, or by name.
    """
    edits = [f"+{one}" for one in add] + [f"-{one}" for one in remove]
    if sum((value is not None, bool(edits), unknown)) != 1:
        fail("give VALUE, or --add and --remove, or --unknown", WRONG_CALL)
    now = "\n".join(edits) if edits else value or ""
    _decide(db, as_json, lambda opened: opened.decide("correct", id_, field=field, value=now, why=why, who=who or None))


@decide.command()
@click.argument("id_", metavar="ID")
@click.argument("name")
@_DECIDING
def rename(id_: str, name: str, db: str | None, why: str, who: str, as_json: bool) -> None:
    """A person, body, place or story is called NAME."""
    _decide(db, as_json, lambda opened: opened.decide("rename", id_, value=name, why=why, who=who or None))


@decide.command()
@click.argument("id_", metavar="ID")
@click.argument("text")
@_DECIDING
def note(id_: str, text: str, db: str | None, why: str, who: str, as_json: bool) -> None:
    """Keep TEXT beside it."""
    _decide(db, as_json, lambda opened: opened.decide("note", id_, value=text, why=why, who=who or None))


@decide.command()
@click.argument("decision", required=False)
@_DECIDING
def undo(decision: str | None, db: str | None, why: str, who: str, as_json: bool) -> None:
    """Take back DECISION, or the last one that holds. To have it again, undo the undo."""
    _decide(db, as_json, lambda opened: opened.undo(decision, why=why, who=who or None))


# --- what was decided ----------------------------------------------------------------------------------


@decide.command()
@DATABASE
@click.option("--conflicts", is_flag=True, help="Only those that later evidence speaks against.")
@LANGUAGE
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, as `import` reads it.")
@OUT
def log(db: str | None, conflicts: bool, language: str, as_json: bool, output: Path | None) -> None:
    """Print all decisions in their order, and how they stand."""
    from whomet.briefs.masking import masked
    from whomet.workspace.decisions.exchange import as_lines

    with workspace(db) as opened:
        account = opened.account()
    if not as_json:
        account = masked(account)
    standings = [each for each in account.decisions if not conflicts or each.state == "conflict"]
    if as_json:
        write(as_lines(standing.decision for standing in standings), output)
    else:
        nothing = "no decision is in conflict with the articles" if conflicts else "nothing is decided yet"
        write(_text([line for each in standings for line in _standing(each, language)] or [nothing]), output)
    sys.exit(DONE)


@decide.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@DATABASE
def import_(file: Path, db: str | None) -> None:
    """Add the decisions of another workspace from FILE, as `log --json` wrote it; those that are here stay."""
    with workspace(db) as opened:
        count = opened.take_decisions(file)
        lost = [standing for standing in opened.decisions() if standing.state == "lost"]
    click.echo(f"{count} new {'decision' if count == 1 else 'decisions'}")
    if lost:
        click.echo(_text(line for standing in lost for line in _standing(standing)), nl=False)
    sys.exit(DONE)


@decide.command()
@DATABASE
@click.option("--limit", type=click.IntRange(min=1), default=_QUESTIONS, show_default=True, help="Only so many.")
@LANGUAGE
@click.option("--json", "as_json", is_flag=True, help="All of them, as JSON.")
@OUT
def queue(db: str | None, limit: int, language: str, as_json: bool, output: Path | None) -> None:
    """Print what is worth a look: contradictions, names that may be one, meetings with a single source."""
    with workspace(db) as opened:
        items = opened.queue(language=language)
    if as_json:
        from whomet.workspace.decisions.queue import as_data

        write(json.dumps([as_data(item) for item in items], ensure_ascii=False, indent=1) + "\n", output)
        sys.exit(DONE)
    lines = [line for item in items[:limit] for line in (*_question(item, language), "")]
    more = len(items) - limit
    if more > 0:
        from whomet.briefs.wording import spoken

        lines.append(spoken(language).count("more_rows", more))
    write(_text(lines or [_word("nothing", language)]), output)
    sys.exit(DONE)


@decide.command()
@DATABASE
@LANGUAGE
@_WHO
def review(db: str | None, language: str, who: str) -> None:
    """Go through the open questions one by one; each answer is a key."""
    with workspace(db) as opened:
        passed: set[tuple[str, ...]] = set()
        while item := next((each for each in opened.queue(language=language) if each.ids not in passed), None):
            passed.add(item.ids)
            click.echo(_text(_question(item, language)), nl=False)
            choice = _asked(item)
            if choice is None:
                sys.exit(DONE)
            if choice != "later":
                _answer(opened, choice, who)
            click.echo()
        click.echo(_word("nothing", language))
    sys.exit(DONE)


def _asked(item: Item) -> Choice | str | None:
    """The answer to a question: one of its choices, "later", or None to stop."""
    choices = {choice.key: choice for choice in item.choices}
    while True:
        click.echo("   > ", nl=False)
        key = click.getchar().casefold()
        click.echo(key.strip())
        if key in choices:
            return choices[key]
        if key in {"q", "\x1b", "\x03", "\x04", ""}:
            return None
        if key in {"n", " ", "\r", "\n"}:
            return "later"
        click.echo(f"   one of {', '.join(choices)}; n for later, q to stop")


def _answer(opened: Workspace, choice: Choice | str, who: str) -> None:
    from whomet.workspace.decisions.making import DecisionError

    assert not isinstance(choice, str)
    try:
        decision = opened.decide(choice.kind, *choice.ids, value=choice.value, who=who or None)
    except DecisionError as error:
        click.echo(_text([f"   {error}"]), nl=False)
        return
    click.echo(f"   {decision.id}; take it back with `whomet decide undo {decision.id}`")


# --- words ---------------------------------------------------------------------------------------------


def _decide(db: str | None, as_json: bool, do: Callable[[Workspace], Decision]) -> None:
    """Decide something, and print what it changed."""
    from whomet.briefs.masking import masked
    from whomet.workspace.decisions import changes as told

    with workspace(db) as opened:
        before = masked(opened.account())
        decision = do(opened)
        after = masked(opened.account())
    found = told.changes(before, after)
    others = _other_now(before, after)
    if as_json:
        data = {
            "decision": _data(decision),
            "changes": [told.as_data(change) for change in found],
            "others": [
                {"decision": s.decision.id, "state": s.state, "because": s.because, "files": list(s.evidence)}
                for s in others
            ],
        }
        write(json.dumps(data, ensure_ascii=False, indent=1) + "\n", None)
        sys.exit(DONE)
    own = next(standing for standing in after.decisions if standing.decision.id == decision.id)
    lines = [*_head(own), *(line for change in found[:_CHANGES] for line in _change(change))]
    if len(found) > _CHANGES:
        lines.append(f"   and {len(found) - _CHANGES} more changes; --json has all")
    if not found:
        lines.append("   the account says what it said")
    for standing in others:
        lines += ["this bears on another decision:", *_standing(standing)]
    write(_text(lines), None)
    sys.exit(DONE)


def _other_now(before: Account, after: Account) -> list[Standing]:
    """Decisions that stand otherwise than before: those that rested on what was undone."""
    was = {standing.decision.id: standing for standing in before.decisions}
    return [
        standing
        for standing in after.decisions
        if standing.decision.id in was
        and was[standing.decision.id].state != standing.state
        and standing.state in {"lost", "conflict"}
    ]


def _head(standing: Standing) -> Iterator[str]:
    from whomet.workspace.decisions.making import describe

    yield f"{standing.decision.id}  {_short(describe(standing.decision))}"
    if standing.because:
        yield f"   {standing.because}"


def _change(change: Any) -> Iterator[str]:
    if not change.field:
        yield f"   {'gone' if change.after is None else 'new'}: {change.id}  {_short(change.label)}"
    else:
        held, holds = _short(change.before or "nothing"), _short(change.after or "nothing")
        yield f"   {change.id}  {change.field}: {held} -> {holds}"


def _standing(standing: Standing, language: str = "en") -> Iterator[str]:
    from whomet.briefs.wording import spoken
    from whomet.workspace.decisions.making import describe

    decision = standing.decision
    state = "" if standing.state == "applied" else f"  [{standing.state}]"
    yield f"{decision.id}  {decision.when[:16].replace('T', ' ')}  {decision.who}  {_short(describe(decision))}{state}"
    if decision.why:
        yield f"   why: {decision.why}"
    if standing.because:
        yield f"   {spoken(language).objected(standing.because)}"


def _word(key: str, language: str) -> str:
    from whomet.briefs.wording import spoken

    return spoken(language).say("queue", key)


def _question(item: Item, language: str) -> Iterator[str]:
    yield f"{_word(item.question, language)}: {item.label}"
    yield f"   {' '.join(item.ids)}"
    yield f"   {item.why}; {_files(item.files)}"
    yield "   " + "   ".join(f"{choice.key} {choice.says}" for choice in item.choices)


def _files(files: Iterable[str]) -> str:
    named = list(files)
    return ", ".join(named[:5]) + (f" and {len(named) - 5} more" if len(named) > 5 else "")


def _data(decision: Decision) -> Any:
    from whomet.workspace.decisions.exchange import as_lines

    return json.loads(as_lines([decision]))


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1].rstrip()}…"


def _text(lines: Iterable[str]) -> str:
    """Lines that cannot steer the terminal, whatever the articles print."""
    from whomet.briefs.terminal import clean

    indents = ((line[: len(line) - len(line.lstrip(" "))], line.strip().split("  ")) for line in lines)
    return "".join(f"{indent}{'  '.join(map(clean, parts))}\n" for indent, parts in indents)


COMMANDS = (decide,)
