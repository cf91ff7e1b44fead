"""Accounts: one cited account from what many articles report.

1. view         event mentions in entity ids                     who is meant, across articles
2. meetings     which reports tell of the same meeting           clusters of reports
3. support, choosing, fields      every value with its lines     which one holds
   clashes, explanations          what excludes what, and why
4. corrections  which values of which files yield to a note
5. statements, figures, plans                                    the same, once each, wherever printed
6. amounts, facts, plans, roles, wording                         what outside meetings cannot all be true
"""

from __future__ import annotations

from collections.abc import Sequence

from whomet.accounts.amounts import contradictions_of_figures
from whomet.accounts.corrections import superseded
from whomet.accounts.facts import contradictions_of_facts
from whomet.accounts.figures import gather_figures
from whomet.accounts.forced import FREE, Forced, ReportRef
from whomet.accounts.meetings import gather_meetings
from whomet.accounts.plans import contradictions_of_plans, gather_plans
from whomet.accounts.roles import contradictions_of_roles
from whomet.accounts.statements import gather_statements
from whomet.accounts.view import View
from whomet.accounts.wording import contradictions_of_wording
from whomet.embedding import Encoder
from whomet.records import Account, AccountStory, Article, Entity, Lineage, Meeting, Problem, Story

__all__ = ["FREE", "Forced", "ReportRef", "reconcile"]


def reconcile(
    articles: Sequence[Article],
    entities: Sequence[Entity],
    lineage: Lineage,
    stories: Sequence[Story],
    encoder: Encoder,
    problems: Sequence[Problem] = (),
    language: str = "en",
    forced: Forced = FREE,
) -> Account:
    """Conclude one account from all that the articles report.

    Args:
        articles: The articles with their mentions and event mentions; their order does not matter.
        entities: Who and what the articles' referents are.
        lineage: Which article depends on which.
        stories: Which articles are about the same happenings.
        encoder: Sentence vectors, to align what is said in several languages.
        problems: What could not be read.
        language: BCP 47 code of the language that the reader wants to see first.
        forced: Which reports tell of one meeting, of two or of none, whatever the evidence says.

    Returns:
        The account, the same for any order of the articles.
    """
    articles = sorted(articles, key=lambda article: article.document.file)
    view = View(articles, entities, lineage, stories, language)
    meetings = gather_meetings(view, forced)
    corrected = superseded(view)
    plans, statements = gather_plans(view, encoder, corrected), gather_statements(view, encoder, corrected)
    contradictions = (
        *contradictions_of_facts(view, encoder, corrected),
        *contradictions_of_figures(view, statements, encoder, corrected),
        *contradictions_of_plans(view, plans, encoder, corrected),
        *contradictions_of_roles(view, corrected),
        *contradictions_of_wording(view, statements, corrected),
    )
    return Account(
        documents=tuple(article.document for article in articles),
        entities=tuple(sorted(entities, key=lambda entity: entity.id)),
        meetings=meetings,
        statements=statements,
        figures=gather_figures(view, corrected),
        plans=plans,
        contradictions=contradictions,
        lineage=lineage,
        stories=_told(stories, meetings, view),
        problems=tuple(problems),
    )


def _told(stories: Sequence[Story], meetings: Sequence[Meeting], view: View) -> tuple[AccountStory, ...]:
    """The stories with their meetings, in order of their documents."""
    told: dict[str, list[str]] = {}
    for meeting in meetings:
        for story in sorted({view.story(file) for file in meeting.documents}):
            told.setdefault(story, []).append(meeting.id)
    return tuple(
        AccountStory(
            id=story.id,
            title=story.title,
            documents=story.documents,
            meetings=tuple(told.get(story.id, ())),
            independent_origins=view.voices(story.documents),
        )
        for story in sorted(stories, key=lambda story: story.documents)
    )
