"""Articles that hang on one release: named by some of them, or told by what none of them can be the source of."""

from __future__ import annotations

import pytest

from tests.sources.building import article, encoder
from tests.sources.texts import LOCK_DE, LOCK_EN, LOCK_REWRITTEN_EN
from whomet.records import Article, Lineage
from whomet.sources import trace
from whomet.sources.releases import names_release


def traced(*articles: Article) -> Lineage:
    return trace(list(articles), encoder())


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The firm said so in a press release on Monday."),
        ("de", "Das geht aus einer Pressemitteilung des Rathauses hervor."),
        ("fr", "C'est ce qu'indique un communiqué de la mairie."),
        ("es", "Así consta en una nota de prensa del ayuntamiento."),
        ("it", "Lo si legge in un comunicato stampa del comune."),
        ("pt", "A informação consta de um comunicado da câmara."),
        ("nl", "Dat staat in een persbericht van de gemeente."),
        ("pl", "Tak wynika z komunikatu prasowego ratusza."),
        ("ru", "Об этом говорится в пресс-релизе мэрии."),
        ("tr", "Belediyenin basın açıklamasında böyle denildi."),
        ("ar", "جاء ذلك في بيان صحفي صدر عن البلدية."),
        ("ko", "시는 보도자료를 내고 이같이 밝혔다."),
        ("ja", "市が報道発表で明らかにした。"),
        ("zh", "市政府在新闻稿中这样表示。"),
        ("th", "เทศบาลระบุในแถลงการณ์ร่วมเมื่อวันจันทร์"),
        ("id", "Hal itu tertulis dalam siaran pers balai kota."),
    ],
)
def test_a_release_is_named_in_every_language(language: str, text: str) -> None:
    assert names_release(article("a", "Headline\n" + text, language))
    assert not names_release(article("a", "Headline\n12, 15 (3)", language))


def test_no_language_no_word_for_it() -> None:
    assert not names_release(article("a", "Press release\nA press release.", "sw"))


LINES = LOCK_EN.split("\n")
NAMED = "This was told in a press release of the town hall."
#: Each made its own choice from the lines of LOCK_EN, which nobody printed as a whole.
FIRST = "\n".join([LINES[0], LINES[1], LINES[2], LINES[3], LINES[5], NAMED])
SECOND = "\n".join(["Gate for Overijk", LINES[1], LINES[3], LINES[4], LINES[6], LINES[7]])


def test_two_that_name_a_release_and_chose_from_it_share_a_voice_only() -> None:
    lineage = traced(article("a", FIRST, published="2030-05-07"), article("b", SECOND, published="2030-05-08"))
    (found,) = lineage.origins
    assert (found.kind, found.source, found.targets) == ("shared-release", None, ("a", "b"))
    assert found.reasons
    assert lineage.voice("a") == lineage.voice("b")


def test_without_the_name_one_is_the_copy_of_the_other() -> None:
    unnamed = FIRST.replace("\n" + NAMED, "")
    lineage = traced(article("a", unnamed, published="2030-05-07"), article("b", SECOND, published="2030-05-08"))
    assert [(one.kind, one.source) for one in lineage.origins] == [("copy", "a")]


def test_the_whole_in_the_other_is_a_copy_though_it_names_a_release() -> None:
    cut = "\n".join([*FIRST.split("\n")[:4], NAMED])
    lineage = traced(article("a", FIRST, published="2030-05-07"), article("b", cut, published="2030-05-08"))
    assert [(one.kind, one.source, one.targets) for one in lineage.origins] == [("copy", "a", ("b",))]


def test_a_text_with_a_rewrite_and_a_translation_is_their_source_and_no_release() -> None:
    lineage = traced(
        article("a", LOCK_EN, published="2030-05-07"),
        article("b", LOCK_REWRITTEN_EN, published="2030-05-07"),
        article("c", LOCK_DE, "de", published="2030-05-07"),
    )
    assert "shared-release" not in {one.kind for one in lineage.origins}
    assert len(set(dict(lineage.voices).values())) == 1
