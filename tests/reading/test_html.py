import pytest

from whomet.reading.html import read_page


def seen(body, css="", head=""):
    page = read_page(f"<html><head><style>{css}</style>{head}</head><body>{body}</body></html>")
    assert "".join(page.text[e.start : e.end] for e in page.elements) == page.text
    return [(page.text[e.start : e.end].strip(), e.hidden) for e in page.elements]


@pytest.mark.parametrize(
    ("body", "css", "hidden"),
    [
        ('<div class="a b"><p>x</p></div><p>y</p>', ".a.b>p{display:none}", {"x": "display:none"}),
        ('<div class="a"><p class="k">x</p></div>', ".a p{display:none} .a .k{display:block}", {}),
        ('<p class="x">x</p>', ".x{display:none!important} p.x{display:block}", {"x": "display:none"}),
        ('<p class="x" style="display:block">x</p>', ".x{display:none}", {}),
        ('<p class="md:hide">x</p>', r".md\:hide{display:none}", {"x": "display:none"}),
        ('<p data-x="spam-1">x</p>', '[data-x^="spam"]{display:none}', {"x": "display:none"}),
        ("<p id=z>x</p>", "@media print{#z{display:none}} @media (max-width:600px){p{display:none}}", {}),
        ("<p id=z>x</p>", "@media screen and (min-width:600px){#z{display:none}}", {"x": "display:none"}),
        ("<p id=z>x</p>", "#z:hover{display:none} #z{color:#333}", {}),
        ("<p>x</p>", "@keyframes a{from{opacity:0}} p{opacity:.5}", {}),
        ('<p style="opacity:0.0">x</p>', "", {"x": "transparent"}),
        ('<p style="color:rgba(0,0,0,0)">x</p>', "", {"x": "transparent"}),
        ("<ul class=a>q<li class=b>x</li></ul>", ".a{font-size:0}.b{font-size:14px}", {"q": "zero-size font"}),
        (
            '<div style="visibility:hidden">q<b style="visibility:visible">x</b></div>',
            "",
            {"q": "visibility:hidden"},
        ),
        ("<p class=x>x</p>", ".x{position:absolute;left:-9999px}", {"x": "off-screen"}),
        ("<p class=x>x</p>", ".x{position:relative;left:-600px}", {}),
        ('<p style="text-indent:-9999px">x</p>', "", {"x": "off-screen"}),
        ("<p class=x>x</p>", ".x{position:absolute;clip:rect(0 0 0 0)}", {"x": "clipped"}),
        ("<p class=x>x</p>", ".x{clip-path:inset(50%)}", {"x": "clipped"}),
        ('<p style="max-height:0; overflow:hidden">x</p>', "", {"x": "no size"}),
        ('<p style="height:0">x</p>', "", {}),
        ('<p style="transform: scale(0)">x</p>', "", {"x": "no size"}),
        ('<p style="color:#fff">x</p>', "", {"x": "same colour as the background"}),
        ('<div style="background:black"><p style="color:white">x</p></div>', "", {}),
        ("<p class=c>x</p><div class=d><p class=c>y</p></div>",
         "body{background:#eee}.c{color:#eee}.d{background:url(a)}",
         {"x": "same colour as the background"}),
        ("<template><p>x</p></template>", "", {"x": "template"}),
        ("<dialog>x</dialog><dialog open>y</dialog>", "", {"x": "closed dialog"}),
        ("<noscript>x</noscript><p hidden>y</p>", "", {"x": "noscript", "y": "hidden attribute"}),
        ("<span aria-hidden=true>y</span><div aria-hidden=true>x</div>", "", {"x": "aria-hidden"}),
        ('<p>a<span class="sr-only">x</span></p>', "", {"x": "for screen readers"}),
        ("<p>a</p>", "body{opacity:0;visibility:hidden}", {}),
        ("<ruby>b<rp>(</rp><rt>x</rt><rp>)</rp></ruby>", "", {"(x)": "reading aid above the line"}),
    ],
)  # fmt: skip
def test_what_is_not_seen(body, css, hidden):
    assert {text: why for text, why in seen(body, css) if why} == hidden


def test_white_on_a_page_with_sheets_elsewhere_may_stand_on_anything():
    assert seen('<p style="color:#fff">x</p>', head='<link rel="stylesheet" href="a.css">') == [("x", None)]


def test_signs_that_no_screen_shows_are_left_out():
    assert seen("<p>in&shy;vis&#8203;ible<wbr>ness</p>") == [("invisibleness", None)]


def test_a_page_inside_of_a_page_is_read():
    assert seen('<p>a</p><iframe srcdoc="&lt;p&gt;inner&lt;/p&gt;"></iframe>b') == [
        ("a", None), ("inner", None), ("b", None),
    ]  # fmt: skip


def test_names_with_a_prefix_are_those_of_html():
    page = read_page(
        '<x:html xmlns:x="http://www.w3.org/1999/xhtml"><x:body><x:p>a</x:p><x:p>b</x:p></x:body></x:html>'
    )
    assert page.text == "a\nb"


BODY = "The mayor of Skarra met the ferry owner on Tuesday. They spoke about two boats, both said. " * 4


@pytest.mark.parametrize(
    "script",
    [
        '<script type="application/ld+json">{"@type": "NewsArticle", "articleBody": "BODY"}</script>',
        '<script type="application/json">{"a": {"story": [{"t": "p", "html": "<p>BODY</p>"}], "url": "/x"}}</script>',
        '<script>window.__STATE__ = {"parts": [{"text": "BODY"}, {"text": "BODY 2."}]}; go();</script>',
    ],
)
def test_an_article_that_a_script_would_show(script):
    page = read_page(f'<html><head>{script.replace("BODY", BODY)}</head><body><div id="root"></div>wait</body></html>')
    assert BODY.strip() in page.text
    shown = read_page(f"<html><head>{script.replace('BODY', BODY)}</head><body><p>{BODY}</p></body></html>")
    assert shown.text == BODY.strip()


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 100_000 + "x",
        "<div>a" * 20_000 + "x",
        "<style>" + ".a .b{display:none}" * 20_000 + "</style>" + "<div class=a>" * 200 + "<p class=b>x</p>" * 2_000,
    ],
    ids=["boxes", "text", "rules"],
)
def test_nesting_without_end_ends(markup):
    assert "x" in read_page(markup).text


def test_cells_of_a_row_and_columns_of_a_page():
    rows = "<table><tr><td>Rye<td>12</td></tr><tr><td>Oats<td>7</td></tr></table>"
    assert read_page(rows).text == "Rye\t12\nOats\t7"
    columns = "<table><tr><td>Home<br>Weather</td><td>Rain<br>It rained.</td><td>Sun</td></tr></table>"
    assert read_page(columns).text == "Home\nWeather\nRain\nIt rained.\nSun"


def test_an_element_without_a_name_behind_its_prefix_closes_nothing() -> None:
    page = read_page('<body><div class="story"><o:>Rain</o:><p>It rained.</p></div></body>')
    assert page is not None
    assert [element.names for element in page.elements if "rained" in page.text[element.start : element.end]] == [
        ("story",)
    ]
