"""With whose voice a passage speaks."""

from __future__ import annotations

from whomet.accounts.view import View
from whomet.records import Article, Citation, Document, Lineage, Origin, Taken


def view(*origins: Origin, voices: dict[str, str], own: tuple[tuple[str, tuple[tuple[int, int], ...]], ...]) -> View:
    articles = [Article(Document(file, "x" * 100)) for file in sorted(voices)]
    return View(articles, (), Lineage(origins, tuple(sorted(voices.items())), own), (), "en")


def at(file: str, start: int) -> Citation:
    return Citation(file, start, start + 1, "x")


def taken(file: str, start: int, source_start: int) -> Taken:
    return Taken(file, start, start + 10, source_start, source_start + 10, "verbatim", 1.0)


def test_a_compilation_speaks_with_several_voices_and_its_additions_with_its_own() -> None:
    seen = view(
        Origin("copy", "a", ("c",), 0.5, taken=(taken("c", 0, 20),)),
        Origin("copy", "b", ("c",), 0.4, taken=(taken("c", 10, 30),)),
        voices={"a": "a", "b": "b", "c": "a"},
        own=(("c", ((20, 40),)),),
    )
    assert [seen.voice_at(at("c", start)) for start in (5, 15, 25, 45)] == ["a", "b", "c", "a"]
    assert seen.lines([at("b", 31), at("c", 12)]) == (("b", "c"),)


def test_an_addition_is_its_outlet_s_in_every_copy_of_it() -> None:
    seen = view(
        Origin("copy", "a", ("b",), 0.9),
        Origin("copy", None, ("b", "c"), 1.0, taken=(taken("c", 50, 60),)),
        voices={"a": "a", "b": "a", "c": "a"},
        own=(("b", ((60, 80),)),),
    )
    assert seen.voice_at(at("b", 62)) == seen.voice_at(at("c", 55)) == "b"
    assert seen.lines([at("a", 0), at("b", 62), at("c", 55)]) == (("a",), ("b", "c"))


def test_a_circle_of_passages_ends() -> None:
    seen = view(
        Origin("copy", "a", ("b",), 1.0, taken=(taken("b", 0, 0),)),
        Origin("copy", "b", ("a",), 1.0, taken=(taken("a", 0, 0),)),
        voices={"a": "a", "b": "a"},
        own=(),
    )
    assert seen.voice_at(at("b", 1)) == "a"
