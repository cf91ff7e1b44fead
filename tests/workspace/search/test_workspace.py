"""Runs and decisions keep the index as the workspace is."""

from sqlalchemy import text

from tests.workspace.building import article, opened, write
from whomet.workspace.search import is_current


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


def test_an_index_that_is_gone_is_built_anew(where, tmp_path):
    folder = write(tmp_path / "in", {"0.txt": article(0)})
    with opened(where) as workspace:
        found = workspace.add(folder).search("pier")
        with workspace.database.write() as connection:
            connection.execute(text("DROP TABLE search_edition"))
    with opened(where) as workspace:
        assert workspace.search("pier") == found
