import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whomet.reading import Unreadable, read

PAGE = """<!DOCTYPE html><html lang="de"><head><title>Werft sucht Käufer | Moorbote</title>
<link rel="canonical" href="https://moorbote.example/werft">
<meta property="og:site_name" content="Moorbote"><meta name="Author" content="Jette Rohwer">
<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "Moorbote"}, {"@type": ["NewsArticle"],
"headline": "Werft sucht Käufer", "datePublished": "2031-04-02T06:00:00+02:00", "author": [{"@id": "#jr"}],
"publisher": {"name": "Moorbote"}}, {"@id": "#jr", "@type": "Person", "name": "Jette Rohwer"}]}</script>
<style>.geheim{display:none} @media print{.lang{display:none}}</style></head><body>
<nav><a href="/">Start</a><a href="/hafen">Hafen</a></nav>
<h1>Werft sucht K&auml;ufer</h1><p>Die Werft   hat
einen <b>neuen</b> Chef.<span style="font-size:0">kaufen Sie jetzt</span> Er kommt.<br>Zweite Zeile</p>
<p class="geheim">unsichtbar</p><p class="lang">sichtbar</p><script>var x = "nichts";</script>
<table><tr><td>eins</td><td>zwei</td></tr></table><time datetime="2031-04-02">2. April</time></body></html>"""


def test_a_page_is_laid_out_in_lines():
    (document,) = read("a.html", PAGE.encode())
    assert document.text.split("\n") == [
        "Start Hafen",
        "Werft sucht Käufer",
        "Die Werft hat einen neuen Chef.kaufen Sie jetzt Er kommt.",
        "Zweite Zeile",
        "unsichtbar",
        "sichtbar",
        "eins\tzwei",
        "2. April",
    ]
    assert document.media == "html"
    assert document.url == "https://moorbote.example/werft"


def test_elements_tile_the_text_and_tell_what_is_hidden():
    (document,) = read("a.html", PAGE.encode())
    assert "".join(document.text[e.start : e.end] for e in document.elements) == document.text
    hidden = {document.text[e.start : e.end].strip(): e.hidden for e in document.elements if e.hidden}
    assert hidden == {"kaufen Sie jetzt": "zero-size font", "unsichtbar": "display:none"}
    first = document.elements[0]
    assert first.path[-1] == "nav"
    assert first.link_characters == len("StartHafen")


def test_metadata_is_read_with_its_references():
    pairs = dict(read("a.html", PAGE.encode())[0].metadata)
    assert pairs["jsonld:headline"] == "Werft sucht Käufer"
    assert pairs["jsonld:author"] == "Jette Rohwer"
    assert pairs["jsonld:publisher"] == "Moorbote"
    assert pairs["lang"] == "de"
    assert pairs["author"] == "Jette Rohwer"
    text = read("a.html", PAGE.encode())[0].text
    assert pairs[f"time@{text.index('2. April')}"] == "2031-04-02"


def test_lines_of_all_systems_become_one():
    (document,) = read("a.txt", "a one\r\nb two\rc three\x85d four\u2028e".encode())
    assert document.text == "a one\nb two\nc three\nd four\ne"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"PK\x03\x04abc", "ZIP"),
        (bytes(range(256)) * 8, "binary"),
        (b"---- ....", "no letters"),
        (b"<?xml version='1.0'?><ledger><row>1</row></ledger>", "XML"),
        (b"<html><body></body></html>", "no text"),
        (b'{"n": 3}', "JSON"),
        (b"<rss><channel><title>x</title></channel></rss>", "feed"),
    ],
)
def test_what_cannot_be_read_is_named(data, word):
    with pytest.raises(Unreadable, match=word):
        read("x", data)


def test_the_ending_of_the_name_does_not_matter():
    assert read("a.txt", PAGE.encode())[0].media == "html"
    assert read("a.html", b"Just a line of words.")[0].media == "text"


FEED = """<?xml version="1.0"?><rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Tide Post</title>
<language>en</language><item><title>Mayor meets &amp;amp; greets</title><link>https://tide.example/1</link>
<dc:creator>Ona Birk</dc:creator><pubDate>Tue, 03 Jun 2031 06:00:00 +0200</pubDate>
<description>&lt;p&gt;She met &lt;b&gt;Ulf Dane&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;They talked.&lt;/p&gt;</description></item>
<item><title>Two</title><description>Plain text.</description></item><item></item></channel></rss>"""


def test_every_item_of_a_feed_is_a_document():
    first, second = read("tide.xml", FEED.encode())
    assert (first.file, second.file) == ("tide.xml#1", "tide.xml#2")
    assert first.text == "Mayor meets & greets\nShe met Ulf Dane.\nThey talked."
    pairs = dict(first.metadata)
    assert pairs["og:site_name"] == "Tide Post"
    assert pairs["author"] == "Ona Birk"
    assert pairs["article:published_time"] == "2031-06-03T06:00:00+02:00"
    assert first.url == "https://tide.example/1"


def test_records_in_json_are_documents():
    listed = {
        "title": "Tide Post",
        "items": [{"title": "A", "content_html": "<p>One.</p>", "authors": [{"name": "Ona"}]}],
    }
    (document,) = read("a.json", json.dumps(listed).encode())
    assert document.text == "A\nOne."
    assert dict(document.metadata)["og:site_name"] == "Tide Post"
    lines = '{"headline": "A", "body": "One."}\n{"headline": "B", "body": "Two."}\n'
    assert [d.file for d in read("a.jsonl", lines.encode())] == ["a.jsonl#1", "a.jsonl#2"]


def test_a_mail_is_a_document():
    mail = (
        "From: =?utf-8?q?K=C3=BCste?= <a@kueste.example>\nTo: b@c.example\nSubject: =?utf-8?b?SGFmZW4gw7ZmZm5ldA==?=\n"
        "Date: Tue, 03 Jun 2031 06:00:00 +0200\nMIME-Version: 1.0\nContent-Type: text/plain; charset=iso-8859-1\n"
        "Content-Transfer-Encoding: quoted-printable\n\nDer Hafen =F6ffnet.\n"
    )
    (document,) = read("a.eml", mail.encode())
    assert document.text == "Hafen öffnet\nDer Hafen öffnet."
    pairs = dict(document.metadata)
    assert (pairs["og:site_name"], pairs["article:published_time"][:10]) == ("Küste", "2031-06-03")


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.text(max_size=100).map(lambda text: f"<html><p>{text}</p><div hidden>x".encode("utf-8", "surrogatepass")),
        st.text(max_size=100).map(lambda text: f"<rss><item><title>{text}".encode("utf-8", "surrogatepass")),
        st.lists(
            st.sampled_from(
                ["<p>", "</p>", "<div style='display:none'>", "a b", "&#0;", "<table><td>", "\n", "<pre>", "<!--"]
            )
        ).map(lambda parts: "".join(["<html>", *parts]).encode()),
    )
)
def test_any_bytes_are_read_or_refused(data):
    try:
        documents = read("x", data)
    except Unreadable:
        return
    for document in documents:
        assert document.text
        document.text.encode("utf-8")
        if document.elements:
            assert "".join(document.text[e.start : e.end] for e in document.elements) == document.text


@pytest.mark.parametrize(
    "data",
    [
        b"<!-- a -->" * 4000 + b"<p>Ada Brook met Ben Cole.</p>" * 3,
        b"<style>" + b"a" * 200_000 + b"</style><p>Ada Brook met Ben Cole.</p><p>b</p>",
        b"<html><style>" + b"@media x{" * 20_000 + b"</style><p>Ada Brook met Ben Cole.</p>",
        b"<div>" * 20_000 + b"Ada Brook met Ben Cole.",
        b"word " * 60_000,
        b"(" * 60_000 + b" a b",
        b"<?xml version='1.0'?>" * 3000 + b"<rss><item><title>Ada</title></item></rss>",
    ],
    ids=["comments", "style", "media", "nesting", "words", "brackets", "instructions"],
)
def test_long_repetitions_take_no_time(data):
    try:
        (document,) = read("x", data)
    except Unreadable:
        return
    assert document.text
