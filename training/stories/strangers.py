"""Lessons for small folders, made of written stories: namesakes, and articles that come late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256

import numpy as np

from whomet import edtf
from whomet.records import Article
from whomet.stories.profiles import Profile, keys

#: How many days later an article of a story is put.
LATE = 21
#: What the keys of a name weigh that an article is about.
OFTEN = 2.0


def namesakes(own: Sequence[tuple[Article, Profile]], others: Sequence[Profile]) -> Iterator[Profile]:
    """Articles of other stories that name the main person of one.

    Args:
        own: The articles of a story.
        others: Those of others.

    Yields:
        The most alike of the others and any, with the name of the person whom most articles of the story name in full,
        on the day of an article of the story.
    """
    forms = Counter(form for article, _ in own for form in sorted(_people(article)))
    if not forms or not others:
        return
    name = {key: weight * OFTEN for key, weight in keys(min(forms, key=lambda form: (-forms[form], form)))}
    middle = np.sum([seen.lead for _, seen in own], axis=0)
    alike = max(others, key=lambda other: (round(float(other.lead @ middle), 6), other.file))
    for other in (alike, others[_lot(own[0][1].file) % len(others)]):
        day = own[_lot(other.file) % len(own)][1].day
        yield replace(other, day=day, names=dict(sorted({**other.names, **name}.items())))


def later(own: Sequence[Profile]) -> Iterator[list[Profile]]:
    """A story of which the last article, or any, came out weeks later."""
    dated = [at for at, each in enumerate(own) if edtf.is_day(each.day)]
    if dated:
        last = max(dated, key=lambda at: (str(own[at].day), own[at].file))
        for moved in sorted({last, dated[_lot(own[0].file) % len(dated)]}):
            day = date.fromisoformat(str(own[moved].day)) + timedelta(LATE)
            yield [replace(each, day=day.isoformat()) if at == moved else each for at, each in enumerate(own)]


def _people(article: Article) -> set[str]:
    return {name.form for name in article.mentions.names if name.type == "person" and name.reach == "full"}


def _lot(of: str) -> int:
    return int.from_bytes(sha256(of.encode()).digest()[:4], "big")
