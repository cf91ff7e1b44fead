"""Every form an account can be exported in: its name, the end of its files, and what it is for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """A form.

    Attributes:
        name: As users ask for it.
        suffix: What names of its files end in.
        media: Media type.
        told: What it is for, for the reader.
        tables: Whether it is a folder of tables, or a zip archive of them.
    """

    name: str
    suffix: str
    media: str
    told: str
    tables: bool = False


_ZIP = "application/zip"
#: Every form, in the order in which they are offered.
FORMS: dict[str, Form] = {
    form.name: form
    for form in (
        Form(
            "followthemoney",
            ".ftm.json",
            "application/x-ndjson",
            "FollowTheMoney entities, one a line: Aleph and its kin",
        ),
        Form("json-ld", ".jsonld", "application/ld+json", "linked data in the words of schema.org"),
        Form("csv", ".zip", _ZIP, "tables for spreadsheets, a folder or a zip archive", tables=True),
        Form("parquet", ".zip", _ZIP, "the same tables with types, for notebooks and databases", tables=True),
        Form("gexf", ".gexf", "application/gexf+xml", "the network of who met whom: Gephi"),
        Form("graphml", ".graphml", "application/graphml+xml", "the same network: Cytoscape, yEd, igraph, networkx"),
        Form("ics", ".ics", "text/calendar", "the meetings that have a day, as a calendar"),
        Form("json", ".json", "application/json", "the whole account"),
        Form("md", ".md", "text/markdown", "the brief in Markdown"),
        Form("html", ".html", "text/html", "the brief as one page"),
        Form("pdf", ".pdf", "application/pdf", "the brief on paper"),
    )
}
#: Their names.
FORMATS: tuple[str, ...] = tuple(FORMS)
#: Those that `briefs` makes.
BRIEFS = frozenset({"json", "md", "html", "pdf"})


def explained() -> str:
    """All forms as a table in Markdown, for the documentation."""
    rows = (f"| `{form.name}` | {form.told} | `{form.suffix}` | `{form.media}` |" for form in FORMS.values())
    return "\n".join(("| form | what it is for | file | media type |", "|---|---|---|---|", *rows))


__all__ = ["BRIEFS", "FORMATS", "FORMS", "Form", "explained"]
