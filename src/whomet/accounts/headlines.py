"""What headlines say of a meeting that their own text tells otherwise: an article that contradicts itself.

A headline is written by another hand than the text, mostly later and in a hurry, and names the sides by what they
are ("Acme chair sees minister in Lyon"). It speaks of a meeting of the text where both its sides are meant by the
headline. What it says against the text counts only where the text knows nothing of it: a city or a day that the text
has elsewhere may belong to something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from whomet import edtf
from whomet.accounts.reports import OtherReading, Telling
from whomet.accounts.view import View
from whomet.records import Article, NameMention, TimeMention

#: Blocks that tell what the text tells, by another hand.
_HEADLINES = frozenset({"title", "summary"})


def with_headlines(told: Sequence[Telling], view: View) -> list[Telling]:
    """The tellings with what the headlines of their articles say against them.

    Args:
        told: All tellings.
        view: The articles.

    Returns:
        The same tellings in the same order.
    """
    by_file: dict[str, list[int]] = {}
    for number, telling in enumerate(told):
        by_file.setdefault(telling.file, []).append(number)
    found = list(told)
    for file, numbers in by_file.items():
        own = [told[number] for number in numbers]
        readings = _readings(file, own, view)
        for number, telling in zip(numbers, own, strict=True):
            added = (reading for target, reading in readings if target is telling)
            kept = [r for r in (*telling.readings, *added) if r.field == "host" or not _of_another(r, telling, own)]
            found[number] = replace(telling, readings=tuple(dict.fromkeys(kept)))
    return found


def _of_another(reading: OtherReading, telling: Telling, own: Sequence[Telling]) -> bool:
    """Whether a value that an article gives beside its own is that of another meeting of one of the sides.

    Headlines tell what is new: what they say of a meeting that the text looks back on is about something else.
    """
    if telling.background:
        return True
    others = [t for t in own if t is not telling and set(t.principals) & set(telling.principals)]
    if reading.field == "date":
        return any(other.date and edtf.meet(other.date, reading.value) for other in others)
    return any(getattr(other, reading.field, None) == reading.value for other in others)


def _readings(file: str, own: Sequence[Telling], view: View) -> list[tuple[Telling, OtherReading]]:
    article = view.article(file)
    fresh = [t for t in own if not t.background and t.status == "held"]
    found: list[tuple[Telling, OtherReading]] = []
    for index, sentence in enumerate(article.document.sentences):
        if sentence.kind not in _HEADLINES or not fresh:
            continue
        meant = _meant(article, view, index, fresh)
        if meant is None:
            continue
        places = [n for n in article.mentions.names if n.sentence == index and n.type == "place"]
        found += [(meant, r) for name in places if (r := _city(name, meant, article, view))]
        times = [t for t in article.mentions.times if t.sentence == index]
        found += [(meant, r) for time in times if (r := _day(time, meant, article, view))]
    return found


def _city(name: NameMention, meant: Telling, article: Article, view: View) -> OtherReading | None:
    """Another city than that of the text, and one that the text does not name."""
    if len(name.referents) != 1 or article.mentions.referents[name.referents[0]].geonames is None:
        return None
    file = article.document.file
    city = view.entity(file, name.referents[0])
    if city is None or meant.city is None or city == meant.city:
        return None
    elsewhere = any(
        city in view.ids(file, other.referents)
        for other in article.mentions.names
        if not _in_headline(article, other.sentence)
    )
    return None if elsewhere else OtherReading("city", city, view.cite_span(file, name.start, name.end, ("city",)))


def _day(time: TimeMention, meant: Telling, article: Article, view: View) -> OtherReading | None:
    """Another day than that of the text, and one that the text does not name."""
    if time.kind != "point" or not edtf.is_day(time.value) or not edtf.is_day(meant.date):
        return None
    if time.value is None or edtf.meet(time.value, meant.date):
        return None
    if any(other.value == time.value for other in article.mentions.times if not _in_headline(article, other.sentence)):
        return None
    return OtherReading("date", time.value, view.cite_span(article.document.file, time.start, time.end, ("date",)))


def _in_headline(article: Article, sentence: int) -> bool:
    sentences = article.document.sentences
    return 0 <= sentence < len(sentences) and sentences[sentence].kind in _HEADLINES


# --- whom a headline means ---------------------------------------------------------------------------


def _meant(article: Article, view: View, index: int, fresh: Sequence[Telling]) -> Telling | None:
    """The only meeting of which a headline means both sides, one of them perhaps named by the title above it."""
    here = [t for t in fresh if _sides(article, view, {index}, t) >= 2]
    if len(here) == 1:
        return here[0]
    if here:
        return None
    whole = {n for n, s in enumerate(article.document.sentences) if s.kind == "title"} | {index}
    near = [t for t in fresh if _sides(article, view, {index}, t) == 1 and _sides(article, view, whole, t) >= 2]
    return near[0] if len(near) == 1 else None


def _sides(article: Article, view: View, sentences: set[int], telling: Telling) -> int:
    """How many of the sides some sentences mean: by name, by body, or by an office that they hold."""
    file, mentions = article.document.file, article.mentions
    named = {id_ for n in mentions.names if n.sentence in sentences for id_ in view.ids(file, n.referents)}
    offices = [frozenset(r.role.split()) for r in mentions.roles if r.sentence in sentences]
    count = 0
    for side in telling.principals:
        entity = view.entities.get(side)
        roles = entity.roles if entity else ()
        numbers = (n for n, _ in enumerate(mentions.referents) if view.entity(file, n) == side)
        bodies = {view.employer(file, number) for number in numbers} | {role.organisation for role in roles}
        held = [frozenset(role.role.split()) for role in roles]
        office = any(said and said <= has for said in offices for has in held)
        count += side in named or bool((bodies - {None}) & named) or office
    return count
