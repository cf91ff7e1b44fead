"""Small articles made by hand, so that the room is tested without the rooms before it."""

from __future__ import annotations

import hashlib

import numpy as np

from whomet import accounts
from whomet.records import (
    Article,
    Block,
    Document,
    Entity,
    Events,
    Lineage,
    MeetingMention,
    Mentions,
    Passage,
    Referent,
    Sentence,
    Story,
)

#: Everybody and everything that the tests speak of; a referent's index is its place in this list.
CAST = [
    ("person:ada-brook", "person"),
    ("person:ben-cole", "person"),
    ("person:cem-dal", "person"),
    ("person:dora-eck", "person"),
    ("organisation:foss", "organisation"),
    ("place:graz", "place"),
    ("place:hanau", "place"),
]
ADA, BEN, CEM, DORA, FOSS, GRAZ, HANAU = range(len(CAST))


class WordEncoder:
    """Vectors from hashed words: enough to tell equal from different."""

    name = "words"
    dimensions = 4096

    def encode(self, texts):
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().split():
                row[int(hashlib.md5(word.encode()).hexdigest(), 16) % self.dimensions] += 1
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def meeting(*principals, status="held", **fields):
    """A meeting mention whose evidence is the first ten characters."""
    evidence = fields.pop("evidence", (Passage(0, 10, ("principals",)),))
    return MeetingMention(status, tuple(principals), evidence, **fields)


def article(file, *meetings, language="en", text=None, employers=(), published=None, unknown=(), **events):
    """An article of one body block that knows the whole cast; employers are pairs of a person and a body.

    Of the cast's places those in `unknown` are in no gazetteer.
    """
    text = text or f"{file} tells what was told to it by others."
    document = Document(
        file,
        text,
        blocks=(Block(0, len(text), "body", language),),
        sentences=(Sentence(text, ((0, len(text)),), 0, "body", language),),
        languages=(language,),
        published=published,
    )
    bodies = dict(employers)
    referents = tuple(
        Referent(
            kind,
            id_,
            (("en", id_),),
            (),
            employer=bodies.get(index),
            geonames=index if kind == "place" and index not in unknown else None,
        )
        for index, (id_, kind) in enumerate(CAST)
    )
    return Article(document, Mentions(referents=referents), Events(meetings=tuple(meetings), **events))


def reconciled(*articles, voices=(), stories=None, origins=()):
    """The account of some articles of one story."""
    files = tuple(sorted(a.document.file for a in articles))
    entities = [
        Entity(id_, kind, id_, (("en", (id_,)),), tuple((file, i) for file in files))
        for i, (id_, kind) in enumerate(CAST)
    ]
    lineage = Lineage(tuple(origins), tuple(voices))
    stories = stories if stories is not None else (Story("story:1", "Told", files),)
    return accounts.reconcile(articles, entities, lineage, stories, WordEncoder())
