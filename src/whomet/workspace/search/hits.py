"""What a search finds: a passage of a document, why it was found, and what the account says about it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from whomet.briefs.masking import masked_document
from whomet.records import Article, BlockKind, Contact, Document, Sentence
from whomet.workspace.search.queries import Phrase
from whomet.workspace.search.tokens import Token, stems, words

Why = Literal["words", "name", "meaning"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that was found.

    Attributes:
        document: File.
        start, end: Document offsets.
        text: `document.text[start:end]`.
        pieces: Document offsets of what a reader reads of it: injected text is cut out.
        marks: Document offsets of the words and names that were looked for, in order, without overlap.
        score: The higher, the better; comparable within one search alone.
        why: By its words, by a name in any script, by its meaning.
        outlet: Who published it.
        published: EDTF, None where unknown.
        language: BCP 47 code of the sentence.
        kind: Kind of the block it stands in.
        title: Title of the document.
        entities: Ids of those that it names.
        meetings, statements, figures, plans: Ids of those that rest on it.
        also: Other documents that print the same sentence.
        contacts: Document offsets of addresses and numbers of people in it; `masked` hides them.
    """

    document: str
    start: int
    end: int
    text: str
    pieces: tuple[Span, ...]
    marks: tuple[Span, ...]
    score: float
    why: tuple[Why, ...]
    outlet: str | None
    published: str | None
    language: str
    kind: BlockKind
    title: str
    entities: tuple[str, ...] = ()
    meetings: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    contacts: tuple[Span, ...] = ()


def masked(hit: Hit) -> Hit:
    """The hit with the contacts masked in its text; all offsets stay.

    Args:
        hit: What was found.
    """
    shown = Document(hit.document, " " * hit.start + hit.text, contacts=tuple(_contacts(hit)))
    return replace(hit, text=masked_document(shown).text[hit.start :])


def _contacts(hit: Hit) -> Iterator[Contact]:
    for start, end in hit.contacts:
        yield Contact(start, end, "e-mail")


def contacts_in(document: Document, sentence: Sentence) -> tuple[Span, ...]:
    """Document offsets of the parts of contacts that stand in a sentence."""
    return tuple(
        (max(each.start, sentence.start), min(each.end, sentence.end))
        for each in document.contacts
        if each.start < sentence.end and sentence.start < each.end
    )


def marks(article: Article, number: int, sought: Sequence[Phrase], named: Collection[int]) -> tuple[Span, ...]:
    """Document offsets of what was looked for in a sentence.

    Args:
        article: The sentence's.
        number: Of the sentence.
        sought: Words and phrases.
        named: Referents of the article.

    Returns:
        Spans in order, without overlap, none with injected text inside.
    """
    sentence = article.document.sentences[number]
    found = [outer for span in _matches(sentence, sought) for outer in _outer(sentence, span)]
    for mention in article.mentions.names:
        if mention.sentence == number and any(referent in named for referent in mention.referents):
            inner = sentence.inner(mention.start), sentence.inner(mention.end)
            found += _outer(sentence, inner)
    return _merged(found)


def _matches(sentence: Sentence, sought: Sequence[Phrase]) -> Iterator[Span]:
    own, its = words(sentence.text), stems(sentence.text, sentence.language)
    places: dict[str, list[int]] = {}
    for tokens in (own, its):
        for at, token in enumerate(tokens):
            places.setdefault(token.text, []).append(at)
    for phrase in sought:
        tokens = its if phrase.stem else own
        size = len(phrase.tokens)
        # Where the first token is whole it says where to look.
        begins = range(len(tokens)) if phrase.begins and size == 1 else places.get(phrase.tokens[0], ())
        for first in begins:
            part = tokens[first : first + size]
            if len(part) == size and _is(part, phrase):
                yield part[0].start, part[-1].first if phrase.part else part[-1].end


def _is(part: Sequence[Token], phrase: Phrase) -> bool:
    *before, last = phrase.tokens
    if any(token.text != wanted for token, wanted in zip(part, before, strict=False)):
        return False
    return part[-1].text.startswith(last) if phrase.begins else part[-1].text == last


def _outer(sentence: Sentence, span: Span) -> Iterator[Span]:
    """Document offsets of a stretch of a sentence, cut where the sentence is."""
    done = 0
    for start, end in sentence.pieces:
        first, last = max(span[0], done), min(span[1], done + end - start)
        if first < last:
            yield start + first - done, start + last - done
        done += end - start


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return tuple(found)


def entities_in(article: Article, number: int, meant: Mapping[int, str]) -> tuple[str, ...]:
    """The entities that a sentence names, in order of the text.

    Args:
        article: The sentence's.
        number: Of the sentence.
        meant: The entity of each referent.
    """
    found = [
        meant[referent]
        for mention in article.mentions.names
        if mention.sentence == number
        for referent in mention.referents
        if referent in meant
    ]
    return tuple(dict.fromkeys(found))


__all__ = ["Hit", "Span", "Why", "contacts_in", "entities_in", "marks", "masked"]
