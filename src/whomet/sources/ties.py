"""Which two documents depend on each other, and how strongly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whomet.records import Article, OriginKind
from whomet.sources.alignment import Alignment, align
from whomet.sources.candidates import SAME_NEWS_CREDITED, candidate_pairs, standing
from whomet.sources.credits import Credit, Credits
from whomet.sources.passages import Shingles, candidates, covered, shingles
from whomet.sources.versions import SAME_NEWS, Version

#: Share of the shorter text that must be taken over word for word for a copy. On 15 stories in 20 languages copies
#: begin at 0.50 and other dependent or like texts end at 0.30.
COPIED = 0.40
#: Share of the shorter text that must be told, sentence by sentence and in the same order, for a rewrite. Of 0.20 to
#: 0.40, 0.25 and 0.30 find all and nothing else on either half of those stories; on 345 English articles of one
#: collection 0.30 ties fewer that only report the same event ...
REWRITTEN = 0.30
#: ... or where the lead names the other outlet as its source, and this much is told or the beginnings are so alike
#: (the least of those stories that names its source so, and the middle of their pairs on the same news) ...
REWRITTEN_CREDITED = 0.02
SAME_GIST = 0.45
#: ... or where it is named further down, as the source of a part (0.08 to 0.20 do the same on those stories).
REWRITTEN_NAMED = 0.12
#: Sentence pairs that tell at least `TELLING_PAIR` of each other which an uncredited rewrite needs: a short item
#: shares its one or two facts with everybody.
FEWEST_PAIRS = 3
TELLING_PAIR = 0.35
#: Share of the longer text that must be told for a translation; a rewrite leaves out and adds (0.26 at most, where
#: translations begin at 0.32, on those stories).
TRANSLATED = 0.29


@dataclass(frozen=True, slots=True)
class Tie:
    """What two documents share, not yet directed.

    Attributes:
        left, right: Files, the smaller name first.
        kind: How one depends on the other; None where what they share is too little to say so.
        shared: Share (0 to 1) of the shorter text that the other tells or prints too.
        credited: The file of the one whose outlet the other names as its source, or None.
    """

    left: str
    right: str
    kind: OriginKind | None
    shared: float
    credited: str | None = None


def compare(articles: Mapping[str, Article], parts: Mapping[str, Sequence[Version]]) -> list[Tie]:
    """Hold all documents against each other.

    Args:
        articles: By file.
        parts: The language versions of each file.

    Returns:
        A tie for any two documents that are about the same news or print the same passages.
    """
    copies = _copies(articles, parts)
    return copies + _retold(articles, parts, {(tie.left, tie.right) for tie in copies})


def _copies(articles: Mapping[str, Article], parts: Mapping[str, Sequence[Version]]) -> list[Tie]:
    cut: dict[str, tuple[str, Shingles]] = {}
    for file in standing(articles):
        for version in parts[file]:
            cut[f"{file}\n{version.language}"] = file, shingles(version.text)
    best: dict[tuple[str, str], float] = {}
    for left, right in candidates({key: value for key, (_, value) in cut.items()}, list(cut)):
        (file, mine), (other, theirs) = cut[left], cut[right]
        if file != other:
            share = covered(mine, theirs) if mine.letters <= theirs.letters else covered(theirs, mine)
            best[file, other] = max(share, best.get((file, other), 0.0))
    return [Tie(*pair, "copy", share) for pair, share in sorted(best.items()) if share >= COPIED]


def _retold(
    articles: Mapping[str, Article], parts: Mapping[str, Sequence[Version]], copied: set[tuple[str, str]]
) -> list[Tie]:
    ties = []
    credits = Credits(articles)
    for left, right in candidate_pairs(articles, parts, credits, copied):
        gist = max((float(a.gist @ b.gist) for a in parts[left] for b in parts[right]), default=0.0)
        if (left, right) in copied or gist < SAME_NEWS_CREDITED:
            continue
        credited, credit = credits.credited(left, right)
        if gist < SAME_NEWS and credit is Credit.NONE:
            continue
        pairs = [(a, b, align(a.vectors, b.vectors)) for a in parts[left] for b in parts[right]]
        mine, theirs, found = max(pairs, key=lambda pair: pair[2].share)
        kind: OriginKind | None = None
        if _depends(found) or _rests_on(mine, theirs, found, credit):
            foreign = mine.language != theirs.language and found.share_of_longer >= TRANSLATED
            kind = "translation" if foreign else "rewrite"
        ties.append(Tie(left, right, kind, found.share, credited))
    return ties


def _depends(found: Alignment) -> bool:
    strong = sum(weight >= TELLING_PAIR for _, _, weight in found.pairs)
    return found.share >= REWRITTEN and strong >= FEWEST_PAIRS


def _rests_on(mine: Version, theirs: Version, found: Alignment, credit: Credit) -> bool:
    """Whether an article that credits another tells of the same."""
    if credit is Credit.LEAD:
        return found.share >= REWRITTEN_CREDITED or float(mine.gist @ theirs.gist) >= SAME_GIST
    return credit is Credit.TEXT and found.share >= REWRITTEN_NAMED
