import gzip
import json

import pytest
from click.testing import CliRunner

from tests.fakes import CapitalTagger
from whomet.evaluate import tagging
from whomet.evaluate.__main__ import main
from whomet.evaluate.tagging import Score, documents_of, paces, rows_of, score, table

ROWS = [
    {"text": "Ada Brook met Ben Cole.", "spans": [{"start": 0, "end": 9, "label": "PER"}]},
    {"text": "They flew to Graz.", "spans": [{"start": 13, "end": 17, "label": "LOC"}]},
]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "en_small.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in ROWS)
    return path


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(tagging, "open_tagger", lambda wanted: CapitalTagger())


def test_figures_follow_from_the_counts():
    found = Score(right=2, found=4, wanted=8) + Score(right=1, found=2, wanted=0)
    assert (found.precision, found.recall, round(found.f1, 3)) == (0.5, 0.375, 0.429)
    assert Score().f1 == 0


def test_spans_count_by_ends_and_label():
    assert score(ROWS, CapitalTagger()) == {"PER": Score(1, 2, 1), "ORG": Score(), "LOC": Score(0, 0, 1)}


def test_a_table_ends_with_all_sets():
    lines = list(table([("one", ROWS), ("two", ROWS[:1])], CapitalTagger()))
    assert lines[2] == "| one | 2 | .500 | .500 | .500 | .667 | .000 | .000 |"
    assert lines[-2].startswith("| all sentences | 3 | .571 |")
    assert lines[-1].startswith("| mean of the sets | 3 | .583 |")
    assert len({line.count("|") for line in lines}) == 1


def test_sentences_are_read_packed_and_plain(file, tmp_path):
    plain = tmp_path / "plain.jsonl"
    plain.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    assert rows_of(file) == rows_of(plain) == ROWS
    assert rows_of(file, 1) == ROWS[:1]


def test_paces_are_counted_in_the_words_of_the_text():
    (pace,) = paces(documents_of(ROWS, 1), [CapitalTagger()], 1)
    assert (pace.name, pace.words, pace.pieces, pace.pieces_a_second) == ("capitals", 9, None, None)
    assert pace.words_a_second > 0


def test_the_command_prints_a_table(file, quick):
    result = CliRunner().invoke(main, ["tagging", str(file), "--tagger", "capitals"])
    assert result.exit_code == 0, result.output
    assert "| en_small | 2 | .500 |" in result.output


def test_the_command_prints_and_keeps_speeds(file, quick, tmp_path):
    out = tmp_path / "speed.json"
    options = ["--tagger", "capitals", "--beside", "capitals", "--rounds", "1", "--out", str(out)]
    result = CliRunner().invoke(main, ["tagging-speed", str(file), *options])
    assert result.exit_code == 0, result.output
    assert "ratio" in result.output
    kept = json.loads(out.read_text())
    assert [each["name"] for each in kept["taggers"]] == ["capitals", "capitals"]
    assert kept["sets"] == ["en_small"]


def test_an_unknown_tagger_is_named(file):
    result = CliRunner().invoke(main, ["tagging", str(file), "--tagger", "flair"])
    assert result.exit_code == 2
    assert "no tagger 'flair'" in result.output
