"""What a user can say about the files that are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Options:
    """How files are to be read where they do not say it themselves.

    Attributes:
        columns: What the columns of tables hold: {"title": "Schlagzeile", "text": "Volltext"}, keys being the fields
            of an article; the columns of fields that are not named are recognised by their names and contents.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
