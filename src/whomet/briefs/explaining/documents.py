"""A document explained: what it took from whom, what it added itself, and which conclusions rest on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from whomet.briefs import terminal
from whomet.briefs.explaining.desk import Data, Desk
from whomet.briefs.explaining.stories import meeting_line
from whomet.briefs.lineage import share
from whomet.briefs.lines import listed
from whomet.briefs.terminal import DIM, OFF, clean, headed, title, wrap
from whomet.briefs.wording import Words
from whomet.records import Citation, Origin, Taken

#: Sentences taken over or added, and facts, that the text shows; the data has them all.
SENTENCES = 6
FACTS = 8


def document_page(desk: Desk, file: str) -> dict[str, Any]:
    """All that is known of a document and why."""
    document = desk.documents[file]
    own = dict(desk.account.lineage.own).get(file, ())
    origins = [origin for origin in desk.kinship.origins if file in origin.targets]
    story = next((story for story in desk.account.stories if file in story.documents), None)
    titles = [document.text[block.start : block.end].strip() for block in document.blocks if block.kind == "title"]
    voices = desk.writer.voices
    line = next(files for files in voices.of_files(desk.documents) if file in files)
    return {
        "format": "whomet.document/1",
        "id": file,
        **desk.source(file),
        "title": titles[0] if titles else None,
        "languages": list(document.languages),
        "bylines": list(document.bylines),
        "agency": document.agency,
        "story": {"id": story.id, "title": story.title} if story else None,
        "line": list(line),
        "from": [_origin(desk, file, origin) for origin in origins],
        "own": [desk.span(file, start, end) for start, end in own],
        "own_sentences": desk.kinship.added(file),
        "to": [
            {"kind": origin.kind, "files": list(origin.targets), "shared": round(origin.shared, 3)}
            for origin in desk.kinship.origins
            if origin.source == file and file not in origin.targets
        ],
        **_conclusions(desk, file),
    }


def _origin(desk: Desk, file: str, origin: Origin) -> dict[str, Any]:
    others = [other for other in origin.targets if other != file]
    return {
        "kind": origin.kind,
        "source": origin.source,
        "others": others,
        "shared": round(origin.shared, 3),
        "directed_by": origin.directed_by,
        "told": desk.kinship.depends(origin.kind, origin.source, [file]) if origin.source else None,
        "alike": desk.kinship.alike(origin.kind),
        "reasons": {name: round(weight, 3) for name, weight in origin.reasons},
        "taken": [_taken(desk, one, origin.held_against) for one in origin.taken if one.file == file],
    }


def _taken(desk: Desk, taken: Taken, source: str) -> dict[str, Any]:
    return {
        **desk.span(taken.file, taken.start, taken.end),
        "how": taken.how,
        "likeness": round(taken.likeness, 3),
        "source": desk.span(source, taken.source_start, taken.source_end),
    }


def _conclusions(desk: Desk, file: str) -> dict[str, Any]:
    """What rests on a document."""

    def here(places: Iterable[Citation]) -> list[dict[str, Any]]:
        return [desk.cited(place) for place in places if place.document == file]

    places: dict[str, dict[str, tuple[Citation, ...]]] = {
        "statements": {id_: one.places for id_, one in desk.statements.items()},
        "figures": {id_: one.places for id_, one in desk.figures.items()},
        "plans": {id_: one.places for id_, one in desk.plans.items()},
    }
    found: dict[str, Any] = {
        "meetings": [desk.heading(one) for one in desk.account.meetings if file in one.documents],
    }
    for kind, printed in places.items():
        found[kind] = [{"id": id_, "in": own} for id_, cited in printed.items() if (own := here(cited))]
    found["contradictions"] = [
        {"id": id_, "told": desk.writer.clash(one)}
        for id_, (one, _) in desk.contradictions.items()
        if any(file in files for _, files in one.values)
    ]
    return found


def document_lines(words: Words, data: Data) -> Iterator[str]:
    """The same for the terminal."""
    yield from headed(data["title"] or words.say("phrases", "no_headline"), data["document"])
    known = (data["outlet"], data["published"], ", ".join(map(words.tongue, data["languages"])))
    yield from wrap(clean("; ".join(part for part in (*known, *data["bylines"], data["agency"]) if part)), "  ")
    if data["story"]:
        yield from wrap(
            f"{clean(data['story']['title'])}  {data['story']['id']}", f"  {DIM}{words.label('story')}{OFF}  ", 9
        )
    others = [file for file in data["line"] if file != data["document"]]
    shared = words.say("phrases", "same_line", files=listed(words, others)) if others else None
    yield from wrap(clean(shared or words.say("phrases", "own_line")), "  ", 4)
    for origin in data["from"]:
        yield from _from(words, data, origin)
    if data["own"]:
        yield title(f"{words.loud('added')}  {words.count('sentences', data['own_sentences'])}")
        yield from _few(words, [wrap(*_stretch(words, one)) for one in data["own"]], SENTENCES)
    if data["to"]:
        yield title(words.loud("taken_up"))
    for origin in data["to"]:
        told = f"{words.term('origins', origin['kind'])}: {listed(words, origin['files'])}"
        yield from wrap(clean(told + share(words, origin["shared"])), "  ", 4)
    yield from _resting(words, data)


def _from(words: Words, data: Data, origin: Data) -> Iterator[str]:
    yield title(words.loud("taken_over" if origin["source"] else "shared"))
    why = ""
    if origin["directed_by"]:
        why = words.say("phrases", "because_it", told=words.term("directed", origin["directed_by"]))
    if origin["source"] == data["document"]:
        languages = words.joined(list(map(words.tongue, data["languages"])))
        told = words.say("phrases", "it", told=words.verb("same_in", 1, languages=languages))
    elif origin["told"]:
        told = words.say("phrases", "it", told=origin["told"])
    else:
        told = words.say("phrases", "it_and", files=listed(words, origin["others"]), told=origin["alike"])
        why = "" if origin["kind"] == "shared-release" else words.say("phrases", "unknown_order")
    yield from wrap(clean(told + share(words, origin["shared"]) + why), "  ", 4)
    for name, weight in origin["reasons"].items():
        yield f"      {weight:.2f}  {clean(name)}"
    yield from _few(words, [_beside(words, one) for one in origin["taken"]], SENTENCES)


def _beside(words: Words, taken: Data) -> Iterator[str]:
    """A sentence above the one it was taken from."""
    yield from wrap(*_stretch(words, taken))
    yield from wrap(f"{words.term('how', taken['how'])}, {taken['likeness']:.2f}", "      ", 8)
    yield from wrap(*_stretch(words, taken["source"], 6))


def _stretch(words: Words, one: Data, indent: int = 2) -> tuple[str, str, int]:
    head = f"{' ' * indent}{DIM}{clean(one['document'])}:{one['start']}-{one['end']}{OFF} "
    return words.quoted(clean(one["text"])), head, indent + 2


def _few(words: Words, told: list[Iterator[str]], most: int) -> Iterator[str]:
    for lines in told[:most]:
        yield from lines
    if len(told) > most:
        yield "  " + words.count("more", len(told) - most)


def _resting(words: Words, data: Data) -> Iterator[str]:
    if data["meetings"]:
        yield title(words.loud("resting_meetings"))
    for meeting in data["meetings"]:
        yield from meeting_line(words, meeting)
    for kind in ("statements", "figures", "plans"):
        if data[kind]:
            yield title(words.loud(f"resting_{kind}"))
        yield from _few(words, [_fact(words, one) for one in data[kind]], FACTS)
    if data["contradictions"]:
        yield title(words.loud("where_disputed"))
    for found in data["contradictions"]:
        yield from wrap(clean(found["told"]), "  ", 4)
        yield f"    {DIM}{clean(found['id'])}{OFF}"


def _fact(words: Words, one: Data) -> Iterator[str]:
    yield f"  {DIM}{clean(one['id'])}{OFF}"
    for place in one["in"]:
        yield from terminal.place(words, {**place, "published": None, "context": None})


__all__ = ["document_lines", "document_page"]
