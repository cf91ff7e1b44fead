"""The command line: what it prints, what it names, how it ends."""

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from tests.extractors.articles import answer
from tests.extractors.fake_server import Reply, chat, serving
from tests.fakes import fake_models
from tests.walking import places
from whomet import briefs, cli, edtf, pipeline
from whomet.briefs.data import as_data, schema

EXAMPLES = Path(__file__).parent.parent / "examples" / "articles"
_ARTICLE = """Ferry chiefs agree on a new pier

Graz, 4 May 2031 - Ada Brook met Ben Cole in Graz on Sunday to talk about ferries.
"The pier will open in the spring," Ada Brook said.
"""


@pytest.fixture
def quick(monkeypatch):
    """The pipeline with models that answer at once."""
    monkeypatch.setattr(pipeline, "default_models", fake_models)


@pytest.fixture
def folder(tmp_path):
    """A folder with one good article."""
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "good.txt").write_text(_ARTICLE, encoding="utf-8")
    return articles


def call(*arguments):
    """Run the command in this process; a traceback fails the test."""
    result = CliRunner().invoke(cli.main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


# --- how it ends -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["brief", "read"])
def test_all_well(command, folder, quick):
    result = call(command, folder)
    assert result.exit_code == cli.DONE == 0
    assert result.stdout
    assert not result.stderr


@pytest.mark.parametrize("command", ["brief", "read"])
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \r\n\t \n"),
        ("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 8),
        ("program", b"\x7fELF\x02\x01\x01" + bytes(200)),
        ("noise.txt", bytes((i * 7919 + i * i * 31) % 256 for i in range(4000))),
    ],
)
def test_a_file_that_is_no_article_is_named_and_the_rest_is_read(command, name, data, folder, quick):
    (folder / name).write_bytes(data)
    result = call(command, folder)
    assert result.exit_code == cli.WITH_PROBLEMS == 1
    assert f"whomet: {name}: " in result.stderr
    assert "good.txt" in result.stdout


@pytest.mark.parametrize("command", ["brief", "read"])
def test_nothing_but_broken_files(command, tmp_path, quick):
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    result = call(command, tmp_path)
    assert result.exit_code == cli.NOTHING == 3
    assert "empty.txt" in result.stderr
    assert "photo.png" in result.stderr
    assert not result.stdout


@pytest.mark.parametrize("command", ["brief", "read"])
def test_an_empty_folder(command, tmp_path):
    result = call(command, tmp_path)
    assert result.exit_code == cli.NOTHING
    assert str(tmp_path) in result.stderr
    assert "no files" in result.stderr


@pytest.mark.parametrize("command", ["brief", "read"])
def test_a_path_that_is_not_there(command, folder, tmp_path):
    result = call(command, folder, tmp_path / "nowhere")
    assert result.exit_code == cli.WRONG_CALL == 2
    assert f"{tmp_path / 'nowhere'}: no such file or folder" in result.stderr


@pytest.mark.parametrize(
    "arguments", [["brief"], ["read"], ["brief", ".", "--format", "docx"], ["brief", ".", "--nonsense"], ["nonsense"]]
)
def test_a_wrong_call(arguments):
    result = call(*arguments)
    assert result.exit_code == cli.WRONG_CALL
    assert result.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
def test_a_folder_without_permission(folder):
    folder.chmod(0)
    try:
        result = call("brief", folder)
    finally:
        folder.chmod(0o700)
    assert result.exit_code == cli.NOTHING
    assert "ermission" in result.stderr


@pytest.mark.parametrize("command", ["brief", "read"])
def test_an_output_file_that_cannot_be_written(command, folder, tmp_path, quick):
    out = tmp_path / "no" / "such" / "folder" / "out.txt"
    result = call(command, folder, "-o", out)
    assert result.exit_code == cli.WRONG_CALL
    assert str(out) in result.stderr


# --- what it prints --------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", briefs.FORMATS)
def test_every_format_goes_to_the_screen_and_to_a_file_alike(form, folder, tmp_path, quick):
    shown = call("brief", folder, "--format", form)
    written = call("brief", folder, "--format", form, "--output", tmp_path / "out")
    assert shown.exit_code == written.exit_code == cli.DONE
    assert (tmp_path / "out").read_bytes() == shown.stdout_bytes
    assert not written.stdout
    assert form == "pdf" or "good.txt" in shown.stdout


def test_json_is_one_object_that_follows_the_schema(folder, quick):
    told = json.loads(call("brief", folder, "--format", "json").stdout)
    jsonschema.validate(told, schema(), cls=jsonschema.Draft202012Validator)


def test_problems_are_told_in_the_account_too(folder, quick):
    (folder / "empty.txt").write_bytes(b"")
    told = json.loads(call("brief", folder, "--format", "json").stdout)
    assert [problem["file"] for problem in told["problems"]] == ["empty.txt"]


def test_read_prints_one_document_a_line(folder, quick):
    (folder / "other.txt").write_text(_ARTICLE.replace("Graz", "Hanau"), encoding="utf-8")
    documents = [json.loads(line) for line in call("read", folder).stdout.splitlines()]
    assert [document["file"] for document in documents] == ["good.txt", "other.txt"]
    assert all(_tiles(document) for document in documents)


def test_no_colour_and_no_steering_outside_a_terminal(folder, quick):
    (folder / "good.txt").write_text(_ARTICLE.replace("Brook", "\x1b[31mBrook"), encoding="utf-8")
    assert "\x1b" not in call("brief", folder).stdout


def test_labels_and_dates_follow_the_language_asked_for(folder, monkeypatch):
    asked = []

    def render(account, form, language, *_):
        asked.append(language)
        return "told\n"

    monkeypatch.setattr(pipeline, "default_models", fake_models)
    monkeypatch.setattr(briefs, "render", render)
    call("brief", folder, "--language", "de")
    assert asked == ["de"]


def test_version_and_help():
    assert call("--version").stdout.startswith("whomet, version ")
    assert "Exit status" in call("--help").stdout
    assert "--format" in call("brief", "-h").stdout


def test_the_screen_may_speak_any_charset(folder):
    """A terminal without UTF-8, and a file name that no charset knows."""
    (folder / "\udcff.txt").write_bytes(b"")
    (folder / "브룩.txt").write_text("브룩 회장은 그라츠에서 콜 사장을 만났다.\n", encoding="utf-8")
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "whomet.cli", "read", str(folder)]
    result = subprocess.run(command, capture_output=True, env=environment, timeout=120, check=False)
    assert result.returncode == cli.WITH_PROBLEMS
    assert "브룩.txt" in result.stdout.decode("utf-8")
    assert b"Traceback" not in result.stderr


# --- the real thing --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def account():
    """The account of the demo story, its files given in reverse order."""
    paths = sorted((path for path in EXAMPLES.iterdir() if path.is_file()), reverse=True)
    return pipeline.brief([(path.name, path.read_bytes()) for path in paths])


@pytest.fixture(scope="module")
def told(account):
    """That account as data."""
    return as_data(account)


def test_the_demo_follows_the_schema(told):
    jsonschema.validate(told, schema(), cls=jsonschema.Draft202012Validator)


def test_the_demo_reads_every_file_without_a_problem(told):
    assert [document["file"] for document in told["documents"]] == sorted(path.name for path in EXAMPLES.iterdir())
    assert not told["problems"]


def test_every_citation_is_cut_from_its_document(told):
    texts = {document["file"]: document["text"] for document in told["documents"]}
    found = list(places(told))
    assert found
    for place in found:
        cut = texts[place["document"]][place["start"] : place["end"]]
        assert cut
        assert place.get("text", cut) == cut


def test_blocks_tile_the_text(told):
    assert all(_tiles(document) for document in told["documents"])


def test_nothing_is_concluded_from_what_is_not_the_article(told):
    """No proof stands wholly in boilerplate or an injected stretch."""
    blocks = {document["file"]: document["blocks"] for document in told["documents"]}
    for meeting in told["meetings"]:
        for proof in meeting["evidence"]:
            cover = [b for b in blocks[proof["document"]] if b["start"] <= proof["start"] and proof["end"] <= b["end"]]
            assert not {b["kind"] for b in cover} & {"boilerplate", "comment", "injected"}


def test_every_meeting_has_sides_and_evidence(told):
    assert told["meetings"]
    for meeting in told["meetings"]:
        assert meeting["principals"]
        assert meeting["evidence"]
        assert {proof["document"] for proof in meeting["evidence"]} <= set(meeting["documents"])
        assert {report["document"] for report in meeting["reports"]} == set(meeting["documents"])
        assert 1 <= meeting["independent_origins"] <= len(meeting["documents"])
        assert meeting["date"] is None or edtf.interval(meeting["date"])


def test_whoever_is_spoken_of_is_an_entity(told):
    known = {entity["id"] for entity in told["entities"]}
    assert len(known) == len(told["entities"])
    for meeting in told["meetings"]:
        spoken_of = [*meeting["principals"], *meeting["attendees"], *meeting["organisations"]]
        spoken_of += [id_ for id_ in (meeting["city"], meeting["host"]) if id_]
        assert set(spoken_of) <= known
    assert {statement["speaker"] for statement in told["statements"]} - {None} <= known
    assert {figure["subject"] for figure in told["figures"]} - {None} <= known
    assert {plan["who"] for plan in told["plans"]} - {None} <= known


def test_every_article_and_every_meeting_belongs_to_stories(told):
    files = [file for story in told["stories"] for file in story["documents"]]
    assert sorted(files) == [document["file"] for document in told["documents"]]
    meetings = {id_ for story in told["stories"] for id_ in story["meetings"]}
    assert meetings == {meeting["id"] for meeting in told["meetings"]}


def test_the_same_bytes_from_another_process_and_another_order_of_files(account):
    """Neither the order of the files nor Python's seed of hashes shows in the account."""
    environment = {**os.environ, "PYTHONHASHSEED": "271828"}
    command = [sys.executable, "-m", "whomet.cli", "brief", "--format", "json", str(EXAMPLES)]
    result = subprocess.run(command, capture_output=True, env=environment, timeout=600, check=False)
    assert result.returncode == cli.DONE, result.stderr.decode()
    assert result.stdout == briefs.render(account, "json").encode("utf-8")


def _tiles(document):
    """Whether all blocks but the injected ones cover the text without gap or overlap, and those lie inside it."""
    at = 0
    for block in document["blocks"]:
        if block["kind"] == "injected":
            if not 0 <= block["start"] < block["end"] <= len(document["text"]):
                return False
        elif block["start"] != at or block["end"] <= at:
            return False
        else:
            at = block["end"]
    return at == len(document["text"])


# --- other taggers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [["brief"], ["show", "person:ada-brook"]])
def test_an_unknown_tagger_is_a_wrong_call(command, folder):
    result = call(*command, folder, "--tagger", "flair")
    assert result.exit_code == cli.WRONG_CALL
    assert "no tagger 'flair'; there are encoder, gliner, spacy" in " ".join(result.stderr.split())


def test_another_tagger_is_asked_for_by_name(folder, monkeypatch):
    asked = []

    def models(tagger, extractor):
        asked.append(tagger)
        return fake_models(tagger, extractor)

    monkeypatch.setattr(pipeline, "default_models", models)
    assert call("brief", folder, "--tagger", "spacy:/models/news").exit_code == cli.DONE
    assert asked == ["spacy:/models/news"]


# --- other extractors --------------------------------------------------------------------------------------


@pytest.mark.parametrize("wanted", ["guess", "llm", "llm:nowhere#m"])
def test_an_extractor_that_cannot_be_had_is_a_wrong_call(wanted, folder, quick):
    result = call("brief", folder, "--extractor", wanted)
    assert result.exit_code == cli.WRONG_CALL
    assert "extractor" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_language_model_is_asked_and_answers_in_quotes(folder, quick, tmp_path, monkeypatch):
    monkeypatch.setenv("WHOMET_LLM_CACHE", str(tmp_path / "answers"))
    told = answer(evidence="Ada Brook met Ben Cole in Graz on Sunday", sides=["Ada Brook", "Ben Cole"], host=None)
    with serving(chat(told)) as server:
        result = call("brief", folder, "--format", "json", "--extractor", f"llm:{server.url}#m")
    assert result.exit_code == cli.DONE
    (meeting,) = json.loads(result.stdout)["meetings"]
    assert meeting["principals"] == ["person:ada-brook", "person:ben-cole"]


def test_a_language_model_that_fails_is_named_and_the_frames_take_its_place(folder, quick, tmp_path, monkeypatch):
    monkeypatch.setenv("WHOMET_LLM_CACHE", str(tmp_path / "answers"))
    with serving(Reply(b"", 401)) as server:
        result = call("brief", folder, "--format", "json", "--extractor", f"llm:{server.url}#m")
    assert result.exit_code == cli.WITH_PROBLEMS
    assert "good.txt" in result.stderr
    assert "read without the model" in result.stderr
    assert len(json.loads(result.stdout)["meetings"]) == 1


def test_no_budget_means_no_question(folder, quick, tmp_path, monkeypatch):
    monkeypatch.setenv("WHOMET_LLM_CACHE", str(tmp_path / "answers"))
    with serving(chat(answer())) as server:
        result = call("brief", folder, "--extractor", f"llm:{server.url}#m", "--budget", "0")
    assert result.exit_code == cli.WITH_PROBLEMS
    assert server.asked == []
    assert "--budget" in result.stderr


# --- show --------------------------------------------------------------------------------------------------


def test_show_explains_an_entity(folder, quick):
    result = call("show", "person:ada-brook", folder)
    assert result.exit_code == cli.DONE
    assert "good.txt:" in result.stdout
    told = json.loads(call("show", "person:ada-brook", folder, "--format", "json").stdout)
    text = (folder / "good.txt").read_text(encoding="utf-8")
    assert told["id"] == "person:ada-brook"
    assert all(text[place["start"] : place["end"]] == place["text"] for place in told["mentions"])


def test_show_of_nobody_names_near_ids(folder, quick):
    result = call("show", "person:ada-brok", folder)
    assert result.exit_code == cli.WRONG_CALL
    assert "did you mean person:ada-brook" in result.stderr


def test_show_explains_whatever_the_account_names(folder, quick):
    account = json.loads(call("brief", folder, "--format", "json").stdout)
    assert account["meetings"]
    assert account["statements"]
    named = [one["id"] for kind in ("meetings", "stories", "statements", "figures", "plans") for one in account[kind]]
    for id_ in [*named, "good.txt"]:
        result = call("show", id_, folder)
        assert result.exit_code == cli.DONE, result.stderr
        assert id_ in result.stdout
        assert json.loads(call("show", id_, folder, "--format", "json").stdout)["id"] == id_


def test_show_of_nothing_names_near_ids(folder, quick):
    result = call("show", "god.txt", folder)
    assert result.exit_code == cli.WRONG_CALL
    assert "god.txt: nothing here has this id, and no file this name; did you mean good.txt" in result.stderr


@pytest.mark.parametrize("command", [["brief"], ["show", "person:ada-brook"]])
def test_the_user_tells_who_is_two(command, folder, quick):
    (folder / "more.txt").write_text(_ARTICLE.replace("Graz, 4", "Linz, 4"), encoding="utf-8")
    assert call(*command, folder, "--apart", "good.txt:Ada Brook", "more.txt:Ada Brook").exit_code == cli.DONE
    wrong = call(*command, folder, "--apart", "good.txt:Ada Brook", "more.txt:Eve Hill")
    assert wrong.exit_code == cli.WRONG_CALL
    assert "more.txt:Eve Hill: the article names nobody so" in wrong.stderr
    assert call(*command, folder, "--apart", "good.txt", "more.txt:Ada Brook").exit_code == cli.WRONG_CALL
