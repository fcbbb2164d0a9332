"""French and Spanish texts: words that are no names, names that are words, towns' adjectives, institutions."""

from __future__ import annotations

from pathlib import Path

import pytest
from voltwire import settings
from voltwire.errors import SettingsError
from voltwire.tagging.carmodels import is_car_model
from voltwire.tagging.catalogue import Catalogue, load_catalogue
from voltwire.tagging.europeanbodies import is_body
from voltwire.tagging.europeannames import more_companies
from voltwire.tagging.europeanroles import is_explained, is_led
from voltwire.tagging.findings import ModelSpan
from voltwire.tagging.romancewords import is_word, plain_names
from voltwire.tagging.tagger import Tagger


@pytest.fixture(scope="module")
def rules() -> Tagger:
    return Tagger(load_catalogue(settings.load().catalogue_files()))


def _kept(language: str, text: str, name: str) -> list[str]:
    start = text.index(name)
    spans = plain_names(text, language, [ModelSpan(start, start + len(name), "COMPANY", 0.4)])
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("fr", "Pourtant, les ventes baissent.", "Pourtant"),
        ("fr", "Le chef de l'État a parlé du Phosphore.", "Phosphore"),
        ("fr", "La Golf se vend moins bien.", "Golf"),
        ("fr", "Le résultat d'exploitation (EBIT) recule.", "EBIT"),
        ("fr", "Le projet Zéphyrin démarre.", "Zéphyrin"),
        ("es", "La Oficina de Logística abrirá en mayo.", "Oficina"),
        ("es", "Una función llamada Batería Adaptativa.", "Batería Adaptativa"),
        ("es", "El nuevo Meriva llegará en abril.", "Meriva"),
        ("es", "La colaboración público-privada (PPP) fracasó.", "PPP"),
        ("es", "Producción y ventas bajan.", "Producción"),
        ("es", "Denominado ZRT, el programa ayuda.", "ZRT"),
        ("fr", "La ministre Anne Berthier-Lunel a parlé.", "Lunel"),
        ("fr", "Selon l'Ademe, la baisse continue.", "Ademe"),
        ("es", "Para Macron, la industria es clave.", "Macron"),
    ],
)
def test_a_word_is_no_company_whatever_a_model_says(language: str, text: str, name: str) -> None:
    assert _kept(language, text, name) == []


@pytest.mark.parametrize(
    ("language", "text", "name", "kept"),
    [
        ("fr", "Le fabricant Boréalex investit.", "Boréalex", "Boréalex"),
        ("fr", "Chez Boréalex, on embauche.", "Chez Boréalex", "Boréalex"),
        ("es", "Según Voltanza, habrá otra planta.", "Según Voltanza", "Voltanza"),
        ("es", "La Voltanza Energía SA firmó.", "Voltanza Energía SA", "Voltanza Energía SA"),
        ("es", "La eléctrica gallega (VGE) firmó.", "VGE", "VGE"),
    ],
)
def test_a_name_stays(language: str, text: str, name: str, kept: str) -> None:
    expected = [kept] if name != "VGE" else []  # an adjective explains the capitals, whatever noun stands before
    assert _kept(language, text, name) == expected


def test_plurals_and_endings_are_words() -> None:
    assert is_word("Constructeurs", "fr")
    assert is_word("Journaux", "fr")
    assert is_word("Nouvellement", "fr")
    assert is_word("Ayuntamientos", "es")
    assert not is_word("Verkor", "fr")
    assert not is_word("Iberdrola", "es")


def test_a_car_is_known_by_its_model_and_badge() -> None:
    assert is_car_model("Sandero")
    assert is_car_model("Golf GTI")
    assert is_car_model("Clio IV")
    assert is_car_model("Kona Eléctrico")
    assert not is_car_model("Golf Energy")
    assert not is_car_model("")


@pytest.mark.parametrize(
    ("language", "before", "led"),
    [
        ("fr", "le constructeur automobile chinois ", True),
        ("fr", "l'équipementier ", True),
        ("fr", "le fournisseur de batteries ", True),
        ("fr", "Le groupe a annoncé que ", False),
        ("fr", "le patron du groupe de ", False),
        ("es", "la gestora australiana de infraestructuras ", True),
        ("es", "la empresa que preside ", False),
        ("de", "der Hersteller ", True),
        ("de", "der Hersteller in ", False),
    ],
)
def test_a_role_leads_to_a_company(language: str, before: str, led: bool) -> None:
    assert is_led(before + "Xantolo", len(before), language) is led


def test_what_stands_behind_explains_a_company() -> None:
    assert is_explained("Xantolo, spécialiste des piles, recrute.", 7, "fr")
    assert is_explained("Xantolo, un fabricante vasco, crece.", 7, "es")
    assert not is_explained("Xantolo, hier matin, recrutait.", 7, "fr")


def _regions(rules: Tagger, language: str, text: str) -> list[str]:
    return [one.text for one in rules.tag(text, language) if one.label == "REGION"]


def _companies(rules: Tagger, language: str, text: str) -> list[tuple[str, str | None]]:
    return [(one.text, one.entity_id) for one in rules.tag(text, language) if one.label == "COMPANY"]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("fr", "Normal, les usines ferment.", []),
        ("es", "Para el ministro, Brasil debe exportar más.", ["Brasil"]),
        ("es", "La planta está en Pará, Brasil.", ["Pará", "Brasil"]),
        ("fr", "Une start-up lyonnaise et un courtier parisien.", ["lyonnaise", "parisien"]),
        ("es", "La firma madrileña y el grupo andaluz.", ["madrileña", "andaluz"]),
        ("fr", "En République Tchèque et à Francfort.", ["République Tchèque", "Francfort"]),
        ("es", "Viajan a Fráncfort o Bruselas.", ["Fráncfort", "Bruselas"]),
        ("es", "El Ayuntamiento de Barcelona y la Junta de Andalucía.", []),
        ("fr", "La mairie de Lyon et le conseil régional d'Île-de-France.", []),
        ("fr", "La Bourse de Paris recule.", ["Paris"]),
        ("de", "Das Umweltministerium Sachsen und der Landesverband der Bäcker Thüringen.", []),
        ("de", "Das Ministerium in Sachsen prüft.", ["Sachsen"]),
        ("de", "In der Corona-Krise sanken die Preise.", []),
        ("de", "Der Chef der Deutschen Umwelthilfe klagt.", []),
        ("de", "Die deutsche Umwelt leidet.", ["deutsche"]),
        ("es", "La Generalitat Valenciana firmó con una firma valenciana.", ["valenciana"]),
        ("es", "Las siglas en inglés son tres.", []),
        ("fr", "Les Français achètent moins.", ["Français"]),
    ],
)
def test_places(rules: Tagger, language: str, text: str, found: list[str]) -> None:
    assert _regions(rules, language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Volvo Anfang Mai und Daimler im Juni.", ["company:volvo-cars", "company:mercedes-benz"]),
        ("de", "Die Post will sparen, sagte ein Post-Sprecher.", ["company:dhl", "company:dhl"]),
        ("de", "Die Post kam zu spät.", []),
        ("de", "Laut „Spiegel“ fehlen Milliarden.", ["company:der-spiegel"]),
        ("de", "Der Spiegel hing an der Wand.", []),
        ("de", "Das schreibt die Süddeutsche Zeitung.", ["company:suddeutsche-zeitung"]),
        ("de", "Die Aktie der Deutschen Bank fiel.", ["company:deutsche-bank"]),
        ("fr", "Selon l'AFP, Michelin ferme un site.", ["company:agence-france-presse", "company:michelin"]),
        ("fr", "Orange investit; le constructeur Alpine aussi.", ["company:orange-s-a", "company:alpine-cars"]),
        ("fr", "Une orange et un visa.", []),
        ("es", "Suzuki y Mitsubishi dejan el mercado.", ["company:suzuki", "company:mitsubishi-motors"]),
        (
            "es",
            "Bruselas multa a Volvo, Iveco y MAN.",
            ["company:volvo-cars", "company:iveco", "company:man-truck-and-bus"],
        ),
        ("es", "El patrón de Seat habló con Meta.", ["company:seat", "company:meta-platforms"]),
        ("es", "La meta es clara: Meta de ventas para el año.", []),
    ],
)
def test_well_known_companies_need_no_cue(rules: Tagger, language: str, text: str, found: list[str]) -> None:
    assert [entity for _, entity in _companies(rules, language, text)] == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("es", "La gestora australiana de infraestructuras Boralis compra.", ["Boralis"]),
        ("es", "La empresa que preside Boralis compra.", []),
        ("fr", "Chez Boralis, on recrute.", ["Boralis"]),
        ("fr", "Le groupe Jean Dupont.", []),
        ("fr", "La marque Sandero se vend.", []),
        ("de", "Der Hersteller Kestrol senkt die Preise.", ["Kestrol"]),
        ("de", "Der Hersteller Ende Mai.", []),
        ("de", "Das Unternehmen Anfang Mai.", []),
    ],
)
def test_a_role_finds_who_is_listed_nowhere(language: str, text: str, found: list[str]) -> None:
    nouns = {"anfang", "ende"}.__contains__
    assert [one.name for one in more_companies(text, language, [], [], nouns)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Renault, Boralis et Nissan investissent.", ["Boralis"]),
        ("Renault, Nissan et Boralis investissent.", ["Boralis"]),
        ("Renault et Boralis investissent.", []),
        ("Renault, Carlos Ghosn et Nissan.", []),
    ],
)
def test_a_row_of_companies_holds_companies(text: str, found: list[str]) -> None:
    spans = [
        ModelSpan(text.index(name), text.index(name) + len(name), "COMPANY", 0.9)
        for name in ("Renault", "Nissan")
        if name in text
    ]
    assert [one.name for one in more_companies(text, "fr", [], spans, bool)] == found


def test_bodies_are_known_by_their_short_names() -> None:
    assert is_body("Anfac")
    assert is_body("L'Ademe")
    assert is_body("IG Metall")
    assert is_body("Android Auto")
    assert not is_body("Talgo")


def test_an_entry_without_a_name_extends_another(tmp_path: Path) -> None:
    names = tmp_path / "a.toml"
    more = tmp_path / "0-more.toml"
    names.write_text('[[company]]\nid = "company:x"\nname = "Xantolo"\n', "utf-8")
    more.write_text('[[company]]\nid = "company:x"\nfr = ["Xantolo France"]\n', "utf-8")
    catalogue: Catalogue = load_catalogue([more, names])
    assert [alias.text for alias in catalogue.entities["company:x"].aliases] == ["Xantolo", "Xantolo France"]
    with pytest.raises(SettingsError, match="name is missing"):
        load_catalogue([more])
