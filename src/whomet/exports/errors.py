"""What can go wrong with an export."""

from __future__ import annotations


class ExportError(Exception):
    """An export that cannot be made; the message names the form or the file and says what to do."""


__all__ = ["ExportError"]
