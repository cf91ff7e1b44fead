"""Whether a search finds what gold says is there: `python -m whomet.evaluate search FOLDER...`.

Queries are made from the gold of stories, for all of them together in one workspace:

    statements  the words of a statement in one article; looked for is the sentence that prints it in another one
    meetings    the names of the sides of a meeting in one language; looked for is a sentence of an article that
                reports the meeting, in another language, which names both sides

Within a language the other article is of the language of the query; across languages it is not.
"""

from __future__ import annotations

import shutil
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from typing import Any

import click

from whomet.evaluate.stories import gold_of
from whomet.records import Document
from whomet.workspace import Workspace
from whomet.workspace.search import MODES, Mode

#: Hits that are looked at.
FIRST = 10
#: Where the sentence stands: file and number.
Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Question:
    """A query and what it has to find.

    Attributes:
        made_from: statements or meetings.
        query: As a user types it.
        language: Of the query.
        target: Language of what is looked for.
        places: Any of these sentences is right.
    """

    made_from: str
    query: str
    language: str
    target: str
    places: frozenset[Place]

    @property
    def across(self) -> bool:
        """Whether another language is looked for."""
        return self.language != self.target


def questions(gold: Mapping[str, Any], documents: Mapping[str, Document]) -> list[Question]:
    """The questions that the gold of a story gives.

    Args:
        gold: Of the story.
        documents: Its documents by the name that gold has for them.
    """
    return [*_statements(gold, documents), *_meetings(gold, documents)]


def _statements(gold: Mapping[str, Any], documents: Mapping[str, Document]) -> Iterator[Question]:
    for statement in gold.get("statements", ()):
        printed = []
        for name, words in statement["in"].items():
            found = _sentences(documents.get(name), [words])
            if found:
                printed.append((words, found))
        for (query, asked), (_, found) in permutations(printed, 2):
            language, target = asked[0][1], found[0][1]
            yield Question("statements", query, language, target, frozenset(place for place, _ in found))


def _meetings(gold: Mapping[str, Any], documents: Mapping[str, Document]) -> Iterator[Question]:
    names = {entity["id"]: entity["names"] for entity in gold.get("entities", ())}
    for meeting in gold.get("meetings", ()):
        sides = [names[side] for side in meeting["principals"] if side in names]
        if len(sides) < 2:
            continue
        reporting = [documents[name] for name in meeting["documents"] if name in documents]
        for target in gold["languages"]:
            wanted = [side.get(target, [None])[0] for side in sides]
            if None in wanted:
                continue
            places = [
                place
                for document in reporting
                for place, language in _sentences(document, [_last(name, target) for name in wanted])
                if language == target
            ]
            for language in gold["languages"]:
                query = [side.get(language, [None])[0] for side in sides]
                if places and None not in query:
                    yield Question("meetings", " ".join(query), language, target, frozenset(places))


def _last(name: str, language: str) -> str:
    """The family name as texts go on with it, where it can be told from the given name: the last of several words."""
    return name if language in {"ko", "ja", "zh"} else name.split()[-1]


def _sentences(document: Document | None, wanted: Sequence[str]) -> list[tuple[Place, str]]:
    """The sentences of a document that hold some words, with their languages."""
    if document is None:
        return []
    sought = [_plain(words) for words in wanted]
    found = []
    for number, sentence in enumerate(document.sentences):
        text = _plain(sentence.text)
        if all(words in text for words in sought):
            found.append(((document.file, number), sentence.language))
    return found


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


@dataclass(slots=True)
class _Tally:
    found: int = 0
    of: int = 0

    def __str__(self) -> str:
        return f"{self.found / self.of:.3f}" if self.of else "-"


def answer(workspace: Workspace, asked: Sequence[Question]) -> dict[tuple[str, str, Mode, str], _Tally]:
    """How many questions are answered among the first hits.

    Args:
        workspace: Holds the documents.
        asked: The questions.

    Returns:
        Tallies by what they are made from, within or across, mode, and language looked for ("all" for all).
    """
    found: dict[tuple[str, str, Mode, str], _Tally] = defaultdict(_Tally)
    documents: dict[str, Document] = {}
    for question in asked:
        for mode in MODES:
            hits = workspace.search(question.query, mode=mode, limit=FIRST)
            places = {(file, hit.text) for hit in hits for file in (hit.document, *hit.also)}
            right = any(place in places for place in _texts(workspace, question.places, documents))
            for target in ("all", question.target):
                tally = found[question.made_from, "across" if question.across else "within", mode, target]
                tally.found += right
                tally.of += 1
    return found


def _texts(workspace: Workspace, places: frozenset[Place], known: dict[str, Document]) -> Iterator[tuple[str, str]]:
    for file, number in places:
        if file not in known:
            article = workspace.article(file)
            assert article is not None
            known[file] = article.document
        sentence = known[file].sentences[number]
        yield file, known[file].text[sentence.start : sentence.end]


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, file_okay=False))
def search(folders: tuple[Path, ...]) -> None:
    """Print how often a search finds what the gold of story folders says is there."""
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder) / "articles"
        for each in folders:
            shutil.copytree(each / "articles", articles / each.name)
        with Workspace.open(Path(folder) / "search.db") as workspace:
            workspace.add(articles)
            asked = [question for each in folders for question in questions(gold_of(each), _documents(workspace, each))]
            _show(answer(workspace, asked))


def _documents(workspace: Workspace, folder: Path) -> dict[str, Document]:
    """The documents of a story by the names that its gold has for them; an item of a feed is named by its feed."""
    found = {}
    for row in gold_of(folder)["documents"]:
        article = workspace.article(f"{folder.name}/{row['file']}")
        if article is not None:
            found[row["file"]] = article.document
    return found


def _show(found: Mapping[tuple[str, str, Mode, str], _Tally]) -> None:
    click.echo(f"{'queries':12}{'':8}{'in':5}{'number':>7}" + "".join(f"{mode:>9}" for mode in MODES))
    for kind, how, target in sorted({(kind, how, target) for kind, how, _, target in found}, key=_order):
        cells = [found[kind, how, mode, target] for mode in MODES]
        click.echo(f"{kind:12}{how:8}{target:5}{cells[0].of:7}" + "".join(f"{cell!s:>9}" for cell in cells))


def _order(row: tuple[str, str, str]) -> tuple[str, str, bool, str]:
    return (*row[:2], row[2] != "all", row[2])


__all__ = ["Question", "answer", "questions", "search"]
