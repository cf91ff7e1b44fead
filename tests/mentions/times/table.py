"""Short notation for what is expected of a sentence: "span=value" joined by "; ".

Behind the value may stand @days from the event before, !zone, #part of the day and %kind; a value that begins
with P is a duration. In files of sentences days from the event may be left out where there is a value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from whomet.mentions.times import Reading, parse


def notation(sentence: str, reading: Reading) -> str:
    value = str(reading.value)
    if reading.kind == "duration":
        value = str(reading.duration).replace("PT", "P")
    text = f"{sentence[reading.start : reading.end]}={value}"
    if reading.offset_days is not None:
        text += f"@{reading.offset_days}"
    if reading.zone:
        text += f"!{reading.zone}"
    if reading.part:
        text += f"#{reading.part}"
    return text + ("%set" if reading.kind == "set" else "")


def check(sentence: str, language: str, published: str | None, wanted: str) -> None:
    found = parse(sentence, language, published)
    told = "; ".join(notation(sentence, reading) for reading in found)
    assert told == wanted, f"{sentence}\n  told   {told}\n  wanted {wanted}"


@dataclass(frozen=True, slots=True)
class News:
    """A sentence of `data/<code>.tsv`; `half` is "dev", "test" or "none"."""

    half: str
    published: str
    sentence: str
    wanted: str


def read_news(path: Path) -> Iterator[News]:
    half = "dev"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            half = line[2:] if line[2:] in ("test", "none") else half
        elif line.strip():
            published, sentence, *wanted = line.split("\t")
            yield News(half, published, sentence, wanted[0] if wanted else "")


def wrong(row: News, language: str) -> str:
    """What is told instead, "" where every time is told right; of spans it is enough that they overlap."""
    found = parse(row.sentence, language, row.published)
    wanted = [each.rpartition("=")[::2] for each in row.wanted.split("; ") if each]
    right = len(found) == len(wanted)
    for (span, value), reading in zip(wanted, found, strict=False):
        start = row.sentence.index(span)
        end = start + len(span)
        told = notation(row.sentence, reading).rpartition("=")[2]
        if reading.kind == "duration" and not value.startswith("P"):
            told = str(reading.value)  # a stretch of time that lies somewhere has days, too
        right &= value in (told, told.partition("@")[0]) and reading.start < end and start < reading.end
    told = "; ".join(notation(row.sentence, reading) for reading in found)
    return "" if right else f"{row.sentence}\n  told   {told}\n  wanted {row.wanted}"
