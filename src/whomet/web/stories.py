"""What pages show of stories and their meetings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from whomet.briefs.ids import clash_ids
from whomet.records import AccountStory, Meeting, Origin, Statement
from whomet.web.view import View

#: People that a list of stories names.
PEOPLE = 4


@dataclass(frozen=True, slots=True)
class StoryCard:
    """A story in a list.

    Attributes:
        first, last: Days of its earliest and latest article, EDTF; nothing where none is dated.
        outlets: How many published it.
        disputes: Ids of the contradictions of its meetings, then of all else that its articles tell.
        people: Who stands in most of its meetings.
    """

    story: AccountStory
    title: str
    first: str
    last: str
    outlets: int
    languages: tuple[str, ...]
    disputes: tuple[str, ...]
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """An article in the tree of who took from whom.

    Attributes:
        told: What it took over, in words; nothing where it stands at the root.
        below: The articles that took from it.
    """

    file: str
    told: str
    below: tuple[Leaf, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of reporting: articles that hang on one another.

    Attributes:
        alike: What articles do to each other of which none is known to be the earlier one, in words.
    """

    files: tuple[str, ...]
    roots: tuple[Leaf, ...]
    alike: tuple[str, ...]


def card(view: View, story: AccountStory) -> StoryCard:
    """A story as a list shows it."""
    documents = [view.documents[file] for file in story.documents if file in view.documents]
    days = sorted(document.published for document in documents if document.published)
    meetings = [view.meetings[id_] for id_ in story.meetings]
    seen = Counter(id_ for meeting in meetings for id_ in meeting.principals)
    order = {id_: number for number, id_ in enumerate(seen)}
    return StoryCard(
        story=story,
        title=view.label(story.id),
        first=days[0] if days else "",
        last=days[-1] if days else "",
        outlets=len({document.outlet or document.file for document in documents}),
        languages=tuple(dict.fromkeys(document.language for document in documents)),
        disputes=(*(id_ for meeting in meetings for id_ in clash_ids(meeting)), *view.alone(story.documents)),
        people=tuple(sorted(seen, key=lambda id_: (-seen[id_], order[id_]))[:PEOPLE]),
    )


def cards(view: View, words: str = "", disputed: bool = False) -> list[StoryCard]:
    """Stories, the newest first.

    Args:
        view: The account.
        words: Only those with these letters in the title or in a name.
        disputed: Only those on which the coverage disagrees.
    """
    found = [card(view, story) for story in view.account.stories]
    wanted = words.casefold().split()
    kept = [
        one for one in found if (not disputed or one.disputes) and all(word in _searched(view, one) for word in wanted)
    ]
    # undated ones last, a story with meetings before one of the same day without
    kept.sort(key=lambda one: (one.last, bool(one.story.meetings), len(one.story.documents)), reverse=True)
    return kept


def _searched(view: View, one: StoryCard) -> str:
    people = {id_ for meeting in one.story.meetings for id_ in view.present(view.meetings[meeting])}
    return " ".join((one.title, *map(view.label, people), *one.story.documents)).casefold()


def in_time(meetings: Iterable[Meeting]) -> list[Meeting]:
    """Meetings in order of time, undated ones last."""
    return sorted(meetings, key=lambda meeting: (meeting.date is None, meeting.date or "", meeting.id))


def moment(view: View, file: str) -> tuple[str, str, str]:
    """When an article was published, to sort by; undated ones come last."""
    document = view.documents[file]
    clock = document.publication.clock if document.publication else None
    return document.published or "9999", clock or "", file


def who_was_there(view: View, meetings: Sequence[Meeting]) -> list[tuple[str, list[Meeting]]]:
    """Everybody and every body of some meetings with those they were at, who was at most first."""
    found: dict[str, list[Meeting]] = {}
    for meeting in meetings:
        for id_ in view.present(meeting):
            found.setdefault(id_, []).append(meeting)
    return sorted(found.items(), key=lambda one: (-len(one[1]), not one[0].startswith("person:"), one[0]))


def statements_of(view: View, files: Iterable[str]) -> list[Statement]:
    """What was said in some articles: by several of them, and in several languages, first."""
    wanted = set(files)
    own = [one for one in view.account.statements if any(place.document in wanted for place in one.places)]
    return sorted(own, key=lambda one: (-len(one.lines), -len({p.language for p in one.places}), one.id))


# --- who took from whom --------------------------------------------------------------------------------


def lines_of_reporting(view: View, files: Iterable[str]) -> list[Line]:
    """The lines of reporting of some articles, each as a tree, in order of time."""
    groups = [sorted(group, key=lambda file: moment(view, file)) for group in view.voices.of_files(files)]
    return [_line(view, group) for group in sorted(groups, key=lambda group: moment(view, group[0]))]


def _line(view: View, files: Sequence[str]) -> Line:
    here = set(files)
    origins = [one for one in view.account.lineage.origins if here & {*one.targets, one.source}]
    above = {file: _above(file, origins) for file in files}
    below: dict[str | None, list[str]] = {}
    for file, origin in above.items():
        source = origin.source if origin and origin.source in here else None
        below.setdefault(source, []).append(file)
    seen: set[str] = set()
    # those after the roots hang on each other in a ring, which no good lineage has
    roots = [_leaf(view, file, above, below, seen) for file in (*below.get(None, ()), *files) if file not in seen]
    alike = [
        view.words.say("phrases", "they", files=view.words.joined(list(one.targets)), told=view.kinship.alike(one.kind))
        + view.kinship.share(one.shared)
        for one in origins
        if one.source is None
    ]
    return Line(tuple(files), tuple(roots), tuple(alike))


def _above(file: str, origins: Sequence[Origin]) -> Origin | None:
    return next((one for one in origins if one.source not in (None, file) and file in one.targets), None)


def _leaf(
    view: View,
    file: str,
    above: Mapping[str, Origin | None],
    below: Mapping[str | None, Sequence[str]],
    seen: set[str],
) -> Leaf:
    seen.add(file)
    children = [_leaf(view, child, above, below, seen) for child in below.get(file, ()) if child not in seen]
    return Leaf(file, _told(view, file, above[file]), tuple(children))


def _told(view: View, file: str, origin: Origin | None) -> str:
    """What an article took over, and what it added."""
    if origin is None or origin.source is None:
        return ""
    kinship = view.kinship
    named = view.outlet(origin.source)
    told = kinship.depends(origin.kind, origin.source, [file], named) + kinship.share(origin.shared)
    why = kinship.because(origin.directed_by) if origin.directed_by else ""
    added = kinship.added(file)
    return told + why + (f"; {kinship.added_by('', added)}" if added else "")


__all__ = [
    "Leaf",
    "Line",
    "StoryCard",
    "card",
    "cards",
    "in_time",
    "lines_of_reporting",
    "moment",
    "statements_of",
    "who_was_there",
]
