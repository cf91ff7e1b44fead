"""The network of who met whom: people and bodies, tied by the meetings between them and by roles.

A tie has one kind: the status of its meetings ("held", "planned" ...) or "works for". Two that met and were denied to
have met are tied twice, and the weight of the one never adds to the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from whomet import edtf
from whomet.exports.view import View
from whomet.records import Account, Entity, Meeting

#: The tie between a person and a body that a role stands for.
WORKS_FOR = "works for"


@dataclass(frozen=True, slots=True)
class Node:
    """A person or body.

    Attributes:
        degree: How many others it met at meetings that were held.
        meetings_held: How many held meetings it stands in.
        meetings: How many of any status.
        documents: How many articles name it.
    """

    id: str
    label: str
    type: str
    roles: tuple[str, ...]
    names: tuple[str, ...]
    wikidata: str | None
    degree: int
    meetings_held: int
    meetings: int
    documents: int


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie of one kind between two nodes.

    Attributes:
        source, target: Ids of the nodes; for "works for" the person and the body, else in order of the ids.
        kind: Status of the meetings, or "works for".
        weight: How many meetings of this kind; 1 for "works for".
        meetings: Their ids, in order of the account.
        dates: Their EDTF dates, as far as told, each once, in order.
        cities: Their places in words, each once.
        topics: What they were about, each once.
        documents: How many articles report them.
        independent_origins: Of the best founded of them.
        roles: "works for": the roles.
    """

    source: str
    target: str
    kind: str
    weight: int
    meetings: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    documents: int = 0
    independent_origins: int = 0
    roles: tuple[str, ...] = ()

    @property
    def held(self) -> int:
        """How many of its meetings were held: 0 for every other kind."""
        return self.weight if self.kind == "held" else 0


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes in order of their ids, edges in order of theirs and their kind."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def graph(account: Account, language: str = "en") -> Graph:
    """The network of an account.

    Sides are tied with one another and with those who were there; those who were only there are not tied among
    themselves. A body is tied with the other bodies of the meeting, and with the sides where nobody works for it.

    Args:
        account: What was concluded.
        language: BCP 47 code of the labels.
    """
    view = View(account, language)
    edges = sorted((*_met(view), *_works(view)), key=lambda edge: (edge.source, edge.target, edge.kind))
    partners: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        if edge.held:
            partners[edge.source].add(edge.target)
            partners[edge.target].add(edge.source)
    tied = {id_ for edge in edges for id_ in (edge.source, edge.target)} | set(view.meetings_of)
    entities = sorted((view.entities[id_] for id_ in tied if view.acts(id_)), key=lambda entity: entity.id)
    return Graph(tuple(_node(view, one, len(partners[one.id])) for one in entities), tuple(edges))


def _node(view: View, entity: Entity, degree: int) -> Node:
    meetings = view.meetings_of.get(entity.id, [])
    return Node(
        id=entity.id,
        label=entity.label,
        type=entity.type,
        roles=tuple(view.roles(entity)),
        names=tuple(dict.fromkeys(form for _, forms in entity.names for form in forms)),
        wikidata=view.wikidata(entity),
        degree=degree,
        meetings_held=sum(meeting.status == "held" for meeting in meetings),
        meetings=len(meetings),
        documents=len(view.files(entity)),
    )


def _met(view: View) -> Iterator[Edge]:
    tied: dict[tuple[str, str, str], list[Meeting]] = defaultdict(list)
    for meeting in view.account.meetings:
        for pair in sorted(_pairs(view, meeting)):
            tied[*pair, meeting.status].append(meeting)
    for (source, target, status), meetings in tied.items():
        yield Edge(
            source,
            target,
            status,
            weight=len(meetings),
            meetings=tuple(meeting.id for meeting in meetings),
            dates=tuple(sorted({meeting.date for meeting in meetings if meeting.date})),
            cities=tuple(dict.fromkeys(view.labels(meeting.city for meeting in meetings if meeting.city))),
            topics=tuple(dict.fromkeys(topic.label for meeting in meetings for topic in meeting.topics)),
            documents=len({file for meeting in meetings for file in meeting.documents}),
            independent_origins=max(meeting.independent_origins for meeting in meetings),
        )


def _pairs(view: View, meeting: Meeting) -> set[tuple[str, str]]:
    """Who is tied by a meeting; pairs in order of the ids."""
    sides, bodies = meeting.principals, meeting.organisations
    pairs = {(left, right) for left in sides for right in (*sides, *meeting.attendees)}
    pairs |= set(combinations(bodies, 2))
    pairs |= {(person, body) for body in view.bodies_apart(meeting) for person in sides}
    return {
        (min(pair), max(pair)) for pair in pairs if pair[0] != pair[1] and view.acts(pair[0]) and view.acts(pair[1])
    }


def _works(view: View) -> Iterator[Edge]:
    for entity in view.account.entities:
        for body in view.employers(entity.id):
            if view.acts(body):
                own = [role for role in entity.roles if role.organisation == body]
                files = {file for role in own for file, _, _ in role.places}
                roles = tuple(dict.fromkeys(role.role for role in own))
                yield Edge(entity.id, body, WORKS_FOR, 1, documents=len(files), roles=roles)


def days(edge: Edge) -> tuple[str | None, str | None]:
    """First and last day of the meetings of an edge, as far as they are told; ISO 8601."""
    edges = [found for value in edge.dates if (found := edtf.interval(value))]
    if not edges:
        return None, None
    return min(first for first, _ in edges).isoformat(), max(last for _, last in edges).isoformat()


__all__ = ["WORKS_FOR", "Edge", "Graph", "Node", "days", "graph"]
