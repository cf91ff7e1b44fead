"""Names of an article: what the tagger proposes, corrected, proven, voted over and completed."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from whomet.mentions import borders, brackets, cases, chains, patterns, unspaced
from whomet.mentions.borders import Stems
from whomet.mentions.evidence import FAMILY_NAME, PART, PROOF, Evidence
from whomet.mentions.lexicon import Lexicon, fold, lexicon
from whomet.mentions.places import known_place
from whomet.mentions.roles import attach_roles, fit_roles, spot_roles
from whomet.mentions.view import Name, Role, View
from whomet.records import EntityType
from whomet.tagging import Label, TaggedSpan, Tagger

#: A form without proof needs this much evidence in the whole article. Below it, spans of the tagger on the gold stories
#: are mostly wrong (headline fragments, common nouns).
_LEAST_EVIDENCE = 0.45
#: How far a tagger span is believed that is a common noun to the morphological analyser: one sure span is not enough.
_COMMON_NOUN = 0.4
#: From this score on a span of two words is believed to be one name. Wrong ones on the gold stories score lower.
_SURE_SPAN = 0.9
#: Smaller cities share their names with families; of a city of this size (in inhabitants) the town is as likely.
_LARGE_CITY = 500_000
#: Votes for a place of a single word that a table knows as a town of some size and that the tagger takes for something
#: else: more than half a sure span (a person is introduced by the full name), less than two that say body.
_KNOWN_TOWN = 0.6
_TOWN = 50_000
#: Characters of the longest word of kinship with what stands behind it.
_LONGEST_KIN = 40
#: A body of a script without capitals and, in capitals, a unit of it.
_UNIT = re.compile(r"(?P<body>[^\sA-Za-z]{2,}) (?P<unit>[A-Z]{2,5})")
#: A name in small letters has no more of them.
_SMALL_NAME = 4


def find_names(views: Sequence[View], tagger: Tagger) -> tuple[list[Name], list[list[Role]]]:
    """Find the names and titles of an article.

    Args:
        views: Its sentences.
        tagger: Proposes typed spans; asked once for all sentences.

    Returns:
        Names in order of the text, without overlap, typed by a vote over the article; the titles of every sentence
        with their holders and bodies.
    """
    short = brackets.initials(views)
    # What stands for a body in this article is no title in it: "CMO" of the "Consejo Mediterráneo del Olivo".
    bodies = {abbreviation for rows in short.values() for _, _, abbreviation in rows}
    roles = [[role for role in spot_roles(view) if view.text[role.start : role.end] not in bodies] for view in views]
    stems = _stems(views)
    proposed = _proven(views, roles, _tagged(views, roles, tagger, stems), stems, short)
    words = _word_votes(proposed)
    _vote_for_beginnings(views, proposed, words)
    proposed = _settle_rows(views, proposed)
    proposed = _owners_apart(views, _units_apart(proposed))
    proposed = _beside_titles(views, roles, proposed, words, stems)
    names = _vote(views, proposed)
    names = _repeats(views, names)
    names = _without_overlap(names)
    for view, titles, here in zip(views, roles, _by_sentence(views, names), strict=True):
        for title in titles:
            title.holder = _kept(title.holder, here)
            title.body = _kept(title.body, here)
        attach_roles(view, here, titles)
        _prove_by_title(titles)
        _prove_by_kin(view, here)
    return names, roles


def _by_sentence(views: Sequence[View], names: Iterable[Name]) -> list[list[Name]]:
    rows: list[list[Name]] = [[] for _ in views]
    for name in names:
        rows[name.sentence].append(name)
    return rows


def _proven(
    views: Sequence[View],
    roles: Sequence[Sequence[Role]],
    names: Sequence[Name],
    stems: Stems,
    short: Mapping[int, Sequence[tuple[int, int, str]]],
) -> list[Name]:
    """The names with what patterns of the text prove of them and add to them."""
    rows = _by_sentence(views, names)
    bodies = {fold(name.form) for name in names if name.type != "person"}
    for view, titles, here in zip(views, roles, rows, strict=True):
        here += patterns.names_by_honorific(view, titles, here)
        here += patterns.bodies_by_office(view)
        here += patterns.bodies_by_head(view, here)
        here += brackets.bodies_by_initials(view, short.get(view.index, ()))
        here += patterns.places_by_table(view, stems)
        here += patterns.bodies_by_legal_form(view, stems)
        here += patterns.bodies_by_bracket(view, here, titles)
        here += patterns.places_by_bracket(view, here)
        here += patterns.bodies_of_persons(view, here)
        here += patterns.bodies_by_noun(view, here)
        here += patterns.bodies_behind_persons(view, here)
        here += patterns.bodies_by_quotes(view)
        here += patterns.places_by_follower(view, here)
        here += patterns.bodies_by_follower(view)
        here += patterns.names_by_role(view, titles, here)
        here += _body_parts(view, titles, bodies)
    parts = _parts_of_persons(views, itertools.chain.from_iterable(rows))
    for view, titles, here in zip(views, roles, rows, strict=True):
        here += patterns.bodies_by_role(view, titles, here, parts)
        here += patterns.bodies_behind_role(view, titles, here, parts)
        here += patterns.bodies_led(view, titles, here)
    return [name for row in rows for name in row]


def _beside_titles(
    views: Sequence[View], roles: Sequence[Sequence[Role]], names: list[Name], words: Evidence, stems: Stems
) -> list[Name]:
    """The names with those that stand right beside a title, in languages where nothing else tells names apart."""
    families = unspaced.known_families(views, names)
    rows = _by_sentence(views, names)
    for view, titles, here in zip(views, roles, rows, strict=True):
        if view.lexicon.glued:
            here += unspaced.names_beside_titles(view, titles, here, families)
            here += unspaced.bodies_beside_titles(view, titles, here)
    names = [name for row in rows for name in row]
    known = _known_persons(views, names, words)
    found = _in_chains(views, roles, names, words, stems, known)
    proven = _known_persons(views, found, Evidence())
    if set(proven) - set(known):
        # A full name that a title proves settles whose family name stands before the other titles.
        for view, titles in zip(views, roles, strict=True):
            for title in titles if not view.lexicon.glued else ():
                title.holder = title.body = None
        found = _in_chains(views, roles, names, words, stems, known | proven)
    return _without_longer(names, found) + found


def _in_chains(
    views: Sequence[View],
    roles: Sequence[Sequence[Role]],
    names: Sequence[Name],
    words: Evidence,
    stems: Stems,
    known: Mapping[str, bool],
) -> list[Name]:
    found: list[Name] = []
    for view, titles, here in zip(views, roles, _by_sentence(views, names), strict=True):
        if view.lexicon.role_behind and not view.lexicon.glued:
            tagged = {(n.start, n.end): (n.type, n.score) for n in here}
            found += chains.names_before_titles(view, titles, words, stems, known, tagged)
    return found


def _without_longer(proposed: Sequence[Name], proven: Sequence[Name]) -> list[Name]:
    """Leave out persons whose last words a title proves to be the body: they would vote for those words."""
    persons = [name for name in proven if name.type == "person" and " " in name.form]
    return [
        name
        for name in proposed
        if name.type != "person"
        or not any(p.sentence == name.sentence and p.start == name.start and p.end < name.end for p in persons)
    ]


def _stems(views: Sequence[View]) -> Stems:
    endings: set[str] = set()
    for view in views:
        endings |= view.lexicon.case_endings
    return Stems((view.text for view in views if view.lexicon.case_endings), endings)


def _tagged(views: Sequence[View], roles: Sequence[list[Role]], tagger: Tagger, stems: Stems) -> list[Name]:
    """The tagger's spans with their borders put right."""
    found = []
    attested = frozenset(word for view in views for word in re.findall(r"[^\W\d_][\w-]*", view.text))
    for view, titles, spans in zip(views, roles, tagger.tag([view.text for view in views]), strict=True):
        here: list[Name] = []
        fit_roles(view, titles, spans)
        for span in spans:
            kept = _inside(view, span, titles)
            for title in kept:
                titles.remove(title)
            cutting = [role for role in titles if not role.hedged]
            for start, end in borders.cut_roles([(span.start, span.end)], cutting):
                start, end = borders.trim(view.text, *brackets.unwrapped(view.text, start, end, span.label))
                first = re.match(r"\s*(\w+)", view.text[start:end])
                small = first is not None and (first.group(1)[0].islower() or not view.lexicon.titles_in_names)
                if small and first and fold(first.group(1)) in view.lexicon.area_of | view.lexicon.body_words:
                    continue  # What a title is for ("of Transport") is no name.
                here += _put_right(view, start, end, span, stems, attested)
        joined = [_with_given_name(view, name, titles) for name in _joined(view, here)]
        joined = [part for name in joined for part in _town_apart(view, name, titles)]
        if view.lexicon.glued:
            unspaced.complete(view, joined, titles)
        found += joined
    return found


def _inside(view: View, span: TaggedSpan, titles: Sequence[Role]) -> list[Role]:
    """Titles that belong to a name: "Ana Alcalde", "Banco Director Norte", where titles are written small."""
    if not view.lexicon.titles_in_names or span.label == "place":
        return []
    lead, found = span.start, []
    for title in titles:
        if title.end <= span.start or span.end <= title.start:
            continue
        within = span.label == "organisation" and title.weak and lead + 1 < title.start and title.end < span.end
        if within:
            found.append(title)  # "Conseil général de la Creuse"
        elif title.start <= lead + 1 or not view.text[title.start].isupper():
            lead = title.end
        elif span.label == "person" or title.weak:
            found.append(title)
    return found


def _put_right(
    view: View, start: int, end: int, span: TaggedSpan, stems: Stems, attested: frozenset[str]
) -> list[Name]:
    start, end = borders.trim(view.text, start, end)
    if start >= end:
        return []
    start, end = borders.cut_honorifics(view, start, end)
    article = view.lexicon.elided_article.match(view.text, start, end) if view.lexicon.elided_article else None
    start = article.end() if article else start
    if span.label != "person":
        start = brackets.without_small_words(view.text, start, end, view.lexicon.family_particles)
    if view.lexicon.glued:
        pieces = unspaced.pieces(view, start, end, span.label)
    elif view.lexicon.case_endings:
        tagged = known_place(view.text[start:end], view.sentence.language)
        start, end = borders.snap(view, start, end, stems, span.label)
        if tagged and known_place(view.text[start:end], view.sentence.language) is None and span.label == "place":
            return []  # A word made of a place is none: "한국인".
        label, longer = span.label, borders.with_noun_apart(view, start, end, stems)
        if label == "organisation" or (label == "place" and not tagged):
            label, end = ("organisation" if longer > end else label), longer
        pieces = borders.split_row(view, start, end, label)
    else:
        label, end = borders.with_hyphen(view, end, span.label)
        start = borders.strip_proclitic(view, start, end, attested)
        pieces = [(*borders.strip_genitive(view, start, end, attested), label)]
    return [
        _made(view, begin, stop, label, span.score)
        for begin, stop, label in pieces
        if stop > begin and _can_be_name(view, view.text[begin:stop])
    ]


def _made(view: View, start: int, end: int, label: Label, score: float) -> Name:
    first = re.match(r"(\w+)\s", view.text[start:end])
    if label == "organisation" and view.lexicon.legal_pattern is not None:
        legal = view.lexicon.legal_pattern.match(view.text, end)
        end = legal.end() if legal else end
    if label == "person" and first and first.group(1) in view.lexicon.family_particles:
        # "wethouder Poppe van Vlissingen": a particle of family names, but a town.
        rest = start + first.end()
        if view.text[:start].rstrip()[-1:].isalpha() and known_place(view.text[rest:end], view.sentence.language):
            start, label = rest, "place"
    name = Name(view.index, start, end, label, score * _trust(view, start, end), view.text[start:end])
    name.proven = label == "organisation" and view.lexicon.is_body(name.form)
    return name


def _trust(view: View, start: int, end: int) -> float:
    """How far the tagger is believed: little where the morphemes say that the span is a common noun."""
    if not view.lexicon.case_endings or " " in view.text[start:end]:
        return 1.0
    text = view.text[start:end]
    if view.lexicon.is_body(text) or text in view.lexicon.body_endings:
        return 1.0
    common = borders.is_common(view, start, end) and not borders.is_native_name(view.lexicon, text)
    return _COMMON_NOUN if common else 1.0


def _with_given_name(view: View, name: Name, titles: Sequence[Role]) -> Name:
    """A family name with the capitalised word before it that the tagger left out: "auf Gerrit Halm"."""
    language = view.lexicon
    if name.type != "person" or " " in name.form:
        return name
    if language.patronymic is not None and language.patronymic.search(name.form):
        # A father's name does not stand alone: the tagger left the given name before it out.
        given = re.search(r"(?<![\w-])[^\W\d_a-z][^\W\d_]+ $", view.text[: name.start])
        start = given.start() if given and given.group()[1:].islower() else name.start
        return Name(name.sentence, start, name.end, "person", name.score, view.text[start : name.end])
    if not language.before_person:
        return name
    words = re.search(r"(?<!\w)([a-zß-ÿ]+) ((?!\w*-)[^\W\d_a-z][a-zß-ÿ]+) $", view.text[: name.start])
    if words is None or words.group(1) not in language.before_person:
        return name
    start = words.start(2)
    title = any(role.start < name.start and start < role.end for role in titles)
    if title or words.group(2) in language.honorifics_before or known_place(words.group(2), view.sentence.language):
        return name
    return Name(name.sentence, start, name.end, "person", name.score, view.text[start : name.end])


def _town_apart(view: View, name: Name, titles: Sequence[Role]) -> list[Name]:
    """A person without the town of the office, which looks like a family name: "wethouder Fenna Postma van Assen"."""
    language = view.lexicon
    words = re.fullmatch(r"(?P<person>\S+ .*\S) (?P<link>\S+) (?P<town>\S+)", name.form)
    if name.type != "person" or words is None or not language.titles_in_names or language.owners_ahead:
        return [name]
    person, link = words.group("person"), words.group("link")
    if link not in language.area_of & language.family_particles or person.split()[-1] in language.family_particles:
        return [name]
    office = any(title.end + 1 == name.start for title in titles)
    second = bool(set(person.split()) & language.family_particles)
    if not (office or second) or known_place(words.group("town"), view.sentence.language) is None:
        return [name]
    start = name.end - len(words.group("town"))
    town = Name(name.sentence, start, name.end, "place", name.score, words.group("town"))
    return [Name(name.sentence, name.start, name.start + len(person), "person", name.score, person), town]


def _units_apart(names: Sequence[Name]) -> list[Name]:
    """Bodies apart from the unit of theirs that goes by capitals, where the article names the body alone as well."""
    alone = {name.form for name in names if name.type == "organisation"}
    apart: list[Name] = []
    for name in names:
        unit = _UNIT.fullmatch(name.form) if name.type == "organisation" else None
        if unit is None or unit["body"] not in alone:
            apart.append(name)
            continue
        end, start = name.start + unit.end("body"), name.start + unit.start("unit")
        apart.append(Name(name.sentence, name.start, end, name.type, name.score, unit["body"]))
        apart.append(Name(name.sentence, start, name.end, name.type, name.score, unit["unit"]))
    return apart


def _owners_apart(views: Sequence[View], names: Sequence[Name]) -> list[Name]:
    """Bodies apart from the person behind them that the tagger joined to them, where names are one written word."""
    bodies = {name.form for name in names if name.type == "organisation"}
    apart: list[Name] = []
    for name in names:
        body, _, person = name.form.rpartition(" ")
        apart.append(name)
        known = name.type == "person" and body and any(form.startswith(body) for form in bodies)
        if known and borders.is_native_name(views[name.sentence].lexicon, person):
            apart.append(Name(name.sentence, name.start, name.start + len(body), "organisation", name.score, body))
            name.start, name.form = name.end - len(person), person
    return apart


def _joined(view: View, names: Sequence[Name]) -> list[Name]:
    """Parts of one name that the tagger took for two: "Torvald" and "Brekke" side by side."""
    joined: list[Name] = []
    for name in sorted(names, key=lambda name: name.start):
        last = joined[-1] if joined else None
        if last is not None and _beside(view, last, name) and _one_name(view, last, name):
            last.end = name.end
            last.score = (last.score + name.score) / 2
            last.form = view.text[last.start : last.end]
        else:
            joined.append(name)
    return joined


def _beside(view: View, left: Name, right: Name) -> bool:
    """Whether nothing but a space, or a particle inside of a place's name, stands between two names."""
    gap = view.text[left.end : right.start]
    return gap == " " or (left.type == "place" and gap.strip() in view.lexicon.family_particles and gap.strip() != "")


def _one_name(view: View, left: Name, right: Name) -> bool:
    if left.type == "organisation" and view.lexicon.titles_in_names and not view.lexicon.owners_ahead:
        # Languages that link nouns by a word between them: what stands right behind a body's name belongs to it.
        town = right.type != "organisation" and " " not in right.form
        return town and known_place(right.form, view.lexicon.code) is not None
    if left.type != right.type or left.type == "organisation":
        return False
    if left.type == "place":
        known = known_place(view.text[left.start : right.end], view.sentence.language)
        apart = view.text[left.end : right.start] == " "
        parts = any(known_place(name.form, view.sentence.language) for name in (left, right))
        return known is not None or (apart and not parts)
    whole = any(borders.is_native_name(view.lexicon, name.form) or " " in name.form for name in (left, right))
    return not whole


def _can_be_name(view: View, form: str) -> bool:
    """A name has letters, in scripts with capitals one of them; a noun for bodies alone is no name."""
    letters = [letter for letter in form if letter.isalpha()]
    if (
        not letters
        or view.lexicon.is_unnamed(form)
        or fold(form) in view.lexicon.never_names
        or form in view.lexicon.honorifics_before
    ):
        return False
    if view.lexicon.role_behind or view.lexicon.glued:
        return len(letters) > 1 and view.lexicon.pack.hooks.strip_particles(form) not in view.lexicon.never_names
    if form in view.lexicon.legal_forms or (form in view.lexicon.offices and not view.lexicon.titles_in_names):
        return False
    cased = any(letter.lower() != letter.upper() for letter in letters)
    # Agencies and broadcasters write themselves small: "dpa", "n-tv".
    small = 2 < len(letters) <= _SMALL_NAME and fold(form) not in view.lexicon.function_words
    return not cased or small or any(letter.isupper() for letter in letters)


def _body_parts(view: View, titles: Sequence[Role], known: Collection[str]) -> list[Name]:
    """Bodies written onto a title ("LGW-Chefin"): acronyms, and what is named elsewhere in the article."""
    found = []
    for title in titles:
        if title.body_part is None:
            continue
        form = view.text[slice(*title.body_part)]
        if (form.isupper() and len(form) > 2) or fold(form) in known:
            found.append(Name(view.index, *title.body_part, "organisation", 0.7, form))
    return found


def _word_votes(names: Iterable[Name]) -> Evidence:
    """Votes for single words; a name of one word says more of it than a longer name, whose end may be wrong."""
    votes = Evidence()
    for name in names:
        parts = name.form.split()
        weight = name.score * (2.0 if len(parts) == 1 else 1.0 if len(parts) == 2 else 0.5)
        votes.add_words(parts, name.type, weight)
        if name.type == "organisation" and len(parts) > 1 and name.proven:
            votes.add(parts[0], "organisation", 2.0)
    return votes


def _vote_for_beginnings(views: Sequence[View], names: Iterable[Name], words: Evidence) -> None:
    """A word that the name of a body begins with takes it up again: "여울" for "여울로지스"."""
    bodies = {
        (name.form, views[name.sentence].lexicon.code)
        for name in names
        if name.type == "organisation" and not views[name.sentence].lexicon.capitals
    }
    printed = {word for view in views for word in view.text.split()}
    for form, code in sorted(bodies):
        for stem in _beginnings(form, lexicon(code), printed):
            if words.total(stem) > 0:
                words.add(stem, "organisation", 3 * PART)


def _known_persons(views: Sequence[View], names: Iterable[Name], words: Evidence) -> dict[str, bool]:
    """Family and given names of the full names of persons, and whether they are family names."""
    forms: dict[str, bool] = {}
    for name in names:
        language = views[name.sentence].lexicon
        if (
            name.type != "person"
            or name.surname_with is not None
            or not (" " in name.form or (language.role_behind and len(name.form) == 3))
        ):
            continue
        if language.role_behind and name.form.count(" ") > 1 and re.search(r"[가-힣]{2}$", name.form):
            continue  # Three words may be a name of two and a body.
        parts = language.pack.hooks.short_forms(name.form)
        for index, part in enumerate(parts):
            syllable = len(part) == 1 and " " in name.form  # Not a family name: the last part of a foreign name.
            if words.of(part)["organisation"] <= words.of(part)["person"] and not syllable:
                forms[part] = forms.get(part, False) or index == 0
    return forms


def _settle_rows(views: Sequence[View], names: Sequence[Name]) -> list[Name]:
    """Cut a body, or another person, off a person where the tagger took two neighbours for one name."""
    settled: list[Name] = []
    words = _word_votes(name for name in names if " " not in name.form)
    persons = {name.form for name in names if name.type == "person"}
    for name in names:
        parts = name.form.split()
        head, _, tail = name.form.rpartition(" ")
        if name.type == "person" and " " in head and head in persons and tail in persons:
            settled.append(Name(name.sentence, name.end - len(tail), name.end, "person", name.score, tail))
            name.end -= len(tail) + 1
            name.form = head
        loose = len(parts) > 2 or (len(parts) == 2 and name.score < _SURE_SPAN)
        if name.type == "person" and loose and views[name.sentence].lexicon.role_behind:
            votes = words.of(parts[-1])
            if votes["organisation"] > votes["person"] + 0.5:
                body_start = name.end - len(parts[-1])
                settled.append(Name(name.sentence, body_start, name.end, "organisation", name.score / 2, parts[-1]))
                name.end = body_start - 1
                name.form = name.form[: -len(parts[-1]) - 1]
        settled.append(name)
    return settled


def _vote(views: Sequence[View], names: Sequence[Name]) -> list[Name]:
    """One type for every form, by all its mentions; forms with too little evidence are dropped."""
    evidence, support = Evidence(), Evidence()
    parts = _parts_of_persons(views, names)
    for name in names:
        evidence.add(name.form, name.type, _weight(name, views[name.sentence], parts))
        support.add(name.form, name.type, name.score)
        if _may_be_town(name, views[name.sentence], parts):
            evidence.add(name.form, "place", _KNOWN_TOWN)
    _vote_for_parts(views, names, evidence)
    _vote_for_family_firms(views, names, evidence)
    for form, language in sorted({(name.form, views[name.sentence].sentence.language) for name in names}):
        if lexicon(language).is_body(form):
            evidence.add(form, "organisation", PROOF)
        elif len(form) > 2 and " " not in form and form.endswith(lexicon(language).place_endings or ("\0",)):
            evidence.add(form, "place", PART)
    kept = []
    for name in names:
        if name.score < patterns.ROLE_AHEAD:
            name.type = _voted_type(name, evidence, views[name.sentence])
        if max(support.total(name.form), evidence.total(name.form)) >= _LEAST_EVIDENCE:
            kept.append(name)
    return kept


def _parts_of_persons(views: Sequence[View], names: Iterable[Name]) -> frozenset[str]:
    """Parts of the full names of persons."""
    return frozenset(
        fold(part)
        for name in names
        if name.type == "person" and " " in name.form and name.surname_with is None
        for part in views[name.sentence].lexicon.pack.hooks.short_forms(name.form)
    )


def _may_be_town(name: Name, view: View, parts: frozenset[str]) -> bool:
    """Whether a single word that no title proves to be something else is the name of a town."""
    if name.type == "place" or name.score > 1 or " " in name.form or fold(name.form) in parts or name.form.isupper():
        return False
    known = known_place(name.form, view.sentence.language)
    return known is not None and known.population >= _TOWN and not view.lexicon.is_body(name.form)


def _weight(name: Name, view: View, parts: frozenset[str]) -> float:
    """A person is introduced by the full name: a single word taken for a person says less without one."""
    alone = name.type == "person" and name.score <= 1 and not re.search(r"[ ·・]", name.form)
    foreign = name.form[:1].isupper() or (view.lexicon.role_behind and _is_foreign(view, name.form))
    return name.score * (0.5 if alone and foreign and fold(name.form) not in parts else 1.0)


def _is_foreign(view: View, form: str) -> bool:
    return "가" <= form[:1] <= "힣" and not borders.is_native_name(view.lexicon, form)


def _vote_for_parts(views: Sequence[View], names: Sequence[Name], evidence: Evidence) -> None:
    """Full names tell the type of their parts: once each, however often they are printed."""
    full = {
        (name.form, name.type, views[name.sentence].lexicon.code): name.score
        for name in names
        if name.surname_with is None
    }
    persons = _parts_of_persons(views, names)
    for (form, type_, code), score in sorted(full.items()):
        parts = form.split()
        if type_ == "person":
            for index, part in enumerate(lexicon(code).pack.hooks.short_forms(form)):
                # The family name is how news takes a person up; a given name may as well be a town.
                place = known_place(part, code)
                family = index == 0 and (place is None or place.population < _LARGE_CITY)
                for spelling in (part, *_in_other_cases(part, code, full)):
                    evidence.add(spelling, "person", (FAMILY_NAME if family else 2 * PART) * min(score, 1.0))
        elif type_ == "organisation" and not lexicon(code).capitals:
            for stem in _beginnings(form, lexicon(code), {other for other, _, _ in full}):
                evidence.add(stem, "organisation", 3 * PART * min(score, 1.0))
        elif type_ == "organisation" and len(parts) > 1 and parts[0] in lexicon(code).body_heads:
            # "Supermercados Olmeda" is taken up by what stands behind the noun.
            evidence.add(" ".join(parts[1:]), "organisation", 3 * PART * min(score, 1.0))
        elif type_ == "organisation" and len(parts) > 1 and parts[0][:1].isupper() and not known_place(parts[0], code):
            weight = PART if fold(parts[0]) in persons else 3 * PART
            evidence.add(parts[0], "organisation", weight * min(score, 1.0))


def _in_other_cases(part: str, code: str, full: Iterable[tuple[str, EntityType, str]]) -> list[str]:
    """Words of the article that may be a part of a name in another case."""
    language = lexicon(code)
    if not language.cases:
        return []
    wanted = cases.nominatives(part, language)
    words = {form for form, _, other in full if other == code and " " not in form and form != part}
    return sorted(word for word in words if wanted & cases.nominatives(word, language))


def _vote_for_family_firms(views: Sequence[View], names: Sequence[Name], evidence: Evidence) -> None:
    """Names of two words that begin with somebody else's family name, or with a proven body, are those of firms.

    "Ahrendt Saaten" beside "Frauke Ahrendt", "Zenko Works" beside "Zenko's chairman". Where the family name stands
    first, the hyphen of the given name tells it.
    """
    full = {
        name.form
        for name in names
        if name.type == "person" and " " in name.form and views[name.sentence].lexicon.capitals
    }
    first_words = {form.split()[-1] for form in full if "-" not in form.split()[-1]}
    first_words |= {n.form for n in names if n.type == "organisation" and n.score >= patterns.ROLE_AHEAD}
    for form in full:
        first, *rest = form.split()
        if first in first_words and len(rest) == 1 and "-" not in rest[0]:
            evidence.add(form, "organisation", PROOF)


def _beginnings(form: str, language: Lexicon, words: Collection[str]) -> list[str]:
    """Words that a body's name begins with, and that are no name of a person or a place as far as they tell."""
    return [
        form[:size]
        for size in range(2, len(form))
        if form[:size] in words
        and not known_place(form[:size], language.code)
        and not borders.is_native_name(language, form[:size])
    ]


def _voted_type(name: Name, evidence: Evidence, view: View) -> EntityType:
    type_ = evidence.type(name.form, name.type)
    votes = evidence.of(name.form)
    # Countries act, and are tagged as bodies where they do; they stay places.
    if type_ == "organisation" and votes["organisation"] < 2 * PROOF:
        known = known_place(name.form, view.sentence.language)
        if known is not None and known.geonames is None:
            return "place"
    return type_


def _repeats(views: Sequence[View], names: list[Name]) -> list[Name]:
    """Mentions that were missed of forms found elsewhere in the article, and of family names."""
    types: dict[str, EntityType] = {}
    for name in sorted(names, key=lambda name: -name.score):
        if name.reach == "full" and len(name.form) > 1 and not name.form.islower():
            types.setdefault(name.form, name.type)
    for name in names:
        if name.type == "person" and " " in name.form and name.surname_with is None:
            for form in views[name.sentence].lexicon.pack.hooks.short_forms(name.form)[:1]:
                # A shorter family name is a common word too often ("Ko", "Lim" at the start of a sentence, "Bang").
                if len(form) > 3 or (len(form) > 2 and not form.isascii()):
                    types.setdefault(form, "person")
    stems = _stems_of_bodies(views, names, types)
    types.update(stems)
    forms = sorted(types, key=lambda form: (-len(form), form))
    if not forms:
        return names
    latin = re.compile(r"(?<![\w])(" + "|".join(map(re.escape, forms)) + r")(?=(?:['’]?s)?(?![\w]))")
    found = list(names)
    patterns: dict[str, re.Pattern[str]] = {}
    for view, here in zip(views, _by_sentence(views, names), strict=True):
        taken = [(name.start, name.end) for name in here]
        code = view.lexicon.code
        if code not in patterns:
            patterns[code] = _suffixed(forms, view) if view.lexicon.case_endings else latin
        pattern = patterns[code]
        for match in pattern.finditer(view.text):
            start, end = match.span(1)
            if match.group(1) in stems and not _is_proper(view, start, end):
                continue
            if not any(a < end and start < b for a, b in taken):
                taken.append((start, end))
                found.append(Name(view.index, start, end, types[match.group(1)], 0.3, match.group(1)))
    return found


def _stems_of_bodies(
    views: Sequence[View], names: Iterable[Name], known: Mapping[str, EntityType]
) -> dict[str, EntityType]:
    """Names of bodies without the noun they are joined to, by which news takes them up: "나루" for "나루배터리"."""
    found: dict[str, EntityType] = {}
    for name in names:
        language = views[name.sentence].lexicon
        if name.type != "organisation" or not language.role_behind or " " in name.form:
            continue
        for ending in language.body_endings:
            stem = name.form.removesuffix(ending)
            place = known_place(stem, language.code) is not None or stem in language.regions
            if stem != name.form and len(stem) > 1 and stem not in known and not place:
                found[stem] = "organisation"
    return found


def _is_proper(view: View, start: int, end: int) -> bool:
    return any(token.start == start and token.end == end and token.tag == "NNP" for token in view.tokens)


def _suffixed(forms: Sequence[str], view: View) -> re.Pattern[str]:
    endings = "|".join(sorted(map(re.escape, view.lexicon.case_endings), key=lambda ending: (-len(ending), ending)))
    long_enough = [form for form in forms if len(form) > 1]
    return re.compile(
        r"(?<![가-힣A-Za-z0-9])(" + "|".join(map(re.escape, long_enough)) + rf")(?=(?:{endings})?(?![가-힣A-Za-z]))"
    )


def _without_overlap(names: Iterable[Name]) -> list[Name]:
    """Of overlapping names the surer stays; of equally sure ones the longer."""
    kept: list[Name] = []
    taken: dict[int, list[Name]] = {}
    for name in sorted(
        names, key=lambda name: (-min(name.score, PROOF), -(name.end - name.start), name.sentence, name.start)
    ):
        others = taken.setdefault(name.sentence, [])
        if name.start < name.end and not any(o.start < name.end and name.start < o.end for o in others):
            others.append(name)
            kept.append(name)
        else:
            _hand_over(name, others)
    return sorted(kept, key=lambda name: (name.sentence, name.start))


def _hand_over(name: Name, others: Sequence[Name]) -> None:
    """What a dropped name knew of gender goes to the one that stays."""
    for other in others:
        if other.start < name.end and name.start < other.end and other.type == name.type:
            other.gender = other.gender or name.gender
            other.titled = other.titled or (name.titled if name.end == other.end else None)


def _kept(name: Name | None, names: Sequence[Name]) -> Name | None:
    """The name that stayed in the place of one found before."""
    if name is None or any(other is name for other in names):
        return name
    return next((o for o in names if o.start < name.end and name.start < o.end and o.type == name.type), None)


def _prove_by_title(titles: Sequence[Role]) -> None:
    for title in titles:
        if title.holder is not None and title.gender is not None:
            title.holder.gender = title.holder.gender or title.gender


def _prove_by_kin(view: View, names: Sequence[Name]) -> None:
    """What a word of kinship before a name tells of its gender: "her brother Jost"."""
    if view.lexicon.kin_before is None:
        return
    for name in names:
        before = view.text[max(0, name.start - _LONGEST_KIN) : name.start]
        match = view.lexicon.kin_before.search(before) if name.type == "person" else None
        if match is not None:
            name.gender = name.gender or view.lexicon.kin[match.group(1)]
