"""Articles that depend on one another in known ways: news of our own, copied, cut, reworded, translated and merged.

`standard` is the fixed set that lineage is measured on, `made` gives any number of articles for the measures of scale.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Literal, TypeAlias

from whomet.evaluate.edit_pages import Form, Outlet, Sheet, outlets, printed, published
from whomet.evaluate.edit_texts import FOLDER, Day, Happening, Report, person, spoken, words, written
from whomet.records import DirectionSource, OriginKind

How: TypeAlias = Literal["verbatim", "edited", "reworded", "translated"]
"""How a sentence was taken over; "edited" is one word or figure away from verbatim."""

Edit: TypeAlias = Literal[
    "root",
    "verbatim",
    "headed",
    "bylined",
    "credited",
    "cut",
    "thinned",
    "edited",
    "reordered",
    "extended",
    "mistaken",
    "reworded",
    "translated",
    "translated-cut",
    "released",
    "merged",
]
"""How an article came to be: "root" depends on nothing, "released" on a release that nobody printed."""

_KIND: Mapping[str, OriginKind] = {
    "reworded": "rewrite",
    "translated": "translation",
    "translated-cut": "translation",
    "released": "shared-release",
}
#: Kinds by which two articles are tied, as the score of stories counts them; a shared release ties nobody.
DEPENDENT: tuple[OriginKind, ...] = ("copy", "rewrite", "translation")
#: Hours between an article and one made from it.
_HOURS_APART = (1, 20)
#: Shares of articles without a time, and of those printed as plain text or as a page.
_UNDATED, _PLAIN, _PAGES = 0.15, 0.17, 0.17
_LONG_WORD = re.compile(r"[^\W\d_]{6,}")
_NUMBER = re.compile(r"\d[\d.,\u00a0]*")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of an article in the making.

    Attributes:
        text: As printed.
        key: Report and number of the written sentence that it goes back to; None for one the outlet added.
        origin: Its place in the article it was taken from; None where it was taken from none.
        how: How it was taken.
        link: Which of several sources it was taken from.
    """

    text: str
    key: tuple[Report, int] | None
    origin: int | None = None
    how: How = "verbatim"
    link: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """One article's dependence on an earlier one.

    Attributes:
        source: File of the earlier one; None where it is a release that nobody printed.
        kind: The kind of dependence.
        told: What tells which one is earlier; empty where nothing does.
        taken: (sentence here, sentence there, how), indices into `Made.body`; for a release into its sentences.
    """

    source: str | None
    kind: OriginKind
    told: tuple[DirectionSource, ...]
    taken: tuple[tuple[int, int, How], ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A synthetic article with the truth about it.

    Attributes:
        file: Name of the file; it tells nothing.
        data: Its bytes: a JSON article, a web page or plain text.
        outlet: Who published it.
        published: ISO time or day, as far as the file tells; None where it does not.
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
        The number by happening; an article merged from two happenings counts for its own.
    """
    made = list(articles)
    ties = [(one.file, above) for one in made for above in (*(link.source for link in one.links), one.release) if above]
    root = {file: group[0] for group in _groups(ties) for file in group}
    lines: dict[str, set[str]] = defaultdict(set)
    for one in made:
        lines[one.happening].add(root.get(one.file, one.file))
    return {happening: len(found) for happening, found in sorted(lines.items())}


def earlier(articles: Iterable[Made]) -> dict[frozenset[str], str]:
    """Which of two dependent files is the earlier one, wherever something tells.

    Args:
        articles: The set.

    Returns:
        The file that comes first, for every pair of which one goes back to the other by links that are all decidable.
    """
    above = {
        made.file: [link.source for link in made.links if link.source is not None and link.told] for made in articles
    }
    found: dict[frozenset[str], str] = {}
    for file in above:
        waiting, seen = list(above[file]), {file}
        while waiting:
            source = waiting.pop()
            if source not in seen:
                seen.add(source)
                found[frozenset((file, source))] = source
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


# --- edits of sentences ----------------------------------------------------------------------------------


def copied(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Every sentence as it stands.

    Args:
        lines: The sentences of the earlier article.

    Returns:
        The same, each with its place in the earlier one.
    """
    return tuple(replace(line, origin=place, how="verbatim", link=0) for place, line in enumerate(lines))


def cut(lines: Sequence[Line], keep: int) -> tuple[Line, ...]:
    """The first sentences only.

    Args:
        lines: The sentences of the earlier article.
        keep: How many stay.

    Returns:
        Its first `keep` sentences.
    """
    return copied(lines)[:keep]


def thinned(lines: Sequence[Line], rng: Random) -> tuple[Line, ...]:
    """Without one or two stretches from its middle.

    Args:
        lines: The sentences of the earlier article.
        rng: Where chance comes from.

    Returns:
        The first sentence, and the others without two to a half of them.
    """
    inner = range(1, len(lines))
    dropped = set(rng.sample(inner, min(max(2, len(lines) // 3), len(lines) // 2)))
    return tuple(line for place, line in enumerate(copied(lines)) if place not in dropped)


def reordered(lines: Sequence[Line], rng: Random) -> tuple[Line, ...]:
    """In another order behind the lead.

    Args:
        lines: The sentences of the earlier article.
        rng: Where chance comes from.

    Returns:
        The same sentences, the first one first.
    """
    first, *rest = copied(lines)
    turned = list(rest)
    while turned == rest and len(rest) > 1:
        rng.shuffle(turned)
    return first, *turned


def edited(lines: Sequence[Line], language: str, rng: Random) -> tuple[Line, ...]:
    """Lightly edited: words changed for others of the same meaning, and a sentence or none dropped.

    Args:
        lines: The sentences of the earlier article.
        language: Their language, for the table of synonyms.
        rng: Where chance comes from.

    Returns:
        Its sentences; figures and names stand as they were.
    """
    table = [tuple(pair) for pair in words(language)["synonyms"]]
    changed = [_with(line, _synonym(line.text, table)) for line in copied(lines)]
    if len(changed) > 6 and rng.random() < 0.5:
        del changed[rng.randrange(3, len(changed))]
    return tuple(changed)


def mistyped(lines: Sequence[Line], rng: Random) -> tuple[Line, ...]:
    """With two letters of one long word in the wrong order, as a hasty first print has them.

    Args:
        lines: Sentences.
        rng: Where chance comes from.

    Returns:
        The same, one of them mistyped where it has a long word.
    """
    places = [place for place, line in enumerate(lines) if _LONG_WORD.search(line.text)]
    if not places:
        return tuple(lines)
    place = rng.choice(places)
    word = rng.choice(list(_LONG_WORD.finditer(lines[place].text)))
    at = word.start() + 2
    text = lines[place].text
    typed = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return (*lines[:place], replace(lines[place], text=typed), *lines[place + 1 :])


def mistaken(lines: Sequence[Line], people: Sequence[str], rng: Random) -> tuple[Line, ...]:
    """Copied with one error: a digit of a figure, or a letter of a name.

    Args:
        lines: The sentences of the earlier article.
        people: Names as the language writes them, one of which may be misspelt.
        rng: Where chance comes from.

    Returns:
        Its sentences, one of them with the error; unchanged where there is neither figure nor name.
    """
    changes: list[tuple[int, str]] = []
    for place, line in enumerate(lines):
        changes += [(place, _misread(line.text, number)) for number in _NUMBER.finditer(line.text)]
        changes += [(place, _misspelt(line.text, name)) for name in people if name in line.text]
    whole = copied(lines)
    changes = [change for change in changes if change[1] != lines[change[0]].text]
    if not changes:
        return whole
    place, text = rng.choice(changes)
    return (*whole[:place], _with(whole[place], text), *whole[place + 1 :])


def _with(line: Line, text: str) -> Line:
    return line if text == line.text else replace(line, text=text, how="edited")


def _synonym(text: str, table: Sequence[tuple[str, ...]]) -> str:
    """One word or phrase of the text by its synonym, the first of the table that it has."""
    for one, other in table:
        pattern = rf"(?<!\w){re.escape(one)}(?!\w)" if one[-1].isascii() or " " in one else re.escape(one)
        if re.search(pattern, text):
            return re.sub(pattern, other, text, count=1)
    return text


def _misread(text: str, number: re.Match[str]) -> str:
    at = number.start()
    digit = str((int(text[at]) % 8) + 1)
    return text[:at] + digit + text[at + 1 :]


def _misspelt(text: str, name: str) -> str:
    at = text.index(name) + len(name) - 2
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


# --- articles in the making ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class _Draft:
    """An article in the making; `above` are the drafts it depends on."""

    happening: Happening
    language: str
    outlet: Outlet
    headline: str
    lines: tuple[Line, ...]
    edit: Edit
    when: datetime
    above: tuple[_Draft, ...] = ()
    dateline: str | None = None
    credit: str | None = None
    byline: str | None = None
    release: str | None = None
    dated: bool = True
    credits: bool = False
    slip: bool = False


@dataclass(slots=True)
class _Desk:
    """Where articles about one happening are made; each edit is a method that takes a draft and gives a new one."""

    happening: Happening
    rng: Random
    drafts: list[_Draft] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def outlet(self, language: str, agency: bool = False) -> Outlet:
        """An outlet that has not printed anything about the happening yet."""
        for _ in range(40):
            one = self.rng.choice(outlets(language, agency))
            if one.name not in self.used:
                break
        self.used.add(one.name)
        return one

    def lines(self, report: Report, language: str, again: bool = False) -> tuple[Line, ...]:
        """The sentences of a report in one language."""
        told = self.happening.telling(report, language)
        texts = told.again if again else told.first
        return tuple(Line(text, (report, place)) for place, text in enumerate(texts))

    def begin(self, report: Report, language: str, agency: bool = False) -> _Draft:
        """An article that depends on nothing."""
        telling = self.happening.telling(report, language)
        outlet = self.outlet(language, agency)
        hour = self.rng.randint(5, 20)
        start = datetime.combine(self.happening.day, time(hour, self.rng.randrange(60)))
        lines = self.lines(report, language)
        draft = _Draft(
            self.happening,
            language,
            outlet,
            telling.headlines[0],
            mistyped(lines, self.rng) if self.rng.random() < 0.3 else lines,
            "root",
            start + timedelta(hours=self.rng.randrange(12)),
            dateline=outlet.name if agency else None,
            byline=None if agency else self.byline(language),
            dated=self.rng.random() >= _UNDATED,
        )
        return self.keep(draft)

    def keep(self, draft: _Draft) -> _Draft:
        """Remember a draft."""
        self.drafts.append(draft)
        return draft

    def byline(self, language: str) -> str | None:
        """Somebody who signs, or nobody."""
        return person(self.rng).told(language, "") if self.rng.random() < 0.7 else None

    def follow(self, source: _Draft, edit: Edit, lines: tuple[Line, ...], language: str | None = None) -> _Draft:
        """An article that depends on another one."""
        rng, code = self.rng, language or source.language
        heads = self.headlines(source, code)
        other = edit in ("headed", "reworded") or (edit != "verbatim" and rng.random() < 0.5)
        wire = source.outlet.agency or source.dateline is not None
        credits = edit == "credited" or (wire and rng.random() < 0.7) or rng.random() < 0.12
        name = source.outlet.name
        wired = credits and source.outlet.agency and rng.random() < 0.5
        verbatim = code == source.language and edit != "headed"
        return self.keep(
            _Draft(
                self.happening,
                code,
                self.outlet(code),
                heads[-1] if other else (source.headline if verbatim else heads[0]),
                lines,
                edit,
                source.when + timedelta(hours=rng.randint(*_HOURS_APART), minutes=rng.randrange(60)),
                (source,),
                dateline=name if wired else None,
                credit=rng.choice(words(code)["credit"]).format(source=name) if credits and not wired else None,
                byline=self.byline(code) if edit in ("bylined", "extended", "reworded") or rng.random() < 0.3 else None,
                dated=rng.random() >= _UNDATED,
                credits=credits,
                slip=edit == "mistaken",
            )
        )

    def headlines(self, source: _Draft, language: str) -> tuple[str, ...]:
        """The headlines that the report of an article has in a language."""
        key = next((line.key for line in source.lines if line.key), None)
        assert key is not None
        return self.happening.telling(key[0], language).headlines

    def retold(self, source: _Draft, language: str, how: How, again: bool) -> tuple[Line, ...]:
        """The sentences of an article in other words or another language; what its outlet added is left out."""
        tellings = {
            report: self.happening.telling(report, language)
            for report in {line.key[0] for line in source.lines if line.key}
        }
        found = []
        for place, line in enumerate(source.lines):
            if line.key:
                told = tellings[line.key[0]]
                texts = told.again if again else told.first
                found.append(Line(texts[line.key[1]], line.key, place, how))
        return tuple(found)

    def apply(self, source: _Draft, edit: Edit) -> _Draft | None:
        """A new article made from another one by an edit; None where the edit does not suit it."""
        lines, rng, code = source.lines, self.rng, source.language
        report = next(line.key[0] for line in lines if line.key)
        others = [one for one in self.happening.languages(report) if one != code]
        if edit in ("reworded", "translated", "translated-cut"):
            if edit == "reworded":
                if code not in self.happening.languages(report, again=True) or self.told_again(source):
                    return None
                return self.follow(source, edit, self.retold(source, code, "reworded", again=True))
            if not others:
                return None
            language = rng.choice(others)
            told = self.retold(source, language, "translated", again=False)
            keep = len(told) if edit == "translated" else max(3, len(told) * 3 // 5)
            return self.follow(source, edit, told[:keep], language)
        makers: dict[str, Callable[[], tuple[Line, ...]]] = {
            "cut": lambda: cut(lines, max(3, len(lines) // 2)),
            "thinned": lambda: thinned(lines, rng),
            "reordered": lambda: reordered(lines, rng),
            "edited": lambda: edited(lines, code, rng),
            "extended": lambda: (*copied(lines), *self.own(code)),
            "mistaken": lambda: mistaken(lines, self.people(code), rng),
        }
        if len(lines) < 5 and edit in ("cut", "thinned", "reordered"):
            return None
        return self.follow(source, edit, makers.get(edit, lambda: copied(lines))())

    def told_again(self, source: _Draft) -> bool:
        """Whether an article already is in the second wording."""
        return any(line.how == "reworded" for line in source.lines) or any(map(self.told_again, source.above))

    def people(self, language: str) -> list[str]:
        """The family names in the happening."""
        return [value.told(language, "s") for value in self.happening.people]

    def own(self, language: str) -> tuple[Line, ...]:
        """A paragraph that only this outlet has."""
        other = spoken(self.rng.randrange(10**9), 0)
        if language not in other.languages("b"):
            return (Line(words(language)["told"].format(source=self.outlet(language).name), None),)
        texts = other.telling("b", language).first
        return tuple(Line(text, None) for text in texts[: self.rng.randint(1, 2)])

    def release(self, report: Report, codes: Sequence[str]) -> list[_Draft]:
        """Articles that each make their own choice from a release that nobody printed, its quotations among it."""
        name = f"release of {self.happening.name}"
        found = []
        for number, code in enumerate(codes):
            twice = code in self.happening.languages(report, again=True)
            wordings = self.lines(report, code), self.lines(report, code, again=twice and number % 2 == 1)
            how: How = "translated" if code != codes[0] else "reworded" if twice and number % 2 else "verbatim"
            whole = len(wordings[0])
            chosen = set(self.rng.sample(range(1, whole), max(3, whole * 2 // 3)))
            lines = [
                replace(wordings[1][place], origin=place, how=how)
                for place in range(whole)
                if place == 0 or place in chosen
            ]
            told = words(code)["release"].format(day=Day(self.happening.day).told(code, ""))
            draft = self.begin(report, code)
            self.drafts.remove(draft)
            found.append(
                self.keep(
                    replace(
                        draft,
                        headline=self.happening.telling(report, code).headlines[number % 2],
                        lines=(*lines, *([Line(told, None)] if self.rng.random() < 0.6 else []), *self.own(code)),
                        edit="released",
                        release=name,
                    )
                )
            )
        return found

    def merge(self, first: _Draft, second: _Draft) -> _Draft:
        """A round-up in one language: the lead and more of one article, then half of another one."""
        left, right = copied(first.lines), copied(second.lines)
        lines = (
            *left[: max(3, len(left) * 2 // 3)],
            *(replace(line, link=1) for line in right[: max(3, len(right) // 2)]),
        )
        draft = self.follow(first, "merged", lines)
        self.drafts.remove(draft)
        later = max(first.when, second.when) + timedelta(hours=self.rng.randint(*_HOURS_APART))
        return self.keep(replace(draft, when=later, above=(first, second)))


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
    "bylined",
)
#: How many of them a first report gets, one that a release stands behind, an independent one and a look-alike one.
_STEPS, _STEPS_RELEASED, _STEPS_OTHER, _STEPS_SIBLING = 11, 6, 4, 2


def standard(folder: Path = FOLDER, seed: int = 1) -> list[Made]:
    """The fixed set: every written happening reported, copied, reworded and translated once.

    Args:
        folder: Where `written/` stands.
        seed: Another one gives other names, figures and edits of the same texts.

    Returns:
        Articles in order of their files' names.
    """
    desks = [_Desk(happening, Random(f"{seed}:{happening.name}")) for happening in written(seed, folder)]
    loose: list[list[_Draft]] = []
    for number, desk in enumerate(desks):
        loose.append(_report(desk, number))
    for number in range(0, len(desks) - 1, 2):
        _round_up(desks[number], loose[number], loose[number + 1])
    return _finished([draft for desk in desks for draft in desk.drafts], Random(seed))


def made(seed: int, articles: int) -> list[Made]:
    """Any number of articles about happenings put together from the grammar, in five languages.

    Args:
        seed: The same seed and number give the same bytes.
        articles: How many.

    Returns:
        So many articles, in order of their files' names; one in two or so depends on another one.
    """
    drafts: list[_Draft] = []
    number = 0
    while len(drafts) < articles:
        drafts += _coverage(_Desk(spoken(seed, number), Random(f"{seed}/{number}")))
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


def _report(desk: _Desk, number: int) -> list[_Draft]:
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
        group = desk.release("a", (first, first, codes[(number + 1) % len(codes)]))
        _go_round(desk, group, number * 4, _STEPS_RELEASED)
    else:
        language = codes[number % len(codes)] if number % 2 else twice[number % len(twice)]
        _go_round(desk, [desk.begin("a", language, agency=number % 2 == 0)], number * 4, _STEPS)
    loose = []
    for report, steps in (("b", _STEPS_OTHER), ("c", _STEPS_SIBLING)):
        own = desk.happening.languages(report)  # type: ignore[arg-type]
        group = [desk.begin(report, own[number % len(own)])]  # type: ignore[arg-type]
        loose += group
        _go_round(desk, group, number * 5 + 1, steps)
    return loose


def _go_round(desk: _Desk, group: list[_Draft], start: int, steps: int) -> None:
    """Make so many articles from those of a group, which grows with them; an error is copied on by somebody."""
    for step in range(steps):
        edit = _ROUND[(start + step) % len(_ROUND)]
        slips = [draft for draft in group if draft.slip and not any(draft in other.above for other in group)]
        if slips:
            edit = "verbatim"
        for source in slips or _sources(desk, group):
            new = desk.apply(source, edit)
            if new is not None:
                group.append(new)
                break


def _sources(desk: _Desk, group: Sequence[_Draft]) -> list[_Draft]:
    """The drafts of a group in the order in which they are tried: the first one most often first."""
    rest = list(group[1:])
    desk.rng.shuffle(rest)
    return [group[0], *rest] if desk.rng.random() < 0.55 else [*rest, group[0]]


def _round_up(desk: _Desk, own: Sequence[_Draft], others: Sequence[_Draft]) -> None:
    for first in own:
        for second in others:
            if first.language == second.language:
                desk.merge(first, second)
                return


def _coverage(desk: _Desk) -> Sequence[_Draft]:
    """The coverage of one happening of the grammar, from one article to a dozen and a half."""
    rng = desk.rng
    codes = desk.happening.languages("a")
    group = [desk.begin("a", rng.choice(codes), agency=rng.random() < 0.4)]
    _go_round(desk, group, rng.randrange(len(_ROUND)), min(int(rng.expovariate(0.4)), 12))
    if rng.random() < 0.7:
        other = [desk.begin("b", rng.choice(codes))]
        _go_round(desk, other, rng.randrange(len(_ROUND)), min(int(rng.expovariate(0.8)), 4))
    return desk.drafts


def _finished(drafts: Sequence[_Draft], rng: Random) -> list[Made]:
    numbers = list(range(len(drafts)))
    rng.shuffle(numbers)
    forms: list[Form] = []
    for _ in drafts:
        chance = rng.random()
        forms.append("txt" if chance < _PLAIN else "html" if chance < _PLAIN + _PAGES else "json")
    files = {id(draft): f"{number:05d}.{form}" for draft, number, form in zip(drafts, numbers, forms, strict=True)}
    times = {
        id(draft): published(draft.when if draft.dated else None, form)
        for draft, form in zip(drafts, forms, strict=True)
    }
    done = [_article(draft, form, files, times) for draft, form in zip(drafts, forms, strict=True)]
    return sorted(done, key=lambda one: one.file)


def _article(draft: _Draft, form: Form, files: Mapping[int, str], times: Mapping[int, str | None]) -> Made:
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


def _happening(draft: _Draft) -> str:
    """The look-alike happening of report "c" is another one."""
    key = next(line.key for line in draft.lines if line.key)
    return draft.happening.name + ("-look-alike" if key[0] == "c" else "")


def _links(draft: _Draft, files: Mapping[int, str], times: Mapping[int, str | None]) -> Iterator[Link]:
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
            yield Link(files[id(source)], kind, told, taken)


def _told(
    draft: _Draft, source: _Draft, before: str | None, behind: str | None, number: int
) -> Iterator[DirectionSource]:
    """What tells that the source came first."""
    if draft.credits and number == 0:
        yield "credit"
    if before and behind and before[: len(behind)] < behind[: len(before)]:
        yield "time"
    whole = all(line.origin is not None for line in draft.lines)
    if draft.edit in ("cut", "thinned", "translated-cut") and whole and len(draft.lines) <= len(source.lines) - 2:
        yield "containment"
    if draft.slip and _contradicts_itself(draft, source):
        yield "errors"


def _contradicts_itself(draft: _Draft, source: _Draft) -> bool:
    """Whether what an error made wrong in one sentence stands right in another one of the same article."""
    for line in draft.lines:
        if line.how == "edited" and line.origin is not None:
            right = set(source.lines[line.origin].text.split()) - set(line.text.split())
            rest = " ".join(other.text for other in draft.lines if other is not line)
            return any(word in rest for word in right)
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
