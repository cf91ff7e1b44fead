"""Files are written whole or not at all."""

import os

import pytest

from tests.exports.sample import account
from whomet import exports
from whomet.exports.tables import TABLES


@pytest.fixture(scope="module")
def told():
    return account()


def test_a_file_is_what_is_rendered(told, tmp_path):
    path = tmp_path / "a.gexf"
    assert exports.write(told, "gexf", path) == (path,)
    assert path.read_bytes() == exports.render(told, "gexf")
    assert os.listdir(tmp_path) == ["a.gexf"]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_tables_go_to_a_folder_or_an_archive(told, tmp_path, form):
    paths = exports.write(told, form, tmp_path / "new" / "folder")
    assert [path.name for path in paths] == [f"{table.name}.{form}" for table in TABLES]
    (archive,) = exports.write(told, form, tmp_path / "a.ZIP")
    assert archive.read_bytes() == exports.render(told, form)


def test_the_file_of_before_stays_where_the_new_one_cannot_be_written(told, tmp_path, monkeypatch):
    path = tmp_path / "a.json"
    path.write_text("before")

    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("whomet.exports.writing.os.replace", full)
    with pytest.raises(exports.ExportError, match=r"a\.json: cannot be written: No space left"):
        exports.write(told, "json", path)
    assert path.read_text() == "before"
    assert os.listdir(tmp_path) == ["a.json"]


@pytest.mark.skipif(os.name == "nt", reason="modes of Unix")
def test_a_file_keeps_its_mode_and_a_link_stays_one(told, tmp_path):
    path, link = tmp_path / "a.json", tmp_path / "link.json"
    path.write_text("before")
    path.chmod(0o640)
    link.symlink_to(path)
    exports.write(told, "json", link)
    assert link.is_symlink()
    assert path.read_bytes() == exports.render(told, "json")
    assert path.stat().st_mode & 0o777 == 0o640


def test_what_cannot_be_written_is_named_with_what_to_do(told, tmp_path):
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(exports.ExportError, match="is a folder; name a file"):
        exports.write(told, "gexf", tmp_path)
    with pytest.raises(exports.ExportError, match=r"is a file; tables go to a folder, or to a file that ends in \.zip"):
        exports.write(told, "csv", file)
    with pytest.raises(exports.ExportError, match="there is no folder"):
        exports.write(told, "ics", tmp_path / "no" / "a.ics")
    with pytest.raises(exports.ExportError, match="the folder cannot be made"):
        exports.write(told, "csv", file / "below")
