"""Noun phrases: names widened by their titles, joined to lists, with the part they play in the clause."""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from whomet.events import suffixes, unspaced
from whomet.events.grammar import Grammar, grammar
from whomet.events.inflection import FIRST, Parts, parts_of
from whomet.languages import Token
from whomet.records import Mentions, NameMention

if TYPE_CHECKING:
    from whomet.events.clauses import Reading


#: How many words a noun phrase may reach to the left of a name; longer titles are rare in the three languages.
REACH = 14
#: Characters between a title and the name printed with it, where the words of its area stand between them.
FAR_TITLE = 70
#: Words of a title on no list, where a preposition or joining word stands before it.
UNKNOWN = 4
#: Parts whose preposition may stand before such a title; of place and time it mostly has a noun of its own behind it.
TITLED = frozenset({"with", "by", "between", "to", "of"})
#: Characters between an owner's name and the name that his title introduces: "Wirth's new deputy Ben Okoro".
OWNER = 30
#: Characters from which on the joining particle at the end of a foreign name may be taken for a part of it; the
#: names that end so by themselves are shorter.
NAMED = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """A person, a body, or a list of them, with its part in the sentence.

    Attributes:
        start, end: Offsets in the sentence's text of the whole noun phrase or list.
        heads: Indexes into `Mentions.names` of its members.
        referents: Indexes into `Mentions.referents` of its members, in order.
        type: person or organisation.
        part: "subject", "object", "bare" or a label of the pack's markers.
        quoted: Stands inside quotation marks.
        named: At least one member is printed by name.
        plural: Stands for several people ("the two").
        cases: Parts that the endings of title and name allow; none where they tell nothing.
    """

    start: int
    end: int
    heads: tuple[int, ...]
    referents: tuple[int, ...]
    type: str
    part: str
    quoted: bool = False
    named: bool = True
    plural: bool = False
    cases: Parts = frozenset()


Located = tuple[int, int, int]


# --- noun phrases --------------------------------------------------------------------------------------


def phrases(reading: Reading, mentions: Mentions) -> tuple[Phrase, ...]:
    """The people and bodies of a sentence as noun phrases.

    Args:
        reading: The sentence.
        mentions: Of the document.

    Returns:
        Phrases in order of the text, lists as one.
    """
    if reading.grammar.unspaced or suffixes.rules(reading.language.code):
        return _tied(reading, mentions)
    if reading.grammar.order == "particles":
        single = [_with_particle(reading, mentions, span) for span in _heads(reading, mentions)]
        return _join_particles(reading, _outside_titles(single))
    single = [_with_preposition(reading, mentions, span) for span in _heads(reading, mentions)]
    return _join_listed(reading, _outside_titles(single))


def _tied(reading: Reading, mentions: Mentions) -> tuple[Phrase, ...]:
    """The noun phrases of a language whose script has no spaces, or that writes the case behind the name."""
    written, side = (unspaced.ties, reading.grammar.unspaced) if reading.grammar.unspaced else (suffixes.ties, "behind")
    covered = sorted((start, end) for start, end, _ in (*reading.names, *reading.roles))
    spans = _heads(reading, mentions)
    joined: list[Phrase] = []
    for kind in ("person", "organisation"):
        own = [span for span in spans if mentions.names[span[2]].type == kind]
        groups: list[list[Phrase]] = []
        ties = written(reading.text, [span[:2] for span in own], covered, reading.language.code)
        for span, tie in zip(own, ties, strict=True):
            phrase = _phrase(reading, mentions, span, tie.start, tie.end, tie.part)
            if tie.joined and groups[-1][-1].quoted == phrase.quoted:
                groups[-1].append(phrase)
            else:
                groups.append([phrase])
        joined += [_group(group, side) for group in groups]
    return tuple(sorted(_outside_titles(joined), key=lambda p: (p.start, p.end)))


def _group(group: Sequence[Phrase], side: str) -> Phrase:
    """A list as one phrase: the word behind its last member, or before its first, tells its part."""
    owns = group[-1].part == "of" and len(group) > 1
    return replace(_merge(group), part=group[-1].part if side == "behind" or owns else group[0].part)


def _heads(reading: Reading, mentions: Mentions) -> list[Located]:
    """Mentions of people and bodies; of overlapping ones the longer."""
    kept: list[Located] = []
    for span in reading.names:
        if mentions.names[span[2]].type == "place" or _named_after(reading, span[0]):
            continue
        if kept and _alias(reading, mentions, kept[-1], span):
            continue
        if kept and span[0] < kept[-1][1]:
            if span[1] - span[0] > kept[-1][1] - kept[-1][0]:
                kept[-1] = span
            continue
        kept.append(span)
    return kept


def _named_after(reading: Reading, position: int) -> bool:
    """Whether a name is that of a street or building: "lungomare Ana Wirth"."""
    words = reading.grammar.places
    return words is not None and words.search(reading.text, max(0, position - 24), position) is not None


def _alias(reading: Reading, mentions: Mentions, before: Located, span: Located) -> bool:
    """Whether a name only gives the one before it in brackets once more: "하나(Hana)"."""
    same = mentions.names[before[2]].referents == mentions.names[span[2]].referents
    return same and unicodedata.normalize("NFKC", reading.text[before[1] : span[0]]).strip() == "("


def _phrase(reading: Reading, mentions: Mentions, span: Located, start: int, end: int, part: str) -> Phrase:
    head = mentions.names[span[2]]
    known = tuple(r for r in head.referents if 0 <= r < len(mentions.referents))
    return Phrase(
        start=start,
        end=end,
        heads=(span[2],),
        referents=known,
        type=head.type,
        part=part,
        quoted=reading.quoted(span[0]),
        named=head.reach in {"full", "short"},
        plural=head.reach == "group" or (head.reach == "pronoun" and len(known) > 1),
    )


def _token_at(reading: Reading, position: int) -> int:
    """Index of the token that holds an offset, or of the next one."""
    return bisect_left(reading.ends, position + 1)


def _with_preposition(reading: Reading, mentions: Mentions, span: Located) -> Phrase:
    """The noun phrase of a name in a language with prepositions."""
    start = _title_start(reading, mentions, span)
    start = _bare_title(reading, start) if reading.grammar.bare_titles else start
    end = _bracket_end(reading, span[1])
    part = _part(reading, mentions, span, start)
    if reading.grammar.order != "endings" or part not in {"bare", "genitive"}:
        return _phrase(reading, mentions, span, start, end, part)
    cases = _cases(reading, mentions, span, start)
    if cases:
        part = FIRST if cases == {FIRST} else "bare" if FIRST in cases else "oblique"
    return replace(_phrase(reading, mentions, span, start, end, part), cases=cases)


def _cases(reading: Reading, mentions: Mentions, span: Located, start: int) -> Parts:
    """The parts that the endings of a title and a name allow."""
    head = mentions.names[span[2]]
    if head.reach == "pronoun":
        return frozenset({FIRST}) if head.text.lower() in reading.grammar.nominatives else frozenset({"object"})
    words = head.text.split()
    if head.reach not in {"full", "short"} or head.type != "person":
        return parts_of(words, (), reading.language.code)
    known = mentions.referents[head.referents[0]] if head.referents else None
    firsts = known.label.split() if known is not None else []
    named = [(word, _first_form(word, firsts, known is not None and len(known.forms) > 1)) for word in words]
    guessed = any(word not in firsts for word in words)
    tokens = [token.text for token in tokens_between(reading, start, span[0])]
    return parts_of(tokens, named, reading.language.code, guessed)


def _first_form(word: str, firsts: Sequence[str], several: bool) -> str | None:
    """The first form of a word of a name: a word of the label that begins alike; None where it is only a guess."""
    if not several or word in firsts:
        return word if several else None
    stem = word[: max(3, len(word) - 3)]
    return next((first for first in firsts if first.startswith(stem)), None)


def _bracket_end(reading: Reading, position: int) -> int:
    rest = reading.text[position:]
    match = re.match(r"\s*\([^()]{1,60}\)", rest)
    return position + match.end() if match else position


def _title_start(reading: Reading, mentions: Mentions, span: Located) -> int:
    """Where the title before a name begins, articles included."""
    tokens, words = reading.tokens, reading.grammar
    start, reach = span[0], mentions.names[span[2]].reach
    if reach == "pronoun":
        return start
    at = _token_at(reading, start) - 1
    if at >= 0 and tokens[at].text == ",":
        role = _held_before(reading, mentions, span)
        role = _explained(reading, mentions, span) if role is None and words.apposition else role
        if role is not None:
            start, at = role, _token_at(reading, role) - 1
    at = _before_bracket(reading, at)
    loose = 0
    for place in range(at, max(-1, at - REACH), -1):
        token = tokens[place]
        other = _other_person(reading, mentions, token.start, span)
        if other is not None and token.lemma not in words.determiners:
            # "Wirth's deputy, Ben Okoro": whose deputy he is belongs to the title
            owner = _genitive(reading, mentions, other) and start - other[1] <= OWNER
            start = other[0] if owner else start
            break
        inside = _cover(reading, mentions.names, token.start, span)
        if inside is None and any(s <= token.start < e for s, e, _ in reading.names if e <= span[0]):
            break
        if inside is not None:
            if loose and inside[1] == "role":
                break
            behind = loose or (start < span[0] and tokens[place + 1].start == start)
            if words.order in {"endings", "verb-first"} and inside[1] == "name" and behind:
                break  # a body belongs to the title before it, not to one behind it
            start, loose = inside[0], 0
        elif token.start >= start or (token.tag == "SIGN" and token.text in words.bridges):
            continue
        elif token.lemma in words.determiners:
            # "der" before a mere name is no article but begins a relative clause
            named = reach in {"full", "short"} and token.end + 1 >= span[0]
            start = start if named else _office_start(reading, place) or token.start
            break
        elif token.lemma in words.markers and _before_role(reading, tokens[place + 1]):
            break  # "in Graz by President Ana Wirth": whose office it is stands behind the title
        elif token.lemma in words.bridges and (loose or start < span[0] or _bridges_all(token, words)):
            loose += words.order != "endings"  # endings tell who belongs to whom: a title may stand before them
        elif not _loose(token, words) or any(s <= token.start < e for s, e, _ in reading.times):
            start = tokens[place + 1].start if loose and token.lemma in words.fused else start
            break
        else:
            loose += 1
            if loose > 4:
                break
            if token.text[:1].isupper() and words.order != "endings" and not _genitive(reading, mentions, span):
                start = token.start
    if words.order in {"endings", "verb-first"}:
        held = _title_far(reading, mentions, span, start)
        return held if held < start else _unknown_title(reading, mentions, span, start)
    return span[0] if _in_place(reading, start, span) else start


def _title_far(reading: Reading, mentions: Mentions, span: Located, start: int) -> int:
    """Start of the title printed with a name, however long the words for its area are between the two."""
    own = mentions.names[span[2]].roles
    starts = [s for s, e, number in reading.roles if number in own and e <= start and start - e <= FAR_TITLE]
    if not starts or any(mark in reading.text[min(starts) : start] for mark in ",;:"):
        return start
    others = (mentions.names[n].type == "person" for s, _, n in reading.names if min(starts) <= s < start)
    return start if any(others) else min(starts)


def _bridges_all(token: Token, words: Grammar) -> bool:
    """Whether a word may stand right before a name inside its title, where endings tell who belongs to whom."""
    return words.order == "endings" and token.lemma not in words.markers


def _unknown_title(reading: Reading, mentions: Mentions, span: Located, start: int) -> int:
    """Start of a title on no list, behind a preposition whose case the name has: "with the gallerist Ana Wirth"."""
    tokens, words = reading.tokens, reading.grammar
    titled = any(s == start for s, _, _ in reading.roles)
    first = _token_at(reading, start) - 1
    for at in range(first, max(-1, first - UNKNOWN), -1):
        token = tokens[at]
        if token.lemma in words.joins:
            return tokens[at + 1].start
        if token.lemma in words.markers:
            governed = words.governs.get(token.lemma)
            cases = _cases(reading, mentions, span, span[0]) if governed and words.rows else frozenset()
            return tokens[at + 1].start if governed and (not cases or governed in cases) else start
        taken = any(s <= token.start < e for s, e, _ in (*reading.names, *reading.times))
        verb = words.verbal is not None and words.verbal.match(token.lemma)
        known = token.lemma in words.stops or token.lemma in words.breaks or token.lemma in words.skips
        known = known or (titled and (words.inside is None or not words.inside.match(token.lemma)))
        if token.tag != "WORD" or token.text[:1].isupper() or taken or verb or known:
            return start
    return start


def _bare_title(reading: Reading, start: int) -> int:
    """Start of a title on no list and without article, behind a preposition: "met uitgever Bo Lind"."""
    tokens, words = reading.tokens, reading.grammar
    first = _token_at(reading, start) - 1
    for at in range(first, max(-1, first - UNKNOWN), -1):
        token = tokens[at]
        if words.markers.get(token.lemma) in TITLED:
            return tokens[at + 1].start
        if token.text == ".":
            continue  # of an abbreviation: "met directeur drs. Ana Wirth"
        taken = any(s <= token.start < e for s, e, _ in (*reading.names, *reading.times))
        if taken or not token.text[:1].islower() or token.lemma in words.determiners or not _loose(token, words):
            return start
    return start


def _before_role(reading: Reading, token: Token) -> bool:
    return any(start == token.start for start, _, _ in reading.roles)


def _before_bracket(reading: Reading, at: int) -> int:
    """The word before an abbreviation in brackets that parts a body from its holder: "head of Nordlicht (NL) Ana"."""
    tokens = reading.tokens
    if at < 3 or tokens[at].text != ")":
        return at
    return next((place - 1 for place in range(at - 1, at - 4, -1) if tokens[place].text == "("), at)


#: Words of a noun phrase before a comma to which a name may stand in apposition: longer ones hold a clause.
APPOSED = 8


def _explained(reading: Reading, mentions: Mentions, span: Located) -> int | None:
    """Start of a noun behind a preposition that a name explains: "with the head of mission, Ana Wirth,"."""
    tokens, words = reading.tokens, reading.grammar
    behind, comma = _token_at(reading, span[1]), _token_at(reading, span[0]) - 1
    if behind < len(tokens) and tokens[behind].tag != "SIGN" and tokens[behind].lemma not in words.markers:
        return None  # a verb: what stands before the comma is another clause
    for place in range(comma - 1, max(0, comma - APPOSED), -1):
        token, before = tokens[place], tokens[place - 1].lemma
        if token.lemma in words.fused or token.lemma in words.determiners:
            fused = token.lemma in words.fused
            if words.markers.get(token.lemma if fused else before) in {"with", "to", "by"}:
                return tokens[place + fused].start
            if fused or before not in words.bridges:
                return None
        else:
            inside = token.lemma in words.bridges or _loose(token, words)
            if not inside or _other_person(reading, mentions, token.start, span) is not None:
                return None
    return None


def _office_start(reading: Reading, place: int) -> int | None:
    """Start of "the head of" before an article, where a known title stands there: "the head of the guild Ana Wirth"."""
    tokens, words = reading.tokens, reading.grammar
    if place < 2 or tokens[place - 1].lemma not in words.bridges:
        return None
    for start, end, _ in reading.roles:
        if 0 <= tokens[place - 1].start - end <= 1:
            before = _token_at(reading, start) - 1
            article = before >= 0 and tokens[before].lemma in words.determiners
            return tokens[before].start if article else start
    return None


def _in_place(reading: Reading, start: int, span: Located) -> bool:
    """Whether a noun without article before a name belongs to a preposition of place: "im Landtag Ana Wirth"."""
    at = _token_at(reading, start)
    if start == span[0] or not 0 < at < len(reading.tokens) or reading.tokens[at].lemma in reading.grammar.determiners:
        return False
    known = any(s <= start < e for s, e, _ in (*reading.roles, *reading.names))
    return not known and reading.grammar.markers.get(reading.tokens[at - 1].lemma) in {"in", "apart"}


def _loose(token: Token, words: Grammar) -> bool:
    """Whether a word may belong to a title that is on no list."""
    if token.tag == "SIGN":
        return token.text in {"-", "'", "’"}
    if token.lemma in words.markers or token.lemma in words.stops or token.lemma in words.joins:
        return False
    if token.lemma in words.breaks or token.lemma in words.skips or token.tag == "NUMBER":
        return False
    if words.inside is not None and token.text[:1].islower() and not words.inside.match(token.lemma):
        return False
    return not (words.verbal and token.text[:1].islower() and words.verbal.match(token.lemma))


def _cover(reading: Reading, types: Sequence[NameMention], position: int, head: Located) -> tuple[int, str] | None:
    """Start and sort of the role or body that holds an offset and stands before a name."""
    for start, end, _ in reading.roles:
        if start <= position < end <= head[0]:
            return start, "role"
    for start, end, number in reading.names:
        if start <= position < end <= head[0]:
            # "in Graz Ana Wirth met": a place right before a name is no title, unless it belongs to one
            titled = reading.grammar.order == "endings" and any(0 <= start - e <= 1 for _, e, _ in reading.roles)
            beside = types[number].type == "place" and head[0] - end <= 1 and not titled
            return None if beside else (start, "name")
    return None


def _other_person(reading: Reading, mentions: Mentions, position: int, head: Located) -> Located | None:
    """Another person named at an offset."""
    for start, end, number in reading.names:
        if start <= position < end and number != head[2] and mentions.names[number].type == "person":
            return start, end, number
    return None


def _genitive(reading: Reading, mentions: Mentions, span: Located) -> bool:
    """Whether a name stands in the genitive, with its ending inside or outside the mention."""
    ending, head = reading.grammar.genitive, mentions.names[span[2]]
    if ending is None:
        return False
    behind = ending.match(reading.text, span[1])
    outside = behind is not None and not reading.text[behind.end() : behind.end() + 1].isalnum()
    return outside or ending.fullmatch(head.text[len(head.form) :]) is not None


def _held_before(reading: Reading, mentions: Mentions, span: Located) -> int | None:
    """Start of the title that stands before a comma: "the president of the guild, Ana Wirth"."""
    head = mentions.names[span[2]]
    for start, end, number in reversed(reading.roles):
        if end > span[0] or span[0] - end > 90:
            continue
        holder = mentions.roles[number].holder
        between = [n for s, e, n in reading.names if end <= s and e <= span[0]]
        others = any(mentions.names[n].type == "person" for n in between)
        if holder is not None and holder in head.referents and not others:
            return start
    return None


def _part(reading: Reading, mentions: Mentions, span: Located, start: int) -> str:
    """The part of a noun phrase: its preposition's, "genitive", else "bare" or "object"."""
    words, head = reading.grammar, mentions.names[span[2]]
    if head.reach == "pronoun" and head.text.lower() in words.nominatives:
        return "bare"
    if head.reach == "pronoun" and _possessive(reading, span):
        return "genitive"
    if _genitive(reading, mentions, span):
        return "genitive"
    tokens = reading.tokens
    at = _token_at(reading, start) - 1
    opening = _token_at(reading, start)
    # The first word of a name ("Van der Maas") is no function word.
    article = tokens[opening].lemma if opening < len(tokens) and start < span[0] else ""
    while at >= 0 and tokens[at].lemma in words.skips:
        at -= 1
    if at >= 0 and tokens[at].lemma in words.markers:
        return words.markers[tokens[at].lemma]
    before = tokens[at].lemma if at >= 0 else ""
    if before in words.owned or article in words.owned:
        return "of"
    if article in words.accusatives or (start == span[0] and before in words.accusatives):
        return "object"
    if article in words.markers:
        return words.markers[article]
    if words.order == "prepositions" and at >= 0 and _governs(reading, tokens[at]):
        return "object"
    return _in_commas(reading, mentions, span, at) or "bare"


def _in_commas(reading: Reading, mentions: Mentions, span: Located, comma: int) -> str:
    """The part of a name in commas behind a description that no table knows: "with the firm's chief, Bo Lind,"."""
    tokens, words = reading.tokens, reading.grammar
    closes = reading.text[_bracket_end(reading, span[1]) :].lstrip()[:1] in {",", ".", ";", ""}
    if comma < 0 or tokens[comma].text != "," or not closes:
        return ""
    for place in range(comma - 1, max(-1, comma - REACH), -1):
        token = tokens[place]
        part = "" if token.lemma in words.bridges else words.markers.get(token.lemma, "")
        if part:
            # "after" may open a clause, whose subject the name would be
            return part if part != "apart" and tokens[place + 1].lemma in words.determiners else ""
        ends = token.lemma in words.stops or token.lemma in words.breaks or token.text in {",", ";", ":"}
        if ends or _other_person(reading, mentions, token.start, span) is not None:
            return ""
    return ""


def _possessive(reading: Reading, span: Located) -> bool:
    """Whether a pronoun that may be an article stands before its noun ("her office", not "met her")."""
    words, tokens = reading.grammar, reading.tokens
    at = _token_at(reading, span[0])
    if at + 1 >= len(tokens) or tokens[at].lemma not in words.determiners or tokens[at].end < span[1]:
        return False  # a description ("the Spaniard") has its noun inside
    behind = tokens[at + 1]
    known = words.joins | words.stops | words.breaks | words.skips | words.markers.keys()
    timed = any(start <= behind.start < end for start, end, _ in reading.times)
    noun = behind.text[:1].isupper() or words.order == "prepositions"
    return behind.tag == "WORD" and noun and behind.lemma not in known and not timed


def _governs(reading: Reading, token: Token) -> bool:
    """Whether the word before a bare English name is likely its verb: lower case, no function word, no name."""
    words = reading.grammar
    known = words.joins | words.stops | words.breaks | words.determiners | words.skips
    if token.tag != "WORD" or not token.text[:1].islower() or token.lemma in known:
        return False
    spans = (*reading.names, *reading.roles, *reading.times)
    return not any(start <= token.start < end for start, end, _ in spans)


def _outside_titles(single: list[Phrase]) -> list[Phrase]:
    """Drop bodies that only stand in the title of the person beside them."""
    kept = []
    for number, phrase in enumerate(single):
        others = single[:number] + single[number + 1 :]
        if phrase.type == "organisation" and any(
            other.type == "person" and other.start <= phrase.start < other.end for other in others
        ):
            continue
        kept.append(phrase)
    return kept


def _join_listed(reading: Reading, single: list[Phrase]) -> tuple[Phrase, ...]:
    """Join "A, B of C and D" to one phrase; people and bodies apart, as bodies stand inside lists of people."""
    people = _in_apposition(
        _join_alike(reading, [p for p in single if p.type == "person" and not _swallowed(p, single)])
    )
    bodies = _join_alike(reading, [p for p in single if p.type != "person"])
    return tuple(sorted((*people, *bodies), key=lambda p: (p.start, p.end)))


def _swallowed(phrase: Phrase, others: Sequence[Phrase]) -> bool:
    """Whether a possessive only stands in the title of another: "Ana Wirth and her counterpart Bo Lind"."""
    inside = (p for p in others if p is not phrase and p.start <= phrase.start and phrase.end <= p.end)
    return not phrase.named and phrase.part == "genitive" and any(p.type == "person" for p in inside)


def _in_apposition(phrases: list[Phrase]) -> list[Phrase]:
    """Leave out "the two ministers" before the names of the two."""
    return [
        phrase
        for phrase, behind in itertools.zip_longest(phrases, phrases[1:])
        if not (phrase.plural and not phrase.named and behind and behind.named and behind.start - phrase.end <= 2)
    ]


def _join_alike(reading: Reading, single: list[Phrase]) -> list[Phrase]:
    """Lists among phrases of one type; a list is only one where a joining word closes it."""
    groups: list[list[Phrase]] = []
    links: list[list[str]] = []
    for phrase in single:
        link = _link(reading, groups[-1][-1], phrase) if groups else ""
        if link:
            groups[-1].append(phrase)
            links[-1].append(link)
        else:
            groups.append([phrase])
            links.append([])
    joined: list[Phrase] = []
    for group, between in zip(groups, links, strict=True):
        last = max((i for i, link in enumerate(between) if link == "join"), default=-1)
        joined.append(_merge(group[: last + 2]))
        joined.extend(group[last + 2 :])
    return joined


def _link(reading: Reading, left: Phrase, right: Phrase) -> str:
    """How two neighbours hang together: "join", "comma" or not at all ("")."""
    if left.type != right.type or left.quoted != right.quoted or right.start < left.end:
        return ""
    if left.plural or right.plural:
        return ""
    words = reading.grammar
    between = list(tokens_between(reading, left.end, right.start))
    between = [t for t in between if t.lemma not in words.skips and not _inserted(reading, t, left, right)]
    if not between or len(between) > 24 or left.part == "genitive":
        return ""
    for token in between[:-1]:
        stop = token.lemma in words.stops or token.lemma in words.breaks
        if stop or (token.lemma in words.markers and token.lemma not in words.bridges):
            return ""
        if words.verbal and token.text[:1].islower() and words.verbal.match(token.lemma):
            return ""
        if token.text[:1].islower() and not _may_stand_inside(token, words):
            return ""
    if between[-1].lemma in words.joins:
        return "join"
    return "comma" if between[-1].text in {",", ";"} else ""


def _may_stand_inside(token: Token, words: Grammar) -> bool:
    """Whether a lower-case word may belong to a noun phrase, where the pack can tell verbs from adjectives."""
    known = words.bridges | words.determiners | words.joins | words.skips
    return words.inside is None or token.lemma in known or words.inside.match(token.lemma) is not None


def _inserted(reading: Reading, token: Token, left: Phrase, right: Phrase) -> bool:
    """Whether a word belongs to a relative clause between two members of a list."""
    aside = reading.aside(token.start)
    return aside is not None and left.end <= aside[0] and aside[1] <= right.start


def _merge(group: Sequence[Phrase]) -> Phrase:
    if len(group) == 1:
        return group[0]
    first = group[0]
    cases = frozenset.intersection(*(p.cases for p in group if p.cases)) if first.cases else first.cases
    oblique = bool(cases) and FIRST not in cases and first.part in {FIRST, "bare"}
    referents = tuple(dict.fromkeys(r for phrase in group for r in phrase.referents))
    return replace(
        first,
        end=group[-1].end,
        heads=tuple(h for phrase in group for h in phrase.heads),
        referents=referents,
        named=any(phrase.named for phrase in group),
        part="oblique" if oblique else first.part,
        cases=cases or first.cases,
    )


# --- noun phrases with particles behind them -------------------------------------------------------------


def _with_particle(reading: Reading, mentions: Mentions, span: Located) -> Phrase:
    """The noun phrase of a name in a language that puts titles and particles behind it."""
    at, end, part = _token_at(reading, span[1]), span[1], ""
    tokens, words = reading.tokens, reading.grammar
    written = _written_particle(reading.language.code, reading.text, span[1])
    own = next((w for w in _joining(reading.language.code) if mentions.names[span[2]].text.endswith(w)), "")
    if not written and own and span[1] - span[0] >= NAMED and reading.text[span[1] : span[1] + 1].isspace():
        return _phrase(reading, mentions, span, span[0], span[1], "with")
    if written:  # foreign names lead the analysis into morphemes astray
        return _phrase(reading, mentions, span, span[0], span[1] + len(written), words.markers[written])
    depth = 0
    while at < len(tokens):
        token = tokens[at]
        if token.start < end:
            at += 1
            continue
        if token.tag == "SSO":
            depth += 1
        elif token.tag == "SSC":
            depth -= 1
        elif depth == 0:
            covered = _behind(reading, mentions, token.start)
            if covered == "person":
                break
            if not covered and token.tag.startswith("J"):
                part, end = _particle(tokens, at, words)
                break
            if not covered and token.text in words.not_titles:
                part = "of"
                break
            if not covered and not token.tag.startswith(("N", "SL", "SN", "XSN", "XPN", "SW", "MAJ", "SH")):
                break
        end = token.end
        at += 1
    return _phrase(reading, mentions, span, span[0], min(end, len(reading.text)), part or "bare")


@cache
def _joining(code: str) -> tuple[str, ...]:
    return tuple(word for word, part in grammar(code).markers.items() if part == "with")


@cache
def _particles(code: str) -> re.Pattern[str] | None:
    longest = sorted(grammar(code).markers, key=lambda word: (-len(word), word))
    return re.compile(rf"({'|'.join(map(re.escape, longest))})(?=[\s,.)]|$)") if longest else None


def _written_particle(code: str, text: str, end: int) -> str:
    """The particle written right behind a name, up to the end of the word."""
    pattern = _particles(code)
    found = pattern.match(text, end) if pattern else None
    return found.group() if found else ""


def _behind(reading: Reading, mentions: Mentions, position: int) -> str:
    for start, end, number in reading.names:
        if start <= position < end:
            return mentions.names[number].type
    return "role" if any(start <= position < end for start, end, _ in reading.roles) else ""


def _particle(tokens: Sequence[Token], at: int, words: Grammar) -> tuple[str, int]:
    """Part and end of a run of particles; the first one that is known tells the part."""
    part, end = "", tokens[at].end
    for token in tokens[at:]:
        if not token.tag.startswith("J") or token.start > end:
            break
        end = token.end
        part = part or words.markers.get(token.text, "")
    run = "".join(t.text for t in tokens[at:] if t.start < end)
    return words.markers.get(run, part), end


def _join_particles(reading: Reading, single: list[Phrase]) -> tuple[Phrase, ...]:
    """Join "A, B와 C가": a member is bare before a comma, or joined by the particle that also means "with"."""
    joined = []
    for kind in ("person", "organisation"):
        groups: list[list[Phrase]] = []
        for phrase in (p for p in single if p.type == kind):
            if groups and _listed(reading, groups[-1][-1], phrase):
                groups[-1].append(phrase)
            else:
                groups.append([phrase])
        joined += [replace(_merge(group), part=group[-1].part) for group in groups]
    return tuple(sorted(joined, key=lambda p: (p.start, p.end)))


def _listed(reading: Reading, left: Phrase, right: Phrase) -> bool:
    if left.type != right.type or left.quoted != right.quoted:
        return False
    between = tokens_between(reading, left.end, right.start)
    if left.part == "bare":
        comma = bool(between) and (between[0].tag in {"SP", "SW"} or between[0].lemma in reading.grammar.joins)
        return comma and _titles(between[1:])
    return left.part == "with" and _titles(between)


def _titles(between: Sequence[Token]) -> bool:
    """Whether only a few nouns part two names: the body or title before the next name."""
    return len(between) <= 6 and all(t.tag.startswith(("N", "SL", "SN", "XPN", "XSN")) for t in between)


def tokens_between(reading: Reading, start: int, end: int) -> Sequence[Token]:
    """Tokens that lie wholly between two offsets."""
    first, last = bisect_right(reading.ends, start), bisect_right(reading.ends, end)
    return [t for t in reading.tokens[first:last] if t.start >= start]
