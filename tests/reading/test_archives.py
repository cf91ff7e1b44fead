"""Compressed files, ZIP and tar: what lies in them is read, the rest is named, nothing is ever written to the disk."""

import bz2
import gzip
import io
import lzma
import os
import struct
import tarfile
import zipfile

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from whomet.reading import UNFORESEEN, Unreadable, documents, limits, read
from whomet.records import Document

STORY = b"Ada Brook met Ben Cole in Graz on Sunday."
PAGE = b"<html><body><h1>Ferries</h1><p>Ada Brook met Ben Cole in Graz.</p></body></html>"
FEED = b"<rss><channel><item><title>One</title></item><item><title>Two</title></item></channel></rss>"
PACKERS = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": zstandard.ZstdCompressor().compress,
}


def zipped(*members, method=zipfile.ZIP_DEFLATED):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return packed.getvalue()


def tarred(*members):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, data in members:
            header = tarfile.TarInfo(name)
            header.size = len(data)
            archive.addfile(header, io.BytesIO(data))
    return packed.getvalue()


def told(file, data):
    """{name: text} of the documents, {name: problem} of the rest."""
    found = list(documents(file, data))
    texts = {each.file: each.text for each in found if isinstance(each, Document)}
    problems = {each.file: each.problem for each in found if not isinstance(each, Document)}
    assert len(texts) + len(problems) == len(found), "two of them have one name"
    assert not any(UNFORESEEN in problem for problem in problems.values())
    return texts, problems


# --- compressed files ------------------------------------------------------------------------------------


@pytest.mark.parametrize("packer", PACKERS)
def test_a_compressed_file_keeps_its_name(packer):
    assert told("a.html", PACKERS[packer](PAGE)) == ({"a.html": "Ferries\nAda Brook met Ben Cole in Graz."}, {})
    assert list(told("f", PACKERS[packer](FEED))[0]) == ["f#1", "f#2"]


@pytest.mark.parametrize("packer", PACKERS)
def test_members_behind_each_other_are_one_file(packer):
    pack = PACKERS[packer]
    assert told("a", pack(b"Ada Brook ") + pack(b"met Ben Cole.") + bytes(512)) == (
        {"a": "Ada Brook met Ben Cole."},
        {},
    )


@pytest.mark.parametrize("packer", PACKERS)
def test_of_a_file_that_is_cut_off_what_stands_before_is_read(packer):
    body = b" ".join(b"Line %d: Ada Brook met Ben Cole." % (number * 7919) for number in range(23_000))
    texts, problems = told("a", PACKERS[packer](body)[:-5])
    assert "cut off behind byte" in problems["a"]
    assert texts["a"].startswith("Line 0: Ada Brook")


def test_other_bytes_behind_the_compressed_part_are_named():
    texts, problems = told("a", gzip.compress(STORY) + b"and more, not compressed")
    assert texts == {"a": STORY.decode()}
    assert "other bytes" in problems["a"]


def test_damage_in_the_middle_is_named():
    packed = bytearray(gzip.compress(os.urandom(400).hex().encode() + b" Ada Brook met Ben Cole."))
    packed[300:310] = b"\xff" * 10
    _, problems = told("a", bytes(packed))
    assert "damaged" in problems["a"]


def test_a_text_that_begins_like_a_compressed_file_is_a_text():
    assert told("a", b"BZh is what they call it. Ada Brook met Ben Cole.")[0]
    assert told("a", b"ID3 tags, said Ada Brook, are old.")[0]
    assert told("a", b"Rar! cried Ben Cole.")[0]


def test_files_compressed_over_and_over_are_given_up(monkeypatch):
    data = STORY
    for _ in range(3):
        data = gzip.compress(data)
    assert told("a", data) == ({"a": STORY.decode()}, {})
    assert "compressed more than 3 times" in told("a", gzip.compress(data))[1]["a"]


# --- zip and tar -----------------------------------------------------------------------------------------

MEMBERS = (("inner/path.html", PAGE), ("feed.xml", FEED), ("a.txt", STORY))
NAMES = ["week/a.txt", "week/feed.xml#1", "week/feed.xml#2", "week/inner/path.html"]


@pytest.mark.parametrize("pack", [zipped, tarred, lambda *members: gzip.compress(tarred(*members))])
def test_every_member_is_a_document(pack):
    texts, problems = told("week", pack(*MEMBERS))
    assert sorted(texts) == NAMES
    assert not problems


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_all_methods_of_zip(method):
    assert sorted(told("week", zipped(*MEMBERS, method=method))[0]) == NAMES


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_hidden_members_are_left_out(pack):
    members = [("__MACOSX/._a.txt", b"\0\5"), (".DS_Store", b"\0"), ("a/.git/config", b"x"), ("a/b.txt", STORY)]
    assert told("z", pack(*members)) == ({"z/a/b.txt": STORY.decode()}, {})


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_names_that_lead_elsewhere_lead_nowhere(pack, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = ["../../etc/a.txt", "/root/b.txt", "c\x1b[2J.txt", "..\\..\\d.txt", "a/./e.txt"]
    texts, _ = told("z", pack(*[(name, STORY) for name in names]))
    assert sorted(texts) == ["z/a/e.txt", "z/c\\x1b[2J.txt", "z/d.txt", "z/etc/a.txt", "z/root/b.txt"]
    assert not list(tmp_path.iterdir())


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_members_of_one_name_are_told_apart(pack):
    names = ["a.txt", "a.txt@2", "a.txt", "a.txt"]
    texts, _ = told("z", pack(*[(name, STORY) for name in names]))
    assert sorted(texts) == ["z/a.txt", "z/a.txt@2", "z/a.txt@3", "z/a.txt@4"]


@pytest.mark.parametrize("charset", ["cp949", "shift_jis", "gb18030", "cp866"])
def test_names_in_old_charsets(charset):
    name = {
        "cp949": "회담/기사.txt",
        "shift_jis": "会談/記事です.txt",
        "gb18030": "会谈/新闻.txt",
        "cp866": "Новости/а.txt",
    }[charset]
    raw = name.encode(charset)
    packed = zipped(("x" * len(raw), STORY)).replace(b"x" * len(raw), raw)
    assert list(told("z", packed)[0]) == [f"z/{name}"]


def test_archives_in_archives_to_the_stated_depth():
    data = tarred(("c.txt", STORY))
    data = zipped(("b.tar.gz", gzip.compress(data)))
    three = zipped(("a.zip", data), ("d.txt", STORY))
    assert sorted(told("x", three)[0]) == ["x/a.zip/b.tar.gz/c.txt", "x/d.txt"]
    texts, problems = told("x", zipped(("y.zip", three)))
    assert sorted(texts) == ["x/y.zip/d.txt"]
    assert "inside of 3 archives" in problems["x/y.zip/a.zip/b.tar.gz"]


@pytest.mark.parametrize(
    ("members", "word"),
    [
        ([("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>")], "Word"),
        ([("xl/workbook.xml", b"<x/>")], "Excel"),
        ([("ppt/presentation.xml", b"<x/>")], "PowerPoint"),
        ([("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<x/>")], "OpenDocument"),
        ([("mimetype", b"application/epub+zip"), ("META-INF/container.xml", b"<x/>")], "EPUB"),
    ],
)
def test_office_documents_are_named(members, word):
    with pytest.raises(Unreadable, match=word):
        read("a.zip", zipped(*members))


def test_members_that_cannot_be_read_do_not_take_the_rest_along():
    packed = zipped(("a.txt", STORY), ("image.png", b"\x89PNG\r\n\x1a\n..."), ("empty.txt", b""), ("b.txt", STORY))
    texts, problems = told("z", packed)
    assert sorted(texts) == ["z/a.txt", "z/b.txt"]
    assert "image" in problems["z/image.png"]
    assert "empty" in problems["z/empty.txt"]


def _patched(packed, name, offset, data):
    """Change a field of the header of a member, in both places where it stands."""
    packed = bytearray(packed)
    local = packed.index(b"PK\x03\x04" + packed[4:26] if False else name, 0) - 30
    packed[local + offset : local + offset + len(data)] = data
    listed = packed.rindex(name) - 46
    packed[listed + offset + 2 : listed + offset + 2 + len(data)] = data
    return bytes(packed)


def test_members_with_a_password_and_of_unknown_methods_are_named():
    packed = zipped(("a.txt", STORY), ("secret.txt", STORY), ("odd.txt", STORY))
    packed = _patched(packed, b"secret.txt", 6, b"\x01\x00")
    packed = _patched(packed, b"odd.txt", 8, struct.pack("<H", 98))
    texts, problems = told("z", packed)
    assert list(texts) == ["z/a.txt"]
    assert "password" in problems["z/secret.txt"]
    assert "method 98" in problems["z/odd.txt"]


def test_damaged_members_are_named():
    body = b"".join(b"%d Ada Brook met Ben Cole. " % (number * 7919) for number in range(9_000))
    packed = bytearray(zipped(("a.txt", STORY), ("broken.txt", body), ("b.txt", STORY)))
    at = packed.index(b"broken.txt") + 20_000
    packed[at : at + 40] = bytes(40)
    texts, problems = told("z", bytes(packed))
    assert {"z/a.txt", "z/b.txt"} <= set(texts)
    assert "damaged" in problems["z/broken.txt"]


def test_archives_that_are_cut_off_are_named():
    packed = zipped(*MEMBERS)
    with pytest.raises(Unreadable, match="ZIP archive that is damaged or cut off"):
        read("z", packed[:-40])
    texts, problems = told("t", tarred(("a.txt", STORY), ("b.txt", STORY * 500))[:-15_000])
    assert texts["t/a.txt"] == STORY.decode()
    assert texts["t/b.txt"].startswith(STORY.decode() * 100)
    assert set(problems) == {"t", "t/b.txt"}


def test_an_archive_in_which_nothing_lies_is_named():
    for packed in (zipped(), tarred((".hidden", STORY)), zipped(("folder/", b""))):
        with pytest.raises(Unreadable, match="nothing lies"):
            read("z", packed)


def test_links_and_devices_in_archives_are_left_out():
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE):
            header = tarfile.TarInfo(f"odd{kind!r}")
            header.type, header.linkname = kind, "/etc/passwd"
            archive.addfile(header)
        header = tarfile.TarInfo("a.txt")
        header.size = len(STORY)
        archive.addfile(header, io.BytesIO(STORY))
    assert list(told("t", packed.getvalue())[0]) == ["t/a.txt"]


# --- limits ----------------------------------------------------------------------------------------------


@pytest.fixture
def low(monkeypatch):
    """Limits that small bombs reach."""
    for name, value in {
        "ARTICLE_BYTES": 100_000, "UNPACKED_BYTES": 400_000, "UNPACKED_RATIO": 2, "MEMBERS": 20, "HEADER_BYTES": 2_000,
        "ZIP_LIST_BYTES": 4_000, "PROBLEMS": 50, "TEXT_CHARACTERS": 50_000, "ITEMS": 30, "PAGE_TAGS": 2_000,
        "TAG_ATTRIBUTES": 50, "HEAD_BYTES": 4_096,
    }.items():  # fmt: skip
        monkeypatch.setattr(limits, name, value)


@pytest.mark.parametrize("packer", PACKERS)
def test_a_bomb_of_one_file_stops(low, packer):
    _, problems = told("bomb", PACKERS[packer](b"Ada " * 2_000_000))
    assert "larger than" in problems["bomb"]


def test_a_bomb_of_many_members_stops(low):
    bomb = zipped(*[(f"{number}.txt", b"Ada met Ben. " * 6_000) for number in range(12)], ("last.txt", STORY))
    found = list(documents("bomb", bomb))
    assert "unpacks to more than" in found[-1].problem
    assert found[-1].file == "bomb"
    assert len(found) < 9


def test_a_bomb_of_archives_in_archives_stops(low):
    inner = zipped(*[(f"{number}.txt", bytes(90_000)) for number in range(9)])
    found = list(documents("bomb", zipped(*[(f"{number}.zip", inner) for number in range(9)])))
    assert "unpacks to more than" in found[-1].problem
    assert len(found) < 9


def test_members_that_overlap_stop(low):
    """All entries of the list point to the same packed bytes."""
    one = zipped(("a.txt", bytes(90_000)))
    start, end = one.index(b"PK\x01\x02"), one.index(b"PK\x05\x06")
    listed = one[start:end] * 15
    close = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 15, 15, len(listed), start, 0)
    found = list(documents("bomb", one[:start] + listed + close))
    assert all("unpacks" in each.problem or "more problems" in each.problem or each.problem for each in found)
    assert "unpacks to more than" in found[-1].problem or "damaged" in found[-1].problem


def test_too_many_members_are_named(low):
    for pack in (zipped, tarred):
        _, problems = told("z", pack(*[(f"{number}.txt", STORY) for number in range(30)]))
        assert "more than 20 members" in problems["z"]
    packed = zipped(*[(f"{number:0100}.txt", STORY) for number in range(40)])
    assert "list of members" in told("z", packed)[1]["z"]


def test_long_headers_of_tar_are_not_read_into_memory(low):
    texts, problems = told("t", tarred(("a.txt", STORY), ("n" * 5_000, STORY)))
    assert list(texts) == ["t/a.txt"]
    assert "header has more than" in problems["t"]


def test_of_a_flood_of_problems_only_the_number_is_told(low, monkeypatch):
    monkeypatch.setattr(limits, "PROBLEMS", 5)
    found = list(documents("z", zipped(*[(f"{number}.txt", b"") for number in range(15)])))
    assert len(found) == 6
    assert "10 more problems" in found[-1].problem


# --- anything --------------------------------------------------------------------------------------------

_CONTENTS = st.one_of(st.binary(max_size=80), st.sampled_from([STORY, PAGE, FEED, b"", gzip.compress(STORY)]))
_NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12)


def _is_left_out(name):
    return name.endswith("/") or any(part.startswith((".", "__MACOSX")) for part in name.split("/"))


@settings(max_examples=60, deadline=None)
@pytest.mark.filterwarnings("ignore:Duplicate name")
@given(st.lists(st.tuples(_NAMES, _CONTENTS), max_size=5), st.sampled_from([zipped, tarred]))
def test_archives_of_anything_give_something_for_every_member(members, pack):
    texts, problems = told("z", pack(*members))
    seen = {name for name in (*texts, *problems) if name != "z"}
    shown = [name for name, _ in members if not _is_left_out(name.replace("\\", "/"))]
    assert seen or problems
    assert len({name.split("#")[0] for name in seen}) <= len(members)
    assert not shown or seen


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_archives_with_any_byte_changed_are_read_or_named(data):
    whole = data.draw(
        st.sampled_from([zipped(*MEMBERS), tarred(*MEMBERS), *(pack(PAGE * 3) for pack in PACKERS.values())])
    )
    at = data.draw(st.integers(0, len(whole) - 1))
    changed = whole[:at] + data.draw(st.binary(min_size=1, max_size=3)) + whole[at + 1 :]
    found = list(documents("z", changed[: data.draw(st.integers(at, len(changed)))]))
    assert found
    assert not any(UNFORESEEN in each.problem for each in found if not isinstance(each, Document))
