"""Short notation for what is expected of a sentence: "span=value" joined by "; ".

Behind the value may stand @days from the event before, !zone, #part of the day and %kind; a value that begins
with P is a duration.
"""

from __future__ import annotations

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
