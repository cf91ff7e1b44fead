"""Files read and documents understood by engines are those of the pipeline, with any number of jobs."""

import pickle
from functools import partial

import pytest

from tests.fakes import fake_models
from whomet import engines, files, pipeline
from whomet.engines import Lost, Parts, work
from whomet.engines.local import Local
from whomet.engines.processes import Processes
from whomet.extractors import FRAMES, ExtractorError
from whomet.reading import Options
from whomet.records import Document, Events, Problem
from whomet.tagging import TaggerError

PAGE = "<html><head><title>{n}</title></head><body><article><h1>Talks {n}</h1><p>{text}</p></article></body></html>"
TEXT = "Ada Brook met Ben Cole in Graz on 4 May 2031 to talk about pier {n}, the Graz Courier said."
SHARED = "Subscribe to the Graz Courier today and read every story first"


@pytest.fixture(scope="module", params=[1, 2], ids=["local", "processes"])
def engine(request):
    with Local() if request.param == 1 else Processes(2, few=0) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path):
    for n in range(6):
        (tmp_path / f"{n}.html").write_text(PAGE.format(n=n, text=TEXT.format(n=n)), encoding="utf-8")
    (tmp_path / "feed.jsonl").write_text(
        "".join(f'{{"title": "Talks {n}", "text": "{TEXT.format(n=n)}"}}\n' for n in range(9)), encoding="utf-8"
    )
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    (tmp_path / "empty.txt").write_bytes(b"")
    return tmp_path


def read(engine, folder):
    return list(engines.labelled(engine, files.find([folder])[0]))


def expected(folder):
    return list(pipeline.labelled(files.find([folder])[0]))


def test_files_are_read_as_by_the_pipeline(engine, folder):
    assert read(engine, folder) == expected(folder)


def test_a_collection_is_read_as_by_the_pipeline(engine, folder, monkeypatch):
    monkeypatch.setattr(work, "WHOLE", 100)
    assert read(engine, folder) == expected(folder)


def test_a_file_that_is_gone_is_a_problem(engine, folder):
    found, _ = files.find([folder])
    (folder / "0.html").unlink()
    first = next(each for each in engines.labelled(engine, found) if each.file == "0.html")
    assert isinstance(first, Problem)


def test_options_reach_the_workers(engine, tmp_path):
    (tmp_path / "a.csv").write_text("kopf,inhalt\nTalks,Ada Brook met Ben Cole in Graz.\n", encoding="utf-8")
    options = Options({"title": "kopf", "text": "inhalt"})
    found = files.find([tmp_path])[0]
    assert list(engines.labelled(engine, found, options)) == list(pipeline.labelled(found, options))


def test_documents_are_understood_as_by_the_pipeline(engine, folder):
    documents = [each for each in expected(folder) if isinstance(each, Document)]
    models = fake_models()
    found = list(engines.understood(engine, documents, models))
    assert [each.document for each in found] == documents
    assert [each.article for each in found] == [pipeline.understand(document, models) for document in documents]
    assert not any(each.problems for each in found)


def test_the_same_bytes_with_any_number_of_jobs(folder):
    def result(jobs):
        with Processes(jobs, few=0) if jobs > 1 else Local() as engine:
            documents = [each for each in read(engine, folder) if isinstance(each, Document)]
            found = [each.article for each in engines.understood(engine, documents, fake_models())]
        return pickle.dumps([pickle.loads(pickle.dumps(article)) for article in found])

    assert result(1) == result(2)


class SparingExtractor:
    """Spends a budget; what is over is refused."""

    name = "sparing"
    version = "1"

    def __init__(self, budget):
        self.left = budget

    def extract(self, document, mentions):
        if not self.left:
            raise ExtractorError("the budget is spent")
        self.left -= 1
        return Events()


def test_a_budget_is_spent_in_the_order_of_the_documents(engine, folder):
    documents = [each for each in expected(folder) if isinstance(each, Document)]
    found = list(engines.understood(engine, documents, fake_models(extractor=SparingExtractor(4))))
    assert [bool(each.problems) for each in found] == [False] * 4 + [True] * (len(documents) - 4)
    assert found[5].article == pipeline.understand(documents[5], fake_models(extractor=FRAMES))


class LosingEngine:
    """Loses the second item."""

    name, jobs = "losing", 1

    def map(self, function, items):
        for number, item in enumerate(items):
            yield Lost(item, "the process ended") if number == 1 else function(item)


@pytest.mark.parametrize("extractor", [FRAMES, SparingExtractor(99)])
def test_what_is_lost_is_named_and_the_rest_is_done(folder, extractor):
    documents = [each for each in expected(folder) if isinstance(each, Document)]
    found = list(engines.understood(LosingEngine(), documents, fake_models(extractor=extractor)))
    assert [each.article is None for each in found] == [False, True] + [False] * (len(documents) - 2)
    assert found[1].problems == (Problem(documents[1].file, "the process ended"),)


def test_a_lost_file_is_named_and_the_rest_is_read(folder):
    found, _ = files.find([folder])
    read = list(engines.labelled(LosingEngine(), found))
    assert Problem("1.html", "the process ended") in read
    assert len([each for each in read if isinstance(each, Document)]) == 14


def test_a_lost_document_of_a_collection_is_named(folder, monkeypatch):
    monkeypatch.setattr(work, "WHOLE", 0)
    read = list(engines.labelled(LosingEngine(), [("feed.jsonl", partial(open, folder / "feed.jsonl", "rb"))]))
    assert Problem("feed.jsonl#2", "the process ended") in read


def test_parts_name_what_cannot_be_had():
    with pytest.raises(TaggerError):
        Parts(tagger="nowhere").models()
    with pytest.raises(ExtractorError):
        Parts(extractor="nowhere").models()


def test_the_packaged_parts_are_loaded_once():
    assert Parts().models() is Parts().models()
    assert Parts().models().tagger is pipeline.default_models().tagger
