"""The tables in `cleaning/data` are what their scripts make of their sources."""

from __future__ import annotations

import runpy
from importlib import resources
from pathlib import Path

MONTHS = Path(__file__).parents[2] / "training/languages/months.py"


def test_months_are_those_of_cldr() -> None:
    script = runpy.run_path(str(MONTHS))
    stored = resources.files("whomet.cleaning").joinpath("data/months.tsv").read_text(encoding="utf-8")
    assert stored.splitlines() == list(script["lines"]())
