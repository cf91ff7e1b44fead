"""Pipelines of spaCy as taggers (extra ``whomet[spacy]``); the model is the user's, nothing is fetched."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from whomet.tagging.plugs import TaggerError
from whomet.tagging.spans import Label, TaggedSpan, tidied, without_surrogates

if TYPE_CHECKING:
    from collections.abc import Sequence

LABELS: Final[dict[str, Label]] = {
    "PERSON": "person",
    "PER": "person",
    "PRS": "person",
    "PS": "person",
    "PERSNAME": "person",
    "ORG": "organisation",
    "ORGANIZATION": "organisation",
    "OG": "organisation",
    "ORGNAME": "organisation",
    "GPE_ORG": "organisation",
    "LOC": "place",
    "LOCATION": "place",
    "GPE": "place",
    "GPE_LOC": "place",
    "FAC": "place",
    "FACILITY": "place",
    "LC": "place",
    "PLACENAME": "place",
    "GEOGNAME": "place",
}
"""Labels of spaCy's own pipelines in capitals; all others (dates, products, events) are no names of ours."""


class SpacyTagger:
    """Finds names with a pipeline of spaCy that has a component which sets entities."""

    name: Final = "spacy"

    def __init__(self, pipeline: Any, version: str) -> None:
        """Takes a loaded pipeline.

        Args:
            pipeline: A ``spacy.language.Language``.
            version: Changes whenever the pipeline does.
        """
        self._pipeline = pipeline
        self._version = version

    @property
    def version(self) -> str:
        """Name and version of the pipeline, and version of spaCy."""
        return self._version

    def tag(self, texts: Sequence[str]) -> list[list[TaggedSpan]]:
        """The spans of every text, in the order of the texts.

        Args:
            texts: Sentences, or short stretches of running text.

        Returns:
            One list of spans for each text. spaCy does not say how sure it is: the score is 1.
        """
        clean = [without_surrogates(text) for text in texts]
        # The limit guards the memory of the parser; a text that is too long for it is the user's to judge.
        self._pipeline.max_length = max(self._pipeline.max_length, *map(len, clean), 1)
        return [
            tidied(
                text,
                (
                    TaggedSpan(entity.start_char, entity.end_char, LABELS[entity.label_.upper()], 1.0)
                    for entity in self._pipeline(text).ents
                    if entity.label_.upper() in LABELS
                ),
            )
            for text in clean
        ]


def make(model: str | None) -> SpacyTagger:
    """Loads a pipeline.

    Args:
        model: Folder of a pipeline, or name of an installed one.

    Returns:
        The tagger.

    Raises:
        TaggerError: spaCy is not installed, or there is no such pipeline.
    """
    try:
        spacy = import_module("spacy")
    except ImportError as error:
        raise TaggerError("the tagger 'spacy' needs spaCy: pip install 'whomet[spacy]'") from error
    if model is None:
        raise TaggerError(
            "the tagger 'spacy' needs a pipeline: --tagger spacy:FOLDER, or spacy:NAME of an installed one"
        )
    try:
        pipeline = spacy.load(Path(model) if Path(model).is_dir() else model)
    except (OSError, ValueError, ImportError) as error:
        told = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise TaggerError(f"{model}: spaCy cannot load this pipeline: {told}") from error
    told = pipeline.meta
    version = f"{told.get('lang')}_{told.get('name')} {told.get('version')}, spaCy {spacy.__version__}"
    return SpacyTagger(pipeline, version)
