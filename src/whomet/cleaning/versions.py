"""Does a page tell the same in two languages?

Translations share what is not translated: numbers, addresses, and names, which sound alike in every script. Each of
these in the shorter text is a trial: it is found in the other text far more often where both tell the same than by
chance, and the trials are added up. No dictionary is asked and no vector is made.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from whomet.records import READ_KINDS, Block, Version
from whomet.sounds import consonants

#: Letters from which blocks in a second language may be a version, and their share of the read text; an ideograph or
#: syllable counts two.
_LEAST, _SHARE = 90, 0.12
#: Share of a version's letters inside quotation marks from which it is a quotation.
_QUOTED_SHARE = 0.5
#: How often a number and a name of one version stand in the other, found on pairs of articles in 16 languages; years
#: and small numbers stand anywhere.
_SAME_NUMBER, _SAME_ADDRESS = 0.5, 0.8
#: The same for names: whether only names have a capital in the one text (in German all nouns do, in some scripts no
#: word does), and whether the other has capitals at all.
_SAME_NAME = {(True, True): 0.5, (True, False): 0.25, (False, True): 0.2, (False, False): 0.1}
#: Share of words with a capital from which nouns have one.
_NOUNS = 0.24
_ANY_YEAR, _ANY_NUMBER, _ANY_ADDRESS = 0.3, 0.03, 0.01
#: Sum of the logarithms from which two texts tell the same: of 215 news stories in ten languages and 48 articles in
#: sixteen, see the decision note.
_TOLD = 1.0
#: Consonants of the shortest name that is compared, and what an ending may add.
_KEY, _ENDING = 3, 2
#: Names that are compared at most: an article's first ones tell enough.
_MOST = 60
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)\S+")
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]{3,}")
_HAN = re.compile(r"[\u3400-\u9fff]{2,}")
_QUOTE = re.compile(r"“[^“”]*”|„[^„“]*“|«[^«»]*»|「[^「」]*」|『[^『』]*』|\"[^\"]*\"")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class _Traits:
    """What a text shares with its translations.

    Attributes:
        numbers: As digits.
        addresses: Of pages and mail.
        names: Keys of words that may be names: with a capital inside of a sentence; all where there are no capitals.
        cased: Whether its script has capitals.
        nouns: Whether nouns have one, too.
        pairs: Pairs of ideographs.
    """

    numbers: frozenset[str]
    addresses: frozenset[str]
    names: tuple[str, ...]
    cased: bool
    nouns: bool
    pairs: frozenset[str]


def language_versions(text: str, blocks: Sequence[Block], injected: Sequence[Block]) -> tuple[Version, ...]:
    """The language versions of a labelled text.

    Args:
        text: The document's text.
        blocks: Its blocks.
        injected: Stretches that are not its own.

    Returns:
        One version a language that tells what the longest tells, in order of appearance; none where there is but one.
    """
    members: dict[str, list[int]] = {}
    for index, block in enumerate(blocks):
        if block.kind in READ_KINDS and block.language and block.language != "und":
            members.setdefault(block.language.split("-")[0], []).append(index)
    if len(members) < 2:
        return ()
    texts = {code: "\n".join(_own(text, blocks[index], injected) for index in own) for code, own in members.items()}
    weight = {code: _weight(own) for code, own in texts.items()}
    whole = sum(weight.values())
    real = [code for code in members if weight[code] >= max(_LEAST, _SHARE * whole) and not _is_quotation(texts[code])]
    if len(real) < 2:
        return ()
    main = max(real, key=lambda code: (weight[code], code))
    kept = {code for code in real if code == main or tells_the_same(texts[main], texts[code])}
    if len(kept) < 2:
        return ()
    return tuple(Version(code, tuple(members[code])) for code in members if code in kept)


def _own(text: str, block: Block, injected: Sequence[Block]) -> str:
    """The text of a block without what was injected."""
    parts, at = [], block.start
    for cut in injected:
        if cut.end > at and cut.start < block.end:
            parts.append(text[at : max(at, cut.start)])
            at = cut.end
    return "".join([*parts, text[at : block.end]])


def _weight(text: str) -> int:
    return sum(2 if letter >= "\u3040" else 1 for letter in text if letter.isalpha())


def _is_quotation(text: str) -> bool:
    quoted = sum(_weight(match.group()) for match in _QUOTE.finditer(text))
    return quoted >= _QUOTED_SHARE * _weight(text)


def tells_the_same(left: str, right: str) -> bool:
    """Whether two texts in different languages tell the same.

    Args:
        left: One text.
        right: The other.

    Returns:
        True where enough of what translations share is in both.
    """
    return _likeness(_traits(left), _traits(right)) >= _TOLD


def _traits(text: str) -> _Traits:
    addresses = frozenset(_ADDRESS.findall(text))
    bare = _ADDRESS.sub(" ", text)
    numbers = frozenset(re.sub(r"\D", "", match) for match in _NUMBER.findall(bare))
    cased = sum(letter.islower() for letter in text) * 2 > sum(map(str.isalpha, text))
    keys: dict[str, None] = {}
    for word in _names(bare, cased):
        key = consonants(word)
        if len(key) >= _KEY:
            keys.setdefault(key)
    pairs = frozenset(run[at : at + 2] for run in _HAN.findall(bare) for at in range(len(run) - 1))
    words = _TOKEN.findall(bare)
    nouns = cased and sum(word[0].isupper() for word in words) >= _NOUNS * len(words)
    return _Traits(numbers, addresses, tuple(keys), cased, nouns, pairs)


def _names(text: str, cased: bool) -> list[str]:
    """Words that may be names."""
    if not cased:
        return _TOKEN.findall(_UNSPACED.sub(" ", text)) + _KATAKANA.findall(text)
    found = []
    for match in _TOKEN.finditer(text):
        before = text[: match.start()].rstrip(" \"“„«'(")
        if match.group()[0].isupper() and before and before[-1] not in ".!?…\n:":
            found.append(match.group())
    return found


def _likeness(left: _Traits, right: _Traits) -> float:
    """How much more likely what both share is if they tell the same than by chance."""
    total = 0.0
    few, many = sorted((left.numbers, right.numbers), key=len)
    for number in few:
        chance = _ANY_YEAR if len(number) < 2 or re.fullmatch(r"(?:19|20)\d\d", number) else _ANY_NUMBER
        total += _trial(number in many, _SAME_NUMBER, min(0.5, chance * max(1, len(many) / 5)))
    few, many = sorted((left.addresses, right.addresses), key=len)
    total += sum(_trial(address in many, _SAME_ADDRESS, _ANY_ADDRESS) for address in few)
    # Names are looked for from the text that marks them with capitals, else from the one with fewer words.
    ours, theirs = sorted((left, right), key=lambda side: (not side.cased, len(side.names)))
    same = _SAME_NAME[ours.cased and not ours.nouns, theirs.cased]
    for key in ours.names[:_MOST] if theirs.names else ():
        found = any(name == key or (name.startswith(key) and len(name) <= len(key) + _ENDING) for name in theirs.names)
        chance = 1 - (1 - 7.0 ** -len(key) * (1 + _ENDING)) ** len(theirs.names)
        total += _trial(found, same, min(0.45, max(0.002, chance)))
    if left.pairs and right.pairs:
        few, many = sorted((left.pairs, right.pairs), key=len)
        total += 10 * (len(few & many) / len(few) - 0.2)
    return total


def _trial(found: bool, same: float, chance: float) -> float:
    if same <= chance:
        return 0.0
    return math.log(same / chance) if found else math.log((1 - same) / (1 - chance))
