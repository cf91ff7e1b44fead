"""Notes that say an earlier text was wrong, in every language."""

from __future__ import annotations

import re

import pytest

from tests.events import marked
from whomet import events
from whomet.events.clauses import read
from whomet.events.corrections import find
from whomet.languages import codes, pack
from whomet.records import Block, Document, Mentions, Sentence

#: A note, a piece of the words for what was wrong, and one of those for what holds instead.
NOTES = [
    (
        "en",
        "Correction: An earlier version of this article said that the two met on Monday. They met on Tuesday.",
        "Monday",
        "Tuesday",
    ),
    ("en", "This story has been corrected to show that the talks were in Graz, not Linz.", "Linz", "Graz"),
    ("en", "CORRECTION: The article wrongly stated the loan was 40 million; it was 14 million.", "40", "14"),
    (
        "en",
        "An earlier version of this report gave the sum as 3 million. The correct figure is 2 million.",
        "3 m",
        "2 m",
    ),
    (
        "de",
        "Korrektur: In einer früheren Fassung hieß es, sie trafen sich am Montag. Sie trafen sich am Dienstag.",
        "Montag",
        "Dienstag",
    ),
    (
        "de",
        "In einer früheren Version stand, der Kredit betrage 40 Millionen. Tatsächlich sind es 14 Millionen.",
        "40",
        "14",
    ),
    ("de", "Berichtigung: Das Treffen fand nicht in Linz, sondern in Graz statt.", "Linz", "Graz"),
    (
        "fr",
        "Rectificatif : Une version précédente indiquait que la rencontre avait eu lieu lundi. Elle a eu lieu mardi.",
        "lundi",
        "mardi",
    ),
    ("fr", "Erratum : la rencontre s'est tenue à Lyon, et non à Nantes.", "Nantes", "Lyon"),
    (
        "es",
        "Fe de errores: Una versión anterior de este artículo decía que la reunión fue el lunes. Fue el martes.",
        "lunes",
        "martes",
    ),
    ("es", "Corrección: donde decía 40 millones debe decir 14 millones.", "40", "14"),
    (
        "it",
        "Errata corrige: una versione precedente diceva che l'incontro era avvenuto lunedì. È avvenuto martedì.",
        "lunedì",
        "martedì",
    ),
    ("it", "Rettifica: il prestito è di 14 milioni e non 40 milioni.", "40", "14"),
    (
        "pt",
        "Errata: uma versão anterior dizia que a reunião ocorreu na segunda-feira. Ocorreu na terça-feira.",
        "segunda",
        "terça",
    ),
    ("pt", "Correção: Diferentemente do informado, o encontro foi em Braga, e não em Faro.", "Faro", "Braga"),
    (
        "nl",
        "Correctie: In een eerdere versie van dit artikel stond dat het gesprek maandag was. Het was dinsdag.",
        "maandag",
        "dinsdag",
    ),
    ("nl", "Rectificatie: het gesprek was niet in Breda, maar in Tilburg.", "Breda", "Tilburg"),
    (
        "pl",
        "Sprostowanie: W poprzedniej wersji napisaliśmy, że spotkanie odbyło się w poniedziałek. Odbyło się we wtorek.",
        "poniedziałek",
        "wtorek",
    ),
    ("pl", "Korekta: kredyt wynosi 14 milionów, a nie 40 milionów.", "40", "14"),
    (
        "ru",
        "Исправление: в ранней версии сообщалось, что встреча прошла в понедельник. Она прошла во вторник.",
        "понедельник",
        "вторник",
    ),
    ("ru", "Поправка: переговоры были не в Туле, а в Калуге.", "Туле", "Калуге"),
    (
        "tr",
        "Düzeltme: Haberin ilk halinde görüşmenin pazartesi günü yapıldığı yazılmıştı. Görüşme salı günü yapıldı.",
        "pazartesi",
        "salı",
    ),
    ("tr", "Düzeltme: Görüşme Bursa'da değil, Sivas'ta yapıldı.", "Bursa", "Sivas"),
    (
        "id",
        "Ralat: Versi sebelumnya artikel ini menyebut pertemuan berlangsung Senin. Pertemuan berlangsung Selasa.",
        "Senin",
        "Selasa",
    ),
    ("id", "Koreksi: pertemuan itu bukan di Medan, melainkan di Bogor.", "Medan", "Bogor"),
    (
        "ar",
        "تصويب: ذكرت نسخة سابقة من هذا الخبر أن اللقاء جرى يوم الاثنين. اللقاء جرى يوم الثلاثاء.",
        "الاثنين",
        "الثلاثاء",
    ),
    ("ar", "تصحيح: ورد في الخبر أن القرض 40 مليونا، والصواب 14 مليونا.", "40", "14"),
    ("ko", "바로잡습니다. 앞선 기사에서 회동 날짜를 3일로 보도했으나 4일이므로 바로잡습니다.", "3일", "4일"),
    ("ko", "[정정] 본 기사에서 회동 장소를 부산이라고 잘못 표기했습니다. 회동 장소는 대구입니다.", "부산", "대구"),
    ("ja", "訂正：当初の記事で会談を3日としたのは4日の誤りでした。", "3日", "4日"),
    ("ja", "【訂正】会談の場所は神戸ではなく京都でした。", "神戸", "京都"),
    ("ja", "初出の記事では融資を40億円としましたが、正しくは14億円でした。", "40", "14"),
    ("zh", "更正：本文此前误称会谈于3日举行，实为4日。", "3日", "4日"),
    ("zh", "更正：早前報導將台南誤寫為高雄。", "高雄", "台南"),
    ("zh", "更正：会谈地点不是长沙，而是武汉。", "长沙", "武汉"),
    ("th", "แก้ไขข่าว รายงานก่อนหน้านี้ระบุว่าการประชุมมีขึ้นวันจันทร์ ที่ถูกต้องคือวันอังคาร", "จันทร์", "อังคาร"),
    (
        "en",
        "Correction (6 May): This article originally stated that it would cost 48 million. It will cost 84 million.",
        "48",
        "84",
    ),
    (
        "en",
        "Clarification: A previous version of this story misstated the date of the dinner. It was held on Friday.",
        "date",
        "Friday",
    ),
    ("en", "Editor's note: We reported on Monday that the two met in Graz. In fact they met in Linz.", "Graz", "Linz"),
    ("en", "(Corrects date of meeting in second paragraph to May 4 from May 3)", "May 3", "May 4"),
    (
        "en",
        "An earlier version of this article misidentified the chairman as Otto Brand. He is Karl Brand.",
        "Otto",
        "Karl",
    ),
    ("en", "The headline has been amended: the minister met the envoy in Linz, not in Graz.", "Graz", "Linz"),
    (
        "de",
        "Anmerkung der Redaktion: Wir hatten zunächst berichtet, es sei am Montag gewesen. Es war am Dienstag.",
        "Montag",
        "Dienstag",
    ),
    ("de", "Hinweis: In der ursprünglichen Fassung war von 40 Mitarbeitern die Rede. Es sind 14.", "40", "14"),
    (
        "de",
        "Richtigstellung: Anders als zunächst gemeldet fand das Treffen in Graz statt, nicht in Linz.",
        "Linz",
        "Graz",
    ),
    (
        "fr",
        "Correction : contrairement à ce que nous écrivions, la rencontre a eu lieu mardi et non lundi.",
        "lundi",
        "mardi",
    ),
    (
        "fr",
        "Précision : dans une première version, nous avions indiqué que c'était 40 millions. Il s'agit de 14 millions.",
        "40",
        "14",
    ),
    ("fr", "Erratum : il fallait lire 14 millions et non 40 millions.", "40", "14"),
    ("es", "Rectificación: por error se informó de que el encuentro fue en Lugo. Fue en Vigo.", "Lugo", "Vigo"),
    ("es", "Corrección: el contrato es de 14 millones de euros y no de 40, como se publicó inicialmente.", "40", "14"),
    (
        "es",
        "Una primera versión de esta noticia situaba la reunión en Lugo, cuando en realidad fue en Vigo.",
        "Lugo",
        "Vigo",
    ),
    (
        "it",
        "Rettifica: nell'articolo di ieri abbiamo scritto che l'incontro si è tenuto a Lecce. Si è tenuto a Bari.",
        "Lecce",
        "Bari",
    ),
    ("it", "Errata corrige: l'importo è di 14 milioni, non di 40 come scritto in precedenza.", "40", "14"),
    (
        "pt",
        "Errata: ao contrário do que foi publicado, a reunião ocorreu na terça-feira, e não na segunda.",
        "segunda",
        "terça",
    ),
    ("pt", "Correção: o valor correto é 14 milhões, não 40 milhões.", "40", "14"),
    (
        "nl",
        "Verbetering: in het artikel van gisteren stond dat het gesprek in Breda was. Dat moet zijn Tilburg.",
        "Breda",
        "Tilburg",
    ),
    ("nl", "Correctie: de lening bedraagt 14 miljoen, niet 40 miljoen.", "40", "14"),
    (
        "pl",
        "Sprostowanie: w tekście błędnie podano, że spotkanie odbyło się w Łodzi. Odbyło się w Radomiu.",
        "Łodzi",
        "Radomiu",
    ),
    ("pl", "Od redakcji: spotkanie odbyło się nie w Łodzi, lecz w Radomiu.", "Łodzi", "Radomiu"),
    (
        "ru",
        "Уточнение: ранее мы ошибочно сообщили, что переговоры прошли в Туле. На самом деле они прошли в Калуге.",
        "Туле",
        "Калуге",
    ),
    ("ru", "В предыдущей версии новости была указана неверная сумма — 40 млн. Правильная сумма — 14 млн.", "40", "14"),
    (
        "tr",
        "Düzeltme: Dünkü haberimizde görüşmenin Bursa'da yapıldığını yazdık. Doğrusu Sivas olacaktı.",
        "Bursa",
        "Sivas",
    ),
    (
        "tr",
        "Düzeltme ve özür: Haberimizde kredi tutarı sehven 40 milyon olarak verildi. Doğru tutar 14 milyondur.",
        "40",
        "14",
    ),
    (
        "id",
        "Ralat: Dalam berita sebelumnya disebutkan pertemuan berlangsung di Medan. Yang benar adalah Bogor.",
        "Medan",
        "Bogor",
    ),
    ("id", "Koreksi: nilai pinjaman adalah 14 juta, bukan 40 juta seperti ditulis sebelumnya.", "40", "14"),
    ("ar", "تصحيح: أشار الخبر في نسخته الأولى إلى أن اللقاء عقد في حلب. والصحيح أنه عقد في حماة.", "حلب", "حماة"),
    ("ar", "تنويه: قيمة القرض 14 مليونا وليس 40 مليونا كما ورد سابقا.", "40", "14"),
    (
        "ko",
        "정정보도: 본지는 5월 3일자에서 계약 금액을 40억원으로 보도했으나 사실은 14억원으로 확인돼 바로잡습니다.",
        "40",
        "14",
    ),
    ("ko", "바로잡습니다: 기사 중 '부산'은 '대구'의 오기이므로 바로잡습니다.", "부산", "대구"),
    ("ko", "[알려드립니다] 당초 기사에는 회동이 3일 열렸다고 적었지만, 실제로는 4일 열렸습니다.", "3일", "4일"),
    ("ja", "お詫びして訂正します。記事中、会談場所を「神戸」としましたが、「京都」の誤りでした。", "神戸", "京都"),
    ("ja", "【訂正】9日配信の記事で、融資額が「40億円」とあるのは「14億円」の誤りでした。", "40", "14"),
    ("zh", "更正：本报5月3日报道称会谈在长沙举行，实际应为武汉。", "长沙", "武汉"),
    ("zh", "更正啟事：昨日報導中「4000萬元」應為「1400萬元」。", "4000", "1400"),
    ("zh", "编者注：本文早前版本误将武汉写成长沙。", "长沙", "武汉"),
    ("th", "แก้ไขข้อมูล: ข่าวก่อนหน้านี้ระบุว่างบประมาณ 40 ล้านบาท ข้อมูลที่ถูกต้องคือ 14 ล้านบาท", "40", "14"),
]

RETRACTIONS = [
    ("en", "This story has been withdrawn because the meeting did not take place.", None),
    ("en", "Harbour Wire has withdrawn its report on the meeting.", "Harbour Wire"),
    ("en", "Retraction: Harbour Wire withdraws its report of June 4 about the meeting.", "Harbour Wire"),
    ("de", "Der Küstenbote hat seinen Bericht über das Treffen zurückgezogen.", "Der Küstenbote"),
    ("fr", "Cet article a été retiré.", None),
    ("es", "Esta noticia ha sido retirada.", None),
    ("it", "Questo articolo è stato ritirato.", None),
    ("pt", "Esta reportagem foi retirada.", None),
    ("nl", "Dit artikel is ingetrokken.", None),
    ("pl", "Artykuł został wycofany.", None),
    ("ru", "Материал был отозван.", None),
    ("tr", "Bu haber yayından kaldırıldı.", None),
    ("id", "Berita ini telah ditarik.", None),
    ("ar", "تم سحب هذا الخبر.", None),
    ("ko", "해당 기사를 철회합니다.", None),
    ("ja", "この記事を撤回します。", None),
    ("zh", "本文已撤回。", None),
    ("th", "ขอถอนข่าวนี้", None),
]


def noted(language, *sentences, kind="correction"):
    """The corrections of one paragraph of a kind."""
    text = " ".join(sentences)
    spans, at = [], 0
    for sentence in sentences:
        spans.append((at, at + len(sentence)))
        at += len(sentence) + 1
    document = Document(
        "a.txt",
        text,
        blocks=(Block(0, len(text), kind, language),),
        sentences=tuple(Sentence(text[s:e], ((s, e),), 0, kind, language) for s, e in spans),
        languages=(language,),
    )
    return document, find(document, read(document, Mentions()))


def sentences_of(language, text):
    return [text[start:end] for start, end in pack(language).hooks.split_sentences(text)]


@pytest.mark.parametrize("kind", ["correction", "body"])
@pytest.mark.parametrize(("language", "text", "wrong", "right"), NOTES)
def test_a_note_tells_what_was_wrong_and_what_holds(language, text, wrong, right, kind):
    document, found = noted(language, *sentences_of(language, text), kind=kind)
    assert len(found) == 1, found
    (note,) = found
    assert wrong in document.text[slice(*note.wrong)]
    assert wrong not in document.text[slice(*note.right)]
    assert right in document.text[slice(*note.right)]
    assert right not in document.text[slice(*note.wrong)]
    assert document.text[note.start : note.end] == note.text
    assert not note.retraction


@pytest.mark.parametrize(("language", "text", "whose"), RETRACTIONS)
def test_a_report_is_taken_back(language, text, whose):
    _, found = noted(language, *sentences_of(language, text))
    assert [(note.retraction, note.whose) for note in found] == [(True, whose)]


@pytest.mark.parametrize("language", codes())
def test_every_pack_has_notes(language):
    assert {told for told, *_ in NOTES} >= {language}
    assert {told for told, *_ in RETRACTIONS} >= {language}
    data = pack(language).table("corrections")
    groups = {"pairs": {"wrong", "right"}, "wrong": {"wrong"}, "right": {"right"}, "whose": {"whose"}}
    for key, expressions in data.items():
        for expression in expressions:
            assert groups.get(key, set()) <= set(re.compile(expression).groupindex), expression


def test_several_things_were_wrong():
    document, found = noted(
        "en",
        "CORRECTION: An earlier version of this article said that Ana Wirth dined on Saturday.",
        "The dinner took place on Friday.",
        "The article also said that the painter Ida Moll was there.",
        "She was not: the guest was Ina Moll.",
        "The table was for four, not five.",
        "We apologise to Ms Moll.",
        "The text below has been amended.",
    )
    told = [(document.text[slice(*c.wrong)], document.text[slice(*c.right)]) for c in found]
    assert [("Saturday" in w, "Friday" in r) for w, r in told].count((True, True)) == 1
    assert [("Ida" in w, "Ina" in r) for w, r in told].count((True, True)) == 1
    assert [("five" in w, "four" in r) for w, r in told].count((True, True)) == 1
    assert len(found) == 3


def test_another_outlets_report_is_corrected():
    _, found = noted(
        "en", "Harbour Wire later corrected its report: the loan was 14 million, not 40 million.", kind="body"
    )
    assert [note.whose for note in found] == ["Harbour Wire"]


@pytest.mark.parametrize(
    "text",
    [
        "The two corrected a mistake in the contract.",
        "She said an earlier plan was wrong, not this one.",
        "Correction of the market was slow, not fast, he said.",
    ],
)
def test_other_sentences_are_no_notes(text):
    assert noted("en", text, kind="body")[1] == ()


def test_an_extracted_article_has_its_corrections():
    document, mentions = marked.build("An earlier version of this article said they met on Monday. It was on Tuesday.")
    assert len(events.extract(document, mentions).corrections) == 1
