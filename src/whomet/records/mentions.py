"""What an article names: people, bodies, places, roles, times, amounts, quotations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

EntityType = Literal["person", "organisation", "place"]


@dataclass(frozen=True, slots=True)
class NameMention:
    """A stretch that names, or points back to, a person, a body or a place.

    Attributes:
        start, end: Document offsets, without particles, titles and quotation marks.
        text: `document.text[start:end]`.
        type: person, organisation or place.
        sentence: Index in `Document.sentences`.
        language: BCP 47 code of the sentence.
        form: How the name is written once genitive endings and the like are off ("Lees" -> "Lee").
        reach: "full" (a full name), "short" (family or given name, abbreviation), "title" (a role that stands
            for its holder: "the minister", "der Meta-Chef"), "pronoun", or "group" ("the two", "두 사람").
        referents: Indexes into `Mentions.referents`: one, several for a group, none where it stays open.
        roles: Indexes into `Mentions.roles` of the roles printed with this name.
    """

    start: int
    end: int
    text: str
    type: EntityType
    sentence: int
    language: str
    form: str
    reach: Literal["full", "short", "title", "pronoun", "group"] = "full"
    referents: tuple[int, ...] = ()
    roles: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RoleMention:
    """A title or office: "chairman", "메모리사업부장", "Staatssekretärin".

    Attributes:
        role: English label, lower case, where the pack knows one, else the printed form.
        holder: Index into `Mentions.referents` of the person, or None.
        organisation: Index into `Mentions.referents` of the body, or None.
    """

    start: int
    end: int
    text: str
    sentence: int
    language: str
    role: str
    holder: int | None = None
    organisation: int | None = None


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression and what it means, given when and where the article was published.

    Attributes:
        value: EDTF level 0/1 ("2024-06-11", "2024-06", "2024-06-10/2024-06-12", "2024-06?"), None if unresolved.
        kind: "point" (a day, month, year ...), "duration" ("for two weeks") or "set" ("every Monday").
        part: ISO time of day where one is told ("T09:30") or a part of day ("TMO", "TEV", "TNI"), else None.
        zone: "local" for the place of the event ("현지시간", "Ortszeit"), "home" for that of the outlet
            ("한국시간", "MESZ"), None where nothing is said.
        anchor: "absolute", "publication" (relative to publication) or "event" (relative to the event before it:
            "the following day").
        offset_days: For anchor "event": days from the event before it.
        duration: ISO 8601 duration for kind "duration".
    """

    start: int
    end: int
    text: str
    sentence: int
    language: str
    value: str | None
    kind: Literal["point", "duration", "set"] = "point"
    part: str | None = None
    zone: Literal["local", "home"] | None = None
    anchor: Literal["absolute", "publication", "event"] = "absolute"
    offset_days: int | None = None
    duration: str | None = None


@dataclass(frozen=True, slots=True)
class AmountMention:
    """A quantity: a number with its unit.

    Attributes:
        amount: The plain number.
        unit: ISO 4217 code, UCUM unit, "%" or "count".
        counted: For counts, the printed noun that is counted ("번", "trams"), else None.
        modifier: "more than", "less than", "about" or None.
    """

    start: int
    end: int
    text: str
    sentence: int
    language: str
    amount: float
    unit: str
    counted: str | None = None
    modifier: Literal["more than", "less than", "about"] | None = None


@dataclass(frozen=True, slots=True)
class QuotationMention:
    """Text between quotation marks that is speech (not a title or a scare quote).

    Attributes:
        start, end: Document offsets inside the marks.
    """

    start: int
    end: int
    text: str
    sentence: int
    language: str


@dataclass(frozen=True, slots=True)
class Referent:
    """A person, body or place as one article speaks of it: the names, roles and mentions that belong together.

    Attributes:
        type: person, organisation or place.
        label: The fullest form printed.
        forms: (language, form) of every name form printed, fullest first, without pronouns and groups.
        mentions: Indexes into `Mentions.names`.
        roles: Indexes into `Mentions.roles`.
        employer: Index into `Mentions.referents` of a person's body, or None.
        gender: "f", "m" or None, from titles and pronouns.
        country: ISO 3166 code of a known place (UN M.49 code of a continent), else None.
        geonames: GeoNames id of a known city, else None.
        aliases: Forms in other scripts that the article itself gives: "캐런 휘틀록(Karen Whitlock)".
    """

    type: EntityType
    label: str
    forms: tuple[tuple[str, str], ...]
    mentions: tuple[int, ...]
    roles: tuple[int, ...] = ()
    employer: int | None = None
    gender: Literal["f", "m"] | None = None
    country: str | None = None
    geonames: int | None = None
    aliases: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Mentions:
    """All mentions of one document. Every tuple is in order of the text."""

    names: tuple[NameMention, ...] = ()
    roles: tuple[RoleMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    amounts: tuple[AmountMention, ...] = ()
    quotations: tuple[QuotationMention, ...] = ()
    referents: tuple[Referent, ...] = ()
