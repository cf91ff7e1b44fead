import pytest

from whomet.reading.charset import codec_of, declaration, decode

LINES = {
    "ko": "도솔중공업 배은결 사장이 어제 저녁 울란바토르에서 광산부 장관을 만났다.",
    "ja": "蒼海電機の三枝社長は昨日、札幌市内で知事と会談した。",
    "zh": "昨天下午，青桥集团董事长与市长在会议中心举行了会谈。",
    "zh-Hant": "昨天下午，青橋集團董事長與市長在會議中心舉行了會談，雙方就港口問題交換意見。",
    "ru": "Вчера министр встретился в Тарту с главой завода.",
    "es": "El señor Núñez recibió ayer en Logroño a la señora Ibáñez.",
    "pl": "Wczoraj w Łodzi spotkał się z prezesem spółki, żeby omówić umowę.",
    "el": "Ο υπουργός συναντήθηκε χθες με τον δήμαρχο.",
}


@pytest.mark.parametrize(
    ("language", "codec"),
    [
        ("ko", "euc_kr"),
        ("ko", "johab"),
        ("ja", "shift_jis"),
        ("ja", "euc_jp"),
        ("ja", "iso2022_jp"),
        ("zh", "gb18030"),
        ("zh-Hant", "big5"),
        ("ru", "cp1251"),
        ("ru", "koi8_r"),
        ("ru", "cp866"),
        ("es", "cp1252"),
        ("pl", "cp1250"),
        ("el", "cp1253"),
        ("ko", "utf-8"),
        ("ko", "utf-16"),
        ("es", "utf-16-le"),
    ],
)
def test_one_undeclared_line_is_enough(language, codec):
    data = LINES[language].encode(codec)
    found = decode(data)
    assert found is not None
    assert found.text.removeprefix("\ufeff") == LINES[language]


def test_a_declaration_is_believed_only_where_it_fits():
    korean = LINES["ko"].encode("cp949")
    assert decode(b'<meta charset="euc-kr">\n' + korean).how == "declared"
    wrong = decode(b'<meta charset="iso-8859-1">\n' + korean)
    assert LINES["ko"] in wrong.text
    valid = decode(b'<meta charset="euc-kr">\n' + LINES["ko"].encode())
    assert (valid.charset, LINES["ko"] in valid.text) == ("utf-8", True)


@pytest.mark.parametrize(
    ("head", "codec"),
    [
        (b'<meta http-equiv="Content-Type" content="text/html; charset=ks_c_5601-1987">', "cp949"),
        (b"<META CHARSET=windows-1251>", "cp1251"),
        (b'<?xml version="1.0" encoding="Shift_JIS"?><html>', "cp932"),
        (b'<!-- <meta charset="koi8-r"> --><meta charset="gb2312">', "gb18030"),
        (b"<meta name=viewport content=x>", None),
        (b"<meta charset=no-such-thing>", None),
    ],
)
def test_declarations_are_found_as_a_browser_finds_them(head, codec):
    assert declaration(head) == codec


def test_labels_that_are_no_charset_of_text_are_none():
    assert codec_of("rot13") is None
    assert codec_of("") is None
    assert codec_of(" UTF8 ") == "utf-8"


def test_a_file_cut_inside_a_character_is_still_utf8():
    data = (LINES["ko"] * 3).encode()[:-2]
    assert decode(data).charset == "utf-8"


@pytest.mark.parametrize(
    ("language", "codec"),
    [
        ("es", "iso8859_15"),
        ("es", "cp850"),
        ("es", "mac_roman"),
        ("pl", "iso8859_2"),
        ("pl", "cp852"),
        ("ru", "iso8859_5"),
        ("ru", "mac_cyrillic"),
        ("el", "iso8859_7"),
        ("el", "cp737"),
        ("ko", "utf-16-le"),
        ("ja", "utf-16-be"),
        ("zh", "utf-16-le"),
        ("ko", "iso2022_kr"),
        ("zh", "hz"),
    ],
)
def test_a_paragraph_is_enough_for_the_charsets_of_old_systems(language, codec):
    data = "\n".join([LINES[language]] * 3).replace("，", "、").encode(codec)
    found = decode(data)
    assert found is not None
    assert found.text == data.decode(codec)


def test_the_standard_is_named_where_it_is_enough():
    assert decode(LINES["zh"].encode("gb2312")).charset == "gb2312"
    assert decode((LINES["zh"] + "喆").encode("gbk")).charset == "gb18030"
    assert decode(LINES["ja"].encode("cp932")).charset == "shift_jis"


def test_one_letter_at_the_end_is_no_cut_utf8():
    found = decode("Ein Satz über Köln und das Café".encode("cp1252"))
    assert found.text.endswith("Café")


@pytest.mark.parametrize(
    ("head", "codec"),
    [
        (b"<!--><meta charset=koi8-r>", "koi8-r"),
        (b"<p title='<meta charset=koi8-r>'><meta charset='windows-1253'>", "cp1253"),
        (b"<meta content='text/html; charset=koi8-r'>", None),
        (b"<meta charset=koi8-r", None),
        (b"<meta charset=utf-16be>", "utf-8"),
        (b"<script>var a = 1 < 2</script>" + b" " * 9000 + b"<meta charset=big5>", "big5hkscs"),
        (b"<?xml version='1.0' encoding='iso-8859-2'?><rss>", "iso8859-2"),
        (b"<meta charset='a\"><b'>", None),
    ],
)
def test_the_scan_knows_comments_attributes_and_ends(head, codec):
    assert declaration(head) == codec


def test_what_is_ascii_bears_the_name_that_it_declares():
    assert decode(b"<meta charset=iso-8859-2><p>x").charset == "iso8859-2"
    assert decode(b"<p>x").charset == "cp1252"
    assert decode(b"a line").charset == "utf-8"
    assert decode(b"a line", "us-ascii").charset == "cp1252"
