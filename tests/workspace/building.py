"""Synthetic coverage, and workspaces that are quick to fill."""

from __future__ import annotations

from tests.fakes import fake_models
from whomet import files, pipeline
from whomet.workspace import Workspace

TOWNS = ["Graz", "Linz", "Porto", "Turku", "Bergen", "Ghent", "Malmo", "Trieste"]
NAMES = ["Ada Brook", "Ben Cole", "Ida Noor", "Odile Farrow", "Rein Saluveer", "Tamsin Orde", "Ugo Pell", "Vera Lund"]
BOX = "Harbour Post, the paper of the piers and of all who sail, edition"


def article(number, outlet=0):
    """A short article; those of an outlet end with the same line."""
    who, whom = NAMES[number % 8], NAMES[(number * 3 + 1) % 8]
    town = TOWNS[number % 7]
    return (
        f"{who} visits {town} for talks number {number}\n\n"
        f"https://www.post{outlet}.example/news/{number}\n\n"
        f"{who} met {whom} in {town} on {number % 27 + 1} May 2031 to talk about pier {number}.\n\n"
        f"The keeper of house {number * 7} in {town} was glad about the {number}th visit of {who} this year.\n\n"
        f"{BOX} {outlet}\n"
    )


def page(number, outlet=0):
    """The same as a page of an outlet's."""
    title, _, *paragraphs = article(number, outlet).rstrip("\n").split("\n\n")
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<html><head><title>{title}</title><meta property="og:url" content="https://www.post{outlet}.example/{number}">'
        f'<link rel="canonical" href="https://www.post{outlet}.example/{number}"></head>'
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )


def feed(*items):
    """A feed of (number, text) pairs, the newest first as given."""
    entries = "".join(
        f"<item><title>Talks {number}</title><link>https://feed.example/{number}</link>"
        f'<guid isPermaLink="false">id-{number}</guid>'
        f"<pubDate>Mon, {number % 27 + 1:02} May 2031 09:00:00 +0000</pubDate>"
        f"<description>{text}</description></item>"
        for number, text in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Post</title>{entries}</channel></rss>'


def write(folder, texts):
    """Write files by name."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def opened(where, **more):
    """A workspace with models that answer at once."""
    return Workspace.open(where, models=fake_models(), **more)


def brief(folder, language="en"):
    """The account that a workspace of that folder has to have."""
    found, problems = files.find([folder])
    return pipeline.brief(found, language, fake_models(), problems)


def documents_of(workspace):
    """The documents of a workspace by name."""
    return {document.file: document for document in workspace.account().documents}
