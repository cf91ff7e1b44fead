"""Measuring: predictions of single stages for public sets, and quality floors for whole accounts.

Every task is a module of this package with one function, `predictions(data, args)`, that yields the rows which the
metric of that set reads.
"""

from __future__ import annotations

#: Task -> what its arguments stand for.
TASKS: dict[str, str] = {
    "maintext": "",
    "dates": "",
    "times": "LANG",
    "names": "SCRIPT MODE",
    "meetings": "",
    "clusters": "SET",
    "pairs": "",
    "charsets": "",
    "ner": "SET",
}
