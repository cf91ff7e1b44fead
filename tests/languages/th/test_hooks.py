"""Sentences and short forms of Thai."""

from __future__ import annotations

import pytest

from whomet.languages import pack

HOOKS = pack("th").hooks


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in HOOKS.split_sentences(text)]


FIRST = "นายปริญญ์ วงศ์สุริยา ผู้ว่าราชการจังหวัด พบกับนักลงทุนจากญี่ปุ่นที่ศาลากลางเมื่อเย็นวานนี้"


@pytest.mark.parametrize(
    "second",
    [
        "ทั้งนี้ สองฝ่ายนัดพบกันอีกครั้งในเดือนสิงหาคม",
        "ขณะที่เกษตรกรหวังว่าราคารับซื้อจะขยับขึ้น",
        "อย่างไรก็ตาม บริษัทยังไม่ยืนยันตัวเลขดังกล่าว",
        "เมื่อวันที่ 3 กรกฎาคม เขาเดินทางกลับไปยังกรุงโตเกียว",
    ],
)
def test_a_space_before_an_opening_word_ends_a_sentence(second: str) -> None:
    assert sentences(f"{FIRST} {second}") == [FIRST, second]


@pytest.mark.parametrize(
    "text",
    [
        FIRST,
        "โครงการมีระยะทาง 214 กิโลเมตร วงเงินลงทุนประมาณ 78,000 ล้านบาท",
        "นายธเนศ อัศวเมธากุล กล่าวว่า แต่เดิมโครงการนี้ล่าช้า",
        "ประชุมวันที่ 5 ส.ค. 2568 ที่จังหวัดน่าน",
    ],
)
def test_other_spaces_end_nothing(text: str) -> None:
    assert sentences(text) == [text]


def test_speech_is_not_cut() -> None:
    text = "นางคยาร์กล่าวกับผู้สื่อข่าวที่ศาลากลางจังหวัดในช่วงบ่ายว่า “ดิฉันประทับใจในความตั้งใจ แต่ยังต้องหารือกันต่อไป”"
    assert sentences(text) == [text]


def test_a_polite_particle_ends_a_sentence() -> None:
    first = "พวกเราเดินทางมาไกลเพื่อมาพบกับทุกคนที่นี่ในวันนี้ครับ"
    assert sentences(f"{first} ขอบคุณทุกคนมากที่มาร่วมงาน") == [first, "ขอบคุณทุกคนมากที่มาร่วมงาน"]


def test_lines_and_full_stops_end_sentences() -> None:
    assert len(sentences("การประชุมถูกยกเลิกเพราะฝนตกหนัก.\nสองฝ่ายจะนัดใหม่")) == 2


def test_short_forms() -> None:
    assert HOOKS.short_forms("ธเนศ อัศวเมธากุล") == ("ธเนศ", "อัศวเมธากุล")
    assert HOOKS.short_forms("ธเนศ") == ()


def test_vowel_signs_stay_with_their_letters() -> None:
    assert [token.text for token in HOOKS.tokens("ที่นี่ 214 กม.")] == ["ที่นี่", "214", "กม", "."]
