"""Taggers are asked for by name; what is missing is said."""

from __future__ import annotations

import sys
from importlib.metadata import EntryPoint
from types import SimpleNamespace

import pytest

from tests.fakes import CapitalTagger
from tests.tagging.standins import StandInGliner, StandInSpacy
from whomet import plugins
from whomet.tagging import EncoderTagger, TaggerError, default_tagger, open_tagger, plugs, tagger_names
from whomet.tagging.gliner_tagger import stretches


def made(model):
    """What the entry point of these tests leads to."""
    tagger = CapitalTagger()
    tagger.model = model
    return tagger


@pytest.fixture
def plugged(monkeypatch):
    """Two packages that plug in a tagger, one of them broken."""
    points = [
        EntryPoint("capitals", "tests.tagging.test_plugs:made", plugs.GROUP),
        EntryPoint("broken", "tests.tagging.nowhere:made", plugs.GROUP),
    ]
    monkeypatch.setattr(plugins, "entry_points", lambda group: points if group == plugs.GROUP else [])


def spacy_with(load):
    return SimpleNamespace(load=load, __version__="0")


def test_the_packaged_one_is_the_default():
    assert open_tagger() is default_tagger()
    assert isinstance(open_tagger("encoder"), EncoderTagger)


def test_another_folder_of_the_packaged_one(tmp_path):
    with pytest.raises(TaggerError, match=r"model\.json"):
        open_tagger(f"encoder:{tmp_path}")


def test_others_plug_in(plugged):
    assert {"broken", "capitals", "encoder", "gliner", "spacy"} == set(tagger_names())
    assert open_tagger("capitals").model is None
    assert open_tagger("capitals:C:/models/x").model == "C:/models/x"


def test_a_broken_plug_is_named(plugged):
    with pytest.raises(TaggerError, match=r"tests\.tagging\.nowhere"):
        open_tagger("broken")


def test_an_unknown_name_is_told_what_there_is():
    with pytest.raises(TaggerError, match=r"no tagger 'flair'.*encoder, gliner, spacy"):
        open_tagger("flair")


@pytest.mark.parametrize(("wanted", "library"), [("spacy:x", "spacy"), ("gliner:{folder}", "gliner")])
def test_a_missing_library_is_told_how_to_get(wanted, library, monkeypatch, tmp_path):
    (tmp_path / "gliner_config.json").write_text("{}")
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(TaggerError, match=rf"pip install 'whomet\[{library}\]'"):
        open_tagger(wanted.format(folder=tmp_path))


@pytest.mark.parametrize("library", ["spacy", "gliner"])
def test_a_model_has_to_be_given(library, monkeypatch):
    monkeypatch.setitem(sys.modules, library, SimpleNamespace())
    with pytest.raises(TaggerError, match=rf"--tagger {library}:FOLDER"):
        open_tagger(library)


def test_a_pipeline_that_is_not_there(monkeypatch):
    def load(name):
        raise OSError(f"[E050] Can't find model '{name}'.\nMore lines of advice.")

    monkeypatch.setitem(sys.modules, "spacy", spacy_with(load))
    with pytest.raises(TaggerError, match=r"^en_news: spaCy cannot load this pipeline: \[E050\].*'en_news'\.$"):
        open_tagger("spacy:en_news")


def test_a_pipeline_in_a_folder(monkeypatch, tmp_path):
    given = []

    def load(name):
        given.append(name)
        pipeline = StandInSpacy()
        pipeline.meta = {"lang": "en", "name": "news", "version": "2"}
        return pipeline

    monkeypatch.setitem(sys.modules, "spacy", spacy_with(load))
    tagger = open_tagger(f"spacy:{tmp_path}")
    assert given == [tmp_path]
    assert tagger.version == "en_news 2, spaCy 0"
    assert [span.label for span in tagger.tag(["Ines Calder flew on Monday."])[0]] == ["person"]


def test_gliner_reads_its_folder_alone(monkeypatch, tmp_path):
    (tmp_path / "gliner_config.json").write_text("{}")
    given = []

    class GLiNER:
        @classmethod
        def from_pretrained(cls, folder, **options):
            given.append((folder, options))
            return StandInGliner()

    monkeypatch.setitem(sys.modules, "gliner", SimpleNamespace(GLiNER=GLiNER))
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    tagger = open_tagger(f"gliner:{tmp_path}")
    assert given == [(str(tmp_path), {"local_files_only": True})]
    assert tagger.version.startswith(f"{tmp_path.name} 2, GLiNER ")
    assert [(span.start, span.end) for span in tagger.tag(["  Ines Calder flew."])[0]] == [(2, 13)]


def test_gliner_without_weights_in_its_folder(monkeypatch, tmp_path):
    (tmp_path / "gliner_config.json").write_text("{}")

    class GLiNER:
        @classmethod
        def from_pretrained(cls, folder, **options):
            raise OSError("no file model.safetensors")

    monkeypatch.setitem(sys.modules, "gliner", SimpleNamespace(GLiNER=GLiNER))
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    with pytest.raises(TaggerError, match=r"no file model\.safetensors"):
        open_tagger(f"gliner:{tmp_path}")


def test_stretches_cover_all_words():
    text = "  one two-three, four\nfive  "
    assert [text[slice(*part)] for part in stretches(text, 2)] == ["one two-three", ", four", "five"]
    assert list(stretches(" \n")) == []
