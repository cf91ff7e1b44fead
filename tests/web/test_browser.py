"""The way of a newcomer in Chromium, the keys, and what axe-core says of every page."""

import importlib.util
import json
import re

import pytest

from tests.fakes import fake_models
from tests.web.browsing import CHROMIUM, browser, findings, served
from tests.web.building import written
from whomet.workspace import Workspace

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here (Debian: apt install chromium)"),
    pytest.mark.skipif(
        importlib.util.find_spec("playwright") is None, reason="no playwright here (pip install playwright)"
    ),
]

PAGES = (
    "/",
    "/?disputed=1",
    "/meetings",
    "/people",
    "/people?type=place",
    "/entity/person:ada-brook",
    "/network",
    "/matrix",
    "/sources",
    "/search?q=ferries&mode=words",
    "/review",
    "/decisions",
    "/export",
    "/help",
    "/api/docs",
    "/article/pier.txt?mark=0-32",
    "/nowhere",
    "/entity/person:nobody",
)


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept")
    with Workspace.open(folder / "w.db", models=fake_models(), who="tester") as workspace:
        yield workspace.add(written(folder / "news"))


@pytest.fixture(scope="module")
def address(kept):
    with served(kept) as found:
        yield found


@pytest.fixture(scope="module")
def chromium():
    with browser() as opened:
        yield opened


@pytest.fixture
def opened(chromium, address):
    """Opens pages; what a page complains of fails the test."""
    contexts, complaints = [], []

    def open_(path, complaining=False, **told):
        context = chromium.new_context(base_url=address, locale="en-GB", **told)
        contexts.append(context)
        page = context.new_page()
        if not complaining:
            page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
            page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not complaints


def test_the_way_of_a_newcomer(opened, kept, tmp_path):
    page = opened("/", accept_downloads=True)
    page.get_by_label("Disputed only").check()
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="1 contradiction").click()
    dispute = page.locator("article.dispute").first
    assert "date" in dispute.locator("h3").inner_text()

    passages = dispute.locator("a.open")
    marked = []
    for number in range(2):
        text = passages.nth(number).inner_text()
        passages.nth(number).click()
        page.wait_for_url(re.compile(r"/article/.*#c\d+-\d+$"))
        shown = page.locator("#article mark")
        assert "".join(shown.all_inner_texts()).split() == text.split()
        assert shown.first.is_visible()
        marked.append(text)
        page.go_back()
    assert {re.search(r"\d May 2031", text)[0] for text in marked} == {"3 May 2031", "4 May 2031"}

    page.get_by_label("Search", exact=True).fill("Brooke")
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="People and bodies").click()
    page.get_by_role("link", name="Ada Brooke").click()
    page.get_by_role("button", name=re.compile(r"Merge with this one\s*: Ada Brook$")).first.click()
    assert page.locator(".flash").inner_text().startswith("Decided.")
    assert {"Ada Brook", "Ada Brooke"} <= {form for _, forms in kept.account().entities[0].names for form in forms}

    page.locator("#undo").click()
    assert page.locator(".flash").inner_text().startswith("Undone.")
    assert not any(standing.state == "applied" for standing in kept.decisions() if standing.decision.kind != "undo")

    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Export").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download: json", exact=True).click()
    waiting.value.save_as(tmp_path / "a.json")
    told = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert told["format"] == "whomet.account/1"
    assert any(meeting["contradictions"] for meeting in told["meetings"])


def test_the_keys_of_the_queue(opened, kept):
    page = opened("/review")
    total = len(kept.queue())
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "q1"
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "q2"
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == "q1"
    page.keyboard.press("2")
    page.wait_for_url(re.compile("done="))
    assert len(kept.queue()) == total - 1
    page.keyboard.press("u")
    page.wait_for_function("document.querySelector('.flash').innerText.startsWith('Undone')")
    assert len(kept.queue()) == total
    page.keyboard.press("/")
    page.keyboard.type("a r m s u ?")
    assert page.locator("#find").input_value() == "a r m s u ?"
    page.keyboard.press("Tab")
    page.keyboard.press("?")
    page.wait_for_url("**/help")


def test_a_decision_can_be_made_without_scripts(opened, kept):
    page = opened("/review?question=single", java_script_enabled=False)
    page.locator("#q1 button").first.click()
    assert "Decided." in page.locator(".flash").inner_text()
    page.locator("#undo").click()
    assert "Undone." in page.locator(".flash").inner_text()


def test_the_network_is_drawn_and_reached_by_keys(opened):
    page = opened("/network")
    names = {link.get_attribute("aria-label").partition(":")[0] for link in page.locator("#graph a").all()}
    assert {"Ada Brook", "Ben Cole"} <= names
    page.locator("#graph a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/entity/**")


def test_a_selection_is_cited_by_code_points(opened, kept):
    from urllib.parse import quote

    document = next(one for one in kept.account().documents if "🚢" in one.text)
    page = opened(f"/article/{quote(document.file)}", permissions=["clipboard-read", "clipboard-write"])
    page.evaluate(
        """() => {
            const walker = document.createTreeWalker(document.getElementById("article"), NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf("🚢");
                if (at >= 0) getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + 2);
            }
        }"""
    )
    page.locator("#cite").click()
    page.locator("#cited").get_by_text("Copied").wait_for()
    told = page.evaluate("navigator.clipboard.readText()")
    start, end = map(int, re.search(r"mark=(\d+)-(\d+)", told).groups())
    assert document.text[start] == "🚢"
    assert told.startswith(f"“{document.text[start:end].strip()}”")


@pytest.mark.parametrize(
    "told", [{}, {"color_scheme": "dark", "viewport": {"width": 360, "height": 740}}], ids=["light", "dark"]
)
def test_axe_finds_nothing_serious(opened, kept, told):
    account = kept.account()
    story = next(one for one in account.stories if "pier.txt" in one.documents)
    meeting = next(one for one in account.meetings if one.contradictions)
    page = opened("/", complaining=True, bypass_csp=True, **told)
    found = {}
    own = (
        f"/story/{story.id}",
        f"/meeting/{meeting.id}",
        f"/fact/{account.statements[0].id}",
        "/article/ميناء/خبر.txt",
    )
    for path in (*PAGES, *own):
        page.goto(path)
        found[path] = findings(page)
        width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert width <= 0, f"{path} is {width} pixels too wide"
    assert {path: said for path, said in found.items() if said} == {}
