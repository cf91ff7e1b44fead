"""Whether a sentence reports a meeting, from the frames alone: `python -m whomet.evaluate meetings`.

Reads `meetings/sentences.jsonl`, one object a line with "text". No tagger takes part: every run of capitalised
words is a name, as the sides of these sentences are mostly states.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whomet.events import clauses
from whomet.events.meetings import frames, status
from whomet.languages import pack
from whomet.records import Block, Document, Mentions, NameMention, Referent, Sentence

#: Characters behind the words of a frame in which a preposition announces the other side.
REACH = 60
#: A run of capitalised words, titles in lower case left out.
_NAME = re.compile(r"\b[A-Z](?:[\w.-]|['’](?!s\b))*(?:\s+(?:(?:of|bin|al|de|van|von)\s+)?[A-Z](?:[\w-]|['’](?!s\b))*)*")


def predictions(data: Path, args: list[str]) -> Iterator[dict[str, Any]]:
    """One answer a sentence.

    Args:
        data: The folder that holds `meetings/`.
        args: None.

    Returns:
        Rows {"index", "meeting"}.
    """
    del args
    with (data / "meetings" / "sentences.jsonl").open(encoding="utf-8") as lines:
        for index, line in enumerate(line for line in lines if line.strip()):
            yield {"index": index, "meeting": reports_meeting(json.loads(line)["text"])}


def reports_meeting(text: str, language: str = "en") -> bool:
    """Whether a text of a few sentences reports that a meeting was held.

    Args:
        text: Running text.
        language: BCP 47 code.

    Returns:
        True where a frame, not a weak one, stands unnegated in the past and another side is told: by a name, a
        class of people, or at least the preposition that announces it, for sides that are no names at all.
    """
    document, mentions = _capitalised(text, language)
    for reading in clauses.read(document, mentions):
        found = tuple(frames.matches(reading))
        for match in found:
            if _reports(match) and status.standing(match, found).status == "held":
                return True
    return False


def _reports(match: frames.Match) -> bool:
    """Whether a frame tells that people met, talked, or that somebody went between them."""
    if match.frame.kind == "mediation":
        return match.first is not None
    if match.frame.kind != "meeting" or match.frame.placed:  # no tagger, so no towns
        return False
    if not match.frame.weak:
        return _sided(match)
    several = match.first is not None and len(match.first.referents) > 1
    plain = match.frame.about or not match.frame.mutual  # those who sign or shake hands are not said to have talked
    return match.first is not None and (several if match.second is None else plain)


def _sided(match: frames.Match) -> bool:
    """Whether the other side is told, though it may be no name ("with the ministers")."""
    if match.second is not None or match.crowd:
        return True
    if match.frame.mutual and match.first is not None and len(match.first.referents) > 1:
        return True
    reading = match.reading
    behind = [token for token in reading.tokens if match.end <= token.start <= match.end + REACH]
    article = bool(behind) and behind[0].lemma in reading.grammar.determiners
    if article and not match.frame.noun and match.frame.host is None:
        return True
    announced = any(reading.grammar.markers.get(token.lemma) in {"with", "between"} for token in behind)
    holding = frames.cue(reading.language.code, "holding")
    held = holding is not None and holding.search(reading.text, 0, match.start) is not None
    return announced and (held or not match.frame.noun)


def _capitalised(text: str, language: str) -> tuple[Document, Mentions]:
    """A document whose names are its runs of capitalised words, each one a person of its own."""
    spans = pack(language).hooks.split_sentences(text)
    sentences = tuple(Sentence(text[a:b], ((a, b),), 0, "body", language) for a, b in spans)
    document = Document(
        "sentence", text, blocks=(Block(0, len(text), "body", language),), sentences=sentences, languages=(language,)
    )
    words = clauses.grammar(pack(language).code)
    names: list[NameMention] = []
    labels: dict[str, int] = {}
    for number, (start, end) in enumerate(spans):
        for match in _NAME.finditer(text, start, end):
            label = match.group()
            if label.lower() in words.stops | words.determiners | words.skips | words.breaks | words.markers.keys():
                continue
            referent = labels.setdefault(label, len(labels))
            names.append(
                NameMention(match.start(), match.end(), label, "person", number, language, label, "full", (referent,))
            )
    referents = tuple(Referent("person", label, ((language, label),), ()) for label in labels)
    return document, Mentions(names=tuple(names), referents=referents)
