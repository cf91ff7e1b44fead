from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources.building import article, encoder
from tests.sources.texts import CHOIR_EN, LOCK_DE, LOCK_EN, LOCK_KO, LOCK_OTHER_EN, LOCK_REWRITTEN_EN
from whomet.records import Article, EntityType, Lineage, Story
from whomet.stories import fingerprint, group

LATIN: dict[str, EntityType] = {
    "Marit Donkers": "person",
    "Overijk": "place",
    "Brindle Works": "organisation",
    "Pavel Ostry": "person",
    "Gdynia": "place",
}
HANGUL: dict[str, EntityType] = {
    "마릿 동커스": "person",
    "오버레이크": "place",
    "브린들웍스": "organisation",
    "파벨 오스트리": "person",
}
NAMESAKE = """Goalkeeper back in training
After a broken thumb, young Marit Donkers stood between the posts again on Sunday in a friendly against Zandmeer Sport.
Her team lost by four goals to one, and she let in two headers after corners.
Coach Ton Verbeek was content and spoke of fresh legs; striker Alma Quist scored before the break.
The league begins on Saturday with a match in Overijk.
Tickets are three euros, and children get in for nothing."""
SPORT: dict[str, EntityType] = {
    "Zandmeer Sport": "organisation",
    "Ton Verbeek": "person",
    "Alma Quist": "person",
}
NAMESAKE_ES = """La portera vuelve a los entrenamientos
Tras una fractura de pulgar, la joven Marit Donkers volvió a la portería el domingo en un amistoso contra el Zandmeer.
Su equipo perdió por cuatro goles a uno, y ella encajó dos cabezazos tras sendos saques de esquina.
El entrenador Ton Verbeek se mostró satisfecho; la delantera Alma Quist marcó antes del descanso.
La liga empieza el sábado y los niños entran gratis."""
NAMESAKE_DE = """Torhüterin steht wieder im Tor
Nach einem Daumenbruch hat die junge Torfrau Marit Donkers am Sonntag in einem Testspiel gegen Zandmeer wieder gespielt.
Ihre Mannschaft verlor mit einem zu vier Toren, zweimal war sie nach einem Eckball geschlagen.
Trainer Ton Verbeek zeigte sich zufrieden, Stürmerin Alma Quist traf vor der Pause.
Am Samstag beginnt die Liga, Kinder haben freien Eintritt."""
NAMESAKE_KO = """부상 털고 돌아온 골키퍼
엄지손가락 골절에서 회복한 골키퍼 마릿 동커스가 일요일 잔트메이르와의 친선 경기에 선발로 나섰다.
팀은 1 대 4로 졌고 동커스는 코너킥 상황에서 헤딩골 두 개를 내줬다.
톤 페르베이크 감독은 만족스럽다고 말했다.
리그는 토요일에 개막하며 어린이는 무료로 입장한다."""
FOLLOW_UP_DE = """Overijk sagt Besuch bei Brindle ab
Die Bürgermeisterin von Overijk, Marit Donkers, reist nun doch nicht zur Werft von Brindle Works in Gdynia.
Der Chefingenieur Pavel Ostry bestätigte die Absage, die neue Schleuse verzögere sich um ein Jahr.
Man habe sich im Rathaus nicht über den Preis einigen können, sagte Donkers."""
FOLLOW_UP_KO = """오버레이크 시장, 브린들웍스 조선소 방문 취소
마릿 동커스 오버레이크 시장이 예정됐던 브린들웍스 조선소 방문을 취소했다.
파벨 오스트리 브린들웍스 수석 엔지니어는 운하 갑문 공사가 1년 늦어진다고 밝혔다.
시청은 가격에 합의하지 못했다고 설명했다."""


def grouped(*articles: Article, lineage: Lineage | None = None) -> tuple[Story, ...]:
    return group(list(articles), lineage or Lineage(), encoder())


def files(stories: tuple[Story, ...]) -> set[tuple[str, ...]]:
    return {story.documents for story in stories}


def test_nothing_to_group() -> None:
    assert grouped() == ()


def test_one_event_in_three_languages() -> None:
    stories = grouped(
        article("a", LOCK_EN, names=LATIN),
        article("b", LOCK_DE, "de", names=LATIN),
        article("c", LOCK_KO, "ko", names=HANGUL),
        article("d", LOCK_OTHER_EN, names=LATIN),
        article("e", CHOIR_EN),
    )
    assert files(stories) == {("a", "b", "c", "d"), ("e",)}
    assert stories[0].title in {text.split("\n")[0] for text in (LOCK_EN, LOCK_DE, LOCK_KO)}


def test_a_namesake_is_another_story() -> None:
    stories = grouped(
        article("a", LOCK_EN, names=LATIN),
        article("b", LOCK_OTHER_EN, names=LATIN),
        article("c", NAMESAKE, names={**LATIN, **SPORT}),
    )
    assert files(stories) == {("a", "b"), ("c",)}


def signing() -> list[Article]:
    """Articles of one week about one signing."""
    told = (
        (LOCK_EN, "en", LATIN),
        (LOCK_DE, "de", LATIN),
        (LOCK_KO, "ko", HANGUL),
        (LOCK_REWRITTEN_EN, "en", LATIN),
    )
    return [
        article(f"{at}", text, language, names=names, published=f"2030-11-1{at}")
        for at, (text, language, names) in enumerate(told)
    ]


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [(NAMESAKE, "en", LATIN), (NAMESAKE_ES, "es", LATIN), (NAMESAKE_DE, "de", LATIN), (NAMESAKE_KO, "ko", HANGUL)],
)
def test_a_rare_name_alone_does_not_join_a_small_folder(text: str, language: str, names: dict[str, EntityType]) -> None:
    stranger = article("x", text, language, names={**names, **SPORT}, published="2030-11-12")
    assert files(grouped(*signing(), stranger)) == {("0", "1", "2", "3"), ("x",)}


@pytest.mark.parametrize(("text", "language", "names"), [(FOLLOW_UP_DE, "de", LATIN), (FOLLOW_UP_KO, "ko", HANGUL)])
def test_a_late_article_of_the_same_affair_stays(text: str, language: str, names: dict[str, EntityType]) -> None:
    late = article("9", text, language, names=names, published="2030-12-03")
    assert files(grouped(*signing(), late)) == {("0", "1", "2", "3", "9")}


def test_one_voice_is_one_story() -> None:
    lineage = Lineage(voices=(("a", "a"), ("b", "a")))
    assert files(grouped(article("a", LOCK_EN), article("b", CHOIR_EN), lineage=lineage)) == {("a", "b")}


def test_id_depends_on_the_texts_alone() -> None:
    first = article("a", LOCK_EN, names=LATIN)
    second = article("b", LOCK_DE, "de", names=LATIN)
    renamed = replace(first, document=replace(first.document, file="z"))
    assert grouped(first, second)[0].id == grouped(renamed, second)[0].id
    assert grouped(second)[0].id != grouped(first)[0].id


def dated(one: Article, day: str) -> Article:
    return replace(one, document=replace(one.document, published=day))


def test_id_stays_when_a_later_article_joins() -> None:
    first = dated(article("b", LOCK_EN, names=LATIN), "2031-05-04")
    second = dated(article("a", LOCK_DE, "de", names=LATIN), "2031-05-05")
    before, after = grouped(first), grouped(first, second)
    assert files(after) == {("a", "b")}
    assert before[0].id == after[0].id


def test_id_given_before_stays_when_an_earlier_article_joins() -> None:
    first = dated(article("a", LOCK_EN, names=LATIN), "2031-05-05")
    second = dated(article("b", LOCK_DE, "de", names=LATIN), "2031-05-04")
    before = grouped(first)
    known = {before[0].id: [fingerprint(first.document)]}
    assert grouped(first, second)[0].id != before[0].id
    assert group([first, second], Lineage(), encoder(), known)[0].id == before[0].id


def test_an_article_changes_no_id_of_other_stories() -> None:
    lock, choir = article("a", LOCK_EN, names=LATIN), article("b", CHOIR_EN)
    more = article("c", LOCK_DE, "de", names=LATIN)
    before = {story.documents: story.id for story in grouped(lock, choir)}
    after = {story.documents: story.id for story in grouped(lock, choir, more)}
    assert after[("b",)] == before[("b",)]


def test_a_copy_changes_nothing_but_the_documents() -> None:
    articles = [article("a", LOCK_EN, names=LATIN), article("b", CHOIR_EN), article("c", LOCK_OTHER_EN, names=LATIN)]
    before = grouped(*articles)
    after = grouped(*articles, article("z", CHOIR_EN))
    assert {story.id for story in before} == {story.id for story in after}
    assert ("b", "z") in files(after)


def test_title_of_an_article_without_headline() -> None:
    first = article("a", LOCK_EN)
    bare = replace(
        first.document,
        sentences=tuple(replace(sentence, kind="body") for sentence in first.document.sentences[1:]),
    )
    title = grouped(replace(first, document=bare))[0].title
    assert title.startswith("The mayor of Overijk")
    assert len(title) <= 120


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from((LOCK_EN, LOCK_DE, LOCK_OTHER_EN, CHOIR_EN, NAMESAKE, "", "Short.")), max_size=6),
    st.randoms(use_true_random=False),
)
def test_stories_part_the_documents_in_any_order(texts: list[str], random: object) -> None:
    articles = [article(f"{at}.txt", text, names=LATIN) for at, text in enumerate(texts)]
    stories = grouped(*articles)
    assert sorted(file for story in stories for file in story.documents) == [one.document.file for one in articles]
    assert len({story.documents for story in stories}) == len(stories)
    shuffled = list(articles)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert grouped(*shuffled) == stories
