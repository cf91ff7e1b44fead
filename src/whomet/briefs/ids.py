"""Names for what the records leave without one: figures, plans and contradictions are named by what they say.

Like the ids of meetings they are made to be read, and stay what they are when an article is added that says the same.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from whomet.records import Account, AccountStory, Citation, Contradiction, Figure, Meeting, Plan, Statement

#: A field that is a label ("departure"), not words of an article.
_LABEL = re.compile(r"[\w-]{1,30}")
#: Hexadecimal figures of a digest: two plans of one account that share them by chance are counted apart.
_DIGITS = 8


def figure_ids(account: Account) -> tuple[str, ...]:
    """An id for every figure of the account: its amount, its unit and what it is about."""
    stems = [f"figure:{f.amount:.15g}-{f.unit}" + _of(f.subject) for f in account.figures]
    return _counted(stems, [_wording(figure.places) for figure in account.figures])


def plan_ids(account: Account) -> tuple[str, ...]:
    """An id for every plan of the account: who, when, and a digest of what."""
    stems = [
        ":".join(("plan" + _of(plan.who), *filter(None, (plan.when,)), _digest(plan.what))) for plan in account.plans
    ]
    return _counted(stems, [_wording(plan.places) for plan in account.plans])


def contradiction_ids(account: Account) -> tuple[str, ...]:
    """An id for every contradiction outside of a meeting: whom it is about and what it is on."""
    return _named(["contradiction" + _of(found.about) for found in account.contradictions], account.contradictions)


def clash_ids(meeting: Meeting) -> tuple[str, ...]:
    """An id for every contradiction of a meeting: the meeting and the field."""
    stem = "contradiction" + _of(meeting.id)
    return _named([stem] * len(meeting.contradictions), meeting.contradictions)


class Named:
    """An account with ways from every id to what it names.

    Args:
        account: What was concluded.
    """

    def __init__(self, account: Account) -> None:
        self.account = account

    @cached_property
    def meetings(self) -> Mapping[str, Meeting]:
        """Meetings by id."""
        return {meeting.id: meeting for meeting in self.account.meetings}

    @cached_property
    def stories(self) -> Mapping[str, AccountStory]:
        """Stories by id."""
        return {story.id: story for story in self.account.stories}

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        """Statements by id."""
        return {statement.id: statement for statement in self.account.statements}

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """Figures by id."""
        return dict(zip(figure_ids(self.account), self.account.figures, strict=True))

    @cached_property
    def plans(self) -> Mapping[str, Plan]:
        """Plans by id."""
        return dict(zip(plan_ids(self.account), self.account.plans, strict=True))

    @cached_property
    def contradictions(self) -> Mapping[str, tuple[Contradiction, Meeting | None]]:
        """Contradictions by id, with the meeting that they are of."""
        found: dict[str, tuple[Contradiction, Meeting | None]] = {}
        for meeting in self.account.meetings:
            found |= {id_: (one, meeting) for id_, one in zip(clash_ids(meeting), meeting.contradictions, strict=True)}
        outside = zip(contradiction_ids(self.account), self.account.contradictions, strict=True)
        return found | {id_: (one, None) for id_, one in outside}


def _named(stems: Sequence[str], found: Sequence[Contradiction]) -> tuple[str, ...]:
    values = [tuple(sorted(value for value, _ in one.values)) for one in found]
    on = [
        one.field if _LABEL.fullmatch(one.field) else _digest("\n".join(told))
        for one, told in zip(found, values, strict=True)
    ]
    return _counted([f"{stem}:{field}" for stem, field in zip(stems, on, strict=True)], values)


def _of(id_: str | None) -> str:
    """The name of an entity or a meeting without its kind, behind a colon; nothing where there is none."""
    return f":{id_.partition(':')[2]}" if id_ else ""


def _wording(places: Sequence[Citation]) -> tuple[str, ...]:
    return tuple(sorted({place.text for place in places}))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def _counted(stems: Sequence[str], keys: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The stems, those that are alike told apart by a number in the order of their keys."""
    taken: dict[str, int] = {}
    named = [""] * len(stems)
    for at in sorted(range(len(stems)), key=lambda i: (stems[i], keys[i], i)):
        stem = stems[at]
        taken[stem] = taken.get(stem, 0) + 1
        named[at] = stem if taken[stem] == 1 else f"{stem}:{taken[stem]}"
    return tuple(named)


__all__ = ["Named", "clash_ids", "contradiction_ids", "figure_ids", "plan_ids"]
