"""How alike two names of bodies (companies, ministries, clubs) are, and whether one is short for the other."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from whomet.languages import codes, pack
from whomet.linking import readings, spelling
from whomet.linking.names import READ_IN_KOREAN, part_evidence, pivot, prepare_parts
from whomet.linking.parts import fold, particles, plain, spellings
from whomet.linking.units import letters, script

_WORDS = re.compile(r"[^\W_]+(?:[.'’&][^\W_]+)*")
#: Letters an abbreviation has at least and at most.
_ABBREVIATION = (2, 7)
#: Weight of evidence per letter of the Latin word at which a word of another script is as likely its spelling as not
#: (0.7), and at least 1.5: see `names.WEAKEST_EVEN`.
_EVEN_PER_LETTER, _STEEPNESS = 0.7, 1.5
#: Likeness by sound from which two first parts are one name: of twenty foreign names of firms in
#: Hangul nineteen have 0.94 or more.
LEAST_SOUND = 0.8


#: Scripts whose words are not divided by spaces, or that write legal forms onto the name all the same.
_UNDIVIDED = {"hangul", "han", "kana", "thai"}


@cache
def _legal_forms() -> tuple[frozenset[str], tuple[str, ...]]:
    """Legal forms of all packs: those written as words, without dots, and those written onto the name."""
    found: set[str] = set()
    for code in codes():
        table = pack(code).table("names")
        found.update(table.get("legal_forms", ()))
        found.update(table.get("organisations", {}).get("legal_forms", ()))
        found.update(table.get("organisations", {}).get("legal_words", ()))
    folded = {fold(form) for form in found}
    attached = {form for form in folded if script(form) in _UNDIVIDED or form.startswith("(")}
    return frozenset(form.replace(".", "").strip("()") for form in folded), tuple(
        sorted(attached, key=lambda f: (-len(f), f))
    )


@cache
def _links() -> frozenset[str]:
    """Words that an abbreviation passes over ("of", "für")."""
    tables = (pack(code).table("names").get("organisations", {}) for code in codes())
    return frozenset(fold(word) for table in tables for word in table.get("links", ())) | particles()


#: Words of the longest legal form ("Gesellschaft mit beschränkter Haftung").
_LONGEST_FORM = 4
_QUOTES = str.maketrans(dict.fromkeys('"“”„‟«»‹›「」『』《》〈〉', " "))


@lru_cache(maxsize=65536)
def core(name: str) -> str:
    """A body's name, folded, without its legal form: "Fabrikam Motors GmbH" -> "fabrikam motors"."""
    folded = " ".join(fold(name).translate(_QUOTES).split()) or fold(name)
    for form in _legal_forms()[1]:
        if folded.startswith(form) and len(folded) > len(form) + 1:
            folded = folded[len(form) :].strip()
        if folded.endswith(form) and len(folded) > len(form) + 1:
            folded = folded[: -len(form)].strip()
    kept = folded.split()
    while (size := _form_at_end(kept)) or (len(kept) > 1 and not kept[-1].strip(".(),&")):
        kept = kept[: -(size or 1)]
    while size := _form_at_start(kept):
        kept = kept[size:]
    return " ".join(kept).strip(" ,&")


def _form_at_end(words: list[str]) -> int:
    """How many of the last words are a legal form; never all of them."""
    sizes = range(min(_LONGEST_FORM, len(words) - 1), 0, -1)
    return next((size for size in sizes if _is_form(words[-size:])), 0)


def _form_at_start(words: list[str]) -> int:
    sizes = range(min(_LONGEST_FORM, len(words) - 1), 0, -1)
    return next((size for size in sizes if _is_form(words[:size])), 0)


def _is_form(words: list[str]) -> bool:
    return " ".join(word.replace(".", "").strip("(),") for word in words) in _legal_forms()[0]


@lru_cache(maxsize=65536)
def core_words(name: str) -> tuple[str, ...]:
    """The words of the core."""
    return tuple(_WORDS.findall(core(name).replace("-", " ")))


@lru_cache(maxsize=65536)
def is_abbreviation(name: str) -> bool:
    """Whether a name is written as an abbreviation: capitals without a space."""
    short = re.sub(r"[.&\s]", "", name.strip())
    low, high = _ABBREVIATION
    return (
        low <= len(short) <= high
        and " " not in name.strip()
        and sum(c.isupper() for c in short) >= max(2, len(short) - 1)
    )


@lru_cache(maxsize=131072)
def abbreviates(short: str, long: str) -> bool:
    """Whether an abbreviation is made of the first letters of the words of a longer name, in order.

    Words such as "of" may be passed over, and a compound may give several letters ("Waterstofnet").
    """
    if _without_han_end(core(short)) != core(short):
        return shortens(short, long)
    if not is_abbreviation(short) or len(core_words(long)) < 2 or script(short) != script(long):
        return False
    wanted = letters(re.sub(r"[.&]", "", short)) if script(short) == "latin" else re.sub(r"[.&]", "", fold(short))
    for name in (core(long), fold(long)):
        found = _WORDS.findall(name.replace("-", " "))
        initials = "".join(letters(w)[:1] if script(w) == "latin" else w[:1] for w in found)
        content = "".join(letters(w)[:1] if script(w) == "latin" else w[:1] for w in found if w not in _links())
        if wanted in (initials, content) or (len(wanted) > 2 and content.startswith(wanted)):
            return True
    return False


@lru_cache(maxsize=131072)
def shortens(short: str, long: str) -> bool:
    """Whether a name is the first word or words of a longer one in the same script: "Fabrikam", "Fabrikam Motors"."""
    a, b = _without_han_end(core(short)), core(long)
    if _is_unit(short, long):
        return False
    if script(a) != script(b) or not a or a == b or len(plain(a)) < 2:
        return False
    if b.startswith(a + " ") or (
        script(a) == "latin" and plain(b).startswith(plain(a)) and core_words(a) == core_words(b)[: len(core_words(a))]
    ):
        return True
    return script(a) in {"hangul", "han", "kana"} and len(a) >= 2 and plain(b).startswith(plain(a))


def _is_unit(parent: str, name: str) -> bool:
    """Whether a name is that of another body and the abbreviation of one of its units behind it: "Fabrikam HQ"."""
    words = unicodedata.normalize("NFKC", name).split()
    return (
        len(words) > 1
        and is_abbreviation(words[-1])
        and core(" ".join(words[:-1])) == core(parent)
        and words[-1].casefold().replace(".", "") not in _legal_forms()[0]
    )


@lru_cache(maxsize=65536)
def siblings(a: str, b: str) -> bool:
    """Whether two names begin with the same word and go on with others: "Fabrikam Motors", "Fabrikam Energy"."""
    x, y = core_words(a), core_words(b)
    return len(x) > 1 and len(y) > 1 and x[0] == y[0] and not (shortens(a, b) or shortens(b, a) or sounds(a, b) >= 0.5)


def _without_han_end(name: str) -> str:
    """A Hangul name without the Han characters that headlines put for its last words."""
    return name.rstrip("".join(c for c in name if script(c) == "han")) if script(name) == "hangul" else name


@lru_cache(maxsize=131072)
def sounds(a: str, b: str) -> float:
    """Likeness of two names of bodies by sound or letters.

    Args:
        a: A name.
        b: Another.

    Returns:
        0 to 1.
    """
    x, y = core(a), core(b)
    if not x or not y:
        return 0.0
    if plain(x) == plain(y) or readings.simplified(plain(x)) == readings.simplified(plain(y)):
        return 1.0
    if is_abbreviation(a) or is_abbreviation(b):
        return float(letters(x) == letters(y))
    if readings.read_in_korean(plain(x), plain(y)) or readings.read_in_korean(plain(y), plain(x)):
        return READ_IN_KOREAN
    if script(x) == script(y):
        return _letters(x, y) if script(x) == "latin" else _near(plain(x), plain(y))
    crossing = _crossing(x, y)
    return _spelt(*crossing) if crossing is not None else 0.0


def _crossing(x: str, y: str) -> tuple[str, str] | None:
    """Of two cores in two scripts the letters of one, and the Latin ones of the other; None without a model."""
    if script(x) == "latin":
        x, y = y, x
    latin = "".join(letters(word) for word in (core_words(y) if script(y) == "latin" else pivot(y).split()))
    other = "".join(core_words(x))
    return (other, latin) if latin and other and script(x) in spelling.MODELS else None


def prepare(pairs: Iterable[tuple[str, str]]) -> None:
    """Work out together what comparing some pairs of names will ask for: far faster than one by one.

    Args:
        pairs: Pairs of names of bodies, in any scripts.
    """
    wanted: set[tuple[str, str]] = set()
    for a, b in pairs:
        x, y = core(a), core(b)
        if x and y and script(x) != script(y) and (crossing := _crossing(x, y)) is not None:
            wanted.add(crossing)
        wanted.update((name, latin) for (name, _), (latin, _) in _cuts(a, b))
    prepare_parts(wanted)


@dataclass(frozen=True, slots=True)
class Halves:
    """Two names cut into the part that sounds alike and the rest, which may mean the same.

    Attributes:
        sound: Likeness of the first parts.
        rest: What follows in the two names, each maybe empty.
    """

    sound: float
    rest: tuple[str, str]


@lru_cache(maxsize=131072)
def halves(a: str, b: str) -> Halves | None:
    """Cut a Latin name and one of another script where their first parts sound alike.

    The name part of a firm is spelt by sound, its common noun translated: "Fabrikam Shipping".

    Args:
        a: A name.
        b: Another.

    Returns:
        The cut with the most alike first parts, None where none is alike.
    """
    found = [Halves(round(_spelt(name, latin), 6), (tail.strip(), rest)) for (name, tail), (latin, rest) in _cuts(a, b)]
    best = max(found, key=lambda cut: (cut.sound, cut.rest), default=None)
    return best if best is not None and best.sound >= LEAST_SOUND else None


def _cuts(a: str, b: str) -> list[tuple[tuple[str, str], tuple[str, str]]]:
    """The ways to cut a name of another script and a Latin one in two."""
    if script(a) == "latin":
        a, b = b, a
    other, latin = core(a), core_words(b)
    if script(b) != "latin" or script(a) not in spelling.MODELS or not latin or is_abbreviation(b):
        return []
    first, *rest = core_words(a) or ("",)
    cuts = [(first, " ".join(rest))]
    if not rest:
        cuts = [(other[:k], other[k:]) for k in range(2, len(other) + 1)]
    begins = [(letters("".join(latin[:n])), " ".join(latin[n:])) for n in (1, 2) if n <= len(latin)]
    return [(cut, begin) for cut in cuts for begin in begins]


def _spelt(other: str, latin: str) -> float:
    if (read := readings.fit(other, latin)) > 0.0:
        return read
    even = max(2.0, _EVEN_PER_LETTER * len(latin))
    x = (part_evidence(other, latin) - even) / _STEEPNESS
    return 1.0 / (1.0 + math.exp(-x)) if x > -500 else 0.0


def _letters(a: str, b: str) -> float:
    x, y = core_words(a), core_words(b)
    best = max(_near(s, t) for s in spellings("".join(x)) for t in spellings("".join(y)))
    if len(x) == len(y) > 1:
        each = min(max(_near(s, t) for s in spellings(p) for t in spellings(q)) for p, q in zip(x, y, strict=True))
        best = min(best, max(each, 0.3))
    return best


def _near(x: str, y: str) -> float:
    """1 for the same letters, 0.85 for a slip of one letter in six or more, else 0."""
    if x == y:
        return 1.0
    return 0.85 if min(len(x), len(y)) >= 6 and DamerauLevenshtein.distance(x, y) == 1 else 0.0


def describes(name: str) -> bool:
    """Whether a name may tell in common words what the body is, so that its meaning can be compared."""
    if is_abbreviation(name):
        return False
    return len(core_words(name)) >= 2 or (script(name) in {"hangul", "han", "kana"} and len(plain(name)) >= 5)


__all__ = [
    "abbreviates",
    "core",
    "core_words",
    "describes",
    "halves",
    "is_abbreviation",
    "prepare",
    "shortens",
    "siblings",
    "sounds",
]
