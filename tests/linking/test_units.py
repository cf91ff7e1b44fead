from whomet.linking.names import likeness
from whomet.linking.units import units


def test_thai_vowels_stand_behind_their_consonant():
    assert units("เมา") == units("เมา")
    assert units("แก")[0] == "ก"
    assert units("โพธิ์") == ("พ", "โ")


def test_greek_pairs_are_one_unit():
    assert units("Μπάκος") == ("μπ", "α", "κ", "ο", "σ")


def test_thai_and_greek_against_latin():
    assert likeness("สมชาย ศรีสุข", "Somchai Srisuk") > 0.8
    assert likeness("สมชาย ศรีสุข", "Somsak Srisuk") < 0.6
    assert likeness("Νίκος Αγγελόπουλος", "Nikos Angelopoulos") > 0.8
    assert likeness("Νίκος Αγγελόπουλος", "Petros Angelopoulos") < 0.6
