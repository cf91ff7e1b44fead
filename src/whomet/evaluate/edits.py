"""Articles that depend on one another in known ways: news of our own, copied, cut, reworded, translated and merged.

`standard` is the fixed set that lineage is measured on, `made` gives any number of articles for the measures of scale.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from pathlib import Path
from random import Random

from whomet.evaluate.edit_desk import Desk, Draft, Edit
from whomet.evaluate.edit_lines import How, copied, cut
from whomet.evaluate.edit_pages import Form, Sheet, printed, published
from whomet.evaluate.edit_texts import FOLDER, spoken, words, written
from whomet.records import DirectionSource, OriginKind

_KIND: Mapping[str, OriginKind] = {
    "reworded": "rewrite",
    "translated": "translation",
    "translated-cut": "translation",
    "released": "shared-release",
}
#: Shares of articles that are printed as plain text and as a page; the others are records.
_PLAIN, _PAGES = 0.17, 0.17
_WORD = re.compile(r"\w{2,}")
#: Kinds by which two articles are tied, as the score of stories counts them; a shared release ties nobody.
DEPENDENT: tuple[OriginKind, ...] = ("copy", "rewrite", "translation")


@dataclass(frozen=True, slots=True)
class Link:
    """One article's dependence on an earlier one.

    Attributes:
        source: File of the earlier one; None where it is a release that nobody printed.
        kind: The kind of dependence.
        told: What tells which one is earlier; empty where nothing does.
        taken: (sentence here, sentence there, how), indices into `Made.body`; for a release into its sentences.
        certain: Whether anything tells that it was this source: a credit, or words that its own source has not. Of
            what an outlet copied word for word nobody can say whether it was taken from there or from further up.
    """

    source: str | None
    kind: OriginKind
    told: tuple[DirectionSource, ...]
    taken: tuple[tuple[int, int, How], ...]
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Made:
    """A synthetic article with the truth about it.

    Attributes:
        file: Name of the file; it tells nothing.
        data: Its bytes: a JSON article, a web page or plain text.
        outlet: Who published it.
        published: ISO time with its zone, or day, as far as the file tells; None where it does not.
        language: Language of the body.
        headline: As printed.
        body: The sentences of the article itself, in order, as printed.
        happening: What it reports; look-alike happenings differ.
        edit: How it came to be.
        links: What it depends on; empty for an independent report.
        release: Name of the release it rests on, where it rests on one.
        added: Indices of the sentences that it took from nobody.
    """

    file: str
    data: bytes
    outlet: str
    published: str | None
    language: str
    headline: str
    body: tuple[str, ...]
    happening: str
    edit: Edit
    links: tuple[Link, ...]
    release: str | None
    added: tuple[int, ...]


# --- truth -----------------------------------------------------------------------------------------------


def pairs(articles: Iterable[Made], kinds: Collection[OriginKind] = DEPENDENT) -> set[frozenset[str]]:
    """The pairs of files that depend on one another, closed transitively over the kinds asked for.

    Args:
        articles: The set.
        kinds: Which dependences tie; those of `DEPENDENT` for all pairs, ("copy",) for copies.

    Returns:
        Unordered pairs of files.
    """
    ties = [(made.file, link.source) for made in articles for link in made.links if link.source and link.kind in kinds]
    return {frozenset(pair) for group in _groups(ties) for pair in combinations(group, 2)}


def origins(articles: Iterable[Made]) -> dict[str, int]:
    """How many independent lines of reporting each happening has: copies and users of one release count once.

    Args:
        articles: The set.

    Returns:
        The number by happening. An article merged from two lines adds none, and the two stay two.
    """
    lines: dict[str, set[str]] = defaultdict(set)
    for one in articles:
        if not one.links or one.release:
            lines[one.happening].add(one.release or one.file)
    return {happening: len(found) for happening, found in sorted(lines.items())}


def earlier(articles: Iterable[Made]) -> dict[frozenset[str], str]:
    """Which of two dependent files is the earlier one, wherever something tells.

    Args:
        articles: The set.

    Returns:
        The file that comes first, for every pair of which one goes back to the other by links that are all decidable;
        without the sources that are not certain.
    """
    above = {
        made.file: [(link.source, link.certain) for link in made.links if link.source is not None and link.told]
        for made in articles
    }
    found: dict[frozenset[str], str] = {}
    for file in above:
        waiting, seen = list(above[file]), {file}
        while waiting:
            source, certain = waiting.pop()
            if source not in seen:
                seen.add(source)
                if certain:
                    found[frozenset((file, source))] = source
                # Further up the doubt is over: what was copied on word for word is the source's own there.
                waiting += above.get(source, [])
    return found


def _groups(ties: Iterable[tuple[str, str]]) -> list[list[str]]:
    parent: dict[str, str] = {}

    def find(file: str) -> str:
        while parent.setdefault(file, file) != file:
            parent[file] = parent[parent[file]]
            file = parent[file]
        return file

    for left, right in ties:
        parent[find(left)] = find(right)
    groups: dict[str, list[str]] = defaultdict(list)
    for file in sorted(parent):
        groups[find(file)].append(file)
    return sorted(groups.values())


# --- sets ------------------------------------------------------------------------------------------------

#: What is done with a written happening's first report, in turn; every happening begins elsewhere in the list.
_ROUND: tuple[Edit, ...] = (
    "verbatim",
    "translated",
    "cut",
    "reworded",
    "credited",
    "translated-cut",
    "thinned",
    "mistaken",
    "extended",
    "translated",
    "edited",
    "reordered",
    "headed",
    "reworded",
    "translated",
    "bylined",
    "translated-cut",
)
#: Of so many happenings one has its two independent reports rounded up in one article, if their languages allow:
#: rarely, because that ties all pairs of two large groups at once.
_BOTH_REPORTS = 16
#: How many of them a first report gets, one that a release stands behind, an independent one and a look-alike one.
_STEPS, _STEPS_RELEASED, _STEPS_OTHER, _STEPS_SIBLING = 11, 7, 4, 2


def standard(folder: Path = FOLDER, seed: int = 1) -> list[Made]:
    """The fixed set: every written happening reported, copied, reworded and translated once.

    Args:
        folder: Where `written/` stands.
        seed: Another one gives other names, figures and edits of the same texts.

    Returns:
        Articles in order of their files' names.
    """
    desks = [Desk(happening, Random(f"{seed}:{happening.name}")) for happening in written(seed, folder)]
    loose: list[list[Draft]] = []
    for number, desk in enumerate(desks):
        loose.append(_report(desk, number))
    for number in range(0, len(desks) - 1, 2):
        _round_up(desks[number], loose[number], loose[number + 1])
    for desk, own in list(zip(desks, loose, strict=True))[::_BOTH_REPORTS]:
        _round_up(desk, [draft for draft in desk.drafts if draft.edit != "merged" and draft not in own], own[:1])
    return _finished([draft for desk in desks for draft in desk.drafts], Random(seed))


def made(seed: int, articles: int) -> list[Made]:
    """Any number of articles about happenings put together from the grammar, in five languages.

    Args:
        seed: The same seed and number give the same bytes.
        articles: How many.

    Returns:
        So many articles, in order of their files' names; one in two or so depends on another one.
    """
    drafts: list[Draft] = []
    number = 0
    while len(drafts) < articles:
        drafts += _coverage(Desk(spoken(seed, number), Random(f"{seed}/{number}")))
        number += 1
    return _finished(drafts[:articles], Random(seed))


def save(articles: Iterable[Made], folder: Path) -> None:
    """Write the files of a set, for `whomet read` and everything else that takes a folder.

    Args:
        articles: The set.
        folder: Where to; it is made if need be.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for article in articles:
        (folder / article.file).write_bytes(article.data)


def _report(desk: Desk, number: int) -> list[Draft]:
    """The coverage of one written happening.

    Args:
        desk: Its desk.
        number: Which happening it is; languages and edits go round by it.

    Returns:
        The articles of small groups, which a round-up may use.
    """
    codes = desk.happening.languages("a")
    twice = desk.happening.languages("a", again=True)
    if number % 3 == 2:
        first = twice[number % len(twice)]
        others = [code for code in codes if code != first]
        group = desk.release("a", (first, first, others[number % len(others)]))
        _go_round(desk, group, number * 4, _STEPS_RELEASED)
    else:
        language = codes[number % len(codes)] if number % 2 else twice[number % len(twice)]
        group = [desk.begin("a", language, agency=number % 2 == 0)]
        if group[0].outlet.agency:
            group += _passed_on(desk, group[0])
        _go_round(desk, group, number * 4, _STEPS)
    loose = []
    for report, steps in (("b", _STEPS_OTHER), ("c", _STEPS_SIBLING)):
        own = desk.happening.languages(report)  # type: ignore[arg-type]
        group = [desk.begin(report, own[number % len(own)])]  # type: ignore[arg-type]
        loose += group
        _go_round(desk, group, number * 5 + 1, steps)
    return loose


def _go_round(desk: Desk, group: list[Draft], start: int, steps: int) -> None:
    """Make so many articles from those of a group, which grows with them; an error is copied on by somebody."""
    for step in range(steps):
        edit = _ROUND[(start + step) % len(_ROUND)]
        for source in _sources(desk, group):
            new = desk.apply(source, edit)
            if new is not None:
                group.append(new)
                if new.slip:
                    group.append(desk.follow(new, "verbatim", copied(new.lines)))
                break


def _passed_on(desk: Desk, wire: Draft) -> list[Draft]:
    """What an agency sends, as an outlet that credits it prints it and a third one cuts it from there."""
    outlet = desk.follow(wire, "credited", copied(wire.lines))
    return [outlet, desk.follow(outlet, "cut", cut(outlet.lines, max(3, len(outlet.lines) // 2)))]


def _sources(desk: Desk, group: Sequence[Draft]) -> list[Draft]:
    """The drafts of a group in the order in which they are tried: the first one most often first."""
    rest = list(group[1:])
    desk.rng.shuffle(rest)
    return [group[0], *rest] if desk.rng.random() < 0.55 else [*rest, group[0]]


def _round_up(desk: Desk, own: Sequence[Draft], others: Sequence[Draft]) -> None:
    for first in own:
        for second in others:
            if first.language == second.language:
                desk.merge(first, second)
                return


def _coverage(desk: Desk) -> Sequence[Draft]:
    """The coverage of one happening of the grammar, from one article to a dozen and a half."""
    rng = desk.rng
    codes = desk.happening.languages("a")
    group = [desk.begin("a", rng.choice(codes), agency=rng.random() < 0.4)]
    _go_round(desk, group, rng.randrange(len(_ROUND)), min(int(rng.expovariate(0.4)), 12))
    if rng.random() < 0.7:
        other = [desk.begin("b", rng.choice(codes))]
        _go_round(desk, other, rng.randrange(len(_ROUND)), min(int(rng.expovariate(0.8)), 4))
    return desk.drafts


def _finished(drafts: Sequence[Draft], rng: Random) -> list[Made]:
    numbers = list(range(len(drafts)))
    rng.shuffle(numbers)
    forms: list[Form] = []
    for _ in drafts:
        chance = rng.random()
        forms.append("txt" if chance < _PLAIN else "html" if chance < _PLAIN + _PAGES else "json")
    files = {id(draft): f"{number:05d}.{form}" for draft, number, form in zip(drafts, numbers, forms, strict=True)}
    times = {
        id(draft): published(draft.when if draft.dated else None, draft.language, form)
        for draft, form in zip(drafts, forms, strict=True)
    }
    done = [_article(draft, form, files, times) for draft, form in zip(drafts, forms, strict=True)]
    return sorted(done, key=lambda one: one.file)


def _article(draft: Draft, form: Form, files: Mapping[int, str], times: Mapping[int, str | None]) -> Made:
    pattern = words(draft.language)["dateline"]
    town = draft.happening.town.told(draft.language, "")
    dateline = pattern.format(town=town, agency=draft.dateline) if draft.dateline else ""
    texts = tuple(line.text for line in draft.lines)
    when = draft.when if draft.dated else None
    sheet = Sheet(draft.outlet, draft.headline, texts, dateline, draft.byline, draft.credit, when)
    return Made(
        file=files[id(draft)],
        data=printed(sheet, form),
        outlet=draft.outlet.name,
        published=times[id(draft)],
        language=draft.language,
        headline=draft.headline,
        body=texts,
        happening=_happening(draft),
        edit=draft.edit,
        links=tuple(_links(draft, files, times)),
        release=draft.release,
        added=tuple(place for place, line in enumerate(draft.lines) if line.origin is None),
    )


def _happening(draft: Draft) -> str:
    """The look-alike happening of report "c" is another one."""
    key = next(line.key for line in draft.lines if line.key)
    return draft.happening.name + ("-look-alike" if key[0] == "c" else "")


def _links(draft: Draft, files: Mapping[int, str], times: Mapping[int, str | None]) -> Iterator[Link]:
    kind = _KIND.get(draft.edit, "copy")
    for number, source in enumerate(draft.above or ((None,) if draft.release else ())):
        taken = tuple(
            (place, line.origin, line.how)
            for place, line in enumerate(draft.lines)
            if line.origin is not None and line.link == number
        )
        if source is None:
            yield Link(None, kind, (), taken)
        else:
            told = tuple(_told(draft, source, times[id(source)], times[id(draft)], number))
            certain = (draft.credits and number == 0) or not _copied_on(source, taken)
            yield Link(files[id(source)], kind, told, taken, certain)


def _copied_on(source: Draft, taken: Sequence[tuple[int, int, How]]) -> bool:
    """Whether a source had all that was taken from it word for word from elsewhere.

    What it edited does not show in other words or in another language.
    """
    return bool(source.above) and all(
        source.lines[place].origin is not None
        and source.lines[place].how in (("verbatim", "edited") if how in ("reworded", "translated") else ("verbatim",))
        for _, place, how in taken
    )


def _told(
    draft: Draft, source: Draft, before: str | None, behind: str | None, number: int
) -> Iterator[DirectionSource]:
    """What tells that the source came first."""
    if draft.credits and number == 0:
        yield "credit"
    if before and behind and _before(before, behind):
        yield "time"
    whole = all(line.origin is not None for line in draft.lines)
    if draft.edit in ("cut", "thinned", "translated-cut") and whole and len(draft.lines) <= len(source.lines) - 2:
        yield "containment"
    if draft.slip and _contradicts_itself(draft, source):
        yield "errors"


def _before(one: str, other: str) -> bool:
    """Whether one printed time is plainly before another one: by the minute, or by the day where one has no more."""
    if len(one) == len(other) > len("2025-01-31"):
        return datetime.fromisoformat(one) < datetime.fromisoformat(other)
    return one[:10] < other[:10]


def _contradicts_itself(draft: Draft, source: Draft) -> bool:
    """Whether what an error made wrong in one sentence stands right in another one of the same article."""
    for line in draft.lines:
        if line.how == "edited" and line.origin is not None:
            right = set(_WORD.findall(source.lines[line.origin].text)) - set(_WORD.findall(line.text))
            return any(right & set(_WORD.findall(other.text)) for other in draft.lines if other is not line)
    return False


def dependents(articles: Iterable[Made]) -> Mapping[str, Mapping[str, int]]:
    """How many articles there are of each edit, by language.

    Args:
        articles: The set.

    Returns:
        Edit, language, number.
    """
    table: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in articles:
        table[one.edit][one.language] += 1
    return {edit: dict(sorted(row.items())) for edit, row in sorted(table.items())}
