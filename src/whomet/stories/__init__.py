"""Which articles are about the same happenings, across languages."""

from whomet.stories.grouping import group
from whomet.stories.likeness import likeness

__all__ = ["group", "likeness"]
