"""Which articles are about the same happenings, across languages."""

from whomet.stories.grouping import group
from whomet.stories.identity import fingerprint

__all__ = ["fingerprint", "group"]
