"""Who stands in one line of reporting, and how that is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from whomet.briefs.wording import Words
from whomet.records import Citation, Contradiction, Lineage, Lines, Meeting

#: Files that a brief for readers names in one place; the JSON names them all.
FILES = 6


class Voices:
    """Lines of reporting, looked up quickly."""

    def __init__(self, lineage: Lineage) -> None:
        self._voice = dict(lineage.voices)
        self._own = dict(lineage.own)

    def voice(self, file: str) -> str:
        """The file that stands for the line of reporting of this one."""
        return self._voice.get(file, file)

    def of_files(self, files: Iterable[str]) -> Lines:
        """Some files by line of reporting, in order of their first."""
        return _grouped((self.voice(file), file) for file in files)

    def of_meeting(self, meeting: Meeting) -> Lines:
        """The files that report a meeting by line of reporting; empty where the account counts them in another way.

        A file whose passages all stand in what it added itself is a line of its own.
        """
        passages: dict[str, list[Citation]] = defaultdict(list)
        for place in meeting.evidence:
            passages[place.document].append(place)
        told = _grouped((self._of_passages(file, passages[file]), file) for file in meeting.documents)
        plain = self.of_files(meeting.documents)
        return next((lines for lines in (told, plain) if len(lines) == meeting.independent_origins), ())

    def of_values(self, found: Contradiction) -> tuple[Lines, ...]:
        """For each value of a contradiction its files by line of reporting."""
        return found.lines or tuple(self.of_files(files) for _, files in found.values)

    def _of_passages(self, file: str, passages: Sequence[Citation]) -> str:
        added = [any(s <= place.start < e for s, e in self._own.get(file, ())) for place in passages]
        return file if added and all(added) else self.voice(file)


def _grouped(pairs: Iterable[tuple[str, str]]) -> Lines:
    groups: dict[str, set[str]] = {}
    for voice, file in pairs:
        groups.setdefault(voice, set()).add(file)
    return tuple(sorted(tuple(sorted(files)) for files in groups.values()))


def listed(words: Words, files: Sequence[str], sign: str = ", ") -> str:
    """Files in words, the first few by name."""
    if len(files) <= FILES + 1:
        return sign.join(files)
    return f"{sign.join(files[:FILES])} {words.count('more_files', len(files) - FILES)}"


def carried(words: Words, files: Sequence[str], lines: Lines) -> str:
    """Who carries something: "a.txt, b.txt: 1 origin"."""
    if len(files) < 2 or not lines:
        return listed(words, files)
    return f"{listed(words, files)}: {words.count('origins', len(lines))}"


def told_by(words: Words, lines: Lines) -> str:
    """Files by line of reporting, in words: "a.txt + b.txt; c.txt"."""
    shown = [listed(words, files, " + ") for files in lines[:FILES]]
    more = sum(map(len, lines[FILES:]))
    return "; ".join([*shown, words.count("more_files", more)] if more else shown)


__all__ = ["FILES", "Voices", "carried", "listed", "told_by"]
