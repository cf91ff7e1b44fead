"""Facts about people and bodies on which the articles disagree."""

from __future__ import annotations

from collections import defaultdict

from whomet import edtf
from whomet.accounts.reports import clash
from whomet.accounts.view import View
from whomet.records import Contradiction


def contradictions_of_facts(view: View) -> tuple[Contradiction, ...]:
    """Dated facts of one entity and story whose values cannot all be true.

    A coarse date that holds a finer one says the same; it is counted with the finer one.
    """
    told: dict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    for article in view.articles:
        file = article.document.file
        for fact in article.events.facts:
            about = view.entity(file, fact.about)
            if about:
                told[view.story(file), about, fact.field].append((fact.value, file))
    clashes = (
        clash(field, [(_finest(value, pairs), file) for value, file in pairs], about=about)
        for (_, about, field), pairs in sorted(told.items())
        if _one_occasion(pairs)
    )
    return tuple(found for found in clashes if found)


def _finest(value: str, pairs: list[tuple[str, str]]) -> str:
    inside = [other for other, _ in pairs if edtf.within(other, value)]
    return min(inside, key=lambda other: (edtf.precision(other), other)) if inside else value


def _one_occasion(pairs: list[tuple[str, str]]) -> bool:
    """Whether all values lie within one month or next to it: otherwise they tell of several occasions.

    Articles of one story tell of one journey; a journey of the year before is another one.
    """
    edges = [found for value, _ in pairs if (found := edtf.interval(value))]
    return bool(edges) and (max(first for first, _ in edges) - min(last for _, last in edges)).days <= 31
