"""Answers kept on disk: the same question to the same model is put once."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path


class Cache:
    """A folder with one file an answer."""

    def __init__(self, folder: Path) -> None:
        """Take a folder; it is made when the first answer is kept."""
        self._folder = folder

    def file(self, model: str, messages: Sequence[dict[str, str]]) -> Path:
        """Where the answer to a question lies."""
        asked = json.dumps([model, list(messages)], ensure_ascii=True).encode("ascii")
        name = hashlib.sha256(asked).hexdigest()
        return self._folder / name[:2] / f"{name}.json"

    def get(self, model: str, messages: Sequence[dict[str, str]]) -> str | None:
        """The answer kept for a question; None where there is none that can be read."""
        try:
            kept = json.loads(self.file(model, messages).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        answer = kept.get("answer") if isinstance(kept, dict) else None
        return answer if isinstance(answer, str) else None

    def put(self, model: str, messages: Sequence[dict[str, str]], answer: str) -> None:
        """Keep an answer; a folder that cannot be written costs no more than the next question."""
        file = self.file(model, messages)
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            # Written beside and then renamed: a run that is cut off leaves no half answer.
            handle, name = tempfile.mkstemp(dir=file.parent, suffix=".part")
            with os.fdopen(handle, "w", encoding="ascii") as out:
                json.dump({"model": model, "answer": answer}, out)
            os.replace(name, file)
