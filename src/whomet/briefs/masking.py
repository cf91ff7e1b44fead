"""Contacts made unreadable: a sign in place of each letter and figure, so that every offset stays what it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from whomet.records import Account, Citation, Contradiction, Document, Meeting, Standing

#: Stands for a letter or figure of an address or a number.
SIGN = "•"
_CHARACTER = re.compile(r"[^\W_]")


def masked_document(document: Document) -> Document:
    """The document with its contacts masked in the text.

    Args:
        document: A labelled document.

    Returns:
        The same offsets over a text of the same length.
    """
    text = document.text
    for contact in document.contacts:
        hidden = _CHARACTER.sub(SIGN, text[contact.start : contact.end])
        text = text[: contact.start] + hidden + text[contact.end :]
    hide = _hider([document])
    return replace(
        document, text=text, bylines=tuple(map(hide, document.bylines)), outlet=_maybe(hide, document.outlet)
    )


def masked(account: Account) -> Account:
    """The account with the contacts of its documents masked wherever it prints them.

    Args:
        account: What was concluded.

    Returns:
        The same account; every citation is still `text[start:end]` of its document.
    """
    if not any(document.contacts for document in account.documents):
        return account
    hide = _hider(account.documents)
    documents = tuple(map(masked_document, account.documents))
    texts = {document.file: document.text for document in documents}

    def cite(places: Iterable[Citation]) -> tuple[Citation, ...]:
        return tuple(replace(place, text=texts[place.document][place.start : place.end]) for place in places)

    def clash(found: Contradiction) -> Contradiction:
        return replace(
            found,
            field=hide(found.field),
            values=tuple((hide(value), files) for value, files in found.values),
            explanation=_maybe(hide, found.explanation),
            places=tuple(map(cite, found.places)),
        )

    return replace(
        account,
        documents=documents,
        meetings=tuple(_masked_meeting(meeting, hide, cite, clash) for meeting in account.meetings),
        statements=tuple(replace(one, places=cite(one.places)) for one in account.statements),
        figures=tuple(replace(one, what=hide(one.what), places=cite(one.places)) for one in account.figures),
        plans=tuple(replace(one, what=hide(one.what), places=cite(one.places)) for one in account.plans),
        contradictions=tuple(map(clash, account.contradictions)),
        stories=tuple(replace(story, title=hide(story.title)) for story in account.stories),
        decisions=tuple(_masked_standing(standing, hide) for standing in account.decisions),
    )


def _masked_standing(standing: Standing, hide: Callable[[str], str]) -> Standing:
    decision = standing.decision
    told = replace(
        decision,
        targets=tuple(replace(target, label=hide(target.label), anchors=()) for target in decision.targets),
        value=_maybe(hide, decision.value),
        before=_maybe(hide, decision.before),
    )
    return replace(standing, decision=told, because=hide(standing.because))


def _masked_meeting(
    meeting: Meeting,
    hide: Callable[[str], str],
    cite: Callable[[Iterable[Citation]], tuple[Citation, ...]],
    clash: Callable[[Contradiction], Contradiction],
) -> Meeting:
    return replace(
        meeting,
        venue=_maybe(hide, meeting.venue),
        topics=tuple(replace(topic, label=hide(topic.label)) for topic in meeting.topics),
        reports=tuple(
            replace(one, venue=_maybe(hide, one.venue), attributed=_maybe(hide, one.attributed))
            for one in meeting.reports
        ),
        contradictions=tuple(map(clash, meeting.contradictions)),
        evidence=cite(meeting.evidence),
        support=tuple(replace(one, value=hide(one.value)) for one in meeting.support),
    )


def _maybe(hide: Callable[[str], str], text: str | None) -> str | None:
    return None if text is None else hide(text)


def _hider(documents: Iterable[Document]) -> Callable[[str], str]:
    """A function that masks the contacts of some documents in strings made from their text."""
    known = {document.text[one.start : one.end] for document in documents for one in document.contacts}
    if not known:
        return lambda text: text
    pattern = re.compile("|".join(re.escape(text) for text in sorted(known, key=lambda text: (-len(text), text))))
    return lambda text: pattern.sub(lambda match: _CHARACTER.sub(SIGN, match.group()), text)
