import io
import json
import tarfile

from click.testing import CliRunner

from whomet.evaluate.__main__ import main
from whomet.evaluate.labelling_speed import Speed, measure, pages_of

PAGE = b"<html><body><p>Ada Brook met Ben Cole in Graz on Monday to talk about ferries.</p></body></html>"


def folder(tmp_path, pages=4):
    (tmp_path / "maintext").mkdir()
    with tarfile.open(tmp_path / "maintext" / "pages.tar.gz", "w:gz") as archive:
        for number in range(pages):
            entry = tarfile.TarInfo(f"{number}.html")
            entry.size = len(PAGE)
            archive.addfile(entry, io.BytesIO(PAGE))
    return tmp_path


def test_figures_follow_from_the_seconds():
    found = Speed(pages=10, reading=1.0, cleaning=3.0, extraction=2.0)
    assert (found.labelled, found.extracted, found.ratio) == (2.5, 5.0, 0.5)


def test_pages_are_counted_and_what_cannot_be_read_is_passed_over(tmp_path):
    pages = list(pages_of(folder(tmp_path), 2))
    assert [name for name, _ in pages] == ["0.html", "2.html"]
    assert measure([*pages, ("empty.html", b"")]).pages == 3


def test_the_command_prints_and_keeps_a_result(tmp_path):
    out = tmp_path / "speed.json"
    result = CliRunner().invoke(main, ["labelling-speed", "--data", str(folder(tmp_path)), "--out", str(out)])
    assert result.exit_code == 0, result.output
    assert "ratio" in result.output
    assert json.loads(out.read_text())["pages"] == 4


def test_a_folder_without_pages_is_named(tmp_path):
    result = CliRunner().invoke(main, ["labelling-speed", "--data", str(tmp_path)])
    assert result.exit_code == 2
    assert "pages.tar.gz" in result.output
