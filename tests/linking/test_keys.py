import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whomet.linking.names import block_keys


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("서도현", "Do-hyun Seo"),
        ("서도현", "Seo Do Hyun"),
        ("서도현", "D. H. Seo"),
        ("Ксения Орлова", "K. Orlova"),
        ("К. Орлова", "Ksenia Orlova"),
        ("브리기테 홀만", "ブリギッテ・ホルマン"),
        ("Ирина Волкодаева", "イリーナ・ヴォルコダエワ"),
        ("Jürgen Groß", "Gross, Juergen"),
    ],
)
def test_spellings_of_one_name_share_a_key(a, b):
    assert set(block_keys(a)) & set(block_keys(b))


@pytest.mark.parametrize(("a", "b"), [("Brigitte Hollmann", "Odile Marchetti"), ("서도현", "Ирина Волкодаева")])
def test_other_names_share_none(a, b):
    assert not set(block_keys(a)) & set(block_keys(b))


def test_a_word_alone_is_filed_apart():
    assert not set(block_keys("Hollmann")) & set(block_keys("Brigitte Hollmann"))
    assert set(block_keys("Hollmann")) & set(block_keys("홀만"))


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("abeJöß -.'서도현민지Иринаブリ・ホ張明محمدกข"), max_size=12))
def test_keys_are_sorted_and_made_of_any_text(name):
    keys = block_keys(name)
    assert list(keys) == sorted(set(keys))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("小林由美子", "Yumiko Kobayashi"),
        ("渡辺健一", "와타나베 겐이치"),
        ("盧鎭宇", "노진우"),
        ("許曉東", "Hsu Hsiao-tung"),
        ("許曉東", "쉬샤오둥"),
        ("黃志偉", "Wong Chi-wai"),
        ("Lee Ga-ram", "Yi Karam"),
        ("خالد الحربي", "Khaled Al Harbi"),
        ("Юлия Журавлёва", "Ioulia Jouravliova"),
        ("สมชาย ศรีสุข", "Somchai Sisuk"),
    ],
)
def test_readings_and_systems_lead_to_each_other(a, b):
    assert set(block_keys(a)) & set(block_keys(b))
