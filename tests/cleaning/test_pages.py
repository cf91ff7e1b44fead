"""Pages of many shapes and languages, each with gold: what must be kept, dropped, told apart as a caption."""

from pathlib import Path

import pytest
import yaml

from whomet import reading
from whomet.cleaning import clean
from whomet.records import READ_KINDS

PAGES = Path(__file__).parent / "pages"
#: Folders of which every stretch of the article is kept and every caption told apart. The others still have misses,
#: which `python -m whomet.evaluate labels` counts.
WHOLE = ("ar", "de", "en")


def cases():
    for folder in WHOLE:
        gold = yaml.safe_load((PAGES / folder / "gold.yaml").read_text(encoding="utf-8"))
        for row in gold["documents"]:
            yield pytest.param(PAGES / folder / "articles" / row["file"], row, id=f"{folder}-{row['file']}")


def flat(text):
    return " ".join(text.split())


@pytest.mark.parametrize(("file", "row"), cases())
def test_the_article_is_kept_whole(file, row):
    document = clean(reading.read(file.name, file.read_bytes())[0])
    read = flat("\n".join(document.text[b.start : b.end] for b in document.blocks if b.kind in READ_KINDS))
    captions = flat("\n".join(document.text[b.start : b.end] for b in document.blocks if b.kind == "caption"))
    assert [text for text in row["keep"] if flat(text) not in read] == []
    assert [text for text in row.get("captions", ()) if flat(text) not in captions] == []


@pytest.mark.parametrize("file", sorted(PAGES.glob("*/articles/*"))[::3], ids=lambda file: "-".join(file.parts[-3::2]))
def test_blocks_tile_every_page_and_boilerplate_has_a_reason(file):
    for document in reading.read(file.name, file.read_bytes()):
        cleaned = clean(document)
        assert "".join(cleaned.text[b.start : b.end] for b in cleaned.blocks) == document.text
        assert [b for b in cleaned.blocks if b.kind == "boilerplate" and not b.reason] == []
