"""Where a name begins and ends: titles, particles, genitive endings and half words are cut or completed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from whomet.languages import Token
from whomet.mentions.lexicon import Lexicon, fold
from whomet.mentions.places import known_place
from whomet.mentions.view import Role, View
from whomet.tagging import Label

_HANGUL_RUN = re.compile(r"[가-힣一-鿿A-Za-z0-9·&]+")
_OUTER = "= \t\n\"'“”‘’„«»‹›「」『』《》()[],;:·.-–—*|/"
_KEEP_DOT = re.compile(r"(?:\b\w\.)+$|\b[IVX]+\.$|\b(?:Inc|Corp|Ltd|Co|Jr|Sr|St|S\.A|N\.V|B\.V|e\.V)\.$")


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space, quotation marks and signs at its ends; the dot of "U.S." stays."""
    while start < end and text[start] in _OUTER:
        start += 1
    while end > start and text[end - 1] in _OUTER and not _KEEP_DOT.search(text[start:end]):
        end -= 1
    if re.search(r"\b(?:\w\.)+\w$", text[start:end]) and text[end : end + 1] == ".":
        end += 1
    return start, end


def cut_roles(spans: Iterable[tuple[int, int]], roles: Sequence[Role]) -> list[tuple[int, int]]:
    """What is left of some spans once the titles inside them are taken out."""
    left = list(spans)
    for role in roles:
        pieces = []
        for start, end in left:
            if role.end <= start or end <= role.start:
                pieces.append((start, end))
                continue
            pieces += [(a, b) for a, b in ((start, min(end, role.start)), (max(start, role.end), end)) if a < b]
        left = pieces
    return left


def cut_honorifics(view: View, start: int, end: int) -> tuple[int, int]:
    """The span without "Ms", "Herr", "씨" at its ends."""
    before, after = view.lexicon.honorifics_before, view.lexicon.honorifics_after
    while True:
        first = re.match(r"(\S+)\s+(?=\S)", view.text[start:end])
        if first is None or first.group(1) not in before:
            break
        start += first.end()
    for word in after:
        if view.text[start:end].endswith(" " + word):
            end -= len(word) + 1
    return trim(view.text, start, end)


def with_hyphen(view: View, end: int, label: Label) -> tuple[Label, int]:
    """A name with the noun of a body that is joined to it by a hyphen: "Hangyeol" + "-Museum"."""
    joined = re.match(r"-([^\W\d_]+)(?![\w-])", view.text[end:])
    if joined is None or not fold(joined.group(1)).endswith(tuple(map(fold, view.lexicon.body_endings)) or ("\0",)):
        return label, end
    return "organisation", end + joined.end()


def strip_genitive(view: View, start: int, end: int, attested: Collection[str]) -> tuple[int, int]:
    """The span without the ending that the language writes onto its last word.

    A bare "s" is cut only where the article has the name without it too, or a table knows it: "Lees" beside "Lee", but
    "Brahms" stays.
    """
    word = re.search(r"\S+$", view.text[start:end])
    if word is None:
        return start, end
    stem = view.lexicon.pack.hooks.strip_particles(word.group())
    rest = word.group()[len(stem) :]
    marked = rest[:1] in ("'", "’", "-")
    if view.lexicon.cases and not marked:
        return start, end  # The case is part of the word: the forms of one name are put together later.
    whole = view.text[start : end - len(rest)]
    if rest and (marked or stem in attested or known_place(whole, view.sentence.language) is not None):
        return start, end - len(rest)
    return start, end


def strip_proclitic(view: View, start: int, end: int, attested: Collection[str]) -> int:
    """The start of a span behind a particle written onto it: "و" + "كازاخستان", if the rest stands alone elsewhere."""
    language = view.lexicon
    if language.proclitics is None:
        return start
    word = re.match(r"\S+", view.text[start:end])
    found = language.proclitics.match(word.group()) if word is not None else None
    for size in range(found.end() if found is not None else 0, 0, -1):
        rest = word.group()[size:] if word is not None else ""
        whole = view.text[start + size : end]
        if len(rest) > 2 and (rest in attested or known_place(whole, view.sentence.language) is not None):
            return start + size
    return start


class Stems:
    """Which stems the words of a text have, told by how they recur with other particles.

    "한진만이" may be 한진 + 만이 or 한진만 + 이: the shortest stem that the text attests elsewhere is the right one.
    """

    def __init__(self, texts: Iterable[str], endings: Iterable[str]) -> None:
        self._endings = sorted(endings, key=lambda ending: (-len(ending), ending))
        self._by_last: dict[str, list[str]] = {}
        for ending in self._endings:
            self._by_last.setdefault(ending[-1:], []).append(ending)
        self._words = Counter(word for text in texts for word in _HANGUL_RUN.findall(text))

    def stems(self, word: str, least: int) -> list[str]:
        """The stems that a word may have, shortest first, the word itself last."""
        cut = {word[: -len(end)] for end in self._by_last.get(word[-1:], ()) if word.endswith(end)}
        return [*sorted((stem for stem in cut if len(stem) >= least), key=len), word]

    def attested(self, stem: str, word: str) -> bool:
        """Whether a stem stands bare, or with another particle than in this word."""
        bare = self._words[stem] - (stem == word)
        return bare > 0 or any(self._words[stem + end] for end in self._endings if stem + end != word)

    def best(self, word: str, least: int, otherwise: str) -> str:
        """The likeliest stem of a word.

        Args:
            word: A word with its particles.
            least: Length of the shortest stem to think of.
            otherwise: The stem where the text attests none.
        """
        return next((stem for stem in self.stems(word, least)[:-1] if self.attested(stem, word)), otherwise)


def snap(view: View, start: int, end: int, stems: Stems, label: Label) -> tuple[int, int]:
    """Borders of a span in a language whose particles are written onto names: whole morphemes, without particles.

    Args:
        view: The sentence.
        start, end: The span.
        stems: Stems of the article.
        label: What the tagger takes it for: a person's word in the shape of a full name is not cut, a body's noun not
            left half, a known place is known without its particle.
    """
    tokens = [token for token in view.tokens if token.end > token.start]
    inside = [token for token in tokens if token.start < end and start < token.end]
    if not inside:
        return start, end
    if label == "person" and (border := _sure_border(view, start, end, inside[-1], stems)):
        return start, border
    tagged = end
    start, end = min(start, inside[0].start), max(end, inside[-1].end)
    while inside and inside[-1].tag.startswith(("J", "E", "VCP", "XSV", "XSA")) and len(inside) > 1:
        end = inside.pop().start
    if label == "person" and end < tagged and view.text[end:tagged] not in view.lexicon.case_endings:
        end = tagged  # "살라" is no form of a verb in a name.
    start, end = trim(view.text, start, end)
    last = re.search(r"[가-힣]+$", view.text[start:end])
    if label == "organisation":
        end = _noun_end(tokens, end)
        last = re.search(r"[가-힣]+$", view.text[start:end])
    if last is None or _noun_goes_on(tokens, end):
        return start, end
    begin = start + last.start()
    whole = _HANGUL_RUN.match(view.text, begin)
    word = whole.group() if whole else last.group()
    otherwise = last.group()
    if label == "place":
        known = (stem for stem in stems.stems(word, 2) if known_place(stem, view.sentence.language))
        otherwise = next(known, otherwise)
    if label == "person" and start == begin and word.startswith(otherwise):
        otherwise = next((stem for stem in stems.stems(word, 2) if is_native_name(view.lexicon, stem)), otherwise)
    if label == "person" and word.removeprefix(last.group()) in view.lexicon.inanimate_endings:
        return start, begin + len(word)  # What stands behind no person is the end of the name.
    best = stems.best(word, 2, otherwise)
    return (start, begin + len(best)) if best.startswith(last.group()[:2]) else (start, end)


def _sure_border(view: View, start: int, end: int, last: Token, stems: Stems) -> int | None:
    """The end of a person's span where a particle stands behind it, by the tagger's word alone.

    The morphemes of a foreign name lead astray, and any word of three syllables that begins like a family name has the
    shape of a full name: "Roy" with its particle looks like one. A native name of one word is left to the morphemes
    where these end elsewhere, and so is what the article attests.
    """
    whole = _HANGUL_RUN.match(view.text, end)
    begin = max(start, view.text.rfind(" ", start, end) + 1)
    endings = view.lexicon.case_endings - frozenset(view.lexicon.inanimate_endings)
    if whole is None or whole.group() not in endings or end - begin < 2 - (begin > start):
        return None
    word = view.text[begin : whole.end()]
    stem = view.text[begin:end]
    best = stems.best(word, 2, stem)
    native = begin == start and any(is_native_name(view.lexicon, other) for other in stems.stems(word, 2))
    if best != stem or (native and last.end != end):
        return None
    return end


def with_noun_apart(view: View, start: int, end: int, stems: Stems) -> int:
    """The end of a body's name with the noun that stands apart from it: "동아시아" + "공동제작 펀드"."""
    if view.lexicon.is_body(view.text[start:end]):
        return end
    match = re.match(r"((?: [가-힣]+)?) ([가-힣]+)", view.text[end:])
    rows = [match] if match is not None else []
    rows += [short for short in [re.match(r"() ([가-힣]+)", view.text[end:])] if short is not None]
    for row in rows:
        middle = row.group(1).strip()
        noun = next((stem for stem in stems.stems(row.group(2), 2) if stem in view.lexicon.body_apart), None)
        begin = end + len(row.group(1)) + 1
        if noun is not None and (not middle or is_common(view, end + 1, begin - 1)):
            return begin + len(noun)
    return end


def is_native_name(language: Lexicon, text: str) -> bool:
    """Whether a word has the shape of a native full name: a family name and a given name of one or two syllables."""
    if not re.fullmatch(r"[가-힣]{3,4}", text):
        return False
    if len(text) == 4:
        return text[:2] in language.double_surnames
    return text[:1] in language.surnames


def _noun_end(tokens: Sequence[Token], end: int) -> int:
    for token in tokens:
        if token.start == end and token.tag.startswith(("NN", "XSN", "SL")) and token.tag != "NNB":
            end = token.end
    return end


def _noun_goes_on(tokens: Sequence[Token], end: int) -> bool:
    follower = next((token for token in tokens if token.start == end), None)
    return follower is not None and follower.tag.startswith(("NN", "XS", "SL"))


def split_row(view: View, start: int, end: int, label: Label) -> list[tuple[int, int, Label]]:
    """A span of several words in a language that writes names without capitals, cut where it cannot be one name.

    Words that are no nouns end a name; countries and known cities are names of their own; common nouns at the end of a
    place or body ("본사", "자택") do not belong to it unless they make the body ("자동차").
    """
    text = view.text[start:end]
    if " " not in text or known_place(text, view.sentence.language) is not None:
        return [(start, end, label)]
    words = text.split()
    if label != "person" and all(known_place(word, view.sentence.language) is not None for word in words[:2]):
        label = "place"
    rows: list[list[tuple[int, int]]] = [[]]
    found: list[tuple[int, int, Label]] = []
    for match in re.finditer(r"\S+", text):
        begin, stop = start + match.start(), start + match.end()
        known = (label != "person" or match.start() == 0) and _is_own_place(view, begin, stop, end, label)
        if known:
            found.append((begin, stop, "place"))
        named = _is_part(view, begin, stop, end) if label == "person" else _is_noun(view, begin, stop)
        if known or not named:
            rows.append([])
        elif label == "place" and rows[-1] and _makes_body(view, [*rows[-1], (begin, stop)]):
            found.append((rows[-1][0][0], stop, "organisation"))
            rows[-1] = []
        elif not (is_common(view, begin, stop) and label == "place"):
            rows[-1].append((begin, stop))
        else:
            rows.append([])
    for row in rows:
        while len(row) > 1 and is_common(view, *row[-1]) and not _keeps_noun(view, row, label):
            row.pop()
        if row:
            found.append((row[0][0], row[-1][1], label))
    return sorted(found)


def _is_own_place(view: View, start: int, stop: int, end: int, label: Label) -> bool:
    """Whether a word of a span is a place of its own: a country, or a city that does not belong to a body's name."""
    if view.text[start:stop] in view.lexicon.regions:
        return True
    known = known_place(view.text[start:stop], view.sentence.language)
    if known is None or label == "place" or known.geonames is None:
        return known is not None
    if label == "person":
        return False
    # "홍콩 고등법원" is one name, "서울 나루소재" a city and a company.
    return stop < end and not is_common(view, stop + 1, end)


def _is_noun(view: View, start: int, end: int) -> bool:
    inside = [token for token in view.tokens if start <= token.start and token.end <= end]
    return not any(token.tag.startswith(("NNB", "MA", "V", "E", "J")) for token in inside)


def _is_part(view: View, start: int, stop: int, end: int) -> bool:
    """Whether a word may be part of a person's name that goes on up to an end.

    The syllables of a foreign name may look like any word, so the tagger is surer than the morphemes: only a dependent
    noun, and a particle behind more than a syllable and before further words, end the name.
    """
    inside = [token for token in view.tokens if start <= token.start and token.end <= stop]
    if not inside:
        return True
    last = inside[-1]
    if stop < end and last.tag.startswith("J") and last.start - start > 1:
        return last.text not in view.lexicon.parting_endings
    return not (len(inside) == 1 and last.tag.startswith(("NNB", "J")) and last.end - last.start == stop - start > 1)


def is_common(view: View, start: int, end: int) -> bool:
    """Whether a span is made of common nouns alone."""
    inside = [token for token in view.tokens if start <= token.start and token.end <= end]
    return bool(inside) and all(token.tag == "NNG" for token in inside)


def _keeps_noun(view: View, row: Sequence[tuple[int, int]], label: Label) -> bool:
    """Whether a common noun at the end belongs to the name: "은행" to a body, any syllables to a foreign person."""
    if label == "person":
        return row[-1][1] - row[-1][0] == 1 or not is_native_name(view.lexicon, view.text[slice(*row[0])])
    return label == "organisation" and _makes_body(view, row)


def _makes_body(view: View, row: Sequence[tuple[int, int]]) -> bool:
    return view.lexicon.is_body(view.text[row[0][0] : row[-1][1]])
