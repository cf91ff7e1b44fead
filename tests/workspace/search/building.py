"""A workspace whose documents and conclusions are made by hand, and an encoder that knows what a few words mean."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import count

import numpy as np
from sqlalchemy import Integer, LargeBinary, delete, insert

from whomet.records import (
    Account,
    AccountStory,
    Article,
    Block,
    Citation,
    Document,
    Entity,
    Lineage,
    Meeting,
    Mentions,
    NameMention,
    Referent,
    Sentence,
)
from whomet.workspace import codec, schema
from whomet.workspace.search import Searcher

_RUNS = count(1)


class MeaningEncoder:
    """Words of one line below mean the same; all others mean what they are."""

    name = "meanings"
    dimensions = 128
    same = (
        {"met", "meeting", "traf", "treffen", "만났다", "회동", "会談した", "会谈", "พบ", "اجتماع", "встретился"},
        {"tower", "turm", "타워", "塔", "башня"},
        {"denied", "bestritt", "부인했다"},
    )

    def encode(self, texts):
        rows = np.stack([self._one(text) for text in texts]) if len(texts) else np.zeros((0, self.dimensions))
        return rows.astype(np.float32)

    def _one(self, text):
        found = sum((self._word(word) for word in text.lower().strip(".").split()), np.zeros(self.dimensions))
        return found / max(np.linalg.norm(found), 1e-9)

    def _word(self, word):
        known = next((number for number, group in enumerate(self.same) if any(one in word for one in group)), None)
        seed = f"meaning {known}" if known is not None else word
        draw = np.random.default_rng(int(hashlib.md5(seed.encode()).hexdigest()[:8], 16))
        return draw.normal(size=self.dimensions) * (3 if known is not None else 1)


def article(file, *sentences, language="en", outlet=None, published=None, kind="body", names=()):
    """An article; `names` are (sentence, name, referent) and make a referent each."""
    text = "\n".join(sentences)
    starts = [sum(len(one) + 1 for one in sentences[:at]) for at in range(len(sentences))]
    found = tuple(
        Sentence(one, ((start, start + len(one)),), 0, kind, language, at)
        for at, (one, start) in enumerate(zip(sentences, starts, strict=True))
    )
    mentions, referents = [], {}
    for sentence, name, referent in names:
        start = starts[sentence] + sentences[sentence].index(name)
        mentions.append(
            NameMention(start, start + len(name), name, "person", sentence, language, name, referents=(referent,))
        )
        referents.setdefault(referent, []).append(len(mentions) - 1)
    meant = tuple(
        Referent("person", "someone", (), tuple(referents.get(number, ())))
        for number in range(max(referents, default=-1) + 1)
    )
    document = Document(
        file,
        text,
        blocks=(Block(0, len(text), kind, language),),
        sentences=found,
        outlet=outlet,
        published=published,
        languages=(language,),
    )
    return Article(document, Mentions(names=tuple(mentions), referents=meant))


def entity(id_, referents, **names):
    """An entity with names by language."""
    return Entity(
        id_, id_.split(":")[0], id_, tuple((code, tuple(forms)) for code, forms in names.items()), tuple(referents)
    )


def meeting(id_, *cited, status="held", date=None):
    """A meeting that rests on whole sentences: (article, number of the sentence)."""
    evidence = tuple(
        Citation(each.document.file, each.document.sentences[at].start, each.document.sentences[at].end, "")
        for each, at in cited
    )
    files = tuple(dict.fromkeys(each.document.file for each, _ in cited))
    return Meeting(
        id_, status, False, (), (), (), date, None, None, None, "unknown", (), files, 1, (), (), evidence
    )  # fmt: skip


def fill(database, articles, entities=(), meetings=(), stories=(), window="w"):
    """Enter articles and what is concluded from them, as a run does; what was there goes."""
    account = Account((), entities, meetings, (), (), (), (), Lineage(), stories)
    with database.write() as connection:
        for table in (schema.documents, schema.files, schema.windows, schema.runs):
            connection.execute(delete(table))
        run = next(_RUNS)
        _enter(connection, schema.runs, id=run)
        for each in articles:
            document = each.document
            _enter(connection, schema.files, name=document.file, run=run)
            _enter(
                connection,
                schema.documents,
                name=document.file,
                file=document.file,
                run=run,
                window=window,
                outlet=document.outlet,
                published=document.published,
                language=document.language,
                title=document.file,
                fingerprint=hashlib.sha256(document.text.encode()).hexdigest(),
                understanding=codec.digest(each),
                content=codec.pack(each),
            )
        if articles:
            print_ = codec.digest(account, [each.document.file for each in articles])
            _enter(connection, schema.windows, id=window, digest=print_)
            _enter(connection, schema.conclusions, window=window, language="en", content=codec.pack(account))
        for one in entities if articles else ():
            _enter(connection, schema.entities, window=window, local=one.id, id=one.id, type=one.type, label=one.label)
        for one in meetings if articles else ():
            _enter(
                connection,
                schema.meetings,
                window=window,
                id=one.id,
                status=one.status,
                date=one.date,
                background=False,
            )


def _enter(connection, table, **values):
    """Insert a row; what is not told is empty."""
    for column in table.columns:
        if column.name not in values and not column.nullable:
            empty = b"" if isinstance(column.type, LargeBinary) else 0 if isinstance(column.type, Integer) else ""
            values[column.name] = empty
    connection.execute(insert(table).values(**values))


def searcher(database, encoder=None):
    """What searches it."""
    return Searcher(database, encoder or MeaningEncoder())


def story(id_, *articles):
    """A story of some articles."""
    return AccountStory(id_, id_, tuple(each.document.file for each in articles), (), 1)


def found(hits):
    """Document and text of hits."""
    return [(hit.document, hit.text) for hit in hits]


def with_injected(each, number, words):
    """The article with words that are not its own inside a sentence."""
    document = each.document
    sentence = document.sentences[number]
    middle = sentence.start + len(sentence.text) // 2
    text = document.text[:middle] + words + document.text[middle:]
    pieces = ((sentence.start, middle), (middle + len(words), sentence.end + len(words)))
    cut = replace(sentence, pieces=pieces)
    return replace(
        each,
        document=replace(
            document,
            text=text,
            blocks=(Block(0, len(text), "body", document.language),),
            injected=(Block(middle, middle + len(words), "injected"),),
            sentences=(*document.sentences[:number], cut),
        ),
    )
