"""Measures of sentence encoders, on vectors whose figures are known."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from whomet.evaluate.encoders import TaggerVectors, average_precision, encoders, measured, retrieval


class Letters:
    """Vectors of the letters of a text."""

    name = "letters"
    dimensions = 26

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """One row a text."""
        rows = np.array([[text.casefold().count(chr(97 + at)) + 0.01 for at in range(26)] for text in texts])
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def test_what_lies_nearest_is_found() -> None:
    right = np.eye(3, dtype=np.float32)
    assert retrieval(right, right) == (1.0, 1.0)
    turned = right[[1, 0, 2]]
    share, margin = retrieval(turned, right)
    assert share == pytest.approx(1 / 3)
    assert margin == pytest.approx(-1 / 3)


def test_average_precision_by_hand() -> None:
    likeness = np.array([0.9, 0.8, 0.7, 0.1])
    assert average_precision(likeness, np.array([True, False, True, False])) == pytest.approx((1 + 2 / 3) / 2)


def test_the_network_of_the_tagger_gives_vectors() -> None:
    rows = TaggerVectors().encode(["The mayor opened the bridge.", "Rain on Sunday. " * 60, ""])
    assert rows.shape == (3, 384)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-5)
    assert rows[0] @ rows[0] > rows[0] @ rows[1]


def _write(path: Path, rows: list[dict[str, object]]) -> None:
    path.parent.mkdir(exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    words = ("barge", "choir", "ferry", "lock")
    events = [
        {"id": f"{code}{word}", "language": code, "title": word, "text": f"{word}\n{word}s.", "event": word}
        for code in ("en", "de")
        for word in words
    ]
    for name in ("pud", "news_cluster", "ecbplus"):
        _write(tmp_path / f"clusters/{name}.jsonl.gz", events)
    sides = [{"language": "en", "text": f"{word} {word}."} for word in words]
    _write(
        tmp_path / "clusters/sts22_pairs.jsonl.gz",
        [
            {"a": sides[0], "b": sides[at], "overall": 1.0 if at == 0 else 4.0, "original": True}
            for at in range(len(sides))
        ],
    )
    (tmp_path / "written").mkdir()
    (tmp_path / "written/gate.toml").write_text(
        "[a.en]\nfirst = '''\nThe {town} gate\nA zoo\n'''\n[a.de]\nfirst = '''\nThe {town} gate\nA zoo\n'''\n"
    )
    return tmp_path


def test_all_is_measured(cases: Path) -> None:
    found = dict(measured(Letters(), cases, cases / "written"))
    assert list(found) == ["speed", "parallel", "written", "graded pairs", "news_cluster", "ecbplus"]
    assert found["written"].startswith("found 1.000")
    assert found["parallel"].startswith("found 1.000")
    assert found["news_cluster"] == "average precision 1.000"


def test_an_unknown_encoder_is_told(cases: Path) -> None:
    result = CliRunner().invoke(encoders, ["nosuch", "--data", str(cases), "--written", str(cases / "written")])
    assert result.exit_code == 1
    assert "no encoder 'nosuch'" in result.output
