from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources.building import article, encoder
from tests.sources.texts import CHOIR_EN, LOCK_DE, LOCK_EN, LOCK_KO, LOCK_OTHER_EN, LOCK_REWRITTEN_EN
from whomet.records import Article, EntityType, Lineage, Origin
from whomet.sources import trace


def traced(*articles: Article) -> Lineage:
    return trace(list(articles), encoder())


def kinds(lineage: Lineage) -> set[tuple[str, str | None, tuple[str, ...]]]:
    """Kind, source and targets; without a source the order of the targets says nothing."""
    return {
        (origin.kind, origin.source, origin.targets if origin.source else tuple(sorted(origin.targets)))
        for origin in lineage.origins
    }


def test_nothing_depends_on_nothing() -> None:
    assert traced() == Lineage()
    assert traced(article("a", "")).voices == (("a", "a"),)


def test_copy_cut_and_headed_anew() -> None:
    lines = LOCK_EN.split("\n")
    cut = "\n".join(
        ["Overijk gets its lock", *lines[1:5], "Buses run every ten minutes on Sundays, as they always did."]
    )
    lineage = traced(article("a", cut), article("b", LOCK_EN))
    assert kinds(lineage) == {("copy", "b", ("a",))}
    assert lineage.origins[0].shared > 0.6
    assert lineage.voice("a") == lineage.voice("b") == "b"


def test_lightly_edited_copy() -> None:
    edited = LOCK_EN.replace("Donkers", "Doncers").replace("48 million euros", "€48m").replace("Tuesday", "Monday")
    assert kinds(traced(article("a", LOCK_EN), article("b", edited))) == {("copy", None, ("a", "b"))}


def test_copy_in_a_script_without_spaces() -> None:
    lines = [
        "運河の新しい水門、契約に調印",
        "市長は火曜日、新しい運河の水門を建設する契約に調印した。総工費は四十八億円で、完成は来年の春を見込む。",
        "古い水門は昭和六年に造られ、毎時二千リットルの水が漏れている。",
    ]
    other = ["水門建設へ前進", lines[1].replace("来年の春", "来春"), lines[2]]
    first, second = article("a", "\n".join(lines), "ja"), article("b", "\n".join(other), "ja")
    assert kinds(traced(first, second)) == {("copy", None, ("a", "b"))}


def test_copy_in_the_other_chinese_writing() -> None:
    text = "運河新閘門簽約\n市長星期二與承包商簽署了建造運河新閘門的合同。\n舊閘門每小時漏水約兩千升,居民等待已久。"
    simple = "运河新闸门签约\n市长星期二与承包商签署了建造运河新闸门的合同。\n旧闸门每小时漏水约两千升,居民等待已久。"
    assert kinds(traced(article("a", text, "zh"), article("b", simple, "zh"))) == {("copy", None, ("a", "b"))}


def test_rewrite() -> None:
    first = article("a", LOCK_EN, published="2030-05-07")
    second = article("b", LOCK_REWRITTEN_EN, published="2030-05-08")
    assert kinds(traced(first, second)) == {("rewrite", "a", ("b",))}


@pytest.mark.parametrize(("text", "language"), [(LOCK_DE, "de"), (LOCK_KO, "ko")])
def test_translation(text: str, language: str) -> None:
    first = article("z", LOCK_EN, published="2030-05-07")
    second = article("a", text, language, published="2030-05-08")
    assert kinds(traced(first, second)) == {("translation", "z", ("a",))}


def test_two_versions_in_one_page() -> None:
    both = LOCK_DE + "\n" + LOCK_EN
    count = len(LOCK_DE.split("\n"))
    lines = dict.fromkeys(range(count, 2 * count), "en")
    lineage = traced(article("a", both, "de", languages=lines))
    assert kinds(lineage) == {("translation", "a", ("a",))}
    assert lineage.voices == (("a", "a"),)


def test_independent_reports_stay_apart() -> None:
    lineage = traced(article("a", LOCK_EN), article("b", LOCK_OTHER_EN), article("c", CHOIR_EN))
    assert lineage.origins == ()
    assert {lineage.voice(file) for file in "abc"} == {"a", "b", "c"}


CREDITING = """Overijk council chooses a builder for its gate
The town on the canal has picked a foreign firm, the Heron Gazette reports.
A contract was signed this week, according to the paper.
Neighbouring Zandmeer is looking for money to dredge its harbour, an older quarrel.
A ferry there has been out of service since a cow boarded it."""


def test_a_credit_in_the_lead_makes_a_loose_retelling_a_rewrite() -> None:
    names: dict[str, EntityType] = {"Overijk": "place"}
    told = article("b", LOCK_EN, outlet="The Heron Gazette", published="2030-05-07", names=names)
    text = CREDITING.replace("the Heron", "The Heron")
    retold = article("a", text, outlet="Zandmeer Post", published="2030-05-07", names=names)
    assert kinds(traced(told, retold)) == {("rewrite", "b", ("a",))}


def test_what_was_printed_days_after_is_not_what_a_credit_means() -> None:
    names: dict[str, EntityType] = {"Overijk": "place"}
    text = CREDITING.replace("the Heron", "The Heron")
    retold = article("a", text, outlet="Zandmeer Post", published="2030-05-07", names=names)
    late = article("b", LOCK_EN, outlet="The Heron Gazette", published="2030-05-17", names=names)
    assert traced(late, retold).origins == ()


def test_a_credit_means_the_article_of_the_outlet_that_is_told_most() -> None:
    names: dict[str, EntityType] = {"Overijk": "place"}
    text = CREDITING.replace("the Heron", "The Heron")
    retold = article("a", text, outlet="Zandmeer Post", published="2030-05-07", names=names)
    told = article("b", LOCK_EN, outlet="The Heron Gazette", published="2030-05-07", names=names)
    other = article("c", LOCK_OTHER_EN, outlet="The Heron Gazette", published="2030-05-06", names=names)
    assert kinds(traced(told, other, retold)) == {("rewrite", "b", ("a",))}


def test_a_quotation_that_fills_half_of_two_short_reports_makes_no_copy() -> None:
    said = "We have waited thirty years for this gate, and nobody will tell us now that it came a day too early"
    first = f'Overijk gets a lock\nThe mayor signed.\n"{said}", said Marit Donkers.\nThe market was full of people.'
    second = f'New gate for the canal\nBrindle builds.\n"{said}", said Marit Donkers.\nIts shares fell by a tenth.'
    assert traced(article("a", first), article("b", second)).origins == ()


def test_naming_an_outlet_that_is_part_of_the_news_credits_nobody() -> None:
    released = LOCK_EN.replace("The mayor of Overijk, Marit Donkers,", "Brindle Works and the mayor, Marit Donkers,")
    told = article("b", released, outlet="Brindle Works", published="2030-05-07")
    retold = article("a", LOCK_OTHER_EN.replace("a builder", "Brindle Works"), outlet="Canal News")
    assert traced(told, retold).origins == ()


def test_a_credit_is_heard_in_another_script() -> None:
    retold = """브린들, 운하 갑문 수주
오버레이크 시장이 화요일 갑문 건설 계약을 체결했다고 현지 신문 레이크랜드 모니터가 보도했다.
신문은 사업비가 4800만 유로라고 전했다. 옛 갑문은 시간당 약 2천 리터의 물이 샌다고 한다."""
    told = article("b", LOCK_EN, outlet="The Lakeland Monitor", published="2030-05-08")
    other = article("a", retold, "ko", outlet="강변신문", published="2030-05-08")
    assert [(origin.source, origin.targets) for origin in traced(told, other).origins] == [("b", ("a",))]


def test_the_wire_is_the_source_of_those_who_print_it() -> None:
    wire = article("z", LOCK_EN, outlet="Northern Wire", agency="Northern Wire", published="2030-05-08")
    paper = article(
        "a", LOCK_EN + "\nThe market is open.", outlet="Post", agency="Northern Wire", published="2030-05-07"
    )
    assert kinds(traced(wire, paper)) == {("copy", "z", ("a",))}


def test_the_earlier_day_is_the_source_and_without_it_nothing_tells() -> None:
    early = article("b", LOCK_EN, published="2030-05-07")
    late = article("a", LOCK_EN + "\nThe market is open.", published="2030-05-09")
    found = traced(early, late).origins[0]
    assert (found.kind, found.source, found.targets, found.directed_by) == ("copy", "b", ("a",), "time")
    for published in (None, "2030-05", "2030-05-09"):
        vague = replace(early, document=replace(early.document, published=published))
        found = traced(vague, late).origins[0]
        assert (found.kind, found.source, found.directed_by) == ("copy", None, None)
        assert set(found.targets) == {"a", "b"}
        assert traced(vague, late).voice("a") == traced(vague, late).voice("b")


def test_a_cut_is_later_than_the_whole() -> None:
    cut = "\n".join(LOCK_EN.split("\n")[:4])
    for first, second in (("a", "b"), ("b", "a")):
        found = traced(article(first, LOCK_EN), article(second, cut)).origins[0]
        assert (found.source, found.targets, found.directed_by) == (first, (second,), "containment")


def test_a_chain_is_one_voice() -> None:
    lineage = traced(
        article("a", LOCK_EN, published="2030-05-07"),
        article("b", "Lock deal\n" + "\n".join(LOCK_EN.split("\n")[1:6]), published="2030-05-08"),
        article("c", LOCK_DE, "de", published="2030-05-09"),
        article("d", CHOIR_EN),
    )
    assert dict(lineage.voices) == {"a": "a", "b": "a", "c": "a", "d": "d"}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(st.characters(categories=["L", "Zs"]), min_size=30, max_size=60), min_size=2, max_size=6))
def test_a_copy_of_any_text_is_found(lines: list[str]) -> None:
    text = "\n".join(lines)
    letters = sum(character.isalpha() for character in text)
    lineage = traced(article("a", text, "und"), article("b", text, "und"))
    if letters >= 60:
        assert kinds(lineage) == {("copy", None, ("a", "b"))}
    assert {file for file, _ in lineage.voices} == {"a", "b"}


POOL = (LOCK_EN, LOCK_DE, LOCK_REWRITTEN_EN, LOCK_OTHER_EN, CHOIR_EN, "", "Short.")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(POOL), min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_voices_are_an_equivalence_and_order_does_not_matter(texts: list[str], random: object) -> None:
    articles = [article(f"{number}.txt", text, "de" if text == LOCK_DE else "en") for number, text in enumerate(texts)]
    lineage = traced(*articles)
    voices = dict(lineage.voices)
    assert set(voices) == {one.document.file for one in articles}
    assert all(voices[voice] == voice for voice in voices.values())
    for origin in lineage.origins:
        assert 0.0 <= origin.shared <= 1.0
        for target in origin.targets:
            assert origin.source is None or voices[target] == voices[origin.source]
    targets = [
        target for origin in lineage.origins if origin.source for target in origin.targets if target != origin.source
    ]
    assert len(set(targets)) == len(targets)
    shuffled = list(articles)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert traced(*shuffled) == lineage


def test_order_does_not_matter_for_three() -> None:
    articles = [article("a", LOCK_EN), article("b", LOCK_REWRITTEN_EN), article("c", LOCK_DE, "de")]
    assert len({traced(*order) for order in permutations(articles)}) == 1


def test_origins_are_records() -> None:
    assert all(isinstance(origin, Origin) for origin in traced(article("a", LOCK_EN), article("b", LOCK_EN)).origins)


FURNITURE = """
Join forty thousand readers of our morning letter.
You must choose a letter to subscribe to it.
An error has occurred, please try again later.
All words and pictures belong to the publisher and may not be printed elsewhere.
Write to the desk if you saw something that we did not see ourselves."""


def test_what_is_printed_under_any_news_ties_nobody() -> None:
    other = (
        "Rain is expected in the hills\nFarmers fear for the hay.\nA weather station measured ninety litres."
        + FURNITURE
    )
    lineage = traced(article("a", CHOIR_EN + FURNITURE), article("b", other), article("c", LOCK_EN + FURNITURE))
    assert lineage.origins == ()


def test_a_partial_retelling_needs_a_credit() -> None:
    lines = LOCK_REWRITTEN_EN.split("\n")
    others = LOCK_OTHER_EN.split("\n")
    mixed = "\n".join([lines[0], others[1], lines[3], *others[2:]])
    first = article("a", LOCK_EN, outlet="The Heron Gazette", published="2030-05-07")
    assert traced(first, article("b", mixed, outlet="Post", published="2030-05-08")).origins == ()
    named = mixed.replace("after the signing", "to the Heron Gazette")
    later = article("b", named, outlet="Post", published="2030-05-08")
    assert kinds(traced(first, later)) == {("rewrite", "a", ("b",))}
