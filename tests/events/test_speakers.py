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
