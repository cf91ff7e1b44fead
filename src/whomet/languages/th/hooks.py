"""Hooks of the Thai pack."""

from __future__ import annotations

from whomet.languages._common import CommonHooks

_COMMON = CommonHooks("th")
split_sentences = _COMMON.split_sentences
tokens = _COMMON.tokens
strip_particles = _COMMON.strip_particles
short_forms = _COMMON.short_forms
