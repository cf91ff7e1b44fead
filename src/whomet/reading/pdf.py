"""PDF files with a text layer: characters with their places on the page become lines and paragraphs.

A PDF says where glyphs stand, not what is read after what. Glyphs are put together to lines, lines are put in the
order in which columns are read (see `columns`), and lines that a paragraph was broken into are joined. Running heads
and page numbers stay, as lines of their own.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from threading import Lock

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from whomet.languages import pack
from whomet.reading import limits
from whomet.reading.columns import Line, Region, regions
from whomet.reading.glyphs import Glyph, is_dense, lines_of, with_text
from whomet.reading.sniffing import Unreadable
from whomet.records import Document

#: Pages of one document: a year's newspaper in one file has more; laying out takes some 20 ms a page.
_PAGES = 2_000
#: Characters of one page: a large page of a newspaper in small print has 40,000.
_GLYPHS = 200_000
#: The library holds its state in one place and must not be entered twice.
_LOCK = Lock()
#: A headline is set at least this much larger than the running text: sub-headings in the same type are 1.0 to 1.15.
_HEADLINE = 1.2
#: Lines of one paragraph stand at most this much farther apart than is usual in their column.
_LEADING = 1.35
#: An indent in units of the type size; the first lines of paragraphs are set in by 1 to 2.
_INDENT = 0.7


def read_pdf(file: str, data: bytes) -> Document:
    """Read a PDF.

    Args:
        file: Its name.
        data: Its bytes.

    Returns:
        A document: one line of text for every paragraph, in reading order.

    Raises:
        Unreadable: Where it is broken, encrypted, or only pictures of text.
    """
    with _LOCK:
        return _read(file, data)


def _read(file: str, data: bytes) -> Document:
    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unreadable("this is an encrypted PDF; open it with its password and save it without") from None
        raise Unreadable("this is a PDF that is damaged; save it again, or save its text as .txt") from None
    try:
        pages = list(_pages(pdf))
        flaws = _flaws(pdf, pages)
        metadata = _metadata(pdf, pages)
    finally:
        pdf.close()
    text = "\n".join(_paragraphs(pages))
    if not any(letter.isalnum() for letter in text):
        raise Unreadable("this is a PDF without a text layer (scanned pages); run OCR on it, for example with ocrmypdf")
    return Document(file, text, metadata=metadata, format="pdf", flaws=flaws)


def _pages(pdf: pdfium.PdfDocument) -> Iterator[list[Region] | None]:
    """The pages one after the other, as many as fit into a document."""
    characters = 0
    for number in range(min(len(pdf), _PAGES)):
        page = _page(pdf, number)
        yield page
        characters += sum(len(line.text) for region in page or () for line in region.lines)
        if characters > 2 * limits.TEXT_CHARACTERS:
            return


def _page(pdf: pdfium.PdfDocument, number: int) -> list[Region] | None:
    """The regions of a page in reading order, None where the page cannot be read."""
    try:
        page = pdf[number]
        try:
            text = page.get_textpage()
            try:
                found = regions(lines_of(list(_glyphs(text.raw))))
                return [replace(region, lines=tuple(map(with_text, region.lines))) for region in found]
            finally:
                text.close()
        finally:
            page.close()
    except pdfium.PdfiumError:
        return None


def _glyphs(text: object) -> Iterator[Glyph]:
    """The characters that are painted, in the order of the file."""
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    matrix = raw.FS_MATRIX()
    for index in range(min(raw.FPDFText_CountChars(text), _GLYPHS)):
        if raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        letter = chr(raw.FPDFText_GetUnicode(text, index) & 0x10FFFF)
        raw.FPDFText_GetLooseCharBox(text, index, box)
        if letter.isspace() and box.left == box.right:
            continue  # put in by the library between words that it has turned round
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetMatrix(text, index, matrix)
        turned = abs(matrix.b) > abs(matrix.a)
        angle = (90 if matrix.b > 0 else 270) if turned else (0 if matrix.a >= 0 else 180)
        scale = abs(matrix.b) if turned else abs(matrix.a)
        size = raw.FPDFText_GetFontSize(text, index) * (scale or 1.0)
        yield Glyph(letter, box.left, box.right, box.bottom, box.top, x.value, y.value, size or 1.0, angle)


def _flaws(pdf: pdfium.PdfDocument, pages: Sequence[list[Region] | None]) -> tuple[str, ...]:
    found = []
    if len(pdf) > _PAGES:
        found.append(f"the PDF has {len(pdf)} pages and only the first {_PAGES} are read; split it")
    empty = sum(not page for page in pages)
    if empty and empty < len(pages):
        found.append(f"{empty} of {len(pages)} pages of the PDF have no text layer; run OCR on them to read them too")
    letters = "".join(line.text for page in pages for region in page or () for line in region.lines)
    odd = sum(letter == "\ufffd" or unicodedata.category(letter) in ("Co", "Cn") for letter in letters)
    if odd * 50 > max(1, len(letters)):
        found.append("the fonts of the PDF do not tell which characters they show; run OCR on it for a better text")
    return tuple(found)


def _metadata(pdf: pdfium.PdfDocument, pages: Sequence[list[Region] | None]) -> tuple[tuple[str, str], ...]:
    try:
        told = pdf.get_metadata_dict()
    except pdfium.PdfiumError:
        told = {}
    names = {"Title": "pdf:title", "Author": "pdf:author", "Subject": "pdf:subject", "Creator": "pdf:creator"}
    pairs = [(key, " ".join(told.get(name, "").split())) for name, key in names.items()]
    pairs += [
        ("pdf:created", _instant(told.get("CreationDate", ""))),
        ("pdf:modified", _instant(told.get("ModDate", ""))),
    ]
    headline = _headline(pages)
    return (*((("og:title", headline),) if headline else ()), *((key, value) for key, value in pairs if value))


_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([+-])(\d\d)'?(\d\d)?|(Z))?")


def _instant(value: str) -> str:
    """A date of PDF (ISO 32000-1, 7.9.4) as ISO 8601."""
    match = _DATE.match(value.strip())
    if not match:
        return ""
    year, month, day, hour, minute, second, sign, hours, minutes, zulu = match.groups()
    date = "-".join(filter(None, (year, month, day if month else None)))
    clock = f"T{hour}:{minute}:{second or '00'}" if day and hour and minute else ""
    zone = "Z" if zulu else f"{sign}{hours}:{minutes or '00'}" if sign else ""
    return date + clock + (zone if clock else "")


def _headline(pages: Sequence[list[Region] | None]) -> str:
    """What is set in the largest type of page one, where it is larger than the running text."""
    first = [line for region in (pages[0] if pages else None) or () for line in region.lines]
    everything = [line for page in pages for region in page or () for line in region.lines]
    if not first or len(everything) < 3:
        return ""
    body = _body_size(everything)
    largest = max(round(line.size, 1) for line in first if len(line.text) > 3 or len(first) < 3) if first else 0.0
    start = next((at for at, line in enumerate(first) if round(line.size, 1) == largest), None)
    if start is None or largest < _HEADLINE * body:
        return ""
    end = start
    while end < len(first) and abs(first[end].size - largest) < 0.5 and end - start < 5:
        end += 1
    return " ".join(line.text for line in first[start:end])


def _body_size(lines: Sequence[Line]) -> float:
    sizes = sorted((line.size, len(line.text)) for line in lines)
    half, done = sum(count for _, count in sizes) / 2, 0
    for size, count in sizes:
        done += count
        if done >= half:
            return size
    return sizes[-1][0] if sizes else 0.0


# --- paragraphs ----------------------------------------------------------------------------------------


def _paragraphs(pages: Sequence[list[Region] | None]) -> Iterator[str]:
    """The paragraphs of all pages, one string each."""
    lines = [line for page in pages for region in page or () for line in region.lines]
    words = Counter(
        word
        for line in lines
        for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text.partition(" ")[2].rpartition(" ")[0])
    )
    broken = sum(bool(_BROKEN.search(line.text)) for line in lines)
    open_at: tuple[Region, str] | None = None
    for page in pages:
        for region in page or ():
            found = list(_of_region(region, words, broken))
            if open_at and found and _continues(*open_at, region):
                found[0] = _joined(open_at[1], found[0], words, broken, False)
            elif open_at:
                yield open_at[1]
            yield from found[:-1]
            open_at = (region, found[-1]) if found else None
    if open_at:
        yield open_at[1]


_SENTENCE_END = re.compile(r"[.!?:…。！？؟][\"'”’»)\]]*$")


def _continues(before: Region, text: str, region: Region) -> bool:
    """Whether the last paragraph of a column goes on in the next one."""
    last, first = before.lines[-1], region.lines[0]
    size = last.size
    return (
        len(before.lines) > 2
        and len(region.lines) > 1
        and abs(first.size - size) <= 0.08 * size
        and before.right - last.x1 < 1.5 * size
        and first.x0 - region.left < _INDENT * size
        and not _SENTENCE_END.search(text)
    )


def _of_region(region: Region, words: Counter[str], broken: int) -> Iterator[str]:
    lines = region.lines
    gaps = sorted(after.y - before.y for before, after in pairwise(lines) if after.y > before.y)
    leading = gaps[len(gaps) // 4] if gaps else 0.0
    text = ""
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        if before is not None and text and not _begins(region, before, line, leading):
            text = _joined(text, line.text, words, broken, region.packed and not before.spaced)
        else:
            if text:
                yield text
            text = line.text
    if text:
        yield text


_BULLET = re.compile(r"(?:[•●▪■□◆◇▶►※○◎·–—*-]|\d{1,2}[.)])\s")


def _begins(region: Region, before: Line, line: Line, leading: float) -> bool:
    """Whether a line begins a paragraph."""
    size = max(before.size, line.size)
    if abs(before.size - line.size) > 0.08 * size or _BULLET.match(line.text):
        return True
    step = line.y - before.y
    if step <= 0 or step > 2.2 * size or (leading and step > _LEADING * leading):
        return True
    if region.centred or (_BROKEN.search(before.text) and line.text[:1].islower()):
        return False
    if line.x0 > region.left + _INDENT * size and line.x0 > before.x0 + _INDENT * size:
        return True
    room = region.right - before.x1
    first = line.text.split(" ", 1)[0]
    dense = is_dense(first[:1])
    width = (line.x1 - line.x0) / max(1, len(line.text)) * (min(2, len(first)) if dense else len(first))
    if region.packed and _is_hangul(first[:1]):
        width = min(width, 2.2 * size)
    return room > width + (0.1 if dense else 0.35) * size + 0.02 * (region.right - region.left)


_BROKEN = re.compile(r"[^\W\d_]{2,}[-\u00ad\u2010]$")


def _joined(text: str, line: str, words: Counter[str], broken: int, packed: bool) -> str:
    """Two lines of a paragraph as one."""
    if text.endswith("\u00ad"):
        return text[:-1] + line
    if _BROKEN.search(text) and line[:1].islower():
        first = re.search(r"[^\W\d_]+(?:-[^\W\d_]+)*$", text[:-1])
        rest = re.match(r"[^\W\d_]+", line)
        left, right = (first.group() if first else ""), (rest.group() if rest else "")
        if words[left + right]:
            return text[:-1] + line
        # A hyphen of the word itself stays, and so does one in a text that hardly breaks words.
        compound = words[f"{left}-{right}"] or (words[left] and words[right])
        return text + line if compound or broken < _BREAKS else text[:-1] + line
    if text[-1:] in "-\u2010" and line[:1].isalpha() and text[-2:-1].isalnum():
        return text + line
    last, first_letter = text[-1:], line[:1]
    if is_dense(last) and is_dense(first_letter):
        return text + line
    if packed and _is_hangul(last) and _is_hangul(first_letter) and not _ends_word(text, line, words):
        return text + line
    return f"{text} {line}"


def _ends_word(text: str, line: str, words: Counter[str]) -> bool:
    """Whether Korean that is broken anywhere, set in full lines, is broken between two words here."""
    left, right = text.rsplit(" ", 1)[-1], re.split(r"[^가-힣]", line, maxsplit=1)[0]
    if words[left + right]:
        return False
    return bool(words[left]) or pack("ko").hooks.strip_particles(left) != left


#: Words broken at ends of lines from which a document is taken to break words: a text that does has one in ten lines.
_BREAKS = 3


def _is_hangul(letter: str) -> bool:
    return bool(letter) and "\uac00" <= letter <= "\ud7a3"
