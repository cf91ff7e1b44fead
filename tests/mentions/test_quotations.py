"""Speech between marks, and what between marks is none."""

from __future__ import annotations

import pytest

from tests.mentions.conftest import read


@pytest.mark.parametrize(
    ("language", "text", "speech"),
    [
        ("en", 'Moll said: "We need more time for this." She left.', ["We need more time for this."]),
        ("en", "“First we talk, then we sign,” Moll said.", ["First we talk, then we sign,"]),
        ("en", 'They hold a "Global Harvest Forum" in May.', []),
        ("en", 'It was "a disaster for everyone in town," he said.', ["a disaster for everyone in town,"]),
        ("en", "It's the firm's oldest ship, and they don't sell.", []),
        ("de", "„Wir haben lange gewartet“, sagte Moll.", ["Wir haben lange gewartet"]),
        ("de", "»Wir haben lange gewartet«, sagte Moll.", ["Wir haben lange gewartet"]),
        ("de", "Sie traten beim „Zukunftsforum Hafen“ auf.", []),
        ("ko", '복 회장은 "배터리는 기다리지 않는다"고 말했다.', ["배터리는 기다리지 않는다"]),
        (
            "ko",
            '복 회장은 "국경이 없는 산업"이라며 "열 번이라도 가겠다"고 말했다.',
            ["국경이 없는 산업", "열 번이라도 가겠다"],
        ),
        ("ko", "나루전자는 '글로벌 전략회의'를 연다.", []),
        ("ko", "복 회장은 '다시 오겠다'라고 말했다.", ["다시 오겠다"]),
        ("pl", "Otwarto nabrzeże. – Czekaliśmy dziewięć lat – powiedziała Moll.", ["Czekaliśmy dziewięć lat"]),
        ("pl", "Otwarto nabrzeże – dziewięć lat po pożarze – i dworzec.", []),
        ("es", "«Con el agua no se juega nunca», afirmó Mur.", ["Con el agua no se juega nunca"]),
        ("es", "“Ni hablar”, respondió Sáez.", ["Ni hablar"]),
        ("es", "Presentó el libro «Puertos del Sur» en Lugo.", []),
        (
            "fr",
            "« Nous attendons des sacs, pas des discours », a répliqué Dieng.",
            ["Nous attendons des sacs, pas des discours"],
        ),
        ("fr", "«\u00a0On avance\u00a0», a glissé Mme Corlay.", ["On avance"]),
        ("fr", "Il a ouvert le « Forum du Port » à Sète.", []),
        ("it", "«Abbiamo litigato sei ore di fila», ha detto Tittarelli.", ["Abbiamo litigato sei ore di fila"]),
        ("it", '"Solo acqua", sintetizza Mur.', ["Solo acqua"]),
        ("it", "Ha vinto il premio «Penna del Lago» a Lecco.", []),
        ("pt", "“Ninguém aqui é inimigo de ninguém”, disse Dalva.", ["Ninguém aqui é inimigo de ninguém"]),
        ("pt", "Lançou o livro “Rio Abaixo Sempre” em Belém.", []),
        ("id", '"Saya tidak mau datang dua kali," kata Rangga.', ["Saya tidak mau datang dua kali,"]),
        ("id", '"Kami setuju," ujarnya.', ["Kami setuju,"]),
        ("id", 'Ia membuka "Festival Kopi Gayo" di Takengon.', []),
        ("ja", "「まだ時間が必要だと思っている」と話した。", ["まだ時間が必要だと思っている"]),
    ],
)
def test_speech(language: str, text: str, speech: list[str]) -> None:
    assert [quotation.text for quotation in read(text, language).quotations] == speech


def test_speech_over_two_sentences_is_one() -> None:
    found = read('Moll said: "We wait. We do not sell the yard." Then she left.', "en")
    assert [quotation.text for quotation in found.quotations] == ["We wait. We do not sell the yard."]
    assert found.quotations[0].sentence == 0
