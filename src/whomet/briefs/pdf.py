"""The brief as a PDF: to print, to file, to send; its text can be searched and copied in every script.

The typesetter (fpdf2, with HarfBuzz for scripts whose letters join) and the fonts (Kurinto Sans, which has nearly every
script) are the extra `whomet[pdf]`: nothing is looked for on the computer, and nothing is downloaded.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import resources, util
from typing import TYPE_CHECKING, Any

from whomet import edtf
from whomet.briefs.outline import Fact, MeetingEntry, Outline, Proof, Section, outline
from whomet.briefs.terminal import clean
from whomet.records import Account

if TYPE_CHECKING:
    from fpdf import FPDF

#: Millimetres of an A4 sheet.
MARGIN = 18.0
INDENT = 4.0
#: Points.
TITLE, HEADING, BODY, SMALL = 17, 12.5, 9.5, 7.5
#: Height of a line (mm) for a point of its letters: the fonts have high accents and deep Thai vowels.
LEADING = 0.52
GREY, BLACK, RED = (110, 110, 110), (0, 0, 0), (179, 38, 30)

#: Family -> file of the package of fonts. The order is that in which a letter is looked for.
FAMILIES = {
    "sans": "KurintoSans",
    "ko": "KurintoSansKR",
    "ja": "KurintoSansJP",
    "zh": "KurintoSansSC",
    "zh-hant": "KurintoSansTC",
}
#: Languages written without spaces in which a line may end behind any letter.
UNSPACED = frozenset({"ja", "zh"})
#: Thai: a line may end at a space, or before a vowel that is written before its consonant: a syllable begins there.
_THAI = re.compile("[\u0e00-\u0e7f]")
_THAI_BREAKS = re.compile("(?<= )|(?=[\u0e40-\u0e44])")
#: The vowel am is drawn as its two parts; written so, both can be copied.
_THAI_AM = re.compile("([\u0e48-\u0e4b]*)\u0e33")
#: The fonts have raised tone marks of their own; lowering them as marks on marks puts them into the vowels.
_THAI_SHAPING = {"mark": False, "mkmk": False}
_TRADITIONAL = re.compile(r"zh-(?:hant|tw|hk|mo)", re.IGNORECASE)


class PdfError(RuntimeError):
    """A PDF cannot be made; the message says what to install."""


def render(account: Account, language: str = "en") -> bytes:
    """The brief as a PDF.

    Args:
        account: What was concluded.
        language: BCP 47 code of the language to use.

    Returns:
        The same bytes for the same account.

    Raises:
        PdfError: The extra is not installed.
        UnknownLanguageError: There are no words in the language.
    """
    told = outline(account, language)
    with _hushed():
        sheet = _Sheet(told)
        sheet.write()
        return sheet.output(_latest(account))


def missing() -> tuple[str, ...]:
    """What the extra holds that is not installed."""
    return tuple(name for name in ("fpdf", "weblate_fonts", "uharfbuzz") if util.find_spec(name) is None)


def _latest(account: Account) -> datetime:
    """The day of the last article, as the day of the file: the clock would make every copy another one."""
    days = [document.published for document in account.documents if edtf.is_day(document.published)]
    return datetime.fromisoformat(max(filter(None, days), default="2000-01-01")).replace(tzinfo=UTC)


@contextmanager
def _hushed() -> Iterator[None]:
    """Without the typesetter's remarks on letters that no font has."""
    loggers = [logging.getLogger(name) for name in ("fpdf", "fontTools")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


class _Sheet:
    """The pages, written from top to bottom."""

    def __init__(self, told: Outline) -> None:
        self.told, self.words = told, told.words
        self.pdf: Any = _empty()
        self._known: dict[tuple[str, str], frozenset[str]] = {}
        self._letters("sans", "")  # the numbers of pages are set in it
        self.pdf.set_title(self.words.title("who_met_whom"))
        self.pdf.set_lang(self.words.locale_tag)
        self.pdf.set_creator("Whomet")
        self._labels = 0.0

    def output(self, day: datetime) -> bytes:
        """The file."""
        self.pdf.set_creation_date(day)
        return bytes(self.pdf.output() or b"")

    def write(self) -> None:
        """All of it."""
        told, words = self.told, self.words
        self._text(words.title("who_met_whom"), TITLE, "B")
        self._text(told.headline, BODY, colour=GREY)
        labels = {line.label for section in told.sections for each in _entries(section) for line in each.lines}
        self._labels = max((self._width(label) for label in labels), default=0) + 3
        for section in told.sections:
            self._section(section)
        if not told.sections:
            self._text(words.say("phrases", "no_meeting"), BODY)
        for key, facts in told.facts:
            self._facts(words.title(key), facts)

    def _width(self, text: str) -> float:
        self._choose(text, self.words.code)
        return float(self.pdf.get_string_width(text))

    def _section(self, section: Section) -> None:
        self.pdf.ln(4)
        self.pdf.start_section(clean(section.title))
        self._text(section.title, HEADING, "B", language=None)
        self._text(f"{section.summary}  {section.id}", SMALL, colour=GREY)
        for meeting in section.meetings:
            self._meeting(meeting)
        if section.background:
            self.pdf.ln(2)
            self._text(self.words.title("looked_back"), BODY, colour=GREY)
            for meeting in section.background:
                self._meeting(meeting)

    def _meeting(self, meeting: MeetingEntry) -> None:
        self.pdf.ln(2.5)
        self._keep_together(20)
        head = " · ".join(part for part in (meeting.when, meeting.where, meeting.shown) if part)
        self._text(head, BODY + 1, "B")
        self._text(meeting.sides, BODY, "B", indent=INDENT)
        for line in meeting.lines:
            self._labelled(line.label, line.text, RED if line.kind in ("disputed", "corrected") else GREY)
        for proof in meeting.proofs:
            self._proof(proof)
        self._text(meeting.id, SMALL, colour=GREY, indent=INDENT)

    def _labelled(self, label: str, text: str, colour: tuple[int, int, int]) -> None:
        """A label, and what it says in a column beside it; in scripts that run leftwards, above it."""
        if self.words.direction == "rtl":
            self._text(f"{label}: {text}", BODY, indent=INDENT)
            return
        top, page = self.pdf.get_y(), self.pdf.page
        self._text(label, BODY, colour=colour, indent=INDENT)
        if self.pdf.page == page:
            self.pdf.set_y(top)
        self._text(text, BODY, indent=INDENT + self._labels)

    def _proof(self, proof: Proof) -> None:
        language = f" ({proof.language})" if proof.language else ""
        self._text(proof.documents + language, SMALL, colour=GREY, indent=2 * INDENT)
        self._text(self.words.quoted(clean(proof.text)), BODY - 0.5, language=proof.language, indent=2 * INDENT)

    def _facts(self, title: str, facts: Sequence[Fact]) -> None:
        if not facts:
            return
        self.pdf.ln(4)
        self._keep_together(15)
        self.pdf.start_section(title)
        self._text(title, HEADING, "B")
        for fact in facts:
            language = fact.places[0].language if len({place.language for place in fact.places}) == 1 else None
            self._text(fact.text + (f"  [{fact.where}]" if fact.where else ""), BODY, language=language, indent=INDENT)
            if fact.id:
                self._text(fact.id, SMALL, colour=GREY, indent=2 * INDENT)

    # --- letters ---------------------------------------------------------------------------------------

    def _text(
        self,
        text: str,
        size: float,
        style: str = "",
        language: str | None = "",
        colour: tuple[int, int, int] = BLACK,
        indent: float = 0,
    ) -> None:
        """A paragraph.

        Args:
            text: In any script.
            size: Points.
            style: "B" for bold.
            language: BCP 47 code, which tells how letters shared by several scripts are drawn; that of the brief
                where it is "", None where it is not known.
            colour: Red, green, blue.
            indent: Millimetres from the margin.
        """
        from fpdf.enums import WrapMode

        text = _THAI_AM.sub("\u0e4d\\1\u0e32", clean(text))
        if not text:
            return
        self.pdf.set_text_color(*colour)
        spoken = self._choose(text, self.words.code if language == "" else language, style, size)
        self.pdf.set_x(MARGIN + indent)
        self.pdf.multi_cell(
            0,
            size * LEADING,
            self._broken(text, self.pdf.epw - indent) if _THAI.search(text) else text,
            align="R" if _leftwards(text) else "L",
            wrapmode=WrapMode.CHAR if spoken in UNSPACED else WrapMode.WORD,
            new_x="LMARGIN",
            new_y="NEXT",
        )

    def _broken(self, text: str, width: float) -> str:
        """Thai in lines of at most a width in millimetres."""
        lines = [""]
        room = width - 2 * self.pdf.c_margin
        for part in filter(None, _THAI_BREAKS.split(text)):
            if lines[-1] and self.pdf.get_string_width(lines[-1] + part.rstrip()) > room:
                lines.append("")
            lines[-1] += part
        return "\n".join(line.rstrip() for line in lines)

    def _choose(self, text: str, language: str | None, style: str = "", size: float = BODY) -> str | None:
        """Set the fonts for a text; its language, guessed from its letters where it is not told."""
        language = language if language and not _foreign(text, language) else _guessed(text)
        family = "zh-hant" if _TRADITIONAL.match(language or "") else (language or "").partition("-")[0]
        first = family if family in FAMILIES else "sans"
        others = self._load(text, first, style)
        self.pdf.set_font(first, style, size)
        self.pdf.set_fallback_fonts(others)
        self.pdf.set_text_shaping(True, features=_THAI_SHAPING if _THAI.search(text) else None)
        return (language or "").partition("-")[0] or None

    def _load(self, text: str, first: str, style: str) -> list[str]:
        """Load a family, and others for the letters that it lacks: each takes a tenth of a second.

        Returns:
            The families that are loaded in the style but the first one.
        """
        lacking = set(text)
        for family in (first, *FAMILIES):
            if lacking:
                lacking -= self._letters(family, style)
        return [family for family in FAMILIES if family != first and (family, style) in self._known]

    def _letters(self, family: str, style: str) -> frozenset[str]:
        """The letters of a font, which is loaded for it."""
        if (family, style) not in self._known:
            fonts = resources.files("weblate_fonts") / "static" / "weblate_fonts" / "kurinto" / "ttf"
            with resources.as_file(fonts / f"{FAMILIES[family]}-{'Bd' if style else 'Rg'}.ttf") as path:
                self.pdf.add_font(family, style, str(path))
            self._known[family, style] = frozenset(map(chr, self.pdf.fonts[f"{family}{style}"].cmap))
        return self._known[family, style]

    def _keep_together(self, height: float) -> None:
        """Begin a new page where less than some millimetres are left."""
        if self.pdf.get_y() + height > self.pdf.page_break_trigger:
            self.pdf.add_page()


def _entries(section: Section) -> tuple[MeetingEntry, ...]:
    return (*section.meetings, *section.background)


def _empty() -> FPDF:
    """A first page."""
    if lacking := missing():
        raise PdfError(f"a PDF needs {', '.join(lacking)}: install them with  pip install 'whomet[pdf]'")
    import fpdf

    class Numbered(fpdf.FPDF):
        """Pages with their number at the foot."""

        def footer(self) -> None:
            """The number of the page."""
            self.set_y(-12)
            self.set_font("sans", size=SMALL)
            self.set_text_color(*GREY)
            self.cell(0, 5, str(self.page_no()), align="C")

    pdf: Any = Numbered(format="A4")
    pdf.set_margins(MARGIN, MARGIN)
    pdf.set_auto_page_break(True, MARGIN)
    pdf.add_page()
    return pdf  # type: ignore[no-any-return]


def _leftwards(text: str) -> bool:
    """Whether the first letter that has a direction is of a script that runs from right to left."""
    return next((kind != "L" for c in text if (kind := unicodedata.bidirectional(c)) in ("L", "R", "AL")), False)


_SCRIPTS = (
    ("ko", re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u3400-\u9fff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)


def _guessed(text: str) -> str | None:
    """The language whose way to draw letters and end lines fits a text."""
    return next((language for language, letters in _SCRIPTS if letters.search(text)), None)


def _foreign(text: str, language: str) -> bool:
    """Whether a text that is said to be in a language has none of the letters of its script, but others."""
    own = dict(_SCRIPTS).get(language.partition("-")[0])
    return _guessed(text) is not None and (own is None or not own.search(text))


__all__ = ["PdfError", "missing", "render"]
