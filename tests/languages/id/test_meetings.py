"""Meetings, statements and plans told in Indonesian."""

from __future__ import annotations

import pytest
from tests.events.marked import build
from tests.events.test_meetings import told

from whomet.events import extract


@pytest.mark.parametrize(
    ("source", "status"),
    [
        ("Menteri [P:Ana Wirth] bertemu pengusaha [P:Ben Okoro] di [L:Lodz].", "held"),
        ("[P:Ana Wirth] menggelar pertemuan dengan penerbit [P:Ben Okoro].", "held"),
        ("Pertemuan antara [P:Ana Wirth] dan [P:Ben Okoro] berlangsung dua jam.", "held"),
        ("[P:Ana Wirth] akan menemui [P:Ben Okoro] bulan depan.", "planned"),
        ("[P:Ana Wirth] membatalkan pertemuan dengan [P:Ben Okoro].", "cancelled"),
        ("[P:Ana Wirth] membantah bertemu dengan [P:Ben Okoro].", "denied"),
        ("[P:Ana Wirth] mengajak [P:Ben Okoro] duduk bersama.", "proposed"),
    ],
)
def test_status(source: str, status: str) -> None:
    (only,) = told(source, "id")
    assert (only["sides"], only["status"]) == ({"Ana Wirth", "Ben Okoro"}, status)


@pytest.mark.parametrize(
    "source",
    [
        "Presiden [P:Ana Wirth] menerima Menteri [P:Ben Okoro] di istana.",
        "[P:Ben Okoro] diterima oleh [P:Ana Wirth].",
        "[P:Ben Okoro] dijamu Gubernur [P:Ana Wirth].",
    ],
)
def test_host(source: str) -> None:
    (only,) = told(source, "id")
    assert (only["host"], only["status"]) == ("Ana Wirth", "held")


@pytest.mark.parametrize(
    "source",
    [
        "[P:Ana Wirth] menerima surat dari [P:Ben Okoro].",
        "[P:Ana Wirth] menyambut baik keputusan [P:Ben Okoro].",
        "[P:Ana Wirth] bertemu [P:Ben Okoro] di babak final.",
        "[P:Ana Wirth] menggantikan [P:Ben Okoro] sebagai menteri.",
    ],
)
def test_look_alikes(source: str) -> None:
    assert told(source, "id") == []


def test_hearsay_is_attributed() -> None:
    (only,) = told("Kabarnya [P:Ana Wirth] telah bertemu [P:Ben Okoro].", "id")
    assert (only["status"], only["attributed"]) == ("held", "Kabarnya")


def test_reported_speech_and_plans() -> None:
    document, mentions = build(
        "[P:Ana Wirth] mengatakan bahwa pinjaman itu mahal. [O:Nordlicht] akan membuka hotel pada [T:2031-08|Agustus].",
        "id",
        "2031-05-14",
    )
    found = extract(document, mentions)
    (statement,) = found.statements
    assert (statement.speaker, statement.text) == (0, "bahwa pinjaman itu mahal.")
    assert [(p.who, p.when) for p in found.plans] == [(1, "2031-08")]
