"""Who is the subject of a verb of saying."""

from __future__ import annotations

import pytest

from tests.mentions.conftest import ListTagger, document
from whomet.events import extract
from whomet.mentions import find


@pytest.mark.parametrize(
    "text",
    [
        '"This accord trades haste for trust," said Mr. Halm.',
        'Bernd Halm, president of the Narumi Steel Federation (NSF), told reporters that "a wall is easy to build".',
        '"She sings better than I do," said Bernd Halm.',
    ],
)
def test_a_quotation_is_given_to_who_says_it(text: str) -> None:
    made = document(f"Bernd Halm met Ida Moll. {text}", "en")
    found = find(made, ListTagger("P:Bernd Halm|P:Ida Moll|P:Halm|O:Narumi Steel Federation|O:NSF"))
    speakers = [found.referents[s.speaker].label for s in extract(made, found).statements if s.speaker is not None]
    assert speakers == ["Bernd Halm"]


@pytest.mark.parametrize(
    "text",
    [
        '"There is no such plan," said Ida Moll, a spokeswoman for Zenko.',
        'Ida Moll, chief spokeswoman for Zenko, said: "There is no such plan."',
    ],
)
def test_a_spokeswoman_with_a_name_speaks_herself(text: str) -> None:
    made = document(text, "en")
    found = find(made, ListTagger("P:Ida Moll|O:Zenko"))
    (statement,) = extract(made, found).statements
    assert statement.speaker is not None
    assert found.referents[statement.speaker].label == "Ida Moll"


@pytest.mark.parametrize(
    "text",
    ["Ida Moll was invited to the home of Bernd Halm in Graz.", "Ida Moll was asked to Bernd Halm's villa in Graz."],
)
def test_who_is_invited_to_a_house_meets_its_owner(text: str) -> None:
    made = document(text, "en")
    found = find(made, ListTagger("P:Ida Moll|P:Bernd Halm|L:Graz"))
    (meeting,) = extract(made, found).meetings
    assert meeting.host is not None
    assert found.referents[meeting.host].label == "Bernd Halm"
    assert len(meeting.principals) == 2
