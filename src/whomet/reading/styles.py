"""What a page's own styles hide from its readers (CSS 2.1, Cascade and Selectors level 3, as far as hiding goes).

Only the rules of the page itself are known: a reader's browser may load more. A rule counts where its selector is
made of elements, classes, ids and attributes, one inside the other; states (":hover") and siblings are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Protocol


class Box(Protocol):
    """An element as selectors see it."""

    tag: str
    attributes: Mapping[str, str]

    @property
    def parent(self) -> Box | None:
        """The element around it, None at the top."""


#: Width of the screen, in CSS pixels, that media queries are asked about: a laptop.
_SCREEN = 1280
#: Characters of style sheets looked at in one page; the largest of 990 news pages had 1.1 million.
_LONGEST_SHEETS = 2_000_000
#: Elements around one that a selector is looked for in; real pages have up to 60.
_ANCESTORS = 100
#: Comparisons of elements with selectors in one page; 150 news pages took 800 on average, 40,000 at most.
_MOST_STEPS = 300_000
#: In place of a colour: whichever it is.
ANY = "any"
#: Characters of the longest list of selectors that is read.
_LONGEST_SELECTORS = 20_000
#: Pixels from which something that is shifted to the left or upwards has left the screen.
_FAR = 500
#: Pixels up to which letters, or boxes that cut off what they hold, are too small to be seen.
_TINY = 1.0

_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.S)
_DECLARATION = re.compile(
    r"(?:^|[;{\s])(?P<name>display|visibility|content-visibility|font-size|opacity|color|background(?:-color|-image)?|position|"
    r"left|top|right|text-indent|margin-left|margin-top|clip|clip-path|(?:max-)?height|(?:max-)?width|overflow(?:-[xy])?|"
    r"transform)\s*:\s*(?P<value>[^;}]+)",
    re.I,
)
#: What bodies of rules that may hide something have in them; all others are read only where these leave a doubt.
_HINTS = ("none", "hidden", "collapse", "opacity:0", "opacity:.0", "clip", "scale", ":-", "font-size:0", "font-size:.",
          "font-size:1px", "height:0", "height:1px", "width:0", "width:1px", "transparent", "rgba")  # fmt: skip
_LENGTH = re.compile(r"(?P<number>[+-]?(?:\d+\.?\d*|\.\d+))\s*(?P<unit>[a-z%]*)", re.I)
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "ex": 8.0, "ch": 8.0, "vw": 12.8, "vh": 7.2,
           "%": 10.0, "cm": 37.8, "mm": 3.78, "in": 96.0}  # fmt: skip
_FUNCTION = re.compile(r"rgba?\(\s*([\d.]+%?)[\s,]+([\d.]+%?)[\s,]+([\d.]+%?)(?:[\s,/]+([\d.]+%?))?\s*\)")
_NAMED = {"white": "#ffffff", "black": "#000000", "transparent": "transparent"}
_INSET = re.compile(r"inset\(\s*(?:100|[5-9]\d)(?:\.\d+)?%|(?:circle|ellipse)\(\s*0")
_RECT = re.compile(r"rect\(\s*([\d.]+)[a-z]*[\s,]+([\d.]+)[a-z]*[\s,]+([\d.]+)[a-z]*[\s,]+([\d.]+)[a-z]*\s*\)")

Declarations = dict[str, str]


def declarations(body: str) -> Declarations:
    """What a style attribute or the body of a rule says about seeing.

    Args:
        body: Declarations between semicolons.

    Returns:
        Properties and values, lower case; the last of several wins unless an earlier one is "!important".
    """
    found: Declarations = {}
    for match in _DECLARATION.finditer(body.lower()):
        name = match["name"]
        if name.startswith(("background", "overflow")):
            name = name.partition("-")[0]
        value = match["value"].strip()
        if not found.get(name, "").endswith("!important") or value.endswith("!important"):
            found[name] = value
    return found


def _plain(value: str) -> str:
    return value.removesuffix("!important").strip()


def _pixels(value: str) -> float | None:
    match = _LENGTH.match(value)
    if not match or match["unit"] not in _PIXELS:
        return None
    return float(match["number"]) * _PIXELS[match["unit"]]


def _colour(value: str) -> str | None:
    """A colour as "#rrggbb" or "transparent", None where it is none or unknown."""
    word = value.split("(")[0] if "(" in value else value
    if "(" not in value:
        word = next((part for part in value.split() if part.startswith("#") or part in _NAMED), "")
        if word.startswith("#") and len(word) in (4, 7):
            return word if len(word) == 7 else "#" + "".join(letter * 2 for letter in word[1:])
        return _NAMED.get(word)
    match = _FUNCTION.search(value)
    if match is None:
        return None
    if match[4] is not None and float(match[4].rstrip("%")) == 0:
        return "transparent"
    if "%" in match.group():
        return None
    return "#" + "".join(f"{min(255, round(float(match[part]))):02x}" for part in (1, 2, 3))


def _is_tiny(value: str | None) -> bool:
    size = _pixels(value) if value is not None else None
    return size is not None and size <= _TINY


def gone(style: Declarations) -> str | None:
    """Why a box and all that is in it is not seen, whatever its children say.

    Args:
        style: Its declarations.

    Returns:
        The reason in a few words, or None.
    """
    style = {name: _plain(value) for name, value in style.items()}
    if style.get("display") == "none":
        return "display:none"
    if style.get("content-visibility") == "hidden":
        return "content-visibility:hidden"
    opacity = _LENGTH.fullmatch(style.get("opacity", "1"))
    if opacity and float(opacity["number"]) <= 0.01:
        return "transparent"
    placed = style.get("position") in ("absolute", "fixed")
    # A negative margin alone also shifts what is meant to be seen; by thousands of pixels it is off the screen.
    for side, far in (("left", _FAR), ("top", _FAR), ("right", _FAR), ("margin-left", 1800), ("margin-top", 1800)):
        shift = _pixels(style.get(side, ""))
        if shift is not None and shift <= -far and (placed or side.startswith("margin")):
            return "off-screen"
    return _clipped(style, placed)


def _clipped(style: Declarations, placed: bool) -> str | None:
    rect = _RECT.match(style.get("clip", ""))
    if placed and rect and all(float(edge) <= 1 for edge in rect.groups()):
        return "clipped"
    if _INSET.match(style.get("clip-path", "")):
        return "clipped"
    if re.match(r"scale(?:3d)?\(\s*0(?:\.0+)?\s*[,)]", style.get("transform", "")):
        return "no size"
    cut = style.get("overflow") in ("hidden", "clip")
    sides = ("height", "width", "max-height", "max-width")
    if cut and any(_is_tiny(style.get(side)) for side in sides):
        return "no size"
    return None


@dataclass(frozen=True, slots=True)
class Look:
    """How a box and what it hands down to its children is seen.

    Attributes:
        gone: Why nothing in it can be seen.
        invisible, tiny, shifted, faint: Why its text is not seen, where a child may say otherwise.
        hidden: The first of these reasons; None where its own text is seen.
    """

    gone: str | None = None
    invisible: str | None = None
    tiny: str | None = None
    shifted: str | None = None
    faint: str | None = None
    hidden: str | None = None


def looked(style: Declarations, above: Look, ground: str | None = None) -> Look:
    """What declarations make of the look of the box around.

    Args:
        style: Declarations that hold for a box.
        above: The look of its parent.
        ground: The colour that it stands on, where that is known ("#rrggbb").

    Returns:
        Its look.
    """
    plain = {name: _plain(value) for name, value in style.items()}
    invisible, tiny, shifted, faint = above.invisible, above.tiny, above.shifted, above.faint
    if "visibility" in plain:
        invisible = "visibility:hidden" if plain["visibility"] in ("hidden", "collapse") else None
    if "font-size" in plain and (size := _pixels(plain["font-size"])) is not None:
        relative = plain["font-size"].endswith(("em", "%")) and not plain["font-size"].endswith("rem")
        tiny = "zero-size font" if size <= _TINY else tiny if relative else None
    if "text-indent" in plain and (indent := _pixels(plain["text-indent"])) is not None:
        shifted = "off-screen" if indent <= -_FAR else None
    if "color" in plain:
        colour = _colour(plain["color"])
        faint = "transparent" if colour == "transparent" else None
        if colour is not None and colour == (_ground(plain["background"]) if "background" in plain else ground):
            faint = "same colour as the background"
    lost = above.gone or gone(style)
    return Look(lost, invisible, tiny, shifted, faint, lost or invisible or tiny or shifted or faint)


def _ground(value: str) -> str | None:
    """The colour that a background gives what stands on it: "other" for pictures, None where it lets see through."""
    colour = _colour(value)
    if colour == "transparent" or value in ("none", "inherit", "initial", "unset", "0"):
        return None
    return colour or "other"


# --- selectors -------------------------------------------------------------------------------------------

_ATTRIBUTE = r"\[\s*[\w:-]+\s*(?:[~^$*|]?=\s*(?:\"[^\"]*\"|'[^']*'|[^\]\s]+)\s*[is]?)?\s*\]"
_SIMPLE = re.compile(
    rf"\*|(?P<tag>^[a-z][\w-]*)|[.](?P<class>(?:[\w-]|[^\x00-\x7f]|\\.)+)|#(?P<id>(?:[\w-]|[^\x00-\x7f]|\\.)+)|"
    rf"(?P<attribute>{_ATTRIBUTE})",
    re.I,
)
_TEST = re.compile(r"\[\s*([\w:-]+)\s*(?:([~^$*|]?=)\s*(?:\"([^\"]*)\"|'([^']*)'|([^\]\s]+)).*)?\]", re.S)
_STEP = re.compile(rf"\s*(>)\s*|\s+|((?:{_ATTRIBUTE}|\\.|[^\s>\[\\])+)", re.S)
#: Classes that scripts give and take: what hangs on them says nothing about the page as it is read in the end.
_SCRIPTED = frozenset({"js", "no-js", "nojs", "has-js", "no-touch"})


@dataclass(frozen=True, slots=True)
class _Compound:
    """What one element must be."""

    tag: str | None
    ids: tuple[str, ...]
    classes: frozenset[str]
    tests: tuple[tuple[str, str, str], ...]
    child: bool = False

    @property
    def key(self) -> str:
        """What it is looked up by."""
        if self.ids:
            return "#" + self.ids[0]
        return "." + min(self.classes) if self.classes else self.tag or "*"

    def fits(self, box: Box) -> bool:
        """Whether an element is such a one."""
        if self.tag is not None and self.tag != box.tag:
            return False
        return self.is_named(box.attributes) and self.passes(box.attributes)

    def is_named(self, attributes: Mapping[str, str]) -> bool:
        """Whether an element with these attributes has its ids and classes."""
        if self.ids and any(attributes.get("id") != name for name in self.ids):
            return False
        return not self.classes or self.classes <= _classes(attributes.get("class", ""))

    def passes(self, attributes: Mapping[str, str]) -> bool:
        """Whether an element with these attributes has the other ones that are asked for."""
        if not self.tests:
            return True
        return all(_passes(attributes.get(name), sign, value) for name, sign, value in self.tests)


@lru_cache(maxsize=10_000)
def _classes(value: str) -> frozenset[str]:
    return frozenset(value.split())


def _passes(found: str | None, sign: str, value: str) -> bool:
    if found is None:
        return False
    match sign:
        case "":
            return True
        case "=":
            return found == value
        case "~=":
            return value in found.split()
        case "^=":
            return bool(value) and found.startswith(value)
        case "$=":
            return bool(value) and found.endswith(value)
        case "*=":
            return bool(value) and value in found
    return found == value or found.startswith(value + "-")


@lru_cache(maxsize=10_000)
def _compound(text: str, child: bool) -> _Compound | None:
    at, tag = 0, None
    ids: list[str] = []
    classes: list[str] = []
    tests: list[tuple[str, str, str]] = []
    while at < len(text):
        match = _SIMPLE.match(text, at)
        if match is None or match.end() == at or (match["tag"] and at):
            return None
        at = match.end()
        if match["tag"]:
            tag = match["tag"].lower()
        elif match["class"]:
            classes.append(re.sub(r"\\(.)", r"\1", match["class"]))
        elif match["id"]:
            ids.append(re.sub(r"\\(.)", r"\1", match["id"]))
        elif match["attribute"] and (test := _TEST.match(match["attribute"])):
            tests.append((test[1].lower(), test[2] or "", test[3] or test[4] or test[5] or ""))
    if _SCRIPTED & set(classes):
        return None
    return _Compound(tag, tuple(ids), frozenset(classes), tuple(tests), child)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A selector with what it declares."""

    steps: tuple[_Compound, ...]
    style: Declarations
    rank: tuple[int, int, int, int]


def _within(steps: tuple[_Compound, ...], index: int, box: Box | None) -> bool:
    """Whether the steps before one are found among the elements around; the nearest is tried first, never again."""
    left = _ANCESTORS
    while index > 0:
        child = steps[index].child
        while box is not None and not steps[index - 1].fits(box):
            left -= 1
            if child or left < 0:
                return False
            box = box.parent
        if box is None:
            return False
        index, box = index - 1, box.parent
    return True


def _selector(text: str) -> tuple[_Compound, ...] | None:
    steps: list[_Compound] = []
    child = False
    for match in _STEP.finditer(text.strip()):
        if match[1]:
            child = True
        elif match[2]:
            step = _compound(match[2], child)
            if step is None:
                return None
            steps.append(step)
            child = False
    return tuple(steps) or None


# Names of classes and ids in a selector.
_NAME = re.compile(r"[.#]((?:[\w-]|[^\x00-\x7f]|\\.)+)")


# --- sheets ----------------------------------------------------------------------------------------------

_BRACE = re.compile(r"[{}]")
_WIDTH = re.compile(r"(min|max)-width\s*:\s*([\d.]+)\s*(px|em|rem)?")


def for_screens(query: str | None) -> bool:
    """Whether a media query holds on the screen of a laptop.

    Args:
        query: As in an attribute `media` or behind "@media"; None and "" hold always.
    """
    if not query or not query.strip():
        return True
    return any(_holds(part.strip()) for part in query.lower().split(","))


def _holds(query: str) -> bool:
    kind = re.match(r"(?:only\s+)?([a-z]+)?", query)
    word = kind[1] if kind else None
    if word == "not" or (word is not None and word not in ("screen", "all", "and")):
        return False
    for edge, number, unit in _WIDTH.findall(query):
        width = float(number) * (16 if unit in ("em", "rem") else 1)
        if (edge == "min" and width > _SCREEN) or (edge == "max" and width < _SCREEN):
            return False
    rest = _WIDTH.sub("", query)
    return not re.search(r"\(\s*[a-z]", rest)


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """Selectors and bodies of the rules that hold on a screen, also those inside of @media and the like."""
    opened: list[tuple[str, bool, int]] = []
    begin, off = 0, 0
    for brace in _BRACE.finditer(css):
        if brace.group() == "{":
            head = css[begin : brace.start()].rpartition(";")[2].strip()
            group = head.startswith("@")
            holds = not group or _group_holds(head)
            off += not holds
            opened.append((head, group, brace.end()))
        elif opened:
            head, group, start = opened.pop()
            if group:
                off -= not _group_holds(head)
            elif not off:
                yield head, css[start : brace.start()]
        begin = brace.end()


def _group_holds(head: str) -> bool:
    name = head[1:].split(None, 1)[0].lower() if len(head) > 1 else ""
    if name.startswith("media"):
        return for_screens(head[6:])
    return name.startswith(("supports", "layer", "scope"))


@dataclass
class Sheets:
    """The style sheets of a page.

    Attributes:
        steps_left: Comparisons that are still made; a page made to keep us busy runs out of them.
        sources: Their texts, those for other media left out.
        names: Class names and ids of all elements of the page.
        complete: Whether the page asks for no other sheets: then what they do not colour is white.
    """

    sources: list[str] = field(default_factory=list)
    names: frozenset[str] = frozenset()
    complete: bool = True
    steps_left: int = _MOST_STEPS
    _listed: dict[tuple[str | None, ...], tuple[_Rule, ...]] = field(default_factory=dict)
    _selected: dict[int, tuple[tuple[_Compound, ...], ...]] = field(default_factory=dict)
    _bodies: dict[int, Declarations] = field(default_factory=dict)

    @cached_property
    def _raw(self) -> list[tuple[str, str]]:
        """Selectors and bodies of all rules that hold on a screen."""
        css = _COMMENT.sub("", "\n".join(self.sources)[:_LONGEST_SHEETS])
        return [
            (head, body.lower().replace(": ", ":")) for head, body in _blocks(css) if len(head) < _LONGEST_SELECTORS
        ]

    def _knows(self, selector: str) -> bool:
        """Whether the page has all classes and ids that a selector names."""
        names: Iterable[str] = _NAME.findall(selector)
        if "\\" in selector:
            names = [re.sub(r"\\(.)", r"\1", name) for name in names]
        return self.names.issuperset(names)

    @cached_property
    def _suspects(self) -> dict[str, list[_Rule]]:
        found = []
        for number, (_, body) in enumerate(self._raw):
            doubtful = any(hint in body for hint in _HINTS) or (self.complete and "color" in body)
            if doubtful and self._selectors(number) and (names := doubts(self._declared(number), self._ground)):
                found.append((number, dict.fromkeys(names, "")))
        return self._indexed(found)

    def _selectors(self, number: int) -> tuple[tuple[_Compound, ...], ...]:
        """The selectors of a rule that an element of the page can answer to: most rules have none."""
        known = self._selected.get(number)
        if known is None:
            texts = (text for text in self._raw[number][0].split(",") if self._knows(text))
            known = self._selected[number] = tuple(steps for text in texts if (steps := _selector(text)) is not None)
        return known

    def _declared(self, number: int) -> Declarations:
        """What a rule declares."""
        if number not in self._bodies:
            self._bodies[number] = declarations(self._raw[number][1])
        return self._bodies[number]

    @cached_property
    def _ground(self) -> str | None:
        """The colour that the page as a whole stands on, where its own styles say it."""
        found = "#ffffff" if self.complete else None
        for selectors, body in self._raw:
            if "background" in body and {"body", "html"} & {part.strip() for part in selectors.split(",")}:
                found = _ground(_plain(declarations(body).get("background", "none"))) or found
        return found

    @cached_property
    def _by_property(self) -> dict[str, dict[str, list[_Rule]]]:
        return {}

    def _indexed(self, told: Iterable[tuple[int, Declarations]]) -> dict[str, list[_Rule]]:
        found: dict[str, list[_Rule]] = {}
        for number, style in told:
            for steps in self._selectors(number):
                found.setdefault(steps[-1].key, []).append(_Rule(steps, style, (*_specificity(steps), number)))
        return found

    def _candidates(self, name: str, box: Box) -> list[_Rule]:
        """The rules about a property ("" for all that may hide) that hold for an element, as long as the page's share
        of work lasts.
        """
        attributes = box.attributes
        index = self._about(name) if name else self._suspects
        key: tuple[str | None, ...] = (name, box.tag)
        if attributes:
            # Nearly every id is another one; few are ever asked for, and then the first of a selector leads to it.
            own = attributes.get("id")
            key = (name, box.tag, attributes.get("class"), own if own is not None and "#" + own in index else None)
        listed = self._listed.get(key)
        if listed is None:
            listed = self._listed[key] = self._list(index, box)
        found = []
        for rule in listed:
            if self.steps_left <= 0:
                break
            self.steps_left -= 1
            if rule.steps[-1].passes(attributes):
                if len(rule.steps) > 1:
                    self.steps_left -= 10
                    if not _within(rule.steps, len(rule.steps) - 1, box.parent):
                        continue
                found.append(rule)
        return found

    def _list(self, index: Mapping[str, list[_Rule]], box: Box) -> tuple[_Rule, ...]:
        """The rules of an index that hold for elements with a tag, classes and an id, wherever they stand."""
        attributes = box.attributes
        classes = _classes(attributes.get("class", ""))
        names = [box.tag, "*", *("." + part for part in classes), "#" + attributes.get("id", "")]
        rules = (rule for name in names for rule in index.get(name, ()))
        lasts = ((rule, rule.steps[-1]) for rule in rules)
        return tuple(rule for rule, last in lasts if last.tag in (None, box.tag) and last.is_named(attributes))

    def _about(self, name: str) -> dict[str, list[_Rule]]:
        if name not in self._by_property:
            numbers = (number for number, (_, body) in enumerate(self._raw) if name in body and self._selectors(number))
            styles = ((number, self._declared(number)) for number in numbers)
            self._by_property[name] = self._indexed((number, style) for number, style in styles if name in style)
        return self._by_property[name]

    def suspected(self, box: Box) -> Sequence[str]:
        """Properties by which a rule may hide an element.

        Args:
            box: The element.
        """
        if not self._suspects:
            return ()
        return [name for rule in self._candidates("", box) for name in rule.style]

    def ground(self, box: Box | None) -> str | None:
        """The colour that an element stands on.

        Args:
            box: The element.

        Returns:
            "#rrggbb", "other" for pictures, None where a sheet that is not at hand may colour it.
        """
        while self.complete and box is not None and box.tag:
            style = self.style(box, ("background",), declarations(box.attributes.get("style", "")))
            if "background" in style and (colour := _ground(_plain(style["background"]))):
                return colour
            box = box.parent
        return self._ground if self.complete else None

    def style(self, box: Box, names: Iterable[str], inline: Declarations) -> Declarations:
        """What holds for an element in the end.

        Args:
            box: The element.
            names: The properties asked for.
            inline: Its own style attribute.
        """
        found = dict(inline)
        for name in names:
            best: tuple[bool, tuple[int, int, int, int]] | None = None
            important = inline.get(name, "").endswith("!important")
            for rule in self._candidates(name, box):
                value = rule.style.get(name)
                if value is None or (name in inline and (important or not value.endswith("!important"))):
                    continue
                rank = (value.endswith("!important"), rule.rank)
                if best is None or rank >= best:
                    best, found[name] = rank, value
        return found


def doubts(style: Declarations, ground: str | None) -> tuple[str, ...]:
    """Properties by which declarations may hide something, alone or together with another rule.

    Args:
        style: Declarations of one rule or attribute.
        ground: The colour that is looked for behind the text, `ANY` where every colour is in doubt.

    Returns:
        Their names, with those of the properties that they depend on.
    """
    found = []
    for name, value in style.items():
        if name == "color":
            if ground == ANY or "background" in style or _colour(_plain(value)) in ("transparent", ground):
                found += ["color", "background"]
        elif (test := _ALONE.get(name)) and test(value):
            found.append(name)
            found += _COMPANIONS.get(name, ())
    return tuple(dict.fromkeys(found))


def _is_far(value: str) -> bool:
    shift = _pixels(value)
    return shift is not None and shift <= -_FAR


#: What a value must be for its property to hide something, alone or with its companions.
_ALONE: dict[str, Callable[[str], object]] = {
    "display": lambda value: value.startswith("none"),
    "visibility": lambda value: value.startswith(("hidden", "collapse")),
    "content-visibility": lambda value: value.startswith("hidden"),
    "opacity": lambda value: value.startswith(("0", ".0")),
    "font-size": _is_tiny,
    **dict.fromkeys(("left", "top", "right", "text-indent", "margin-left", "margin-top"), _is_far),
    **dict.fromkeys(("height", "width", "max-height", "max-width"), _is_tiny),
    **dict.fromkeys(("clip", "clip-path"), lambda value: "(" in value),
    "transform": lambda value: "scale" in value,
}
_COMPANIONS = {
    **dict.fromkeys(("left", "top", "right", "clip"), ("position",)),
    **dict.fromkeys(("height", "width", "max-height", "max-width"), ("overflow",)),
}


def _specificity(steps: tuple[_Compound, ...]) -> tuple[int, int, int]:
    ids = sum(len(step.ids) for step in steps)
    classes = sum(len(step.classes) + len(step.tests) for step in steps)
    return ids, classes, sum(step.tag is not None for step in steps)
