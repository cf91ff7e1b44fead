"""A story explained: its articles in order of time, each line of reporting as a tree, and its meetings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from whomet.briefs.explaining.desk import Data, Desk
from whomet.briefs.ids import clash_ids
from whomet.briefs.lineage import DIRECTED, share_of_it, tongue
from whomet.briefs.lines import count
from whomet.briefs.terminal import BOLD, DIM, OFF, clean, headed, title, wrap
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
                "told": desk.kinship.alike(origin.kind) + share_of_it(origin.shared),
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


def story_lines(data: Data) -> Iterator[str]:
    """The same for the terminal."""
    yield from headed(data["title"] or "(no headline)", data["id"])
    origins = count(data["independent_origins"], "independent origin")
    yield f"  {count(data['articles'], 'article')}, {origins}, {count(len(data['meetings']), 'meeting')}"
    yield title("LINES OF REPORTING")
    for number, line in enumerate(data["lines"][:TREES], 1):
        yield from _tree(number, line)
    if len(data["lines"]) > TREES:
        yield f"  and {count(len(data['lines']) - TREES, 'more line')}; --format json has them all"
    if data["meetings"]:
        yield title("MEETINGS")
    for meeting in data["meetings"]:
        yield from meeting_line(meeting)
    if data["contradictions"]:
        yield title("DISPUTED")
    for found in data["contradictions"]:
        yield from wrap(clean(found["told"]), "  ", 4)
        yield f"    {DIM}{clean(found['id'])}{OFF}"


def meeting_line(meeting: Data) -> Iterator[str]:
    """A meeting in a line or two, with its id."""
    head = ", ".join(part for part in (meeting["when"], meeting["where"], meeting["status"]) if part)
    origins = count(meeting["independent_origins"], "origin")
    yield from wrap(f"{clean(head)} ({origins}): {clean(meeting['who'])}", "  ", 4)
    yield f"    {DIM}{clean(meeting['id'])}{OFF}"


def _tree(number: int, line: Data) -> Iterator[str]:
    """Articles below what they were taken from, each level in order of time."""
    articles = {article["document"]: article for article in line["articles"]}
    below: dict[str | None, list[str]] = {}
    for file, article in articles.items():
        below.setdefault(article["from"] if article["from"] in articles else None, []).append(file)
    seen: set[str] = set()
    for root in [*below.get(None, ()), *articles]:
        # those after the roots hang on each other in a ring, which no good lineage has
        yield from _branch(root, articles, below, f"  {number:>3} ", "      ", seen)
    for shared in line["undirected"]:
        yield from wrap(clean(f"{', '.join(shared['files'])} {shared['told']}"), "      = ", 8)


def _branch(
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
    yield from wrap(clean(_told(articles[file])), f"{DIM}{first}{OFF}{BOLD}{clean(file)}{OFF}  ", len(rest) + 2)
    children = below.get(file, ())
    for child in children:
        last = child == children[-1]
        yield from _branch(
            child, articles, below, rest + ("└─ " if last else "├─ "), rest + ("   " if last else "│  "), seen
        )


def _told(article: Data) -> str:
    """An article in a line: when, by whom, what it took over, and what it added."""
    language = tongue(article["language"]) if article["language"] else None
    known = ", ".join(part for part in (article["outlet"], article["published"], language) if part)
    told = [known or "outlet and date unknown"]
    if article["told"]:
        why = f", {DIRECTED[article['directed_by']]}" if article["directed_by"] else ""
        told.append(article["told"] + share_of_it(article["shared"]) + why)
        told += [f"also takes from {each['from']}{share_of_it(each['shared'])}" for each in article["also"]]
        if article["own_sentences"]:
            told.append(f"adds {count(article['own_sentences'], 'sentence')} of its own")
    if article["translates_itself"] is not None:
        told.append("holds its own translation")
    return "; ".join(told)


__all__ = ["meeting_line", "story_lines", "story_page"]
