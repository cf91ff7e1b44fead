"""Contacts are told from the numbers of the story."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whomet.cleaning.contacts import contacts_of
from whomet.records import Block


def found(text, kind="boilerplate", *languages):
    return [(one.kind, text[one.start : one.end]) for one in contacts_of(text, [Block(0, len(text), kind)], languages)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ko", "제보 전화 02-555-0142 등록번호 서울 아01234", [("telephone", "02-555-0142")]),
        ("ko", "후원계좌 한길은행 123456-01-234567 예금주 도란", [("account", "123456-01-234567")]),
        ("ko", "메일desk@dari.example로 보내주세요", [("e-mail", "desk@dari.example")]),
        ("en", "Call (212) 555-0142 or write to tips [at] post.example",
         [("telephone", "(212) 555-0142"), ("e-mail", "tips [at] post.example")]),
        ("de", "Tel.: 030/23125 123, Konto-Nr. 1234567", [("telephone", "030/23125 123"), ("account", "1234567")]),
        ("de", "Spenden an DE89 3704 0044 0532 0130 00", [("account", "DE89 3704 0044 0532 0130 00")]),
        ("ja", "電話：03-5555-0123 desk＠shimbun.example",
         [("telephone", "03-5555-0123"), ("e-mail", "desk＠shimbun.example")]),
        ("zh", "爆料热线：400-810-1234 ICP备12345678号", [("telephone", "400-810-1234")]),
        ("ar", "واتساب ٠١٠١٢٣٤٥٦٧٨", [("telephone", "٠١٠١٢٣٤٥٦٧٨")]),
        ("th", "โทร. 02-123-4567", [("telephone", "02-123-4567")]),
        ("ru", "Реклама: (812) 555-01-64", [("telephone", "(812) 555-01-64")]),
    ],
)  # fmt: skip
def test_contacts_beside_the_article(language, text, expected):
    assert found(text, "boilerplate", language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "14.06.2024 10:30 Uhr, 2024-06-14 10:30, © 2019-2025",
        "ISSN 1234-5678, DE89 3704 0044 0532 0130 01",
        "The account showed 12,345,678 dollars in 2023-2024",
        "Telefon 14.06.2024",
        "조회 12345 · 2031.06.14 10:30",
    ],
)
def test_dates_amounts_and_wrong_check_digits_are_none(text):
    assert found(text, "boilerplate", "en", "de", "ko") == []


def test_in_the_story_a_number_needs_a_label_or_a_country_code():
    text = "Line 212 555 0142 carried 3,500,000 people; call +44 20 7946 0123, or phone 212 555 0199."
    assert found(text, "body", "en") == [("telephone", "+44 20 7946 0123"), ("telephone", "212 555 0199")]


@given(st.text(alphabet="0123456789٣+-. ()@abTel계좌전화:/\n", max_size=80))
def test_contacts_are_in_order_and_apart(text):
    contacts = contacts_of(text, [Block(0, len(text), "boilerplate")], ["ko", "en"])
    ends = [0, *(one.end for one in contacts)]
    assert all(end <= one.start < one.end <= len(text) for end, one in zip(ends, contacts, strict=False))
