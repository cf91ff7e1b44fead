"""Sentences and short forms of Indonesian."""

from __future__ import annotations

import pytest

from whomet.languages import pack

HOOKS = pack("id").hooks


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("H. Abdul Mutalib, S.H. menemui Drs. Muzakir di Jl. Melati No. 5. Ia tertawa. Mereka setuju, dll.", 3),
        ("Panjangnya 7,8 km. Proyek itu soal lain hal. Selesai.", 3),
    ],
)
def test_sentence_ends(text: str, count: int) -> None:
    spans = HOOKS.split_sentences(text)
    assert len(spans) == count
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)


@pytest.mark.parametrize(
    ("name", "form"),
    [("Cut Meutia Ramlan", "Ramlan"), ("Lidya Kusumawardhani", "Lidya")],
)
def test_short_forms(name: str, form: str) -> None:
    assert form in HOOKS.short_forms(name)
