"""The timing of the whole way counts every stage once, and names what it is held against."""

import json
from importlib.util import find_spec

import pytest
from click.testing import CliRunner

from tests.fakes import fake_models
from whomet import pipeline
from whomet.evaluate import speed
from whomet.evaluate.__main__ import main
from whomet.evaluate.beside import shingles
from whomet.evaluate.long_pages import LANGUAGES, pages
from whomet.evaluate.machine import forget_peak, machine, peak
from whomet.evaluate.speed import ACROSS, PER_DOCUMENT, Spent, Task
from whomet.records import Document

needs_libraries = pytest.mark.skipif(
    not (find_spec("spacy") and find_spec("datasketch")), reason="the extra `bench` is not installed"
)


@pytest.mark.parametrize("language", [None, *LANGUAGES])
def test_pages_are_articles_of_the_length_asked_for(language):
    documents = list(pipeline.labelled(pages(3, 200, language=language)))
    assert all(isinstance(document, Document) for document in documents)
    for document in documents:
        body = [document.text[block.start : block.end] for block in document.blocks if block.kind == "body"]
        assert 190 <= len(" ".join(body).split()) <= 320
        assert document.published
        assert document.file.startswith(language or LANGUAGES)


def test_pages_are_the_same_every_time_and_others_with_another_seed():
    assert list(pages(4, 80)) == list(pages(4, 80))
    assert {data for _, data in pages(4, 80)}.isdisjoint(data for _, data in pages(4, 80, seed=2))


def test_hardly_a_sentence_stands_on_two_pages():
    texts = [
        {sentence.text for sentence in document.sentences if sentence.kind == "body"}
        for document in pipeline.labelled(pages(4, 300, language="en"))
    ]
    shared = sum(len(left & right) for place, left in enumerate(texts) for right in texts[:place])
    assert shared < 0.1 * sum(map(len, texts))


def test_every_stage_is_timed():
    spent = speed._through(list(pages(3, 60)), fake_models())
    assert tuple(spent.seconds) == (*PER_DOCUMENT, *ACROSS)
    assert all(seconds >= 0 for seconds in spent.seconds.values())
    assert {code: count for code, (_, count) in spent.languages.items()} == dict.fromkeys(LANGUAGES, 1)


def test_rates_follow_from_the_seconds():
    assert Spent(pages=10, seconds={"reading": 1.0, "mentions": 4.0}).rate == 2.0


@pytest.fixture
def quick(monkeypatch):
    """Figures without measuring."""
    stages = dict.fromkeys((*PER_DOCUMENT, *ACROSS), 0.5)
    ours = Spent(8, stages, dict.fromkeys(stages, 300.0), {"tagging": 0.25}, {"en": (1.0, 4)}, 3.0)
    theirs = Spent(8, {"trafilatura": 0.5, "spaCy": 1.5}, {"trafilatura": 90.0, "spaCy": 95.0}, begun=1.0)
    monkeypatch.setattr(speed, "_alone", lambda function, task: ours if function is speed.whole else theirs)
    monkeypatch.setattr(speed, "at_once", lambda task, jobs: 4.0 * jobs)


def test_the_command_prints_and_keeps_the_figures(quick, tmp_path):
    out = tmp_path / "speed.json"
    result = CliRunner().invoke(main, ["speed", "--pages", "8", "--jobs", "3", "--out", str(out)])
    assert result.exit_code == 0, result.output
    assert "8 pages of 600 words (en de ko)" in result.output
    assert "ratio              0.50" in result.output
    assert "processes: 3, per document by the clock 12.00 docs/s" in result.output
    kept = json.loads(out.read_text())
    assert kept["docs_per_second"] == {
        "whole": 2.0,
        "per_document": 4.0,
        "beside": 4.0,
        "processes": {"1": 4.0, "3": 12.0},
    }


def test_the_command_measures_alone(quick):
    result = CliRunner().invoke(main, ["speed", "--alone", "--language", "ko", "--jobs", "1"])
    assert result.exit_code == 0, result.output
    assert "(ko)" in result.output
    assert "ratio" not in result.output


@needs_libraries
@pytest.mark.filterwarnings("ignore")
def test_other_libraries_do_their_part():
    spent = speed.others(Task(3, 60, language="en"))
    assert set(spent.seconds) == {"trafilatura", "spaCy", "datasketch"}
    assert spent.rate > 0


def test_a_library_that_is_missing_is_named(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "datasketch", None)
    monkeypatch.setattr(speed, "_alone", lambda function, task: function(task))
    result = CliRunner().invoke(main, ["speed", "--pages", "1"])
    assert result.exit_code == 2
    assert "whomet[bench]" in result.output


def test_shingles_of_a_text():
    assert shingles("a b c d e f") == {"a b c d e", "b c d e f"}
    assert shingles("a b") == {"a b"}


def test_the_peak_of_memory_begins_anew():
    forget_peak()
    before = peak()
    held = bytearray(64 * 2**20)
    assert peak() >= before
    del held
    assert machine()
