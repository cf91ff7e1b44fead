"""Who copied whom, in plain words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from babel import Locale

from whomet.briefs.lines import count, listed
from whomet.records import Account, DirectionSource, Document, Origin, OriginKind

#: What tells which of two texts is the earlier one, said of the dependent one.
DIRECTED: Mapping[DirectionSource, str] = {
    "credit": "names it as its source",
    "wire": "prints what is the wire's",
    "time": "came later",
    "containment": "has less than it",
    "errors": "has its mistakes",
    "correction": "has what was corrected there",
    "language": "reads like a translation",
}
_DEPENDS: Mapping[OriginKind, str] = {
    "copy": "repeats {source} word for word",
    "rewrite": "tells {source} in other words",
    "translation": "translates {source}",
    "shared-release": "takes up {source}",
}
_ALIKE: Mapping[OriginKind, str] = {
    "copy": "repeat each other word for word",
    "rewrite": "tell the same in other words",
    "translation": "translate each other",
    "shared-release": "hang on one release that is not here",
}


class Kinship:
    """The lineage of an account, put into words.

    Args:
        account: What was concluded.
    """

    def __init__(self, account: Account) -> None:
        self.origins = account.lineage.origins
        self.documents = {document.file: document for document in account.documents}
        self._own = dict(account.lineage.own)

    def lines(self) -> Iterator[str]:
        """One sentence or two for every text that others depend on."""
        for (source, kind), group in groupby(sorted(self.origins, key=_order), key=lambda o: (o.source, o.kind)):
            for origins in _alike(source, group):
                yield self._told(source, kind, origins) + self._additions(origins)

    def _told(self, source: str | None, kind: OriginKind, origins: list[Origin]) -> str:
        targets = [file for origin in origins for file in origin.targets]
        shares = _shares(origins)
        if source is None:
            unknown = "" if kind == "shared-release" else "; nothing tells which one is earlier"
            return f"{self._named(targets)} {_ALIKE[kind]}{shares}{unknown}"
        if targets == [source]:
            return f"{self.name(source)} tells the same in {_joined(self.languages(source))}{shares}"
        directed = {DIRECTED[origin.directed_by] for origin in origins if origin.directed_by}
        why = f"; it {directed.pop()}" if len(directed) == len(origins) == 1 else ""
        return f"{self._named(targets)} {self.depends(kind, source, targets)}{shares}{why}"

    def depends(self, kind: OriginKind, source: str, targets: Sequence[str], named: str = "") -> str:
        """What some texts do with another one: "translates a.txt into Korean".

        Args:
            kind: How they depend.
            source: The earlier text.
            targets: The dependent ones.
            named: What to call the earlier one, by default its file and outlet.
        """
        into = sorted({tongue for file in targets for tongue in self.languages(file)[:1]})
        tail = f" into {_joined(into)}" if kind == "translation" and into else ""
        verb, _, rest = _DEPENDS[kind].format(source=named or self.name(source)).partition(" ")
        return f"{verb if len(targets) == 1 else verb.removesuffix('s')} {rest}{tail}"

    def alike(self, kind: OriginKind) -> str:
        """What texts of which none is known to be the earlier one do."""
        return _ALIKE[kind]

    def added(self, file: str) -> int:
        """How many sentences a dependent text added itself."""
        document = self.documents.get(file)
        if document is None:
            return 0
        starts = [sentence.start for sentence in document.sentences]
        return sum(bisect_left(starts, end) - bisect_left(starts, start) for start, end in self._own.get(file, ()))

    def name(self, file: str) -> str:
        """A file with the outlet it is of."""
        document = self.documents.get(file)
        return f"{file} ({document.outlet})" if document and document.outlet else file

    def languages(self, file: str) -> list[str]:
        """The languages of a document in English, the one it begins in first."""
        document: Document | None = self.documents.get(file)
        return [tongue(code) for code in document.languages] if document else []

    def _named(self, files: list[str]) -> str:
        names = [self.name(file) for file in files]
        return _joined(names) if len(names) < 4 else listed(names)

    def _additions(self, origins: list[Origin]) -> str:
        told = [
            f"{file + ' ' if len(origins) > 1 else 'it '}adds {count(number, 'sentence')} of its own"
            for origin in origins
            for file in origin.targets
            if origin.source is not None and (number := self.added(file))
        ]
        return f"; {listed(told)}" if told else ""


def _order(origin: Origin) -> tuple[bool, str, str, tuple[str, ...]]:
    return origin.source is None, origin.source or "", origin.kind, origin.targets


def _alike(source: str | None, origins: Iterable[Origin]) -> Iterator[list[Origin]]:
    """Dependences that one sentence can tell: those of one source, but for its own translation of itself."""
    rest = []
    for origin in origins:
        if source is None or origin.targets == (source,):
            yield [origin]
        else:
            rest.append(origin)
    if rest:
        yield rest


def share_of_it(shared: float) -> str:
    """How much of a dependent text is taken over, in brackets; nothing where it was not measured."""
    return f" ({shared * 100:.0f} % of it)" if shared else ""


def _shares(origins: list[Origin]) -> str:
    shares = sorted({round(origin.shared * 100) for origin in origins} - {0})
    if len(shares) < 2:
        return share_of_it(origins[0].shared)
    return f" ({shares[0]} to {shares[-1]} % of them)"


def _joined(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


@lru_cache(maxsize=256)
def tongue(code: str) -> str:
    """A language in English; its code where it has no name."""
    return str(Locale("en").languages.get(code.partition("-")[0], code))


__all__ = ["DIRECTED", "Kinship", "share_of_it", "tongue"]
