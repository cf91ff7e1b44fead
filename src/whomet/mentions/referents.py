"""Who or what an article means by its names: full names, their short forms, abbreviations and aliases are put together.

Full names make the referents; short forms go to the referent whose full name they are part of, if titles, gender and
nearness leave one; otherwise they stay open.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from whomet.mentions import cases, unspaced
from whomet.mentions.lexicon import Gender, fold
from whomet.mentions.places import KnownPlace, known_place, town_of
from whomet.mentions.view import Name, Role, View
from whomet.records import EntityType

_BRACKET = re.compile(r"\s?[(（]\s?([^()（）]{2,60}?)\s?[)）]")
_ACRONYM = re.compile(r"[A-ZÀ-ÞА-Я][A-Za-z0-9À-ÿ&.-]{0,3}[A-ZÀ-ÞА-Я0-9]+[a-z]?")
_OWNER = re.compile(r"['’]s?\s")
_OPENED = re.compile(r"\s[(（]")
_HANGUL = re.compile(r"[가-힣]+")
# Spelling variants of one name in an article ("Amstuts", "Amstutz") differ in one letter of a part of at least so many
# letters; shorter parts with one letter changed are other names ("Kim", "Lim").
_VARIANT_LETTERS = 5
_VARIANT_SYLLABLES = 4
# A contraction has so many syllables: with two, other bodies have them, too.
_SHORT_HANGUL = (3, 4)
# Of two people with one family name the one named within so many sentences is meant, if the other is not.
_NEAR = 3


@dataclass(slots=True, eq=False)
class Cluster:
    """A referent in the making."""

    type: EntityType
    names: list[Name] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    aliases: list[tuple[str, str]] = field(default_factory=list)
    extra_forms: list[tuple[str, str]] = field(default_factory=list)
    gender: Gender | None = None
    place: KnownPlace | None = None
    bodies: list[Cluster] = field(default_factory=list)
    #: Keys as in `Grouping._parts`, of so many of the names.
    parts: tuple[set[str], set[str], set[str]] = field(default_factory=lambda: (set(), set(), set()))
    parts_of: int = 0

    def forms(self) -> set[str]:
        """Keys of the full and short forms."""
        return {key_of(name.form) for name in self.names if name.reach in ("full", "short")}


@lru_cache(maxsize=65536)
def key_of(form: str) -> str:
    """A form for comparison: without accents, hyphens and case."""
    plain = unicodedata.normalize("NFKD", form) if form.isascii() is False and not _HANGUL.search(form) else form
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[-‐‑'’]", "", plain).casefold().split())


class Grouping:
    """The referents of one article.

    Attributes:
        clusters: All referents, in order of their first mention.
    """

    def __init__(self, views: Sequence[View], names: Sequence[Name], roles: Sequence[Sequence[Role]]) -> None:
        self._views = views
        self._roles = [role for titles in roles for role in titles]
        self._of: dict[int, list[Cluster]] = {}
        self.clusters: list[Cluster] = []
        persons = [name for name in names if name.type == "person"]
        self._full_persons(persons)
        self._bodies([name for name in names if name.type == "organisation"])
        self._places([name for name in names if name.type == "place"])
        self._aliases(names)
        self._take_roles()
        self._variants()
        self._called: dict[str, set[Gender]] = {}
        for name in persons:
            if name.titled is not None and name.gender is not None:
                self._called.setdefault(key_of(name.form), set()).add(name.gender)
        self._short_persons([name for name in persons if id(name) not in self._of])
        self._take_roles()
        self._short_bodies()
        self._titled_forms()
        self._affiliations(names)
        self._country_forms(names)
        self._town_forms(names)
        self._order()

    def of(self, name: Name) -> list[Cluster]:
        """The referents of a name: one, several for a group, none where it is open."""
        return self._of.get(id(name), [])

    def assign(self, name: Name, clusters: Sequence[Cluster]) -> None:
        """Say what a name means."""
        self._of[id(name)] = list(clusters)
        for cluster in clusters:
            cluster.names.append(name)
            if len(clusters) == 1 and name.gender:
                cluster.gender = name.gender if name.titled or cluster.gender is None else cluster.gender

    def hooks_short(self, name: Name) -> tuple[str, ...]:
        """Short forms of a full name."""
        return self._views[name.sentence].lexicon.pack.hooks.short_forms(name.form)

    def _families(self, name: Name) -> tuple[str, ...]:
        """The beginnings of a full name of characters that may be its family name."""
        language = self._views[name.sentence].lexicon
        return unspaced.families(name.form, language) if language.glued else ()

    # --- persons

    def _full_persons(self, persons: Sequence[Name]) -> None:
        by_key: dict[str, Cluster] = {}
        self._glued = {name.form for name in persons if self._views[name.sentence].lexicon.glued}
        self._surnames = {name.surname_with for name in persons if name.surname_with}
        parts = {
            key_of(form)
            for name in persons
            if unspaced.is_composed(name.form) and name.surname_with is None
            for form in self.hooks_short(name)
        }
        for name in persons:
            if name.reach != "full" or not self._is_full(name) or key_of(name.form) in parts:
                continue
            key = key_of(name.form)
            cluster = by_key.get(key) or self._longer_or_shorter(key, by_key) or self._in_other_case(name)
            if cluster is None:
                cluster = self._new("person")
            by_key[key] = cluster
            self.assign(name, [cluster])

    def _is_full(self, name: Name) -> bool:
        language = self._views[name.sentence].lexicon
        if language.patronymic is not None and _with_patronymic(name, language.patronymic):
            return False
        if language.glued and not name.form.isascii():
            full = unspaced.is_full(name.form) or unspaced.is_brief(name.form, language)
            return full and (unspaced.is_whole(name.form, language) or not self._begins_longer(name))
        if " " in name.form or "·" in name.form or "・" in name.form:
            return True
        if _HANGUL.fullmatch(name.form):
            if len(name.form) == 3 and name.form[:1] in self._surnames:
                return True
            doubled = name.form[:2] in language.double_surnames
            return 3 <= len(name.form) <= 4 and (
                doubled or (len(name.form) == 3 and name.form[:1] in language.surnames)
            )
        return not language.pack.spaced or bool(re.fullmatch(r"[\u3400-\u9fff]{3,}", name.form))

    def _begins_longer(self, name: Name) -> bool:
        """Whether a longer name of the article begins with this one: a family name of three characters."""
        return any(len(form) > len(name.form) and form.startswith(name.form) for form in self._glued)

    @staticmethod
    def _longer_or_shorter(key: str, by_key: dict[str, Cluster]) -> Cluster | None:
        """The cluster of a name that has all parts of this one, or the other way round ("Ana Ruiz Soler")."""
        parts = key.split()
        for other, cluster in by_key.items():
            shorter, longer = sorted((parts, other.split()), key=len)
            if 2 <= len(shorter) < len(longer) and _is_subsequence(shorter, longer):
                return cluster
        return None

    def _in_other_case(self, name: Name) -> Cluster | None:
        """The referent whose name may be this one in another case: "Антониной Верховцевой", "Анкаре"."""
        language = self._views[name.sentence].lexicon
        if not language.cases:
            return None
        alike = cases.same_words if name.type == "organisation" or " " not in name.form else cases.same_name
        for cluster in self.clusters:
            if cluster.type != name.type or (name.gender and cluster.gender and name.gender != cluster.gender):
                continue
            for other in cluster.names:
                same = self._views[other.sentence].lexicon is language and other.reach == "full"
                if same and alike(other.form.casefold(), name.form.casefold(), language):
                    return cluster
        return None

    def _variants(self) -> None:
        """Join full names that differ in one letter, where nothing speaks against it."""
        people = [cluster for cluster in self.clusters if cluster.type == "person"]
        for index, left in enumerate(people):
            for right in people[index + 1 :]:
                if right in self.clusters and left in self.clusters and self._same_but_spelling(left, right):
                    self._join(left, right)

    def _same_but_spelling(self, left: Cluster, right: Cluster) -> bool:
        forms = [sorted({key_of(n.form) for n in c.names if n.reach == "full"}) for c in (left, right)]
        pair = next(((a, b) for a in forms[0] for b in forms[1] if _one_letter(a, b)), None)
        if pair is None:
            return False
        if left.gender and right.gender and left.gender != right.gender:
            return False
        labels = [{role.label for role in cluster.roles} for cluster in (left, right)]
        bodies = [{id(c) for r in cluster.roles if r.body for c in self.of(r.body)} for cluster in (left, right)]
        if labels[0] and labels[1] and not labels[0] & labels[1]:
            return False
        # A Korean or Chinese name of three syllables leaves no letter for a slip: both title and body must agree.
        short = not any(" " in form for form in pair)
        return not short or bool(labels[0] & labels[1] and bodies[0] & bodies[1])

    def _short_persons(self, names: Sequence[Name]) -> None:
        for name in names:
            candidates = self._candidates(name)
            if name.surname_with is None and not candidates:
                candidates = self._near_candidates(name)
            chosen = self._choose(name, candidates)
            if chosen is None and not candidates:
                chosen = self._new("person")
                if name.reach == "full" and name.surname_with is None:
                    name.reach = "full" if not self._views[name.sentence].lexicon.pack.spaced else "short"
            elif chosen is not None:
                name.reach = "short"
            else:
                name.reach = "short"
                self._of[id(name)] = []
                continue
            self.assign(name, [chosen])

    def _candidates(self, name: Name) -> list[Cluster]:
        wanted = key_of(name.surname_with or name.form)
        found = []
        for cluster in self.clusters:
            if cluster.type == "person":
                own, families, parts = self._parts(cluster)
                if wanted in own or wanted in (families if name.surname_with else parts):
                    found.append(cluster)
        return found or self._declined_candidates(name)

    def _parts(self, cluster: Cluster) -> tuple[set[str], set[str], set[str]]:
        """Keys of the names of a person, of their family names, and of all that may take them up."""
        for other in cluster.names[cluster.parts_of :]:
            cluster.parts[0].add(key_of(other.surname_with or other.form))
            if other.reach == "full":
                forms = self.hooks_short(other) + self._families(other)
                cluster.parts[1].update(map(key_of, forms[:1]))
                cluster.parts[2].update(map(key_of, forms))
        cluster.parts_of = len(cluster.names)
        return cluster.parts

    def _declined_candidates(self, name: Name) -> list[Cluster]:
        """People of whose full name this is a part in another case, or a given name with that of the father."""
        language = self._views[name.sentence].lexicon
        fathered = language.patronymic is not None and _with_patronymic(name, language.patronymic)
        if not language.cases or (" " in name.form and not fathered):
            return []
        wanted = cases.nominatives(name.form.split()[0].casefold(), language)
        return [
            cluster
            for cluster in self.clusters
            if cluster.type == "person"
            and any(
                wanted & cases.nominatives(short.casefold(), language)
                for other in cluster.names
                if other.reach == "full" and self._views[other.sentence].lexicon is language
                for short in self.hooks_short(other)
            )
        ]

    def _near_candidates(self, name: Name) -> list[Cluster]:
        """People with a name part that differs in one letter."""
        wanted = key_of(name.form)
        return [
            cluster
            for cluster in self.clusters
            if cluster.type == "person"
            and any(
                _one_letter(wanted, key_of(s)) for n in cluster.names if n.reach == "full" for s in self.hooks_short(n)
            )
        ]

    def _choose(self, name: Name, candidates: list[Cluster]) -> Cluster | None:
        """The one of several people with a name part whom a short form means, None where it stays open."""
        if name.gender:
            # "Ms" is surer than the gender of a title, which a translation may have got wrong.
            fitting = [c for c in candidates if c.gender in (None, name.gender)]
            fitting = [c for c in fitting if c.gender == name.gender] or fitting
            candidates = fitting or [c for c in candidates if not _contradicts(c, name)]
        titles = {role.label for role in self._roles if role.holder is name}
        if len(candidates) > 1 and titles:
            same = [c for c in candidates if titles & {role.label for role in c.roles}]
            kin = [c for c in candidates if any(same_title(t, role.label) for t in titles for role in c.roles)]
            candidates = self._as_printed(name, same) or kin or candidates
        if len(candidates) > 1 and name.titled is not None and self._views[name.sentence].lexicon.capitals:
            # "Ida Moll, no kin of Ms Moll": nobody is named twice in one sentence so.
            here = [c for c in candidates if any(n.sentence == name.sentence and n.reach == "full" for n in c.names)]
            candidates = [c for c in candidates if all(c is not other for other in here)] or candidates
        if len(candidates) > 1:
            candidates = [c for c in candidates if self._has_family_name(c, name)] or candidates
        if len(candidates) <= 1:
            return candidates[0] if candidates else None
        before = [c for c in candidates if any(_precedes(n, name) for n in c.names)]
        taken_up = [c for c in before if any(_is_same_way(n, name) and _precedes(n, name) for n in c.names)]
        if len(taken_up) == 1 or len(before) == 1:
            return (taken_up if len(taken_up) == 1 else before)[0]
        near = [c for c in before if any(name.sentence - n.sentence <= _NEAR for n in c.names if _precedes(n, name))]
        if len(near) == 1 and name.surname_with is not None:
            return near[0]
        beside = [c for c in before if any(name.sentence - n.sentence <= 1 for n in c.names if _precedes(n, name))]
        if len(beside) == 1 and self._views[name.sentence].sentence.kind == "body":
            return beside[0]
        if name.gender and self._called.get(key_of(name.form), set()) == {"f", "m"}:
            return None  # "Mr Moll" and "Ms Moll" are two, and nothing tells which is which.
        # A bare family name, or one in a headline, means the one whom the article speaks of most.
        counts = [len(c.names) for c in candidates]
        most = max(counts)
        if most > sorted(counts)[-2] or name.surname_with is None:
            return candidates[counts.index(most)]
        return None

    def _as_printed(self, name: Name, candidates: list[Cluster]) -> list[Cluster]:
        """Those among holders of like titles whose title is printed so, or ends so: one label has several words."""
        own = {self._printed(role) for role in self._roles if role.holder is name}
        rows = [(c, {self._printed(role) for role in c.roles}) for c in candidates]
        exact = [c for c, titles in rows if titles & own]
        longer = [c for c, titles in rows if any(title.endswith(t) for title in titles for t in own)]
        return exact or longer or candidates

    def _printed(self, role: Role) -> str:
        return fold(self._views[role.sentence].text[role.start : role.end])

    def _has_family_name(self, cluster: Cluster, name: Name) -> bool:
        wanted = key_of(name.surname_with or name.form)
        firsts = [self.hooks_short(n)[:1] for n in cluster.names if n.reach == "full"]
        return any(key_of(form) == wanted for forms in firsts for form in forms)

    # --- bodies and places

    def _bodies(self, names: Sequence[Name]) -> None:
        by_key: dict[str, Cluster] = {}
        for name in names:
            key = key_of(self._without_legal_form(name))
            if key not in by_key:
                by_key[key] = self._in_other_case(name) or self._new("organisation")
            plain = self._without_legal_form(name)
            if plain != name.form and self._views[name.sentence].lexicon.glued:
                by_key[key].extra_forms.append((self._views[name.sentence].sentence.language, plain))
            self.assign(name, [by_key[key]])
            view, plain = self._views[name.sentence], self._without_legal_form(name).rstrip(",")
            if plain != name.form and view.lexicon.legal_pattern is not None:
                by_key[key].extra_forms.append((view.sentence.language, plain))

    def _without_legal_form(self, name: Name) -> str:
        legal = self._views[name.sentence].lexicon.legal_forms
        if self._views[name.sentence].lexicon.glued:
            return unspaced.without_legal_form(name.form, legal)
        words = [word for word in name.form.split() if word not in legal]
        return " ".join(words) or name.form

    def _short_bodies(self) -> None:
        """Parts of a longer name of a body take it up again.

        Its first words ("Haneul" for "Haneul Motors"), its last one where nobody else has it ("Zenko" for "Grupo
        Zenko"), or some of its syllables ("방사청" for "방위사업청").
        """
        bodies = [cluster for cluster in self.clusters if cluster.type == "organisation"]
        for short in bodies:
            own = max((key_of(name.form) for name in short.names), key=len)
            others = [c for c in bodies if c is not short and c in self.clusters]
            longer = [c for c in others if self._begins(c, own)]
            if not longer:
                longer = [c for c in others if self._goes_on_with(c, own) or _contracted(c, own)]
                longer = longer if len(longer) == 1 else []
            if not longer or len(own) < 2:
                continue
            best = max(longer, key=lambda c: (len(c.names), -c.names[0].sentence))
            for name in short.names:
                name.reach = "short"
            self._join(best, short)

    def _goes_on_with(self, cluster: Cluster, own: str) -> bool:
        """Whether the last word of a name of two is this one, and no noun that many bodies have."""
        for name in cluster.names:
            language, words = self._views[name.sentence].lexicon, key_of(self._without_legal_form(name)).split()
            if language.capitals and len(words) == 2 and words[1] == own:
                common = {fold(noun) for noun in (*language.body_endings, *language.offices)} | language.body_nouns
                if own not in common:
                    return True
        return False

    def _begins(self, cluster: Cluster, own: str) -> bool:
        for name in cluster.names:
            key = key_of(self._without_legal_form(name))
            if key.startswith(own + " "):
                return True
            language = self._views[name.sentence].lexicon
            onto = language.glued or (_HANGUL.fullmatch(own) and _HANGUL.fullmatch(key))
            # A name alone is short for what goes on; a university is not for its hospital.
            brief = language.glued and not language.is_body(own) and known_place(own, language.code) is None
            if onto and key.startswith(own) and len(own) > 1 and key != own and (language.is_body(name.form) or brief):
                return True
        return False

    def _places(self, names: Sequence[Name]) -> None:
        by_key: dict[str, Cluster] = {}
        for name in names:
            known = self._known(name)
            key = f"{known.country}/{known.geonames}" if known else key_of(name.form)
            if key not in by_key:
                by_key[key] = (None if known else self._in_other_case(name)) or self._new("place")
                by_key[key].place = by_key[key].place or known
            self.assign(name, [by_key[key]])

    def _known(self, name: Name) -> KnownPlace | None:
        """What the tables know of a place, also by its adjective ("Bonner")."""
        view = self._views[name.sentence]
        known = known_place(name.form, view.sentence.language)
        if known is None:
            words = view.lexicon
            known = town_of(name.form, words.place_adjectives, words.place_restored, view.sentence.language)
            firsts = sorted(cases.nominatives(name.form, words) - {name.form})
            found = [place for first in firsts if (place := known_place(first, view.sentence.language)) is not None]
            known = known or max(found, key=lambda place: place.population, default=None)
        return known

    # --- aliases, titles

    def _aliases(self, names: Sequence[Name]) -> None:
        """What stands in brackets behind a name: its abbreviation, or its form in another script."""
        for name in names:
            view = self._views[name.sentence]
            match = _BRACKET.match(view.text, name.end)
            if match is None or not self.of(name):
                continue
            inside = re.split(r"[,;:·/、，；：]| - ", match.group(1))[0].strip()
            if not self._is_alias(name, inside, view):
                continue
            cluster = self.of(name)[0]
            cluster.aliases.append((_script_language(inside, view), inside))
            for other in list(self.clusters):
                same = other is not cluster and other.type == cluster.type and key_of(inside) in other.forms()
                begin = match.start(1)
                inside_name = any(
                    n.sentence == name.sentence and begin <= n.start < begin + len(inside) for n in other.names
                )
                if other is not cluster and (same or inside_name) and name.type != "place":
                    self._join(cluster, other)

    def _is_alias(self, name: Name, inside: str, view: View) -> bool:
        titles = [role for role in self._roles if role.sentence == name.sentence]
        begin = view.text.find(inside, name.end)
        if any(role.start < begin + len(inside) and begin < role.end for role in titles) or not inside[:1].isalpha():
            return False
        if name.type == "organisation":
            blend = inside[:1].isupper() and " " not in inside and _is_blend(inside, name.form)
            return bool(_ACRONYM.fullmatch(inside)) or blend or _script(inside) != _script(name.form)
        other_script = _script(inside) != _script(name.form) and _script(inside) is not None
        return name.type == "person" and other_script and (inside[:1].isupper() or not inside.isascii())

    def _take_roles(self) -> None:
        for cluster in self.clusters:
            cluster.roles = []
        for role in self._roles:
            if role.holder is not None:
                for cluster in self.of(role.holder):
                    cluster.roles.append(role)
                    cluster.gender = cluster.gender or role.gender

    def _titled_forms(self) -> None:
        """Printed forms with the title: "Ms Abara", "노 사장"."""
        for name in (name for cluster in self.clusters for name in cluster.names if cluster.type == "person"):
            view = self._views[name.sentence]
            if name.titled is not None:
                start, end = name.titled
                form = view.text[start : max(end, name.end)]
                self.of(name)[0].extra_forms.append((view.sentence.language, form))
            if name.reach == "short" and not view.lexicon.capitals and name.surname_with is None:
                gap = "" if view.lexicon.glued else " "
                for role in self._roles:
                    if role.holder is name and role.start >= name.end and view.text[name.end : role.start] == gap:
                        form = view.text[name.start : role.end]
                        self.of(name)[0].extra_forms.append((view.sentence.language, form))
            if name.reach == "short" and view.lexicon.capitals:
                for role in self._roles:
                    if role.holder is name and view.text[role.end : name.start] == " " and role.end < name.start:
                        form = view.text[role.start : name.end]
                        if form[:1].isupper():
                            self.of(name)[0].extra_forms.append((view.sentence.language, form))

    def _affiliations(self, names: Sequence[Name]) -> None:
        """Bodies that a person is said to belong to without a title: "Zenko's Ida Moll", "Ida Moll of Zenko"."""
        for left, right in itertools.pairwise(names):
            view = self._views[left.sentence]
            if left.sentence != right.sentence or not self.of(left) or not self.of(right):
                continue
            gap = view.text[left.end : right.start]
            if (left.type, right.type) == ("organisation", "person") and _OWNER.fullmatch(gap):
                self.of(right)[0].bodies.append(self.of(left)[0])
            elif (left.type, right.type) == ("person", "organisation") and (
                gap.strip() in view.lexicon.affiliated or (_OPENED.fullmatch(gap) and _closed(view.text, right.end))
            ):
                self.of(left)[0].bodies.append(self.of(right)[0])

    def _town_forms(self, names: Sequence[Name]) -> None:
        """Towns with and without the word for what they are, in scripts without spaces."""
        for name in names:
            view = self._views[name.sentence]
            if name.type == "place" and view.lexicon.glued and self.of(name):
                for form in unspaced.other_forms(view, name):
                    self.of(name)[0].extra_forms.append((view.sentence.language, form))

    def _country_forms(self, names: Sequence[Name]) -> None:
        """A ministry with its country, a unit with its company before it: "독일 산업부", "나루전자 NDS"."""
        for left, right in itertools.pairwise(names):
            view = self._views[left.sentence]
            gap = "" if view.lexicon.glued else " "
            beside = left.sentence == right.sentence and view.text[left.end : right.start] == gap
            if beside and right.type == "organisation" and not view.lexicon.capitals and self.of(left):
                known = self.of(left)[0].place
                proven = view.lexicon.glued or view.lexicon.is_body(right.form)
                ministry = known is not None and known.geonames is None and proven
                unit = left.type == "organisation" and right.form.isascii() and right.form.isupper()
                if ministry or unit:
                    form = view.text[left.start : right.end]
                    self.of(right)[0].extra_forms.append((view.sentence.language, form))

    def _new(self, type_: EntityType) -> Cluster:
        cluster = Cluster(type_)
        self.clusters.append(cluster)
        return cluster

    def _join(self, into: Cluster, other: Cluster) -> None:
        for name in other.names:
            self._of[id(name)] = [into if cluster is other else cluster for cluster in self._of[id(name)]]
        into.names += other.names
        into.roles += other.roles
        into.aliases += other.aliases
        into.bodies += other.bodies
        into.gender = into.gender or other.gender
        self.clusters.remove(other)

    def _order(self) -> None:
        for cluster in self.clusters:
            cluster.names.sort(key=lambda name: (name.sentence, name.start))
        self.clusters.sort(key=lambda cluster: (cluster.names[0].sentence, cluster.names[0].start))

    # --- answers

    def employer(self, cluster: Cluster) -> Cluster | None:
        """The body that a person's present titles name most often."""
        counts: Counter[int] = Counter()
        bodies: dict[int, Cluster] = {}
        for role in cluster.roles:
            for body in self.of(role.body) if role.body is not None else ():
                counts[id(body)] += 1 if role.past else 10
                bodies[id(body)] = body
        for body in cluster.bodies:
            if any(body is other for other in self.clusters):
                counts[id(body)] += 5
                bodies[id(body)] = body
        if not counts:
            return None
        best = max(counts.values())
        return next(bodies[key] for key in counts if counts[key] == best)


def _contracted(cluster: Cluster, own: str) -> bool:
    """Whether a Korean name is made of syllables of a longer one, the first and the last among them."""
    if not _HANGUL.fullmatch(own) or not _SHORT_HANGUL[0] <= len(own) <= _SHORT_HANGUL[1]:
        return False
    keys = [key_of(name.form).replace(" ", "") for name in cluster.names]
    return any(
        len(key) > len(own) + 1
        and key[0] == own[0]
        and key[-1] == own[-1]
        and _HANGUL.fullmatch(key) is not None
        and _is_subsequence(own, key)
        for key in keys
    )


def _is_blend(short: str, name: str) -> bool:
    """Whether a word is made of the beginnings of the words of a name: "Samujatel" of "Samudra Jala Telekomunikasi"."""
    rest = short.casefold()
    words = [word for word in re.findall(r"[^\W\d_]+", name.casefold()) if word[0] in rest]
    taken = 0
    for word in words:
        size = next((n for n in range(len(word), 0, -1) if rest.startswith(word[:n])), 0)
        rest, taken = rest[size:], taken + bool(size)
    return not rest and taken > 1


def _closed(text: str, end: int) -> bool:
    return text[end : end + 1] in (")", "）")


def _with_patronymic(name: Name, ending: re.Pattern[str]) -> bool:
    """Whether a name is a given name and that of the father, by which people are addressed: "Вера Андреевна"."""
    words = name.form.split()
    return len(words) == 2 and ending.search(words[1]) is not None


def _contradicts(cluster: Cluster, name: Name) -> bool:
    return any(other.titled and other.gender not in (None, name.gender) for other in cluster.names)


def same_title(left: str, right: str) -> bool:
    """Whether one title takes up the other: "minister" for "trade minister", "head" for "head of sales"."""
    short, long = sorted((left, right), key=len)
    return short == long or long.endswith(" " + short) or long.startswith((short + " of ", short + " for "))


def _is_same_way(left: Name, right: Name) -> bool:
    """Whether two short forms are the same, with or without a title for both: "Pyo" is not the way of "Ms Pyo"."""
    same = left.reach == "short" and key_of(left.form) == key_of(right.form)
    return same and (left.titled is None) == (right.titled is None)


def _precedes(left: Name, right: Name) -> bool:
    return (left.sentence, left.start) < (right.sentence, right.start)


def _is_subsequence(short: Sequence[str], long: Sequence[str]) -> bool:
    rest = iter(long)
    return all(part in rest for part in short)


def _one_letter(left: str, right: str) -> bool:
    """Whether two names differ in one letter of one part that is long enough."""
    parts = list(zip(left.split(), right.split(), strict=False))
    if len(left.split()) != len(right.split()):
        return False
    different = [pair for pair in parts if pair[0] != pair[1]]
    if len(different) != 1:
        return False
    a, b = different[0]
    least = _VARIANT_SYLLABLES if _HANGUL.search(a) else _VARIANT_LETTERS
    if min(len(a), len(b)) < least and not (_HANGUL.search(a) and len(parts) == 1 and len(a) == len(b) == 3):
        return False
    # Names that differ only in the ending of the gender ("Novak", "Novaka") or in the first letter are other names.
    return a[0] == b[0] and DamerauLevenshtein.distance(a, b) == 1


def _script(text: str) -> str | None:
    for letter in text:
        if letter.isalpha():
            return unicodedata.name(letter, "?").split()[0]
    return None


def _script_language(text: str, view: View) -> str:
    """Language code of a form in another script, as far as its script tells."""
    script = _script(text)
    if script == _script(view.text):
        return view.sentence.language
    by_script = {"HANGUL": "ko", "HIRAGANA": "ja", "KATAKANA": "ja", "LATIN": "en", "CYRILLIC": "ru", "THAI": "th"}
    return by_script.get(script or "", "und")


def fullest(forms: Iterable[str]) -> list[str]:
    """Forms, each once, fullest first: more words, then more frequent, then longer, then by letters."""
    counts = Counter(forms)
    return sorted(counts, key=lambda form: (-len(form.split()), -counts[form], -len(form), form))
