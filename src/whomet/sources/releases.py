"""Articles that all hang on one release that nobody handed over."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Protocol

from whomet.languages import pack
from whomet.records import Article, Origin, Sentence
from whomet.sources.credits import is_wire, speaks_of_itself
from whomet.sources.ties import Tie
from whomet.sources.versions import telling

#: Share of the shorter of two texts that stands in the other from which it was made from it, even where one of them
#: names a release: what two choose from one release overlaps by less (of a copy, counted by letters, less decides
#: nothing, and its sentences are held against each other) ...
WHOLE = 0.9
#: ... and from which it was where none does.
MOSTLY = 0.75
#: Lines of reporting (texts that hang together otherwise are one line) that must retell one another, without naming
#: each other, for an unseen text behind them: of two, one may be the source.
FEWEST_LINES = 3
#: Sentences that two of them share and a third does not have, from which this one is not their source.
BEYOND = 2
#: Share told in common with at least `FEWEST_LIKE` of them from which a further article of the same news hangs on
#: the same release. Far below a rewrite, so it counts only beside a release that is established; set on one story
#: of real coverage of a company's release in three languages.
FOLLOWED = 0.12
FEWEST_LIKE = 2
#: Days between the first and the last article: a release is printed at once.
LONGEST = 3


@dataclass(frozen=True, slots=True)
class Released:
    """What hangs on releases that are not among the articles.

    Attributes:
        origins: Groups of articles that each hang on one, in order of their first file.
        apart: Ties of two articles that do, and say nothing of one being made from the other.
    """

    origins: tuple[Origin, ...]
    apart: frozenset[Tie]


class Measures(Protocol):
    """What is known of texts once their sentences are held against each other."""

    def contained(self, tie: Tie) -> float:
        """Share (0 to 1) of the sentences of one of two texts, whichever is more, that the other prints or tells."""

    def beyond(self, one: str, other: str, third: str) -> int:
        """How many sentences of a text another tells and a third does not."""


def releases(ties: Sequence[Tie], articles: Mapping[str, Article], measures: Measures) -> Released:
    """Find groups of articles that retell each other though none is the source of the others.

    Texts that stand in one another almost as a whole, or name each other, hang together and are one line. Two lines
    that share less than that hang on a release if either names one; three lines and more that retell each other, name
    nobody and appear at once hang on one if anybody on the same news names it, or if none of them can be the source of
    the others, as others share what it does not have.

    Args:
        ties: What any two documents share.
        articles: By file.
        measures: Tells more of some of them, at some cost.

    Returns:
        The groups, and the ties that they explain.
    """
    dependent = [tie for tie in ties if tie.kind is not None]
    lines = _joined([tie for tie in dependent if tie.credited or tie.contained >= WHOLE], articles)
    names = {lines[file] for file in sorted(articles) if names_release(articles[file])}
    named = [
        tie
        for tie in dependent
        if tie.credited is None
        and tie.contained < WHOLE
        and lines[tie.left] != lines[tie.right]
        and {lines[tie.left], lines[tie.right]} & names
        and (tie.kind != "copy" or measures.contained(tie) < WHOLE)
    ]
    explained = set(named)
    rest = [tie for tie in dependent if tie not in explained]
    lines = _joined([tie for tie in rest if tie.kind != "rewrite" or tie.contained >= MOSTLY or tie.credited], articles)
    apart = {tie for tie in named if lines[tie.left] != lines[tie.right]}
    found = [_origin(group, apart, "a release is named") for group in _groups(_joined(apart, articles))]
    retold = [tie for tie in rest if tie.kind == "rewrite" and lines[tie.left] != lines[tie.right]]
    touching, retelling = _touching(ties), _touching(retold)
    for group in _groups(_joined(retold, articles)):
        inside = {tie for file in group for tie in retelling.get(file, ())}
        if len({lines[file] for file in group}) >= FEWEST_LINES and not _seen(group, articles):
            everybody = group | _followers(group, touching)
            if not any(names_release(articles[file]) for file in everybody) and _has_source(group, inside, measures):
                continue
            found.append(_origin(everybody, inside, "retold by several that name nobody"))
            apart |= inside
    return Released(tuple(sorted(found, key=lambda origin: origin.targets)), frozenset(apart))


def _origin(group: Iterable[str], ties: Iterable[Tie], reason: str) -> Origin:
    files = set(group)
    shares = [tie.shared for tie in sorted(ties, key=lambda tie: (tie.left, tie.right)) if tie.left in files]
    share = round(min(1.0, sum(shares) / len(shares)), 3)
    return Origin("shared-release", None, tuple(sorted(files)), share, reasons=((reason, share),))


def _has_source(group: Iterable[str], ties: Iterable[Tie], measures: Measures) -> bool:
    """Whether one of some texts may be the source of the others: it has what any two of them share."""
    return any(
        all(
            measures.beyond(tie.left, tie.right, file) < BEYOND and measures.beyond(tie.right, tie.left, file) < BEYOND
            for tie in ties
            if file not in (tie.left, tie.right)
        )
        for file in sorted(group)
    )


def names_release(article: Article) -> bool:
    """Whether an article names a text that was handed to everybody as what it rests on."""
    return any(_names_release(sentence) for sentence in telling(article.document))


def _names_release(sentence: Sentence) -> bool:
    expression = _expression(sentence.language)
    return expression is not None and expression.search(sentence.text) is not None


@cache
def _expression(language: str) -> re.Pattern[str] | None:
    words = pack(language).table("sources").get("releases", ())
    return re.compile("|".join(f"(?:{word})" for word in words), re.IGNORECASE) if words else None


def _seen(group: Iterable[str], articles: Mapping[str, Article]) -> bool:
    """Whether one of them may be the source: a wire, or an outlet that is itself in the news; or time passed."""
    documents = [articles[file] for file in group]
    if any(is_wire(article.document) or speaks_of_itself(article) for article in documents):
        return True
    days = sorted(day for article in documents if (day := _day(article.document.published)) is not None)
    return bool(days) and (days[-1] - days[0]).days > LONGEST


def _touching(ties: Iterable[Tie]) -> Mapping[str, Sequence[Tie]]:
    """The ties of each file, so that a group looks at its own ones alone."""
    found: defaultdict[str, list[Tie]] = defaultdict(list)
    for tie in ties:
        found[tie.left].append(tie)
        found[tie.right].append(tie)
    return found


def _followers(group: set[str], touching: Mapping[str, Sequence[Tie]]) -> set[str]:
    like: Counter[str] = Counter()
    for file in sorted(group):
        for tie in touching[file]:
            other = tie.right if tie.left == file else tie.left
            if tie.shared >= FOLLOWED and other not in group:
                like[other] += 1
    return {file for file, count in like.items() if count >= FEWEST_LIKE}


def _joined(ties: Iterable[Tie], files: Iterable[str]) -> dict[str, str]:
    """For every file the smallest file that it is joined to by ties."""
    parent = {file: file for file in files}

    def find(file: str) -> str:
        while parent[file] != file:
            parent[file] = parent[parent[file]]
            file = parent[file]
        return file

    for tie in ties:
        one, other = sorted((find(tie.left), find(tie.right)))
        parent[other] = one
    return {file: find(file) for file in parent}


def _groups(joined: Mapping[str, str]) -> list[set[str]]:
    groups: dict[str, set[str]] = {}
    for file, first in sorted(joined.items()):
        groups.setdefault(first, set()).add(file)
    return [group for group in groups.values() if len(group) > 1]


def _day(edtf: str | None) -> date | None:
    try:
        return date.fromisoformat((edtf or "")[:10])
    except ValueError:
        return None


__all__ = ["Measures", "Released", "names_release", "releases"]
