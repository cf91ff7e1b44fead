"""Input that breaks readers: an account or a named problem, in bounded time, and never a traceback."""

import contextlib
import json
import random
import signal

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes import fake_models
from tests.test_cli import _tiles
from tests.walking import places
from whomet import briefs, files, pipeline, reading
from whomet.briefs.data import schema
from whomet.reading import limits

#: Seconds of this process's work that one case may take, however busy the machine; most take less than one.
LIMIT = 45

_STORY = "Ada Brook met Ben Cole in Graz on 4 May 2031 to talk about ferries."


@contextlib.contextmanager
def _bounded():
    """End a case that hangs."""
    if not hasattr(signal, "SIGVTALRM"):
        yield
        return

    def give_up(number, frame):
        raise TimeoutError(f"still at work after {LIMIT} seconds")

    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


#: A PDF tells what the text tells, and takes long to set; its own tests give it hostile text.
_FORMS = [form for form in briefs.FORMATS if form != "pdf"]


def survive(*contents):
    """Run everything over some files; check all that must hold for any input."""
    named = [(f"{number}.txt", data) for number, data in enumerate(contents)]
    with _bounded():
        account = pipeline.brief(named, models=fake_models())
        printed = {form: briefs.render(account, form).encode("utf-8") for form in _FORMS}
    told = json.loads(printed["json"])
    jsonschema.validate(told, schema(), cls=jsonschema.Draft202012Validator)
    read = {document["file"].split("#")[0] for document in told["documents"]}
    refused = {problem["file"] for problem in told["problems"]}
    assert read | refused == {name for name, _ in named}
    assert all(problem["problem"] for problem in told["problems"])
    assert all(_tiles(document) for document in told["documents"])
    texts = {document["file"]: document["text"] for document in told["documents"]}
    for place in places(told):
        cut = texts[place["document"]][place["start"] : place["end"]]
        assert place.get("text", cut) == cut
    return told


# --- bytes -----------------------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes(data):
    survive(data)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300))
def test_any_text(text):
    survive(text.encode("utf-8", "surrogatepass"))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(["<p>", "</p>", "<div", ">", "&#", "x41;", "<!--", "-->", "<![CDATA[", "Ada Brook"])))
def test_any_markup(pieces):
    survive(("<html><body>" + " ".join(pieces)).encode())


@pytest.mark.parametrize("size", [1, 2, 3, 4, 7, 64, 65_536])
def test_nuls_only(size):
    told = survive(bytes(size))
    assert told["problems"]


def test_random_noise():
    told = survive(random.Random(7).randbytes(200_000))
    assert told["problems"]


@pytest.mark.parametrize("text", ["", " ", "\n" * 5_000, "\t \u00a0\u2003\u200b\ufeff \r\n" * 300])
def test_nothing_but_white_space(text):
    told = survive(text.encode())
    assert told["problems"]
    assert not told["documents"]


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_byte_order_marks(charset):
    text = (_STORY + " 브룩 회장은 콜 사장을 만났다.\n") * 5
    told = survive(text.encode(charset))
    assert told["problems"] or _STORY in told["documents"][0]["text"]


@pytest.mark.parametrize(
    "declared", ["nonsense-8", "utf-16", "", "x-user-defined", "utf-7", "base64", "rot13", "idna", "\u2028", "a" * 999]
)
def test_declared_charsets_that_are_none(declared):
    page = f'<html><head><meta charset="{declared}"></head><body><p>{_STORY}</p><p>Über Grüße.</p></body></html>'
    told = survive(page.encode())
    assert _STORY in told["documents"][0]["text"]


def test_a_charset_that_the_bytes_do_not_follow():
    page = (
        '<html><head><meta charset="euc-kr"></head><body><p>'
        + "Die Fähre fährt über die Mürz. " * 20
        + "</p></body></html>"
    )
    survive(page.encode("utf-8"), page.encode("latin-1"), page.encode("utf-8")[:-20] + b"\xff\xfe\x80")


def test_a_file_cut_inside_a_character():
    survive(("브룩 회장은 그라츠에서 콜 사장을 만났다. " * 20).encode()[:-2])


def test_files_beyond_the_limit_are_never_read(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "ARTICLE_BYTES", 100)
    (tmp_path / "big.txt").write_bytes(b"x" * 101)
    (tmp_path / "small.txt").write_text(_STORY)
    found, problems = files.find([tmp_path])
    account = pipeline.brief(found, models=fake_models(), problems=problems)
    assert [document.file for document in account.documents] == ["small.txt"]
    assert [problem.file for problem in account.problems] == ["big.txt"]


# --- floods: what stops at a stated limit, and what of it is read all the same ---------------------------


@pytest.fixture
def low(monkeypatch):
    """Limits that small floods reach."""
    lowered = {"ARTICLE_BYTES": 30_000, "TEXT_CHARACTERS": 10_000, "PAGE_TAGS": 900, "XML_TAGS": 900}
    for name, value in {**lowered, "TAG_ATTRIBUTES": 40, "ITEMS": 20}.items():
        monkeypatch.setattr(limits, name, value)


_ITEM = f"<item><title>Ferries</title><description>{_STORY}</description></item>"
_LINE = json.dumps({"headline": "Ferries", "body": _STORY})
_FLOODS = {
    "a line without end": ("Ada Brook and " * 3_000, 0, "larger than"),
    "a text without end": (f"{_STORY}\n" * 300, 0, "characters of text"),
    "tags without end": ("<html><body>" + "<i>x" * 1_000, 0, "900 tags"),
    "boxes without end": ("<html><body>" + "<div>" * 1_000 + _STORY, 0, "900 tags"),
    "attributes without end": (f"<html><body {' '.join(f'a{n}=1' for n in range(60))}><p>x", 0, "40 attributes"),
    "attributes hidden in quotes": ("<html><body " + 'a=">" ' * 60 + "><p>x", 0, "40 attributes"),
    "a feed of many items": (f"<rss><channel>{_ITEM * 40}</channel></rss>", 20, "20 items"),
    "a feed without end": (f"<rss><channel>{_ITEM * 190}", 20, "900 tags"),
    "a feed of nothing": ("<rss><channel>" + "<item/>" * 1_000, 0, "without an item"),
    "a line of a record without end": (f'{_LINE}\n{{"body": "{"x" * 40_000}"}}\n{_LINE}\n', 2, "line 2"),
    "a record that breaks off": (f"{_LINE}\n{_LINE[:30]}\n{_LINE}\n", 2, "line 2"),
    "a list of many articles": (json.dumps([{"headline": "A", "body": "B."}] * 50), 20, "20 items"),
    "brackets without end": ("[" * 20_000 + "a", 0, ""),
    "keys without end": ('{"a":' * 5_000, 0, ""),
    "a bomb of entities in a feed": (
        f'<!DOCTYPE rss [<!ENTITY a "{"lol" * 100}">]><rss><item><title>{"&a;" * 300}</title></item></rss>', 1, None
    ),
}  # fmt: skip


@pytest.mark.parametrize("flood", _FLOODS)
def test_floods_stop(flood, low):
    text, count, word = _FLOODS[flood]
    with _bounded():
        documents, problems = pipeline.label([("flood", text.encode())])
    assert len(documents) == count
    assert all(len(document.text) <= limits.TEXT_CHARACTERS for document in documents)
    assert not problems if word is None else word in problems[0].problem
    assert not any(reading.UNFORESEEN in problem.problem for problem in problems)


_BEGINNINGS = [b"", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08", b"BZh91AY&SY", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd",
               b"\x5d\x2a\x4d\x18", b"WARC/1.0\r\n", b"filedesc://a 1 20310101000000 text/plain 9\n", b"%PDF-1.7\n",
               b"PAR1", b"From a Mon\nFrom: a\n\n", b"MIME-Version: 1.0\nFrom: a\nSubject: b\n\n", b'{"title": "a"}\n',
               b"<?xml version='1.0'?>", b"<rss>", b"<nitf>", b"title,text\n", b"\xff\xfe", b"\xef\xbb\xbf", b"<html>",
               b"\x89PNG", b"GIF89a"]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(_BEGINNINGS), st.one_of(st.binary(max_size=400), st.text(max_size=99).map(lambda t: t.encode())))
def test_any_bytes_behind_any_beginning(beginning, rest):
    found = list(reading.documents("x", beginning + rest))
    assert found
    for each in found:
        assert each.file.split("#")[0].split("/")[0] == "x"
        assert reading.UNFORESEEN not in getattr(each, "problem", "")


# --- sizes -----------------------------------------------------------------------------------------------


def test_one_line_of_a_million_characters():
    survive(b"a" * 1_000_000)


def test_one_line_of_many_words():
    survive((_STORY + " ").encode() * 700)


def test_one_line_without_an_end():
    survive(b"Ada Brook met Ben Cole and then " * 1_500)


def test_one_line_of_marks():
    survive(b'("' * 20_000, "“„«".encode() * 10_000, b"1,000." * 10_000, b". " * 20_000)


def test_one_line_of_hangul():
    survive(("회장" * 20_000).encode(), ("브룩 회장은 그라츠에서 콜 사장을 만났다 " * 1_000).encode())


def test_ten_thousand_short_lines():
    survive(b"Log in\n" * 10_000)


def test_thousands_of_different_short_lines():
    survive("".join(f"{number} May\n" for number in range(1_500)).encode())


def test_many_equal_articles():
    told = survive(*[_STORY.encode()] * 40)
    assert len(told["documents"]) == 40


# --- markup ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li", "blockquote", "font"])
def test_deep_nesting(tag):
    depth = 5_000
    told = survive(f"<html><body>{f'<{tag}>' * depth}<p>{_STORY}</p></body></html>".encode())
    assert told["problems"] or _STORY in told["documents"][0]["text"]


def test_entity_bombs_stay_small():
    names = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY e0 "lol">{names}]>'
    bomb = f"{head}<html><body><p>&e9; {_STORY}</p></body></html>"
    told = survive(bomb.encode(), bomb.replace("html", "news").encode())
    assert all(len(document["text"]) < 10_000 for document in told["documents"])


def test_outside_entities_are_not_fetched(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("topsecret")
    head = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    page = f"{head}<html><body><p>&x; {_STORY}</p></body></html>"
    assert "topsecret" not in json.dumps(survive(page.encode()))


def test_entities_that_are_no_characters():
    odd = "&#xD800; &#xDFFF; &#0; &#x110000; &#99999999999; &#x; &nonsense; &#x80;"
    page = f"<html><body><p>{odd} {_STORY}</p></body></html>"
    told = survive(page.encode())
    assert _STORY in told["documents"][0]["text"]


@pytest.mark.parametrize(
    "page",
    [
        "<html>",
        "<html><body></body></html>",
        "<!doctype html><script>" + "a" * 5_000,
        "<html><body><p>" + "<a href='#'>x</a>" * 3_000,
        "<html><head><title>" + "t" * 50_000 + "</title></head><body><p>x</p>",
        "<html><body " + " ".join(f"a{n}='{n}'" for n in range(5_000)) + "><p>x</p>",
        "<html><body><!--" + "-" * 50_000,
        "<html><body><svg><text>Ada Brook</text></svg><math><mi>x</mi></math><p>met Ben Cole</p>",
        '<html><head><script type="application/ld+json">{"@type":"NewsArticle","datePublished":[[[[' + "[" * 5_000,
        '<html><head><meta property="article:published_time" content="9999-99-99T99:99"><body><p>Ada Brook met.</p>',
        '<html><head><meta property="og:title" content="\u202e&#x1b;[2J"><body><p>Ada Brook met.</p>',
        "<html><body><frameset><frame></frameset><plaintext>Ada Brook",
    ],
    ids=lambda page: page[:24],
)
def test_broken_pages(page):
    survive(page.encode())


# --- characters ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "اجتمعت آدا بروك مع بن كول في غراتس يوم الأحد. وقالت: «سنبني رصيفا جديدا».",
        "עדה ברוק נפגשה עם בן קול בגראץ ביום ראשון.",
        "\u202eAda Brook met\u202c \u2066Ben Cole\u2069 in \u200fGraz\u200e.",
        "👩‍👩‍👧‍👦 met 👨🏽‍🚀 in 🇦🇹 on 4 May 2031 ❤️‍🔥.",
        "A\u0301\u0302\u0303" * 400 + " met B\u0489" * 200,
        "Ａｄａ Ｂｒｏｏｋ ｍｅｔ Ｂｅｎ Ｃｏｌｅ ｏｎ ４ Ｍａｙ ２０３１．",
        "𝔄𝔡𝔞 𝔅𝔯𝔬𝔬𝔨 met 𝕭𝖊𝖓 𝕮𝖔𝖑𝖊.",
        "A\u200bd\u200ba Brook\u00ad met\ufeff Ben\u2060Cole.",
        "\ufffe\uffff\U0010ffff\U000e0001 Ada Brook met Ben Cole.",
        "\x01\x02\x07\x08\x1b[2J\x7f\x9b31m Ada Brook met Ben Cole in Graz on Sunday, they said. " * 3,
        "İstanbul'da ΣΊΣΥΦΟΣ ẞ ﬁ ŉ ǰ ΐ met Ben Cole.",
        "조선민주주의인민공화국" * 60,
        "ᄀ" * 500 + "각" * 500,
        "เอดาบรูกพบเบนโคลที่กราซเมื่อวันอาทิตย์" * 40,
        "エイダ・ブルックは日曜日、グラーツでベン・コールと会談した。" * 40,
        "'; DROP TABLE meetings; -- <script>alert(1)</script> {{7*7}} ${jndi:ldap://x} %s%n ../../etc/passwd",
        "-∞ NaN 1e999 0x1F ½ ٣٤ ⅷ ¹²³ 99999999999999999999999999999 euros, -0 %, $.5, 1.2.3.4 won",
        "On 31 February 2031, 0 May 0000, 99/99/9999 and 2031-13-45T25:61 Ada Brook met Ben Cole.",
        "am 32. Mai 2031 und 2월 30일, 13월 45일, 9999년 99월",
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_odd_characters(text):
    survive(text.encode(), f"<html><body><h1>{text}</h1><p>{text}</p></body></html>".encode())


@pytest.mark.parametrize(
    "text",
    [
        _STORY,
        "Ada Brook met herself.",
        "Ada Brook, Ada Brook and Ada Brook met Ada Brook, who met Ada Brook.",
        "He met him and they met them.",
        "met",
        "“”",
        "회장",
        "만났다.",
        "traf sich mit",
        "on Sunday",
        "100",
    ],
)
def test_articles_of_a_few_words(text):
    survive(text.encode(), *[text.encode()] * 2)
