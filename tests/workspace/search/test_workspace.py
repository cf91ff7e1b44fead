"""Runs and decisions keep the index as the workspace is."""

import pytest
from sqlalchemy import text

from tests.workspace.building import article, opened, write
from whomet.workspace.search import SearchError, is_current


def current(workspace):
    with workspace.database.read() as connection:
        return is_current(connection, workspace.models.encoder)


def test_what_is_added_is_found(where, tmp_path):
    folder = write(tmp_path / "in", {f"{n}.txt": article(n) for n in range(3)})
    with opened(where) as workspace:
        workspace.add(folder)
        assert current(workspace)
        assert {hit.document for hit in workspace.search("talks", mode="words")} == {"0.txt", "1.txt", "2.txt"}
        write(folder, {"3.txt": article(3)})
        (folder / "1.txt").write_text("A walrus spoke\n\nAda Brook met a walrus in Graz on 4 May 2031 at noon.\n")
        workspace.add(folder)
        assert current(workspace)
        assert "3.txt" in {hit.document for hit in workspace.search("talks", mode="words")}
        assert {hit.document for hit in workspace.search("walrus", mode="words")} == {"1.txt"}
        assert "1.txt" not in {hit.document for hit in workspace.search("talks", mode="words")}


def test_a_decision_changes_whom_a_sentence_names(where, tmp_path):
    folder = write(tmp_path / "in", {f"{n}.txt": article(n) for n in range(3)})
    with opened(where) as workspace:
        workspace.add(folder)
        before = {hit.document for hit in workspace.search("met", mode="words", person="person:ada-brook")}
        others = {hit.document for hit in workspace.search("met", mode="words", person="person:ben-cole")}
        workspace.decide("merge", "person:ada-brook", "person:ben-cole", why="one and the same")
        assert current(workspace)
        after = {hit.document for hit in workspace.search("met", mode="words", person="Ben Cole")}
        assert after == before | others
        workspace.undo()
        assert {hit.document for hit in workspace.search("met", mode="words", person="Ben Cole")} == others


def texts(hits):
    """What was found, and the meetings that are told of there."""
    return {(hit.text, hit.meetings) for hit in hits}


def test_a_corrected_day_and_status_are_what_filters_go_by(where, tmp_path):
    folder = write(tmp_path / "in", {f"{n}.txt": article(n) for n in range(3)})
    with opened(where) as workspace:
        workspace.add(folder)
        meeting = next(one for one in workspace.account().meetings if one.date == "2031-05-02")
        told = texts(workspace.search("met", mode="words", met="2031-05-02"))
        assert told
        assert not workspace.search("met", mode="words", met="2031-06-09")
        workspace.correct(meeting.id, "date", "2031-06-09")
        assert current(workspace)
        assert not workspace.search("met", mode="words", met="2031-05-02")
        assert texts(workspace.search("met", mode="words", met="2031-06-09")) == told
        workspace.correct(meeting.id, "status", "cancelled")
        assert texts(workspace.search("met", mode="words", status="cancelled")) == told
        assert not texts(workspace.search("met", mode="words", status="held")) & told
        workspace.undo()
        workspace.undo()
        assert texts(workspace.search("met", mode="words", met="2031-05-02", status="held")) == told
        assert not workspace.search("met", mode="words", met="2031-06-09")
        assert not workspace.search("met", mode="words", status="cancelled")


def test_a_rejected_meeting_is_told_of_nowhere_until_that_is_undone(where, tmp_path):
    folder = write(tmp_path / "in", {f"{n}.txt": article(n) for n in range(3)})
    with opened(where) as workspace:
        workspace.add(folder)
        meeting = next(one for one in workspace.account().meetings if one.date == "2031-05-02")
        told = texts(workspace.search("met", mode="words"))
        workspace.reject(meeting.id)
        assert current(workspace)
        assert not workspace.search("met", mode="words", met="2031-05-02")
        now = texts(workspace.search("met", mode="words"))
        assert {text for text, _ in now} == {text for text, _ in told}
        assert meeting.id not in {id_ for _, ids in now for id_ in ids}
        workspace.undo()
        assert texts(workspace.search("met", mode="words")) == told


def test_whoever_was_renamed_is_found_by_the_new_name(where, tmp_path):
    folder = write(tmp_path / "in", {f"{n}.txt": article(n) for n in range(3)})
    with opened(where) as workspace:
        workspace.add(folder)
        told = texts(workspace.search("met", mode="words", person="person:ada-brook"))
        workspace.rename("person:ada-brook", "Adeline Brookside")
        assert texts(workspace.search("met", mode="words", person="Adeline Brookside")) == told
        assert texts(workspace.search("met", mode="words", person="Ada Brook")) == told
        assert {text for text, _ in told} & {hit.text for hit in workspace.search("Adeline Brookside", mode="words")}
        workspace.undo()
        with pytest.raises(SearchError, match="Adeline Brookside"):
            workspace.search("met", person="Adeline Brookside")


def test_decisions_hold_in_an_index_that_is_built_anew(where, tmp_path):
    folder = write(tmp_path / "in", {"0.txt": article(0), "1.txt": article(1)})
    with opened(where) as workspace:
        workspace.add(folder)
        meeting = next(one for one in workspace.account().meetings if one.date == "2031-05-02")
        with workspace.database.write() as connection:
            connection.execute(text("DROP TABLE search_edition"))
        workspace.correct(meeting.id, "date", "2031-06-09")
        assert not current(workspace)
        assert {hit.meetings for hit in workspace.search("met", mode="words", met="2031-06")} == {(meeting.id,)}


def test_an_index_that_is_gone_is_built_anew(where, tmp_path):
    folder = write(tmp_path / "in", {"0.txt": article(0)})
    with opened(where) as workspace:
        found = workspace.add(folder).search("pier")
        with workspace.database.write() as connection:
            connection.execute(text("DROP TABLE search_edition"))
    with opened(where) as workspace:
        assert workspace.search("pier") == found
