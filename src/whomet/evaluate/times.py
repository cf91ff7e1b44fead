"""Time expressions of a set of sentences: `python -m whomet.evaluate times LANG`.

Reads `times/LANG.jsonl`, one object a line with "text" and "reference" (the moment of writing, or null).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from whomet import edtf
from whomet.mentions.times import Reading, parse

#: Parts of a day in hours, as the specification of the sets has them (Microsoft Recognizers-Text).
_PARTS = {"TMO": ("08:00:00", "12:00:00"), "TAF": ("12:00:00", "16:00:00"), "TEV": ("16:00:00", "20:00:00")}
_PARTS |= {"TNI": ("20:00:00", "23:59:59")}


def predictions(data: Path, args: list[str]) -> Iterator[dict[str, Any]]:
    """Spans and values for every sentence.

    Args:
        data: The folder that holds `times/`.
        args: The language. Dates without a year are read as lying in the past.

    Returns:
        Rows {"index", "spans": [{"start", "end", "value"}]}; a period of whole days ends on the day behind it.
    """
    language = args[0]
    with (data / "times" / f"{language}.jsonl").open(encoding="utf-8") as lines:
        for index, line in enumerate(line for line in lines if line.strip()):
            case = json.loads(line)
            reference = datetime.fromisoformat(case["reference"]) if case["reference"] else None
            spans = [
                {"start": reading.start, "end": reading.end, "value": value(reading)}
                for reading in parse(case["text"], language, reference, "past")
                if reading.kind != "duration" or reading.narrow
            ]
            yield {"index": index, "spans": spans}


def value(reading: Reading) -> str | None:
    """The value of a reading as the sets write it.

    Args:
        reading: A reading; its narrow value counts, as the sets ask for plain arithmetic.

    Returns:
        "YYYY-MM-DD", "YYYY-MM-DDTHH:MM:SS" or "from/to", None where it is not resolved.
    """
    days = edtf.interval(reading.narrow or reading.value)
    if days is None:
        return None
    first, last = days
    if reading.part and first == last:
        return _clock(first, reading)
    if first == last:
        return first.isoformat()
    if reading.to_end:
        return f"{first.isoformat()}/{_start_of_end(reading, last).isoformat()}"
    return f"{first.isoformat()}/{(last + timedelta(days=1)).isoformat()}"


def _start_of_end(reading: Reading, last: date) -> date:
    """A range that is told by its ends stops at the beginning of its last unit."""
    end = (reading.narrow or reading.value or "").partition("/")[2] or last.isoformat()
    found = edtf.interval(end)
    return found[0] if found else last


def _clock(day: date, reading: Reading) -> str:
    part = reading.part or ""
    if part in _PARTS:
        return "/".join(f"{day.isoformat()}T{hour}" for hour in _PARTS[part])
    moment = f"{day.isoformat()}{_seconds(part)}"
    if reading.part_until:
        return f"{moment}/{day.isoformat()}{_seconds(reading.part_until)}"
    return moment


def _seconds(part: str) -> str:
    return part if part.count(":") == 2 else f"{part}:00"
