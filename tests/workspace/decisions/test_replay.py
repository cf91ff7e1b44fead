"""What holds for any decisions on any coverage: they are replayed, undone and found again exactly."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.test_properties import pages
from tests.workspace.decisions.building import Desk
from whomet.workspace.decisions.making import DecisionError

#: Coverage is drawn and concluded anew for every decision: a few examples take seconds.
FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


#: What can be asked for: of what, which decision, and what of.
ASKED = (
    ("entity", "merge", {}),
    ("entity", "split", {}),
    ("entity", "reject", {}),
    ("entity", "rename", {"value": "Another Name"}),
    ("meeting", "merge", {}),
    ("meeting", "split", {}),
    ("meeting", "reject", {}),
    ("meeting", "correct", {"field": "date", "value": "2031-05-02"}),
    ("meeting", "correct", {"field": "attendees", "value": "+Hana Ivory"}),
    ("meeting", "correct", {"field": "status", "value": "cancelled"}),
    ("report", "reject", {}),
    ("statement", "merge", {}),
    ("figure", "correct", {"field": "amount", "value": "7"}),
    ("figure", "reject", {}),
    ("contradiction", "accept", {}),
    ("contradiction", "reject", {}),
    ("document", "reject", {}),
    ("document", "merge", {}),
    ("document", "split", {}),
    ("document", "correct", {"field": "published", "value": "2031-05-20"}),
    ("story", "rename", {"value": "Another Title"}),
    ("meeting", "note", {"value": "look again"}),
)


def wish(desk, data):
    """Something to be decided, which may not be possible; None where nothing is left."""
    there = [asked for asked in ASKED if desk.ids(asked[0])]
    if not there:
        return None
    kind, decision, more = data.draw(st.sampled_from(there))
    two = decision == "merge" or (kind, decision) == ("document", "split")
    ids = data.draw(st.permutations(desk.ids(kind)))[: 2 if two else 1]
    handle = next(handle for handle, id_ in desk.state.ids.items() if id_ == ids[0])
    inventory = desk.state.inventory
    if decision == "split" and not two:
        files = inventory.files(handle)
        more = {"files": tuple(data.draw(st.permutations(files))[: max(1, len(files) // 2)])}
    elif kind == "contradiction" and decision == "accept":
        more = {"value": data.draw(st.sampled_from(inventory.contradiction(handle).values))[0]}
    return decision, ids, more


def decided(desk, data, most=5):
    """Some decisions on a desk, and the account before each."""
    before = []
    for _ in range(data.draw(st.integers(1, most))):
        drawn = wish(desk, data)
        if drawn is None:
            break
        kind, ids, more = drawn
        was = desk.bare
        try:
            desk.decide(kind, *ids, **more)
        except DecisionError:
            continue
        before.append(was)
    return before


@FEW
@given(pages(), st.data())
def test_any_decisions_survive_from_scratch_in_another_order(drawn, data):
    files = {page.file: page.bytes() for page in drawn}
    desk = Desk(files)
    decided(desk, data)
    order = data.draw(st.permutations(sorted(files)))
    again = Desk({file: files[file] for file in order}, desk.log)
    assert again.account == desk.account


@FEW
@given(pages(), st.data())
def test_undoing_goes_back_step_by_step_to_where_nothing_was_decided(drawn, data):
    desk = Desk({page.file: page.bytes() for page in drawn})
    before = decided(desk, data)
    for was, decision in zip(reversed(before), reversed(desk.log[:]), strict=True):
        desk.decide("undo", decision.id)
        assert desk.bare == was


@FEW
@given(pages(), st.data())
def test_decisions_are_found_again_whatever_the_files_are_called(drawn, data):
    desk = Desk({page.file: page.bytes() for page in drawn})
    decided(desk, data)
    again = Desk({f"kept/{page.file}": page.bytes() for page in drawn}, desk.log)
    assert [s.state for s in again.account.decisions] == [s.state for s in desk.account.decisions]
    assert [s.ids[0] is None for s in again.account.decisions] == [s.ids[0] is None for s in desk.account.decisions]
