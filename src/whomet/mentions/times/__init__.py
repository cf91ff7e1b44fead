"""Time expressions: where they stand and which days they mean."""

from __future__ import annotations

from whomet.mentions.times.finding import Reading, find_times, parse

__all__ = ["Reading", "find_times", "parse"]
