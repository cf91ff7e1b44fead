"""Writes `common.toml` of every language pack: in what share of articles the commonest words stand.

    PYTHONPATH=src python training/likeness/common.py

The words are counted in the sentences that were written for this project (`training/*/written`), without names: no
text of anybody else is in them. An article is thought to have twelve such sentences, drawn one by one.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from whomet.languages import codes
from whomet.stories.profiles import terms

ROOT = Path(__file__).parent.parent.parent
SOURCES = ("training/ner/written", "training/meetings/written")
#: Sentences of an article.
SENTENCES = 12
#: Sentences from which on a word is written down, and the least share of articles.
FEWEST = 3
LEAST = 0.1

HEAD = """\
# Beginnings of words (pairs of characters in scripts without case) that stand in many articles, and in what share of
# them, so that a small folder's words are not all thought rare. Made by training/likeness/common.py.
"""
_STATUS = re.compile(r"^[\w-]+ \| ")
_NAME = re.compile(r"\[(?:PER|ORG|LOC)[\w.]* [^\]]*\]")
_MARK = re.compile(r"\[[\w.]+ ([^\]]*)\]")
_PLAIN = re.compile(r"[a-z0-9]+")


def sentences(code: str) -> list[str]:
    """The written sentences of a language, each once, without their marks and the names in them."""
    found: dict[str, None] = {}
    for folder in SOURCES:
        file = ROOT / folder / f"{code}.txt"
        for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
            if line.strip() and not line.startswith("#"):
                found[_MARK.sub(r"\1", _NAME.sub(" ", _STATUS.sub("", line)))] = None
    return list(found)


def shares(texts: list[str]) -> dict[str, float]:
    """Word -> share of articles that it stands in, the commonest first."""
    holders = Counter(term for text in texts for term in set(terms(text)))
    found = {
        term: round(1 - (1 - count / len(texts)) ** SENTENCES, 2) for term, count in holders.items() if count >= FEWEST
    }
    return {term: found[term] for term in sorted(found, key=lambda term: (-found[term], term)) if found[term] >= LEAST}


def main() -> None:
    """Write the tables."""
    for code in codes():
        found = shares(sentences(code))
        lines = [f"{term if _PLAIN.fullmatch(term) else f'{chr(34)}{term}{chr(34)}'} = {found[term]}" for term in found]
        file = ROOT / f"src/whomet/languages/{code}/common.toml"
        file.write_text(HEAD + "\n[share]\n" + "\n".join(lines) + "\n", encoding="utf-8")
        print(code, len(found), *list(found)[:12])


if __name__ == "__main__":
    main()
