"""Markup that would cost the parser more than any article is worth is found before it is parsed."""

from __future__ import annotations

import re
from itertools import islice

from whomet.reading import limits
from whomet.reading.sniffing import Unreadable

# A tag with its attributes as HTML reads them: a value in quotes may hold angle brackets. It needs no end, and takes
# in what it has passed for good, so that the time is that of one pass whatever stands in the page.
_TAG = re.compile(r"""<[a-zA-Z](?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)*+""")
_ATTRIBUTE = re.compile(r"""[^\s=>/"']++\s*+(?:=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+)?+)?+""")
#: Characters of an attribute at least: a space and a letter.
_SHORTEST = 2


def refuse_heavy_page(markup: str) -> None:
    """Refuse a page with more tags, or more attributes in a tag, than any article has.

    Args:
        markup: The decoded page.

    Raises:
        Unreadable: With what there is too much of.
    """
    if markup.count("<") > limits.PAGE_TAGS:
        raise Unreadable(f"the page has more than {limits.PAGE_TAGS} tags, which no article has: split it")
    if len(markup) <= limits.TAG_ATTRIBUTES * _SHORTEST:
        return
    for tag in _TAG.finditer(markup):
        if tag.end() - tag.start() <= limits.TAG_ATTRIBUTES * _SHORTEST:
            continue
        if next(islice(_ATTRIBUTE.finditer(tag.group()), limits.TAG_ATTRIBUTES, None), None):
            raise Unreadable(
                f"a tag of the page has more than {limits.TAG_ATTRIBUTES} attributes, which cannot be read; save the "
                "article as .txt"
            )


def within_tags(text: str) -> tuple[str, bool]:
    """As much of a feed or another XML file as is read, and whether that is not all.

    Args:
        text: The decoded file.
    """
    if text.count("<") <= limits.XML_TAGS:
        return text, False
    cut = next(islice(re.finditer("<", text), limits.XML_TAGS, None))
    return text[: cut.start()], True
