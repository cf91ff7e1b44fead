"""The account as tables that join by their ids: what CSV and Parquet hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from whomet.exports.columns import Column, Row, Table, span, spanned
from whomet.exports.view import View
from whomet.records import Citation, Document, Lines, Meeting, Stamp

# --- small things that several tables say ----------------------------------------------------------------

_COUNTED = (
    Column("documents", "how many articles", "integer"),
    Column("independent_origins", "how many of them do not hang on one another", "integer"),
)
_CITED = (
    Column("document", "the article"),
    Column("start", "where the passage begins in its text, in code points", "integer"),
    Column("end", "where it ends, exclusive", "integer"),
    Column("text", "the passage"),
)
_PRINTED = (
    *_COUNTED,
    Column("outlets", "outlets that print it", "list"),
    Column("languages", "languages it is printed in", "list"),
)


def _printed(view: View, places: Sequence[Citation], lines: Lines) -> Row:
    files = sorted({place.document for place in places})
    languages = sorted({place.language for place in places if place.language})
    origins = len(lines) or len(view.voices.of_files(files))
    return len(files), origins, tuple(view.outlets(files)), tuple(languages)


def _cited(place: Citation | None) -> Row:
    return (place.document, place.start, place.end, place.text) if place else (None,) * 4


def _days(meeting: Meeting) -> Row:
    return span(meeting.date)


# --- documents -------------------------------------------------------------------------------------------


def _documents(view: View) -> Iterator[Row]:
    for document in view.account.documents:
        yield (
            document.file,
            view.title(document),
            document.outlet,
            document.agency,
            tuple(document.bylines),
            *span(document.published),
            *_clock(document.publication),
            document.published_from,
            document.update.value if document.update else None,
            document.section,
            document.url,
            tuple(document.languages),
            view.story.get(document.file),
            view.voices.voice(document.file),
            len(document.text),
            document.format,
            document.charset,
        )


def _clock(stamp: Stamp | None) -> Row:
    return (stamp.clock, stamp.zone) if stamp else (None, None)


DOCUMENTS = Table(
    "documents",
    "an article",
    (
        Column("document", "its file; other tables name articles by it"),
        Column("title", "its headline"),
        Column("outlet", "who published it, as it names itself"),
        Column("agency", "the wire agency credited"),
        Column("bylines", "its authors as printed", "list"),
        *spanned("published", "when it was published"),
        Column("published_clock", "time of day, where told"),
        Column("published_zone", "hours from UTC, where told", "number"),
        Column("published_from", "how the date was found: `metadata`, `text`, `peers` or `analyst`"),
        Column("updated", "when it was last changed, EDTF"),
        Column("section", "part of the outlet it stands in"),
        Column("url", "its address"),
        Column("languages", "languages of its body", "list"),
        Column("story", "the story it belongs to"),
        Column("line", "the article that stands for its line of reporting: the same line, the same origin"),
        Column("characters", "length of its text in code points", "integer"),
        Column("format", "what the file was taken for"),
        Column("charset", "how its bytes were decoded"),
    ),
    _documents,
)

# --- entities --------------------------------------------------------------------------------------------


def _entities(view: View) -> Iterator[Row]:
    for entity in view.account.entities:
        meetings = view.meetings_of.get(entity.id, [])
        files = view.files(entity)
        yield (
            entity.id,
            entity.type,
            entity.label,
            tuple(dict.fromkeys(form for _, forms in entity.names for form in forms)),
            tuple(view.roles(entity)),
            tuple(entity.same_as),
            view.wikidata(entity),
            sum(meeting.status == "held" for meeting in meetings),
            len(meetings),
            len(files),
            len(view.voices.of_files(files)),
            tuple(view.languages(files)),
        )


ENTITIES = Table(
    "entities",
    "a person, body or place",
    (
        Column("entity", "its id; other tables name it by this"),
        Column("type", "`person`, `organisation` or `place`"),
        Column("label", "its best name in the language asked for"),
        Column("names", "all names printed; by language in names", "list"),
        Column("roles", "persons: titles and offices with their body; cited in roles", "list"),
        Column("same_as", "addresses of the same entity elsewhere", "list"),
        Column("wikidata", "its id in Wikidata, where known"),
        Column("meetings_held", "meetings held that it stands in", "integer"),
        Column("meetings", "meetings of any status that it stands in", "integer"),
        *_COUNTED,
        Column("languages", "languages of these articles", "list"),
    ),
    _entities,
)


def _near(view: View) -> Iterator[Row]:
    for pair in view.account.near:
        left, right = view.label(pair.left), view.label(pair.right)
        yield pair.left, left, pair.right, right, round(pair.score, 3), pair.forbidden


NEAR = Table(
    "near",
    "two entities that were not taken for one and came close",
    (
        Column("left", "the one"),
        Column("left_label", "the same in words"),
        Column("right", "the other"),
        Column("right_label", "the same in words"),
        Column("score", "what speaks for one, less what speaks for two", "number"),
        Column("forbidden", "why they cannot be one whatever the score"),
    ),
    _near,
)


def _names(view: View) -> Iterator[Row]:
    for entity in view.account.entities:
        for language, forms in entity.names:
            for rank, form in enumerate(forms, 1):
                yield entity.id, entity.type, entity.label, language, rank, form


NAMES = Table(
    "names",
    "a name of an entity in a language",
    (
        Column("entity", "whose name it is"),
        Column("type", "`person`, `organisation` or `place`"),
        Column("label", "its best name in the language asked for"),
        Column("language", "BCP 47 code"),
        Column("rank", "1 for the fullest name in this language", "integer"),
        Column("name", "the name as printed, without endings"),
    ),
    _names,
)


def _roles(view: View) -> Iterator[Row]:
    for entity in view.account.entities:
        for role in entity.roles:
            for file, start, end in role.places:
                document = view.documents.get(file)
                text = document.text[start:end] if document else None
                body = view.label(role.organisation)
                yield entity.id, entity.label, role.role, role.organisation, body, file, start, end, text


ROLES = Table(
    "roles",
    "a title or office of a person, where it is printed",
    (
        Column("person", "who has it"),
        Column("person_label", "the same in words"),
        Column("role", "in English where a word is known, else as printed"),
        Column("organisation", "the body it is at"),
        Column("organisation_label", "the same in words"),
        *_CITED,
    ),
    _roles,
)

# --- meetings --------------------------------------------------------------------------------------------


def _meetings(view: View) -> Iterator[Row]:
    for meeting in view.account.meetings:
        published = [view.documents[file].published for file in meeting.documents if file in view.documents]
        yield (
            meeting.id,
            meeting.status,
            meeting.background,
            *_days(meeting),
            meeting.city,
            view.label(meeting.city),
            meeting.venue,
            meeting.host,
            view.label(meeting.host),
            meeting.manner,
            tuple(view.labels(meeting.principals)),
            tuple(view.labels(meeting.attendees)),
            tuple(view.labels(meeting.organisations)),
            tuple(topic.label for topic in meeting.topics),
            len(meeting.documents),
            meeting.independent_origins,
            tuple(view.outlets(meeting.documents)),
            tuple(view.languages(meeting.documents)),
            min(filter(None, published), default=None),
            tuple(found.field for found in meeting.contradictions),
            tuple(view.story_of(meeting)),
            *_cited(next(iter(meeting.evidence), None)),
        )


MEETINGS = Table(
    "meetings",
    "a meeting",
    (
        Column("meeting", "its id"),
        Column("status", "`held`, `planned`, `cancelled`, `denied` or `proposed`"),
        Column("background", "true for an earlier one that the articles look back on", "flag"),
        *spanned("date", "when, local date"),
        Column("city", "where, entity"),
        Column("city_label", "the same in words"),
        Column("venue", "where exactly, as printed"),
        Column("host", "who invited or received, entity"),
        Column("host_label", "the same in words"),
        Column("manner", "`in person`, `telephone`, `video` or `unknown`"),
        Column("principals", "the sides; by id in presences", "list"),
        Column("attendees", "who else was there; by id in presences", "list"),
        Column("organisations", "bodies that took part; by id in presences", "list"),
        Column("topics", "what it was about", "list"),
        *_COUNTED,
        Column("outlets", "outlets that report it", "list"),
        Column("languages", "languages it is reported in", "list"),
        Column("first_published", "when the first report was published, EDTF"),
        Column("disputed", "fields on which the articles disagree; the values in contradictions", "list"),
        Column("story", "the story that tells of it", "list"),
        *_CITED,
    ),
    _meetings,
)


def _presences(view: View) -> Iterator[Row]:
    for meeting in view.account.meetings:
        for one in view.presences(meeting):
            entity = view.entities.get(one.entity)
            told = (sum(map(len, one.lines)), len(one.lines)) if one.lines else (None, None)
            kind = entity.type if entity else None
            yield (
                *(meeting.id, one.entity, view.label(one.entity), kind, one.part, one.host, meeting.status),
                *_days(meeting),
                *told,
            )


PRESENCES = Table(
    "presences",
    "an entity in a meeting",
    (
        Column("meeting", "the meeting"),
        Column("entity", "who"),
        Column("label", "the same in words"),
        Column("type", "`person`, `organisation` or `place`"),
        Column("part", "`principal`, `attendee`, `organisation`, or `host` who is no other"),
        Column("host", "true where it is said to have invited or received", "flag"),
        Column("status", "of the meeting: only `held` took place"),
        *spanned("date", "when, local date"),
        Column("documents", "articles that give it this part; empty for bodies", "integer"),
        Column("independent_origins", "how many of them do not hang on one another", "integer"),
    ),
    _presences,
)


def _reports(view: View) -> Iterator[Row]:
    for meeting in view.account.meetings:
        for report in meeting.reports:
            document = view.documents.get(report.document)
            yield (
                meeting.id,
                report.document,
                *_source(document),
                view.voices.voice(report.document),
                report.status,
                *span(report.date),
                report.city,
                view.label(report.city),
                report.venue,
                report.host,
                view.label(report.host),
                tuple(view.labels(report.principals)),
                tuple(view.labels(report.attendees)),
                report.attributed,
                report.superseded,
            )


def _source(document: Document | None) -> Row:
    return (document.outlet, document.published, document.language) if document else (None, None, None)


_SOURCE = (
    Column("outlet", "who published it"),
    Column("published", "when it was published, EDTF"),
    Column("language", "its language"),
)

REPORTS = Table(
    "reports",
    "a meeting as one article tells it",
    (
        Column("meeting", "the meeting"),
        Column("document", "the article"),
        *_SOURCE,
        Column("line", "the article that stands for its line of reporting: the same line, the same origin"),
        Column("status", "`held`, `planned`, `cancelled`, `denied` or `proposed`"),
        *spanned("date", "when, as it tells"),
        Column("city", "where, entity"),
        Column("city_label", "the same in words"),
        Column("venue", "where exactly, as printed"),
        Column("host", "who invited or received, entity"),
        Column("host_label", "the same in words"),
        Column("principals", "the sides", "list"),
        Column("attendees", "who else was there", "list"),
        Column("attributed", "whom it names as its source"),
        Column("superseded", "the article whose correction it yields to"),
    ),
    _reports,
)

# --- statements, figures, plans --------------------------------------------------------------------------


def _statements(view: View) -> Iterator[Row]:
    for one in view.account.statements:
        told = _printed(view, one.places, one.lines)
        first = next(iter(one.places), None)
        yield one.id, one.speaker, view.label(one.speaker), one.direct, *told, *_cited(first)


STATEMENTS = Table(
    "statements",
    "something said; each print of it in evidence",
    (
        Column("statement", "its id"),
        Column("speaker", "who said it, entity"),
        Column("speaker_label", "the same in words"),
        Column("direct", "true where it is printed in quotation marks", "flag"),
        *_PRINTED,
        *_CITED,
    ),
    _statements,
)


def _figures(view: View) -> Iterator[Row]:
    for id_, one in view.figures:
        told = _printed(view, one.places, one.lines)
        first = next(iter(one.places), None)
        subject = view.label(one.subject)
        yield id_, one.subject, subject, one.what, one.amount, one.unit, one.period, *told, *_cited(first)


FIGURES = Table(
    "figures",
    "a quantity with its subject; each print of it in evidence",
    (
        Column("figure", "its id"),
        Column("subject", "whom or what it is about, entity"),
        Column("subject_label", "the same in words"),
        Column("what", "what is measured, words of the article"),
        Column("amount", "the plain number", "number"),
        Column("unit", "ISO 4217 currency, UCUM unit, `%` or `count`"),
        Column("period", "length of time it is spread over, ISO 8601"),
        *_PRINTED,
        *_CITED,
    ),
    _figures,
)


def _plans(view: View) -> Iterator[Row]:
    for id_, one in view.plans:
        told = _printed(view, one.places, one.lines)
        first = next(iter(one.places), None)
        yield id_, one.who, view.label(one.who), one.what, *span(one.when), *told, *_cited(first)


PLANS = Table(
    "plans",
    "something said to lie ahead; each print of it in evidence",
    (
        Column("plan", "its id"),
        Column("who", "who is to do it, entity"),
        Column("who_label", "the same in words"),
        Column("what", "what, in the words of an article"),
        *spanned("date", "when"),
        *_PRINTED,
        *_CITED,
    ),
    _plans,
)

# --- contradictions, origins, stories --------------------------------------------------------------------


def _contradictions(view: View) -> Iterator[Row]:
    for dispute in view.disputes:
        found = dispute.contradiction
        meeting = dispute.meeting.id if dispute.meeting else None
        for (value, files), lines in zip(found.values, dispute.lines, strict=True):
            yield (
                *(dispute.id, meeting, found.about, view.label(found.about), found.field, value, view.value(value)),
                *(len(files), len(lines), tuple(files), tuple(view.outlets(files))),
                *(tuple(file for file in found.torn if file in files), found.explanation, found.cause),
                found.accepted == value if found.accepted else None,
            )


CONTRADICTIONS = Table(
    "contradictions",
    "one value of a fact on which the articles disagree",
    (
        Column("contradiction", "its id, the same for all its values"),
        Column("meeting", "the meeting it is about"),
        Column("about", "the entity it is about, where it is no meeting"),
        Column("about_label", "the same in words"),
        Column("field", "on what they disagree"),
        Column("value", "the value: entity, EDTF date or text"),
        Column("value_label", "the same in words"),
        *_COUNTED,
        Column("files", "the articles that give it", "list"),
        Column("outlets", "their outlets", "list"),
        Column("torn", "those of them that give another value, too", "list"),
        Column("explanation", "why the values differ, where something tells"),
        Column("cause", "the same as a kind"),
        Column("accepted", "true for the value that an analyst took for right; empty until then", "flag"),
    ),
    _contradictions,
)


def _origins(view: View) -> Iterator[Row]:
    for origin in view.account.lineage.origins:
        source = view.documents.get(origin.source or "")
        for file in origin.targets:
            if file == origin.held_against and origin.source is None and len(origin.targets) > 1:
                continue  # it is what the others are held against
            yield (
                *(origin.kind, file, *_source(view.documents.get(file))[:2]),
                *(origin.source, *_source(source)[:2], origin.held_against),
                *(round(origin.shared, 3), sum(one.file == file for one in origin.taken), origin.directed_by),
                tuple(f"{reason} ({weight:.2f})" for reason, weight in origin.reasons),
            )


ORIGINS = Table(
    "origins",
    "an article that hangs on another",
    (
        Column("kind", "`copy`, `rewrite`, `translation` or `shared-release`"),
        Column("document", "the article that hangs on the other"),
        Column("outlet", "who published it"),
        Column("published", "when, EDTF"),
        Column("source", "the earlier article; empty where both hang on an unseen text, or nothing tells"),
        Column("source_outlet", "who published that"),
        Column("source_published", "when, EDTF"),
        Column("held_against", "the article it was compared with: the source, or another of the same release"),
        Column("shared", "share of the dependent text that is taken over, 0 to 1", "number"),
        Column("sentences", "how many sentences are taken over", "integer"),
        Column("directed_by", "what tells which one is earlier"),
        Column("reasons", "what was seen, and how strongly (0 to 1)", "list"),
    ),
    _origins,
)


def _stories(view: View) -> Iterator[Row]:
    for story in view.account.stories:
        files = story.documents
        days = sorted(filter(None, (view.documents[file].published for file in files if file in view.documents)))
        yield (
            *(story.id, story.title, days[0] if days else None, days[-1] if days else None),
            *(len(files), story.independent_origins, len(story.meetings)),
            *(tuple(view.outlets(files)), tuple(view.languages(files))),
        )


STORIES = Table(
    "stories",
    "articles about the same happenings",
    (
        Column("story", "its id; its articles in documents, its meetings in meetings"),
        Column("title", "a headline of it"),
        Column("first_published", "of its first article, EDTF"),
        Column("last_published", "of its last article, EDTF"),
        *_COUNTED,
        Column("meetings", "how many meetings it tells of", "integer"),
        Column("outlets", "outlets that print it", "list"),
        Column("languages", "languages it is printed in", "list"),
    ),
    _stories,
)

# --- evidence, decisions, problems -----------------------------------------------------------------------


def _proofs(view: View) -> Iterator[tuple[str, str, str | None, Iterable[Citation]]]:
    """What is proved, its kind, the value for contradictions, and the passages."""
    for meeting in view.account.meetings:
        yield meeting.id, "meeting", None, meeting.evidence
    for statement in view.account.statements:
        yield statement.id, "statement", None, statement.places
    for id_, figure in view.figures:
        yield id_, "figure", None, figure.places
    for id_, plan in view.plans:
        yield id_, "plan", None, plan.places
    for dispute in view.disputes:
        for (value, _), places in zip(dispute.contradiction.values, dispute.passages, strict=True):
            yield dispute.id, "contradiction", value, places


def _evidence(view: View) -> Iterator[Row]:
    for id_, kind, value, places in _proofs(view):
        for number, place in enumerate(places, 1):
            document = view.documents.get(place.document)
            yield (
                *(id_, kind, number, value, tuple(place.fields), *_cited(place)[:3]),
                *(place.language, *_source(document)[:2], document.url if document else None, place.text),
            )


EVIDENCE = Table(
    "evidence",
    "a passage that proves something",
    (
        Column("about", "id of the meeting, statement, figure, plan or contradiction"),
        Column("kind", "which of these it is"),
        Column("number", "1 for its first passage", "integer"),
        Column("value", "contradictions: the value that the passage gives"),
        Column("fields", "meetings: the fields that it proves", "list"),
        *_CITED[:3],
        Column("language", "of the passage"),
        Column("outlet", "who published the article"),
        Column("published", "when, EDTF"),
        Column("url", "its address"),
        Column("text", "the passage: characters `start` to `end` of the article"),
    ),
    _evidence,
)


def _decisions(view: View) -> Iterator[Row]:
    for standing in view.account.decisions:
        one = standing.decision
        yield (
            *(one.id, one.kind, standing.state, one.when, one.who, one.why),
            *(tuple(target.id for target in one.targets), tuple(target.label for target in one.targets)),
            *(tuple(id_ or "" for id_ in standing.ids), one.field, one.before, one.value),
            *(standing.because, tuple(standing.evidence)),
        )


DECISIONS = Table(
    "decisions",
    "what an analyst decided, in order of the log",
    (
        Column("decision", "its id"),
        Column("kind", "`merge`, `split`, `reject`, `accept`, `correct`, `rename`, `note` or `undo`"),
        Column("state", "`applied`, `undone`, `lost` or `conflict`"),
        Column("when", "ISO 8601, UTC"),
        Column("who", "who decided"),
        Column("why", "the reason in the analyst's words"),
        Column("targets", "ids of what it is about, as they were then", "list"),
        Column("target_labels", "the same in words", "list"),
        Column("ids", "the ids of the targets now, in their order; empty for one that is lost", "list"),
        Column("field", "corrections: the field"),
        Column("before", "what it said before"),
        Column("value", "the new value, the new name or the note"),
        Column("because", "what speaks against it, where it is lost or in conflict"),
        Column("evidence", "the articles that do", "list"),
    ),
    _decisions,
)


def _problems(view: View) -> Iterator[Row]:
    for problem in view.account.problems:
        yield problem.file, problem.problem


PROBLEMS = Table(
    "problems",
    "what could not be read",
    (Column("file", "the file"), Column("problem", "what is wrong and what to do")),
    _problems,
)

#: All tables, in the order of their files in an archive.
TABLES: tuple[Table, ...] = (
    DOCUMENTS,
    ENTITIES,
    NAMES,
    ROLES,
    NEAR,
    MEETINGS,
    PRESENCES,
    REPORTS,
    STATEMENTS,
    FIGURES,
    PLANS,
    CONTRADICTIONS,
    ORIGINS,
    STORIES,
    EVIDENCE,
    DECISIONS,
    PROBLEMS,
)


def explained() -> str:
    """All tables and their columns as Markdown, for the documentation."""
    parts = []
    for table in TABLES:
        rows = [f"| `{column.name}` | {column.kind} | {column.told} |" for column in table.columns]
        parts += [f"#### {table.name}", "", f"A row is {table.told}.", "", "| column | type | what it holds |"]
        parts += ["|---|---|---|", *rows, ""]
    return "\n".join(parts).rstrip()


__all__ = ["TABLES", "explained"]
