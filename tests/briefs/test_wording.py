"""The words of briefs: every language has all of them, with the same places to fill."""

import re
from datetime import date

import pytest

from whomet import languages
from whomet.briefs import wording
from whomet.briefs.wording import Words, words

OTHERS = [code for code in wording.codes() if code != wording.OWN]
#: Templates that need not name all that they are given: Korean has no "of it" to say what a share is of.
_PLURAL = ("counts", "verbs")


def leaves(table):
    """(section, key, template) of every template, the forms of a plural each by itself."""
    for section, entries in table.items():
        for key, value in entries.items():
            for form in value.values() if isinstance(value, dict) else [value]:
                yield section, key, form


def test_the_languages_are_those_of_the_packs():
    assert set(wording.codes()) == set(languages.codes())


@pytest.mark.parametrize("code", OTHERS)
def test_the_same_keys_and_places_to_fill(code):
    own, other = wording.table(wording.OWN), wording.table(code)
    assert {s: set(keys) for s, keys in own.items()} == {s: set(keys) for s, keys in other.items()}
    wanted = {(section, key): wording.placeholders(form) for section, key, form in leaves(own)}
    for section, key, form in leaves(other):
        assert wording.placeholders(form) == wanted[section, key], f"{section}.{key}: {form}"


@pytest.mark.parametrize("code", wording.codes())
def test_every_plural_that_the_language_has(code):
    needed = {words(code).locale.plural_form(number) for number in range(1000)}
    for section in _PLURAL:
        for key, forms in wording.table(code)[section].items():
            assert set(forms) in (needed, needed | {"other"}), f"{section}.{key}"


@pytest.mark.parametrize("code", wording.codes())
def test_nothing_is_empty_and_braces_are_closed(code):
    for section, key, form in leaves(wording.table(code)):
        assert form.strip(), f"{section}.{key}"
        assert not re.search(r"[{}]", re.sub(r"\{\w+\}", "", form)), form


def test_no_korean_particle_depends_on_a_name():
    for _, _, form in leaves(wording.table("ko")):
        assert not re.search(r"\}(?:을|를|이|가|은|는|과|와|으로|로)(?![가-힣])", form), form
        assert not re.search(r"[을이은과]\((?:를|가|는|와)\)", form), form


@pytest.mark.parametrize(
    "said",
    [
        "a.txt corrected it on 2031-05-04",
        "a.txt took it back; b.txt corrected it",
        "one day apart: local time of the place against the outlet's own "
        "(a.txt counts in local time of the place, b.txt counts in its own time)",
        "a.txt has the text of b.txt, which says otherwise; c.txt has the text of b.txt, which says otherwise",
        "a.txt may mix it up with the meeting of Ada Brook and Ben Cole on that day (b.txt)",
        "a.txt may mix it up with the meeting of Ada Brook and Ben Cole there (b.txt)",
        "a.txt, b.txt gives both",
        "announced or reported by some, then denied",
        "digits have changed places",
        "the scale is off by a power of ten",
        "translated with another amount",
        "copied with another amount",
        "copied with other words",
    ],
)
@pytest.mark.parametrize("code", OTHERS)
def test_what_explains_a_contradiction_is_put_into_words(code, said):
    told = words(code).explained(said)
    assert told != said
    for kept in re.findall(r"[abc]\.txt|Ada Brook|Ben Cole", said):
        assert kept in told
    for english in ("corrected", "local time", "otherwise", "counts", "meeting of"):
        assert english not in told


def test_what_no_table_knows_stays_as_it_is():
    assert words("ko").explained("the moon was full") == "the moon was full"
    assert words("de").term("fields", "bridge toll") == "bridge toll"
    assert words("de").topic("bridge toll") == "bridge toll"
    assert words("de").role("keeper of the seals of nowhere") == "keeper of the seals of nowhere"


def test_dates_and_numbers_are_those_of_the_language():
    day = date(2031, 5, 4)
    assert [words(code).day(day, 10) for code in ("en", "de", "ko", "ja")] == [
        "May 4, 2031",
        "4. Mai 2031",
        "2031년 5월 4일",
        "2031年5月4日",
    ]
    assert [words(code).day(day, 7) for code in ("en", "de", "ko")] == ["May 2031", "Mai 2031", "2031년 5월"]
    assert [words(code).day(day, 4) for code in ("en", "ko", "zh")] == ["2031", "2031년", "2031年"]
    assert words("de").number(1234567.25) == "1.234.567,25"
    assert words("de-AT").code == "de"


def test_roles_and_topics_are_those_of_the_pack():
    assert words("ko").role("chairman") == "회장"
    assert words("de").role("chief executive officer", ["Vorstandschefin", "Chefin", "Vorstandschefin"]) == (
        "Vorstandschefin"
    )
    assert words("ko").topic("semiconductors") == "반도체"
    assert words("en").role("chairman", ["Chair"]) == "chairman"


def test_a_language_without_words_is_named_with_those_there_are():
    with pytest.raises(wording.UnknownLanguageError, match=r"'sw'; there are .*\bde\b.*\bko\b"):
        words("sw")


def test_capitals_know_the_dotted_i():
    turkish = Words.__new__(Words)
    turkish.code = "tr"
    turkish._table = {"titles": {"x": "kimin"}}
    assert turkish.loud("x") == "KİMİN"


@pytest.mark.parametrize(
    "said",
    [
        "what came in since disagrees with what was accepted: a.txt",
        "what came in since gives another value than Ada Brook: a.txt, b.txt, c.txt, …",
        "what came in since tells of it: a.txt",
        "what came in since gives date 2031-05-06: a.txt",
        "what came in since gives status cancelled, denied: a.txt",
        "what came in since names the two side by side as two: a.txt",
        "what came in since names the two as one: a.txt",
        "rejected by decision:0123456789ab",
        "Ada Brook is named no more",
        "no article tells of it any more",
        "no article gives 2031-05-06 any more",
        "they could not be made one: person:ada-brook, person:ada-brooke",
        "they could not be parted: both are person:ada-brook",
        "what was one then is 2 now: person:ada-brook, person:ben-cole; it is taken for person:ada-brook",
    ],
)
@pytest.mark.parametrize("code", OTHERS)
def test_what_speaks_against_a_decision_is_put_into_words(code, said):
    told = words(code).objected(said)
    assert told != said
    for part in re.findall(r"[\w:-]+\.txt|[a-z]+:[\w-]+|20\d\d-\d\d-\d\d|Ada Brook", said):
        assert part in told
    assert words(wording.OWN).objected(said) == said


def test_states_are_words_of_the_language_where_they_speak_against_a_decision():
    told = words("de").objected("what came in since gives status cancelled, denied: a.txt")
    assert told == "was seither kam, nennt Stand abgesagt, bestritten: a.txt"


@pytest.mark.parametrize("code", OTHERS)
def test_why_two_cannot_be_one_is_put_into_words(code):
    told = words(code).forbidden("one article speaks of both as two: a.txt, b.txt")
    assert "a.txt, b.txt" in told
    assert "speaks" not in told
    assert words(code).forbidden("told by the user") != "told by the user"
    assert words(code).forbidden("for no reason") == "for no reason"
