"""Names of an article: what the tagger proposes, corrected, proven, voted over and completed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from whomet.mentions import borders, chains, patterns
from whomet.mentions.borders import Stems
from whomet.mentions.evidence import PART, PROOF, Evidence
from whomet.mentions.lexicon import fold
from whomet.mentions.places import known_place
from whomet.mentions.roles import attach_roles, spot_roles
from whomet.mentions.view import Name, Role, View
from whomet.records import EntityType
from whomet.tagging import Tagger

#: A form without proof needs this much evidence in the whole article. Below it, spans of the tagger on the gold stories
#: are mostly wrong (headline fragments, common nouns).
_LEAST_EVIDENCE = 0.45


def find_names(views: Sequence[View], tagger: Tagger) -> tuple[list[Name], list[list[Role]]]:
    """Find the names and titles of an article.

    Args:
        views: Its sentences.
        tagger: Proposes typed spans; asked once for all sentences.

    Returns:
        Names in order of the text, without overlap, typed by a vote over the article; the titles of every sentence
        with their holders and bodies.
    """
    roles = [spot_roles(view) for view in views]
    stems = _stems(views)
    proposed = _tagged(views, roles, tagger, stems)
    for view, titles in zip(views, roles, strict=True):
        proposed += patterns.names_by_honorific(view)
        proposed += patterns.bodies_by_office(view)
        proposed += patterns.places_by_table(view)
        proposed += patterns.names_by_role(view, titles, proposed)
        proposed += _body_parts(view, titles, proposed)
    words = _word_votes(proposed)
    known = _known_persons(views, proposed)
    for view, titles in zip(views, roles, strict=True):
        if view.lexicon.role_behind:
            proposed += chains.names_before_titles(view, titles, words, stems, known)
    names = _vote(views, proposed)
    names = _repeats(views, names)
    names = _without_overlap(names)
    for view, titles in zip(views, roles, strict=True):
        here = [name for name in names if name.sentence == view.index]
        for title in titles:
            title.holder = _kept(title.holder, here)
            title.body = _kept(title.body, here)
        attach_roles(view, here, titles)
        _prove_by_title(titles)
    return names, roles


def _stems(views: Sequence[View]) -> Stems:
    endings: set[str] = set()
    for view in views:
        endings |= view.lexicon.case_endings
    return Stems((view.text for view in views if view.lexicon.case_endings), endings)


def _tagged(
    views: Sequence[View], roles: Sequence[Sequence[Role]], tagger: Tagger, stems: Stems
) -> list[Name]:
    """The tagger's spans with their borders put right."""
    found = []
    for view, titles, spans in zip(views, roles, tagger.tag([view.text for view in views]), strict=True):
        for span in spans:
            for start, end in borders.cut_roles([(span.start, span.end)], titles):
                start, end = borders.trim(view.text, start, end)
                if start >= end:
                    continue
                start, end = borders.cut_honorifics(view, start, end)
                if view.lexicon.case_endings:
                    start, end = borders.snap(view, start, end, stems)
                else:
                    start, end = borders.strip_genitive(view, start, end)
                form = view.text[start:end]
                if end > start and _can_be_name(form):
                    found.append(Name(view.index, start, end, span.label, span.score, form))
    return found


def _can_be_name(form: str) -> bool:
    """A name has letters, and in scripts with capitals one of them."""
    letters = [letter for letter in form if letter.isalpha()]
    if not letters:
        return False
    cased = any(letter.lower() != letter.upper() for letter in letters)
    return not cased or any(letter.isupper() for letter in letters) or not all(x.isascii() for x in letters)


def _body_parts(view: View, titles: Sequence[Role], proposed: Sequence[Name]) -> list[Name]:
    """Bodies written onto a title ("LGW-Chefin"): acronyms, and what is named elsewhere in the article."""
    known = {fold(name.form) for name in proposed if name.type != "person"}
    found = []
    for title in titles:
        if title.body_part is None:
            continue
        form = view.text[slice(*title.body_part)]
        if (form.isupper() and len(form) > 2) or fold(form) in known:
            found.append(Name(view.index, *title.body_part, "organisation", 0.7, form))
    return found


def _word_votes(names: Iterable[Name]) -> Evidence:
    votes = Evidence()
    for name in names:
        votes.add_words(name.form.split(), name.type, name.score)
    return votes


def _known_persons(views: Sequence[View], names: Iterable[Name]) -> frozenset[str]:
    """Family and given names of the full names of persons."""
    forms: set[str] = set()
    for name in names:
        if name.type == "person" and " " in name.form:
            forms.update(views[name.sentence].lexicon.pack.hooks.short_forms(name.form))
    return frozenset(forms)


def _vote(views: Sequence[View], names: Sequence[Name]) -> list[Name]:
    """One type for every form, by all its mentions; forms with too little evidence are dropped."""
    evidence = Evidence()
    for name in names:
        evidence.add(name.form, name.type, name.score)
        hooks = views[name.sentence].lexicon.pack.hooks
        if name.type == "person" and name.reach == "full":
            evidence.add_words(hooks.short_forms(name.form), "person", PART * name.score)
        elif " " in name.form:
            evidence.add(name.form.split()[0], name.type, PART * name.score / 2)
    for form in sorted({name.form for name in names}):
        language = views[next(name.sentence for name in names if name.form == form)].lexicon
        if language.is_body(form):
            evidence.add(form, "organisation", PROOF)
    kept = []
    for name in names:
        if name.score < PROOF:
            name.type = _voted_type(name, evidence, views[name.sentence])
        if evidence.total(name.form) >= _LEAST_EVIDENCE:
            kept.append(name)
    return kept


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
    """Mentions that were missed of forms found elsewhere in the article."""
    types: dict[str, EntityType] = {}
    for name in sorted(names, key=lambda name: -name.score):
        if name.reach == "full" and len(name.form) > 1:
            types.setdefault(name.form, name.type)
    forms = sorted(types, key=lambda form: (-len(form), form))
    if not forms:
        return names
    latin = re.compile(r"(?<![\w])(" + "|".join(map(re.escape, forms)) + r")(?=(?:['’]?s)?(?![\w]))")
    found = list(names)
    for view in views:
        taken = [(name.start, name.end) for name in found if name.sentence == view.index]
        pattern = _suffixed(forms, view) if view.lexicon.case_endings else latin
        for match in pattern.finditer(view.text):
            start, end = match.span(1)
            if not any(a < end and start < b for a, b in taken):
                taken.append((start, end))
                found.append(Name(view.index, start, end, types[match.group(1)], 0.3, match.group(1)))
    return found


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
    for name in sorted(names, key=lambda name: (-min(name.score, PROOF), -(name.end - name.start), name.sentence, name.start)):
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
