"""Amounts in invented news sentences: "text=amount unit", counted noun in brackets, modifier behind "~"."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whomet.mentions.amounts import find_amounts
from whomet.mentions.amounts.finding import Amount, parse
from whomet.mentions.amounts.numbers import numerals
from whomet.mentions.times import find_times
from whomet.records import AmountMention, Block, Document, Sentence

KOREAN = [
    ("총사업비는 1억5000만달러다.", "1억5000만달러=150000000 USD"),
    ("총사업비는 1,500억 달러다.", "1,500억 달러=150000000000 USD"),
    ("총투자비는 3조2천억원에 이른다.", "3조2천억원=3200000000000 KRW"),
    ("공장에는 1천150명이 근무한다.", "1천150명=1150 count [명]"),
    ("1만7,000명이 서명했다.", "1만7,000명=17000 count [명]"),
    ("연산 40기가와트시(GWh) 규모다.", "40기가와트시=40 GW.h"),
    ("길이는 9300㎞다.", "9300㎞=9300 km"),
    ("지분 35%를 샀다.", "35%=35 %"),
    ("8번이나 만났다.", "8번=8 count [번]"),
    ("두 차례 만났다.", "두 차례=2 count [차례]"),
    ("네 척을 발주했다.", "네 척=4 count [척]"),
    ("트램 32대를 산다.", "32대=32 count [대]"),
    ("50여 명이 모였다.", "50여 명=50 count [명]"),
    ("약 350만원을 냈다.", "350만원=3500000 KRW ~about"),
    ("300명 이상이 모였다.", "300명=300 count [명] ~more than"),
    ("7000만 파운드를 요구했다.", "7000만 파운드=70000000 GBP"),
    ("10억엔을 댄다.", "10억엔=1000000000 JPY"),
    ("3000만위안을 댄다.", "3000만위안=30000000 CNY"),
    ("12억 유로 규모다.", "12억 유로=1200000000 EUR"),
    ("'350억 펀드' 뜬다", "350억=35000000000 KRW"),
    ("22일간의 출장이었다.", "22일=22 d"),
    ("약 2주간 머물렀다.", "2주=2 wk ~about"),
    ("세 시간가량 대화했다.", "세 시간=3 h ~about"),
    ("4개월 만에 만났다.", "4개월=4 mo"),
    ("만찬은 2시간 30분간 이어졌다.", "2시간 30분=2.5 h"),
    ("지분 비율은 7대 3이다.", ""),
    ("모두 140점을 건다.", "140점=140 count [점]"),
    ("17만4천㎥급 운반선", "17만4천㎥=174000 m3"),
    ("노을전자(005930)는", ""),
    ("12일 서울에서 만났다.", ""),
    ("차세대 통신칩을 논의했다.", ""),
    ("제2회 포럼이 열렸다.", ""),
    ("3대1로 이겼다.", ""),
    ("한인 사회가 반겼다.", ""),
    ("2028년 문을 연다.", ""),
    ("대표전화 063-555-0148", ""),
    ("한소율(18)이 이겼다.", ""),
]
ENGLISH = [
    ("It costs 2 billion euros.", "2 billion euros=2000000000 EUR"),
    ("It costs $2.3bn.", "$2.3bn=2300000000 USD"),
    ("It costs £70m.", "£70m=70000000 GBP"),
    ("It costs €1.4 billion.", "€1.4 billion=1400000000 EUR"),
    ("It costs roughly $480 million.", "$480 million=480000000 USD ~about"),
    ("It costs 640m euros.", "640m euros=640000000 EUR"),
    ("It costs EUR 6 million.", "EUR 6 million=6000000 EUR"),
    ("It costs 450 million zlotys.", "450 million zlotys=450000000 PLN"),
    ("It costs A$12m.", "A$12m=12000000 AUD"),
    ("It costs B58m.", "B58m=58000000 THB"),
    ("It costs 420 billion yen.", "420 billion yen=420000000000 JPY"),
    ("It makes 30 GWh a year.", "30 GWh=30 GW.h"),
    ("It holds 15 per cent.", "15 per cent=15 %"),
    ("It holds 12.5% of the shares.", "12.5%=12.5 %"),
    ("It ships 250,000 tonnes of ore.", "250,000 tonnes=250000 t"),
    ("A planned 100-megawatt plant", "100-megawatt=100 MW"),
    ("A cable 9,300 km long", "9,300 km=9300 km"),
    ("It ordered 32 trams.", "32 trams=32 count [trams]"),
    ("It ordered 32 low-floor trams.", "32 low-floor trams=32 count [trams]"),
    ("It makes 40,000 12-inch wafers.", "40,000 12-inch wafers=40000 count [wafers]"),
    ("It owns 22 of the fleet's jets.", "22 of the fleet's jets=22 count [jets]"),
    ("More than 2,000 members voted.", "2,000 members=2000 count [members] ~more than"),
    ("The two leaders shook hands.", "two leaders=2 count [leaders]"),
    ("They have met eight times.", "eight times=8 count [times]"),
    ("Twenty-two people came.", "Twenty-two people=22 count [people]"),
    ("His two-week trip ended.", "two-week=2 wk"),
    ("They talked for about three hours.", "three hours=3 h ~about"),
    ("It takes three months.", "three months=3 mo"),
    ("It runs for 25 years.", "25 years=25 a"),
    ("Revenue rose to SFr1.3bn.", "SFr1.3bn=1300000000 CHF"),
    ("It ships 20,000 tonnes of ore a year from 2033.", "20,000 tonnes=20000 t"),
    ("It will spend 85 million baht over three years.", "85 million baht=85000000 THB; three years=3 a"),
    ("On June 12, 2031 they met.", ""),
    ("At 9.30 a.m. they met.", ""),
    ("Call +44 7700 900142 now.", ""),
    ("They won 3-1.", ""),
    ("The 2031 budgets were cut.", ""),
    ("His 8th visits were short.", ""),
    ("Ida Moor (68) chairs it.", ""),
    ("All three new friends came.", "three new friends=3 count [friends]"),
    ("It ordered eight gas carriers.", "eight gas carriers=8 count [carriers]"),
    ("The two put their names to it.", ""),
]
GERMAN = [
    ("Das Werk kostet 3,2 Milliarden Euro.", "3,2 Milliarden Euro=3200000000 EUR"),
    ("Das Werk kostet 480 Mio. Euro.", "480 Mio. Euro=480000000 EUR"),
    ("Das Werk kostet zwei Milliarden Euro.", "zwei Milliarden Euro=2000000000 EUR"),
    ("Das Werk kostet rund 1,2 Mrd. Dollar.", "1,2 Mrd. Dollar=1200000000 USD ~about"),
    ("Das Abo kostet 4,90 Euro.", "4,90 Euro=4.9 EUR"),
    ("Das Abo kostet 90 Cent.", "90 Cent=0.9 EUR"),
    ("Das Abo kostet 25 Franken.", "25 Franken=25 CHF"),
    ("Es liefert 30 Gigawattstunden im Jahr.", "30 Gigawattstunden=30 GW.h"),
    ("Es liefert 200.000 Tonnen Wasserstoff.", "200.000 Tonnen=200000 t"),
    ("Sie hält 35 Prozent der Anteile.", "35 Prozent=35 %"),
    ("Sie hält 15 % der Anteile.", "15 %=15 %"),
    ("Die Stadt kauft 32 Straßenbahnen.", "32 Straßenbahnen=32 count [Straßenbahnen]"),
    ("Die Stadt kauft 34 neue Straßenbahnen.", "34 neue Straßenbahnen=34 count [Straßenbahnen]"),
    ("Das Werk hat 1900 Beschäftigte.", ""),
    ("Das Werk hat 1.900 Beschäftigte.", "1.900 Beschäftigte=1900 count [Beschäftigte]"),
    ("Mehr als 2000 Mitglieder kamen.", ""),
    ("Mehr als 2.000 Mitglieder kamen.", "2.000 Mitglieder=2000 count [Mitglieder] ~more than"),
    ("Sie trafen sich acht Mal.", "acht Mal=8 count [Mal]"),
    ("Die drei Angestellten gingen.", "drei Angestellten=3 count [Angestellten]"),
    ("Er kam mit einer zwölfköpfigen Delegation.", "zwölfköpfigen=12 count"),
    ("Seine zweiwöchige Reise endete.", "zweiwöchige=2 wk"),
    ("Das Gespräch dauerte rund drei Stunden.", "drei Stunden=3 h ~about"),
    ("Das Gespräch dauerte knapp 50 Minuten.", "50 Minuten=50 min ~less than"),
    ("Der Kredit läuft 25 Jahre.", "25 Jahre=25 a"),
    ("Der 67-Jährige lachte.", ""),
    ("Zwei Drittel trägt der Bund.", ""),
    ("Am 12. Juni trafen sie sich.", ""),
    ("Um 14 Uhr trafen sie sich.", ""),
    ("Telefon 0941 555 018", ""),
    ("Der Elfmeter saß.", ""),
    ("Ein Vertrag ist ein Vertrag.", ""),
    ("Nach Paragraf 12 ist das verboten.", ""),
]


def document(sentence: str, language: str) -> Document:
    whole = Sentence(sentence, ((0, len(sentence)),), 0, "body", language)
    blocks = (Block(0, len(sentence), "body", language),)
    return Document("a.txt", sentence, blocks=blocks, sentences=(whole,), published="2031-06-12")


def amounts(sentence: str, language: str) -> tuple[AmountMention, ...]:
    read = document(sentence, language)
    return find_amounts(read, find_times(read))


def notation(mention: AmountMention | Amount, text: str) -> str:
    found = f"{text}={mention.amount:.10g} {mention.unit}"
    found += f" [{mention.counted}]" if mention.counted else ""
    return found + (f" ~{mention.modifier}" if mention.modifier else "")


def check(sentence: str, language: str, wanted: str) -> None:
    told = "; ".join(notation(mention, mention.text) for mention in amounts(sentence, language))
    assert told.replace("e+", "E") == wanted.replace("e+", "E") or _plain(told) == wanted, f"\n{told}\n{wanted}"


def _plain(told: str) -> str:
    """Large numbers without an exponent."""
    parts = []
    for part in told.split("; "):
        text, _, rest = part.partition("=")
        number, _, unit = rest.partition(" ")
        parts.append(f"{text}={float(number):.0f} {unit}" if "e" in number else part)
    return "; ".join(parts)


@pytest.mark.parametrize(("sentence", "wanted"), KOREAN)
def test_korean(sentence: str, wanted: str) -> None:
    check(sentence, "ko", wanted)


@pytest.mark.parametrize(("sentence", "wanted"), ENGLISH)
def test_english(sentence: str, wanted: str) -> None:
    check(sentence, "en", wanted)


@pytest.mark.parametrize(("sentence", "wanted"), GERMAN)
def test_german(sentence: str, wanted: str) -> None:
    check(sentence, "de", wanted)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("ko", "1억5000만", 1.5e8),
        ("ko", "3조2천억", 3.2e12),
        ("ko", "2억 3,000만", 2.3e8),
        ("ko", "천만", 1e7),
        ("de", "zweiundzwanzig", 22),
        ("de", "zweihundertfünfzigtausend", 250000),
        ("de", "1.234.567,8", 1234567.8),
        ("en", "two hundred and fifty thousand", 250000),
        ("en", "twenty-two", 22),
        ("en", "two and a half", 2.5),
        ("en", "1,234,567.8", 1234567.8),
        ("fr", "2,14 milliards", 2.14e9),
        ("es", "2.500 millones", 2.5e9),
        ("ja", "3400億", 3.4e11),
    ],
)
def test_numbers(language: str, text: str, value: float) -> None:
    assert numerals(language).value(text) == value


@pytest.mark.parametrize(
    ("language", "sentence", "wanted"),
    [
        ("es", "La planta cuesta 380 millones de euros.", "380 millones de euros=380000000 EUR"),
        ("fr", "Le projet coûte 2,14 milliards d'euros.", "2,14 milliards d'euros=2140000000 EUR"),
        ("it", "Il fondo vale 18 milioni di euro.", "18 milioni di euro=18000000 EUR"),
        ("pt", "A dívida é de 900 milhões de reais.", "900 milhões de reais=900000000 BRL"),
        ("nl", "De leiding kost 1,4 miljard euro.", "1,4 miljard euro=1400000000 EUR"),
        ("ja", "総事業費は3400億円。", "3400億円=340000000000 JPY"),
        ("zh", "项目投资870亿元。", "870亿元=87000000000 CNY"),
        ("ru", "Они потеряют 148 млн долларов.", "148 млн долларов=148000000 USD"),
        ("tr", "Ek vergi %18 oldu.", "%18=18 %"),
        ("id", "Biayanya Rp7,9 triliun.", "Rp7,9 triliun=7900000000000 IDR"),
        ("pl", "Pożyczka wynosi 450 mln zł.", "450 mln zł=450000000 PLN"),
        ("es", "La charla duró 50 minutos.", "50 minutos=50 min"),
        ("nl", "Er komen tweehonderd banen.", "tweehonderd banen=200 count [banen]"),
        ("nl", "De kabel levert 700 megawatt.", "700 megawatt=700 MW"),
        ("pl", "Powstanie dwa tysiące mieszkań.", "dwa tysiące mieszkań=2000 count [mieszkań]"),
        ("pl", "Podatek wzrósł o 30 proc.", "30 proc.=30 %"),
        ("ru", "Контракт стоит 1,8 млрд руб.", "1,8 млрд руб.=1800000000 RUB"),
        ("ru", "Завод сдал сорок локомотивов.", "сорок локомотивов=40 count [локомотивов]"),
        ("tr", "Fon 60 milyon avroluk oldu.", "60 milyon avroluk=60000000 EUR"),
        ("tr", "12 MİLYON LİRA ÖDENDİ.", "12 MİLYON LİRA=12000000 TRY"),
    ],
)
def test_amounts_of_more_languages(language: str, sentence: str, wanted: str) -> None:
    check(sentence, language, wanted)


LANGUAGES = st.sampled_from(["ko", "en", "de", "fr", "ja", "ar", "nl", "pl", "ru", "tr", "und", "xx"])
PIECES = st.sampled_from(
    re.split(
        " ",
        "1억 5000만 달러 명 2.3 bn $ € million two und zwanzig Prozent % 12 , . - ( ) km 円 zwölf 한 번 Euro 년 ٣ 1/2"
        " MİLYON KIRK iki trzy тыс.",
    )
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=12).map(" ".join)), LANGUAGES)
def test_any_text(sentence: str, language: str) -> None:
    found = amounts(sentence, language)
    assert found == amounts(sentence, language)
    for mention in found:
        assert sentence[mention.start : mention.end] == mention.text
        assert mention.text == mention.text.strip()
        assert mention.text
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert parse(sentence, language) == parse(sentence, language)
