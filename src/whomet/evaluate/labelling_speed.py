"""How fast pages are labelled, against trafilatura alone on the same pages in the same run."""

from __future__ import annotations

import json
import platform
import sys
import tarfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import click
import trafilatura

from whomet import cleaning, reading
from whomet.evaluate.machine import machine

#: Pages that both do first, so that models and expressions are loaded before the clock runs.
_WARM = 20
_LIBRARIES = ("trafilatura", "lxml", "ahocorasick-rs")


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds of processor time for some pages.

    Attributes:
        pages: How many.
        reading, cleaning: Of `reading.read` and `cleaning.clean`.
        extraction: Of `trafilatura.extract` with its defaults.
    """

    pages: int
    reading: float
    cleaning: float
    extraction: float

    @property
    def labelled(self) -> float:
        """Pages read and labelled in a second."""
        return self.pages / (self.reading + self.cleaning)

    @property
    def extracted(self) -> float:
        """Pages that trafilatura extracts in a second."""
        return self.pages / self.extraction

    @property
    def ratio(self) -> float:
        """Its time by ours: 1 is as fast, 0.5 takes twice as long."""
        return self.labelled / self.extracted


def measure(pages: Sequence[tuple[str, bytes]]) -> Speed:
    """Read and label pages and extract them with trafilatura, page by page in turn, so that both meet the same load.

    Args:
        pages: Name and bytes of each page.

    Returns:
        Processor time of this process; nothing is done in parallel.
    """
    for name, data in pages[:_WARM]:
        _one(name, data)
    spent = [_one(name, data) for name, data in pages]
    read, cleaned, extracted = (sum(times) for times in zip(*spent, strict=True)) if spent else (0.0, 0.0, 0.0)
    return Speed(len(pages), read, cleaned, extracted)


def _one(name: str, data: bytes) -> tuple[float, float, float]:
    begin = time.process_time()
    trafilatura.extract(data)
    extracted = time.process_time()
    try:
        documents = reading.read(name, data)
    except reading.Unreadable:
        documents = []
    read = time.process_time()
    for document in documents:
        cleaning.clean(document)
    return read - extracted, time.process_time() - read, extracted - begin


def pages_of(folder: Path, every: int) -> Iterator[tuple[str, bytes]]:
    """Every so-many-th page of `maintext/pages.tar.gz`."""
    with tarfile.open(folder / "maintext" / "pages.tar.gz", "r:gz") as archive:
        number = 0
        for member in archive:
            page = archive.extractfile(member) if member.isfile() else None
            if page is not None:
                if number % every == 0:
                    yield member.name, page.read()
                number += 1


@click.command("labelling-speed")
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    required=True,
    help="Folder that holds maintext/pages.tar.gz.",
)
@click.option("--every", type=click.IntRange(1), default=1, help="Only every so-many-th page.", show_default=True)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write figures and machine to this file.")
def labelling_speed(data: Path, every: int, out: Path | None) -> None:
    """Labelling of pages in documents per second, against trafilatura alone."""
    try:
        pages = list(pages_of(data, every))
    except FileNotFoundError as error:
        click.echo(f"whomet.evaluate: {error.filename}: no such file in this folder of cases", err=True)
        sys.exit(2)
    found = measure(pages)
    per_page = 1000 / max(1, found.pages)
    click.echo(
        f"{found.pages} pages, processor time\n"
        f"whomet       {found.labelled:7.1f} docs/s  ({found.reading * per_page:.1f} ms reading, "
        f"{found.cleaning * per_page:.1f} ms cleaning a page)\n"
        f"trafilatura  {found.extracted:7.1f} docs/s  ({found.extraction * per_page:.1f} ms a page)\n"
        f"ratio        {found.ratio:7.2f}"
    )
    if out is not None:
        result = {
            "date": datetime.now(UTC).date().isoformat(),
            "command": f"python -m whomet.evaluate labelling-speed --data FOLDER --every {every}",
            "machine": f"{machine()}, one core",
            "versions": {"python": platform.python_version(), **{name: version(name) for name in _LIBRARIES}},
            "seconds": {key: round(value, 3) for key, value in asdict(found).items() if key != "pages"},
            "pages": found.pages,
            "whomet_docs_per_second": round(found.labelled, 2),
            "trafilatura_docs_per_second": round(found.extracted, 2),
            "ratio": round(found.ratio, 3),
        }
        out.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


__all__ = ["Speed", "labelling_speed", "measure", "pages_of"]
