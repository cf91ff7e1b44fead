"""What is asked for in one language is found in all, in a file and in PostgreSQL."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workspace.search import building as b
from tests.workspace.search.test_queries import SIGNS
from whomet.records import Contact
from whomet.workspace.database import Database
from whomet.workspace.search import MODES, SearchError, masked

KO = b.article(
    "ko.txt",
    "서유진은 아마존과 만났다.",
    "사업부장은 회의를 열었다.",
    "타워는 높다.",
    language="ko",
    outlet="한강일보",
    published="2031-05-03",
    names=[(0, "서유진", 0)],
)
EN = b.article(
    "en.txt",
    "Seo Yu-jin met the board.",
    "Nothing was signed.",
    "The minister denied the talks.",
    language="en",
    outlet="Harbour Post",
    published="2031-05-02",
    names=[(0, "Seo Yu-jin", 0), (2, "The minister", 1)],
)
DE = b.article(
    "de.txt",
    "Frau Müller traf die Straßenbauer.",
    "Die Türme sind groß.",
    language="de",
    outlet="Der Hafenbote",
    published="2031-06",
    names=[(0, "Müller", 0)],
)
ZH = b.article("zh.txt", "徐有珍在北京举行會議。", "塔很高。", language="zh", names=[(0, "徐有珍", 0)])
JA = b.article("ja.txt", "両者は東京で会談した。", language="ja", published="2031-05-02/2031-05-04")
TH = b.article("th.txt", "ผู้ว่าการพบประธานบริษัทที่ท่าเรือ", language="th")
AR = b.article("ar.txt", "عُقد الاجتماع في أبوظبي أمس.", "رفض الوزير اجتماعا ثانيا.", language="ar")
RU = b.article("ru.txt", "Министр встретился с Мюллером.", language="ru", names=[(0, "Мюллером", 0)])
ALL = (KO, EN, DE, ZH, JA, TH, AR, RU)
SEO = b.entity(
    "person:seo-yu-jin",
    [("ko.txt", 0), ("en.txt", 0), ("zh.txt", 0)],
    en=["Seo Yu-jin", "Seo"],
    ko=["서유진"],
    zh=["徐有珍"],
)
MULLER = b.entity("person:muller", [("de.txt", 0), ("ru.txt", 0)], de=["Frau Müller", "Müller"], ru=["Мюллер"])
MINISTER = b.entity("person:minister", [("en.txt", 1)], en=["Ida Noor"])
MEETINGS = (
    b.meeting("meeting:a", (KO, 0), (EN, 0), status="held", date="2031-05-01"),
    b.meeting("meeting:b", (EN, 2), status="denied", date="2031-04"),
)
STORIES = (b.story("story:one", KO, EN),)


@pytest.fixture(params=["sqlite", "postgresql"], scope="module")
def search(request, tmp_path_factory):
    sqlite = request.param == "sqlite"
    where = tmp_path_factory.mktemp("search") / "w.db" if sqlite else request.getfixturevalue("server").database()
    database = Database(where)
    b.fill(database, ALL, (SEO, MULLER, MINISTER), MEETINGS, STORIES)
    yield b.searcher(database).search
    database.close()


def texts(hits):
    return [hit.text for hit in hits]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("아마존", "서유진은 아마존과 만났다."),
        ("아마존을", "서유진은 아마존과 만났다."),
        ("만난", "서유진은 아마존과 만났다."),
        ("회의", "사업부장은 회의를 열었다."),
        ("부장", "사업부장은 회의를 열었다."),
        ("会议", "徐有珍在北京举行會議。"),
        ("會議", "徐有珍在北京举行會議。"),
        ("北京", "徐有珍在北京举行會議。"),
        ("東京", "両者は東京で会談した。"),
        ("談", "両者は東京で会談した。"),
        ("た", "両者は東京で会談した。"),
        ("พบ", "ผู้ว่าการพบประธานบริษัทที่ท่าเรือ"),
        ("ประธานบริษัท", "ผู้ว่าการพบประธานบริษัทที่ท่าเรือ"),
        ("اجتماع", "عُقد الاجتماع في أبوظبي أمس."),
        ("الاجتماع", "رفض الوزير اجتماعا ثانيا."),
        ("ابوظبي", "عُقد الاجتماع في أبوظبي أمس."),
        ("muller", "Frau Müller traf die Straßenbauer."),
        ("Mueller", "Frau Müller traf die Straßenbauer."),
        ("STRASSENBAUER", "Frau Müller traf die Straßenbauer."),
        ("Turm*", "Die Türme sind groß."),
        ("Turms*", None),
        ("große", "Die Türme sind groß."),
        ("министра", "Министр встретился с Мюллером."),
        ("Мюллер", "Министр встретился с Мюллером."),
        ('"the board"', "Seo Yu-jin met the board."),
        ('"board the"', None),
        ("board -met", None),
        ("board -signed", "Seo Yu-jin met the board."),
        ("nowhere OR board", "Seo Yu-jin met the board."),
        ("nowhere", None),
    ],
)
def test_words(search, query, wanted):
    found = texts(search(query, mode="words"))
    assert wanted in found if wanted else not found


def test_all_words_come_before_some(search):
    found = texts(search("minister board denied", mode="words"))
    assert found[0] == "The minister denied the talks."
    assert search("minister denied", mode="words")[0].text == "The minister denied the talks."


@pytest.mark.parametrize("query", ["Seo Yu-jin", "서유진", "서유진의", "徐有珍", "seo yu jin"])
def test_a_name_is_found_in_every_script(search, query):
    found = texts(search(query, mode="words"))
    assert set(found) == {
        "서유진은 아마존과 만났다.",
        "Seo Yu-jin met the board.",
        "徐有珍在北京举行會議。",
    }


def test_a_name_and_a_word(search):
    assert search("Seo Yu-jin 회의 OR 會議", mode="words")[0].text == "徐有珍在北京举行會議。"
    assert search("Мюллер traf", mode="words")[0].text == "Frau Müller traf die Straßenbauer."


def test_meaning_across_languages(search):
    found = texts(search("tower", mode="meaning"))
    assert {"타워는 높다.", "塔很高。"} <= set(found[:3])
    hit = next(hit for hit in search("meeting") if hit.document == "ja.txt")
    assert hit.why == ("meaning",)
    assert not hit.marks


def test_marks_are_what_was_looked_for(search):
    def marked(query, **wanted):
        return [[hit.text[a - hit.start : z - hit.start] for a, z in hit.marks] for hit in search(query, **wanted)]

    assert marked("아마존", mode="words") == [["아마존"]]
    assert marked("談", mode="words") == [["談"]]
    assert marked("اجتماع", mode="words", language="ar")[0] in (["الاجتماع"], ["اجتماعا"])
    assert ["Seo Yu-jin"] in marked("서유진", mode="words")
    assert marked('"the board"', mode="words") == [["the board"]]
    assert marked("Türm*", mode="words") == [["Türme"]]


def test_hits_can_be_followed(search):
    documents = {each.document.file: each.document for each in ALL}
    for query in ("meeting", "서유진", "tower"):
        for hit in search(query):
            document = documents[hit.document]
            assert document.text[hit.start : hit.end] == hit.text
            assert all(hit.start <= start < end <= hit.end for start, end in hit.marks)
            assert hit.language == document.language
            assert hit.outlet == document.outlet


def test_what_rests_on_a_sentence(search):
    hit = search("board", mode="words")[0]
    assert hit.entities == ("person:seo-yu-jin",)
    assert hit.meetings == ("meeting:a",)


@pytest.mark.parametrize(
    ("wanted", "documents"),
    [
        ({"person": "person:seo-yu-jin"}, {"ko.txt", "en.txt", "zh.txt"}),
        ({"person": "徐有珍"}, {"ko.txt", "en.txt", "zh.txt"}),
        ({"person": "yu-jin"}, {"ko.txt", "en.txt", "zh.txt"}),
        ({"person": ["Seo", "Müller"]}, set()),
        ({"outlet": "harbour post"}, {"en.txt"}),
        ({"outlet": ["hafenbote", "한강일보"]}, {"de.txt", "ko.txt"}),
        ({"since": "2031-05-03"}, {"ko.txt", "de.txt", "ja.txt"}),
        ({"until": "2031-05-02"}, {"en.txt", "ja.txt"}),
        ({"since": "2031-05", "until": "2031-05"}, {"ko.txt", "en.txt", "ja.txt"}),
        ({"status": "held"}, {"ko.txt", "en.txt"}),
        ({"status": ["denied", "planned"]}, {"en.txt"}),
        ({"met": "2031-05"}, {"ko.txt", "en.txt"}),
        ({"met": "2032"}, set()),
        ({"language": ["th", "ja"]}, {"th.txt", "ja.txt"}),
        ({"kind": "title"}, set()),
        ({"story": "story:one"}, {"ko.txt", "en.txt"}),
        ({"story": "story:one", "language": "ko"}, {"ko.txt"}),
    ],
)
def test_filters(search, wanted, documents):
    query = "meeting 만났다 부인했다 OR nothing OR signed OR Türme OR traf OR 타워 OR 회의 OR พบ OR встретился OR 會議"
    for mode in MODES:
        assert {hit.document for hit in search(query, mode=mode, **wanted)} <= documents
    assert {hit.document for hit in search(query, **wanted)} == documents


@pytest.mark.parametrize(
    "wanted",
    [
        {"person": "Nobody"},
        {"person": ""},
        {"place": "Seo"},
        {"outlet": "Nowhere Times"},
        {"since": "yesterday"},
        {"met": "31 May"},
        {"status": "happened"},
        {"kind": "footer"},
        {"story": "story:two"},
        {"mode": "magic"},
    ],
)
def test_what_is_not_there_is_said(search, wanted):
    with pytest.raises(SearchError, match=str(next(iter(wanted.values()))) or "called ''"):
        search("board", **wanted)


@pytest.mark.parametrize("filter_", ["person", "place", "outlet", "since", "story", "kind"])
def test_what_no_database_takes_is_not_there(search, filter_):
    with pytest.raises(SearchError):
        search("board", **{filter_: "\ud800 \x00'"})


def test_a_language_that_nobody_writes_has_nothing(search):
    assert search("board", language="\ud800\x00") == ()


def test_by_document(search):
    hits = search("minister OR board OR signed", by="document")
    assert len({hit.document for hit in hits}) == len(hits)


def test_a_limit(search):
    assert len(search("meeting", limit=2)) == 2
    assert search("meeting", limit=2) == search("meeting")[:2]
    assert search("meeting", limit=0) == ()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.one_of(st.text(max_size=40), SIGNS), mode=st.sampled_from(MODES))
def test_any_query_is_answered(search, query, mode):
    for hit in search(query, mode=mode):
        assert hit.why


@pytest.mark.parametrize("part", ["w{} ", "会{}議", "พบ{}", "만{}났다 ", '"a{} b" ', "-w{} ", "w{}* OR ", "(", "w{}\n"])
def test_a_query_of_any_length_is_answered(search, part):
    query = "".join(part.format(number) for number in range(3000))
    for mode in MODES:
        assert all(hit.why for hit in search(query, mode=mode))


def test_prints_of_one_sentence_are_one(database):
    wire = b.article("wire.txt", "The pier was sold to nobody.", published="2031-05-01")
    copies = [b.article(f"copy{n}.txt", "The pier was sold to nobody!", published="2031-05-02") for n in range(3)]
    other = b.article("other.txt", "A pier opened.")
    b.fill(database, [*copies, wire, other])
    hits = b.searcher(database).search("pier", mode="words")
    assert {hit.document: hit.also for hit in hits} == {
        "wire.txt": ("copy0.txt", "copy1.txt", "copy2.txt"),
        "other.txt": (),
    }


def test_injected_text_is_cut_out(database):
    each = b.with_injected(b.article("a.txt", "The harbour master spoke."), 0, "BUY NOW ")
    b.fill(database, [each])
    search = b.searcher(database).search
    assert search("buy", mode="words") == ()
    hit = search('"the harbour master spoke"', mode="words")[0]
    assert each.document.text[hit.start : hit.end] == hit.text
    assert "".join(each.document.text[start:end] for start, end in hit.pieces) == "The harbour master spoke."
    assert all("BUY" not in each.document.text[start:end] for start, end in hit.marks)


def test_contacts_can_be_masked(database):
    each = b.article("a.txt", "Write to keeper@walrus.example today.")
    contacts = (Contact(9, 30, "e-mail"),)
    b.fill(database, [replace(each, document=replace(each.document, contacts=contacts))])
    (hit,) = b.searcher(database).search("keeper", mode="words")
    assert hit.text == each.document.text
    assert hit.contacts == ((9, 30),)
    assert masked(hit).text == "Write to ••••••@••••••.••••••• today."


def test_an_empty_workspace(database):
    b.fill(database, [])
    for mode in MODES:
        assert b.searcher(database).search("anything", mode=mode) == ()
