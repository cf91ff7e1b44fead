"""Sentences that report a meeting, from the frames alone."""

import json

import pytest

from whomet.evaluate.meetings import predictions, reports_meeting


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Arvonia's president met the king of Lorland on Friday.", True),
        ("The envoy held talks with Premier Ana Wirth in Graz.", True),
        ("Arvonia accused Lorland of spying.", False),
        ("Premier Ana Wirth refused to meet Ben Okoro.", False),
        ("The results met expectations, said Ana Wirth.", False),
    ],
)
def test_reports(text, expected):
    assert reports_meeting(text) is expected


def test_predictions_are_numbered(tmp_path):
    (tmp_path / "meetings").mkdir()
    rows = [{"text": "Ana Wirth met Ben Okoro."}, {"text": "It rained."}]
    (tmp_path / "meetings" / "sentences.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert list(predictions(tmp_path, [])) == [{"index": 0, "meeting": True}, {"index": 1, "meeting": False}]
