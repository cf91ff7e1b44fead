"""The tables of the index. All that they hold can be worked out again from the workspace, and is where they are of
another edition than this program's: they are made when they are first needed and know no migrations.

search_edition    which edition of tokens and of the encoder the index is of, and how often it changed
search_documents  the documents that are indexed; numbers of their sentences begin with theirs
search_sentences  the sentences
search_vectors    vectors of a document's sentences, four bits a dimension
search_tokens     tokens of a document as they were indexed (SQLite: its index forgets nothing by itself)
search_windows    the windows whose conclusions are noted
search_names      every name of every entity
search_reach      the sentences that name an entity or that a meeting rests on; the documents of a story
search_threads    whom a document means, and what rests on its sentences
search_words      the tokens: an FTS5 table in SQLite, tsvectors in PostgreSQL (`full_text`)
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Connection, Index, Integer, LargeBinary, MetaData, String, Table, Text

metadata = MetaData(naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s", "pk": "pk_%(table_name)s"})

#: Bits of a sentence's number within its document: more sentences than any document has.
SHIFT = 20
_Number = BigInteger().with_variant(Integer, "sqlite")

edition = Table(
    "search_edition",
    metadata,
    Column("name", Text, primary_key=True),
    Column("state", Integer, nullable=False, comment="goes up whenever the index changes"),
)

indexed = Table(
    "search_documents",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False, unique=True),
    Column("stamp", Text, nullable=False, comment="changes with what was indexed"),
    Column("published", String, comment="EDTF; that of its peers where it tells none"),
)

sentences = Table(
    "search_sentences",
    metadata,
    Column("id", _Number, primary_key=True, autoincrement=False, comment="document << 20 | place in it"),
    Column("kind", String, nullable=False, comment="of its block"),
    Column("language", String, nullable=False),
    Column("same", BigInteger, nullable=False, comment="digest of its words: that of another print of it is the same"),
    Index(None, "language"),
    Index(None, "same"),
)

vectors = Table(
    "search_vectors",
    metadata,
    Column("document", Integer, primary_key=True, autoincrement=False),
    Column("signs", LargeBinary, nullable=False, comment="one bit a dimension"),
    Column("sizes", LargeBinary, nullable=False, comment="three planes of bits"),
)

tokens = Table(
    "search_tokens",
    metadata,
    Column("document", Integer, primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
)

noted = Table(
    "search_windows",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("window", String, nullable=False, unique=True),
    Column("digest", String(64), nullable=False),
)

names = Table(
    "search_names",
    metadata,
    Column("window", Integer, primary_key=True, autoincrement=False),
    Column("local", String, primary_key=True, comment="id of the entity in the window"),
    Column("language", String, primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False, comment="0 is the fullest form of the language"),
    Column("key", Text, primary_key=True, comment="its first token, or the stem of its first word"),
    Column("type", String, nullable=False),
    Column("form", Text, nullable=False, comment="as printed"),
    Column("folded", Text, nullable=False, comment="as compared"),
    Index(None, "key"),
    Index(None, "folded"),
)

reach = Table(
    "search_reach",
    metadata,
    Column("window", Integer, primary_key=True, autoincrement=False),
    Column("kind", String, primary_key=True, comment="entity, meeting or story"),
    Column("local", String, primary_key=True, comment="id in the window"),
    Column("content", LargeBinary, nullable=False, comment="numbers, int64, in order"),
)

meetings = Table(
    "search_meetings",
    metadata,
    Column("window", Integer, primary_key=True, autoincrement=False),
    Column("local", String, primary_key=True, comment="id in the window"),
    Column("status", String, nullable=False, comment="as it was decided, where it was"),
    Column("date", String, comment="EDTF, likewise"),
)

threads = Table(
    "search_threads",
    metadata,
    Column("document", Integer, primary_key=True, autoincrement=False),
    Column("window", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Index(None, "window"),
)


def make(connection: Connection) -> None:
    """Make the tables that are not there."""
    metadata.create_all(connection)


def drop(connection: Connection) -> None:
    """Drop the tables that are there."""
    metadata.drop_all(connection)


__all__ = [
    "SHIFT",
    "drop",
    "edition",
    "indexed",
    "make",
    "meetings",
    "metadata",
    "names",
    "noted",
    "reach",
    "sentences",
    "threads",
    "tokens",
    "vectors",
]
