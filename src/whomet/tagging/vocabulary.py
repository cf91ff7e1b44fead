"""The sub-word vocabulary of the tagger: a unigram tokenizer with offsets into the original text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

if TYPE_CHECKING:
    from collections.abc import Sequence


def build_tokenizer(pieces: Sequence[str], scores: Sequence[float], unknown: int) -> Tokenizer:
    """Builds the unigram tokenizer (Kudo 2018) that the encoder was trained with.

    Args:
        pieces: The sub-word pieces; the place in the list is the id.
        scores: Log probability of each piece.
        unknown: Id of the piece that stands for what no piece covers.

    Returns:
        A tokenizer whose encodings carry offsets in code points of the text as it was given, before normalisation.
    """
    tokenizer = Tokenizer(models.Unigram(list(zip(pieces, scores, strict=True)), unk_id=unknown))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    return tokenizer
