import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whomet.reading import Unreadable, read
from whomet.reading.feeds import feed_items
from whomet.reading.trees import parse


def only(feed):
    (item,) = feed_items(feed)
    return item


def rss(inner, head=""):
    space = "xmlns:media='http://search.yahoo.com/mrss/'"
    return f"<rss {space}><channel><title>Tide Post</title>{head}<item>{inner}</item></channel></rss>"


def atom(inner, head="", attributes=""):
    space = f"xmlns='http://www.w3.org/2005/Atom' {attributes}"
    return f"<feed {space}><title>Tide Post</title>{head}<entry>{inner}</entry></feed>"


def test_the_dates_of_the_feed_are_not_those_of_its_items():
    item = only(rss("<title>A</title>", "<pubDate>Tue, 03 Jun 2031 06:00:00 GMT</pubDate>"))
    assert (item.published, item.modified) == ("", "")
    item = only(atom("<title>A</title><updated>2031-06-02</updated>", "<updated>2031-06-03T06:00:00Z</updated>"))
    assert (item.published, item.modified) == ("2031-06-02", "")
    item = only(atom("<title>A</title><updated>2031-06-02</updated><published>2031-06-01</published>"))
    assert (item.published, item.modified) == ("2031-06-01", "2031-06-02")


def test_the_article_is_the_content_and_the_summary_stands_above_it():
    content = "<content:encoded><![CDATA[<p>At length.</p>]]></content:encoded>"
    feed = rss(f"<title>A</title><description>In short.</description>{content}")
    (document,) = read("a.xml", feed.encode())
    assert document.text == "A\nIn short.\nAt length."
    feed = rss("<title>A</title><description>At length they</description><encoded>At length they talked.</encoded>")
    assert read("a.xml", feed.encode())[0].text == "A\nAt length they talked."


def test_what_is_said_below_pictures_is_a_caption():
    media = "<media:content url='a.jpg'><media:description>Ona Dahl in Lund.</media:description></media:content>"
    feed = rss(f"<title>A</title><description>B.</description>{media}")
    (document,) = read("a.xml", feed.encode())
    assert document.text.endswith("\nOna Dahl in Lund.")
    assert document.elements[-1].path[-1] == "figcaption"


@pytest.mark.parametrize(
    ("entry", "title"),
    [
        ("<title type='text'>On the &lt;b> tag</title>", "On the <b> tag"),
        ("<title type='html'>On &lt;b>the&lt;/b> pier</title>", "On the pier"),
        (
            "<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>On <i>the</i> pier</div></title>",
            "On the pier",
        ),
        ("<title>On the pier &amp;amp; off</title>", "On the pier & off"),
        ("<title>Gr&uuml;n&nbsp;ist</title>", "Grün ist"),
        ("<title>don\x92t</title>", "don’t"),
    ],
)
def test_titles_are_read_as_their_type_says(entry, title):
    (document,) = read("a.xml", atom(entry + "<summary>x</summary>").encode())
    assert dict(document.metadata)["og:title"] == title


def test_content_in_base64_is_unpacked():
    packed = base64.b64encode(b"<p>They met.</p>").decode()
    assert only(atom(f"<content type='text/html' mode='base64'>{packed}</content>")).content == "<p>They met.</p>"


def test_addresses_hang_on_their_base():
    item = only(atom("<link href='b/1'/><title>x</title>", attributes="xml:base='https://tide.example/a/'"))
    assert item.url == "https://tide.example/a/b/1"
    assert only(rss("<title>A</title><guid>https://tide.example/7</guid>")).url == "https://tide.example/7"
    assert only(rss("<title>A</title><guid isPermaLink='false'>https://tide.example/7</guid>")).url == ""


def test_languages_are_those_of_the_nearest_element():
    assert only(atom("<content xml:lang='de'>x</content>", attributes="xml:lang='en'")).language == "de"
    assert only(rss("<title>A</title>", "<language>ko</language>")).language == "ko"


def test_entities_are_put_in_once():
    bomb = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 10))
    feed = f"<!DOCTYPE rss [<!ENTITY e0 'ha'> {bomb} <!ENTITY post 'Tide Post'>]>" + rss(
        "<title>&post; &e0; &e9;</title>"
    )
    item = only(feed)
    assert item.title.startswith("Tide Post ha &e8;")
    assert len(item.title) < 100


def test_a_feed_is_known_behind_a_document_type_and_a_prefix():
    feed = "<!DOCTYPE r:rss [<!ENTITY post 'Tide Post'>]>" + rss("<title>&post;</title><description>x</description>")
    assert read("a", feed.encode())[0].text == "Tide Post\nx"
    prefixed = "<r:rss xmlns:r='urn:r'><r:channel><r:item><r:title>A b</r:title></r:item></r:channel></r:rss>"
    assert read("a", prefixed.encode())[0].text == "A b"


def test_items_keep_their_numbers_where_one_is_empty():
    feed = "<rss><channel><item><title>A</title></item><item/><item><title>B</title></item></channel></rss>"
    assert [document.file for document in read("a.xml", feed.encode())] == ["a.xml#1", "a.xml#3"]


_PIECES = st.sampled_from(["<item>", "</item>", "<title>", "</title>", "<content type='xhtml'>", "<![CDATA[", "]]>",
                           "&amp;", "&x;", "<!--", "-->", "<!DOCTYPE a [", "]>", "A b", "\x00", "<x:y z='", "'",
                           ">", "é"])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=20).map("".join))
def test_any_feed_is_read_or_refused(inner):
    parse(inner)
    for feed in (rss(inner), atom(inner)):
        try:
            documents = read("a.xml", feed.encode())
        except Unreadable:
            continue
        assert all(document.text for document in documents)
