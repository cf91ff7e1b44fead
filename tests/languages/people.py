"""Who is who in a text of one language: what the tests of people share."""

from __future__ import annotations

from tests.mentions.conftest import meant, read, referent

from whomet.records import Mentions

__all__ = ["check_title", "employers", "meant", "people", "read", "titles"]


def people(found: Mentions) -> dict[str, list[str]]:
    """Labels of the persons with the printed forms of their names, titles not among them."""
    return {
        referent.label: [found.names[index].text for index in referent.mentions]
        for referent in found.referents
        if referent.type == "person"
    }


def titles(found: Mentions) -> dict[str, list[str]]:
    """Labels of the persons with their English titles, each once."""
    return {
        referent.label: list(dict.fromkeys(found.roles[index].role for index in referent.roles))
        for referent in found.referents
        if referent.type == "person"
    }


def employers(found: Mentions) -> dict[str, str]:
    """Labels of the persons with those of their bodies."""
    return {
        referent.label: found.referents[referent.employer].label
        for referent in found.referents
        if referent.type == "person" and referent.employer is not None
    }


def check_title(language: str, text: str, forms: str, person: str, role: str, employer: str | None) -> None:
    """A title in a sentence belongs to a person, and the body it is held at is found.

    Args:
        language: Code of the pack.
        text: The sentence.
        forms: What the tagger finds in it, as `read` takes it.
        person: A form of the holder.
        role: The title in English.
        employer: A form of the body, None where the sentence names none.
    """
    found = read(text, language, forms)
    assert all(text[name.start : name.end] == name.text for name in found.names)
    assert all(text[title.start : title.end] == title.text for title in found.roles)
    holder = referent(found, person)
    assert role in {found.roles[index].role for index in holder.roles}
    body = found.referents[holder.employer] if holder.employer is not None else None
    assert (employer is None) or (body is not None and employer in {form for _, form in body.forms})
