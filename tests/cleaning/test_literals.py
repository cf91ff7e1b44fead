import pytest

from whomet.cleaning.literals import needed


@pytest.mark.parametrize(
    ("expression", "strings"),
    [
        (r"photo by \w+", {"photo by "}),
        (r"(?:photo|image)s?\s*:", {"photo", "image"}),
        (r"[(（]\w{2,9}[)）]", {"(", "（"}),
        (r"(?:photo)?\w+", None),
        (r"photo|\w+", None),
        (r"(?:von){1,2}\s+(?P<byline>\w+)", {"von"}),
        (r"(?<!\w)by(?=\s)", {"by"}),
    ],
)
def test_what_an_expression_needs(expression, strings):
    found = needed(expression)
    assert found == (None if strings is None else frozenset(strings))
