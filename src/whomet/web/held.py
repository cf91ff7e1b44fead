"""The account as it is now: concluded once, and again when the workspace says that something changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from threading import Lock
from typing import Protocol
from weakref import WeakKeyDictionary

from whomet.briefs.masking import masked
from whomet.linking.units import script
from whomet.records import Account, Article, Entity
from whomet.web.dossiers import Dossiers
from whomet.web.view import View

#: The language that accounts are kept in: nothing has to be concluded to show them.
KEPT = "en"


class Kept(Protocol):
    """What the page needs of a workspace to read in it."""

    def account(self, language: str = "en") -> Account:
        """The account of all that is in it."""
        ...

    def article(self, file: str) -> Article | None:
        """An article by the name of its file."""
        ...

    def revision(self) -> str:
        """What changes whenever something changed."""
        ...


class Held:
    """The account of a workspace, with what pages look up in it.

    Args:
        workspace: Where it comes from; another process may write to it meanwhile.
        contacts: Show e-mail addresses, telephone and account numbers, which are masked else.
    """

    def __init__(self, workspace: Kept, contacts: bool = False) -> None:
        self.workspace = workspace
        self._contacts = contacts
        self._lock = Lock()
        self._revision = ""
        self._account: Account | None = None
        self._views: dict[str, View] = {}
        self._dossiers: WeakKeyDictionary[View, Dossiers] = WeakKeyDictionary()

    def view(self, language: str) -> View:
        """What pages in a language look up.

        Args:
            language: BCP 47 code; names are those printed in it where there are any.
        """
        with self._lock:
            revision = self.workspace.revision()
            if self._account is None or revision != self._revision:
                account = self.workspace.account(KEPT)
                self._account = account if self._contacts else masked(account)
                self._revision, self._views = revision, {}
            if language not in self._views:
                self._views[language] = View(named(self._account, language), language, revision)
            return self._views[language]

    def dossiers(self, view: View) -> Dossiers:
        """What is known of the entities of a view, looked up once."""
        with self._lock:
            if view not in self._dossiers:
                self._dossiers[view] = Dossiers(view)
            return self._dossiers[view]


def named(account: Account, language: str) -> Account:
    """The account with its entities called as articles in a language call them.

    Args:
        account: With labels in `KEPT`.
        language: BCP 47 code.

    Returns:
        The account with other labels; those that an analyst chose stay.
    """
    code = language.partition("-")[0]
    if code == KEPT:
        return account
    chosen = {
        id_
        for standing in account.decisions
        if standing.decision.kind == "rename" and standing.state in {"applied", "conflict"}
        for id_ in standing.ids
    }
    written = Counter(script(form) for entity in account.entities for form in _forms(entity, code))
    usual = max(sorted(written), key=written.__getitem__, default="")
    entities = tuple(
        entity if entity.id in chosen else replace(entity, label=_called(entity, code, usual))
        for entity in account.entities
    )
    return replace(account, entities=entities)


def _forms(entity: Entity, code: str) -> list[str]:
    """The names of an entity in a language, fullest first."""
    return [form for language, printed in entity.names if language.partition("-")[0] == code for form in printed]


def _called(entity: Entity, code: str, usual: str) -> str:
    """The best name in a language, in the script that names in it usually have; else the label.

    The first of a person is the full name; the longest of a body says most; the shortest of a place has no ending.
    """
    forms = _forms(entity, code)
    own = [form for form in forms if script(form) == usual] or forms
    if not own:
        return entity.label
    if entity.type == "person":
        return own[0]
    return max(own, key=len) if entity.type == "organisation" else min(own, key=len)


__all__ = ["KEPT", "Held", "Kept", "named"]
