"""The reader of sentences with names marked inline, and the sentences themselves."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

TRAINING = Path(__file__).parents[2] / "training" / "ner"
WRITTEN = sorted((TRAINING / "written").glob("*.txt"))


def load() -> ModuleType:
    """The script, which lives outside the package."""
    spec = importlib.util.spec_from_file_location("marks", TRAINING / "marks.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


marks = load()

plain = st.text(st.characters(exclude_characters="[]", exclude_categories=["Cs", "Cc"]), max_size=12)
names = plain.filter(lambda name: bool(name) and name == name.strip())


def test_marks_become_spans() -> None:
    text, spans = marks.parse("[PER Aurelio Pantoja] volvió a [LOC Badajoz].")
    assert text == "Aurelio Pantoja volvió a Badajoz."
    assert spans == [{"start": 0, "end": 15, "label": "PER"}, {"start": 25, "end": 32, "label": "LOC"}]


@given(st.lists(st.tuples(plain, st.sampled_from(["PER", "ORG", "LOC"]), names), max_size=4), plain)
def test_marks_come_back(pieces: list[tuple[str, str, str]], tail: str) -> None:
    line = "".join(f"{before}[{label} {name}]" for before, label, name in pieces) + tail
    text, spans = marks.parse(line)
    assert marks.mark(text, spans) == line
    assert [(span["label"], text[span["start"] : span["end"]]) for span in spans] == [piece[1:] for piece in pieces]
    assert text == "".join(before + name for before, _, name in pieces) + tail


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("[PER Aurelio Pantoja volvió.", "not closed"),
        ("[ORG Grupo [LOC Badajoz]] vende.", "do not nest"),
        ("[XYZ Pantoja] volvió.", "write one of PER, ORG, LOC"),
        ("[Pantoja] volvió.", "write one of PER, ORG, LOC"),
        ("Pantoja] volvió.", "without"),
        ("[PER ] volvió.", "empty"),
        ("[PER Pantoja ]volvió.", "space"),
    ],
)
def test_broken_marks_name_file_and_line(tmp_path: Path, line: str, complaint: str) -> None:
    file = tmp_path / "es.txt"
    file.write_text(f"# note\nHola.\n{line}\n", encoding="utf-8")
    with pytest.raises(marks.MarkError, match=complaint) as error:
        marks.read(file, "train")
    assert f"{file}:3:" in str(error.value)


def test_parts_and_records(tmp_path: Path) -> None:
    file = tmp_path / "it.txt"
    file.write_text("# note\nUno a [LOC Bari].\n\n# test\n# note\nDue.\n", encoding="utf-8")
    assert marks.read(file, "train") == [
        {
            "text": "Uno a Bari.",
            "spans": [{"start": 6, "end": 10, "label": "LOC"}],
            "language": "it",
            "source": "written",
        }
    ]
    assert [record["text"] for record in marks.read(file, "test")] == ["Due."]


def test_a_sentence_may_not_stand_in_both_parts(tmp_path: Path) -> None:
    file = tmp_path / "it.txt"
    file.write_text("Uno.\n# test\nUno.\n", encoding="utf-8")
    with pytest.raises(marks.MarkError, match="line 1"):
        marks.read(file, "train")


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_written_sentences_can_be_read(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("#")
    assert marks.read(path, "train")
    assert marks.read(path, "test")
