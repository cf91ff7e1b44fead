import pytest
from hypothesis import given
from hypothesis import strategies as st

from whomet.linking.names import likeness
from whomet.linking.readings import characters, fit, is_pinyin, korean, mandarin, simplified, wade


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("張明遠", "Zhang Mingyuan"),
        ("張明遠", "Mingyuan Zhang"),
        ("張明遠", "Chang Ming-yuan"),
        ("張明遠", "Cheung Ming-yuen"),
        ("趙雪峰", "Чжао Сюэфэн"),
        ("小林由美子", "Yumiko Kobayashi"),
        ("小林由美子", "Юмико Кобаяси"),
        ("小林由美子", "고바야시 유미코"),
        ("藤田さくら", "フジタ・サクラ"),
        ("渡邊健一", "Y. Watanabe"),
        ("渡邊健一", "K. Watanabe"),
    ],
)
def test_a_name_is_read_in_many_ways(name, other):
    assert (fit(name, other) > 0.6) is (other != "Y. Watanabe")


@pytest.mark.parametrize("other", ["Zhang Minghua", "Daichi Nakajima", "장명화"])
def test_other_names_are_no_readings(other):
    assert fit("張明遠", other) == 0.0


def test_korean_readings_with_and_without_the_initial_sound_rule():
    assert {"이하준", "리하준"} <= set(korean("李河俊"))
    assert likeness("盧鎭宇", "노진우") > 0.9
    assert likeness("盧鎭宇", "Roh Jin-woo") > 0.8


def test_forms_of_a_character_are_one():
    assert simplified("張國華") == simplified("张国华")
    assert simplified("渡邊") == simplified("渡辺")
    assert likeness("張國華", "张国华") > 0.9
    assert likeness("張國華", "張國花") < 0.68


def test_foreign_names_are_not_read_character_by_character():
    assert characters("布丽吉特·霍尔曼") == ""
    assert mandarin("張明遠") == "zhang mingyuan"


def test_syllables():
    assert is_pinyin("xiaodong")
    assert not is_pinyin("stefan")
    assert "hsiaotung" in wade("xiaodong")


@given(
    st.text(st.sampled_from("張明遠小林さクab ·.鎭"), max_size=8), st.text(st.sampled_from("ab yuмиコ은 "), max_size=8)
)
def test_any_text_fits_or_not(name, other):
    assert 0.0 <= fit(name, other) <= 1.0


@pytest.mark.parametrize(
    ("old", "new"), [("真鍋曉", "真鍋暁"), ("真锅晓", "真鍋暁"), ("寶田爲", "宝田為"), ("縣淨", "県浄")]
)
def test_older_and_chinese_forms_of_japanese_characters_are_one_name(old, new):
    assert likeness(old, new) >= 0.97
