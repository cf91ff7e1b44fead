"""Labels raw Korean news sentences from two witnesses: a table of annotated forms, and a tagger trained before.

    python weak_korean.py --konne KONNE.git --prep KONNE-PREP.git --model MODEL --out weak.jsonl.gz

The raw sentences of KLUE's training part (repository korean-named-entity/konne-prep, ``raw-sent``) and the table of all
forms annotated in them (korean-named-entity/konne, ``docs/stat/ne_form_label_freq.tsv``) are under CC BY-SA 4.0. A
stretch where both witnesses agree becomes a name; where they do not, it is left out of the loss (label SKIP) unless one
is sure by itself.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import json
import subprocess
from pathlib import Path
from typing import Any

from whomet.tagging import EncoderTagger

KINDS = {"PS": "PER", "OG": "ORG", "LC": "LOC"}
SHORT = {"person": "PER", "organisation": "ORG", "place": "LOC"}
SURE = 0.8
"""Share of a form's occurrences at word beginnings that are annotated, from which the table alone is believed."""
LIKELY = 0.5
LONGEST_FORM = 40
TRAIN_COLUMN = 4

Span = tuple[int, int, str]


def shown(repository: Path, path: str) -> list[str]:
    """The lines of a file in a git repository."""
    command = ["git", "-C", str(repository), "show", f"HEAD:{path}"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\n")


class FormTable:
    """How often each form is annotated, by label, and how often it occurs at all."""

    def __init__(self, lines: list[str], column: int) -> None:
        self.labels: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
        for line in lines[1:]:
            fields = line.split("\t")
            if len(fields) > column and int(fields[column]):
                self.labels[fields[0]][KINDS.get(fields[1][:2], "")] += int(fields[column])
        self._drop_nested()
        self._share = dict.fromkeys(self.labels, 1.0)

    def _drop_nested(self) -> None:
        """Drops forms made of a name and a title ("홍길동 장관"), of which only the name counts here."""
        for form in [form for form in self.labels if " " in form]:
            head, _, last = form.rpartition(" ")
            title = self.labels.get(last)
            if "PER" in self.labels[form] and title and title.most_common(1)[0][0] == "" and head:
                del self.labels[form]

    def kinds(self, form: str) -> set[str]:
        """The kinds of name that the form is annotated as somewhere."""
        return {kind for kind in self.labels.get(form, ()) if kind}

    def share(self, form: str) -> float:
        """Share of the form's occurrences that are annotated."""
        return self._share[form]

    def matches(self, text: str, seen: collections.Counter[str]) -> list[Span]:
        """Longest forms at word beginnings that are annotated more often than not."""
        spans, place = [], 0
        while place < len(text):
            end = self._longest(text, place, seen)
            if end:
                kind = self.labels[text[place:end]].most_common(1)[0][0]
                if kind:
                    spans.append((place, end, kind))
            place = end or place + 1
        return spans

    def _longest(self, text: str, place: int, seen: collections.Counter[str]) -> int:
        if place and text[place - 1].isalnum():
            return 0
        for end in range(min(len(text), place + LONGEST_FORM), place, -1):
            form = text[place:end]
            if form not in self.labels:
                continue
            after = text[end : end + 1]
            if after.isascii() and after.isalnum() and form[-1].isascii() and form[-1].isalnum():
                continue
            seen[form] += 1
            if self._share[form] >= LIKELY:
                return end
        return 0

    def learn_shares(self, texts: list[str]) -> None:
        """Counts over the raw sentences how often each form occurs, a few times, as what is matched changes."""
        for _ in range(3):
            seen: collections.Counter[str] = collections.Counter()
            for text in texts:
                self.matches(text, seen)
            self._share = {
                form: min(1.0, sum(labels.values()) / seen[form]) if seen[form] else 1.0
                for form, labels in self.labels.items()
            }


def overlaps(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def reconciled(text: str, listed: list[Span], tagged: list[Span], table: FormTable) -> list[Span]:
    """Names on which table and tagger agree; stretches in doubt are marked SKIP."""
    result: list[Span] = []
    for span in listed:
        rivals = [other for other in tagged if overlaps(span, other)]
        form = text[span[0] : span[1]]
        if any(other[:2] == span[:2] for other in rivals):
            other = next(other for other in rivals if other[:2] == span[:2])
            result.append(other if other[2] in table.kinds(form) else span)
        elif rivals:
            known = [other for other in rivals if other[2] in table.kinds(text[other[0] : other[1]])]
            result += known or [(min(span[0], rivals[0][0]), max(span[1], rivals[-1][1]), "SKIP")]
        else:
            sure = table.share(form) >= SURE and len(form) > 1
            result.append(span if sure else (span[0], span[1], "SKIP"))
    for other in tagged:
        if not any(overlaps(other, span) for span in listed):
            known = other[2] in table.kinds(text[other[0] : other[1]])
            result.append(other if known else (other[0], other[1], "SKIP"))
    return sorted(set(result))


def main() -> None:
    """Command line of this script."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--konne", type=Path, required=True)
    parser.add_argument("--prep", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--kind", default="wikitree", help="part of the sentence ids that are taken")
    options = parser.parse_args()
    table = FormTable(shown(options.konne, "docs/stat/ne_form_label_freq.tsv"), TRAIN_COLUMN)
    rows = [line.split("\t", 1) for line in shown(options.prep, "raw-sent/train-raw-sent.tsv") if "\t" in line]
    table.learn_shares([text for _, text in rows])
    texts = sorted({text for name, text in rows if options.kind in name and len(text) < 400})
    tagger = EncoderTagger(options.model)
    records: list[dict[str, Any]] = []
    for text, found in zip(texts, tagger.tag(texts), strict=True):
        tagged = [(span.start, span.end, SHORT[span.label]) for span in found]
        spans = reconciled(text, table.matches(text, collections.Counter()), tagged, table)
        named = [{"start": start, "end": end, "label": label} for start, end, label in spans]
        records.append({"text": text, "spans": named, "language": "ko", "source": "klue-weak"})
    with gzip.open(options.out, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    counts = collections.Counter(span["label"] for record in records for span in record["spans"])
    print(len(records), "sentences;", dict(counts))


if __name__ == "__main__":
    main()
