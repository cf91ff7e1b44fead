"""Functions that the hooks of several packs share."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from whomet.languages import Token, pack

_WORD = re.compile(r"\d[\d.,:/]*\d|\d|[^\W\d_](?:[\w]|[-'’·](?=\w))*|[^\w\s]|_")
_CLOSING = "\"'”’»«“」』)\\]"
# A full stop without the space behind it ends a sentence only between a word of two small letters (or a number)
# and a capitalised word: "trip.The", not "e.g.The", "Node.js" or "example.com".
_END = re.compile(
    rf"[.!?…]+[{_CLOSING}]*(?=\s|$)|[。！？]+[{_CLOSING}]*|(?<=[^\W\d_A-Z]{{2}})\.(?=[A-ZÀ-ÖØ-Þ][^\W\d_A-Z])|\n+"
)
_LAST_WORD = re.compile(r"([^\s(\"'“„«]+)$")
_NEXT_WORD = re.compile(r"[\s\"'“„«»(]*([^\W\d_][\w'’-]*)?")


@dataclass(frozen=True, slots=True)
class SentenceRules:
    """What a language says about the full stop.

    Attributes:
        abbreviations: Lower-case abbreviations without their last full stop.
        final: Those among them that also stand at the end of a sentence ("U.S.").
        starters: Lower-case words that, capitalised behind a full stop, begin a sentence ("the", "he").
        ordinals: Whether a number with a full stop may be an ordinal ("11. Juni").
    """

    abbreviations: Collection[str] = field(default=frozenset())
    final: Collection[str] = field(default=frozenset())
    starters: Collection[str] = field(default=frozenset())
    ordinals: bool = False


def rules(table: object) -> SentenceRules:
    """The rules in a pack's table "sentences"."""
    data = table if isinstance(table, dict) else {}
    final = frozenset(data.get("final", ()))
    return SentenceRules(
        frozenset(data.get("abbreviations", ())) | final,
        final,
        frozenset(data.get("starters", ())),
        bool(data.get("ordinals", False)),
    )


def words(text: str) -> list[Token]:
    """Split into words, numbers and signs, with offsets."""
    found = []
    for match in _WORD.finditer(text):
        token = match.group()
        tag = "NUMBER" if token[0].isdigit() else "WORD" if token[0].isalpha() else "SIGN"
        found.append(Token(match.start(), match.end(), token, token.lower(), tag))
    return found


def sentences(text: str, language: SentenceRules) -> list[tuple[int, int]]:
    """Split a paragraph into sentences.

    A full stop ends a sentence unless the word before it is a known abbreviation, a single letter or an ordinal
    number, or the next word begins in lower case.

    Args:
        text: A paragraph.
        language: What the language says about the full stop.

    Returns:
        Trimmed, non-empty spans in order.
    """
    spans, begin = [], 0
    for match in _END.finditer(text):
        if match.group()[0] in ".!?…" and not _ends(text, match, language):
            continue
        spans.append((begin, match.end()))
        begin = match.end()
    spans.append((begin, len(text)))
    return [trimmed for span in spans if (trimmed := trim(text, *span))[0] < trimmed[1]]


def _ends(text: str, match: re.Match[str], language: SentenceRules) -> bool:
    follower = _NEXT_WORD.match(text, match.end())
    following = (follower.group(1) or "") if follower else ""
    rest = text[match.end() : match.end() + 40].lstrip(" \t\"'“„«»(")
    if not rest:
        return True
    if rest[0].islower():
        return False
    signs = match.group()
    if signs[0] != "." or (len(signs) > 1 and not signs.startswith("..")):
        return True
    before = _LAST_WORD.search(text[max(0, match.start() - 40) : match.start()])
    word = (before.group(1) if before else "").lower()
    starts = following.lower() in language.starters
    if word in language.abbreviations or (re.fullmatch(r"(?:\w\.)*\w", word) and not word.isdigit()):
        return word in language.final and starts
    # An ordinal has one or two figures ("11. Juni"); a year before the full stop ends the sentence.
    return not (language.ordinals and word.isdigit() and len(word) < 3) or starts


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def personal_short_forms(name: str, particles: Collection[str]) -> tuple[str, ...]:
    """Forms by which a personal name in Latin letters is taken up again.

    The last part with the particles before it ("van Doornspijk", also without them), the first part, and for a
    name written family name first with a hyphenated or capitalised given name ("Pyo Sang-woo") its first part.

    Args:
        name: A full name.
        particles: Lower-case particles of family names ("van", "de").

    Returns:
        Family names first, then the given name; empty for a single word.
    """
    parts = name.split()
    if len(parts) < 2:
        return ()
    begin = len(parts) - 1
    while begin > 1 and parts[begin - 1].lower() in particles:
        begin -= 1
    forms = [" ".join(parts[begin:]), parts[-1]]
    if begin < len(parts) - 1:
        forms.insert(1, parts[begin][:1].upper() + " ".join(parts[begin:])[1:])
    # "Fan Chiang Chung-li": two parts before a hyphenated given name are a double family name.
    if len(parts) == 3 and "-" in parts[2]:
        forms.insert(0, " ".join(parts[:2]))
    if "-" in parts[-1] and not parts[-1].split("-")[1][:1].isupper():
        forms.remove(parts[-1])
        forms.append(parts[-1])
        forms.insert(0, parts[0])
    else:
        forms.append(parts[0])
    return tuple(dict.fromkeys(forms))


def family_units(name: str, particles: Collection[str]) -> list[str]:
    """The words of a name, particles with the word behind them: "María", "de la Cruz", "Ruiz"."""
    units: list[str] = []
    held: list[str] = []
    for word in name.split():
        held.append(word)
        if word.lower() not in particles or not units:
            units.append(" ".join(held))
            held = []
    return units + ([" ".join(held)] if held else [])


def double_family_forms(
    name: str, particles: Collection[str], given: Collection[str], first: bool = True
) -> tuple[str, ...]:
    """Short forms of a name with two family names ("Remedios Pantoja Aldecoa").

    Args:
        name: A full name.
        particles: Lower-case particles of family names.
        given: Given names that often stand second ("José Luis"): no family name is looked for in them.
        first: Whether news takes the first of the two up (Spanish) rather than the last (Portuguese).

    Returns:
        Family names as news prefers them, both together, then the given name.
    """
    units = family_units(name, particles)
    if len(units) < 3 or units[-2] in given:
        return personal_short_forms(name, particles)
    left, right = units[-2], units[-1]
    singles = [left, right] if first else [right, left]
    bare = [unit.split()[-1] for unit in singles]
    lead = [unit[:1].upper() + unit[1:] for unit in singles]
    return tuple(dict.fromkeys([*singles, *lead, *bare, f"{left} {right}", units[0]]))


@dataclass(frozen=True)
class CommonHooks:
    """The hooks of a pack that needs nothing but its data: a module `hooks.py` names its methods.

    Tables read: `sentences` (see `rules`), and of `names` the keys `family_particles` ("van", "de") and `endings`,
    an expression for what is written onto a name's end ("'s").

    Attributes:
        code: BCP 47 code of the pack.
    """

    code: str

    @cached_property
    def _rules(self) -> SentenceRules:
        return rules(pack(self.code).table("sentences"))

    @cached_property
    def _particles(self) -> frozenset[str]:
        return frozenset(pack(self.code).table("names").get("family_particles", ()))

    @cached_property
    def _endings(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{pack(self.code).table('names').get('endings', '(?!)')})$")

    def split_sentences(self, text: str) -> list[tuple[int, int]]:
        """Spans of the sentences of a paragraph."""
        return sentences(text, self._rules)

    def tokens(self, text: str) -> Sequence[Token]:
        """Words, numbers and signs."""
        return words(text)

    def strip_particles(self, word: str) -> str:
        """The word without an ending that is written onto names."""
        return self._endings.sub("", word)

    def short_forms(self, name: str) -> tuple[str, ...]:
        """Family name and given name, in either order of writing."""
        return personal_short_forms(name, self._particles)
