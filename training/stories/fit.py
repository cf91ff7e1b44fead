"""Fits the weights of `whomet.stories.siblings` and prints them, with what they reach on events held out.

    PYTHONPATH=src:training/stories python training/stories/fit.py --data BENCH STORIES...

BENCH holds `clusters/*.jsonl.gz`, each of the STORIES `articles/` about one happening and `gold.yaml`, which says what
is off topic. The stories are learnt from in one folder ("stories"), each as the only one in its folder ("alone"), with
an article of another story that names the main person of theirs ("namesake"; see `strangers.py`), and with one of
their own articles weeks later ("late"). First the weights are fitted on one half of the events and held against the
other, both ways, then on all; `--all` leaves the halves out. Put the last line of weights into `WEIGHTS`.

Names are looked for in all articles, which takes half an hour on one core; fitting takes five minutes.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import yaml
from learning import Case, learn, played
from strangers import later, namesakes

from whomet import files, pipeline
from whomet.embedding import default_encoder
from whomet.evaluate.clusters import article, rows
from whomet.records import Article
from whomet.stories.profiles import Profile, Rarity, profile
from whomet.stories.streaming import Stream

SETS = ("news_cluster", "ecbplus", "pud")
#: What the lessons of a set count, 1 where nothing is said.
SHARES = {"alone": 2.0, "namesake": 1.5, "late": 0.2, "news_cluster": 1.5, "stories": 2.0}
#: Events of the parallel texts, which teach little that is new.
PARALLEL = 25
#: An item of a feed that is shorter is a teaser of something else.
ITEM = 300


@dataclass(frozen=True, slots=True)
class Told:
    """An article with its event, its profile, and what is kept in one half."""

    article: Article
    event: str
    unit: str
    seen: Profile


def told(article_: Article, event: str, unit: str) -> Told:
    """An article and what it is compared by."""
    return Told(article_, event, unit, profile(article_, default_encoder()))


def stories(folders: Sequence[Path]) -> Iterator[Told]:
    """Articles of some stories; what is off topic is an event of its own."""
    models = pipeline.default_models()
    for folder in folders:
        gold = yaml.safe_load((folder / "gold.yaml").read_text(encoding="utf-8"))
        off = {document["file"] for document in gold["documents"] if document.get("off_topic")}
        for document in pipeline.label(files.find([folder / "articles"])[0])[0]:
            strange = document.file in off or ("#" in document.file and len(document.text) < ITEM)
            event = f"{folder.name}/{document.file}" if strange else folder.name
            yield told(pipeline.understand(document, models), event, folder.name)


def case(of: str, profiles: Sequence[tuple[Profile, str]]) -> Case:
    """Some articles with their events, as the stages see them."""
    ordered = sorted(profiles, key=lambda each: (each[0].day or "9999", each[0].file))
    stream = Stream(Rarity(seen for seen, _ in ordered), default_encoder().dimensions)
    stream.add([seen for seen, _ in ordered])
    return Case(of, stream.rows, stream.links, [event for _, event in ordered])


def cases(sets: dict[str, list[Told]], halves: Sequence[int]) -> Iterator[Case]:
    """All cases of some halves of the events."""
    for name, articles in sets.items():
        kept = [each for each in articles if sha256(each.unit.encode()).digest()[0] % 2 in halves]
        if name == "pud":
            first = sorted({each.event for each in kept})[:PARALLEL]
            kept = [each for each in kept if each.event in first]
        yield case(name, [(each.seen, each.event) for each in kept])
        if name == "stories":
            yield from small(kept)


def small(articles: Sequence[Told]) -> Iterator[Case]:
    """Folders with one story each."""
    for unit in dict.fromkeys(each.unit for each in articles):
        yield case("alone", [(each.seen, each.event) for each in articles if each.unit == unit])
        own = [each for each in articles if each.event == unit]
        others = [each.seen for each in articles if each.unit != unit and each.event == each.unit]
        profiles = [(each.seen, unit) for each in own]
        for stranger in namesakes([(each.article, each.seen) for each in own], others):
            yield case("namesake", [*profiles, (stranger, "")])
        for shifted in later([each.seen for each in own]):
            yield case("late", [(each, unit) for each in shifted])


def bcubed(found: Sequence[Sequence[int]], events: Sequence[str]) -> float:
    """B-cubed F1 (Bagga and Baldwin 1998)."""
    sizes = Counter(events)
    precision = recall = 0.0
    for group in found:
        for event, count in Counter(events[row] for row in group).items():
            precision += count * count / len(group)
            recall += count * count / sizes[event]
    return 2 * precision * recall / max(1.0, (precision + recall) * len(events))


def report(held: Sequence[Case], weights: dict[str, float]) -> None:
    """Print the mean B-cubed F1 of every set."""
    reached: dict[str, list[float]] = {}
    for each in held:
        reached.setdefault(each.of, []).append(bcubed(played(each, weights), each.events))
    print("   ", *(f"{name} {sum(found) / len(found):.3f}" for name, found in reached.items()), flush=True)


def main() -> None:
    """Fit, hold against what was held out, fit again."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that holds clusters/*.jsonl.gz")
    parser.add_argument("--all", action="store_true", help="fit on all events only")
    parser.add_argument("stories", type=Path, nargs="+", help="folders with articles/ and gold.yaml")
    asked = parser.parse_args()
    sets: dict[str, list[Told]] = {"stories": list(stories(asked.stories))}
    for name in SETS:
        found = rows(asked.data / f"clusters/{name}.jsonl.gz")
        sets[name] = [told(article(row), row["event"], row["event"].partition("_")[0]) for row in found]
    halves: list[tuple[tuple[int, ...], tuple[int, ...]]] = [((0,), (1,)), ((1,), (0,)), ((0, 1), (0, 1))]
    for trained, held in halves[2:] if asked.all else halves:
        weights = learn(list(cases(sets, trained)), SHARES)
        print("fitted on", trained, "held against", held, weights, flush=True)
        report(list(cases(sets, held)), weights)


if __name__ == "__main__":
    main()
