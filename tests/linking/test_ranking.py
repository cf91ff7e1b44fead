import gzip
import json

import pytest

from whomet.evaluate.names import predictions

CASES = [
    {"script": "korean_people", "mode": "hard", "query": "Seo Do-hyun", "candidates": ["서민지", "서도현"], "right": 1},
    {"script": "korean", "mode": "hard", "query": "hollmann", "candidates": ["홀만", "홀든"], "right": 0},
    {"script": "korean", "mode": "hard", "query": "brigitte", "candidates": ["브루노", "브리기테"], "right": 1},
]


@pytest.mark.parametrize("script", ["korean", "korean_people"])
def test_the_right_candidate_is_ranked_first(tmp_path, script):
    (tmp_path / "names").mkdir()
    with gzip.open(tmp_path / "names" / "rank.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(case) + "\n" for case in CASES)
    wanted = [case for case in CASES if case["script"] == script]
    rows = list(predictions(tmp_path, [script, "hard"]))
    assert [row["index"] for row in rows] == list(range(len(wanted)))
    for case, row in zip(wanted, rows, strict=True):
        assert max(range(2), key=row["scores"].__getitem__) == case["right"]
