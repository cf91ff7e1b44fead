"""Takes the tables of py3langid's model for languages that share a script: `src/whomet/cleaning/data/languages.npz`.

    python training/languages/convert.py

Runs in an environment with py3langid 0.3 (BSD 3-Clause); its packed model takes half a second to open, these tables
a fifth of that. No random choice is made: the same model gives the same tables.
"""

from __future__ import annotations

import pathlib

import numpy as np
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from whomet.cleaning.tongues import FAMILIES

TARGET = pathlib.Path(__file__).parents[2] / "src/whomet/cleaning/data/languages.npz"


def main() -> None:
    """Writes the tables."""
    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=False)
    wanted = {code for codes in FAMILIES.values() for code in codes}
    columns = [column for column, code in enumerate(model.nb_classes) if code in wanted]
    moves = np.frombuffer(model.tk_nextmove, dtype=f"u{model.tk_nextmove.itemsize}")
    np.savez_compressed(
        TARGET,
        classes=np.array([model.nb_classes[column] for column in columns]),
        priors=model.nb_pc[columns],
        weights=model.nb_ptc[:, columns].astype(np.float16),
        moves=moves,
        rows=np.asarray(model.tk_row, dtype=np.uint32),
        outputs=np.asarray(model.tk_output, dtype=np.int32),
    )
    print(f"{len(columns)} models of {len(wanted)} languages, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
