"""How a lineage is held against articles of which it is known how they were made."""

from __future__ import annotations

from click.testing import CliRunner

from whomet.evaluate.edits import Link, Made
from whomet.evaluate.lineage import lineage, tally, tied
from whomet.records import Lineage, Origin


def made(file: str, *links: Link, body: tuple[str, ...] = ("One.", "Two."), added: tuple[int, ...] = ()) -> Made:
    edit = "verbatim" if links else "root"
    return Made(file, b"", "Post", None, "en", "Title", body, "fair", edit, links, None, added)


def copy(source: str, *told: str) -> Link:
    return Link(source, "copy", told, ((0, 0, "verbatim"),))  # type: ignore[arg-type]


SET = (made("a"), made("b", copy("a", "time")), made("c", copy("b", "time"), added=(1,)), made("d"), made("e"))
TEXTS = dict.fromkeys("abcde", "One. Two.")
VOICES = (("a", "a"), ("b", "a"), ("c", "a"), ("d", "d"), ("e", "e"))


def test_all_right() -> None:
    origins = (Origin("copy", "a", ("b",), 1.0, "time"), Origin("copy", "b", ("c",), 1.0, "time"))
    found = tally(SET, Lineage(origins, VOICES, (("c", ((5, 9),)),)), TEXTS)
    assert found.score("all") == found.score("copy") == found.score("en") == (1.0, 1.0, 1.0)
    assert dict(found.directions) == {"right": 3}
    assert found.added == [1, 1, 1]
    assert found.origins == [1, 1]
    assert found.misses == []
    assert found.rows()["direction"] == {"share": 1.0}


def test_a_false_tie_a_wrong_and_an_open_direction() -> None:
    origins = (Origin("copy", "b", ("a",), 1.0, "time"), Origin("copy", None, ("c", "b", "d"), 1.0))
    voices = (("a", "a"), ("b", "a"), ("c", "a"), ("d", "a"), ("e", "e"))
    found = tally(SET, Lineage(origins, voices, (("c", ((0, 4),)),)), TEXTS)
    assert (found.right["all"], found.found["all"], found.gold["all"]) == (3, 6, 3)
    assert dict(found.directions) == {"wrong": 1, "open": 2}
    assert found.added == [0, 1, 1]
    assert found.origins == [0, 1]
    assert len(found.misses) == 3 + 3 + 1 + 1


def test_pairs_are_closed_over_the_kinds_asked_for() -> None:
    origins = (Origin("copy", "a", ("b",), 1.0), Origin("rewrite", "b", ("c",), 0.5))
    assert tied(origins, ("copy",)) == {frozenset("ab")}
    assert tied(origins, ("copy", "rewrite")) == {frozenset("ab"), frozenset("bc"), frozenset("ac")}
    assert tied((Origin("translation", "a", ("a",), 1.0),), ("translation",)) == set()


def test_the_command_is_there() -> None:
    assert "--seed" in CliRunner().invoke(lineage, ["--help"]).output


def test_a_folder_without_happenings_is_named(tmp_path) -> None:
    result = CliRunner().invoke(lineage, ["--data", str(tmp_path)])
    assert result.exit_code == 2
    assert str(tmp_path) in result.output
    assert "training/lineage" in result.output
