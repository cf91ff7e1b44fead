"""Text that was decoded with the wrong charset and saved again: found, named, and mended where nothing was lost.

What the bytes must have been is tried: the text is written in a charset that could have been the wrong one and read
in the right one. Where that gives UTF-8 throughout, chance is ruled out and the text is mended. Where it gives text of
another legacy charset, letters decide (see `letters`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from whomet.reading.letters import LOST, choose, text_bits

#: Characters at which is looked: what is wrong is wrong from the first paragraph on.
_LOOKED_AT = 400_000
#: Characters beyond ASCII of which fewer tell nothing.
_FEWEST = 4
#: Share of them that must be UTF-8 in disguise for the whole text to be.
_WHOLE = 0.9
#: Sequences of three bytes and more that are UTF-8 in disguise, from which single stretches are taken to be broken:
#: good text in 20 languages has none.
_STRETCHES = 2
#: How much less the right reading must cost than the text at hand, and its bits a byte at most. Good text in 20
#: languages read another way costs more than itself; text in disguise costs half and less of itself.
_CHEAPER, _PLAUSIBLE = 0.65, 7.5
#: How often a text may have been read wrongly and saved again.
_TIMES = 3
#: Share of the characters beyond ASCII that may be as they should be in a text that is mended.
_KEPT = 0.02
#: Characters that cannot be got back, of all beyond ASCII, from which a text is said to have lost some.
_LOST = 0.02

#: Controls that windows-1252 has a sign for; the other five are left of text that was read wrongly twice.
_DEFINED = re.compile("[\x80\x82-\x8c\x8e\x91-\x9c\x9e\x9f]")

#: Charsets that UTF-8 is read in by mistake, and those that other charsets are read in.
_MISTAKEN = ("cp1252", "cp1251", "cp1250", "cp1254", "koi8_r", "mac_roman", "cp437", "cp949", "cp932", "gb18030")
#: In these, characters are pairs of bytes: what does not make a pair is lost.
_PAIRS = frozenset({"cp949", "cp932", "gb18030"})
_LEGACY = ("cp1252", "cp1251", "koi8_r", "mac_roman", "cp866")
_NAMES = {"cp1252": "windows-1252", "cp1251": "windows-1251", "cp1250": "windows-1250", "cp1254": "windows-1254",
          "cp949": "windows-949", "cp932": "Shift_JIS", "koi8_r": "KOI8-R", "mac_roman": "Mac Roman"}  # fmt: skip
#: Characters that are looked through at once for one beyond ASCII.
_CHUNK = 1_024
#: Words that are looked at, and characters before and (a quarter of those) behind a letter that can be its word.
_WORDS, _WORD = 400, 30
_EDGE = re.compile('[ \\t\\n\\r\\f<>"=]')
_BEYOND = re.compile(r"[^\x00-\x7f]+")


@dataclass(frozen=True, slots=True)
class Mended:
    """A text after it was looked at.

    Attributes:
        text: The text, mended where that is certain.
        flaws: What was wrong with it, one sentence each.
    """

    text: str
    flaws: tuple[str, ...] = ()


def mend(text: str) -> Mended:
    """Look for mojibake.

    Args:
        text: A decoded file.

    Returns:
        The text, mended where it could be mended with certainty, and what was wrong.
    """
    if text.isascii():
        return Mended(text)
    head = text[:_LOOKED_AT]
    sample = _sample(head)
    found = Mended(text)
    if sum(map(len, _BEYOND.findall(sample))) >= _FEWEST:
        found = _as_utf8(text, sample) or _as_legacy(text, sample) or found
    lost = sum(map(head.count, LOST))
    if lost > 2 and lost > _LOST * sum(map(len, _BEYOND.findall(head))):
        return Mended(found.text, (*found.flaws, _lost(lost)))
    return found


def _sample(text: str) -> str:
    """The first words with characters beyond ASCII. Only ASCII white space parts words: others may be in disguise."""
    words: list[str] = []
    done = 0
    for start in range(0, len(text), _CHUNK):
        for first, last in _runs(text[start : start + _CHUNK], start):
            if first < done:
                continue
            before = _EDGE.search(text[max(done, first - _WORD) : first][::-1])
            left = first - before.start() if before else max(done, first - _WORD)
            end = _EDGE.search(text, last, last + 4 * _WORD)
            done = end.start() if end else min(len(text), last + 4 * _WORD)
            words.append(text[left:done])
        if len(words) >= _WORDS:
            break
    return " ".join(words)


def _runs(chunk: str, start: int) -> Iterator[tuple[int, int]]:
    """Where runs beyond ASCII begin and end; an encoder finds the next one in a fifth of the time of an expression."""
    while not chunk.isascii():
        try:
            chunk.encode("ascii")
        except UnicodeEncodeError as error:
            yield start + error.start, start + error.end
            chunk, start = chunk[error.end :], start + error.end


def _lost(count: int) -> str:
    return f"{count} characters were lost when the text was decoded wrongly before; fetch the page again"


# --- UTF-8 in disguise ---------------------------------------------------------------------------------


def _as_utf8(text: str, sample: str) -> Mended | None:
    """UTF-8 that was read in a legacy charset."""
    for codec in _MISTAKEN:
        if len(_suspects(codec).findall(sample)) < 2:
            continue
        right, whole, long = _share(sample, codec)
        if whole >= _FEWEST and right >= _WHOLE * whole:
            return _undone(text, codec, every=True)
        if long >= _STRETCHES and codec in ("cp1252", "cp1251"):
            return _undone(text, codec, every=False)
    return None


@cache
def _suspects(codec: str) -> re.Pattern[str]:
    """What the first two bytes of a sequence of UTF-8 are taken for."""
    if codec in _PAIRS:
        return re.compile("[\u2e80-\uffef]")
    leads, others = (
        "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in bytes_)
        for bytes_ in (range(0xC2, 0xF5), range(0x80, 0xC0))
    )
    return re.compile(f"[{re.escape(leads)}][{re.escape(others)}\x80-\x9f]")


def _share(sample: str, codec: str) -> tuple[int, int, int]:
    """Characters in sequences of UTF-8, all beyond ASCII, and sequences of three bytes and more."""
    if codec in _PAIRS:
        # Bytes without a partner were lost, so what is left of the sequences is counted.
        left = sample.encode(codec, "ignore").decode("utf-8", "replace")
        found = sum(letter > "\x7f" and letter != "\ufffd" for letter in left)
        return found, found + left.count("\ufffd") // 4, 0
    right = whole = long = 0
    for run in _BEYOND.findall(sample):
        whole += len(run)
        decoded = _reread(run, codec)
        if decoded is not None:
            right += len(run)
            long += sum(letter >= "\u0800" for letter in decoded)
    return right, whole, long


def _reread(run: str, codec: str) -> str | None:
    """What a stretch was before it was read wrongly, None where it was not UTF-8."""
    data = _bytes(run, codec)
    if data is None:
        return None
    try:
        decoded = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if decoded.isascii() or _DEFINED.search(decoded) else decoded


def _bytes(run: str, codec: str) -> bytes | None:
    """The bytes that were read as a stretch; those that the charset does not know stand for themselves."""
    try:
        return run.encode(codec)
    except UnicodeEncodeError:
        pass
    found = bytearray()
    for letter in run:
        try:
            found += letter.encode(codec)
        except UnicodeEncodeError:
            if letter > "\xff":
                return None
            found.append(ord(letter))
    return bytes(found)


def _undone(text: str, codec: str, every: bool) -> Mended:
    """The text with its sequences of UTF-8 read as such, again and again while there are any."""
    name = _NAMES.get(codec, codec)
    what = "was UTF-8 that had been read as" if every else "has stretches of UTF-8 that had been read as"
    told = f"the text {what} {name} and saved again (mojibake)"
    before, kept = text, 0
    for _ in range(_TIMES if codec not in _PAIRS else 0):
        mended, kept = _once(before, codec, every)
        before, same = mended, mended == before
        right, whole, long = _share(_sample(mended[:_LOOKED_AT]), codec)
        if same or (right < _WHOLE * whole if every else long < _STRETCHES) or not whole:
            break
    if codec in _PAIRS or (every and kept > _KEPT * sum(map(len, _BEYOND.findall(before)))):
        return Mended(text, (f"{told}, and cannot be mended with certainty; fetch the page again",))
    return Mended(before, (f"{told}; it is mended, offsets refer to the mended text; fetch the page again to be sure",))


def _once(text: str, codec: str, every: bool) -> tuple[str, int]:
    """The text read anew, and how many of its characters beyond ASCII could not be."""
    kept = 0

    def anew(match: re.Match[str]) -> str:
        nonlocal kept
        decoded = _reread(match.group(), codec)
        if decoded is None or not (every or any(letter >= "\u0800" for letter in decoded)):
            kept += len(match.group())
            return match.group()
        return decoded

    return _BEYOND.sub(anew, text), kept


# --- other charsets in disguise ------------------------------------------------------------------------


def _as_legacy(text: str, sample: str) -> Mended | None:
    """A legacy charset that was read in another one."""
    if not _is_dense(sample):
        return None
    short = sample[:1_500]
    cost = text_bits(short)
    for codec in _LEGACY:
        data = _bytes(short, codec)
        if data is None or data.isascii():
            continue
        choice = choose(data)
        if choice.best in (None, codec) or choice.best is None:
            continue
        right = choice.costs[choice.best]
        foreign = [byte for byte in data if byte > 0x7F]
        if right < _CHEAPER * cost and right < _PLAUSIBLE * len(foreign) + 4.5 * (len(data) - len(foreign)):
            return _reread_whole(text, codec, choice.best)
    return None


def _is_dense(sample: str) -> bool:
    """Whether letters with marks stand side by side as in no language, or most of Cyrillic is capitals."""
    marked = re.findall(
        r"[\x80-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u2020-\u203a\u20ac\u2122]{3,}", sample
    )
    inverted = re.findall("[\u2500-\u259f]{2,}", sample)
    capitals, cyrillic = len(re.findall("[\u0401-\u042f]", sample)), len(re.findall("[\u0401-\u0451]", sample))
    beyond = sum(map(len, _BEYOND.findall(sample)))
    if 2 * capitals > cyrillic > beyond / 2:
        return True
    return 2 * sum(map(len, (*marked, *inverted))) > beyond


def _reread_whole(text: str, wrong: str, right: str) -> Mended:
    name, proper = _NAMES.get(wrong, wrong), _NAMES.get(right, right)
    told = f"the text was {proper} that had been read as {name} and saved again (mojibake)"
    data = _bytes(text, wrong)
    decoded = data.decode(right, "replace") if data is not None else "\ufffd"
    if "\ufffd" in decoded:
        return Mended(text, (f"{told}, and cannot be mended with certainty; fetch the page again",))
    return Mended(
        decoded, (f"{told}; it is mended, offsets refer to the mended text; fetch the page again to be sure",)
    )
