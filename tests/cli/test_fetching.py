"""Feeds over HTTP from this computer: fetched once, asked politely, told when they fail."""

import http.server
import json
import threading
import time

import pytest

from whomet import cli
from whomet.cli import fetching
from whomet.cli.fetching import FeedListError, Feeds, file_name, listed

_FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Graz Courier</title>
<item><title>Ferry chiefs agree</title><guid>1</guid><pubDate>Sun, 04 May 2031 09:00:00 +0000</pubDate>
<description>Graz, 4 May 2031 - Ada Brook met Ben Cole in Graz on Sunday to talk about ferries and the new pier.
</description></item>{more}</channel></rss>"""
_MORE = """<item><title>Harbour chief sees the owner</title><guid>2</guid>
<pubDate>Thu, 19 Jun 2031 09:00:00 +0000</pubDate><description>Linz, 20 June 2031 - Ada Brook met Cleo Marsh in Linz on
Thursday to talk about harbours and the old quay.</description></item>"""


class Server:
    """A web server on this computer that answers as told and remembers what it was asked."""

    def __init__(self):
        self.pages = {}
        self.asked = []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                outer.asked.append((self.path, dict(self.headers)))
                status, data, headers = outer.pages.get(self.path, (404, b"", {}))
                if headers.get("ETag") and self.headers["If-None-Match"] == headers["ETag"]:
                    status, data = 304, b""
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def server():
    found = Server()
    thread = threading.Thread(target=found.server.serve_forever, daemon=True)
    thread.start()
    yield found
    found.server.shutdown()
    found.server.server_close()
    thread.join()


def test_a_feed_is_fetched_when_it_has_changed(server, tmp_path):
    address = f"{server.address}/rss.xml"
    server.pages["/rss.xml"] = (200, b"<rss/>", {"ETag": '"1"'})
    feeds = Feeds((address,), tmp_path / "feeds")
    assert feeds.fetch() == []
    path = tmp_path / "feeds" / file_name(address)
    assert path.read_bytes() == b"<rss/>"
    before = path.stat().st_mtime_ns
    assert Feeds((address,), tmp_path / "feeds").fetch() == []
    assert path.stat().st_mtime_ns == before
    assert server.asked[1][1]["If-None-Match"] == '"1"'
    server.pages["/rss.xml"] = (200, b"<rss>new</rss>", {"ETag": '"2"'})
    feeds.fetch()
    assert path.read_bytes() == b"<rss>new</rss>"


def test_what_cannot_be_had_is_told_and_the_last_one_stays(server, tmp_path, monkeypatch):
    address = f"{server.address}/rss.xml"
    server.pages["/rss.xml"] = (200, b"<rss/>", {})
    feeds = Feeds((address, f"{server.address}/none.xml", "http://127.0.0.1:9/off.xml"), tmp_path)
    problems = {problem.file: problem.problem for problem in feeds.fetch()}
    assert "404" in problems[f"{server.address}/none.xml"]
    assert "tried again" in problems["http://127.0.0.1:9/off.xml"]
    server.pages["/rss.xml"] = (500, b"oops", {})
    assert len(feeds.fetch()) == 3
    assert (tmp_path / file_name(address)).read_bytes() == b"<rss/>"
    monkeypatch.setattr(fetching, "LARGEST", 3)
    server.pages["/rss.xml"] = (200, b"<rss>x</rss>", {})
    assert any("larger than" in problem.problem for problem in feeds.fetch())


def test_a_server_cannot_send_elsewhere_than_to_the_web(server, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    server.pages["/rss.xml"] = (302, b"", {"Location": secret.as_uri()})
    (problem,) = Feeds((f"{server.address}/rss.xml",), tmp_path / "feeds").fetch()
    assert "cannot be fetched" in problem.problem
    assert not list((tmp_path / "feeds").glob("*.xml"))


def test_lists_of_feeds(tmp_path):
    text, opml = tmp_path / "feeds.txt", tmp_path / "feeds.opml"
    text.write_text("# mine\nhttps://a.example/rss\n\nhttps://b.example/atom\nfile:///etc/hosts\n", encoding="utf-8")
    opml.write_text(
        '<opml version="2.0"><body><outline text="x"><outline xmlUrl="https://a.example/rss"/></outline></body></opml>',
        encoding="utf-8",
    )
    assert listed(text) == ["https://a.example/rss", "https://b.example/atom"]
    assert listed(opml) == ["https://a.example/rss"]
    for name, content in (("empty.txt", ""), ("broken.opml", "<opml><body>")):
        (tmp_path / name).write_text(content, encoding="utf-8")
        with pytest.raises(FeedListError, match="no address"):
            listed(tmp_path / name)
    with pytest.raises(FeedListError, match="cannot be read"):
        listed(tmp_path / "nowhere.opml")


def test_watching_a_feed(server, call, monkeypatch, tmp_path):
    address = f"{server.address}/rss.xml"
    server.pages["/rss.xml"] = (200, _FEED.format(more="").encode(), {})
    looks = []

    def sleep(seconds):
        looks.append(seconds)
        server.pages["/rss.xml"] = (200, _FEED.format(more=_MORE).encode(), {})
        if len(looks) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(time, "sleep", sleep)
    result = call("watch", "--feed", address, "--json")
    assert [json.loads(line)["added"] for line in result.stdout.splitlines()] == [1, 1]
    assert len(json.loads(call("brief", "--json").stdout)["documents"]) == 2


@pytest.mark.parametrize(
    "options", [[], ["--feed", "file:///etc/hosts"], ["--feed", "news.example"], ["--feeds", "nowhere.opml"]]
)
def test_wrong_feeds_are_named(options, call):
    result = call("watch", *options)
    assert result.exit_code == cli.WRONG_CALL
    assert "feed" in result.stderr
