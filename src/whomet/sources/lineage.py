"""Who copied, rewrote or translated whom, and who is left with a voice of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np

from whomet.embedding import Encoder, remembering
from whomet.records import Article, Document, Lineage, Origin, Sentence
from whomet.sources.alignment import SAME, UNLIKE, align
from whomet.sources.credits import Credit
from whomet.sources.directions import Direction, Side, direct, outer
from whomet.sources.forest import Branch, Forest, grow
from whomet.sources.marks import Marks, brings_news, marks
from whomet.sources.passages import covered
from whomet.sources.releases import releases
from whomet.sources.taken import ADDED, TAKEN_ANYWHERE, Held, additions, hold, taken
from whomet.sources.ties import Tie, compare
from whomet.sources.versions import GIST, Version, encode_ahead, primary, versions, without_furniture

#: Share of the shorter of two language versions in one document that must be told for a translation.
TRANSLATED_WITHIN = 0.30
#: The same where the numbers and names of both already tell that they say the same (`Document.versions`).
LINKED_WITHIN = 0.15
#: Sentences, and share of all sentences of a text, that it must have from a further text and not from the main one
#: to be a compilation: one sentence in common is what both took from the same speech.
FEWEST_FURTHER = 3
FURTHER = 0.2


def trace(articles: Sequence[Article], encoder: Encoder) -> Lineage:
    """Find out who copied, rewrote or translated whom, sentence by sentence.

    A text that takes from several has an origin for each that gives a good part of it, but one voice: that of the text
    it was mainly made from. Several independent texts do not become one because somebody compiled them, and what a
    compilation takes from the others speaks with their voices, sentence by sentence (`Origin.taken`), as what it
    adds speaks with its own (`Lineage.own`). Texts of which one depends on the other, nothing tells which, share a
    voice: it is the cautious reading, and it counts one line of reporting too few rather than one too many.

    Args:
        articles: All articles, in any order.
        encoder: Where the sentence vectors come from.

    Returns:
        What every document was made from, what it added, and the voice of every document.
    """
    encoder = remembering(encoder)
    by_file = {article.document.file: article for article in sorted(articles, key=lambda a: a.document.file)}
    whole = {file: versions(article, encoder) for file, article in by_file.items()}
    encode_ahead([part for own in whole.values() for part in own], GIST)
    parts = without_furniture(whole)
    documents = {file: article.document for file, article in by_file.items()}
    ties = compare(by_file, parts)
    judge = _Judge(by_file, parts, ties)
    released = releases(ties, by_file, judge)
    shared = released.origins
    dependent = [tie for tie in ties if tie.kind and tie not in released.apart]
    forest = grow(dependent, sorted(documents, key=lambda file: _standing(documents[file])), judge.direct, judge.dated)
    forest = Forest(forest.main, tuple(judge.substantial(forest)))
    voices = _voices(documents, forest.main, shared)
    origins = [*_within(parts, documents), *judge.origins(forest), *shared]
    return Lineage(tuple(origins), tuple(sorted(voices.items())), judge.added(forest, voices))


def _standing(document: Document) -> tuple[str, str, str]:
    """Where nothing tells who was first, the earliest stands for all; its words, not its file's name, decide a tie."""
    return document.published or "9999", document.text, document.file


def _within(parts: Mapping[str, Sequence[Version]], documents: Mapping[str, Document]) -> Iterable[Origin]:
    for file, own in parts.items():
        linked = {primary(version.language) for version in documents[file].versions}
        for left, right in combinations(own, 2):
            alignment = align(left.vectors, right.vectors)
            least = LINKED_WITHIN if {left.language, right.language} <= linked else TRANSLATED_WITHIN
            if alignment.share >= least:
                share = round(alignment.share, 3)
                found = taken(file, hold([right], [left]))
                yield Origin(
                    "translation", file, (file,), share, None, found, (("told in the same order", min(1.0, share)),)
                )


def _voices(documents: Mapping[str, Document], main: Iterable[Branch], shared: Iterable[Origin]) -> dict[str, str]:
    """Files tied by any main dependence share a voice: that of the text all others go back to.

    Where several hang on an unseen release, the earliest of them stands for it.
    """
    above = {branch.below: branch.above for branch in main}
    for origin in shared:
        roots = sorted({_root(target, above) for target in origin.targets})
        first = min(roots, key=lambda file: _standing(documents[file]))
        above |= {root: first for root in roots if root != first}
    return {file: _root(file, above) for file in documents}


def _root(file: str, above: Mapping[str, str]) -> str:
    while file in above:
        file = above[file]
    return file


class _Judge:
    """What is told of dependent texts once their sentences are held against each other.

    Args:
        articles: By file.
        parts: The language versions of each file.
        ties: What any two of them share.
    """

    def __init__(
        self, articles: Mapping[str, Article], parts: Mapping[str, Sequence[Version]], ties: Sequence[Tie]
    ) -> None:
        self._articles = articles
        self._parts = parts
        self._marks: dict[str, Marks] = {}
        self._held: dict[tuple[str, str], list[Held]] = {}
        self._near: dict[str, set[str]] = defaultdict(set)
        self._tied: dict[str, set[str]] = defaultdict(set)
        for tie in ties:
            found = self._near if tie.kind is None else self._tied
            found[tie.left].add(tie.right)
            found[tie.right].add(tie.left)

    def marks(self, file: str) -> Marks:
        """Names, figures and quotations of a text."""
        if file not in self._marks:
            self._marks[file] = marks(self._articles[file], self._parts[file][0].encoder.encode)
        return self._marks[file]

    def held(self, file: str, other: str) -> list[Held]:
        """The sentences of a text against another."""
        if (file, other) not in self._held:
            self._held[file, other] = hold(self._parts[file], self._parts[other])
        return self._held[file, other]

    def contained(self, tie: Tie) -> float:
        """Share of the sentences of one of two texts, whichever is more, that the other prints or tells."""
        shares = []
        for file, other in ((tie.left, tie.right), (tie.right, tie.left)):
            held = [each for each in self.held(file, other) if each.sentence.kind != "title"]
            shares.append(sum(each.how is not None for each in held) / max(1, len(held)))
        return max(shares)

    def beyond(self, one: str, other: str, third: str) -> int:
        """How many sentences of a text another tells and a third does not."""
        known = {each.sentence.start for each in self.held(one, third) if each.how is not None or each.best >= ADDED}
        held = [each for each in self.held(one, other) if each.sentence.kind != "title"]
        return sum(each.how is not None and each.sentence.start not in known for each in held)

    def direct(self, tie: Tie) -> Direction:
        """Which of two dependent texts was first."""
        strangers = (self._near[tie.left] | self._near[tie.right]) - self._tied[tie.left] - self._tied[tie.right]
        others = [self.marks(file) for file in sorted(strangers)]
        left, right = (
            Side(
                self._articles[one],
                self.marks(one),
                self.held(one, other),
                self._printed(one, other) if tie.kind == "copy" else 0.0,
                others,
                tie.credit if tie.credited == one else Credit.NONE,
            )
            for one, other in ((tie.left, tie.right), (tie.right, tie.left))
        )
        return direct(left, right)

    def dated(self, tie: Tie) -> bool:
        """Whether credits and times alone tell which of two was first."""
        left, right = (
            Side(self._articles[file], Marks(), (), credit=tie.credit if tie.credited == file else Credit.NONE)
            for file in (tie.left, tie.right)
        )
        return outer(left, right)

    def _printed(self, file: str, other: str) -> float:
        """Share of a text's letters that another one prints."""
        pairs = [(mine, theirs) for mine in self._parts[file] for theirs in self._parts[other]]
        return max(covered(mine.shingles, theirs.shingles) for mine, theirs in pairs)

    def substantial(self, forest: Forest) -> Iterable[Branch]:
        """Of the further branches those that give a good part of a text that none before them gives."""
        above = {branch.below: [branch.above] for branch in forest.main}
        for branch in forest.further:
            given = {
                each.sentence.start
                for source in above.get(branch.below, ())
                for each in self.held(branch.below, source)
                if each.how is not None
            }
            held = self.held(branch.below, branch.above)
            new = sum(each.how is not None and each.sentence.start not in given for each in held)
            if new >= FEWEST_FURTHER and new >= FURTHER * len(held):
                above.setdefault(branch.below, []).append(branch.above)
                yield branch

    def origins(self, forest: Forest) -> Iterable[Origin]:
        """The branches as records; those without direction that hang on one text are one origin."""
        found: dict[tuple[str, str], Origin] = {}
        further = set(forest.further)
        for branch in sorted((*forest.main, *forest.further), key=lambda b: (b.below, b in further, b.above)):
            tie, known = branch.tie, branch.direction.first is not None
            if tie.kind is None:
                continue
            origin = Origin(
                tie.kind,
                branch.above if known else None,
                (branch.below,) if known else (branch.above, branch.below),
                round(min(1.0, tie.shared), 3),
                branch.direction.by,
                taken(branch.below, self.held(branch.below, branch.above)),
                tie.reasons,
            )
            key = (branch.below, branch.above) if known else (f"{tie.kind} of", branch.above)
            found[key] = _merged(found[key], origin) if key in found else origin
        return found.values()

    def added(self, forest: Forest, voices: Mapping[str, str]) -> tuple[tuple[str, tuple[tuple[int, int], ...]], ...]:
        """What each text added to those it was made from, as stretches of neighbouring sentences.

        What two texts of one voice both have beyond their sources, though neither was made from the other, is
        nobody's own: they have it from a text that is not here.
        """
        above: dict[str, list[Branch]] = defaultdict(list)
        for branch in (*forest.main, *forest.further):
            if branch.direction.first is not None:
                above[branch.below].append(branch)
        ancestors = {branch.below: branch.above for branch in forest.main}
        own = {}
        for file in sorted(above):
            kin = [o for o in self._tied[file] if voices[o] == voices[file] and file not in _line(o, ancestors)]
            if found := self._additions(file, above[file], kin):
                own[file] = found
        groups: dict[str, list[str]] = defaultdict(list)
        for file in own:
            groups[voices[file]].append(file)
        for files in groups.values():
            self._drop_common(own, files, ancestors)
        return tuple((file, _stretches(self._articles[file], found)) for file, found in own.items() if found)

    def _additions(self, file: str, branches: Sequence[Branch], kin: Iterable[str]) -> list[Sentence]:
        """What a text added to those it was made from, and no kin of it has that it shares more with."""
        known = [self.marks(branch.above) for branch in branches]
        rows = list(zip(*(self.held(file, branch.above) for branch in branches), strict=True))
        copied = any(branch.tie.kind == "copy" for branch in branches)
        found = additions(rows, copied, lambda sentence: brings_news(self._articles[file], sentence, known))
        for other in sorted(kin) if found else ():
            told = {each.sentence.start for each in self.held(file, other) if each.how is not None}
            found = [sentence for sentence in found if sentence.start not in told]
        return found

    def _drop_common(self, own: dict[str, list[Sentence]], files: Sequence[str], ancestors: Mapping[str, str]) -> None:
        rows = [(file, sentence) for file in files for sentence in own[file]]
        encoder = self._parts[files[0]][0].encoder
        vectors = encoder.encode([sentence.text for _, sentence in rows])
        alike = (vectors @ vectors.T - UNLIKE) / (SAME - UNLIKE) >= TAKEN_ANYWHERE
        lines = {file: _line(file, ancestors) for file in files}
        dropped = set()
        for left, right in np.argwhere(np.triu(alike, 1)).tolist():
            one, other = rows[left][0], rows[right][0]
            if one != other and one not in lines[other] and other not in lines[one]:
                dropped |= {left, right}
        kept: dict[str, list[Sentence]] = defaultdict(list)
        for row, (file, sentence) in enumerate(rows):
            if row not in dropped:
                kept[file].append(sentence)
        for file in files:
            own[file] = kept[file]


def _line(file: str, ancestors: Mapping[str, str]) -> set[str]:
    """The texts that a text goes back to."""
    found = set()
    while file in ancestors:
        file = ancestors[file]
        found.add(file)
    return found


def _merged(left: Origin, right: Origin) -> Origin:
    """Two origins of texts that nothing tells to be later than one and the same."""
    seen = dict(left.reasons)
    reasons = tuple((name, min(seen.get(name, value), value)) for name, value in right.reasons if name in seen)
    return replace(
        left,
        targets=(*left.targets, *right.targets[1:]),
        shared=min(left.shared, right.shared),
        taken=(*left.taken, *right.taken),
        reasons=reasons,
    )


def _stretches(article: Article, sentences: Sequence[Sentence]) -> tuple[tuple[int, int], ...]:
    """Sentences as stretches of the document: neighbours with nothing but white space between them are one."""
    text = article.document.text
    found: list[tuple[int, int]] = []
    for sentence in sentences:
        if found and not text[found[-1][1] : sentence.start].strip():
            found[-1] = found[-1][0], sentence.end
        else:
            found.append((sentence.start, sentence.end))
    return tuple(found)


__all__ = ["trace"]
