"""Write into docs/*.md what the code knows about itself: `make docs`.

Each page has stretches between `<!-- begin: NAME -->` and `<!-- end: NAME -->`; they are written anew from the command
line, the language packs and the tables that are exported. `tests/test_docs.py` fails where one is out of date.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from whomet import cli, languages
from whomet.evaluate import __main__ as evaluate
from whomet.exports import forms, tables
from whomet.reading import limits

HERE = Path(__file__).parent
PACKS = Path(languages.__file__).parent
#: A line of a table's head that explains some keys: "#   controls, notices   words of menus".
_HEAD = re.compile(r"^# {3}(?P<keys>\w+(?: \(\w+\))?(?:, \w+(?: \(\w+\))?)*) +(?P<told>\w.*)$")
_KEY = re.compile(r"^(?:\[\[?(?P<section>\w+)[.\]]|(?P<key>\w+)\s*=)")


def commands(group: click.Group, name: str) -> str:
    """Every command of a group with its arguments and options, as Markdown."""
    parts = []
    for called, command in each_command(group):
        arguments = " ".join(p.make_metavar(click.Context(command)) for p in command.params if _is_argument(p))
        parts += [f"### `{' '.join(filter(None, (name, called, arguments)))}`", "", _sentence(command), ""]
        options = [p for p in command.params if isinstance(p, click.Option)]
        if options:
            parts += ["| option | what it does |", "|---|---|", *map(_option, options), ""]
    return "\n".join(parts).rstrip()


def each_command(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command of a group and of the groups in it with the words that call it, in order of the words."""
    context = click.Context(group)
    for key in sorted(group.list_commands(context)):
        command = group.get_command(context, key)
        if isinstance(command, click.Group):
            yield from each_command(command, f"{before}{key} ")
        elif command is not None and not command.hidden:
            yield f"{before}{key}", command


def _is_argument(parameter: click.Parameter) -> bool:
    return isinstance(parameter, click.Argument)


def _sentence(command: click.Command) -> str:
    """What a command says of itself; what it wants to keep line by line is kept."""
    parts = [re.sub(r"\n {2,}", "\n", part) for part in (command.help or "").split("\n\n")]
    return "\n\n".join(
        "```\n" + part.replace("\b", "").strip() + "\n```" if part.startswith("\b") else " ".join(part.split())
        for part in parts
    )


def _option(option: click.Option) -> str:
    names = ", ".join(f"`{name}`" for name in option.opts)
    choices = f" One of {', '.join(f'`{c}`' for c in option.type.choices)}." if _has_choices(option) else ""
    shown = option.show_default if isinstance(option.show_default, str) else option.default
    default = f" Default: `{shown}`." if option.show_default else ""
    needed = " Needed." if option.required else ""
    text = re.sub(r"\s+", " ", f"{option.help or ''}{choices}{default}{needed}").replace("|", r"\|").strip()
    return f"| {names} | {text} |"


def _has_choices(option: click.Option) -> bool:
    return isinstance(option.type, click.Choice)


def keys() -> str:
    """The keys of every table with the packs that have them and what the pack says about them, as Markdown."""
    parts = []
    for table in languages.TABLES:
        told: dict[str, str] = {}
        packs: dict[str, list[str]] = {}
        for code in ("und", "en", *(code for code in languages.codes() if code != "en")):
            text = (PACKS / code / f"{table}.toml").read_text(encoding="utf-8")
            assert tomllib.loads(text) is not None
            for key, comment in _keys(text):
                packs.setdefault(key, []).append(code)
                told[key] = told.get(key) or comment
        rows = [f"| `{key}` | {', '.join(dict.fromkeys(packs[key]))} | {told[key]} |" for key in told]
        parts += [f"**{table}.toml**", "", "| key | packs | what it holds |", "|---|---|---|", *rows, ""]
    return "\n".join(parts).rstrip()


def _keys(text: str) -> Iterator[tuple[str, str]]:
    """Top-level keys of a table, each once, with what its head or the comment above or behind them says."""
    heads = (match for line in text.splitlines() if (match := _HEAD.match(line)))
    told = {re.sub(r" .*", "", key): head["told"] for head in heads for key in head["keys"].split(", ")}
    seen: set[str] = set()
    comment: list[str] = []
    inside = False
    for line in text.splitlines():
        match = _KEY.match(line)
        if line.startswith("#"):
            comment.append(line.lstrip("# ").strip())
            continue
        if match and (match["section"] or not inside):
            inside = inside or bool(match["section"])
            key = match["section"] or match["key"]
            behind = re.search(r"\s#\s+([^'\"\]]+)$", line)
            if key not in seen:
                seen.add(key)
                yield key, _cell(told.get(key) or " ".join(comment) or (behind[1] if behind else ""))
        comment = []


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", r"\|").strip("- ")


def limit_rows() -> str:
    """The limits of reading with what stands above each, as Markdown."""
    text = Path(limits.__file__).read_text(encoding="utf-8")
    rows = ["| limit | why it stands there |", "|---|---|"]
    for told, name in re.findall(r"((?:^#: ?.*\n)+)^([A-Z_]+) = ", text, re.MULTILINE):
        value = getattr(limits, name)
        shown = limits.size(value) if name.endswith("BYTES") else f"{value:,}"
        rows.append(f"| {name.lower().replace('_', ' ')}: {shown} | {_cell(told.replace('#:', ' '))} |")
    return "\n".join(rows)


#: Page -> name of a stretch -> what writes it.
STRETCHES: dict[str, dict[str, Callable[[], str]]] = {
    "commands.md": {"commands": lambda: commands(cli.main, "whomet")},
    "measuring.md": {"evaluate": lambda: commands(evaluate.main, "python -m whomet.evaluate")},
    "languages.md": {"keys": keys},
    "formats.md": {"limits": limit_rows},
    "exports.md": {"forms": forms.explained, "columns": tables.explained},
}


def renewed(page: str) -> str:
    """A page with its stretches written anew."""
    text = (HERE / page).read_text(encoding="utf-8")
    for name, write in STRETCHES[page].items():
        begin, end = f"<!-- begin: {name} -->", f"<!-- end: {name} -->"
        before, rest = text.split(begin)
        after = rest.split(end)[1]
        text = f"{before}{begin}\n\n{write()}\n\n{end}{after}"
    return text


if __name__ == "__main__":
    for name in STRETCHES:
        (HERE / name).write_text(renewed(name), encoding="utf-8")
