"""Meetings: who met whom, as one article tells it.

frames        which words report a meeting, and who plays which part
status        held, planned, cancelled, denied, proposed; hearsay
fields        date, city, venue, manner
topics        what it was about
coreference   which reports of the article are one meeting
telling       reads the sentences in order and keeps the meeting that is being told
"""

from __future__ import annotations

from collections.abc import Sequence

from whomet.events.clauses import Reading
from whomet.events.meetings.telling import REPEATING, Teller
from whomet.events.meetings.topics import beside
from whomet.records import Document, MeetingMention, Mentions


def find(document: Document, mentions: Mentions, readings: Sequence[Reading]) -> tuple[MeetingMention, ...]:
    """The meetings that an article reports.

    Args:
        document: The article.
        mentions: Of the article.
        readings: One a sentence of the article.

    Returns:
        One mention a meeting, in order of the text.
    """
    teller = Teller(document, mentions)
    for reading in readings:
        if reading.sentence.kind not in REPEATING:
            teller.hear(reading)
    for kind in ("caption", "summary", "title"):
        for reading in readings:
            if reading.sentence.kind == kind:
                teller.hear_again(reading)
    return beside(teller.meetings(), readings)
