"""Every value of every field that the reports of a meeting give, with the passages and files that give it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from whomet import edtf
from whomet.accounts.corrections import Amendment, Superseded
from whomet.accounts.places import Places
from whomet.accounts.reports import Telling
from whomet.accounts.view import View
from whomet.records import Citation, Lines, Support

#: Fields of a passage that tells of something else beside the meeting: what it says of a place or a day is less sure.
_BESIDE = "topics"
#: Days between what a note calls wrong and what holds: a paper that errs in the day errs by days, seldom by weeks.
NOTED = 7
#: Endings of the values of attendance.
PRESENT, ABSENT = " present", " absent"


@dataclass(frozen=True, slots=True)
class Given:
    """A value of a field that one article gives.

    Attributes:
        places: Passages that prove it, at least one.
        main: What the article mostly tells; a headline against its text is another reading.
        sure: Whether it stands where the meeting is told.
        amendment: The correction that it yields to.
    """

    field: str
    value: str
    telling: Telling
    places: tuple[Citation, ...]
    main: bool = True
    sure: bool = True
    amendment: Amendment | None = None

    @property
    def file(self) -> str:
        """The file that gives it."""
        return self.telling.file


class Gathered:
    """All values that some tellings of one meeting give.

    Args:
        told: The tellings.
        view: Ways to entities and lines of reporting.
        places: What is known of places.
        amended: What corrections supersede.
    """

    def __init__(self, told: Sequence[Telling], view: View, places: Places, amended: Superseded) -> None:
        self.told = tuple(told)
        self.view = view
        self.places = places
        self._amended = amended
        given = [each for telling in told for each in self._of(telling)]
        self.given = (*map(partial(self._weighed, given), given), *self._noted())

    def of(self, field: str) -> list[Given]:
        """The values of one field."""
        return [given for given in self.given if given.field == field]

    def lines(self, given: Iterable[Given]) -> Lines:
        """The files that give some values, by line of reporting."""
        return self.view.lines(place for each in given for place in each.places)

    def support(self) -> tuple[Support, ...]:
        """Every value of every field once, those of one field with most lines first."""
        keys = dict.fromkeys((given.field, given.value) for given in self.given)
        order = list(dict.fromkeys(field for field, _ in keys))
        found = [
            Support(field, value, self.lines(g for g in self.given if (g.field, g.value) == (field, value)))
            for field, value in keys
        ]
        return tuple(sorted(found, key=lambda s: (order.index(s.field), -len(s.lines), s.value)))

    def names(self, telling: Telling, field: str, value: str) -> bool:
        """Whether the passages that tell a meeting, or the dateline, also name another city or day."""
        article = self.view.article(telling.file)
        spans = [(c.start, c.end) for c in telling.evidence]
        if field == "date":
            times = (t for t in article.mentions.times if t.kind == "point" and t.value == value)
            return any(start <= t.start < end for t in times for start, end in spans)
        spans += [(b.start, b.end) for b in article.document.blocks if b.kind == "dateline"]
        names = (n for n in article.mentions.names if value in self.view.ids(telling.file, n.referents))
        return any(start <= n.start < end for n in names for start, end in spans)

    def _weighed(self, given: Sequence[Given], each: Given) -> Given:
        """A city or day is less sure where the passages that tell the meeting also name one that others give."""
        if each.field not in {"city", "date"} or not each.main or not each.sure:
            return each
        rivals = {g.value for g in given if g.field == each.field and g.telling is not each.telling and g.main}
        apart = (v for v in rivals if self.excludes(each.field, each.value, v))
        return replace(each, sure=not any(self.names(each.telling, each.field, value) for value in apart))

    def excludes(self, field: str, left: str, right: str) -> bool:
        """Whether two cities or dates cannot both hold."""
        return not edtf.meet(left, right) if field == "date" else self.places.exclude(left, right)

    def _noted(self) -> list[Given]:
        """What a note says that an earlier version told, where that version itself was not read so."""
        found: list[Given] = []
        by_file = {telling.file: telling for telling in self.told}
        for telling in self.told:
            for note in self._amended.of(telling.file):
                author = by_file.get(note.by)
                if author is None or note.retraction or (note.about and not set(telling.principals) & note.about):
                    continue
                if author is telling:
                    missing = [id_ for id_ in note.wrong if self._was_present(id_)]
                    found += [self._note(author, "attendees", id_ + ABSENT, note, None) for id_ in sorted(missing)]
                elif telling.date is None and author.date is not None and note.about:
                    days = sorted(v for v in note.wrong if _near(v, author.date))
                    found += [self._note(telling, "date", day, note, note) for day in days]
        return found

    def _was_present(self, id_: str) -> bool:
        return any(id_ in telling.attendees for telling in self.told)

    def _note(self, telling: Telling, field: str, value: str, note: Amendment, amendment: Amendment | None) -> Given:
        span = note.span
        if span is not None and telling.file == note.by:
            places: tuple[Citation, ...] = (self.view.cite_span(note.by, *span, (field,)),)
        else:
            places = telling.evidence[:1]
        return Given(field, value, telling, places, amendment=amendment)

    def _of(self, telling: Telling) -> list[Given]:
        found = [self._one(telling, "status", telling.status)]
        values = (("date", telling.date), ("city", telling.city), ("venue", telling.venue), ("host", telling.host))
        found += [self._one(telling, field, value) for field, value in values if value]
        if telling.manner != "unknown":
            found.append(self._one(telling, "manner", telling.manner))
        found += [self._one(telling, "principals", id_) for id_ in telling.principals]
        found += [self._attendance(telling, id_, PRESENT) for id_ in telling.attendees]
        found += [self._attendance(telling, id_, ABSENT) for id_ in telling.absent]
        for reading in telling.readings:
            amendment = self._amended.by(telling.file, reading.value, telling.principals)
            found.append(
                Given(reading.field, reading.value, telling, (reading.place,), main=False, amendment=amendment)
            )
        return [each for each in found if not self._told_wrong(each)]

    def _one(self, telling: Telling, field: str, value: str) -> Given:
        proofs = tuple(c for c in telling.evidence if field in c.fields)
        sure = not proofs or any("principals" in c.fields or _BESIDE not in c.fields for c in proofs)
        amendment = self._amended.by(telling.file, value, telling.principals)
        return Given(field, value, telling, proofs or telling.evidence[:1], sure=sure, amendment=amendment)

    def _attendance(self, telling: Telling, id_: str, how: str) -> Given:
        kinds = ("attendees",) if how == PRESENT else ("absence", "absent")
        proofs = tuple(c for c in telling.evidence if set(kinds) & set(c.fields))
        naming = tuple(c for c in proofs if self._named_in(c, id_))
        amendment = self._amended.by(telling.file, id_, telling.principals) if how == PRESENT else None
        places = naming or proofs or telling.evidence[:1]
        return Given("attendees", id_ + how, telling, places, amendment=amendment)

    def _named_in(self, place: Citation, id_: str) -> bool:
        names = self.view.article(place.document).mentions.names
        inside = (n for n in names if place.start <= n.start < place.end)
        return any(id_ in self.view.ids(place.document, n.referents) for n in inside)

    def _told_wrong(self, given: Given) -> bool:
        """Whether an article gives a value only to call it wrong."""
        return all(self._amended.told_wrong(place.document, place.start) for place in given.places)


def _near(value: str, date: str) -> bool:
    """Whether a value is a day not far from another one: not one of another event that the note names."""
    told, held = edtf.interval(value), edtf.interval(date)
    return edtf.is_day(value) and told is not None and held is not None and abs((told[0] - held[0]).days) <= NOTED


def finest(values: Iterable[str]) -> list[str]:
    """Dates without those that only hold a finer one among them."""
    known = list(dict.fromkeys(values))
    return [v for v in known if not any(other != v and edtf.within(other, v) for other in known)]
