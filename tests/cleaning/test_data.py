"""The tables in `cleaning/data` are what their scripts make of their sources."""

from __future__ import annotations

import subprocess
import sys
from importlib import resources
from pathlib import Path

MONTHS = Path(__file__).parents[2] / "training/languages/months.py"


def test_months_are_those_of_cldr() -> None:
    # In a process of its own: Babel 2.18 keeps what one language has in the place of what others lack.
    told = f"import runpy, sys; sys.stdout.reconfigure(encoding='utf-8'); script = runpy.run_path({str(MONTHS)!r})"
    command = [sys.executable, "-c", f"{told}; print(*script['lines'](), sep='\\n')"]
    written = subprocess.run(command, capture_output=True, check=True, encoding="utf-8", timeout=60).stdout
    stored = resources.files("whomet.cleaning").joinpath("data/months.tsv").read_text(encoding="utf-8")
    assert stored.splitlines() == written.splitlines()
