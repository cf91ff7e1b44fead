"""Quotations that are printed in one language in two wordings that cannot both be what was said."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from whomet.accounts.corrections import Superseded
from whomet.accounts.disputes import disputed
from whomet.accounts.view import View
from whomet.records import Citation, Contradiction, Statement

#: Share of words (of signs, where words are not written apart) that two prints have in common at least. With less they
#: are two translations of one quotation, or two quotations.
COMMON = 0.7
#: rapidfuzz ratio (0 to 100) of the words put in each other's place below which they are other words, and not the same
#: ones in another form or spelling.
OTHER_WORDS = 65.0
#: Characters that a word has at most, on the whole: a text with fewer spaces is written without them.
LONGEST_WORD = 14


def contradictions_of_wording(
    view: View, statements: Sequence[Statement], corrected: Superseded
) -> tuple[Contradiction, ...]:
    """Quotations of one speaker that two lines of reporting print in other words of one language.

    Translations do not count, nor does what is only cut or differs by its spelling.

    Args:
        view: Ways to lines of reporting.
        statements: All statements of the account.
        corrected: What corrections supersede.

    Returns:
        One contradiction a quotation and language, its values the wordings.
    """
    found = []
    for statement in statements:
        for places in _comparable(view, statement):
            values = _wordings(places)
            if len(values) > 1:
                pairs = [(text, place) for text, told in values for place in told]
                found.append(_explained(view, disputed(view, "wording", pairs, statement.speaker, corrected)))
    return tuple(contradiction for contradiction in found if contradiction)


def _comparable(view: View, statement: Statement) -> Iterator[list[Citation]]:
    """The prints of a quotation that ought to have one wording.

    Those of one language, where it is printed in no other: otherwise they may be translations made apart, and only
    what depends on one text is comparable.
    """
    groups: dict[tuple[str | None, str], list[Citation]] = defaultdict(list)
    one_language = len({place.language for place in statement.places}) == 1
    for place in statement.places if statement.direct else ():
        groups[place.language, "" if one_language else view.text(place.document)].append(place)
    for _, places in sorted(groups.items(), key=lambda item: (str(item[0][0]), item[0][1])):
        if len({place.document for place in places}) > 1:
            yield places


def _explained(view: View, found: Contradiction | None) -> Contradiction | None:
    """The contradiction with its cause, where all prints depend on one text."""
    if found is None or found.cause or len({view.text(file) for _, files in found.values for file in files}) > 1:
        return found
    return replace(found, cause="copying error", explanation="copied with other words")


def _wordings(places: Sequence[Citation]) -> list[tuple[str, list[Citation]]]:
    """The wordings of one quotation that exclude each other, each as first printed with its places.

    A print goes with the first wording that it does not change: with one that it is cut from, or spells otherwise.
    """
    ordered = sorted(places, key=lambda place: (-len(plain(place.text)), place.document, place.start))
    wordings: list[tuple[str, list[Citation]]] = []
    for place in ordered:
        homes = [told for text, told in wordings if not changed(text, place.text)]
        if homes:
            homes[0].append(place)
        else:
            wordings.append((place.text.strip(), [place]))
    return wordings


def changed(left: str, right: str) -> bool:
    """Whether two prints of a quotation have other words, or another number, in one place.

    Args:
        left, right: Of one language.

    Returns:
        False where one leaves out words of the other, where they differ by spelling, signs or the way to write a
        number, and where they differ in several places: those are translations made apart, or two quotations.
    """
    one, other = _parts(plain(left)), _parts(plain(right))
    blocks = [code for code in SequenceMatcher(None, one, other, autojunk=False).get_opcodes() if code[0] != "equal"]
    if len(blocks) != 1 or blocks[0][0] != "replace":
        return False
    _, start, end, begin, stop = blocks[0]
    if max(len(one) - (end - start), len(other) - (stop - begin)) < COMMON * max(len(one), len(other)):
        return False
    was, now = ("".join(one[start:end]), "".join(other[begin:stop]))
    numbers = any(sign.isdigit() for sign in was), any(sign.isdigit() for sign in now)
    return all(numbers) or (not any(numbers) and fuzz.ratio(was, now) < OTHER_WORDS)


def _parts(text: str) -> list[str]:
    """Words, or signs where words are not written apart."""
    words = text.split()
    return words if len(words) > 1 and len(words) * LONGEST_WORD > len(text) else list(text)


def plain(text: str) -> str:
    """A text without signs, in lower case, its digits those of ASCII."""
    signs = (str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in unicodedata.normalize("NFKC", text))
    return " ".join(re.sub(r"[^\w\s]|_", "", "".join(signs)).casefold().split())
