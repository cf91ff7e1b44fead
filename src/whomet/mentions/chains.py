"""Names before a title, in languages that write the title last: "NAME BODY TITLE", "BODY NAME TITLE", "SURNAME TITLE".

A chain is the row of words without particle right before a title. It is cut into a person, a body and a place so that
the votes of the whole article for the words agree best with the cut.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whomet.mentions.borders import Stems, is_common, is_native_name
from whomet.mentions.evidence import PROOF, Evidence
from whomet.mentions.places import known_place
from whomet.mentions.view import Name, Role, View
from whomet.records import EntityType

_WORD = re.compile(r"([가-힣一-鿿A-Za-z0-9·∙&㈜.\-]+)(\([^()]{1,60}\))?(\s?)$")
_ABBREVIATION = re.compile(r"\([A-Z][A-Z&]{1,7}\)")
#: Offices of a town or a province: what stands before them is a place.
_LOCAL = frozenset({"mayor", "deputy mayor", "governor", "deputy governor"})
_LONGEST_CHAIN = 7
_LONGEST_NAME = 3
# Weight against a person that goes on behind a known family name.
_BEHIND_FAMILY = 0.5
# Weight from which on an unknown word between a person and the title is a place: one sure span of the tagger.
_SURE_PLACE = 0.7
# Weight of not knowing, in votes: half a sure tagger span.
_DOUBT = 0.5
# Share of votes for a person from which on a word behind a native name is part of a foreign one: one sure span.
_SURE_PART = 0.5
# From this score on a span of the tagger is believed against the form of its words, as in `naming`.
_SURE_SPAN = 0.9
# Votes by which a word counts as a name though it has the form of a verb: two sure spans.
_SURE_WORD = 1.5


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    genitive: bool = False
    bracket: str = ""

    @property
    def closed(self) -> bool:
        """Whether a bracket stands behind it, as behind a foreign name: "호르헤 만사노(Jorge Manzano)"."""
        return bool(self.bracket) and not self.abbreviated

    @property
    def abbreviated(self) -> bool:
        """Whether its abbreviation stands behind it, as behind the name of a body: "사바나콜드스토어스(SCS)"."""
        return _ABBREVIATION.fullmatch(self.bracket) is not None


@dataclass(frozen=True, slots=True)
class _Weights:
    person: float
    body: float
    place: float

    @property
    def other(self) -> float:
        return max(self.body, self.place)


def names_before_titles(
    view: View,
    roles: Sequence[Role],
    words: Evidence,
    stems: Stems,
    known_persons: Mapping[str, bool],
    tagged: Mapping[tuple[int, int], tuple[EntityType, float]],
) -> list[Name]:
    """The names in the chains before the titles of a sentence; the titles get their holders and bodies.

    Args:
        view: The sentence.
        roles: Its titles, in order; holder and body are set.
        words: Votes for single words, from the whole article.
        stems: Stems of the article.
        known_persons: Short forms of the full names of the article, and whether they are family names.
        tagged: Where the tagger sees what in this sentence.

    Returns:
        Names, proven by the title.
    """
    found: list[Name] = []
    for index, role in enumerate(roles):
        chain = [] if _plural(view, role) else _chain(view, role, roles[:index], words, stems, known_persons, tagged)
        if not chain:
            continue
        last, before = chain[-1], chain[-2].text if len(chain) > 1 else ""
        # "파블로 리 사장" is no "리 사장", unless a body stands before it.
        whole = before and not view.lexicon.is_body(before) and _in_person(tagged, last.start, last.end)
        surname = None if whole else _surname(view, last, role, known_persons)
        if surname is not None:
            found.append(surname)
            role.holder = surname
            found += _body_of_surname(view, chain[:-1], role, words)
            continue
        found += _cut(view, chain, role, words, known_persons, tagged)
    return found


def _plural(view: View, role: Role) -> bool:
    """Whether a title means several people: "CEO들"."""
    return view.text.startswith(tuple(view.lexicon.plural_endings or ("\0",)), role.end)


def _surname(view: View, word: _Word, role: Role, known_persons: Mapping[str, bool]) -> Name | None:
    """A family name with the title: "이 회장" is a name of its own, together with the title."""
    language = view.lexicon
    known = word.text in known_persons and len(word.text) == 1
    if word.genitive or not (known or word.text in language.double_surnames | language.surnames):
        return None
    text = view.text[word.start : role.end]
    return Name(view.index, word.start, role.end, "person", PROOF, text, "short", role.gender, None, word.text)


def _body_of_surname(view: View, rest: Sequence[_Word], role: Role, words: Evidence) -> list[Name]:
    """The body before a family name with its title: "여울 백 회장"."""
    votes = words.of(rest[0].text) if len(rest) == 1 else {}
    known = votes and votes["organisation"] > max(_DOUBT, votes["person"], votes["place"])
    if not rest or len(rest) > 1 or not (known or view.lexicon.is_body(rest[0].text)):
        return []
    role.body = _name(view, rest[0], rest[0], "organisation", PROOF)
    return [role.body]


def _chain(
    view: View,
    role: Role,
    before: Sequence[Role],
    votes: Evidence,
    stems: Stems,
    known_persons: Mapping[str, bool],
    tagged: Mapping[tuple[int, int], tuple[EntityType, float]],
) -> list[_Word]:
    words: list[_Word] = []
    position = role.start
    while len(words) < _LONGEST_CHAIN:
        match = _WORD.search(view.text[:position])
        if match is None:
            break
        start, end, text = match.start(1), match.end(1), match.group(1)
        other = next((done for done in before if done.start < end and start < done.end), None)
        if other is not None:
            break
        if text in view.lexicon.joint and words == [] and any(done.end == start - 1 for done in before):
            position = next(done.start for done in before if done.end == start - 1)
            before = [done for done in before if done.end != start - 1]
            continue
        if text in view.lexicon.before_role and text not in view.lexicon.joint:
            role.past = role.past or text in view.lexicon.past
            position = start
            continue
        seat = next(
            (word for word in view.lexicon.joined_before if _is_country(view, text.removeprefix(word), text)), ""
        )
        if seat:
            start, text = start + len(seat), text.removeprefix(seat)
        # A family name that somebody of the article has is one here, also where it could be "one" or "this".
        family = not words and len(text) == 1 and known_persons.get(text, False)
        named = family or _in_person(tagged, start, end)
        kind, text = ("noun", text) if named else _kind(view, start, end, text, votes, stems)
        if kind == "stop":
            break
        words.append(_Word(start, start + len(text), text, kind == "genitive", match.group(2) or ""))
        if kind == "genitive":
            break
        position = match.start(1)
    return words[::-1]


def _in_person(tagged: Mapping[tuple[int, int], tuple[EntityType, float]], start: int, end: int) -> bool:
    """Whether the tagger surely sees a word inside a person's name of several words, whatever form it has."""
    return any(
        type_ == "person" and score >= _SURE_SPAN and s <= start and end <= e and (s, e) != (start, end)
        for (s, e), (type_, score) in tagged.items()
    )


def _is_country(view: View, text: str, whole: str) -> bool:
    known = known_place(text, view.sentence.language) if text != whole else None
    return known is not None and known.geonames is None


def _kind(view: View, start: int, end: int, text: str, votes: Evidence, stems: Stems) -> tuple[str, str]:
    """Whether a word belongs to the chain, closes it with a genitive, or stands outside."""
    tokens = [token for token in view.tokens if start <= token.start and token.end <= end and token.end > token.start]
    if re.match(r"\d", text) or not re.search(r"[가-힣A-Za-z]", text):
        return "stop", text
    if not tokens:
        return "noun", text
    if text in view.lexicon.before_chain:
        return "stop", text
    if any(len(stem) > 1 and known_place(stem, view.sentence.language) for stem in stems.stems(text, 2)[:-1]):
        return "stop", text
    if len(text) == 1 and votes.of(_word_before(view.text, start))["person"] > 1.0:
        return "noun", text
    last = tokens[-1]
    # 과, 도, 만 behind an unknown word may be taken for nouns ("department", "province").
    particle = len(tokens) > 1 and last.text in view.lexicon.case_endings and len(last.text) == 1
    for body_word in view.lexicon.body_words:
        if text.endswith(body_word) and last.tag.startswith("J") and len(text) > len(body_word) + 1:
            return "genitive", text.removesuffix(body_word)
    if last.tag.startswith("J") or particle:
        native = is_native_name(view.lexicon, text) and tokens[0].tag != "NNG"
        return ("noun" if stems.best(text, 2, text if native else "") == text else "stop"), text
    if last.tag.startswith(("E", "V", "MA", "MM", "XSV", "XSA", "NNB", "NP")):
        # A foreign name may look like a verb; the tagger then knows it, and from more than one place.
        return ("noun" if votes.total(text) >= _SURE_WORD else "stop"), text
    return "noun", text


def _word_before(text: str, start: int) -> str:
    match = re.search(r"([가-힣A-Za-z]+) $", text[:start])
    return match.group(1) if match else ""


def _cut(
    view: View,
    chain: Sequence[_Word],
    role: Role,
    words: Evidence,
    known_persons: Mapping[str, bool],
    tagged: Mapping[tuple[int, int], tuple[EntityType, float]],
) -> list[Name]:
    weights = [_weigh(view, word, words, known_persons) for word in chain]
    person = _person_segment(view, chain, weights, known_persons, tagged)
    found: list[Name] = []
    if person is not None:
        first, last = chain[person[0]], chain[person[1] - 1]
        form = view.text[first.start : last.end]
        name = Name(view.index, first.start, last.end, "person", PROOF, form, gender=role.gender)
        role.holder = name
        found.append(name)
    rest = [range(0, person[0]), range(person[1], len(chain))] if person else [range(len(chain))]
    for span in rest:
        words_left, weights_left = [chain[i] for i in span], [weights[i] for i in span]
        found += _bodies(view, words_left, weights_left, role, person is not None, tagged)
    return found


def _weigh(view: View, word: _Word, words: Evidence, known_persons: Mapping[str, bool]) -> _Weights:
    votes = words.of(word.text)
    # One weak vote is no certainty: shares are drawn towards nothing.
    total = sum(votes.values()) + _DOUBT
    person, body, place = (votes[type_] / total for type_ in ("person", "organisation", "place"))
    if is_native_name(view.lexicon, word.text) and (person > 0 or not is_common(view, word.start, word.end)):
        person += 0.4
    if word.text in known_persons:
        person += 0.6
    if view.lexicon.is_body(word.text):
        body += 1.0
    if re.fullmatch(r"[A-Z][A-Z&]+", word.text) or word.abbreviated:
        body += 0.6
    known = known_place(word.text, view.sentence.language)
    if known is not None and known.geonames is None:
        place += 1.0
    elif known is not None:
        place += 0.3
    return _Weights(person, body, place)


def _person_segment(
    view: View,
    chain: Sequence[_Word],
    weights: Sequence[_Weights],
    known_persons: Mapping[str, bool],
    tagged: Mapping[tuple[int, int], tuple[EntityType, float]],
) -> tuple[int, int] | None:
    if chain[0].genitive and len(chain) == 1:
        return None
    best, best_score = None, sum(weight.other - weight.person for weight in weights)
    for start in range(len(chain)):
        for end in range(start + 1, min(start + _LONGEST_NAME, len(chain)) + 1):
            if any(word.genitive for word in chain[start:end]) or any(w.bracket for w in chain[start : end - 1]):
                continue
            score = _score(view, chain, weights, start, end)
            words = chain[start:end]
            native = any(is_native_name(view.lexicon, word.text) for word in words) and len(words[-1].text) > 1
            # A single syllable is no body: behind it stands the rest of a foreign name ("빌 오언스").
            several = len(words) > 1 and (not native or len(words[0].text) == 1)
            type_, sure = tagged.get((words[0].start, words[-1].end), ("place", 0.0))
            # A third foreign word is the body more often than not, whatever the tagger says, unless it is an initial.
            short = len(words) < _LONGEST_NAME or any(len(w.text) == 1 or w.text.isascii() for w in words)
            if several and type_ == "person" and short:
                score += sure
            # Behind a family name begins what the person belongs to: "홀텐 젠코 CEO".
            if several and any(known_persons.get(word.text) for word in words[:-1]):
                score -= _BEHIND_FAMILY
            if score > best_score + 1e-9:
                best, best_score = (start, end), score
    return best


def _score(view: View, chain: Sequence[_Word], weights: Sequence[_Weights], start: int, end: int) -> float:
    score = 0.0
    for index, weight in enumerate(weights):
        inside = start <= index < end
        score += weight.person - weight.other if inside else weight.other - weight.person
    length = end - start
    native = [is_native_name(view.lexicon, word.text) for word in chain[start:end]]
    # A foreign name may have the form of a native one ("조지프 음부구아"): then nothing but persons are seen behind it.
    foreign = not any(native[1:]) and all(
        weight.other == 0 and weight.person >= _SURE_PART for weight in weights[start + 1 : end]
    )
    if length > 1 and any(native) and 1 not in {len(chain[start].text), len(chain[end - 1].text)} and not foreign:
        score -= 1.5
    if length == 2 and (not any(native) or len(chain[end - 1].text) == 1) and len(chain[start].text) > 1:
        score += 0.25
    # Behind a body in the genitive stands nothing but the person: "젠코의 이다 몰 대표".
    if chain[0].genitive and start == 1 and end == len(chain):
        score += 0.8
    # "NAME NAME COUNTRY BODY TITLE": a country inside a chain begins the body.
    if start == 0 and end < len(chain) and weights[end].place >= 1.0:
        score += 1.0
    # Foreign names are explained in brackets: "호르헤 만사노(Jorge Manzano)".
    if chain[end - 1].closed:
        score += 0.3
    # Three foreign words before a title are a name of two words and a body far more often than a name of three.
    if length == _LONGEST_NAME and all(len(word.text) > 1 for word in chain[start:end]):
        score -= 1.6
    # A person in the middle of a chain, words on both sides, is rare.
    if start > 0 and end < len(chain):
        score -= 0.8
    return score


def _bodies(
    view: View,
    chain: Sequence[_Word],
    weights: Sequence[_Weights],
    role: Role,
    has_person: bool,
    tagged: Mapping[tuple[int, int], tuple[EntityType, float]],
) -> list[Name]:
    """The rest of a chain: leading countries are places, the others together a body."""
    found: list[Name] = []
    index = 0
    while index < len(chain) and _is_place(view, chain[index], weights[index], has_person):
        word = chain[index]
        found.append(_name(view, word, word, "place", 1.0))
        index += 1
    rest = list(zip(chain[index:], weights[index:], strict=True))
    whole = bool(rest) and (rest[0][0].start, rest[-1][0].end) in tagged
    while len(rest) > 1 and rest[-1][1].body <= 0 and rest[0][1].body > 0 and not whole:
        rest.pop()
    joined = _joined_body(view, rest, role)
    if joined is not None:
        role.body = joined
        return [*found, joined]
    for row in _bodies_apart(view, rest):
        first = _whole(view, row, tagged)
        proven = row[-1][1].body > 0 or (has_person and row[0][1].body > 0)
        unknown = len(row) == 1 and len(row[0][0].text) > 1 and not is_common(view, row[0][0].start, row[0][0].end)
        # "NAME BODY TITLE": what the tagger takes for a second person between the two is the body.
        seen = has_person and (row[0][0].start, row[-1][0].end) in tagged
        if proven or seen or (has_person and unknown):
            local = role.label in _LOCAL and not proven and first is row[0][0]
            type_: EntityType = "place" if local else "organisation"
            body = _name(view, first, row[-1][0], type_, PROOF if proven or seen else 1.0)
            found.append(body)
            role.body = body
    if found and role.body is None:
        role.body = found[-1]
    return found


def _whole(
    view: View, row: Sequence[tuple[_Word, _Weights]], tagged: Mapping[tuple[int, int], tuple[EntityType, float]]
) -> _Word:
    """The first word of a body: a genitive ends the chain, but the tagger may see a name of several words there."""
    first = row[0][0]
    starts = [start for start, end in tagged if end == row[-1][0].end and start < first.start]
    if not first.genitive or not starts or is_common(view, min(starts), first.start - 1):
        return first
    return _Word(min(starts), first.end, first.text)


def _is_place(view: View, word: _Word, weights: _Weights, has_person: bool) -> bool:
    known = known_place(word.text, view.sentence.language) is not None
    return weights.place > (weights.body if known or not has_person else max(weights.body, _SURE_PLACE))


def _joined_body(view: View, rest: Sequence[tuple[_Word, _Weights]], role: Role) -> Name | None:
    """A body whose noun is the first part of the title: "나루 병원장" heads "나루 병원"."""
    noun = view.text[role.core[0] : role.core[1] - 1]
    if not rest or noun not in view.lexicon.body_endings or rest[-1][0].end + 1 != role.core[0]:
        return None
    start, end = rest[0][0].start, role.core[1] - 1
    return Name(view.index, start, end, "organisation", PROOF, view.text[start:end])


def _bodies_apart(view: View, rest: Sequence[tuple[_Word, _Weights]]) -> list[list[tuple[_Word, _Weights]]]:
    """Rows of words, cut behind each that is the whole name of a body: a unit follows its company."""
    rows: list[list[tuple[_Word, _Weights]]] = []
    closed = True
    for word, weights in rest:
        if closed:
            rows.append([])
        rows[-1].append((word, weights))
        closed = view.lexicon.is_body(word.text) or re.fullmatch(r"[A-Z][A-Z&]+", word.text) is not None
    return rows


def _name(view: View, first: _Word, last: _Word, type_: EntityType, score: float) -> Name:
    return Name(view.index, first.start, last.end, type_, score, view.text[first.start : last.end])
