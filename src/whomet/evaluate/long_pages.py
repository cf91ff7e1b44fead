"""Web pages with articles of any length in three languages, to time things on; all names and figures are invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from functools import lru_cache
from random import Random

from whomet.evaluate.edit_pages import Sheet, outlets, printed
from whomet.evaluate.edit_texts import Written, person, spoken, written

#: Three kinds of grammar and two scripts; in all of them words stand between spaces and can be counted.
LANGUAGES = ("en", "de", "ko")
#: Numbers of the happenings of the grammar that one article may look back on.
_BACKGROUND = 1_000
_QUOTES = "“”„«»"


def pages(number: int, words: int = 600, seed: int = 1, language: str | None = None) -> Iterator[tuple[str, bytes]]:
    """Make web pages. Every happening is told in each language once; what stands behind the report no two share.

    Args:
        number: How many.
        words: Words that an article has at least.
        seed: Another one gives other names, figures and backgrounds.
        language: Only pages of this one of `LANGUAGES`.

    Yields:
        Name and bytes of each page.
    """
    for place in range(number):
        told = language or LANGUAGES[place % len(LANGUAGES)]
        happening = _happening(seed, place if language else place // len(LANGUAGES))
        rng = Random(f"{seed}:{place}")
        telling = happening.telling("a", told)
        sheet = Sheet(
            rng.choice(outlets(told)),
            rng.choice(telling.headlines),
            [*telling.first, *_background(telling.first, words, told, seed, place)],
            byline=person(rng).told(told, ""),
            when=datetime.combine(happening.day, time(rng.randrange(24), rng.randrange(60))),
        )
        yield f"{told}/{place:05d}.html", printed(sheet, "html")


def _background(report: tuple[str, ...], words: int, language: str, seed: int, place: int) -> list[str]:
    """As many sentences as a report lacks. Those of the grammar are short: two are printed as one."""
    found: list[str] = []
    counted = sum(len(sentence.split()) for sentence in report)
    number = place * _BACKGROUND
    while counted < words:
        for sentence in spoken(seed, number).telling("a", language).first:
            if counted >= words:
                break
            counted += len(sentence.split())
            if found and ";" not in found[-1] and not any(quote in found[-1] + sentence for quote in _QUOTES):
                found[-1] = f"{found[-1][:-1]}; {sentence}"
            else:
                found.append(sentence)
        number += 1
    return found


def _happening(seed: int, number: int) -> Written:
    first = _written(seed * _BACKGROUND)
    return _written(seed * _BACKGROUND + number // len(first))[number % len(first)]


@lru_cache(maxsize=4)
def _written(seed: int) -> list[Written]:
    return written(seed)


__all__ = ["LANGUAGES", "pages"]
