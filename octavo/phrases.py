"""Phrases: how a reference is said in running text, in notes and in the cases that an author may ask for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# One and several in running text, then one and several where they are abbreviated ("n. 12" in a note). Russian has its
# abbreviations everywhere, because they need no case. A capital is made where the author asks for one.
_FORMS = {
    "en": {
        "fig": "figure|figures|fig.|figs.", "tbl": "table|tables", "sec": "section|sections|sec.|secs.",
        "eq": "equation|equations|eq.|eqs.", "lst": "listing|listings", "chapter": "chapter|chapters|chap.|chaps.",
        "appendix": "appendix|appendixes|app.|apps.", "part": "part|parts|pt.|pts.", "note": "note|notes|n.|nn.",
        "page": "page|pages|p.|pp.",
    },
    "ru": {
        "fig": "рис.|рис.", "tbl": "табл.|табл.", "sec": "разд.|разд.", "eq": "ф\u2011ла|ф\u2011лы",
        "lst": "листинг|листинги",
        "chapter": "гл.|гл.", "appendix": "прил.|прил.", "part": "ч.|ч.", "note": "прим.|прим.", "page": "с.|с.",
    },
    "fr": {
        "fig": "figure|figures|fig.|fig.", "tbl": "tableau|tableaux|tabl.|tabl.", "sec": "section|sections|sect.|sect.",
        "eq": "équation|équations|éq.|éq.", "lst": "code|codes", "chapter": "chapitre|chapitres|chap.|chap.",
        "appendix": "annexe|annexes", "part": "partie|parties", "note": "note|notes|n.|n.", "page": "page|pages|p.|p.",
    },
    "de": {
        "fig": "Abbildung|Abbildungen|Abb.|Abb.", "tbl": "Tabelle|Tabellen|Tab.|Tab.",
        "sec": "Abschnitt|Abschnitte|Abschn.|Abschn.", "eq": "Gleichung|Gleichungen|Gl.|Gl.", "lst": "Listing|Listings",
        "chapter": "Kapitel|Kapitel|Kap.|Kap.", "appendix": "Anhang|Anhänge|Anh.|Anh.", "part": "Teil|Teile",
        "note": "Anmerkung|Anmerkungen|Anm.|Anm.", "page": "Seite|Seiten|S.|S.",
    },
    "zh": {
        "fig": "图|图", "tbl": "表|表", "sec": "节|节", "eq": "式|式", "lst": "代码|代码", "chapter": "章|章",
        "appendix": "附录|附录", "part": "部分|部分", "note": "注|注", "page": "页|页",
    },
}  # fmt: skip

_CASES = {
    "ru": ("nominative", "genitive", "dative", "accusative", "instrumental", "prepositional"),
    "de": ("nominative", "genitive", "dative", "accusative"),
}
# Whole words in the order of the cases: one, then several.
_DECLINED = {
    "ru": {
        "fig": "рисунок рисунка рисунку рисунок рисунком рисунке|"
               "рисунки рисунков рисункам рисунки рисунками рисунках",
        "tbl": "таблица таблицы таблице таблицу таблицей таблице|"
               "таблицы таблиц таблицам таблицы таблицами таблицах",
        "sec": "раздел раздела разделу раздел разделом разделе|"
               "разделы разделов разделам разделы разделами разделах",
        "eq": "формула формулы формуле формулу формулой формуле|"
              "формулы формул формулам формулы формулами формулах",
        "lst": "листинг листинга листингу листинг листингом листинге|"
               "листинги листингов листингам листинги листингами листингах",
        "chapter": "глава главы главе главу главой главе|главы глав главам главы главами главах",
        "appendix": "приложение приложения приложению приложение приложением приложении|"
                    "приложения приложений приложениям приложения приложениями приложениях",
        "part": "часть части части часть частью части|части частей частям части частями частях",
        "note": "примечание примечания примечанию примечание примечанием примечании|"
                "примечания примечаний примечаниям примечания примечаниями примечаниях",
        "page": "страница страницы странице страницу страницей странице|"
                "страницы страниц страницам страницы страницами страницах",
    },
    "de": {
        "fig": "Abbildung Abbildung Abbildung Abbildung|Abbildungen Abbildungen Abbildungen Abbildungen",
        "tbl": "Tabelle Tabelle Tabelle Tabelle|Tabellen Tabellen Tabellen Tabellen",
        "sec": "Abschnitt Abschnitts Abschnitt Abschnitt|Abschnitte Abschnitte Abschnitten Abschnitte",
        "eq": "Gleichung Gleichung Gleichung Gleichung|Gleichungen Gleichungen Gleichungen Gleichungen",
        "lst": "Listing Listings Listing Listing|Listings Listings Listings Listings",
        "chapter": "Kapitel Kapitels Kapitel Kapitel|Kapitel Kapitel Kapiteln Kapitel",
        "appendix": "Anhang Anhangs Anhang Anhang|Anhänge Anhänge Anhängen Anhänge",
        "part": "Teil Teils Teil Teil|Teile Teile Teilen Teile",
        "note": "Anmerkung Anmerkung Anmerkung Anmerkung|Anmerkungen Anmerkungen Anmerkungen Anmerkungen",
        "page": "Seite Seite Seite Seite|Seiten Seiten Seiten Seiten",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrases:
    """How one language puts a reference together.

    ``comma`` parts the numbers of a list and ``last`` the last two of three or more, ``both`` two alone; ``within``
    parts a chapter from its note, and ``quoted`` does where the chapter is given by its title; ``bracketed`` is true
    where a formula's number has its parentheses behind the word too; ``print_page`` is what an edition without pages
    says of a page of the printed book.
    """

    forms: Mapping[str, str] = field(repr=False)
    both: str
    comma: str = ", "
    last: str = ""
    within: str = ", "
    quoted: str = "{opening}{title}{closing}, "
    bracketed: bool = False
    print_page: str = "{page}"
    tongue: str = "en"

    def word(self, kind: str, several: bool = False, short: bool = False, case: str = "") -> str:
        """The word before a number, "" for a kind that has none. A ``case`` that the language lacks counts as none."""
        cases = _CASES.get(self.tongue, ())
        if case in cases and kind in _DECLINED[self.tongue]:
            return _DECLINED[self.tongue][kind].split("|")[several].split(" ")[cases.index(case)]
        found = self.forms.get(kind, "|").split("|")
        return found[several + 2 if short and len(found) > 2 else several]

    def joined(self, at: int, count: int) -> str:
        """What stands before one of so many pieces of a list."""
        if at == 0:
            return ""
        if at < count - 1:
            return self.comma
        return self.both if count == 2 else self.last or self.both


_PHRASES = {
    "en": Phrases(
        _FORMS["en"], " and ", last=", and ", quoted="{opening}{title},{closing} ",
        print_page="{page} of the print edition",
    ),
    "ru": Phrases(_FORMS["ru"], " и ", bracketed=True, print_page="{page} печатного издания", tongue="ru"),
    "fr": Phrases(_FORMS["fr"], " et ", print_page="{page} de l’édition imprimée", tongue="fr"),
    "de": Phrases(_FORMS["de"], " und ", print_page="{page} der Druckausgabe", tongue="de"),
    "zh": Phrases(_FORMS["zh"], "和", "、", within="", quoted="{opening}{title}{closing}", print_page="印刷版{page}",
                  tongue="zh"),
}  # fmt: skip


def phrases(language: str) -> Phrases:
    """The phrases of a language; English where the house does not speak it."""
    return _PHRASES.get(language.split("-")[0].lower(), _PHRASES["en"])
