"""Which taggers there are: the packaged one, those of optional libraries, and those that other packages plug in."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final, TypeAlias, cast

from whomet.plugins import Plug
from whomet.tagging.spans import Tagger

GROUP: Final = "whomet.taggers"
"""Entry points of this group plug in a tagger: the name, and a callable that takes the model's name or None."""

DEFAULT: Final = "encoder"

Maker: TypeAlias = Callable[[str | None], Tagger]


class TaggerError(ValueError):
    """A tagger cannot be had as asked for; the message says what to do."""


_PLUG: Final = Plug(
    "tagger",
    GROUP,
    {
        DEFAULT: "whomet.tagging.encoder_tagger:make",
        "spacy": "whomet.tagging.spacy_tagger:make",
        "gliner": "whomet.tagging.gliner_tagger:make",
    },
    TaggerError,
)


def tagger_names() -> tuple[str, ...]:
    """Names of all taggers that can be asked for, whether or not the library of each is installed."""
    return _PLUG.names()


def open_tagger(wanted: str = DEFAULT) -> Tagger:
    """Loads a tagger.

    Args:
        wanted: Its name, and behind a colon the model that it is to use, e.g. ``spacy:/models/news``.

    Returns:
        The tagger.

    Raises:
        TaggerError: There is no such tagger, its library is not installed, or its model cannot be read.
    """
    name, _, model = wanted.partition(":")
    if name == DEFAULT and not model:
        return default_tagger()
    return _maker(name)(model or None)


@cache
def default_tagger() -> Tagger:
    """The tagger that comes with the package, loaded once.

    Returns:
        The packaged encoder tagger.
    """
    return _maker(DEFAULT)(None)


def _maker(name: str) -> Maker:
    return cast("Maker", _PLUG.maker(name))
