"""What is said to lie ahead, once each."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from whomet import edtf
from whomet.accounts.alignment import SAME_MEANING, groups
from whomet.accounts.reports import clash
from whomet.accounts.view import View
from whomet.embedding import Encoder
from whomet.records import Citation, Contradiction, Plan


@dataclass(frozen=True, slots=True)
class _Intended:
    who: str | None
    when: str | None
    what: str
    place: Citation


def gather_plans(view: View, encoder: Encoder) -> tuple[Plan, ...]:
    """All plans of the articles, each with every place where it is printed."""
    intended = [
        _Intended(
            view.entity(article.document.file, plan.who),
            plan.when,
            plan.what,
            view.cite_span(article.document.file, plan.start, plan.end),
        )
        for article in view.articles
        for plan in article.events.plans
    ]
    found = groups(intended, lambda p: p.what, lambda p: p.place.language, _comparable, encoder)
    return tuple(_plan(group) for group in found)


def _comparable(left: _Intended, right: _Intended) -> bool:
    """Whether both may be one plan: the same actor, and times that can be one."""
    return left.who == right.who and edtf.meet(left.when, right.when)


def _plan(group: list[_Intended]) -> Plan:
    times = Counter(plan.when for plan in group if plan.when)
    what = min((plan.what for plan in group), key=lambda text: (len(text), text))
    return Plan(
        what=what,
        who=group[0].who,
        when=min(times, key=lambda t: (-times[t], edtf.precision(t), t)) if times else None,
        places=tuple(sorted((plan.place for plan in group), key=lambda c: (c.document, c.start))),
    )


def contradictions_of_plans(view: View, plans: Sequence[Plan], encoder: Encoder) -> tuple[Contradiction, ...]:
    """Plans of one actor that say the same but for the time, which cannot be one.

    Args:
        view: Ways to stories.
        plans: All plans of the account.
        encoder: Sentence vectors.
    """
    timed = [plan for plan in plans if plan.when and plan.who]
    vectors = encoder.encode([plan.what for plan in timed])
    found = []
    for (i, left), (j, right) in itertools.combinations(enumerate(timed), 2):
        if left.who != right.who or edtf.meet(left.when, right.when) or not _apart(view, left, right):
            continue
        if float(vectors[i] @ vectors[j]) >= SAME_MEANING:
            pairs = [(str(plan.when), place.document) for plan in (left, right) for place in plan.places]
            found.append(clash(min(left.what, right.what, key=len), pairs, about=left.who))
    return tuple(contradiction for contradiction in found if contradiction)


def _apart(view: View, left: Plan, right: Plan) -> bool:
    """Whether the plans stand in one story, and no article tells both: one that does tells of two things."""
    files = {place.document for place in left.places}, {place.document for place in right.places}
    stories = {view.story(file) for file in files[0]} & {view.story(file) for file in files[1]}
    return files[0].isdisjoint(files[1]) and bool(stories)
