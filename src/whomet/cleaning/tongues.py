"""Which language is each line written in?

The script decides where it can. Where one script serves many languages (Latin, Cyrillic, Arabic), letter sequences
decide (the naive Bayes model of py3langid; see `data/SOURCES.md`), but not line by line: a line is in one of the
languages that the prose of its document is written in unless its letters speak clearly against all of them.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from whomet.cleaning.lines import Line
from whomet.records import READ_KINDS

#: Languages told apart by letter sequences; rare ones that the model confuses with them are left out.
_LATIN = (
    "en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "no", "fi", "pl", "cs", "sk", "hu", "ro", "tr", "id", "ms",
    "vi", "et", "lv", "lt", "sl", "hr", "ca", "az", "sq", "is", "ga", "eu", "gl", "sw",
)  # fmt: skip
_CYRILLIC = ("ru", "uk", "bg", "sr", "mk", "be", "kk", "ky", "mn")
_ARABIC = ("ar", "fa", "ur", "ps")
#: Scripts with several languages.
FAMILIES = {"LATIN": _LATIN, "CYRILLIC": _CYRILLIC, "ARABIC": _ARABIC}
#: Log likelihood of a text without any letter sequence of the model, in every language.
_NOTHING = float(np.finfo(np.float32).min)
_OTHERS = {
    "THAI": "th", "GREEK": "el", "HEBREW": "he", "ARMENIAN": "hy", "GEORGIAN": "ka", "TAMIL": "ta", "TELUGU": "te",
    "BENGALI": "bn", "DEVANAGARI": "hi", "KHMER": "km", "LAO": "lo", "MYANMAR": "my", "GUJARATI": "gu",
    "MALAYALAM": "ml", "KANNADA": "kn", "SINHALA": "si", "ETHIOPIC": "am", "GURMUKHI": "pa",
}  # fmt: skip
#: Characters of a line that are looked at: the letters of a paragraph's beginning decide as well as all of it.
_SAMPLE = 120
#: Letters from which a line helps to tell the languages of its document.
_ENOUGH = 60
#: What the language of the document is ahead of others (log likelihood over the root of the number of bytes), for
#: lines of five words and more and for shorter ones. On texts of 18 languages cut to five words, 0.6 % of a
#: document's own lines and 98.5 % of lines in another language come out above 1.5; cut to three, 0.4 % and 88 %
#: above 3.0. A single word never does: names belong to no language.
_AHEAD = ((5, 1.5), (2, 3.0), (0, math.inf))
#: The like for a language that few documents are in, beside the one it is mistaken for.
_RARE = {"ms": 1.0, "gl": 0.6, "ca": 0.4, "sw": 1.0, "ga": 1.0, "eu": 0.6, "ky": 0.6, "mn": 0.6, "ps": 0.6, "mk": 0.3}
#: What the language that the page declares is ahead, as far as no other line speaks: half of the least above.
_DECLARED = 0.75
#: Share of the body from which a language is one of the document's, not that of a quotation.
_REAL = 0.15
#: Share of kana from which ideographs are Japanese whatever stands around; Chinese names with a kana have less.
_KANA = 0.05
#: Ideographs from which a line without kana is Chinese although kana stand elsewhere: a Japanese headline may do
#: without them, a sentence (with its full stop) does not.
_HEADLINE, _CLAUSE = 26, 12
_WORD = re.compile(r"[^\W\d_]+")
#: Latin letters and signs alone, as most lines are.
_PLAIN = re.compile(r"[\x00-\u024f\u1e00-\u1eff\u2000-\u206f\u20a0-\u214f]*")
_STOP = ("。", "！", "？", "」", "”")


@cache
def _model() -> dict[str, Any]:
    """The tables of the model by name; `training/languages/convert.py` tells what they are."""
    with (
        resources.files("whomet.cleaning").joinpath("data/languages.npz").open("rb") as file,
        np.load(file, allow_pickle=False) as tables,
    ):
        return {name: tables[name] for name in tables.files}


@cache
def _script(letter: str) -> str | None:
    """The script of a letter; None for other characters."""
    if not letter.isalpha():
        return None
    name = unicodedata.name(letter, "?").split()[0]
    return {"HIRAGANA": "KANA", "KATAKANA": "KANA", "KATAKANA-HIRAGANA": "KANA", "CJK": "HAN"}.get(name, name)


def scripts_of(text: str) -> Counter[str]:
    """How many letters of each script a text has; a Hangul syllable or ideograph counts two.

    Args:
        text: A line or more; its beginning is looked at.

    Returns:
        Counts by the first word of the letters' Unicode names, "HAN" and "KANA".
    """
    found: Counter[str] = Counter()
    head = text[:_SAMPLE]
    if _PLAIN.fullmatch(head):
        letters = sum(map(str.isalpha, head))
        return Counter({"LATIN": letters}) if letters else found
    for letter, count in Counter(head).items():
        script = _script(letter)
        if script:
            found[script] += count * (2 if script in ("HANGUL", "HAN") else 1)
    return found


@dataclass(frozen=True, slots=True)
class _Look:
    """What a line shows of its language.

    Attributes:
        code: The language, where the script tells it; None where letters must.
        sure: Whether it needs no look at its neighbours.
        family: The script with several languages ("LATIN" ...), else "HAN" for ideographs that may be Japanese.
        letters: Letters of it.
    """

    code: str | None = None
    sure: bool = False
    family: str | None = None
    letters: int = 0


def _look(text: str) -> _Look:
    head = text[:_SAMPLE]
    if _PLAIN.fullmatch(head):
        letters = sum(map(str.isalpha, head))
        return _Look(None, False, "LATIN", letters) if letters else _Look()
    scripts = scripts_of(text)
    if not scripts:
        return _Look()
    total = scripts.total()
    if scripts["LATIN"] == total:
        return _Look(None, False, "LATIN", total)
    script, count = max(scripts.items(), key=lambda item: (item[1], item[0]))
    if scripts["HANGUL"] >= 0.3 * total:
        return _Look("ko", True, letters=total)
    eastern = scripts["KANA"] + scripts["HAN"]
    if eastern >= 0.4 * total and eastern >= count:
        if scripts["KANA"] >= _KANA * eastern:
            return _Look("ja", scripts["KANA"] > 2, "HAN", total)
        clause = scripts["HAN"] >= 2 * _CLAUSE and text.rstrip().endswith(_STOP)
        return _Look("zh", clause or scripts["HAN"] >= 2 * _HEADLINE, "HAN", total)
    if script in _OTHERS:
        return _Look(_OTHERS[script], True, letters=total)
    if script in FAMILIES:
        return _Look(None, False, script, count)
    return _Look("und", False, letters=total)


@dataclass(frozen=True, slots=True)
class _Scores:
    """How well each language of a script explains a text.

    Attributes:
        likelihood: Logarithms of it, by language.
        root: Root of the number of bytes: what a difference is measured in.
    """

    likelihood: dict[str, float]
    root: float

    def best(self, ahead: Mapping[str, float]) -> str:
        """The likeliest language, where some are ahead of others."""
        scores = self.likelihood.copy()
        for code, extra in ahead.items():
            if code in scores:
                scores[code] += extra * self.root
        # Of equals the last in the alphabet, whatever order the model has them in.
        return max(zip(scores.values(), scores, strict=True))[1]

    def lead(self, code: str, other: str) -> float:
        """How far a language is before another."""
        return (self.likelihood[code] - self.likelihood[other]) / self.root


@cache
def _tables() -> tuple[Any, Any, Any]:
    """The model's automaton: next states by row and byte, the row of each state, its letter sequence or -1."""
    model = _model()
    return model["moves"], model["rows"].astype(np.int64) << 8, model["outputs"].astype(np.int64)


def _encoded(sample: str) -> bytes:
    """A text as the model was trained to read it."""
    folded = sample.lower() if sample.isupper() else sample
    return unicodedata.normalize("NFC", folded).encode("utf-8", "surrogatepass")


def _sequences(texts: Sequence[bytes]) -> tuple[Any, Any, Any]:
    """The letter sequences of the model that stand in some texts.

    All bytes step through the automaton at once, each from the state that the byte before it has reached so far; when
    no state changes any more, all are those of a walk from the beginning. That takes one step more than the longest
    sequence has bytes, whatever the length of the texts.

    Returns:
        Numbers of the texts, in order, of the sequences in them, and how often each stands there.
    """
    moves, rows, outputs = _tables()
    letters = np.frombuffer(b"".join(texts), dtype=np.uint8)
    lengths = [len(text) for text in texts]
    firsts = np.cumsum([0, *lengths[:-1]])
    firsts = firsts[firsts < len(letters)]
    states = np.zeros(len(letters), dtype=np.int64)
    while True:
        before = np.empty_like(states)
        before[1:] = states[:-1]
        before[firsts] = 0
        after = moves[rows[before] + letters].astype(np.int64)
        if np.array_equal(after, states):
            break
        states = after
    found = outputs[states] + np.repeat(np.arange(len(texts)), lengths) * len(rows)
    keys, counts = np.unique(found[outputs[states] >= 0], return_counts=True)
    return *np.divmod(keys, len(rows)), counts


def _scores(texts: Sequence[str], family: str) -> list[_Scores]:
    """The scores of many texts, with one pass through the model for all of them."""
    samples = [text[:_SAMPLE] for text in texts]
    owners, numbers, counts = _sequences([_encoded(sample) for sample in samples])
    table, priors = _weights(family)
    sums = np.full((len(texts), len(priors)), _NOTHING, dtype=np.float32)
    if len(owners):
        told, firsts = np.unique(owners, return_index=True)
        weighted = table.take(numbers, axis=0) * np.log1p(counts, dtype=np.float32)[:, None]
        sums[told] = np.add.reduceat(weighted, firsts) + priors
    roots = [math.sqrt(len(sample.encode("utf-8", "surrogatepass"))) for sample in samples]
    codes, columns = _columns(family)
    # A language with several models has the score of the best.
    if len(codes) < len(priors):
        sums = np.stack([sums[:, list(own)].max(axis=1) for own in columns], axis=1)
    best = sums.astype(np.float64)
    best -= np.outer(roots, [_RARE.get(code, 0.0) for code in codes])
    return [_Scores(dict(zip(codes, row, strict=True)), root) for row, root in zip(best.tolist(), roots, strict=True)]


@cache
def _weights(family: str) -> tuple[Any, Any]:
    """What each letter sequence says for the languages of a script, and what is said for them from the first."""
    model, columns = _model(), _classes(family)
    return model["weights"][:, columns].astype(np.float32, order="C"), model["priors"][columns]


def _classes(family: str) -> list[int]:
    """The columns of the model that belong to the languages of a script."""
    return [column for column, code in enumerate(_model()["classes"].tolist()) if code in FAMILIES[family]]


@cache
def _columns(family: str) -> tuple[tuple[str, ...], tuple[tuple[int, ...], ...]]:
    """The languages of a script and where the model has them."""
    names = _model()["classes"].tolist()
    classes = [names[column] for column in _classes(family)]
    codes = tuple(dict.fromkeys(classes))
    return codes, tuple(tuple(at for at, own in enumerate(classes) if own == code) for code in codes)


def language_of(text: str, declared: str | None = None) -> str | None:
    """The language of a text on its own.

    Args:
        text: A line or more.
        declared: The language it is said to be in, which decides where the text does not.

    Returns:
        BCP 47 code without region; None where no letter tells.
    """
    look = _look(text)
    if look.code or not look.family:
        return look.code
    if declared in FAMILIES[look.family] and len(_WORD.findall(text)) < _AHEAD[1][0]:
        return declared
    return _scores([text], look.family)[0].best({declared: _DECLARED} if declared else {})


def line_languages(lines: Sequence[Line], declared: str | None = None) -> list[str | None]:
    """Languages of all lines.

    Args:
        lines: Labelled lines.
        declared: What the page declares.

    Returns:
        A BCP 47 code without region for each line, None where it has no letters.
    """
    return _Page(lines, declared).languages()


class _Page:
    """The lines of one document; what each shows, and what they show together."""

    def __init__(self, lines: Sequence[Line], declared: str | None) -> None:
        self._lines, self._declared = lines, declared
        self._looks = [_look(line.text) for line in lines]
        self._scored: dict[int, _Scores] = {}
        self._prose = [line.kind in READ_KINDS or line.kind == "comment" for line in lines]

    def languages(self) -> list[str | None]:
        """A code for each line."""
        real = self._real()
        japanese = self._is_japanese()
        found: list[str | None] = [None] * len(self._lines)
        units = self._units()
        ahead = self._score_all(units)
        for members in units:
            look = self._looks[members[0]]
            code = look.code
            if look.family == "HAN" and not look.sure:
                code = "ja" if japanese else "zh"
            elif code is None and look.family:
                code = self._of_letters(members[0], ahead.get(members[0]), real[look.family])
            for index in members:
                found[index] = code
        return found

    def _score_all(self, units: Sequence[Sequence[int]]) -> dict[int, float]:
        """Score the units whose letters decide; by their first lines, what another language must be ahead there."""
        found: dict[int, float] = {}
        for family in FAMILIES:
            mine = [members for members in units if self._looks[members[0]].family == family]
            asked = {members[0]: ahead for members in mine if (ahead := self._ahead(members)) is not None}
            new = [members for members in mine if members[0] in asked and members[0] not in self._scored]
            self._score([members[0] for members in new], [self._text(members) for members in new], family)
            found |= asked
        return found

    def _score(self, firsts: Sequence[int], texts: Sequence[str], family: str) -> None:
        if texts:
            self._scored.update(zip(firsts, _scores(texts, family), strict=True))

    def _text(self, members: Sequence[int]) -> str:
        return "\n".join(self._lines[index].text for index in members)

    def _units(self) -> list[list[int]]:
        """Lines of the article one by one; of the rest those that stand together and share a script."""
        units: list[list[int]] = []
        size = 0
        for index, look in enumerate(self._looks):
            last = self._looks[units[-1][0]] if units else None
            joined = not self._prose[index] and units and not self._prose[units[-1][-1]]
            if (joined and look == last == _Look()) or (
                joined and last and look.family and look.family == last.family != "HAN" and size < 2 * _SAMPLE
            ):
                units[-1].append(index)
                size += len(self._lines[index].text)
            else:
                units.append([index])
                size = len(self._lines[index].text)
        return units

    def _is_japanese(self) -> bool:
        """Whether lines of ideographs alone are Japanese here."""
        weight = Counter[str]()
        for line, look, prose in zip(self._lines, self._looks, self._prose, strict=True):
            if look.family == "HAN" and look.sure and look.code:
                weight[look.code] += line.width * (4 if prose else 1)
        return weight["ja"] > weight["zh"] or (not weight and self._declared == "ja")

    def _real(self) -> dict[str, list[str]]:
        """The languages of each script's prose, the one with the most of it first."""
        found: dict[str, list[str]] = {}
        for family in FAMILIES:
            members = [index for index, look in enumerate(self._looks) if look.family == family]
            prose = [index for index in members if self._prose[index]]
            long = [index for index in prose if self._looks[index].letters >= _ENOUGH]
            weight = Counter[str]()
            self._score(long, [self._lines[index].text for index in long], family)
            for index in long:
                best = self._scored[index].best(self._told())
                weight[best] += self._looks[index].letters
            if not weight and members:
                weight[self._of_few(prose or members, family)] = 1
            total = sum(weight.values())
            ranked = sorted(weight, key=lambda code: (-weight[code], code))
            found[family] = [code for code in ranked if weight[code] >= _REAL * total]
        return found

    def _of_few(self, members: Sequence[int], family: str) -> str:
        """The language of the few letters of a script that a document has, most often names: rather English."""
        text = self._text(members)
        few = sum(self._looks[index].letters for index in members) < _ENOUGH
        strange = any(look.code for look in self._looks)
        return _scores([text], family)[0].best({"en": _AHEAD[1][1]} if few and strange else self._told())

    def _told(self) -> dict[str, float]:
        return {self._declared: _DECLARED} if self._declared else {}

    def _ahead(self, members: Sequence[int]) -> float | None:
        """What a language must be ahead of the document's own in these lines; None where none can be."""
        letters = sum(self._looks[index].letters for index in members)
        if not self._prose[members[0]] and letters < 2 * _ENOUGH:
            # Menus are short, many, and in the language of their page.
            return None
        words = _WORD.findall(self._text(members)[:_SAMPLE])
        ahead = next(value for least, value in _AHEAD if len(words) >= least)
        if ahead == math.inf or (len(words) < _AHEAD[0][0] and all(word[0].isupper() for word in words)):
            # Names belong to no language.
            return None
        return ahead

    def _of_letters(self, first: int, ahead: float | None, real: Sequence[str]) -> str:
        if ahead is None:
            return real[0]
        scores = self._scored[first]
        own = max(real, key=scores.likelihood.__getitem__)
        best = scores.best({})
        return best if scores.lead(best, own) > ahead else own


def body_languages(lines: Sequence[Line], languages: Sequence[str | None]) -> tuple[str, ...]:
    """Languages of the body, in order of appearance.

    Args:
        lines: Labelled lines.
        languages: Their languages.

    Returns:
        Those with a real share of the running text.
    """
    width: Counter[str] = Counter()
    first: dict[str, int] = {}
    has_body = any(line.kind == "body" for line in lines)
    for index, (line, code) in enumerate(zip(lines, languages, strict=True)):
        if (line.kind == "body" or not has_body) and code and code != "und":
            width[code] += line.width
            if line.width >= _ENOUGH or code not in first:
                first.setdefault(code, index)
    total = sum(width.values())
    real = [code for code in width if width[code] >= _REAL * total]
    return tuple(sorted(real, key=lambda code: first[code]))
