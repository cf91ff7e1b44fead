"""Quoted characters found again in the article: what cannot be found is dropped."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from whomet.records import Document

#: Signs that are written in several ways, and that models exchange: quotation marks, apostrophes, dashes.
_SIGNS: Final = {
    **dict.fromkeys("“”„‟«»″〝〞＂", '"'),
    **dict.fromkeys("‘’‚‛ʼ′＇`´", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
}


class Finder:
    """Finds quoted stretches in what a reader reads of a document.

    Case, width, white space and the shape of quotation marks and dashes do not matter: models change these. Spliced-in
    text is no part of what is searched.
    """

    def __init__(self, document: Document) -> None:
        """Index a document."""
        self.document = document
        letters: list[str] = []
        self._offsets: list[int] = []
        #: Where every sentence begins in the folded text.
        self._begins: list[int] = []
        for sentence in document.sentences:
            self._begins.append(len(letters))
            for position, letter in enumerate(sentence.text):
                offset = sentence.outer(position, position + 1)[0]
                for sign in _folded(letter):
                    if sign != " " or (letters and letters[-1] != " "):
                        letters.append(sign)
                        self._offsets.append(offset)
            if letters and letters[-1] != " ":
                letters.append(" ")
                self._offsets.append(sentence.end)
        self._text = "".join(letters)

    def find(self, quote: str, near: tuple[int, int] | None = None) -> tuple[int, int] | None:
        """Where a quoted stretch stands.

        Args:
            quote: What is said to stand in the article.
            near: Document offsets of what it belongs to: of several places the one inside or nearest is taken.

        Returns:
            Document offsets, None where it stands nowhere.
        """
        places = list(self._places(quote))
        if near is None:
            return places[0] if places else None
        return min(places, key=lambda place: (max(near[0] - place[0], place[1] - near[1], 0), place), default=None)

    def sentence(self, position: int) -> int | None:
        """Index of the sentence that holds a document offset; None where none does."""
        for number, sentence in enumerate(self.document.sentences):
            if sentence.start <= position < sentence.end:
                return number
        return None

    def _places(self, quote: str) -> Iterator[tuple[int, int]]:
        """Document offsets of all places of a stretch, whole words where the script has them."""
        wanted = " ".join("".join(_folded(letter) for letter in quote).split())
        begin = self._text.find(wanted) if wanted else -1
        while begin >= 0:
            end = begin + len(wanted)
            if not (_joined(self._text, begin) or _joined(self._text, end)):
                yield self._offsets[begin], self._offsets[end - 1] + 1
            begin = self._text.find(wanted, begin + 1)


def _folded(letter: str) -> str:
    if letter.isspace():
        return " "
    return "".join(_SIGNS.get(sign, sign) for sign in unicodedata.normalize("NFKC", letter).casefold())


def _joined(text: str, at: int) -> bool:
    """Whether a cut falls into a Latin, Greek or Cyrillic word or a number: elsewhere names are written onto others."""
    if not 0 < at < len(text):
        return False
    pair = text[at - 1 : at + 1]
    return all(sign.isalnum() and (sign.isdigit() or ord(sign) < 0x530) for sign in pair)
