"""What is said to lie ahead, once each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from whomet import edtf
from whomet.accounts.alignment import groups
from whomet.accounts.view import View
from whomet.embedding import Encoder
from whomet.records import Citation, Plan


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
