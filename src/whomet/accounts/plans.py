"""What is said to lie ahead, once each."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from whomet import edtf
from whomet.accounts.alignment import groups
from whomet.accounts.corrections import Superseded
from whomet.accounts.disputes import disputed, told_together
from whomet.accounts.view import View
from whomet.embedding import Encoder
from whomet.records import Citation, Contradiction, Plan

#: Cosine from which two plans of one actor are one that is dated differently; below it real news tell of two things.
SAME_PLAN = 0.65
#: Days of the vaguest time that can be disputed: "this decade" excludes hardly anything.
COARSEST = 366


@dataclass(frozen=True, slots=True)
class _Intended:
    who: str | None
    when: str | None
    what: str
    place: Citation


def gather_plans(view: View, encoder: Encoder, corrected: Superseded) -> tuple[Plan, ...]:
    """All plans of the articles, each with every place where it is printed.

    Args:
        view: Ways to entities, stories and lines of reporting.
        encoder: Sentence vectors.
        corrected: What corrections supersede: a report that is taken back carries nothing.

    Returns:
        The plans in order of their first places.
    """
    by_story: dict[str, list[_Intended]] = defaultdict(list)
    for article in view.articles:
        file = article.document.file
        for plan in article.events.plans:
            place = view.cite_span(file, plan.start, plan.end)
            by_story[view.story(file)].append(_Intended(view.entity(file, plan.who), plan.when, plan.what, place))
    found = [
        _plan(view, group, corrected)
        for _, told in sorted(by_story.items())
        for group in groups(told, lambda p: p.what, lambda p: p.place.language, _comparable, encoder)
    ]
    return tuple(sorted(found, key=lambda plan: (plan.places[0].document, plan.places[0].start)))


def _comparable(left: _Intended, right: _Intended) -> bool:
    """Whether both may be one plan: the same actor, and times that can be one."""
    return left.who == right.who and edtf.meet(left.when, right.when)


def _plan(view: View, group: list[_Intended], corrected: Superseded) -> Plan:
    times = Counter(plan.when for plan in group if plan.when)
    what = min((plan.what for plan in group), key=lambda text: (len(text), text))
    places = tuple(sorted((plan.place for plan in group), key=lambda c: (c.document, c.start)))
    return Plan(
        what=what,
        who=group[0].who,
        when=min(times, key=lambda t: (-times[t], edtf.precision(t), t)) if times else None,
        places=places,
        lines=view.lines(place for place in places if corrected.retracted(place.document) is None),
    )


def contradictions_of_plans(
    view: View, plans: Sequence[Plan], encoder: Encoder, corrected: Superseded
) -> tuple[Contradiction, ...]:
    """Plans of one actor that say the same but for the time, which cannot be one.

    Args:
        view: Ways to stories.
        plans: All plans of the account. Those to meet are left out: a meeting has its own contradictions.
        encoder: Sentence vectors.
        corrected: What corrections supersede.

    Returns:
        One contradiction for each two plans that clash.
    """
    meetings = _evidence(view)
    by_actor: dict[str, list[Plan]] = defaultdict(list)
    for plan in plans:
        if plan.when and plan.who and not any(_proves(place, meetings) for place in plan.places):
            by_actor[plan.who].append(plan)
    found = []
    for who, timed in sorted(by_actor.items()):
        vectors = encoder.encode([plan.what for plan in timed])
        for (i, left), (j, right) in itertools.combinations(enumerate(timed), 2):
            if not _exclusive(left, right) or not _apart(view, left, right):
                continue
            if float(vectors[i] @ vectors[j]) >= SAME_PLAN:
                pairs = [(str(plan.when), place) for plan in (left, right) for place in plan.places]
                found.append(disputed(view, min(left.what, right.what, key=len), pairs, who, corrected, [who]))
    return tuple(contradiction for contradiction in found if contradiction)


def _evidence(view: View) -> dict[str, list[tuple[int, int]]]:
    """The passages of each file that tell of meetings."""
    return {
        article.document.file: [(p.start, p.end) for meeting in article.events.meetings for p in meeting.evidence]
        for article in view.articles
    }


def _proves(place: Citation, meetings: dict[str, list[tuple[int, int]]]) -> bool:
    return any(start < place.end and place.start < end for start, end in meetings[place.document])


def _exclusive(left: Plan, right: Plan) -> bool:
    return not edtf.meet(left.when, right.when) and max(edtf.precision(p.when) for p in (left, right)) <= COARSEST


def _apart(view: View, left: Plan, right: Plan) -> bool:
    """Whether the plans stand in one story, of articles of few days, and none tells both: it would tell of two."""
    files = {place.document for place in left.places}, {place.document for place in right.places}
    stories = {view.story(file) for file in files[0]} & {view.story(file) for file in files[1]}
    return files[0].isdisjoint(files[1]) and bool(stories) and told_together(view, files[0] | files[1])
