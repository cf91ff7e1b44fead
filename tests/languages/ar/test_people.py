"""Titles, bodies and short forms of people in Arabic, with what is written onto a word."""

from __future__ import annotations

import pytest
from tests.languages.people import employers, meant, people, read, titles


@pytest.mark.parametrize(
    "text",
    [
        "وصل وزير الصناعة نادر الخوالدة إلى إربد.",
        "والتقى بوزير الصناعة الدكتور نادر الخوالدة في إربد.",
        "وصل نادر الخوالدة، وزير الصناعة، إلى إربد.",
    ],
)
def test_what_an_office_is_for(text: str) -> None:
    found = read(text, "ar", "P:نادر الخوالدة|L:إربد")
    assert titles(found) == {"نادر الخوالدة": ["minister of industry"]}


def test_title_and_body() -> None:
    found = read("قالت رئيسة مجلس إدارة شركة نبراس هالة الصويلح إن العمل بدأ.", "ar", "P:هالة الصويلح|O:شركة نبراس")
    assert titles(found) == {"هالة الصويلح": ["chairman"]}
    assert employers(found) == {"هالة الصويلح": "شركة نبراس"}
    assert found.referents[0].gender in ("f", None)


def test_particles_are_cut_off_names() -> None:
    found = read(
        "التقى نادر الخوالدة ليلى الصويلح.\nوقال الخوالدة إن اللقاء مفيد. وليلى الصويلح ستعود.",
        "ar",
        "P:نادر الخوالدة|P:وليلى الصويلح|P:ليلى الصويلح|P:الخوالدة",
    )
    assert people(found) == {
        "نادر الخوالدة": ["نادر الخوالدة", "الخوالدة"],
        "ليلى الصويلح": ["ليلى الصويلح", "ليلى الصويلح"],
    }


def test_respectful_words_titles_alone_and_groups() -> None:
    found = read(
        "بحث وزير الصناعة نادر الخوالدة مع هالة الصويلح التعاون.\nواتفق الجانبان على اللقاء.\n"
        "وأضاف الوزير أن السيدة الصويلح ستعود.",
        "ar",
        "P:نادر الخوالدة|P:هالة الصويلح|P:الصويلح",
    )
    assert len(meant(found, "الجانبان")[0]) == 2
    assert meant(found, "الوزير") == [["نادر الخوالدة"]]
    assert people(found)["هالة الصويلح"] == ["هالة الصويلح", "الجانبان", "الصويلح"]


def test_a_family_name_that_ends_like_an_adjective() -> None:
    found = read("قال الوزير الشمري ذلك للرئيس الأمريكي جون بايل.", "ar", "P:الشمري|P:جون بايل")
    assert [name.text for name in found.names if name.type == "person"] == ["الشمري", "جون بايل"]
