"""Which articles are about the same happenings, across languages."""

from whomet.stories.affinity import Affinities, Beginnings, Imprint, imprint
from whomet.stories.grouping import group
from whomet.stories.identity import fingerprint

__all__ = ["Affinities", "Beginnings", "Imprint", "fingerprint", "group", "imprint"]
