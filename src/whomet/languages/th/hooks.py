"""Hooks of the Thai pack: sentences end at spaces, and only some of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from whomet.languages import Token, pack
from whomet.languages._common import personal_short_forms, trim
from whomet.languages._unspaced import asides
from whomet.languages._unspaced import tokens as script_runs

_BREAK = re.compile(r"\n+|[!?]+[”\"')\]]*(?=\s|$)|(?<=[\u0e00-\u0e7f]{2})[”\"]?\.[”\"]?(?=\s|$)|[ \t\u00a0]+")


@cache
def _words(key: str) -> tuple[str, ...]:
    return tuple(pack("th").table("sentences")[key])


def _least(key: str) -> int:
    return int(pack("th").table("sentences")["least"][key])


@cache
def _continuing() -> re.Pattern[str]:
    return re.compile(pack("th").table("sentences")["continuing"])


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a paragraph."""
    spans, begin, number = [], 0, 0
    inside = asides(text)
    for match in _BREAK.finditer(text):
        while number < len(inside) and inside[number][1] < match.end():
            number += 1
        shielded = number < len(inside) and inside[number][0] <= match.start()
        if match.start() < begin or (shielded and "\n" not in match.group()):
            continue
        if match.group().strip() and not _abbreviated(text, match):
            spans.append((begin, match.end()))
        elif "\n" in match.group() or (not match.group().strip() and _ends(text, begin, match)):
            spans.append((begin, match.start()))
        else:
            continue
        begin = match.end()
    spans.append((begin, len(text)))
    return [trimmed for span in spans if (trimmed := trim(text, *span))[0] < trimmed[1]]


def _abbreviated(text: str, match: re.Match[str]) -> bool:
    """Whether a full stop belongs to an abbreviation such as that of a month or a rank."""
    return "." in match.group() and text.endswith(_words("abbreviations"), 0, match.start())


def _ends(text: str, begin: int, match: re.Match[str]) -> bool:
    """Whether a space ends a sentence: by what stands before it, by what begins behind it, and by the lengths."""
    done, left = match.start() - begin, len(text) - match.end()
    if done < _least("before") or left < _least("behind"):
        return False
    if text.endswith(_words("open"), begin, match.start()):
        return False
    if text.endswith(_words("particles"), begin, match.start()):
        return True
    if _continuing().match(text, match.end()):
        return False
    if text.startswith(_words("starters"), match.end()):
        return True
    return done >= _least("long") and text.startswith(_words("subjects"), match.end())


def tokens(text: str) -> Sequence[Token]:
    """Runs of Thai letters between spaces, other words, numbers and signs."""
    return script_runs(text)


def strip_particles(word: str) -> str:
    """The word itself: Thai writes nothing onto names."""
    return word


def short_forms(name: str) -> tuple[str, ...]:
    """The given name, by which Thai persons are taken up again, then the family name."""
    parts = name.split()
    if len(parts) < 2 or not "\u0e00" <= name[0] <= "\u0e7f":
        return personal_short_forms(name, ())
    return tuple(dict.fromkeys((parts[0], parts[-1])))
