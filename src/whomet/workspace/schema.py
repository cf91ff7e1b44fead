"""The tables of a workspace, one description for SQLite and PostgreSQL.

runs          every time something was added or concluded
files         what was read: its name here, its path, the digest of its bytes
contents      what stood in a file, each time it came with other bytes
originals     the bytes, so that everything can be read again without the files
results       what one file, or one document, gave: kept by content and version of the stages
vectors       vectors of sentences, by text
documents     the documents as labelled now, each in one window
pages         lines of the documents by outlet, to tell which of them recur
leads         what tells which documents may be of one story: of each, to be looked through
imprints      the same in full, and the ties to documents before it
windows       groups of documents that are concluded together
conclusions   the account of a window, without its documents, by language
entities      who and what the windows speak of, and the id it has across windows
bearers       the names of those
name_keys     keys that names are found by
name_pairs    names that are alike
meetings      the meetings of the windows, to list and filter
decisions     what an analyst decided; rows are only ever added
settings      what was told for the whole workspace
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("began", String, nullable=False, comment="ISO 8601, UTC"),
    Column("ended", String, nullable=False),
    Column("who", Text, nullable=False),
    Column("command", Text, nullable=False),
    Column("version", String, nullable=False, comment="of the stages"),
    Column("added", Integer, nullable=False, comment="documents that are new"),
    Column("changed", Integer, nullable=False, comment="documents that were there and read otherwise"),
)

files = Table(
    "files",
    metadata,
    Column("name", Text, primary_key=True, comment="as the account has it"),
    Column("path", Text, nullable=False, comment="where it was read, absolute"),
    Column("digest", String(64), nullable=False, comment="SHA-256 of its bytes"),
    Column("size", Integer, nullable=False),
    Column("columns", Text, nullable=False, comment="fields of a table as the user named them, JSON"),
    Column("version", String(64), nullable=False, comment="of what read it; empty where it is to be read again"),
    Column("run", ForeignKey("runs.id"), nullable=False, comment="that brought it as it is now"),
    Column("problems", LargeBinary, nullable=False, comment="what could not be read of it"),
    Index(None, "path"),
    Index(None, "digest"),
)

contents = Table(
    "contents",
    metadata,
    Column("file", ForeignKey("files.name", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, comment="1 is the first"),
    Column("digest", String(64), nullable=False, comment="SHA-256 of its bytes"),
    Column("run", ForeignKey("runs.id"), nullable=False),
    Index(None, "digest"),
)

originals = Table(
    "originals",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("content", LargeBinary, nullable=False, comment="packed with Zstandard"),
)

results = Table(
    "results",
    metadata,
    Column("key", String(64), primary_key=True, comment="digest of what went in and of the version of the stages"),
    Column("stage", String, nullable=False, comment="reading, labelling or understanding"),
    Column("version", String(64), nullable=False, comment="of what gave it"),
    Column("content", LargeBinary, nullable=False),
    Index(None, "version"),
)

vectors = Table(
    "vectors",
    metadata,
    Column("key", String(64), primary_key=True, comment="digest of encoder and text"),
    Column("content", LargeBinary, nullable=False, comment="float32, little endian"),
)

documents = Table(
    "documents",
    metadata,
    Column("name", Text, primary_key=True, comment="Document.file"),
    Column("file", ForeignKey("files.name", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False, comment="its place among those of its file"),
    Column("digest", String(64), nullable=False, comment="of the bytes it was read from"),
    Column("labelling", String(64), nullable=False, comment="key of the document before lines that recur were marked"),
    Column("understanding", String(64), nullable=False, comment="key of the article; empty where it is to be redone"),
    Column("run", ForeignKey("runs.id"), nullable=False, comment="that brought it as it is now"),
    Column("fingerprint", String(64), nullable=False, comment="SHA-256 of the text"),
    Column("window", String, nullable=False),
    Column("outlet", Text),
    Column("published", String, comment="EDTF"),
    Column("language", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("url", Text),
    Column("item", Text, comment="what tells it in its feed, null where it is of none"),
    Column("problems", LargeBinary, nullable=False, comment="what went wrong when it was understood"),
    Column("content", LargeBinary, nullable=False, comment="the article: document, mentions, events"),
    Column("labelled", LargeBinary, comment="the document before lines that recur were marked, where there are any"),
    Index(None, "file"),
    Index(None, "fingerprint"),
    Index(None, "window"),
    Index(None, "outlet"),
)

pages = Table(
    "pages",
    metadata,
    Column("document", ForeignKey("documents.name", ondelete="CASCADE"), primary_key=True),
    Column("outlet", Text, nullable=False),
    Column("recurring", LargeBinary, nullable=False, comment="which of its lines are marked as recurring"),
    Column("content", LargeBinary, nullable=False, comment="the lines that are counted"),
    Index(None, "outlet"),
)

leads = Table(
    "leads",
    metadata,
    Column("document", Text, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("version", String, nullable=False, comment="changes when the document does"),
    Column("gist", LargeBinary, nullable=False, comment="vector of its beginning, a signed byte each"),
    Column("names", LargeBinary, nullable=False, comment="keys of its names, four bytes each"),
)

imprints = Table(
    "imprints",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False, comment="leads.number"),
    Column("content", LargeBinary, nullable=False, comment="an Imprint"),
    Column("ties", LargeBinary, nullable=False, comment="number, earlier number and log odds of each"),
)

windows = Table(
    "windows",
    metadata,
    Column("id", String, primary_key=True),
    Column("digest", String(64), nullable=False, comment="of all that it was concluded from"),
    Column("articles", LargeBinary, nullable=False, comment="those that were understood otherwise for it"),
)

conclusions = Table(
    "conclusions",
    metadata,
    Column("window", ForeignKey("windows.id", ondelete="CASCADE"), primary_key=True),
    Column("language", String, primary_key=True, comment="of the labels, BCP 47"),
    Column("content", LargeBinary, nullable=False, comment="an Account without documents"),
)

entities = Table(
    "entities",
    metadata,
    Column("window", ForeignKey("windows.id", ondelete="CASCADE"), primary_key=True),
    Column("local", String, primary_key=True, comment="its id in the window"),
    Column("id", String, nullable=False, comment="its id across windows"),
    Column("type", String, nullable=False),
    Column("label", Text, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("card", LargeBinary, nullable=False, comment="what it is linked by across windows, a Card"),
    Column("first", String, nullable=False, comment="what sorts it by its first article"),
    Column("cluster", Text, nullable=False, comment="window and local id of the first of those that are one with it"),
    Column("plain", String, nullable=False, comment="the id that they have if nobody else has it"),
    Column("longer", String, nullable=False, comment="the one that they have else"),
    Column("why", LargeBinary, nullable=False, comment="why they are one, with the first of them"),
    Index(None, "id"),
    Index(None, "type"),
    Index(None, "local"),
    Index(None, "plain"),
    Index(None, "longer"),
)

bearers = Table(
    "bearers",
    metadata,
    Column("type", String, primary_key=True),
    Column("form", Text, primary_key=True),
    Column("window", String, primary_key=True),
    Column("local", String, primary_key=True),
    Index(None, "window"),
    Index(None, "local"),
)

name_keys = Table(
    "name_keys",
    metadata,
    Column("type", String, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("form", Text, primary_key=True),
    Index(None, "form"),
)

name_pairs = Table(
    "name_pairs",
    metadata,
    Column("type", String, primary_key=True),
    Column("one", Text, primary_key=True),
    Column("other", Text, primary_key=True),
    Index(None, "other"),
)

meetings = Table(
    "meetings",
    metadata,
    Column("window", ForeignKey("windows.id", ondelete="CASCADE"), primary_key=True),
    Column("id", String, primary_key=True),
    Column("status", String, nullable=False),
    Column("date", String, comment="EDTF"),
    Column("background", Boolean, nullable=False),
    Index(None, "id"),
    Index(None, "date"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("who", Text, nullable=False),
    Column("when", String, nullable=False, comment="ISO 8601, UTC"),
    Column("content", LargeBinary, nullable=False),
)

settings = Table(
    "settings",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)

# PostgreSQL sorts by the rules of a language unless it is told to sort by code points, as SQLite and Python do.
for _table in metadata.tables.values():
    for _column in _table.columns:
        if isinstance(_column.type, String):
            _sorted = type(_column.type)(_column.type.length, collation="C")
            _column.type = _column.type.with_variant(_sorted, "postgresql")
