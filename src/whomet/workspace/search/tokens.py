"""Texts as tokens: the same for what is searched and for what is searched for, in either database.

Words between spaces are one token each. Scripts without spaces, and Korean, whose particles are written onto the word,
become overlapping pairs of signs with the last sign by itself: two signs are found as a pair wherever they stand, one
as the beginning of a pair or the last, more as pairs in a row. Beside them stand the stems: what Snowball leaves of a
word in the language of its sentence, or the dictionary form of a morpheme where the language pack knows it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache, partial
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple

import snowballstemmer
from babel import Locale, UnknownLocaleError

from whomet.languages import pack
from whomet.workspace.search.folding import Sign, signs

#: What stands between a language and a stem: no word has it, and no database takes it for the end of a word.
JOIN = "\u00b7"
#: Characters of the longest token; PostgreSQL takes 2,046 bytes.
LONGEST = 64
#: Changes whenever a text gives other tokens: what was indexed otherwise is indexed again.
_EDITION = "1"
#: Stretches between spaces whose tokens are remembered: a million words of a language have some 50,000 different ones.
_MEMORY = 65_536
_ASCII = re.compile(r"[a-z0-9]+")
_BETWEEN_SPACES = re.compile(r"\S+")
_HANGUL = re.compile(r"[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")
#: Beginnings of Sejong tags of morphemes that carry meaning: nouns, verbs, adjectives, roots.
_CARRYING = ("NN", "VV", "VA", "XR", "SL")
#: What tags of hooks mean that know no morphemes.
_NO_MORPHEME = frozenset({"WORD", "NUMBER", "SIGN"})


class Token(NamedTuple):
    """A token and where it stands.

    Attributes:
        text: As it is compared.
        start, end: Offsets into the text.
        first: Offset behind its first sign.
    """

    text: str
    start: int
    end: int
    first: int


class Run(NamedTuple):
    """Signs of one kind in a row: a word, or a stretch of a script without spaces.

    Attributes:
        paired: Whether its tokens are pairs of signs.
        signs: The signs.
    """

    paired: bool
    signs: Sequence[Sign]

    @property
    def text(self) -> str:
        """As it is compared."""
        return "".join(sign.text for sign in self.signs)

    def tokens(self) -> Iterator[Token]:
        """Its tokens, in order; the last one of pairs is one sign."""
        first = self.signs[0]
        if not self.paired:
            yield Token(self.text[:LONGEST], first.start, self.signs[-1].end, first.end)
            return
        for at, sign in enumerate(self.signs):
            last = self.signs[min(at + 1, len(self.signs) - 1)]
            text = sign.text + last.text if last is not sign else sign.text
            yield Token(text[:LONGEST], sign.start, last.end, sign.end)


@cache
def edition() -> str:
    """What tells tokens of this program from those of another edition of it, or of its libraries."""
    return " ".join(
        (_EDITION, unicodedata.unidata_version, *(_version(name) for name in ("snowballstemmer", "kiwipiepy")))
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def runs(text: str) -> Iterator[Run]:
    """The runs of a text.

    Args:
        text: Any text.
    """
    if text.isascii():
        for match in _ASCII.finditer(text.lower()):
            yield Run(False, (Sign(match.group(), "word", match.start(), match.end()),))
        return
    current: list[Sign] = []
    for sign in signs(text):
        if current and sign.kind != current[0].kind:
            yield Run(current[0].kind != "word", tuple(current))
            current = []
        if sign.kind:
            current.append(sign)
    if current:
        yield Run(current[0].kind != "word", tuple(current))


def words(text: str) -> list[Token]:
    """The words and pairs of signs of a text, in order.

    Args:
        text: Any text.
    """
    return _shifted(text, _words)


def stems(text: str, language: str) -> list[Token]:
    """The stems of a text.

    Args:
        text: Any text.
        language: BCP 47 code; where its stems are not known there are none.
    """
    if _stemmer(language) is not None:
        return _shifted(text, partial(_stems, language=language))
    if _HANGUL.search(text):
        return list(_morphemes(text, language))
    return []


def _shifted(text: str, tokens: Callable[[str], Sequence[Token]]) -> list[Token]:
    """Tokens of a text from those of what stands between its spaces: much of that comes again and again."""
    found = []
    for match in _BETWEEN_SPACES.finditer(text):
        at = match.start()
        found += [Token(token, start + at, end + at, first + at) for token, start, end, first in tokens(match.group())]
    return found


@lru_cache(maxsize=_MEMORY)
def _words(chunk: str) -> tuple[Token, ...]:
    return tuple(token for run in runs(chunk) for token in run.tokens())


@lru_cache(maxsize=_MEMORY)
def _stems(chunk: str, language: str) -> tuple[Token, ...]:
    return tuple(_stemmed(chunk, run, language) for run in runs(chunk) if not run.paired)


def _stemmed(text: str, run: Run, language: str) -> Token:
    start, end = run.signs[0].start, run.signs[-1].end
    return Token(_stem(text[start:end], language), start, end, end)


def _stem(word: str, language: str) -> str:
    stem = _stemmer(language)
    plain = unicodedata.normalize("NFKC", word).lower()
    return joined(language, "".join(run.text for run in runs(stem(plain) if stem else plain)))


def joined(language: str, stem: str) -> str:
    """A stem as a token."""
    return f"{language}{JOIN}{stem}"[:LONGEST]


def _morphemes(text: str, language: str) -> Iterator[Token]:
    for token in pack(language).hooks.tokens(text):
        if token.tag not in _NO_MORPHEME and token.tag.startswith(_CARRYING) and token.end > token.start:
            folded = "".join(run.text for run in runs(token.lemma))
            if folded:
                yield Token(joined(language, folded), token.start, token.end, token.end)


@cache
def _stemmer(language: str) -> Callable[[str], str] | None:
    """Snowball's algorithm of a language, by the English name that CLDR has for it."""
    try:
        name = (Locale.parse(language, sep="-", resolve_likely_subtags=False).english_name or "").split()
    except (UnknownLocaleError, ValueError):
        return None
    if not name or name[0].lower() not in snowballstemmer.algorithms():
        return None
    found: Callable[[str], str] = snowballstemmer.stemmer(name[0].lower()).stemWord
    return found


__all__ = ["JOIN", "Run", "Token", "edition", "joined", "runs", "stems", "words"]
