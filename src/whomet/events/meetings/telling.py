"""Reads the sentences of an article in order and keeps the meeting that is being told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from whomet import edtf
from whomet.events.clauses import Phrase, Reading
from whomet.events.meetings import fields
from whomet.events.meetings.coreference import (
    Draft,
    add,
    add_headline,
    lies_ahead,
    looks_back,
    merged_evidence,
    settled,
)
from whomet.events.meetings.counted import count
from whomet.events.meetings.frames import Match, cue, matches
from whomet.events.meetings.status import Standing, clause, says, standing
from whomet.events.meetings.topics import discussed, talked_of, topics
from whomet.records import Document, FieldReading, MeetingMention, Mentions, Passage

#: Blocks that repeat what the text tells: they are read after it.
REPEATING = frozenset({"title", "summary", "caption"})
#: How many sentences later "the meeting" or "a spokesman denied it" may take a meeting up again.
MEMORY = 3
#: How many sentences later it may be told who was there or not there: it is told last, after what was agreed and said.
MISSED = 8
#: How many sentences later what "they discussed" still belongs to it.
DISCUSSED = 2
#: Characters of a row in a list of those present at most, and from its start to its name; longer ones are prose.
ROW, ROW_NAME = 140, 40
#: Mentions from which on a person may be meant by a sentence that leaves its subject to a description.
LEAD = 4
#: Months from which on a month told in several words is named and not counted from today: news says "in six months"
#: of a half year and no longer "next month".
COUNTED = 7


class Teller:
    """The state of reading one article.

    Args:
        document: The article.
        mentions: Of the article.
    """

    def __init__(self, document: Document, mentions: Mentions) -> None:
        self._document = document
        self._mentions = mentions
        self._drafts: list[Draft] = []
        self._current: int | None = None
        self._before: Reading | None = None
        self._before_met = False
        self._before_unsaid = False
        self._roll: list[tuple[int, Passage]] | None = None

    def meetings(self) -> tuple[MeetingMention, ...]:
        """What was told."""
        self._close_roll()
        return settled(self._drafts, self._dateline())

    def _dateline(self) -> tuple[int, Passage] | None:
        """The known city that a dateline names, where it names one only, and the name."""
        lines = [(b.start, b.end) for b in self._document.blocks if b.kind == "dateline"]
        found: dict[int, Passage] = {}
        for name in self._mentions.names:
            if name.type == "place" and any(start <= name.start < end for start, end in lines):
                known = [r for r in name.referents if r < len(self._mentions.referents)]
                known = [r for r in known if self._mentions.referents[r].geonames is not None]
                found.update((r, Passage(name.start, name.end, ("city",))) for r in known if r not in found)
        return next(iter(found.items())) if len(found) == 1 else None

    def hear(self, reading: Reading) -> None:
        """Take in a sentence of the text."""
        found = tuple(matches(reading))
        told: list[tuple[Match, int]] = []
        for match in found:
            if match.frame.kind == "meeting":
                told.extend((match, number) for number in self._tell(match, found))
        continued = self._continue(reading, found, bool(told))
        self._complete(reading, found, told, continued)
        self._count(reading, told, continued)
        self._call_roll(reading, bool(told))
        self._before, self._before_met = reading, bool(told) or continued
        strong = any(m.frame.kind == "meeting" and not m.frame.weak for m in found)
        self._before_unsaid = strong and not self._before_met

    def hear_again(self, reading: Reading) -> None:
        """Take in a headline or caption: it repeats, completes or contradicts what the text tells."""
        found = tuple(matches(reading))
        told = False
        self._before = None  # what the text tells last is no context of a headline
        for match in found:
            if match.frame.kind == "meeting":
                for draft in self._reports(match, found):
                    told = True
                    if reading.sentence.kind == "caption" or self._in_text(draft):
                        add_headline(self._drafts, draft)
        if reading.sentence.kind == "caption":
            self._picture(reading, told)
        elif not told and says(reading, "denied"):
            self._deny(reading)

    def _in_text(self, draft: Draft) -> bool:
        """Whether the text, where there is one, names the sides of a headline: headlines alone mislead the tagger."""
        sentences = self._document.sentences
        named: set[int] = set()
        body = False
        for name in self._mentions.names:
            if 0 <= name.sentence < len(sentences) and sentences[name.sentence].kind not in REPEATING:
                named.update(name.referents)
                body = True
        return not body or set(draft.principals) <= named

    # --- a meeting is told -----------------------------------------------------------------------------

    def _tell(self, match: Match, found: tuple[Match, ...]) -> list[int]:
        numbers = [add(self._drafts, draft) for draft in self._reports(match, found)]
        if numbers:
            self._current = numbers[-1]
        elif match.frame.host is not None:
            self._receive(match)
        return numbers

    def _receive(self, match: Match) -> None:
        """Words of receiving or inviting with one side only tell the host of the meeting being told."""
        side = match.first if match.frame.host == "first" else match.second
        people, draft = _persons(side), self._recent(match.reading)
        if draft is None or self._current is None or draft.host is not None or len(people) != 1:
            return
        if people[0] in draft.principals:
            proof = Passage(match.reading.sentence.start, match.reading.sentence.end, ("host",))
            evidence = merged_evidence(draft.evidence, (proof,))
            self._drafts[self._current] = replace(draft, host=people[0], evidence=evidence)

    def _reports(self, match: Match, found: tuple[Match, ...]) -> list[Draft]:
        """The meetings that one frame reports: mostly one, several where it lists separate counterparts."""
        sides = None if match.frame.fresh and self._recent(match.reading) is not None else self._sides(match)
        if sides is None or (match.frame.placed and not fields.in_a_town(match, self._mentions)):
            return []
        judged = standing(match, found)
        if judged.status is None:
            return []
        first, second, bodies = sides
        if len(second) > 1 and len(first) == 1 and self._separate(match, second):
            return [self._draft(match, found, judged, first, (one,), (), True) for one in second]
        return [self._draft(match, found, judged, first, second, bodies, False)]

    def _sides(self, match: Match) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]] | None:
        """Persons of both sides and the bodies that are a side; None where the frame reports no meeting."""
        first, second = match.first, match.second
        a = self._people(match.reading, first)
        b = tuple(r for r in self._people(match.reading, second) if r not in a)
        if not match.frame.weak and not match.reading.quoted(match.start):
            a, b = self._unsaid(match, a, b)
        bodies = tuple(dict.fromkeys((*_bodies(first), *_bodies(second))))
        if match.frame.weak:
            both = bool(a and b) or (match.frame.mutual and len(a) > 1 and second is None)
            return (a, b, ()) if both and _printed(first, second) else None
        if a and b:
            return a, b, ()
        if (
            match.frame.mutual
            and len(a) > 1
            and (second is None or bool(_persons(second)))  # "they will meet, said Ana Wirth": she is one of them
            and _together(match, self._recent(match.reading) is None)
        ):
            return a, (), ()
        if match.frame.mutual and len(b) > 1 and (first is None or (first.plural and not a)):
            return b, (), ()  # "the two ministers, Ana Wirth and Bo Lind, met"
        if (a or b) and (match.crowd or (bodies and first is not None and second is not None)):
            return a or b, (), bodies
        return None

    def _people(self, reading: Reading, phrase: Phrase | None) -> tuple[int, ...]:
        """The persons of a phrase; "the two" are the sides of the meeting being told, unless a pair is known."""
        told = _persons(phrase)
        alike = [d for d in self._drafts if set(d.principals) == set(told)]
        if phrase is None or not phrase.plural or any(d.status != "denied" for d in alike):
            return told
        if alike:
            # those who are said not to have met are not who will "meet again"
            live = [d.principals for d in self._drafts if len(d.principals) > 1 and d.status != "denied"]
            return live[-1] if live else told
        recent = self._recent(reading)
        if recent is not None and len(recent.principals) > 1:
            return recent.principals
        near = {r for each in (self._before, reading) if each for p in each.phrases if p.named for r in _persons(p)}
        if set(told) <= near:
            return told
        pairs = [d.principals for d in self._drafts if len(d.principals) == 2 and not d.background]
        return next((pair for pair in reversed(pairs) if set(pair) & set(told)), told)

    def _recent(self, reading: Reading) -> Draft | None:
        """The meeting being told, if it was spoken of a few sentences ago."""
        if self._current is None:
            return None
        draft = self._drafts[self._current]
        return draft if reading.index - draft.sentence <= MEMORY else None

    def _unsaid(self, match: Match, a: tuple[int, ...], b: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Sides that a sentence leaves out or only points at."""
        reading, frame = match.reading, match.frame
        if match.second is not None and not match.second.named and says(reading, "delegation"):
            b = tuple(r for r in self._protagonist() if r not in a)  # "the delegation flew in, and Wirth received her"
        pointer = cue(reading.language.code, "them")
        recent = self._recent(reading)
        if a and not b and "object" in frame.second and pointer and self._points(match, pointer):
            plural = [p for p in reading.phrases if p.plural and p.end <= match.start]
            them = self._people(reading, plural[-1]) if plural else recent.principals if recent else ()
            them = them if reading.grammar.order in {"prepositions", "verb-first"} else self._subject_before(match)
            them = self._protagonist() if says(reading, "delegation") else them
            b = tuple(r for r in them if r not in a)
        if a and not b and "object" in frame.second and self._clitic(match):
            b = self._taken_up(match, a)
        if a and not b and match.second is not None and _same(match.first, match.second):
            # "Wirth had invited her": she who invites is not the one who is invited
            before = [p for p in reading.phrases if p.end <= match.start and p.part == "bare" and p.referents]
            them = before[0].referents[:1] if before else ()
            them = tuple(r for r in them if r not in a) or self._subject_before(match)
            b = tuple(r for r in them if r not in a)
        if a and not b and frame.host == "first" and "object" in frame.second and match.second is None:
            b = self._described(match, a)
        if len(a) == 1 and not b and recent and says(reading, "mutually") and a[0] in recent.principals:
            b = tuple(r for r in recent.principals if r not in a)
        if not a and b and match.first is None:
            a = tuple(r for r in self._subject_before(match) if r not in b)
        if not a and not b and frame.mutual and not frame.noun and says(reading, "both"):
            free = [p for p in reading.phrases if p.type == "person" and p.part in {"bare", "subject"}]
            named = tuple(dict.fromkeys(r for p in free for r in p.referents))
            a = named if len(named) == 2 else () if named else self._company(recent)
        return a, b

    def _company(self, recent: Draft | None) -> tuple[int, ...]:
        """Who "the ministers" are where no mention tells: the sides of the meeting being told, else of the first."""
        told = [d.principals for d in ([recent] if recent else self._drafts) if not d.background]
        return next((principals for principals in told if len(principals) > 1), ())

    def _points(self, match: Match, pointer: re.Pattern[str]) -> bool:
        """Whether an object is a pronoun that no mention covers."""
        reading = match.reading
        if reading.grammar.order == "prepositions":
            return pointer.match(reading.text, match.end) is not None
        left, right = clause(reading, match.start, match.end)
        spots = (m.span() for m in pointer.finditer(reading.text, left, right))
        return any(not reading.in_name(*spot) for spot in spots)

    def _clitic(self, match: Match) -> bool:
        """Whether the words of a frame begin or end with a pronoun for the object: "lo recibió", "recebeu-a"."""
        pattern = cue(match.reading.language.code, "clitics")
        return pattern is not None and pattern.search(match.reading.text[match.start : match.end]) is not None

    def _taken_up(self, match: Match, known: tuple[int, ...]) -> tuple[int, ...]:
        """Who is meant by such a pronoun: the first other person of the sentence, else the subject before it."""
        before = [p for p in match.reading.phrases if p.type == "person" and p.end <= match.start and not p.quoted]
        own = [r for p in before for r in p.referents if r not in known]
        return (own[0],) if own else tuple(r for r in self._subject_before(match) if r not in known)

    @staticmethod
    def _unresolved(match: Match) -> bool:
        """Whether the subject of a frame is a pronoun of which nobody knows for whom it stands."""
        reading = match.reading
        before = [t for t in reading.tokens if t.end <= match.start and t.lemma not in reading.grammar.skips][-1:]
        return any(t.lemma in reading.grammar.nominatives and not reading.in_name(t.start, t.end) for t in before)

    def _subject_before(self, match: Match) -> tuple[int, ...]:
        """The subject that goes on from the sentence before where the sentence names none."""
        reading, recent = match.reading, self._recent(match.reading)
        if says(reading, "both") and recent is not None:
            return recent.principals
        own = [p for p in reading.phrases if p.type == "person" and p.end <= match.start and p.referents]
        own = [p for p in own if p.part in {"bare", "subject", "topic"} and not p.quoted]
        if own and not match.frame.noun:
            return own[-1].referents[:1]
        if self._unresolved(match):
            return ()
        before = self._before
        if before is None:
            return ()
        hangs = match.second is not None and match.second.part == "with"
        if match.frame.noun and not reading.grammar.drops_subject and not hangs:
            return ()
        if before.sentence.paragraph != reading.sentence.paragraph:
            return self._protagonist()
        plain = [p for p in before.phrases if p.type == "person" and p.part in {"bare", "subject", "topic"}]
        people = [r for p in plain if not p.quoted for r in p.referents]
        if not people:
            return ()
        weight = {r: len(self._mentions.referents[r].mentions) for r in people}
        return (max(people, key=lambda r: (weight[r], -people.index(r))),)

    def _described(self, match: Match, a: tuple[int, ...]) -> tuple[int, ...]:
        """Who is meant by "received the minister": the one other person of the sentence before."""
        reading, before = match.reading, self._before
        first = match.first
        # German, Dutch: the subject may stand between verb and object
        close = first.end if first is not None and 0 <= first.start - match.end <= 1 else match.end
        behind = next((t for t in reading.tokens if t.start >= close), None)
        if before is None or behind is None or behind.lemma not in reading.grammar.determiners:
            return ()
        own = {r for p in reading.phrases if p.end <= match.start for r in _persons(p)} - set(a)
        people = own or {r for p in before.phrases for r in _persons(p)} - set(a)
        return tuple(people) if len(people) == 1 else ()

    def _protagonist(self) -> tuple[int, ...]:
        """The person an article names most, clearly before all others."""
        counts = {n: len(r.mentions) for n, r in enumerate(self._mentions.referents) if r.type == "person"}
        ranked = sorted(counts, key=lambda n: (-counts[n], n))
        if not ranked or counts[ranked[0]] < LEAD:
            return ()
        alone = len(ranked) == 1 or counts[ranked[0]] > counts[ranked[1]]
        return (ranked[0],) if alone else ()

    def _separate(self, match: Match, counterparts: Sequence[int]) -> bool:
        """Whether several counterparts were met one by one."""
        employers = {self._mentions.referents[r].employer for r in counterparts}
        if match.second is not None and match.second.plural:
            return False  # "the two were received by Ana Wirth"
        if says(match.reading, "distributive") or len(counterparts) > 2:
            return len(employers) > 1 or None in employers
        single = {p for d in self._drafts if len(d.principals) == 2 and not d.split for p in d.principals}
        return len(employers) > 1 and all(r in single for r in counterparts)

    def _draft(
        self,
        match: Match,
        found: tuple[Match, ...],
        judged: Standing,
        first: tuple[int, ...],
        second: tuple[int, ...],
        bodies: tuple[int, ...],
        split: bool,
    ) -> Draft:
        reading, mentions = match.reading, self._mentions
        when = self._when(match, found)
        status = judged.status or "held"
        if status == "held" and lies_ahead(when.value, self._document.published):
            status = "planned"
        if status == "held" and when.mention is not None and reading.sentence.kind not in REPEATING:
            coming = self._coming(when) if fields.in_present(match) else when
            status, when = ("held", when) if coming.value == when.value else ("planned", coming)
        ahead = lies_ahead(when.value, self._document.published)
        # a denial mostly is one of a meeting that is said to have been
        behind = judged.status in {"held", "denied"} or says(reading, "past_plan")
        # "the talks announced for Wednesday did not take place": that Wednesday is over
        behind = behind or (judged.status == "cancelled" and says(reading, "not_held"))
        if ahead and behind and when.mention is not None:
            when = self._past(when)
        if status == "planned" and judged.status == "held" and not fields.in_present(match):
            status = "planned" if lies_ahead(when.value, self._document.published) else "held"
        if status == "planned" and when.mention is not None:
            when = self._coming(when)
        if status == "proposed" and when.mention is not None:
            when = self._next_year(when)  # a bare weekday may be that of the asking
        back = looks_back(when.value, self._document.published)
        background = status == "held" and (back is True or (judged.earlier and back is not False))
        if says(reading, "corrected"):
            when = fields.When()
        principals, attendees = self._ranks(first, second)
        city = self._city(match)
        host = None
        if match.frame.host and not split:
            side = first if match.frame.host == "first" else second
            host = side[0] if side else None
        proven = ["principals", "status"]
        proven += [n for n, v in (("date", when.value), ("city", city), ("host", host)) if v is not None]
        employers = [mentions.referents[r].employer for r in principals]
        return Draft(
            status=status,
            principals=principals,
            evidence=(Passage(reading.sentence.start, reading.sentence.end, tuple(proven)),),
            sentence=reading.index,
            headline=reading.sentence.kind in REPEATING,
            background=background,
            attendees=attendees,
            organisations=tuple(dict.fromkeys((*(e for e in employers if e is not None), *bodies))),
            host=host,
            date=None if split else when.value,
            zone=None if split else when.zone,
            city=None if split else city,
            venue=None if split else fields.venue(reading, match),
            manner=fields.manner(match),
            topics=topics(reading),
            attributed=judged.attributed,
            crowd=match.crowd,
            split=split,
        )

    def _ranks(self, first: tuple[int, ...], second: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Principals and attendees: where both sides come with people of the same body, the first of each leads."""
        if not second:
            return tuple(sorted(first)), ()
        principals: list[int] = []
        attendees: list[int] = []
        for side in (first, second):
            employers: set[int] = set()
            for person in side:
                employer = self._mentions.referents[person].employer
                if employer is not None and employer in employers:
                    attendees.append(person)
                    continue
                if employer is not None:
                    employers.add(employer)
                principals.append(person)
        return tuple(sorted(principals)), tuple(attendees)

    def _past(self, when: fields.When) -> fields.When:
        """A date read as lying ahead though the words tell of the past.

        One that counts from the event before is counted from the last meeting; a bare weekday or month is the last.
        """
        time = self._mentions.times[when.mention or 0]
        last = self._last_date()
        if time.anchor == "publication" and edtf.is_day(when.value) and not any(map(str.isdigit, time.text)):
            week = edtf.shift(when.value or "", -7)
            if week is not None and not lies_ahead(week, self._document.published):
                return fields.When(week, when.zone, when.mention)
        month = _other_year(time.text, when.value, -1, self._document.published)
        if month is not None and not self._ahead(month):
            return fields.When(month, when.zone, when.mention)
        if time.anchor != "event" or time.offset_days is None or last is None:
            return when
        return fields.When(edtf.shift(last, time.offset_days), when.zone, when.mention)

    def _coming(self, when: fields.When) -> fields.When:
        """A bare weekday or month read as past though the meeting is planned is the coming one."""
        time = self._mentions.times[when.mention or 0]
        week = edtf.shift(when.value or "", 7)
        bare = time.anchor == "publication" and not any(map(str.isdigit, time.text))
        told = edtf.is_day(when.value) and not lies_ahead(when.value, self._document.published)
        if bare and told and when.value != self._document.published and self._ahead(week):
            return fields.When(week, when.zone, when.mention)
        return self._next_year(when)

    def _next_year(self, when: fields.When) -> fields.When:
        """A month or day without its year that was read as past, a year later where that lies ahead."""
        time = self._mentions.times[when.mention or 0]
        later = _other_year(time.text, when.value, 1, self._document.published)
        if later is None and time.anchor == "publication" and any(map(str.isdigit, time.text)):
            later = _year_later(when.value)
        if later is not None and self._ahead(later) and looks_back(when.value, self._document.published):
            return fields.When(later, when.zone, when.mention)
        return when

    def _ahead(self, value: str | None) -> bool:
        return value is not None and lies_ahead(value, self._document.published)

    def _last_date(self) -> str | None:
        """The date of the meeting being told; behind one that is looked back on, that of the news before it."""
        if self._current is None:
            return None
        current = self._drafts[self._current]
        news = [d for d in self._drafts if d.date is not None and not d.background]
        return news[-1].date if current.background and news else current.date

    def _when(self, match: Match, found: tuple[Match, ...]) -> fields.When:
        """The date told in the sentence; else that of the sentence before, where the telling goes on from it."""
        own = fields.when(match, found, self._mentions, self._last_date())
        if own.value is not None or match.reading.sentence.kind in REPEATING:
            return own
        if says(match.reading, "then"):
            return fields.When(self._last_date(), None, None)
        before = self._before
        if before is None or self._before_met:
            return own
        if before.sentence.paragraph != match.reading.sentence.paragraph and not self._before_unsaid:
            return own
        if match.reading.times and any(o.end <= match.start for o in found if o.frame.kind == "meeting"):
            return own  # "they got to know each other in May in Graz, where they dined": the sentence tells its time
        return fields.told_alone(before, self._mentions, self._last_date())

    def _city(self, match: Match) -> int | None:
        if fields.manner(match) in {"video", "telephone"}:
            return None
        # "the two discussed a plant in Graz" tells no place of the meeting, "in Weimar, where they discussed it" does
        about = match.frame.about
        own = (fields.city_before if about else fields.city)(match, match.reading, self._mentions)
        before = self._before
        if own is not None or match.reading.sentence.kind in REPEATING or before is None:
            return own
        if says(match.reading, "there"):
            current = self._drafts[self._current].city if self._before_met and self._current is not None else None
            return current if current is not None else fields.city(None, before, self._mentions)
        apart = before.sentence.paragraph != match.reading.sentence.paragraph and not self._before_unsaid
        return None if self._before_met or apart else fields.city(None, before, self._mentions)

    # --- a meeting goes on being told ----------------------------------------------------------------------

    def _continue(self, reading: Reading, found: tuple[Match, ...], told: bool) -> bool:
        """Take a sentence about "the meeting", "the two" to the meeting being told."""
        if told or self._current is None:
            return False
        draft = self._drafts[self._current]
        if reading.index - draft.sentence > MEMORY:
            return False
        if not says(reading, "anaphora"):
            if (
                (says(reading, "denied") or says(reading, "not_held"))
                and draft.attributed
                and reading.index - draft.sentence <= 2
            ):
                self._deny(reading)
            if not found:
                self._discuss(reading)
            return False
        self._current = self._meant(reading, self._current)
        if self._tell_another(found):
            return True
        draft = self._drafts[self._current]
        about, city, venue = topics(reading), None, None
        if draft.manner not in {"video", "telephone"}:
            city = fields.city(None, reading, self._mentions) if draft.city is None else None
            city = None if city is not None and talked_of(reading, city, self._mentions) else city
            venue = fields.venue(reading, None) if draft.venue is None else None
        date = self._date_told(found) if draft.date is None else None
        told_fields = (("topics", about), ("city", city), ("venue", venue), ("date", date))
        names = tuple(name for name, value in told_fields if value not in (None, ()))
        proof = Passage(reading.sentence.start, reading.sentence.end, names or ("context",))
        self._drafts[self._current] = replace(
            draft,
            topics=tuple(dict.fromkeys((*draft.topics, *about))),
            city=city if draft.city is None else draft.city,
            venue=draft.venue or venue,
            date=draft.date or date,
            manner=draft.manner if draft.manner != "unknown" else fields.manner_told(reading),
            evidence=merged_evidence(draft.evidence, (proof,)),
            sentence=reading.index,
        )
        if says(reading, "denied") or (says(reading, "not_held") and (says(reading, "said") or draft.attributed)):
            self._deny(reading)
        elif says(reading, "cancelled") and draft.status in {"planned", "held"}:
            self._drafts[self._current] = replace(self._drafts[self._current], status="cancelled")
        return True

    def _discuss(self, reading: Reading) -> None:
        """Take what a sentence without a meeting says was talked about to the meeting being told."""
        draft, about = self._drafts[self._current or 0], discussed(reading)
        if about and reading.index - draft.sentence <= DISCUSSED:
            proof = Passage(reading.sentence.start, reading.sentence.end, ("topics",))
            self._drafts[self._current or 0] = replace(
                draft,
                topics=tuple(dict.fromkeys((*draft.topics, *about))),
                evidence=merged_evidence(draft.evidence, (proof,)),
            )

    def _tell_another(self, found: tuple[Match, ...]) -> bool:
        """A meeting of the same sides on another day or in another place: "they are to meet again in Graz"."""
        current = self._drafts[self._current or 0]
        for match in found:
            if match.frame.kind != "meeting" or _persons(match.first) or _persons(match.second):
                continue
            judged = standing(match, found)
            if judged.status in {None, "cancelled"} or len(current.principals) < 2:
                continue  # "called off the meeting on Monday" tells when it was called off
            draft = self._draft(match, found, judged, current.principals, (), (), False)
            placed = draft.date is not None or draft.city is not None
            ahead = draft.status in {"planned", "denied"} and current.status in {"held", "cancelled"}
            elsewhere = not edtf.meet(draft.date, current.date) or draft.background != current.background
            if placed and (ahead or elsewhere) and (draft.date, draft.city) != (current.date, current.city):
                self._current = add(self._drafts, draft)
                return True
        return False

    def _meant(self, reading: Reading, current: int) -> int:
        """The meeting whose sides a sentence names, else the one being told."""
        named = {r for p in reading.phrases if p.type == "person" for r in p.referents}
        for number in reversed(range(len(self._drafts))):
            draft = self._drafts[number]
            both = len(named & set(draft.principals)) >= 2
            if both and not draft.background and draft.status != "planned":
                return number
        return current

    def _date_told(self, found: tuple[Match, ...]) -> str | None:
        for match in found:
            when = fields.when(match, found, self._mentions, self._last_date())
            if when.value is not None and not lies_ahead(when.value, self._document.published):
                return when.value
        return None

    def _deny(self, reading: Reading) -> None:
        """A denial told apart from the report: it meets the last hearsay, else the meeting being told."""
        hearsay = [n for n, d in enumerate(self._drafts) if d.attributed and d.status == "held"]
        number = hearsay[-1] if hearsay else self._current
        named = {r for p in reading.phrases if p.plural for r in p.referents}
        if number is not None and named and not named <= set(self._drafts[number].principals):
            return
        if number is None or self._drafts[number].status not in {"held", "planned"}:
            return
        if self._drafts[number].status == "held" and not self._drafts[number].attributed:
            return  # what the article tells in its own voice is not what it reports as denied
        proof = Passage(reading.sentence.start, reading.sentence.end, ("status",))
        draft = self._drafts[number]
        self._drafts[number] = replace(draft, status="denied", evidence=merged_evidence(draft.evidence, (proof,)))

    # --- who else, by whose invitation ------------------------------------------------------------------------

    def _complete(
        self, reading: Reading, found: tuple[Match, ...], told: list[tuple[Match, int]], continued: bool
    ) -> None:
        """Attendees, absent people and hosts."""
        if says(reading, "corrected"):
            return
        for match in found:
            if match.frame.kind == "meeting":
                continue
            number = self._target(match, told, continued)
            if number is None:
                continue
            people = _persons(match.first)
            draft = self._drafts[number]
            others = tuple(r for r in people if r not in draft.principals)
            proof = Passage(reading.sentence.start, reading.sentence.end, (match.frame.kind,))
            if (
                match.frame.kind == "host"
                and people
                and draft.host in {None, people[0]}
                and people[0] in draft.principals
            ):
                draft = replace(draft, host=people[0], evidence=merged_evidence(draft.evidence, (proof,)))
            elif match.frame.kind in {"host", "request"}:
                draft = _asked(draft, match, self._mentions)
            elif match.frame.kind == "company" and others:
                proof = replace(proof, fields=("attendees",))
                attendees = tuple(dict.fromkeys((*draft.attendees, *others)))
                draft = replace(draft, attendees=attendees, evidence=merged_evidence(draft.evidence, (proof,)))
            elif match.frame.kind == "absence" and others:
                draft = replace(
                    draft,
                    absent=tuple(dict.fromkeys((*draft.absent, *others))),
                    evidence=merged_evidence(draft.evidence, (proof,)),
                )
            self._drafts[number] = draft

    def _target(self, match: Match, told: list[tuple[Match, int]], continued: bool) -> int | None:
        """The meeting that company, absence or invitation belong to."""
        if told:
            return min(told, key=lambda entry: (abs(entry[0].start - match.start), entry[1]))[1]
        if self._current is None:
            return None
        together = self._before is not None and self._before.sentence.paragraph == match.reading.sentence.paragraph
        if match.frame.kind == "absence":
            return self._missed(match.reading)
        near = MISSED if match.frame.kind == "company" else 2 if together else 1
        return (
            self._current if continued or match.reading.index - self._drafts[self._current].sentence <= near else None
        )

    def _missed(self, reading: Reading) -> int | None:
        """The meeting that somebody was missing from: the last one in the news that was told a little before."""
        fresh = [n for n, d in enumerate(self._drafts) if not d.background and d.status in {"held", "denied"}]
        near = [n for n in fresh if 0 <= reading.index - self._drafts[n].sentence <= MISSED]
        return self._current if self._current in near else max(near, default=None)

    def _count(self, reading: Reading, told: list[tuple[Match, int]], continued: bool) -> None:
        """Which of their meetings it was, told with it or of the one being told."""
        if self._current is None:
            return
        near = continued or reading.index - self._drafts[self._current].sentence <= 1
        number = told[-1][1] if told else self._current if near else None
        ordinal = count(reading) if number is not None else None
        if number is None or ordinal is None or self._drafts[number].ordinal is not None:
            return
        proof = Passage(reading.sentence.start, reading.sentence.end, ("ordinal",))
        draft = self._drafts[number]
        self._drafts[number] = replace(draft, ordinal=ordinal, evidence=merged_evidence(draft.evidence, (proof,)))

    def _call_roll(self, reading: Reading, told: bool) -> None:
        """A heading such as "Those present:" begins a list of people; rows that begin with a name go on with it."""
        heading = not told and len(reading.text) <= ROW and says(reading, "roll")
        if not heading and self._roll is None:
            return
        people = [p for p in reading.phrases if p.type == "person" and p.referents and p.named]
        row = len(reading.text) <= ROW and bool(people) and people[0].start <= ROW_NAME
        row = row and not told and not reading.text.rstrip().endswith((".", "!", "?"))
        if heading:
            self._close_roll()
            self._roll = []
        elif not row:
            self._close_roll()
        if self._roll is None:
            return
        proof = Passage(reading.sentence.start, reading.sentence.end, ("attendees",))
        listed = [r for p in people if heading or p is people[0] for r in p.referents]
        self._roll.extend((r, proof) for r in listed)

    def _close_roll(self) -> None:
        """Give the people of a finished list to the meeting whose sides it names."""
        roll, self._roll = self._roll, None
        if not roll:
            return
        listed = {r for r, _ in roll}
        live = [n for n, d in enumerate(self._drafts) if d.status in {"held", "planned"} and not d.background]
        shared = {n: len(listed & set(self._drafts[n].principals)) for n in live}
        number = max(live, key=lambda n: (shared[n], n == self._current, n), default=None)
        if number is None or (shared[number] < 2 and number != self._current):
            return
        draft = self._drafts[number]
        others = [(r, p) for r, p in roll if r not in draft.principals]
        self._drafts[number] = replace(
            draft,
            attendees=tuple(dict.fromkeys((*draft.attendees, *(r for r, _ in others)))),
            evidence=merged_evidence(draft.evidence, [p for _, p in others]),
        )

    def _picture(self, reading: Reading, told: bool) -> None:
        """A caption that shows both sides of a meeting: the others in the picture were there."""
        shown = tuple(dict.fromkeys(r for p in reading.phrases for r in _persons(p)))
        if len(shown) < 3 and told:
            return
        for number, draft in enumerate(self._drafts):
            sides = set(draft.principals)
            if len(sides) < 2 or not sides <= set(shown) or draft.background or draft.status != "held":
                continue
            when = [self._mentions.times[n].value for _, _, n in reading.times]
            others = tuple(r for r in shown if r not in sides) if says(reading, "left_to_right") else ()
            proof = Passage(reading.sentence.start, reading.sentence.end, ("principals", "attendees"))
            date = draft.date or next((v for v in when if v), None)
            city = draft.city if draft.city is not None else fields.city(None, reading, self._mentions)
            attendees = tuple(dict.fromkeys((*draft.attendees, *others)))
            self._drafts[number] = replace(
                draft,
                attendees=attendees,
                date=date,
                city=city,
                evidence=merged_evidence(draft.evidence, (proof,)),
            )
            return


def _other_year(text: str, value: str | None, years: int, published: str | None) -> str | None:
    """A month printed without its year, so many years later; None for any other time ("next month")."""
    month = re.fullmatch(r"(\d{4})-(\d{2})", value or "")
    today = re.match(r"(\d{4})-(\d{2})", published or "")
    # several words name a month ("late in September") where it is too far away for one counted from today
    far = month and today and abs(12 * (int(month[1]) - int(today[1])) + int(month[2]) - int(today[2])) >= COUNTED
    named = (len(text.split()) == 1 or far) and not any(map(str.isdigit, text))
    return f"{int(month[1]) + years:04}-{month[2]}" if month and named else None


def _year_later(value: str | None) -> str | None:
    """The same day of the next year; None for what is no day or has none there."""
    edges = edtf.interval(value)
    if edges is None or not edtf.is_day(value):
        return None
    try:
        return edges[0].replace(year=edges[0].year + 1).isoformat()
    except ValueError:
        return None


def _same(first: Phrase | None, second: Phrase) -> bool:
    return first is not None and not second.named and set(second.referents) <= set(first.referents)


def _together(match: Match, fresh: bool) -> bool:
    """Whether a plural side met each other: by a verb; by a noun only "between" them, where they hold it or, in fresh
    news, do something at it."""
    if not match.frame.noun or match.first is None or match.first.part not in {"bare", "subject", "topic"}:
        return True
    names = ("holding", "occasion") if fresh else ("holding",)
    cues = (cue(match.reading.language.code, name) for name in names)
    return any(found is not None and found.search(match.reading.text, 0, match.start) for found in cues)


def _asked(draft: Draft, match: Match, mentions: Mentions) -> Draft:
    """A draft with who is said to have asked for the meeting, or which body invited: another reading of the host."""
    sides = (*draft.organisations, *(mentions.referents[r].employer for r in draft.principals))
    asking = [r for r in _persons(match.first) if match.frame.kind == "request" and r in draft.principals]
    asking += [r for r in _bodies(match.first) if r in sides]
    if not asking or draft.host == asking[0] or any(r.field == "host" for r in draft.other_readings):
        return draft
    proof = Passage(match.reading.sentence.start, match.reading.sentence.end, ("host",))
    reading = FieldReading("host", asking[0], proof)
    return replace(draft, other_readings=(*draft.other_readings, reading))


def _persons(phrase: Phrase | None) -> tuple[int, ...]:
    return phrase.referents if phrase is not None and phrase.type == "person" else ()


def _bodies(phrase: Phrase | None) -> tuple[int, ...]:
    return phrase.referents if phrase is not None and phrase.type == "organisation" else ()


def _printed(*phrases: Phrase | None) -> bool:
    """Whether at least one side is printed by name or pronoun that is resolved."""
    return any(phrase is not None and phrase.referents for phrase in phrases)
