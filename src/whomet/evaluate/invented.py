"""An archive of invented people, in eight scripts.

The names are put together from syllables and written by the tables below, which have nothing to do with the spelling
model that linking uses. Everybody is named in three articles, in the article's script, some with the names in the
other order, an initial, a slip or a title, some without office or employer; relatives work for one body, and a part
of the people share their whole name with a stranger.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from whomet.records import Article, Document, Mentions, NameMention, Referent, RoleMention, Story

#: Scripts with the language of the articles that are written in them.
SCRIPTS = {
    "latin": "en",
    "hangul": "ko",
    "han": "zh",
    "kana": "ja",
    "cyrillic": "ru",
    "arabic": "ar",
    "thai": "th",
    "hebrew": "he",
}
#: People in a story, its articles, and people at a body.
CAST, ARTICLES, STAFF = 4, 3, 24
#: Shares: a role and an employer are printed; the last article is a story of its own, later; a whole name is taken
#: over from a stranger; the family name from a colleague.
ROLE, EMPLOYER, LATER, NAMESAKE, RELATIVE = 0.8, 0.7, 0.25, 0.02, 0.05
#: Shares of names printed in the other order, with an initial, with a slip, with a title.
SWAPPED, INITIAL, SLIP, TITLED = 0.1, 0.03, 0.03, 0.1
_ROLES = (
    "chairman, vice chairman, chief executive officer, chief financial officer, president, vice president, "
    "minister, vice minister, state secretary, ambassador, mayor, deputy mayor, governor, director, "
    "spokesperson, head of research, head of marketing, editor, professor, dean, judge, coach, captain, "
    "film director, curator, union leader, member of parliament, party leader, general, admiral, "
    "police chief, chief engineer, plant manager, board member, auditor, lawyer, consul, commissioner, "
    "secretary general, treasurer"
)
ROLES = tuple(_ROLES.split(", "))

Syllable = tuple[str, str, str]
"""Onset, vowel, coda."""

# --- sounds and how scripts write them -----------------------------------------------------------------

ONSETS = ("", "b", "d", "g", "p", "t", "k", "m", "n", "s", "sh", "ch", "r", "l", "f", "v", "h", "z", "y")
CODAS = ("", "", "", "", "n", "n", "r", "s", "l", "k", "m")
VOWELS = ("a", "e", "i", "o", "u")

_KEYS = ("", "b", "d", "g", "p", "t", "k", "m", "n", "s", "sh", "ch", "r", "l", "f", "v", "h", "z", "y")
_CYRILLIC = dict(zip(_KEYS, ("", *"бдгпткмнс", "ш", "ч", "р", "л", "ф", "в", "х", "з", "й"), strict=True))
_CYRILLIC_VOWELS = {"a": "а", "e": "е", "i": "и", "o": "о", "u": "у"}
_CYRILLIC_Y = {"a": "я", "e": "е", "i": "йи", "o": "ё", "u": "ю"}
_ARABIC = dict(zip(_KEYS, ("", *"بدغبتكمنس", "ش", "تش", "ر", "ل", "ف", "ف", "ه", "ز", "ي"), strict=True))
_ARABIC_VOWELS = {"a": "ا", "e": "ي", "i": "ي", "o": "و", "u": "و"}
_ARABIC_FIRST = {"a": "أ", "e": "إي", "i": "إي", "o": "أو", "u": "أو"}
_HEBREW = dict(zip(_KEYS, ("", *"בדגפטקמנס", "ש", "צ'", "ר", "ל", "פ", "ו", "ה", "ז", "י"), strict=True))
_HEBREW_VOWELS = {"a": "", "e": "", "i": "י", "o": "ו", "u": "ו"}
_HEBREW_FIRST = {"a": "א", "e": "א", "i": "אי", "o": "או", "u": "או"}
_THAI = dict(zip(_KEYS, ("อ", *"บดกพตคมนซ", "ช", "ช", "ร", "ล", "ฟ", "ว", "ฮ", "ซ", "ย"), strict=True))
_THAI_CODAS = {"": "", "n": "น", "r": "ร์", "s": "ส", "l": "ล", "k": "ก", "m": "ม"}
_JAMO = dict(zip(_KEYS, (11, 7, 3, 0, 17, 16, 15, 6, 2, 9, 9, 14, 5, 5, 17, 7, 18, 12, 11), strict=True))
_JAMO_VOWELS = {"a": 0, "e": 5, "i": 20, "o": 8, "u": 13}
_JAMO_GLIDES = {"a": 2, "e": 7, "i": 20, "o": 12, "u": 17}
_JAMO_CODAS = {"": 0, "n": 4, "l": 8, "m": 16, "k": 1}
_KANA = dict(
    entry.split()
    for entry in [
        "a ア",
        "e エ",
        "i イ",
        "o オ",
        "u ウ",
        "ba バ",
        "be ベ",
        "bi ビ",
        "bo ボ",
        "bu ブ",
        "ga ガ",
        "ge ゲ",
        "gi ギ",
        "go ゴ",
        "gu グ",
        "pa パ",
        "pe ペ",
        "pi ピ",
        "po ポ",
        "pu プ",
        "ka カ",
        "ke ケ",
        "ki キ",
        "ko コ",
        "ku ク",
        "ma マ",
        "me メ",
        "mi ミ",
        "mo モ",
        "mu ム",
        "na ナ",
        "ne ネ",
        "ni ニ",
        "no ノ",
        "nu ヌ",
        "sa サ",
        "se セ",
        "si シ",
        "so ソ",
        "su ス",
        "ra ラ",
        "re レ",
        "ri リ",
        "ro ロ",
        "ru ル",
        "la ラ",
        "le レ",
        "li リ",
        "lo ロ",
        "lu ル",
        "ha ハ",
        "he ヘ",
        "hi ヒ",
        "ho ホ",
        "hu フ",
        "za ザ",
        "ze ゼ",
        "zi ジ",
        "zo ゾ",
        "zu ズ",
        "da ダ",
        "de デ",
        "di ディ",
        "do ド",
        "du ドゥ",
        "ta タ",
        "te テ",
        "ti ティ",
        "to ト",
        "tu トゥ",
        "sha シャ",
        "she シェ",
        "shi シ",
        "sho ショ",
        "shu シュ",
        "cha チャ",
        "che チェ",
        "chi チ",
        "cho チョ",
        "chu チュ",
        "fa ファ",
        "fe フェ",
        "fi フィ",
        "fo フォ",
        "fu フ",
        "va ヴァ",
        "ve ヴェ",
        "vi ヴィ",
        "vo ヴォ",
        "vu ヴ",
        "ya ヤ",
        "ye イェ",
        "yi イ",
        "yo ヨ",
        "yu ユ",
    ]
)
_KANA_CODAS = {"": "", "n": "ン", "r": "ル", "s": "ス", "l": "ル", "k": "ク", "m": "ム"}
#: Characters with which Chinese newspapers write foreign syllables, in order of the vowels.
_HAN = dict(
    entry.split()
    for entry in [
        "- 阿埃伊奥乌",
        "b 巴贝比博布",
        "d 达德迪多杜",
        "g 加格吉戈古",
        "p 帕佩皮波普",
        "t 塔特蒂托图",
        "k 卡克基科库",
        "m 马梅米莫穆",
        "n 纳内尼诺努",
        "s 萨塞西索苏",
        "sh 沙谢希肖舒",
        "ch 恰切奇乔丘",
        "r 拉雷里罗鲁",
        "l 拉莱利洛卢",
        "f 法费菲福富",
        "v 瓦韦维沃武",
        "h 哈赫希霍胡",
        "z 扎泽齐佐祖",
        "y 亚耶伊约尤",
    ]
)
_HAN_CODAS = {"": "", "n": "恩", "r": "尔", "s": "斯", "l": "尔", "k": "克", "m": "姆"}
#: Letters that are heard as one sound, in the order in which they are replaced.
_HEARD = (
    ("zh", "ch"),
    ("ph", "f"),
    ("q", "ch"),
    ("x", "sh"),
    ("j", "ch"),
    ("w", "v"),
    ("ü", "u"),
    ("ae", "e"),
    ("eo", "o"),
    ("eu", "u"),
    ("ou", "o"),
    ("oo", "u"),
    ("ee", "i"),
    ("ng", "n"),
)

# --- names of Korea and China, which are written in their own way --------------------------------------

#: Family names of Korea: Hangul, weight, spellings in Latin letters (the commonest first).
KOREAN_FAMILIES = (
    "김 21 Kim Gim, 이 15 Lee Yi Rhee, 박 8 Park Pak, 최 5 Choi Choe, 정 5 Jung Jeong Chung, 강 2 Kang Gang, "
    "조 2 Cho Jo, 윤 2 Yoon Yun, 장 2 Jang Chang, 임 2 Lim Im, 한 2 Han, 오 2 Oh O, 서 2 Seo Suh, "
    "신 2 Shin Sin, 권 1 Kwon Gwon, 황 1 Hwang, 안 1 Ahn An, 송 1 Song, 류 1 Ryu Yoo, 전 1 Jeon Chun, "
    "홍 1 Hong, 고 1 Ko Go, 문 1 Moon Mun, 양 1 Yang, 손 1 Son Sohn, 배 1 Bae Pae, 백 1 Baek Paik, "
    "허 1 Heo Huh, 남 1 Nam, 심 1 Shim Sim, 노 1 Noh Roh, 하 1 Ha, 곽 1 Kwak Gwak, 성 1 Sung Seong, "
    "차 1 Cha, 주 1 Joo Ju, 우 1 Woo U, 구 1 Koo Gu, 민 1 Min, 나 1 Na"
)
#: Syllables of Korean given names with spellings in Latin letters.
KOREAN_GIVEN = (
    "재 jae chae, 용 yong, 민 min, 준 jun joon, 서 seo suh, 현 hyun hyeon, 지 ji jee, 영 young yeong, "
    "수 su soo, 진 jin, 호 ho, 경 kyung gyeong, 희 hee hui, 정 jung jeong, 미 mi, 성 sung seong, 우 woo u, "
    "태 tae, 동 dong, 은 eun, 혜 hye, 상 sang, 철 chul cheol, 연 yeon youn, 하 ha, 윤 yoon yun, 도 do, "
    "원 won, 석 seok suk, 기 ki gi, 규 kyu gyu, 나 na, 라 ra, 형 hyung hyeong, 주 ju joo, 승 seung, "
    "병 byung byeong, 창 chang, 훈 hoon hun, 빈 bin"
)
#: Chinese family and given characters with their pinyin.
CHINESE_FAMILIES = (
    "王wang 李li 张zhang 刘liu 陈chen 杨yang 黄huang 赵zhao 吴wu 周zhou 徐xu 孙sun 马ma 朱zhu 胡hu 郭guo "
    "何he 高gao 林lin 罗luo 郑zheng 梁liang 谢xie 宋song 唐tang 许xu 韩han 冯feng 邓deng 曹cao 彭peng 曾zeng "
    "肖xiao 田tian 董dong 袁yuan 潘pan 于yu 蒋jiang 蔡cai 余yu 杜du 叶ye 程cheng 苏su 魏wei 吕lü 丁ding "
    "任ren 沈shen"
)
CHINESE_GIVEN = (
    "伟wei 芳fang 娜na 敏min 静jing 丽li 强qiang 磊lei 军jun 洋yang 勇yong 艳yan 杰jie 娟juan 涛tao 明ming "
    "超chao 秀xiu 霞xia 平ping 刚gang 桂gui 英ying 华hua 玉yu 萍ping 红hong 鹏peng 辉hui 建jian 国guo 文wen "
    "志zhi 海hai 晓xiao 春chun 梅mei 云yun 龙long 波bo 宁ning 斌bin 宇yu 浩hao 凯kai 健jian 俊jun 帆fan "
    "雪xue 佳jia 嘉jia 雨yu 晨chen 子zi 欣xin 博bo 思si 若ruo 一yi 天tian"
)


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(entry[0], entry[1:]) for entry in text.split()]


def _syllables(letters: str) -> list[Syllable]:
    """Latin letters cut into syllables, as somebody hears them who writes another script."""
    heard = letters.lower()
    for spelt, sound in _HEARD:
        heard = heard.replace(spelt, sound)
    found: list[Syllable] = []
    at = 0
    while at < len(heard):
        onset = next((o for o in ("sh", "ch") if heard.startswith(o, at)), heard[at] if heard[at] not in VOWELS else "")
        onset = onset if onset in _KEYS else "h"
        at += len(onset)
        vowel = heard[at] if at < len(heard) and heard[at] in VOWELS else ""
        at += len(vowel)
        if not vowel and found and onset in _HAN_CODAS and not found[-1][2]:
            found[-1] = (*found[-1][:2], onset)
        else:
            found.append((onset, vowel or "u", ""))
        coda = heard[at : at + 1]
        if coda in _HAN_CODAS and coda and (at + 1 == len(heard) or heard[at + 1] not in (*VOWELS, "y", "h")):
            found[-1] = (*found[-1][:2], coda)
            at += 1
    return found


def latin(word: Sequence[Syllable]) -> str:
    """A word in Latin letters."""
    return "".join("".join(syllable) for syllable in word).capitalize()


def hangul(word: Sequence[Syllable]) -> str:
    """A word in Hangul: what cannot close a syllable there gets one of its own."""
    written = ""
    for onset, vowel, coda in word:
        vowels = _JAMO_GLIDES if onset in ("y", "sh") else _JAMO_VOWELS
        written += chr(0xAC00 + (_JAMO[onset] * 21 + vowels[vowel]) * 28 + _JAMO_CODAS.get(coda, 0))
        written += {"r": "르", "s": "스"}.get(coda, "")
    return written


def kana(word: Sequence[Syllable]) -> str:
    """A word in Katakana."""
    return "".join(_KANA[onset + vowel] + _KANA_CODAS[coda] for onset, vowel, coda in word)


def han(word: Sequence[Syllable]) -> str:
    """A foreign word in Han characters."""
    return "".join(_HAN[onset or "-"][VOWELS.index(vowel)] + _HAN_CODAS[coda] for onset, vowel, coda in word)


def cyrillic(word: Sequence[Syllable]) -> str:
    """A word in Cyrillic letters."""
    written = ""
    for onset, vowel, coda in word:
        start = _CYRILLIC_Y[vowel] if onset == "y" else _CYRILLIC[onset] + _CYRILLIC_VOWELS[vowel]
        written += (start if written or vowel != "e" or onset else "э") + _CYRILLIC[coda]
    return written.capitalize()


def arabic(word: Sequence[Syllable]) -> str:
    """A word in Arabic letters."""
    written = ""
    for onset, vowel, coda in word:
        start = _ARABIC_FIRST[vowel] if not onset and not written else _ARABIC[onset] + _ARABIC_VOWELS[vowel]
        written += start + _ARABIC[coda]
    return written


def hebrew(word: Sequence[Syllable]) -> str:
    """A word in Hebrew letters."""
    written = ""
    for number, (onset, vowel, coda) in enumerate(word):
        start = _HEBREW_FIRST[vowel] if not onset and not written else _HEBREW[onset] + _HEBREW_VOWELS[vowel]
        last = number == len(word) - 1 and not coda and vowel in "ae"
        written += start + ("ה" if last else "") + _HEBREW[coda]
    finals = {"מ": "ם", "נ": "ן", "פ": "ף"}
    return written[:-1] + finals.get(written[-1], written[-1])


def thai(word: Sequence[Syllable]) -> str:
    """A word in Thai letters."""
    written = ""
    for onset, vowel, coda in word:
        letter = _THAI[onset]
        written += {"a": f"{letter}า", "e": f"เ{letter}", "i": f"{letter}ี", "o": f"โ{letter}", "u": f"{letter}ู"}[vowel]
        written += _THAI_CODAS[coda]
    return written


WRITE = {
    "latin": latin,
    "hangul": hangul,
    "han": han,
    "kana": kana,
    "cyrillic": cyrillic,
    "arabic": arabic,
    "thai": thai,
    "hebrew": hebrew,
}


@dataclass(slots=True)
class Person:
    """An invented person: family and given name as Latin letters spell them, and as at home."""

    family: str
    given: str
    home: str
    printed: str
    role: str
    body: int
    forms: dict[str, str] = field(default_factory=dict)


class Archive:
    """People, bodies, stories and articles, all from one seed.

    Args:
        people: How many people.
        seed: Of the pseudo-random numbers.
    """

    def __init__(self, people: int, seed: int = 20261122) -> None:
        self._draw = random.Random(seed)
        self._families = [self._word(2, 3) for _ in range(3000)]
        self._givens = [self._word(2, 3) for _ in range(800)]
        self.bodies = [latin(self._word(2, 3)) for _ in range(max(2, people // STAFF))]
        self.people: list[Person] = []
        for number in range(people):
            self.people.append(self._person(number))
        self.owner: dict[tuple[str, int], int] = {}
        self.articles: list[Article] = []
        self.stories: list[Story] = []
        order = list(range(people))
        self._draw.shuffle(order)
        order.sort(key=lambda number: self.people[number].body // 2 + self._draw.random() / 2)
        for at in range(0, people, CAST):
            self._story(at // CAST, order[at : at + CAST])

    def _word(self, least: int, most: int) -> tuple[Syllable, ...]:
        draw = self._draw
        return tuple(
            (draw.choice(ONSETS[1:] if i else ONSETS), draw.choice(VOWELS), draw.choice(CODAS))
            for i in range(draw.randint(least, most))
        )

    def _person(self, number: int) -> Person:
        draw = self._draw
        home = tuple(SCRIPTS)[number % len(SCRIPTS)]
        role, body = draw.choice(ROLES), number // STAFF % len(self.bodies)
        if number > 200 and draw.random() < NAMESAKE:
            other = self.people[draw.randrange(number - 100)]
            made = Person(other.family, other.given, other.home, other.printed, role, body)
        elif home == "hangul":
            families = [entry.split() for entry in KOREAN_FAMILIES.split(", ")]
            hangul_, _, *spellings = draw.choices(families, [int(weight) for _, weight, *_ in families])[0]
            given = draw.sample([entry.split() for entry in KOREAN_GIVEN.split(", ")], 2)
            spelt = "-".join(draw.choice(options) for _, *options in given).capitalize()
            printed = hangul_ + "".join(syllable for syllable, *_ in given)
            made = Person(draw.choice(spellings), spelt, home, printed, role, body)
        elif home == "han":
            family_ = draw.choice(_pairs(CHINESE_FAMILIES))
            given_ = draw.sample(_pairs(CHINESE_GIVEN), draw.choice((1, 2, 2)))
            spelt = "".join(pinyin for _, pinyin in given_).capitalize()
            made = Person(family_[1].capitalize(), spelt, home, family_[0] + "".join(c for c, _ in given_), role, body)
        else:
            # as in life, a few family names are frequent
            rank = int(len(self._families) * draw.random() ** 2)
            made = Person(latin(self._families[rank]), latin(draw.choice(self._givens)), home, "", role, body)
            if number % STAFF and draw.random() < RELATIVE and self.people[-1].home not in ("hangul", "han"):
                made.family = self.people[-1].family
        return made

    def _form(self, person: Person, script: str) -> str:
        """The name as an article in a script prints it, without slips."""
        if script == person.home and person.printed:
            return person.printed
        if script not in person.forms:
            eastern = person.home in ("hangul", "han")
            words = (person.family, person.given) if eastern else (person.given, person.family)
            if script == "latin":
                person.forms[script] = " ".join(words)
            else:
                write, join = WRITE[script], {"kana": "・", "han": "·"}.get(script, " ")
                if eastern and script == "hangul":
                    join = ""
                written = (write(_syllables(word.replace("-", ""))) for word in words)
                person.forms[script] = join.join(written)
        return person.forms[script]

    def _variant(self, person: Person, script: str) -> str:
        """The name as it is printed once: in the other order, with an initial, a slip or a title now and then."""
        draw, form = self._draw, self._form(person, script)
        words = form.split(" ")
        if script == "latin" and len(words) == 2:
            chance = draw.random()
            if chance < SWAPPED:
                words.reverse()
            elif chance < SWAPPED + INITIAL and person.home not in ("hangul", "han"):
                words[0] = f"{words[0][0]}."
            elif chance < SWAPPED + INITIAL + TITLED:
                words.insert(0, "Dr.")
        if script in ("latin", "cyrillic", "arabic", "hebrew") and draw.random() < SLIP and len(words[-1]) > 5:
            at = draw.randrange(2, len(words[-1]) - 1)
            words[-1] = words[-1][:at] + words[-1][at + 1 :]
        return " ".join(words)

    def _story(self, number: int, cast: Sequence[int]) -> None:
        draw = self._draw
        scripts = draw.sample(tuple(SCRIPTS), ARTICLES - 1)
        scripts.append(draw.choice(tuple(SCRIPTS)))
        files = []
        for i, script in enumerate(scripts):
            file = f"{number:06d}-{i}.txt"
            self.articles.append(self.article(file, script, cast))
            files.append(file)
        later = draw.random() < LATER
        kept = files[:-1] if later else files
        self.stories.append(Story(f"story:{number:06d}", "", tuple(kept)))
        if later:
            self.stories.append(Story(f"story:{number:06d}-later", "", tuple(files[-1:])))

    def article(self, file: str, script: str, cast: Sequence[int]) -> Article:
        """An article in a script that names some people."""
        draw, language = self._draw, SCRIPTS[script]
        text = ""
        names: list[NameMention] = []
        roles: list[RoleMention] = []
        bodies: dict[int, int] = {}
        employed = [draw.random() < EMPLOYER for _ in cast]
        for person, told in zip(cast, employed, strict=True):
            if told:
                bodies.setdefault(self.people[person].body, len(cast) + len(bodies))
        referents = []
        for index, person in enumerate(cast):
            self.owner[file, index] = person
            form = self._variant(self.people[person], script)
            names.append(
                NameMention(len(text), len(text) + len(form), form, "person", 0, language, form, "full", (index,))
            )
            text += form + " "
            employer = bodies[self.people[person].body] if employed[index] else None
            held: tuple[int, ...] = ()
            if draw.random() < ROLE:
                role = self.people[person].role
                held = (len(roles),)
                roles.append(RoleMention(len(text), len(text) + len(role), role, 0, language, role, index, employer))
                text += role + " "
            referents.append(Referent("person", form, ((language, form),), (index,), held, employer))
        for body, index in bodies.items():
            form = WRITE[script](_syllables(self.bodies[body])) if script != "latin" else self.bodies[body]
            mention = NameMention(
                len(text), len(text) + len(form), form, "organisation", 0, language, form, "full", (index,)
            )
            names.append(mention)
            text += form + " "
            referents.append(Referent("organisation", form, ((language, form),), (len(names) - 1,)))
        document = Document(file, text, published="2026-01-01", languages=(language,))
        return Article(document, Mentions(tuple(names), tuple(roles), referents=tuple(referents)))


__all__ = ["CAST", "SCRIPTS", "STAFF", "WRITE", "Archive", "Person"]
