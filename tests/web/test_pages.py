"""Every page, with texts that mean no good, unknown ids and empty workspaces."""

import html
import re
from collections import deque
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import quote, urlsplit

import pytest

from tests.web.building import Kept
from tests.web.conftest import client_of
from whomet.records import Account, Lineage, Problem
from whomet.web.held import Held, named
from whomet.web.view import View

ADDRESSES = (
    "/",
    "/meetings",
    "/people",
    "/network",
    "/matrix",
    "/sources",
    "/search",
    "/review",
    "/decisions",
    "/export",
)
EMPTY = Account((), (), (), (), (), (), (), Lineage(), ())


class _Reader(HTMLParser):
    """Collects what a browser would do with a page."""

    def __init__(self):
        super().__init__()
        self.tags, self.ids, self.links = [], [], []

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        self.tags.append((tag, told))
        self.ids += [told["id"]] if "id" in told else []
        self.links += [told["href"]] if tag in {"a", "link"} and "href" in told else []


def read(response):
    reader = _Reader()
    reader.feed(response.text)
    return reader


def walk(client, starts=("/",)):
    """Every page that can be reached, with its address."""
    waiting, seen = deque(starts), set()
    while waiting:
        address = waiting.popleft()
        if address in seen:
            continue
        seen.add(address)
        response = client.get(address)
        yield address, response
        if response.headers["content-type"].startswith("text/html"):
            for link in read(response).links:
                parts = urlsplit(link)
                if not parts.scheme and parts.path and not re.search(r"(^|&)(lang|theme)=", parts.query):
                    waiting.append(parts.path + (f"?{parts.query}" if parts.query else ""))


@pytest.fixture(scope="module")
def pages(client):
    return {address: response for address, response in walk(client) if not address.startswith("/export/")}


def test_every_link_leads_somewhere(pages):
    assert {address: page.status_code for address, page in pages.items() if page.status_code != 200} == {}
    kinds = {address.split("/")[1].split("?")[0] for address in pages}
    assert {"story", "meeting", "entity", "article", "fact", "network", "matrix", "review", "help", "api"} <= kinds


def test_nothing_of_an_article_becomes_part_of_a_page(pages):
    allowed = {"text/html", "text/css", "image/svg+xml", "application/json"}
    for address, page in pages.items():
        if not page.headers["content-type"].startswith("text/html"):
            assert page.headers["content-type"].split(";")[0] in allowed
            continue
        for tag, told in read(page).tags:
            assert tag not in {"img", "iframe", "object", "embed", "style", "base"}, address
            assert not [key for key in told if key.startswith("on") or key == "style"], (address, tag, told)
            assert tag != "script" or told["src"].startswith("/static/"), address
            assert not (told.get("href") or "").strip().lower().startswith(("javascript:", "data:", "vbscript:")), (
                address
            )
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202d\u202e]", page.text), address
    assert any("{{ 7 * 7 }}" in page.text for address, page in pages.items() if address.startswith("/article/"))


def test_ids_of_a_page_are_there_once(pages):
    for address, page in pages.items():
        if page.headers["content-type"].startswith("text/html"):
            ids = read(page).ids
            assert len(ids) == len(set(ids)), (address, sorted({id_ for id_ in ids if ids.count(id_) > 1}))


def test_every_mark_that_is_linked_to_is_there(pages):
    checked = 0
    for page in pages.values():
        for link in read(page).links if page.headers["content-type"].startswith("text/html") else ():
            parts = urlsplit(link)
            if parts.path.startswith("/article/") and parts.fragment:
                target = pages[parts.path + (f"?{parts.query}" if parts.query else "")]
                assert parts.fragment in read(target).ids, link
                checked += 1
    assert checked > 20


def test_a_story_begins_with_what_is_disputed(client, account):
    story = next(story for story in account.stories if "pier.txt" in story.documents)
    text = client.get(f"/story/{story.id}").text
    assert text.index('id="disputed"') < text.index('id="meetings"') < text.index('id="lines"')
    assert "May 3, 2031" in text
    assert "May 4, 2031" in text


def test_the_list_of_stories_counts_what_the_page_of_a_story_shows(client):
    told = re.findall(r'class="contest" href="(/story/[^#"]+)#disputed">.*?(\d+) contradiction', client.get("/").text)
    assert told
    for address, number in told:
        assert re.search(rf'href="#disputed">[^<]*<[^>]*>\s*{number}<', client.get(address).text)


def test_a_meeting_marks_what_is_disputed(client, account):
    meeting = next(meeting for meeting in account.meetings if meeting.contradictions)
    text = client.get(f"/meeting/{meeting.id}").text
    rows = re.findall(r"<tr>\s*<th scope=\"row\">.*?</tr>", text[text.index('id="reports"') :], re.DOTALL)
    assert sum("★" in row for row in rows) == 3
    assert "(disputed)" in rows[0]


def test_an_article_is_shown_whole_and_in_its_direction(client, account):
    for document in account.documents:
        page = client.get(f"/article/{quote(document.file)}")
        assert page.status_code == 200
        assert f'lang="{document.language}"' in page.text
    arabic = next(document for document in account.documents if document.language == "ar")
    assert 'dir="rtl"' in client.get(f"/article/{quote(arabic.file)}").text


def test_a_passage_is_marked_by_code_points(client, account):
    document = next(document for document in account.documents if "🚢" in document.text)
    at = document.text.index("🚢")
    page = client.get(f"/article/{quote(document.file)}?mark={at}-{at + 1}")
    assert re.search(r"<mark[^>]*>🚢</mark>", page.text)


@pytest.mark.parametrize("mark", ["5-3", "0-99999999", "x", "-1-3", "1-1", "9" * 40])
def test_a_mark_that_is_none_is_left_out(client, mark):
    page = client.get(f"/article/pier.txt?mark={mark}")
    assert page.status_code == 200
    assert "<mark" not in page.text


@pytest.mark.parametrize("kind", ["story", "meeting", "entity", "article", "fact"])
def test_an_unknown_id_names_those_near(client, kind):
    page = client.get(f"/{kind}/person:ada-brok")
    assert page.status_code == 404
    assert 'href="/entity/person:ada-brook"' in page.text
    assert client.get(f"/{kind}/<script>alert(1)</script>").status_code == 404
    assert "<script>alert" not in client.get(f"/{kind}/<script>alert(1)</script>").text


def test_an_unknown_page_is_told_in_a_page(client):
    page = client.get("/nowhere")
    assert page.status_code == 404
    assert "There is no such page" in page.text


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_empty_workspace_has_all_pages(address):
    page = client_of(Kept(EMPTY)).get(address)
    assert page.status_code == 200


def test_an_empty_workspace_says_what_to_do():
    unread = Account((), (), (), (), (), (), (), Lineage(), (), (Problem("a<b>.bin", "not a text; leave it out"),))
    page = client_of(Kept(unread)).get("/")
    assert "whomet add FOLDER" in page.text
    assert "a&lt;b&gt;.bin" in page.text
    assert "not a text; leave it out" in page.text


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("code", ["ko", "de"])
def test_every_page_speaks_every_language(client, address, code):
    page = client.get(address, params={"lang": code})
    assert page.status_code == 200
    assert f'<html lang="{code}"' in page.text


def test_the_browser_chooses_the_language_and_a_cookie_keeps_another(account):
    client = client_of(Kept(account))
    assert '<html lang="ko"' in client.get("/", headers={"accept-language": "xx, ko-KR;q=0.8, en;q=0.5"}).text
    client.get("/?lang=de")
    assert '<html lang="de"' in client.get("/", headers={"accept-language": "ko"}).text
    assert '<html lang="en"' in client_of(Kept(account), language="en").get("/", headers={"accept-language": "ko"}).text


def test_the_colours_are_kept(account):
    client = client_of(Kept(account))
    assert 'data-theme="auto"' in client.get("/").text
    assert 'data-theme="dark"' in client.get("/?theme=dark").text
    assert 'data-theme="dark"' in client.get("/").text
    assert 'data-theme="dark"' in client.get("/?theme=%22><script>").text


@pytest.mark.parametrize(
    "query",
    [
        "q=%00%ED%A0%80&disputed=1",
        "page=0",
        "page=99999999999999999999",
        "page=-3",
        "since=yesterday&until=9999-99-99",
        "status=x&topic=<b>",
        "most=5&of=nobody",
        "entity=%2e%2e/..",
        "type=animal&q=(((",
        "done=decision:000",
    ],
)
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_query_breaks_a_page(client, address, query):
    assert client.get(f"{address}?{query}").status_code in {200, 404}


def test_filters_choose_meetings(client):
    def found(**query):
        return client.get("/meetings", params=query).text.count('<li class="meeting')

    assert found() == 4
    assert found(disputed="1") == 1
    assert found(since="2031-06") == 1
    assert found(entity="person:ada-brooke") == 1
    assert found(status="cancelled") == 0


def test_the_account_is_asked_for_when_it_changed(account):
    kept = Kept(account)
    held = Held(kept)
    assert held.view("en") is held.view("en")
    assert held.view("ko") is not held.view("en")
    assert kept.asked == 1
    kept.number += 1
    assert held.view("en").revision == "2"
    assert kept.asked == 2


def test_contacts_are_masked_unless_asked_for(account):
    assert "press@harbour.example" not in client_of(Kept(account)).get("/article/spelt.txt").text
    assert "press@harbour.example" in client_of(Kept(account), contacts=True).get("/article/spelt.txt").text


def test_names_are_those_of_the_language(account):
    first, *others = account.entities
    people = {
        "person": (("Anna Bell", "한나 벨", "벨 대표"), "한나 벨"),
        "organisation": (("하람", "하람로보틱스", "Haram"), "하람로보틱스"),
        "place": (("베를린의", "베를린"), "베를린"),
    }
    for kind, (forms, label) in people.items():
        entity = replace(first, type=kind, label="as it is", names=(("en", ("as it is",)), ("ko-KR", forms)))
        told = named(replace(account, entities=(entity, *others)), "ko")
        assert told.entities[0].label == label
        assert told.entities[1:] == tuple(others)


def test_addresses_of_files_lead_back_to_them(account):
    view = View(account)
    for file in view.documents:
        path = urlsplit(view.href(file)).path
        assert html.escape(path) == path or "'" in file
        assert path.startswith("/article/")


def test_an_error_of_the_program_shows_nothing_of_itself(account, caplog):
    class Broken(Kept):
        def revision(self):
            raise RuntimeError("secret of the program")

    client = client_of(Broken(account))
    client._transport.raise_server_exceptions = False
    page = client.get("/")
    assert page.status_code == 500
    assert "secret" not in page.text
    assert "Traceback" not in page.text
