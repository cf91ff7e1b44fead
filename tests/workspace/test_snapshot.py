"""What is read of a workspace of several windows: all of it, or what was concluded around one thing."""

import pytest

from tests.workspace.building import article, opened, write
from whomet.briefs import entity
from whomet.workspace import Snapshot, dividing
from whomet.workspace.dividing import Bounds


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("windows")
    write(folder / "texts", {f"{number:02}.txt": article(number) for number in range(10)})
    was, dividing.DEFAULT = dividing.DEFAULT, Bounds(2, ((-2.0, 3),))
    with opened(folder / "whomet.db") as found:
        yield found.add(folder / "texts")
    dividing.DEFAULT = was


@pytest.fixture
def snapshot(workspace):
    with workspace.database.read() as connection:
        yield Snapshot(connection, lambda: workspace.models)


def test_ids_lead_to_one_thing_each(snapshot):
    account = snapshot.account()
    for things in (account.entities, account.meetings, account.statements, account.stories):
        assert len({each.id for each in things}) == len(things)
    known = {each.id for each in account.entities}
    assert {id_ for meeting in account.meetings for id_ in meeting.principals} <= known
    assert {id_ for meeting in account.meetings for report in meeting.reports for id_ in report.principals} <= known


def test_every_referent_belongs_to_one_entity(snapshot):
    keys = [key for entity in snapshot.account().entities for key in entity.referents]
    assert len(keys) == len(set(keys))


def test_an_entity_has_all_of_its_articles_however_it_is_asked_for(snapshot):
    whole = snapshot.account()
    many = max(whole.entities, key=lambda entity: (len(snapshot.windows(entity.id)), entity.id))
    part = snapshot.account(about=many.id)
    assert many in part.entities
    assert {file for file, _ in many.referents} <= {document.file for document in part.documents}
    assert len(snapshot.windows(many.id)) > 1


def test_all_that_is_known_of_an_entity_is_told_by_the_account_around_it(workspace):
    whole = workspace.account()
    for found in whole.entities:
        around = workspace.account(about=found.id)
        told, all_told = (entity.kept_dossier(one, workspace.article, found.id) for one in (around, whole))
        assert entity.render(told, "json") == entity.render(all_told, "json")


def test_the_account_around_a_meeting_a_story_and_a_document(snapshot):
    whole = snapshot.account()
    for meeting in whole.meetings:
        assert meeting in snapshot.account(about=meeting.id).meetings
    for story in whole.stories:
        assert story in snapshot.account(about=story.id).stories
    for document in whole.documents:
        part = snapshot.account(about=document.file)
        assert document in part.documents
        assert len(part.documents) <= 3


def test_of_what_is_not_there_nothing_is_told(snapshot):
    assert snapshot.account(about="person:nobody-at-all").documents == ()


def test_labels_are_in_the_language_asked_for(snapshot):
    assert {entity.id for entity in snapshot.account("ko").entities} == {e.id for e in snapshot.account().entities}
