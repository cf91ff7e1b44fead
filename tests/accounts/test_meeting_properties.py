from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.accounts.building import ADA, BEN, CEM, DORA, GRAZ, HANAU, article, meeting, reconciled
from whomet.records import Origin, Passage

PAIRS = [(ADA, BEN), (BEN, ADA), (ADA, CEM), (CEM, DORA)]
DAYS = ["2031-05-04", "2031-05-05", "2031-05-19"]
VAGUE = [None, "2031-05"]


@st.composite
def _meetings(draw, clear):
    """A meeting; a clear one was held on a day, by two, and nobody knows of a call."""
    return meeting(
        *draw(st.sampled_from(PAIRS if clear else [*PAIRS, (ADA, BEN, CEM)])),
        status="held" if clear else draw(st.sampled_from(["held", "held", "planned", "denied", "cancelled"])),
        date=draw(st.sampled_from(DAYS if clear else [*VAGUE, *DAYS])),
        city=draw(st.sampled_from([None, GRAZ, HANAU])),
        manner="unknown" if clear else draw(st.sampled_from(["unknown", "unknown", "video", "in person"])),
    )


@st.composite
def _articles(draw, most=2, clear=False):
    """Up to five articles that tell up to `most` meetings each."""
    told = draw(st.lists(st.lists(_meetings(clear), min_size=1, max_size=most), min_size=1, max_size=5))
    found = []
    for number, own in enumerate(told):
        # every meeting is told in a sentence of its own
        sentences = [f"Article {number} tells its number {place}. " for place, _ in enumerate(own)]
        size = len(sentences[0])
        proofs = [Passage(size * place, size * place + size - 1, ("principals",)) for place, _ in enumerate(own)]
        meetings = [replace(each, evidence=(proof,)) for each, proof in zip(own, proofs, strict=True)]
        published = draw(st.sampled_from(["2031-05-06", "2031-05-07", "2031-05-08"]))
        found.append(article(f"{number}.txt", *meetings, text="".join(sentences), published=published))
    return found


def _copy(article_, file):
    return replace(article_, document=replace(article_.document, file=file))


def _counts(meetings):
    return {
        m.id: (
            m.independent_origins,
            sorted((s.field, s.value, len(s.lines)) for s in m.support),
            sorted((c.field, [len(lines) for lines in c.lines]) for c in m.contradictions),
        )
        for m in meetings
    }


@settings(max_examples=60, deadline=None)
@given(_articles(), st.randoms(use_true_random=False))
def test_the_order_of_articles_changes_nothing(articles, chance):
    told = reconciled(*articles).meetings
    chance.shuffle(articles)
    assert reconciled(*articles).meetings == told


@settings(max_examples=60, deadline=None)
@given(_articles(), st.integers(0, 4), st.sampled_from(["00.txt", "zz.txt"]))
def test_an_exact_copy_changes_no_count_of_lines(articles, number, name):
    source = articles[number % len(articles)]
    file = source.document.file
    before = _counts(reconciled(*articles).meetings)
    lineage = {"voices": [(name, file)], "origins": (Origin("copy", file, (name,), 1.0),)}
    assert _counts(reconciled(*articles, _copy(source, name), **lineage).meetings) == before


@settings(max_examples=60, deadline=None)
@given(_articles(most=1, clear=True), st.integers(0, 4))
def test_a_report_of_a_dated_meeting_lowers_no_count(articles, number):
    source = articles[number % len(articles)]
    later = replace(_copy(source, "zz.txt"), document=replace(source.document, file="zz.txt", published="2031-06-01"))
    after = reconciled(*articles, later).meetings
    for old in reconciled(*articles).meetings:
        kept = [m for m in after if set(old.documents) <= set(m.documents) and set(old.principals) & set(m.principals)]
        assert any(new.independent_origins >= old.independent_origins for new in kept)


@settings(max_examples=60, deadline=None)
@given(_articles())
def test_every_value_that_holds_has_support_and_every_join_a_reason(articles):
    for found in reconciled(*articles).meetings:
        given_ = {(s.field, s.value) for s in found.support}
        assert {("date", found.date), ("city", found.city)} <= given_ | {("date", None), ("city", None)}
        assert len(found.reasons) == len(found.documents) - 1
        assert len({r for reason in found.reasons for r in (reason.left, reason.right)} - set(found.documents)) == 0
        for clash in found.contradictions:
            assert [{f for line in lines for f in line} for lines in clash.lines] == [set(f) for _, f in clash.values]


@settings(max_examples=60, deadline=None)
@given(_articles(most=1, clear=True))
def test_ids_stay_when_others_meet_or_the_same_is_told_later(articles):
    told = [each for each in articles if each.events.meetings[0].principals != (CEM, DORA)]
    text = "Somebody else met somebody else."
    other = article("zz.txt", meeting(CEM, DORA, date=DAYS[0]), text=text, published="2031-06-01")
    assert {m.id for m in reconciled(*told).meetings} <= {m.id for m in reconciled(*told, other).meetings}
    first = reconciled(*told[:1]).meetings
    again = [replace(_copy(each, "zz.txt"), document=replace(other.document)) for each in told[:1]]
    assert {m.id for m in first} == {m.id for m in reconciled(*told[:1], *again).meetings}
