"""Who is who in a text of one language: what the tests of people share."""

from __future__ import annotations

from tests.mentions.conftest import meant, read

from whomet.records import Mentions

__all__ = ["employers", "meant", "people", "read", "titles"]


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
