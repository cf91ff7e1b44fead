"""A small workspace of our own: two happenings told differently, names in two spellings, and hostile texts."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from tests.fakes import fake_models
from whomet import pipeline
from whomet.records import Account, Article

PIER = """Ferry chiefs agree on a new pier

By Nora Lind

Graz, 5 May 2031 - Ada Brook met Ben Cole in Graz on 4 May 2031 to talk about ferries and a new harbour.
"The pier will open in the spring," Ada Brook said. The two spoke for three hours about the timetable.
Ben Cole brought a model of the boats and stayed for dinner.
"""
PIER_LATER = """Talks on boats

Linz, 6 May 2031 - A day trip for the boats: Ben Cole met Ada Brook in Graz on 3 May 2031, people at the landing say.
Ada Brook wore a blue coat. "Nobody has signed anything," Ben Cole said.
Workers on the quay heard music until midnight.
"""
COPY = """Ferry chiefs agree on a new pier

Vienna, 7 May 2031 - Ada Brook met Ben Cole in Graz on 4 May 2031 to talk about ferries and a new harbour.
"The pier will open in the spring," Ada Brook said. The two spoke for three hours about the timetable.
Ben Cole brought a model of the boats and stayed for dinner.
"""
SPELT = """Chair of the ferries visits the owner

Linz, 20 June 2031 - Ada Brooke met Cleo Marsh in Linz on 18 June 2031 to talk about harbours.
"The harbour is too small," Cleo Marsh said. Write to press@harbour.example or call +43 1 2345678.
"""
#: Mark-up, quotation marks, characters that nobody sees, and one that turns the direction of all that follows.
HOSTILE = """<script>alert('title')</script> & "others" <img src=x onerror=alert(1)>

Graz, 9 May 2031 - Eve Stone met Max Mustard in Graz on 8 May 2031 to talk about ferries.
"<b onmouseover='alert(1)'>Nobody</b> \u202egnorw daer lliw\u202c \u0007 {{ 7 * 7 }} \U0001f6a2 <!-- -->,"
Eve Stone said.
"""
ARABIC = """رئيسة العبارات تزور الميناء

غراتس، 10 مايو 2031 - زارت رئيسة شركة العبارات الميناء الجديد يوم السبت وتحدثت عن الأرصفة.
وقالت إن الرصيف سيفتح في الربيع، وإن العبارات ستبحر كل ساعة.

Ada Brook met Ben Cole in Graz on 4 May 2031.
"""
FILES = {
    "pier.txt": PIER,
    "later/pier.txt": PIER_LATER,
    "later/copy.txt": COPY,
    "spelt.txt": SPELT,
    "odd #1 100%?&\"'<b>.txt": HOSTILE,
    "ميناء/خبر.txt": ARABIC,
}


def written(folder: Path) -> Path:
    """The files in a folder."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@lru_cache(maxsize=1)
def understood() -> tuple[Article, ...]:
    """The articles of the files."""
    documents, _ = pipeline.label([(name, text.encode()) for name, text in FILES.items()])
    return tuple(pipeline.understand(document, fake_models()) for document in documents)


def concluded() -> Account:
    """The account of the files, with a link that nobody should follow."""
    account = pipeline.conclude(understood(), fake_models())
    first, *others = account.documents
    wild = replace(first, url="javascript:alert(1)", outlet='Out"let <i>')
    return replace(account, documents=(wild, *others))


class Kept:
    """What pages need of a workspace, without a database.

    Args:
        account: Its account.
    """

    def __init__(self, account: Account) -> None:
        self.kept = account
        self.number = 1
        self.asked = 0

    def account(self, language: str = "en") -> Account:
        self.asked += 1
        return self.kept

    def article(self, file: str) -> Article | None:
        return next((article for article in understood() if article.document.file == file), None)

    def revision(self) -> str:
        return str(self.number)

    def search(self, query: str, **wanted: str) -> tuple[object, ...]:
        return ()
