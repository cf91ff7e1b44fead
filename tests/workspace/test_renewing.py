"""Other stages or models read everything again, from the bytes that were kept; what failed is tried again."""

from dataclasses import replace

import pytest
from sqlalchemy import select, update

from tests.fakes import CapitalTagger, fake_models
from tests.workspace.building import article, brief, documents_of, feed, opened, page, write
from whomet import files, pipeline
from whomet.engines import EngineError, Lost, local
from whomet.extractors import FRAMES, ExtractorError
from whomet.workspace import Workspace, intake, schema


class LaterTagger(CapitalTagger):
    version = "2"


def later():
    return replace(fake_models(), tagger=LaterTagger())


def versions(workspace):
    with workspace.database.read() as connection:
        return set(connection.execute(select(schema.files.c.version)).scalars())


@pytest.fixture
def folder(tmp_path):
    texts = {f"{n}.html": page(n) for n in range(5)} | {"feed.xml": feed((7, article(7)), (6, article(6)))}
    return write(tmp_path / "in", texts)


def test_everything_is_read_again_from_the_bytes_that_were_kept(folder, tmp_path):
    with opened(tmp_path / "w.db") as workspace:
        workspace.add(folder)
        before, old = workspace.account(), versions(workspace)
    for path in folder.iterdir():
        path.unlink()
    with Workspace.open(tmp_path / "w.db", models=later()) as workspace:
        assert workspace.account() == before, "what was read by others can be read"
        run = workspace.add().run
        assert (run.added, run.changed, run.removed) == (0, 7, 0)
        assert workspace.account() == before
        assert not versions(workspace) & old
        assert workspace.add().run.id == run.id


def test_items_that_left_a_feed_are_read_again_too(folder, tmp_path):
    with opened(tmp_path / "w.db") as workspace:
        workspace.add(folder)
        write(folder, {"feed.xml": feed((8, article(8)), (7, article(17)))})
        workspace.add(folder)
        before = documents_of(workspace)
    with Workspace.open(tmp_path / "w.db", models=later()) as workspace:
        run = workspace.add().run
        assert (run.added, run.removed) == (0, 0)
        assert documents_of(workspace) == before
        with workspace.database.read() as connection:
            keys = connection.execute(select(schema.documents.c.run)).scalars().all()
        assert set(keys) == {run.id}


def test_what_was_changed_meanwhile_is_not_read_without_being_asked_for(folder, tmp_path):
    with opened(tmp_path / "w.db") as workspace:
        workspace.add(folder)
        before = workspace.account()
    write(folder, {"1.html": page(11)})
    with Workspace.open(tmp_path / "w.db", models=later()) as workspace:
        workspace.add()
        assert workspace.account() == before
        workspace.add(folder)
        assert workspace.account() == brief(folder)


def test_a_file_too_large_to_be_kept(folder, tmp_path, monkeypatch):
    from whomet.workspace import readings

    monkeypatch.setattr(readings, "LARGEST_KEPT", 100)
    monkeypatch.setattr(intake, "LARGEST_KEPT", 100)
    with opened(tmp_path / "w.db") as workspace:
        workspace.add(folder)
        assert workspace.account() == brief(folder)
        with workspace.database.read() as connection:
            assert connection.execute(select(schema.originals.c.digest)).all() == []
    (folder / "1.html").unlink()
    with Workspace.open(tmp_path / "w.db", models=later()) as workspace:
        before = workspace.account()
        workspace.add()
        assert workspace.account() == before
        assert len(versions(workspace)) == 2, "what is gone from the disk stays as it was read"


def test_stages_of_a_later_release(folder, tmp_path):
    """As after an upgrade: everything there is of another version."""
    with opened(tmp_path / "w.db") as workspace:
        workspace.add(folder)
        before = workspace.account()
        with workspace.database.write() as connection:
            connection.execute(update(schema.files).values(version="earlier"))
            connection.execute(update(schema.documents).values(labelling="x" + schema.documents.c.labelling))
            connection.execute(update(schema.documents).values(understanding="earlier"))
        run = workspace.add().run
        assert run.changed == len(before.documents)
        assert workspace.account() == before


class Refusing:
    """An extractor whose model cannot be reached, until it can."""

    name = "refusing"
    version = "1"
    reachable = False

    def extract(self, document, mentions):
        if not self.reachable:
            raise ExtractorError("nobody answers")
        return FRAMES.extract(document, mentions)


def test_what_could_not_be_understood_as_asked_for_is_tried_again(folder, tmp_path):
    extractor = Refusing()
    with Workspace.open(tmp_path / "w.db", models=replace(fake_models(), extractor=extractor)) as workspace:
        run = workspace.add(folder).run
        assert len(run.problems) == 7
        assert workspace.account().problems == run.problems
        extractor.reachable = True
        run = workspace.add(folder).run
        assert (run.changed, run.problems) == (7, ())
        assert workspace.account() == brief(folder)


def test_problems_stand_in_the_order_of_a_brief(folder, tmp_path):
    """First what cannot be opened, then what cannot be read, then what is not understood as asked for."""
    write(
        folder, {"zero.txt": "", "A.txt": ""} | {"rows.jsonl": '{"title": "x", "text": "Ada Brook is there."}\n' * 12}
    )
    for name in ("z.txt", "B.txt"):
        (folder / name).symlink_to(tmp_path / f"no{name}")
    models = replace(fake_models(), extractor=Refusing())
    found, unopened = files.find([folder])
    with Workspace.open(tmp_path / "w.db", models=models) as workspace:
        account = workspace.add(folder).account()
    assert account.problems == pipeline.brief(found, "en", models, unopened).problems
    assert len(account.problems) == 2 + 2 + 7 + 12


def test_a_document_whose_process_ended_is_tried_again(folder, tmp_path, monkeypatch):
    def fails(self, function, items):
        for item in items:
            ended = getattr(item, "file", "") == "2.html"
            yield Lost(item, "the process that read it ended") if ended else function(item)

    with opened(tmp_path / "w.db") as workspace:
        with monkeypatch.context() as patched:
            patched.setattr(local.Local, "map", fails)
            run = workspace.add(folder).run
        assert [problem.file for problem in run.problems] == ["2.html"]
        assert "2.html" not in documents_of(workspace)
        run = workspace.add(folder).run
        assert (run.added, run.problems) == (1, ())
        assert workspace.account() == brief(folder)


def test_what_an_engine_refuses_leaves_the_workspace_as_it_was(folder, tmp_path, monkeypatch):
    def refuses(self, function, items):
        raise EngineError("no worker process can be started")

    with opened(tmp_path / "w.db") as workspace:
        monkeypatch.setattr(local.Local, "map", refuses)
        with pytest.raises(EngineError):
            workspace.add(folder)
        assert workspace.account().documents == ()


def test_several_at_the_same_time_give_the_same(folder, tmp_path):
    with opened(tmp_path / "w.db", jobs=2) as workspace:
        workspace.add(folder)
        assert workspace.account() == brief(folder)
