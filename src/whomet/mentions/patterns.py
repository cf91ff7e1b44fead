"""Patterns of running text that prove a name and its type, in languages that write names with capitals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from whomet.mentions.evidence import PROOF
from whomet.mentions.lexicon import Lexicon
from whomet.mentions.places import known_place
from whomet.mentions.view import Name, Role, View

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w'’.-]*"
_NAME_WORD = re.compile(rf"\s*((?:{_CAPITAL})|(?:[a-z]{{1,3}}(?=\s{_CAPITAL})))")
_ROW = re.compile(rf"{_CAPITAL}(?:\s+{_CAPITAL})*")


def names_by_honorific(view: View) -> list[Name]:
    """Persons behind "Ms", "Herr": the capitalised words that follow."""
    found = []
    for honorific, gender in view.lexicon.honorifics_before.items():
        for match in re.finditer(rf"(?<!\w){re.escape(honorific)}\s+(?=[^\W\d_a-z])", view.text):
            end = _name_end(view, match.end(), view.lexicon)
            if end > match.end():
                name = Name(view.index, match.end(), end, "person", PROOF, view.text[match.end() : end], gender=gender)
                if gender is not None:
                    name.titled = (match.start(), end)
                found.append(name)
    for honorific, gender in view.lexicon.honorifics_after.items():
        for match in re.finditer(rf"([가-힣]{{2,4}}) ?{re.escape(honorific)}(?![가-힣]{{3}})", view.text):
            if match.group(0).endswith(" " + honorific) and match.group(1)[:1] in view.lexicon.surnames:
                found.append(
                    Name(view.index, match.start(1), match.end(1), "person", 1.0, match.group(1), gender=gender)
                )
    return found


def _name_end(view: View, start: int, language: Lexicon, most: int = 4) -> int:
    """Where a row of capitalised words (with "van", "de" between) ends."""
    end, position = start, start
    for _ in range(most):
        match = _NAME_WORD.match(view.text, position)
        if match is None or "\n" in match.group():
            break
        word = match.group(1)
        lower = word[0].islower()
        if lower and word.lower() not in view.lexicon.pack.table("names").get("family_particles", ()):
            break
        if word.endswith((".", ",")) and len(word) > 2:
            return match.end() - 1
        position = match.end()
        if not lower:
            end = position
    stem = language.pack.hooks.strip_particles(view.text[start:end])
    return start + len(stem)


def names_by_role(view: View, roles: Sequence[Role], taken: Sequence[Name]) -> list[Name]:
    """Two or more capitalised words right behind a title: "CEO Andra Jessup"."""
    if view.lexicon.role_behind:
        return []
    found = []
    for role in roles:
        begin = role.end + 1
        if view.text[role.end : begin] != " " or not view.text[begin : begin + 1].isupper():
            continue
        if any(name.start < begin + 1 and begin < name.end for name in taken):
            continue
        end = _name_end(view, begin, view.lexicon, 3)
        if len(view.text[begin:end].split()) > 1 and not any(begin <= other.start < end for other in roles):
            found.append(Name(view.index, begin, end, "person", 1.0, view.text[begin:end]))
    return found


def bodies_by_office(view: View) -> list[Name]:
    """Bodies whose name goes on behind their noun: "Ministry of Industrial Infrastructure"."""
    language = view.lexicon
    if language.role_behind or not language.offices:
        return []
    offices = "|".join(map(re.escape, sorted(language.offices, key=len, reverse=True)))
    links = "|".join(map(re.escape, sorted(language.body_links, key=len, reverse=True)))
    pattern = re.compile(
        rf"(?<!\w)(?:(?:{_CAPITAL})\s+){{0,3}}?(?:{offices})\s+(?:(?:{links})\s+)+{_CAPITAL}"
        rf"(?:(?:,?\s+(?:(?:{links})\s+)*)(?=[^\W\d_a-z]){_CAPITAL}){{0,6}}"
    )
    found = []
    for match in pattern.finditer(view.text):
        start = match.start()
        # Capitalised words before the noun belong to it ("Federal Ministry of"), the first word of a sentence may not.
        row = re.search(rf"(?:{_CAPITAL}\s+)+$", view.text[:start])
        if row is not None and row.start() > 0 and not row.group().rstrip().endswith((".", ",")):
            start = row.start()
        end = _cut_at_role(view, start, match.end())
        found.append(Name(view.index, start, end, "organisation", PROOF, view.text[start:end]))
    return found


def _cut_at_role(view: View, start: int, end: int) -> int:
    text = view.text[start:end]
    comma = text.find(",")
    # "Ministry of Labour, Health and Welfare" goes on behind the comma only with an "and" later on.
    tail = text[comma:].split() if comma >= 0 else []
    keeps = any(word in view.lexicon.joint for word in tail)
    return start + comma if comma >= 0 and not keeps else end


def places_by_table(view: View) -> list[Name]:
    """Known countries, and known cities behind a word such as "in"."""
    language = view.lexicon
    if language.role_behind:
        return _places_by_morphemes(view)
    found = []
    for match in _ROW.finditer(view.text):
        words = match.group().split()
        for length in range(min(3, len(words)), 0, -1):
            form = " ".join(words[:length]).strip(".,'’")
            place = known_place(form, view.sentence.language)
            before = view.text[: match.start()].split()[-1:]
            proven = bool(before) and before[0].lower() in language.place_before
            if place is not None and (place.geonames is None or (proven and len(words) == length)):
                start = match.start()
                found.append(Name(view.index, start, start + len(form), "place", 0.8, form))
                break
    return found


def _places_by_morphemes(view: View) -> list[Name]:
    found = []
    for token in view.tokens:
        if token.tag != "NNP" or len(token.text) < 2:
            continue
        place = known_place(token.text, view.sentence.language)
        if place is not None:
            weight = 0.8 if place.geonames is None else 0.4
            found.append(Name(view.index, token.start, token.end, "place", weight, token.text))
    return found
