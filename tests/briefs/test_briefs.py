"""The brief in every format."""

import json
import re
from dataclasses import replace

import jsonschema
import pytest
from lxml import html as lxml_html

from tests.accounts.building import ADA, BEN, CEM, FOSS, GRAZ, article, meeting, reconciled
from whomet import briefs
from whomet.briefs.characters import plain
from whomet.briefs.data import schema
from whomet.briefs.ids import contradiction_ids
from whomet.briefs.lineage import Kinship
from whomet.briefs.near import suggested
from whomet.briefs.terminal import cells
from whomet.briefs.wording import UnknownLanguageError
from whomet.records import (
    Account,
    Block,
    Contradiction,
    Document,
    FigureMention,
    Lineage,
    Origin,
    Passage,
    PlanMention,
    Problem,
    Sentence,
    StatementMention,
    Topic,
)

_TEXT = "Ada Brook <b>met</b> Ben Cole in Graz. 브룩 회장은 콜 사장을 만났다. \u202e\x1b[31mMenu | Log in"


@pytest.fixture(scope="module")
def account():
    told = meeting(
        ADA,
        BEN,
        date="2031-05-04",
        city=GRAZ,
        attendees=(CEM,),
        venue="the old *mill*",
        topics=(Topic("ferries"),),
        evidence=(Passage(0, 38, ("principals", "city")), Passage(10, 20, ("date",)), Passage(39, 56, ("principals",))),
    )
    first = article(
        "a.txt",
        told,
        text=_TEXT,
        statements=(StatementMention(0, 9, _TEXT[:9], "en", ADA, True),),
        figures=(FigureMention(0, 3, "Ada", 0, 1.5e9, "EUR", "cost of the ferry", FOSS, "P3Y"),),
        plans=(PlanMention(0, 9, _TEXT[:9], "en", "sails", BEN, "2032-01/2032-03"),),
    )
    blocks = (Block(0, 57, "body", "en"), Block(57, len(_TEXT), "boilerplate", None, "a menu"))
    first = replace(first, document=replace(first.document, blocks=blocks))
    second = article("b.txt", meeting(ADA, BEN, date="2031-05-05", city=GRAZ, date_zone="home"))
    third = article("c.txt", meeting(ADA, BEN, date="2019", background=True))
    return replace(reconciled(first, second, third), problems=(Problem("x.bin", "no text"),))


def test_json_follows_its_schema(account):
    told = json.loads(briefs.render(account, "json"))
    jsonschema.validate(told, schema(), cls=jsonschema.Draft202012Validator)
    for proof in told["meetings"][0]["evidence"]:
        text = next(d["text"] for d in told["documents"] if d["file"] == proof["document"])
        assert text[proof["start"] : proof["end"]] == proof["text"]


def test_the_schema_refuses_what_it_does_not_know(account):
    told = json.loads(briefs.render(account, "json"))
    told["meetings"][0]["status"] = "rumoured"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(told, schema())


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_readers_see_the_meeting_and_its_proof(account, form):
    told = briefs.render(account, form)
    plain = re.sub(r"\s+", " ", lxml_html.fromstring(told).text_content() if form == "html" else told)
    for words in ("May 4, 2031", "person:ada-brook", "ferries", "2 independent origins", "콜 사장을 만났다", "x.bin"):
        assert words in plain
    assert "local time" in plain


def test_text_cannot_steer_the_terminal(account):
    told = briefs.render(account, "text")
    assert "\x1b" not in told
    assert "\u202e" not in told
    assert "\x1b[1m" in briefs.render(account, "text", colour=True)
    assert all(cells(line) <= 100 for line in told.splitlines())


def test_markdown_shows_marks_as_they_are(account):
    assert r"the old \*mill\*" in briefs.render(account, "md")


def test_page_needs_nothing_else_and_every_link_leads_somewhere(account):
    page = lxml_html.fromstring(briefs.render(account, "html"))
    assert not page.xpath("//link | //script[@src] | //img | //b")
    ids = set(page.xpath("//@id"))
    links = page.xpath("//a/@href")
    assert links
    assert {link.removeprefix("#") for link in links} <= ids
    shown = "".join(page.xpath("//details[@id='d1']//div[@class='text']")[0].itertext())
    assert shown == plain(_TEXT)


def test_dates_are_no_more_exact_than_they_are(account):
    told = briefs.render(account, "text")
    assert "January 2032 to March 2032" in told
    assert "\n2019 · held" in told


def test_dates_are_written_the_way_of_the_language(account):
    assert "4. Mai 2031" in briefs.render(account, "text", language="de")
    assert "2031년 5월 4일" in briefs.render(account, "text", language="ko")
    with pytest.raises(UnknownLanguageError):
        briefs.render(account, "text", language="zz-none")


def test_spliced_words_are_left_out_of_a_proof():
    text = "Ada Brook met cheap flats today Ben Cole in Graz."
    spam = Block(14, 31, "injected", None, "repeated")
    evidence = (Passage(0, len(text), ("principals",)),)
    clean = article("a.txt", meeting(ADA, BEN, evidence=(Passage(0, 32, ()),)), text="Ada Brook met Ben Cole in Graz.")
    spliced = article("b.txt", meeting(ADA, BEN, evidence=evidence), text=text)
    spliced = replace(spliced, document=replace(spliced.document, injected=(spam,)))
    alone = briefs.render(reconciled(spliced), "text")
    assert "Ada Brook met […] Ben Cole in Graz." in alone
    both = briefs.render(reconciled(clean, spliced), "text")
    assert "a.txt, b.txt (en) “Ada Brook met Ben Cole in Graz.”" in both


def test_periods_in_words(account):
    assert "1,500,000,000 euros over 3 years" in briefs.render(account, "text")


def test_unknown_format(account):
    with pytest.raises(ValueError, match="no such format"):
        briefs.render(account, "docx")


# --- who carries what ----------------------------------------------------------------------------------


def test_every_value_in_dispute_says_how_many_origins_carry_it():
    told = reconciled(
        *(article(f"{name}.txt", meeting(ADA, BEN, date="2031-05-04")) for name in "ab"),
        article("c.txt", meeting(ADA, BEN, date="2031-05-05")),
        voices=(("a.txt", "a.txt"), ("b.txt", "a.txt")),
        origins=(Origin("copy", "a.txt", ("b.txt",), 0.92),),
    )
    text = " ".join(briefs.render(told, "text").split())
    assert "3 articles, 2 independent origins: a.txt + b.txt; c.txt" in text
    assert "May 4, 2031 (a.txt, b.txt: 1 origin) against May 5, 2031 (c.txt)" in text
    assert "b.txt repeats a.txt word for word (92 % of it)" in text


def test_corrections_and_what_contradicts_itself_are_said(account):
    told = account.meetings[1]
    first, *rest = told.reports
    (clash,) = told.contradictions
    meeting_ = replace(
        told,
        reports=(replace(first, superseded="b.txt"), *rest),
        contradictions=(replace(clash, explanation=None, cause="correction", torn=("a.txt",)),),
    )
    text = " ".join(briefs.render(replace(account, meetings=(meeting_,)), "text").split())
    assert "a.txt yields to the correction in b.txt" in text
    assert "— correction — a.txt gives more than one of them" in text


def test_ids_are_of_what_is_said(account):
    told = json.loads(briefs.render(account, "json"))
    assert told["figures"][0]["id"] == "figure:1500000000-EUR:foss"
    assert told["plans"][0]["id"].startswith("plan:ben-cole:2032-01/2032-03:")
    for meeting_ in told["meetings"]:
        stem = meeting_["id"].partition(":")[2]
        assert [one["id"] for one in meeting_["contradictions"]] in ([], [f"contradiction:{stem}:date"])
    ids = [one["id"] for key in ("meetings", "statements", "figures", "plans", "stories") for one in told[key]]
    assert len(ids) == len(set(ids))


def test_two_alike_are_counted_apart_whatever_their_order(account):
    found = Contradiction("departure", (("2031-05", ("a.txt",)), ("2031-06", ("b.txt",))), "person:ada-brook")
    other = replace(found, values=(("2032-05", ("a.txt",)), ("2032-06", ("b.txt",))))
    forth = contradiction_ids(replace(account, contradictions=(found, other)))
    back = contradiction_ids(replace(account, contradictions=(other, found)))
    assert (
        forth == tuple(reversed(back)) == ("contradiction:ada-brook:departure", "contradiction:ada-brook:departure:2")
    )


# --- who copied whom -----------------------------------------------------------------------------------


def _kin(*origins, own=(), languages=(), outlets=()):
    documents = tuple(
        Document(
            file,
            "One. Two. Three.",
            sentences=tuple(Sentence(t, ((i, i + len(t)),), 0, "body", "en") for i, t in ((0, "One."), (5, "Two."))),
            languages=dict(languages).get(file, ("en",)),
            outlet=dict(outlets).get(file),
        )
        for file in ("a.txt", "b.txt", "c.txt")
    )
    return list(Kinship(Account(documents, (), (), (), (), (), (), Lineage(origins, (), own), ())).lines())


@pytest.mark.parametrize(
    ("origin", "said"),
    [
        (Origin("copy", "a.txt", ("b.txt",), 0.92), "b.txt repeats a.txt word for word (92 % of it)"),
        (
            Origin("rewrite", "a.txt", ("b.txt",), 0.5, "credit"),
            "b.txt tells a.txt in other words (50 % of it); it names it as its source",
        ),
        (Origin("translation", "a.txt", ("c.txt",), 0.71), "c.txt translates a.txt into Korean (71 % of it)"),
        (Origin("translation", "c.txt", ("c.txt",), 0.77), "c.txt tells the same in Korean and English (77 % of it)"),
        (
            Origin("copy", None, ("a.txt", "b.txt"), 0.92),
            "a.txt and b.txt repeat each other word for word (92 % of it); nothing tells which one is earlier",
        ),
        (
            Origin("shared-release", None, ("a.txt", "b.txt", "c.txt"), 0),
            "a.txt, b.txt and c.txt hang on one release that is not here",
        ),
    ],
)
def test_lineage_in_plain_words(origin, said):
    assert _kin(origin, languages=(("c.txt", ("ko", "en")),)) == [said]


def test_lineage_says_what_an_outlet_added():
    two = (Origin("copy", "a.txt", ("b.txt",), 0.9, "time"), Origin("copy", "a.txt", ("c.txt",), 0.5, "time"))
    (line,) = _kin(two[0], own=(("b.txt", ((4, 9),)),), outlets=(("b.txt", "Echo"),))
    assert line == (
        "b.txt (Echo) repeats a.txt word for word (90 % of it); it came later; it adds 1 sentence of its own"
    )
    (line,) = _kin(*two, own=(("b.txt", ((0, 9),)),))
    assert line == "b.txt and c.txt repeat a.txt word for word (50 to 90 % of them); b.txt adds 2 sentences of its own"


def test_an_id_that_is_begun_comes_before_those_that_look_alike():
    ids = ["person:lea", "person:lee-jae-yong", "person:lew"]
    assert suggested("person:lee", ids).startswith("; did you mean person:lee-jae-yong")
