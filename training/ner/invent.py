"""Composes news-like sentences about invented people, companies and bodies, with their names marked.

    python invent.py LANGUAGE COUNT --out sentences.jsonl.gz [--part train|held_out] [--seed 1]

``sentences/<language>.toml`` is a small grammar: every key is a list of alternatives, ``{key}`` stands for one of
them, drawn at random. What a key in capitals draws is marked as a name: ``{PER}`` and ``{PER_SHORT}`` as a person,
likewise ``ORG`` and ``LOC``; the outermost mark counts. ``<a/b>`` is a Korean particle: `a` after a final consonant,
`b` after a vowel. The sentences of the keys ``train`` and ``held_out`` differ, so that the latter can serve to test.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "sentences"
TOKEN = re.compile(r"\{(\w+)\}|<([^/<>]+)/([^/<>]*)>")
LATIN_CLOSED = frozenset("lmnbkptLMNR136780")
"""Latin letters and digits that are read with a final consonant in Korean."""
RIEUL = 8
"""Index of the final consonant after which 로 stands instead of 으로."""


def final_consonant(character: str) -> int:
    """Index of the final consonant of a Hangul syllable, 0 where it has none; other characters by how they are read."""
    if "가" <= character <= "힣":
        return (ord(character) - 0xAC00) % 28
    return RIEUL if character in "lLr178" else int(character in LATIN_CLOSED)


class Composer:
    """Draws sentences from the grammar of one language."""

    def __init__(self, grammar: dict[str, list[str]], rng: random.Random) -> None:
        self._grammar = grammar
        self._rng = rng
        self._text = ""
        self._spans: list[dict[str, Any]] = []

    def sentence(self, part: str) -> tuple[str, list[dict[str, Any]]]:
        """One sentence and its marked names."""
        self._text, self._spans = "", []
        self._expand(self._rng.choice(self._grammar[part]), marked=False)
        return self._text[:1].upper() + self._text[1:], self._spans

    def _expand(self, pattern: str, *, marked: bool) -> None:
        place = 0
        for token in TOKEN.finditer(pattern):
            self._text += pattern[place : token.start()]
            place = token.end()
            key, closed, opened = token.groups()
            if key is None:
                self._particle(closed, opened)
                continue
            start = len(self._text)
            self._expand(self._rng.choice(self._grammar[key]), marked=marked or key.isupper())
            if key.isupper() and not marked:
                self._spans.append({"start": start, "end": len(self._text), "label": key[:3]})
        self._text += pattern[place:]

    def _particle(self, closed: str, opened: str) -> None:
        last = next((c for c in reversed(self._text) if c.isalnum()), "가")
        final = final_consonant(last)
        takes_closed = final != 0 and not (closed.startswith("으로") and final == RIEUL)
        self._text += closed if takes_closed else opened


def compose(language: str, count: int, part: str, seed: int) -> list[dict[str, Any]]:
    """A number of different sentences in one language.

    Args:
        language: Name of a file in the folder of grammars, without its ending.
        count: How many sentences.
        part: ``train`` or ``held_out``.
        seed: Of the random choices.

    Returns:
        Records like those of the training corpus: text, spans, language and source.
    """
    grammar = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    shared = tomllib.loads((FOLDER / "names.toml").read_text(encoding="utf-8"))
    composer = Composer({**shared, **grammar}, random.Random(f"{language} {part} {seed}"))
    records: dict[str, dict[str, Any]] = {}
    while len(records) < count:
        text, spans = composer.sentence(part)
        records.setdefault(text, {"text": text, "spans": spans, "language": language, "source": "invented"})
    return list(records.values())


def main() -> None:
    """Command line of this script."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("language")
    parser.add_argument("count", type=int)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--part", choices=("train", "held_out"), default="train")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    opener = gzip.open if options.out.suffix == ".gz" else open
    with opener(options.out, "wt", encoding="utf-8") as out:
        for record in compose(options.language, options.count, options.part, options.seed):
            out.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
