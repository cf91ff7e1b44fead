"""What an analyst decided is told in every brief, with who, when and why."""

import pytest

from tests.workspace.decisions.building import Desk
from whomet import briefs
from whomet.briefs import entity, explaining


@pytest.fixture(scope="module")
def desk():
    desk = Desk()
    desk.decide("merge", "person:ada-brook", "person:ada-brooke", why="one spelling")
    desk.decide("accept", desk.ids("contradiction")[0], value="2031-05-04")
    (meeting,) = [m for m in desk.account.meetings if m.contradictions]
    desk.decide("correct", meeting.id, field="host", value="Cem Dal", why="seen at the door")
    desk.decide("rename", "person:dora-eck", value="Dora E.")
    desk.decide("note", "person:dora-eck", value="as she signs")
    desk.decide("reject", desk.meeting("cem-dal").id)
    desk.decide("undo", desk.log[-1].id)
    return desk


def test_the_brief_tells_what_was_decided(desk):
    told = " ".join(briefs.render(desk.account, "text").split())
    assert "What an analyst decided".upper() in told.upper()
    assert "Ada Brook, Ada Brooke are one (Nora, June 1, 2031) — one spelling" in told
    assert "host Cem Dal instead of Ben Cole (Nora, June 1, 2031) — seen at the door" in told
    assert "May 4, 2031 was accepted" in told
    assert "not so" not in told


@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "ja", "ko", "zh"])
@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_in_every_language_and_form(desk, language, form):
    told = briefs.render(desk.account, form, language)
    assert "as she signs" in told
    assert "Nora" in told


def test_a_thing_explained_has_the_decisions_on_it(desk):
    (meeting,) = [m for m in desk.account.meetings if m.contradictions]
    page = explaining.explain(desk.account, meeting.id)
    assert [line for line in page["decided"] if "seen at the door" in line]
    assert "seen at the door" in " ".join(explaining.render(page).split())
    dora = entity.kept_dossier(desk.account, desk.articles.get, "person:dora-eck")
    assert "as she signs" in entity.render(dora)


def test_a_decision_explained(desk):
    for standing in desk.account.decisions:
        page = explaining.explain(desk.account, standing.decision.id)
        assert page["state"] == standing.state
        assert standing.decision.id in explaining.render(page)
    with pytest.raises(explaining.UnknownIdError, match="did you mean decision:"):
        explaining.explain(desk.account, desk.log[0].id[:-2])
