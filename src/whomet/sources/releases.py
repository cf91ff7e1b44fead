"""Articles that all hang on one release that nobody handed over."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from whomet.records import Article, Origin
from whomet.sources.credits import is_wire, speaks_of_itself
from whomet.sources.ties import Tie

#: Lines of reporting (copies and translations are one line) that must retell one another, without naming each
#: other, for an unseen text behind them: of two, one may be the source.
FEWEST_LINES = 3
#: Share told in common with at least `FEWEST_LIKE` of them from which a further article of the same news hangs on
#: the same release. Far below a rewrite, so it counts only beside a release that is established; set on one story
#: of real coverage of a company's release in three languages.
FOLLOWED = 0.12
FEWEST_LIKE = 2
#: Days between the first and the last article: a release is printed at once.
LONGEST = 3


def releases(ties: Sequence[Tie], articles: Mapping[str, Article]) -> list[Origin]:
    """Find groups of articles that retell each other though none is the source of the others.

    Args:
        ties: What any two documents share.
        articles: By file.

    Returns:
        Origins without a source, in order of their first file.
    """
    near = [tie for tie in ties if tie.kind in {"copy", "translation"}]
    retold = [tie for tie in ties if tie.kind == "rewrite"]
    lines = _joined(near, articles)
    touching = _touching(ties)
    found = []
    for group in _groups(_joined(near + retold, articles)):
        inside = [tie for file in sorted(group) for tie in touching[file] if tie.kind == "rewrite" and tie.left == file]
        unnamed = all(tie.credited is None for tie in inside)
        if unnamed and len({lines[file] for file in group}) >= FEWEST_LINES and not _seen(group, articles):
            everybody = sorted(group | _followers(group, touching))
            shared = sum(tie.shared for tie in inside) / len(inside)
            found.append(Origin("shared-release", None, tuple(everybody), round(shared, 3)))
    return found


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


__all__ = ["releases"]
