"""What is forgotten is nowhere any more, and the rest is as if it had never been there."""

import pytest
import zstandard
from sqlalchemy import MetaData, inspect

from tests.fakes import fake_models
from tests.workspace.building import article, brief, page, write
from whomet.workspace import Workspace, WorkspaceError

SECRET = "Quillfeather"


def holders(database, word):
    """Tables with a word in any of their cells, packed or not."""
    found = set()
    with database.read() as connection:
        tables = MetaData()
        tables.reflect(connection, only=inspect(connection).get_table_names())
        for table in tables.sorted_tables:
            for row in connection.execute(table.select()):
                if any(word.casefold() in text_of(cell).casefold() for cell in row):
                    found.add(table.name)
    return found


def text_of(cell):
    if isinstance(cell, (bytes, memoryview)):
        try:
            cell = zstandard.ZstdDecompressor().decompress(bytes(cell))
        except zstandard.ZstdError:
            cell = bytes(cell)
        return cell.decode("utf-8", "replace")
    return str(cell)


@pytest.fixture
def workspace(where, tmp_path):
    texts = {f"{n}.html": page(n) for n in range(4)}
    texts["secret.html"] = page(9).replace("Rein Saluveer", f"Rein {SECRET}").replace("Ada Brook", f"Ada {SECRET}")
    texts["secret.html"] = texts["secret.html"].replace("visit of", f"{SECRET} visit of")
    write(tmp_path / "in", texts)
    with Workspace.open(where, models=fake_models()) as opened:
        yield opened.add(tmp_path / "in")


def test_what_is_forgotten_is_nowhere(workspace, tmp_path):
    assert {"documents", "originals"} <= holders(workspace.database, SECRET)
    run = workspace.forget("secret.html").run
    assert run.removed == 1
    assert holders(workspace.database, SECRET) == set()
    if workspace.database.is_sqlite:
        for path in tmp_path.glob("whomet.db*"):
            assert SECRET.encode() not in path.read_bytes()


def test_the_rest_is_as_if_it_had_never_been_there(workspace, tmp_path):
    workspace.forget("secret.html")
    (tmp_path / "in" / "secret.html").unlink()
    assert workspace.account() == brief(tmp_path / "in")
    run = workspace.add(tmp_path / "in").run
    assert (run.added, run.changed, run.unchanged) == (0, 0, 4)


def test_what_is_not_there_cannot_be_forgotten(workspace, tmp_path):
    with pytest.raises(WorkspaceError, match=r"other\.txt: there is no such file"):
        workspace.forget("other.txt")
    write(tmp_path / "in", {"rows.jsonl": f'{{"title": "x", "text": {article(1)!r}}}\n'.replace("'", '"') * 2})
    workspace.add(tmp_path / "in")
    with pytest.raises(WorkspaceError, match=r"an article of rows\.jsonl"):
        workspace.forget("rows.jsonl#2")


def test_names_can_be_forgotten(workspace, tmp_path):
    write(tmp_path, {"names.csv": "id,name,type\nq1,Ada Brook,person\n"})
    workspace.add(names=[tmp_path / "names.csv"])
    assert any(entity.same_as for entity in workspace.account().entities)
    workspace.forget(str(tmp_path / "names.csv"))
    assert workspace.account() == brief(tmp_path / "in")
