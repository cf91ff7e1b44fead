"""The measures: gold held against itself is whole; what is missing is counted and named."""

import copy

import pytest

from whomet.evaluate.floors import _falls, _lifted
from whomet.evaluate.scoring import Score

_TEXT = "Ada Brook met Ben Cole in Graz on May 4. “We build bridges.” It costs 40 million euros."

_GOLD = {
    "documents": [
        {
            "file": "a.txt",
            "languages": ["en"],
            "published": "2031-05-05",
            "keep": ["met Ben"],
            "drop": [],
            "bylines": [],
        },
        {"file": "b.txt", "languages": ["en"], "published": None, "keep": [], "drop": ["Log in"], "off_topic": True},
    ],
    "entities": [
        {"id": "ada", "type": "person", "names": {"en": ["Ada Brook", "Brook"]}, "not": ["ida"]},
        {"id": "ben", "type": "person", "names": {"en": ["Ben Cole"]}},
        {"id": "ida", "type": "person", "names": {"en": ["Ida Brook"]}},
        {"id": "graz", "type": "place", "names": {"en": ["Graz"]}},
    ],
    "meetings": [
        {
            "id": "m",
            "status": "held",
            "background": False,
            "principals": ["ada", "ben"],
            "attendees": [],
            "date": "2031-05-04",
            "city": "graz",
            "topics": [],
            "documents": ["a.txt"],
            "contradictions": [],
        }
    ],
    "statements": [{"id": "s", "speaker": "ada", "direct": True, "in": {"a.txt": "We build bridges."}}],
    "figures": [{"id": "f", "subject": "ada", "what": "cost", "amount": 40e6, "unit": "EUR", "documents": ["a.txt"]}],
    "plans": [],
    "contradictions": [],
    "origins": [],
    "independent_origins": 1,
}


def _account():
    place = {"document": "a.txt", "start": 0, "end": 9, "text": _TEXT[:9]}
    said = {"document": "a.txt", "start": 42, "end": 59, "text": "We build bridges."}
    whole = {"kind": "body", "language": "en", "reason": None, "start": 0}
    base = {"languages": ["en"], "bylines": [], "outlet": None, "agency": None}
    return {
        "documents": [
            {**base, "file": "a.txt", "published": "2031-05", "text": _TEXT, "blocks": [{**whole, "end": len(_TEXT)}]},
            {
                **base,
                "file": "b.txt",
                "published": None,
                "text": "Log in",
                "blocks": [{**whole, "end": 6, "kind": "boilerplate"}],
            },
        ],
        "entities": [
            {"id": "person:ada", "type": "person", "names": {"en": ["Ada Brook", "Brook"]}},
            {"id": "person:ben", "type": "person", "names": {"en": ["Ben Cole"]}},
            {"id": "person:ida", "type": "person", "names": {"en": ["Ida Brook"]}},
            {"id": "place:graz", "type": "place", "names": {"en": ["Graz"]}},
        ],
        "meetings": [
            {
                "id": "meeting:x",
                "status": "held",
                "background": False,
                "principals": ["person:ada", "person:ben"],
                "attendees": [],
                "date": "2031-05-04",
                "city": "place:graz",
                "host": None,
                "topics": [],
                "documents": ["a.txt"],
                "contradictions": [],
                "evidence": [place],
            }
        ],
        "statements": [{"speaker": "person:ada", "in": [said]}],
        "figures": [{"subject": "person:ada", "amount": 40e6, "unit": "EUR", "in": [place]}],
        "plans": [],
        "contradictions": [],
        "origins": [],
        "stories": [{"documents": ["a.txt"], "independent_origins": 1}],
    }


def _scored(account):
    score = Score()
    score.hold(_GOLD, account)
    return score


def test_a_right_account_misses_nothing():
    score = _scored(_account())
    assert score.misses == []
    assert all(value == 1.0 for row in score.rows().values() for value in row.values())


@pytest.mark.parametrize(
    ("spoil", "measure"),
    [
        (lambda a: a["meetings"].clear(), "meetings"),
        (lambda a: a["meetings"][0].update(date="2031-05-06"), "meetings"),
        (lambda a: a["meetings"][0].update(city=None), "meeting city"),
        (lambda a: a["meetings"][0]["evidence"][0].update(start=1), "evidence in place"),
        (lambda a: a["documents"][1]["blocks"][0].update(kind="body"), "mess dropped"),
        (lambda a: a["documents"][0]["blocks"].append({"kind": "injected", "start": 10, "end": 13}), "body kept"),
        (lambda a: a["entities"][2]["names"]["en"].append("Ada Brook"), "namesakes kept apart"),
        (lambda a: a["statements"][0].update(speaker=None), "statement speaker"),
        (lambda a: a["figures"][0].update(amount=4e7 + 100), "figures found"),
        (lambda a: a["stories"][0].update(independent_origins=2), "independent origins, exact"),
    ],
)
def test_a_spoiled_account_is_noticed(spoil, measure):
    account = copy.deepcopy(_account())
    spoil(account)
    row = _scored(account).rows()[measure]
    assert min(row.values()) < 1.0


def test_a_figure_below_its_floor_fails():
    pinned = {"meetings": {"recall": 0.8}}
    assert _falls("set", {"meetings": {"recall": 0.7}}, pinned)
    assert not _falls("set", {"meetings": {"recall": 0.8}}, pinned)
    assert _falls("set", {}, pinned)


def test_floors_are_not_lowered_silently():
    old, new = {"meetings": {"recall": 0.8}}, {"meetings": {"recall": 0.7}, "topics": {"recall": 0.4}}
    assert _lifted(old, new, allow_lower=False) == {"meetings": {"recall": 0.8}, "topics": {"recall": 0.4}}
    assert _lifted(old, new, allow_lower=True) == new


def test_labels_alone_need_no_other_gold_and_see_what_was_made_up():
    document = {
        "file": "a.txt",
        "text": _TEXT,
        "blocks": [{"start": 0, "end": len(_TEXT), "kind": "body"}],
        "languages": ["en"],
        "published": "2031-05-05",
        "outlet": None,
        "agency": "made up",
        "bylines": [],
    }
    score = Score()
    score.hold_labels({"documents": _GOLD["documents"][:1]}, [document])
    assert score.rows()["body kept"] == {"recall": 1.0}
    assert score.misses == ["a.txt: agency made up: 'made up'"]
