"""Which language is each line written in?"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from whomet.cleaning.lines import Line

#: Languages told apart by letter sequences; rare ones that the model confuses with them are left out.
_LATIN = (
    "en",
    "de",
    "fr",
    "es",
    "pt",
    "it",
    "nl",
    "sv",
    "da",
    "no",
    "fi",
    "pl",
    "cs",
    "sk",
    "hu",
    "ro",
    "tr",
    "id",
    "vi",
    "et",
    "lv",
    "lt",
    "sl",
    "hr",
    "ca",
    "az",
    "sq",
    "is",
    "ga",
    "eu",
    "gl",
    "sw",
)
_CYRILLIC = ("ru", "uk", "bg", "sr", "mk", "be", "kk", "ky", "mn")
_ARABIC = ("ar", "fa", "ur", "ps")
_OTHERS = {
    "THAI": "th", "GREEK": "el", "HEBREW": "he", "ARMENIAN": "hy", "GEORGIAN": "ka", "TAMIL": "ta", "TELUGU": "te",
    "BENGALI": "bn", "DEVANAGARI": "hi", "KHMER": "km", "LAO": "lo", "MYANMAR": "my", "GUJARATI": "gu",
    "MALAYALAM": "ml", "KANNADA": "kn", "SINHALA": "si", "ETHIOPIC": "am", "GURMUKHI": "pa",
}  # fmt: skip
#: Letters from which the language of a line in Latin, Cyrillic or Arabic script is decided from itself alone: with
#: fewer, one in ten headlines is taken for a neighbouring language.
_ENOUGH = 60
#: Share of the body from which a language is one of the document's, not that of a quotation.
_REAL = 0.15


@cache
def _identifier(languages: tuple[str, ...]) -> Any:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(languages))
    return identifier


@cache
def _script(letter: str) -> str:
    name = unicodedata.name(letter, "?").split()[0]
    return {"HIRAGANA": "KANA", "KATAKANA": "KANA", "KATAKANA-HIRAGANA": "KANA", "CJK": "HAN"}.get(name, name)


def scripts_of(text: str) -> Counter[str]:
    """How many letters of each script a text has; a Hangul syllable or ideograph counts two."""
    found: Counter[str] = Counter()
    for letter in text[:3000]:
        if letter.isalpha():
            script = _script(letter)
            found[script] += 2 if script in ("HANGUL", "HAN") else 1
    return found


def language_of(text: str, japanese: bool = False) -> tuple[str | None, bool]:
    """Language of a text.

    Args:
        text: A line or more.
        japanese: Whether ideographs without kana are Japanese, as elsewhere in the document.

    Returns:
        BCP 47 code, or None where no letter tells, and whether that is sure.
    """
    scripts = scripts_of(text)
    if not scripts:
        return None, False
    total = sum(scripts.values())
    script, count = max(scripts.items(), key=lambda item: (item[1], item[0]))
    if scripts["HANGUL"] >= 0.3 * total:
        return "ko", True
    if scripts["KANA"] and scripts["KANA"] + scripts["HAN"] >= 0.5 * total:
        return "ja", scripts["KANA"] >= 0.08 * total
    if script == "HAN":
        return ("ja" if japanese else "zh"), count > 8
    if script in _OTHERS:
        return _OTHERS[script], True
    family = {"LATIN": _LATIN, "CYRILLIC": _CYRILLIC, "ARABIC": _ARABIC}.get(script)
    if family is None:
        return "und", False
    code, probability = _identifier(family).classify(text[:3000])
    return str(code), bool(total >= _ENOUGH and probability > 0.9)


def line_languages(lines: Sequence[Line], hint: str | None = None) -> list[str | None]:
    """Languages of all lines; short ones take that of their neighbours.

    Args:
        lines: Labelled lines.
        hint: What the page declares, for documents of short lines alone.

    Returns:
        A code for each line, None where it has no letters.
    """
    japanese = any(scripts_of(line.text)["KANA"] > 10 for line in lines)
    found = [language_of(line.text, japanese) for line in lines]
    whole = Counter[str]()
    for line, (code, sure) in zip(lines, found, strict=True):
        if sure and code:
            whole[code] += line.width * (4 if line.kind == "body" else 1)
    main = max(whole, key=lambda code: (whole[code], code)) if whole else None
    if main is None:
        joined = language_of("\n".join(line.text for line in lines if line.kind != "boilerplate"), japanese)[0]
        main = joined or hint
    result: list[str | None] = []
    for index, (code, sure) in enumerate(found):
        if code is None or sure:
            result.append(code)
            continue
        near = _nearest(found, index)
        if near and main and _family(code) == _family(near):
            result.append(near)
        elif main and _family(code) == _family(main):
            result.append(main)
        else:
            result.append(code)
    return result


def _nearest(found: Sequence[tuple[str | None, bool]], index: int) -> str | None:
    for distance in range(1, 4):
        for other in (index + distance, index - distance):
            if 0 <= other < len(found) and found[other][1]:
                return found[other][0]
    return None


def _family(code: str) -> str:
    for name, family in (("latin", _LATIN), ("cyrillic", _CYRILLIC), ("arabic", _ARABIC), ("han", ("zh", "ja"))):
        if code in family:
            return name
    return code


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
