"""Property tests draw the same examples on every run, and no clock judges them: a gate gives one verdict on one tree.

`WHOMET_EXPLORE=1 pytest` draws new examples each time; what it finds is written down as an `@example` or a test.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile("repeatable", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("explore", derandomize=False, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("explore" if os.environ.get("WHOMET_EXPLORE") else "repeatable")
