"""The language model as extractor, against a server that answers well and one that does not."""

from __future__ import annotations

import json
import os
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.extractors.articles import TEXT, answer, article
from tests.extractors.fake_server import FakeServer, Reply, chat, serving
from tests.extractors.test_contract import check
from whomet import plugins
from whomet.extractors import ExtractorError, extractor_names, open_extractor, plugs
from whomet.extractors.llm import LlmExtractor, schema, stretches
from whomet.extractors.llm import client as client_module
from whomet.extractors.llm.cache import Cache
from whomet.extractors.llm.client import Client
from whomet.extractors.llm.grounding import Finder
from whomet.records import Events


@pytest.fixture
def waits() -> list[float]:
    return []


def extractor(server: FakeServer, folder: Path, waits: list[float], budget: int = 100_000) -> LlmExtractor:
    client = Client(server.url, "m", schema.ANSWER, budget, "secret", sleep=waits.append)
    return LlmExtractor(client, Cache(folder))


def extracted(tmp_path: Path, waits: list[float], *replies: Any) -> Events:
    with serving(*replies) as server:
        return extractor(server, tmp_path, waits).extract(*article())


# --- what is asked -----------------------------------------------------------------------------------------


def test_the_question_holds_what_a_reader_reads_and_the_schema(tmp_path: Path, waits: list[float]) -> None:
    with serving(chat(answer())) as server:
        extractor(server, tmp_path, waits).extract(*article())
    (asked,) = server.asked
    assert server.paths == ["/v1/chat/completions"]
    assert server.headers[0]["Authorization"] == "Bearer secret"
    assert asked["model"] == "m"
    assert asked["temperature"] == 0
    assert asked["response_format"]["json_schema"]["schema"] == schema.ANSWER
    assert "Minister Ida Moll received Zenko chairman Bo Lind" in asked["messages"][1]["content"]
    assert "2030-05-08" in asked["messages"][1]["content"]


def test_a_server_that_knows_no_schema_is_asked_without(tmp_path: Path, waits: list[float]) -> None:
    def picky(question: dict[str, Any]) -> Reply:
        return Reply(b"{}", 400) if "response_format" in question else chat(answer())

    with serving(picky) as server:
        made = extractor(server, tmp_path, waits)
        assert made.extract(*article()).meetings
        made.extract(*article(TEXT + "It rained.\n"))
    formats = [question.get("response_format", {}).get("type") for question in server.asked]
    assert formats == ["json_schema", "json_object", None, None]


def test_long_articles_are_cut_between_sentences() -> None:
    document, _ = article("Ida Moll slept. " * 50)
    parts = list(stretches(document, 200))
    assert len(parts) > 3
    assert all(len(part) < 300 for part in parts)
    assert "".join(parts).count("Ida Moll slept.") == 50


# --- what is taken -----------------------------------------------------------------------------------------


def test_a_good_answer_becomes_events(tmp_path: Path, waits: list[float]) -> None:
    document, mentions = article()
    found = extracted(tmp_path, waits, chat(answer()))
    (meeting,), (statement,), (figure,), (plan,) = found.meetings, found.statements, found.figures, found.plans
    assert meeting.city is not None
    assert mentions.referents[meeting.city].label == "Graz"
    assert [topic.label for topic in meeting.topics]
    assert (statement.direct, statement.text) == (True, "We will build the depot by 2031")
    assert (figure.amount, figure.unit, figure.what) == (3_500_000, "EUR", "spent")
    assert plan.when == "2031"
    assert {mentions.referents[one].label for one in (statement.speaker, plan.who) if one is not None} == {"Bo Lind"}
    check(found, document, mentions)


@pytest.mark.parametrize(
    "wrap",
    ["```json\n{}\n```", "Here is what I found:\n{}\nAnything else?", "\ufeff {} ", '{{"x": 1}} and {}'],
)
def test_words_around_the_object_are_passed_over(tmp_path: Path, waits: list[float], wrap: str) -> None:
    text = wrap.replace("{}", "@").replace("{{", "{").replace("}}", "}").replace("@", json.dumps(answer()))
    with serving(chat(text)) as server:
        made = extractor(server, tmp_path, waits)
        if text.count('"x"'):
            with pytest.raises(ExtractorError, match="cannot be read"):
                made.extract(*article())
        else:
            assert len(made.extract(*article()).meetings) == 1


def test_what_the_article_does_not_say_is_dropped(tmp_path: Path, waits: list[float]) -> None:
    lie = answer(
        sides=["Ida Moll", "Bo Lind", "Kim Cole"],
        host="Kim Cole",
        attendees=["the king of Lorland"],
        date="on Friday",
        city="Vienna",
        venue="the palace",
        topics=["a coup", "rail freight"],
        attributed="a spy",
    )
    lie["statements"].append({"words": "We will invade tomorrow", "speaker": "Lind"})
    lie["figures"].append({"quantity": "900 billion dollars", "subject": "Zenko", "what": "bribes"})
    lie["plans"].append({"clause": "Zenko will invade", "who": "Zenko", "when": "2031"})
    found = extracted(tmp_path, waits, chat(lie))
    (meeting,) = found.meetings
    assert len(meeting.principals) == 2
    assert (meeting.host, meeting.attendees, meeting.date, meeting.city) == (None, (), None, None)
    assert (meeting.venue, meeting.attributed, len(meeting.topics)) == (None, None, 1)
    assert (len(found.statements), len(found.figures), len(found.plans)) == (1, 1, 1)


def test_a_meeting_without_its_evidence_or_a_person_is_dropped(tmp_path: Path, waits: list[float]) -> None:
    assert not extracted(tmp_path, waits, chat(answer(evidence="Ida Moll dined with Bo Lind."))).meetings
    assert not extracted(tmp_path / "2", waits, chat(answer(sides=["Zenko"], host=None))).meetings


def test_signs_that_models_exchange_do_not_matter(tmp_path: Path, waits: list[float]) -> None:
    changed = answer(evidence="minister  Ida Moll received Zenko\nchairman Bo Lind in Graz on Monday.")
    changed["figures"][0]["subject"] = "Moll's"
    changed["figures"][0]["quantity"] = "3.5 million euros"
    found = extracted(tmp_path, waits, chat(changed))
    assert found.meetings
    assert found.figures[0].subject is not None


def test_items_that_break_the_schema_are_dropped_one_by_one(tmp_path: Path, waits: list[float]) -> None:
    broken = answer()
    good = broken["meetings"][0]
    broken["meetings"] += [
        {**good, "status": "maybe"},
        {**good, "sides": "Ida Moll"},
        {**good, "extra": 1},
        {key: value for key, value in good.items() if key != "host"},
        {**good, "evidence": "x" * 5_000},
        None,
        [],
        "held",
    ]
    broken["statements"] = {"words": "no list"}
    broken["figures"].append({"quantity": 3.5, "subject": None, "what": None})
    del broken["plans"]
    found = extracted(tmp_path, waits, chat(broken))
    assert (len(found.meetings), len(found.statements), len(found.figures), len(found.plans)) == (1, 0, 1, 0)


def test_a_model_that_repeats_itself_is_heard_once(tmp_path: Path, waits: list[float]) -> None:
    many = answer()
    many["meetings"] *= 1_000
    assert len(extracted(tmp_path, waits, chat(many)).meetings) == 1


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=8),
        _nested := lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.sampled_from(["meetings", "plans", "evidence", "x"]), inner)
        ),
        max_leaves=20,
    )
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_any_json_is_survived(value: Any) -> None:
    from jsonschema import Draft202012Validator

    valid = {kind: Draft202012Validator(item) for kind, item in schema.ITEMS.items()}
    try:
        found = list(schema.items(json.dumps(value), valid))
    except ValueError:
        found = []
    assert all(kind in schema.ITEMS for kind, _ in found)


@given(st.text(max_size=60), st.text(max_size=12))
@settings(max_examples=100)
def test_what_is_found_is_what_was_quoted(text: str, quote: str) -> None:
    document, _ = article(text.replace("\x00", " "), "")
    span = Finder(document).find(quote)
    if span is not None:
        assert 0 <= span[0] < span[1] <= len(document.text)


def test_of_several_places_the_nearest_is_taken() -> None:
    document, _ = article("Lind came. Moll left. Lind slept.\n", "")
    finder = Finder(document)
    assert finder.find("Lind") == (0, 4)
    assert finder.find("Lind", (27, 32)) == (22, 26)
    assert finder.find("Lin") is None  # no part of a word


# --- a server that misbehaves ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "bad",
    [
        Reply(b"busy", 429),
        Reply(b"", 503, {"Retry-After": "1000000"}),
        Reply(b"", 500, {"Retry-After": "soon"}),
        Reply(b"<html>proxy</html>"),
        Reply(b"\xff\xfe\x00"),
        Reply(b"[]"),
        Reply(b'{"choices": []}'),
        Reply(b'{"choices": [7]}'),
        Reply(b'{"choices": [{"message": null}]}'),
        Reply(b"[" * 100_000),
        Reply(chat(answer()).body, cut=40),
        Reply(b"", cut=0, headers={"X": "1"}),
        chat(None),
        chat(""),
        chat(answer(), usage={"total_tokens": "many"}),
        chat(answer(), usage={"total_tokens": -5}),
    ],
)
def test_one_bad_reply_is_survived(tmp_path: Path, waits: list[float], bad: Reply) -> None:
    with serving(bad, chat(answer())) as server:
        assert len(extractor(server, tmp_path, waits).extract(*article()).meetings) == 1
    assert len(server.asked) <= 2
    assert all(wait <= client_module.LONGEST_WAIT for wait in waits)


def test_a_server_that_stays_busy_is_left(tmp_path: Path, waits: list[float]) -> None:
    with serving(Reply(b"", 503)) as server, pytest.raises(ExtractorError, match="3 tries"):
        extractor(server, tmp_path, waits).extract(*article())
    assert len(server.asked) == client_module.TRIES


def test_a_server_that_never_answers_is_asked_no_more(tmp_path: Path, waits: list[float]) -> None:
    with serving(Reply(b"", 503)) as server:
        made = extractor(server, tmp_path, waits)
        for _ in range(6):
            with pytest.raises(ExtractorError, match="no usable answer"):
                made.extract(*article())
    assert len(server.asked) == client_module.TRIES * client_module.MOST_UNANSWERED


def test_nobody_there(tmp_path: Path, waits: list[float]) -> None:
    with serving() as server:
        pass
    with pytest.raises(ExtractorError, match="no usable answer"):
        extractor(server, tmp_path, waits).extract(*article())


def test_a_wrong_key_is_told_once_and_not_tried_again(tmp_path: Path, waits: list[float]) -> None:
    with serving(Reply(b"{}", 401)) as server:
        made = extractor(server, tmp_path, waits)
        for _ in range(2):
            with pytest.raises(ExtractorError, match="WHOMET_LLM_KEY"):
                made.extract(*article())
    assert len(server.asked) == 1


def test_a_redirect_is_not_followed(tmp_path: Path, waits: list[float]) -> None:
    with serving(chat(answer())) as other:
        moved = Reply(b"", 307, {"Location": f"{other.url}/x"})
        with serving(moved) as server, pytest.raises(ExtractorError, match="307"):
            extractor(server, tmp_path, waits).extract(*article())
    assert other.asked == []


def test_an_answer_without_end_is_cut(tmp_path: Path, waits: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "LARGEST", 10_000)
    with serving(Reply(b"x" * 100_000)) as server, pytest.raises(ExtractorError, match="10000 bytes"):
        extractor(server, tmp_path, waits).extract(*article())


def test_an_answer_that_was_cut_off_is_not_asked_again(tmp_path: Path, waits: list[float]) -> None:
    with serving(chat(answer(), finish="length")) as server, pytest.raises(ExtractorError, match="cut off"):
        extractor(server, tmp_path, waits).extract(*article())
    assert len(server.asked) == 1


# --- budget and cache --------------------------------------------------------------------------------------


def test_the_budget_ends_the_questions(tmp_path: Path, waits: list[float]) -> None:
    with serving(chat(answer(), usage={"total_tokens": 9_000})) as server:
        made = extractor(server, tmp_path, waits, budget=10_000)
        made.extract(*article())
        with pytest.raises(ExtractorError, match="--budget"):
            made.extract(*article(TEXT + "It rained.\n"))
    assert len(server.asked) == 1


def test_a_server_that_does_not_count_is_counted(tmp_path: Path, waits: list[float]) -> None:
    with serving(chat(answer())) as server:
        client = Client(server.url, "m", schema.ANSWER, 10_000, sleep=waits.append)
        LlmExtractor(client, Cache(tmp_path)).extract(*article())
    spent = 10_000 - client.left
    assert spent >= len(json.dumps(server.asked[0]["messages"])) / 4


def test_an_answer_is_kept_for_the_next_run(tmp_path: Path, waits: list[float]) -> None:
    with serving(chat(answer())) as server:
        first = extractor(server, tmp_path, waits).extract(*article())
        again = extractor(server, tmp_path, waits, budget=0).extract(*article())
    assert first == again
    assert len(server.asked) == 1


def test_a_spoilt_file_of_the_cache_is_asked_for_again(tmp_path: Path, waits: list[float]) -> None:
    with serving(chat(answer())) as server:
        made = extractor(server, tmp_path, waits)
        made.extract(*article())
        for file in tmp_path.rglob("*.json"):
            file.write_bytes(b"\xff{")
        assert made.extract(*article()).meetings
    assert len(server.asked) == 2


def test_an_answer_that_is_none_is_not_kept(tmp_path: Path, waits: list[float]) -> None:
    with serving(chat("I would rather not.")) as server, pytest.raises(ExtractorError, match="cannot be read"):
        extractor(server, tmp_path, waits).extract(*article())
    assert not list(tmp_path.rglob("*.json"))


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(tmp_path: Path, waits: list[float]) -> None:
    (tmp_path / "file").write_text("x")
    assert extracted(tmp_path / "file" / "below", waits, chat(answer())).meetings


# --- how it is asked for -----------------------------------------------------------------------------------


def test_names() -> None:
    assert {"frames", "llm"} <= set(extractor_names())
    assert open_extractor().name == "frames"


@pytest.mark.parametrize(
    "wanted",
    [
        "llm",
        "llm:",
        "llm:http://127.0.0.1:1/v1",
        "llm:ftp://127.0.0.1/v1#m",
        "llm:http://#m",
        "llm:http://[::1#m",
        "llm:x#m",
    ],
)
def test_an_address_that_cannot_be_understood(wanted: str) -> None:
    with pytest.raises(ExtractorError, match="--extractor llm:http"):
        open_extractor(wanted)


@pytest.mark.parametrize("key", ["schlüssel", "one\ntwo", "a\x00b"])
def test_a_key_that_cannot_be_sent(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.environ", {**os.environ, "WHOMET_LLM_KEY": key})
    with pytest.raises(ExtractorError, match="WHOMET_LLM_KEY"):
        open_extractor("llm:http://127.0.0.1:1/v1#m")


def test_the_frames_take_no_address() -> None:
    with pytest.raises(ExtractorError, match="behind a colon"):
        open_extractor("frames:x")


def test_an_unknown_extractor_names_those_there_are() -> None:
    with pytest.raises(ExtractorError, match="frames"):
        open_extractor("guess")


def test_others_plug_in(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("quiet", "tests.extractors.test_llm:quiet", plugs.GROUP)
    monkeypatch.setattr(plugins, "entry_points", lambda group: [point] if group == plugs.GROUP else [])
    assert "quiet" in extractor_names()
    assert open_extractor("quiet:somewhere", 7) == ("somewhere", 7)


def quiet(address: str | None, budget: int) -> tuple[str | None, int]:
    """What the entry point leads to."""
    return address, budget


@pytest.mark.parametrize("library", ["httpx2", "jsonschema"])
def test_a_library_that_is_not_installed(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, library, None)
    with pytest.raises(ExtractorError, match=r"whomet\[llm\]"):
        open_extractor("llm:http://127.0.0.1:1/v1#m")
