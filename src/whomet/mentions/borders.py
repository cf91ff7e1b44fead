"""Where a name begins and ends: titles, particles, genitive endings and half words are cut or completed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from whomet.languages import Token
from whomet.mentions.view import Role, View

_HANGUL_RUN = re.compile(r"[가-힣A-Za-z0-9·&]+")
_OUTER = " \t\n\"'“”‘’„«»‹›「」『』《》()[],;:·.-–—*|/"
_KEEP_DOT = re.compile(r"(?:\b\w\.)+$|\b(?:Inc|Corp|Ltd|Co|Jr|Sr|St|S\.A|N\.V|B\.V|e\.V)\.$")


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space, quotation marks and signs at its ends; the dot of "U.S." stays."""
    while start < end and text[start] in _OUTER:
        start += 1
    while end > start and text[end - 1] in _OUTER and not _KEEP_DOT.search(text[start:end]):
        end -= 1
    return start, end


def cut_roles(spans: Iterable[tuple[int, int]], roles: Sequence[Role]) -> list[tuple[int, int]]:
    """What is left of some spans once the titles inside them are taken out."""
    left = list(spans)
    for role in roles:
        pieces = []
        for start, end in left:
            if role.end <= start or end <= role.start:
                pieces.append((start, end))
                continue
            pieces += [(a, b) for a, b in ((start, min(end, role.start)), (max(start, role.end), end)) if a < b]
        left = pieces
    return left


def cut_honorifics(view: View, start: int, end: int) -> tuple[int, int]:
    """The span without "Ms", "Herr", "씨" at its ends."""
    before, after = view.lexicon.honorifics_before, view.lexicon.honorifics_after
    while True:
        first = re.match(r"(\S+)\s+(?=\S)", view.text[start:end])
        if first is None or first.group(1) not in before:
            break
        start += first.end()
    for word in after:
        if view.text[start:end].endswith(" " + word):
            end -= len(word) + 1
    return trim(view.text, start, end)


def strip_genitive(view: View, start: int, end: int) -> tuple[int, int]:
    """The span without the ending that the language writes onto its last word."""
    word = re.search(r"\S+$", view.text[start:end])
    if word is None:
        return start, end
    stem = view.lexicon.pack.hooks.strip_particles(word.group())
    return start, end - (len(word.group()) - len(stem))


class Stems:
    """Which stems the words of a text have, told by how they recur with other particles.

    "한진만이" may be 한진 + 만이 or 한진만 + 이: the stem that also stands bare, or with more different particles, is
    the right one.
    """

    def __init__(self, texts: Iterable[str], endings: Iterable[str]) -> None:
        self._endings = sorted(endings, key=lambda ending: (-len(ending), ending))
        self._words = Counter(word for text in texts for word in _HANGUL_RUN.findall(text))

    def best(self, word: str, least: int) -> str:
        """The likeliest stem of a word.

        Args:
            word: A word with its particles.
            least: Length of the shortest stem to think of.
        """
        stems = {word} | {word[: -len(end)] for end in self._endings if word.endswith(end)}
        candidates = sorted((stem for stem in stems if len(stem) >= least), key=len)
        if not candidates:
            return word
        return max(candidates, key=lambda stem: (self._weight(stem, word), -len(stem)))

    def weight(self, stem: str) -> int:
        """How well a stem is attested: how often it stands bare, twice, and with how many particles."""
        return self._weight(stem, "")

    def _weight(self, stem: str, word: str) -> int:
        particles = sum(1 for end in self._endings if self._words[stem + end])
        return 2 * self._words[stem] * (1 if stem != word else 0) + particles


def snap(view: View, start: int, end: int, stems: Stems) -> tuple[int, int]:
    """Borders of a span in a language whose particles are written onto names: whole morphemes, without particles."""
    tokens = [token for token in view.tokens if token.end > token.start]
    inside = [token for token in tokens if token.start < end and start < token.end]
    if not inside:
        return start, end
    start, end = min(start, inside[0].start), max(end, inside[-1].end)
    while inside and inside[-1].tag.startswith(("J", "E", "VCP", "XSV", "XSA")) and len(inside) > 1:
        end = inside.pop().start
    start, end = trim(view.text, start, end)
    last = re.search(r"[가-힣]+$", view.text[start:end])
    if last is None:
        return start, end
    begin = start + last.start()
    whole = _HANGUL_RUN.match(view.text, begin)
    word = whole.group() if whole else last.group()
    if _noun_goes_on(tokens, end):
        return start, end
    best = stems.best(word, 2)
    return (start, begin + len(best)) if best.startswith(last.group()[:2]) else (start, end)


def _noun_goes_on(tokens: Sequence[Token], end: int) -> bool:
    follower = next((token for token in tokens if token.start == end), None)
    return follower is not None and follower.tag.startswith(("NN", "XS", "SL"))
