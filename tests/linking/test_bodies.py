import pytest

from whomet.linking.bodies import abbreviates, core, halves, shortens, siblings, sounds


@pytest.mark.parametrize(
    ("name", "without"),
    [
        ("Brandel Werke GmbH", "brandel werke"),
        ("Tarvo Foods Co., Ltd.", "tarvo foods"),
        ("㈜다온물산", "다온물산"),
        ("다온물산 주식회사", "다온물산"),
        ("AG", "ag"),
        ("ООО «Тарво»", "тарво"),
        ("ПАО Тарво", "тарво"),
        ("Аортика", "аортика"),
        ("Tarvo Sp. z o.o.", "tarvo"),
        ("Brandel GmbH & Co. KG", "brandel"),
        ("Tarvo, S.A. de C.V.", "tarvo"),
        ("PT Tarvo Nusantara Tbk", "tarvo nusantara"),
        ("Tarvo Sanayi ve Ticaret A.Ş.", "tarvo"),
        ("บริษัท ทาร์โว จำกัด (มหาชน)", "ทาร์โว"),
        ("株式会社タルボ", "タルボ"),
        ("タルボ㈱", "タルボ"),
        ("塔尔沃股份有限公司", "塔尔沃"),
        ("(주)다온물산", "다온물산"),
        ("تارفو ش.م.م", "تارفو"),
    ],
)
def test_legal_forms_are_no_part_of_the_name(name, without):
    assert core(name) == without


def test_abbreviations_are_made_of_initials():
    assert abbreviates("OPA", "Office for Port Affairs")
    assert abbreviates("BWR", "Bundesamt für Wasser und Rohstoffe")
    assert not abbreviates("OPB", "Office for Port Affairs")
    assert not abbreviates("OPA", "Tarvo")


def test_short_forms_are_first_words():
    assert shortens("Brandel", "Brandel Werke GmbH")
    assert not shortens("Bran", "Brandel Werke GmbH")
    assert shortens("다온", "다온물산")


@pytest.mark.parametrize(
    ("a", "b"), [("브란델", "Brandel AG"), ("Tarvo Foods", "TARVO FOODS Inc."), ("タルボ", "Tarvo"), ("Тарво", "Tarvo")]
)
def test_bodies_by_sound(a, b):
    assert sounds(a, b) > 0.6
    assert sounds(a, b) == sounds(b, a)


@pytest.mark.parametrize(
    ("a", "b"), [("Brandel", "Tarvo"), ("브란델", "Tarvo"), ("OPA", "BWR"), ("Brandel Werke", "Brandel Bank")]
)
def test_other_bodies(a, b):
    assert sounds(a, b) < 0.5


def test_names_of_firms_are_cut_where_the_sound_ends():
    assert halves("브란델해운", "Brandel Shipping").rest == ("해운", "Shipping".lower())
    assert halves("Brandel Shipping", "브란델해운") == halves("브란델해운", "Brandel Shipping")
    assert halves("브란델 해운", "Brandel").rest == ("해운", "")
    assert halves("타르보 해운", "Brandel Shipping") is None


def test_sister_firms():
    assert siblings("Brandel Shipping", "Brandel Life Insurance")
    assert not siblings("Brandel Shipping", "Brandel Shipping GmbH")
    assert not siblings("Brandel", "Brandel Shipping")


def test_a_unit_is_not_its_parent():
    assert not shortens("다온물산", "다온물산 KRX")
    assert shortens("다온물산", "다온물산 홀딩스")


def test_headline_abbreviations_in_han():
    assert abbreviates("다온重", "다온중공업")


@pytest.mark.parametrize(
    ("a", "b"),
    [("北浜汽船", "北濱汽船"), ("云岫影业", "雲岫影業"), ("北浜物産", "Kitahama Bussan"), ("大韓物産", "대한물산")],
)
def test_bodies_by_their_characters(a, b):
    assert sounds(a, b) >= 0.85
    assert sounds(a, b) == sounds(b, a)
    assert sounds("東浜物産", "Kitahama Bussan") < 0.5


def test_readings_are_cut_before_the_common_noun():
    assert halves("松井造船", "Matsui Shipbuilding").rest == ("造船", "shipbuilding")
