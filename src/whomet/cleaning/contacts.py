"""E-mail addresses, telephone and account numbers, so that faces can mask them.

Telephone numbers are told by libphonenumber's plans (package `phonenumbers`), account numbers by their check digits
(ISO 13616, ISO/IEC 7812) or by a label before them. In the article's own text a number without a label or a country
code stays what it is: it may be an amount or a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

from ahocorasick_rs import AhoCorasick
from phonenumbers import Leniency, NumberParseException, PhoneNumberMatcher, is_valid_number, parse

from whomet.cleaning.cues import clean_of_halves, fold
from whomet.languages import codes, pack
from whomet.records import READ_KINDS, Block, Contact

_AT = r"(?:[@＠]|\s?[\[(（{]\s?(?:at|AT|a|@)\s?[\])）}]\s?)"
_DOT = r"(?:\.|\s?[\[(]\s?(?:dot|DOT)\s?[\])]\s?)"
# Letters of ASCII only: particles are written right onto an address, and words right before it.
_LABEL = "[A-Za-z0-9-]{1,63}"
_MAIL = re.compile(
    rf"(?<![A-Za-z0-9.+-])[A-Za-z0-9._%+-]{{1,64}}{_AT}{_LABEL}(?:{_DOT}{_LABEL}){{0,4}}{_DOT}[A-Za-z]{{2,24}}(?![A-Za-z0-9@])"
)
_MAIL_SIGN = re.compile(_AT)
_DIGITS = re.compile(r"(?:\d[\s().+/–-]{0,3}){5}\d")
_RUN = re.compile(r"(?:\d[^\w\n]{0,4}){6}\d")
_IBAN = re.compile(r"(?<![^\W_])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{2,4}){3,8}(?![^\W_])")
_CARD = re.compile(r"(?<!\d)(?:\d{4}[ -]){3}\d{1,7}(?!\d)")
_NUMBER = re.compile(r"\+?[\d٠-٩][\d٠-٩*xX]*(?:[ .·/–-]{1,2}[\d٠-٩*xX]+)*")
_DATE = re.compile(r"(?<!\d)(?:\d{4}\D{1,3}\d{1,2}\D{1,3}\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2}))(?!\d)")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,·’ ]\d{3})+")
#: Digits of an account number or a telephone number that only a label tells: the shortest account numbers of national
#: plans have 7, IBAN at most 34; the longest telephone number has 15 (E.164), the shortest that names somebody 5. In
#: running text, where a number behind such a word may count something, a telephone number has 7.
_ACCOUNT_DIGITS, _PHONE_DIGITS, _PHONE_DIGITS_IN_TEXT = (7, 34), (5, 15), (7, 15)
#: Digits of a telephone number without a label: some countries have shorter ones, but so have years and prices.
_PLAIN_DIGITS = 7
#: Figures of the shortest number that the plan of any country has.
_FEWEST = 4
#: Characters between a label and its number: " (Redaktion): ", " 국민은행 ".
_REACH = 16
#: A line beyond this length is searched up to here; contacts stand in short lines.
_LONGEST = 5_000


def contacts_of(text: str, blocks: Sequence[Block], languages: Sequence[str]) -> tuple[Contact, ...]:
    """The contacts of a document.

    Args:
        text: Its text.
        blocks: The blocks that tile it.
        languages: Its body languages; their countries' telephone numbers are looked for.

    Returns:
        Stretches without overlap, in order.
    """
    regions = _regions(tuple(languages))
    found: list[Contact] = []
    for block in blocks:
        piece = text[block.start : min(block.end, block.start + _LONGEST)]
        found += (
            Contact(block.start + contact.start, block.start + contact.end, contact.kind)
            for contact in _in_piece(piece, block.kind not in READ_KINDS, regions)
        )
    return _apart(found)


def _in_piece(piece: str, aside: bool, regions: Sequence[str]) -> Iterator[Contact]:
    """Contacts of a block; `aside` where it is none of the article's own text."""
    if _has_at(piece):
        for match in _MAIL.finditer(piece):
            yield Contact(match.start(), match.end(), "e-mail")
    if not _DIGITS.search(piece):
        return
    for pattern, checked in ((_IBAN, _is_iban), (_CARD, _is_card)):
        for match in pattern.finditer(piece):
            if checked(match.group()):
                yield Contact(match.start(), match.end(), "account")
    yield from _labelled(piece, _PHONE_DIGITS if aside else _PHONE_DIGITS_IN_TEXT)
    dates = [match.span() for match in _DATE.finditer(piece)]
    if not _RUN.search(_DATE.sub("\n", piece) if dates else piece) or not (aside or "+" in piece or "＋" in piece):
        return  # no number beside the dates is long enough, or none has the country code that it needs here
    for region in regions if aside else (None,):
        for phone in _Matcher(piece, region, leniency=Leniency.VALID):
            if _count(phone.raw_string) >= _PLAIN_DIGITS and all(
                phone.end <= start or phone.start >= end for start, end in dates
            ):
                yield Contact(phone.start, phone.end, "telephone")


def _has_at(piece: str) -> bool:
    """Whether the sign of mail addresses stands in a piece; nothing but brackets can hold another writing of it."""
    if "@" in piece or "＠" in piece:
        return True
    return any(bracket in piece for bracket in "[(（{") and _MAIL_SIGN.search(piece) is not None


class _Matcher(PhoneNumberMatcher):  # type: ignore[misc, unused-ignore]
    """The library's matcher, which tries each part of a row of figures many times, with a memory of what is none."""

    def _parse_and_verify(self, candidate: str, offset: int) -> Any:
        if not _is_number(candidate, self.preferred_region):
            return None
        return super()._parse_and_verify(candidate, offset)


@lru_cache(maxsize=20_000)
def _is_number(candidate: str, region: str | None) -> bool:
    """Whether a country's plan has a number; nobody's has fewer figures than `_FEWEST`."""
    if sum(map(str.isdigit, candidate)) < _FEWEST:
        return False
    try:
        return is_valid_number(parse(candidate, region))
    except NumberParseException:
        return False


def _labelled(piece: str, phone_digits: tuple[int, int]) -> Iterator[Contact]:
    """Numbers right behind a word that says what they are."""
    if not _has_label(piece):
        return
    for label in _labels().finditer(piece):
        is_phone = label["telephone"] is not None
        least, most = phone_digits if is_phone else _ACCOUNT_DIGITS
        number = _NUMBER.search(piece, label.end(), label.end() + _REACH + most)
        if number is None or number.start() > label.end() + _REACH:
            continue
        between = piece[label.end() : number.start()]
        if re.search(r"\n|[.。!?]\s+\S", between) or len(between.split()) > 2:
            continue
        date = _DATE.search(piece, number.start(), number.end() + 1)
        told = piece[number.start() : date.start() if date else number.end()].rstrip(" .·/–-")
        if least <= _count(told) <= most and not _THOUSANDS.fullmatch(told):
            yield Contact(number.start(), number.start() + len(told), "telephone" if is_phone else "account")


def _count(number: str) -> int:
    return sum(letter.isdigit() or letter in "*xX" for letter in number)


def _is_iban(text: str) -> bool:
    """ISO 7064 MOD 97-10."""
    bare = re.sub(r"[ -]", "", text)
    if not 15 <= len(bare) <= 34:
        return False
    return int("".join(str(int(letter, 36)) for letter in bare[4:] + bare[:4])) % 97 == 1


def _is_card(text: str) -> bool:
    """The Luhn check digit (ISO/IEC 7812-1)."""
    digits = [int(letter) for letter in text if letter.isdigit()][::-1]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return 13 <= len(digits) <= 19 and (sum(digits[::2]) + sum(doubled)) % 10 == 0


@cache
def _regions(languages: tuple[str, ...]) -> tuple[str, ...]:
    named = (region for code in languages for region in pack(code).table("contacts").get("regions", ()))
    return tuple(dict.fromkeys(named))


def _has_label(piece: str) -> bool:
    """Whether a label stands in a piece; looking for all of them at once is much cheaper than their expression."""
    folded = fold(piece)
    for number, start, end in _automaton().find_matches_as_indexes(clean_of_halves(folded), overlapping=True):
        spaced = _label_words()[number][0] < "\u0e00" and _label_words()[number][0].isalpha()
        if not spaced or not (folded[max(0, start - 1) : start].isalnum() or folded[end : end + 1].isalpha()):
            return True
    return False


@cache
def _label_words() -> tuple[str, ...]:
    tables = [pack(code).table("contacts") for code in (*codes(), "und")]
    kinds = ("telephone_labels", "account_labels")
    return tuple(sorted({fold(str(word)) for table in tables for kind in kinds for word in table.get(kind, ())}))


@cache
def _automaton() -> AhoCorasick:
    return AhoCorasick(_label_words())


@cache
def _labels() -> re.Pattern[str]:
    """Labels of all packs: footers are often in another language than the article."""
    groups = []
    for kind in ("telephone", "account"):
        listed = {
            str(word) for code in (*codes(), "und") for word in pack(code).table("contacts").get(f"{kind}_labels", ())
        }
        ordered = sorted(listed, key=lambda word: (-len(word), word))
        groups.append(f"(?P<{kind}>{'|'.join(map(_bounded, ordered))})")
    return re.compile("|".join(reversed(groups)), re.I)


def _bounded(word: str) -> str:
    """A word as an expression; words of scripts with spaces do not begin or end inside another word."""
    spaced = word[0].isalpha() and word[0] < "\u0e00"
    return rf"(?<![^\W_]){re.escape(word)}(?![^\W\d_])" if spaced else re.escape(word)


def _apart(found: list[Contact]) -> tuple[Contact, ...]:
    """The longest of those that overlap, in order of the text."""
    kept: list[Contact] = []
    for contact in sorted(found, key=lambda one: (one.start - one.end, one.start, one.kind)):
        if all(contact.end <= other.start or contact.start >= other.end for other in kept):
            kept.append(contact)
    return tuple(sorted(kept, key=lambda one: one.start))
