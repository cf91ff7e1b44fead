"""An account with something of everything, and with texts that do harm where they are not made harmless."""

from __future__ import annotations

from dataclasses import replace

from tests.accounts.building import ADA, BEN, CAST, CEM, FOSS, GRAZ, HANAU, article, meeting, reconciled
from whomet.records import (
    Anchor,
    Block,
    Contact,
    Contradiction,
    Decision,
    EntityRole,
    FigureMention,
    Nearness,
    Origin,
    Passage,
    PlanMention,
    Problem,
    Stamp,
    Standing,
    StatementMention,
    Taken,
    Target,
    Topic,
)

MAIL = "ada@brook.example"
FORMULA = '=HYPERLINK("http://bad.example","x")'
TEXT = f"Ada Brook met\x07 Ben Cole in Graz.\r\n{FORMULA} 브룩 회장은 \U0001f91d 콜 사장을 만났다. {MAIL}\x00 & <b>"


def account():
    """Three articles, four meetings, and one of each other thing."""
    entities = [_named(entity) for entity in reconciled(_first(), _second(), _third()).entities]
    found = reconciled(
        _first(),
        _second(),
        _third(),
        voices=(("b.txt", "a.txt"),),
        origins=(
            Origin(
                "copy", "a.txt", ("b.txt",), 0.5, "time", (Taken("b.txt", 0, 5, 0, 5, "verbatim", 1.0),), (("x", 0.5),)
            ),
            Origin("shared-release", None, ("a.txt", "c/ü d.txt"), 0.25),
        ),
    )
    clash = Contradiction(
        "departure",
        (("2031-05-03", ("a.txt",)), ("2031-05-04", ("c/ü d.txt",))),
        about="person:ada-brook",
        places=(found.statements[0].places, ()),
    )
    return replace(
        found,
        entities=tuple(entities),
        contradictions=(clash,),
        problems=(Problem("x.bin", "no text; give a file with text"),),
        near=(Nearness("person:ada-brook", "person:dora-eck", 1.25),),
        decisions=(_decision(),),
    )


def _named(entity):
    if entity.id == "person:ada-brook":
        places = (("a.txt", 0, 9),)
        return replace(
            entity,
            label="Ada Brook",
            names=(("en", ("Ada Brook", "Brook")), ("ko", ("브룩",))),
            roles=(
                EntityRole("chairwoman", "organisation:foss", places),
                EntityRole("+cmd|' /C calc'!A0", None, places),
            ),
            same_as=("https://www.wikidata.org/wiki/Q42",),
        )
    return replace(entity, label=f"=1+{entity.label}") if entity.id == "person:cem-dal" else entity


def _first():
    told = article(
        "a.txt",
        meeting(
            ADA,
            BEN,
            date="2031-05-04",
            city=GRAZ,
            attendees=(CEM,),
            organisations=(FOSS,),
            host=ADA,
            venue="the old, \x0bwide\nmill; by the river",
            manner="in person",
            topics=(Topic("ferries"), Topic("페리", "ko")),
            evidence=(Passage(0, 33, ("principals", "city")), Passage(10, 20, ("date",))),
        ),
        meeting(ADA, CEM, status="planned", date="2031-06", city=HANAU),
        meeting(BEN, CEM, status="denied", date="2031-05-01"),
        meeting(ADA, BEN, status="cancelled", date="2031-07-02"),
        text=TEXT,
        published="2031-05-05",
        statements=(StatementMention(0, 9, TEXT[:9], "en", ADA, True),),
        figures=(FigureMention(0, 3, "Ada", 0, -1.5e9, "EUR", "-2+3 the ferry", FOSS, "P3Y"),),
        plans=(PlanMention(0, 9, TEXT[:9], "en", "@sails", BEN, "2032-01/2032-03"),),
    )
    document = told.document
    at = TEXT.index(MAIL)
    return replace(
        told,
        document=replace(
            document,
            outlet="\t=Outlet",
            url="https://news.example/a?b=1",
            bylines=(f"Jo {MAIL}",),
            agency="Wire",
            publication=Stamp("2031-05-05", "09:30", -2.5),
            contacts=(Contact(at, at + len(MAIL), "e-mail"),),
            blocks=(Block(0, 33, "title", "en"), Block(33, len(TEXT), "body", "ko")),
        ),
    )


def _second():
    return article("b.txt", meeting(ADA, BEN, date="2031-05-05", city=GRAZ, date_zone="home"), published="2031-05?")


def _third():
    return article("c/ü d.txt", meeting(ADA, BEN, date="2019", background=True), language="zh")


def _decision():
    anchor = Anchor("0" * 8, "a.txt", 0, 9, TEXT[:9])
    target = Target("person:ada-brook", "Ada Brook", (anchor,))
    decision = Decision(
        "decision:1", "rename", (target,), value="-Ada", why="=why", who="me", when="2031-05-06T00:00:00Z"
    )
    return Standing(decision, "applied", ("person:ada-brook",))


__all__ = ["CAST", "FORMULA", "MAIL", "TEXT", "account"]
