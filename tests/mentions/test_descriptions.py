"""Descriptions that take up a person, namesakes told apart by nearness, towns inside adjectives."""

from __future__ import annotations

from tests.mentions.conftest import meant, read, referent


def test_a_people_stands_for_the_person_before() -> None:
    found = read("Jens Halm kam am Abend. Das sagte der Däne in Bonn.", "de", "P:Jens Halm")
    assert meant(found, "der Däne") == [["Jens Halm"]]


def test_a_genitive_of_a_people_stands_for_nobody() -> None:
    found = read("Jens Halm kam am Abend. Auch der Trainer der Schweizer kam.", "de", "P:Jens Halm")
    assert meant(found, "der Schweizer") == []


def test_a_description_means_nobody_of_its_own_sentence() -> None:
    found = read("Jens Halm kam. Ida Moll und der Däne sprachen lange.", "de", "P:Jens Halm|P:Ida Moll")
    assert meant(found, "der Däne") == [["Jens Halm"]]


def test_an_age_means_whose_age_is_told() -> None:
    text = "Jens Halm (54) came. Ben Abara (41) stayed away. The 54-year-old waved."
    assert meant(read(text, "en", "P:Jens Halm|P:Ben Abara"), "The 54-year-old") == [["Jens Halm"]]


def test_of_two_namesakes_the_one_just_named_is_meant() -> None:
    text = "Jens Halm kam. Das Wetter war gut. Es regnete nicht. Niemand fehlte. Ida Halm ging. „Nein“, sagte Halm."
    found = read(text, "de", "P:Jens Halm|P:Ida Halm|P:Halm")
    assert meant(found, "Halm") == [["Ida Halm"]]


def test_a_title_is_not_the_one_whom_its_clause_names() -> None:
    found = read("Ministerin Ida Moll kam. Am Abend empfing Moll die Ministerin.", "de", "P:Ida Moll|P:Moll")
    assert meant(found, "Ministerin") == []


def test_a_town_is_heard_in_the_adjective_of_its_town_hall() -> None:
    found = read("Sie trafen sich im Kasseler Rathaus.", "de")
    assert referent(found, "Kasseler").country == "DE"
