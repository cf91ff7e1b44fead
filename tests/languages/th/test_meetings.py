"""Meetings, statements and plans told in Thai."""

from __future__ import annotations

import pytest
from tests.events.marked import build
from tests.events.test_meetings import told

from whomet.events import extract
from whomet.languages import pack

_A, _B = "นาย[P:กฤตยชญ์ พันธุ์รุ่งโรจน์]", "นาง[P:อามาเลีย คอสติน]"


@pytest.mark.parametrize(
    ("source", "status"),
    [
        (f"{_A} รัฐมนตรี พบหารือกับ{_B} ที่[L:กรุงโซล]", "held"),
        (f"{_A} กับ {_B} พบกันเมื่อวานนี้", "held"),
        (f"การหารือระหว่าง{_A}กับ{_B}มีขึ้นเมื่อวานนี้", "held"),
        (f"{_A} โทรศัพท์หารือกับ{_B}", "held"),
        (f"{_A} จะพบกับ{_B} สัปดาห์หน้า", "planned"),
        (f"{_A} มีกำหนดหารือกับ{_B}", "planned"),
        (f"{_A} ยกเลิกการหารือกับ{_B}", "cancelled"),
        (f"{_A} ปฏิเสธว่าไม่ได้พบกับ{_B}", "denied"),
        (f"{_A} ขอเข้าพบ{_B}", "proposed"),
    ],
)
def test_status(source: str, status: str) -> None:
    (only,) = told(source, "th")
    assert (only["sides"], only["status"]) == ({"กฤตยชญ์ พันธุ์รุ่งโรจน์", "อามาเลีย คอสติน"}, status)


@pytest.mark.parametrize(
    "source",
    [
        f"{_A} ให้การต้อนรับ{_B} ที่กระทรวงพาณิชย์",
        f"{_B} เข้าเยี่ยมคารวะ{_A} เมื่อวานนี้",
        f"{_A} เป็นเจ้าภาพเลี้ยงอาหารค่ำแก่{_B}",
    ],
)
def test_host(source: str) -> None:
    (only,) = told(source, "th")
    assert (only["host"], only["status"]) == ("กฤตยชญ์ พันธุ์รุ่งโรจน์", "held")


@pytest.mark.parametrize(
    "source",
    [
        f"{_A} วิจารณ์คำพูดของ{_B}",
        f"ผลสำรวจพบว่า {_A} มีคะแนนนำ{_B} ห้าจุด",
        f"{_A} ขึ้นดำรงตำแหน่งแทน{_B}",
        f"{_A} ยื่นฟ้อง{_B} ต่อศาล",
    ],
)
def test_no_meeting(source: str) -> None:
    assert told(source, "th") == []


def test_a_list_with_company() -> None:
    (only,) = told(f"{_A} พบกับ{_B} โดยมีนาย[P:เดชา วิไลหิรัญ] และนาย[P:สมบัติ รุ่งเรืองกิจ] เข้าร่วมด้วย", "th")
    assert only["attendees"] == {"เดชา วิไลหิรัญ", "สมบัติ รุ่งเรืองกิจ"}


def test_a_statement() -> None:
    document, mentions = build(f"{_A} กล่าวว่า โครงการรถไฟจะเริ่มก่อสร้างปีหน้า", "th")
    (only,) = extract(document, mentions).statements
    assert (only.text, only.speaker) == ("โครงการรถไฟจะเริ่มก่อสร้างปีหน้า", 0)


def test_a_plan() -> None:
    document, mentions = build("[O:ไทยเหล็กกล้า]มีแผนสร้างโรงงานใน[T:2026|ปี 2569]", "th")
    (only,) = extract(document, mentions).plans
    assert (only.when, only.who) == ("2026", 0)


@pytest.mark.parametrize(
    "text",
    [
        "นายปกรณ์ เลิศวารี ให้การต้อนรับนายอากิระ มานาเบะ ที่กระทรวงดิจิทัล เมื่อวันที่ 16 กันยายน 2568 เพื่อหารือเรื่องดาวเทียม",
        "นายปกรณ์ เลิศวารี รัฐมนตรีว่าการกระทรวงดิจิทัล ลงนามกับนางโรซาลินด์ ประธานมูลนิธิ และนางสาวเสิ่น ที่ปรึกษาสถานทูต",
    ],
)
def test_a_list_or_a_time_behind_what_it_dates_ends_no_sentence(text: str) -> None:
    assert pack("th").hooks.split_sentences(text) == [(0, len(text))]
