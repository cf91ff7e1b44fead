import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cleaning import splicing
from tests.cleaning.splicing import LANGUAGES, cleaned, material
from whomet.cleaning.trade import hits
from whomet.languages import codes, pack

STORY = """Mayor Farrow meets the eel catchers

Mayor Odile Farrow met the eel catchers of Marshgate on Monday to hear why their nets stay empty this year.

{}

The two sides will meet again in September at the old mill, and the council will pay for the coffee, she added.
"""
MIDDLE = "The catchers blamed the new dyke and asked for a gate. Farrow promised to look into it before the autumn."


def injected(document):
    return [document.text[cut.start : cut.end].strip() for cut in document.injected]


def read(document):
    return " ".join(sentence.text for sentence in document.sentences)


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_of_what_is_spliced_is_found_and_the_article_stays(language):
    figures = [splicing.figures(page) for page in splicing.pages(language, held=False, rounds=1)]
    found, spliced, gone, own = map(sum, zip(*figures, strict=True))
    # A floor below what `python -m tests.cleaning.splicing` prints for each language.
    assert found >= 0.55 * spliced
    assert gone <= 0.04 * own


@pytest.mark.parametrize("language", LANGUAGES)
def test_clean_articles_have_nothing_injected(language):
    for article in material(language)["articles"]:
        assert injected(cleaned(article.strip().replace("\n", "\n\n") + "\n")) == []


@pytest.mark.parametrize(
    "sentence",
    [
        'Campaigners carried signs that read "Cheap loans, free shipping, buy now" through the town for two hours.',
        "She compared the plan to the slogan “limited offer, no credit check” and called it a joke on the people.",
        "The catchers use AquaTrap 3000, NetPro and the T-Rail app, which Farrow called a Gesamtkunstwerk of the sea.",
        "They named Ida Noor, Piet Wenlock, Rein Saluveer, Jelka Brandis and Onno Flickenschild as their speakers.",
        "The eel, the gate, the dyke; the eel, the gate, the dyke: that is how the song of the river goes here.",
        "The town offers cheap loans to families who buy an apartment near the harbour, and free coffee to all.",
        "An online casino wants to open beside the mill, but a bookmaker has the older contract, Farrow said.",
        "Read together, the reports show that the eel returns; see the map of the council for the places.",
        "He grew up in an apartment above a shop and still buys watches, boots and bags at the flea market.",
    ],
)
def test_what_news_says_stays(sentence):
    document = cleaned(STORY.format(sentence))
    assert injected(document) == []
    assert sentence in read(document)


def test_an_article_on_trade_keeps_its_words():
    text = (
        "Online casinos lose their licence\n\nThe court took the licence of three online casinos with a no deposit "
        "bonus on Monday.\n\nThe no deposit bonus had led to debts, the judge said. Free spins are banned, too.\n\n"
        "Players of online casinos must now prove their age. A no deposit bonus is legal in two other states.\n"
    )
    assert injected(cleaned(text)) == []


@pytest.mark.parametrize(
    ("inserted", "reason"),
    [
        ("cheap designer watches online outlet ", "an offer spliced into a sentence"),
        ("Share this article on Facebook, X or WhatsApp. ", "speaks to the reader: share this article"),
        ("Read also: Three barges stuck in the reeds. ", "speaks to the reader: read also"),
        ("[Advertisement] ", "marks an advertisement"),
        (
            "Best online casino bonus: get 100 free spins without deposit at luckyfox.example. ",
            "a sentence that offers something",
        ),
    ],
)
def test_every_stretch_has_its_reason(inserted, reason):
    place = "Farrow promised"
    at = "blamed" if inserted.islower() else place
    document = cleaned(STORY.format(MIDDLE.replace(at, inserted + at)))
    assert injected(document) == [inserted.strip()]
    assert document.injected[0].reason.startswith(reason)
    assert MIDDLE in read(document) or place in read(document)


def test_words_glued_into_a_word_are_cut_out_of_it():
    document = cleaned(STORY.format(MIDDLE.replace("promised", "procheap replica watches onlinemised")))
    assert injected(document) == ["cheap replica watches online"]
    assert "Farrow promised to look" in read(document)


def test_offers_in_other_scripts_are_found():
    document = cleaned(STORY.format(MIDDLE.replace("blamed", "купить часы rolex недорого blamed")))
    assert len(injected(document)) == 1
    assert "blamed" in read(document)


def test_the_headline_of_something_else_is_no_title():
    headline = "Best online casino bonus 2031: sign up now and get 100 free spins at luckyfox.example."
    document = cleaned(headline + "\n\n" + STORY.format(MIDDLE))
    assert headline not in read(document)
    assert "Mayor Farrow meets the eel catchers" in read(document)


@pytest.mark.parametrize("code", [*codes(), "und", "tlh"])
def test_phrases_are_found_as_they_are_listed(code):
    for key, weight in (("tells", 3), ("goods", 2)):
        for phrase in pack(code).table("trade").get(key, ()):
            text = f"… {phrase.removesuffix('*')} …"
            found = hits(text, code)
            assert found, phrase
            assert sum(hit.weight for hit in found) >= weight, phrase
            assert all(text[hit.start : hit.end] for hit in found)


WORDS = ["cheap", "loan", "無料", "カジノ", "특가", "원룸", "ß", "İ", "www.x.example", "50%"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(st.sampled_from(WORDS), st.text(max_size=8)),
        max_size=12,
    ),
    st.sampled_from([*LANGUAGES, "und", "sv"]),
)
def test_hits_lie_in_the_text_one_behind_the_other(words, language):
    text = " ".join(words)
    last = 0
    for hit in hits(text, language):
        assert last <= hit.start < hit.end <= len(text)
        last = hit.end
