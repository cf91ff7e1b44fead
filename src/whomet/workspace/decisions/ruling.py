"""What decisions say before anything is concluded: articles left out, names and reports that are one or two."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import TypeVar

from whomet.accounts import FREE, Forced, ReportRef
from whomet.pipeline import NONE, Decisions
from whomet.records import Article, Decision, DecisionKind, Document, EntityType, ReferentKey, Stamp, Target
from whomet.sources import Told
from whomet.workspace.decisions.ground import Ground
from whomet.workspace.decisions.kinds import DOCUMENT, ENTITY, MEETING, REPORT, kind_of, type_of
from whomet.workspace.decisions.ties import Ties

_Node = TypeVar("_Node", bound=Hashable)

#: What acts before conclusions are drawn: on what, and which decision. All others are applied to the account.
_BEFORE = frozenset(
    {
        (ENTITY, "merge"),
        (ENTITY, "split"),
        (ENTITY, "reject"),
        (MEETING, "merge"),
        (MEETING, "split"),
        (REPORT, "reject"),
        (DOCUMENT, "merge"),
        (DOCUMENT, "split"),
        (DOCUMENT, "reject"),
        (DOCUMENT, "correct"),
    }
)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What holds of some articles before anything is concluded from them.

    Attributes:
        left_out: Files that nothing is concluded from.
        changes: For a file what is known better: `outlet`, `published`, `url`, `agency`, `section`.
        decisions: Who and which reports are one, two or none.
    """

    left_out: frozenset[str] = frozenset()
    changes: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)
    decisions: Decisions = NONE

    def articles(self, articles: Mapping[str, Article], reread: Callable[[Document], Article]) -> list[Article]:
        """The articles that conclusions are drawn from.

        Args:
            articles: By the names of their files.
            reread: Understands a document again whose date is another one.
        """
        found = []
        for file, article in articles.items():
            if file not in self.left_out:
                change = self.changes.get(file)
                found.append(_changed(article, change, reread) if change else article)
        return found


FREELY = Ruling()


def acts_before(decision: Decision) -> bool:
    """Whether a decision changes what conclusions are drawn from, not only what they say."""
    return bool(decision.targets) and (kind_of(decision.targets[0].id), decision.kind) in _BEFORE


def touching(decisions: Iterable[Decision], prints: Collection[str], files: Collection[str]) -> tuple[str, ...]:
    """Ids of the decisions in force that change what is concluded from some articles.

    Args:
        decisions: Those in force, in their order.
        prints: Fingerprints of the articles' texts.
        files: Their names.
    """
    return tuple(
        decision.id
        for decision in decisions
        if acts_before(decision)
        and any(a.fingerprint in prints or a.file in files for target in decision.targets for a in target.anchors)
    )


def ruled(decisions: Iterable[Decision], ground: Ground) -> Ruling:
    """What decisions say of some articles before anything is concluded.

    Args:
        decisions: Those in force, in their order.
        ground: The articles.

    Returns:
        What holds; of two decisions that exclude each other the later one.
    """
    before = [decision for decision in decisions if acts_before(decision)]
    gone = left_out(before, ground)
    told = _Told(ground, gone)
    for decision in before:
        told.take(decision)
    return Ruling(gone, told.changes, told.decisions())


def left_out(decisions: Iterable[Decision], ground: Ground) -> frozenset[str]:
    """The files that nothing is concluded from.

    Args:
        decisions: Those in force.
        ground: All articles.
    """
    return frozenset(
        file
        for decision in decisions
        if decision.kind == "reject" and kind_of(decision.targets[0].id) == DOCUMENT
        for file in _files(ground, decision.targets[0])
    )


class _Told:
    """What was told of some articles, decision by decision."""

    def __init__(self, ground: Ground, left_out: frozenset[str]) -> None:
        self.changes: dict[str, dict[str, str | None]] = {}
        self._ground, self._left_out = ground, left_out
        self._entities: dict[EntityType, Ties[ReferentKey]] = {}
        self._reports: Ties[ReportRef] = Ties()
        self._lines: Ties[str] = Ties()
        self._nobody: list[frozenset[ReferentKey]] = []
        self._none: set[ReportRef] = set()

    def take(self, decision: Decision) -> None:
        """One more decision; where two exclude each other, this one holds."""
        first = decision.targets[0]
        match kind_of(first.id), decision.kind:
            case "entity", "reject":
                self._nobody.append(frozenset(self._referents(first, type_of(first.id))))
            case "entity", _:
                ties = self._entities.setdefault(type_of(first.id), Ties())
                _tie(ties, decision.kind, [self._referents(target, type_of(first.id)) for target in decision.targets])
            case "meeting", _:
                _tie(self._reports, decision.kind, [self._of(target) for target in decision.targets])
            case "report", _:
                self._none.update(self._of(first))
            case "document", "merge" | "split":
                files = [_files(self._ground, target) - self._left_out for target in decision.targets]
                _tie(self._lines, decision.kind, files)
            case "document", "correct":
                for file in _files(self._ground, first):
                    self.changes.setdefault(file, {})[decision.field or ""] = decision.value or None

    def decisions(self) -> Decisions:
        """All that was told."""
        ties = [self._entities[type_] for type_ in sorted(self._entities)]
        forced = Forced(tuple(self._reports.together), tuple(self._reports.apart), frozenset(self._none))
        return Decisions(
            together=tuple(pair for each in ties for group in each.together for pair in _chain(group)),
            apart=tuple(pair for each in ties for pair in _pairs(each.apart)),
            nobody=tuple(group for group in self._nobody if group),
            meetings=FREE if forced == FREE else forced,
            lineage=Told(tuple(self._lines.together), tuple(self._lines.apart)),
        )

    def _referents(self, target: Target, type_: EntityType) -> set[ReferentKey]:
        found = (key for anchor in target.anchors for key in self._ground.referents(anchor, type_))
        return {key for key in found if key[0] not in self._left_out}

    def _of(self, target: Target) -> set[ReportRef]:
        return {
            ReportRef(spot.file, anchor.key, spot.start, spot.end)
            for anchor in target.anchors
            for spot in self._ground.spots(anchor)
            if spot.file not in self._left_out
        }


def _tie(ties: Ties[_Node], kind: DecisionKind, nodes: Sequence[set[_Node]]) -> None:
    if kind == "split" and len(nodes) > 1:
        ties.split(nodes[0], nodes[1])
    elif kind == "merge" and sum(map(bool, nodes)) > 1:
        ties.merge({node for group in nodes for node in group})


def _files(ground: Ground, target: Target) -> set[str]:
    return {file for anchor in target.anchors for file in ground.files(anchor)}


def _chain(group: Iterable[ReferentKey]) -> list[tuple[ReferentKey, ReferentKey]]:
    first, *others = sorted(group)
    return [(first, other) for other in others]


def _pairs(
    apart: Iterable[tuple[frozenset[ReferentKey], frozenset[ReferentKey]]],
) -> list[tuple[ReferentKey, ReferentKey]]:
    found = {pair for left, right in apart for pair in product(left, right)}
    return sorted(found)


def _changed(article: Article, change: Mapping[str, str | None], reread: Callable[[Document], Article]) -> Article:
    was = article.document
    document = replace(
        was,
        outlet=change.get("outlet", was.outlet),
        url=change.get("url", was.url),
        agency=change.get("agency", was.agency),
        section=change.get("section", was.section),
    )
    if "published" not in change or change["published"] == was.published:
        return replace(article, document=document)
    value = change["published"]
    stamp = Stamp(value, source="analyst", how="told by an analyst") if value else None
    return reread(replace(document, published=value, published_from="analyst" if value else None, publication=stamp))


__all__ = ["FREELY", "Ruling", "acts_before", "left_out", "ruled", "touching"]
