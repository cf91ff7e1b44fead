"""Who copied, rewrote or translated whom: how many lines of reporting a set of articles holds."""

from whomet.sources.lineage import trace
from whomet.sources.told import NOTHING, Told, as_told

__all__ = ["NOTHING", "Told", "as_told", "trace"]
