"""Which program gave a result: results of another one are not used again."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import whomet
from whomet.engines import Parts
from whomet.pipeline import Models
from whomet.tagging import open_tagger
from whomet.tagging.plugs import DEFAULT

#: Rooms that what is kept of one document depends on: code and data.
ROOMS = ("reading", "cleaning", "mentions", "events", "languages", "tagging", "records", "extractors")
#: Rooms that conclusions depend on besides.
ACROSS = (
    "sources",
    "stories",
    "linking",
    "accounts",
    "embedding.py",
    "edtf.py",
    "sounds.py",
    "cities.py",
    "pipeline.py",
)
_KINDS = frozenset({".py", ".toml", ".json", ".txt", ".tsv", ".csv"})


@cache
def stages_version() -> str:
    """Digest of the code and the tables of the stages that look at one document.

    It changes with every line of them, not with releases alone, so that whoever works on a stage never sees what an
    earlier one gave.
    """
    return _digest(ROOMS)


@cache
def conclusions_version() -> str:
    """Digest of the code and the tables of all stages, those that look at one document among them."""
    return _digest(ROOMS + ACROSS)


def models_version(models: Parts | Models) -> str:
    """What is the same as long as the same stages and models understand documents.

    Args:
        models: Which are used; the packaged ones need not be loaded for it.
    """
    if isinstance(models, Parts):
        if models.tagger == DEFAULT and models.extractor == Parts().extractor:
            return stages_version()
        models = models.models()
    tagger, extractor = models.tagger, models.extractor
    packaged = tagger.name == DEFAULT and tagger is open_tagger()
    told: tuple[str, ...] = () if packaged else (tagger.name, tagger.version)
    if extractor.name != Parts().extractor:
        told += (extractor.name, extractor.version)
    return hashlib.sha256("\n".join((stages_version(), *told)).encode()).hexdigest()[:16] if told else stages_version()


def _digest(rooms: tuple[str, ...]) -> str:
    found = hashlib.sha256(whomet.__version__.encode())
    root = Path(whomet.__file__).parent
    for room in rooms:
        place = root / room
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.suffix in _KINDS and path.is_file():
                found.update(path.relative_to(root).as_posix().encode())
                found.update(path.read_bytes())
    return found.hexdigest()[:16]


__all__ = ["conclusions_version", "models_version", "stages_version"]
