import pytest

from tests.cleaning.splicing import LANGUAGES, material
from whomet.cleaning.lines import read_lines
from whomet.cleaning.tongues import body_languages, language_of, line_languages
from whomet.records import Document

NEIGHBOURS = {
    "pt": "O governo não quis comentar a decisão da comissão sobre as eleições de outubro na capital do país.",
    "es": "El gobierno no quiso comentar la decisión de la comisión sobre las elecciones de octubre en la capital.",
    "nl": "De regering wilde niet reageren op het besluit van de commissie over de verkiezingen van oktober.",
    "de": "Die Regierung wollte sich nicht zum Beschluss der Kommission über die Wahlen im Oktober äußern.",
    "no": "Regjeringen ville ikke kommentere beslutningen fra kommisjonen om valget i oktober i hovedstaden.",
    "sv": "Regeringen ville inte kommentera kommissionens beslut om valet i oktober som väntas i huvudstaden.",
    "id": "Pemerintah tidak bersedia mengomentari keputusan komisi tentang pemilihan umum pada bulan Oktober.",
    "ru": "Правительство не стало комментировать решение комиссии о выборах в октябре, которые пройдут в столице.",
    "uk": "Уряд не став коментувати рішення комісії щодо виборів у жовтні, які відбудуться в столиці країни.",
    "bg": "Правителството не пожела да коментира решението на комисията за изборите през октомври в столицата.",
    "ar": "ولم تعلق الحكومة على قرار اللجنة بشأن الانتخابات التي ستجرى في أكتوبر المقبل في العاصمة وضواحيها.",
    "fa": "دولت حاضر نشد درباره تصمیم کمیسیون برای انتخابات ماه اکتبر که در پایتخت برگزار می‌شود اظهار نظر کند.",
    "ur": "حکومت نے کمیشن کے اس فیصلے پر تبصرہ کرنے سے انکار کر دیا جو اکتوبر میں ہونے والے انتخابات کے بارے میں ہے۔",
    "zh": "政府拒绝就委员会关于十月选举的决定发表评论，选举将在首都及周边地区同时举行。",
    "ja": "政府は十月の選挙をめぐる委員会の決定について論評を避けた。選挙は首都とその周辺で行われる。",
    "th": "รัฐบาลไม่ขอแสดงความเห็นต่อมติของคณะกรรมการเรื่องการเลือกตั้งในเดือนตุลาคม",
    "ko": "정부는 10월 선거에 대한 위원회의 결정에 논평을 거부했다. 선거는 수도에서 치러진다.",
}


def lines_of(*texts):
    lines = read_lines(Document("a.txt", "\n".join(texts)))
    for line in lines:
        line.kind = "body"
    return lines


@pytest.mark.parametrize("language", NEIGHBOURS)
def test_neighbouring_languages_are_told_apart(language):
    assert language_of(NEIGHBOURS[language]) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_lines_of_an_article_are_in_its_language(language):
    for article in material(language)["articles"]:
        lines = lines_of(*article.strip().split("\n"))
        assert set(line_languages(lines)) == {language}
        assert body_languages(lines, line_languages(lines)) == (language,)


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_and_short_lines_take_the_language_of_their_page(language):
    article = material(language)["articles"][0].strip().split("\n")
    lines = lines_of(*article, "Anders Holmvik", "AquaPlus 3000", "2031", *article[:1])
    found = line_languages(lines)
    # A script of its own speaks for itself; a name in Latin letters is at home in Latin script alone.
    assert found[-1] == language
    assert found[len(article) + 2] is None
    if language in ("de", "en", "es", "fr", "id", "it", "nl", "pl", "pt", "tr"):
        assert found[len(article) : len(article) + 2] == [language, language]


@pytest.mark.parametrize("strange", ["de", "es", "nl", "ru", "ar", "zh", "ja", "ko", "sv"])
def test_a_sentence_in_another_language_stands_out(strange):
    article = material("pt")["articles"][0].strip().split("\n")
    found = line_languages(lines_of(*article, NEIGHBOURS[strange], *article[1:]))
    assert found[len(article)] == strange
    assert {*found[: len(article)], *found[len(article) + 1 :]} == {"pt"}


def test_ideographs_alone_are_read_as_the_rest_of_the_page():
    japanese = material("ja")["articles"][0].strip().split("\n")
    assert line_languages(lines_of("首相訪米、首脳会談", *japanese))[0] == "ja"
    chinese = material("zh")["articles"][0].strip().split("\n")
    assert line_languages(lines_of("部长访美会谈", *chinese))[0] == "zh"
    assert line_languages(lines_of(*japanese, NEIGHBOURS["zh"]))[-1] == "zh"


def test_what_the_page_declares_decides_where_nothing_else_does():
    assert language_of("Bank", "id") == "id"
    assert language_of("Bank", "nl") == "nl"
    assert language_of("2031 - 07", "nl") is None
