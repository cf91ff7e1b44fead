"""Names in scripts without spaces between words: tables and the article tell what is joined to a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from whomet.languages import codes
from whomet.mentions.evidence import PROOF
from whomet.mentions.lexicon import Gender, Lexicon, lexicon
from whomet.mentions.places import known_place
from whomet.mentions.view import Name, Role, View
from whomet.tagging import Label

IDEOGRAPH = "\u3005\u3400-\u9fff\uf900-\ufaff"
_KANA = "\u30a1-\u30fa\u30fc"
_IDEOGRAPHS = re.compile(rf"[{IDEOGRAPH}]+")
#: What joins the parts of a foreign name.
JOINTS = "・·‧•＝"
_JOINT = re.compile(f"[{JOINTS} \u3000]")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]$")
#: Weight of a title behind a body and its holder: more than one sure span of the tagger, less than a proof.
BODY_AHEAD = 1.5
# A country that is written onto what it qualifies leaves at least so many characters.
_LEAST_REST = 2
# A family name of Chinese characters has no more of them.
_LONGEST_FAMILY = 3
# A word before a respectful word is a family name if it has no more characters than this.
_LONGEST_CALLED = 4
_RUN = re.compile(rf"(?:[{IDEOGRAPH}]{{1,{_LONGEST_CALLED}}}|[{_KANA}]+)$")
# Characters before a title within which its holder stands, with a bracket behind the name: names are shorter.
_LOOK = 100


def is_composed(form: str) -> bool:
    """Whether a name has several parts, written apart or joined by a dot: "ピョ・スンウ", "ธีรพล แก้วกาญจน์"."""
    return _JOINT.search(form) is not None


def is_full(form: str) -> bool:
    """Whether a name of a person has both a family and a given name, as far as its form tells."""
    return is_composed(form) or re.fullmatch(rf"[{IDEOGRAPH}]{{3,}}", form) is not None


def is_brief(form: str, language: Lexicon) -> bool:
    """Whether a name of two characters is a full name: a family name of one, and a given name of one."""
    brief = len(form) == 2 and _IDEOGRAPHS.fullmatch(form) is not None
    return brief and form[0] in language.surnames and form not in language.surnames


def is_whole(form: str, language: Lexicon) -> bool:
    """Whether three characters begin with a family name of one: a longer name that begins so is a slip."""
    known = language.surnames | language.double_surnames
    return len(form) == 3 and form[0] in language.surnames and form not in known and form[:2] not in known


def without_legal_form(form: str, legal_forms: Iterable[str]) -> str:
    """A company without the legal form that is written onto either end of its name."""
    for legal in sorted(legal_forms, key=lambda legal: (-len(legal), legal)):
        if len(form) - len(legal) < _LEAST_REST:
            continue
        if form.startswith(legal):
            return form.removeprefix(legal).strip()
        if form.endswith(legal):
            return form.removesuffix(legal).strip()
    return form


def families(form: str, language: Lexicon) -> tuple[str, ...]:
    """What a full name may be taken up by, longest first: one to three characters, or the parts of a foreign name."""
    parts = [part for part in _JOINT.split(form) if part]
    if len(parts) > 1:
        return tuple(dict.fromkeys(part for part in language.pack.hooks.short_forms(form) if part != form)) or (
            parts[-1],
            parts[0],
        )
    if not _IDEOGRAPHS.fullmatch(form) or len(form) < 2:
        return ()
    return tuple(form[:size] for size in range(min(_LONGEST_FAMILY, len(form) - 1), 0, -1))


# --- spans of the tagger -------------------------------------------------------------------------------------------


def pieces(view: View, start: int, end: int, label: Label) -> list[tuple[int, int, Label]]:
    """A span of the tagger without what is joined to the name: small words, particles, countries, kinds of places.

    Args:
        view: The sentence.
        start, end: The span.
        label: What the tagger takes it for.

    Returns:
        The name, and the countries before it as names of their own, in order.
    """
    language, text = view.lexicon, view.text
    stem = language.pack.hooks.strip_particles(text[start:end])
    end = start + len(stem) if stem and text.startswith(stem, start) else end
    start = _behind_small_words(view, start, end)
    found: list[tuple[int, int, Label]] = []
    while (country := _country(view, start, end, label)) is not None:
        found.append((start, country[0], "place"))
        start = country[1]
    if found:
        start = _behind_words(text, start, end, language.place_before)
    if label == "place":
        rest = _behind_words(text, start, end, language.place_kinds)
        # The word for the kind may be part of the name: "กรุงเทพฯ".
        known = known_place(text[rest:end], language.code) or not known_place(text[start:end], language.code)
        start = rest if known else start
    elif label == "organisation" and known_place(text[start:end], language.code) and not language.is_body(stem):
        label = "place"
    if label != "person":
        start, end, label = _at_noun(view, start, end, label)
    found += [(a, b, label) for a, b in (_districts(view, start, end) if label == "place" else [(start, end)])]
    return [(a, b, kind) for a, b, kind in found if a < b]


def _at_noun(view: View, start: int, end: int, label: Label) -> tuple[int, int, Label]:
    """A town without the site behind it ("曼谷" in "曼谷河畔"), a body with its noun ("古迹保护" + "厅")."""
    language, text = view.lexicon, view.text
    if language.place_sites is not None:
        for cut in range(end - 1, start + 1, -1):
            site = language.place_sites.match(text, cut)
            if site is not None and site.end() >= end and known_place(text[start:cut], language.code) is not None:
                return start, cut, "place"
    if known_place(text[start:end], language.code) is None and not language.is_body(text[start:end]):
        nouns = (noun for noun in (*language.offices, *language.body_endings) if text.startswith(noun, end))
        noun = max(nouns, key=len, default="")
        if noun:
            return start, end + len(noun), "organisation"
    return start, end, label


def _behind_small_words(view: View, start: int, end: int) -> int:
    """Behind prepositions that the tagger took in: only where a known place follows, as they begin names, too."""
    for word in view.lexicon.joined_before:
        if view.text.startswith(word, start):
            begin = start + len(word)
            sizes = range(2, min(end - begin, 8) + 1)
            if any(known_place(view.text[begin : begin + size], view.lexicon.code) for size in sizes):
                return begin
    return start


def _behind_words(text: str, start: int, end: int, words: Iterable[str]) -> int:
    for word in sorted(words, key=lambda word: (-len(word), word)):
        if text.startswith(word, start) and end - start - len(word) >= _LEAST_REST:
            return start + len(word)
    return start


def _country(view: View, start: int, end: int, label: Label) -> tuple[int, int] | None:
    """End of a country at the beginning of a longer span, and where the rest begins behind a joint."""
    text, code = view.text, view.lexicon.code
    least = _LEAST_REST if label != "person" else _LEAST_REST + 1
    for size in range(min(8, end - start - _LEAST_REST), 1, -1):
        known = known_place(text[start : start + size], code)
        if known is None or known.geonames is not None or known.country.isdigit():
            continue  # Continents begin the names of bodies.
        stop = start + size
        rest = stop + 1 if text[stop : stop + 1] in JOINTS else stop
        if end - rest >= least and known_place(text[start:end], code) is None:
            return stop, rest
    if text[start : start + 1] not in view.lexicon.country_letters or label == "person":
        return None
    behind = text[start + 1 : end]
    # One character may begin any name: it is a country before another script, or before a known place.
    other_script = re.match(rf"[{_KANA}A-Z]{{2}}", behind) is not None
    behind = behind[_behind_words(behind, 0, len(behind), view.lexicon.place_before) :]
    place = len(behind) >= _LEAST_REST and known_place(behind, code) is not None
    return (start + 1, start + 1) if other_script or place else None


def _districts(view: View, start: int, end: int) -> list[tuple[int, int]]:
    """A town and the part of it that is written onto it: "大阪市中央区" are two places."""
    for ending in view.lexicon.place_endings:
        cut = view.text.find(ending, start + _LEAST_REST, end - len(ending))
        if cut >= 0 and end - cut - len(ending) >= _LEAST_REST:
            stop = cut + len(ending)
            if known_place(view.text[start:cut], view.lexicon.code) is not None:
                return [(start, stop), (stop, end)]
    return [(start, end)]


def other_forms(view: View, name: Name) -> list[str]:
    """A town with and without the words for what it is: "大阪" for "大阪市", "กรุงอัมมาน" for "อัมมาน"."""
    language, text = view.lexicon, view.text
    found = [text[name.start - len(kind) : name.end] for kind in language.place_kinds if _ends(text, name.start, kind)]
    for ending in language.place_endings:
        stem = name.form.removesuffix(ending)
        if stem != name.form and len(stem) >= _LEAST_REST and known_place(stem, language.code) is not None:
            found.append(stem)
        elif text.startswith(ending, name.end):
            found.append(name.form + ending)
    return found[:2]


def _ends(text: str, end: int, word: str) -> bool:
    return text.endswith(word, 0, end)


def places_by_table(view: View) -> list[Name]:
    """Words that are the name of a country as a whole, and towns before the noun of a site: "宮崎" in "宮崎廠"."""
    found = []
    for token in view.tokens:
        known = known_place(token.text, view.lexicon.code) if token.tag == "WORD" else None
        if known is not None and known.geonames is None:
            found.append(Name(view.index, token.start, token.end, "place", 0.8, token.text))
    return found


# --- what proves a person -------------------------------------------------------------------------------------------


def known_families(views: Sequence[View], names: Iterable[Name]) -> dict[str, set[str]]:
    """What the full names of the persons of an article may be taken up by, and for each the full names."""
    found: dict[str, set[str]] = {}
    for name in names:
        if name.type == "person" and views[name.sentence].lexicon.glued:
            for family in families(name.form, views[name.sentence].lexicon):
                found.setdefault(family, set()).add(name.form)
    return found


def names_beside_titles(
    view: View, roles: Sequence[Role], taken: Sequence[Name], known: Mapping[str, set[str]]
) -> list[Name]:
    """Family names right before a title or a respectful word: "顾" in "顾董事长", "盧" in "盧氏".

    Args:
        view: The sentence.
        roles: Its titles.
        taken: Names found so far.
        known: Family names of the full names of the article.

    Returns:
        Persons, each with the stretch that its title belongs to.
    """
    rows: list[tuple[int | None, int, int, Gender | None, Role | None]] = [
        (_family_before(view, role.start, known), role.start, role.end, role.gender, role) for role in roles
    ]
    rows += [(start, end, stop, gender, None) for start, end, stop, gender in _called_respectfully(view, known)]
    found = []
    for start, end, stop, gender, role in rows:
        longer = any(
            n.sentence == view.index and n.type == "person" and n.end == end and start is not None and n.start < start
            for n in taken
        )
        if start is not None and not longer:
            name = Name(view.index, start, end, "person", PROOF, view.text[start:end], "full", gender)
            name.titled = (start, stop)
            found.append(name)
            if role is not None:
                role.holder = name
    return found


def bodies_beside_titles(view: View, roles: Sequence[Role], taken: Sequence[Name]) -> list[Name]:
    """Bodies by what follows them: "BODYの PERSON TITLE", "BODY TITLE PERSON".

    Args:
        view: The sentence.
        roles: Its titles.
        taken: Names found so far.
    """
    here = [name for name in taken if name.sentence == view.index]
    persons = [name for name in here if name.type == "person"]
    found = []
    for role in roles:
        bare = _BRACKETS.sub("", view.text[max(0, role.start - _LOOK) : role.start])
        holder = next((name for name in persons if bare.endswith(name.form) and name.end <= role.start), None)
        if holder is not None:
            links = (word for word in view.lexicon.body_words if view.text.endswith(word, 0, holder.start))
            ends = {holder.start - len(link) for link in links}
        else:
            ends = {role.start} if any(name.start == role.end for name in persons) else set()
        for name in here:
            known = known_place(name.form, view.lexicon.code) is not None
            known = known or name.form.endswith(view.lexicon.place_endings)
            if name.end in ends and name.type != "organisation" and not known and name is not holder:
                found.append(Name(view.index, name.start, name.end, "organisation", BODY_AHEAD, name.form))
    return found


def _family_before(view: View, end: int, known: Mapping[str, set[str]]) -> int | None:
    """Where a known family name begins that ends here; one character among others is none."""
    text = view.text
    for family in sorted(known, key=lambda family: (-len(family), family)):
        start = end - len(family)
        if start < 0 or not text.startswith(family, start):
            continue
        before = text[start - 1 : start]
        alone = not before or not (_same_script(before, family[0]) or before in JOINTS)
        small = any(text.endswith(word, 0, start) for word in view.lexicon.joined_before)
        # In a row of ideographs a family name that also ends everyday words tells nothing.
        told = family in view.lexicon.surnames and family not in view.lexicon.everyday_surnames
        if alone or small or told or (len(family) > 1 and _IDEOGRAPHS.fullmatch(family)):
            return start
    return None


def _same_script(left: str, right: str) -> bool:
    kinds = (rf"[{IDEOGRAPH}]", rf"[{_KANA}]", r"[\u0e00-\u0e7f]", r"[A-Za-z]")
    return any(re.match(kind, left) and re.match(kind, right) for kind in kinds)


def _called_respectfully(view: View, known: Mapping[str, set[str]]) -> Iterator[tuple[int, int, int, Gender | None]]:
    """(start, end, end of the respectful word, gender) of words before "氏", "女士"."""
    text, language = view.text, view.lexicon
    for word, gender in language.honorifics_after.items():
        for match in re.finditer(re.escape(word), text):
            start = _family_before(view, match.start(), known)
            if start is None:
                run = _RUN.search(text[max(0, match.start() - _LOOK) : match.start()])
                start = match.start() - len(run.group()) if run is not None else 0
                # In a row of ideographs nothing tells where the family name begins.
                bare = run is not None and not _same_script(text[start - 1 : start] or " ", run.group()[0])
                if run is None or not bare or run.group() + word in language.never_names:
                    continue
                if len(word) > 1 and _IDEOGRAPHS.fullmatch(word):
                    continue
            yield start, match.start(), match.end(), gender


@cache
def _surnames() -> frozenset[str]:
    """Family names of one character, of all languages: news names people of its neighbours."""
    return frozenset(
        surname for code in codes() if lexicon(code).glued for surname in lexicon(code).surnames if len(surname) == 1
    )


def complete(view: View, names: Sequence[Name], roles: Sequence[Role]) -> None:
    """Put the beginnings of persons right: respectful words are cut off, a family name that was left out is added."""
    for name in names:
        if name.type == "person":
            _cut_honorific(view, name)
            _add_family(view, name, roles)


def _cut_honorific(view: View, name: Name) -> None:
    """Take the respectful word off the beginning, and what it tells of the gender: "นาย", "นางสาว"."""
    for word, gender in sorted(view.lexicon.honorifics_before.items(), key=lambda item: -len(item[0])):
        inside = view.text.startswith(word, name.start) and name.end - name.start > len(word) + 1
        if inside or view.text.endswith(word, 0, name.start):
            rest = view.text[name.start + len(word) : name.end] if inside else name.form
            begin = name.end - len(rest.lstrip())
            name.titled = (name.start if inside else name.start - len(word), name.end)
            name.start, name.form, name.gender = begin, view.text[begin : name.end], name.gender or gender
            return


def _add_family(view: View, name: Name, roles: Sequence[Role]) -> None:
    """Complete a given name of Chinese characters by the family name before it: "方" + "秀珍"."""
    if not _IDEOGRAPHS.fullmatch(name.form) or len(name.form) > 2 or name.start == 0:
        return
    before, edge = view.text[name.start - 1], view.text[name.start - 2 : name.start - 1]
    apart = not _IDEOGRAPHS.match(edge) or any(role.end == name.start - 1 for role in roles)
    if before in _surnames() and apart:
        name.start -= 1
        name.form = before + name.form
