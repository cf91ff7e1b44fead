"""Where reading stops: every limit on what one input may cost, and why it stands where it stands.

Whoever reaches one is told so by name. They are read when they are needed, so a test can lower them.
"""

from __future__ import annotations

MIB = 1024 * 1024

#: Bytes of one article, feed, mail, table row or archive inside of an archive: what has to be in memory at once.
#: Far above any article (the largest of 990 saved pages has 1.6 MB), and small enough for a laptop. Files of many
#: records (web archives, tar, JSON lines, mailboxes) may be of any size: they are read record by record.
ARTICLE_BYTES = 64 * MIB

#: Characters of the reading text of one document. The longest of 165 saved pages has 98,000, a long novel a million;
#: beyond it stands a log, a dump of many articles in one, or a bomb. To label a million takes 20 seconds.
TEXT_CHARACTERS = 1_000_000

#: Tags of one page. The heaviest of 990 saved pages has 19,600; to label one with 100,000 takes 15 seconds.
PAGE_TAGS = 100_000

#: Tags of one feed or other XML file: a whole site of 15,000 articles, each with 60 tags. It takes 300 MB meanwhile.
XML_TAGS = 1_000_000

#: Attributes of one tag: the time that the parser takes grows with their square, 5,000 take 0.2 seconds and 40,000 a
#: minute. The most in 990 saved pages are 2,495.
TAG_ATTRIBUTES = 5_000

#: Articles of one feed, JSON file or other file that is read in whole. ARTICLE_BYTES over this is 671 bytes, less
#: than an article with its address has; only made-up feeds have more.
ITEMS = 100_000

#: How often archives may stand in archives: crawls packed by day and packed again by month stand in two.
ARCHIVE_DEPTH = 3

#: How often a file may be compressed over and over (a.gz.gz): once is usual, twice happens by mistake; the files
#: that unpack to themselves have no end.
COMPRESSION_DEPTH = 3

#: Members of one archive: the list of a ZIP archive is in memory, and takes 130 MB for 200,000. Larger collections are
#: kept as web archives, whose records are not counted.
MEMBERS = 500_000

#: Bytes of that list as it stands at the end of the archive: 46 and the name for each member.
ZIP_LIST_BYTES = 64 * MIB

#: A given file may unpack to this many times its size ...
UNPACKED_RATIO = 200
#: ... and to this many bytes whatever its size. A crawl of 990 pages packs to a fifth; DEFLATE cannot pack to less than
#: a thousandth, and bombs come close to it or go beyond it by nesting.
UNPACKED_BYTES = 256 * MIB

#: Memory that an unpacker may ask for: the largest window that `xz -9` and `zstd --ultra` ask for are 64 and 128 MiB.
WINDOW_BYTES = 256 * MIB

#: Bytes of the header of one record of a web archive or of one member of a tar archive, with all its fields: it is read
#: into memory before anything is known of it. Usual ones have under a thousand.
HEADER_BYTES = 1 * MIB

#: Problems of one given file that are told one by one; of the others only the number, or nobody could read them.
PROBLEMS = 1_000

#: Bytes that are looked at to tell what kind of file it is.
HEAD_BYTES = 64 * 1024


def size(count: int) -> str:
    """A number of bytes as a person says it."""
    return f"{count // MIB} MiB" if count >= MIB else f"{count} bytes"
