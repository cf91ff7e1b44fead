"""Words that take up somebody named before: "the minister", "she", "the two", "the company".

Only what the sentences around leave clear is resolved. A pronoun goes to the person in front whose gender does not
speak against it; a title to the person who holds it; a group to the persons of the nearest sentence that has just as
many.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Sequence

from whomet.mentions.lexicon import Reference, fold
from whomet.mentions.referents import Cluster, Grouping, same_title
from whomet.mentions.view import Name, Role, View
from whomet.records import EntityType, QuotationMention

# What is written onto the name of whose something is: "Halm's deputy", "Halms Stellvertreterin".
_OWNING = re.compile(r"(?:['’]s?|s)\s")
# How many sentences a group looks back.
_GROUP_WINDOW = 4
# How many sentences a pronoun looks back.
_PRONOUN_WINDOW = 2
# How many sentences later the holder of a title may be named for the first time; who comes later is somebody new.
_AHEAD = 3
# The general label of who leads a body, and the titles that it takes up once the body is the same ("the Meta chief").
_HEAD = "head"
_TOP = frozenset(
    {"chairman", "chief executive officer", "president", "managing director", "executive chairman", "director"}
)


def resolve(
    views: Sequence[View],
    names: Sequence[Name],
    roles: Sequence[Sequence[Role]],
    grouping: Grouping,
    quotations: Sequence[QuotationMention] = (),
) -> list[Name]:
    """Find and resolve the references of an article.

    Args:
        views: Its sentences.
        names: Its names, in order.
        roles: The titles of every sentence.
        grouping: Its referents; references are added to them.
        quotations: Its speech.

    Returns:
        The references, in order; those that nothing resolves are left out, but for groups.
    """
    trail = _Trail(views, names, grouping, quotations)
    found: list[Name] = []
    for view, titles in zip(views, roles, strict=True):
        here = [
            *_titles(view, titles, trail, grouping),
            *_bodies(view, trail, grouping),
        ]
        _employ(view, titles, here)
        here += _pronouns_and_groups(view, trail, grouping)
        found += here
    return sorted(found, key=lambda name: (name.sentence, name.start))


def _employ(view: View, titles: Sequence[Role], references: Sequence[Name]) -> None:
    """Give a title without a body the one that is taken up right behind it: "portavoce del gruppo"."""
    for role in titles:
        for name in references if role.body is None and role.holder is not None else ():
            behind = 0 < role.core[1] <= name.start and not view.text[role.core[1] : name.start].strip()
            if name.type == "organisation" and behind:
                role.body = name


class _Trail:
    """The mentions so far, by sentence."""

    def __init__(
        self,
        views: Sequence[View],
        names: Sequence[Name],
        grouping: Grouping,
        quotations: Sequence[QuotationMention],
    ) -> None:
        self._grouping = grouping
        self._groups: dict[tuple[EntityType, int], list[Cluster]] = {}
        self._quoted = sorted((quotation.start, quotation.end) for quotation in quotations)
        self._by_sentence: list[list[Name]] = [[] for _ in views]
        self._views = views
        for name in names:
            self._by_sentence[name.sentence].append(name)

    def add(self, name: Name) -> None:
        meant = self._grouping.of(name)
        if name.reach == "group" and meant:
            self._groups[name.type, len(meant)] = meant
        self._by_sentence[name.sentence].append(name)
        self._by_sentence[name.sentence].sort(key=lambda other: other.start)

    def last_group(self, type_: EntityType, count: int) -> list[Cluster]:
        """Whom the last group of so many meant."""
        return self._groups.get((type_, count), [])

    def flows(self, left: int, right: int) -> bool:
        """Whether a sentence goes on with another: captions stand outside the flow of the text."""
        if right >= len(self._views):
            return False
        return self._views[left].sentence.kind == self._views[right].sentence.kind

    def first(self, sentence: int) -> Name | None:
        """The first name of a sentence."""
        names = self._by_sentence[sentence] if sentence < len(self._by_sentence) else []
        return names[0] if names else None

    def aged(self, years: str) -> list[Cluster]:
        """The people whose age stands behind their name: "Wirth (54)", "Ida Moll, 54, "."""
        told = re.compile(rf"\s?[(,]\s?{years}\b(?!\s?%)")
        found: list[Cluster] = []
        for names in self._by_sentence:
            for name in names:
                if name.type == "person" and told.match(self._views[name.sentence].text, name.end):
                    found += [c for c in self._grouping.of(name) if not any(c is other for other in found)]
        return found

    def taken(self, sentence: int, start: int, end: int) -> bool:
        return any(name.start < end and start < name.end for name in self._by_sentence[sentence])

    def head(self, view: View, before: int) -> Cluster | None:
        """The person whose relative clause an offset stands in: "Ida Moll, who says she ..."."""
        if view.lexicon.relative is None:
            return None
        names = [name for name in self._by_sentence[view.index] if name.end <= before]
        last = names[-1] if names else None
        clause = view.lexicon.relative.fullmatch(view.text[last.end : before]) if last is not None else None
        meant = self._grouping.of(last) if last is not None and clause is not None and last.type == "person" else []
        return meant[0] if len(meant) == 1 else None

    def speech(self, sentence: int, start: int) -> tuple[int, int] | None:
        """The quotation that an offset of a sentence lies in."""
        at = self._views[sentence].outer(start, start + 1)[0]
        index = bisect_right(self._quoted, (at, sys.maxsize)) - 1
        return self._quoted[index] if index >= 0 and at < self._quoted[index][1] else None

    def around(self, sentence: int, start: int) -> list[Cluster]:
        """Who stands beside the quotation that an offset lies in: whoever speaks, or is spoken to, is not "she"."""
        speech = self.speech(sentence, start)
        if speech is None:
            return []
        found = []
        for index in range(sentence, len(self._views)):
            if self._views[index].sentence.start >= speech[1]:
                break
            found += self.mentioned(index, "person", speech=None)
        return found

    def mentioned(
        self, sentence: int, type_: EntityType, before: int | None = None, speech: tuple[int, int] | bool | None = True
    ) -> list[Cluster]:
        """Referents of a type in a sentence in order, each once.

        Args:
            sentence: Index of the sentence.
            type_: The type.
            before: Only of names before this offset.
            speech: Only of names outside of quotations but this one; True for all names.
        """
        found: list[Cluster] = []
        for name in self._by_sentence[sentence] if sentence < len(self._by_sentence) else ():
            if name.type != type_ or (before is not None and name.start >= before):
                continue
            if speech is not True and self.speech(sentence, name.start) not in (None, speech):
                continue
            found += [c for c in self._grouping.of(name) if not any(c is other for other in found)]
        return found

    def backwards(
        self, sentence: int, before: int, type_: EntityType, window: int, quoted: bool = True
    ) -> list[list[Cluster]]:
        """Referents of a type, of this sentence before an offset and of the sentences before it, nearest first.

        Args:
            sentence: Index of the sentence.
            before: The offset.
            type_: The type.
            window: How many sentences to look back.
            quoted: Whether names in other quotations count. Whom somebody speaks of is seldom whom the article goes on
                to speak of.
        """
        speech = True if quoted else self.speech(sentence, before)
        rows = [self.mentioned(sentence, type_, before, speech)]
        language = self._views[sentence].sentence.language
        index = sentence - 1
        while index >= 0 and len(rows) <= window:
            other = self._views[index].sentence
            # Captions stand outside the flow of the text.
            flows = other.kind == self._views[sentence].sentence.kind or other.kind in ("title", "summary")
            if flows and other.language == language:
                row = self.mentioned(index, type_, speech=speech)
                rows.append(row if quoted else self.owners_last(index, row))
            index -= 1
        return rows

    def owners_last(self, sentence: int, row: Sequence[Cluster]) -> list[Cluster]:
        """A row of referents with those last whose something else is: "Halm's deputy, Ida Moll" is about Moll."""
        text = self._views[sentence].text
        names = self._by_sentence[sentence]
        free = [c for name in names if not _OWNING.match(text, name.end) for c in self._grouping.of(name)]
        return sorted(row, key=lambda cluster: all(cluster is not other for other in free))


def _titles(view: View, titles: Sequence[Role], trail: _Trail, grouping: Grouping) -> list[Name]:
    found = []
    for role in titles:
        if role.holder is not None or trail.taken(view.index, role.start, role.end):
            continue
        candidates = _others(view, role, _holders(view, role, grouping), trail)
        if view.sentence.kind == "body":
            candidates = [c for c in candidates if any(n.sentence <= view.index + _AHEAD for n in c.names)]
        chosen = _nearest(view, role.start, candidates, trail) or _introduced_next(
            view, role, candidates, trail, grouping
        )
        if chosen is None:
            continue
        form = view.text[role.start : role.end]
        name = Name(view.index, role.start, role.end, "person", 1.0, form, "title", role.gender)
        role.holder = name
        grouping.assign(name, [chosen])
        trail.add(name)
        found.append(name)
    return found


def _others(view: View, role: Role, holders: list[Cluster], trail: _Trail) -> list[Cluster]:
    """Holders whom the clause in front of a title does not name: "Wirth received the minister" is about another one."""
    clause = max(view.text.rfind(sign, 0, role.start) for sign in ',;:–—()"“”„»«') + 1
    before = trail.mentioned(view.index, "person", role.start)
    beyond = trail.mentioned(view.index, "person", clause)
    return [h for h in holders if h in beyond or h not in before]


def _holders(view: View, role: Role, grouping: Grouping) -> list[Cluster]:
    """The people who hold a title as far as the article says."""
    bodies = grouping.of(role.body) if role.body is not None else []
    found: list[Cluster] = []
    exact: list[Cluster] = []
    unplaced: list[Cluster] = []
    for cluster in grouping.clusters:
        if cluster.type != "person" or (role.gender and cluster.gender and role.gender != cluster.gender):
            continue
        for held in cluster.roles:
            same = same_title(held.label, role.label)
            if bodies:
                employer = grouping.of(held.body) if held.body is not None else []
                leads = {held.label, role.label} <= _TOP | {_HEAD} and _HEAD in (held.label, role.label)
                if any(body in employer for body in bodies) and (same or leads):
                    found.append(cluster)
                    break
                if leads and held.body is None and not held.past and grouping.employer(cluster) is None:
                    unplaced.append(cluster)
                    break
            elif held.label == role.label and _takes_up(view, role) and not held.past:
                exact.append(cluster)
                break
            elif same and _takes_up(view, role) and not held.past:
                found.append(cluster)
                break
    # "The Zenko chief" is the one chief executive of whom the article tells no body.
    return exact or found or (unplaced if len(unplaced) == 1 else [])


def _takes_up(view: View, role: Role) -> bool:
    """Whether a title with its determiner and nothing behind it takes up its holder."""
    language = view.lexicon
    if language.role_behind:
        return False
    if language.title_left is not None and language.title_right is not None:
        alone = language.title_left.search(view.text[: role.start]) and language.title_right.match(view.text, role.end)
        return role.body is None and bool(alone)
    before = view.text[: role.start].split()[-1:]
    after = view.text[role.end :].split()[:1]
    if after and fold(after[0].strip(".,;:)")) in language.title_after:
        return True
    if language.title_bare:
        follows = view.text[role.end :].lstrip()[:1]
        return not follows.isupper() and not (after and fold(after[0]) in language.title_closed_by)
    determined = bool(before) and before[0].lower().lstrip("\"'“„") in language.title_determiners
    return determined and not (after and after[0].lower() in language.title_closed_by)


def _introduced_next(
    view: View, role: Role, candidates: Sequence[Cluster], trail: _Trail, grouping: Grouping
) -> Cluster | None:
    """ "The chairman of Zenko flew in. Bok Sun-hee, 68, ...": the title comes first, its holder's name with the next
    sentence."""
    if candidates or role.body is None or role.past or view.lexicon.role_behind or view.sentence.kind != "body":
        return None
    if not trail.flows(view.index, view.index + 1):
        return None
    new = [
        cluster
        for cluster in trail.mentioned(view.index + 1, "person")
        if not cluster.roles and cluster.names[0].sentence == view.index + 1
    ]
    fitting = [c for c in new if role.gender is None or c.gender in (None, role.gender)]
    first = trail.first(view.index + 1)
    return fitting[0] if len(fitting) == 1 and first is not None and grouping.of(first) == fitting else None


def _nearest(view: View, position: int, candidates: Sequence[Cluster], trail: _Trail) -> Cluster | None:
    if len(candidates) <= 1:
        return candidates[0] if candidates else None
    for row in trail.backwards(view.index, position, "person", view.index):
        near = [cluster for cluster in row if cluster in candidates]
        if near:
            return near[0] if len(near) == 1 else None
    return None


def _bodies(view: View, trail: _Trail, grouping: Grouping) -> list[Name]:
    """ "The company", "das Ministerium": the body in front whose name has the noun; else, for a noun that fits any
    company, the nearest."""
    pattern = view.lexicon.body_reference
    if pattern is None:
        return []
    found = []
    for match in pattern.finditer(view.text):
        if trail.taken(view.index, *match.span()) or view.lexicon.body_closed_by.match(view.text, match.end()):
            continue
        noun = next(group for group in match.groups() if group)
        rows = trail.backwards(view.index, match.start(), "organisation", _GROUP_WINDOW)
        named = [cluster for row in rows for cluster in row if _has_noun(cluster, noun)]
        if named:
            chosen = named[0]
        elif fold(noun) in view.lexicon.generic_nouns:
            near = next((row for row in rows[: _PRONOUN_WINDOW + 1] if row), [])
            if not near:
                continue
            chosen = near[-1] if rows[0] else near[0]
        else:
            continue
        name = Name(view.index, match.start(), match.end(), "organisation", 0.5, match.group(), "title")
        grouping.assign(name, [chosen])
        trail.add(name)
        found.append(name)
    return found


def _has_noun(cluster: Cluster, noun: str) -> bool:
    """Whether a name of a body has a noun, also inside a compound and without its case ending ("Ministeriums")."""
    stem = fold(noun).removesuffix("s")
    return any(stem in fold(name.form) for name in cluster.names if name.reach == "full")


def _pronouns_and_groups(view: View, trail: _Trail, grouping: Grouping) -> list[Name]:
    hits = []
    for reference in view.lexicon.references:
        for match in reference.pattern.finditer(view.text):
            end = match.start() + reference.cut if reference.cut is not None else match.end()
            hits.append((match.start(), end, reference))
    hits.sort(key=lambda hit: (hit[0], -hit[1]))
    found: list[Name] = []
    for start, end, reference in hits:
        if trail.taken(view.index, start, end) or not _stands_beside(view, start, end, reference):
            continue
        clusters, sure = _meant(view, start, end, reference, trail)
        if not clusters and reference.kind != "group":
            continue
        reach = "pronoun" if reference.kind != "group" and reference.count == 1 else "group"
        form = view.text[start:end]
        name = Name(view.index, start, end, reference.type, 0.5, form, reach, reference.gender if sure else None)  # type: ignore[arg-type]
        grouping.assign(name, clusters)
        trail.add(name)
        found.append(name)
    return found


def _stands_beside(view: View, start: int, end: int, reference: Reference) -> bool:
    following = re.match(r"\s+(\w+)", view.text[end:])
    if following is not None and following.group(1) in reference.not_before:
        return False
    if reference.not_behind is not None and reference.not_behind.search(view.text[:start]):
        return False
    if reference.beside is None:
        return True
    after = re.split(r"[,.;]", view.text[end:])[0].split()[:2]
    before = re.split(r"[,.;]", view.text[:start])[-1].split()[-2:]
    return bool(reference.beside.search(" ".join(after[:1])) or reference.beside.search(" ".join(before[-1:])))


def _meant(view: View, start: int, end: int, reference: Reference, trail: _Trail) -> tuple[list[Cluster], bool]:
    """Whom a pronoun or group means, and whether nobody else can be meant."""
    if reference.kind == "group" or reference.count == 0:
        return _group(view, start, end, reference, trail), False
    rows = trail.backwards(view.index, start, "person", _PRONOUN_WINDOW, quoted=False)
    if reference.kind == "description":
        # "Wirth and the Dane": a description means nobody whom its own sentence names.
        rows = [[c for c in row if all(c is not other for other in rows[0])] for row in rows[1:]]
        age = re.search(r"\d\d", view.text[start:end])
        aged = trail.aged(age.group()) if age else []
        if aged:
            return aged[:1] if len(aged) == 1 else [], False
    if reference.is_object(view.text[start:end], view.text[end:]) and rows:
        # "Ida showed her round": an object is not the subject of its own clause.
        rows[0] = rows[0][:-1]
    speakers = trail.around(view.index, start)
    rows = [[c for c in row if all(c is not other for other in speakers)] for row in rows]
    head = trail.head(view, start)
    if head is not None and _agrees(head, reference):
        return [head], True
    fitting = [[c for c in row if _agrees(c, reference)] for row in rows]
    if reference.is_possessive(view.text[start:end]) and fitting and fitting[0]:
        # "Moll and her deputy": whose something is stands in the same sentence if anybody does.
        fitting = fitting[:1]
    everybody = {id(cluster) for row in fitting for cluster in row}
    for row in fitting:
        known = [cluster for cluster in row if cluster.gender is not None and cluster.gender == reference.gender]
        if len(known) == 1:
            return known, True
        if row:
            # The subject stands first; of several, the one the text is about is taken up.
            return row[:1], len(everybody) == 1
    return [], False


def _agrees(cluster: Cluster, reference: Reference) -> bool:
    return reference.gender is None or cluster.gender in (None, reference.gender)


def _held(view: View, start: int, end: int) -> str | None:
    """The label of the title by which a group is called: "both ministers", "두 장관"."""
    word = re.split(r"\s", view.text[start:end])[-1]
    ends = [ending for ending in ("", *view.lexicon.plural_endings, "s") if word.endswith(ending)]
    forms = (view.lexicon.roles.get(fold(word.removesuffix(ending))) for ending in ends)
    return next((form.label for form in forms if form is not None), None)


def _group(view: View, start: int, end: int, reference: Reference, trail: _Trail) -> list[Cluster]:
    """Whom "the two" means: the nearest sentence with just as many, or as many gathered from single sentences.

    The subject of the own sentence is no part of it ("Moll received the two"), nor who does not hold the title by which
    the group is called where enough others do. Of more people than that, a word that tells the gender means those whom
    the article speaks of most.
    """
    rows = trail.backwards(view.index, start, reference.type, _GROUP_WINDOW)
    rows = [[cluster for cluster in row if _agrees(cluster, reference)] for row in rows]
    count = reference.count or 2
    label = _held(view, start, end) if reference.type == "person" else None
    if label is not None:
        fit = [[c for c in row if any(same_title(role.label, label) for role in c.roles)] for row in rows]
        rows = fit if len({id(c) for row in fit for c in row}) >= count else rows
    if len(rows[0]) < count:
        rows = rows[1:]
    gathered: list[Cluster] = []
    for row in rows:
        gathered += [cluster for cluster in row if all(cluster is not other for other in gathered)]
        if len(row) == count or (len(gathered) == count and len(row) <= 1):
            return row if len(row) == count else gathered[::-1]
    earlier = trail.last_group(reference.type, count)
    if earlier and all(_agrees(cluster, reference) for cluster in earlier):
        return earlier
    if reference.gender is not None and len(gathered) > count:
        known = [c for c in gathered if c.gender == reference.gender]
        return sorted(known if len(known) >= count else gathered, key=lambda c: -len(c.names))[:count]
    gathered = []
    for row in rows:
        if len(row) > count and not gathered:
            return row[:count]
        gathered += [cluster for cluster in row if cluster not in gathered]
        if len(gathered) >= count:
            return gathered[:count]
    return []
