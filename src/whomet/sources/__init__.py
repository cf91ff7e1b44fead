"""Who copied, rewrote or translated whom: how many lines of reporting a set of articles holds."""

from whomet.sources.lineage import trace

__all__ = ["trace"]
