"""Romanisation: each scheme letter by letter, and names that everyone knows."""

import pytest

from octavo.romanise import SCHEMES, agrees, language_of, romanised
from octavo.romanise.tables import LANGUAGES, TABLES

ALPHABETS = {
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
}
# As the published tables have them: the whole alphabet, a space between what stands for two letters.
PUBLISHED = {
    ("ala-lc", "ru"): "a b v g d e ë zh z i ĭ k l m n o p r s t u f kh ts ch sh shch ʺ y ʹ ė iu ia",
    ("ala-lc", "uk"): "a b v h g d e ie zh z y i ï ĭ k l m n o p r s t u f kh ts ch sh shch ʹ iu ia",
    ("ala-lc", "be"): "a b v h d e io zh z i ĭ k l m n o p r s t u ŭ f kh ts ch sh y ʹ ė iu ia",
    ("ala-lc", "bg"): "a b v g d e zh z i ĭ k l m n o p r s t u f kh ts ch sh sht ŭ ʹ iu ia",
    ("ala-lc", "sr"): "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š",
    ("ala-lc", "mk"): "a b v g d ǵ e ž z dz i j k l lj m n nj o p r s t ḱ u f h c č dž š",
    ("bgn-pcgn", "bg"): "a b v g d e zh z i y k l m n o p r s t u f h ts ch sh sht a y yu ya",
    ("bgn-pcgn", "be"): "a b v h d ye yo zh z i y k l m n o p r s t u w f kh ts ch sh y ’ e yu ya",
    ("iso-9", "ru"): "a b v g d e ë ž z i j k l m n o p r s t u f h c č š ŝ ʺ y ʹ è û â",
    ("iso-9", "uk"): "a b v g g̀ d e ê ž z i ì ï j k l m n o p r s t u f h c č š ŝ ʹ û â",
    ("iso-9", "sr"): "a b v g d đ e ž z i ǰ k l l̂ m n n̂ o p r s t ć u f h c č d̂ š",
}


@pytest.mark.parametrize(("scheme", "language"), PUBLISHED)
def test_letters_are_those_of_the_published_tables(scheme: str, language: str) -> None:
    expected = PUBLISHED[scheme, language].split(" ")
    # Each letter behind a consonant, so that no rule for the beginning of a word holds.
    found = [romanised(f"б{letter}б", language, scheme)[1:-1] for letter in ALPHABETS[language]]
    assert found == expected


@pytest.mark.parametrize(
    ("name", "language", "scheme", "expected"),
    [
        ("Горбачёв", "ru", "ala-lc", "Gorbachëv"),
        ("Ельцин", "ru", "ala-lc", "Elʹtsin"),
        ("Ельцин", "ru", "bgn-pcgn", "Yel’tsin"),
        ("Хрущёв", "ru", "iso-9", "Hruŝëv"),
        ("Достоевский", "ru", "bgn-pcgn", "Dostoyevskiy"),
        ("Подъезд", "ru", "bgn-pcgn", "Pod”yezd"),
        ("Ёлкин", "ru", "bgn-pcgn", "Yëlkin"),
        ("Эйзенштейн", "ru", "ala-lc", "Ėĭzenshteĭn"),
        ("Зеленський", "uk", "bgn-pcgn", "Zelenskyi"),
        ("Єнакієве", "uk", "bgn-pcgn", "Yenakiieve"),
        ("Згурський", "uk", "bgn-pcgn", "Zghurskyi"),
        ("Грушевський", "uk", "ala-lc", "Hrushevsʹkyĭ"),
        ("Віцебск", "be", "bgn-pcgn", "Vitsyebsk"),
        ("Магілёў", "be", "bgn-pcgn", "Mahilyow"),
        ("София", "bg", "bgn-pcgn", "Sofia"),
        ("Ђоковић", "sr", "ala-lc", "Đoković"),
        ("Љубљана", "sr", "iso-9", "L̂ubl̂ana"),
    ],
)
def test_known_names(name: str, language: str, scheme: str, expected: str) -> None:
    assert romanised(name, language, scheme) == expected


def test_capitals_follow_the_word() -> None:
    assert romanised("Щит и ЩИТ", "ru") == "Shchit i SHCHIT"
    assert romanised("Я", "ru") == "Ia" and romanised("ПРО/NMD-2", "ru") == "PRO/NMD-2"


def test_what_is_not_cyrillic_stays() -> None:
    assert romanised("Arbatov’s “Shield”", "ru") == "Arbatov’s “Shield”"
    assert romanised("Щит", "ru", "none") == "Щит" and romanised("Щит", "ru", "unheard-of") == "Щит"


def test_every_scheme_has_every_letter_of_every_language() -> None:
    for scheme in SCHEMES:
        for language in LANGUAGES if scheme in TABLES else ():
            made = romanised(" ".join(ALPHABETS[language]), language, scheme)
            assert not [letter for letter in made if "\u0400" <= letter <= "\u052f"], (scheme, language)


def test_a_text_tells_its_language() -> None:
    assert [language_of(t) for t in ("Щит", "Щит України", "Магілёў", "Ђоковић", "Ќе")] == [
        "ru",
        "uk",
        "be",
        "sr",
        "mk",
    ]
    assert language_of("Україна", "ru-RU") == "ru" and language_of("Щит", "en") == "ru"


@pytest.mark.parametrize(
    ("given", "same"),
    [("Obʹ͡ekt", False), ("El'tsin i Shchit", True), ("elʹtsin i shchit", True), ("Eltsin i Shchit", False),
     ("Yeltsin i Shchit", False)],
)  # fmt: skip
def test_signs_and_capitals_are_no_difference(given: str, same: bool) -> None:
    assert agrees(given, romanised("Ельцин и щит", "ru")) is same
    assert agrees("i͡akorʹ", romanised("якорь", "ru"))
