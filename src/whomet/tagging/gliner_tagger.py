"""GLiNER models as taggers (extra ``whomet[gliner]``), from a local folder; nothing is fetched."""

from __future__ import annotations

import os
import re
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from whomet.tagging.plugs import TaggerError
from whomet.tagging.spans import Label, TaggedSpan, tidied, without_surrogates

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ASKED: Final[dict[str, Label]] = {"person": "person", "organization": "organisation", "location": "place"}
"""What the model is asked for, in the words that such models are trained with."""

THRESHOLD: Final = 0.5
"""From this score on a span counts; the library's own default."""

_WORD: Final = re.compile(r"\w+(?:[-_]\w+)*|\S")
_LONGEST: Final = 200
"""Words given to the model at once. Models read 384 by default, and leave out what is beyond."""


class GlinerTagger:
    """Finds names with a GLiNER model."""

    name: Final = "gliner"

    def __init__(self, model: Any, version: str) -> None:
        """Takes a loaded model.

        Args:
            model: A ``gliner.GLiNER``.
            version: Changes whenever the model does.
        """
        self._model = model
        self._version = version

    @property
    def version(self) -> str:
        """Name and size of the model, and version of GLiNER."""
        return self._version

    def tag(self, texts: Sequence[str]) -> list[list[TaggedSpan]]:
        """The spans of every text, in the order of the texts.

        Args:
            texts: Sentences, or short stretches of running text.

        Returns:
            One list of spans for each text.
        """
        return [self._tagged(without_surrogates(text)) for text in texts]

    def _tagged(self, text: str) -> list[TaggedSpan]:
        """The spans of one text. It is run alone: in a batch, padding could change its scores."""
        spans = []
        for start, end in stretches(text):
            for found in self._model.predict_entities(text[start:end], list(ASKED), threshold=THRESHOLD):
                label = ASKED[found["label"]]
                score = min(1.0, max(0.0, float(found["score"])))
                spans.append(TaggedSpan(start + found["start"], start + found["end"], label, round(score, 4)))
        return tidied(text, spans)


def stretches(text: str, longest: int = _LONGEST) -> Iterator[tuple[int, int]]:
    """Cuts a long text between words.

    Args:
        text: The text.
        longest: Most words of a stretch.

    Yields:
        Start and end of each stretch, without the space around it; nothing for a text without words.
    """
    words = [match.span() for match in _WORD.finditer(text)]
    for begin in range(0, len(words), longest):
        part = words[begin : begin + longest]
        yield part[0][0], part[-1][1]


def make(model: str | None) -> GlinerTagger:
    """Loads a model.

    Args:
        model: Its folder, as GLiNER saves it.

    Returns:
        The tagger.

    Raises:
        TaggerError: GLiNER is not installed, or the folder holds no model.
    """
    if model is None or not (Path(model) / "gliner_config.json").is_file():
        raise TaggerError(
            f"{model or 'gliner'}: the tagger 'gliner' needs the folder of a saved model, with gliner_config.json:"
            " --tagger gliner:FOLDER"
        )
    os.environ["HF_HUB_OFFLINE"] = "1"  # read when the library is imported: it fetches nothing from then on
    try:
        gliner = import_module("gliner")
    except ImportError as error:
        raise TaggerError("the tagger 'gliner' needs GLiNER: pip install 'whomet[gliner]'") from error
    try:
        loaded = gliner.GLiNER.from_pretrained(model, local_files_only=True)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        told = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise TaggerError(f"{model}: GLiNER cannot load this model from its folder alone: {told}") from error
    return GlinerTagger(loaded, f"{_folder_version(Path(model))}, GLiNER {_installed_version()}")


def _folder_version(folder: Path) -> str:
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return f"{folder.resolve().name} {size}"


def _installed_version() -> str:
    try:
        return version("gliner")
    except PackageNotFoundError:
        return "unknown"
