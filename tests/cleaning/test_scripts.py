"""Pages in scripts without spaces between words, and in Arabic: what stands around and between their paragraphs."""

from __future__ import annotations

import datetime

import pytest

from whomet import cleaning, reading
from whomet.cleaning.dates import find_dates
from whomet.records import Document


def cleaned(text: str, name: str = "a.txt") -> Document:
    (document,) = reading.read(name, text.encode())
    return cleaning.clean(document)


def of_kind(document: Document, kind: str) -> list[str]:
    return [document.text[block.start : block.end].strip() for block in document.blocks if block.kind == kind]


TALK = """环岛观察
首页 | 时评 | 深度 | 人物
对话卜文谦：去东京之前，我把方案改了七遍
2025-08-19 10:00:00 来源：环岛观察 作者：苗青禾
8月16日，云图半导体董事长卜文谦在东京会见日本材料商白桦化学社长鹤田真。本刊第一时间专访了他。
一、“不是去求人的”
记者：为什么选在这个时候去东京？
卜文谦：时机到了。
记者：谈了多久？
卜文谦：两个半小时，比原定多了一个小时。
相关文章
半导体材料国产化走到哪一步了
"""


def test_a_talk_in_short_sentences_is_kept() -> None:
    document = cleaned(TALK)
    body = "\n".join(of_kind(document, "body"))
    assert "卜文谦：时机到了。" in body
    assert "不是去求人的" in body
    assert "国产化走到哪一步" not in body
    assert (document.outlet, document.bylines, document.published) == ("环岛观察", ("苗青禾",), "2025-08-19")


LIST = """منبر الساحل
الرئيسية | محليات | رياضة | ثقافة
رئيسة البلدية: لقائي برئيس الصندوق كان نقطة تحوّل
الجمعة 22 آب 2025
تحدثنا أولًا عن محطة المعالجة وعن كلفتها.
نقاط الاتفاق:
1- تمويل محطة المعالجة
2- تدريب عشرين فنيًا
وكانت رئيسة البلدية ناديا خوري قد استقبلت نورغارد في مكتبها يوم الثلاثاء الماضي، بحضور أعضاء المجلس البلدي كافة.
إقرأ أيضا
موجة حر تضرب الساحل
"""


def test_a_list_above_the_longest_paragraph_is_kept() -> None:
    document = cleaned(LIST)
    body = "\n".join(of_kind(document, "body"))
    assert "تدريب عشرين فنيًا" in body
    assert "موجة حر" not in body
    assert (document.outlet, document.published) == ("منبر الساحل", "2025-08-22")


def test_a_dateline_on_a_line_of_its_own_names_the_agency() -> None:
    page = (
        "<html lang=ar><body><h1>الأمير يستقبل السفير ويبحث معه الطاقة</h1><div>المبرز - ونج:<br>"
        "استقبل الأمير نايف بن سلطان في مكتبه بديوان الإمارة اليوم السفير بارك جون سو، وبحث معه مشروع المحطة.<br>"
        "وحضر الاستقبال وكيل الإمارة الدكتور عبدالمحسن الحقباني ومدير الشركة المهندسة لولوة المقرن.</div></body></html>"
    )
    document = cleaned(page, "a.html")
    assert document.agency == "ونج"
    assert "المبرز - ونج:" in of_kind(document, "dateline")


def test_a_source_under_the_text_is_a_credit() -> None:
    page = (
        "<html lang=zh><body><h1>两港签署合作协议</h1><article><p>东埠港董事长阮立群11日在澜川会见草原冷链公司董事长"
        "别克托夫，双方签署合作协议，决定共同建设冷库。</p><p>别克托夫说，公司计划投资2.4亿元，预计年底前开工，明年投产。</p>"
        "<p>来源：远山社</p></article></body></html>"
    )
    document = cleaned(page, "a.html")
    assert document.agency == "远山社"
    assert of_kind(document, "credit") == ["来源：远山社"]


def test_a_gallery_is_no_caption() -> None:
    page = (
        "<html lang=ja><body><article><h1>市長、米投資家と会食か　本人は否定</h1>"
        "<p>本誌の取材によれば、市長は24日夜、市内のすし店で、米国の投資家とおよそ2時間にわたり会食した。</p>"
        '<p><a href="/photo">【写真】すし店を後にする市長、満面の笑みも</a></p>'
        "<p>投資家は、経営難の地元球団の買収に約210億円を用意しているとされる。球団の広報は何も聞いていないとした。</p>"
        "</article></body></html>"
    )
    document = cleaned(page, "a.html")
    assert of_kind(document, "caption") == []
    assert "満面の笑み" not in "".join(of_kind(document, "body"))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("12/مارس/2025 - 08:30 م", "ar"),
        ("الأربعاء 12 آذار / مارس 2025", "ar"),
        ("12 رمضان 1446هـ ، 12 مارس 2025", "ar"),
        ("١٢/٠٣/٢٠٢٥", "ar"),
        ("12 มี.ค. 68 (21:10 น.)", "th"),
        ("๑๒ มีนาคม พ.ศ. ๒๕๖๘ เวลา ๑๘:๔๐ น.", "th"),
        ("12/03/2568", "th"),
        ("114-03-12", "zh"),
        ("民國114年3月12日", "zh"),
        ("佛历2568年3月12日", "zh"),
        ("令和７年３月１２日", "ja"),
        ("令和7.3.12", "ja"),
    ],
)
def test_dates_in_the_writing_of_the_language(text: str, language: str) -> None:
    assert [found.day for found in find_dates(text, language)] == [datetime.date(2025, 3, 12)]


def test_a_year_without_its_era_is_read_in_chinese_only() -> None:
    assert find_dates("114-03-12", "en") == []
