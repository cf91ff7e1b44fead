"""Property tests draw the same examples on every run, so that a gate gives one verdict on one tree.

`WHOMET_EXPLORE=1 pytest` draws new examples each time; what it finds is written down as an `@example` or a test.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True)
settings.register_profile("explore", derandomize=False)
settings.load_profile("explore" if os.environ.get("WHOMET_EXPLORE") else "repeatable")
