"""What a user asks for: words, phrases in quotation marks, beginnings of words, what must not be there, alternatives.

    amazon meeting        both words                     "amazon meeting"      one behind the other
    amazon OR google      one of them                    amaz*                 words that begin so
    -denied, NOT denied   not that word

Whatever else a query holds is words: there is no query that cannot be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whomet.workspace.search.tokens import JOIN, Run, Token, joined, runs, stems

#: Terms that are searched for; the others are left out. Nobody types as many, and databases limit them.
MOST_TERMS = 48
#: Characters of a query that are read, for the same reasons: three long sentences.
MOST_CHARACTERS = 1_000
_PART = re.compile(
    r'(?P<minus>[-\u2212](?=\S))?(?:["\u201c\u201d\u201e\u201f](?P<a>[^"\u201c\u201d\u201e\u201f]*)["\u201c\u201d\u201f]'
    r"|[\u00ab\u00bb](?P<b>[^\u00ab\u00bb]*)[\u00ab\u00bb]|\u300c(?P<c>[^\u300c\u300d]*)\u300d"
    r'|\u300e(?P<d>[^\u300e\u300f]*)\u300f|(?P<word>[^\s"\u201c\u201d\u201e\u00ab\u00bb\u300c\u300d\u300e\u300f]+)|.)',
    re.DOTALL,
)
#: Words and umlauts are written in two ways where a keyboard lacks them.
_UMLAUTS = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("å", "aa"), ("ø", "oe"))


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase.

    Attributes:
        text: As typed, without the signs that say how it is meant.
        quoted: Whether it is a phrase.
        begins: Whether it is the beginning of a word.
    """

    text: str
    quoted: bool = False
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for.

    Attributes:
        clauses: Of each one alternative must be there.
        without: What must not be there.
    """

    clauses: tuple[tuple[Term, ...], ...] = ()
    without: tuple[Term, ...] = ()

    @property
    def text(self) -> str:
        """What is asked for in plain words, for its meaning."""
        return " ".join(term.text for clause in self.clauses for term in clause)


def parse(query: str) -> Query:
    """A query as typed.

    Args:
        query: Whatever a user typed.

    Returns:
        What it asks for; nothing where it has no letter and no figure.
    """
    clauses: list[tuple[Term, ...]] = []
    without: list[Term] = []
    either = denied = False
    for sign, term in _parts(query):
        if sign == "OR":
            either = bool(clauses)
        elif sign == "NOT":
            denied = True
        elif term is not None:
            if denied or sign == "-":
                without.append(term)
            elif either:
                clauses[-1] += (term,)
            else:
                clauses.append((term,))
            either = denied = False
        if sum(map(len, clauses)) + len(without) >= MOST_TERMS:
            break
    return Query(tuple(clauses), tuple(without))


def _parts(query: str) -> Iterator[tuple[str, Term | None]]:
    """The parts of a query: what stands before a term, or between terms, and the term."""
    for match in _PART.finditer(query[:MOST_CHARACTERS]):
        word, minus = match["word"], "-" if match["minus"] else ""
        if word in ("OR", "|", "NOT", "AND") and not minus:
            yield "OR" if word == "|" else word, None
            continue
        quoted = word is None
        text = next((text for text in match.group("a", "b", "c", "d", "word") if text), "")
        if any(True for _ in runs(text)):
            yield minus, Term(text.rstrip("*") if not quoted else text, quoted, not quoted and text.endswith("*"))


# --- what tokens a query looks for ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens one behind the other.

    Attributes:
        tokens: The tokens.
        begins: Whether the last one is the beginning of a token.
        part: Whether that beginning is a sign by itself, and not what begins a word.
    """

    tokens: tuple[str, ...]
    begins: bool = False
    part: bool = False

    @property
    def stem(self) -> bool:
        """Whether it is a stem."""
        return JOIN in self.tokens[0]


@dataclass(frozen=True, slots=True)
class AllOf:
    """All of some must be there."""

    parts: tuple[Sought, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of some must be there."""

    parts: tuple[Sought, ...]


Sought = Phrase | AllOf | AnyOf


def sought(term: Term, languages: Sequence[str]) -> Sought:
    """What tokens a term looks for.

    Args:
        term: A term.
        languages: Of the sentences that are searched: a word is looked for by its stem in each.
    """
    found = list(runs(term.text))
    phrase = _phrase(found, term.begins)
    if term.quoted or term.begins:
        return phrase
    ways: list[Sought] = [phrase, *_umlauts(term.text)]
    for language in languages:
        own = dict.fromkeys(token.text for token in stems(term.text, language))
        if own:
            ways.append(all_of([Phrase((stem,)) for stem in own]))
    return any_of(ways)


def phrase_of(text: str) -> Phrase:
    """A text word for word; it must hold a letter or a figure."""
    return _phrase(list(runs(text)), False)


def _phrase(found: Sequence[Run], begins: bool) -> Phrase:
    tokens: list[Token] = []
    for at, run in enumerate(found):
        own = list(run.tokens())
        # What comes behind a stretch of pairs in a text is not known: its last sign may begin another pair.
        tokens += own[:-1] if run.paired and len(own) > 1 and at == len(found) - 1 else own
    last = found[-1]
    single = last.paired and len(last.signs) == 1
    return Phrase(tuple(token.text for token in tokens), (begins and not last.paired) or single, single)


def _umlauts(word: str) -> Iterator[Phrase]:
    """The word with its umlauts written in the other way."""
    plain = word.lower()
    spelt = plain
    for letter, written in _UMLAUTS:
        spelt = spelt.replace(letter, written)
    joined_ = plain
    for letter, written in _UMLAUTS[:3]:
        joined_ = joined_.replace(written, letter)
    for other in dict.fromkeys((spelt, joined_)):
        if other != plain:
            yield phrase_of(other)


def all_of(parts: Sequence[Sought]) -> Sought:
    """All of some, at least one."""
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts))


def any_of(parts: Sequence[Sought]) -> Sought:
    """One of some, at least one; the same part counts once."""
    single = tuple(dict.fromkeys(parts))
    return single[0] if len(single) == 1 else AnyOf(single)


def phrases(part: Sought) -> Iterator[Phrase]:
    """All phrases that are looked for."""
    if isinstance(part, Phrase):
        yield part
    else:
        for inner in part.parts:
            yield from phrases(inner)


__all__ = [
    "MOST_TERMS",
    "AllOf",
    "AnyOf",
    "Phrase",
    "Query",
    "Sought",
    "Term",
    "all_of",
    "any_of",
    "joined",
    "parse",
    "phrase_of",
    "phrases",
    "sought",
]
