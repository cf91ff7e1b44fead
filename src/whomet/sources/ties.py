"""Which two documents depend on each other, and how strongly."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from whomet.records import Article, OriginKind
from whomet.sources.alignment import Alignment, align
from whomet.sources.candidates import SAME_NEWS_CREDITED, candidate_pairs, standing
from whomet.sources.credits import Credit, Credits
from whomet.sources.directions import days_between
from whomet.sources.evidence import DEPENDS, Pair, weigh
from whomet.sources.marks import Marks, common, marks, same_name, same_quotation
from whomet.sources.passages import Shingles, candidates, covered
from whomet.sources.taken import hold, printed
from whomet.sources.versions import SAME_NEWS, Version, encode_ahead

#: Share of the shorter text that must be taken over word for word for a copy. On 15 stories in 20 languages copies
#: begin at 0.50 and other dependent or like texts end at 0.30.
COPIED = 0.40
#: The same of a text that copies several: less of each, but this many sentences from end to end. Independent reports
#: share a quotation or two; a passage of three sentences is nobody's by chance.
PARTLY = 0.15
FEWEST_PRINTED = 3
#: Share from which it is a copy whatever is printed; below, a single sentence in common is one only where so much of
#: either text is told that the rest seems edited. Of 2,000 articles put together from the same phrases 51 of 52 wrong
#: copies have one sentence and tell 0.69 of the body at most, ten of 1,263 right ones have one and tell 0.99.
SURELY_COPIED = 0.80
TOLD_BESIDES = 0.75
#: Where the lead names the other outlet as its source, it is enough that the beginnings are alike and so much is told
#: or named in the same order, or that a name is shared and a figure or a quotation. Of 34 stories the least that name
#: their source so tell 0.04 of it, as much as two that have nothing to do with each other, but whose outlet is heard.
TOLD_CREDITED = 0.08
LIKE_CREDITED = 0.30
NAMES_CREDITED = 0.15
#: Days by which what an article rests on may seem to be printed after it: clocks and zones that are not told.
TOO_LATE = 1.0
#: Days from what an article rests on to the article, where it tells less of it than `TOLD_LONG_AFTER` and only names
#: its outlet: papers pass on what another has found within the week, and of the older articles of that one any may
#: share a name and a figure by chance.
SOON = 7.0
TOLD_LONG_AFTER = 0.15
#: Sentence pairs that tell at least `TELLING_PAIR` of each other, headlines apart, which an uncredited rewrite needs:
#: a short item shares its one or two facts with everybody, and its headline says the lead again. Of 141 wrong rewrites
#: among 2,000 articles put together from the same phrases 97 have two or less, of 349 right ones two.
FEWEST_PAIRS = 3
TELLING_PAIR = 0.35
#: Names and quotations in the same order, beside a figure, that stand for one of these pairs.
MARKED = 0.5
#: Share of the longer text that must be told for a translation; a rewrite leaves out and adds (0.26 at most, where
#: translations begin at 0.32, on those stories). A translation that was cut tells most of the shorter one alone
#: (rewrites in another language end at 0.38).
TRANSLATED = 0.29
TRANSLATED_CUT = 0.45
#: Share told of the shorter text below which quotations, figures and names are not looked at: they move a pair that is
#: half-way there, and cost time.
WORTH_MARKS = 0.15


@dataclass(frozen=True, slots=True)
class Tie:
    """What two documents share, not yet directed.

    Attributes:
        left, right: Files, the smaller name first.
        kind: How one depends on the other; None where what they share is too little to say so.
        shared: Share (0 to 1) of the shorter text that the other tells or prints too.
        credited: The file of the one whose outlet the other names as its source, or None.
        credit: How prominently.
        reasons: What was seen of one depending on the other, and how clearly (0 to 1).
        size: How much is shared, in letters or sentences.
        contained: Share (0 to 1) of the shorter text, counted whole sentence by whole sentence, that stands in the
            other; of a copy the share of its letters.
    """

    left: str
    right: str
    kind: OriginKind | None
    shared: float
    credited: str | None = None
    credit: Credit = Credit.NONE
    reasons: tuple[tuple[str, float], ...] = ()
    size: float = 0.0
    contained: float = 0.0


def compare(articles: Mapping[str, Article], parts: Mapping[str, Sequence[Version]]) -> list[Tie]:
    """Hold all documents against each other.

    Args:
        articles: By file.
        parts: The language versions of each file.

    Returns:
        A tie for any two documents that are about the same news or print the same passages.
    """
    credits = Credits(articles)
    copies = [_in_time(tie, articles) for tie in _copies(articles, parts, credits)]
    retold = _retold(articles, parts, credits, {(tie.left, tie.right) for tie in copies})
    return _told_most(articles, [*((tie, None) for tie in copies), *retold])


def _in_time(tie: Tie, articles: Mapping[str, Article]) -> Tie:
    """A tie without its credit where what is named as the source was printed days after the text that names it."""
    if tie.credited is None:
        return tie
    citing = tie.right if tie.credited == tie.left else tie.left
    late = days_between(articles[citing], articles[tie.credited]) >= TOO_LATE
    return replace(tie, credited=None, credit=Credit.NONE) if late else tie


def _told_most(articles: Mapping[str, Article], ties: Sequence[tuple[Tie, Tie | None]]) -> list[Tie]:
    """Of several articles of an outlet that an article names, only that which it tells most of is what it means.

    Args:
        articles: By file.
        ties: Ties, with what would be left of each that would not be one without the credit.
    """
    best: dict[tuple[str, str | None], float] = {}
    for tie, _ in ties:
        if tie.credited is not None:
            key = _naming(tie, articles)
            best[key] = max(best.get(key, 0.0), tie.shared)
    return [
        bare if bare is not None and tie.credited and tie.shared < best[_naming(tie, articles)] else tie
        for tie, bare in ties
    ]


def _naming(tie: Tie, articles: Mapping[str, Article]) -> tuple[str, str | None]:
    """Which article names which outlet."""
    citing = tie.right if tie.credited == tie.left else tie.left
    return citing, articles[tie.credited or citing].document.outlet


def _copies(articles: Mapping[str, Article], parts: Mapping[str, Sequence[Version]], credits: Credits) -> list[Tie]:
    cut: dict[str, tuple[str, Shingles]] = {}
    for file in standing(articles):
        for version in parts[file]:
            cut[f"{file}\n{version.language}"] = file, version.shingles
    best: dict[tuple[str, str], tuple[float, float]] = {}
    partly: set[tuple[str, str]] = set()
    chance: set[tuple[str, str]] = set()
    for left, right in candidates({key: value for key, (_, value) in cut.items()}, list(cut)):
        (file, mine), (other, theirs) = cut[left], cut[right]
        if file != other:
            share = covered(mine, theirs) if mine.letters <= theirs.letters else covered(theirs, mine)
            size = share * min(mine.letters, theirs.letters)
            best[file, other] = max((share, size), best.get((file, other), (0.0, 0.0)))
            if PARTLY <= share < COPIED and _sentences_printed(left, right, parts) >= FEWEST_PRINTED:
                partly.add((file, other))
            if COPIED <= share < SURELY_COPIED and _one_sentence(left, right, parts):
                chance.add((file, other))
    return [
        Tie(*pair, "copy", share, *credits.credited(*pair), (("printed word for word", round(share, 3)),), size, share)
        for pair, (share, size) in sorted(best.items())
        if (share >= COPIED and pair not in chance) or pair in partly
    ]


def _sentences_printed(left: str, right: str, parts: Mapping[str, Sequence[Version]]) -> int:
    """How many whole sentences one of two versions prints of the other, headlines apart.

    0 where one only points to the other: a box with a headline and the first lines copies nothing from it.
    """
    mine, theirs = (_version(key, parts) for key in (left, right))
    if _points_to(mine, theirs) or _points_to(theirs, mine):
        return 0
    return min(printed(mine, theirs), printed(theirs, mine))


def _one_sentence(left: str, right: str, parts: Mapping[str, Sequence[Version]]) -> bool:
    """Whether two versions have no more than a sentence in print in common, and do not tell of the same besides.

    What somebody said before everybody, or a line of a release, fills half of a short report.
    """
    mine, theirs = (_version(key, parts) for key in (left, right))
    sides = [
        [each for each in hold([a], [b]) if each.sentence.kind != "title"] for a, b in ((mine, theirs), (theirs, mine))
    ]
    least = min(sum(each.how == "verbatim" for each in held) for held in sides)
    return least <= 1 and all(
        sum(each.told for each in held if each.how is not None) < TOLD_BESIDES * len(held) for held in sides
    )


def _points_to(text: Version, other: Version) -> bool:
    """Whether a text has the headline of another among its own sentences, not as its headline."""
    headlines = {sentence.text for sentence in other.sentences if sentence.kind == "title"}
    return any(sentence.kind != "title" and sentence.text in headlines for sentence in text.sentences)


def _version(key: str, parts: Mapping[str, Sequence[Version]]) -> Version:
    file, _, language = key.rpartition("\n")
    return next(version for version in parts[file] if version.language == language)


def _retold(
    articles: Mapping[str, Article],
    parts: Mapping[str, Sequence[Version]],
    credits: Credits,
    copied: set[tuple[str, str]],
) -> list[tuple[Tie, Tie | None]]:
    """Ties of texts that are no copies, with what would be left of each that would not be one without a credit."""
    known: dict[str, Marks] = {}

    def marks_of(file: str) -> Marks:
        if file not in known:
            known[file] = marks(articles[file], parts[file][0].encoder.encode)
        return known[file]

    near = [
        (left, right, gist)
        for left, right in candidate_pairs(articles, parts, credits, copied)
        if (left, right) not in copied
        and (gist := max((float(a.gist @ b.gist) for a in parts[left] for b in parts[right]), default=0.0))
        >= SAME_NEWS_CREDITED
    ]
    judged = {file for left, right, gist in near if gist >= SAME_NEWS for file in (left, right)}
    encode_ahead([part for file in sorted(judged) for part in parts[file]])
    ties: list[tuple[Tie, Tie | None]] = []
    for left, right, gist in near:
        credited, credit = credits.credited(left, right)
        days = 0.0
        if credited is not None:
            days = days_between(*(articles[file] for file in sorted((left, right), key=lambda f: f != credited)))
            if days <= -TOO_LATE:
                credited, credit = None, Credit.NONE
        if gist < SAME_NEWS and credit is Credit.NONE:
            continue
        tie = _judged((left, right), parts, gist, (credited, credit), marks_of, days)
        bare = None
        if tie.kind and credited:
            bare = _judged((left, right), parts, gist, (None, Credit.NONE), marks_of)
        ties.append((tie, bare if bare is not None and bare.kind is None else None))
    return ties


def _judged(
    files: tuple[str, str],
    parts: Mapping[str, Sequence[Version]],
    gist: float,
    credited: tuple[str | None, Credit],
    marks_of: Callable[[str], Marks],
    days: float = 0.0,
) -> Tie:
    """What two documents on the same news share, and whether one depends on the other.

    Args:
        files: The two.
        parts: The language versions of each file.
        gist: Likeness of their beginnings.
        credited: Which of the two the other names, and how.
        marks_of: The marks of a file.
        days: Days from that one to the other.
    """
    left, right = files
    pairs = [(a, b, align(a.vectors, b.vectors)) for a in parts[left] for b in parts[right]]
    mine, theirs, found = max(pairs, key=lambda pair: pair[2].share)
    foreign = mine.language != theirs.language
    pair = Pair(
        verbatim=0.0 if foreign else _printed(mine, theirs),
        told=found.share,
        told_of_longer=found.share_of_longer,
        strong=_strong(mine, theirs, found),
        opening=gist,
        credit=credited[1],
        foreign=foreign,
        **(_in_order(marks_of(left), marks_of(right)) if credited[0] or found.share >= WORTH_MARKS else {}),
    )
    score, reasons = weigh(pair)
    kind: OriginKind | None = None
    soon = days <= SOON or pair.told >= TOLD_LONG_AFTER
    if (soon and _rests_on(pair)) or (score >= DEPENDS and _retells(pair)):
        whole = pair.told_of_longer >= TRANSLATED or pair.told >= TRANSLATED_CUT
        kind = "translation" if foreign and whole else "rewrite"
    contained = pair.strong / max(1, min(found.left, found.right))
    return Tie(left, right, kind, found.share, *credited, reasons, found.told, contained)


def _strong(mine: Version, theirs: Version, found: Alignment) -> int:
    """Sentence pairs that tell the better part of each other, headlines apart, which say the lead once more."""
    return sum(
        weight >= TELLING_PAIR and "title" not in (mine.sentences[left].kind, theirs.sentences[right].kind)
        for left, right, weight in found.pairs
    )


def _printed(mine: Version, theirs: Version) -> float:
    left, right = mine.shingles, theirs.shingles
    return covered(left, right) if left.letters <= right.letters else covered(right, left)


def _in_order(mine: Marks, theirs: Marks) -> dict[str, float]:
    return {
        "quotations": common(mine.quotations, theirs.quotations, same_quotation),
        "figures": common(mine.figures, theirs.figures, operator.eq),
        "names": common(mine.names, theirs.names, same_name),
    }


def _retells(pair: Pair) -> bool:
    """Whether more than a fact or two is shared; what is shared besides counts where a short text has few sentences."""
    if pair.credit is not Credit.NONE:
        return True
    marked = pair.figures > 0 and pair.quotations + pair.names >= MARKED
    return pair.strong >= FEWEST_PAIRS - marked


def _rests_on(pair: Pair) -> bool:
    """Whether an article that credits another in its lead tells of the same."""
    told = pair.told >= TOLD_CREDITED or pair.names >= NAMES_CREDITED
    marked = pair.names > 0 and pair.figures + pair.quotations > 0
    return pair.credit is Credit.LEAD and (marked or (told and pair.opening >= LIKE_CREDITED))
