"""What is each line to a reader? One labeller for pages and plain dumps.

The article is found from its middle: the prose of a document is collected, then one looks upwards for its title
and downwards for its end. Every decision is a sum of few named features, so that it can be explained.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from whomet.cleaning.cues import names_have
from whomet.cleaning.headers import is_byline, is_dated, is_stamp, leading_name
from whomet.cleaning.lines import Line, bare_of, mark_boxes
from whomet.records import Document

#: Prose scores from which a line is part of the article's body; found on lines of 83 labelled articles in 17
#: languages, where body lies at 2 and more and headlines of other articles at 1 and less.
_PROSE = 2.0
#: Columns of the shortest line that is taken for a sentence of the article because it stands beside its prose.
_SENTENCE = 20
_LEFT_OUT = "not in the main text of the page"
#: Lines of the longest list that is looked for behind a colon.
_ITEMS = 12
#: Share of its stems that a short sentence has in common with the article when it goes on behind something else:
#: nearly a third, set by hand and checked on the dumps among the test pages.
_TOPIC = 0.3
#: Columns of a line that is surely more than a headline.
_WIDE = 110


#: What stands before the name of a photographer: a sign, or a word with a colon.
_SIGNED = re.compile(r"[©ⓒ]\s*|[^\W\d_]{2,14}(?:\s[^\W\d_]{2,8})?\s?:\s?")
#: What joins the names of a photographer and an agency.
_JOINED = re.compile(r"\S\s?[/|]\s?[^\W\d_]")
_BRACKETS = ("()", "[]", "（）", "【】", "<>")
_WORD = re.compile(r"[^\W\d_]+")

#: Why a line above the running text is none of its.
_BEFORE = "stands before the article"


def prose(line: Line) -> float:
    """How much a line looks like the article's running text.

    Args:
        line: With its features.

    Returns:
        A sum of weights; `_PROSE` and more is running text.
    """
    if line.extracted is False and (line.width < 60 or line.links > 0.7 or line.boxed):
        return 0.0  # it cannot come near, whatever else it is: most lines of a page are let go here
    score = 0.0
    score += 1.0 if line.width >= 60 else 0.0
    score += 1.0 if line.width >= _WIDE else 0.0
    score += 1.0 if line.ends and not (line.width < 60 and is_stamp(line.text)) else 0.0
    score += 0.5 * min(line.inner, 3)
    score -= 1.0 if not line.ends and not line.inner else 0.0
    score -= 2.0 if line.menu else 0.0
    score -= 3.0 * max(0.0, line.controls - 0.3)
    score -= 1.0 if line.bullet and not (line.ends and line.width >= 60) else 0.0
    if line.contact and line.inner < 3:
        score -= 1.5 if line.width < 1.5 * _WIDE or not line.ends else 0.5
    score -= 1.5 if line.links > 0.7 else 0.0
    if line.notice:
        score -= 2.5 if line.width < _WIDE else 1.0 if line.width < 2 * _WIDE else 0.0
    if line.extracted is not None:
        score += 1.5 if line.extracted else -2.0
    if line.boxed:
        score -= 3.0
    if line.hidden or line.ending or line.comment:
        score -= 5.0
    elif line.pointer:
        score -= 2.0
    return score


def label(document: Document, lines: list[Line], foreign: frozenset[int] = frozenset()) -> None:
    """Fill in `kind` and `reason` of every line.

    Args:
        document: As read.
        lines: Its lines, in order.
        foreign: Indexes of lines that are known to be spam.
    """
    mark_boxes(lines)
    scores = [-5.0 if index in foreign else prose(line) for index, line in enumerate(lines)]
    core = _core(lines, scores)
    if core is None:
        _label_without_core(lines)
        return
    first, last = core
    about = _vocabulary(lines[first : last + 1])
    title = _title(document, lines, first, about, foreign)
    _label_before(lines, first, title, about)
    _label_inside(lines, scores, first, last)
    _label_after(lines, last)
    if title is not None and lines[title].begins("advertisements"):
        for line in lines:
            line.kind, line.reason = "boilerplate", "an advertisement, says its title"
        return
    _label_twins(lines, title, first)
    for index in foreign:
        lines[index].kind, lines[index].reason = "boilerplate", "headline of the words spliced into the article"
    if title is not None:
        lines[title].kind, lines[title].reason = "title", None
        for line in lines[: last + 1]:
            if line.kind != "caption" and line.bare == lines[title].bare:
                line.kind, line.reason = "title", None


# --- the middle ----------------------------------------------------------------------------------------


def _core(lines: Sequence[Line], scores: list[float]) -> tuple[int, int] | None:
    """First and last line of the article's running text.

    Prose after a heading of other articles, or after a stretch of other things, still belongs to the article if
    it is much of the whole or speaks of the same.
    """
    strong = [index for index, score in enumerate(scores) if score >= _PROSE]
    if not strong:
        strong = _weak_core(lines, scores)
    if not strong:
        return None
    lists = _lists(lines)
    runs = _runs(lines, strong, lists)
    weight = [sum(lines[index].width for index in run) for run in runs]
    heaviest = max(range(len(runs)), key=lambda index: (weight[index], -index))
    first, last = heaviest, heaviest
    about = _vocabulary([lines[index] for index in runs[heaviest]])
    total = sum(weight)
    for index in range(heaviest + 1, len(runs)):
        if not _belongs(lines, runs[index], weight[index], total, about):
            break
        last = index
    for index in range(heaviest - 1, -1, -1):
        if not _belongs(lines, runs[index], weight[index], total, about):
            break
        first = index
    end = _extended(lines, _trimmed(lines, runs[first][0], runs[last][-1]))
    return runs[first][0], _resumed(lines, scores, (runs[first][0], end), lists, about)


def _trimmed(lines: Sequence[Line], first: int, last: int) -> int:
    """The end without disclaimers and notices that are written in sentences."""
    while last > first:
        line = lines[last]
        short_heading = line.width < 60 and not line.ends and not line.caption
        if (
            (line.notice and line.inner < 4 and line.width < 2 * _WIDE and line.caption is None)
            or line.ending
            or (short_heading and line.extracted is not True)
        ):
            last -= 1
        else:
            break
    return last


def _extended(lines: Sequence[Line], last: int) -> int:
    """The end with short sentences that follow at once, and with what trafilatura takes for the article's."""
    for index in range(last + 1, len(lines)):
        line = lines[index]
        if line.comment or line.ending or (line.notice and not line.pointer):
            break
        if line.extracted and not _is_mess(line):
            last = index
    last = _after_roll(lines, last)
    while last + 1 < len(lines):
        # A line that points to one other article stands between paragraphs, too.
        step = 2 if lines[last + 1].pointer and not lines[last + 1].ending and last + 2 < len(lines) else 1
        line = lines[last + step]
        if (
            not line.ends
            or line.width < _SENTENCE
            or line.bullet
            or line.caption
            or line.correction
            or _is_mess(line)
            or line.extracted is False
        ):
            break
        last += step
    return _after_talk(lines, last)


#: Columns of the shortest sentence of a talk: "He did." in either width of letters.
_SHORT = 12
#: Lines that are looked at together.
_WINDOW = 6
#: Signs behind which a list or a quotation follows.
_FLOWS = (":", "：", ";", "；")


def _after_talk(lines: Sequence[Line], last: int) -> int:
    """The end with what follows in short sentences: questions and answers, subheadings and lists between them.

    Of the next few lines at least half must end like sentences, which headlines of other articles do not.
    """
    while True:
        reached, ended = last, 0
        for index in range(last + 1, min(len(lines), last + 1 + _WINDOW)):
            line = lines[index]
            if line.caption or line.correction or line.extracted is False or _is_mess(line):
                break
            if (line.ends or line.text.endswith(_FLOWS)) and line.width >= _SHORT:
                ended += 1
                if 2 * ended >= index - last:
                    reached = index
        if reached == last:
            return last
        last = reached


def _resumed(
    lines: Sequence[Line], scores: list[float], core: tuple[int, int], lists: frozenset[int], about: frozenset[str]
) -> int:
    """The end where short sentences go on behind a list, a picture, a box or a pointer to one article.

    On a page they must stand in the part of it where the article's sentences stand; what stands elsewhere is passed.
    """
    first, last = core
    running = [
        line for line, score in zip(lines[first : last + 1], scores[first : last + 1], strict=True) if score >= _PROSE
    ]
    parts = None if lines[last].extracted is None else {(line.path, line.names) for line in running}
    passed, doubt = 0, False
    for index in range(last + 1, len(lines)):
        line = lines[index]
        elsewhere = parts is not None and (line.path, line.names) not in parts
        if elsewhere and (line.boxed or line.hidden) and not line.comment:
            continue
        noticed = bool(line.notice) and not line.caption
        if line.comment or line.hidden or line.correction or line.contact or (noticed and parts is not None):
            break
        shortest = _SENTENCE // 2 if index - 1 in lists else _SENTENCE
        if noticed:
            passed += 1
        elif line.ending:
            # One that is a word of menus, too, stands over an advertisement.
            doubt = doubt or line.tools < 0.9
        elif index in lists and not elsewhere:
            last = index if line.text.endswith((";", "；")) else last
        elif _goes_on(line, shortest) and not elsewhere:
            if doubt and _share(line.terms, about) < _TOPIC:
                break
            last, passed, doubt = index, 0, False
            scores[index] = max(scores[index], _PROSE)
        elif not line.caption and not line.pointer:
            passed, doubt = passed + 1, doubt or (parts is None and line.tools < 0.9)
        if passed > 2:
            break
    return last


def _goes_on(line: Line, shortest: int) -> bool:
    """Whether a line is a sentence of running text, however short."""
    return (
        line.ends
        and not line.bullet
        and line.width >= shortest
        and not line.caption
        and not line.pointer
        and line.links < 0.5
    )


def _weak_core(lines: Sequence[Line], scores: Sequence[float]) -> list[int]:
    """Very short articles: the widest line that is not mess."""
    best = max(range(len(lines)), key=lambda index: (scores[index], lines[index].width), default=None)
    return [best] if best is not None and scores[best] >= 1.0 else []


def _after_roll(lines: Sequence[Line], last: int) -> int:
    """The end with the list of people that follows: "name, office", line by line, under a heading of its own."""
    end = last + 1
    while end < len(lines) and not _is_mess(lines[end]) and not lines[end].ends and lines[end].width < _WIDE:
        end += 1
    named = [index for index in range(last + 1, end) if _is_roll(lines[index].text)]
    if len(named) >= 2 and len(named) + 1 >= named[-1] - last:
        return named[-1]
    return last


def _is_roll(text: str) -> bool:
    name = leading_name(text)
    return name is not None and text[len(name) :].lstrip()[:1] in (",", "(") and ":" not in text


def _lists(lines: Sequence[Line]) -> frozenset[int]:
    """Indexes of short lines that a line with a colon announces, with that line."""
    found: set[int] = set()
    for index, line in enumerate(lines):
        if not line.text.endswith((":", "：")) or line.hidden or _is_mess(line):
            continue
        items = []
        for other in range(index + 1, min(index + 1 + _ITEMS, len(lines))):
            item = lines[other]
            if (item.ends and not item.bullet) or item.width >= _WIDE or item.caption or _is_mess(item):
                break
            items.append(other)
        found.update([index, *items] if items else [])
    return frozenset(found)


def _runs(lines: Sequence[Line], strong: Sequence[int], lists: frozenset[int]) -> list[list[int]]:
    """Prose lines that stand together: at most three short lines between them and no heading of other articles."""
    runs = [[strong[0]]]
    for before, index in pairwise(strong):
        between = lines[before + 1 : index]
        broken = any(line.ending or line.comment for line in between)
        foreign = sum(
            1
            for number, line in enumerate(between, before + 1)
            if number not in lists and not line.caption and not line.heading and (line.width < _WIDE or _is_mess(line))
        )
        if broken or foreign > 3:
            runs.append([index])
        else:
            runs[-1].append(index)
    return runs


def _belongs(lines: Sequence[Line], run: Sequence[int], weight: int, total: int, about: frozenset[str]) -> bool:
    main = sum(lines[index].width for index in run if lines[index].extracted and not lines[index].boxed)
    shared = _share(frozenset().union(*(lines[index].terms for index in run)), about)
    return (
        (main >= 0.6 * weight and weight >= 2 * _WIDE)
        or weight >= 0.25 * total
        or (shared >= 0.35 and weight >= 0.05 * total and len(run) > 1)
        or (shared >= 0.5 and weight >= _WIDE)
    )


def _vocabulary(lines: Sequence[Line]) -> frozenset[str]:
    return frozenset().union(*(line.terms for line in lines)) if lines else frozenset()


def _share(terms: frozenset[str], about: frozenset[str]) -> float:
    return len(terms & about) / len(terms) if terms else 0.0


# --- the title -----------------------------------------------------------------------------------------


def _title(
    document: Document, lines: Sequence[Line], first: int, about: frozenset[str], foreign: frozenset[int]
) -> int | None:
    """The line above (or at the head of) the running text that says what it is about; the first of equals."""
    keys = ("og:title", "jsonld:headline", "itemprop:headline", "twitter:title")
    named = [bare_of(value) for key, value in document.metadata if key in keys]
    page = bare_of(dict(document.metadata).get("title", ""))
    bares = [line.bare if line.width <= _LONGEST_TITLE else "" for line in lines[:first]] + [""]
    best, chosen, passed = _TITLE, None, 0
    for index in range(min(len(lines), first + 1)):
        line = lines[index]
        if index in foreign or (index == first and not _may_head(lines, index)):
            continue
        score = _title_score(line, about, named, page)
        if score > 0 and _holds_another(bares, index):
            continue
        if index < 3 and any(other.menu for other in lines[index + 1 : index + 3]):
            score -= 0.8  # a name above a menu is that of the paper; its slogan may stand between them
        elif index < 2 and sum(other.controls >= 0.6 for other in lines[index + 1 : index + 5]) > 2:
            score -= 1.5  # and so is one above a column of its words, though the page bears it as its title
        if index == first:
            score -= 1.0
        if score > 1.0:
            score -= 0.3 * passed
            passed += 1
        if score > best:
            best, chosen = score, index
    return chosen


#: Columns of the longest headline.
_LONGEST_TITLE = 300
#: Found together with the weights of `_title_score`: mastheads and menus lie under it.
_TITLE = 0.8


def _holds_another(bares: Sequence[str], index: int) -> bool:
    """Whether a line is another line of the head with something before it: a path of links to the article."""
    own = bares[index]
    return any(len(other) > 15 and own != other and own.endswith(other) for other in bares[index + 1 : index + 12])


def _may_head(lines: Sequence[Line], index: int) -> bool:
    """A title may end like a sentence, and so be the first line of the core."""
    line = lines[index]
    if line.width > 160 or line.inner > 1:
        return False
    if line.heading or index + 1 == len(lines):
        return bool(line.heading)
    below = lines[index + 1]
    return (below.gap > 0 and line.width < 110) or is_dated(below.text) or is_byline(below.text)


def _title_score(line: Line, about: frozenset[str], named: Sequence[str], page: str) -> float:
    bare = line.bare
    if not bare or line.hidden or line.width > _LONGEST_TITLE:
        return -1.0
    score = 2.0 * _share(line.terms, about) * min(1.0, len(line.terms) / 5) + min(1.0, line.width / 50)
    score -= 1.0 if line.notice else 0.0
    score -= 0.5 if line.ends else 0.0
    score -= 0.7 if line.bullet else 0.0
    score -= 0.7 if line.links > 0.7 else 0.0
    # A first heading that is a link is the name of the paper.
    score += 3.0 if "h1" in line.path and line.links <= 0.7 else 0.5 if line.heading else 0.0
    score += 3.0 if bare in named else 0.0
    score += 1.5 if len(bare) > 12 and bare in page else 0.0
    return score if score > _TITLE and not _untitled(line) else min(score, 0.0)


def _untitled(line: Line) -> bool:
    """Whether a line is something that no title is."""
    return bool(
        line.menu
        or line.contact
        or line.controls > 0.7
        or line.ending
        or line.comment
        or line.caption
        or line.correction
        or (line.begins("releases") and line.width < 50)
        or is_byline(line.text)
        or is_dated(line.text)
    )


# --- around --------------------------------------------------------------------------------------------


def _items_of(lines: Sequence[Line], heading: int, first: int) -> range:
    """The lines under a heading of a summary: those of a list, or the few before the running text."""
    end = heading + 1
    while end < first and (lines[end].bullet or "li" in lines[end].path or lines[end].width >= 2 * _SENTENCE):
        end += 1
    return range(heading + 1, end)


def _label_before(lines: Sequence[Line], first: int, title: int | None, about: frozenset[str]) -> None:
    digest: range = range(0)
    for index in range(first):
        line = lines[index]
        if index == title:
            continue
        line.kind, line.reason = "boilerplate", _mess(line) or _BEFORE
        below = title is None or index > title
        if line.hidden:
            continue
        if line.pictured and not line.boxed:
            line.kind, line.reason = ("credit" if _only_credit(line) else "caption"), None
        elif not below and line.links > 0.8:
            continue  # a menu; bylines there are none of this article
        elif not line.menu and line.controls < 0.9 and (is_byline(line.text) or is_dated(line.text)):
            line.kind, line.reason = "byline", None
        elif below and (line.digest or index in digest):
            line.kind, line.reason = "summary", None
            digest = digest or _items_of(lines, index, first)
        elif _is_mess(line) and not (index - 1 == title and _mess(line) == _LEFT_OUT):
            continue
        elif line.caption and line.width > 12:
            line.kind, line.reason = ("credit" if _only_credit(line) else "caption"), None
        elif line.correction:
            line.kind, line.reason = "correction", None
        elif not below:
            continue
        elif line.extracted is not False and line.ends and line.width >= _SENTENCE:
            line.kind, line.reason = "body", None
        elif _is_lead(line) or (index > 0 and _is_summary(line, about, index - 1 == title)):
            line.kind, line.reason = "summary", None
        elif line.extracted:
            line.kind, line.reason = "body", None
    _close_gaps(lines, first)


def _close_gaps(lines: Sequence[Line], first: int) -> None:
    """Subheadings and items of lists between short sentences above the running text belong to it."""
    above = [index for index in range(first) if lines[index].kind == "body"] + [first]
    for before, behind in pairwise(above):
        between = lines[before + 1 : behind]
        if len(between) <= _WINDOW and all(line.reason == _BEFORE for line in between):
            for line in between:
                line.kind, line.reason = "body", None


def _is_lead(line: Line) -> bool:
    """Whether a line between title and article is written in sentences; trafilatura often leaves out the lead."""
    return line.ends and line.width >= 60 and line.links < 0.3 and not line.boxed and not line.pictured


def _is_summary(line: Line, about: frozenset[str], below: bool) -> bool:
    """Whether a line speaks of the article's subject; one left out by trafilatura must stand right below the title."""
    if line.extracted is False and not names_have(line.names[-2:], "summary") and (not below or line.boxed):
        return False
    return line.width >= 14 and _share(line.terms, about) >= (0.2 if line.width > 30 else 0.34)


def _label_inside(lines: Sequence[Line], scores: Sequence[float], first: int, last: int) -> None:
    skipping, later = False, _authors_from(lines, first, last)
    for index in range(first, last + 1):
        line = lines[index]
        line.kind, line.reason = "body", None
        running = scores[index] >= _PROSE
        if line.ending or line.comment or (line.pointer and line.width < 160):
            line.kind, line.reason = "boilerplate", "points to other articles"
            skipping = not line.pointer or line.ending
            continue
        if skipping and not running:
            line.kind, line.reason = "boilerplate", "headline of another article"
            continue
        skipping = False
        if line.hidden:
            line.kind, line.reason = "boilerplate", f"not seen: {line.hidden}"
        elif line.begins("advertisements") and line.width < 200:
            line.kind, line.reason = "boilerplate", "says it is an advertisement"
        elif line.links > 0.8 and not line.ends and line.width >= 30 and not line.heading:
            line.kind, line.reason = "boilerplate", "a link to another article"
        elif index > later and names_have(line.names[-3:], "byline"):
            line.kind, line.reason = "boilerplate", "about the author"
        elif line.caption == "begins like a caption" and line.links > 0.9:
            line.kind, line.reason = "boilerplate", "a link to pictures"
        elif line.caption and _is_caption(line):
            line.kind = "credit" if _only_credit(line) else "caption"
        elif line.correction and not line.contact:
            line.kind = "correction"
        elif not running and _is_mess(line) and not (_is_listed(line) and not line.notice and not line.contact):
            line.kind, line.reason = "boilerplate", _mess(line)
        elif not running and is_byline(line.text):
            line.kind = "byline"
        elif not running and line.extracted is False and line.heading and not _heads(lines, scores, index, last):
            line.kind, line.reason = "boilerplate", "heading of something else"


def _authors_from(lines: Sequence[Line], first: int, last: int) -> int:
    """From where class names that speak of authors mean a box about them: never where half of the text bears them."""
    core = lines[first : last + 1]
    named = sum(line.width for line in core if names_have(line.names[-3:], "byline"))
    return (first + last) // 2 if 2 * named < sum(line.width for line in core) else last


def _heads(lines: Sequence[Line], scores: Sequence[float], index: int, last: int) -> bool:
    """Whether text of the article follows on a heading."""
    for other in range(index + 1, min(index + 4, last + 1)):
        if scores[other] >= _PROSE or lines[other].extracted:
            return True
        if not lines[other].heading and not lines[other].caption:
            return False
    return False


def _is_caption(line: Line) -> bool:
    """A short line that has a caption's marks; running text may point at people, too."""
    if line.caption == "stands under a picture":
        return True
    if line.caption == "begins like a caption":
        return line.width < 500
    if line.caption == "names a picture's source":
        return line.inner <= 2 and line.width < 420
    return line.inner <= 1 and line.width < 500 and (not line.ends or line.width < 200)


def _only_credit(line: Line) -> bool:
    """Whether a caption is nothing but the name of its photographer or source."""
    text = line.text.strip(" ()[]（）【】.")
    if not text or line.width > 70:
        return False
    if names_have(line.names[-1:], "credit") and not line.ends:
        return True
    signed = _SIGNED.match(text)
    name = text[signed.end() :] if signed else text
    if signed is None and not _JOINED.search(text):
        return (
            line.caption == "names a picture's source"
            and text[0] > "\u0590"
            and line.text[0] + line.text.rstrip(".")[-1] in _BRACKETS
        )
    return not any(word[0].islower() and len(word) > 3 for word in _WORD.findall(name)) and name[:1] < "\u0590"


def _label_after(lines: Sequence[Line], last: int) -> None:
    comments = False
    for index in range(last + 1, len(lines)):
        line = lines[index]
        comments = comments or line.comment
        line.kind = "boilerplate"
        line.reason = _mess(line) or "stands after the article"
        if line.hidden:
            continue
        near = index <= last + 4 and not any(other.ending or other.comment for other in lines[last + 1 : index + 1])
        if (
            near
            and line.caption
            and line.caption != "points at people in a picture"
            and not _is_mess(line)
            and line.width > 20
        ):
            line.kind, line.reason = ("credit" if _only_credit(line) else "caption"), None
        elif line.correction and line.width > 40 and not line.contact:
            line.kind, line.reason = "correction", None
        elif comments and not line.comment and line.ends and not line.notice:
            line.kind, line.reason = "comment", "after the heading of the comments"
        elif line.comment:
            line.reason = "heading of the comments"


def _label_without_core(lines: Sequence[Line]) -> None:
    """No running text at all: what is no mess is a title with its summary."""
    for line in lines:
        mess = line.hidden or _is_mess(line) or is_dated(line.text)
        line.kind = "boilerplate" if mess else "byline" if is_byline(line.text) else "body"
        line.reason = _mess(line) if mess else None


# --- mess ----------------------------------------------------------------------------------------------


def _label_twins(lines: Sequence[Line], title: int | None, first: int) -> None:
    """Captions without a mark: printed twice, or right above the name of the picture's source."""
    heading = lines[title].bare if title is not None else ""
    for index, (line, other) in enumerate(pairwise(lines)):
        if line.width != other.width and (index < first or other.kind != "credit"):
            continue
        if line.kind not in ("body", "summary", "boilerplate") or line.width < 16 or line.bare == heading:
            continue
        if line.ends or line.heading or line.notice or line.ending or line.links > 0.5 or line.controls > 0.3:
            continue
        if line.bare == other.bare:
            line.kind = other.kind = "caption"
            line.reason = other.reason = None
        elif index >= first and other.kind == "credit" and line.kind == "boilerplate":
            line.kind, line.reason = "caption", None


def _signed_picture(line: Line) -> bool:
    """Whether the only notice of a caption is the mark of its photographer."""
    return line.caption is not None and line.notice in ("©", "ⓒ", "(c)") and not line.text.startswith(line.notice)


def _is_mess(line: Line) -> bool:
    return _mess(line) is not None


def _is_listed(line: Line) -> bool:
    """Whether a line within the article may be an item of a list, a row of a table or a line of code of its own."""
    return ((line.extracted is True and line.links < 0.5 and not line.boxed) or line.row) and line.tools < 0.5


def _mess(line: Line) -> str | None:
    """Why a line that is no running text cannot be the article's, or None."""
    if line.hidden:
        return f"not seen: {line.hidden}"
    if line.extracted is not True and line.links > 0.8:
        return "made of links"
    if line.extracted is not True and line.boxed:
        return "in a box of the page"
    if line.ending or line.pointer:
        return "points to other articles"
    if line.comment:
        return "heading of the comments"
    if line.begins("releases") and line.width < 50:
        return "names the kind of text"
    if line.controls >= 0.6:
        return "words of menus and tools"
    if line.menu and not line.ends:
        return "row of short items"
    if (
        line.notice
        and (line.caption is None or line.caption == "names a picture's source")
        and not _signed_picture(line)
    ):
        return f"notice: {line.notice}"
    if line.contact and line.caption is None:
        return "address, telephone number or file name"
    if line.extracted is False and not line.heading and line.caption is None and not line.ends:
        return _LEFT_OUT
    return None


__all__ = ["label", "prose"]
