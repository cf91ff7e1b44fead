"""Patterns of running text that prove a name and its type, in languages that write names with capitals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from whomet.mentions import unspaced
from whomet.mentions.borders import Stems, is_native_name, trim
from whomet.mentions.brackets import CAPITALS, quoted_name
from whomet.mentions.evidence import PROOF
from whomet.mentions.lexicon import Lexicon, fold
from whomet.mentions.places import known_place, town_of
from whomet.mentions.portfolios import linked
from whomet.mentions.view import Name, Role, View

#: From this score on a span of the tagger is believed to be one name, as in `naming`.
_SURE = 0.9
#: Weight of a title beside a name: more than one sure span of the tagger, less than a proof.
ROLE_AHEAD = 1.5
# Characters between a title and the body whose it is.
_NEAR = 60
# What only a body has: nobody is "chairman of" a person.
_LEADERS = frozenset(
    {
        "chairman",
        "chief executive officer",
        "chief financial officer",
        "president",
        "managing director",
        "chairman of the board",
    }
)
# From this score on a span that the tagger takes for a body stays one before words that places have behind them.
_SURE_BODY = 0.7

_CAPITAL = rf"[{CAPITALS}][\w'’.-]*"
# A word of a name, or a particle before one ("van der Meulen").
_NAME_WORD = re.compile(rf"\s*((?:[a-z]['’])?{_CAPITAL}|(?:[a-z]{{1,5}}(?=\s(?:[a-z]{{1,4}}\s)?{_CAPITAL})))")
# A name in quotation marks: a few words, no sentence.
_QUOTED = re.compile(r"[«„“\"]((?=[^\W\d_])[^\W_][\w&.'’-]*(?: [\w&.'’-]+){0,4})[»”“\"]")
_HONORIFIC = re.compile(r"(\S+)\s+")
_ROW = re.compile(rf"{_CAPITAL}(?:\s+{_CAPITAL})*")


def names_by_honorific(view: View, roles: Sequence[Role], taken: Sequence[Name]) -> list[Name]:
    """Persons behind "Ms", "Herr": the capitalised words that follow, or more where the tagger sees more."""
    if view.lexicon.glued:
        return []
    found = _before_honorific(view)
    for honorific, gender in view.lexicon.honorifics_before.items():
        if honorific not in view.text:
            continue
        particles = "(?:" + "|".join(sorted(view.lexicon.family_particles) or ["(?!)"]) + ")"
        for match in re.finditer(
            rf"(?<!\w){re.escape(honorific)}\s+(?=[^\W\d_a-z]|(?:{particles}\s)+[A-Z])", view.text
        ):
            following = _HONORIFIC.match(view.text, match.end())
            if following is not None and following.group(1) in view.lexicon.honorifics_before:
                continue  # "Prof. Dr.": the last of them stands before the name.
            first = re.match(r"\w+(?![\w.])", view.text[match.end() :])
            if view.lexicon.titles_in_names and (first is None or fold(first.group()) in view.lexicon.roles):
                continue  # "Photo M. V.", "Sayın Bakan"
            if any(role.start < match.start() < role.end for role in roles):
                continue  # "secretario general de la Federación": part of a title.
            owner = any(role.start == match.start() for role in roles)
            if owner and following is not None and following.group(1) in view.lexicon.family_particles:
                continue  # "Dona da Vale Alto": the word means "owner", too.
            seen = (n.end for n in taken if n.sentence == view.index and n.start == match.end() and n.type == "person")
            end = max(_name_end(view, match.end(), view.lexicon), *seen, match.end())
            if end > match.end():
                name = Name(view.index, match.end(), end, "person", PROOF, view.text[match.end() : end], gender=gender)
                name.titled = (match.start(), end)
                found.append(name)
    for honorific, gender in view.lexicon.honorifics_after.items():
        if honorific not in view.text:
            continue
        endings = "|".join(sorted(view.lexicon.case_endings, key=lambda ending: (-len(ending), ending)))
        for match in re.finditer(
            rf"(?<![가-힣])([가-힣]{{1,4}}) ?{re.escape(honorific)}(?=(?:{endings})?(?![가-힣]))", view.text
        ):
            surname, apart = match.group(1), " " in match.group()
            whole = view.text[max(0, match.start() - 2) : match.end(1)]
            if fold(match.group()) in view.lexicon.never_names or view.lexicon.is_unnamed(surname):
                continue
            if surname in view.lexicon.unnamed and view.lexicon.is_unnamed(whole.strip()):
                continue  # "김 모 씨" is nobody whom the article names.
            if surname in view.lexicon.surnames and (apart or len(honorific) == 1) and gender is None:
                name = Name(view.index, *match.span(), "person", 1.0, match.group(), "short", gender)
                name.surname_with = surname
                found.append(name)
            elif apart and surname[:1] in view.lexicon.surnames and len(surname) > 1:
                found.append(Name(view.index, *match.span(1), "person", 1.0, surname, gender=gender))
    return found


def _before_honorific(view: View) -> list[Name]:
    """Persons before "Hanım", "Bey", in languages that write such a word behind the given name."""
    if not view.lexicon.capitals or not view.lexicon.honorifics_after:
        return []
    words = "|".join(sorted(map(re.escape, view.lexicon.honorifics_after), key=len, reverse=True))
    found = []
    for match in re.finditer(rf"(?<![\w'’.-])({_CAPITAL}(?:\s{_CAPITAL})?)\s({words})(?![\w-])", view.text):
        start, end = match.span(1)
        gender = view.lexicon.honorifics_after[match.group(2)]
        found.append(Name(view.index, start, end, "person", PROOF, view.text[start:end], gender=gender))
        found[-1].titled = match.span()
    return found


def _name_end(view: View, start: int, language: Lexicon, most: int = 4) -> int:
    """Where a row of so many capitalised words (with "van", "de" between) ends."""
    end, position, capitals = start, start, 0
    while capitals < most:
        match = _NAME_WORD.match(view.text, position)
        if match is None or "\n" in match.group():
            break
        word = match.group(1)
        lower = word[0].islower()
        if lower and (word not in language.family_particles or _leads_to_country(view, match.end())):
            break
        if lower and capitals and word in language.title_determiners:
            break  # "mevrouw Oosterdijk de Koreaan": an article more often than a particle.
        capitals += not lower
        if word.endswith((".", ",")) and len(word) > 2:
            return match.end() - 1
        position = match.end()
        if not lower:
            end = position
    stem = language.pack.hooks.strip_particles(view.text[start:end])
    return start + len(stem)


def _leads_to_country(view: View, position: int) -> bool:
    """Whether what follows a particle is a country: "minister Aslan van Turkije"."""
    word = re.match(rf"\s({_CAPITAL})", view.text[position:])
    known = known_place(word.group(1).rstrip(".,"), view.sentence.language) if word else None
    return known is not None and known.geonames is None


def names_by_role(view: View, roles: Sequence[Role], taken: Sequence[Name]) -> list[Name]:
    """Persons right behind a title: "CEO Andra Jessup"; and bodies right before it: "Zenko President Ida Moll"."""
    if not view.lexicon.capitals:
        return []
    found = []
    for role in roles:
        begin = role.end + 1
        title = _HONORIFIC.match(view.text, begin)
        while title is not None and title.group(1) in view.lexicon.honorifics_before:
            begin = title.end()
            title = _HONORIFIC.match(view.text, begin)
        if view.text[role.end : role.end + 1] != " " or not view.text[begin : begin + 1].isupper():
            continue
        ahead = next((name for name in taken if name.start == begin and name.sentence == view.index), None)
        if view.lexicon.body_bare and (ahead is None or ahead.type != "person"):
            continue  # Where no word stands between a title and its body, capitals behind a title may be the body's.
        end = ahead.end if ahead is not None else _name_end(view, begin, view.lexicon, 3)
        after = _HONORIFIC.match(view.text, end + 1)
        if view.lexicon.body_bare and ahead and after and after.group(1) in view.lexicon.honorifics_before:
            # "Gubernur Maluku Ir. H. Yusril Tuasikal": the holder comes behind the words of respect.
            found.append(Name(view.index, begin, end, "place", ROLE_AHEAD, view.text[begin:end]))
            continue
        if len(view.text[begin:end].split()) < 2 and ahead is None:
            continue
        if any(begin <= other.start < end for other in roles):
            continue
        if ahead is None and view.lexicon.body_bare and _leads_to_name(view, begin, end, taken):
            continue
        if view.lexicon.is_body(view.text[begin:end]):
            found.append(Name(view.index, begin, end, "organisation", PROOF, view.text[begin:end]))
        elif ahead is None or not (ahead.type == "place" or (role.weak and ahead.type == "organisation")):
            found.append(Name(view.index, begin, end, "person", ROLE_AHEAD, view.text[begin:end]))
    return found


def _leads_to_name(view: View, begin: int, end: int, taken: Sequence[Name]) -> bool:
    """Whether what stands behind a title is a body or a country that leads to a name: "Menteri Turki Kerem ..."."""
    first = view.text[begin:end].split()[0]
    inside = any(n.sentence == view.index and begin < n.start < end for n in taken)
    return inside or first in view.lexicon.body_heads | view.lexicon.body_words_alone | view.lexicon.legal_forms


def bodies_behind_role(view: View, roles: Sequence[Role], taken: Sequence[Name], persons: frozenset[str]) -> list[Name]:
    """Bodies behind the title of a firm: "consejera delegada de Velas Blancas"; before it where titles stand behind.

    Args:
        view: The sentence.
        roles: Its titles.
        taken: Names found so far.
        persons: Parts of the full names of persons: one of them alone is no body.
    """
    language = view.lexicon
    links = linked(sorted(language.area_of | language.body_words) + [""] * language.body_bare)
    owner = language.role_owner.pattern if language.role_owner else "(?!)"
    found = []
    for role in roles:
        form = language.roles.get(fold(view.text[slice(*role.core)]))
        held = re.match(rf"\s{_CAPITAL}\s{_CAPITAL}", view.text[role.end :])
        if form is None or not (form.firm or (language.owners_ahead and held and not form.weak)):
            continue
        for name in taken:
            if name.sentence != view.index or name.type == "organisation" or fold(name.form) in persons:
                continue
            if " " not in name.form and known_place(name.form, view.sentence.language) is not None:
                continue
            behind = name.start >= role.end and re.fullmatch(links, view.text[role.end : name.start])
            # A body that follows at once looks like the holder ("Direktur Utama Samudra Rempah").
            bare = behind and view.text[role.end : name.start] == " "
            ahead = language.owners_ahead and re.fullmatch(rf"\s|(?:{owner})\s", view.text[name.end : role.start])
            if (behind and not bare) or ahead:
                found.append(Name(view.index, name.start, name.end, "organisation", ROLE_AHEAD, name.form))
    return found


def bodies_by_role(view: View, roles: Sequence[Role], taken: Sequence[Name], persons: frozenset[str]) -> list[Name]:
    """Bodies right before a title: "Zenko President Ida Moll", "Zenko's finance chief".

    Args:
        view: The sentence.
        roles: Its titles.
        taken: Names found so far.
        persons: Parts of the full names of persons, which stay persons ("Moll's adviser").
    """
    if not view.lexicon.capitals:
        return []
    places = {(name.sentence, name.start) for name in taken if name.type == "place"}
    owner = view.lexicon.role_owner.pattern if view.lexicon.role_owner else "(?!)"
    found = []
    for role in roles:
        for name in taken:
            if not 0 < role.start - name.end <= _NEAR:
                continue
            gap = view.text[name.end : role.start]
            beside = (
                name.sentence == view.index and name.end < role.start and re.fullmatch(rf" |['’]s? |s |{owner}\s", gap)
            )
            known = (name.sentence, name.start) in places or known_place(name.form, view.sentence.language)
            # "Zenko's chief executive": nobody has one of his own.
            leads = role.label in _LEADERS or role.label.startswith("head of ")
            may = fold(name.form) not in persons or (leads and gap != " ")
            if beside and not known and " " not in name.form and may:
                found.append(Name(view.index, name.start, name.end, "organisation", ROLE_AHEAD, name.form))
    return found


def bodies_led(view: View, roles: Sequence[Role], taken: Sequence[Name]) -> list[Name]:
    """What somebody leads or speaks for: "chairman of South Korea's Zenko", "a spokeswoman for Moll, Ida Ruiz"."""
    if not view.lexicon.capitals or not roles:
        return []
    found = []
    links = "|".join(sorted(map(re.escape, view.lexicon.area_of), key=len, reverse=True)) or "(?!)"
    for role in roles:
        for name in taken:
            if name.sentence != view.index or name.type == "place" or not 0 <= name.start - role.end <= _NEAR:
                continue
            gap = view.text[role.end : name.start]
            if re.fullmatch(rf"\s(?:{links})\s(?:(?!\w*[.,;])[^\W\d_][\w ]*['’]s?\s)?", gap) is None:
                continue
            led = role.label in _LEADERS and gap.split()[0] in view.lexicon.affiliated
            follower = re.match(rf",\s(?=[{CAPITALS}])", view.text[name.end :])
            introduced = follower is not None and any(
                n.sentence == view.index and n.start == name.end + follower.end() and n.type == "person" for n in taken
            )
            if led or (introduced and " " not in name.form):
                found.append(Name(view.index, name.start, name.end, "organisation", ROLE_AHEAD, name.form))
    return found


def bodies_by_follower(view: View) -> list[Name]:
    """Bodies before a word that only a body has: "하람 관계자"."""
    followers = view.lexicon.after_body
    found = []
    for match in re.finditer(r"(?<![가-힣A-Za-z0-9·])([가-힣A-Za-z0-9·]{2,}) ([가-힣]+)", view.text):
        if match.group(2) not in followers:
            continue
        tokens = [t for t in view.tokens if match.start(1) <= t.start and t.end <= match.end(1) and t.end > t.start]
        if tokens and tokens[-1].tag in ("NNP", "SL"):
            found.append(Name(view.index, *match.span(1), "organisation", 0.5, match.group(1)))
    return found


@lru_cache(maxsize=64)
def _office(language: Lexicon) -> re.Pattern[str]:
    offices = "|".join(map(re.escape, sorted(language.offices, key=len, reverse=True)))
    links = "|".join(map(re.escape, sorted(language.body_links, key=len, reverse=True)))
    # Words that are written onto the next one: "Ministère de l'Intérieur".
    elided = "|".join(re.escape(link) for link in sorted(language.body_links) if link.endswith(("'", "’"))) or "(?!)"
    return re.compile(
        rf"(?<!\w)(?:(?:{_CAPITAL})\s+){{0,3}}?(?:{offices})\s+(?:(?:{links})\s+)*(?:(?:{links})\s+|(?:{elided}))(?=[^\W\d_a-z]){_CAPITAL}"
        rf"(?:(?:,?\s+(?:(?:{links})\s+)*(?:{elided})?)(?=[^\W\d_a-z]){_CAPITAL}){{0,6}}"
    )


def bodies_by_office(view: View) -> list[Name]:
    """Bodies whose name goes on behind their noun: "Ministry of Industrial Infrastructure"."""
    language = view.lexicon
    if not language.capitals or not language.offices:
        return []
    found = []
    for match in _office(language).finditer(view.text):
        start = match.start()
        # Capitalised words before the noun belong to it ("Federal Ministry of"), the first word of a sentence may not.
        row = re.search(rf"(?:{_CAPITAL}\s+)+$", view.text[:start])
        if row is not None and row.start() > 0 and not row.group().rstrip().endswith((".", ",")):
            start = row.start()
        first = re.match(r"\S+\s+", view.text[start:])
        while first is not None and fold(first.group()) in language.function_words:
            start += first.end()
            first = re.match(r"\S+\s+", view.text[start:])
        end = trim(view.text, start, _cut_at_role(view, start, match.end()))[1]
        found.append(Name(view.index, start, end, "organisation", PROOF, view.text[start:end]))
    return found


def _cut_at_role(view: View, start: int, end: int) -> int:
    text = view.text[start:end]
    comma = text.find(",")
    # "Ministry of Labour, Health and Welfare" goes on behind the comma only with an "and" later on.
    tail = text[comma:].split() if comma >= 0 else []
    keeps = any(word in view.lexicon.joint for word in tail)
    return start + comma if comma >= 0 and not keeps else end


def places_by_table(view: View, stems: Stems) -> list[Name]:
    """Known countries, and known cities behind a word such as "in"."""
    language = view.lexicon
    if language.glued:
        return unspaced.places_by_table(view)
    if language.role_behind:
        return _places_by_morphemes(view, stems)
    found = [
        Name(view.index, *match.span(1), "place", 0.8, match.group(1))
        for match in re.finditer(rf"(?<![\w-])([{CAPITALS}][\w.]+)-(?=[{CAPITALS}])", view.text)
        if (known := known_place(match.group(1), view.sentence.language)) is not None and known.geonames is None
    ]
    found += _places_by_adjective(view)
    found += _countries_in_rows(view)
    for match in _ROW.finditer(view.text):
        words = match.group().split()
        for length in range(min(3, len(words)), 0, -1):
            form = " ".join(words[:length]).strip(".,'’")
            place = known_place(form, view.sentence.language)
            before = view.text[: match.start()].split()[-1:]
            proven = view.sentence.kind == "dateline" or (bool(before) and before[0].lower() in language.place_before)
            if place is not None and (place.geonames is None or (proven and len(words) == length)):
                start = match.start()
                found.append(Name(view.index, start, start + len(form), "place", 0.8, form))
                break
    return found


def _countries_in_rows(view: View) -> list[Name]:
    """Countries inside a row of capitals: "Menteri Pertahanan Jepang Kenji Morisaki"."""
    if not view.lexicon.body_bare:
        return []
    found = []
    for match in re.finditer(rf"(?<![\w-])(?={_CAPITAL})(?=(\w+ \w+)?)(\w+)(?![\w-])", view.text):
        for form in filter(None, match.groups()):
            known = known_place(form, view.sentence.language)
            if known is not None and known.geonames is None:
                found.append(Name(view.index, match.start(), match.start() + len(form), "place", 0.8, form))
                break
    return found


def _places_by_adjective(view: View) -> list[Name]:
    """Adjectives of towns before the noun of a site: "im Kasseler Rathaus"."""
    language = view.lexicon
    if language.place_sites is None:
        return []
    return [
        Name(view.index, *match.span(), "place", 0.8, match.group())
        for match in re.finditer(rf"(?<![\w-])[{CAPITALS}]\w{{3,}}(?= )", view.text)
        if match.group().endswith(language.place_adjectives)
        and language.place_sites.match(view.text, match.end())
        and town_of(match.group(), language.place_adjectives, language.place_restored, view.sentence.language)
    ]


def _places_by_morphemes(view: View, stems: Stems) -> list[Name]:
    """Known places in a language without capitals: as a proper noun, or as a word of three syllables and more."""
    found = []
    proper = {(token.start, token.text) for token in view.tokens if token.tag == "NNP"}
    for match in re.finditer(r"[가-힣]{2,}", view.text):
        for stem in stems.stems(match.group(), 2):
            place = known_place(stem, view.sentence.language)
            if place is None or (len(stem) == 2 and (match.start(), stem) not in proper):
                continue
            weight = 0.6 if len(stem) == 2 and place.geonames is not None else 0.8
            found.append(Name(view.index, match.start(), match.start() + len(stem), "place", weight, stem))
            break
    return found


def places_by_follower(view: View, taken: Sequence[Name]) -> list[Name]:
    """Names before words that only a place has behind it: "솔메라의 한 식당"."""
    pattern = view.lexicon.place_follower
    if pattern is None:
        return []
    return [
        Name(view.index, name.start, name.end, "place", ROLE_AHEAD, name.form)
        for name in taken
        if name.sentence == view.index and " " not in name.form
        if name.type == "person" or (name.type == "organisation" and name.score < _SURE_BODY)
        if pattern.match(view.text, name.end) and not is_native_name(view.lexicon, name.form)
    ]


def bodies_by_bracket(view: View, taken: Sequence[Name], roles: Sequence[Role]) -> list[Name]:
    """A name with its abbreviation in brackets is that of a body: "Zenko Marine Works (ZMW)"."""
    found = []
    for name in taken:
        if name.sentence != view.index or name.type == "place":
            continue
        match = re.match(r" ?\(([A-Z][A-Z&]{1,7})\)", view.text[name.end :])
        if match is None:
            continue
        # "Delfina Ocloya (EPM)": letters that are none of the name are those of somebody's body.
        initials = "".join(word[0] for word in name.form.split() if word[0].isupper())
        other = name.type == "person" and " " in name.form and not set(initials) & set(match.group(1))
        if not other and not any(name.end <= role.start < name.end + match.end() for role in roles):
            found.append(Name(view.index, name.start, name.end, "organisation", ROLE_AHEAD, name.form))
    return found


def bodies_by_head(view: View, taken: Sequence[Name]) -> list[Name]:
    """Bodies behind the noun that begins their name ("Supermercados Olmeda"), and those called by one known word."""
    heads = view.lexicon.body_heads
    if not heads or not view.lexicon.titles_in_names:
        return []
    found = [
        Name(view.index, *match.span(), "organisation", PROOF, match.group())
        for match in re.finditer(r"(?<![\w'’-])[^\W\d_][\w-]*", view.text)
        if match.group() in view.lexicon.body_words_alone
    ]
    nouns = "|".join(map(re.escape, sorted(heads, key=len, reverse=True)))
    for match in re.finditer(rf"(?<![\w-])(?:{nouns})((?:\s{_CAPITAL}){{1,4}})", view.text):
        start, end = match.span()
        here = [n for n in taken if n.sentence == view.index]
        if any(n.type == "organisation" and n.start <= start < n.end for n in here):
            continue  # The tagger has it, with what goes on in small letters ("Agencia Ibérica de Prensa").
        inside = [n for n in here if start < n.start < end]
        # A person that begins behind the second word is another name: "Kementerian Perdagangan Ratna Maheswari".
        second = start + len(" ".join(match.group().split()[:2]))
        end = min([end, *(n.start for n in inside if n.type == "person" and n.start > second and " " in n.form)])
        end = max([end, *(n.end for n in inside if n.type != "person")])
        found_end = start + len(view.text[start:end].rstrip(" .,"))
        found.append(Name(view.index, start, found_end, "organisation", PROOF, view.text[start:found_end]))
    return found


def bodies_of_persons(view: View, taken: Sequence[Name]) -> list[Name]:
    """Bodies in brackets behind a full name, as captions have them: "Uwe Brandt (Lahnstein Kathoden)"."""
    if not view.lexicon.titles_in_names:
        return []
    here = [name for name in taken if name.sentence == view.index]
    persons = {name.end for name in here if name.type == "person" and " " in name.form}
    return [
        Name(view.index, name.start, name.end, "organisation", ROLE_AHEAD, name.form)
        for name in here
        if name.type == "person" and " " in name.form and view.text[name.end : name.end + 1] == ")"
        if view.text[name.start - 2 : name.start] == " (" and name.start - 2 in persons
    ]


def places_by_bracket(view: View, taken: Sequence[Name]) -> list[Name]:
    """A town with its province in brackets, which may be called like a family: "la alcaldesa de Pantoja (Toledo)"."""
    found = []
    for name in taken:
        if name.sentence != view.index or name.type != "place":
            continue
        match = re.match(r" \(([^()]{3,30})\)", view.text[name.end :])
        if match is not None and known_place(match.group(1), view.sentence.language) is not None:
            found.append(Name(view.index, name.start, name.end, "place", ROLE_AHEAD, name.form))
    return found


def bodies_behind_persons(view: View, taken: Sequence[Name]) -> list[Name]:
    """What stands in brackets behind a person, in the same script, is a body rather than a person: "Moll (Zenko)"."""
    persons = [name for name in taken if name.sentence == view.index and name.type == "person"]
    by_start: dict[int, list[Name]] = {}
    for name in persons:
        by_start.setdefault(name.start, []).append(name)
    found = []
    for name in persons if view.lexicon.capitals else ():
        for other in by_start.get(name.end + 2, ()):
            words = set(fold(name.form).split()) & set(fold(other.form).split())
            inside = view.text[name.end : other.start] == " (" and view.text[other.end : other.end + 1] == ")"
            if inside and not words and name.form.isascii() == other.form.isascii():
                found.append(Name(view.index, other.start, other.end, "organisation", 1.0, other.form))
    return found


def bodies_by_legal_form(view: View, stems: Stems) -> list[Name]:
    """The word beside a legal form that is written apart: "주식회사 나루소재", "나루소재 주식회사"."""
    if view.lexicon.capitals or view.lexicon.glued or not view.lexicon.legal_forms:
        return []
    forms = "|".join(map(re.escape, sorted(view.lexicon.legal_forms, key=len, reverse=True)))
    found = []
    for match in re.finditer(
        rf"(?:{forms}) ?([가-힣A-Za-z0-9·&]{{2,}})|([가-힣A-Za-z0-9·&]{{2,}}) ?(?:{forms})(?! ?[가-힣]{{2}})", view.text
    ):
        start, end = match.span(1) if match.group(1) else match.span(2)
        if match.group(1):
            end = start + len(stems.best(match.group(1), 2, view.lexicon.pack.hooks.strip_particles(match.group(1))))
        if view.text[start:end] not in view.lexicon.legal_forms:
            found.append(Name(view.index, start, end, "organisation", PROOF, view.text[start:end]))
    return found


def bodies_by_quotes(view: View) -> list[Name]:
    """What stands in quotation marks behind a noun that says what it is: "компании «X»", "spółki „X”"."""
    pattern = view.lexicon.body_noun
    if pattern is None or not view.lexicon.capitals:
        return []
    ends = (match.end() for match in pattern.finditer(view.text))
    found = []
    for end in ends:
        quoted = _QUOTED.match(view.text, end)
        if quoted is not None:
            found.append(Name(view.index, *quoted.span(1), "organisation", PROOF, quoted.group(1)))
    return found


def bodies_by_noun(view: View, taken: Sequence[Name]) -> list[Name]:
    """A name behind a noun that says what it is: "the trading house Mitsumaru", "업체 나루소재"."""
    pattern = view.lexicon.body_noun
    if pattern is None:
        return []
    found = []
    for end in sorted({match.end() for match in pattern.finditer(view.text)}):
        inside = quoted_name(view.text, end)
        if inside is not None:
            found.append(Name(view.index, *inside, "organisation", PROOF, view.text[slice(*inside)]))
        for name in taken:
            known = name.type == "place" and known_place(name.form, view.sentence.language) is not None
            # "la dueña del banco Ana Ruiz", "szef banku Jan Kos": a full name behind the noun is its head's where
            # titles go on with bodies, or put them into another case.
            headed = view.lexicon.titles_in_names or bool(view.lexicon.cases)
            full = headed and name.type == "person" and " " in name.form and name.score > _SURE
            if name.sentence == view.index and name.start == end and not known and not full:
                found.append(Name(view.index, end, name.end, "organisation", ROLE_AHEAD, name.form))
    return found
