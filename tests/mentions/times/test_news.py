"""News-like sentences of `data/<code>.tsv`, all invented, and the times that they tell.

A file has a half that the rules were written with, a half ("# test") that they were not, and sentences in which no
time is told ("# none"). Lines: day of publication, sentence, what is told (see `table.py`).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mentions.times.table import News, read_news, wrong

DATA = Path(__file__).parent / "data"
CODES = sorted(path.stem for path in DATA.glob("*.tsv"))
#: Share of sentences that must be read right; the half not looked at is held to less.
FLOORS = {"dev": 0.97, "test": 0.85, "none": 0.95}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("half", list(FLOORS))
def test_news(code: str, half: str) -> None:
    rows: list[News] = [row for row in read_news(DATA / f"{code}.tsv") if row.half == half]
    if not rows:
        pytest.skip("a file without this part")
    misses = [told for row in rows if (told := wrong(row, code))]
    # Sentences of the half held back are not printed: nobody should write a rule for one of them.
    shown = misses if half != "test" else [f"{len(misses)} of {len(rows)}"]
    assert 1 - len(misses) / len(rows) >= FLOORS[half], "\n".join(shown)
