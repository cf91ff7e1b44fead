"""Hooks of the Japanese pack."""

from __future__ import annotations

from whomet.languages._common import CommonHooks

_COMMON = CommonHooks("ja")
split_sentences = _COMMON.split_sentences
tokens = _COMMON.tokens
strip_particles = _COMMON.strip_particles
short_forms = _COMMON.short_forms
