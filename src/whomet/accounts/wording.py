"""Quotations that are printed in one language in two wordings that cannot both be what was said."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from whomet.accounts.corrections import Superseded
from whomet.accounts.disputes import disputed
from whomet.accounts.view import View
from whomet.records import Citation, Contradiction, Statement

#: rapidfuzz ratio (0 to 100) from which two wordings are one sentence with something changed. Two translations of one
#: quotation into one language reach 58 to 68 in the gold stories, a quotation with one other word 80 and more.
CHANGED = 75.0
#: rapidfuzz partial ratio from which the shorter one is cut from the longer: nothing was changed.
CUT = 97.0
#: Letters by which two wordings differ at least: one is a slip of spelling, or another form of a word.
SPELLING = 2


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
        elif not wordings or all(fuzz.ratio(plain(text), plain(place.text)) >= CHANGED for text, _ in wordings):
            wordings.append((place.text.strip(), [place]))
    return wordings


def changed(left: str, right: str) -> bool:
    """Whether two prints of a quotation cannot both be what was said.

    Args:
        left, right: Of one language.

    Returns:
        False where one is cut from the other, or they differ by spelling, signs or the way to write a number alone.
    """
    one, other = plain(left), plain(right)
    if _numbers(one) != _numbers(other) and fuzz.ratio(one, other) >= CHANGED:
        return bool(_numbers(one) and _numbers(other))
    if fuzz.partial_ratio(one, other) >= CUT:
        return False
    return Levenshtein.distance(one, other) > SPELLING


def plain(text: str) -> str:
    """A text without signs, in lower case, its digits those of ASCII."""
    signs = (str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in unicodedata.normalize("NFKC", text))
    return " ".join(re.sub(r"[^\w\s]|_", "", "".join(signs)).casefold().split())


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+", text)
