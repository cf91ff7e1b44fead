import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whomet.linking.names import likeness, name_parts, pivot
from whomet.linking.spelling import romanise
from whomet.linking.units import script, units

SAME = [
    ("서도현", "Seo Do-hyun"),
    ("서도현", "Do-hyun Seo"),
    ("서도현", "Suh Dohyun"),
    ("노가람", "Roh Ga-ram"),
    ("노가람", "로가람"),
    ("Roh Ga-ram", "Noh Garam"),
    ("임채윤", "Lim Chae-yoon"),
    ("Lim Chae-yoon", "Lim Chae Yun"),
    ("브리기테 홀만", "Brigitte Hollmann"),
    ("토마스 에글리", "Thomas Egli"),
    ("Jürgen Groß", "Juergen Gross"),
    ("Jürgen Groß", "Jurgen Gross"),
    ("Odile Marchetti", "Odile Marcheti"),
    ("ブリギッテ・ホルマン", "Brigitte Hollmann"),
    ("브리기테 홀만", "ブリギッテ・ホルマン"),
    ("Ирина Волкодаева", "Irina Volkodaeva"),
    ("張明遠", "张明远"),
]
OTHER = [
    ("서도현", "Seo Min-ji"),
    ("서도현", "서민지"),
    ("서도현", "Kim Do-hyun"),
    ("Seo Do-hyun", "Seo Min-ji"),
    ("브리기테 홀만", "Werner Hollmann"),
    ("Brigitte Hollmann", "Werner Hollmann"),
    ("브리기테 홀만", "베르너 홀만"),
    ("ブリギッテ・ホルマン", "ヴェルナー・ホルマン"),
    ("Ирина Волкодаева", "Pavel Volkodaev"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_the_same_name_in_other_letters(a, b):
    assert likeness(a, b) >= 0.75


@pytest.mark.parametrize(("a", "b"), OTHER)
def test_another_given_or_family_name(a, b):
    assert likeness(a, b) < 0.5


name = st.text(st.sampled_from("abeJöß -.'서도현민지Иринаブリ・ホ張明محمدกข"), max_size=12)


@settings(max_examples=150, deadline=None)
@given(name, name)
def test_likeness_is_symmetric_and_bounded(a, b):
    assert likeness(a, b) == likeness(b, a)
    assert 0.0 <= likeness(a, b) <= 1.0


@settings(max_examples=100, deadline=None)
@given(name)
def test_a_name_is_like_itself(a):
    assert likeness(a, a) == (1.0 if script(a) and any(c.isalpha() for c in a) else likeness(a, a))


def test_korean_names_are_cut_and_romanised():
    assert name_parts("서도현") == ("서", "도현")
    assert name_parts("남궁가온") == ("남궁", "가온")
    assert romanise("서", "도현") == "Seo Do-hyun"


def test_units_of_hangul_leave_the_silent_onset_out():
    assert units("아이") == ("ᅡ", "ᅵ")
    assert pivot("Ирина") == "irina"
