"""Whose a title is in scripts without spaces: its holder and its body stand right beside it, on either side."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from whomet.mentions.lexicon import Lexicon, fold, lexicon
from whomet.mentions.view import Name, Role, View

_NOTHING = "(?!)"
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
# Characters within which a title's holder and body stand: longer than any row of them.
_NEAR = 300


@dataclass(frozen=True, slots=True)
class _Gaps:
    """What may stand between a name, a title and a body, in the order of the words.

    Attributes:
        ahead: Whether the holder is looked for behind the title first.
        area: What stands between a title and what the office is for, where that stands behind it.
    """

    name_title: re.Pattern[str]
    title_name: re.Pattern[str]
    body_title: re.Pattern[str]
    body_name: re.Pattern[str]
    name_body: re.Pattern[str]
    title_body: re.Pattern[str]
    ahead: bool
    area: re.Pattern[str] | None


@cache
def _gaps(code: str) -> _Gaps:
    words = lexicon(code).pack.table("roles").get("words", {})
    keys = ("name_title", "title_name", "body_title", "body_name", "name_body", "title_body")
    gaps = {key: re.compile(words.get(key, _NOTHING)) for key in keys}
    area = re.compile(words["area_behind"]) if "area_behind" in words else None
    return _Gaps(ahead=words.get("first") == "ahead", area=area, **gaps)


def attach(view: View, names: Sequence[Name], roles: Sequence[Role]) -> None:
    """Give every title its holder and its body.

    Args:
        view: The sentence.
        names: Its names, in order.
        roles: Its titles, in order; changed in place.
    """
    gaps = _gaps(view.lexicon.code)
    brackets = [match.span() for match in _BRACKETED.finditer(view.text)]
    for role in roles:
        first, last = role.start - _NEAR, role.end + _NEAR
        around = [span for span in brackets if first < span[1] and span[0] < last]
        near = [name for name in names if first < name.end and name.start < last and _reachable(around, name, role)]
        beside = _Beside(view, near, role, gaps)
        beside.settle()
        _take_area(view, role, gaps)
    for left, right in itertools.pairwise(roles):
        if view.text[left.end : right.start].strip() in view.lexicon.joint:
            _share(left, right)


def _share(left: Role, right: Role) -> None:
    """Two titles that a word for "and" joins have one holder and one body."""
    left.holder = left.holder or right.holder
    right.holder = right.holder or left.holder
    if left.holder is right.holder:
        left.body, right.body = left.body or right.body, right.body or left.body


def _reachable(brackets: Sequence[tuple[int, int]], name: Name, role: Role) -> bool:
    """Whether a name stands outside of brackets, or in those that the title stands in."""
    return not any(start < name.start < end and not start < role.start < end for start, end in brackets)


class _Beside:
    """The neighbours of one title."""

    def __init__(self, view: View, names: Sequence[Name], role: Role, gaps: _Gaps) -> None:
        self._view, self._role, self._gaps = view, role, gaps
        self._before = sorted((n for n in names if n.end <= role.start), key=lambda name: -name.end)
        self._behind = sorted((n for n in names if n.start >= role.end), key=lambda name: name.start)

    def settle(self) -> None:
        """Set holder and body where they are not known yet."""
        role = self._role
        before, body_before = self._to_the_left()
        behind, body_behind = self._to_the_right()
        first, second = (behind, before) if self._gaps.ahead else (before, behind)
        role.holder = role.holder or first or second
        body = body_before or body_behind
        if body is None and role.holder is not None and role.holder.end <= role.start:
            body = self._owner(role.holder)
        role.body = role.body or body or self._before_bracket()

    def _to_the_left(self) -> tuple[Name | None, Name | None]:
        nearest = self._before[0] if self._before else None
        if nearest is None:
            return None, None
        gap = self._gap(nearest.end, self._role.start)
        if nearest.type == "person":
            return (nearest, None) if self._gaps.name_title.fullmatch(gap) else (None, None)
        if not self._gaps.body_title.fullmatch(gap):
            return None, None
        other = self._before[1] if len(self._before) > 1 else None
        if other is None or other.type != "person":
            return None, nearest
        joined = self._gaps.name_body.fullmatch(self._gap(other.end, nearest.start))
        return (other if joined else None), nearest

    def _to_the_right(self) -> tuple[Name | None, Name | None]:
        position, body = self._role.end, None
        for name in self._behind[:2]:
            gap = self._gap(position, name.start)
            if name.type == "person":
                return (name if self._gaps.title_name.fullmatch(gap) else None), body
            if body is not None or not self._gaps.title_body.fullmatch(gap):
                break
            body, position = name, name.end
        return None, body

    def _owner(self, holder: Name) -> Name | None:
        """The body right before a holder: "BODYの NAME TITLE"."""
        owner = next((name for name in self._before if name.end <= holder.start), None)
        if owner is None or owner.type == "person":
            return None
        return owner if self._gaps.body_name.fullmatch(self._gap(owner.end, holder.start)) else None

    def _before_bracket(self) -> Name | None:
        """The body before the brackets that the title stands in: "BODY（TITLE NAME）"."""
        opening = max(self._view.text.rfind(sign, 0, self._role.start) for sign in "(（")
        if opening < 0 or re.search(r"[)）]", self._view.text[opening : self._role.start]):
            return None
        return next((n for n in self._before if n.end == opening and n.type == "organisation"), None)

    def _gap(self, start: int, end: int) -> str:
        return _BRACKETED.sub("", self._view.text[start:end])


def _take_area(view: View, role: Role, gaps: _Gaps) -> None:
    """What the office is for, where it stands behind the title: "minister of" + "commerce"."""
    form = view.lexicon.roles.get(fold(view.text[role.core[0] : role.core[1]]))
    if gaps.area is None or form is None or form.template is None or not role.label.endswith(form.label):
        return
    start = gaps.area.match(view.text, role.end)
    area = _longest_area(view.text, start.end() if start is not None else role.end, view.lexicon)
    if area is not None:
        role.label = role.label.removesuffix(form.label) + form.template.format(area=view.lexicon.areas[area])


def _longest_area(text: str, start: int, language: Lexicon) -> str | None:
    found = (area for area in language.areas if text.startswith(area, start))
    return max(found, key=len, default=None)
