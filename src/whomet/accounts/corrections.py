"""What corrections and retractions supersede: in the corrected text, and in all that was taken from it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from whomet import edtf
from whomet.accounts.view import View
from whomet.records import Article, CorrectionMention, Document

#: Values of one kind: they can only stand for one another.
_KINDS = ("person", "organisation", "place", "time", "amount", "role")
#: Letters that the name of an outlet has at least to be found inside a longer one ("Lantern" in "The Daily Lantern").
OUTLET = 4
#: People and bodies that a note must share with an article of another story to be about it.
SHARED = 2


@dataclass(frozen=True, slots=True)
class Amendment:
    """What one note takes back.

    Attributes:
        by: File that prints the note.
        when: EDTF day on which it was printed, where known.
        retraction: Whether the whole report is taken back.
        wrong: Values that do not hold: entity ids, EDTF dates, amounts as `amount_value` writes them, roles.
        right: Values that hold instead, the same way.
        about: Entity ids of all whom the note names beside the values: it says nothing about others.
        span: Document offsets of the words for what was wrong, of the whole note that takes a report back: who prints
            them there does not tell them.
    """

    by: str
    when: str | None
    retraction: bool
    wrong: frozenset[str] = frozenset()
    right: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    span: tuple[int, int] | None = None


class Superseded:
    """Which values of which files yield to a correction.

    Args:
        reach: For every file the amendments that hold for it.
        notes: For every file the amendments that it prints.
    """

    def __init__(self, reach: dict[str, list[Amendment]], notes: dict[str, list[Amendment]]) -> None:
        self._reach, self._notes = reach, notes

    def by(self, file: str, value: str, about: Iterable[str] = ()) -> Amendment | None:
        """The correction to which a value of an article yields.

        Args:
            file: The article that gives the value.
            value: Entity id, EDTF date, amount as `amount_value` writes it, or role.
            about: Entity ids of those whom the fact is about; a note that names only others does not speak of it.

        Returns:
            The amendment (a correction of the value, or a retraction of the article), None where it holds.
        """
        named = set(about)
        for amendment in self._reach.get(file, ()):
            if amendment.retraction:
                return amendment
            concerned = not named or not amendment.about or bool(named & (amendment.about | amendment.right))
            if concerned and any(_same(value, wrong) for wrong in amendment.wrong):
                return amendment
        return None

    def of(self, file: str) -> tuple[Amendment, ...]:
        """All notes that hold for a file."""
        return tuple(self._reach.get(file, ()))

    def retracted(self, file: str) -> Amendment | None:
        """The note that takes the whole report of a file back."""
        return next((amendment for amendment in self._reach.get(file, ()) if amendment.retraction), None)

    def told_wrong(self, file: str, start: int) -> bool:
        """Whether an offset of a file lies in words that a note in it calls wrong, its own or another's."""
        spans = (amendment.span for amendment in self._notes.get(file, ()))
        return any(span is not None and span[0] <= start < span[1] for span in spans)


def superseded(view: View) -> Superseded:
    """What the corrections and retractions of all articles supersede.

    A note holds for the article that prints it, for every text that was copied, rewritten or translated from the same
    text, and for what the same outlet told before in the same story; one that names another outlet or agency holds for
    that one's texts and for all that was taken from them. A retraction holds for what was taken from the text alone.

    Args:
        view: The articles and their lineage.

    Returns:
        A way to ask about single values.
    """
    reach: dict[str, list[Amendment]] = defaultdict(list)
    notes: dict[str, list[Amendment]] = defaultdict(list)
    for article in view.articles:
        for mention in article.events.corrections:
            amendment = _amendment(view, article, mention)
            notes[article.document.file].append(amendment)
            for file in _files(view, article, mention, amendment.when):
                reach[file].append(amendment)
    return Superseded(dict(reach), dict(notes))


def explain(amendment: Amendment) -> str:
    """The explanation that a contradiction gets from a correction, in words."""
    told = "took it back" if amendment.retraction else "corrected it"
    return f"{amendment.by} {told} on {amendment.when}" if amendment.when else f"{amendment.by} {told}"


def amount_value(amount: float, unit: str) -> str:
    """An amount with its unit, as contradictions print it."""
    return f"{amount:.15g} {unit}"


def _same(value: str, wrong: str) -> bool:
    return value == wrong or (edtf.interval(wrong) is not None and edtf.within(value, wrong))


# --- what a note says --------------------------------------------------------------------------------


def _amendment(view: View, article: Article, mention: CorrectionMention) -> Amendment:
    document = article.document
    when = document.update.value if document.update else document.published
    if mention.retraction:
        return Amendment(document.file, when, True, span=(mention.start, mention.end))
    before = _values(view, article, mention.wrong)
    after = _values(view, article, mention.right)
    wrong = _replaced(before, after)
    right = {value for kind in _KINDS if before[kind] & wrong for value in after[kind] - before[kind]}
    people = {value for kind in _KINDS[:3] for value in before[kind] | after[kind]}
    return Amendment(
        document.file, when, False, frozenset(wrong), frozenset(right), frozenset(people - wrong - right), mention.wrong
    )


def _replaced(before: dict[str, set[str]], after: dict[str, set[str]]) -> set[str]:
    """The values that are said to be wrong: of a kind of which the right words give another value.

    Where several of a kind are left ("A met B" against "it was C"), nothing tells which one is meant. Words without
    any right value against them ("she was not") are about the only value that the wrong words give.
    """
    new = {kind: after[kind] - before[kind] for kind in _KINDS}
    gone = {kind: before[kind] - after[kind] for kind in _KINDS}
    changed = {kind for kind in _KINDS if new[kind] and gone[kind]}
    if changed:
        return {value for kind in changed if kind in ("time", "amount") or len(gone[kind]) == 1 for value in gone[kind]}
    told = [kind for kind in ("amount", "time", "person") if gone[kind]]
    if any(new.values()) or not told or len(gone[told[0]]) != 1:
        return set()
    return gone[told[0]]


def _values(view: View, article: Article, span: tuple[int, int] | None) -> dict[str, set[str]]:
    """All values that some words name, by kind: "she was not" takes up who was named, and gives nobody instead."""
    found: dict[str, set[str]] = {kind: set() for kind in _KINDS}
    if span is None:
        return found
    mentions, (start, end) = article.mentions, span
    for name in mentions.names:
        named = name.reach not in ("pronoun", "group") and len(name.referents) == 1
        id_ = view.entity(article.document.file, name.referents[0]) if named else None
        if id_ and start <= name.start and name.end <= end:
            found[name.type].add(id_)
    times = (t for t in mentions.times if t.kind == "point" and start <= t.start and t.end <= end)
    found["time"] = {time.value for time in times if time.value}
    inside = (a for a in mentions.amounts if start <= a.start and a.end <= end)
    found["amount"] = {amount_value(amount.amount, amount.unit) for amount in inside}
    found["role"] = {role.role for role in mentions.roles if start <= role.start and role.end <= end}
    return found


# --- whose texts it holds for ------------------------------------------------------------------------


def _files(view: View, article: Article, mention: CorrectionMention, when: str | None) -> list[str]:
    document = article.document
    peers = [view.article(file).document for file in _peers(view, article, mention)]
    before = [d for d in peers if _not_after(d.published, when)]
    if mention.whose is None:
        first = {document.file, *(d.file for d in before if _one_outlet(d.outlet, document.outlet))}
    else:
        first = {d.file for d in before if _published_by(d, mention.whose)} - {document.file}
    if mention.retraction:
        return sorted(_downstream(view, first))
    texts = {view.text(file) for file in first}
    return [other.document.file for other in view.articles if view.text(other.document.file) in texts]


def _peers(view: View, article: Article, mention: CorrectionMention) -> list[str]:
    """The files that the note may be about: those of its story, and those that name two of whom it names.

    A note that is printed on its own tells too little to be found a part of the story.
    """
    file = article.document.file
    story = view.story(file)
    named = {
        id_
        for name in article.mentions.names
        if mention.start <= name.start < mention.end and name.type != "place" and name.reach in ("full", "short")
        for id_ in view.ids(file, name.referents)
        if not (mention.whose and _contained(view.entities[id_].label, mention.whose))
    }
    shared = Counter(other for id_ in named for other in {key[0] for key in view.entities[id_].referents})
    peers = (other.document.file for other in view.articles)
    return [other for other in peers if view.story(other) == story or shared[other] >= SHARED]


def _downstream(view: View, files: set[str]) -> set[str]:
    """Some files with all that was taken from them: who takes a report back cannot do so for whom he took it from."""
    found, new = set(files), set(files)
    while new:
        taken = {
            target
            for origin in view.lineage.origins
            if origin.kind != "shared-release"
            and (origin.source in new if origin.source else not new.isdisjoint(origin.targets))
            for target in origin.targets
        }
        new = taken - found
        found |= new
    return found


def _one_outlet(left: str | None, right: str | None) -> bool:
    return bool(left and right) and str(left).casefold() == str(right).casefold()


def _published_by(document: Document, name: str) -> bool:
    """Whether an outlet or agency of that name, or a part of it, is a document's."""
    return any(_contained(own, name) for own in (document.outlet, document.agency) if own)


def _contained(own: str, name: str) -> bool:
    """Whether a name is another one, or a part of it."""
    one, other = own.casefold().strip(), name.casefold().strip()
    return one == other or (min(len(one), len(other)) >= OUTLET and (one in other or other in one))


def _not_after(published: str | None, when: str | None) -> bool:
    """Whether an article was published before the note, as far as is known."""
    one, other = edtf.interval(published), edtf.interval(when)
    return one is None or other is None or one[0] <= other[1]
