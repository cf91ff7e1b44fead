"""What holds for any coverage: order, names of files, copies and further reports change no more than they may.

Coverage is drawn by hypothesis: some events, each told by articles of its own words, some of which are copied, cut or
changed. The models of `fakes` answer at once; a story in several languages goes through the packaged models besides.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes import fake_models
from tests.walking import places
from whomet import briefs, pipeline

STORY = Path(__file__).parent / "stories" / "steam-field" / "articles"

PEOPLE = ("Ada Brook", "Ben Cole", "Cem Dal", "Dora Eck", "Eve Fink", "Finn Gold", "Gus Hale", "Hana Ivory")
CITIES = ("Graz", "Linz", "Hanover", "Antwerp", "Bilbao")
OUTLETS = ("The Graz Courier", "Harbour Echo", "Northern Post", "The Daily Lantern", "Weekly Ledger", "City Herald")
#: Ways to tell of a meeting, each with sentences of its own around it.
TELLINGS = (
    (
        "{a} met {b} in {city} on {day} May 2031 to talk about ferries.",
        '"The pier will open in the spring," {a} said after the talks.',
        "The pier costs {amount} million euros, according to the harbour office.",
    ),
    (
        "{b} received {a} in {city} on {day} May 2031, people close to the matter told this paper.",
        "Nobody wanted to say what was eaten, though the cook was seen to smile.",
        '{b} said: "We agreed on more than we had hoped for."',
    ),
    (
        "On {day} May 2031 {a} held talks with {b} in {city}; the two had not seen each other for years.",
        "Analysts expect a contract before the summer is over.",
        "Work on a second quay is to begin in 2033, {a} said.",
    ),
    (
        "A meeting of {a} and {b} took place in {city} on {day} May 2031.",
        "Dockers blocked a road in the morning and went home when it began to rain.",
        "The harbour expects {amount} million euros from the union's fund.",
    ),
)
#: How an outlet that read none of them tells of it.
INDEPENDENT = (
    "Our reporter saw {a} and {b} walk into the town hall of {city} on {day} May 2031, where they met for an hour.",
    "Children waved small flags; a brass band had been sent home because of the wind.",
    "Asked about ferries, both shook their heads and pointed at the clock.",
)


@dataclass(frozen=True)
class Page:
    """An article as a file: who prints it, when, its paragraphs, and the facts of its event."""

    file: str
    outlet: str
    hour: int
    paragraphs: tuple[str, ...]
    facts: tuple[tuple[str, str | int], ...] = ()

    def bytes(self) -> bytes:
        body = "".join(f"<p>{paragraph}</p>" for paragraph in self.paragraphs[1:])
        return (
            f'<html lang="en"><head><title>{self.paragraphs[0]}</title>'
            f'<meta property="og:site_name" content="{self.outlet}">'
            f'<meta property="article:published_time" content="2031-05-12T{self.hour:02}:00:00Z"></head>'
            f"<body><article><h1>{self.paragraphs[0]}</h1>{body}</article></body></html>"
        ).encode()


@st.composite
def pages(draw):
    """Coverage of one to three events in two to seven pages, copies among them."""
    drawn: list[Page] = []
    ways = draw(st.permutations(TELLINGS))
    for number in range(draw(st.integers(1, 3))):
        a, b = draw(st.permutations(PEOPLE))[:2]
        facts = {
            "a": a,
            "b": b,
            "city": draw(st.sampled_from(CITIES)),
            "day": draw(st.integers(1, 9)),
            "amount": draw(st.integers(2, 90)),
        }
        # no two events in one wording: articles that differ in a name alone are copies with a mistake
        for way in ways[number :: draw(st.sampled_from([3, 4]))]:
            other = replace_day(facts, draw(st.integers(0, 1)))
            head = f"{a} and {b}: what is known, part {number}"
            drawn.append(written(head, way, other, draw(st.sampled_from(OUTLETS)), draw(st.integers(6, 12))))
            if draw(st.booleans()):
                drawn.append(copied(drawn[-1], draw(st.sampled_from(OUTLETS)), draw(st.booleans())))
    names = draw(st.permutations(range(len(drawn))))
    return tuple(replace(page, file=f"{name:03}.html") for page, name in zip(drawn, names, strict=True))


def written(head, sentences, facts, outlet, hour, file=""):
    """A page of some sentences with the facts put in."""
    paragraphs = (head, *(sentence.format(**facts) for sentence in sentences))
    return Page(file, outlet, hour, paragraphs, tuple(facts.items()))


def replace_day(facts, later):
    """The facts with another day: a contradiction, or none."""
    return {**facts, "day": facts["day"] + later}


def copied(page, outlet, cut, file=""):
    """The page as another outlet prints it some hours later, with or without its end."""
    paragraphs = page.paragraphs[:-1] if cut else page.paragraphs
    return Page(file, outlet, page.hour + 5, paragraphs, page.facts)


def account(coverage, models=None):
    """The account as `whomet brief --format json` prints it."""
    files = [(page.file, page.bytes()) if isinstance(page, Page) else page for page in coverage]
    return json.loads(briefs.render(pipeline.brief(files, models=models or fake_models()), "json"))


def renamed(node, names):
    """Plain data with every name of a file changed, whether a value or a key, and lists in an order of their own."""
    if isinstance(node, dict):
        told = {called(key, names): renamed(value, names) for key, value in node.items()}
        if {"left", "right"} <= told.keys():
            # of two texts that are the same, either may stand for both in the reasons of a meeting
            del told["left"], told["right"]
        return told
    if isinstance(node, list):
        return sorted((renamed(value, names) for value in node), key=lambda value: json.dumps(value, sort_keys=True))
    return called(node, names) if isinstance(node, str) else node


def called(words, names):
    """Words with every name of a file in them changed."""
    return re.sub(r"\d{3}\.\w+", lambda found: names.get(found[0], found[0]), words)


def counted(told):
    """Every count of origins: what it is of, by the passages that carry it, and the number."""
    for kind in ("statements", "figures", "plans"):
        for one in told[kind]:
            yield (kind, *passages(one["in"])), len(one["lines"])
    for meeting in told["meetings"]:
        key = "meetings", *passages(meeting["evidence"])
        yield key, meeting["independent_origins"]
        for each in meeting["support"]:
            files = sorted(file for line in each["lines"] for file in line)
            # by field alone: a namesake in another article gives people ids of their own
            yield (*key, each["field"], *((file, 0, 0) for file in files)), len(each["lines"])
    for story in told["stories"]:
        yield ("stories", *((file, 0, 0) for file in story["documents"])), story["independent_origins"]


def passages(cited):
    """Where something stands, as a key."""
    return sorted((place["document"], place["start"], place["end"]) for place in cited)


def without(key, file):
    """A key of `counted` without the passages of one file."""
    return tuple(part for part in key if not isinstance(part, tuple) or part[0] != file)


def heirs(key, after):
    """The counts in another account of what is of the same kind and has a passage of a key."""
    words, spans = [p for p in key if isinstance(p, str)], {p for p in key if not isinstance(p, str)}
    for other, number in after:
        if words == [p for p in other if isinstance(p, str)] and spans & {p for p in other if not isinstance(p, str)}:
            yield number


@given(pages(), st.randoms(use_true_random=False))
@settings(max_examples=15)
def test_the_order_of_files_changes_nothing(coverage, chance):
    mixed = list(coverage)
    chance.shuffle(mixed)
    assert account(mixed) == account(coverage)


@given(pages(), st.randoms(use_true_random=False))
@settings(max_examples=15)
def test_names_of_files_do_not_matter(coverage, chance):
    names = [page.file for page in coverage]
    chance.shuffle(names)
    other = account(replace(page, file=name) for page, name in zip(coverage, names, strict=True))
    back = {new: page.file for page, new in zip(coverage, names, strict=True)}
    assert renamed(other, back) == renamed(account(coverage), {})


@given(pages(), st.data())
@settings(max_examples=20)
def test_an_exact_copy_changes_no_count_of_origins(coverage, data):
    page = data.draw(st.sampled_from(coverage))
    outlet = data.draw(st.sampled_from([page.outlet, *OUTLETS]))
    copy = copied(page, outlet, cut=False, file=data.draw(st.sampled_from(["!.html", "zz.html"])))
    before = Counter(counted(account(coverage)))
    after = Counter((without(key, copy.file), number) for key, number in counted(account((*coverage, copy))))
    assert before == after


@given(pages(), st.data())
@settings(max_examples=20)
def test_an_independent_report_lowers_no_count_of_origins(coverage, data):
    facts = dict(data.draw(st.sampled_from(coverage)).facts)
    outlet, hour = data.draw(st.sampled_from(OUTLETS)), data.draw(st.integers(6, 20))
    head = f"What {facts['a']} wanted from {facts['b']}"
    added = written(head, INDEPENDENT, facts, outlet, hour, data.draw(st.sampled_from(["!.html", "zz.html"])))
    after = [(without(key, added.file), number) for key, number in counted(account((*coverage, added)))]
    for key, number in counted(account(coverage)):
        found = list(heirs(key, after))
        assert found, key
        assert max(found) >= number, key


@given(pages(), st.data())
@settings(max_examples=15)
def test_every_passage_is_in_its_place(coverage, data):
    told = account(coverage)
    texts = {document["file"]: document["text"] for document in told["documents"]}
    found = list(places(told))
    assert found
    for place in found:
        assert 0 <= place["start"] < place["end"] <= len(texts[place["document"]])
        assert place.get("text") in (None, texts[place["document"]][place["start"] : place["end"]])
    for origin in told["origins"]:
        for one in origin["taken"]:
            assert one["document"] in origin["to"]
            earlier = texts[origin["from"] or origin["to"][0]]
            assert 0 <= one["source_start"] < one["source_end"] <= len(earlier)


@given(pages(), st.data())
@settings(max_examples=20)
def test_a_file_that_is_gone_leaves_the_ids_of_other_meetings(coverage, data):
    gone = data.draw(st.sampled_from(coverage)).file
    before = {meeting["id"]: set(meeting["documents"]) for meeting in account(coverage)["meetings"]}
    rest = [page for page in coverage if page.file != gone]
    after = {meeting["id"]: set(meeting["documents"]) for meeting in account(rest)["meetings"]} if rest else {}
    for id_, files in before.items():
        assert gone in files or id_ in after
    for id_, files in after.items():
        assert id_ in before or any(gone in told and files <= told for told in before.values())


# --- a story in several languages, with the packaged models ----------------------------------------------


class Remembering:
    """A tagger that looks at a text once."""

    def __init__(self, tagger):
        self.name, self.version = tagger.name, tagger.version
        self._tagger, self._known = tagger, {}

    def tag(self, texts):
        fresh = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known |= dict(zip(fresh, self._tagger.tag(fresh), strict=True))
        return [self._known[text] for text in texts]


@pytest.fixture(scope="module")
def models():
    packaged = pipeline.default_models()
    return replace(packaged, tagger=Remembering(packaged.tagger))


@pytest.fixture(scope="module")
def story():
    return [(path.name, path.read_bytes()) for path in sorted(STORY.iterdir())]


def test_a_story_and_its_files_under_other_names(story, models):
    names = [name for name, _ in story]
    other = account([(new, data) for new, (_, data) in zip(reversed(names), story, strict=True)], models)
    back = dict(zip(reversed(names), names, strict=True))
    meetings = [renamed(told["meetings"], names) for told, names in ((other, back), (account(story, models), {}))]
    assert [one["id"] for one in meetings[0]] == [one["id"] for one in meetings[1]]
    assert [one["independent_origins"] for one in meetings[0]] == [one["independent_origins"] for one in meetings[1]]


@pytest.mark.parametrize("number", [0, -1])
def test_a_story_and_an_exact_copy_of_one_of_its_articles(number, story, models):
    before = Counter(counted(account(story, models)))
    after = account([*story, ("zz.txt", story[number][1])], models)
    assert before == Counter((without(key, "zz.txt"), count) for key, count in counted(after))
