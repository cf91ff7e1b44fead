"""The mechanical set of lineage: is what it says of itself true?"""

import json
from collections import Counter, defaultdict
from datetime import datetime
from html import unescape
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whomet.evaluate import edits
from whomet.evaluate.edit_lines import Line, copied, cut, edited, mistaken, reordered, thinned
from whomet.evaluate.edit_texts import FOLDER, Figure, Town, fill, grammar, spoken, words, written

LANGUAGES = {"en", "de", "fr", "es", "ko", "ja", "zh", "ru", "ar", "tr"}
COPIES = {"verbatim", "headed", "bylined", "credited", "cut", "thinned", "edited", "reordered", "extended", "mistaken"}


@pytest.fixture(scope="module")
def standard():
    return edits.standard()


@pytest.fixture(scope="module")
def made():
    return edits.made(5, 300)


def text(article):
    if article.file.endswith("json"):
        return json.loads(article.data)["text"]
    return unescape(article.data.decode("utf-8"))


def lines(*texts):
    return tuple(Line(one, ("a", place)) for place, one in enumerate(texts))


# --- the texts -------------------------------------------------------------------------------------------


def test_every_file_says_its_licence():
    for path in (*sorted((FOLDER / "written").glob("*.toml")), *sorted(FOLDER.glob("*.toml"))):
        head = "".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[:2])
        assert "CC BY-SA 4.0" in head, path
        assert "ritten for this project" in head, path


def test_the_parts_of_the_grammar_stand_side_by_side():
    for key in ("who", "what", "why", "quote_list", "quote_more", "counted"):
        assert len({len(own[key]) for own in grammar().values()}) == 1, key
        assert all(len(set(own[key])) == len(own[key]) for own in grammar().values()), key


def test_a_second_wording_keeps_figures_and_names(standard):
    for happening in written(1):
        for language in happening.languages("a", again=True):
            telling = happening.telling("a", language)
            assert all(first != again for first, again in zip(telling.first, telling.again, strict=True))


def test_no_sentence_has_a_slot_left(standard, made):
    for article in (*standard, *made):
        assert "{" not in "".join((article.headline, *article.body)), article.file


def test_figures_as_each_language_writes_them():
    assert [Figure(12500).told(code, "") for code in ("en", "de", "ko")] == ["12,500", "12.500", "12,500"]
    assert Figure(185, money=True).told("en", "") == "185 million euros"
    assert Figure(185, money=True).told("ko", "").startswith("1\uc5b5 8500\ub9cc")
    assert Figure(40, money=True).told("ja", "").startswith("4000\u4e07")


def test_a_korean_particle_suits_its_name():
    towns = [Town(["-"] * 4 + [name] + ["-"] * 5) for name in ("\ud3ec\ub974\ud22c", "\ube0c\ub808\uba58")]
    filled = [fill("{t|\uc740}", "ko", {"t": town}) for town in towns]
    assert [one[-1] for one in filled] == ["\ub294", "\uc740"]


# --- edits -----------------------------------------------------------------------------------------------

SENTENCES = st.lists(st.text("abc 123", min_size=1, max_size=12), min_size=5, max_size=12)


@given(SENTENCES, st.integers(0, 99))
def test_what_an_edit_takes_stands_in_both(texts, seed):
    source = lines(*texts)
    for made in (copied(source), cut(source, 3), thinned(source, Random(seed)), reordered(source, Random(seed))):
        assert all(line.origin is not None and line.text == source[line.origin].text for line in made)
        assert len(made) <= len(source)
        assert len({line.origin for line in made}) == len(made)


@given(SENTENCES, st.integers(0, 99))
def test_thinned_keeps_the_lead_and_drops_two_or_more(texts, seed):
    made = thinned(lines(*texts), Random(seed))
    assert made[0].origin == 0
    assert len(texts) // 2 <= len(made) <= len(texts) - 2


def test_an_edited_copy_keeps_its_figures():
    source = lines("About 40 boats sank, she said.", "They began at 7.")
    made = edited(source, "en", Random(1))
    assert [line.text for line in made] == ["About 40 boats sank, she stated.", "They started at 7."]
    assert {line.how for line in made} == {"edited"}


@given(st.integers(0, 999))
def test_one_error_is_made(seed):
    source = lines("Halvik paid 4,500 euros.", "Nobody knows why.", "It was on 7 May, said Halvik.")
    made = mistaken(source, ["Halvik"], Random(seed))
    wrong = [line for line in made if line.how == "edited"]
    assert len(wrong) == 1
    assert sum(one != two for one, two in zip(wrong[0].text, source[wrong[0].origin].text, strict=True)) in (1, 2)


# --- sets ------------------------------------------------------------------------------------------------


def test_taken_sentences_stand_where_the_truth_says(standard, made):
    for articles in (standard, made):
        by_file = {article.file: article for article in articles}
        for article in articles:
            printed = text(article)
            assert all(sentence in printed for sentence in article.body), article.file
            for link in article.links:
                for own, place, how in link.taken:
                    if how == "verbatim" and link.source:
                        assert article.body[own] == by_file[link.source].body[place]
                        assert article.body[own] in text(by_file[link.source])


def test_every_sentence_is_taken_or_added(standard, made):
    for article in (*standard, *made):
        taken = [own for link in article.links for own, _, _ in link.taken]
        assert sorted((*taken, *article.added)) == list(range(len(article.body))), article.file


def test_kinds_follow_from_edits(standard, made):
    for article in (*standard, *made):
        kinds = {link.kind for link in article.links}
        if article.edit in COPIES | {"merged"}:
            assert kinds == {"copy"}
        else:
            expected = {"root": set(), "reworded": {"rewrite"}, "released": {"shared-release"}}
            assert kinds == expected.get(article.edit, {"translation"})
        assert (article.release is not None) == (article.edit == "released")


def test_a_translation_is_in_another_language(standard, made):
    for articles in (standard, made):
        language = {article.file: article.language for article in articles}
        for article in articles:
            for link in article.links:
                if link.source:
                    assert (language[link.source] != article.language) == (link.kind == "translation")


def test_nobody_depends_on_a_later_article(standard, made):
    for articles in (standard, made):
        when = {article.file: datetime.fromisoformat(article.published) for article in articles if article.published}
        for article in articles:
            for link in article.links:
                known = link.source in when and article.file in when
                if known and when[link.source].tzinfo and when[article.file].tzinfo:
                    assert when[link.source] < when[article.file]
                    assert "time" in link.told
                elif known and "time" in link.told:
                    assert when[link.source].date() < when[article.file].date()
                else:
                    assert "time" not in link.told


def test_who_prints_the_same_words_is_tied_by_copying(standard, made):
    """Rewordings and translations have words of their own; users of one release may share some."""
    for articles in (standard, made):
        tied = edits.pairs(articles, ("copy",))
        by_sentence = defaultdict(set)
        for article in articles:
            for sentence in article.body:
                by_sentence[sentence].add(article.file)
        shared = Counter(frozenset(pair) for files in by_sentence.values() for pair in combinations(sorted(files), 2))
        roots = users_of_releases(articles)
        for pair, count in shared.items():
            if pair not in tied and not pair <= roots:
                assert count <= 1, sorted(pair)


def users_of_releases(articles):
    """Files that rest on a release, directly or by others."""
    found = {article.file for article in articles if article.release}
    pairs = edits.pairs(articles)
    return found | {file for pair in pairs if pair & found for file in pair}


def test_pairs_are_closed(standard):
    pairs = edits.pairs(standard)
    for left, right in combinations(sorted(pairs, key=sorted), 2):
        if len(left & right) == 1:
            assert left ^ right in pairs
    assert edits.pairs(standard, ("copy",)) <= pairs
    assert set(edits.earlier(standard)) <= pairs


def test_a_source_is_certain_where_it_is_credited_or_has_words_of_its_own(standard):
    by_file = {article.file: article for article in standard}
    links = [(article, link) for article in standard for link in article.links if link.source]
    assert {link.certain for _, link in links} == {True, False}
    for article, link in links:
        source = by_file[link.source]
        if not source.links:
            assert link.certain
        if not link.certain:
            assert "credit" not in link.told
            above = {sentence for one in source.links if one.source for sentence in by_file[one.source].body}
            released = bool(source.release)
            same = all(how in ("verbatim", "edited") for _, _, how in link.taken)
            assert released or not same or {source.body[place] for _, place, _ in link.taken} <= above
            assert frozenset((article.file, source.file)) not in edits.earlier(standard)


def test_the_standard_set_is_large_and_various(standard):
    assert len(edits.pairs(standard)) >= 600
    assert {article.language for article in standard} == LANGUAGES
    assert min(Counter(article.language for article in standard)[code] for code in ("en", "de", "es", "ko", "fr")) >= 20
    assert COPIES | {"root", "reworded", "translated", "translated-cut", "released"} <= {
        article.edit for article in standard
    }
    forms = Counter(article.file.rsplit(".")[-1] for article in standard)
    assert 0.2 < 1 - forms["json"] / len(standard) < 0.5


def test_the_same_seed_gives_the_same_bytes():
    assert edits.standard() == edits.standard()
    assert edits.made(7, 60) == edits.made(7, 60)
    assert edits.made(7, 60) != edits.made(8, 60)


@pytest.mark.parametrize("number", [1, 2, 37, 200])
def test_as_many_articles_as_asked_for(number):
    articles = edits.made(3, number)
    assert len(articles) == number == len({article.file for article in articles})
    assert {link.source for article in articles for link in article.links} <= {article.file for article in articles}


def test_happenings_of_the_grammar_share_no_sentence():
    seen = Counter(sentence for number in range(150) for sentence in set(spoken(1, number).telling("a", "en").first))
    assert max(seen.values()) == 1


def test_independent_lines_of_reporting_are_counted(standard):
    lines = edits.origins(standard)
    assert all(lines[happening.name] == 2 for happening in written(1))
    assert all(lines[f"{happening.name}-look-alike"] == 1 for happening in written(1))


def test_some_articles_come_from_an_agency_by_way_of_an_outlet(standard):
    by_file = {article.file: article for article in standard}
    chains = 0
    for article in standard:
        sources = [by_file[link.source] for link in article.links if link.source]
        chains += any("credit" in above.told for source in sources for above in source.links)
    assert chains >= 5


def test_a_merged_article_has_two_sources(standard):
    merged = [article for article in standard if article.edit == "merged"]
    assert len(merged) >= 3
    assert all(len({link.source for link in article.links}) == 2 for article in merged)


def test_outlets_have_words_in_every_language():
    for code in LANGUAGES:
        own = words(code)
        assert {"fore", "aft", "agencies", "dateline", "credit", "byline", "top", "bottom", "synonyms"} <= set(own)


def test_texts_that_do_not_match_are_named(tmp_path):
    (tmp_path / "written").mkdir()
    with pytest.raises(FileNotFoundError):
        written(1, tmp_path)
    table = "[slots]\n[a.en]\nheadlines = 'x'\nfirst = '''\none\ntwo\n'''\n[a.de]\nheadlines = 'x'\nfirst = 'eins'\n"
    (tmp_path / "written" / "x.toml").write_text(table, encoding="utf-8")
    with pytest.raises(ValueError, match=r"x\.toml.*report a"):
        written(1, tmp_path)


def test_a_set_is_written_to_a_folder(tmp_path, standard):
    edits.save(standard, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {article.file for article in standard}
    assert (tmp_path / standard[0].file).read_bytes() == standard[0].data
