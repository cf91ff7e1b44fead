"""Who was not there, as many languages tell it behind a meeting."""

import pytest

from tests.events.test_meetings import told

MISSING = [
    ("en", "[P:Ana Wirth] met [P:Ben Okoro] in [L:Graz].\nMayor [P:Ida Moll] had to drop out."),
    ("en", "[P:Ana Wirth] met [P:Ben Okoro] in [L:Graz].\nMayor [P:Ida Moll] was called away."),
    ("de", "[P:Ana Wirth] traf [P:Ben Okoro] in [L:Graz].\nStadträtin [P:Ida Moll] musste passen."),
    ("fr", "[P:Ana Wirth] a rencontré [P:Ben Okoro] à [L:Lyon].\n[P:Ida Moll] n'y a pas participé."),
    ("fr", "[P:Ana Wirth] a rencontré [P:Ben Okoro] à [L:Lyon].\n[P:Ida Moll] n'y assistait pas."),
    ("it", "[P:Ana Wirth] ha incontrato [P:Ben Okoro] a [L:Torino].\n[P:Ida Moll] non vi ha partecipato."),
    ("es", "[P:Ana Wirth] se reunió con [P:Ben Okoro] en [L:Sevilla].\n[P:Ida Moll] estuvo ausente."),
    ("pt", "[P:Ana Wirth] encontrou-se com [P:Ben Okoro] em [L:Braga].\n[P:Ida Moll] não foi ao encontro."),
    ("nl", "[P:Ana Wirth] sprak in [L:Utrecht] met [P:Ben Okoro].\n[P:Ida Moll] nam er niet aan deel."),
    ("nl", "[P:Ana Wirth] sprak in [L:Utrecht] met [P:Ben Okoro].\n[P:Ida Moll] was er niet bij."),
    ("id", "[P:Ana Wirth] bertemu [P:Ben Okoro] di [L:Bandung].\n[P:Ida Moll] tidak tampak."),
]


@pytest.mark.parametrize(("language", "text"), MISSING)
def test_who_was_missing_is_absent_and_no_attendee(language, text):
    (only,) = told(text, language)
    assert (only["absent"], only["attendees"]) == ({"Ida Moll"}, set())
