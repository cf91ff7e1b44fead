import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whomet.reading import read
from whomet.reading.mojibake import mend

TEXTS = {
    "fr": "La préfète a rencontré à Évreux l’équipe du théâtre : « où étiez-vous ? », a-t-elle demandé à l’élève.",
    "de": "Die Bürgermeisterin hat über Größe und Höhe gesprochen – „schön“, fügte sie hinzu, „für alle Gäste“.",
    "es": "El señor Núñez recibió ayer en Logroño a la señora Ibáñez: ¿qué pasó después?",
    "tr": "Başkan, İzmir’de işçilerle görüştü; “çok güzel bir gün” dedi ve şöyle ekledi: yarın yine geleceğiz.",
    "pl": "Wczoraj w Łodzi spotkał się z prezesem spółki, żeby omówić umowę i późniejsze dostawy.",
    "vi": "Bộ trưởng đã gặp người đứng đầu công ty tại Đà Nẵng để bàn về dự án cảng mới.",
    "ru": "Вчера министр встретился в Тарту с главой завода; «мы говорили долго», сказал он.",
    "el": "Ο υπουργός συναντήθηκε χθες με τον δήμαρχο.",
    "ar": "التقى وزير الصناعة أمس في مدينة البصرة رئيس شركة النخيل.",
    "ko": "도솔중공업 배은결 사장이 어제 저녁 울란바토르에서 광산부 장관을 만났다.",
    "ja": "蒼海電機の三枝社長は昨日、札幌市内で知事と会談した。ｱｲｳも。",
    "zh": "昨天下午，青桥集团董事长与市长在会议中心举行了会谈。",
    "th": "รัฐมนตรีพบกับประธานบริษัทเมื่อวานนี้ที่เชียงใหม่",
    "ПРОПИСНЫЕ": "МИНИСТР ВСТРЕТИЛСЯ В ТАРТУ С ГЛАВОЙ ЗАВОДА",
}


def wrongly(text, right, wrong):
    """Text read in the wrong charset, byte by byte, as a browser does."""
    if wrong in ("cp949", "cp932", "gb18030"):
        return text.encode(right).decode(wrong, "replace")
    return "".join(bytes([byte]).decode(wrong, "ignore") or chr(byte) for byte in text.encode(right))


@pytest.mark.parametrize("language", TEXTS)
def test_good_text_is_left_alone(language):
    assert mend(TEXTS[language]) == mend(mend(TEXTS[language]).text)
    assert mend(TEXTS[language]).flaws == ()
    assert mend(TEXTS[language]).text == TEXTS[language]


@pytest.mark.parametrize(
    ("language", "right", "wrong"),
    [
        *((language, "utf-8", "cp1252") for language in TEXTS if language != "ПРОПИСНЫЕ"),
        ("fr", "utf-8", "latin-1"),
        ("fr", "utf-8", "mac_roman"),
        ("ru", "utf-8", "cp1251"),
        ("tr", "utf-8", "cp1254"),
        ("pl", "utf-8", "cp1250"),
        ("ja", "cp932", "latin-1"),
        ("ja", "euc_jp", "cp1252"),
        ("ko", "cp949", "latin-1"),
        ("zh", "gb18030", "cp1252"),
        ("ru", "cp1251", "cp1252"),
    ],
)
def test_what_was_read_wrongly_is_mended_and_named(language, right, wrong):
    text = "\n".join([TEXTS[language]] * 2)
    found = mend(wrongly(text, right, wrong))
    assert found.text == text
    assert "mojibake" in found.flaws[0]
    assert "it is mended" in found.flaws[0]


def test_text_read_wrongly_twice_is_mended_too():
    assert mend(wrongly(wrongly(TEXTS["fr"], "utf-8", "cp1252"), "utf-8", "cp1252")).text == TEXTS["fr"]


@pytest.mark.parametrize(("language", "wrong"), [("ko", "cp949"), ("ja", "cp932"), ("zh", "gb18030")])
def test_what_was_lost_is_named(language, wrong):
    bad = wrongly(TEXTS[language] * 2, "utf-8", wrong)
    found = mend(bad)
    assert found.text == bad
    assert "fetch the page again" in found.flaws[0]


def test_stretches_are_mended_and_the_rest_is_kept():
    text = f"{TEXTS['fr']} {wrongly('the town’s “pier”', 'utf-8', 'cp1252')}"
    assert mend(text).text == f"{TEXTS['fr']} the town’s “pier”"


def test_documents_of_all_kinds_bear_the_flaw():
    bad = wrongly(TEXTS["fr"], "utf-8", "cp1252")
    for data in (
        bad.encode(),
        f"<html><body><p>{bad}</p></body></html>".encode(),
        json.dumps({"title": "x", "content": bad}).encode(),
        f"<rss><item><description>{bad}</description></item></rss>".encode(),
        f"title,text\nx,{json.dumps(bad, ensure_ascii=False)}\n".encode(),
    ):
        (document,) = read("a", data)
        assert TEXTS["fr"] in document.text
        assert "mojibake" in document.flaws[0]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_looked_at(text):
    found = mend(text)
    assert found.flaws or found.text == text
