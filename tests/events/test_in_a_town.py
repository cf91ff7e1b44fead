"""Meetings that are told by what people did together in a town: agree, sign, look round, lay before somebody."""

import pytest

from tests.events.test_meetings import told

TOGETHER = [
    ("en", "On Tuesday in [L:Graz] [P:Ana Wirth] agreed a joint venture with [P:Luka Horvat]."),
    ("de", "[P:Ana Wirth] hat am Dienstag in [L:Graz] mit [P:Luka Horvat] ein gemeinsames Werk vereinbart."),
    ("de", "[P:Ana Wirth] und [P:Luka Horvat] haben sich in [L:Graz] auf einen Korridor verständigt."),
    ("de", "[P:Ana Wirth] hat in [L:Graz] mit [P:Luka Horvat] zu Abend gegessen."),
    ("fr", "[P:Ana Wirth] a convenu mardi à [L:Lyon] avec [P:Luka Horvat] d'une usine commune."),
    ("fr", "[P:Ana Wirth] et [P:Luka Horvat] ont signé mardi à [L:Lyon]."),
    ("fr", "[P:Ana Wirth] a visité l'usine de [L:Lyon] avec [P:Luka Horvat]."),
    ("es", "[P:Ana Wirth] acordó el martes en [L:Sevilla] con [P:Luka Horvat] una planta común."),
    ("es", "[P:Ana Wirth] recorrió la planta de [L:Sevilla] con [P:Luka Horvat]."),
    ("pt", "[P:Ana Wirth] acertou na terça-feira em [L:Braga] com [P:Luka Horvat] uma fábrica comum."),
    ("it", "[P:Ana Wirth] ha concordato martedì a [L:Torino] con [P:Luka Horvat] uno stabilimento."),
    ("it", "[P:Ana Wirth] ha presentato martedì a [L:Torino] il piano alla ministra [P:Luka Horvat]."),
    ("nl", "[P:Ana Wirth] is dinsdag in [L:Utrecht] met [P:Luka Horvat] een fabriek overeengekomen."),
    ("nl", "[P:Ana Wirth] bezichtigde met [P:Luka Horvat] de fabriek in [L:Utrecht]."),
    ("ru", "[P:Анна Вирская] в [L:Казани] договорилась с [P:Лукой Хорватом] о совместном заводе."),
    ("tr", "[P:Ana Wirth] salı günü [L:İzmir]'de [P:Luka Horvat] ile ortak fabrika konusunda anlaştı."),
    ("id", "[P:Ana Wirth] di [L:Bandung] bersepakat dengan [P:Luka Horvat] tentang pabrik bersama."),
    ("ja", "[P:山口安奈]社長は[L:大阪]で[P:堀場瑠香]会長と共同工場の建設に合意した。"),
    ("ko", "[P:안나영] 회장은 [L:부산]에서 [P:호로명] 대표와 공동 공장 설립에 합의했다."),
    ("zh", "[P:安文丽]5日在[L:上海]与[P:霍瓦明]签约。"),
]


@pytest.mark.parametrize(("language", "sentence"), TOGETHER)
def test_who_did_it_in_a_town_met_there(language, sentence):
    (only,) = told(sentence, language)
    assert (len(only["sides"]), only["status"]) == (2, "held")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "[P:Ana Wirth] agreed a joint venture with [P:Luka Horvat]."),
        ("de", "[P:Ana Wirth] hat mit [P:Luka Horvat] ein gemeinsames Werk vereinbart."),
        ("en", "[P:Ana Wirth] agreed a loan with [P:Luka Horvat]: the sheets will be shown in [L:Graz]."),
    ],
)
def test_without_a_town_in_its_clause_an_agreement_is_no_meeting(language, sentence):
    assert told(sentence, language) == []


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "[P:Ben Okoro] war am Dienstag in [L:Graz] Gast von [P:Ana Wirth]."),
        ("fr", "[P:Ben Okoro] était mardi à [L:Lyon] l'invité d'[P:Ana Wirth]."),
        ("es", "[P:Ben Okoro] fue el martes en [L:Sevilla] el invitado de [P:Ana Wirth]."),
        ("pt", "[P:Ben Okoro] foi na terça-feira em [L:Braga] o convidado de [P:Ana Wirth]."),
        ("it", "[P:Ben Okoro] è stato martedì a [L:Torino] ospite di [P:Ana Wirth]."),
        ("nl", "[P:Ben Okoro] was dinsdag in [L:Utrecht] de gast van [P:Ana Wirth]."),
        ("id", "[P:Ben Okoro] menjadi tamu [P:Ana Wirth] di [L:Bandung]."),
    ],
)
def test_of_whom_somebody_is_the_guest_is_the_host(language, sentence):
    (only,) = told(sentence, language)
    assert (only["host"], only["sides"]) == ("Ana Wirth", {"Ana Wirth", "Ben Okoro"})


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "A visit by [P:Ben Okoro] to [P:Ana Wirth] in [L:Graz] was cancelled."),
        ("fr", "La visite de [P:Ben Okoro] à [P:Ana Wirth], prévue à [L:Lyon], a été annulée."),
        ("es", "La visita de [P:Ben Okoro] a [P:Ana Wirth], prevista en [L:Sevilla], fue cancelada."),
        ("it", "La visita di [P:Ben Okoro] ad [P:Ana Wirth], prevista a [L:Torino], è stata annullata."),
    ],
)
def test_a_visit_that_is_called_off(language, sentence):
    (only,) = told(sentence, language)
    assert only["status"] == "cancelled"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "[P=a:Ana Wirth] runs it.\nOn Monday the elder [P=a:Wirth] met [P:Ben Okoro] in [L:Graz]."),
        ("de", "[P=a:Ana Wirth] führt sie.\nAm Montag traf der ältere [P=a:Wirth] [P:Ben Okoro] in [L:Graz]."),
        ("fr", "[P=a:Ana Wirth] la dirige.\n[P=a:Wirth] père a rencontré [P:Ben Okoro] à [L:Lyon]."),
    ],
)
def test_of_several_bearers_of_a_surname_none_is_guessed(language, sentence):
    assert told(sentence, language) == []
