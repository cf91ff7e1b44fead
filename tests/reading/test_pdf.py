import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.pdfs import column, pdf
from whomet.reading.pdf import read_pdf
from whomet.reading.sniffing import Unreadable

LEFT = [
    "The harbour master met the dockers on the quay",
    "in the early morning and promised them longer",
    "contracts, new cranes and a canteen that is open",
    "at night.",
    "A ferry line from Lund will be the first to come",
    "and bring forty thousand guests every summer to",
    "the old town.",
]
RIGHT = [
    "Ona Dahl spoke for the town and said that money",
    "was there for the first of the two piers, which",
    "were built in another century and never mended.",
    "They meet again.",
]


def text_of(pages, **more):
    return read_pdf("a.pdf", pdf(pages, **more)).text.split("\n")


def test_lines_become_paragraphs_and_columns_keep_their_order():
    rows = [cell for pair in zip(column(LEFT, 50, 150), column(RIGHT, 320, 150), strict=False) for cell in pair]
    page = [(50, 30, 8, "The Tide Post"), (50, 90, 24, "Dockers get"), (50, 116, 24, "a canteen"), *rows]
    page += [*column(LEFT[4:], 50, 150 + 52), (290, 780, 8, "12")]
    lines = text_of([page])
    assert lines[0] == "The Tide Post"
    assert lines[1] == "Dockers get a canteen"
    assert lines[2] == " ".join(LEFT[:4])
    assert lines[3] == " ".join(LEFT[4:])
    assert lines[4] == " ".join(RIGHT)
    assert lines[5] == "12"


def test_the_largest_type_of_page_one_is_the_headline():
    page = [(50, 90, 24, "Dockers get"), (50, 116, 24, "a canteen"), *column(LEFT, 50, 150)]
    info = "/Title (Layout 7 final.indd) /Author (desk4) /CreationDate (D:20310603061500+02'00')"
    pairs = dict(read_pdf("a.pdf", pdf([page], info)).metadata)
    assert pairs == {
        "og:title": "Dockers get a canteen",
        "pdf:title": "Layout 7 final.indd",
        "pdf:author": "desk4",
        "pdf:created": "2031-06-03T06:15:00+02:00",
    }
    assert "og:title" not in dict(read_pdf("a.pdf", pdf([column(LEFT, 50, 150)])).metadata)


def test_words_broken_at_ends_of_lines_are_mended_where_that_is_safe():
    lines = [
        "The harbour master met the dockers on the har-",
        "bour quay in the early morning and prom-",
        "ised them a well-known and long-awaited con-",
        "tract with cranes; the harbour needs the long-",
        "awaited cranes.",
    ]
    assert text_of([column(lines, 50, 100)]) == [
        "The harbour master met the dockers on the harbour quay in the early morning and promised them a well-known "
        "and long-awaited contract with cranes; the harbour needs the long-awaited cranes."
    ]
    assert text_of(
        [column(["The dockers met on Monday in the tide-", "water basin and talked for a long time"], 50, 100)]
    ) == ["The dockers met on Monday in the tide-water basin and talked for a long time"]


def test_ligatures_are_letters():
    assert text_of([[(50, 100, 10, "The ﬁrst oﬃce of the ﬂeet")]]) == ["The first office of the fleet"]


def test_scripts_without_spaces_are_joined_without():
    japanese = [
        "蒼海電機の三枝社長は昨日、札幌市内で知事と会談し、",
        "新しい工場の建設計画について意見を交わした。両者は",
        "来月会う。",
    ]
    assert text_of([column(japanese, 50, 100)]) == ["".join(japanese)]


def test_korean_is_joined_by_words_or_inside_of_them():
    by_words = [
        "도솔중공업 배은결 사장이 어제 저녁",
        "울란바토르에서 광산부 장관을 만나 구리 광산",
        "개발 계획을 논의했다.",
    ]
    assert text_of([column(by_words, 50, 100)]) == [" ".join(by_words)]
    anywhere = [
        "도솔중공업 배은결 사장이 어제 저녁 울란바토르",
        "에서 광산부 장관을 만나 구리 광산 개발 계획을",
        "논의했다. 두 사람은 두 시간 동안 이야기를 나눴",
        "다.",
    ]
    joined = f"{anywhere[0]}{anywhere[1]} {anywhere[2]}{anywhere[3]}"
    assert text_of([column(anywhere, 50, 100)]) == [joined]


def test_what_runs_from_right_to_left_is_read_from_the_right():
    words = ["التقى", "وزير", "الصناعة", "في", "12", "أيلول", "2031"]
    x, page = 500, []
    for word in words:
        width = 5 * len(word)
        x -= width
        page.append((x, 100, 10, word if word.isdigit() else word[::-1]))
        x -= 3
    assert text_of([page]) == [" ".join(words)]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_turned_is_read_all_the_same(turn):
    assert text_of([column(LEFT, 50, 100)], rotate=turn) == [" ".join(LEFT[:4]), " ".join(LEFT[4:])]


def test_a_page_without_text_among_others_is_a_flaw():
    document = read_pdf("a.pdf", pdf([column(LEFT, 50, 100), []]))
    assert document.format == "pdf"
    assert "OCR" in document.flaws[0]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (pdf([[]]), "OCR"),
        (pdf([column(LEFT, 50, 100)])[:300], "damaged"),
        (
            pdf(
                [column(LEFT, 50, 100)],
                trailer=f"/ID [<{'00' * 16}> <{'00' * 16}>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
                f"/O <{'11' * 32}> /U <{'22' * 32}> >>",
            ),
            "encrypted",
        ),
    ],
    ids=["scanned", "broken", "encrypted"],
)
def test_what_cannot_be_read_is_named(data, word):
    with pytest.raises(Unreadable, match=word):
        read_pdf("a.pdf", data)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 3000), st.binary(max_size=40))
def test_a_damaged_pdf_is_read_or_refused(at, junk):
    data = pdf([column(LEFT, 50, 100)])
    try:
        document = read_pdf("a.pdf", data[:at] + junk + data[at + len(junk) :])
    except Unreadable:
        return
    document.text.encode("utf-8")
