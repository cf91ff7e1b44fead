"""What an office is for, where it is written behind the title ("ministra de Economía") or capitalised before it
("Tarım ve Orman Bakanı")."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from whomet.mentions.lexicon import RoleForm, fold, lexicon
from whomet.mentions.places import known_place

#: Elided words are written onto the next one: "dell'Interno", "d’Économie".
_ELIDED = ("'", "’")
_CAPITALISED = r"(?=[^\W\d_])(?![a-zß-öø-ÿ])\w[\w-]*"


class Portfolios:
    """How a language writes what an office is for.

    Args:
        areas: Words for areas, lower case, with their English label.
        links: Words between a title and its area; the empty string where nothing stands between them.
        joints: Words between two areas.
        adjectives: Expressions for words that may follow a title and change nothing ("espagnole").
        ahead: Whether the area stands before the title.
    """

    def __init__(
        self,
        areas: Mapping[str, str],
        links: Collection[str],
        joints: Collection[str],
        adjectives: Collection[str],
        ahead: bool,
    ) -> None:
        self._labels = {fold(area): label for area, label in areas.items()}
        known = _either(self._labels)
        joint = rf"(?:,\s+|\s+(?:{_either(joints)})\s+)"
        link = linked(links)
        inner = _linked(links)
        self._adjective = re.compile(rf"\s+(?:{'|'.join(adjectives) or '(?!)'})(?!\w)", re.IGNORECASE)
        self._known = re.compile(rf"(?<!\w)(?:{known})(?!\w)", re.IGNORECASE)
        row = rf"(?:{known})(?:{joint}(?:{inner})?(?:{known}))*"
        if ahead:
            self._row = re.compile(rf"(?<!\w)(?P<row>{row})\s$", re.IGNORECASE)
        else:
            self._row = re.compile(rf"{link}(?P<row>{row})(?!\w)(?!['’])", re.IGNORECASE)
        self._unknown = re.compile(rf"\s+(?:{inner})(?P<row>{_CAPITALISED})")
        self.ahead = ahead

    def behind(self, text: str, end: int, form: RoleForm, label: str, language: str) -> tuple[int, str]:
        """Where a title with its area ends, and what it is called then.

        Args:
            text: The sentence.
            end: The end of the title.
            form: The title.
            label: Its label so far.
            language: BCP 47 code.
        """
        adjective = self._adjective.match(text, end)
        if adjective is not None:
            end = adjective.end()
        if not form.portfolio or self.ahead:
            return end, label
        found = self._row.match(text, end)
        if found is not None and not (form.weak and self._begins_name(text, end, found)):
            end, label = found.end(), self._labelled(found.group("row"), form, label)
            after = self._adjective.match(text, end)
            return (after.end() if after else end), label
        # An area that no table knows is still no body: "ministra de Fantasía"; what a country's minister is for is not.
        other = self._unknown.match(text, end) if form.template is None else None
        if other is not None and known_place(other.group("row"), language) is None:
            end = other.end()
        return end, label

    @staticmethod
    def _begins_name(text: str, end: int, area: re.Match[str]) -> bool:
        """Whether the area is the beginning of a body's name: "director de Energía Solar"."""
        linked = bool(text[end : area.start("row")].strip())
        capital = text[area.start("row")].isupper()
        return linked and capital and re.match(r"\s[^\W\d_a-zß-öø-ÿ]", text[area.end() :]) is not None

    def before(self, text: str, begin: int, form: RoleForm, label: str) -> tuple[int, str]:
        """Where a title with its area before it begins, and what it is called then."""
        found = self._row.search(text[:begin]) if self.ahead and form.portfolio else None
        if found is None:
            return begin, label
        return found.start("row"), self._labelled(found.group("row"), form, label)

    def compound(self, word: str, form: RoleForm) -> str | None:
        """The label of a title whose area is written onto it ("landbouwminister"), None where no table has the area."""
        area = self._labels.get(fold(word))
        return None if area is None else self._put(area, form, form.label)

    def _labelled(self, row: str, form: RoleForm, label: str) -> str:
        areas = list(dict.fromkeys(self._labels[fold(area.group())] for area in self._known.finditer(row)))
        area = areas[0] if len(areas) == 1 else ", ".join(areas[:-1]) + " and " + areas[-1]
        return self._put(area, form, label)

    @staticmethod
    def _put(area: str, form: RoleForm, label: str) -> str:
        return (form.template or "{area} " + label).format(area=area)


@cache
def portfolios(code: str) -> Portfolios | None:
    """What a language's pack says of areas, None where it says nothing."""
    language = lexicon(code)
    words = language.pack.table("roles").get("words", {})
    if "area_links" not in words:
        return None
    ahead = bool(words.get("area_ahead", False))
    return Portfolios(language.areas, words["area_links"], language.joint, words.get("adjectives", ()), ahead)


def linked(links: Iterable[str]) -> str:
    """An expression for the gap that holds one of some words, elided ones written onto what follows."""
    links = tuple(links)
    bare = r"|\s+" if "" in links else ""
    return rf"(?:\s+(?:{_linked(links)}){bare})"


def _linked(links: Iterable[str]) -> str:
    links = tuple(links)
    plain = [link for link in links if link and not link.endswith(_ELIDED)]
    elided = [link for link in links if link.endswith(_ELIDED)]
    rows = [rf"(?:{_either(plain)})\s+"] if plain else []
    return "|".join([*rows, *([_either(elided)] if elided else [])]) or "(?!)"


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) or "(?!)"
