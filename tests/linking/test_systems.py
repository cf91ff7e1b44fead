import pytest

from whomet.linking.systems import alike, bare, in_english


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("schtscherbatjuk", "chtcherbatiouk"),
        ("zhuravleva", "jouravleva"),
        ("wolynzew", "volyntsev"),
        ("khaled", "khalid"),
        ("layla", "leila"),
    ],
)
def test_one_name_by_two_systems(a, b):
    assert alike(a, b) >= 0.7
    assert alike(a, b) == alike(b, a)


@pytest.mark.parametrize(
    ("a", "b"), [("chang", "shang"), ("yoko", "yuko"), ("daniel", "daniela"), ("mahmoud", "mohammed")]
)
def test_other_names(a, b):
    assert alike(a, b) < 0.6


def test_spellings_for_the_index():
    assert "kaikovski" not in in_english("anna")
    assert any(form.startswith("ch") for form in in_english("tschischikow"))
    assert bare("الحربي") == "حربي"
