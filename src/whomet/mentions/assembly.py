"""From the working objects of this room to its records."""

from __future__ import annotations

from collections.abc import Sequence

from whomet.mentions.cases import first_form
from whomet.mentions.lexicon import lexicon
from whomet.mentions.referents import Cluster, Grouping, fullest, key_of
from whomet.mentions.view import Name, Role, View
from whomet.records import (
    AmountMention,
    Document,
    Mentions,
    NameMention,
    QuotationMention,
    Referent,
    RoleMention,
    TimeMention,
)


def assemble(
    document: Document,
    views: Sequence[View],
    names: Sequence[Name],
    roles: Sequence[Sequence[Role]],
    grouping: Grouping,
    times: tuple[TimeMention, ...],
    amounts: tuple[AmountMention, ...],
    quotations: tuple[QuotationMention, ...],
) -> Mentions:
    """Make the records of a document.

    Args:
        document: The document.
        views: Its sentences.
        names: Its names and references, in order.
        roles: The titles of every sentence.
        grouping: Its referents.
        times, amounts, quotations: Mentions of the other kinds.

    Returns:
        All mentions; titles that stand by nobody are left out.
    """
    kept = [
        role
        for titles in roles
        for role in titles
        if role.holder is not None or (role.body is not None and not role.weak)
    ]
    number = {id(cluster): index for index, cluster in enumerate(grouping.clusters)}
    name_index = {id(name): index for index, name in enumerate(names)}
    role_index = {id(role): index for index, role in enumerate(kept)}
    made = tuple(_name(document, views, name, kept, grouping, number) for name in names)
    return Mentions(
        names=made,
        roles=tuple(_role(document, views, role, grouping, number) for role in kept),
        times=times,
        amounts=amounts,
        quotations=quotations,
        referents=tuple(
            _referent(views, cluster, grouping, number, name_index, role_index) for cluster in grouping.clusters
        ),
    )


def _name(
    document: Document,
    views: Sequence[View],
    name: Name,
    roles: Sequence[Role],
    grouping: Grouping,
    number: dict[int, int],
) -> NameMention:
    start, end = views[name.sentence].outer(name.start, name.end)
    return NameMention(
        start,
        end,
        document.text[start:end],
        name.type,
        name.sentence,
        views[name.sentence].sentence.language,
        name.form,
        name.reach,
        tuple(number[id(cluster)] for cluster in grouping.of(name)),
        tuple(index for index, role in enumerate(roles) if role.holder is name),
    )


def _role(
    document: Document, views: Sequence[View], role: Role, grouping: Grouping, number: dict[int, int]
) -> RoleMention:
    start, end = views[role.sentence].outer(role.start, role.end)
    holders = grouping.of(role.holder) if role.holder is not None else []
    bodies = grouping.of(role.body) if role.body is not None else []
    return RoleMention(
        start,
        end,
        document.text[start:end],
        role.sentence,
        views[role.sentence].sentence.language,
        role.label,
        number[id(holders[0])] if holders else None,
        number[id(bodies[0])] if bodies else None,
    )


def _referent(
    views: Sequence[View],
    cluster: Cluster,
    grouping: Grouping,
    number: dict[int, int],
    name_index: dict[int, int],
    role_index: dict[int, int],
) -> Referent:
    named = [name for name in cluster.names if name.reach in ("full", "short")]
    label = _label(views, [name for name in named if (name.form not in {form for _, form in cluster.aliases})] or named)
    employer = grouping.employer(cluster) if cluster.type == "person" else None
    return Referent(
        type=cluster.type,
        label=label,
        forms=_forms(views, cluster, named, grouping.clusters),
        mentions=tuple(sorted({name_index[id(name)] for name in cluster.names if id(name) in name_index})),
        roles=tuple(role_index[id(role)] for role in cluster.roles if id(role) in role_index),
        employer=number.get(id(employer)) if employer is not None else None,
        gender=cluster.gender if cluster.type == "person" else None,
        country=cluster.place.country if cluster.place else None,
        geonames=cluster.place.geonames if cluster.place else None,
        aliases=tuple(dict.fromkeys(cluster.aliases)),
    )


def _label(views: Sequence[View], named: Sequence[Name]) -> str:
    plain = [name for name in named if name.surname_with is None] or list(named)
    language = views[plain[0].sentence].sentence.language
    here = [name for name in plain if views[name.sentence].sentence.language == language]
    if lexicon(language).glued and not any(" " in name.form for name in here):
        # A family name alone is printed more often than the full name.
        here = [name for name in here if name.reach == "full"] or here
    forms = fullest(name.form for name in here)
    longest = [form for form in forms if len(form.split()) == len(forms[0].split())]
    # A given name with that of the father has as many words as the full name.
    whole = {name.form for name in here if name.reach == "full"}
    longest = [form for form in longest if form in whole] or longest
    return first_form(longest, lexicon(language)) if plain[0].type != "organisation" else forms[0]


def _only_with_title(name: Name, cluster: Cluster, others: Sequence[Cluster]) -> bool:
    """Whether a short form belongs to this person only together with its title, because somebody else has it, too."""
    if name.reach != "short" or cluster.type != "person" or name.surname_with is not None:
        return False
    titled = name.titled is not None or any(form.startswith(name.form + " ") for _, form in cluster.extra_forms)
    return titled and any(
        other is not cluster and other.type == "person" and _shares(other, name.form) for other in others
    )


def _shares(other: Cluster, form: str) -> bool:
    return any(key_of(form) in key_of(name.form).split() for name in other.names if name.reach in ("full", "short"))


def _forms(
    views: Sequence[View], cluster: Cluster, named: Sequence[Name], others: Sequence[Cluster]
) -> tuple[tuple[str, str], ...]:
    by_language: dict[str, list[str]] = {}
    for name in named:
        if not _only_with_title(name, cluster, others):
            by_language.setdefault(views[name.sentence].sentence.language, []).append(name.form)
    for language, form in (*cluster.extra_forms, *cluster.aliases):
        known = {key_of(form) for forms in by_language.values() for form in forms}
        if (language, form) in cluster.extra_forms or key_of(form) not in known:
            by_language.setdefault(language, []).append(form)
    return tuple((language, form) for language, forms in by_language.items() for form in fullest(forms))
