"""Milestones of undertakings with their dates, in every language."""

from __future__ import annotations

import pytest

from tests.events import marked
from whomet.events import clauses, facts
from whomet.languages import codes, pack

TOLD = [
    ("en", "[O:Nordlicht AG] will sign the contract in [T:2032-05|May 2032].", "signing", "2032-05"),
    ("en", "[O:Nordlicht AG] starts production in [T:2033|2033].", "start of operation", "2033"),
    ("en", "[O:Nordlicht AG] broke ground in [T:2031-03|March 2031].", "start of construction", "2031-03"),
    ("de", "Die [O:Nordlicht AG] unterzeichnet den Vertrag im [T:2032-05|Mai 2032].", "signing", "2032-05"),
    ("de", "Das Werk der [O:Nordlicht AG] soll [T:2033|2033] in Betrieb gehen.", "start of operation", "2033"),
    ("fr", "[O:Nordlicht] signera le contrat en [T:2032-05|mai 2032].", "signing", "2032-05"),
    ("fr", "L'usine de [O:Nordlicht] sera mise en service en [T:2033|2033].", "start of operation", "2033"),
    ("es", "[O:Nordlicht] firmará el contrato en [T:2032-05|mayo de 2032].", "signing", "2032-05"),
    ("es", "La planta de [O:Nordlicht] entrará en servicio en [T:2033|2033].", "start of operation", "2033"),
    ("it", "[O:Nordlicht] firmerà il contratto a [T:2032-05|maggio 2032].", "signing", "2032-05"),
    ("pt", "A [O:Nordlicht] assinará o contrato em [T:2032-05|maio de 2032].", "signing", "2032-05"),
    ("nl", "[O:Nordlicht] tekent het contract in [T:2032-05|mei 2032].", "signing", "2032-05"),
    ("pl", "[O:Nordlicht] podpisze umowę w [T:2032-05|maju 2032].", "signing", "2032-05"),
    ("ru", "[O:Нордлихт] подпишет договор в [T:2032-05|мае 2032 года].", "signing", "2032-05"),
    ("tr", "[O:Nordlicht] sözleşmeyi [T:2032-05|Mayıs 2032'de] imzalayacak.", "signing", "2032-05"),
    ("id", "[O:Nordlicht] akan menandatangani kontrak pada [T:2032-05|Mei 2032].", "signing", "2032-05"),
    ("ar", "توقيع عقد [O:نوردليخت] في [T:2032-05|مايو 2032].", "signing", "2032-05"),
    ("ko", "[O:노르드리히트]는 [T:2032-05|2032년 5월] 계약을 체결한다.", "signing", "2032-05"),
    ("ko", "[O:노르드리히트] 공장은 [T:2033|2033년] 양산을 시작한다.", "start of operation", "2033"),
    ("ja", "[O:ノルトリヒト]は[T:2032-05|2032年5月]に契約を締結する。", "signing", "2032-05"),
    ("ja", "[O:ノルトリヒト]の量産開始は[T:2033|2033年]を見込む。", "start of operation", "2033"),
    ("zh", "[O:北光公司][T:2032-05|2032年5月]签署合同。", "signing", "2032-05"),
    ("zh", "[O:北光公司]的工厂[T:2033|2033年]投产。", "start of operation", "2033"),
    ("th", "[O:นอร์ดลิชต์]จะลงนามสัญญาใน[T:2032-05|พฤษภาคม 2032]", "signing", "2032-05"),
]


def found(language, text):
    document, mentions = marked.build(text, language)
    return facts.find(document, mentions, clauses.read(document, mentions))


@pytest.mark.parametrize(("language", "text", "field", "value"), TOLD)
def test_a_milestone_is_told_with_its_date(language, text, field, value):
    told = found(language, text)
    assert [(fact.field, fact.value) for fact in told] == [(field, value)]


@pytest.mark.parametrize("language", codes())
def test_every_pack_has_milestones_and_tallies(language):
    table = pack(language).table("plans")
    assert set(pack("en").table("plans")["milestones"]) >= set(table["milestones"]) >= {"signing", "start of operation"}
    assert table["tallies"]["growing"]
    assert language in {told for told, *_ in TOLD}


def test_each_date_goes_with_the_words_nearest_to_it():
    told = found(
        "en", "[O:Nordlicht AG] broke ground in [T:2031-03|March 2031] and starts production in [T:2033|2033]."
    )
    assert [(fact.field, fact.value) for fact in told] == [
        ("start of construction", "2031-03"),
        ("start of operation", "2033"),
    ]


def test_what_is_said_or_undated_is_no_fact():
    assert not found("en", "[O:Nordlicht AG] will sign the contract soon.")
    assert not found("en", "[P:Ana Wirth] said: “We will sign the contract in [T:2032-05|May 2032], I hope.”")
    assert not found("en", "[O:Nordlicht AG] grew in [T:2031|2031]; it signed nothing.")
