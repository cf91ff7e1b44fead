"""Titles, employers and references of Indonesian."""

from __future__ import annotations

import pytest
from tests.languages.people import check_title
from tests.mentions.conftest import meant, read

from whomet.languages import pack


@pytest.mark.parametrize(
    ("text", "forms", "person", "role", "employer"),
    [
        (
            "Menteri Luar Negeri Arifin Lazuardi tiba di Ankara.",
            "P:Arifin Lazuardi|L:Ankara",
            "Arifin Lazuardi",
            "foreign minister",
            None,
        ),
        (
            "Direktur Keuangan PT Banyu Segara Tbk, Dewi Larasati, S.E., M.M., menjawab.",
            "P:Dewi Larasati|O:PT Banyu Segara Tbk",
            "Dewi Larasati",
            "chief financial officer",
            "PT Banyu Segara Tbk",
        ),
        (
            "Mantan Menteri Keuangan Tumpal Sihaloho hadir.",
            "P:Tumpal Sihaloho",
            "Tumpal Sihaloho",
            "former finance minister",
            None,
        ),
        (
            "Gubernur Maluku Ir. H. Yusril Tuasikal, M.Si. membuka acara.",
            "P:Yusril Tuasikal|L:Maluku",
            "Yusril Tuasikal",
            "governor",
            "Maluku",
        ),
        (
            "Menteri Pertahanan Jepang Kenji Morisaki bertemu Presiden.",
            "P:Kenji Morisaki|L:Jepang",
            "Kenji Morisaki",
            "defence minister",
            None,
        ),
        (
            "Ketua Umum Asosiasi Nelayan Timur Lukman Hakim menolak.",
            "P:Lukman Hakim|O:Asosiasi Nelayan Timur",
            "Lukman Hakim",
            "chairman",
            "Asosiasi Nelayan Timur",
        ),
        (
            "Kata juru bicara Kemenhub, Ratih Anggraini, jalan ditutup.",
            "P:Ratih Anggraini",
            "Ratih Anggraini",
            "spokesperson",
            "Kemenhub",
        ),
    ],
)
def test_a_title_finds_its_holder_and_the_body(
    text: str, forms: str, person: str, role: str, employer: str | None
) -> None:
    check_title("id", text, forms, person, role, employer)


def test_titles_and_pronouns_take_their_person_up() -> None:
    found = read(
        "Menteri Perdagangan Dewi Larasati tiba. Menteri itu tersenyum. Ia lalu pergi.", "id", "P:Dewi Larasati"
    )
    assert ["Dewi Larasati"] in meant(found, "Menteri")
    assert ["Dewi Larasati"] in meant(found, "Ia")


def test_forms_by_which_a_name_is_taken_up() -> None:
    assert {"Rohmatillah", "Siti Rohmatillah"} <= set(pack("id").hooks.short_forms("Siti Rohmatillah Dewi"))
