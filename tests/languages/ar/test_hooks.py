"""Sentences and short forms of Arabic."""

from __future__ import annotations

import pytest

from whomet.languages import pack

HOOKS = pack("ar").hooks


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in HOOKS.split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("التقى الوزير نظيره. واتفقا على عقد اجتماع ثان.", 2),
        ("هل يعود الوفد؟ لا أحد يعرف.", 2),
        # Titles, initials and two full stops end nothing.
        ("التقى د. هاشم القرعان السفير. ثم غادر.", 2),
        ("نقلت أ.ف.ب. عن مصدر أن اللقاء تم. وانتهى.", 2),
        ("قمة مصغرة في مسقط.. رئيسا الشركتين يتفقان", 1),
        ("بلغت الكلفة 3.6 مليار جنيه. وبدأ العمل.", 2),
        ("انتهى الاجتماع.وغادر الوفد.", 2),
        ("قال: «نريد شراكة طويلة.» ثم غادر القاعة.", 2),
        ("قالت الوزيرة إنها راضية؛ مشيرة إلى الدعم.", 1),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_a_semicolon_ends_a_long_sentence() -> None:
    part = "وأوضح الوزير أن المشروع سينفذ على مراحل بالتعاون مع الشركاء في المنطقة " * 3
    assert len(sentences(f"{part.strip()}؛ {part.strip()}.")) == 2


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("شريف عبد التواب", ("عبد التواب", "شريف")),
        ("رولا أبي غانم", ("أبي غانم", "رولا")),
        ("عبد الكبير السملالي", ("السملالي", "عبد الكبير")),
        ("وسيم القاضي", ("القاضي", "وسيم")),
        ("Eleni Moll", ("Moll", "Eleni")),
        ("وسيم", ()),
    ],
)
def test_short_forms(name: str, forms: tuple[str, ...]) -> None:
    assert HOOKS.short_forms(name) == forms


def test_vowel_marks_stay_with_their_letters() -> None:
    assert [token.text for token in HOOKS.tokens("المُبرّز - ١٢")] == ["المُبرّز", "-", "١٢"]
