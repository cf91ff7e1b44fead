"""Names of stories that stay when articles come in."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence

from whomet.records import Document


def fingerprint(document: Document) -> str:
    """What tells a text from all others, whatever its file is called.

    Args:
        document: Any.

    Returns:
        64 hexadecimal digits.
    """
    return hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()


def identities(stories: Sequence[Sequence[str]], known: Mapping[str, Collection[str]]) -> list[str]:
    """Names of stories.

    A story is named after its earliest article, so that later ones change nothing. A name given before goes with most
    of the articles that bore it; where two such meet in one story, the name that brings more of its articles stays,
    and of these the one with the earlier article.

    Args:
        stories: Fingerprints of the articles of every story, the earliest first; no article is in two stories.
        known: Name of an earlier story -> fingerprints of its articles.

    Returns:
        A name for every story, none twice.
    """
    place = {print_: (number, at) for number, story in enumerate(stories) for at, print_ in enumerate(story)}
    claims: dict[int, list[tuple[int, int, str]]] = {}
    for name, prints in known.items():
        found = sorted(place[print_] for print_ in set(prints) if print_ in place)
        if found:
            held = [number for number, _ in found]
            heir = min(set(held), key=lambda number: (-held.count(number), stories[number][0]))
            earliest = next(at for number, at in found if number == heir)
            claims.setdefault(heir, []).append((-held.count(heir), earliest, name))
    kept = {number: min(rivals)[2] for number, rivals in claims.items()}
    taken = set(kept.values())
    return [kept.get(number) or _named_after(story, taken) for number, story in enumerate(stories)]


def _named_after(story: Sequence[str], taken: set[str]) -> str:
    """The name by the earliest article, unless another story carries it already."""
    names = ("story:" + print_[:length] for print_ in story for length in (12, len(print_)))
    return next(name for name in names if name not in taken)


__all__ = ["fingerprint", "identities"]
