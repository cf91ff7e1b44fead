"""Articles made by hand: who is named in them, with roles and employers."""

from __future__ import annotations

from dataclasses import dataclass

from whomet.records import (
    Article,
    Document,
    EntityType,
    Mentions,
    NameMention,
    Referent,
    RoleMention,
    Story,
)


@dataclass(frozen=True)
class Someone:
    """A referent to be: its forms, and for people the role and the number of the employer among the others."""

    type: EntityType
    forms: tuple[tuple[str, str], ...]
    role: str | None = None
    employer: int | None = None
    gender: str | None = None
    country: str | None = None
    geonames: int | None = None
    reach: str = "full"


def person(language: str, *forms: str, role: str | None = None, employer: int | None = None, **more: object) -> Someone:
    return Someone("person", tuple((language, form) for form in forms), role, employer, **more)  # type: ignore[arg-type]


def body(language: str, *forms: str) -> Someone:
    return Someone("organisation", tuple((language, form) for form in forms))


def place(language: str, form: str, country: str | None = None, geonames: int | None = None) -> Someone:
    return Someone("place", ((language, form),), country=country, geonames=geonames)


def article(file: str, *people: Someone) -> Article:
    text, names, roles, referents = "", [], [], []
    for index, someone in enumerate(people):
        mentions = []
        for language, form in someone.forms:
            mentions.append(len(names))
            names.append(
                NameMention(
                    len(text),
                    len(text) + len(form),
                    form,
                    someone.type,
                    0,
                    language,
                    form,
                    someone.reach,
                    (index,),  # type: ignore[arg-type]
                )
            )
            text += form + " "
        held: tuple[int, ...] = ()
        if someone.role is not None:
            held = (len(roles),)
            end = len(text) + len(someone.role)
            roles.append(RoleMention(len(text), end, someone.role, 0, "en", someone.role, index, someone.employer))
            text += someone.role + " "
        referents.append(
            Referent(
                someone.type,
                someone.forms[0][1],
                someone.forms,
                tuple(mentions),
                held,
                someone.employer,
                someone.gender,  # type: ignore[arg-type]
                someone.country,
                someone.geonames,
            )
        )
    languages = tuple(dict.fromkeys(language for someone in people for language, _ in someone.forms))
    document = Document(file, text, languages=languages)
    return Article(document, Mentions(tuple(names), tuple(roles), referents=tuple(referents)))


def story(*articles: Article, id: str = "story") -> Story:
    return Story(id, id, tuple(a.document.file for a in articles))
