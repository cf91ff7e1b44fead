"""Respectful words, titles, bodies and given names of people in Thai."""

from __future__ import annotations

from tests.languages.people import employers, meant, people, read, titles


def test_respectful_words_are_cut_off() -> None:
    found = read(
        "นายกฤษณ์ ทองไพร อธิบดีกรมทางน้ำ พบนางสาวลลิตา ทองไพร นายกสมาคมเรือไทย\nนายกฤษณ์กล่าวว่าพอใจ คุณลลิตาก็เห็นด้วย",
        "th",
        "P:นายกฤษณ์ ทองไพร|O:กรมทางน้ำ|P:นางสาวลลิตา ทองไพร|O:สมาคมเรือไทย|P:นายกฤษณ์|P:คุณลลิตา",
    )
    assert people(found) == {
        "กฤษณ์ ทองไพร": ["กฤษณ์ ทองไพร", "กฤษณ์"],
        "ลลิตา ทองไพร": ["ลลิตา ทองไพร", "ลลิตา"],
    }
    assert titles(found) == {"กฤษณ์ ทองไพร": ["director-general"], "ลลิตา ทองไพร": ["president"]}
    assert employers(found) == {"กฤษณ์ ทองไพร": "กรมทางน้ำ", "ลลิตา ทองไพร": "สมาคมเรือไทย"}
    assert {r.label: r.gender for r in found.referents if r.type == "person"} == {
        "กฤษณ์ ทองไพร": "m",
        "ลลิตา ทองไพร": "f",
    }


def test_what_an_office_is_for_stands_behind_it() -> None:
    found = read("นางอรวี แสงคำ รัฐมนตรีว่าการกระทรวงพาณิชย์ เดินทางถึงแล้ว", "th", "P:นางอรวี แสงคำ|O:กระทรวงพาณิชย์")
    assert titles(found) == {"อรวี แสงคำ": ["minister of commerce"]}


def test_groups_pronouns_and_titles_alone() -> None:
    found = read(
        "นายกฤษณ์ ทองไพร อธิบดีกรมทางน้ำ หารือกับนางอรวี แสงคำ\nทั้งสองฝ่ายเห็นพ้องกัน\nอธิบดีกล่าวว่าเธอจะเดินทางไปด้วย",
        "th",
        "P:นายกฤษณ์ ทองไพร|O:กรมทางน้ำ|P:นางอรวี แสงคำ",
    )
    assert sorted(meant(found, "ทั้งสองฝ่าย")[0]) == ["กฤษณ์ ทองไพร", "อรวี แสงคำ"]
    assert meant(found, "อธิบดี") == [["กฤษณ์ ทองไพร"]]
    assert meant(found, "เธอ") == [["อรวี แสงคำ"]]
