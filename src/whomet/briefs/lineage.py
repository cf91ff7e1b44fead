"""Who copied whom, in plain words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from whomet.briefs.lines import listed
from whomet.briefs.wording import Words, words
from whomet.records import Account, DirectionSource, Document, Origin, OriginKind


class Kinship:
    """The lineage of an account, put into words.

    Args:
        account: What was concluded.
        spoken: The words to use, English by default.
    """

    def __init__(self, account: Account, spoken: Words | None = None) -> None:
        self.words = spoken or words()
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
        say, shares = self.words.say, self._shares(origins)
        if source is None:
            unknown = "" if kind == "shared-release" else say("phrases", "unknown_order")
            return say("phrases", "they", files=self._named(targets), told=self.alike(kind)) + shares + unknown
        if targets == [source]:
            return say("phrases", "they", files=self.name(source), told=self.same_in(source)) + shares
        directed = {origin.directed_by for origin in origins if origin.directed_by}
        why = self.because(directed.pop()) if len(directed) == len(origins) == 1 else ""
        told = say("phrases", "they", files=self._named(targets), told=self.depends(kind, source, targets))
        return told + shares + why

    def depends(self, kind: OriginKind, source: str, targets: Sequence[str], named: str = "") -> str:
        """What some texts do with another one: "translates a.txt into Korean".

        Args:
            kind: How they depend.
            source: The earlier text.
            targets: The dependent ones.
            named: What to call the earlier one, by default its file and outlet.
        """
        into = sorted({tongue for file in targets for tongue in self.languages(file)[:1]})
        source = named or self.name(source)
        if kind == "translation" and into:
            languages = self.words.joined(into)
            return self.words.verb("translation_into", len(targets), source=source, languages=languages)
        return self.words.verb(kind, len(targets), source=source)

    def same_in(self, file: str) -> str:
        """What a text that holds its own translation does: "tells the same in Korean and English"."""
        return self.words.verb("same_in", 1, languages=self.words.joined(self.languages(file)))

    def alike(self, kind: OriginKind) -> str:
        """What texts of which none is known to be the earlier one do."""
        return self.words.term("alike", kind)

    def because(self, directed_by: DirectionSource) -> str:
        """What tells that a text is the later one, as the end of a sentence."""
        return self.words.say("phrases", "because_it", told=self.words.term("directed", directed_by))

    def share(self, shared: float) -> str:
        """How much of a dependent text is taken over, behind a space; nothing where it was not measured."""
        return share(self.words, shared)

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
        """The names of a document's languages, the one it begins in first."""
        document: Document | None = self.documents.get(file)
        return [self.words.tongue(code) for code in document.languages] if document else []

    def _named(self, files: list[str]) -> str:
        names = [self.name(file) for file in files]
        return self.words.joined(names) if len(names) < 4 else listed(self.words, names)

    def _shares(self, origins: list[Origin]) -> str:
        shares = sorted({round(origin.shared * 100) for origin in origins} - {0})
        if len(shares) < 2:
            return self.share(origins[0].shared)
        return f" {self.words.say('marks', 'of_them', low=shares[0], high=shares[-1])}"

    def added_by(self, file: str, number: int) -> str:
        """That a file added some sentences, or that "it" did where no file is given."""
        told = self.words.count("adds", number)
        return self.words.say("phrases", "they" if file else "it", **({"files": file} if file else {}), told=told)

    def _additions(self, origins: list[Origin]) -> str:
        told = [
            self.added_by(file if len(origins) > 1 else "", number)
            for origin in origins
            for file in origin.targets
            if origin.source is not None and (number := self.added(file))
        ]
        return f"; {listed(self.words, told)}" if told else ""


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


def share(spoken: Words, shared: float) -> str:
    """How much of a dependent text is taken over, behind a space; nothing where it was not measured."""
    return f" {spoken.say('marks', 'of_it', n=f'{shared * 100:.0f}')}" if shared else ""


__all__ = ["Kinship", "share"]
