"""Hooks of the French pack."""

from __future__ import annotations

import re

from whomet.languages._common import CommonHooks

_COMMON = CommonHooks("fr")
# A closing mark that a space parts from its sentence: "« Oui. » Il sourit."
_CLOSING = re.compile(r"[»›](?:\s?[)\]])?(?=\s|$)")

tokens = _COMMON.tokens
strip_particles = _COMMON.strip_particles
short_forms = _COMMON.short_forms


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a paragraph; closing marks go with what they close."""
    spans: list[tuple[int, int]] = []
    for start, end in _COMMON.split_sentences(text):
        mark = _CLOSING.match(text, start) if spans else None
        if mark:
            spans[-1] = spans[-1][0], mark.end()
            start = mark.end() + len(text[mark.end() : end]) - len(text[mark.end() : end].lstrip())
        if start < end:
            spans.append((start, end))
    return spans
