"""Written sentences: their marks, and what is counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from whomet.evaluate.__main__ import main
from whomet.evaluate.floors import measured
from whomet.evaluate.marks import MarkError
from whomet.evaluate.sentences import read, tally

FILE = """# A comment.
held | [PER.host Ana Ruiz] [.trigger received] [PER.side Bo Lind] [.time on Monday] in [LOC.city Vigo].
none | [PER Ana Ruiz] criticised [PER Bo Lind].
# test
planned | [PER.side Ana Ruiz] [.trigger will meet] [PER.side Bo Lind].
"""


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "en.txt"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_marks_become_offsets(written: Path) -> None:
    first, second = read(written, "dev")
    assert (first.status, second.status, first.language) == ("held", "none", "en")
    assert [(first.text[m.start : m.end], m.label) for m in first.marks][:2] == [
        ("Ana Ruiz", "PER.host"),
        ("received", ".trigger"),
    ]
    assert [first.text[m.start : m.end] for m in first.having("city")] == ["Vigo"]


def test_figures(written: Path) -> None:
    rows = tally(written).rows()
    assert rows["found"] == (1.0, 2)
    assert rows["false"] == (0.0, 1)
    assert rows["status"] == (1.0, 2)
    assert rows["sides found"] == (1.0, 4)
    assert rows["hosts found"] == (1.0, 1)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("met | Ana", "no status"),
        ("held Ana", "no status"),
        ("held | [PER.guest Ana] came", "is not followed by a label"),
        ("held | [] came", "is not followed by a label"),
        ("held | [PER.side Ana came", "not closed"),
        ("none | A.\nnone | A.", "again"),
    ],
)
def test_what_cannot_be_read_names_file_and_line(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "en.txt"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(MarkError, match=message) as error:
        read(path)
    assert str(path) in str(error.value)


def test_the_command_prints_a_row_for_each_half(written: Path) -> None:
    result = CliRunner().invoke(main, ["sentences", "--data", str(written.parent)])
    assert result.exit_code == 0
    assert [line.split()[:2] for line in result.output.splitlines()[1:]] == [["en", "dev"], ["en", "test"]]


def test_a_language_without_a_file_is_told(written: Path) -> None:
    result = CliRunner().invoke(main, ["sentences", "fr", "--data", str(written.parent)])
    assert result.exit_code == 2
    assert "fr.txt" in result.output


def test_floors_of_sentences_count_what_is_left_alone(written: Path) -> None:
    rows = measured(str(written))
    assert rows is not None
    assert rows["left alone"] == {"share": 1.0}
    assert "false" not in rows
    assert measured(str(written.parent / "fr.txt")) is None
