"""Event mentions from a model's items: every field is what the quoted characters are known to be, or is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from whomet.events.meetings.topics import known_topics
from whomet.extractors.llm.grounding import Finder
from whomet.languages import pack
from whomet.records import (
    FigureMention,
    MeetingMention,
    Mentions,
    Passage,
    PlanMention,
    StatementMention,
    TimeMention,
    Topic,
)

Span = tuple[int, int]


class Builder:
    """Makes event mentions of one article.

    Who, where, when and how much are read from the mentions that the quoted characters touch, not from the words of
    the model: it points, the article tells.
    """

    def __init__(self, finder: Finder, mentions: Mentions) -> None:
        """Take the article."""
        self._finder = finder
        self._mentions = mentions

    def meeting(self, item: dict[str, Any]) -> MeetingMention | None:
        """A meeting; None where its evidence is not in the article or no person is a side."""
        evidence = self._finder.find(item["evidence"])
        if evidence is None:
            return None
        sides = list(self._referents(item["sides"], evidence))
        host = next(self._referents([item["host"]], evidence), None)
        if host is not None and host not in sides:
            sides.insert(0, host)
        people = tuple(one for one in sides if self._is(one, "person"))
        if not people:
            return None
        day = self._time(item["date"], evidence)
        place = next((one for one in self._referents([item["city"]], evidence) if self._is(one, "place")), None)
        venue = self._quoted(item["venue"], evidence)
        told_by = self._quoted(item["attributed"], evidence)
        present = [one for one in self._referents(item["attendees"], evidence) if self._is(one, "person")]
        absent = [one for one in self._referents(item["absent"], evidence) if self._is(one, "person")]
        proven = {"principals": True, "date": day is not None, "city": place is not None, "host": host is not None}
        return MeetingMention(
            status=item["status"],
            principals=people,
            evidence=(Passage(*evidence, tuple(name for name, told in proven.items() if told)),),
            background=item["background"],
            attendees=tuple(one for one in present if one not in people),
            absent=tuple(one for one in absent if one not in people and one not in present),
            organisations=tuple(one for one in sides if self._is(one, "organisation")),
            host=host,
            date=day.value if day else None,
            date_zone=day.zone if day else None,
            city=place,
            venue=self._finder.document.text[slice(*venue)] if venue else None,
            manner=item["manner"],
            topics=tuple(self._topics(item["topics"], evidence)),
            attributed=self._finder.document.text[slice(*told_by)] if told_by else None,
        )

    def statement(self, item: dict[str, Any]) -> StatementMention | None:
        """A statement; None where its words are not in the article."""
        span = self._finder.find(item["words"])
        if span is None:
            return None
        direct = any(q.start <= span[0] and span[1] <= q.end for q in self._mentions.quotations)
        return StatementMention(
            *span,
            text=self._finder.document.text[slice(*span)],
            language=self._language(span),
            speaker=next(self._referents([item["speaker"]], span), None),
            direct=direct,
        )

    def figure(self, item: dict[str, Any]) -> FigureMention | None:
        """A figure; None where no amount is known to stand where the quoted characters are."""
        span = self._finder.find(item["quantity"])
        amounts = self._mentions.amounts if span else ()
        amount = next((a for a in amounts if span and a.start < span[1] and span[0] < a.end), None)
        if amount is None:
            return None
        here = (amount.start, amount.end)
        what = self._quoted(item["what"], here)
        return FigureMention(
            *here,
            text=amount.text,
            sentence=amount.sentence,
            amount=amount.amount,
            unit=amount.unit,
            what=self._finder.document.text[slice(*what)] if what else "",
            subject=next(self._referents([item["subject"]], here), None),
        )

    def plan(self, item: dict[str, Any]) -> PlanMention | None:
        """A plan; None where its clause is not in the article."""
        span = self._finder.find(item["clause"])
        if span is None:
            return None
        day = self._time(item["when"], span)
        clause = self._finder.document.text[slice(*span)]
        return PlanMention(
            *span,
            text=clause,
            language=self._language(span),
            what=clause,
            who=next(self._referents([item["who"]], span), None),
            when=day.value if day else None,
        )

    def _is(self, referent: int, kind: str) -> bool:
        return self._mentions.referents[referent].type == kind

    def _quoted(self, quote: str | None, near: Span) -> Span | None:
        return self._finder.find(quote, near) if quote else None

    def _referents(self, quotes: Iterable[str | None], near: Span) -> Iterator[int]:
        """Whom or what the names in quoted stretches stand for, each once."""
        seen: set[int] = set()
        for quote in quotes:
            span = self._quoted(quote, near)
            for name in self._mentions.names if span else ():
                if span and name.start < span[1] and span[0] < name.end:
                    yield from (one for one in name.referents if one not in seen)
                    seen.update(name.referents)

    def _time(self, quote: str | None, near: Span) -> TimeMention | None:
        """The first point in time that a quoted stretch holds."""
        span = self._quoted(quote, near)
        for time in self._mentions.times if span else ():
            if span and time.start < span[1] and span[0] < time.end and time.kind == "point" and time.value:
                return time
        return None

    def _topics(self, quotes: Iterable[str], near: Span) -> Iterator[Topic]:
        """Topics: the English labels of the pack's list, else as printed."""
        seen: set[str] = set()
        for quote in quotes:
            span = self._quoted(quote, near)
            if span is None:
                continue
            printed, language = self._finder.document.text[slice(*span)], self._language(span)
            labels = [Topic(label) for label in known_topics(pack(language).code, printed)]
            for topic in labels or [Topic(printed, language)]:
                if topic.label not in seen:
                    seen.add(topic.label)
                    yield topic

    def _language(self, span: Span) -> str:
        number = self._finder.sentence(span[0])
        return self._finder.document.sentences[number].language if number is not None else "und"
