"""Task `clusters SET`: which documents of clusters/SET.jsonl.gz are about the same happening."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from whomet.embedding import default_encoder
from whomet.languages import pack
from whomet.records import Article, BlockKind, Document, Lineage, Mentions, NameMention, Sentence
from whomet.stories import group
from whomet.tagging import Tagger, default_tagger

#: Sentences of an article in which names are looked for: where news names who it is about.
NAMED = 8


def predictions(data: Path, args: list[str]) -> Iterator[dict[str, Any]]:
    """Stories of a set.

    Args:
        data: A folder laid out like the benchmark data.
        args: The name of the set.

    Returns:
        {"id", "cluster"} for every document.
    """
    articles = [article(row) for row in rows(data / f"clusters/{args[0]}.jsonl.gz")]
    for story in group(articles, Lineage(), default_encoder()):
        for file in story.documents:
            yield {"id": file, "cluster": story.id}


def rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a gzipped JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def article(row: Mapping[str, Any], named: bool = True) -> Article:
    """An article of a title and a text that are clean already.

    Args:
        row: "id", "language", "text", and "title" and "date" where known.
        named: Whether names are looked for, which takes longest.

    Returns:
        The article with the names of its beginning.
    """
    title, text, language = row.get("title") or "", row["text"] or "", row["language"]
    whole = f"{title}\n{text}" if title else text
    sentences = tuple(_sentences(whole, language, bool(title)))
    document = Document(
        row["id"],
        whole,
        sentences=sentences,
        published=(row.get("date") or None) and str(row["date"])[:10],
        languages=(language,),
    )
    return Article(document, Mentions(names=tuple(_names(sentences, default_tagger())) if named else ()))


def _sentences(whole: str, language: str, titled: bool) -> Iterable[Sentence]:
    begin = 0
    for number, paragraph in enumerate(whole.split("\n")):
        kind: BlockKind = "title" if titled and number == 0 else "body"
        for start, end in pack(language).hooks.split_sentences(paragraph):
            pieces = ((begin + start, begin + end),)
            yield Sentence(paragraph[start:end], pieces, number, kind, language, number)
        begin += len(paragraph) + 1


def _names(sentences: Sequence[Sentence], tagger: Tagger) -> Iterable[NameMention]:
    first = sentences[:NAMED]
    for number, spans in enumerate(tagger.tag([sentence.text for sentence in first])):
        sentence = first[number]
        for span in spans:
            text = sentence.text[span.start : span.end]
            form = pack(sentence.language).hooks.strip_particles(text)
            start, end = sentence.outer(span.start, span.end)
            yield NameMention(start, end, text, span.label, number, sentence.language, form)


__all__ = ["article", "predictions", "rows"]
