"""What search costs beside SQLite's own full text: `python -m whomet.evaluate search-speed FOLDER...`.

Articles are made of the sentences of the documents in the folders, with other words put in from each other, so that
words are as rare and as frequent as they are. Their vectors are drawn at random: what the encoder costs is timed apart.
All three indexes hold the same sentences and are asked the same in one process, on one core.
"""

from __future__ import annotations

import hashlib
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click
import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Integer, LargeBinary, Table, insert, text

from whomet import files, pipeline
from whomet.embedding import default_encoder
from whomet.records import Article, Block, Document, Sentence
from whomet.workspace import codec, schema
from whomet.workspace.database import Database
from whomet.workspace.search import MODES, Searcher

#: Sentences of an article of 600 words, as the test stories have them.
SENTENCES = 25
#: Queries that are timed, and sentences that the encoder is timed with.
QUERIES, ENCODED = 60, 200
PLAIN = ("unicode61", "trigram")


class DrawnEncoder:
    """Vectors drawn by a digest of the text, at next to no cost."""

    name = "drawn"
    dimensions = 512

    def __init__(self) -> None:
        self._rows = np.random.default_rng(1).normal(size=(4096, self.dimensions)).astype(np.float32)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of some texts, one row each."""
        seeds = [int.from_bytes(hashlib.blake2b(one.encode(), digest_size=4).digest(), "big") for one in texts]
        found = np.stack([self._rows[seed % 4096] + self._rows[seed // 4096 % 4096] for seed in seeds])
        unit: NDArray[np.float32] = found / np.linalg.norm(found, axis=1, keepdims=True)
        return unit


def sentences_of(folders: Sequence[Path]) -> list[Sentence]:
    """The sentences of the documents in some folders."""
    loaded, _ = files.find(folders)
    documents, _ = pipeline.label(loaded)
    return [sentence for document in documents for sentence in document.sentences if len(sentence.text) > 20]


def articles(sentences: Sequence[Sentence], number: int) -> Iterator[Article]:
    """Articles of one language each, made of sentences into which words of others were put."""
    draw = random.Random(7)
    by_language: dict[str, list[str]] = {}
    for sentence in sentences:
        by_language.setdefault(sentence.language, []).append(sentence.text)
    languages = sorted(by_language)
    weights = [len(by_language[language]) for language in languages]
    for at in range(number):
        language = draw.choices(languages, weights)[0]
        told = [_mixed(draw, by_language[language]) for _ in range(SENTENCES)]
        yield _article(f"{at:05}.txt", told, language)


def _mixed(draw: random.Random, known: Sequence[str]) -> str:
    """The beginning of one sentence, the end of another, and a number."""
    one, other = draw.choice(known), draw.choice(known)
    return f"{one[: draw.randrange(len(one) // 3, len(one))]} {draw.randrange(10_000)} {other[len(other) // 2 :]}"


def _article(name: str, told: Sequence[str], language: str) -> Article:
    whole = "\n".join(told)
    found, start = [], 0
    for at, sentence in enumerate(told):
        found.append(Sentence(sentence, ((start, start + len(sentence)),), 0, "body", language, at))
        start += len(sentence) + 1
    blocks = (Block(0, len(whole), "body", language),)
    return Article(Document(name, whole, blocks=blocks, sentences=tuple(found), languages=(language,)))


def _enter(connection: Connection, table: Table, **values: Any) -> None:
    for column in table.columns:
        if column.name not in values and not column.nullable:
            empty = b"" if isinstance(column.type, LargeBinary) else 0 if isinstance(column.type, Integer) else ""
            values[column.name] = empty
    connection.execute(insert(table).values(**values))


def _fill(database: Database, made: Sequence[Article]) -> None:
    with database.write() as connection:
        _enter(connection, schema.runs, id=1)
        for article in made:
            own = article.document
            _enter(connection, schema.files, name=own.file, run=1)
            _enter(
                connection,
                schema.documents,
                name=own.file,
                file=own.file,
                run=1,
                language=own.language,
                content=codec.pack(article),
            )


def _queries(made: Sequence[Article]) -> list[str]:
    """Two neighbouring words of a sentence; of a script without spaces a few characters."""
    draw = random.Random(11)
    found: list[str] = []
    while len(found) < QUERIES:
        words = draw.choice(draw.choice(made).document.sentences).text.replace('"', " ").split()
        at = draw.randrange(len(words))
        found.append(" ".join(word[:12] for word in words[at : at + 2]))
    return found


def _timed(asked: Sequence[str], answer: Callable[[str], object]) -> str:
    """Median and slowest of some queries, in milliseconds of the processor: others may use it, too."""
    took = []
    for query in asked:
        began = time.process_time()
        answer(query)
        took.append((time.process_time() - began) * 1000)
    return f"{statistics.median(took):8.1f} {max(took):8.1f}"


def _plain(folder: Path, made: Sequence[Article], tokenizer: str, asked: Sequence[str]) -> None:
    path = folder / f"{tokenizer}.db"
    connection = sqlite3.connect(path)
    began = time.process_time()
    connection.execute(f"CREATE VIRTUAL TABLE found USING fts5(told, content='', tokenize='{tokenizer}')")
    rows = ((sentence.text,) for article in made for sentence in article.document.sentences)
    connection.executemany("INSERT INTO found(told) VALUES (?)", rows)
    connection.commit()
    took = time.process_time() - began

    def answer(query: str) -> object:
        told = " ".join(f'"{word}"' for word in query.split())
        return connection.execute(
            "SELECT rowid FROM found WHERE found MATCH ? ORDER BY rank LIMIT 20", (told,)
        ).fetchall()

    _show(f"FTS5 {tokenizer}", took, path.stat().st_size, _timed(asked, answer))
    connection.close()


def _show(what: str, seconds: float, size: float, queries: str) -> None:
    click.echo(f"{what:24}{seconds:9.1f} s{size / 2**20:9.1f} MiB   {queries}")


@click.command("search-speed")
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--articles", "number", type=click.IntRange(min=1), default=10_000, show_default=True, help="How many.")
def search_speed(folders: tuple[Path, ...], number: int) -> None:
    """Print what the index of many articles costs, beside plain FTS5 over the same sentences."""
    known = sentences_of(folders)
    made = list(articles(known, number))
    asked = _queries(made)
    click.echo(f"{number} articles of {SENTENCES} sentences\n{'':24}{'index':>11}{'size':>13}   median ms  slowest")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for tokenizer in PLAIN:
            _plain(folder, made, tokenizer, asked)
        database = Database(folder / "whomet.db")
        _fill(database, made)
        _ours(database, asked)
        database.close()
    default_encoder().encode(["loaded"])
    began = time.process_time()
    default_encoder().encode([one.text for one in known[:ENCODED]])
    click.echo(f"encoder: {(time.process_time() - began) / ENCODED * 1000:.2f} ms a sentence")


def _ours(database: Database, asked: Sequence[str]) -> None:
    before = _sizes(database)
    searcher = Searcher(database, DrawnEncoder())
    began = time.process_time()
    searcher.refresh()
    took = time.process_time() - began
    grown = {
        table: size for table, size in _sizes(database).items() if table.startswith("search_") and table not in before
    }
    searcher.search("warm", limit=1)
    for mode in MODES:
        queries = _timed(asked, partial(searcher.search, mode=mode))
        _show(f"whomet {mode}", took, sum(grown.values()), queries)
    for table, size in sorted(grown.items(), key=lambda item: -item[1])[:6]:
        click.echo(f"    {table:28}{size / 2**20:9.1f} MiB")


def _sizes(database: Database) -> dict[str, int]:
    """Bytes of every table and index."""
    with database.read() as connection:
        rows = connection.execute(text("SELECT name, sum(pgsize) FROM dbstat GROUP BY name"))
        return {name: int(size) for name, size in rows.tuples()}


__all__ = ["search_speed"]
