"""Articles from plain lines, for tests of the rooms that look at many articles."""

from __future__ import annotations

from functools import cache

from whomet.embedding import Encoder, default_encoder
from whomet.languages import pack
from whomet.records import Article, Block, Document, EntityType, Mentions, NameMention, Sentence


@cache
def encoder() -> Encoder:
    return default_encoder()


def article(
    file: str,
    text: str,
    language: str = "en",
    *,
    outlet: str | None = None,
    published: str | None = None,
    agency: str | None = None,
    names: dict[str, EntityType] | None = None,
    languages: dict[int, str] | None = None,
) -> Article:
    """The first line is the title, every other line a paragraph; `languages` gives those of single lines."""
    blocks, sentences, begin = [], [], 0
    lines = text.split("\n")
    for number, line in enumerate(lines):
        kind = "title" if number == 0 else "body"
        code = (languages or {}).get(number, language)
        end = begin + len(line) + (number < len(lines) - 1)
        blocks.append(Block(begin, end, kind, code))
        for start, stop in pack(code).hooks.split_sentences(line):
            pieces = ((begin + start, begin + stop),)
            sentences.append(Sentence(line[start:stop], pieces, number, kind, code, number))
        begin = end
    document = Document(
        file,
        text,
        blocks=tuple(blocks),
        sentences=tuple(sentences),
        outlet=outlet,
        published=published,
        languages=tuple(dict.fromkeys([language, *(languages or {}).values()])),
        agency=agency,
    )
    return Article(document, Mentions(names=tuple(_names(document, names or {}))))


def _names(document: Document, names: dict[str, EntityType]) -> list[NameMention]:
    found = []
    for number, sentence in enumerate(document.sentences):
        for name, kind in names.items():
            at = sentence.text.find(name)
            if at >= 0:
                start, end = sentence.outer(at, at + len(name))
                found.append(NameMention(start, end, name, kind, number, sentence.language, name))
    return sorted(found, key=lambda mention: mention.start)
