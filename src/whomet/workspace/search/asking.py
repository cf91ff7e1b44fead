"""What a query looks for in a workspace: its words in every language there, its names in every writing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from whomet.workspace.search.naming import Named, named
from whomet.workspace.search.queries import Query, Sought, all_of, any_of, phrase_of, sought


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and what it looks for.

    Attributes:
        query: As it was read.
        clauses: What must be there.
        strict: Those of them that were given as phrases: nothing else is found, by meaning neither.
        without: What must not be there.
        named: Whom it names.
    """

    query: Query
    clauses: tuple[Sought, ...]
    strict: tuple[Sought, ...]
    without: tuple[Sought, ...]
    named: tuple[Named, ...]


def ask(connection: Connection, query: Query, languages: Sequence[str]) -> Asked:
    """What a query looks for in a workspace.

    Args:
        connection: Sees the workspace.
        query: As it was read.
        languages: Of the sentences that are searched.
    """
    each = [any_of([sought(term, languages) for term in clause]) for clause in query.clauses]
    strict = [part for part, clause in zip(each, query.clauses, strict=True) if all(term.quoted for term in clause)]
    found = named(connection, query, languages)
    clauses: list[Sought] = []
    at = 0
    while at < len(each):
        name = next((one for one in found if one.first == at and one.whole), None)
        quoted = name and any(term.quoted for clause in query.clauses[at : name.last + 1] for term in clause)
        if name and not quoted:
            # A name may stand there as typed, or as any writing has it.
            typed = all_of(each[at : name.last + 1])
            clauses.append(any_of([typed, *(phrase_of(form) for form in name.forms)]))
            at = name.last + 1
        else:
            clauses.append(each[at])
            at += 1
    without = tuple(sought(replace(term, quoted=True), languages) for term in query.without)
    return Asked(query, tuple(clauses), tuple(strict), without, tuple(found))


__all__ = ["Asked", "ask"]
