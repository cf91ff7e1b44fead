"""Take the pictures of `docs/web.md`: `python -m tests.web.screenshots`.

The articles are those in `examples/` and one in Arabic, read with the packaged models into a workspace that is thrown
away.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.web.browsing import browser, served
from whomet.records import Account
from whomet.workspace import Workspace

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "screenshots"
#: The examples have no article that runs from right to left.
ARABIC = """وزيرة النقل تلتقي رئيس شركة السكك

مسقط، 10 مايو 2031 - التقت وزيرة النقل سلمى الحارثي يوم السبت في مسقط رئيس شركة السكك هاني الرواحي لبحث خط جديد.
وقالت الحارثي: «سيبدأ العمل في الخريف». وأضافت أن الخط سيكلف 1,200 مليون ريال.

اقرأ أيضا: مواعيد القطارات
تابعونا على الشبكات
"""
WIDE, NARROW = {"width": 1200, "height": 800}, {"width": 360, "height": 740}


def shots(account: Account) -> dict[str, tuple[str, dict[str, Any]]]:
    """Name of each picture, the page on it, and how it is looked at."""
    disputed = max(account.meetings, key=lambda one: (len(one.contradictions), len(one.documents)))
    story = next(one for one in account.stories if disputed.id in one.meetings)
    met = [id_ for meeting in account.meetings for id_ in meeting.principals]
    person = max(dict.fromkeys(met), key=met.count)
    arabic = next(each for each in account.documents if each.language == "ar")
    cited = next(each for one in account.meetings for each in one.evidence if each.document == arabic.file)
    place = next(each for one in account.meetings for each in one.evidence if each.document == disputed.documents[0])
    light = {"viewport": WIDE, "color_scheme": "light"}
    dark = {"viewport": WIDE, "color_scheme": "dark"}
    narrow = {"viewport": NARROW, "color_scheme": "light"}
    return {
        "stories": ("/", light),
        "story": (f"/story/{story.id}", light),
        "story-dark": (f"/story/{story.id}", dark),
        "story-narrow": (f"/story/{story.id}", narrow),
        "meeting": (f"/meeting/{disputed.id}#reports", light),
        "article": (f"/article/{place.document}?mark={place.start}-{place.end}", light),
        "article-arabic": (f"/article/{arabic.file}?mark={cited.start}-{cited.end}", light),
        "person": (f"/entity/{person}", light),
        "person-korean": (f"/entity/{person}?lang=ko", light),
        "network": ("/network?of=both", light),
        "topics": ("/matrix", light),
        "search": ("/search?q=walking+robots+for+hospitals", light),
        "review": ("/review", light),
        "review-dark-narrow": ("/review", {**narrow, "color_scheme": "dark"}),
        "export": ("/export", light),
    }


def take(workspace: Workspace, folder: Path) -> None:
    """Write the pictures of a workspace into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with served(workspace) as address, browser() as opened:
        for name, (path, told) in shots(workspace.account()).items():
            context = opened.new_context(base_url=address, locale="en-GB", reduced_motion="reduce", **told)
            page = context.new_page()
            page.goto(path)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=folder / f"{name}.png")
            context.close()


def main() -> None:
    """Take all pictures, of `examples/` or of the folder given."""
    with TemporaryDirectory() as folder, Workspace.open(Path(folder) / "whomet.db", who="analyst") as workspace:
        articles = Path(folder) / "articles"
        shutil.copytree(sys.argv[1] if sys.argv[1:] else ROOT / "examples" / "articles", articles)
        (articles / "arabic.txt").write_text(ARABIC, encoding="utf-8")
        take(workspace.add(articles), FOLDER)


if __name__ == "__main__":
    main()
