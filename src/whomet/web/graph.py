"""Who met whom as a network, and with whom about what as a table."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from whomet import edtf
from whomet.records import Meeting
from whomet.web.view import View

#: Nodes of the network and rows and columns of the table that are shown at most: more cannot be read at once.
NODES, ROWS, COLUMNS = 40, 30, 12


@dataclass(frozen=True, slots=True)
class Filter:
    """Which meetings are shown.

    Attributes:
        entity: Only those with this one.
        topic: Only those about this.
        status: "held" ...; nothing for all.
        since, until: Days, EDTF.
        disputed: Only those on which the coverage disagrees.
        background: Those that articles look back on, too.
    """

    entity: str = ""
    topic: str = ""
    status: str = ""
    since: str = ""
    until: str = ""
    disputed: bool = False
    background: bool = True


@dataclass(frozen=True, slots=True)
class Edge:
    """Two that were at the same meetings."""

    left: str
    right: str
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """Who was at the same meetings.

    Attributes:
        nodes: Ids with the number of their meetings.
        edges: The strongest first.
        left_out: How many entities more there are.
    """

    nodes: tuple[tuple[str, int], ...]
    edges: tuple[Edge, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Partners and what was talked about with them.

    Attributes:
        rows: Ids of the partners.
        columns: Topics.
        cells: (partner, topic) -> number of meetings.
        most: The largest number.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: dict[tuple[str, str], int]
    most: int

    def heat(self, row: str, column: str) -> int:
        """How strong a cell is, from 0 to 4."""
        number = self.cells.get((row, column), 0)
        return 0 if not number else max(1, round(4 * number / self.most))


def chosen(view: View, told: Filter) -> list[Meeting]:
    """The meetings that a filter lets through, in order of the account."""
    return [meeting for meeting in view.account.meetings if _fits(view, meeting, told)]


def _fits(view: View, meeting: Meeting, told: Filter) -> bool:
    here = (*view.present(meeting), meeting.city)
    return (
        (not told.entity or told.entity in here)
        and (not told.topic or any(topic.label == told.topic for topic in meeting.topics))
        and (not told.status or meeting.status == told.status)
        and (not told.disputed or bool(meeting.contradictions))
        and (told.background or not meeting.background)
        and within(meeting.date, told.since, told.until)
    )


def within(value: str | None, since: str, until: str) -> bool:
    """Whether a date may lie between two days; one that is not known does only where nothing is asked for."""
    if not since and not until:
        return True
    edges = edtf.interval(value)
    first, last = edtf.interval(since), edtf.interval(until)
    if edges is None:
        return False
    return (first is None or edges[1] >= first[0]) and (last is None or edges[0] <= last[1])


def network(view: View, meetings: Iterable[Meeting], types: Sequence[str], most: int = NODES) -> Network:
    """Who was at the same meetings.

    Args:
        view: The account.
        meetings: Those to look at.
        types: Of the entities to show.
        most: How many to show, those at most meetings first.
    """
    told: dict[tuple[str, str], list[Meeting]] = defaultdict(list)
    seen: Counter[str] = Counter()
    for meeting in meetings:
        here = [id_ for id_ in view.present(meeting) if id_.partition(":")[0] in types]
        seen.update(here)
        for left, right in combinations(sorted(here), 2):
            told[left, right].append(meeting)
    tied = {id_ for pair in told for id_ in pair}
    ranked = sorted((id_ for id_ in seen if id_ in tied), key=lambda id_: (-seen[id_], id_))
    kept = set(ranked[:most])
    edges = [Edge(left, right, tuple(own)) for (left, right), own in told.items() if {left, right} <= kept]
    edges.sort(key=lambda edge: (-len(edge.meetings), edge.left, edge.right))
    return Network(tuple((id_, seen[id_]) for id_ in ranked[:most]), tuple(edges), max(0, len(ranked) - most))


def matrix(view: View, meetings: Iterable[Meeting], of: str = "", rows: int = ROWS, columns: int = COLUMNS) -> Matrix:
    """With whom about what.

    Args:
        view: The account.
        meetings: Those to look at.
        of: Whose partners to show; nothing for everybody who met.
        rows: Partners to show, those who talked about these topics most often first.
        columns: Topics to show, those of most meetings first.
    """
    cells: Counter[tuple[str, str]] = Counter()
    topics: Counter[str] = Counter()
    for meeting in meetings:
        labels = list(dict.fromkeys(topic.label for topic in meeting.topics))
        topics.update(labels)
        here = [id_ for id_ in view.present(meeting) if id_ != of and (of or id_.startswith("person:"))]
        cells.update((id_, label) for id_ in here for label in labels)
    shown = tuple(sorted(topics, key=lambda label: (-topics[label], label))[:columns])
    partners: Counter[str] = Counter()
    for (id_, label), number in cells.items():
        partners[id_] += number if label in shown else 0
    kept = [id_ for id_ in sorted(partners, key=lambda id_: (-partners[id_], id_)) if partners[id_]]
    return Matrix(tuple(kept[:rows]), shown, dict(cells), max(cells.values(), default=1))


__all__ = ["COLUMNS", "NODES", "ROWS", "Edge", "Filter", "Matrix", "Network", "chosen", "matrix", "network", "within"]
