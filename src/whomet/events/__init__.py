"""Events: which meetings, statements, figures, plans and facts does one article report?

clauses      light clause analysis: who stands where in a sentence
grammar      function words that tie a name to its clause
nouns        noun phrases: names with their titles, lists, and the part they play
meetings/    frames, status, fields, topics, coreference
statements   quotations and reported speech
figures      quantities with their subject
plans        what is said to lie ahead
facts        dated facts, such as when a journey began
corrections  notes that say an earlier text was wrong
"""

from __future__ import annotations

from whomet.events import clauses, corrections, facts, figures, meetings, plans, statements
from whomet.records import Document, Events, Mentions

__all__ = ["extract"]


def extract(document: Document, mentions: Mentions) -> Events:
    """What one article reports.

    Args:
        document: Labelled, with its sentences.
        mentions: Of that document.

    Returns:
        All event mentions. Languages without a pack give quotations and figures alone.
    """
    readings = clauses.read(document, mentions)
    return Events(
        meetings=meetings.find(document, mentions, readings),
        statements=statements.find(document, mentions, readings),
        figures=figures.find(document, mentions, readings),
        plans=plans.find(document, mentions, readings),
        facts=facts.find(document, mentions, readings),
        corrections=corrections.find(document, readings),
    )
