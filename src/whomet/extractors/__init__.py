"""Extractors: what an article reports, by the frames of the packs or by a language model of the user's own.

plugs     the protocol, and which extractors there are
frames    the packaged one: the stage `events`
llm/      a language model behind an OpenAI-compatible address (extra `whomet[llm]`), off unless asked for
"""

from __future__ import annotations

from whomet.extractors.frames import FRAMES, FrameExtractor
from whomet.extractors.plugs import Extractor, ExtractorError, extractor_names, open_extractor

__all__ = ["FRAMES", "Extractor", "ExtractorError", "FrameExtractor", "extractor_names", "open_extractor"]
