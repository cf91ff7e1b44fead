"""A pack's tables, compiled once: what the words of a language tell about names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from whomet.languages import Pack, pack

Gender = Literal["f", "m"]


@dataclass(frozen=True, slots=True)
class RoleForm:
    """A printed title.

    Attributes:
        label: English label.
        gender: What the form tells of its holder.
        weak: Also an everyday word: it counts only next to a person or a body.
        joined: Also the last part of a longer word.
        area: Takes words that tell for what.
        template: English label with an area ("head of {area}").
        acronym: Written in capitals ("CEO").
        known_area: Joined only to an area that the pack knows.
        portfolio: Goes on with what the office is for ("ministra de Economía").
        firm: What it stands with is a body ("consejero delegado de Gorriti").
    """

    label: str
    gender: Gender | None = None
    weak: bool = False
    joined: bool = False
    area: bool = False
    template: str | None = None
    acronym: bool = False
    known_area: bool = False
    portfolio: bool = False
    firm: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that take up somebody named before.

    Attributes:
        pattern: Finds them.
        kind: "pronoun", "group" or "description" ("the 54-year-old", "der Däne").
        count: How many they mean; 0 where open.
        type: What they mean.
        gender: Of a pronoun, or of all of a group.
        cut: How many characters of the match are the word itself; None for all.
        beside: What stands beside the word where it means that.
        not_before: Words behind it with which it is something else ("His Excellency").
        objects: Forms that may be objects.
        object_before: Words behind them that show it; where there are none, they always are.
        possessives: Forms that tell whose something is.
        not_behind: What stands before the words where they are something else ("Sportdirektor der Engländer").
    """

    pattern: re.Pattern[str]
    kind: Literal["pronoun", "group", "description"]
    count: int = 1
    type: Literal["person", "organisation"] = "person"
    gender: Gender | None = None
    cut: int | None = None
    beside: re.Pattern[str] | None = None
    not_before: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    object_before: frozenset[str] = frozenset()
    possessives: frozenset[str] = frozenset()
    not_behind: re.Pattern[str] | None = None

    def is_possessive(self, form: str) -> bool:
        """Whether a pronoun tells whose something is, by its form."""
        return fold(form) in self.possessives

    def is_object(self, form: str, after: str) -> bool:
        """Whether a pronoun is the object of its clause, by its form and the word behind it."""
        if fold(form) not in self.objects:
            return False
        following = re.match(r"\s*([\w]+|[^\w\s])", after)
        return not self.object_before or following is None or following.group(1) in self.object_before


#: Acronyms of the boardroom, in every language: CEO, CFO, CSCOO.
BOARD_ACRONYM = re.compile(r"(?<![\w-])C[A-Z]{1,4}O(?![A-Za-z])|(?<=-)C[A-Z]{1,4}O(?![A-Za-z])")


class Lexicon:
    """The compiled tables names, roles, references and quotations of one language."""

    def __init__(self, language: Pack) -> None:
        self.pack = language
        self.code = language.code
        self.glued = not language.spaced
        names, roles = language.table("names"), language.table("roles")
        self._read_names(names)
        self._read_roles(roles)
        self._read_references(language.table("references"))

    def _read_names(self, names: Mapping[str, Any]) -> None:
        self.case_endings = frozenset(names.get("case_endings", ()))
        self.cases, self.guesses, self.guesses_together = (
            tuple((ending, first) for ending, first in names.get(key, ()))
            for key in ("cases", "guesses", "guesses_together")
        )
        self.proclitics = _expression(names, "proclitics")
        self.patronymic = _expression(names, "patronymics")
        self.inanimate_endings = frozenset(names.get("inanimate_endings", ()))
        self.parting_endings = frozenset(names.get("parting_endings", ()))
        self.before_chain = frozenset(names.get("before_chain", ()))
        self.joined_before = _longest_first(names.get("joined_before", ()))
        self.family_particles = frozenset(names.get("family_particles", ()))
        self.surnames = frozenset(names.get("surnames", ()))
        self.double_surnames = frozenset(names.get("double_surnames", ()))
        self.unnamed = frozenset(names.get("unnamed", ()))
        self.everyday_surnames = frozenset(names.get("everyday_surnames", ()))
        honorifics = names.get("honorifics", {})
        self.honorifics_before = _genders(honorifics, "before")
        self.honorifics_after = _genders(honorifics, "after")
        kin = names.get("kin", {})
        self.kin: dict[str, Gender] = dict.fromkeys(kin.get("female", ()), "f")
        self.kin.update(dict.fromkeys(kin.get("male", ()), "m"))
        glued = "" if self.glued else "(?!)"
        self.kin_before = (
            re.compile(rf"(?:(?<!\w)|(?={glued}))({_either(self.kin)})(?:{kin.get('between', ' ')})$")
            if self.kin
            else None
        )
        bodies = names.get("organisations", {})
        self.legal_forms = frozenset(bodies.get("legal_forms", ()))
        # A legal form behind the name, in languages that put a comma between: "FrioSado, S.A.".
        legal = _either(self.legal_forms) if names.get("organisations", {}).get("legal_comma") else ""
        self.legal_pattern = re.compile(rf",?\s(?:{legal})(?!\w)") if legal else None
        self.body_endings = tuple(bodies.get("endings", ()))
        self.body_apart = frozenset(bodies.get("apart", ()))
        self.body_heads = frozenset(bodies.get("heads", ()))
        self.body_words_alone = frozenset(bodies.get("alone", ()))
        self.offices = tuple(bodies.get("offices", ()))
        self.body_links = frozenset(bodies.get("links", ()))
        self.before_person = frozenset(names.get("before_person", ()))
        self.after_body = frozenset(bodies.get("after", ()))
        places = names.get("places", {})
        self.place_endings = tuple(places.get("endings", ()))
        self.place_before = frozenset(places.get("before", ()))
        self.regions = frozenset(places.get("regions", ()))
        self.place_kinds = _longest_first(places.get("kinds", ()))
        self.country_letters: dict[str, str] = dict(places.get("letters", {}))
        self.place_adjectives = tuple(places.get("adjectives", ()))
        self.place_restored = tuple(places.get("restored", ("",)))
        self.place_sites = _sites(places["sites"], self.glued) if "sites" in places else None
        followers = "|".join(places.get("followers", ()))
        self.place_follower = re.compile(followers) if followers else None

    def _read_roles(self, roles: Mapping[str, Any]) -> None:
        self.roles: dict[str, RoleForm] = {}
        for entry in roles.get("role", ()):
            for key, gender in (("forms", None), ("male", "m"), ("female", "f")):
                for form in entry.get(key, ()):
                    self.roles.setdefault(fold(form), _role_form(entry, form, gender))
        for form, label in roles.get("others", {}).items():
            self.roles.setdefault(fold(form), RoleForm(label, weak=True))
        self.joined = {form: role for form, role in self.roles.items() if role.joined}
        self.joined_pattern = re.compile(rf"({_either(self.joined)})$") if self.joined else None
        words = roles.get("words", {})
        self.role_behind = words.get("order") == "behind"
        self.before_role = frozenset(words.get("before", ()))
        self.past = frozenset(words.get("past", ()))
        self.ordinal = re.compile(f"(?:{words['ordinal']})$") if "ordinal" in words else None
        self.area_of = frozenset(words.get("of", ()))
        self.area_stop = frozenset(words.get("stop", ()))
        self.joint = frozenset(words.get("joint", ()))
        self.apposition = frozenset(words.get("apposition", ()))
        self.body_words = frozenset(words.get("body", ()))
        self.area_endings = tuple(words.get("area_endings", ()))
        self.plural_endings = tuple(words.get("plural", ()))
        self.small_titles = bool(words.get("small", False))
        self.adjectives = "|".join(words.get("adjectives", ())) or "(?!)"
        self.role_prefix = _expression(words, "prefixes")
        self.role_ending = _expression(words, "endings")
        self.role_owner = _expression(words, "owner")
        self.body_bare = bool(words.get("body_bare", False))
        self.area_word = _expression(words, "area_word")
        self.elided_roles = frozenset(map(fold, words.get("elided", ())))
        self.owners_ahead = bool(words.get("area_ahead", False))
        self.titles_in_names = bool(words.get("inside_names", False))
        self.affiliated = frozenset(words.get("affiliated", ()))
        self.role_goes_on = tuple(words.get("goes_on", ()))
        self.role_only_before: dict[str, Sequence[str]] = dict(words.get("only_before", {}))
        self.role_not_behind = tuple(words.get("not_behind", ()))
        self.areas: dict[str, str] = dict(roles.get("areas", {}))
        self.role_pattern = self._role_pattern()

    def _role_pattern(self) -> re.Pattern[str] | None:
        if not self.roles:
            return None
        forms = _either(self.roles)
        if self.glued:
            forms = "|".join([_either(set(self.roles) - set(self.role_only_before)), *self._only_before()])
            latin = rf"(?<![A-Za-z])(?=[A-Za-z])(?:{forms})(?![A-Za-z])|(?![A-Za-z])(?:{forms})"
            more = _either(self.role_goes_on) or "(?!)"
            alone = "".join(f"(?<!{re.escape(word)})" for word in self.role_not_behind)
            return re.compile(rf"{alone}((?>{latin}))(?=(?P<more>{more})?)", re.IGNORECASE)
        if self.role_behind:
            tail = f"(?:{_either(self.case_endings)})?(?![가-힣])" if self.case_endings else r"(?!\w)"
            return re.compile(rf"({forms})(?={tail}|[^\w])", re.IGNORECASE)
        prefix = rf"(?:{self.role_prefix.pattern})?" if self.role_prefix else ""
        ending = rf"(?:{self.role_ending.pattern})?" if self.role_ending else ""
        prefix += rf"(?:{self.proclitics.pattern})" if self.proclitics else ""
        return re.compile(rf"(?<![\w]){prefix}({forms})(?={ending}(?!\w))", re.IGNORECASE)

    def _only_before(self) -> list[str]:
        """Forms that are titles only before some words: "นายก" before "สมาคม", as "นาย" begins names, too."""
        rows = sorted(self.role_only_before.items())
        return [f"{re.escape(form)}(?={_either(following)})" for form, following in rows]

    def _read_references(self, references: Mapping[str, Any]) -> None:
        found = []
        # Words that are written without spaces have no borders.
        begin, end = (r"(?<!\w)", r"(?!\w)") if self.pack.spaced else ("", "")
        for entry in references.get("pronoun", ()):
            forms = _either(entry["forms"])
            alone = "".join(f"(?<!{re.escape(word)})" for word in entry.get("begins", ()))
            more = _either(entry.get("goes_on", ())) or "(?!)"
            found.append(
                Reference(
                    re.compile(rf"{begin}{alone}(?:{forms}){end}(?!{more})", re.IGNORECASE),
                    "pronoun",
                    0 if entry.get("plural") else 1,
                    gender=entry.get("gender"),
                    cut=entry.get("cut"),
                    beside=re.compile(entry["beside"]) if "beside" in entry else None,
                    not_before=frozenset(entry.get("not_before", ())),
                    objects=frozenset(entry.get("objects", ())),
                    object_before=frozenset(entry.get("object_before", ())),
                    possessives=frozenset(entry.get("possessives", ())),
                )
            )
        for entry in references.get("description", ()):
            described = entry["pattern"].replace("{adjective}", f"(?:{self.adjectives})")
            pattern = re.compile(rf"{begin}(?:{described}){end}")
            not_behind = re.compile(entry["not_behind"]) if "not_behind" in entry else None
            found.append(Reference(pattern, "description", gender=entry.get("gender"), not_behind=not_behind))
        for entry in references.get("group", ()):
            flags = re.IGNORECASE if entry.get("ignore_case", True) else 0
            border = "" if self.role_behind else end
            pattern = re.compile(rf"{begin}(?:{entry['pattern']}){border}", flags)
            gender = entry.get("gender")
            found.append(Reference(pattern, "group", entry["count"], entry["type"], gender))
        self.references = tuple(found)
        relatives = _either(references.get("relatives", ()))
        # A clause of its own: no sign but quotation marks parts it from its head.
        self.relative = re.compile(rf"\s?[,–—-]?\s?(?:{relatives})\b[^.;:,()–—]*", re.IGNORECASE) if relatives else None
        titles = references.get("titles", {})
        self.title_determiners = frozenset(titles.get("determiners", ()))
        self.title_closed_by = frozenset(titles.get("closed_by", ()))
        # Articles that are written onto a name: "l'Autorité", but not the particle of "d'Arrast".
        elided = [word for word in self.title_determiners - self.family_particles if word.endswith(("'", "’"))]
        self.elided_article = re.compile(rf"(?:{_either(elided)})(?=\w)", re.IGNORECASE) if elided else None
        self.title_genders: dict[str, Gender | None] = _genders(titles, "determiners")
        self.title_after = frozenset(titles.get("after", ()))
        self.title_bare = bool(titles.get("bare", False))
        self.title_left, self.title_right = _expression(titles, "left"), _expression(titles, "right")
        self.title_taken_up = bool(self.title_determiners or self.title_after or self.title_bare)
        bodies = references.get("bodies", {})
        self.body_nouns = frozenset(fold(noun) for noun in bodies.get("nouns", ()))
        self.generic_nouns = frozenset(fold(noun) for noun in bodies.get("generic", ()))
        starters = self.pack.table("sentences").get("starters", ())
        self.function_words = frozenset(map(fold, starters)) | self.title_determiners
        never = frozenset(map(fold, self.pack.table("names").get("never", ())))
        self.never_names = self.body_nouns | self.function_words | never
        self.body_noun = _body_noun(bodies, self.role_behind, self.adjectives)
        self.body_reference = _body_reference(bodies) if self.pack.spaced and self.title_taken_up else None
        self.body_closed_by = re.compile(rf"\s+(?:[A-Z]|(?:{_either(bodies.get('closed_by', ())) or '(?!)'})(?!\w))")

    @property
    def capitals(self) -> bool:
        """Whether words stand apart and a title stands before its holder, as where names have capitals."""
        return not (self.role_behind or self.glued)

    def is_unnamed(self, form: str) -> bool:
        """Whether a form tells no more of a person than the family name: "김모"."""
        return form[:1] in self.surnames and form[1:].strip() in self.unnamed

    def is_body(self, name: str) -> bool:
        """Whether the words of a name prove a body: a legal form, or a noun such as "Ministry" or "은행"."""
        parts = name.split()
        if not parts:
            return False
        if any(part in self.legal_forms for part in parts[1:]) or parts[0] in self.legal_forms:
            return True
        last, first = parts[-1], parts[0]
        if (len(parts) > 1 and first in self.body_heads) or name in self.body_words_alone:
            return True
        if not self.pack.spaced or self.role_behind:
            return last.endswith((*self.body_endings, *self.offices)) and (
                len(parts) > 1 or last not in self.body_endings
            )
        if self._compounds:
            return last.lower().endswith(self.body_endings) and (
                len(parts) > 1 or last.lower() not in self.body_endings
            )
        return len(parts) > 1 and (last in self.body_endings or (first in self.offices and parts[1] in self.body_links))

    @property
    def _compounds(self) -> bool:
        return bool(self.body_endings) and self.body_endings[0].islower()


def _body_noun(bodies: Mapping[str, Any], hangul: bool, adjectives: str) -> re.Pattern[str] | None:
    """Finds the nouns that say what the name behind them is, also as the last part of a compound."""
    nouns = _either([*bodies.get("nouns", ()), *bodies.get("apposition", ())])
    if not nouns:
        return None
    nouns = rf"(?:{nouns})(?:\s(?:{adjectives}))?"  # "la aerolínea brasileña Olmeda"
    first = r"(?:[\w-]*?)" if hangul or bodies.get("compound") else ""
    return re.compile(rf"(?<![\w]){first}(?:{nouns})\s", 0 if hangul else re.IGNORECASE)


def _body_reference(bodies: Mapping[str, Any]) -> re.Pattern[str] | None:
    """Finds nouns that take up a body, behind a determiner ("the company", "l'entreprise") or before one."""
    nouns = _either(bodies.get("nouns", ()))
    before = [word for word in bodies.get("determiners", ()) if not word.endswith(("'", "’"))]
    elided = [word for word in bodies.get("determiners", ()) if word.endswith(("'", "’"))]
    rows = [rf"(?:{_either(before)})\s"] * bool(before) + [_either(elided)] * bool(elided)
    patterns = [rf"(?:{'|'.join(rows)})(?P<noun>{nouns})(?![\w-])"] if rows else []
    if after := _either(bodies.get("after", ())):
        patterns.append(rf"(?P<named>{nouns})\s(?:{after})(?![\w-])")
    return re.compile(rf"(?<![\w-])(?:{'|'.join(patterns)})", re.IGNORECASE) if nouns and patterns else None


def _role_form(entry: Mapping[str, Any], form: str, gender: Any) -> RoleForm:
    return RoleForm(
        entry["label"],
        gender,
        bool(entry.get("weak")),
        bool(entry.get("joined")),
        bool(entry.get("area")),
        entry.get("of"),
        form.isascii() and form.isupper(),
        bool(entry.get("known_area")),
        bool(entry.get("portfolio")),
        bool(entry.get("firm")),
    )


def _genders(table: Mapping[str, Any], key: str) -> dict[str, Gender | None]:
    found: dict[str, Gender | None] = dict.fromkeys(table.get(key, ()))
    found.update(dict.fromkeys(table.get(f"female_{key}", ()), "f"))
    found.update(dict.fromkeys(table.get(f"male_{key}", ()), "m"))
    return found


def _sites(pattern: str, glued: bool) -> re.Pattern[str]:
    return re.compile(pattern if glued else rf"\s{pattern}(?!\w)", re.IGNORECASE)


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _expression(table: Mapping[str, Any], key: str) -> re.Pattern[str] | None:
    return re.compile(table[key], re.IGNORECASE) if key in table else None


def _either(forms: Iterable[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The text for comparison: lower case, one space for any."""
    # The dotted and the dotless letter of Turkish, which folding tells apart, are one for comparison.
    return " ".join(text.casefold().replace("i\u0307", "i").replace("ı", "i").split())


@cache
def lexicon(code: str) -> Lexicon:
    """The compiled tables of a language's pack."""
    return _of_pack(pack(code).code)


@cache
def _of_pack(code: str) -> Lexicon:
    return Lexicon(pack(code))
