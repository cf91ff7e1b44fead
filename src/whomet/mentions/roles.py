"""Titles and offices: where they stand, what they mean, whose they are."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from whomet.mentions.beside import attach
from whomet.mentions.borders import is_common
from whomet.mentions.lexicon import BOARD_ACRONYM, Gender, Lexicon, RoleForm, fold
from whomet.mentions.portfolios import linked, portfolios
from whomet.mentions.view import Name, Role, View
from whomet.tagging import TaggedSpan

_ELIDED = ("'", "’")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w'’-]*) $")
_HANGUL_BEFORE = re.compile(r"[가-힣A-Za-z0-9·&]+$")
# From this score on a body that the tagger sees keeps the words that a title would take of it.
_SURE_BODY = 0.6
# At most two words tell for what an office is held ("special trade envoy"); the third is a verb more often than not.
_AREA_WORDS = 2


def spot_roles(view: View) -> list[Role]:
    """The titles in a sentence, in order, without overlap."""
    language = view.lexicon
    found = [*_listed(view, language), *_acronyms(view, language), *_compounds(view, language)]
    found.sort(key=lambda role: (role.start, -role.end))
    kept: list[Role] = []
    for role in found:
        if not kept or role.start >= kept[-1].end:
            kept.append(role)
    return kept


def _listed(view: View, language: Lexicon) -> list[Role]:
    if language.role_pattern is None:
        return []
    found = []
    for match in language.role_pattern.finditer(view.text):
        form = match.group(1)
        role = language.roles[fold(form)]
        if role.acronym and not form.isupper():
            continue
        find = _glued if language.glued else _behind if language.role_behind else _before
        made = find(view, match.start(1), match.end(1), role)
        if made is not None:
            made.hedged = language.glued and match.group("more") is not None
            found.append(_with_body_part(view, made))
    return found


def _before(view: View, start: int, end: int, role: RoleForm) -> Role | None:
    """A title of a language that writes it before the name, with the words that tell for what."""
    text, language = view.text, view.lexicon
    label, begin, past = role.label, start, False
    if language.joined and not language.small_titles and text[start : start + 1].islower():
        return None  # In a language that joins nouns they are capitalised.
    if fold(text[start:end]) in language.elided_roles and text[max(0, start - 1) : start] not in ("'", "’"):
        return None  # "ad" is a word of its own, "l'ad" a title.
    finish, areas = _with_ending(text, end, language), portfolios(language.code)
    if language.role_prefix is not None:
        prefix = re.search(rf"(?<!\w)(?:{language.role_prefix.pattern})$", text[:start], re.IGNORECASE)
        begin, past = (prefix.start(), True) if prefix else (begin, past)
    if areas is not None:
        begin, label = areas.before(text, begin, role, label)
        finish, label = areas.behind(text, finish, role, label, language.code)
    for _ in range(_AREA_WORDS + 2):
        word = _WORD_BEFORE.search(text[:begin])
        if word is None:
            break
        plain = word.group(1).lower()
        elided = re.match(r"\w{1,4}['’](?=\w)", plain)  # "l'ancien secrétaire"
        lead = elided.end() if elided and plain[elided.end() :] in language.before_role else 0
        if plain[lead:] in language.before_role:
            past = past or plain[lead:] in language.past
            begin = word.start(1) + lead
            continue
        area = (
            role.area
            and plain not in language.area_stop
            and word.group(1).islower()
            and not plain.endswith(("'s", "’s"))
        )
        if not area or len(text[begin:start].split()) >= _AREA_WORDS:
            break
        begin = word.start(1)
        label = f"{plain} {label}"
    if "head" in (role.label,) and label != role.label:
        label = "head of " + label.removesuffix(" head")
    if past:
        label = f"former {label}"
    gender = role.gender or _gender_before(text, begin, language)
    return Role(view.index, begin, finish, label, gender, past=past, weak=role.weak, core=(start, end))


def _gender_before(text: str, begin: int, language: Lexicon) -> Gender | None:
    """What the article before a title of both genders tells: "la ministre"."""
    article = re.search(r"([^\W\d_]+['’]?)\s?$", text[:begin]) if language.title_genders else None
    return language.title_genders.get(article.group(1).lower()) if article else None


def _with_ending(text: str, end: int, language: Lexicon) -> int:
    """Where a title ends with what is written onto it: "CEO'su"."""
    ending = re.match(rf"(?:{language.role_ending.pattern})(?!\w)", text[end:]) if language.role_ending else None
    return end + ending.end() if ending is not None else end


def _behind(view: View, start: int, end: int, role: RoleForm) -> Role | None:
    """A title of a language that writes it behind the name, with what it is joined to."""
    text, language = view.text, view.lexicon
    prefix = _HANGUL_BEFORE.search(text[:start])
    begin, label = start, role.label
    if prefix is not None:
        joined = prefix.group()
        ordinal = language.ordinal.search(joined) if language.ordinal else None
        if ordinal:
            begin -= len(ordinal.group())
            joined = joined[: ordinal.start()]
        if joined and role.joined and role.template and (joined in language.areas or not role.known_area):
            begin -= len(joined)
            label = role.template.format(area=language.areas.get(joined, joined))
        elif joined and not _is_name_part(view, begin - len(joined), begin):
            return None
    begin, label, past = _area_behind(text, begin, label, language)
    return Role(view.index, begin, end, label, role.gender, past=past, weak=role.weak, core=(start, end))


def _glued(view: View, start: int, end: int, role: RoleForm) -> Role:
    """A title of a script without spaces, with what is written onto it: "前社長", "第2次官"."""
    text, language = view.text, view.lexicon
    begin, label, past = start, role.label, False
    if language.ordinal and (ordinal := language.ordinal.search(text[max(0, begin - 8) : begin])):
        begin -= len(ordinal.group())
    area = next((area for area in _longest_first(language.areas) if text.endswith(area, 0, begin)), None)
    if area is not None and (role.area or role.joined):
        begin -= len(area)
        label = (role.template or "{area} " + label).format(area=language.areas[area])
    words = _longest_first(language.before_role)
    while (word := next((word for word in words if text.endswith(word, 0, begin)), None)) is not None:
        if any(text.endswith(other, 0, begin) and len(other) > len(word) for other in language.before_chain):
            break  # "目前" is a word of time, "前" alone tells that the office has ended.
        begin -= len(word)
        past = past or word in language.past
    label = f"former {label}" if past else label
    return Role(view.index, begin, end, label, role.gender, past=past, weak=role.weak, core=(start, end))


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))


def _area_behind(text: str, begin: int, label: str, language: Lexicon) -> tuple[int, str, bool]:
    """Words before the title that belong to it: "구매담당 이사", "전 회장"."""
    past = False
    while True:
        word = re.search(r"([가-힣A-Za-z0-9·]+) $", text[:begin])
        if word is None:
            return begin, label, past
        plain = word.group(1)
        ending = next((end for end in language.area_endings if plain.endswith(end)), None)
        if plain in language.before_role:
            past = past or plain in language.past
            label = f"former {label}" if plain in language.past else label
        elif ending and plain != ending:
            area = plain.removesuffix(ending)
            if ending in language.joint and not area.endswith(tuple(language.roles)):
                return begin, label, past  # The last syllable of a name, not "and" behind another title.
            if label == "director" or label.endswith("president"):
                label = f"{label} for {language.areas.get(area, area)}"
        elif plain not in language.area_endings or plain in language.joint:
            return begin, label, past
        begin = word.start(1)


def _is_name_part(view: View, start: int, end: int) -> bool:
    """Whether what is written onto a title is a name of its own: "김하늘회장"."""
    text = view.text[start:end]
    token = next((token for token in view.tokens if token.start == start and token.end == end), None)
    surname = text[:2] in view.lexicon.double_surnames or text[:1] in view.lexicon.surnames
    return (token is not None and token.tag in ("NNP", "SL")) or (
        len(text) == 3 and surname and not is_common(view, start, end)
    )


def _acronyms(view: View, language: Lexicon) -> list[Role]:
    found = []
    for match in BOARD_ACRONYM.finditer(view.text):
        known = language.roles.get(fold(match.group()))
        label = known.label if known else match.group().lower()
        end = _with_ending(view.text, match.end(), language)
        role = Role(view.index, match.start(), end, label, core=match.span())
        found.append(_with_body_part(view, role))
    return found


def _compounds(view: View, language: Lexicon) -> list[Role]:
    """Titles that end a longer word: "Werftpräsident", "LGW-Chefin"."""
    if language.joined_pattern is None or language.role_behind:
        return []
    found = []
    for token in view.tokens:
        begin = token.start + token.text.rfind("-") + 1
        word = view.text[begin : token.end]
        match = language.joined_pattern.search(fold(word)) if token.tag == "WORD" else None
        if match is None or fold(word) in language.roles or not (word[:1].isupper() or language.small_titles):
            continue
        if match.start() < 2 and begin == token.start:
            continue
        form = language.joined[match.group(1)]
        areas = portfolios(language.code) if form.portfolio else None
        label = areas.compound(fold(word)[: match.start()], form) if areas else None
        role = Role(view.index, begin, token.end, label or form.label, form.gender, weak=label is None)
        role.core = (begin + match.start(), token.end)
        if language.small_titles:
            role.end = _with_behind(view, role, form)
        found.append(_with_body_part(view, role))
    return found


def _with_behind(view: View, role: Role, form: RoleForm) -> int:
    areas = portfolios(view.lexicon.code)
    return areas.behind(view.text, role.end, form, role.label, view.lexicon.code)[0] if areas else role.end


def _with_body_part(view: View, role: Role) -> Role:
    if role.start and view.text[role.start - 1] == "-":
        token = next((token for token in view.tokens if token.start < role.start <= token.end), None)
        if token is not None and token.start < role.start - 1:
            role.body_part = (token.start, role.start - 1)
            role.weak = False
    return role


# --- whose -------------------------------------------------------------------------------------------------


def attach_roles(view: View, names: Sequence[Name], roles: Sequence[Role]) -> None:
    """Give every title its holder and its body, by what stands between them.

    Args:
        view: The sentence.
        names: Its names, in order.
        roles: Its titles, in order; changed in place.
    """
    free = [role for role in roles if role.holder is None or role.body is None]
    if view.lexicon.glued:
        attach(view, names, roles)
    elif not view.lexicon.capitals:
        for role in free:
            _attach_behind(view, names, roles, role)
    else:
        gaps = _gaps(view.lexicon)
        for role in free:
            _attach_before(view, names, roles, role, gaps)
        _share(view, roles, gaps)


def _attach_behind(view: View, names: Sequence[Name], roles: Sequence[Role], role: Role) -> None:
    """Languages that write the title behind the name: "NAME BODY TITLE", "BODY NAME TITLE", "BODY의 TITLE인 NAME"."""
    text, position = view.text, role.start
    if role.hedged and not any(name.type == "person" and name.end == position for name in names):
        return
    for name in sorted((name for name in names if name.end <= role.start), key=lambda name: -name.end):
        gap = _without_brackets(text[name.end : position]).strip()
        if gap and gap not in view.lexicon.body_words and not _is_title(view, roles, name.end, position):
            break
        if name.type == "person":
            if gap in view.lexicon.body_words and gap:
                break
            role.holder = role.holder or name
            position = name.start
        elif (role.body is None and name.type == "organisation") or (role.body is None and role.holder is None):
            role.body = name
        position = min(position, name.start)
        if role.holder is not None and role.body is not None:
            break
    if role.holder is None:
        ahead = next((name for name in names if name.start >= role.end and name.type == "person"), None)
        if ahead is not None and text[role.end : ahead.start].strip() in view.lexicon.apposition | {""}:
            role.holder = ahead


def _is_title(view: View, roles: Sequence[Role], start: int, end: int) -> bool:
    """Whether only titles of the same person lie between ("사장 겸 CEO")."""
    rest = view.text[start:end]
    for role in roles:
        if start <= role.start and role.end <= end:
            rest = rest.replace(view.text[role.start : role.end], "")
    return all(word in view.lexicon.joint for word in rest.split()) and rest != view.text[start:end]


def _without_brackets(gap: str) -> str:
    return re.sub(r"[(（][^)）]*[)）]", "", gap)


class _Gaps:
    """What may stand between a title, its holder and its body."""

    def __init__(self, language: Lexicon) -> None:
        links = linked(sorted(language.area_of | language.body_words) + [""] * language.body_bare)
        determiners = _words(language.apposition)
        before = _words(language.before_role)
        owner = language.role_owner.pattern if language.role_owner else "['’]s?"
        self.owner = re.compile(rf"(?:{owner})\s")
        titles = _words(frozenset(language.honorifics_before))
        # "szef tajlandzkiego resortu handlu X": words in the genitive, where a language has no word for "of".
        area = rf"[»”\"]?(?:\s+(?:{language.area_word.pattern})){{0,5}}" if language.area_word else ""
        self.direct = re.compile(rf"{area}\s*(?:\([^)]*\))?\s*(?:(?:{titles})\s+)*")
        elided = _words(frozenset(word for word in language.apposition if word.endswith(_ELIDED)))
        article = rf"(?:(?:{determiners})\s+|(?:{elided}))?"
        self.comma = re.compile(rf"\s*(?:\([^)]*\))?[,،]\s*{article}(?:(?:{titles})\s+)*")
        # "of the trading house", "des niederländischen Netzbetreibers"; a full clause is longer or has a comma.
        filler = r"[^,.;:()\"„“”–—]{0,40}"
        if language.area_word is not None:
            filler = rf"(?:(?:{language.area_word.pattern})\s+){{0,5}}"
        # "hoofd netplanning van LGW"
        field = r"(?:\s[^\W\d_A-Z]\w*)?" if language.small_titles else ""
        self.to_body = re.compile(rf"{field}{links}{filler}[«„“\"]?|{links}")
        self.body_to_role = re.compile(
            rf"(?:{owner})?['’]?[\s-]*(?:(?:{before})\s)?|-|(?:{owner})\s+(?:[a-z-]+\s+){{0,2}}"
        )
        self.person_to_role = re.compile(
            rf"\s*(?:\([^)]*\))?[,،](?:\s*\d\d[,،])?\s+(?:(?:{determiners})\s+)?(?:(?:{before})\s+)*(?:[^\W\d_A-ZÀ-Þ][\w'’-]*\s+){{0,2}}"
        )
        self.of_body = re.compile(rf"\s(?:{_words(language.area_of)})\s(?:(?:{determiners})\s)?")
        # "of industrial supply, ", "für Handel ": what the office is for.
        areas = _words(language.area_of)
        self.area = re.compile(rf"(?P<words>\s+(?:{areas})\s+(?:[^\W\dA-Z][\w-]*\s+){{0,3}}[\w-]+)(?P<comma>,)?\s+")
        self.row = re.compile(rf"\s(?:{_words(language.joint)})\s|/")
        self.joint = re.compile(rf"\s*(?:,|/|\s(?:{_words(language.joint)})\s)\s*")


@lru_cache(maxsize=64)
def _gaps(language: Lexicon) -> _Gaps:
    return _Gaps(language)


def _words(words: frozenset[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word))) or r"(?!)"


def _attach_before(view: View, names: Sequence[Name], roles: Sequence[Role], role: Role, gaps: _Gaps) -> None:
    """Languages that write the title before the name, or behind it after a comma."""
    text = view.text
    if role.body_part is not None:
        role.body = next((name for name in names if (name.start, name.end) == role.body_part), role.body)
    if role.body is None:
        before = max((n for n in names if n.end <= role.start), key=lambda n: n.end, default=None)
        if (
            before is not None
            and before.type != "person"
            and gaps.body_to_role.fullmatch(text[before.end : role.start])
        ):
            role.body = before
    behind = _person_before(view, names, roles, role, gaps)
    last = _last_of_row(view, roles, role, gaps)
    ahead, body, direct = _person_after(view, names, roles, last, gaps)
    role.body = role.body or body
    if ahead is not None and (direct or behind is None or _opens_anew(view, role)):
        role.holder = ahead
        role.body = role.body or _body_after(view, names, ahead, gaps)
    elif behind is not None:
        role.holder = behind


def _opens_anew(view: View, role: Role) -> bool:
    """Whether a title with its article begins something new: "según Mula, el ministro de Industria, Ruiz, ..."."""
    before = view.text[: role.start].split()[-1:]
    return portfolios(view.lexicon.code) is not None and bool(before) and before[0] in view.lexicon.title_determiners


def _body_after(view: View, names: Sequence[Name], holder: Name, gaps: _Gaps) -> Name | None:
    """The body behind the holder: "Chairwoman Ida Moll of the Narumi Authority"."""
    name = min((name for name in names if name.start >= holder.end), key=lambda name: name.start, default=None)
    if name is None or name.type != "organisation":
        return None
    return name if gaps.of_body.fullmatch(view.text[holder.end : name.start]) else None


def _last_of_row(view: View, roles: Sequence[Role], role: Role, gaps: _Gaps) -> Role:
    """The last of the titles that "and" joins to this one."""
    for other in roles:
        if other.start > role.start and gaps.row.fullmatch(view.text[role.end : other.start]):
            role = other
    return role


def _person_before(view: View, names: Sequence[Name], roles: Sequence[Role], role: Role, gaps: _Gaps) -> Name | None:
    start = role.start
    if role.body_part is not None:
        start = role.body_part[0]
    elif role.body is not None and role.body.end <= role.start:
        start = role.body.start
    last = max((name for name in names if name.end <= start), key=lambda name: name.end, default=None)
    if last is None or last.type != "person":
        return None
    # In a row "Zenko CTO Ida Moll, Zenko chief of staff, ..." the second title is another person's.
    listed = start < role.start and any(view.text[o.end : last.start] == " " and o.end < last.start for o in roles)
    if listed:
        return None
    return last if gaps.person_to_role.fullmatch(view.text[last.end : start]) else None


def _person_after(
    view: View, names: Sequence[Name], roles: Sequence[Role], role: Role, gaps: _Gaps
) -> tuple[Name | None, Name | None, bool]:
    """The person that a title leads to, the body on the way, and whether nothing but a space stands between."""
    text, position, body = view.text, role.end, None
    for name in (name for name in names if name.start >= role.end):
        gap = text[position : name.start]
        if gap.count("(") > gap.count(")"):
            continue  # "alcaldesa de Pantoja (Toledo), ..."
        if name.type == "person":
            if gaps.direct.fullmatch(gap):
                return name, body, True
            area = gaps.area.fullmatch(gap) if body is None else None
            if area is not None:
                _take_area(role, area, portfolios(view.lexicon.code) is None)
                return name, None, area.group("comma") is None
            return (name if gaps.comma.fullmatch(gap) else None), body, False
        if any(position <= other.start < name.start for other in roles if other is not role):
            break
        # "of France's Compagnie ...", "of Zenko Bank, Oslo"
        owner = body is not None and body.type == "place" and gaps.owner.fullmatch(gap)
        linked = gaps.to_body.fullmatch(gap) or (
            body is not None and gaps.comma.fullmatch(gap) and name.type == "place"
        )
        # "des Rostocker Züchters Zenko": what a body is stands before its name.
        apposed = body is not None and gap == " " and name.type == "organisation"
        if not linked and not owner and not apposed:
            break
        body = name if owner or apposed or body is None else body
        position = _behind_ending(text, name.end)
    return None, body, False


def fit_roles(view: View, roles: list[Role], spans: Sequence[TaggedSpan]) -> None:
    """Take back what a title took of the name of a body: "电影" of "韩蔚电影代表", "Związku" of "Związku Motorniczych".

    Args:
        view: The sentence.
        roles: Its titles; changed in place. In a script without spaces those inside of a name are left out.
        spans: What the tagger sees.
    """
    language = view.lexicon
    bodies = [span for span in spans if span.label == "organisation" and span.score >= _SURE_BODY]
    for role in list(roles):
        for span in bodies:
            if span.start < role.start and role.end < span.end and language.glued:
                roles.remove(role)
                break
            start, end = role.start, role.end
            if span.start < role.core[0] == span.end and role.start < span.end:
                start = role.core[0]
            elif role.start < span.start < role.end < span.end:
                end = span.start - len(view.text[: span.start]) + len(view.text[: span.start].rstrip())
            form = language.roles.get(fold(view.text[start:end]))
            if (start, end) != (role.start, role.end) and form is not None:
                role.start, role.end, role.label, role.core = start, end, form.label, (start, end)


def _behind_ending(text: str, end: int) -> int:
    """Behind the case ending of a name, if it has one: "des Rostocker Züchters, Ida Moll"."""
    ending = re.match(r"[^\W\d_]{1,2}(?!\w)", text[end:])
    return end + ending.end() if ending is not None else end


def _take_area(role: Role, area: re.Match[str], named: bool) -> None:
    """Words behind a title that tell for what: "deputy minister of industrial supply"."""
    role.end += area.end("words")
    if named and area.group("words").isascii():
        role.label = " ".join((role.label + area.group("words").replace(" the ", " ")).split())


def _share(view: View, roles: Sequence[Role], gaps: _Gaps) -> None:
    """Titles joined by "and" have one holder and one body."""
    for left, right in itertools.pairwise(roles):
        if not gaps.joint.fullmatch(view.text[left.end : right.start]):
            continue
        if left.holder is None and (right.holder is None or right.holder.start >= right.end):
            left.holder = right.holder
        elif right.holder is None:
            right.holder = left.holder
        if left.holder is right.holder:
            left.body, right.body = left.body or right.body, right.body or left.body
