"""Who is one across windows: entities of windows, linked by their cards, and the ids that they have in the workspace.

Only families of names that a run touched are solved again, each from all of its cards, so that what comes out hangs on
the documents and decisions alone. Which names are alike is worked out once for every name that comes in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from whomet.embedding import Encoder
from whomet.linking import Card, Joined, across
from whomet.records import EntityType, LinkReason, ReferentKey
from whomet.workspace import codec
from whomet.workspace.cache import BLOCK
from whomet.workspace.schema import bearers, entities, name_keys, name_pairs, settings
from whomet.workspace.windows import Groups

Place: TypeAlias = tuple[str, str]
"""(window, id of an entity in it)."""

#: Name of the setting that keeps the decisions that were taken into account.
DECIDED = "decisions across windows"
#: Language of the labels that entities are listed with.
LANGUAGE = "en"
#: What stands for the name of an entity without one: the names of no two are alike.
_NAMELESS = ":unnamed"


@dataclass(frozen=True, slots=True)
class Told:
    """What the user told of entities of different windows.

    Attributes:
        together: Pairs that are one, whatever the evidence says.
        apart: Pairs that are two.
    """

    together: tuple[tuple[Place, Place], ...] = ()
    apart: tuple[tuple[Place, Place], ...] = ()


NOTHING = Told()


@dataclass
class Touched:
    """What a run changed of what windows speak of.

    Attributes:
        gone: Entities of windows that are no more, or have another card now.
        came: Those that are new, or have another card now.
        ids: Ids that others may have now.
    """

    gone: set[Place] = field(default_factory=set)
    came: set[Place] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)


def enter(
    connection: Connection, window: str, cards: Sequence[Card], rows: Sequence[Mapping[str, Any]], touched: Touched
) -> None:
    """Enter what a window was concluded to speak of; who of it is one with others is told by `cross`.

    Args:
        connection: That of a run.
        window: The window.
        cards: Of its entities.
        rows: What else the table of entities holds of each.
        touched: What is told of in another way than before is added.
    """
    now = {card.local: (codec.encode(card), card, row) for card, row in zip(cards, rows, strict=True)}
    columns = [entities.c.local, entities.c.card, entities.c.documents, entities.c.plain, entities.c.longer]
    there = set()
    for row in connection.execute(select(*columns).where(entities.c.window == window)).all():
        if row.local in now and (bytes(row.card), row.documents) == (now[row.local][0], now[row.local][2]["documents"]):
            there.add(row.local)
        else:
            touched.gone.add((window, row.local))
            touched.ids |= {row.plain, row.longer} - {""}
    for block in _blocks(local for place, local in touched.gone if place == window):
        connection.execute(delete(entities).where(entities.c.window == window, entities.c.local.in_(block)))
    rest = {"cluster": "", "plain": "", "longer": "", "why": codec.encode(())}
    found = [
        {**row, **rest, "card": content, "first": _first(card)}
        for local, (content, card, row) in now.items()
        if local not in there
    ]
    if found:
        connection.execute(insert(entities), found)
    touched.came |= {(window, row["local"]) for row in found}


def enter_alone(connection: Connection, window: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Enter what the only window was concluded to speak of: nothing has to be linked, ids are those of the window.

    Args:
        connection: That of a run.
        window: The window.
        rows: What the table of entities holds of each.
    """
    connection.execute(delete(entities).where(entities.c.window == window))
    rest = {"cluster": "", "plain": "", "longer": "", "why": codec.encode(()), "card": b"", "first": ""}
    if rows:
        connection.execute(insert(entities), [{**row, **rest} for row in rows])


def leave(connection: Connection, windows: Iterable[str], touched: Touched) -> None:
    """Let go of what some windows speak of.

    Args:
        connection: That of a run.
        windows: Those that are no more.
        touched: What is gone is added.
    """
    columns = [entities.c.window, entities.c.local, entities.c.plain, entities.c.longer]
    for row in _in(connection, entities, columns, entities.c.window, windows):
        touched.gone.add((row.window, row.local))
        touched.ids |= {row.plain, row.longer} - {""}
    for block in _blocks(windows):
        connection.execute(delete(entities).where(entities.c.window.in_(block)))


def forget(connection: Connection) -> None:
    """Let go of all that is kept about names: a workspace of one window needs none."""
    for table in (bearers, name_keys, name_pairs):
        connection.execute(delete(table))
    connection.execute(delete(settings).where(settings.c.name == DECIDED))


def cross(connection: Connection, encoder: Encoder, touched: Touched, told: Told = NOTHING) -> None:
    """Find out who of some windows is one with whom of others, and give all of them their ids.

    Args:
        connection: That of a run.
        encoder: Compares what is left of names of bodies whose beginnings sound alike.
        touched: What the run changed.
        told: What the user told of entities of different windows.
    """
    before = connection.execute(select(settings.c.value).where(settings.c.name == DECIDED)).scalar_one_or_none()
    former = codec.decode(bytes(before), Told) if before else NOTHING
    ids = set(touched.ids)
    for type_ in _TYPES:
        ids |= _Crossing(connection, encoder, type_, told).run(touched, former)
    _give(connection, ids)
    content = codec.encode(told)
    own = settings.c.name == DECIDED
    if not connection.execute(update(settings).where(own).values(value=content)).rowcount:
        connection.execute(insert(settings).values(name=DECIDED, value=content))


_TYPES: tuple[EntityType, ...] = ("place", "organisation", "person")


def _first(card: Card) -> str:
    """What sorts cards as text as `Card.first` does."""
    published, text, index = card.first
    return f"{published} {text} {index:06}"


def _blocks(values: Iterable[str]) -> Iterator[list[str]]:
    """Values in such numbers as a database takes at once."""
    ordered = sorted(set(values))
    yield from (ordered[begin : begin + BLOCK] for begin in range(0, len(ordered), BLOCK))


def _in(
    connection: Connection, table: Table, columns: Sequence[Any], key: Any, wanted: Iterable[str], *also: Any
) -> list[Any]:
    """Rows of which a column has one of many values."""
    rows: list[Any] = []
    for block in _blocks(wanted):
        rows += connection.execute(select(*columns).select_from(table).where(key.in_(block), *also)).all()
    return rows


class _Crossing:
    """One type of entities, in one run."""

    def __init__(self, connection: Connection, encoder: Encoder, type_: EntityType, told: Told) -> None:
        self._connection, self._encoder, self._type, self._told = connection, encoder, type_, told
        self._bound: dict[str, set[str]] = {}

    def run(self, changed: Touched, former: Told) -> set[str]:
        """Do it; the ids that have to be given afresh."""
        gone, came = self._gone(changed.gone), self._came(changed.came)
        touched = self._names(gone, came) | self._decided(former)
        joined: list[Joined] = []
        for family in self._families(touched):
            cards = self._cards(family)
            joined += across.resolve(cards, self._encoder, *self._pairs(cards))
        return self._keep(joined)

    def _bearing(self, columns: Sequence[str], key: str, wanted: Iterable[str]) -> list[Any]:
        found = [bearers.c[column] for column in columns]
        return _in(self._connection, bearers, found, bearers.c[key], wanted, bearers.c.type == self._type)

    def _alike(self, forms: Iterable[str]) -> list[Any]:
        columns = [name_pairs.c.one, name_pairs.c.other]
        return _in(self._connection, name_pairs, columns, name_pairs.c.one, forms, name_pairs.c.type == self._type)

    def _keyed(self, key: str, wanted: Iterable[str]) -> list[Any]:
        columns = [name_keys.c.key, name_keys.c.form]
        return _in(self._connection, name_keys, columns, name_keys.c[key], wanted, name_keys.c.type == self._type)

    # --- names -----------------------------------------------------------------------------------------

    def _gone(self, places: Collection[Place]) -> set[str]:
        """Let go of the names of some entities; those names."""
        own = [place for place in places if place[1].startswith(f"{self._type}:")]
        rows = self._bearing(["form", "window", "local"], "local", {local for _, local in own})
        borne = [row for row in rows if (row.window, row.local) in places]
        if borne:
            self._connection.execute(
                delete(bearers).where(
                    bearers.c.type == self._type,
                    bearers.c.form == bindparam("of_form"),
                    bearers.c.window == bindparam("in_window"),
                    bearers.c.local == bindparam("is_local"),
                ),
                [{"of_form": row.form, "in_window": row.window, "is_local": row.local} for row in borne],
            )
        return {row.form for row in borne}

    def _came(self, places: Collection[Place]) -> set[str]:
        """Enter the names of some entities; those names."""
        borne = [
            {"type": self._type, "form": form, "window": card.group, "local": card.local}
            for card in self._cards([place for place in places if place[1].startswith(f"{self._type}:")])
            for form in card.forms or (f"{_NAMELESS} {card.group} {card.local}",)
        ]
        if borne:
            self._connection.execute(insert(bearers), borne)
        return {row["form"] for row in borne}

    def _names(self, gone: set[str], came: set[str]) -> set[str]:
        """Keep which names are alike; the names that were touched."""
        lost = gone - {row.form for row in self._bearing(["form"], "form", gone)}
        around = {row.other for row in self._alike(lost)}
        for block in _blocks(lost):
            for column in (name_keys.c.form, name_pairs.c.one, name_pairs.c.other):
                own = column.table.c.type == self._type
                self._connection.execute(delete(column.table).where(column.in_(block), own))
        known = {row.form for row in self._keyed("form", came)}
        self._enter_names(sorted(came - known))
        return (gone | came | around) - lost

    def _enter_names(self, new: Sequence[str]) -> None:
        keyed = {form: across.name_keys(self._type, form) for form in new}
        rows = [{"type": self._type, "key": key, "form": form} for form in new for key in keyed[form]]
        if not rows:
            return
        self._connection.execute(insert(name_keys), rows)
        under: dict[str, list[str]] = {}
        for row in self._keyed("key", {row["key"] for row in rows}):
            under.setdefault(row.key, []).append(row.form)
        pairs = {(min(x, y), max(x, y)) for x in new for key in keyed[x] for y in under[key] if x != y}
        across.prepare(self._type, pairs)
        alike = [pair for pair in sorted(pairs) if across.names_alike(self._type, *pair)]
        if alike:
            both = [*alike, *((other, one) for one, other in alike)]
            values = [{"type": self._type, "one": one, "other": other} for one, other in both]
            self._connection.execute(insert(name_pairs), values)

    def _decided(self, former: Told) -> set[str]:
        """Names of those about whom the user told something else before; and whose names hang together by that."""
        for pair in self._told.together:
            one, other = (self._forms_of(place) for place in pair)
            for form in one:
                self._bound.setdefault(form, set()).update(other)
            for form in other:
                self._bound.setdefault(form, set()).update(one)
        now = {*self._told.together, *self._told.apart}
        changed = now ^ {*former.together, *former.apart}
        return {form for pair in changed for place in pair for form in self._forms_of(place)}

    def _forms_of(self, place: Place) -> set[str]:
        return {row.form for row in self._bearing(["form", "window"], "local", [place[1]]) if row.window == place[0]}

    # --- families --------------------------------------------------------------------------------------

    def _families(self, touched: set[str]) -> list[list[Place]]:
        """All entities whose names hang together with some names, family by family."""
        groups: Groups[str] = Groups(())
        who: dict[str, set[Place]] = {}
        seen: set[str] = set()
        todo = set(touched)
        while todo:
            seen |= todo
            links = [(row.one, row.other) for row in self._alike(todo)]
            links += [(form, other) for form in todo for other in self._bound.get(form, ())]
            borne = [
                (row.form, (row.window, row.local)) for row in self._bearing(["form", "window", "local"], "form", todo)
            ]
            places = {place: form for form, place in borne}
            for row in self._bearing(["form", "window", "local"], "local", {local for _, local in places}):
                if (row.window, row.local) in places:
                    links.append((places[row.window, row.local], row.form))
            for form, place in borne:
                who.setdefault(form, set()).add(place)
            for one, other in links:
                groups.put(one)
                groups.put(other)
                groups.join(one, other)
            todo = {other for _, other in links} - seen
        for form in who:
            groups.put(form)
        found = ({place for form in group for place in who.get(form, ())} for group in groups.all())
        return [sorted(family) for family in found if family]

    def _cards(self, family: Collection[Place]) -> list[Card]:
        """The cards of some entities."""
        wanted = set(family)
        columns = [entities.c.window, entities.c.local, entities.c.card]
        rows = _in(self._connection, entities, columns, entities.c.local, {local for _, local in family})
        return [codec.decode(bytes(row.card), Card) for row in rows if (row.window, row.local) in wanted]

    def _pairs(self, cards: Iterable[Card]) -> tuple[list[tuple[ReferentKey, ReferentKey]], ...]:
        """What the user told of some cards: pairs that are one, and pairs that are two."""
        referents = {(card.group, card.local): card.referent for card in cards}
        return tuple(
            [(referents[one], referents[other]) for one, other in pairs if one in referents and other in referents]
            for pairs in (self._told.together, self._told.apart)
        )

    # --- what comes out --------------------------------------------------------------------------------

    def _keep(self, joined: Sequence[Joined]) -> set[str]:
        """Write what changed; the plain ids that have to be given afresh."""
        columns = ("window", "local", "cluster", "plain", "longer", "label", "first", "why")
        places = {(card.group, card.local) for one in joined for card in one.cards}
        rows = _in(
            self._connection,
            entities,
            [entities.c[column] for column in columns],
            entities.c.local,
            {local for _, local in places},
        )
        before = {(row.window, row.local): row for row in rows}
        touched: set[str] = set()
        changed = []
        for one in joined:
            lead = one.cards[0]
            values = {
                "cluster": f"{lead.group} {lead.local}",
                "plain": one.plain,
                "longer": one.longer,
                "label": one.label(LANGUAGE),
            }
            for card in one.cards:
                was = before[card.group, card.local]
                why = codec.encode(one.reasons if card is lead else ())
                if any(getattr(was, name) != value for name, value in values.items()) or bytes(was.why) != why:
                    changed.append({"in_window": card.group, "is_local": card.local, "new_why": why, **_new(values)})
                    touched |= {was.plain, was.longer, one.plain}
        if changed:
            statement = (
                update(entities)
                .where(entities.c.window == bindparam("in_window"), entities.c.local == bindparam("is_local"))
                .values({name: bindparam(f"new_{name}") for name in ("cluster", "plain", "longer", "label", "why")})
            )
            self._connection.execute(statement, changed)
        return touched - {""}


def _new(values: Mapping[str, str]) -> dict[str, str]:
    return {f"new_{name}": value for name, value in values.items()}


def joined_of(connection: Connection, ids: Collection[str]) -> dict[str, Joined]:
    """What is told of some entities in all windows, and why they are one.

    Args:
        connection: Any.
        ids: Ids across windows.
    """
    found: dict[str, list[tuple[Card, tuple[LinkReason, ...]]]] = {}
    columns = [entities.c.id, entities.c.card, entities.c.why]
    for row in _in(connection, entities, columns, entities.c.id, ids):
        why = codec.decode(bytes(row.why), tuple[LinkReason, ...])
        found.setdefault(row.id, []).append((codec.decode(bytes(row.card), Card), why))
    return {
        id_: Joined(
            tuple(sorted((card for card, _ in told), key=lambda card: (card.first, card.referent))),
            tuple(reason for _, why in told for reason in why),
        )
        for id_, told in found.items()
    }


# --- ids -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class _Cluster:
    """Entities of windows that are one, as far as its id goes; in the order of their first articles."""

    first: str
    name: str
    longer: str

    @property
    def longest(self) -> str:
        """Its id where even the longer one is another's."""
        salt = f"{self.first.partition(' ')[2]} {self.name.partition(' ')[2]}"
        return f"{self.longer}-{hashlib.sha256(salt.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def _give(connection: Connection, plains: set[str]) -> None:
    """Give ids to all who might have one of some plain ids.

    Who was in the news first has the plain id, as it is in one window; others get their body or role behind it, and a
    digest where somebody else might have that.
    """
    columns = [entities.c[name] for name in ("window", "local", "id", "plain", "longer", "cluster", "first")]
    rows = _in(connection, entities, columns, entities.c.plain, plains)
    longer = {row.longer for row in rows}
    near = _in(connection, entities, [entities.c.plain], entities.c.longer, plains | longer)
    more = {row.plain for row in near} - plains
    rows += _in(connection, entities, columns, entities.c.plain, more)
    longer |= {row.longer for row in rows}
    taken = {row.plain for row in _in(connection, entities, [entities.c.plain], entities.c.plain, longer)}
    shared: dict[str, set[str]] = {}
    for row in _in(connection, entities, [entities.c.plain, entities.c.longer], entities.c.longer, longer):
        shared.setdefault(row.longer, set()).add(row.plain)
    taken |= {id_ for id_, plain in shared.items() if len(plain) > 1}
    by_plain: dict[str, dict[str, list[Any]]] = {}
    for row in rows:
        by_plain.setdefault(row.plain, {}).setdefault(row.cluster, []).append(row)
    changed = []
    for plain in sorted(by_plain):
        given = _given(plain, by_plain[plain], taken)
        changed += [
            {"in_window": row.window, "is_local": row.local, "new_id": given[row.cluster]}
            for members in by_plain[plain].values()
            for row in members
            if row.id != given[row.cluster]
        ]
    if changed:
        statement = (
            update(entities)
            .where(entities.c.window == bindparam("in_window"), entities.c.local == bindparam("is_local"))
            .values(id=bindparam("new_id"))
        )
        connection.execute(statement, changed)


def _given(plain: str, members: Mapping[str, Sequence[Any]], taken: Collection[str]) -> dict[str, str]:
    """The ids of all who are called the same."""
    clusters = sorted(_Cluster(min(row.first for row in rows), name, rows[0].longer) for name, rows in members.items())
    found = {clusters[0].name: plain}
    for cluster in clusters[1:]:
        free = cluster.longer not in taken and cluster.longer not in found.values()
        found[cluster.name] = cluster.longer if free else cluster.longest
    return found


__all__ = ["NOTHING", "Place", "Told", "Touched", "cross", "enter", "enter_alone", "forget", "joined_of", "leave"]
