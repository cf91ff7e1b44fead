"""Names in other cases than the first: which first forms a printed form may have, and which is the likeliest."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from functools import lru_cache

from whomet.mentions.lexicon import Lexicon, lexicon

#: Letters that are left of a word at least once its ending is taken off: shorter stems are shared by too many names.
_LEAST_STEM = 2
#: Words of a name; longer ones are bodies with other words inside, which are told by their first words.
_MOST_WORDS = 5


def nominatives(word: str, language: Lexicon) -> frozenset[str]:
    """The first forms that a word may have, itself among them.

    Args:
        word: A word of a name as printed.
        language: The tables of its language.
    """
    return _nominatives(word, language.code)


@lru_cache(maxsize=16384)
def _nominatives(word: str, code: str) -> frozenset[str]:
    found = {word}
    for ending, first in lexicon(code).cases:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            found.add(word.removesuffix(ending) + first)
    return frozenset(found)


@lru_cache(maxsize=16384)
def readings(name: str, code: str) -> frozenset[str]:
    """The full names in the first form that a printed full name may stand for.

    A family name is in another case only where the given name is, too, unless that has but one form; a given name may
    be declined beside a family name that is not ("Hanną Sobieraj").

    Args:
        name: A name of some words.
        code: BCP 47 code of its language.
    """
    words = name.split()
    if len(words) < 2 or len(words) > _MOST_WORDS or not lexicon(code).cases:
        return frozenset({name})
    first, *rest = words
    declined = _nominatives(first, code) - {first} or {first}
    others = [sorted(_nominatives(word, code)) for word in rest]
    return frozenset({name, *(" ".join(row) for row in itertools.product(sorted(declined), *others))})


def same_name(left: str, right: str, language: Lexicon) -> bool:
    """Whether two names of the same number of words may be one name in two cases."""
    if len(left.split()) != len(right.split()):
        return False
    return bool(readings(left, language.code) & readings(right, language.code))


def same_words(left: str, right: str, language: Lexicon) -> bool:
    """Whether the words of two names of bodies may be the same in two cases, one by one."""
    pairs = list(zip(left.split(), right.split(), strict=False))
    return len(left.split()) == len(right.split()) and all(
        nominatives(a, language) & nominatives(b, language) for a, b in pairs
    )


def first_form(forms: Sequence[str], language: Lexicon) -> str:
    """The first form of a name: a printed one where one of them is, else a guess.

    Args:
        forms: The printed forms of one length, best first; at least one.
        language: The tables of their language.
    """
    if not language.cases:
        return forms[0]
    distinct = list(dict.fromkeys(forms))
    for form in distinct:
        others = [other for other in distinct if other != form]
        if others and all(_may_be(form, other, language) for other in others) and _guess(form, language) == form:
            return form
    return _guess(forms[0], language)


def _may_be(first: str, other: str, language: Lexicon) -> bool:
    single = " " not in first
    return first in (nominatives(other, language) if single else readings(other, language.code))


def _guess(name: str, language: Lexicon) -> str:
    """The likeliest first form of a name that stands alone; itself where its endings tell no other case."""
    sure = [_replaced(word, language.guesses) for word in name.split()]
    loose = [_replaced(word, language.guesses_together) for word in name.split()]
    words = name.split()
    told = sum(a != w or b != w for a, b, w in zip(sure, loose, words, strict=True))
    if all(word == found for word, found in zip(words, sure, strict=True)) and told < 2:
        return name
    return " ".join(a if a != w else b for a, b, w in zip(sure, loose, words, strict=True))


def _replaced(word: str, endings: Iterable[tuple[str, str]]) -> str:
    for ending, first in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            return word.removesuffix(ending) + first
    return word
