"""Why reports of one meeting differ, where it can be told: in plain words, and as a kind of cause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from whomet import edtf
from whomet.accounts.corrections import explain
from whomet.accounts.reports import Telling
from whomet.accounts.support import Gathered, Given
from whomet.records import Cause

Explained = tuple[Cause | None, str | None]


def explained(
    gathered: Gathered,
    field: str,
    sides: Mapping[str, Sequence[Given]],
    winner: str,
    torn: Sequence[str],
    peers: Sequence[Telling],
) -> Explained:
    """The cause of a contradiction.

    Args:
        gathered: What the reports of the meeting give.
        field: The field.
        sides: For each value who gives it.
        winner: The value that holds.
        torn: Files that give several of the values.
        peers: The tellings of other meetings.

    Returns:
        A kind of cause, where it is one of those that have a name, and a sentence; None where nothing tells.
    """
    rest = [given for value, side in sides.items() if value != winner for given in side]
    return (
        _corrected([g for side in sides.values() for g in side])
        or (_time_zone(gathered, sides) if field == "date" else None)
        or _taken_wrongly(gathered, sides.get(winner, ()), rest, field)
        or (_merged(gathered, rest, field, peers) if field in {"date", "city"} else None)
        or _torn(torn)
        or ((None, "announced or reported by some, then denied") if "denied" in sides else None)
        or (None, None)
    )


def _corrected(given: Sequence[Given]) -> Explained | None:
    """A value that a note takes back, later or in the same paper."""
    notes = sorted({explain(each.amendment) for each in given if each.amendment})
    return ("correction", "; ".join(notes)) if notes else None


def _time_zone(gathered: Gathered, sides: Mapping[str, Sequence[Given]]) -> Explained | None:
    """Two days in a row, where those who give one say whose time they count in, and the others another or none."""
    days = sorted(value for value in sides if edtf.is_day(value))
    if len(days) != 2 or len(sides) != 2 or edtf.shift(days[0], 1) != days[1]:
        return None
    zones = [{zone for g in sides[day] if (zone := _zone(gathered, g))} for day in days]
    if zones[0] & zones[1] or not any(zones):
        return None
    told = {(g.file, zone) for day in days for g in sides[day] if (zone := _zone(gathered, g))}
    said = ", ".join(f"{file} counts in {_ZONES[zone]}" for file, zone in sorted(told))
    return "time zone", f"one day apart: local time of the place against the outlet's own ({said})"


_ZONES = {"local": "local time of the place", "home": "its own time"}


def _zone(gathered: Gathered, given: Given) -> str | None:
    """Whose time an article counts in, as it says beside the meeting or in the sentence that gives the day."""
    if given.telling.zone is not None:
        return given.telling.zone
    times = gathered.view.article(given.file).mentions.times
    inside = (t.zone for t in times if t.zone and any(p.start <= t.start < p.end for p in given.places))
    return next(inside, None)


def _taken_wrongly(gathered: Gathered, holding: Sequence[Given], rest: Sequence[Given], field: str) -> Explained | None:
    """A value that only a copy or translation gives, whose other versions have the one that holds."""
    view = gathered.view
    texts = {view.text(each.file): each.file for each in sorted(holding, key=lambda g: g.file, reverse=True)}
    wrong = sorted({each.file for each in rest if each.main})
    if field == "status" or not wrong or any(view.text(file) not in texts for file in wrong):
        return None
    if {each.file for each in holding} & set(wrong):
        return None
    sources = [(file, texts[view.text(file)]) for file in wrong]
    translated = [pair for pair in sources if _language(gathered, pair[0]) != _language(gathered, pair[1])]
    said = "; ".join(f"{copy} has the text of {source}, which says otherwise" for copy, source in sources)
    return ("mistranslation" if translated else "copying error"), said


def _language(gathered: Gathered, file: str) -> str | None:
    return gathered.view.article(file).document.language


def _merged(gathered: Gathered, rest: Sequence[Given], field: str, peers: Sequence[Telling]) -> Explained | None:
    """A day or city that is the one of another meeting of one of the sides: two meetings taken for one."""
    for given in sorted(rest, key=lambda g: (g.file, g.value)):
        sides = set(given.telling.principals)
        for peer in peers:
            same = getattr(peer, field) == given.value
            if same and sides & set(peer.principals) and set(peer.principals) != sides:
                met = " and ".join(_label(gathered, id_) for id_ in peer.principals)
                what = "on that day" if field == "date" else "there"
                return "merged meetings", f"{given.file} may mix it up with the meeting of {met} {what} ({peer.file})"
    return None


def _label(gathered: Gathered, id_: str) -> str:
    entity = gathered.view.entities.get(id_)
    return entity.label if entity else id_


def _torn(torn: Sequence[str]) -> Explained | None:
    """An article that gives several of the values itself."""
    return (None, f"{', '.join(torn)} gives both") if torn else None
