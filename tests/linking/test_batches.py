"""Many pairs at once give the very figures of one by one."""

from hypothesis import given
from hypothesis import strategies as st

from whomet.linking import batches, names, spelling

PARTS = ("홍길동", "홀만", "ホルマン", "马丁内斯", "Анна", "Ольга", "أحمد", "כהן", "สมชาย", "Νίκος")
LATIN = st.text(alphabet="abcdeghijklmnorstuvyz", min_size=1, max_size=14)


@given(st.lists(st.tuples(st.sampled_from(PARTS), LATIN), max_size=30))
def test_many_at_once_are_the_same_to_the_last_bit(pairs):
    found = batches.evidence_and_loss(pairs)
    assert found == {(name, spelt): spelling.evidence_and_loss(name, spelt) for name, spelt in pairs}


def test_no_pairs_at_all():
    assert batches.evidence_and_loss([]) == {}


def test_names_prepared_together_are_as_alike_as_names_compared_alone():
    pairs = [
        ("홍길동", "Hong Gil-dong"),
        ("Анна Каль", "Anna Kahl"),
        ("洪吉東", "Hong Gil-dong"),
        ("王伟", "Ван Вэй"),
        ("สมชาย ศรีสุข", "Sommai Srisuk"),
        ("Ольга Линден", "オルガ・リンデン"),
        ("Anna Kahl", "Hanna Kahl"),
        ("", "Anna"),
    ]
    alone = [names.likeness(a, b) for a, b in pairs]
    names._likeness.cache_clear()
    names.evidence.cache_clear()
    names._known.clear()
    names.prepare(pairs)
    prepared = dict(names._known)
    assert [names.likeness(a, b) for a, b in pairs] == alone
    assert prepared.items() <= names._known.items()
    assert prepared
