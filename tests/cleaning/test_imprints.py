"""Who published a page, when, and who wrote it: pages and dumps in many languages and layouts."""

import re
import tomllib
from pathlib import Path

import pytest

from whomet import reading
from whomet.cleaning import clean

FOLDER = Path(__file__).parent / "imprints"
EXPECTED = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))


def printed(stamp):
    """A stamp in ISO 8601, without the seconds of a full minute."""
    if stamp is None:
        return None
    clock = "T" + re.sub(r"^(\d\d:\d\d):00$", r"\1", stamp.clock) if stamp.clock else ""
    minutes = round(abs(stamp.zone or 0) * 60)
    zone = f"{'-' if stamp.zone < 0 else '+'}{minutes // 60:02}:{minutes % 60:02}" if stamp.zone is not None else ""
    return stamp.value + clock + zone


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_imprint(name):
    want = EXPECTED[name]
    document = clean(reading.read(name, (FOLDER / name).read_bytes())[0])
    assert printed(document.publication) == want.get("published")
    assert printed(document.update) == want.get("update")
    assert document.published == (document.publication.value if document.publication else None)
    assert document.outlet == want.get("outlet")
    assert list(document.bylines) == want.get("bylines", [])
    assert document.agency == want.get("agency")
    assert document.section == want.get("section")
