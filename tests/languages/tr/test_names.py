"""Titles, employers and references of Turkish."""

from __future__ import annotations

import pytest
from tests.languages.people import check_title
from tests.mentions.conftest import meant, read

from whomet.languages import pack


@pytest.mark.parametrize(
    ("text", "forms", "person", "role", "employer"),
    [
        (
            "Dışişleri Bakanı Tarık Özgöl Ankara'da konuştu.",
            "P:Tarık Özgöl|L:Ankara",
            "Tarık Özgöl",
            "foreign minister",
            None,
        ),
        (
            "Karadeniz Tersanesi Genel Müdürü Feraye Usluer imzayı attı.",
            "P:Feraye Usluer|O:Karadeniz Tersanesi",
            "Feraye Usluer",
            "director general",
            "Karadeniz Tersanesi",
        ),
        (
            "Eski Maliye Bakanı Rüstem Kavlak salondan ayrıldı.",
            "P:Rüstem Kavlak",
            "Rüstem Kavlak",
            "former finance minister",
            None,
        ),
        (
            "Nordveld'in CEO'su Anneke Roos İzmir'e geldi.",
            "P:Anneke Roos|O:Nordveld|L:İzmir",
            "Anneke Roos",
            "chief executive officer",
            "Nordveld",
        ),
        (
            "Sağlık Bakan Yardımcısı Prof. Dr. Hülya Kaptan toplantıya katıldı.",
            "P:Hülya Kaptan",
            "Hülya Kaptan",
            "deputy health minister",
            None,
        ),
        (
            "Muğla Valisi İdris Akyol ile Bodrum Belediye Başkanı Nesrin Tunalı görüştü.",
            "P:İdris Akyol|P:Nesrin Tunalı|L:Muğla|L:Bodrum",
            "Nesrin Tunalı",
            "mayor",
            "Bodrum",
        ),
        (
            "Bakanlık Sözcüsü Yavuz Erten soruları yanıtladı.",
            "P:Yavuz Erten",
            "Yavuz Erten",
            "spokesperson",
            None,
        ),
    ],
)
def test_a_title_finds_its_holder_and_the_body(
    text: str, forms: str, person: str, role: str, employer: str | None
) -> None:
    check_title("tr", text, forms, person, role, employer)


def test_titles_and_pronouns_take_their_person_up() -> None:
    found = read("Dışişleri Bakanı Tarık Özgöl konuştu. Bakan, soruları yanıtladı.", "tr", "P:Tarık Özgöl")
    assert ["Tarık Özgöl"] in meant(found, "Bakan")


def test_forms_by_which_a_name_is_taken_up() -> None:
    assert {"Aslanoğlu"} <= set(pack("tr").hooks.short_forms("Kerem Aslanoğlu"))
