"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the tables."""
    op.create_table(
        "bearers",
        sa.Column("type", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("form", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("window", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("local", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("type", "form", "window", "local", name=op.f("pk_bearers")),
    )
    op.create_index(op.f("ix_bearers_local"), "bearers", ["local"], unique=False)
    op.create_index(op.f("ix_bearers_window"), "bearers", ["window"], unique=False)
    op.create_table(
        "decisions",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("kind", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("who", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column(
            "when",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            nullable=False,
            comment="ISO 8601, UTC",
        ),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_decisions")),
        sa.UniqueConstraint("id", name=op.f("uq_decisions_id")),
    )
    op.create_table(
        "imprints",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False, comment="leads.number"),
        sa.Column("content", sa.LargeBinary(), nullable=False, comment="an Imprint"),
        sa.Column("ties", sa.LargeBinary(), nullable=False, comment="number, earlier number and log odds of each"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_imprints")),
    )
    op.create_table(
        "leads",
        sa.Column("document", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "version",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            nullable=False,
            comment="changes when the document does",
        ),
        sa.Column("gist", sa.LargeBinary(), nullable=False, comment="vector of its beginning, a signed byte each"),
        sa.Column("names", sa.LargeBinary(), nullable=False, comment="keys of its names, four bytes each"),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_leads")),
        sa.UniqueConstraint("number", name=op.f("uq_leads_number")),
    )
    op.create_table(
        "name_keys",
        sa.Column("type", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("key", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("form", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("type", "key", "form", name=op.f("pk_name_keys")),
    )
    op.create_index(op.f("ix_name_keys_form"), "name_keys", ["form"], unique=False)
    op.create_table(
        "name_pairs",
        sa.Column("type", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("one", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("other", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("type", "one", "other", name=op.f("pk_name_pairs")),
    )
    op.create_index(op.f("ix_name_pairs_other"), "name_pairs", ["other"], unique=False)
    op.create_table(
        "originals",
        sa.Column(
            "digest",
            sa.String(length=64).with_variant(sa.String(length=64, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("content", sa.LargeBinary(), nullable=False, comment="packed with Zstandard"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_originals")),
    )
    op.create_table(
        "results",
        sa.Column(
            "key",
            sa.String(length=64).with_variant(sa.String(length=64, collation="C"), "postgresql"),
            nullable=False,
            comment="digest of what went in and of the version of the stages",
        ),
        sa.Column(
            "stage",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            nullable=False,
            comment="reading, labelling or understanding",
        ),
        sa.Column(
            "version",
            sa.String(length=64).with_variant(sa.String(length=64, collation="C"), "postgresql"),
            nullable=False,
            comment="of what gave it",
        ),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_results")),
    )
    op.create_index(op.f("ix_results_version"), "results", ["version"], unique=False)
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column(
            "began",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            nullable=False,
            comment="ISO 8601, UTC",
        ),
        sa.Column("ended", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("who", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("command", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column(
            "version",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            nullable=False,
            comment="of the stages",
        ),
        sa.Column("added", sa.Integer(), nullable=False, comment="documents that are new"),
        sa.Column("changed", sa.Integer(), nullable=False, comment="documents that were there and read otherwise"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
    )
    op.create_table(
        "settings",
        sa.Column("name", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_settings")),
    )
    op.create_table(
        "vectors",
        sa.Column(
            "key",
            sa.String(length=64).with_variant(sa.String(length=64, collation="C"), "postgresql"),
            nullable=False,
            comment="digest of encoder and text",
        ),
        sa.Column("content", sa.LargeBinary(), nullable=False, comment="float32, little endian"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_vectors")),
    )
    op.create_table(
        "windows",
        sa.Column("id", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column(
            "digest",
            sa.String(length=64).with_variant(sa.String(length=64, collation="C"), "postgresql"),
            nullable=False,
            comment="of all that it was concluded from",
        ),
        sa.Column("articles", sa.LargeBinary(), nullable=False, comment="those that were understood otherwise for it"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_windows")),
    )
    op.create_table(
        "conclusions",
        sa.Column("window", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column(
            "language",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            nullable=False,
            comment="of the labels, BCP 47",
        ),
        sa.Column("content", sa.LargeBinary(), nullable=False, comment="an Account without documents"),
        sa.ForeignKeyConstraint(
            ["window"], ["windows.id"], name=op.f("fk_conclusions_window_windows"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("window", "language", name=op.f("pk_conclusions")),
    )
    op.create_table(
        "entities",
        sa.Column("window", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column(
            "local",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            nullable=False,
            comment="its id in the window",
        ),
        sa.Column(
            "id",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            nullable=False,
            comment="its id across windows",
        ),
        sa.Column("type", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("label", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("card", sa.LargeBinary(), nullable=False, comment="what it is linked by across windows, a Card"),
        sa.Column(
            "first",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            nullable=False,
            comment="what sorts it by its first article",
        ),
        sa.Column(
            "cluster",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
            comment="window and local id of the first of those that are one with it",
        ),
        sa.Column(
            "plain",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            nullable=False,
            comment="the id that they have if nobody else has it",
        ),
        sa.Column(
            "longer",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            nullable=False,
            comment="the one that they have else",
        ),
        sa.Column("why", sa.LargeBinary(), nullable=False, comment="why they are one, with the first of them"),
        sa.ForeignKeyConstraint(
            ["window"], ["windows.id"], name=op.f("fk_entities_window_windows"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("window", "local", name=op.f("pk_entities")),
    )
    op.create_index(op.f("ix_entities_id"), "entities", ["id"], unique=False)
    op.create_index(op.f("ix_entities_local"), "entities", ["local"], unique=False)
    op.create_index(op.f("ix_entities_longer"), "entities", ["longer"], unique=False)
    op.create_index(op.f("ix_entities_plain"), "entities", ["plain"], unique=False)
    op.create_index(op.f("ix_entities_type"), "entities", ["type"], unique=False)
    op.create_table(
        "files",
        sa.Column(
            "name",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
            comment="as the account has it",
        ),
        sa.Column(
            "path",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
            comment="where it was read, absolute",
        ),
        sa.Column(
            "digest",
            sa.String(length=64).with_variant(sa.String(length=64, collation="C"), "postgresql"),
            nullable=False,
            comment="SHA-256 of its bytes",
        ),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column(
            "columns",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
            comment="fields of a table as the user named them, JSON",
        ),
        sa.Column(
            "version",
            sa.String(length=64).with_variant(sa.String(length=64, collation="C"), "postgresql"),
            nullable=False,
            comment="of what read it; empty where it is to be read again",
        ),
        sa.Column("run", sa.Integer(), nullable=False, comment="that brought it as it is now"),
        sa.Column("problems", sa.LargeBinary(), nullable=False, comment="what could not be read of it"),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name=op.f("fk_files_run_runs")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_files")),
    )
    op.create_index(op.f("ix_files_digest"), "files", ["digest"], unique=False)
    op.create_index(op.f("ix_files_path"), "files", ["path"], unique=False)
    op.create_table(
        "meetings",
        sa.Column("window", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("id", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("status", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column(
            "date", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True, comment="EDTF"
        ),
        sa.Column("background", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["window"], ["windows.id"], name=op.f("fk_meetings_window_windows"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("window", "id", name=op.f("pk_meetings")),
    )
    op.create_index(op.f("ix_meetings_date"), "meetings", ["date"], unique=False)
    op.create_index(op.f("ix_meetings_id"), "meetings", ["id"], unique=False)
    op.create_table(
        "contents",
        sa.Column("file", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="1 is the first"),
        sa.Column(
            "digest",
            sa.String(length=64).with_variant(sa.String(length=64, collation="C"), "postgresql"),
            nullable=False,
            comment="SHA-256 of its bytes",
        ),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["file"], ["files.name"], name=op.f("fk_contents_file_files"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name=op.f("fk_contents_run_runs")),
        sa.PrimaryKeyConstraint("file", "number", name=op.f("pk_contents")),
    )
    op.create_index(op.f("ix_contents_digest"), "contents", ["digest"], unique=False)
    op.create_table(
        "documents",
        sa.Column(
            "name",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
            comment="Document.file",
        ),
        sa.Column("file", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, comment="its place among those of its file"),
        sa.Column(
            "digest",
            sa.String(length=64).with_variant(sa.String(length=64, collation="C"), "postgresql"),
            nullable=False,
            comment="of the bytes it was read from",
        ),
        sa.Column(
            "labelling",
            sa.String(length=64).with_variant(sa.String(length=64, collation="C"), "postgresql"),
            nullable=False,
            comment="key of the document before lines that recur were marked",
        ),
        sa.Column(
            "understanding",
            sa.String(length=64).with_variant(sa.String(length=64, collation="C"), "postgresql"),
            nullable=False,
            comment="key of the article; empty where it is to be redone",
        ),
        sa.Column("run", sa.Integer(), nullable=False, comment="that brought it as it is now"),
        sa.Column(
            "fingerprint",
            sa.String(length=64).with_variant(sa.String(length=64, collation="C"), "postgresql"),
            nullable=False,
            comment="SHA-256 of the text",
        ),
        sa.Column("window", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("outlet", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True),
        sa.Column(
            "published", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True, comment="EDTF"
        ),
        sa.Column("language", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("title", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("url", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True),
        sa.Column(
            "item",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=True,
            comment="what tells it in its feed, null where it is of none",
        ),
        sa.Column("problems", sa.LargeBinary(), nullable=False, comment="what went wrong when it was understood"),
        sa.Column("content", sa.LargeBinary(), nullable=False, comment="the article: document, mentions, events"),
        sa.Column(
            "labelled",
            sa.LargeBinary(),
            nullable=True,
            comment="the document before lines that recur were marked, where there are any",
        ),
        sa.ForeignKeyConstraint(["file"], ["files.name"], name=op.f("fk_documents_file_files"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name=op.f("fk_documents_run_runs")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_documents")),
    )
    op.create_index(op.f("ix_documents_file"), "documents", ["file"], unique=False)
    op.create_index(op.f("ix_documents_fingerprint"), "documents", ["fingerprint"], unique=False)
    op.create_index(op.f("ix_documents_outlet"), "documents", ["outlet"], unique=False)
    op.create_index(op.f("ix_documents_window"), "documents", ["window"], unique=False)
    op.create_table(
        "pages",
        sa.Column("document", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("outlet", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("recurring", sa.LargeBinary(), nullable=False, comment="which of its lines are marked as recurring"),
        sa.Column("content", sa.LargeBinary(), nullable=False, comment="the lines that are counted"),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.name"], name=op.f("fk_pages_document_documents"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_pages")),
    )
    op.create_index(op.f("ix_pages_outlet"), "pages", ["outlet"], unique=False)


def downgrade() -> None:
    """Change them back."""
    op.drop_index(op.f("ix_pages_outlet"), table_name="pages")
    op.drop_table("pages")
    op.drop_index(op.f("ix_documents_window"), table_name="documents")
    op.drop_index(op.f("ix_documents_outlet"), table_name="documents")
    op.drop_index(op.f("ix_documents_fingerprint"), table_name="documents")
    op.drop_index(op.f("ix_documents_file"), table_name="documents")
    op.drop_table("documents")
    op.drop_index(op.f("ix_contents_digest"), table_name="contents")
    op.drop_table("contents")
    op.drop_index(op.f("ix_meetings_id"), table_name="meetings")
    op.drop_index(op.f("ix_meetings_date"), table_name="meetings")
    op.drop_table("meetings")
    op.drop_index(op.f("ix_files_path"), table_name="files")
    op.drop_index(op.f("ix_files_digest"), table_name="files")
    op.drop_table("files")
    op.drop_index(op.f("ix_entities_type"), table_name="entities")
    op.drop_index(op.f("ix_entities_plain"), table_name="entities")
    op.drop_index(op.f("ix_entities_longer"), table_name="entities")
    op.drop_index(op.f("ix_entities_local"), table_name="entities")
    op.drop_index(op.f("ix_entities_id"), table_name="entities")
    op.drop_table("entities")
    op.drop_table("conclusions")
    op.drop_table("windows")
    op.drop_table("vectors")
    op.drop_table("settings")
    op.drop_table("runs")
    op.drop_index(op.f("ix_results_version"), table_name="results")
    op.drop_table("results")
    op.drop_table("originals")
    op.drop_index(op.f("ix_name_pairs_other"), table_name="name_pairs")
    op.drop_table("name_pairs")
    op.drop_index(op.f("ix_name_keys_form"), table_name="name_keys")
    op.drop_table("name_keys")
    op.drop_table("leads")
    op.drop_table("imprints")
    op.drop_table("decisions")
    op.drop_index(op.f("ix_bearers_window"), table_name="bearers")
    op.drop_index(op.f("ix_bearers_local"), table_name="bearers")
    op.drop_table("bearers")
