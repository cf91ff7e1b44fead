"""Where the reports of one meeting exclude each other, field by field.

Values exclude each other only where both cannot be true: a month does not exclude its days, nor a district its city.
What was announced is no claim of what then happened, and who denies a meeting does not vouch for its details. A value
is not held against the others where it is doubtful that the article means it: it stands beside what else the sentence
tells, or the same passages also name the value that the others give.
"""

from __future__ import annotations

from collections.abc import Sequence

from whomet import edtf
from whomet.accounts.explanations import explained
from whomet.accounts.reports import Telling
from whomet.accounts.support import ABSENT, PRESENT, Gathered, Given
from whomet.records import Contradiction, Manner, MeetingStatus

#: What was met over a distance.
REMOTE: frozenset[Manner] = frozenset({"video", "telephone"})
#: Statuses of a meeting that lies ahead.
AHEAD: frozenset[MeetingStatus] = frozenset({"planned", "proposed"})


def clashes_of(
    gathered: Gathered, status: MeetingStatus, values: dict[str, str | None], peers: Sequence[Telling]
) -> tuple[Contradiction, ...]:
    """All contradictions on the fields of one meeting.

    Args:
        gathered: What its reports give.
        status: The status that holds.
        values: The date, city and host that hold.
        peers: What the same articles tell of other meetings, which they may have confused with this one.

    Returns:
        The contradictions, in the order date, city, host, status, venue, attendees.
    """
    vouching = [t for t in gathered.told if _vouches(t, status)]
    found = [_against(gathered, vouching, field, values.get(field), peers) for field in ("date", "city", "host")]
    found += [_status(gathered, peers), _manner(gathered, vouching, peers), *_attendance(gathered, vouching, peers)]
    return tuple(each for each in found if each)


def _vouches(telling: Telling, status: MeetingStatus) -> bool:
    """Whether a telling claims what the meeting was like: a plan does not say how it went."""
    if telling.status == status:
        return True
    return not (telling.status in AHEAD and status not in AHEAD) and telling.status != "denied"


# --- date, city, host --------------------------------------------------------------------------------


def _against(
    gathered: Gathered, vouching: Sequence[Telling], field: str, winner: str | None, peers: Sequence[Telling]
) -> Contradiction | None:
    """What excludes the value that holds, against all that agrees with it."""
    if winner is None:
        return None
    sides: dict[str, list[Given]] = {winner: []}
    for given in gathered.of(field):
        if given.telling not in vouching and given.amendment is None:
            continue
        if not _excludes(gathered, field, given.value, winner):
            sides[winner].append(given)
        elif not _doubtful(gathered, given, winner):
            sides.setdefault(given.value, []).append(given)
    return _contradiction(gathered, field, sides, winner, peers)


def _doubtful(gathered: Gathered, given: Given, winner: str) -> bool:
    """Whether the article may not mean the value that was read."""
    if given.field == "host" and not given.main:
        return not _invited(gathered, winner)
    if not given.main or given.amendment is not None:
        return False
    if not given.sure:
        return True
    return given.field in {"date", "city"} and gathered.names(given.telling, given.field, winner)


def _invited(gathered: Gathered, host: str) -> bool:
    """Whether somebody is said to have invited, and not only received: one side may ask and the other receive.

    Who receives is told with the meeting itself, who invited mostly apart from it.
    """
    told = (place for g in gathered.of("host") if g.main and g.value == host for place in g.places)
    return any("principals" not in place.fields for place in told)


def _other_host(gathered: Gathered, left: str, right: str) -> bool:
    """Whether two hosts are of different sides: a body invites through the person who stands for it."""
    if left == right:
        return False
    view = gathered.view
    for telling in gathered.told:
        for number, _ in enumerate(view.article(telling.file).mentions.referents):
            pair = {view.entity(telling.file, number), view.employer(telling.file, number)}
            if {left, right} <= pair:
                return False
    return True


def _excludes(gathered: Gathered, field: str, left: str, right: str) -> bool:
    if field == "host":
        return _other_host(gathered, left, right)
    return gathered.excludes(field, left, right)


# --- status ------------------------------------------------------------------------------------------


def _status(gathered: Gathered, peers: Sequence[Telling]) -> Contradiction | None:
    """Reported or announced against denied, and held against cancelled; what came true is an update."""
    given = [each for each in gathered.of("status") if not _also_held(each.telling, peers)]
    found = {each.value for each in given}
    sides: dict[str, list[Given]] = {}
    if "denied" in found:
        ahead = "held" not in found
        for each in given:
            if each.value != "cancelled":
                word = each.value if each.value == "denied" else "planned" if ahead else "held"
                sides.setdefault(word, []).append(each)
        return _contradiction(gathered, "status", sides, "denied", peers)
    if {"held", "cancelled"} <= found:
        for each in given:
            if each.value in {"held", "cancelled"}:
                sides.setdefault(each.value, []).append(each)
        return _contradiction(gathered, "status", sides, "held", peers)
    return None


def _also_held(telling: Telling, peers: Sequence[Telling]) -> bool:
    """Whether an article that calls a meeting off also tells of it as held: then it called something else off."""
    return telling.status == "cancelled" and any(
        peer.file == telling.file
        and peer.status == "held"
        and set(peer.principals) == set(telling.principals)
        and not peer.background
        and peer.manner not in REMOTE
        and edtf.meet(peer.date, telling.date)
        for peer in peers
    )


# --- manner ------------------------------------------------------------------------------------------


def _manner(gathered: Gathered, vouching: Sequence[Telling], peers: Sequence[Telling]) -> Contradiction | None:
    """By video or telephone against in one room: told as such, or placed in a city by who knows of no call.

    A city alone says little against a single report of a call, which may be about another talk of the same day.
    """
    sides: dict[str, list[Given]] = {}
    for given in gathered.of("manner"):
        if given.telling in vouching:
            word = f"{given.value} call" if given.value == "video" else given.value
            sides.setdefault(word, []).append(given)
    told = {given.telling.file for each in sides.values() for given in each}
    remote = [g for each in sides.values() for g in each if g.value in REMOTE]
    for given in gathered.of("city") if len(gathered.lines(remote)) > 1 else ():
        placed = given.main and given.sure and given.telling in vouching and given.telling.status == "held"
        if placed and given.file not in told and gathered.places.known(given.value):
            sides.setdefault("in person", []).append(given)
    if "in person" not in sides or not remote:
        return None
    return _contradiction(gathered, "venue", sides, "in person", peers)


# --- attendance --------------------------------------------------------------------------------------


def _attendance(
    gathered: Gathered, vouching: Sequence[Telling], peers: Sequence[Telling]
) -> list[Contradiction | None]:
    """People whom one article has in the room and another has not."""
    given = gathered.of("attendees")
    missed = sorted({g.value.removesuffix(ABSENT) for g in given if g.value.endswith(ABSENT)})
    found = []
    for id_ in missed:
        sides: dict[str, list[Given]] = {id_ + PRESENT: [], id_ + ABSENT: []}
        for each in given:
            if each.value in sides:
                sides[each.value].append(each)
        sides[id_ + PRESENT] += (g for g in gathered.of("principals") if g.value == id_ and g.telling in vouching)
        found.append(_contradiction(gathered, "attendees", sides, id_ + PRESENT, peers))
    return found


# --- all ---------------------------------------------------------------------------------------------


def _contradiction(
    gathered: Gathered, field: str, sides: dict[str, list[Given]], winner: str, peers: Sequence[Telling]
) -> Contradiction | None:
    """A contradiction of the given sides, those that nobody takes left out; None where one is left."""
    taken = {value: given for value, given in sides.items() if given}
    if len(taken) < 2:
        return None
    order = sorted(taken, key=lambda value: (-len(gathered.lines(taken[value])), value))
    files = {value: tuple(sorted({g.file for g in taken[value]})) for value in order}
    torn = [f for f in sorted({f for each in files.values() for f in each}) if sum(f in x for x in files.values()) > 1]
    cause, words = explained(gathered, field, taken, winner, torn, peers)
    return Contradiction(
        field=field,
        values=tuple((value, files[value]) for value in order),
        explanation=words,
        cause=cause,
        lines=tuple(gathered.lines(taken[value]) for value in order),
        torn=tuple(torn),
    )
