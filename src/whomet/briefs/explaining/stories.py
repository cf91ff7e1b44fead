"""A story explained: its articles in order of time, each line of reporting as a tree, and its meetings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from whomet.briefs.explaining.desk import Data, Desk
from whomet.briefs.ids import clash_ids
from whomet.briefs.lineage import share
from whomet.briefs.terminal import BOLD, DIM, OFF, clean, headed, title, wrap
from whomet.briefs.wording import Words
from whomet.records import AccountStory, Origin

#: Lines of reporting that the text shows as trees; of the rest it tells the number.
TREES = 40


def story_page(desk: Desk, story: AccountStory) -> dict[str, Any]:
    """All that is known of a story and why."""
    voices = desk.writer.voices
    groups = [desk.in_time(files) for files in voices.of_files(story.documents)]
    first = {file: number for number, file in enumerate(desk.in_time(files[0] for files in groups))}
    meetings = [desk.meetings[id_] for id_ in story.meetings]
    return {
        "format": "whomet.story/1",
        "id": story.id,
        "title": story.title,
        "independent_origins": story.independent_origins,
        "articles": len(story.documents),
        "lines": [_line(desk, files) for files in sorted(groups, key=lambda files: first[files[0]])],
        "meetings": [desk.heading(meeting) for meeting in meetings],
        "contradictions": [
            {"id": id_, "meeting": meeting.id, "told": desk.writer.clash(found)}
            for meeting in meetings
            for id_, found in zip(clash_ids(meeting), meeting.contradictions, strict=True)
        ],
    }


def _line(desk: Desk, files: Sequence[str]) -> dict[str, Any]:
    """One line of reporting: its articles in order of time, each with what it hangs on."""
    here = set(files)
    own = [origin for origin in desk.kinship.origins if here & {*origin.targets, origin.source}]
    return {
        "files": list(files),
        "articles": [_article(desk, file, own) for file in files],
        "undirected": [
            {
                "kind": origin.kind,
                "files": list(origin.targets),
                "shared": round(origin.shared, 3),
                "told": desk.kinship.alike(origin.kind) + desk.kinship.share(origin.shared),
            }
            for origin in own
            if origin.source is None
        ],
    }


def _article(desk: Desk, file: str, origins: Sequence[Origin]) -> dict[str, Any]:
    sources = [origin for origin in origins if origin.source not in (None, file) and file in origin.targets]
    above = sources[0] if sources else None
    within = next((o for o in origins if o.source == file and file in o.targets), None)
    return {
        **desk.source(file),
        "from": above.source if above else None,
        "kind": above.kind if above else None,
        "shared": round(above.shared, 3) if above else None,
        "directed_by": above.directed_by if above else None,
        "also": [
            {"from": str(further.source), "kind": further.kind, "shared": round(further.shared, 3)}
            for further in sources[1:]
        ],
        "own_sentences": desk.kinship.added(file),
        "translates_itself": round(within.shared, 3) if within else None,
        "told": desk.kinship.depends(above.kind, str(above.source), [file], above.source or "") if above else None,
    }


def story_lines(words: Words, data: Data) -> Iterator[str]:
    """The same for the terminal."""
    yield from headed(data["title"] or words.say("phrases", "no_headline"), data["id"])
    origins = words.count("independent_origins", data["independent_origins"])
    articles, meetings = words.count("articles", data["articles"]), words.count("meetings", len(data["meetings"]))
    yield f"  {articles}, {origins}, {meetings}"
    yield title(words.loud("lines_of_reporting"))
    for number, line in enumerate(data["lines"][:TREES], 1):
        yield from _tree(words, number, line)
    if len(data["lines"]) > TREES:
        yield "  " + words.count("more_lines", len(data["lines"]) - TREES)
    if data["meetings"]:
        yield title(words.loud("meetings"))
    for meeting in data["meetings"]:
        yield from meeting_line(words, meeting)
    if data["contradictions"]:
        yield title(words.loud("disputed"))
    for found in data["contradictions"]:
        yield from wrap(clean(found["told"]), "  ", 4)
        yield f"    {DIM}{clean(found['id'])}{OFF}"


def meeting_line(words: Words, meeting: Data) -> Iterator[str]:
    """A meeting in a line or two, with its id."""
    head = ", ".join(part for part in (meeting["when"], meeting["where"], meeting["shown"]) if part)
    origins = words.count("origins", meeting["independent_origins"])
    yield from wrap(f"{clean(head)} ({origins}): {clean(meeting['who'])}", "  ", 4)
    yield f"    {DIM}{clean(meeting['id'])}{OFF}"


def _tree(words: Words, number: int, line: Data) -> Iterator[str]:
    """Articles below what they were taken from, each level in order of time."""
    articles = {article["document"]: article for article in line["articles"]}
    below: dict[str | None, list[str]] = {}
    for file, article in articles.items():
        below.setdefault(article["from"] if article["from"] in articles else None, []).append(file)
    seen: set[str] = set()
    for root in [*below.get(None, ()), *articles]:
        # those after the roots hang on each other in a ring, which no good lineage has
        yield from _branch(words, root, articles, below, f"  {number:>3} ", "      ", seen)
    for shared in line["undirected"]:
        yield from wrap(
            clean(words.say("phrases", "they", files=", ".join(shared["files"]), told=shared["told"])), "      = ", 8
        )


def _branch(
    words: Words,
    file: str,
    articles: Mapping[str, Data],
    below: Mapping[str | None, Sequence[str]],
    first: str,
    rest: str,
    seen: set[str],
) -> Iterator[str]:
    if file in seen:
        return
    seen.add(file)
    yield from wrap(clean(_told(words, articles[file])), f"{DIM}{first}{OFF}{BOLD}{clean(file)}{OFF}  ", len(rest) + 2)
    children = below.get(file, ())
    for child in children:
        last = child == children[-1]
        first, rest_below = rest + ("└─ " if last else "├─ "), rest + ("   " if last else "│  ")
        yield from _branch(words, child, articles, below, first, rest_below, seen)


def _told(words: Words, article: Data) -> str:
    """An article in a line: when, by whom, what it took over, and what it added."""
    language = words.tongue(article["language"]) if article["language"] else None
    known = ", ".join(part for part in (article["outlet"], article["published"], language) if part)
    told = [known or words.say("phrases", "unknown_outlet")]
    if article["told"]:
        why = f", {words.term('directed', article['directed_by'])}" if article["directed_by"] else ""
        told.append(article["told"] + share(words, article["shared"]) + why)
        told += [
            words.say("phrases", "also_takes", source=each["from"]) + share(words, each["shared"])
            for each in article["also"]
        ]
        if article["own_sentences"]:
            told.append(words.count("adds", article["own_sentences"]))
    if article["translates_itself"] is not None:
        told.append(words.say("phrases", "own_translation"))
    return "; ".join(told)


__all__ = ["meeting_line", "story_lines", "story_page"]
