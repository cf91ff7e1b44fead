"""Who says something: the subject of a verb of saying, a source, a body through somebody who speaks for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from whomet.events.clauses import Phrase, Reading, bodies_before, nearest
from whomet.languages import pack
from whomet.languages.needles import Needles

#: Characters between a quotation and its verb of saying.
NEAR = 110
#: Characters between a verb of saying and a subject behind it that is not beside it: "said on Monday in Vigo ...".
BEHIND = 60
#: Characters between a source's word and its name, and between a verb and a body through which somebody speaks.
SOURCE = 40
#: Characters between the start of a relative clause and a verb whose subject is the relative word.
RELATIVE = 8
#: Characters that may part a speaker of a body from its name ("a spokesman for the ...").
ATTACHED = 25
#: Characters of a particle.
PARTICLE = 2
#: Parts of a phrase that can be a subject.
PLAIN = frozenset({"bare", "subject", "topic"})

# What stands between a verb and its subject behind it: a space, or capitalised titles ("said Mr. Moll").
_TITLES = re.compile(r"\W{0,3}|(?:\s[^\W\d_a-z][\w.]*){1,3}\s")
# Between a verb and a nameless subject: an article at most ("said a spokesman", "sagte eine Sprecherin").
_ARTICLE = re.compile(r"\s*(?:[^\W\d_]{1,5}\s)?")
# What may stand between speech and the words behind it.
_MARKS = " \xa0\"'“”„‟‘’«»「」『』,、，–—-"
# What ends the clause of a verb on the way to a subject behind it.
_BORDER = re.compile(r"[.;:!?\"“”„«»()]")


@cache
def pattern(code: str, name: str) -> re.Pattern[str] | None:
    """The expressions of a list of the table `statements` as one, None where the pack has none.

    Args:
        code: Of the pack.
        name: Key of the list.
    """
    data = pack(code).table("statements").get(name)
    return re.compile("|".join(f"(?:{p})" for p in data), re.IGNORECASE) if data else None


@cache
def _needles(code: str, name: str) -> Needles:
    words = pattern(code, name)
    return Needles([words.pattern] if words else [])


@cache
def switched(code: str, name: str) -> bool:
    """Whether a pack says yes to a key of its table `statements`."""
    return bool(pack(code).table("statements").get(name, False))


def spots(reading: Reading, name: str) -> list[tuple[int, int]]:
    """Where the words of a list stand outside speech."""
    words = pattern(reading.language.code, name)
    if words is None or not _needles(reading.language.code, name).may_match(reading.text):
        return []
    spans = (m.span() for m in words.finditer(reading.text))
    return [(start, end) for start, end in spans if start < end and not reading.quoted(start)]


# --- quotations --------------------------------------------------------------------------------------------


def of_quotation(around: Sequence[Reading], start: int, end: int, previous: Reading | None) -> int | None:
    """The referent to whom a quotation is given.

    Args:
        around: The sentences that it stands in, in order.
        start, end: Document offsets inside its marks.
        previous: The sentence before them.

    Returns:
        A referent, or None where these sentences name nobody.
    """
    if not around:
        return None
    first, final = around[0], around[-1]
    begin = first.sentence.inner(start) if start > first.sentence.start else 0
    close = final.sentence.inner(end) if end < final.sentence.end else len(final.text)
    if first.grammar.order == "particles":
        found = _topic_near(first, begin)
        return found if found is not None or final is first else _topic_near(final, close)
    before = _verb_before(first, begin)
    after = _verb_after(final, close)
    # A colon or the verb itself right before the marks opens the speech, whatever follows it.
    opened = first.text[:begin].rstrip(_MARKS).endswith((":", "："))
    opened = opened or (before is not None and begin - before[1] <= 3)
    if before is not None and opened:
        found = subject_of(first, *before, _floor(first, before[0]), previous)
        if found is not None:
            return found
    if after is not None:
        found = subject_of(final, *after, close, previous, inverted=after[0] - close <= 4)
        if found is not None:
            return found
    source = _source(final, close, 0) or _source(first, 0, begin)
    if source is not None:
        return source.referents[0]
    if before is not None and not opened:
        found_before = subject_of(first, *before, _floor(first, before[0]), previous)
        if found_before is not None:
            return found_before
    if before is None and after is None:
        bare = [p for p in first.phrases if p.end <= begin and not p.quoted and p.part == "bare" and p.referents]
        named = _closing(final, close) if not opened else None
        named = named or (bare[-1] if bare else None)
        return named.referents[0] if named is not None else None
    return None


def _closing(reading: Reading, close: int) -> Phrase | None:
    """Who is named in the short clause behind a quotation, whatever its verb: "...", quips the mayor."""
    behind = [p for p in reading.phrases if p.start >= close and not p.quoted and p.referents]
    if not behind or behind[0].part not in PLAIN | {"object"} or behind[0].start - close > SOURCE:
        return None
    return behind[0] if _one_clause(reading, close, behind[0].start) else None


def answered(around: Sequence[Reading], start: int, end: int) -> bool:
    """Whether the sentences of a quotation say who speaks, by a pronoun or a noun that stands for nobody known.

    Args:
        around: The sentences that it stands in, in order.
        start, end: Document offsets inside its marks.
    """
    first, final = around[0], around[-1]
    begin = first.sentence.inner(start) if start > first.sentence.start else 0
    close = final.sentence.inner(end) if end < final.sentence.end else len(final.text)
    verbs = ((final, _verb_after(final, close), close), (first, _verb_before(first, begin), 0))
    return any(
        verb is not None and (_open_pronoun(reading, verb[0], floor) or _nameless(reading, *verb))
        for reading, verb, floor in verbs
    )


def _verb_after(reading: Reading, close: int) -> tuple[int, int] | None:
    """The first verb of saying behind a quotation, not behind another one."""
    for start, end in spots(reading, "verbs"):
        if close <= start <= close + NEAR and not any(close <= q < start for q, _, _ in reading.quotes):
            return start, end
    return None


def _verb_before(reading: Reading, begin: int) -> tuple[int, int] | None:
    verbs = [(s, e) for s, e in spots(reading, "verbs") if e <= begin and begin - e <= NEAR]
    return verbs[-1] if verbs else None


def _floor(reading: Reading, position: int) -> int:
    """End of the last quotation before an offset."""
    return max([end for _, end, _ in reading.quotes if end <= position], default=0)


def _source(reading: Reading, close: int, begin: int) -> Phrase | None:
    """The source named right behind a quotation, or anywhere before one that begins at `begin`."""
    for start, end in spots(reading, "sources"):
        if (not begin and close <= end <= close + SOURCE) or (begin and end <= begin):
            return source_at(reading, start, end)
    return None


def source_at(reading: Reading, start: int, end: int) -> Phrase | None:
    """Who is named by the words of a source: behind them, or before them where particles stand behind a name."""
    if reading.grammar.order == "particles":
        # The particle of the name may be part of the words: "에 따르면".
        named = (p for p in reversed(reading.phrases) if p.referents and not p.quoted and p.start < start)
        return next((p for p in named if -PARTICLE <= start - p.end <= ATTACHED), None)
    return nearest(reading.phrases, end, SOURCE, forward=True)


def _topic_near(reading: Reading, begin: int) -> int | None:
    """Particle languages: the nearest topic before the quotation, else the nearest subject, else who is named."""
    free = [p for p in reading.phrases if not p.quoted and p.referents]
    before = [p for p in free if p.end <= begin]
    for part in ("topic", "subject"):
        near = [p for p in before if p.part == part]
        if near:
            return near[-1].referents[0]
    body = _spoken_for(reading, begin, 0)
    if body is not None:
        return body.referents[0]
    close = [p for p in before if begin - p.end <= 14 and p.part == "bare"]
    if close:
        return close[-1].referents[0]
    after = [p for p in free if p.start >= begin]
    plain = [p for p in after if p.part in {"topic", "subject"}] or _owners(reading, after)
    plain = plain or [p for p in after if p.part in {"bare", ""}]
    return plain[0].referents[0] if plain else None


def _owners(reading: Reading, after: Sequence[Phrase]) -> list[Phrase]:
    """Those whose words a noun of saying names: "... is the word of the governor"."""
    nouns = pattern(reading.language.code, "nouns")
    if nouns is None:
        return []
    return [p for p in after if nouns.match(reading.text, p.end)]


def following(reading: Reading) -> int | None:
    """Who said what the sentence before quotes, where this one only tells that: "This was the word of ...".

    Args:
        reading: The sentence behind a quotation that closes its own.
    """
    if reading.quotes:
        return None
    if reading.grammar.order == "particles":
        owners = _owners(reading, [p for p in reading.phrases if p.referents])
        return owners[0].referents[0] if owners else None
    nouns = pattern(reading.language.code, "nouns")
    found = nouns.search(reading.text) if nouns else None
    named = nearest(reading.phrases, found.end(), SOURCE, forward=True) if found and found.start() < SOURCE else None
    return named.referents[0] if named else None


#: Characters between a name and the word for a speaker that introduces it: a comma, an article, two adjectives.
APPOSITION = 30
_INTRODUCING = re.compile(r"\s?[,،、，]\s?(?:[^\W\d_]+[.'’]?\s?){0,3}")

# --- subjects ------------------------------------------------------------------------------------------------


def subject_of(
    reading: Reading, start: int, end: int, floor: int, previous: Reading | None = None, inverted: bool = False
) -> int | None:
    """Who is the subject of a verb of saying.

    Args:
        reading: The sentence.
        start, end: Of the verb.
        floor: Offset before which nothing is looked for: the end of the quotation.
        previous: The sentence before; "a spokesman" without a body speaks for the last one named there.
        inverted: The verb stands right behind a quotation, so its subject stands behind it.

    Returns:
        A referent, or None.
    """
    free = [p for p in reading.phrases if not p.quoted and p.referents]
    aside = reading.aside(start)
    if aside is not None and start - aside[0] <= RELATIVE:
        antecedent = [p for p in free if p.end <= aside[0]]
        if antecedent:
            return antecedent[-1].referents[0]
    speaker = _spoken_for(reading, start, floor, end)
    if speaker is not None:
        return speaker.referents[0]
    if _open_pronoun(reading, start, floor):
        return None
    if _nameless(reading, start, end):
        bodies = bodies_before(reading, floor, previous)
        return bodies[0].referents[0] if bodies else None
    behind = _behind(reading, free, start, end, inverted)
    before = [p for p in free if floor <= p.start and p.end <= start and reading.aside(p.start) in (None, aside)]
    bare = _surest(reading, _without_apposition(reading, [p for p in before if p.part in PLAIN], start))
    first = inverted or _behind_mostly(reading)
    if bare and not (behind and (first or start - bare[-1].end > 40)):
        return bare[-1].referents[0]
    if behind:
        return behind[0].referents[0]
    if speaks(reading, max(floor, start - 40), end + 40):
        bodies = bodies_before(reading, floor, previous)
        return bodies[0].referents[0] if bodies else None
    if reading.grammar.order == "verb-second":
        after = [p for p in free if 0 <= p.start - end <= 40 and p.part == "bare"]
        if after:
            return after[0].referents[0]
    return before[-1].referents[0] if before and start - before[-1].end <= 30 else None


def _surest(reading: Reading, bare: list[Phrase]) -> list[Phrase]:
    """Where endings tell the subject, those whose ending does; where the verb comes first, the first one."""
    if reading.grammar.order == "verb-first":
        return bare[:1]
    if reading.grammar.order != "endings":
        return bare
    people = [p for p in bare if p.type == "person"]
    return [p for p in people if p.part == "subject"] or people or bare


def _behind(reading: Reading, free: Sequence[Phrase], start: int, end: int, inverted: bool) -> list[Phrase]:
    """Phrases behind a verb that may be its subject: beside it, or in the rest of its clause behind a quotation."""
    addressing = pattern(reading.language.code, "addressing")
    if addressing is not None and addressing.search(reading.text[start:end]) is not None:
        return []
    beside = [p for p in free if p.start >= end and _TITLES.fullmatch(reading.text[end : p.start])]
    if beside or not (inverted or _behind_mostly(reading)):
        return beside
    return [
        p for p in free if end <= p.start <= end + BEHIND and p.part in PLAIN and _one_clause(reading, end, p.start)
    ]


def _behind_mostly(reading: Reading) -> bool:
    """Whether subjects stand behind their verbs in the language."""
    return reading.grammar.order == "verb-first" or switched(reading.language.code, "subject_behind")


def _one_clause(reading: Reading, start: int, end: int) -> bool:
    between = reading.text[start:end].lstrip(_MARKS)
    if _BORDER.search(between) or "," in between.strip(" ,"):
        return False
    tokens = (token for token in reading.tokens if start <= token.start < end)
    return not any(token.lemma in reading.grammar.breaks for token in tokens)


def _open_pronoun(reading: Reading, start: int, floor: int) -> bool:
    """Whether the subject right before a verb is a pronoun that stands for nobody known."""
    last = [p for p in reading.phrases if floor <= p.start and p.end <= start and not p.quoted]
    return bool(last) and not last[-1].referents and last[-1].part in PLAIN and start - last[-1].end <= 12


def _nameless(reading: Reading, start: int, end: int) -> bool:
    """Whether the subject beside a verb is a word for a speaker or a body, without a name: "a spokesman said"."""
    words = pattern(reading.language.code, "speakers")
    if words is None:
        return False
    text, free = reading.text, [p for p in reading.phrases if not p.quoted]
    for found in words.finditer(text, max(0, start - SOURCE), min(len(text), end + SOURCE)):
        gap = text[found.end() : start] if found.end() <= start else text[end : found.start()]
        beside = found.end() <= start or found.start() >= end
        if (
            beside
            and not any(p.start < found.end() and found.start() < p.end for p in free)
            and _ARTICLE.fullmatch(gap)
        ):
            return True
    return False


def speaks(reading: Reading, start: int, end: int) -> bool:
    """Whether a word for somebody who speaks for a body stands between two offsets."""
    words = pattern(reading.language.code, "speakers")
    return words is not None and words.search(reading.text, start, min(end, len(reading.text))) is not None


def _spoken_for(reading: Reading, start: int, floor: int, end: int | None = None) -> Phrase | None:
    """The named one in "Moll's spokeswoman", "a spokesman for the Federation", "spokeswoman Ana Wirth".

    Args:
        reading: The sentence.
        start: Of the verb, or of a quotation.
        floor: Where the clause begins at the earliest.
        end: Of the verb; None where nothing is looked for behind it.
    """
    words = pattern(reading.language.code, "speakers")
    if words is None:
        return None
    stop = len(reading.text) if end is None else min(len(reading.text), end + SOURCE)
    for found in words.finditer(reading.text, max(floor, start - 90), start if end is None else stop):
        begin, close = found.span()
        if (begin < start and close > start) or reading.quoted(begin):
            continue
        free = [p for p in reading.phrases if not p.quoted and p.referents]
        phrase = _introduced(reading, free, begin) or _attached(reading, free, begin, close)
        if phrase is None:
            continue
        edges = (phrase.start, phrase.end, begin, close)
        gap = (min(edges) - (end or 0)) if begin >= start else start - max(edges)
        crowded = [p for p in free if p.part in PLAIN and max(edges) <= p.start and p.end <= start]
        if 0 <= gap <= ATTACHED and not crowded:
            return phrase
    return None


def _introduced(reading: Reading, free: Sequence[Phrase], begin: int) -> Phrase | None:
    """The person whom a word for a speaker introduces behind a comma: "Ana Wirth, a spokeswoman for the firm"."""
    ahead = [p for p in free if p.end <= begin]
    last = ahead[-1] if ahead else None
    if last is None or last.type != "person" or not last.named or begin - last.end > APPOSITION:
        return None
    return last if _INTRODUCING.fullmatch(reading.text[last.end : begin]) else None


def _attached(reading: Reading, free: Sequence[Phrase], begin: int, close: int) -> Phrase | None:
    """The phrase that a word for a speaker belongs to: around it, right behind it, or right before it."""
    around = [p for p in free if p.start <= begin < p.end]
    if around:
        return around[0]
    named = [p for p in free if 0 <= p.start - close <= 2 and p.type == "person"]
    if named:
        return named[0]
    own = [p for p in free if p.type == "organisation" or p.part == "genitive"]
    if reading.grammar.order != "particles":
        behind = [p for p in own if 0 <= p.start - close <= ATTACHED and _joined(reading, close, p)]
        if behind:
            return behind[0]
    before = [p for p in own if 0 <= begin - p.end <= 2]
    return before[-1] if before else None


def _joined(reading: Reading, position: int, phrase: Phrase) -> bool:
    """Whether only small words part an offset from a phrase that hangs on a preposition or stands in the genitive."""
    between = reading.text[position : phrase.start]
    return not _BORDER.search(between) and "," not in between and phrase.part not in {"subject", "topic"}


def _without_apposition(reading: Reading, bare: list[Phrase], start: int) -> list[Phrase]:
    """Subjects before a verb without those that tell who another is: "Ida Moll, head of the Federation (FDR), said"."""
    if len(bare) < 2 or reading.text[bare[-1].end : start].strip() not in {",", "),"}:
        return bare
    heads = [p for p in bare[:-1] if reading.text[p.end : p.end + 1] == ","]
    return bare[: bare.index(heads[-1]) + 1] if heads else bare
