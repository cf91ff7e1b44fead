"""A language model behind an OpenAI-compatible address as extractor (extra `whomet[llm]`); asked for by the user alone.

client     questions: counted, repeated where that helps
cache      answers kept on disk
schema     what is asked, and which answers are taken
grounding  quoted characters found again in the article
building   event mentions from what was found
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import click

from whomet.extractors.frames import FRAMES
from whomet.extractors.llm import schema
from whomet.extractors.llm.building import Builder
from whomet.extractors.llm.cache import Cache
from whomet.extractors.llm.client import Client
from whomet.extractors.llm.grounding import Finder
from whomet.extractors.plugs import ExtractorError
from whomet.records import Document, Events, Mentions
from whomet.tagging.spans import without_surrogates

#: Characters of an article put into one question: small models lose the middle of longer texts.
STRETCH: Final = 12_000
#: Changes whenever the questions or what is made of the answers do.
VERSION: Final = "1"
KEY, FOLDER = "WHOMET_LLM_KEY", "WHOMET_LLM_CACHE"


class LlmExtractor:
    """Reads meetings, statements, figures and plans with a language model; journeys with the frames."""

    name: Final = "llm"

    def __init__(self, client: Client, cache: Cache) -> None:
        """Take the model's address and the folder of its answers."""
        self._client = client
        self._cache = cache
        validator = import_module("jsonschema").Draft202012Validator
        self._valid = {kind: validator(item) for kind, item in schema.ITEMS.items()}

    @property
    def version(self) -> str:
        """The model and the version of the questions."""
        return f"{self._client.model} {VERSION}"

    def extract(self, document: Document, mentions: Mentions) -> Events:
        """What one article reports, as far as the model's answers quote it.

        Args:
            document: Labelled, with its sentences.
            mentions: Of that document.

        Returns:
            Its event mentions.

        Raises:
            ExtractorError: The model gives no answer that can be used, or the budget is spent.
        """
        builder = Builder(Finder(document), mentions)
        made: dict[str, list[Any]] = {"meetings": [], "statements": [], "figures": [], "plans": []}
        makers = dict(zip(made, (builder.meeting, builder.statement, builder.figure, builder.plan), strict=True))
        for stretch in stretches(document):
            for kind, item in self._items(stretch):
                event = makers[kind](item)
                if event is not None and event not in made[kind]:
                    made[kind].append(event)
        return Events(
            meetings=tuple(sorted(made["meetings"], key=lambda event: event.evidence[0].start)),
            statements=tuple(sorted(made["statements"], key=lambda event: event.start)),
            figures=tuple(sorted(made["figures"], key=lambda event: event.start)),
            plans=tuple(sorted(made["plans"], key=lambda event: event.start)),
            facts=FRAMES.extract(document, mentions).facts,
        )

    def _items(self, stretch: str) -> Sequence[tuple[str, dict[str, Any]]]:
        """The valid items for one stretch: from the cache, else asked for; an answer that is none is not kept."""
        messages = schema.question(stretch)
        kept = self._cache.get(self._client.model, messages)
        answer = self._client.ask(messages) if kept is None else kept
        try:
            found = list(schema.items(answer, self._valid))
        except ValueError as error:
            raise ExtractorError(f"{self._client.address}: the answer cannot be read ({error})") from error
        if kept is None:
            self._cache.put(self._client.model, messages, answer)
        return found


def stretches(document: Document, longest: int = STRETCH) -> Iterator[str]:
    """What a reader reads of a document, cut between sentences.

    Args:
        document: With its sentences.
        longest: Characters of a stretch; a longer sentence is a stretch of its own.

    Yields:
        One sentence a line. The day of publication stands before them.
    """
    head = f"({document.published})\n" if document.published else ""
    lines: list[str] = []
    for sentence in document.sentences:
        if lines and sum(map(len, lines)) + len(sentence.text) > longest:
            yield head + "\n".join(lines)
            lines = []
        lines.append(without_surrogates(sentence.text))
    if lines:
        yield head + "\n".join(lines)


def make(address: str | None, budget: int) -> LlmExtractor:
    """Make the extractor ready. Nothing is sent yet.

    Args:
        address: The address up to its version, and the model behind "#".
        budget: Tokens that may be spent.

    Returns:
        The extractor. Its key stands in the environment variable WHOMET_LLM_KEY, the folder of its answers in
        WHOMET_LLM_CACHE where it is not to be the user's folder for Whomet.

    Raises:
        ExtractorError: The address cannot be understood, or the libraries are not installed.
    """
    base, _, model = (address or "").partition("#")
    try:
        parts = urlsplit(base)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not (usable and model):
        raise ExtractorError(
            f"{address or 'llm'}: the extractor 'llm' needs an address and a model:"
            " --extractor llm:http://127.0.0.1:8080/v1#MODEL"
        )
    key = os.environ.get(KEY, "").strip()
    if not (key.isascii() and key.isprintable()):
        raise ExtractorError(f"the key in {KEY} has signs that cannot be sent; give it as the service printed it")
    folder = os.environ.get(FOLDER)
    cache = Cache(Path(folder) if folder else Path(click.get_app_dir("whomet")) / "llm")
    client = Client(base, model, schema.ANSWER, budget, key or None)
    try:
        return LlmExtractor(client, cache)
    except ImportError as error:
        raise ExtractorError("the extractor 'llm' needs jsonschema: pip install 'whomet[llm]'") from error
