"""What is worth an analyst's look: what is in dispute, who may be one, what hangs on a single source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from itertools import islice
from typing import Any, Literal, NamedTuple, TypeAlias, overload

from whomet.briefs.decided import Decided
from whomet.briefs.ids import clash_ids, contradiction_ids
from whomet.briefs.wording import OWN, Words, spoken
from whomet.linking.names import fold
from whomet.records import Account, Contradiction, DecisionKind, Entity, Meeting, Standing

Question: TypeAlias = Literal["conflict", "contradiction", "near", "namesakes", "single"]

#: What each question weighs: first what was decided and is doubted now, then what articles disagree about, then who
#: may be one (a wrong link spoils all meetings of both), at last what nobody else reports. The steps are wider than
#: what is added within one, so that the order of the kinds holds; the order itself is that of what an error costs.
WEIGHTS: dict[Question, float] = {
    "conflict": 200.0,
    "contradiction": 150.0,
    "near": 100.0,
    "namesakes": 50.0,
    "single": 0.0,
}
#: The most that is added within a step.
MOST = 40.0
#: Taken off where an article itself speaks of two: it may be wrong about one person, and mostly is not.
TOLD_AS_TWO = 15.0
#: Taken off for what lies back: a meeting that the articles only look back on.
LOOKED_BACK = 20.0
#: Pairs of one name that are asked at a time: all of six who bear it. Of more, those told of most come first, others
#: come up as these are answered. All pairs of 50 bearers of some 400 names were 490,000 questions, 16 seconds long.
MOST_OF_A_NAME = 15
#: Values of a contradiction that have a key of their own.
_KEYS = "123456789"


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to a question.

    Attributes:
        key: On the keyboard.
        says: The answer in a few words.
        kind: The decision that it is.
        ids: What it is about.
        value: Its value.
    """

    key: str
    says: str
    kind: DecisionKind
    ids: tuple[str, ...]
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A question to an analyst.

    Attributes:
        question: What kind of question.
        ids: What it is about.
        label: In a line.
        why: Why it is asked.
        weight: How much it matters; the weightiest first.
        choices: The answers.
        files: The articles to look at.
    """

    question: Question
    ids: tuple[str, ...]
    label: str
    why: str
    weight: float
    choices: tuple[Choice, ...]
    files: tuple[str, ...] = ()


class _Open(NamedTuple):
    """A question before it is put into words."""

    question: Question
    ids: tuple[str, ...]
    weight: float
    worded: Callable[[], Item]


class Queue(Sequence[Item]):
    """Open questions, the weightiest first; each is put into words when it is asked for.

    Args:
        found: The questions, in their order.
    """

    def __init__(self, found: Iterable[_Open]) -> None:
        self._open = tuple(found)

    @property
    def questions(self) -> tuple[Question, ...]:
        """The kinds of question there are, in order of the first of each."""
        return tuple(dict.fromkeys(each.question for each in self._open))

    def of(self, question: str) -> Queue:
        """Those of one kind."""
        return Queue(each for each in self._open if each.question == question)

    @overload
    def __getitem__(self, at: int) -> Item: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Item, ...]: ...

    def __getitem__(self, at: int | slice) -> Item | tuple[Item, ...]:
        """A question, or some of them."""
        if isinstance(at, slice):
            return tuple(each.worded() for each in self._open[at])
        return self._open[at].worded()

    def __len__(self) -> int:
        """How many there are."""
        return len(self._open)


def queue(account: Account, language: str = OWN) -> Queue:
    """The questions that an account leaves open, the weightiest first.

    Args:
        account: With the decisions applied; what was looked at is not asked again.
        language: BCP 47 code of the words; English where there are none in it.
    """
    asker = _Asker(account, spoken(language))
    found = [*asker.conflicts(), *asker.contradictions(), *asker.near(), *asker.namesakes(), *asker.single()]
    return Queue(sorted(found, key=lambda one: (-one.weight, one.question, one.ids)))


def as_data(item: Item) -> dict[str, Any]:
    """A question as dictionaries and lists."""
    return asdict(item)


class _Asker:
    def __init__(self, account: Account, words: Words) -> None:
        self._account, self._words = account, words
        self._decided = Decided(account, words, self._called, str)
        self._entities = {entity.id: entity for entity in account.entities}
        held = [s for s in account.decisions if s.state in {"applied", "conflict"} and s.decision.kind != "note"]
        self._looked_at = {id_ for s in held for id_ in s.ids[:1] if id_}
        self._two = {frozenset(s.ids) for s in held if s.decision.kind == "split"}

    def conflicts(self) -> Iterator[_Open]:
        """Decisions that later evidence speaks against."""
        for standing in self._account.decisions:
            if standing.state == "conflict":
                ids = (standing.decision.id,)
                weight = WEIGHTS["conflict"] + min(MOST, len(standing.evidence))
                yield _Open("conflict", ids, weight, partial(self._conflict, standing, weight))

    def _conflict(self, standing: Standing, weight: float) -> Item:
        ids = (standing.decision.id,)
        choices = (Choice("a", self._say("holds"), "accept", ids), Choice("u", self._say("undo"), "undo", ids))
        label = self._decided.said(standing.decision)
        why = self._words.objected(standing.because)
        return Item("conflict", ids, label, why, weight, choices, standing.evidence)

    def contradictions(self) -> Iterator[_Open]:
        """Contradictions of which no value was taken for right."""
        for meeting in self._account.meetings:
            off = LOOKED_BACK if meeting.background else 0.0
            for id_, clash in zip(clash_ids(meeting), meeting.contradictions, strict=True):
                yield from self._clashing(id_, clash, meeting, off)
        for id_, clash in zip(contradiction_ids(self._account), self._account.contradictions, strict=True):
            yield from self._clashing(id_, clash, None, 0.0)

    def _clashing(self, id_: str, clash: Contradiction, meeting: Meeting | None, off: float) -> Iterator[_Open]:
        if clash.accepted is None and id_ not in self._looked_at:
            origins = sum(map(len, clash.lines)) or len({file for _, files in clash.values for file in files})
            weight = WEIGHTS["contradiction"] + min(MOST, origins) - off
            yield _Open("contradiction", (id_,), weight, partial(self._clash, id_, clash, meeting, weight))

    def _clash(self, id_: str, clash: Contradiction, meeting: Meeting | None, weight: float) -> Item:
        values = [(self._value(clash.field, value), value) for value, _ in clash.values]
        choices = [
            Choice(key, self._say("right", value=shown), "accept", (id_,), value)
            for key, (shown, value) in zip(_KEYS, values, strict=False)
        ]
        choices.append(Choice("x", self._say("no_contradiction"), "reject", (id_,)))
        about = self._sides(meeting) if meeting else self._called(clash.about or "")
        against = self._words.say("marks", "against")
        label = f"{about}: {self._words.term('fields', clash.field)} {against.join(shown for shown, _ in values)}"
        files = tuple(sorted({file for _, files in clash.values for file in files}))
        why = self._words.explained(clash.explanation) if clash.explanation else self._say("differ")
        return Item("contradiction", (id_,), label, why, weight, tuple(choices), files)

    def near(self) -> Iterator[_Open]:
        """Pairs that came close to being one."""
        for pair in self._account.near:
            ids = (pair.left, pair.right)
            if frozenset(ids) not in self._two and all(id_ in self._entities for id_ in ids):
                off = TOLD_AS_TWO if pair.forbidden else 0.0
                why = self._say("score", score=f"{pair.score:+.1f}")
                why += f"; {self._words.forbidden(pair.forbidden)}" if pair.forbidden else ""
                yield self._pair("near", ids, why, WEIGHTS["near"] + min(MOST, pair.score) - off)

    def namesakes(self) -> Iterator[_Open]:
        """Several people or bodies that go by one name."""
        same_name = self._say("same_name")
        known = {frozenset((pair.left, pair.right)) for pair in self._account.near} | self._two
        called: dict[tuple[str, str], list[Entity]] = {}
        for entity in self._account.entities:
            if entity.type != "place":
                called.setdefault((entity.type, fold(entity.label)), []).append(entity)
        for namesakes in called.values():
            ids = [one.id for one in sorted(namesakes, key=lambda one: (-len(one.referents), one.id))]
            # the pairs of those told of most are the first: 0-1, 0-2, 1-2, 0-3 ...
            pairs = ((one, other) for at, other in enumerate(ids) for one in ids[:at])
            fresh = (pair for pair in pairs if frozenset(pair) not in known)
            for one, other in islice(fresh, MOST_OF_A_NAME):
                yield self._pair("namesakes", (min(one, other), max(one, other)), same_name, WEIGHTS["namesakes"])

    def _pair(self, question: Question, ids: tuple[str, str], why: str, weight: float) -> _Open:
        return _Open(question, ids, weight, partial(self._paired, question, ids, why, weight))

    def _paired(self, question: Question, ids: tuple[str, str], why: str, weight: float) -> Item:
        left, right = (self._entities[id_] for id_ in ids)
        choices = (
            Choice("m", self._say("one"), "merge", ids),
            Choice("1", self._say("none", who=left.label), "reject", ids[:1]),
            Choice("2", self._say("none", who=right.label), "reject", ids[1:]),
            Choice("s", self._say("two"), "split", ids),
        )
        files = tuple(sorted({file for entity in (left, right) for file, _ in entity.referents}))
        return Item(question, ids, f"{left.label} = {right.label}?", why, weight, choices, files)

    def single(self) -> Iterator[_Open]:
        """Meetings that only one line of reporting tells of, however many articles print it."""
        for meeting in self._account.meetings:
            if meeting.independent_origins == 1 and meeting.id not in self._looked_at:
                off = LOOKED_BACK if meeting.background else 0.0
                weight = WEIGHTS["single"] + min(MOST, len(meeting.documents)) - off
                yield _Open("single", (meeting.id,), weight, partial(self._alone, meeting, weight))

    def _alone(self, meeting: Meeting, weight: float) -> Item:
        choices = (
            Choice("a", self._say("so"), "accept", (meeting.id,)),
            Choice("x", self._say("no_meeting"), "reject", (meeting.id,)),
        )
        why = self._say("one_source", articles=self._words.count("articles", len(meeting.documents)))
        told = self._sides(meeting) + (f", {meeting.date}" if meeting.date else "")
        return Item("single", (meeting.id,), told, why, weight, choices, meeting.documents)

    def _sides(self, meeting: Meeting) -> str:
        ids = meeting.principals if len(meeting.principals) > 1 else (*meeting.principals, *meeting.organisations)
        return " – ".join(map(self._called, ids))

    def _say(self, key: str, **parts: str) -> str:
        return self._words.say("queue", key, **parts)

    def _value(self, field: str, value: str) -> str:
        return self._words.term("statuses", value) if field == "status" else self._called(value)

    def _called(self, value: str) -> str:
        """A value for the reader: an entity by its label; "person:x present" as well."""
        id_, space, more = value.partition(" ")
        return f"{self._entities[id_].label}{space}{more}" if id_ in self._entities else value


__all__ = ["Choice", "Item", "Question", "Queue", "as_data", "queue"]
