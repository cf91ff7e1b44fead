"""An article whose names are known, and what a careful model answers about it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.mentions.conftest import ListTagger, document
from whomet.mentions import find
from whomet.records import Document, Mentions

TEXT = (
    "Minister Ida Moll received Zenko chairman Bo Lind in Graz on Monday. "
    "They spoke about rail freight.\n"
    "“We will build the depot by 2031,” said Lind. Zenko spent 3.5 million euros on it, Moll’s office said.\n"
)
FORMS = "P:Ida Moll|P:Bo Lind|P:Lind|P:Moll|O:Zenko|L:Graz"


def article(text: str = TEXT, forms: str = FORMS, language: str = "en") -> tuple[Document, Mentions]:
    """A labelled document and its mentions."""
    made = replace(document(text, language), published="2030-05-08")
    return made, find(made, ListTagger(forms))


def answer(**changes: Any) -> dict[str, Any]:
    """An answer of one meeting, one statement, one figure and one plan; fields of the meeting may be changed."""
    meeting: dict[str, Any] = {
        "status": "held",
        "background": False,
        "manner": "in person",
        "evidence": "Minister Ida Moll received Zenko chairman Bo Lind in Graz on Monday.",
        "sides": ["Ida Moll", "Bo Lind"],
        "host": "Ida Moll",
        "attendees": [],
        "absent": [],
        "date": "on Monday",
        "city": "Graz",
        "venue": None,
        "topics": ["rail freight"],
        "attributed": None,
    }
    return {
        "meetings": [{**meeting, **changes}],
        "statements": [{"words": "We will build the depot by 2031", "speaker": "Lind"}],
        "figures": [{"quantity": "3.5 million euros", "subject": "Zenko", "what": "spent"}],
        "plans": [{"clause": "We will build the depot by 2031", "who": "Lind", "when": "2031"}],
    }
