"""Whatever stands in a text of one of six scripts, mentions of people point at the characters they name."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.mentions.conftest import ListTagger, document

from whomet.mentions import find

WORDS = {
    "ja": "久瀬直樹 久瀬 辻 鳴海造船 株式会社 社長 副市長 前 元 兼 氏 さん "
    "の は （ ） ・ 、 。 同 両氏 彼女 左から ピョ・サンウ",
    "zh": "祁若川 祁 卫岚 云澜船业 有限公司 董事长 副 前 兼 女士 的 在 （ ） · 、 。 该 双方 他 她们 玛尔塔·奥利维",
    "th": "นายกฤษณ์ ทองไพร นาย นางสาว ลลิตา อธิบดี กรมทางน้ำ นายก สมาคม รัฐมนตรีว่าการ กระทรวงพาณิชย์ อดีต และ ทั้งสอง เขา เธอ กล่าว",
    "ru": "Яна Грушева Яной Грушевой Лаптев министр министра культуры г-жа "
    "экс- бывший «Полярис» компании и она Олеговна , . Омске",
    "pl": "Lena Grzela Leną Grzelą Wąsik prezes minister rolnictwa pani "
    "były „Norvik” spółki i ona obaj ministrowie , . Płocku",
    "ar": "نادر الخوالدة وليلى الصويلح وزير الصناعة الوزير للوزير السيدة الدكتور "
    "شركة نبراس رئيسة مجلس إدارة و ، . الجانبان إنه",
}


@pytest.mark.parametrize("language", sorted(WORDS))
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_offsets_and_indexes(language: str, data: st.DataObject) -> None:
    words = st.sampled_from(WORDS[language].split())
    rows = data.draw(st.lists(st.tuples(words, st.sampled_from(["", " ", " ", "\n"])), max_size=25))
    forms = data.draw(st.lists(st.tuples(st.sampled_from("POL"), words), max_size=5))
    made = document("".join(word + gap for word, gap in rows), language)
    found = find(made, ListTagger("|".join(f"{label}:{word}" for label, word in forms)))
    for kind in (found.names, found.roles):
        assert all(item.start < item.end and made.text[item.start : item.end] == item.text for item in kind)
        assert [item.start for item in kind] == sorted(item.start for item in kind)
    for name in found.names:
        assert all(0 <= index < len(found.referents) for index in name.referents)
        assert all(0 <= index < len(found.roles) for index in name.roles)
    for referent in found.referents:
        assert referent.label
        assert all(form for _, form in referent.forms)
