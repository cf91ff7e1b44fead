"""The usual libraries for a part of the way: the text of a page, its names, and which texts were copied."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final, TypeAlias

import trafilatura

from whomet.evaluate.untrained_spacy import untrained_spacy
from whomet.tagging import TaggerError

Pair: TypeAlias = tuple[str, str]

WHAT: Final = (
    "trafilatura extracts the text; spaCy's small English pipeline tags, parses and\n"
    "names it (its layers with the weights that training begins with: what they cost does not depend on the\n"
    "weights, what they find does); datasketch looks for copies. None of them tells times, amounts, meetings, who\n"
    "is meant across languages, or who has it from whom."
)
#: Permutations and words of a shingle that are usual for near-duplicate news; likeness from which texts are copies.
_PERMUTATIONS, _SHINGLE, _ALIKE = 128, 5, 0.5


@dataclass(frozen=True, slots=True)
class Parts:
    """What each library does.

    Attributes:
        text: The main text of a page.
        names: The names in a text.
        copies: Which of some texts were copied from one another.
    """

    text: Callable[[bytes], str]
    names: Callable[[str], object]
    copies: Callable[[Mapping[str, str]], list[Pair]]


def parts() -> Parts:
    """The libraries, loaded.

    Raises:
        TaggerError: One of them is not installed.
    """
    try:
        sketches = import_module("datasketch")
    except ImportError as error:
        raise TaggerError("to compare with datasketch, install it: pip install 'whomet[bench]'") from error
    tagger = untrained_spacy()
    warnings.filterwarnings("ignore", message=r"\[W036\]")  # an untrained pipeline has no rules for its attributes
    return Parts(
        lambda data: trafilatura.extract(data) or "",
        lambda text: tagger.tag([text]),
        lambda texts: _copies(sketches, texts),
    )


def _copies(sketches: Any, texts: Mapping[str, str]) -> list[Pair]:
    """Pairs of texts whose shingles are alike, by MinHash and its index (Broder 1997)."""
    index = sketches.MinHashLSH(threshold=_ALIKE, num_perm=_PERMUTATIONS)
    found: list[Pair] = []
    for name, text in texts.items():
        sketch = sketches.MinHash(num_perm=_PERMUTATIONS)
        sketch.update_batch([shingle.encode() for shingle in shingles(text)])
        found += [(other, name) for other in index.query(sketch)]
        index.insert(name, sketch)
    return sorted(found)


def shingles(text: str) -> set[str]:
    """Every few words in a row of a text."""
    words = text.split()
    return {" ".join(words[start : start + _SHINGLE]) for start in range(max(1, len(words) - _SHINGLE + 1))}


__all__ = ["WHAT", "Parts", "parts", "shingles"]
