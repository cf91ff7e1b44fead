"""Pages into which spam was spliced at random places, and how much of it is found.

`python -m tests.cleaning.splicing [held]` prints the figures of each language and kind: of the half of the articles
and phrases that rules may be made by, or of the half held back.
"""

from __future__ import annotations

import random
import re
import sys
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from whomet.cleaning import clean
from whomet.records import READ_KINDS, Document

FOLDER = Path(__file__).parent / "spliced"
LANGUAGES = tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))
UNSPACED = ("ja", "th", "zh")
KINDS = ("once", "several", "repeated", "glued", "within", "call", "sentence", "paragraph", "foreign", "strange")
#: Share of a splice's letters that must be gone for it to count as found.
FOUND = 0.8


@dataclass(frozen=True)
class Page:
    """A page with what was spliced into it.

    Attributes:
        text: The page.
        spliced: (start, end) of what is not the article's own.
    """

    language: str
    kind: str
    text: str
    spliced: tuple[tuple[int, int], ...]


def material(language: str) -> dict[str, list[str]]:
    """Articles and spam of a language."""
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


def pages(language: str, held: bool, rounds: int = 3) -> list[Page]:
    """Pages of a language, the same ones every time."""
    chance = random.Random(f"{language} {held}")
    own = material(language)
    half = {key: values[int(held) :: 2] for key, values in own.items()}
    half["foreign"] = material("ru" if language == "en" else "en")["phrases"][int(held) :: 2]
    return [
        _page(language, kind, article.strip(), half, chance)
        for article in half["articles"]
        for kind in KINDS
        for _ in range(rounds)
        if kind != "within" or language not in UNSPACED
    ]


def _page(language: str, kind: str, article: str, half: dict[str, list[str]], chance: random.Random) -> Page:
    phrases = half["phrases"]
    if kind == "several":
        parts = [(phrase, " ") for phrase in chance.sample(phrases, 3)]
    elif kind == "repeated":
        parts = [(chance.choice(phrases), " ")] * 3
    elif kind == "strange":
        parts = [(chance.choice(half["strange"]), " ")] * 3
    elif kind == "glued":
        parts = [(chance.choice(phrases), "")]
    elif kind == "paragraph":
        return _with_paragraph(language, article, chance.choice(half["sentences"]), chance)
    else:
        key = {"call": "calls", "sentence": "sentences", "foreign": "foreign"}.get(kind, "phrases")
        parts = [(chance.choice(half[key]), " ")]
    lines = article.split("\n")
    where = _between_sentences if kind in ("call", "sentence") else _within if kind == "within" else _between_words
    spots = [(at, row) for row, line in enumerate(lines) if row for at in where(line, language)]
    spots = sorted(chance.sample(spots, min(len(parts), len(spots))), key=lambda spot: (spot[1], spot[0]))
    return _joined(language, kind, lines, [(spot, part) for spot, part in zip(spots, parts, strict=False)])


def _with_paragraph(language: str, article: str, sentence: str, chance: random.Random) -> Page:
    lines = article.split("\n")
    row = chance.randrange(2, len(lines))
    before = "\n\n".join(lines[:row]) + "\n\n"
    text = before + sentence + "\n\n" + "\n\n".join(lines[row:]) + "\n"
    return Page(language, "paragraph", text, ((len(before), len(before) + len(sentence)),))


def _joined(language: str, kind: str, lines: list[str], spliced: list[tuple[tuple[int, int], tuple[str, str]]]) -> Page:
    text, spans = "", []
    for row, line in enumerate(lines):
        done = 0
        for (at, own), (phrase, behind) in spliced:
            if own != row:
                continue
            text += line[done:at]
            spans.append((len(text), len(text) + len(phrase)))
            text += phrase + ("" if kind == "within" or (language in UNSPACED and kind != "foreign") else behind)
            done = at
        text += line[done:] + "\n\n"
    return Page(language, kind, text, tuple(spans))


def _between_words(line: str, language: str) -> list[int]:
    """Places inside of sentences, outside of quotations; in scripts without spaces any but the ends."""
    if language in UNSPACED:
        return [
            at
            for at in range(6, len(line) - 6)
            if line[at].isalpha() and line[at - 1].isalpha() and _is_outside(line, at)
        ]
    return [match.end() for match in re.finditer(r"(?<=[^\W\d_]) (?=[^\W\d_])", line) if _is_outside(line, match.end())]


def _is_outside(line: str, at: int) -> bool:
    return not any(match.start() < at < match.end() for match in re.finditer("[\"“„«»'「].*?[\"”“»«'」]", line))


def _between_sentences(line: str, language: str) -> list[int]:
    if language == "th":
        return [match.end() for match in re.finditer(" ", line)]
    return [match.end() for match in re.finditer(r"(?<=[^\W\d_])[.。][\"”」»]? ?(?=\S)", line)]


def _within(line: str, language: str) -> list[int]:
    return [match.start() + 3 for match in re.finditer(r"[^\W\d_]{6,}", line) if _is_outside(line, match.start())]


def gone(document: Document) -> list[bool]:
    """For every character whether it was taken out of what is read."""
    out = [False] * len(document.text)
    for block in document.blocks:
        if block.kind not in READ_KINDS:
            out[block.start : block.end] = [True] * (block.end - block.start)
    for cut in document.injected:
        out[cut.start : cut.end] = [True] * (cut.end - cut.start)
    return out


def cleaned(text: str) -> Document:
    """A text as the program labels it."""
    return clean(Document("page.txt", text))


def figures(page: Page) -> tuple[int, int, int, int]:
    """Splices found, splices, letters of the article that are gone, its letters."""
    document = cleaned(page.text)
    assert document.text == page.text
    out = gone(document)
    found = 0
    strange = [False] * len(page.text)
    for start, end in page.spliced:
        strange[start:end] = [True] * (end - start)
        letters = [out[at] for at in range(start, end) if page.text[at].isalnum()]
        found += sum(letters) >= FOUND * len(letters)
    own = [out[at] for at, letter in enumerate(page.text) if letter.isalnum() and not strange[at]]
    return found, len(page.spliced), sum(own), len(own)


def main(held: bool, shown: str = "") -> None:
    """Print the figures; `shown` names kinds of which misses and false alarms are printed."""
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for language in LANGUAGES:
        for page in pages(language, held):
            figure = figures(page)
            for key in (f"language {language}", f"kind {page.kind}", "all"):
                totals[key] = [a + b for a, b in zip(totals[key], figure, strict=True)]
            if shown and (page.kind in shown or page.language in shown) and (figure[0] < figure[1] or figure[2]):
                document = cleaned(page.text)
                print(
                    language,
                    page.kind,
                    figure,
                    [
                        page.text[s - 12 : s] + "[[" + page.text[s:e] + "]]" + page.text[e : e + 8]
                        for s, e in page.spliced
                    ],
                    [page.text[b.start : b.end] for b in document.injected],
                )
    for key, (found, spliced, eaten, own) in totals.items():
        print(f"{key:20} found {found}/{spliced} = {found / spliced:.3f}, of the article gone {eaten}/{own}")
    false = [
        (language, article[:30], [document.text[b.start : b.end] for b in document.injected])
        for language in LANGUAGES
        for article in material(language)["articles"][int(held) :: 2]
        if (document := cleaned(article.replace("\n", "\n\n"))).injected
    ]
    print("false alarms on clean articles:", false)


if __name__ == "__main__":
    main("held" in sys.argv, next((value for value in sys.argv[1:] if value != "held"), ""))
