"""Where the articles of `edits` are made: one desk a happening, one method for each way to depend on a text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from random import Random
from typing import Literal, TypeAlias

from whomet.evaluate.edit_lines import How, Line, compared, copied, cut, edited, mistaken, mistyped, reordered, thinned
from whomet.evaluate.edit_pages import Outlet, outlets
from whomet.evaluate.edit_texts import Day, Figure, Happening, Report, person, spoken, words

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

#: Hours between an article and one made from it.
_HOURS_APART = (1, 20)
#: Share of articles without a time.
_UNDATED = 0.15


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """An article in the making; `above` are the drafts it depends on."""

    happening: Happening
    language: str
    outlet: Outlet
    headline: str
    lines: tuple[Line, ...]
    edit: Edit
    when: datetime
    above: tuple[Draft, ...] = ()
    dateline: str | None = None
    credit: str | None = None
    byline: str | None = None
    release: str | None = None
    dated: bool = True
    credits: bool = False
    slip: bool = False
    again: bool = False


@dataclass(slots=True)
class Desk:
    """Where articles about one happening are made; each edit is a method that takes a draft and gives a new one."""

    happening: Happening
    rng: Random
    drafts: list[Draft] = field(default_factory=list)
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

    def begin(self, report: Report, language: str, agency: bool = False) -> Draft:
        """An article that depends on nothing."""
        telling = self.happening.telling(report, language)
        outlet = self.outlet(language, agency)
        hour = self.rng.randint(5, 20)
        start = datetime.combine(self.happening.day, time(hour, self.rng.randrange(60)))
        lines = self.lines(report, language)
        draft = Draft(
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

    def keep(self, draft: Draft) -> Draft:
        """Remember a draft."""
        self.drafts.append(draft)
        return draft

    def byline(self, language: str) -> str | None:
        """Somebody who signs, or nobody."""
        return person(self.rng).told(language, "") if self.rng.random() < 0.7 else None

    def follow(
        self, source: Draft, edit: Edit, lines: tuple[Line, ...], language: str | None = None, again: bool = False
    ) -> Draft:
        """An article that depends on another one."""
        rng, code = self.rng, language or source.language
        heads = self.headlines(source, code)
        other = edit in ("headed", "reworded") or (edit != "verbatim" and rng.random() < 0.5)
        wire = source.outlet.agency or source.dateline is not None
        credits = edit == "credited" or (wire and rng.random() < 0.7) or rng.random() < 0.12
        name = source.outlet.name
        wired = credits and source.outlet.agency and rng.random() < 0.5
        spelt_out = credits and not wired and rng.random() < 0.3
        if spelt_out:
            lines = (*lines, Line(words(code)["told"].format(source=name), None))
        below = rng.choice(words(code)["credit"]).format(source=name) if credits and not (wired or spelt_out) else None
        verbatim = code == source.language and edit != "headed"
        return self.keep(
            Draft(
                self.happening,
                code,
                self.outlet(code),
                heads[-1] if other else (source.headline if verbatim else heads[0]),
                lines,
                edit,
                source.when + timedelta(hours=rng.randint(*_HOURS_APART), minutes=rng.randrange(60)),
                (source,),
                dateline=name if wired else None,
                credit=below,
                byline=self.byline(code) if edit in ("bylined", "extended", "reworded") or rng.random() < 0.3 else None,
                dated=rng.random() >= _UNDATED,
                credits=credits,
                slip=edit == "mistaken",
                again=again or (source.again and code == source.language),
            )
        )

    def headlines(self, source: Draft, language: str) -> tuple[str, ...]:
        """The headlines that the report of an article has in a language."""
        key = next((line.key for line in source.lines if line.key), None)
        assert key is not None
        return self.happening.telling(key[0], language).headlines

    def retold(self, source: Draft, language: str, how: How, again: bool) -> tuple[Line, ...]:
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

    def apply(self, source: Draft, edit: Edit) -> Draft | None:
        """A new article made from another one by an edit; None where the edit does not suit it."""
        lines, rng, code = source.lines, self.rng, source.language
        report = next(line.key[0] for line in lines if line.key)
        if edit == "reworded":
            if code not in self.happening.languages(report, again=True) or self.printed(report, code, again=True):
                return None
            return self.follow(source, edit, self.retold(source, code, "reworded", again=True), again=True)
        if edit in ("translated", "translated-cut"):
            language = self.new_language(report)
            if language is None:
                return None
            told = self.retold(source, language, "translated", again=False)
            keep = len(told) if edit == "translated" else max(3, len(told) * 3 // 5)
            return self.follow(source, edit, told[:keep], language)
        makers: dict[str, Callable[[], tuple[Line, ...]]] = {
            "cut": lambda: cut(lines, max(3, len(lines) // 2)),
            "thinned": lambda: thinned(lines, rng),
            "reordered": lambda: reordered(lines, rng),
            "edited": lambda: compared(edited(self.mended(lines, code), code, rng), lines),
            "extended": lambda: (*copied(lines), *self.own(code)),
            "mistaken": lambda: mistaken(lines, self.people(code), rng),
        }
        if len(lines) < 5 and edit in ("cut", "thinned", "reordered"):
            return None
        return self.follow(source, edit, makers.get(edit, lambda: copied(lines))())

    def new_language(self, report: Report) -> str | None:
        """A language in which nobody has printed a report yet."""
        codes = self.happening.languages(report)
        new = [one for one in codes if not (self.printed(report, one, False) or self.printed(report, one, True))]
        # Languages told once are in few happenings: two times in three they go first.
        rare = [one for one in new if one not in self.happening.languages(report, again=True)]
        if not new:
            return None
        return self.rng.choice(rare if rare and self.rng.random() < 0.67 else new)

    def mended(self, lines: tuple[Line, ...], language: str) -> tuple[Line, ...]:
        """Sentences without letters in the wrong order."""
        found = []
        for line in lines:
            told = self.happening.telling(line.key[0], language) if line.key else None
            clean = [texts[line.key[1]] for texts in (told.first, told.again) if texts] if told and line.key else []
            same = [text for text in clean if sorted(text) == sorted(line.text)]
            found.append(replace(line, text=same[0]) if same else line)
        return tuple(found)

    def printed(self, report: Report, language: str, again: bool) -> bool:
        """Whether somebody has printed a report in a language, in its first or its second wording.

        Who printed the same wording anew would seem to have copied.
        """
        return any(
            draft.language == language
            and draft.again == again
            and any(line.key and line.key[0] == report for line in draft.lines)
            for draft in self.drafts
        )

    def people(self, language: str) -> list[str]:
        """The family names in the happening."""
        return [value.told(language, "s") for value in self.happening.people]

    def own(self, language: str) -> tuple[Line, ...]:
        """A paragraph that only this outlet has."""
        other = spoken(self.rng.randrange(10**9), 0)
        if language not in other.languages("b"):
            number = Figure(self.rng.randrange(15, 99, 10)).told(language, "")
            return (Line(self.rng.choice(words(language)["own"]).format(n=number), None),)
        texts = other.telling("b", language).first
        return tuple(Line(text, None) for text in texts[: self.rng.randint(1, 2)])

    def release(self, report: Report, codes: Sequence[str]) -> list[Draft]:
        """Articles that each make their own choice from a release that nobody printed, its quotations among it."""
        marks = {one for code in codes for pair in words(code)["marks"] for one in pair[:1]}
        name = f"release of {self.happening.name}"
        found = []
        for number, code in enumerate(codes):
            twice = code in self.happening.languages(report, again=True)
            wordings = self.lines(report, code), self.lines(report, code, again=twice and number % 2 == 1)
            how: How = "translated" if code != codes[0] else "reworded" if twice and number % 2 else "verbatim"
            whole = len(wordings[0])
            chosen = set(self.rng.sample(range(1, whole), max(3, whole * 2 // 3)))
            chosen |= {place for place, line in enumerate(wordings[0]) if any(one in line.text for one in marks)}
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
                        again=twice and number % 2 == 1,
                    )
                )
            )
        return found

    def merge(self, first: Draft, second: Draft) -> Draft:
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
