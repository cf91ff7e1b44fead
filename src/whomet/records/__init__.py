"""The records that flow between the rooms: the vocabulary that every stage shares.

All are frozen dataclasses with slots and plain fields. Positions are offsets in Unicode code points, end
exclusive, into `Document.text`; a span of a record is always cut from that text unchanged. Dates are EDTF
level 0/1 strings (https://www.loc.gov/standards/datetime/), languages BCP 47 codes.

One article, from the inside to the outside: a `Document` is tiled by `Block`s and read as `Sentence`s; a
`Mention` is a stretch that names something; a `Referent` is what an article means by its mentions ("Lee",
"der Vorsitzende", "he" are one referent of that article); an event mention (`MeetingMention` ...) is what the
article reports about its referents. Across articles, referents become `Entity`s and event mentions become the
meetings, statements, figures and plans of an `Account`.
"""

from __future__ import annotations

from whomet.records.account import (
    Account,
    AccountStory,
    Citation,
    Contradiction,
    Figure,
    Meeting,
    Plan,
    Report,
    Statement,
)
from whomet.records.across import (
    Entity,
    EntityRole,
    Lineage,
    LinkReason,
    Origin,
    OriginKind,
    ReferentKey,
    Story,
)
from whomet.records.documents import (
    READ_KINDS,
    Block,
    BlockKind,
    Contact,
    DateSource,
    Document,
    Element,
    Problem,
    Sentence,
    Stamp,
    Version,
)
from whomet.records.events import (
    Article,
    Events,
    FactMention,
    FieldReading,
    FigureMention,
    Manner,
    MeetingMention,
    MeetingStatus,
    Passage,
    PlanMention,
    StatementMention,
    Topic,
)
from whomet.records.mentions import (
    AmountMention,
    EntityType,
    Mentions,
    NameMention,
    QuotationMention,
    Referent,
    RoleMention,
    TimeMention,
)

__all__ = [
    "READ_KINDS",
    "Account",
    "AccountStory",
    "AmountMention",
    "Article",
    "Block",
    "BlockKind",
    "Citation",
    "Contact",
    "Contradiction",
    "DateSource",
    "Document",
    "Element",
    "Entity",
    "EntityRole",
    "EntityType",
    "Events",
    "FactMention",
    "FieldReading",
    "Figure",
    "FigureMention",
    "Lineage",
    "LinkReason",
    "Manner",
    "Meeting",
    "MeetingMention",
    "MeetingStatus",
    "Mentions",
    "NameMention",
    "Origin",
    "OriginKind",
    "Passage",
    "Plan",
    "PlanMention",
    "Problem",
    "QuotationMention",
    "Referent",
    "ReferentKey",
    "Report",
    "RoleMention",
    "Sentence",
    "Stamp",
    "Statement",
    "StatementMention",
    "Story",
    "TimeMention",
    "Topic",
    "Version",
]
