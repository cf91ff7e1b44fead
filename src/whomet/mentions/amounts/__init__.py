"""Quantities: numbers with what they count or measure."""

from __future__ import annotations

from whomet.mentions.amounts.context import localised
from whomet.mentions.amounts.finding import find_amounts

__all__ = ["find_amounts", "localised"]
