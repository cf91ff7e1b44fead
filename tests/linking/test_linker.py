"""The linker: all at once, one by one, in any order; ids that stay; what the user decided."""

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.linking.build import article, body, person, place, story
from tests.linking.test_link import COVERAGE, STORIES, Blind
from whomet.evaluate.invented import Archive
from whomet.linking import Linker, WrongDecisionError, link
from whomet.linking.clusters import cannot_link
from whomet.linking.index import COMMON, Index
from whomet.linking.linker import THRESHOLD
from whomet.linking.profiles import profiles_of
from whomet.records import Article, Document


def partition(entities):
    return {entity.referents for entity in entities}


def loaded(articles=COVERAGE, stories=STORIES, **decisions):
    linker = Linker(Blind())
    linker.load(articles, stories, **decisions)
    return linker


def one_by_one(articles, stories=STORIES):
    of = {file: found for found in stories for file in found.documents}
    linker = Linker(Blind())
    for each in articles:
        linker.add(each, of.get(each.document.file))
    return linker


@pytest.fixture(scope="module")
def archive():
    return Archive(48, seed=7)


@pytest.fixture(scope="module")
def whole(archive):
    return loaded(archive.articles, archive.stories)


# --- all at once -----------------------------------------------------------------------------------------


@settings(max_examples=3, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_an_archive_does_not_matter(archive, whole, generator: random.Random):
    articles, stories = list(archive.articles), list(archive.stories)
    generator.shuffle(articles)
    generator.shuffle(stories)
    assert loaded(articles, stories).entities() == whole.entities()


def test_every_referent_of_an_archive_is_in_one_entity(archive, whole):
    keys = [key for entity in whole.entities() for key in entity.referents]
    assert sorted(keys) == sorted(profiles_of(archive.articles, archive.stories))
    ids = [entity.id for entity in whole.entities()]
    assert len(set(ids)) == len(ids)


def test_invented_people_come_out_as_one(archive, whole):
    right = sum(
        len({whole.id_of(key) for key, owner in archive.owner.items() if owner == one}) == 1
        for one in range(len(archive.people))
    )
    assert right >= 0.8 * len(archive.people)
    held = {}
    for key, owner in archive.owner.items():
        held.setdefault(whole.id_of(key), set()).add(owner)
    assert all(len(owners) == 1 for owners in held.values())


def test_no_entity_holds_two_whom_an_article_keeps_apart(archive, whole):
    start = profiles_of(archive.articles, archive.stories)
    for entity in whole.entities():
        for a, b in itertools.combinations(entity.referents, 2):
            assert a[0] != b[0] or not cannot_link(start[a], start[b])


def test_reasons_hold_together_what_is_one(whole):
    for entity in whole.entities():
        reached, todo = {entity.referents[0]}, [entity.referents[0]]
        while todo:
            key = todo.pop()
            for reason in entity.reasons:
                for other in (reason.left, reason.right):
                    if key in (reason.left, reason.right) and other not in reached:
                        reached.add(other)
                        todo.append(other)
        assert reached == set(entity.referents)


# --- one by one ------------------------------------------------------------------------------------------


@settings(max_examples=6, deadline=None)
@given(st.permutations(COVERAGE))
def test_one_by_one_in_any_order_is_as_all_at_once(articles):
    linker = one_by_one(articles)
    linker.relink([each.document.file for each in articles])
    assert partition(linker.entities()) == partition(loaded().entities())


def test_one_by_one_without_looking_back(archive, whole):
    stories = {file: found for found in archive.stories for file in found.documents}
    linker = Linker(Blind())
    for each in archive.articles:
        linker.add(each, stories[each.document.file])
    same = partition(linker.entities()) & partition(whole.entities())
    assert len(same) >= 0.9 * len(partition(whole.entities()))


def test_an_article_cannot_be_added_twice():
    linker = loaded()
    with pytest.raises(ValueError, match=r"a\.txt is linked already"):
        linker.add(COVERAGE[0])


def test_relinking_changes_nothing_where_all_was_linked_at_once():
    linker = loaded()
    before = linker.entities()
    linker.relink(["a.txt", "d.txt"])
    assert linker.entities() == before


# --- ids -------------------------------------------------------------------------------------------------


def renamed(articles, stories, names):
    new = dict(zip((each.document.file for each in articles), names, strict=True))
    moved = [
        Article(Document(new[a.document.file], a.document.text, languages=a.document.languages), a.mentions)
        for a in articles
    ]
    return moved, [
        story(*(m for m in moved if m.document.file in {new[f] for f in s.documents}), id=s.id) for s in stories
    ]


@pytest.mark.parametrize("names", [("a", "b", "c", "d"), ("z", "y", "x", "w")])
def test_ids_do_not_depend_on_the_names_of_files(names):
    articles, stories = renamed(COVERAGE, STORIES, names)
    assert {e.id for e in loaded(articles, stories).entities()} == {e.id for e in loaded().entities()}


def test_ids_stay_when_an_article_is_added():
    linker = loaded()
    before = {key: entity.id for entity in linker.entities() for key in entity.referents}
    more = article(
        "j.txt",
        person("en", "Brigitte Hollmann", role="chief executive officer", employer=1),
        body("en", "Brandel"),
        person("en", "Seo Do-hyun", role="chairman"),
        person("en", "Ada Brook", role="minister"),
    )
    linker.add(more, STORIES[0])
    after = {key: entity.id for entity in linker.entities() for key in entity.referents}
    assert all(after[key] == id_ for key, id_ in before.items())
    assert after["j.txt", 0] == after["b.txt", 1]
    assert after["j.txt", 3] == "person:ada-brook"


def test_a_namesake_in_a_later_article_leaves_the_first_its_id():
    first = article("a.txt", person("en", "Ada Brook", role="minister"))
    later = article("b.txt", person("en", "Ada Brook", role="goalkeeper"))
    dated = [
        Article(Document(a.document.file, a.document.text, published=day), a.mentions)
        for a, day in ((first, "2031-01-02"), (later, "2031-05-06"))
    ]
    stories = [story(dated[0], id="one"), story(dated[1], id="two")]
    alone = loaded(dated[:1], stories[:1])
    both = loaded(dated, stories)
    assert alone.id_of(("a.txt", 0)) == both.id_of(("a.txt", 0)) == "person:ada-brook"
    assert both.id_of(("b.txt", 0)) == "person:ada-brook-goalkeeper"


def test_no_two_entities_share_an_id():
    many = [article(f"{n}.txt", person("en", "Ada Brook", role="judge"), person("en", "Ben Cole")) for n in range(12)]
    stories = [story(each, id=each.document.file) for each in many]
    found = loaded(many, stories, apart=[((f"{n}.txt", 0), (f"{m}.txt", 0)) for n in range(12) for m in range(n)])
    ids = [entity.id for entity in found.entities()]
    assert len(set(ids)) == len(ids)
    assert len({found.id_of((f"{n}.txt", 0)) for n in range(12)}) == 12


# --- what the user decided -------------------------------------------------------------------------------


def test_a_link_can_be_taken_back():
    apart = [(("a.txt", "서도현"), ("b.txt", "Seo Do-hyun"))]
    linker = loaded(apart=apart)
    assert linker.id_of(("a.txt", 0)) != linker.id_of(("b.txt", 0))
    linker.relink(["a.txt"])
    assert linker.id_of(("a.txt", 0)) != linker.id_of(("b.txt", 0))


def test_two_can_be_told_to_be_one():
    together = [(("b.txt", "Seo Do-hyun"), ("d.txt", 0))]
    linker = loaded(together=together)
    assert linker.id_of(("b.txt", 0)) == linker.id_of(("d.txt", 0))
    linker.relink(["d.txt"])
    assert linker.id_of(("b.txt", 0)) == linker.id_of(("d.txt", 0))
    joined = linker.entities(ids=[linker.id_of(("d.txt", 0))])[0]
    assert any(name == "told by the user" for reason in joined.reasons for name, _ in reason.features)


@pytest.mark.parametrize(
    ("pair", "told"),
    [
        ((("x.txt", "Ada"), ("a.txt", 0)), "no such article"),
        ((("a.txt", 99), ("b.txt", 0)), "has 5 referents"),
        ((("a.txt", "Ada Brook"), ("b.txt", 0)), "names nobody so"),
        ((("a.txt", 0), ("b.txt", 2)), "of two types"),
    ],
)
def test_a_decision_about_nobody_is_refused(pair, told):
    with pytest.raises(WrongDecisionError, match=told):
        loaded(together=[pair])


# --- explanations ----------------------------------------------------------------------------------------


def test_near_misses_tell_what_speaks_against():
    linker = loaded()
    near = linker.near_misses(linker.id_of(("b.txt", 0)))
    namesake = next(miss for miss in near if miss.id == linker.id_of(("d.txt", 0)))
    assert namesake.score < THRESHOLD
    assert dict(namesake.features)["different stories"] < 0
    with pytest.raises(KeyError):
        linker.near_misses("person:nobody")


def test_two_of_one_list_are_named_as_such():
    page = article("k.txt", person("en", "Seo Do-hyun"), person("en", "Seo Do-hyeon"), place("en", "Leeds", "GB"))
    linker = loaded((page,), (story(page),))
    near = linker.near_misses(linker.id_of(("k.txt", 0)))
    assert [miss.forbidden for miss in near] == ["one article speaks of both as two: k.txt"]


# --- the index -------------------------------------------------------------------------------------------


def test_a_frequent_name_is_found_by_its_role_and_its_story():
    many = [
        article(f"{n:03d}.txt", person("en", "Kim Min-jun", role="judge" if n % 50 == 0 else f"office {n}"))
        for n in range(2 * COMMON * 10)
    ]
    linker = loaded(many, [story(each, id=each.document.file) for each in many])
    index = Index(linker._context)
    start = profiles_of(many, [story(each, id=each.document.file) for each in many])
    for profile in start.values():
        index.put(profile)
    assert ("050.txt", 0) in index.candidates(start["000.txt", 0])


def test_what_is_discarded_is_found_no_more():
    start = profiles_of(COVERAGE, STORIES)
    linker = loaded()
    index = Index(linker._context)
    for key in (("a.txt", 0), ("b.txt", 0)):
        index.put(start[key])
    assert index.candidates(start["a.txt", 0]) == {("b.txt", 0)}
    index.discard(("b.txt", 0))
    assert index.candidates(start["a.txt", 0]) == set()


def test_places_in_other_cases_are_one():
    page = article("m.txt", place("pl", "Berlin", "DE", 2950159), place("pl", "Berlinie"))
    assert len(link((page,), (story(page),), "en", Blind())) == 1
    other = article("n.txt", place("pl", "Berlin", "DE", 2950159), place("pl", "Bergen", "NO", 3161732))
    assert len(link((other,), (story(other),), "en", Blind())) == 2


def test_one_office_links_where_letters_cannot():
    one = article(
        "p.txt",
        person("ja", "櫛引朔", role="harbour master", employer=1),
        body("ja", "ブランデル"),
        person("ja", "エイダ・ブルック", role="minister"),
    )
    two = article(
        "q.txt",
        person("ko", "쿠시비키 사쿠", role="harbour master", employer=1),
        body("ko", "브란델"),
        person("ko", "에이다 브룩", role="minister"),
    )
    linker = loaded((one, two), (story(one, two),))
    assert linker.id_of(("p.txt", 0)) == linker.id_of(("q.txt", 0))
    rival = article("r.txt", person("ko", "쿠시비키 사쿠", role="harbour master", employer=1), body("ko", "브란델"))
    third = article(
        "s.txt",
        person("ko", "강보람", role="harbour master", employer=1),
        body("ko", "브란델"),
    )
    han = article("t.txt", person("ja", "櫛引朔", role="harbour master", employer=1), body("ja", "ブランデル"))
    open_ = loaded((rival, third, han), (story(rival, third, han),))
    assert open_.id_of(("s.txt", 0)) != open_.id_of(("t.txt", 0))


def test_who_changes_office_over_the_years_may_be_one():
    def judged(year):
        first = article("a.txt", person("en", "Ada Brook", role="minister"), person("en", "Ben Cole", role="judge"))
        later = article("b.txt", person("en", "Ada Brook", role="ambassador"), person("en", "Ben Cole", role="judge"))
        dated = [
            Article(Document(a.document.file, a.document.text, published=day), a.mentions)
            for a, day in ((first, "2031-01-02"), (later, f"{year}-05-06"))
        ]
        linker = loaded(dated, [story(dated[0], id="one"), story(dated[1], id="two")])
        near = linker.near_misses(linker.id_of(("a.txt", 0)))
        reasons = linker.entities(ids=[linker.id_of(("a.txt", 0))])[0].reasons
        features = [dict(miss.features) for miss in near] + [dict(reason.features) for reason in reasons]
        return features[0]["different roles at one time"]

    assert judged(2031) == -1.0
    assert judged(2036) == -0.5
