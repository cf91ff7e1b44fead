"""Mentions: which stretch names whom, where, when, how much, and who or what the article means by it.

The tagger proposes names sentence by sentence. Titles, particles and endings are cut off them; titles, honorifics,
legal forms and tables of places prove types; all mentions of a form vote on its type; missed repeats are found. Full
names make the referents of the article; short forms, titles, pronouns and groups point back to them.
"""

from __future__ import annotations

from dataclasses import replace

from whomet.mentions import naming, references
from whomet.mentions.amounts import find_amounts, localised
from whomet.mentions.assembly import assemble
from whomet.mentions.quotations import find_quotations
from whomet.mentions.referents import Grouping
from whomet.mentions.times import find_times
from whomet.mentions.view import views
from whomet.records import Document, Mentions
from whomet.tagging import Tagger

__all__ = ["find"]


def find(document: Document, tagger: Tagger) -> Mentions:
    """Find all mentions of a document and what it means by them.

    Args:
        document: A cleaned document: its sentences are read, nothing else.
        tagger: Proposes typed spans; asked once for all sentences.

    Returns:
        The mentions, every kind in order of the text.
    """
    read = views(document)
    names, roles = naming.find_names(read, tagger)
    grouping = Grouping(read, names, roles)
    quotations = find_quotations(document)
    found = references.resolve(read, names, roles, grouping, quotations)
    names = sorted([*names, *found], key=lambda name: (name.sentence, name.start))
    times = find_times(document)
    amounts = find_amounts(document, times)
    made = assemble(document, read, names, roles, grouping, times, amounts, quotations)
    return replace(made, amounts=localised(made))
