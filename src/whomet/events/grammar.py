"""Function words of a language: what ties a name to its clause, from the section [grammar] of the table `meetings`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from whomet.languages import pack


@dataclass(frozen=True, slots=True)
class Grammar:
    """Function words of a language, from the section [grammar].

    Attributes:
        order: "prepositions" (English), "verb-second" (German), "particles" (Korean, Japanese), "coverbs" (Chinese,
            Thai), "endings" (Russian, Polish), "verb-first" (Arabic), or "" for no pack.
        unspaced: Where the parts are told in a script without spaces: "behind" a name, "before" it, or "" (spaces).
        joins: Words that join the last member of a list.
        determiners: Articles and possessives: a noun phrase begins with them.
        bridges: Words that may stand inside a noun phrase ("of").
        skips: Adverbs that may stand between a preposition and its noun phrase, or before a subject.
        stops: Words at which a noun phrase or a list ends at the latest.
        breaks: Words that begin a clause.
        embedding: Those of them behind which a subject of its own follows.
        relatives: Words that begin a relative clause after a comma.
        nominatives: Pronouns that are always subjects, whatever word stands before them.
        ambiguous: Pronouns that may be subject or object (German "sie").
        purpose: Words that open a clause of purpose, whose subject is that of the clause before ("um").
        accusatives: Words that show an object (German "den").
        genitive: Endings of the genitive of names.
        inside: Forms that lower-case words inside a noun phrase have; None where the pack does not tell.
        verbal: Forms that are no part of a title before a name.
        markers: Function word or particle -> part.
        not_titles: Nouns that make the name before them a mere modifier (Korean "X 자택").
        drops_subject: Whether a sentence may leave out a subject known from the one before.
        proclitics: Letters written onto a name or title that are a word of their own ("and", "by").
        governs: Preposition -> part that the ending of the phrase behind it has elsewhere; without endings any part.
        rows: The part of each row of declensions; none where words have no endings.
        first_person: Words of somebody who speaks of himself ("we", "I met").
        relative_objects: Relative words that are no subject.
        led_before, led_behind: Words before and behind somebody who stands for those he leads ("headed by").
        bare_titles: Whether titles without article are written small ("met uitgever Bo Lind").
        owned: Words behind which a name without preposition is the owner (Indonesian "pertemuan Ana Wirth").
        openers: Words that open a clause though no comma stands before them ("toen").
        apposition: Whether a name between commas may belong to a noun with a preposition that is no known title.
        led: Words before a name that make it the head of the subject ("the delegation led by").
        fused: Prepositions with an article in them, so that a title may stand between them and a name.
        places: Words before a name that make it a street or building called after somebody.
        elided: Words written onto the next one with an apostrophe ("l'", "dell'"): tokens are split behind them.
    """

    order: str
    unspaced: str
    joins: frozenset[str]
    determiners: frozenset[str]
    bridges: frozenset[str]
    skips: frozenset[str]
    stops: frozenset[str]
    breaks: frozenset[str]
    relatives: frozenset[str]
    embedding: frozenset[str]
    nominatives: frozenset[str]
    ambiguous: frozenset[str]
    purpose: frozenset[str]
    accusatives: frozenset[str]
    genitive: re.Pattern[str] | None
    inside: re.Pattern[str] | None
    verbal: re.Pattern[str] | None
    markers: Mapping[str, str]
    not_titles: frozenset[str]
    drops_subject: bool
    proclitics: re.Pattern[str] | None
    governs: Mapping[str, str]
    rows: Sequence[str]
    first_person: re.Pattern[str] | None
    relative_objects: frozenset[str]
    led_before: re.Pattern[str] | None
    led_behind: re.Pattern[str] | None
    bare_titles: bool
    owned: frozenset[str]
    openers: frozenset[str]
    elided: re.Pattern[str] | None
    places: re.Pattern[str] | None
    fused: frozenset[str]
    led: re.Pattern[str] | None
    apposition: bool


@cache
def grammar(code: str) -> Grammar:
    """The function words of a pack."""
    data = pack(code).table("meetings").get("grammar", {})

    def words(key: str) -> frozenset[str]:
        return frozenset(data.get(key, ()))

    return Grammar(
        order=str(data.get("order", "")),
        unspaced=str(data.get("unspaced", "")),
        joins=words("joins"),
        determiners=words("determiners"),
        bridges=words("bridges"),
        skips=words("skips"),
        stops=words("stops"),
        breaks=words("breaks"),
        relatives=words("relatives"),
        embedding=words("embedding"),
        nominatives=words("nominatives"),
        ambiguous=words("ambiguous"),
        purpose=words("purpose"),
        accusatives=words("accusatives"),
        genitive=re.compile(data["genitive"]) if data.get("genitive") else None,
        inside=re.compile(f"(?:{data['inside']})$") if data.get("inside") else None,
        verbal=re.compile(f"(?:{data['verbal']})$", re.IGNORECASE) if data.get("verbal") else None,
        markers={word: part for part, members in data.get("markers", {}).items() for word in members},
        not_titles=words("not_titles"),
        drops_subject=bool(data.get("drops_subject", False)),
        proclitics=re.compile(data["proclitics"]) if data.get("proclitics") else None,
        governs=data.get("governs", {}),
        rows=tuple(data.get("rows", ())),
        first_person=re.compile(data["first_person"], re.IGNORECASE) if data.get("first_person") else None,
        relative_objects=words("relative_objects"),
        led_before=re.compile(data["led_before"], re.IGNORECASE) if data.get("led_before") else None,
        led_behind=re.compile(data["led_behind"], re.IGNORECASE) if data.get("led_behind") else None,
        bare_titles=bool(data.get("bare_titles", False)),
        owned=words("owned"),
        openers=words("openers"),
        fused=words("fused"),
        apposition=bool(data.get("apposition", False)),
        led=re.compile(data["led"], re.IGNORECASE) if data.get("led") else None,
        places=re.compile(data["places"], re.IGNORECASE) if data.get("places") else None,
        elided=re.compile(data["elided"], re.IGNORECASE) if data.get("elided") else None,
    )
