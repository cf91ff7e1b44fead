"""spaCy's small English pipeline without its training, to compare speeds where the trained one cannot be had."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from whomet.tagging import Tagger, TaggerError
from whomet.tagging.spacy_tagger import SpacyTagger

#: Layers of the small English pipeline of spaCy 3: widths, rows of the hash tables, depth.
_WIDTH = 96
_DEPTH = 4
_HIDDEN = 64
_HASHED = {"NORM": 5000, "PREFIX": 1000, "SUFFIX": 2500, "SHAPE": 2500, "SPACY": 50, "IS_SPACE": 50}
#: As many outputs as the trained one has, in round figures.
_TAGS, _ARCS, _NAMES = 50, 45, 18


def untrained_spacy() -> Tagger:
    """A pipeline with the components of spaCy's small English one and the weights that training begins with.

    A sentence goes through the same layers whatever their weights are; only how many moves the parser takes, and
    how many names come out, is another matter.

    Returns:
        Hash embeddings with a convolutional encoder, shared by a part-of-speech tagger and a parser, and names with
        an encoder of their own; without the lemmatiser, which only looks words up.

    Raises:
        TaggerError: spaCy is not installed.
    """
    try:
        spacy = import_module("spacy")
    except ImportError as error:
        raise TaggerError("to compare with spaCy, install it: pip install 'whomet[spacy]'") from error
    pipeline = spacy.blank("en")
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": _WIDTH, "upstream": "tok2vec"}
    pipeline.add_pipe("tok2vec", config={"model": _encoder()})
    tagged = {"@architectures": "spacy.Tagger.v2", "nO": None, "tok2vec": listener}
    tagger = pipeline.add_pipe("tagger", config={"model": tagged})
    parser = pipeline.add_pipe("parser", config={"model": _moves("parser", listener)})
    pipeline.add_pipe("attribute_ruler")
    names = pipeline.add_pipe("ner", config={"model": _moves("ner", _encoder())})
    for component, labels in ((tagger, _TAGS), (parser, _ARCS), (names, _NAMES)):
        for number in range(labels):
            component.add_label(f"L{number}")
    pipeline.initialize()
    return SpacyTagger(pipeline, f"untrained, spaCy {spacy.__version__}")


def _encoder() -> dict[str, Any]:
    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": _WIDTH,
        "attrs": list(_HASHED),
        "rows": list(_HASHED.values()),
        "include_static_vectors": False,
    }
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": _WIDTH,
        "depth": _DEPTH,
        "window_size": 1,
        "maxout_pieces": 3,
    }
    return {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}


def _moves(kind: str, encoder: dict[str, Any]) -> dict[str, Any]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": kind,
        "extra_state_tokens": False,
        "hidden_width": _HIDDEN,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": encoder,
    }
