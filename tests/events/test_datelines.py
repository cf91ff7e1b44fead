"""Where a meeting was when only the dateline of the article tells."""

from tests.events.test_meetings import told

_MEETING = "[P:Ana Wirth] met [P:Bo Lind] on [T:2031-05-12|Monday]."


def test_a_fresh_meeting_was_where_the_article_is_reported_from():
    (only,) = told(f"@[L:Wels]\n{_MEETING}")
    assert only["city"] == "Wels"


def test_an_article_that_tells_of_another_city_places_none_by_its_dateline():
    first, second = told(f"@[L:Wels]\n{_MEETING}\n[P:Ana Wirth] met [P:Cy Moor] in [L:Lodz] on [T:2031-05-13|Tuesday].")
    assert (first["city"], second["city"]) == (None, "Lodz")


def test_plans_and_calls_are_not_placed_by_a_dateline():
    (plan,) = told("@[L:Wels]\n[P:Ana Wirth] will meet [P:Bo Lind] on [T:2031-05-20|Tuesday].")
    (call,) = told("@[L:Wels]\n[P:Ana Wirth] met [P:Bo Lind] by video on [T:2031-05-12|Monday].")
    assert (plan["city"], call["city"]) == (None, None)
