"""What an analyst decided, in words: by whom, when and why, and what speaks against it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from whomet.briefs.lines import listed
from whomet.briefs.terminal import clean, title, wrap
from whomet.briefs.wording import Words
from whomet.records import Account, Decision, Standing


class Decided:
    """The decisions of an account that hold, in words.

    Args:
        account: With its decisions.
        words: The words of a language.
        value: Puts a value of a field into words.
        date: Puts a date into words.
    """

    def __init__(self, account: Account, words: Words, value: Callable[[str], str], date: Callable[[str], str]) -> None:
        self._words, self._value, self._date = words, value, date
        self.held = [s for s in account.decisions if s.state != "undone" and s.decision.kind != "undo"]

    def lines(self) -> Iterator[str]:
        """All of them, in order of the log."""
        return map(self.told, self.held)

    def about(self, *ids: str) -> Iterator[str]:
        """Those about some things, by the ids that these have now."""
        wanted = set(ids)
        return (self.told(standing) for standing in self.held if wanted & set(standing.ids[:1]))

    def told(self, standing: Standing) -> str:
        """One decision with who made it, when and why, and how it stands."""
        decision, say = standing.decision, self._words.say
        told = self.said(decision)
        told = say("decided", "by", told=told, who=decision.who or "?", date=self._date(decision.when[:10]))
        if decision.why:
            told = say("decided", "why", told=told, why=decision.why)
        if standing.state in {"lost", "undone"}:
            return say("decided", standing.state, told=told)
        if standing.state == "conflict" and standing.evidence:
            return say("decided", "against", told=told, files=listed(self._words, standing.evidence))
        return say("decided", "unclear", told=told) if standing.state == "conflict" else told

    def said(self, decision: Decision) -> str:
        """What was decided on what."""
        labels = list(dict.fromkeys(target.label or target.id for target in decision.targets))
        what, key = labels[0], str(decision.kind)
        if key in {"merge", "split"}:
            what = self._words.say("marks", "comma").join(labels)
        if key == "accept" and decision.value:
            key = "accepted"
        return self._words.say(
            "decided",
            key,
            what=what,
            field=self._words.term("fields", decision.field or ""),
            value=self._values(decision.value),
            before=self._values(decision.before),
        )

    def _values(self, value: str | None) -> str:
        lines = list(filter(None, (value or "").split("\n")))
        if not lines:
            return self._words.say("decided", "nothing")
        return self._words.say("marks", "comma").join(self._signed(line) for line in lines)

    def _signed(self, line: str) -> str:
        sign = line[0] if line[0] in "+-" and len(line) > 1 and ":" in line else ""
        return sign + self._value(line[len(sign) :])


def accepted(words: Words, told: str, value: str | None, shown: Callable[[str], str]) -> str:
    """A contradiction in words, with the value that was accepted, if any was.

    Args:
        words: The words of a language.
        told: The contradiction in words.
        value: The accepted value.
        shown: Puts a value into words.
    """
    return told if value is None else words.say("decided", "right", told=told, value=shown(value))


def decided_lines(words: Words, told: Sequence[str]) -> Iterator[str]:
    """What was decided on a thing, under its own heading."""
    if told:
        yield title(words.title("decided"))
    for line in told:
        yield from wrap(clean(line), "  ", 4)


__all__ = ["Decided", "accepted", "decided_lines"]
