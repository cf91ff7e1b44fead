"""Hold an account against the gold of its story: what a careful analyst gets out of the same articles.

Gold is one YAML file a story. Every measure is a tally of hits, predicted and gold items, so that several stories
add up. Strings are compared after Unicode NFKC, case folding and folding of white space; dates as intervals.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from whomet import edtf
from whomet.records import READ_KINDS

Data = Mapping[str, Any]


@dataclass(slots=True)
class Tally:
    """Counts of one measure."""

    hits: int = 0
    predicted: int = 0
    gold: int = 0

    def add(self, hits: int, predicted: int, gold: int) -> None:
        """Add some cases."""
        self.hits += hits
        self.predicted += predicted
        self.gold += gold

    @property
    def precision(self) -> float | None:
        """Share of the predicted items that are right."""
        return self.hits / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """Share of the gold items that are found."""
        return self.hits / self.gold if self.gold else None


class Score:
    """The tallies of some stories, with every miss in words."""

    def __init__(self) -> None:
        self.tallies: dict[str, Tally] = defaultdict(Tally)
        self.misses: list[str] = []

    def hold(self, gold: Data, account: Data) -> None:
        """Add one story."""
        same = _entity_map(gold, account)
        for measure in (_documents, _entities, _meetings, _statements, _figures, _plans, _origins):
            measure(gold, account, same, self)

    def hold_labels(self, gold: Data, documents: Sequence[Data]) -> None:
        """Add the labels of some documents alone, and whether what gold leaves open was left open."""
        _documents(gold, {"documents": documents}, {}, self)
        for want in gold["documents"]:
            for got in (d for d in documents if _file(d["file"]) == want["file"]):
                for field in ("outlet", "published", "agency", "bylines"):
                    if not want.get(field):
                        told = got[field]
                        self.hit("left open", not told, f"{want['file']}: {field} made up: {told!r}")

    def hit(self, measure: str, found: object, miss: str = "") -> None:
        """Count one gold item that is found or not."""
        self.tallies[measure].add(int(bool(found)), 0, 1)
        if miss and not found:
            self.misses.append(miss)

    def rows(self) -> dict[str, dict[str, float]]:
        """Measure -> precision and recall, where they are defined."""
        found: dict[str, dict[str, float]] = {}
        for name, tally in sorted(self.tallies.items()):
            pair = {"precision": tally.precision, "recall": tally.recall}
            found[name] = {key: value for key, value in pair.items() if value is not None}
        return found


def fold(text: object) -> str:
    """A string as it is compared."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", str(text or ""))).casefold().strip()


def _file(name: str) -> str:
    return name.rsplit("/", 1)[-1].split("#", 1)[0]


def _files(names: Iterable[str]) -> set[str]:
    return {_file(name) for name in names}


def _date(value: object) -> str | None:
    return None if value is None else str(value)


# --- entities ----------------------------------------------------------------------------------------


def _names(entity: Data) -> set[str]:
    return {fold(name) for names in entity.get("names", {}).values() for name in names if fold(name)}


def _entity_map(gold: Data, account: Data) -> dict[str, str]:
    """Account entity -> the gold entity of its type whose names it shares most."""
    active = {id_ for m in gold["meetings"] for id_ in (*m["principals"], *(m.get("attendees") or ()))}
    owners: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entity in gold["entities"]:
        for name in _names(entity):
            owners[entity["type"], name].append(entity["id"])
    shared = {(e["id"], name) for e in gold["entities"] for name in _names(e)}
    holders: dict[str, int] = defaultdict(int)
    for _, name in shared:
        holders[name] += 1
    mapping = {}
    for entity in account["entities"]:
        votes: dict[str, float] = defaultdict(float)
        for name in sorted(_names(entity)):
            for owner in owners[entity["type"], name]:
                votes[owner] += len(name) / holders[name]
        if votes:
            mapping[entity["id"]] = max(votes, key=lambda owner: (votes[owner], owner in active))
    return mapping


def _entities(gold: Data, account: Data, same: Mapping[str, str], score: Score) -> None:
    del same
    owners: dict[str, set[str]] = defaultdict(set)
    holders: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entity in gold["entities"]:
        for name in _names(entity):
            owners[name].add(entity["id"])
    for entity in account["entities"]:
        for name in _names(entity):
            holders[entity["type"], name].add(entity["id"])
    items = [
        (entity["id"], name, holders[entity["type"], name])
        for entity in gold["entities"]
        for name in sorted(_names(entity))
        if len(owners[name]) == 1
    ]
    for id_, name, found in items:
        score.hit("entity names found", found, f"name not found: {name} ({id_})")
    pairs = score.tallies["entity linking (pairs)"]
    for (a, name_a, in_a), (b, name_b, in_b) in itertools.combinations(items, 2):
        together = bool(in_a & in_b)
        pairs.add(together and a == b, together, a == b)
        if together and a != b:
            score.misses.append(f"merged wrongly: {name_a} ({a}) = {name_b} ({b})")
        elif a == b and in_a and in_b and not together:
            score.misses.append(f"not linked: {name_a} = {name_b} ({a})")
    forbidden = {frozenset((e["id"], other)) for e in gold["entities"] for other in e.get("not") or ()}
    for a, b in sorted(map(sorted, forbidden)):
        mine = set().union(*(found for id_, _, found in items if id_ == a))
        theirs = set().union(*(found for id_, _, found in items if id_ == b))
        score.hit("namesakes kept apart", not mine & theirs, f"namesakes merged: {a} = {b}")


# --- documents ---------------------------------------------------------------------------------------


def _reading(document: Data, kinds: frozenset[str]) -> str:
    """The text of the blocks of some kinds, injected stretches cut out."""
    text, blocks = document["text"], document["blocks"]
    cut = [(b["start"], b["end"]) for b in blocks if b["kind"] == "injected"]
    pieces = []
    for block in blocks:
        if block["kind"] in kinds:
            at = block["start"]
            for start, end in sorted(cut):
                if start < block["end"] and end > at:
                    pieces.append(text[at : max(at, start)])
                    at = min(end, block["end"])
            pieces.append(text[at : block["end"]] + "\n")
    return fold("".join(pieces))


def _documents(gold: Data, account: Data, same: Mapping[str, str], score: Score) -> None:
    del same
    for want in gold["documents"]:
        got = [d for d in account["documents"] if _file(d["file"]) == want["file"]]
        score.hit("documents read", got, f"document not read: {want['file']}")
        kept = "\n".join(_reading(d, READ_KINDS) for d in got)
        captions = "\n".join(_reading(d, frozenset({"caption"})) for d in got)
        for text in want.get("keep") or ():
            score.hit("body kept", fold(text) in kept, f"{want['file']}: lost: {text}")
        for text in want.get("drop") or ():
            score.hit("mess dropped", got and fold(text) not in kept, f"{want['file']}: not dropped: {text}")
        for text in want.get("captions") or ():
            score.hit("captions told apart", fold(text) in captions, f"{want['file']}: no caption: {text}")
        _metadata(want, got, score)


def _metadata(want: Data, got: Sequence[Data], score: Score) -> None:
    published = next((d["published"] for d in got if d["published"]), None)
    if want.get("published"):
        right = published is not None and edtf.meet(published, _date(want["published"]))
        score.hit("publication date", right, f"{want['file']}: published {published}, not {want['published']}")
    languages = list(dict.fromkeys(language for d in got for language in d["languages"]))
    score.hit("languages", languages == want["languages"], f"{want['file']}: languages {languages}")
    for field in ("outlet", "agency"):
        if want.get(field):
            found = " ".join(d[field] or "" for d in got)
            score.hit(
                field,
                fold(want[field]) in fold(found),
                f"{want['file']}: {field} {found!r}, not {want[field]}",
            )
    bylines = {fold(name) for d in got for name in d["bylines"]}
    for name in want.get("bylines") or ():
        score.hit("bylines", fold(name) in bylines, f"{want['file']}: byline missed: {name}")


# --- meetings ----------------------------------------------------------------------------------------


def _gold_ids(ids: Iterable[str], same: Mapping[str, str]) -> set[str]:
    return {same.get(id_, f"?{id_}") for id_ in ids}


def _pair_off(
    wants: Sequence[Data], gots: Sequence[Data], weigh: Callable[[Data, Data], float]
) -> list[tuple[int, int]]:
    """One-to-one pairs of indexes, heaviest first."""
    edges = [(weigh(want, got), i, j) for i, want in enumerate(wants) for j, got in enumerate(gots)]
    pairs: list[tuple[int, int]] = []
    for weight, i, j in sorted(edges, key=lambda edge: (-edge[0], edge[1], edge[2])):
        if weight > 0 and all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs


def _likeness(want: Data, got: Data, same: Mapping[str, str]) -> float:
    """0 unless two principals (or the only one), the status and the date agree; more for closer matches."""
    principals, theirs = set(want["principals"]), _gold_ids(got["principals"], same)
    clashes = want.get("contradictions") or ()
    statuses = {want["status"], *(fold(v) for c in clashes if c["field"] == "status" for v in c["values"])}
    dates = [want.get("date"), *(v for c in clashes if c["field"] == "date" for v in c["values"])]
    common = len(principals & theirs)
    if common < min(2, len(principals)) or got["status"] not in statuses:
        return 0.0
    if not any(edtf.meet(_date(date), got["date"]) for date in dates):
        return 0.0
    weight = common / len(principals | theirs)
    weight += edtf.interval(_date(want.get("date"))) == edtf.interval(got["date"])
    weight += bool(want.get("city")) and want["city"] == same.get(got["city"] or "")
    return float(weight + (bool(want.get("background")) == got["background"]))


def _meetings(gold: Data, account: Data, same: Mapping[str, str], score: Score) -> None:
    on_topic = {d["file"] for d in gold["documents"] if not d.get("off_topic")}
    wants = gold["meetings"]
    gots = [m for m in account["meetings"] if _files(m["documents"]) & on_topic]
    pairs = _pair_off(wants, gots, lambda want, got: _likeness(want, got, same))
    fresh = [bool(want.get("background")) is False for want in wants]
    score.tallies["meetings"].add(len(pairs), len(gots), len(wants))
    score.tallies["meetings, in the news"].add(
        sum(fresh[i] for i, _ in pairs), sum(not got["background"] for got in gots), sum(fresh)
    )
    for i in sorted(set(range(len(wants))) - {i for i, _ in pairs}):
        score.misses.append(f"meeting missed: {wants[i]['id']} ({wants[i]['status']}, {wants[i].get('date')})")
    for j in sorted(set(range(len(gots))) - {j for _, j in pairs}):
        score.misses.append(f"meeting not in gold: {gots[j]['id']} ({gots[j]['status']}, {gots[j]['documents']})")
    for i, j in pairs:
        _meeting(wants[i], gots[j], account, same, score)


def _meeting(want: Data, got: Data, account: Data, same: Mapping[str, str], score: Score) -> None:
    name = want["id"]
    score.hit("meeting status", want["status"] == got["status"], f"{name}: status {got['status']}")
    if want.get("date"):
        right = edtf.interval(_date(want["date"])) == edtf.interval(got["date"])
        score.hit("meeting date", right, f"{name}: date {got['date']}, not {want['date']}")
    for field in ("city", "host"):
        if want.get(field):
            right = same.get(got[field] or "") == want[field]
            score.hit(f"meeting {field}", right, f"{name}: {field} {got[field]}, not {want[field]}")
    there = set(want.get("attendees") or ()) - set(want["principals"])
    told = _gold_ids(got["attendees"], same) - set(want["principals"])
    score.tallies["attendees"].add(len(there & told), len(told), len(there))
    score.misses += [f"{name}: attendee missed: {id_}" for id_ in sorted(there - told)]
    files = _files(got["documents"])
    score.tallies["meeting's articles"].add(len(files & set(want["documents"])), len(files), len(want["documents"]))
    labels = fold(" | ".join(topic["label"] for topic in got["topics"]))
    for topic in want.get("topics") or ():
        words = [word for word in re.findall(r"\w+", fold(topic)) if len(word) > 1]
        score.hit("topics", words and all(word in labels for word in words), f"{name}: topic missed: {topic}")
    mine, theirs = want.get("contradictions") or (), got["contradictions"]
    matched = len(_pair_off(mine, theirs, _same_clash))
    score.tallies["contradictions in meetings"].add(matched, len(theirs), len(mine))
    texts = {document["file"]: document["text"] for document in account["documents"]}
    for proof in got["evidence"]:
        cited = texts.get(proof["document"], "")[proof["start"] : proof["end"]]
        score.hit("evidence in place", cited and cited == proof["text"], f"{name}: evidence not in place")
    score.hit("meetings with evidence", got["evidence"], f"{name}: no evidence")


#: Names that gold may use for a field.
_ALIASES = {"invited by": "host", "invitation": "host", "place": "city", "attendee": "attendees"}
_FIELDS = {"date", "city", "venue", "host", "status", "attendees", "principals", "topics"}


def _field(clash: Data) -> str:
    name = _ALIASES.get(fold(clash["field"]), fold(clash["field"]))
    return name if name in _FIELDS else "other"


def _same_clash(want: Data, got: Data, any_field: bool = False) -> float:
    """Whether two articles that gold sets against each other stand against each other."""
    if not any_field and _field(want) != _field(got):
        return 0.0
    wants = [_files(files) for files in want["values"].values()]
    gots = [_files(files) for files in got["values"].values()]
    return float(
        any(
            a & c and b & d and (c != d or len(c) == 1)
            for a, b in itertools.permutations(wants, 2)
            for c, d in itertools.combinations(gots, 2)
        )
    )


# --- statements, figures, plans, origins -----------------------------------------------------------------


def _overlap(left: str, right: str) -> bool:
    a, b = fold(left), fold(right)
    short, long = sorted((a, b), key=len)
    return bool(short) and short in long and len(short) >= 0.3 * len(long)


def _statements(gold: Data, account: Data, same: Mapping[str, str], score: Score) -> None:
    for want in gold.get("statements") or ():
        where: dict[str, set[int]] = {}
        for file, text in want["in"].items():
            found = {
                i
                for i, got in enumerate(account["statements"])
                if any(_file(place["document"]) == file and _overlap(text, place["text"]) for place in got["in"])
            }
            score.hit("statements found", found, f"statement missed: {want['id']} in {file}")
            if found:
                where[file] = found
        for file, found in where.items():
            speakers = {same.get(account["statements"][i]["speaker"] or "") for i in found}
            score.hit("statement speaker", want["speaker"] in speakers, f"{want['id']} in {file}: not its speaker")
        for a, b in itertools.combinations(sorted(where), 2):
            score.hit("statements aligned", where[a] & where[b], f"{want['id']}: {a} and {b} not aligned")


def _figures(gold: Data, account: Data, same: Mapping[str, str], score: Score) -> None:
    for want in gold.get("figures") or ():
        found = [
            got
            for got in account["figures"]
            if got["unit"] == want["unit"] and abs(got["amount"] - want["amount"]) <= 1e-6 * abs(want["amount"])
        ]
        score.hit("figures found", found, f"figure missed: {want['id']} {want['amount']} {want['unit']}")
        if found:
            right = any(same.get(got["subject"] or "") == want["subject"] for got in found)
            score.hit("figure subject", right, f"{want['id']}: subject is not {want['subject']}")


def _plans(gold: Data, account: Data, same: Mapping[str, str], score: Score) -> None:
    for want in gold.get("plans") or ():
        found = any(
            _files(place["document"] for place in got["in"]) & set(want["documents"])
            and (not want.get("who") or same.get(got["who"] or "") == want["who"])
            and edtf.meet(got["when"], _date(want.get("when")))
            for got in account["plans"]
        )
        score.hit("plans found", found, f"plan missed: {want['id']}")


def _dependent(origins: Iterable[Data], kinds: set[str]) -> set[frozenset[str]]:
    """Pairs of files tied by dependence, whatever the way between them."""
    group: dict[str, set[str]] = {}
    for origin in origins:
        if origin["kind"] in kinds:
            files = _files([*origin["to"], *([origin["from"]] if origin.get("from") else [])])
            joined = set().union(files, *(group.get(file, set()) for file in files))
            group.update(dict.fromkeys(joined, joined))
    return {frozenset(pair) for files in group.values() for pair in itertools.combinations(sorted(files), 2)}


def _origins(gold: Data, account: Data, same: Mapping[str, str], score: Score) -> None:
    del same
    files = {d["file"] for d in gold["documents"]}
    on_topic = {d["file"] for d in gold["documents"] if not d.get("off_topic")}
    for name, kinds in (
        ("origins (pairs)", {"copy", "rewrite", "translation"}),
        ("copies (pairs)", {"copy"}),
    ):
        mine = _dependent(gold.get("origins") or (), kinds)
        theirs = {pair for pair in _dependent(account["origins"], kinds) if pair <= files}
        score.tallies[name].add(len(mine & theirs), len(theirs), len(mine))
        score.misses += [f"{name}: missed {sorted(pair)}" for pair in sorted(mine - theirs, key=sorted)]
        score.misses += [f"{name}: not in gold {sorted(pair)}" for pair in sorted(theirs - mine, key=sorted)]
    best = max(account["stories"], key=lambda s: len(_files(s["documents"]) & on_topic), default=None)
    held = _files(best["documents"]) if best else set()
    score.tallies["story holds its articles"].add(len(held & on_topic), len(held), len(on_topic))
    told = best["independent_origins"] if best else None
    score.hit("independent origins, exact", told == gold["independent_origins"], f"{told} independent origins")
    for want in gold.get("contradictions") or ():
        found = any(_same_clash(want, got, any_field=True) for got in _clashes(account))
        score.hit("other contradictions found", found, f"contradiction missed: {want['id']}")


def _clashes(account: Data) -> Iterator[Data]:
    yield from account["contradictions"]
    for meeting in account["meetings"]:
        yield from meeting["contradictions"]
