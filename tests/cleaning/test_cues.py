from hypothesis import given, settings
from hypothesis import strategies as st

from whomet.cleaning.cues import candidates, expressions, fold, phrases, scan

KEYS = ("notices", "endings", "comment_endings", "caption_within", "corrections")
# Pieces of which lines of pages are made, with what stands around words in several scripts.
PIECES = st.sampled_from(
    ["Read more", "All rights reserved", "photo:", "(left)", "무단전재", "관련기사", "関連記事", "相关阅读", "comments",
     " ", " ", ":", "x", "A", "\u00a0", "ß", "İ", "ı", "写真", "ข่าว", ".", "3", "\n", "Copyright", "copyrighted", "©"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=12).map("".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_scan_finds_what_the_expression_of_a_key_finds(text):
    for key in KEYS:
        for line in text.split("\n"):
            first = phrases(key).search(fold(line))
            found = scan(line).within(key, 0, len(line))
            assert bool(first) == bool(found), key
            if first and found:
                assert found[0][0] == first.start()


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_candidates_leave_out_only_what_cannot_match(text):
    for key in ("caption_ends", "bylines", "credits"):
        all_matches = {pattern.pattern for pattern in expressions(key) if pattern.search(text)}
        assert all_matches <= {pattern.pattern for pattern in candidates(key, text)}


@given(st.text(max_size=60))
def test_folding_keeps_offsets(text):
    assert len(fold(text)) == len(text)


def test_the_longest_phrase_counts_and_none_begins_inside_a_word():
    text = "Readmore articles, read more here"
    (found,) = scan(text).within("endings", 0, len(text))
    assert text[slice(*found)] == "read more"
    assert scan("related articles").at("endings", 0, 16) == 16
    assert scan("related articles").at("endings", 1, 16) is None


def test_half_a_surrogate_pair_does_no_harm():
    assert scan("\ud83d read more").within("endings", 0, 11)
    assert candidates("bylines", "\ud83d by Ada Brook")
