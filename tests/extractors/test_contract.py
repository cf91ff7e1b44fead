"""What every extractor must hold to, whatever stands behind it: offsets, indexes and texts are those of the article."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.extractors.articles import FORMS, TEXT, answer, article
from tests.extractors.fake_server import chat, serving
from whomet.extractors import FRAMES, Extractor
from whomet.extractors.llm import make
from whomet.records import Document, Events, Mentions


@contextmanager
def frames(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Extractor]:
    yield FRAMES


@contextmanager
def llm(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Extractor]:
    monkeypatch.setenv("WHOMET_LLM_CACHE", str(folder))
    with serving(chat(answer(sides=["Ida Moll", "Bo Lind", "Nobody There"]))) as server:
        yield make(f"{server.url}#m", 100_000)


EXTRACTORS: dict[str, Callable[..., object]] = {"frames": frames, "llm": llm}
ARTICLES = {
    "english": (TEXT, FORMS, "en"),
    "empty": ("", "", "en"),
    "no names": ("It rained all day.\n", "", "en"),
    "korean": (
        "한서린 다온 대표는 12일 부산에서 오스카르 린델 장관을 만났다.\n",
        "P:한서린|P:오스카르 린델|O:다온",
        "ko",
    ),
    "no pack": ("Ida Moll a rencontré Bo Lind.\n", "P:Ida Moll|P:Bo Lind", "eo"),
    "odd signs": ("\ud800 a\u0301 “𝔄 Bo Lind” ㈜ 3,5 Mio. €\n", "P:Bo Lind", "de"),
}


def check(events: Events, document: Document, mentions: Mentions) -> None:
    referents = range(len(mentions.referents))

    def spans() -> Iterator[tuple[int, int]]:
        for meeting in events.meetings:
            yield from ((passage.start, passage.end) for passage in meeting.evidence)
        for found in (*events.statements, *events.figures, *events.plans, *events.facts):
            assert document.text[found.start : found.end] == found.text
            yield found.start, found.end

    assert all(0 <= start < end <= len(document.text) for start, end in spans())
    for meeting in events.meetings:
        assert meeting.evidence
        people = (*meeting.principals, *meeting.attendees, *meeting.absent)
        assert meeting.principals
        assert all(mentions.referents[one].type == "person" for one in people)
        assert all(mentions.referents[one].type == "organisation" for one in meeting.organisations)
        assert meeting.host is None or meeting.host in referents
        assert meeting.city is None or mentions.referents[meeting.city].type == "place"
        assert not set(meeting.principals) & {*meeting.attendees, *meeting.absent}
    assert all(statement.speaker is None or statement.speaker in referents for statement in events.statements)
    assert all(figure.subject is None or figure.subject in referents for figure in events.figures)
    assert all(plan.who is None or plan.who in referents for plan in events.plans)


@pytest.mark.parametrize("extractor", sorted(EXTRACTORS))
@pytest.mark.parametrize("name", sorted(ARTICLES))
def test_points_into_the_article(extractor: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document, mentions = article(*ARTICLES[name])
    with EXTRACTORS[extractor](tmp_path, monkeypatch) as made:  # type: ignore[attr-defined]
        events = made.extract(document, mentions)
        check(events, document, mentions)
        assert made.extract(document, mentions) == events
        assert made.name
        assert made.version
    if name in ("empty", "no names"):
        assert not events.meetings


@pytest.mark.parametrize("extractor", sorted(EXTRACTORS))
def test_a_plain_meeting_is_found(extractor: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document, mentions = article()
    with EXTRACTORS[extractor](tmp_path, monkeypatch) as made:  # type: ignore[attr-defined]
        (meeting,) = made.extract(document, mentions).meetings
    labels = {mentions.referents[one].label for one in meeting.principals}
    assert (labels, meeting.status, meeting.date) == ({"Ida Moll", "Bo Lind"}, "held", "2030-05-06")
    assert meeting.host is not None
    assert mentions.referents[meeting.host].label == "Ida Moll"
