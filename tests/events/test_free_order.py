"""Meetings in languages whose endings, or whose verb in the first place, tell who plays which part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.events.marked import build
from tests.events.test_meetings import told
from whomet.events import extract
from whomet.events.inflection import FIRST, name_parts, parts_of, title_parts
from whomet.events.meetings.topics import known_topics


@pytest.mark.parametrize(
    ("word", "first", "code", "parts"),
    [
        ("Стожарову", None, "ru", {"object", "to"}),
        ("Стожаровой", "Стожарова", "ru", {"of", "to", "by", "in"}),
        ("Лаптев", "Лаптев", "ru", {FIRST}),
        ("Лаптевым", None, "ru", {"by"}),
        ("Неру", "Неру", "ru", {FIRST}),
        ("Дзеко", None, "ru", set()),
        ("Drwęcką", None, "pl", {"object", "by"}),
        ("Pasikowskiego", None, "pl", {"of", "object"}),
        ("Wąsikowi", None, "pl", {"of", "to"}),
    ],
)
def test_what_an_ending_allows(word, first, code, parts):
    assert name_parts(word, first, code) == parts


def test_titles_tell_their_case():
    assert title_parts("ru")["министром"] == {"by"}
    assert title_parts("ru")["министра"] == {"of", "object"}
    assert title_parts("pl")["prezesowi"] == {"to"}
    assert title_parts("en") == {}


def test_a_title_and_a_name_agree():
    assert parts_of(["министра"], [("Лаптева", None)], "ru") == {"of", "object"}
    assert parts_of([], [("Тимофей", None), ("Лаптев", None)], "ru") == {FIRST}
    # Polish titles stay as they are before a woman's name, Russian names of women behind their title
    assert parts_of(["prezes"], [("Anną", None), ("Orzech", None)], "pl") == {"object", "by"}
    assert parts_of(["министром"], [("Бранд", "Бранд")], "ru") == {"by"}


@given(st.text(alphabet="абвеийоуыя", max_size=8), st.sampled_from(["ru", "pl", "ar", "en"]))
def test_any_word_has_parts(word, code):
    assert name_parts(word, None, code) <= {FIRST, "of", "to", "object", "by", "in"}


MEETINGS = [
    # language, sentence, host: who receives whom is told by the ending, not by the order
    ("ru", "[P=a:Стожарову] принял губернатор [P=b:Аркадий Лаптев].", "held", "Аркадий Лаптев"),
    ("ru", "Губернатор [P=b:Аркадий Лаптев] принял [P=a:Стожарову].", "held", "Аркадий Лаптев"),
    ("ru", "[P:Вера Стожарова] встретилась с [P:Лаптевым] в [L:Твери].", "held", None),
    ("ru", "Состоялась встреча министра [P:Яниса Калныньша] и главы банка [P:Рената Хузина].", "held", None),
    ("ru", "В [L:Праге] [P:Лаптев] встретится с [P:Орловой].", "planned", None),
    ("ru", "Встреча [P:Лаптева] с [P:Орловой] отменена.", "cancelled", None),
    ("ru", "[P:Лаптев] отрицает, что встречался с [P:Орловой].", "denied", None),
    ("ru", "Премьер [P:Ветвицкая] выразила готовность встретиться с [P:Лаптевым].", "proposed", None),
    ("pl", "[R=a:Prezesa] [P=a:Wojciecha Wąsika] przyjęła wojewoda [P:Halina Drwęcka].", "held", "Halina Drwęcka"),
    ("pl", "[P:Halina Drwęcka] spotkała się z prezesem [P:Wąsikiem] w [L:Lublinie].", "held", None),
    ("pl", "[P:Drwęcka] ma się spotkać z [P:Wąsikiem].", "planned", None),
    ("pl", "Spotkanie [P:Drwęckiej] z [P:Wąsikiem] zostało odwołane.", "cancelled", None),
    ("pl", "[P:Wąsik] zaprzecza, jakoby spotkał się z [P:Drwęcką].", "denied", None),
    ("ar", "استقبل الوزير [P:مروان الدباس] السفيرة [P:كلارا هوفمان] في [L:طنجة].", "held", "مروان الدباس"),
    ("ar", "التقى [P:مروان الدباس] أمس في [L:طنجة] [P:كلارا هوفمان].", "held", None),
    ("ar", "اجتمع [P:وليد شاهين] ب[P:دييغو مونتالفو].", "held", None),
    ("ar", "عقد [P:فؤاد الزيات] و[P:ليندا كوستا] اجتماعا في [L:المنامة].", "held", None),
    ("ar", "من المقرر أن يلتقي [P:مروان الدباس] [P:كلارا هوفمان].", "planned", None),
    ("ar", "نفى مكتب [P:ماهر جبور] أن يكون قد التقى [P:غوستاف ليند].", "denied", None),
]


@pytest.mark.parametrize(("language", "source", "status", "host"), MEETINGS)
def test_two_sides_whatever_the_order(language, source, status, host):
    (only,) = told(source, language)
    assert len(only["sides"]) == 2
    assert (only["status"], only["host"]) == (status, host)


@pytest.mark.parametrize(
    ("language", "source"),
    [
        ("ru", "[P:Эдуард Сычёв] принял отставку министра [P:Ромашина]."),
        ("ru", "[P:Лада Ярцева] встретится с [P:Моникой Чехак] во втором круге турнира."),
        ("ru", "[P:Лаптев] раскритиковал [P:Орлову] за срыв ремонта."),
        ("ru", "Проект встретил сопротивление [P:Лаптева] и [P:Орловой]."),
        ("pl", "[P:Rudziński] przyjął dymisję ministra [P:Wapińskiego]."),
        ("pl", "[P:Gryf] spotkał się z krytyką po wywiadzie, w którym obraził [P:Nyströma]."),
        ("pl", "Plan [P:Zawiszy] spotkał się z oporem [P:Paprockiej]."),
        ("ar", "استقبل [P:وليد شاهين] خبر إقالة [P:دييغو مونتالفو] بارتياح."),
        ("ar", "هنأ [P:سليم الحاتمي] [P:لوسيا مارغريتا] بفوزها في الانتخابات."),
    ],
)
def test_no_meeting(language, source):
    assert told(source, language) == []


def test_calls_are_told_by_verbs_and_nouns():
    (spoken,) = told("[P:Лаптев] поговорил по телефону с [P:Орловой].", "ru")
    (noun,) = told("[P:Лаптев] провёл телефонный разговор с [P:Орловой].", "ru")
    (polish,) = told("[P:Drwęcka] rozmawiała telefonicznie z [P:Wąsikiem].", "pl")
    assert {spoken["manner"], noun["manner"], polish["manner"]} == {"telephone"}


def test_who_was_there():
    (only,) = told(
        "[P:Лаптев] встретился с [P:Орловой]. Во встрече участвовал советник [P:Егор Дымов].",
        "ru",
    )
    assert only["attendees"] == {"Егор Дымов"}


def test_a_relative_clause_about_its_subject_or_its_object():
    (host,) = told("[P:Марек Ольшовый], который гостил у [P:Лаптева], молчит.", "ru")
    assert host["host"] == "Лаптева"
    (guest,) = told("Приехал [P:Марек Ольшовый], которого принял губернатор [P:Лаптев].", "ru")
    assert (guest["host"], len(guest["sides"])) == ("Лаптев", 2)


@pytest.mark.parametrize(
    ("language", "source", "content"),
    [
        ("ru", "[P:Лаптев] заявил, что порт откроют весной.", "порт откроют весной."),
        ("ru", "По словам [P:Лаптева], порт откроют весной.", "порт откроют весной."),
        ("pl", "[P:Drwęcka] podkreśliła, że most powstanie jesienią.", "most powstanie jesienią."),
        ("pl", "Zdaniem [P:Drwęckiej] most powstanie jesienią.", "most powstanie jesienią."),
        ("ar", "وقال [P:مروان الدباس] إن المشروع سيبدأ في الربيع.", "المشروع سيبدأ في الربيع."),
    ],
)
def test_reported_speech(language, source, content):
    document, mentions = build(source, language)
    (only,) = extract(document, mentions).statements
    assert (only.text, only.direct) == (content, False)
    assert document.text[only.start : only.end] == only.text


@pytest.mark.parametrize(
    ("language", "text", "labels"),
    [
        ("ru", "Стороны обсудили развитие искусственного интеллекта.", {"artificial intelligence"}),
        ("pl", "Rozmawiali o sztucznej inteligencji.", {"artificial intelligence"}),
        ("ar", "ناقشا الذكاء الاصطناعي.", {"artificial intelligence"}),
        ("ru", "Речь шла об опреснительном заводе.", {"desalination plant", "factory"}),
    ],
)
def test_terms_of_several_words_whose_endings_change(language, text, labels):
    assert set(known_topics(language, text)) == labels
