"""Who copied, reworded or translated whom, held against articles of our own that were made so: `lineage`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

import click

from whomet import events, mentions, pipeline, sources
from whomet.embedding import Encoder, default_encoder
from whomet.evaluate import edits
from whomet.evaluate.edit_texts import FOLDER
from whomet.evaluate.edits import Made
from whomet.records import Article, Lineage, Origin, OriginKind
from whomet.tagging import Tagger, default_tagger

Pairs = set[frozenset[str]]
#: What a pair of two languages is called in the table.
ACROSS = "across"


def understood(articles: Iterable[Made], tagger: Tagger) -> list[Article]:
    """Read, clean and name articles as the pipeline does.

    Args:
        articles: The set.
        tagger: Finds the names.

    Returns:
        The articles with their mentions and events.
    """
    documents, problems = pipeline.label((made.file, made.data) for made in articles)
    if problems:
        raise click.ClickException(f"{problems[0].file}: {problems[0].problem}")
    found = []
    for document in documents:
        named = mentions.find(document, tagger)
        found.append(Article(document, named, events.extract(document, named)))
    return found


@dataclass
class Tally:
    """Counts over the pairs of a set.

    Attributes:
        right, found, gold: Pairs by "all", by kind and by language: rightly found, found, and to be found.
        directions: Pairs whose direction can be told: "right", "wrong", "open" (no direction given), "untied".
        edits: Direct dependences by edit: (tied, all).
        added: Sentences told to be an outlet's own: rightly told, told, and to be told.
        origins: Happenings whose independent origins are counted right, and all.
        misses: All that went wrong, in words.
    """

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    directions: Counter[str] = field(default_factory=Counter)
    edits: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    added: list[int] = field(default_factory=lambda: [0, 0, 0])
    origins: list[int] = field(default_factory=lambda: [0, 0])
    misses: list[str] = field(default_factory=list)

    def score(self, key: str) -> tuple[float, float, float]:
        """Precision, recall and their harmonic mean of a row."""
        precision = self.right[key] / self.found[key] if self.found[key] else 0.0
        recall = self.right[key] / self.gold[key] if self.gold[key] else 0.0
        return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    @property
    def direction(self) -> float:
        """Share of the pairs whose direction can be told and is told right."""
        return self.directions["right"] / max(1, sum(self.directions.values()))

    def rows(self) -> dict[str, dict[str, float]]:
        """The figures as floors take them."""
        precision, recall, _ = self.score("all")
        return {
            "lineage (pairs)": {"precision": precision, "recall": recall},
            "direction": {"share": self.direction},
            "own sentences": {"precision": self.added[0] / max(1, self.added[1])},
        }


def tally(articles: Sequence[Made], lineage: Lineage, texts: Mapping[str, str]) -> Tally:
    """Hold a lineage against how the articles were made.

    Args:
        articles: The set.
        lineage: What was found.
        texts: The text of each file, which the stretches of the lineage are cut from.
    """
    made = Tally()
    by_file = {one.file: one for one in articles}
    _hold_pairs(made, by_file, lineage.origins)
    _hold_directions(made, by_file, lineage.origins)
    _hold_added(made, by_file, lineage, texts)
    voices = dict(lineage.voices)
    heard: dict[str, set[str]] = defaultdict(set)
    for one in articles:
        heard[one.happening].add(voices[one.file])
    for happening, count in edits.origins(articles).items():
        made.origins[0] += len(heard[happening]) == count
        made.origins[1] += 1
        if len(heard[happening]) != count:
            made.misses.append(f"{happening}: {len(heard[happening])} origins, not {count}")
    return made


def tied(origins: Iterable[Origin], kinds: Iterable[OriginKind]) -> Pairs:
    """Pairs of files tied by origins of some kinds, whatever the way between them."""
    wanted = set(kinds)
    group: dict[str, set[str]] = {}
    for origin in origins:
        if origin.kind in wanted:
            files = {*origin.targets, *([origin.source] if origin.source else [])}
            joined = files.union(*(group.get(file, set()) for file in files))
            group.update(dict.fromkeys(joined, joined))
    return {frozenset(pair) for files in group.values() for pair in combinations(sorted(files), 2)}


def _hold_pairs(made: Tally, by_file: Mapping[str, Made], origins: Sequence[Origin]) -> None:
    for name, kinds in (("all", edits.DEPENDENT), *((kind, (kind,)) for kind in edits.DEPENDENT)):
        gold, found = edits.pairs(by_file.values(), kinds), tied(origins, kinds)
        for counts, pairs in ((made.gold, gold), (made.found, found), (made.right, gold & found)):
            counts[name] += len(pairs)
            if name == "all":
                counts.update(_language(pair, by_file) for pair in pairs)
        if name == "all":
            made.misses += [f"missed: {_told(pair, by_file)}" for pair in sorted(gold - found, key=sorted)]
            made.misses += [f"not so: {_told(pair, by_file)}" for pair in sorted(found - gold, key=sorted)]
    whole = tied(origins, edits.DEPENDENT)
    for one in by_file.values():
        for link in one.links:
            if link.source is not None:
                made.edits[one.edit][0] += frozenset((one.file, link.source)) in whole
                made.edits[one.edit][1] += 1


def _language(pair: frozenset[str], by_file: Mapping[str, Made]) -> str:
    languages = {by_file[file].language for file in pair}
    return languages.pop() if len(languages) == 1 else ACROSS


def _told(pair: frozenset[str], by_file: Mapping[str, Made]) -> str:
    return " ".join(
        f"{file} ({one.language}, {one.edit}, {one.happening})" for file in sorted(pair) if (one := by_file[file])
    )


def _hold_directions(made: Tally, by_file: Mapping[str, Made], origins: Sequence[Origin]) -> None:
    above: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for origin in origins:
        for target in origin.targets:
            if origin.source not in (None, target):
                above[target].append((str(origin.source), str(origin.directed_by)))
    before = {file: _ancestors(file, above) for file in by_file}
    whole = tied(origins, edits.DEPENDENT)
    for pair, first in sorted(edits.earlier(by_file.values()).items(), key=lambda item: sorted(item[0])):
        (later,) = pair - {first}
        if first in before[later]:
            made.directions["right"] += 1
        elif later in before[first]:
            made.directions["wrong"] += 1
            by = before[first][later]
            made.misses.append(f"direction: {first} was before {later} (by {by}): {_told(pair, by_file)}")
        else:
            made.directions["open" if pair in whole else "untied"] += 1
            if pair in whole:
                made.misses.append(f"direction left open: {first} was before {later}: {_told(pair, by_file)}")


def _ancestors(file: str, above: Mapping[str, Sequence[tuple[str, str]]]) -> dict[str, str]:
    """The files that one goes back to, with what told of the last step."""
    found: dict[str, str] = {}
    waiting = [file]
    while waiting:
        for source, by in above.get(waiting.pop(), ()):
            if source not in found and source != file:
                found[source] = by
                waiting.append(source)
    return found


def _hold_added(made: Tally, by_file: Mapping[str, Made], lineage: Lineage, texts: Mapping[str, str]) -> None:
    """Sentences that a dependent outlet added; those of articles that hang on an unseen release are not counted."""
    own = dict(lineage.own)
    for file, one in by_file.items():
        if not one.links or one.release:
            continue
        stretches = [texts[file][start:end] for start, end in own.get(file, ())]
        told = {place for place, text in enumerate(one.body) if any(text in stretch for stretch in stretches)}
        added = set(one.added)
        for slot, places in enumerate((told & added, told, added)):
            made.added[slot] += len(places)
        made.misses += [f"not its own: {file} ({one.edit}): {one.body[place]}" for place in sorted(told - added)]


def measured(tagger: Tagger, encoder: Encoder, folder: Path = FOLDER, seed: int = 1) -> Tally:
    """The figures of the fixed set.

    Args:
        tagger: Finds the names.
        encoder: Where the sentence vectors come from.
        folder: Where the written happenings stand.
        seed: Another one gives other names, figures and edits.
    """
    articles = edits.standard(folder, seed)
    read = understood(articles, tagger)
    texts = {article.document.file: article.document.text for article in read}
    return tally(articles, sources.trace(read, encoder), texts)


def show(made: Tally) -> None:
    """Print the figures as tables."""
    click.echo(f"{'pairs':16} {'P':>6} {'R':>6} {'F1':>6} {'gold':>6}")
    for key in ("all", *edits.DEPENDENT, *sorted(set(made.gold) - {"all", *edits.DEPENDENT})):
        click.echo(f"{key:16} {' '.join(f'{value:6.3f}' for value in made.score(key))} {made.gold[key]:6d}")
    told = ", ".join(f"{made.directions[name]} {name}" for name in ("right", "wrong", "open", "untied"))
    click.echo(f"direction, where decidable: {made.direction:.3f} ({told})")
    click.echo("tied to their source: " + ", ".join(f"{k} {a}/{b}" for k, (a, b) in sorted(made.edits.items())))
    right, found, gold = made.added
    click.echo(f"own sentences: {right} of {found} told are; {gold} were added")
    click.echo(f"independent origins exact: {made.origins[0]} of {made.origins[1]}")


@click.command()
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=FOLDER,
    show_default="training/lineage",
    help="Folder with the written happenings.",
)
@click.option("--seed", default=1, show_default=True, help="Another one gives other names, figures and edits.")
@click.option("--errors", is_flag=True, help="Print every miss.")
def lineage(data: Path, seed: int, errors: bool) -> None:
    """Print how many pairs of articles that were made from one another are found, and in which direction."""
    try:
        made = measured(default_tagger(), default_encoder(), data, seed)
    except FileNotFoundError as error:
        raise click.UsageError(f"{error.filename}: {error.strerror}") from error
    if errors:
        click.echo("\n".join(made.misses))
    show(made)
