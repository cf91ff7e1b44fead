import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whomet.reading import Unreadable, read

NITF = """<?xml version="1.0"?><nitf xml:lang="en"><head><title>TP-FERRY</title><docdata>
<date.issue norm="20310603T060000+0200"/><doc.copyright year="2031" holder="Tide Press"/></docdata>
<pubdata name="The Tide Post" position.section="Economy"/></head><body><body.head>
<hedline><hl1>Ferry line comes to Lund</hl1><hl2>Guests every summer</hl2></hedline>
<byline>By <person>Ona Birk</person></byline><dateline><location>LUND</location>, June 3</dateline></body.head>
<body.content><block><p>The harbour master <person>Ulf Dane</person> met the dockers.</p><p>They talked.</p></block>
<media media-type="image"><media-reference source="a.jpg"/><media-caption>Ulf Dane at the pier.</media-caption></media>
</body.content><body.end><tagline>Editing by Per Ahl</tagline></body.end></body></nitf>"""


def test_nitf_is_laid_out_as_a_page():
    (document,) = read("a.xml", NITF.encode())
    assert document.text.split("\n") == [
        "Ferry line comes to Lund",
        "Guests every summer",
        "By Ona Birk",
        "LUND, June 3 – The harbour master Ulf Dane met the dockers.",
        "They talked.",
        "Ulf Dane at the pier.",
        "Editing by Per Ahl",
        "© Tide Press",
    ]
    caption = next(element for element in document.elements if "pier" in document.text[element.start : element.end])
    assert caption.path[-1] == "figcaption"
    pairs = dict(document.metadata)
    assert document.format == "nitf"
    assert pairs["article:published_time"] == "2031-06-03T06:00:00+02:00"
    assert (pairs["og:site_name"], pairs["author"], pairs["article:section"]) == (
        "The Tide Post",
        "Ona Birk",
        "Economy",
    )
    assert (pairs["lang"], pairs["copyright"]) == ("en", "Tide Press")


G2 = """<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="urn:a" xml:lang="de"><rightsInfo><copyrightNotice>(c) 2031 Tide Press</copyrightNotice></rightsInfo>
<itemMeta><provider qcode="nprov:TP"/><versionCreated>2031-06-03T09:30:00+02:00</versionCreated>
<firstCreated>2031-06-03T08:00:00+02:00</firstCreated></itemMeta>
<contentMeta><creditline>Tide Press</creditline><by>Jette Rohwer</by><creator><name>Jette Rohwer</name></creator>
<language tag="de-AT"/><headline>Die Brücke ist fertig</headline></contentMeta>
<contentSet>{content}</contentSet></newsItem>
<newsItem><contentMeta><headline>Brücke</headline>
<description role="drol:caption">Die Brücke am Morgen.</description></contentMeta></newsItem></itemSet></newsMessage>"""
INLINE = [
    '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>'
    "<body><p>Sie trafen sich.</p><p>Sie redeten.</p></body></html></inlineXML>",
    '<inlineXML contenttype="application/nitf+xml"><nitf><body><body.content><p>Sie trafen sich.</p><p>Sie redeten.</p>'
    "</body.content></body></nitf></inlineXML>",
    '<inlineData contenttype="text/plain">Sie trafen sich.\nSie redeten.</inlineData>',
    '<inlineData contenttype="text/html">&lt;p>Sie trafen sich.&lt;/p>&lt;p>Sie redeten.&lt;/p></inlineData>',
]


@pytest.mark.parametrize("content", INLINE)
def test_every_item_of_newsml_is_a_document(content):
    text, picture = read("a.xml", G2.format(content=content).encode())
    assert (text.file, picture.file, text.format) == ("a.xml#1", "a.xml#2", "newsml")
    lines = text.text.split("\n")
    assert lines[:2] == ["Die Brücke ist fertig", "Jette Rohwer"]
    assert lines[2:4] == ["Sie trafen sich.", "Sie redeten."]
    assert lines[-2:] == ["Tide Press", "(c) 2031 Tide Press"]
    pairs = dict(text.metadata)
    assert (pairs["article:published_time"], pairs["article:modified_time"]) == (
        "2031-06-03T08:00:00+02:00",
        "2031-06-03T09:30:00+02:00",
    )
    assert (pairs["og:site_name"], pairs["author"], pairs["credit"], pairs["lang"]) == (
        "TP",
        "Jette Rohwer",
        "Tide Press",
        "de-AT",
    )
    assert picture.text == "Brücke\nDie Brücke am Morgen."


def test_newsml_one_and_journals_are_read_too():
    first = """<NewsML><NewsItem><NewsManagement><FirstCreated>20310603T080000Z</FirstCreated></NewsManagement>
    <NewsComponent><NewsLines><HeadLine>Ferry</HeadLine><ByLine>By Ona Birk</ByLine></NewsLines><ContentItem>
    <DataContent><nitf><body><body.content><p>One.</p><p>Two.</p></body.content></body></nitf></DataContent></ContentItem>
    </NewsComponent></NewsItem></NewsML>"""
    (document,) = read("a.xml", first.encode())
    assert document.text == "Ferry\nBy Ona Birk\nOne.\nTwo."
    assert dict(document.metadata)["article:published_time"] == "2031-06-03T08:00:00+00:00"
    journal = """<?xml version="1.0"?><article><front><article-meta><title-group><article-title>Tides</article-title>
    </title-group><contrib-group><contrib><name><surname>Birk</surname><given-names>Ona</given-names></name></contrib>
    </contrib-group><pub-date><day>3</day><month>6</month><year>2031</year></pub-date></article-meta></front>
    <body><sec><title>Water</title><p>It rises.</p></sec></body></article>"""
    (document,) = read("a.xml", journal.encode())
    assert document.text == "Tides\nWater\nIt rises."
    assert dict(document.metadata)["author"] == "Ona Birk"
    assert dict(document.metadata)["article:published_time"] == "2031-06-03"


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["<p>", "</p>", "<body>", "<block>", "</block>", "<media>", "<hl1>", "x", "<a/>"])))
def test_any_nitf_is_read_or_refused(parts):
    try:
        (document,) = read("a.xml", f"<nitf><body.content>{''.join(parts)}</body.content></nitf>".encode())
    except Unreadable:
        return
    assert "".join(document.text[e.start : e.end] for e in document.elements) == document.text
