"""A table of invented names in all scripts: spellings of one name, and names of relatives and namesakes.

Rows marked `held` were not looked at while the rules were made: look at `seen` ones when you make more.
"""

import csv
from pathlib import Path

import pytest

from whomet.linking.names import block_keys, likeness

#: Where a name alone joins two people of one story.
JOINED = 0.68


def rows(half):
    with Path(__file__).with_name("variants.tsv").open(encoding="utf-8", newline="") as table:
        found = [
            (r["one"], r["other"], r["verdict"] == "same")
            for r in csv.DictReader(table, delimiter="\t")
            if r["half"] == half
        ]
    assert len(found) > 300
    return found


@pytest.mark.parametrize("half", ["seen", "held"])
def test_names_alike_are_the_same_name(half):
    verdicts = [same for one, other, same in rows(half) if likeness(one, other) >= JOINED]
    right = sum(same for _, _, same in rows(half))
    assert sum(verdicts) / len(verdicts) >= 0.97
    assert sum(verdicts) / right >= 0.81


@pytest.mark.parametrize("half", ["seen", "held"])
def test_the_same_name_shares_a_key(half):
    shared = [not set(block_keys(one)).isdisjoint(block_keys(other)) for one, other, same in rows(half) if same]
    assert sum(shared) / len(shared) >= 0.95
