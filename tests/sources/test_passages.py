from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources.texts import LOCK_EN, LOCK_KO, LOCK_OTHER_EN
from whomet.sources import passages
from whomet.sources.passages import SHINGLE, WINDOW, candidates, covered, shingles
from whomet.sources.postings import in_common

WORDS = st.text(st.sampled_from("abcdefghijklmnop "), min_size=SHINGLE + WINDOW, max_size=120)


@given(st.text(max_size=60))
def test_any_text_is_cut(text: str) -> None:
    cut = shingles(text)
    assert len(cut.hashes) == max(0, cut.letters - cut.size + 1)
    assert set(cut.fingerprints.tolist()) <= set(cut.hashes.tolist())
    assert covered(cut, cut) == (1.0 if len(cut.hashes) else 0.0)


def test_signs_case_and_accents_are_looked_through() -> None:
    plain, marked = (
        shingles("Der Rat hat einen Vertrag geschlossen"),
        shingles("«DÉR» Rat, hat\n einen Vertrag geschlossen!"),
    )
    assert np.array_equal(plain.hashes, marked.hashes)
    assert shingles(LOCK_KO).size < shingles(LOCK_EN).size


@settings(deadline=None)
@given(WORDS, WORDS, WORDS, st.data())
def test_whoever_shares_a_long_passage_is_a_candidate(left: str, right: str, common: str, data: st.DataObject) -> None:
    # Two windows of the common part make two fingerprints, or one where both keep the same shingle.
    shared = shingles(common)
    if shared.letters < SHINGLE + 2 * WINDOW or len(shared.fingerprints) < 2:
        return
    cut = data.draw(st.integers(0, len(left)))
    texts = {"a": shingles(left[:cut] + common + left[cut:]), "b": shingles(common + right)}
    assert candidates(texts) == [("a", "b")]


def test_a_short_extract_of_a_long_text_is_a_candidate() -> None:
    long = LOCK_OTHER_EN * 3 + LOCK_EN
    texts = {"long": shingles(long), "short": shingles(LOCK_EN.split("\n")[3])}
    assert candidates(texts) == [("long", "short")]
    assert covered(texts["short"], texts["long"]) > 0.95


def _together(pairs: list[tuple[str, str]], names: list[str]) -> bool:
    reached, waiting = {names[0]}, [names[0]]
    while waiting:
        one = waiting.pop()
        new = {b if a == one else a for a, b in pairs if one in (a, b)} - reached
        reached |= new
        waiting += new
    return reached == set(names)


def test_what_everybody_prints_pairs_nobody_with_everybody() -> None:
    count = 4 * passages.CROWD
    names = [f"{number:04d}" for number in range(count)]
    texts = {name: shingles(f"{LOCK_EN} Also printed on page {int(name) * 7919} of {name}.") for name in names}
    pairs = candidates(texts)
    assert len(pairs) <= 8 * count < count**2 / 20
    assert _together(pairs, names)
    assert {name for pair in pairs for name in pair if "0000" in pair} == set(names)


def test_the_first_stands_for_a_crowd() -> None:
    names = [f"{number:04d}" for number in range(2 * passages.CROWD)]
    texts = {name: shingles(LOCK_EN) for name in names}
    pairs = candidates(texts, names[::-1])
    assert {(name, names[-1]) for name in names[:-1]} <= set(pairs)


SETS = st.lists(st.frozensets(st.integers(0, 30)), max_size=12)


@given(SETS, st.integers(1, 8))
def test_pairs_are_counted_as_one_by_one(sets: list[frozenset[int]], crowd: int) -> None:
    found = in_common([np.array(sorted(one), dtype=np.uint32) for one in sets], crowd)
    held = {member: [n for n, one in enumerate(sets) if member in one] for one in sets for member in one}
    few = {member for member, holders in held.items() if len(holders) <= crowd}
    wanted = {
        (a, b): len(sets[a] & sets[b] & few) for a, b in combinations(range(len(sets)), 2) if sets[a] & sets[b] & few
    }
    pairs = zip(found.left.tolist(), found.right.tolist(), strict=True)
    assert dict(zip(pairs, found.count.tolist(), strict=True)) == wanted
    crowded = {tuple(holders) for member, holders in held.items() if member not in few}
    assert {tuple(group.tolist()) for group in found.crowded} == crowded


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(8)))
def test_the_order_of_texts_changes_nothing(order: list[int]) -> None:
    texts = [LOCK_EN, LOCK_OTHER_EN, LOCK_EN[:300], LOCK_EN[200:], LOCK_KO, "", "short", LOCK_OTHER_EN[100:]]
    straight = {str(n): shingles(text) for n, text in enumerate(texts)}
    assert candidates({str(n): straight[str(n)] for n in order}) == candidates(straight)
