"""Names of what lies in an archive: safe to print, and each one only once.

Nothing is ever unpacked to the disk, so a name like "../../etc/passwd" can do no harm; it is a name all the same
that is not to lead anybody astray.
"""

from __future__ import annotations

from whomet.reading.charset import decode


class Names:
    """The names given out for the members of one archive."""

    def __init__(self, archive: str) -> None:
        self._archive = archive
        self._last: dict[str, int] = {}

    def give(self, name: str) -> str:
        """The name of a member, below that of its archive; a number is put behind one that was given before.

        Args:
            name: As the archive has it.
        """
        parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
        plain = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in "/".join(parts)) or "unnamed"
        free = plain
        while free in self._last:
            self._last[plain] += 1
            free = f"{plain}@{self._last[plain]}"
        self._last[free] = 1
        return f"{self._archive}/{free}"


def is_hidden(name: str) -> bool:
    """Whether a member is hidden, as files in folders are, or was put there by the packing program for itself."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return any(part.startswith(".") or part == "__MACOSX" for part in parts)


def decoded(name: bytes) -> str:
    """A name whose charset the archive does not tell."""
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        found = decode(name)
        return found.text if found else name.decode("utf-8", "backslashreplace")
