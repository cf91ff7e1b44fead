"""Which tellings are one meeting, and what holds of it."""

import random
import re

from tests.accounts.building import ADA, BEN, CEM, DORA, FOSS, GRAZ, HANAU, article, meeting, reconciled
from whomet.accounts.meetings import FEATURES
from whomet.records import Origin, Story


def _pairs(account):
    return [(m.date, m.documents) for m in account.meetings]


def test_two_reports_of_one_day_and_pair_are_one_meeting():
    account = reconciled(
        article("a.txt", meeting(ADA, BEN, date="2031-05-04", city=GRAZ)),
        article("b.txt", meeting(BEN, ADA, date="2031-05-04")),
    )
    (only,) = account.meetings
    assert only.documents == ("a.txt", "b.txt")
    assert only.city == "place:graz"
    assert only.independent_origins == 2
    assert re.fullmatch(r"meeting:[0-9a-f]{12}", only.id)


def test_copies_count_as_one_origin():
    account = reconciled(
        article("a.txt", meeting(ADA, BEN, date="2031-05-04")),
        article("b.txt", meeting(ADA, BEN, date="2031-05-04")),
        voices=[("a.txt", "a.txt"), ("b.txt", "a.txt")],
    )
    assert account.meetings[0].independent_origins == 1
    assert account.stories[0].independent_origins == 1


def test_a_day_of_difference_is_a_contradiction_and_local_time_explains_it():
    account = reconciled(
        article("a.txt", meeting(ADA, BEN, date="2031-05-04", date_zone="local", city=GRAZ)),
        article("b.txt", meeting(ADA, BEN, date="2031-05-05", city=GRAZ)),
    )
    (only,) = account.meetings
    assert only.date == "2031-05-04"
    (clash,) = only.contradictions
    assert clash.field == "date"
    assert dict(clash.values) == {"2031-05-04": ("a.txt",), "2031-05-05": ("b.txt",)}
    assert "local time" in clash.explanation


def test_the_same_pair_a_month_later_meets_again():
    account = reconciled(
        article("a.txt", meeting(ADA, BEN, date="2031-05-04")),
        article("b.txt", meeting(ADA, BEN, date="2031-06-20")),
    )
    assert len(account.meetings) == 2


def test_one_article_knows_its_meetings_apart():
    both = article("a.txt", meeting(ADA, BEN, date="2031-05-04"), meeting(ADA, BEN, date="2031-05-05"))
    account = reconciled(both, article("b.txt", meeting(ADA, BEN, date="2031-05-05")))
    assert _pairs(account) == [("2031-05-04", ("a.txt",)), ("2031-05-05", ("a.txt", "b.txt"))]


def test_a_meeting_may_be_told_in_two_stories():
    stories = (Story("story:1", "One", ("a.txt",)), Story("story:2", "Two", ("b.txt",)))
    same_day = [article(file, meeting(ADA, BEN, date="2031-05-04")) for file in ("a.txt", "b.txt")]
    account = reconciled(*same_day, stories=stories)
    (only,) = account.meetings
    assert [story.meetings for story in account.stories] == [(only.id,), (only.id,)]
    undated = [article(file, meeting(ADA, BEN)) for file in ("a.txt", "b.txt")]
    assert len(reconciled(*undated, stories=stories).meetings) == 2


def test_a_coarse_date_goes_with_the_exact_one():
    account = reconciled(
        article("a.txt", meeting(ADA, BEN, date="2031-05")),
        article("b.txt", meeting(ADA, BEN, date="2031-05-04")),
    )
    (only,) = account.meetings
    assert only.date == "2031-05-04"
    assert not only.contradictions


def test_two_announcements_for_one_month_are_one_meeting_wherever_it_is():
    account = reconciled(
        article("a.txt", meeting(ADA, BEN, status="planned", date="2031-12", city=GRAZ)),
        article("b.txt", meeting(ADA, BEN, status="planned", date="2031-12", city=HANAU)),
    )
    (only,) = account.meetings
    assert [clash.field for clash in only.contradictions] == ["city"]


def test_meetings_of_different_pairs_stay_apart():
    account = reconciled(
        article("a.txt", meeting(ADA, BEN, date="2031-05-04", city=GRAZ)),
        article("b.txt", meeting(ADA, CEM, date="2031-05-04", city=GRAZ)),
    )
    assert len(account.meetings) == 2


def test_an_announcement_that_came_true_is_an_update():
    account = reconciled(
        article("a.txt", meeting(ADA, BEN, status="planned", date="2031-05-04", city=GRAZ)),
        article("b.txt", meeting(ADA, BEN, date="2031-05-04", city=GRAZ)),
    )
    (only,) = account.meetings
    assert only.status == "held"
    assert not only.contradictions


def test_a_denial_stands_against_hearsay():
    account = reconciled(
        article("a.txt", meeting(ADA, BEN, date="2031-05-04", attributed="insiders")),
        article("b.txt", meeting(ADA, BEN, status="denied", date="2031-05-04")),
    )
    (only,) = account.meetings
    assert only.status == "denied"
    (clash,) = only.contradictions
    assert dict(clash.values) == {"held": ("a.txt",), "denied": ("b.txt",)}


def test_a_denial_yields_to_more_reports_at_first_hand():
    account = reconciled(
        article("a.txt", meeting(ADA, BEN, date="2031-05-04")),
        article("b.txt", meeting(ADA, BEN, status="denied", date="2031-05-04")),
        article("c.txt", meeting(ADA, BEN, date="2031-05-04")),
    )
    (only,) = account.meetings
    assert only.status == "held"
    assert [clash.field for clash in only.contradictions] == ["status"]


def test_articles_that_hang_on_one_release_still_outvote_its_copy():
    told = [article(f"{i}.txt", meeting(ADA, BEN, date=f"2031-05-0{day}")) for i, day in enumerate((5, 4, 5))]
    release = Origin("shared-release", None, ("0.txt", "1.txt", "2.txt"), 0.0)
    copy = Origin("copy", "0.txt", ("1.txt",), 0.9)
    account = reconciled(*told, voices=[(f"{i}.txt", "0.txt") for i in range(3)], origins=(release, copy))
    (only,) = account.meetings
    assert only.date == "2031-05-05"
    assert only.independent_origins == 1


def test_another_city_on_the_same_day_is_disputed():
    account = reconciled(
        article("a.txt", meeting(ADA, BEN, date="2031-05-04", city=GRAZ)),
        article("b.txt", meeting(ADA, BEN, date="2031-05-04", city=GRAZ)),
        article("c.txt", meeting(ADA, BEN, date="2031-05-04", city=HANAU)),
    )
    (only,) = account.meetings
    assert only.city == "place:graz"
    assert [clash.field for clash in only.contradictions] == ["city"]


def test_a_disputed_host_is_nobody():
    account = reconciled(
        article("a.txt", meeting(ADA, BEN, date="2031-05-04", host=ADA)),
        article("b.txt", meeting(ADA, BEN, date="2031-05-04", host=BEN)),
    )
    (only,) = account.meetings
    assert only.host is None
    assert [clash.field for clash in only.contradictions] == ["host"]


def test_attendance_that_one_article_denies():
    account = reconciled(
        article("a.txt", meeting(ADA, BEN, date="2031-05-04", attendees=(CEM, DORA))),
        article("b.txt", meeting(ADA, BEN, date="2031-05-04", absent=(CEM,))),
    )
    (only,) = account.meetings
    assert set(only.attendees) == {"person:cem-dal", "person:dora-eck"}
    (clash,) = only.contradictions
    assert dict(clash.values) == {"person:cem-dal absent": ("b.txt",), "person:cem-dal present": ("a.txt",)}


def test_a_side_without_a_name_is_known_by_its_body():
    account = reconciled(
        article("a.txt", meeting(ADA, date="2031-05-04", organisations=(FOSS,))),
        article("b.txt", meeting(ADA, date="2031-05-04", organisations=(FOSS,))),
    )
    assert len(account.meetings) == 1


def test_the_order_of_the_articles_does_not_matter():
    articles = [
        article("a.txt", meeting(ADA, BEN, date="2031-05-04", city=GRAZ), meeting(CEM, DORA)),
        article("b.txt", meeting(ADA, BEN, date="2031-05-05"), meeting(CEM, DORA, date="2031-01")),
        article("c.txt", meeting(BEN, ADA), meeting(ADA, CEM, date="2031-05-04", city=HANAU)),
    ]
    told = reconciled(*articles)
    for seed in range(5):
        random.Random(seed).shuffle(articles)
        assert reconciled(*articles).meetings == told.meetings


def test_every_meeting_cites_its_articles():
    account = reconciled(article("a.txt", meeting(ADA, BEN)), article("b.txt", meeting(ADA, BEN)))
    texts = {d.file: d.text for d in account.documents}
    for told in account.meetings:
        assert {proof.document for proof in told.evidence} == set(told.documents)
        for proof in told.evidence:
            assert texts[proof.document][proof.start : proof.end] == proof.text


def test_features_are_declared_once():
    assert len({feature.name for feature in FEATURES}) == len(FEATURES)


def test_a_call_and_a_visit_on_days_far_enough_apart_to_be_two_are_two():
    account = reconciled(
        article("a.txt", meeting(ADA, BEN, manner="telephone")),
        article("b.txt", meeting(ADA, BEN, date="2031-05-04", city=GRAZ)),
    )
    assert len(account.meetings) == 2


def test_on_one_day_a_call_and_a_visit_are_one_meeting_told_in_two_ways():
    account = reconciled(
        article("a.txt", meeting(ADA, BEN, date="2031-05-04", manner="video")),
        article("b.txt", meeting(ADA, BEN, date="2031-05-04", city=GRAZ)),
    )
    assert len(account.meetings) == 1


def test_a_signing_of_three_whose_third_differs_is_one():
    account = reconciled(
        article("a.txt", meeting(ADA, BEN, CEM, date="2031-05-04")),
        article("b.txt", meeting(ADA, BEN, DORA, date="2031-05-04")),
        article("c.txt", meeting(ADA, BEN, DORA)),
    )
    (only,) = account.meetings
    assert only.documents == ("a.txt", "b.txt", "c.txt")


def test_pairs_with_different_partners_stay_two_on_one_day():
    account = reconciled(
        article("a.txt", meeting(ADA, BEN, date="2031-05-04")),
        article("b.txt", meeting(ADA, CEM, date="2031-05-04")),
    )
    assert len(account.meetings) == 2


def test_an_undated_call_of_two_is_the_call_of_three():
    account = reconciled(
        article("a.txt", meeting(ADA, BEN, CEM, date="2031-05-04", manner="video")),
        article("b.txt", meeting(ADA, BEN, manner="video")),
    )
    assert len(account.meetings) == 1
    apart = reconciled(
        article("a.txt", meeting(ADA, BEN, CEM, date="2031-05-04")),
        article("b.txt", meeting(ADA, BEN)),
    )
    assert len(apart.meetings) == 2


def test_who_is_a_side_in_one_article_may_be_present_in_another():
    account = reconciled(
        article("a.txt", meeting(ADA, BEN, CEM, date="2031-05-04")),
        article("b.txt", meeting(ADA, BEN, attendees=(CEM,))),
    )
    assert len(account.meetings) == 1
