"""Several files in one, the same bytes whenever it is made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

#: The earliest moment that the format knows.
_NEVER = (1980, 1, 1, 0, 0, 0)
#: A plain file that its owner may write and all may read, as Unix says it.
_MODE = 0o100644 << 16


def packed(files: Mapping[str, bytes]) -> bytes:
    """A zip archive without dates.

    Args:
        files: Name and bytes of every file, in the order in which they are to stand.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, _NEVER)
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, _MODE
            archive.writestr(info, data, compresslevel=6)
    return out.getvalue()


__all__ = ["packed"]
