"""Hooks of the Korean pack: morphemes by Kiwi (kiwipiepy)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from kiwipiepy import Kiwi

from whomet.languages import Token, pack
from whomet.languages._common import personal_short_forms, trim

# News often lacks the space after a sentence: "...만났다.이 회장은", so a final ending before a full stop is enough.
# A closing mark with Hangul right behind it belongs to the sentence that quotes: '"...없다."라고 말했다'.
_END = re.compile(
    r"(?<=[가-힣\"'”’)%])[.!?…]+(?:[\"'”’」』)\]]+(?![가-힣]))?(?![\"'”’」』)\]\d])|(?<=\w\w)[.!?]+(?=\s)|\n+"
)
_CLOSED = re.compile(r"[\"'”’」』)\]]+(?=[가-힣])")
# Words that the dictionary lacks bear the number of their tag, all below this; a noun that is not listed is a name.
_LISTED = 50
_HANGUL_NAME = re.compile(r"[가-힣]{2,4}")


@cache
def _kiwi() -> Kiwi:
    # The tables of typing errors and of phrases cost a second at the start and change nothing for edited news.
    return Kiwi(num_workers=1, load_typo_dict=False, load_multi_dict=False)


@cache
def _double_surnames() -> frozenset[str]:
    return frozenset(pack("ko").table("names").get("double_surnames", ()))


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a paragraph."""
    spans, begin = [], 0
    for match in _END.finditer(text):
        if match.start() < begin or _CLOSED.match(text, match.end()):
            continue
        spans.append((begin, match.end()))
        begin = match.end()
    spans.append((begin, len(text)))
    return [trimmed for span in spans if (trimmed := trim(text, *span))[0] < trimmed[1]]


@lru_cache(maxsize=4096)
def tokens(text: str) -> Sequence[Token]:
    """Morphemes with Sejong tags, sorted and without overlap.

    A morpheme that is contracted into the syllable of the one before it ("만났다": 만나 + 었 + 다) has an empty span
    behind it; its `lemma` tells the form.
    """
    found, done = [], 0
    for token in _kiwi().tokenize(text):
        lemma = token.form + "다" if token.tag[:2] in ("VV", "VA", "VX", "VC") else token.form
        start = max(token.start, done)
        done = max(token.start + token.len, start)
        tag = "NNP" if token.tag == "NNG" and token.id < _LISTED else str(token.tag)
        found.append(Token(start, done, text[start:done], lemma, tag))
    return tuple(found)


def strip_particles(word: str) -> str:
    """The word without the case particles at its end, as far as the morphemes tell them."""
    parts = [token for token in tokens(word) if token.end > token.start]
    while len(parts) > 1 and parts[-1].tag.startswith(("J", "VCP", "E")):
        word = word[: parts[-1].start]
        parts.pop()
    return word


def short_forms(name: str) -> tuple[str, ...]:
    """The family name of a Korean name, then its given name; last and first part of a foreign one."""
    if " " in name or "·" in name:
        return personal_short_forms(name.replace("·", " "), ())
    if not _HANGUL_NAME.fullmatch(name):
        return ()
    cut = 2 if name[:2] in _double_surnames() and len(name) > 2 else 1
    return (name[:cut], name[cut:]) if len(name) - cut > 1 else (name[:cut],)
