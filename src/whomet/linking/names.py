"""How alike two names are, in any two scripts.

All likenesses are symmetric and lie between 0 (two different names) and 1 (the same name).
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from whomet.linking import batches, readings, spelling, systems
from whomet.linking.keys import block_keys
from whomet.linking.parts import family_names, family_variants, fold, name_parts, plain, spellings, words
from whomet.linking.units import letters, script, units

_SOUNDS = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        (r"ie$|ey$|y|j(?=[aeou])", "i"),
        (r"ph", "f"),
        (r"ck|c(?![eihy])|q", "k"),
        (r"tz|ts|z|x", "s"),
        (r"w", "v"),
        (r"(?<=[aeioudtgk])h", ""),
        (r"oo|ou", "u"),
        (r"([a-z])\1+", r"\1"),
    )
)

#: Weights of evidence (nats, for each Latin letter of a part, and for the whole name) at which two names are as likely
#: the same as not. On 300 + 300 Korean people, 90 % of the given names of other people of the same family name lie
#: below -4, 99 % of the right ones above 7 (1.1 a letter), of the right family names above 4.5 (1.1 a letter); of 500
#: foreign name parts 98 % lie above 4.2.
PART_EVEN, WHOLE_EVEN = 0.7, 6.0
#: Nats from even to odds of e : 1.
STEEPNESS = 1.3
#: Nats by which a spelling of a part may be less likely than its likeliest one to be as likely another name's. Of the
#: given names of 137 Korean people 95 % lose less than 2.7, of the nearest of 12 others of one family name 2 % less
#: than 9. Foreign names are spelt in odder ways: of 1200 held-out parts 98 % lose less than 18, half of the nearest of
#: 12 that begin alike more.
MOST_LOST, MOST_LOST_KOREAN = 18.0, 6.5
#: What it costs to leave a word of the longer name without a partner (a second family name, a middle name).
LEFT_OVER = 2.0
#: Korean given names are so short (two syllables, six units) that one other unit mostly makes another name: then only
#: role, body and company together tell a slip from a brother.
SHORT_HANGUL, MAYBE_A_SLIP = 6, 0.56
#: The same for names in Arabic and Hebrew letters.
SHORT_ABJAD = 6
#: Likeness of words that differ in a last vowel: a woman's and a man's name ("Michaela"), or a case ending.
ENDS_OTHERWISE = 0.56
#: Most likeness of words that differ in more than a slip: they are other names (Min-ji and Min-jun).
UNLIKE = 0.45


# --- two Latin names -----------------------------------------------------------------------------------


@lru_cache(maxsize=524288)
def _latin_words(a: str, b: str) -> float:
    """Likeness of two Latin words; an initial is like any word it begins."""
    if a == b:
        return 1.0
    if initials := _initials(a, b):
        return initials
    best = max(_letters_alike(x, y) for x, y in itertools.product(spellings(a), spellings(b)))
    best = min(best, ENDS_OTHERWISE) if _other_ending(letters(a), letters(b)) else best
    if letters(b) in readings.wade(letters(a)) or letters(a) in readings.wade(letters(b)):
        return 0.9
    return max(best, _korean_words(a, b), systems.alike(a, b))


def _initials(a: str, b: str) -> float:
    """Likeness of the initials of a double name and the name: "J.-L." and "Jean-Luc"."""
    x, y = a.split("-"), b.split("-")
    if len(x) != len(y) or len(x) < 2 or min(len(part) for part in (*x, *y)) != 1:
        return 0.0
    same = all(p[:1] == q[:1] and (p == q or min(len(p), len(q)) == 1) for p, q in zip(x, y, strict=True))
    return 0.8 if same else 0.0


def _other_ending(x: str, y: str) -> bool:
    """Whether two words differ in that one ends in a vowel where the other ends otherwise: often woman and man."""
    short, long = sorted((x, y), key=len)
    if len(short) < 4 or short == long:
        return False
    if len(short) == len(long):
        return short[:-1] == long[:-1] and {short[-1], long[-1]} <= set("aeio") and {short[-1], long[-1]} != {"e", "i"}
    return long[-1] in "ae" and long[:-1] in (short, short + short[-1])


def _korean_words(a: str, b: str) -> float:
    """Likeness of two Latin words as spellings of one Korean name, by the Hangul that one of them is likely to mean."""
    shared = spelling.same_reading(a, b)
    if shared >= 0.9 or not (spelling.hangul(a) or spelling.hangul(b)):
        return shared
    found = [
        0.9 * _sigmoid(min(value - PART_EVEN * len(letters(y)), MOST_LOST_KOREAN - loss) / STEEPNESS)
        for x, y in ((a, b), (b, a))
        for h in spelling.hangul(x)
        if len(h) == 2
        for value, loss in [_evidence_and_loss(h, y)]
    ]
    return max([shared, *found])


@lru_cache(maxsize=65536)
def _sound(word: str) -> str:
    """Latin letters with those of like sound made one: doubled letters, "ie" and "y", "c" and "k", "tz" and "s"."""
    for pattern, letter in _SOUNDS:
        word = pattern.sub(letter, word)
    return word


def _letters_alike(x: str, y: str) -> float:
    if not x or not y:
        return 0.0
    if x == y:
        return 1.0
    if min(len(x), len(y)) == 1:
        return 0.8 if x[0] == y[0] else 0.0
    longest, distance = max(len(x), len(y)), DamerauLevenshtein.distance(x, y)
    if len(x) > 3 and len(y) > 3 and _sound(x) == _sound(y):
        return 0.9
    if distance == 1 and longest == len(x) == len(y) == 5:
        return MAYBE_A_SLIP
    if x[0] == y[0] and ((distance == 1 and longest >= 5) or (distance == 2 and longest >= 8)):
        return 0.95 - 0.05 * distance - (0.1 if longest < 6 else 0.0)
    if distance == 1 and longest >= 6:
        return 0.8
    return UNLIKE * float(JaroWinkler.similarity(x, y))


def _latin(a: Sequence[str], b: Sequence[str]) -> float:
    """Likeness of two Latin names, word by word, in the better of the orders of their words."""
    short, long = sorted((tuple(a), tuple(b)), key=lambda words: (len(words), words))
    if not short:
        return 0.0
    if "".join(letters(w) for w in short) == "".join(letters(w) for w in long):
        return 1.0
    best = max((_in_order(short, order) for order in _rotations(long)), default=0.0)
    if any("-" in word for word in (*short, *long)) and len(short) != len(long):
        one, other = ([part for word in found for part in word.split("-") if part] for found in (short, long))
        if len(one) == len(other):
            best = max(best, *(_in_order(one, order) for order in _rotations(other)))
    return max(best, _joined(short, long))


def _in_order(short: Sequence[str], long: Sequence[str]) -> float:
    """Likeness where the words of the shorter name follow one another in the longer one: that of the weakest."""
    best = 0.0
    spare = len(long) - len(short)
    if spare > 2:
        return 0.0
    for chosen in itertools.combinations(range(len(long)), len(short)):
        alike = [_latin_words(w, long[i]) for w, i in zip(short, chosen, strict=True)]
        left = [long[i] for i in range(len(long)) if i not in chosen]
        if len(short) == 1 or all(len(letters(w)) < 2 for w in short[:-1]):
            # a single word, or initials alone before a family name, do not tell enough against a longer name
            alike.append(0.7 if left or len(short) > 1 else 1.0)
        best = max(best, min(alike) * 0.93 ** sum(len(letters(word)) > 1 for word in left))
    return best


def _joined(short: Sequence[str], long: Sequence[str]) -> float:
    """Likeness where words are joined or hyphenated otherwise ("Fan Chiang Chung-li", "Fanchiang Chungli")."""
    x, y = "".join(letters(w) for w in short), "".join(letters(w) for w in long)
    return 0.95 * _letters_alike(x, y) if len(short) != len(long) and min(len(x), len(y)) > 7 else 0.0


def _rotations(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The words in order, and with 1 to n - 1 of them moved to the end: family name first or last."""
    for i in range(len(words)):
        yield (*words[i:], *words[:i])


# --- a name in another script against a Latin one ------------------------------------------------------


def part_evidence(part: str, latin: str) -> float:
    """Weight of evidence that some Latin words, joined, spell a part; the better of their spellings."""
    return _evidence_and_loss(part, latin)[0]


#: Evidence of parts that was asked for lately, and how much of it is kept: most parts come again and again.
_known: dict[tuple[str, str], tuple[float, float]] = {}
_KEPT = 500_000


def _evidence_and_loss(part: str, latin: str) -> tuple[float, float]:
    """Evidence and loss of the better of the spellings of some letters."""
    if (part, latin) not in _known:
        found = [value for s in spellings(latin) if (value := spelling.evidence_and_loss(part, s)) is not None]
        if len(_known) >= 2 * _KEPT:
            _known.clear()
        _known[part, latin] = max(found) if found else (-math.inf, math.inf)
    return _known[part, latin]


def prepare(pairs: Iterable[tuple[str, str]]) -> None:
    """Work out together what comparing some pairs of names by sound will ask for: far faster than one by one.

    Args:
        pairs: Pairs of names in any scripts.
    """
    prepare_parts(found for a, b in pairs for found in _asked_for(a, b))


_Told: TypeAlias = dict[tuple[str, str], tuple[float, bool]]
#: What comparing names told elsewhere, the lesser first: likeness, and whether they share a part. Two generations, so
#: that what is known when a batch is begun is still known when it is used.
_told: list[_Told] = [{}, {}]


def remember(told: Iterable[tuple[tuple[str, str], tuple[float, bool]]]) -> None:
    """Take in what comparing names told elsewhere: pair, likeness, and whether they share a distinctive part."""
    if len(_told[0]) > _KEPT:
        _told[:] = [{}, _told[0]]
    _told[0].update(told)


def _was_told(pair: tuple[str, str]) -> tuple[float, bool] | None:
    return _told[0].get(pair) or _told[1].get(pair)


def is_known(pair: tuple[str, str]) -> bool:
    """Whether a pair of names, the lesser first, is among those taken in."""
    return _was_told(pair) is not None


def _asked_for(a: str, b: str) -> Iterator[tuple[str, str]]:
    """The parts of names in other scripts, each with Latin letters, whose evidence tells how alike two names are."""
    for other, latin in _crossings(a, b):
        for parts, order, _ in _ways(other, latin):
            for groups in _cuts(len(parts), order):
                yield from zip(parts, groups, strict=True)
    if script(a) == script(b) == "latin":
        for x, y in itertools.product(words(a), words(b)):
            if x != y:
                yield from ((h, y) for h in spelling.hangul(x) if len(h) == 2)
                yield from ((h, x) for h in spelling.hangul(y) if len(h) == 2)


def prepare_parts(pairs: Iterable[tuple[str, str]]) -> None:
    """Work out together the evidence of some parts of names in other scripts, each with Latin letters."""
    if len(_known) > _KEPT:
        # never between what is prepared and its use: single pairs are let in beyond that
        _known.clear()
    wanted = {pair for pair in pairs if pair not in _known and script(pair[0]) in spelling.MODELS}
    ways = {(part, latin): [s for s in spellings(latin) if s] for part, latin in wanted}
    found = batches.evidence_and_loss((part, s) for (part, _), ways_ in ways.items() for s in ways_)
    _known.update((pair, max(found[pair[0], s] for s in spelt)) for pair, spelt in ways.items() if spelt)


def _crossings(a: str, b: str) -> Iterator[tuple[str, str]]:
    """The names in other scripts, each with the Latin one that it is held against to compare two names."""
    if script(a) == "latin":
        a, b = b, a
    left, right = script(a), script(b)
    if left == right:
        return
    if readings.has_han(a) != readings.has_han(b):
        yield from _crossings_read(*((a, b) if readings.has_han(a) else (b, a)))
    if right == "latin" and left in spelling.MODELS:
        yield a, b
    elif right in spelling.MODELS:
        yield from ((x, spelt) for x, y in ((a, b), (b, a)) if (spelt := pivot(y)) and script(x) in spelling.MODELS)


def _crossings_read(han: str, other: str) -> Iterator[tuple[str, str]]:
    """The same for a name in Han characters, by its Korean and Mandarin readings."""
    if script(other) == "latin":
        yield from ((way, other) for way in readings.korean(han))
    elif script(other) in spelling.MODELS:
        if script(other) != "hangul":
            yield from ((other, pivot(way)) for way in readings.korean(han))
        if mandarin := readings.mandarin(han):
            yield other, mandarin


def _assign(parts: Sequence[str], latin: Sequence[str], most_lost: float) -> tuple[float, float]:
    """(weakest, whole) evidence of the best way to cut the Latin words, in order, into one group a part.

    The weakest is counted from the evidence at which a part of so many letters is even, or from the loss that is.
    """
    best = (-math.inf, -math.inf)
    for groups in _cuts(len(parts), latin):
        found = [_evidence_and_loss(part, group) for part, group in zip(parts, groups, strict=True)]
        weakest = min(
            min(value - PART_EVEN * len(letters(group)), most_lost - loss)
            for (value, loss), group in zip(found, groups, strict=True)
        )
        best = max(best, (weakest, sum(value for value, _ in found)), key=lambda pair: pair[1])
    return best


def _cuts(parts: int, latin: Sequence[str]) -> Iterator[list[str]]:
    """The ways to cut Latin words, in order, into one group for each of some parts."""
    for cuts in itertools.combinations(range(1, len(latin)), parts - 1):
        bounds = (0, *cuts, len(latin))
        yield ["".join(latin[bounds[i] : bounds[i + 1]]) for i in range(parts)]


@lru_cache(maxsize=131072)
def evidence(other: str, latin: str) -> tuple[float, float]:
    """Weights of evidence that a Latin name spells a name of another script.

    Args:
        other: A personal name in another script.
        latin: A name in Latin letters, in either order of family and given name.

    Returns:
        The weight of the weakest part, counted from where a part of its length is even, and that of the whole name,
        in nats.
    """
    korean = script(other) == "hangul" and len(words(other)) == 1 and len(name_parts(other)) == 2
    best = (-math.inf, -math.inf)
    for some, order, cost in _ways(other, latin):
        weakest, whole = _assign(some, order, MOST_LOST_KOREAN if korean else MOST_LOST)
        best = max(best, (weakest, whole - cost), key=lambda pair: pair[1])
    return best


def _ways(other: str, latin: str) -> list[tuple[tuple[str, ...], tuple[str, ...], float]]:
    """The ways to hold the parts of a name against the words of a Latin one: parts, words in order, what it costs."""
    parts, spelt = name_parts(other), words(latin)
    if not parts or not spelt:
        return []
    ways = [(parts, order, 0.0) for order in _rotations(spelt)]
    if len(spelt) > len(parts):
        for i in range(len(spelt)):
            rest = (*spelt[:i], *spelt[i + 1 :])
            cost = LEFT_OVER if len(spelt[i]) > 1 else LEFT_OVER / 2
            ways.extend((parts, order, cost) for order in _rotations(rest))
    if len(parts) > len(spelt) > 1:
        # a father's name or a second name stands between the two that the Latin form gives
        for kept in itertools.combinations(range(1, len(parts)), len(spelt) - 1):
            some = (parts[0], *(parts[i] for i in kept))
            ways.extend((some, order, LEFT_OVER * (len(parts) - len(some))) for order in _rotations(spelt))
    if len(parts) > len(spelt) or (len(parts) == 2 and len(words(other)) == 1):
        ways.extend((("".join(parts),), ("".join(order),), 0.0) for order in _rotations(spelt))
    return ways


#: Evidence of one part of a name that is too long to be alike by chance: no wrong part of 2000 reaches it.
DISTINCTIVE = 8.0
#: Evidence that the weakest part must have beside a distinctive one: given names of relatives lie below -10, odd
#: spellings of one above -8.
LEAST_REST = -9.0


def share_a_part(a: str, b: str) -> bool:
    """Whether a Latin name and one of another script have one distinctive part in common, by sound."""
    told = _was_told((a, b) if a <= b else (b, a))
    return _share_a_part(a, b) if told is None else told[1]


@lru_cache(maxsize=65536)
def _share_a_part(a: str, b: str) -> bool:
    if script(a) == "latin":
        a, b = b, a
    if script(b) != "latin" or script(a) not in spelling.MODELS:
        return False
    if evidence(a, b)[0] < LEAST_REST:
        return False
    return any(part_evidence(part, word) >= DISTINCTIVE for part in name_parts(a) for word in words(b))


def _sigmoid(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-x)) if x > -500 else 0.0


def _across(other: str, latin: str) -> float:
    weakest, whole = evidence(other, latin)
    return _sigmoid(min(weakest, (whole - WHOLE_EVEN) / 1.5) / STEEPNESS)


# --- any two names -------------------------------------------------------------------------------------


def _same_script(a: str, b: str) -> float:
    """Likeness of two names of one script that is not Latin."""
    x, y = plain(a), plain(b)
    if x == y or (script(a) == "kana" and units(x) == units(y)):
        return 1.0
    if script(a) == "han":
        same = len(x) == len(y) and readings.simplified(x) == readings.simplified(y)
        return 0.97 if same else 0.4 * (x[:1] == y[:1])
    parts_a, parts_b = name_parts(a), name_parts(b)
    if len(parts_a) == len(parts_b) > 1:
        if (
            parts_a[1:] == parts_b[1:]
            and len({family_variants().get(part[0], part[0]) for part in (parts_a, parts_b)}) == 1
        ):
            return 0.9
        return min(_sounds_alike(p, q) for p, q in zip(parts_a, parts_b, strict=True))
    return _sounds_alike(x, y)


@lru_cache(maxsize=65536)
def _sounds_alike(x: str, y: str) -> float:
    """Likeness of two words of one script by their sound units: one differing unit in five is a variant."""
    if x == y:
        return 1.0
    a, b = units(x), units(y)
    longest = max(len(a), len(b))
    distance = DamerauLevenshtein.distance(a, b)
    if not longest or distance > 2 or distance / longest > 0.2:
        return UNLIKE * float(JaroWinkler.similarity(a, b)) if longest else 0.0
    if script(x) == "hangul" and longest <= SHORT_HANGUL:
        return MAYBE_A_SLIP
    if a[:-1] == b[: len(a) - 1] and abs(len(a) - len(b)) <= 1 and script(x) != "hangul":
        return ENDS_OTHERWISE
    # where vowels are not written every letter tells names apart
    return MAYBE_A_SLIP if script(x) in {"arabic", "hebrew"} and longest <= SHORT_ABJAD else 0.95 - 0.05 * distance


@lru_cache(maxsize=262144)
def _likeness(a: str, b: str) -> float:
    if plain(a) == plain(b) and plain(a):
        return 1.0
    left, right = script(a), script(b)
    if not left or not right:
        return 0.0
    if readings.has_han(a) != readings.has_han(b):
        return max(_read(a, b) if readings.has_han(a) else _read(b, a), _by_sound(a, b))
    return _by_sound(a, b)


#: Likeness of a Korean name and kana or Cyrillic that spell it: they tell fewer sounds apart.
IN_KANA = 0.9
#: Likeness of a name in Han characters and one in Hangul that is its reading: another name may be read so too.
READ_IN_KOREAN = 0.95


def _read(han: str, other: str) -> float:
    """Likeness of a name with Han characters and one without, by how its characters are read."""
    korean, kind = readings.korean(han), script(other)
    best = readings.fit(han, other)
    if kind == "hangul":
        best = max(best, READ_IN_KOREAN * (plain(other) in korean))
    elif korean and kind == "latin":
        best = max(best, READ_IN_KOREAN * max(_across(way, other) for way in korean))
    elif korean and kind in spelling.MODELS:
        best = max(best, READ_IN_KOREAN * max(_across(other, pivot(way)) for way in korean))
    if kind in spelling.MODELS and (mandarin := readings.mandarin(han)):
        best = max(best, 0.95 * _across(other, mandarin))
    return best


def _korean_elsewhere(a: str, b: str) -> bool:
    """Whether of two names one is in Hangul and the other what kana or Cyrillic make of it."""
    hangul, other = (a, b) if script(a) == "hangul" else (b, a)
    if script(hangul) != "hangul":
        return False
    if script(other) == "kana":
        return readings.korean_in_kana(hangul) == readings.coarse(readings.kana("".join(words(other))))
    return script(other) == "cyrillic" and readings.korean_in_cyrillic(hangul) == readings.korean_in_cyrillic(other)


@lru_cache(maxsize=65536)
def _hangul(latin: str) -> tuple[str, ...]:
    """The Hangul that a Latin name may stand for if it is Korean: one syllable of the family, two given ones."""
    spelt = words(latin)
    cuts = [(spelt[0], "-".join(spelt[1:])), (spelt[-1], "-".join(spelt[:-1]))] if 2 <= len(spelt) <= 3 else []
    return tuple(
        family + given
        for first, second in cuts
        for family, given in itertools.product(spelling.hangul(first), spelling.hangul(second))
        if len(family) == 1 and len(given) == 2
    )


def _by_sound(a: str, b: str) -> float:
    """Likeness of two names by the spelling models of their scripts."""
    left, right = script(a), script(b)
    if left == right:
        return _latin(words(a), words(b)) if left == "latin" else _same_script(a, b)
    if left == "latin":
        a, b, left, right = b, a, right, left
    if right == "latin":
        if left not in spelling.MODELS:
            return _latin(_romanised(a), words(b))
        if left in {"kana", "cyrillic"} and any(_korean_elsewhere(hangul, a) for hangul in _hangul(b)):
            return IN_KANA
        # the Latin form may follow the system of any language ("Tschechow"), the model has learned the English one
        return max(_across(a, b), 0.97 * _latin(_romanised(a), words(b)) if left == "cyrillic" else 0.0)
    if _korean_elsewhere(a, b):
        return IN_KANA
    through = [_across(x, spelt) for x, y in ((a, b), (b, a)) if (spelt := pivot(y)) and script(x) in spelling.MODELS]
    return 0.95 * max(through, default=_latin(_romanised(a), _romanised(b)))


def _romanised(name: str) -> tuple[str, ...]:
    return tuple(spelt for word in words(name) if (spelt := letters(word)))


@lru_cache(maxsize=524288)
def pivot(name: str) -> str:
    """The likeliest Latin spelling of a name of another script, by which it is compared with a third script."""
    if script(name) not in spelling.MODELS:
        return " ".join(_romanised(name))
    parts = name_parts(name)
    if len(parts) == 2 and " " not in name.strip() and script(name) == "hangul":
        return spelling.romanise(*parts).lower()
    return " ".join(spelling.spell(part) for part in parts)


def likeness(a: str, b: str) -> float:
    """How alike two names are as names of one person.

    Args:
        a: A name in any script.
        b: Another.

    Returns:
        0 (different names) to 1 (the same name); about the probability that they are the same name. The same
        whichever comes first.
    """
    pair = (a, b) if a <= b else (b, a)
    told = _was_told(pair)
    return _likeness(*pair) if told is None else told[0]


def strength(a: str, b: str) -> float:
    """How strongly two names speak for being one, for ranking: not bounded, higher is more alike.

    Args:
        a: A name in any script.
        b: Another.

    Returns:
        The weight of evidence (nats) of the whole name in the best order of its words where one is Latin and the
        other is of a script with a spelling model; else ten times
        their likeness.
    """
    if script(a) != "latin":
        a, b = b, a
    if script(a) != "latin" or script(b) not in spelling.MODELS:
        return 10.0 * likeness(a, b)
    whole = "".join(words(b))
    found = [part_evidence(whole, "".join(order)) for order in _rotations(words(a))]
    return max((value for value in found if value > -math.inf), default=-1e6)


__all__ = [
    "block_keys",
    "evidence",
    "family_names",
    "fold",
    "is_known",
    "likeness",
    "name_parts",
    "part_evidence",
    "pivot",
    "plain",
    "prepare",
    "prepare_parts",
    "remember",
    "share_a_part",
    "strength",
    "words",
]
