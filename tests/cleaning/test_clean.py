import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cleaning import articles
from whomet import reading
from whomet.cleaning import clean, date_from_peers
from whomet.records import READ_KINDS


def cleaned(text, file="a.txt"):
    return clean(reading.read(file, text.encode())[0])


def of_kind(document, *kinds):
    return [document.text[b.start : b.end].strip() for b in document.blocks if b.kind in kinds]


def kept(document):
    return "\n".join(sentence.text for sentence in document.sentences)


def test_a_korean_dump():
    document = cleaned(articles.KOREAN)
    assert of_kind(document, "title") == ["도솔중공업 배은결 사장, 몽골 광산부 장관과 회동…내년 공장 착공 합의"]
    assert of_kind(document, "dateline") == ["(서울=한별통신)"]
    assert len(of_kind(document, "body")) == 3
    assert of_kind(document, "body")[0].startswith("배은결 도솔중공업 사장이")
    assert of_kind(document, "caption")[0].startswith("▲ 배은결 사장(왼쪽)")
    for mess in ("로그인", "조회", "카카오톡", "saebyeol.example", "무단전재", "봄비", "야간 조명"):
        assert mess not in kept(document)
    assert (document.outlet, document.agency, document.bylines) == ("새별신문", "한별통신", ("채리안",))
    assert (document.published, document.published_from, document.languages) == ("2031-03-14", "text", ("ko",))


def test_an_english_dump():
    document = cleaned(articles.ENGLISH)
    assert of_kind(document, "title") == ["Mayor Odile Farrow meets dyke builders over flood wall"]
    assert len(of_kind(document, "body")) == 2
    assert of_kind(document, "caption") == ["Photo: The old dyke at low tide. Credit: Ida Noor"]
    for mess in ("Subscribe", "Facebook", "barges", "eel festival", "fencourier.example", "rights"):
        assert mess not in kept(document)
    assert (document.outlet, document.agency, document.bylines) == ("The Fen Courier", "Levelwire", ("Tamsin Orde",))
    assert (document.published, document.languages) == ("2031-06-04", ("en",))


def test_a_german_dump():
    document = cleaned(articles.GERMAN)
    assert of_kind(document, "title") == ["Werftchefin Jelka Brandis trifft Reeder aus Tallinn"]
    assert of_kind(document, "caption") == ["Jelka Brandis (l.) und Rein Saluveer vor der Halle 3. Foto: Swantje Uken"]
    for mess in ("Startseite", "Merken", "flacher", "Radfahrer", "Rechte"):
        assert mess not in kept(document)
    assert (document.outlet, document.bylines) == ("Moorbote", ("Onno Flickenschild",))
    assert (document.published, document.languages) == ("2031-04-02", ("de",))


PAGE = """<html><head><title>Mayor meets dyke builders | Fen Courier</title>
<meta property="article:published_time" content="2031-06-04T07:15:00+01:00"></head><body>
<div class="cookie-banner"><p>We use cookies to make this site better for you and our partners.</p></div>
<nav><a href=/>Home</a> <a href=/farming>Farming</a></nav><article><h1>Mayor meets dyke builders</h1>
<p>Mayor Odile Farrow sat down on Monday with the engineer Piet Wenlock to settle the route of the new flood wall.
<span style="display:none">cheap boots online</span> It will cost the town 12 million pounds.</p>
<figure><img src=x><figcaption>The old dyke at low tide, seen from the church.</figcaption></figure>
<h2>A second talk in autumn</h2>
<p>"Water does not read our plans," Mr Wenlock said after the talks. The two will meet again in September.</p></article>
<aside><h3>Most read</h3><ul><li><a href=/1>Three barges stuck in the reeds near Marshgate</a></li></ul></aside>
<footer><p>Copyright 2031 Fen Media Ltd</p></footer></body></html>"""


def test_a_page():
    document = cleaned(PAGE, "a.html")
    assert of_kind(document, "title") == ["Mayor meets dyke builders"]
    assert of_kind(document, "caption") == ["The old dyke at low tide, seen from the church."]
    assert "A second talk in autumn" in of_kind(document, "body")
    assert "cheap boots" not in kept(document)
    assert "cookies" not in kept(document)
    assert "barges" not in kept(document)
    assert [(document.text[b.start : b.end].strip(), b.reason) for b in document.injected] == [
        ("cheap boots online", "not seen: display:none")
    ]
    assert (document.outlet, document.published, document.published_from) == ("Fen Courier", "2031-06-04", "metadata")
    assert document.published_zone == 1.0
    assert document.markup is None


def spliced(phrase, places):
    text = articles.KOREAN
    for place in places:
        assert place in text
        text = text.replace(place, phrase + place, 1)
    return cleaned(text)


def test_words_spliced_into_sentences_are_cut_out():
    document = spliced("달빛동 반려견 미용 ", ["구리 제련소", "제련소를 착공하기로", "완공 목표는"])
    assert [document.text[b.start : b.end] for b in document.injected] == ["달빛동 반려견 미용 "] * 3
    assert kept(document) == kept(cleaned(articles.KOREAN))


def test_words_glued_to_their_neighbours_are_cut_out():
    document = spliced("초록별 리그 순위 통계", ["구리 제련소", "제련소를 착공하기로", "완공 목표는"])
    assert "초록별" not in kept(document)
    assert kept(document) == kept(cleaned(articles.KOREAN))


@pytest.mark.parametrize("text", articles.ALL)
def test_what_an_article_repeats_of_its_own_stays(text):
    assert cleaned(text).injected == ()
    again = text.replace("\n\n", " \n\n", 1)
    assert cleaned(again).injected == ()


def test_names_and_events_that_are_repeated_stay():
    text = (
        "배은결 도솔중공업 사장이 북방 광물 협력 포럼에서 연설했다. "
        "그는 북방 광물 협력 포럼 참석에 앞서 장관을 만났다.\n"
        "북방 광물 협력 포럼 개막식에는 배은결 도솔중공업 사장을 비롯해 300명이 참석했다.\n"
        "배은결 도솔중공업 사장은 내년에도 다시 찾겠다고 말했다.\n"
    )
    assert cleaned(text).injected == ()


def test_a_page_in_two_languages_has_two():
    document = cleaned(
        articles.KOREAN.split("rian.chae")[0] + "\n" + articles.ENGLISH.split("Share:")[1].split("\n", 1)[1]
    )
    assert document.languages == ("ko", "en")


def test_dates_from_peers_are_honest():
    undated = cleaned("배은결 사장이 12일 울란바토르에서 장관을 만나 제련소 건설을 논의했다고 회사가 밝혔다.\n")
    assert undated.published is None
    peers = [cleaned(articles.KOREAN, "b.txt"), cleaned(articles.KOREAN.replace("03.14", "03.16"), "c.txt")]
    found = date_from_peers(undated, [undated, *peers])
    assert (found.published, found.published_from) == ("2031-03", "peers")
    assert date_from_peers(undated, [undated, peers[0]]).published == "2031-03-14"
    assert date_from_peers(undated, [undated]).published is None


def check(document):
    """What must hold for every labelled document."""
    assert "".join(document.text[b.start : b.end] for b in document.blocks) == document.text
    assert all(b.start < b.end for b in document.blocks)
    last = 0
    for cut in document.injected:
        assert last <= cut.start < cut.end <= len(document.text)
        assert cut.reason
        last = cut.end
    for sentence in document.sentences:
        assert "".join(document.text[start:end] for start, end in sentence.pieces) == sentence.text
        assert sentence.text.strip() == sentence.text != ""
        block = document.blocks[sentence.block]
        assert block.start <= sentence.start < sentence.end <= block.end
        assert block.kind == sentence.kind in READ_KINDS
        assert not any(s < cut.end and e > cut.start for s, e in sentence.pieces for cut in document.injected)
    assert [s.start for s in document.sentences] == sorted(s.start for s in document.sentences)


FRAGMENTS = st.sampled_from(
    [line for text in articles.ALL for line in text.split("\n")]
    + [
        "",
        "  ",
        "(서울=",
        "© 2031",
        "Von",
        "99.99.9999",
        "31/02/2031",
        "▲",
        "a" * 400,
        "\u200b",
        "관련기사",
        "🙂 !!",
        "ΑΒΓ",
        "ไทย" * 60,
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(FRAGMENTS, st.text(max_size=60)), min_size=1, max_size=14))
def test_every_text_is_tiled(lines):
    try:
        documents = reading.read("a", "\n".join(lines).encode("utf-8", "surrogatepass"))
    except reading.Unreadable:
        return
    for document in documents:
        check(clean(document))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["p", "h1", "div", "li", "td", "span hidden", "figcaption", "aside", "a href=x"]), FRAGMENTS
        ),
        min_size=1,
        max_size=14,
    )
)
def test_every_page_is_tiled(parts):
    markup = "".join(f"<{tag}>{text}</{tag.split()[0]}>" for tag, text in parts)
    try:
        documents = reading.read("a", f"<html><body>{markup}".encode("utf-8", "surrogatepass"))
    except reading.Unreadable:
        return
    for document in documents:
        check(clean(document))


@pytest.mark.parametrize("text", [*articles.ALL, PAGE])
def test_cleaning_is_the_same_every_time(text):
    document = reading.read("a", text.encode())[0]
    assert clean(document) == clean(document)


@pytest.mark.parametrize(
    "text",
    [
        "word " * 20_000,
        "Yes.\n" * 2_000,
        "a" * 50_000,
        "1.1.2031 " * 5_000,
        "(" * 20_000,
        "> " * 20_000,
        "제공 " * 5_000,
    ],
    ids=["words", "lines", "letters", "dates", "brackets", "paths", "credits"],
)
def test_long_repetitions_take_no_time(text):
    check(cleaned(text + " Ada"))


def test_calls_between_arrows_are_cut_out():
    for call in ("▶▶당일 무료 상담 0505-555-0143◀◀ ", ">>> 당일 무료 상담 <<< "):
        document = spliced(call, ["구리 제련소"])
        assert kept(document) == kept(cleaned(articles.KOREAN))


def test_a_list_of_people_behind_the_text_is_read():
    roll = "Teilnehmer der Runde\nJelka Brandis, Chefin der Moorwerft\nRein Saluveer, Reeder aus Tallinn\n\n"
    document = cleaned(articles.GERMAN.replace("Mehr zum Thema", roll + "Mehr zum Thema"))
    assert "Rein Saluveer, Reeder aus Tallinn" in kept(document)
    assert "Radfahrer" not in kept(document)
