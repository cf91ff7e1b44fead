"""Web archives: every page of a crawl with its address, whatever is broken around it."""

import gzip
import io
import tracemalloc
import zipfile
import zlib

import brotli
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from whomet.reading import UNFORESEEN, documents, limits
from whomet.records import Document

PAGE = "<html><body><h1>Fähren</h1><p>Ada Brook traf Ben Cole in Graz.</p></body></html>"
TEXT = "Fähren\nAda Brook traf Ben Cole in Graz."
URL = "https://moorbote.example/faehren"


def record(block, kind="response", url=URL, **fields):
    lines = {"WARC-Type": kind, "WARC-Target-URI": url, "WARC-Date": "2031-05-04T06:07:08Z"}
    lines |= {"Content-Length": str(len(block))} | {key.replace("_", "-"): value for key, value in fields.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value is not None)
    return b"WARC/1.0\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n"


def http(body, *fields, status="200 OK", media="text/html; charset=utf-8"):
    head = "".join(f"{line}\r\n" for line in (f"HTTP/1.1 {status}", f"Content-Type: {media}", *fields))
    return head.encode() + b"\r\n" + body


def page(*fields, body=None, **more):
    return record(http(PAGE.encode() if body is None else body, *fields, **more))


def told(data, file="crawl.warc"):
    found = list(documents(file, data))
    assert not any(UNFORESEEN in each.problem for each in found if not isinstance(each, Document))
    read = {each.file: each for each in found if isinstance(each, Document)}
    problems = [(each.file, each.problem) for each in found if not isinstance(each, Document)]
    assert len(read) + len(problems) == len(found)
    return read, problems


INFO = record(b"software: crawler\r\n", "warcinfo", None, Content_Type="application/warc-fields")
REQUEST = record(b"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n", "request")


def test_a_page_has_the_number_of_its_record_its_address_and_when_it_was_fetched():
    last = page("Last-Modified: Sun, 04 May 2031 05:00:00 GMT")
    read, problems = told(INFO + REQUEST + page() + record(b"", "revisit") + record(b"x: y", "metadata") + last)
    assert list(read) == ["crawl.warc#3", "crawl.warc#6"]
    assert not problems
    first, last = read.values()
    assert (first.text, first.url, first.format, first.charset) == (TEXT, URL, "html", "utf-8")
    assert ("warc:date", "2031-05-04T06:07:08Z") in first.metadata
    assert ("http:last-modified", "Sun, 04 May 2031 05:00:00 GMT") in last.metadata


@pytest.mark.parametrize(
    "pack",
    [
        gzip.compress,
        lambda data: b"".join(gzip.compress(b"WARC/1.0" + part) for part in data.split(b"WARC/1.0")[1:]),
        zstandard.ZstdCompressor().compress,
        lambda data: b"".join(
            zstandard.ZstdCompressor().compress(b"WARC/1.0" + p) for p in data.split(b"WARC/1.0")[1:]
        ),
    ],
    ids=["gz", "gz by record", "zst", "zst by record"],
)
def test_packed_as_a_whole_or_by_record(pack):
    read, problems = told(pack(INFO + page() + page()), "crawl.warc.packed")
    assert list(read) == ["crawl.warc.packed#2", "crawl.warc.packed#3"]
    assert not problems


def test_a_dictionary_stands_in_the_first_frame():
    records = [
        page(body=f"<html><p>Ada Brook met Ben Cole {number} times.</p></html>".encode()) for number in range(40)
    ]
    dictionary = zstandard.train_dictionary(2_000, records * 4)
    frames = b"".join(zstandard.ZstdCompressor(dict_data=dictionary).compress(each) for each in records)
    for stored in (dictionary.as_bytes(), zstandard.ZstdCompressor().compress(dictionary.as_bytes())):
        read, problems = told(b"\x5d\x2a\x4d\x18" + len(stored).to_bytes(4, "little") + stored + frames)
        assert (len(read), problems) == (40, [])


def chunked(body, size=7):
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


RAW = zlib.compressobj(wbits=-15)
ENCODED = {
    "gzip": gzip.compress(PAGE.encode()),
    "x-gzip": gzip.compress(PAGE.encode()),
    "deflate": zlib.compress(PAGE.encode()),
    "br": brotli.compress(PAGE.encode()),
    "zstd": zstandard.ZstdCompressor().compress(PAGE.encode()),
    "deflate ": RAW.compress(PAGE.encode()) + RAW.flush(),
    "identity": PAGE.encode(),
    "gzip ": PAGE.encode(),
    "br ": PAGE.encode(),
    "gzip, br": brotli.compress(gzip.compress(PAGE.encode())),
}


@pytest.mark.parametrize("encoding", ENCODED)
@pytest.mark.parametrize("transfer", [False, True])
def test_what_the_server_wrapped_is_unwrapped(encoding, transfer):
    body = ENCODED[encoding]
    fields = [f"Content-Encoding: {encoding}"] + ["Transfer-Encoding: chunked"] * transfer
    read, problems = told(page(*fields, body=chunked(body) if transfer else body))
    assert [each.text for each in read.values()] == [TEXT]
    assert not problems


def test_chunks_that_are_none_are_left_as_they_are():
    read, _ = told(page("Transfer-Encoding: chunked"))
    assert read["crawl.warc#1"].text == TEXT


def test_the_charset_of_the_server_counts():
    text = "<html><body><p>Ada Brook, Grüße aus Öd</p></body></html>"
    for charset in ("iso-8859-1", "windows-1252"):
        read, _ = told(page(body=text.encode(charset), media=f'text/html;charset="{charset}"'))
        assert read["crawl.warc#1"].text == "Ada Brook, Grüße aus Öd"
    korean = "<html><body><p>회장은 서울에서 만났다</p></body></html>"
    read, _ = told(page(body=korean.encode("euc-kr"), media="text/html; charset=EUC-KR"))
    assert read["crawl.warc#1"].text == "회장은 서울에서 만났다"


def test_what_no_one_reads_is_passed_over():
    others = [
        page(body=b"\x89PNG\r\n\x1a\n" + bytes(99), media="image/png"),
        page(body=b"a{}", media="text/css"),
        page(status="404 Not Found"),
        page(status="302 Found"),
        record(http(b"User-agent: *"), url=URL + "/robots.txt"),
        record(b"log of the crawler", "resource", "metadata://crawler.example/log", Content_Type="text/plain"),
    ]
    read, problems = told(b"".join(others) + page())
    assert list(read) == ["crawl.warc#7"]
    assert not problems


def test_a_page_that_is_called_an_image_is_a_page():
    assert list(told(page(media="image/png"))[0]) == ["crawl.warc#1"]


def test_all_kinds_are_read_by_their_content():
    feed = b"<rss><channel><item><title>One</title></item><item><title>Two</title></item></channel></rss>"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "Ada Brook met Ben Cole.")
    bodies = [feed, b'{"headline": "A", "body": "One."}', b"Ada Brook met Ben Cole.", packed.getvalue()]
    read, problems = told(b"".join(page(body=body, media="application/octet-stream") for body in bodies))
    assert {name: each.format for name, each in read.items()} == {
        "crawl.warc#1#1": "feed", "crawl.warc#1#2": "feed", "crawl.warc#2": "json", "crawl.warc#3": "txt",
        "crawl.warc#4/a.txt": "txt",
    }  # fmt: skip
    assert not problems


def test_extracted_text_is_wet():
    block = "Fähren\nAda Brook traf Ben Cole.".encode()
    read, _ = told(INFO + record(block, "conversion", Content_Type="text/plain"))
    (document,) = read.values()
    assert (document.text, document.format, document.url) == (block.decode(), "wet", URL)


def test_records_without_an_article_are_told_together():
    calls = [page(body=b'{"ok": true}', media="application/json") for _ in range(5)]
    read, problems = told(b"".join(calls) + page())
    assert list(read) == ["crawl.warc#6"]
    ((file, problem),) = problems
    assert file == "crawl.warc"
    assert "5 records (the first is 1)" in problem


def test_an_archive_without_pages_is_named():
    assert "nothing lies" in told(INFO + REQUEST)[1][0][1]


ARC = (
    b"filedesc://a.arc 0.0.0.0 20310504060708 text/plain %d\n1 0 Crawler\n"
    b"URL IP-address Archive-date Content-type Archive-length\n\n"
)


def test_the_older_arc():
    block = http(PAGE.encode())
    head = ARC % len(b"1 0 Crawler\nURL IP-address Archive-date Content-type Archive-length\n\n")
    line = f"{URL} 10.0.0.1 20310504060708 text/html {len(block)}\n".encode()
    for data in (head + line + block + b"\n", gzip.compress(head) + gzip.compress(line + block + b"\n")):
        read, problems = told(data, "crawl.arc")
        assert read["crawl.arc#2"].text == TEXT
        assert read["crawl.arc#2"].url == URL
        assert ("warc:date", "2031-05-04T06:07:08Z") in read["crawl.arc#2"].metadata
        assert not problems


# --- broken ----------------------------------------------------------------------------------------------


def test_an_archive_that_is_cut_off_gives_what_stands_before_and_names_the_place():
    whole = INFO + page() + page()
    read, problems = told(whole[:-30])
    assert list(read) == ["crawl.warc#2", "crawl.warc#3"]
    assert problems == [("crawl.warc#3", "the record is cut off")]
    packed = gzip.compress(INFO) + gzip.compress(page()) + gzip.compress(page())
    read, problems = told(packed[:-20])
    assert "crawl.warc#2" in read
    assert len(problems) == 1
    assert "cut off behind byte" in problems[0][1]
    assert "record" in problems[0][1]


def test_a_damaged_record_does_not_take_the_rest_along():
    parts = [gzip.compress(page(body=PAGE.encode() + b"<!--%d-->" % number)) for number in range(6)]
    parts[2] = parts[2][:60] + b"\xff" * 40 + parts[2][100:]
    parts[4] = parts[4][:100]
    read, problems = told(b"".join(parts))
    assert {"crawl.warc#1", "crawl.warc#2"} <= set(read)
    assert sum(each.text == TEXT for each in read.values()) == 4
    assert "damaged before byte" in problems[0][1]
    assert "at 1 more places" in problems[1][1]
    assert len(problems) == 2


@pytest.mark.parametrize("wrong", ["5", "-1", "x", None, "99999999"])
def test_a_wrong_length_does_not_take_the_rest_along(wrong):
    read, problems = told(page() + record(http(PAGE.encode()), Content_Length=wrong) + page())
    assert "crawl.warc#1" in read
    assert problems
    if wrong != "99999999":
        assert read["crawl.warc#3"].text == TEXT
        assert "crawl.warc" in problems[0][0]


def test_headers_without_end_stop(monkeypatch):
    monkeypatch.setattr(limits, "HEADER_BYTES", 2_000)
    for flood in (b"X: " + b"a" * 9_000, b"X: a\r\n" * 2_000):
        read, problems = told(page() + b"WARC/1.0\r\n" + flood + b"\r\n\r\n" + page())
        assert list(read) == ["crawl.warc#1", "crawl.warc#3"]
        assert "header is longer" in problems[0][1]


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_bombs_in_records_stop(encoding, monkeypatch):
    monkeypatch.setattr(limits, "ARTICLE_BYTES", 200_000)
    pack = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress,
            "zstd": zstandard.ZstdCompressor().compress}[encoding]  # fmt: skip
    bomb = page(f"Content-Encoding: {encoding}", body=pack(b"Ada " * 1_000_000))
    read, problems = told(page() + bomb + page())
    assert list(read) == ["crawl.warc#1", "crawl.warc#3"]
    assert problems == [("crawl.warc#2", "is larger than 200000 bytes, which no article is")]


def test_a_long_crawl_takes_no_memory():
    class Crawl(io.RawIOBase):
        """Twenty megabytes of records, made while they are read."""

        def __init__(self):
            self._left, self._rest = 1_000, b""
            self._record = page(body=PAGE.encode() + b"<!--" + b"x" * 20_000 + b"-->")

        def readable(self):
            return True

        def readinto(self, buffer):
            while self._left and len(self._rest) < len(buffer):
                self._left, self._rest = self._left - 1, self._rest + self._record
            piece, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
            buffer[: len(piece)] = piece
            return len(piece)

    next(iter(documents("warm", page())))
    tracemalloc.start()
    try:
        count = sum(isinstance(each, Document) for each in documents("crawl.warc", Crawl()))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 1_000
    assert most < 3_000_000


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_archives_with_any_bytes_changed_are_read_or_named(data):
    whole = INFO + page("Content-Encoding: gzip", body=ENCODED["gzip"]) + page("Transfer-Encoding: chunked") + page()
    at = data.draw(st.integers(10, len(whole) - 1))
    changed = whole[:at] + data.draw(st.binary(max_size=3)) + whole[at + data.draw(st.integers(0, 3)) :]
    read, problems = told(changed)
    assert read or problems
    if at > len(INFO) + 10:
        told(gzip.compress(changed)[: data.draw(st.integers(20, 400))])
