"""Make the table of the readings of Han characters that names are compared by.

    python training/names/readings.py UNIHAN_FOLDER

UNIHAN_FOLDER holds `Unihan_Readings.txt`, `Unihan_Variants.txt` and `Unihan_OtherMappings.txt` of the Unicode Character
Database, version 15.0 (packed with bzip2 or not; the Debian package unicode-data carries them). Readings that
Japanese names have besides come from `given.txt`, forms of a character that are one in names from `forms.txt` and the
Japanese lists. Writes `src/whomet/linking/data/readings.tsv.gz`: the same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import bz2
import collections
import gzip
import pathlib
import re
import unicodedata
from collections.abc import Iterator

TARGET = pathlib.Path(__file__).parents[2] / "src/whomet/linking/data/readings.tsv.gz"
GIVEN = pathlib.Path(__file__).with_name("given.txt")
FORMS = pathlib.Path(__file__).with_name("forms.txt")
#: Fields that make a character worth a row: it is read in Korean or Japanese, or in the Chinese list of 2013.
NEEDED = {"kHangul", "kJapaneseOn", "kJapaneseKun", "kTGHZ2013"}


#: Last syllables of verbs and what stands for them in the noun, longer ones first.
NOUNS = (("tsu", "chi"), ("su", "shi"), *((f"{c}u", f"{c}i") for c in "kgnbmr"))


def fields(path: pathlib.Path) -> Iterator[tuple[str, str, str]]:
    """(character, field, value) of a file of the Unihan database."""
    packed = path.with_name(path.name + ".bz2")
    text = path.read_text("utf-8") if path.exists() else bz2.decompress(packed.read_bytes()).decode()
    for line in text.splitlines():
        if line.startswith("U+"):
            code, field, value = line.split("\t")
            yield chr(int(code[2:], 16)), field, value


def plain(reading: str) -> str:
    """A reading in the letters a to z ("v" for the rounded i of pinyin), without tone."""
    reading = unicodedata.normalize("NFD", reading.lower().replace("đ", "d"))
    reading = reading.replace("u\u0308", "v")
    return re.sub(r"[^a-z]", "", reading)


def japanese(value: str, kun: bool) -> set[str]:
    """Japanese readings; of native ones also what may stand before an ending: "takai" gives "taka"."""
    found = {plain(reading) for reading in value.split()}
    if kun:
        # the noun of a verb: "fuku" gives "fuki"
        found |= {r[: -len(end)] + noun for r in found for end, noun in NOUNS if r.endswith(end) and len(r) > len(end)}
        found |= {r[:k] for r in found for k in range(max(2, (len(r) + 1) // 2), len(r)) if r[k - 1] in "aeiou"}
    else:
        # "hatsu" and "ichi" lose their end before the next consonant
        found |= {r[:-3] for r in found if len(r) > 4 and r.endswith(("tsu", "chi"))}
    return found


def japanese_forms(path: pathlib.Path) -> Iterator[list[str]]:
    """Characters of the Japanese lists with the older forms that they allow in names."""
    for character, field, value in fields(path):
        if field in ("kJinmeiyoKanji", "kJoyoKanji"):
            others = [chr(int(code, 16)) for code in re.findall(r"U\+([0-9A-F]+)", value)]
            yield from ([other, character] for other in others if other != character)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--out", type=pathlib.Path, default=TARGET)
    options = parser.parse_args()
    table: dict[str, dict[str, set[str]]] = collections.defaultdict(lambda: collections.defaultdict(set))
    has: dict[str, set[str]] = collections.defaultdict(set)
    for character, field, value in fields(options.folder / "Unihan_Readings.txt"):
        row = table[character]
        has[character].add(field)
        if field in ("kMandarin", "kHanyuPinlu"):
            row["mandarin"] |= {plain(reading) for reading in value.split()}
        elif field == "kCantonese":
            row["cantonese"] |= {plain(reading) for reading in value.split()}
        elif field == "kHangul":
            row["hangul"] |= {reading.split(":")[0] for reading in value.split()}
        elif field in ("kJapaneseOn", "kJapaneseKun"):
            row["japanese"] |= japanese(value, field == "kJapaneseKun")
        elif field == "kVietnamese":
            row["vietnamese"] |= {plain(reading) for reading in value.split()}
    for line in GIVEN.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            character, *readings = line.split()
            table[character]["japanese"].update(readings)
            has[character] |= {"kJapaneseOn"}
    simple: dict[str, str] = {}
    for character, field, value in fields(options.folder / "Unihan_Variants.txt"):
        if field in ("kSimplifiedVariant", "kZVariant"):
            other = chr(int(value.split()[0].split("<")[0][2:], 16))
            if other != character and (field == "kSimplifiedVariant" or character not in simple):
                simple[character] = other
    written = [line.split() for line in FORMS.read_text("utf-8").splitlines() if not line.startswith("#")]
    for forms in [*written, *japanese_forms(options.folder / "Unihan_OtherMappings.txt")]:
        root = next((simple[form] for form in forms if form in simple), forms[0])
        simple.update({form: root for form in forms if form != root})
    for character, root in simple.items():
        # a simplified character is read as the full one: Korean and Japanese readings are given for that alone
        for column in ("hangul", "japanese"):
            if character in table and not table[root][column]:
                table[root][column] |= table[character][column]
    columns = ("mandarin", "cantonese", "hangul", "japanese", "vietnamese")
    lines = []
    for character in sorted({*table, *simple}):
        if (has[character] & NEEDED or character in simple) and ord(character) < 0x20000:
            readings = [" ".join(sorted(table[character][column])) for column in columns]
            lines.append("\t".join([character, *readings, simple.get(character, "")]))
    with open(options.out, "wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as packed:
        packed.write(("\n".join(lines) + "\n").encode())
    print(len(lines), "characters")


if __name__ == "__main__":
    main()
