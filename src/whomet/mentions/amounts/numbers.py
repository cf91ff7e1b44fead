"""Numbers in every writing: digits with the separators of the language, scales, number words.

Separators and the names of scales come from CLDR (through Babel), the rest from `numbers.toml` of the packs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError

from whomet.languages import pack

#: A spelt scale in a pattern of CLDR: zeros for the digits, then the word ("000 million", "0억").
_SCALE = re.compile(r"0+(?:[,.]0+)?[\s\xa0\u202f]*(\D[^0]*)$")
#: Languages whose scripts set no space between words (Unicode UAX 14), and Korean with its particles.
_RUN_ON = frozenset({"ja", "zh", "yue", "th", "lo", "km", "my", "ko"})


@cache
def locale(language: str) -> Locale | None:
    """The CLDR locale of a language, None where CLDR knows none.

    Args:
        language: BCP 47 code.

    Returns:
        The locale of the primary language.
    """
    primary = language.split("-")[0].lower()
    if primary == "und":
        return None
    try:
        return Locale.parse(primary)
    except (UnknownLocaleError, ValueError, TypeError):
        return None


def locales(language: str) -> tuple[Locale, ...]:
    """All locales in which a language names things: both scripts of Chinese.

    Args:
        language: BCP 47 code.

    Returns:
        The locales, none where CLDR does not know the language.
    """
    found = locale(language)
    if found is None:
        return ()
    return (found, Locale.parse("zh_Hant")) if found.language == "zh" else (found,)


@dataclass(frozen=True)
class Numerals:
    """How a language writes numbers.

    Attributes:
        pattern: Source of a regular expression, without groups, of a number in any writing.
        digits: The same for a number that begins with a digit.
        articles: Words that mean one before a unit only ("a", "eine"), as in `pattern`; never matches if none.
    """

    pattern: str
    digits: str
    articles: str
    _decimal: str
    _group: str
    _tokens: re.Pattern[str]
    _values: dict[str, float]
    _articles: dict[str, float]
    _multipliers: frozenset[str]
    _scales: frozenset[str]
    _half: re.Pattern[str]

    def value(self, text: str) -> float | None:
        """The value of a number.

        Args:
            text: What `pattern` or `articles` matched.

        Returns:
            The value, None where the text is no number.
        """
        if (plain := _folded(text)) in self._articles:
            return self._articles[plain]
        half = self._half.search(text)
        if half is None:
            return self._whole(text)
        # "two and a half million" is half a unit more before the scale, "dos millones y medio" half a scale behind it.
        whole, behind = self._whole(text[: half.start()]), self._last_scale(text[half.end() :])
        if whole is None:
            return self._whole(text)
        return round((whole + 0.5) * behind, 6) if behind else whole + 0.5 * (self._last_scale(text) or 1)

    def _last_scale(self, text: str) -> float | None:
        """The value of the last word of a number, if it is a scale."""
        tokens = [_folded(match.group()) for match in self._tokens.finditer(text)]
        return self._values[tokens[-1]] if tokens and tokens[-1] in self._scales else None

    def _whole(self, text: str) -> float | None:
        """The value of a number without "and a half"."""
        total = section = number = 0.0
        seen = False
        for match in self._tokens.finditer(text):
            token = _folded(match.group())
            seen = True
            if token[0].isdigit():
                number += self._digits(token)
            elif token in self._scales:
                total += (section + number or 1) * self._values[token]
                section = number = 0.0
            elif token in self._multipliers:
                section += (number or 1) * self._values[token]
                number = 0.0
            else:
                number += self._values[token]
        return round(total + section + number, 6) if seen else None

    def _digits(self, token: str) -> float:
        # Arabic writing has signs of its own for decimals and thousands (U+066B, U+066C).
        plain = re.sub(r"[\s'’\u066c]", "", token).replace("\u066b", self._decimal)
        group, decimal = re.escape(self._group), re.escape(self._decimal)
        if re.fullmatch(rf"\d{{1,3}}(?:{group}\d{{3}})+(?:{decimal}\d+)?", plain):
            plain = plain.replace(self._group, "")
        elif re.fullmatch(rf"\d{{1,3}}(?:{decimal}\d{{3}}){{2,}}", plain):
            plain = plain.replace(self._decimal, "")
        return float(plain.replace(self._decimal, ".").replace(",", "."))


def words(entries: Iterable[str]) -> str:
    """Alternatives of a regular expression, the longest first; "(?!)" if there are none."""
    found = sorted(set(entries), key=lambda entry: (-len(entry), entry))
    return "|".join(found) if found else "(?!)"


@cache
def numerals(language: str) -> Numerals:
    """How a language writes numbers.

    Args:
        language: BCP 47 code.

    Returns:
        The numerals; those of a language without a pack know digits and the scales of CLDR.
    """
    table = pack(language).table("numbers")
    spelt = {str(word).casefold(): float(value) for word, value in table.get("words", {}).items()}
    articles = {str(word).casefold(): float(value) for word, value in table.get("articles", {}).items()}
    multipliers = {str(word).casefold(): float(value) for word, value in table.get("multipliers", {}).items()}
    scales = {re.escape(word).replace(r"\ ", " ").casefold(): value for word, value in _cldr_scales(language).items()}
    scales |= {str(word).casefold(): float(value) for word, value in table.get("scales", {}).items()}
    for word in multipliers:
        scales.pop(word, None)
    decimal, group = _separators(language)
    digits = _digit_pattern(group)
    return Numerals(
        pattern=_pattern(language, digits, words(spelt), words(multipliers), words(scales), False),
        digits=_pattern(language, digits, words(spelt), words(multipliers), words(scales), True),
        articles=rf"(?:{words(articles)})",
        _decimal=decimal,
        _group=group,
        _tokens=re.compile(f"{digits}|{words([*spelt, *multipliers, *scales])}", re.IGNORECASE),
        _values={_unescape(word): value for word, value in (spelt | multipliers | scales).items()},
        _articles={_folded(word): value for word, value in articles.items()},
        _multipliers=frozenset(map(_unescape, multipliers)),
        _scales=frozenset(map(_unescape, scales)),
        _half=re.compile(str(table.get("half", "(?!)")), re.IGNORECASE),
    )


def _unescape(word: str) -> str:
    return _folded(word.replace("\\", ""))


def _folded(word: str) -> str:
    """A word as it is looked up: without regard to case, also where capitals are those of Turkish."""
    return word.casefold().replace("i\u0307", "i").replace("\u0131", "i")


def _pattern(language: str, digits: str, spelt: str, multipliers: str, scales: str, digits_only: bool) -> str:
    table = pack(language).table("numbers")
    gap = str(table.get("gap", r"\s?"))
    joint = str(table.get("spaced_scale", r"[\s\xa0\u202f-]?"))
    # In scripts without spaces a scale may run on ("1억5000만"); elsewhere it must end as a word does.
    edge = "" if run_on(language) or table.get("compound") else r"(?![^\W\d_])"
    # Repetitions are bounded, so that no text however long takes more than linear time.
    scale = rf"(?:{joint}(?:{multipliers}|{scales})){{1,3}}{edge}"
    word = rf"(?:{spelt})(?:{gap}(?:{spelt}|{multipliers}|{scales})){{0,12}}{edge}"
    begin = (
        digits
        if digits_only
        else f"{digits}|{word}|(?:{multipliers})(?:{scales})"
        if run_on(language)
        else f"{digits}|{word}"
    )
    tail = rf"(?:\s?{digits}(?:{scale})?){{0,4}}" if table.get("mixed") or run_on(language) else ""
    half = str(table.get("half", "(?!)"))
    return rf"(?:(?:{begin})(?:{scale}{tail})?(?:{half}(?:{scale})?)?)"


def run_on(language: str) -> bool:
    """Whether words may follow each other, or particles a word, without a space.

    Args:
        language: BCP 47 code.
    """
    return language.split("-")[0].lower() in _RUN_ON or not pack(language).spaced


def _digit_pattern(group: str) -> str:
    # Where a space parts thousands, an ordinary one does, too: "1 200".
    separators = re.escape(group) + r"'’\xa0\u202f\u2009\u066c" + (" " if group.isspace() else "")
    grouped = rf"(?<![\d.,\u066b])\d{{1,3}}(?:[{separators}.,]\d{{3}}){{1,6}}(?:[.,\u066b]\d{{1,2}})?(?!\d)"
    return rf"(?:{grouped}|\d{{1,16}}(?:[.,\u066b]\d{{1,6}})?)"


def _separators(language: str) -> tuple[str, str]:
    found = locale(language)
    symbols = found.number_symbols.get("latn", {}) if found else {}
    decimal, group = str(symbols.get("decimal", ".")), str(symbols.get("group", ","))
    return decimal, group if group.strip() else "\xa0"


@cache
def _cldr_scales(language: str) -> dict[str, float]:
    scales: dict[str, float] = {}
    # Short forms that are a word count too ("млрд", "0억"), a lone letter ("M") does not.
    forms = [
        form
        for found in locales(language)
        for length in ("long", "short")
        for form in found.compact_decimal_formats.get(length, {}).values()
    ]
    for plural in forms:
        for magnitude, pattern in plural.items():
            source = str(pattern.pattern).replace("'", "")
            match = _SCALE.match(source)
            if match and (len(match.group(1).strip()) > 1 or not match.group(1).isascii()):
                # "00 million" stands for 10^7: the zeros printed tell what the word itself means.
                zeros = len(re.match(r"0+", source).group()) - 1  # type: ignore[union-attr]
                scales.setdefault(match.group(1).strip(), float(magnitude) / 10**zeros)
    return scales
