"""Engines: where per-document work runs: in this process, in several, or where another package takes it.

plugs      the protocol, and which engines there are
local      this process
processes  worker processes on this machine
work       what is done with one file and one document
"""

from __future__ import annotations

from whomet.engines.plugs import Engine, EngineError, Lost, cores, engine_names, open_engine
from whomet.engines.work import Parts, Understood, labelled, readings, understood

__all__ = [
    "Engine",
    "EngineError",
    "Lost",
    "Parts",
    "Understood",
    "cores",
    "engine_names",
    "labelled",
    "open_engine",
    "readings",
    "understood",
]
