import email.policy
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.pdfs import column, pdf
from whomet.reading import Unreadable, documents, read
from whomet.reading.unwrap import unflowed, unwrapped
from whomet.records import Document, Problem


def mail(**headers):
    message = EmailMessage(policy=email.policy.SMTP)
    given_headers = {"From": "Tide Post <news@tide.example>", "To": "ona@birk.example", "Subject": "Ferry für Lund",
                     "Date": "Tue, 03 Jun 2031 06:00:00 +0200", **headers}  # fmt: skip
    for name, value in given_headers.items():
        message[name.replace("_", "-")] = value
    return message


PLAIN = "The harbour master met the dockers and talked with them for an hour about cranes.\n"
HTML = "<h2>Ferry</h2><p>The harbour master met the <b>dockers</b> and talked with them about cranes.</p>"


def test_the_marked_form_is_taken_where_it_is_richer():
    message = mail(List_Id="Tide <tide.example>")
    message.set_content(PLAIN)
    message.add_alternative(HTML, subtype="html")
    (document,) = read("a.eml", message.as_bytes())
    assert document.text.split("\n") == ["Ferry für Lund", "Ferry", HTML[17:-4].replace("<b>", "").replace("</b>", "")]
    pairs = dict(document.metadata)
    assert (document.format, document.media) == ("mail", "html")
    assert pairs["og:site_name"] == "Tide Post"
    assert pairs["article:published_time"] == "2031-06-03T06:00:00+02:00"
    assert pairs["mail:list"] == "Tide <tide.example>"


def test_the_plain_form_is_taken_where_the_other_one_is_a_frame():
    message = mail()
    message.set_content(PLAIN)
    message.add_alternative("<p>See our pictures</p><img src=a.png>", subtype="html")
    assert read("a.eml", message.as_bytes())[0].text == f"Ferry für Lund\n{PLAIN.strip()}"


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "euc-kr", "windows-1251", "iso-2022-jp"])
@pytest.mark.parametrize("transfer", ["base64", "quoted-printable"])
def test_every_part_has_its_own_charset(charset, transfer):
    words = {"euc-kr": "도솔중공업 사장", "windows-1251": "Министр встретился", "iso-2022-jp": "三枝社長"}.get(
        charset, "Größe"
    )
    message = mail(Subject=words)
    message.set_content(words, charset=charset, cte=transfer)
    assert read("a.eml", message.as_bytes())[0].text == f"{words}\n{words}"


def test_attachments_become_documents_or_are_named():
    message = mail()
    message.set_content(PLAIN)
    message.add_attachment(
        pdf([column(["The minutes of the meeting"], 50, 90)]), "application", "pdf", filename="m.pdf"
    )
    message.add_attachment(b"\0\1", "application", "vnd.ms-excel", filename="cranes.xls")
    message.add_attachment("<p>A page</p><p>of words</p><p>.</p>", "html", filename="p.html")
    forwarded = mail(Subject="Forwarded")
    forwarded.set_content("They meet again in Lund.")
    message.add_attachment(forwarded)
    body, minutes, page, inner = read("a.eml", message.as_bytes())
    assert [each.file for each in (minutes, page, inner)] == ["a.eml#att1", "a.eml#att3", "a.eml#att4"]
    assert (minutes.format, minutes.text) == ("pdf", "The minutes of the meeting")
    assert page.format == "html"
    assert inner.text == "Forwarded\nThey meet again in Lund."
    assert "cranes.xls" in body.flaws[0]


def test_mails_in_mails_have_an_end():
    message = mail()
    message.set_content("The innermost mail of all.")
    for _ in range(12):
        outer = mail()
        outer.set_content("One more mail around it.")
        outer.add_attachment(message)
        message = outer
    found = list(documents("a.eml", message.as_bytes()))
    assert isinstance(found[-1], Problem)
    assert sum(isinstance(each, Document) for each in found) < 6


def test_every_mail_of_a_mailbox_is_a_document():
    mails = []
    for number in range(3):
        message = mail(Subject=f"Number {number}")
        message.set_content(f"From here it says >From {number}.\n\nFrom now on.")
        mails.append(message.as_bytes(unixfrom=False).replace(b"\r\n", b"\n").replace(b"\nFrom now", b"\n>From now"))
    box = b"".join(b"From a@b.example Tue Jun  3 06:00:00 2031\n" + each + b"\n\n" for each in mails)
    found = read("box", box)
    assert [document.file for document in found] == ["box#1", "box#2", "box#3"]
    assert found[1].text == "Number 1\nFrom here it says >From 1.\nFrom now on."
    (alone,) = read("box", b"From a@b.example Tue Jun  3 06:00:00 2031\n" + mails[0])
    assert alone.file == "box"


def test_a_broken_mail_does_not_end_a_mailbox():
    message = mail()
    message.set_content(PLAIN)
    box = (
        b"From a Tue Jun  3 06:00:00 2031\nSubject: x\n\n\n" + b"From a Tue Jun  3 06:00:00 2031\n" + message.as_bytes()
    )
    found = list(documents("box", box))
    assert [type(each) for each in found] == [Problem, Document]
    assert (found[0].file, found[1].file) == ("box#1", "box#2")


SAVED = """From: <Saved by Blink>
Snapshot-Content-Location: https://tide.example/1
Subject: Ferry
Date: Tue, 3 Jun 2031 09:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="--x"

----x
Content-Type: text/html
Content-ID: <frame-1@mhtml.blink>
Content-Transfer-Encoding: quoted-printable
Content-Location: https://tide.example/1

<!DOCTYPE html><html><head><meta http-equiv=3D"Content-Type" content=3D"text/html; charset=3DUTF-8">
<title>Ferry</title></head><body><h1>F=C3=A4hre</h1><p>They met.</p></body></html>
----x
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://tide.example/a.png

AAAA
----x--
"""


def test_a_saved_page_is_its_page():
    (document,) = read("a.mht", SAVED.encode())
    assert (document.format, document.url, document.text) == ("mht", "https://tide.example/1", "Fähre\nThey met.")
    pairs = dict(document.metadata)
    assert "article:published_time" not in pairs
    assert document.markup.startswith("<!DOCTYPE")
    bare = SAVED[SAVED.index("MIME-Version") :]
    assert read("a.mht", bare.encode())[0].format == "mht"


def test_flowed_text_is_put_together():
    sent = "They met on the \nquay at noon.\n> and he \n> said so \n>> once\n-- \nOna"
    assert unflowed(sent) == ["They met on the quay at noon.", "> and he said so", ">> once", "--", "Ona"]
    assert unflowed("Sie trafen ein \nander", glued=True) == ["Sie trafen einander"]


def test_text_broken_at_a_width_is_put_together():
    words = "The harbour master met the dockers on the quay and talked with them for an hour about the cranes that "
    words += "are to come from Lund in the summer of next year when the pier is mended and painted and paid for."
    lines, line = [], ""
    for word in words.split():
        if len(line) + 1 + len(word) > 60:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    sent = "\n".join([*lines, line])
    assert unwrapped(f"{sent}\n\n- one\n- two\n\n{sent}") == [words, "", "- one", "- two", "", words]
    verses = "Short lines\nof a poem\nstay as\nthey are"
    assert unwrapped(verses) == verses.split("\n")


_LINES = st.sampled_from(["From: a@b", "Date: x", "Subject: =?utf-8?q?=C3?=", "MIME-Version: 1.0", "", "--b", "--b--",
                          "a b", "Content-Type: multipart/alternative; boundary=b",
                          "Content-Type: text/html; charset=x-none", "Content-Type: message/rfc822",
                          "Content-Transfer-Encoding: base64", "====", "é", "From a 2031",
                          "Content-Disposition: attachment; filename=a.pdf"])  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(_LINES, max_size=25))
def test_any_mail_is_read_or_refused(lines):
    data = "\n".join(["From: a@b.example", "To: b@c.example", "Subject: x", *lines]).encode()
    for start in (b"", b"From a@b 2031\n"):
        try:
            found = read("a.eml", start + data)
        except Unreadable:
            continue
        assert all(document.text for document in found)
