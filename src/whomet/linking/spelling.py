"""How likely it is that some Latin letters spell a name of another script.

A learned model (`data/spelling.tsv.gz`, made by `training/names/train.py`) tells how the sound units of a script are
spelt: every unit by 0 to `LONGEST` letters, depending on its neighbours. The score of a pair is the logarithm of
P(letters | units) / P(letters): how much likelier the letters are as a spelling of this very name than as any name
(the weight of evidence of Fellegi & Sunter 1969, "A Theory for Record Linkage").
"""

from __future__ import annotations

import gzip
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, cached_property, lru_cache
from importlib import resources

import numpy as np

from whomet.linking.units import letters, script, units
from whomet.sounds import extend

#: Most letters that one unit is spelt by ("sch", "augh").
LONGEST = 4
#: Neighbour of the first and the last unit of a part.
BOUNDARY = "#"
#: Share of probability kept for spellings never seen, so that a typo costs much and not everything.
#: From 0.003 to 0.2 it makes no difference to the ranking of 150 pairs that were not learned from.
UNSEEN = 0.02
_UNSEEN_LENGTHS = (0.3, 0.4, 0.2, 0.07, 0.03)

#: Most characters of a consonant skeleton: the seventh class of a word seldom tells two names apart.
SKELETON = 6
#: Skeletons followed up, and sounds of a unit tried: with more of either no further held-out pair shares a skeleton.
_SKELETON_BEAM, _SOUNDS_KEPT, _LEAST_SOUND = 30, 8, 0.004

_PARTS = re.compile(r"[\s·・･.,=＝‐–—-]+")

Table = dict[str, float]
Parts = tuple[tuple[str, ...], ...]
"""The units of every part of a name."""
Context = tuple[str, str, str]
"""The unit before, a unit, and the unit behind it."""
#: Words whose groups of letters are kept.
_KEPT = 50_000


def parts_of(name: str) -> list[tuple[str, ...]]:
    """The units of every part of a name, parts being what spaces, hyphens and middle dots divide."""
    return [found for part in _PARTS.split(name) if (found := units(part))]


class Spelling:
    """The spelling model of one script."""

    def __init__(self, counts: dict[str, dict[str, Table]]) -> None:
        self._counts = counts
        self._tables: dict[Context, Table] = {}
        self._sounds: dict[Context, tuple[tuple[str, float], ...]] = {}
        self._columns: dict[Context, tuple[np.ndarray, np.ndarray]] = {}
        self._places: dict[str, np.ndarray] = {}

    def table(self, left: str, unit: str, right: str) -> Table:
        """Probabilities of the spellings of a unit between two neighbours."""
        key = (left, unit, right)
        if key not in self._tables:
            self._tables[key] = self._mix(key)
        return self._tables[key]

    def _mix(self, key: tuple[str, str, str]) -> Table:
        left, unit, right = key
        alone = _shares(self._counts["alone"].get(unit, {}))
        mixed: dict[str, float] = defaultdict(float)
        around = (self._counts["left"].get(f"{left} {unit}", {}), self._counts["right"].get(f"{unit} {right}", {}))
        for counts in around:
            total, kinds = sum(counts.values()), len(counts)
            # Witten & Bell 1991: the more kinds of spellings a context has, the less its counts are trusted
            trust = total / (total + 2 * kinds) if total else 0.0
            for group, share in _shares(counts).items():
                mixed[group] += trust * share / 2
            for group, share in alone.items():
                mixed[group] += (1 - trust) * share / 2
        return {group: (1 - UNSEEN) * share for group, share in sorted(mixed.items()) if share > 1e-5}

    def best(self, part: tuple[str, ...]) -> str:
        """The likeliest spelling of a part."""
        padded = (BOUNDARY, *part, BOUNDARY)
        found = []
        for i in range(len(part)):
            table = self.table(padded[i], padded[i + 1], padded[i + 2])
            found.append(max(sorted(table), key=lambda group: table[group]) if table else letters(part[i]))
        return "".join(found)

    def skeletons(self, part: tuple[str, ...]) -> Table:
        """Probabilities of the consonant skeletons that a part is spelt with, likeliest first."""
        padded = (BOUNDARY, *part, BOUNDARY)
        states: Table = {"": 1.0}
        for i in range(len(part)):
            table = self._groups(padded[i], padded[i + 1], padded[i + 2])
            found: Table = defaultdict(float)
            for skeleton, weight in states.items():
                for group, share in table:
                    found[extend(skeleton, group, SKELETON)] += weight * share
            states = dict(sorted(found.items(), key=lambda item: (-item[1], item[0]))[:_SKELETON_BEAM])
        total = sum(states.values())
        return {skeleton: weight / total for skeleton, weight in states.items()} if total else {}

    def _groups(self, left: str, unit: str, right: str) -> tuple[tuple[str, float], ...]:
        """The likely spellings of a unit between two neighbours, those of one sound (told by one of them) together."""
        key = (left, unit, right)
        if key not in self._sounds:
            found: dict[str, list[tuple[float, str]]] = defaultdict(list)
            for group, share in self.table(left, unit, right).items():
                found[extend("", group, SKELETON)].append((share, group))
            sums = sorted(((sum(s for s, _ in shared), max(shared)[1]) for shared in found.values()), reverse=True)
            self._sounds[key] = tuple((group, share) for share, group in sums[:_SOUNDS_KEPT] if share > _LEAST_SOUND)
        return self._sounds[key]

    def highest(self, part: tuple[str, ...]) -> float:
        """Logarithm of the probability of the likeliest spelling, unit by unit."""
        padded = (BOUNDARY, *part, BOUNDARY)
        tables = (self.table(padded[i], padded[i + 1], padded[i + 2]) for i in range(len(part)))
        return sum(math.log(max(table.values(), default=UNSEEN)) for table in tables)

    def contexts(self, parts: Iterable[tuple[str, ...]]) -> list[Context]:
        """All units of a name with their neighbours."""
        return [
            (padded[i], padded[i + 1], padded[i + 2])
            for part in parts
            for padded in [(BOUNDARY, *part, BOUNDARY)]
            for i in range(len(part))
        ]

    def log_likelihood(self, parts: Iterable[tuple[str, ...]], spelt: str) -> float:
        """Logarithm of the probability that the letters spell the parts, summed over all alignments."""
        row = [1.0] + [0.0] * len(spelt)
        groups = _groups(spelt)
        for context in self.contexts(parts):
            row = _step(row, self.table(*context), groups)
        return math.log(row[-1]) if row[-1] > 0 else -math.inf

    # --- the same as arrays, for many names at once ---

    @cached_property
    def vocabulary(self) -> dict[str, int]:
        """The groups of letters that spell any unit, with their columns."""
        known = {group for level in self._counts.values() for counts in level.values() for group in counts}
        return {group: column for column, group in enumerate(sorted(known))}

    def columns(self, context: Context) -> tuple[np.ndarray, np.ndarray]:
        """The spellings of a unit between two neighbours: their columns and probabilities."""
        if context not in self._columns:
            table = self.table(*context)
            columns = np.array([self.vocabulary[group] for group in table], dtype=np.int64)
            self._columns[context] = columns, np.array(list(table.values()))
        return self._columns[context]

    def places(self, spelt: str) -> np.ndarray:
        """The columns of the groups that begin at every position of some letters, by their sizes.

        Behind the vocabulary stand those of groups that spell nothing, by size, and that of groups past the end.
        """
        if spelt not in self._places:
            if len(self._places) >= _KEPT:
                self._places.clear()
            known, none = self.vocabulary, len(self.vocabulary)
            self._places[spelt] = np.array(
                [
                    [known.get(group, none + size) for size, group in enumerate(groups)]
                    + [none + len(FLOOR)] * (LONGEST + 1 - len(groups))
                    for groups in _groups(spelt)
                ]
            )
        return self._places[spelt]


@lru_cache(maxsize=65536)
def _groups(spelt: str) -> tuple[tuple[str, ...], ...]:
    """For every position the groups of letters that begin there, shortest first."""
    return tuple(
        tuple(spelt[j : j + k] for k in range(min(LONGEST, len(spelt) - j) + 1)) for j in range(len(spelt) + 1)
    )


#: Alignments so much less likely than the best are not followed up.
BEAM = 1e-9


def _step(row: list[float], table: Table, groups: tuple[tuple[str, ...], ...]) -> list[float]:
    """Probabilities of all positions after one more unit."""
    found = [0.0] * len(row)
    least, share = max(row) * BEAM, table.get
    for j, weight in enumerate(row):
        if weight > least:
            place = j
            for group, floor in zip(groups[j], FLOOR, strict=False):
                found[place] += weight * share(group, floor)
                place += 1
    return found


FLOOR = tuple(UNSEEN * share / 26**k for k, share in enumerate(_UNSEEN_LENGTHS))


def _shares(counts: Table) -> Table:
    total = sum(counts.values())
    return {group: count / total for group, count in counts.items()} if total else {}


@cache
def _model() -> tuple[dict[str, Spelling], Table, dict[str, dict[str, Table]]]:
    counts: dict[str, dict[str, dict[str, Table]]] = {}
    syllables: dict[str, dict[str, Table]] = {}
    grams: Table = {}
    packed = resources.files("whomet").joinpath("linking", "data", "spelling.tsv.gz").read_bytes()
    for line in gzip.decompress(packed).decode().splitlines():
        model, level, context, group, count = line.split("\t")
        if level == "background":
            grams[group] = float(count)
        elif level == "syllable":
            syllables.setdefault(model, {}).setdefault(context, {})[group] = float(count)
        else:
            levels = counts.setdefault(model, {"alone": {}, "left": {}, "right": {}})
            levels[level].setdefault(context, {})[group] = float(count)
    return {name: Spelling(levels) for name, levels in counts.items()}, grams, syllables


@cache
def _contexts() -> Table:
    totals: dict[str, float] = defaultdict(float)
    for gram, count in _model()[1].items():
        totals[gram[:2]] += count
    return dict(totals)


@lru_cache(maxsize=65536)
def background(spelt: str) -> float:
    """Logarithm of the probability of the letters as any name (letter trigrams, add-half smoothed)."""
    grams, totals = _model()[1], _contexts()
    padded = f"##{spelt}#"
    return sum(
        math.log((grams.get(padded[i : i + 3], 0.0) + 0.5) / (totals.get(padded[i : i + 2], 0.0) + 13.5))
        for i in range(len(padded) - 2)
    )


#: Models that read a script, and how often a name of that script is of their kind.
MODELS = {
    "hangul": ("hangul-people", "hangul"),
    "kana": ("kana",),
    "han": ("han",),
    "cyrillic": ("cyrillic",),
    "arabic": ("arabic",),
    "hebrew": ("hebrew",),
    "thai": ("thai",),
    "greek": ("greek",),
}


def models_of(name: str) -> tuple[Spelling, ...]:
    """The models that read the script of a name; empty where there is none."""
    return tuple(_model()[0][model] for model in MODELS.get(script(name), ()))


@lru_cache(maxsize=65536)
def read(name: str) -> tuple[Parts, tuple[float, ...]]:
    """The units of the parts of a name, and the logarithm of its likeliest spelling under every model of its script."""
    parts = tuple(parts_of(name))
    return parts, tuple(sum(model.highest(part) for part in parts) for model in models_of(name))


def evidence_and_loss(name: str, spelt: str) -> tuple[float, float] | None:
    """Weight of evidence that Latin letters spell a name of another script, and how odd a spelling they are.

    Args:
        name: A name in another script.
        spelt: Latin letters a to z, without spaces.

    Returns:
        The weight (nats), above 0 where the letters speak for the name; and by how many nats the letters are less
        likely than the likeliest spelling of the name. None where no model reads the script.
    """
    if script(name) not in MODELS or not spelt:
        return None
    parts, _ = read(name)
    return weigh(name, spelt, [model.log_likelihood(parts, spelt) for model in models_of(name)])


def weigh(name: str, spelt: str, found: Sequence[float]) -> tuple[float, float]:
    """The weight of evidence and the loss of what `evidence_and_loss` tells.

    Args:
        name: A name in another script.
        spelt: Latin letters.
        found: How likely every model of the script holds the letters for a spelling of the name, as logarithms.
    """
    highest, best = read(name)[1], max(found)
    if best == -math.inf:
        return -math.inf, math.inf
    mixed = best + math.log(sum(math.exp(value - best) for value in found) / len(found))
    loss = min(high - value for high, value in zip(highest, found, strict=True))
    return mixed - background(spelt), loss


def evidence(name: str, spelt: str) -> float | None:
    """Weight of evidence that Latin letters spell a name of another script.

    Args:
        name: A name in another script.
        spelt: Latin letters a to z, without spaces.

    Returns:
        A logarithm (nats): above 0 where the letters speak for the name; None where no model reads the script.
    """
    found = evidence_and_loss(name, spelt)
    return None if found is None else found[0]


@lru_cache(maxsize=65536)
def skeletons(part: str, most: int, least: float) -> tuple[str, ...]:
    """The likely consonant skeletons of the Latin spellings of a part of a name.

    Args:
        part: A part in any script.
        most: Number of skeletons at most for each model that reads the script.
        least: Probability that a skeleton has at least.

    Returns:
        Skeletons as `sounds.extend` makes them; of a part that no model reads that of its romanisation.
    """
    models = MODELS.get(script(part))
    if models is None:
        return (extend("", letters(part), SKELETON),)
    found: dict[str, None] = {}
    for model in models:
        likely = list(_model()[0][model].skeletons(units(part)).items())[:most]
        found.update((skeleton, None) for skeleton, share in likely if share >= least)
    return tuple(found)


def spell(part: str) -> str:
    """The likeliest Latin spelling of a part of a name that is not Korean, lower case."""
    models = MODELS.get(script(part))
    return _model()[0][models[-1]].best(units(part)) if models else letters(part)


# --- Korean names, syllable by syllable ----------------------------------------------------------------


def romanise(family: str, given: str) -> str:
    """A Korean personal name in the spelling most often met, family name first: "Hong Gil-dong".

    Args:
        family: Family name in Hangul.
        given: Given name in Hangul.

    Returns:
        The name in Latin letters.
    """
    surname = "".join(_usual("family", syllable) for syllable in family)
    return f"{surname.capitalize()} {'-'.join(_usual('given', s) for s in given).capitalize()}".strip()


def _usual(place: str, syllable: str) -> str:
    counts = _model()[2].get(place, {}).get(syllable)
    return max(sorted(counts), key=lambda spelt: counts[spelt]) if counts else letters(syllable)


@cache
def _readings() -> dict[str, Table]:
    """Latin syllable -> Hangul syllables that are spelt so, with their share."""
    found: dict[str, Table] = defaultdict(lambda: defaultdict(float))
    for place in _model()[2].values():
        for syllable, counts in place.items():
            for spelt, count in counts.items():
                found[spelt][syllable] += count
    return {spelt: _shares(counts) for spelt, counts in found.items()}


#: Of 16 right pairs of spellings the share of readings in common is .33 or more (unless a syllable is unknown), of 11
#: pairs of other names .17 or less.
SHARED_READING = 2.2


@lru_cache(maxsize=65536)
def usual_korean(word: str) -> tuple[str, ...]:
    """The usual spellings of the Korean names that a Latin word may spell."""
    ways = ("".join(_usual("family" if len(h) == 1 else "given", s) for s in h) for h in hangul(word))
    return tuple(dict.fromkeys(ways))


@lru_cache(maxsize=65536)
def _korean(word: str) -> tuple[tuple[Table, ...], ...]:
    """The ways a Latin word is cut into one or two syllables of Korean names."""
    known = _readings()
    cut = [letters(piece) for piece in re.split(r"[‐–—-]", word)]
    joined = cut[0]
    ways = [tuple(cut)]
    if len(cut) == 1:
        ways += [(joined[:i], joined[i:]) for i in range(1, len(joined))]
    return tuple(tuple(known[s] for s in way) for way in ways if len(way) < 3 and all(s in known for s in way))


def same_reading(a: str, b: str) -> float:
    """Likeness of two Latin words as spellings of one Korean name ("Lee" and "Yi", "Jae-yong" and "Chaeyong").

    Args:
        a: A word of a Latin name.
        b: Another.

    Returns:
        0 to 0.9, the overlap of the Hangul syllables that the two may stand for; 0 where they are not Korean.
    """
    best = 0.0
    for x in _korean(a):
        for y in _korean(b):
            if len(x) == len(y):
                overlap = [sum(min(p[s], q[s]) for s in sorted(p.keys() & q.keys())) for p, q in zip(x, y, strict=True)]
                best = max(best, min(overlap))
    return 0.9 * min(1.0, best * SHARED_READING)


@lru_cache(maxsize=65536)
def hangul(word: str) -> tuple[str, ...]:
    """The likeliest Hangul of the ways to cut a Latin word into one or two syllables of Korean names."""
    ways = (tuple(max(sorted(table), key=lambda h: table[h]) for table in way) for way in _korean(word))
    return tuple(sorted({"".join(way) for way in ways}))


__all__ = [
    "BOUNDARY",
    "LONGEST",
    "Spelling",
    "background",
    "evidence",
    "evidence_and_loss",
    "hangul",
    "letters",
    "models_of",
    "parts_of",
    "read",
    "romanise",
    "same_reading",
    "skeletons",
    "spell",
    "usual_korean",
    "weigh",
]
