"""The rules of the text: what each finds, where exactly, and the look-alikes that it passes over."""

from dataclasses import replace

import pytest
from conftest import source, survey_of_book, surveyed

from octavo.findings import Place
from octavo.fix import mended
from octavo.model import Config, Edition, Format
from octavo.parse.prose import plain
from octavo.prose import Prose
from octavo.rules import RULES, check, name
from octavo.survey import Beside, PassageUse, Survey, TermUse

BY_NAME = {name(rule): rule for rule in RULES}
Found = list[tuple[int, int]]


def of(text: str, language: str = "en") -> Survey:
    """The survey of one file's prose, and of nothing else."""
    return Survey(Config("book.toml", "A book", language=language), prose=(Prose("one.md", text, plain(text)),))


def places(rule: str, text: str, language: str = "en") -> Found:
    return [(report[0].line, report[0].column) for report in BY_NAME[rule].check(of(text, language))]


def fixed(rule: str, text: str, language: str = "en") -> str:
    """The text with all that the rule mends."""
    survey = of(text, language)
    found = {report[0] for report in BY_NAME[rule].check(survey)}
    edits = tuple(edit for edit in BY_NAME[rule].fix(survey) if edit.place in found)
    files = mended([source("one.md", text)], edits)
    return files[0].after.decode() if files else text


@pytest.mark.parametrize(
    ("rule", "language", "text", "found"),
    [
        ("mixed-script", "en", "In Mоscow", [(1, 5)]),
        ("mixed-script", "en", "Pravdа", [(1, 6)]),
        ("mixed-script", "ru", "Город\nMосква", [(2, 1)]),
        ("mixed-script", "ru", "в ХVIII веке", [(1, 3)]),
        ("mixed-script", "en", "Μinister", [(1, 1)]),
        ("garbled-text", "en", "by MÃ¼ller, itâ€™s", [(1, 5), (1, 15)]),
        ("garbled-text", "ru", "РџСЂРёРІРµС‚", [(1, 1)]),
        ("leftover-mark", "en", "TODO: more. [TK] [citation needed] (??)", [(1, 1), (1, 14), (1, 18), (1, 37)]),
        ("leftover-mark", "en", "See p. ??? and Lorem ipsum dolor sit", [(1, 8), (1, 16)]),
        ("leftover-mark", "de", "Das stimmt [Beleg fehlt].", [(1, 12)]),
        ("unbalanced-quotes", "en", "A “word.\n\nB.", [(1, 3)]),
        ("unbalanced-quotes", "en", "A word” here.", [(1, 7)]),
        ("unbalanced-quotes", "en", "A “1998” and “no.\n\n# Title\n\nA word” here.", [(1, 14), (5, 7)]),
        ("unbalanced-quotes", "ru", "Это «слово.\n\nИ «другое».", [(1, 5)]),
        ("unbalanced-quotes", "de", "Das „Wort.\n\nUnd „anderes“.", [(1, 5)]),
        ("unbalanced-quotes", "de", "Das »Wort und »anderes«.", [(1, 5)]),
        ("unbalanced-quotes", "fr", "Le « mot.", [(1, 4)]),
        ("unbalanced-quotes", "zh", "他说“你好。", [(1, 3)]),
        ("unbalanced-quotes", "zh", "「你好。", [(1, 1)]),
        ("unbalanced-brackets", "en", "A (word.\n\n## B", [(1, 3)]),
        ("unbalanced-brackets", "en", "A (word (x) and\n\nthus so) onwards).", [(3, 17)]),
        ("unbalanced-brackets", "en", "a [word and", [(1, 3)]),
        ("unbalanced-brackets", "zh", "文字（注释。", [(1, 3)]),
        ("repeated-word", "en", "Of the the sea. The\nthe end", [(1, 8), (2, 1)]),
        ("repeated-word", "ru", "Договор в в силе", [(1, 11)]),
        ("repeated-word", "en", "Договор в в силе", [(1, 11)]),
        ("repeated-word", "fr", "La fin de de la guerre", [(1, 11)]),
        ("repeated-word", "de", "Er kam und und ging", [(1, 12)]),
        ("reversed-range", "en", "1945–1941 and (1918-1914), pp. 45–41", [(1, 1), (1, 16), (1, 32)]),
        ("reversed-range", "ru", "с. 145–141", [(1, 4)]),
        ("likely-repeated-word", "en", "It ended ended.", [(1, 10)]),
        ("repeated-punctuation", "en", "High,, old.. So", [(1, 5), (1, 11)]),
        ("repeated-punctuation", "zh", "高，，老。。", [(1, 2), (1, 5)]),
        ("straight-quotes", "en", 'A "word"', [(1, 3), (1, 8)]),
        ("odd-quotes", "en", 'A "word\n\nB "c"', [(1, 3)]),
        ("wrong-quotes", "en", "A «word» and „more“", [(1, 3), (1, 8), (1, 14)]),
        ("wrong-quotes", "de", "Das “Wort”", [(1, 10)]),
        ("wrong-quotes", "fr", "Le “mot”", [(1, 4), (1, 8)]),
        ("wrong-quotes", "ru", "Это “слово”", [(1, 5), (1, 11)]),
        ("double-space", "en", "One  two.  Three", [(1, 4), (1, 10)]),
        ("tab-in-text", "en", "One\ttwo", [(1, 4)]),
        ("space-before-punctuation", "en", "One , two .", [(1, 4), (1, 10)]),
        ("space-before-punctuation", "fr", "Un , deux ?", [(1, 3)]),
        ("space-before-punctuation", "zh", "你好 ，世界", [(1, 3)]),
        ("missing-space", "en", "high,and old.It fell", [(1, 5), (1, 13)]),
        ("missing-space", "ru", "высокий,старый", [(1, 8)]),
        ("french-spacing", "fr", "Quoi ? Non: «oui».", [(1, 5), (1, 11), (1, 13), (1, 17)]),
        ("missing-no-break-space", "en", "See p. 12 and 40 km", [(1, 7), (1, 17)]),
        (
            "missing-no-break-space",
            "ru",
            "рис. 1, т. е. А. С. Пушкин, 1945 г.",
            [(1, 5), (1, 11), (1, 17), (1, 20), (1, 33)],
        ),
        ("missing-no-break-space", "de", "S. 5, z. B. Abb. 2", [(1, 3), (1, 9), (1, 17)]),
        ("missing-no-break-space", "fr", "fig. 2 et 5 %", [(1, 5), (1, 12)]),
        ("hyphen-in-range", "en", "1941-45, pp. 12-15, 20-30 years", [(1, 1), (1, 14), (1, 21)]),
        ("hyphen-in-range", "ru", "с. 12-15", [(1, 4)]),
        ("spaced-hyphen", "en", "One - two", [(1, 5)]),
        ("soft-hyphen", "en", "in\u00adter", [(1, 3)]),
        ("merge-mark", "en", "a\n<<<<<<< HEAD\nb\n>>>>>>> x", [(2, 1)]),
    ],
)
def test_found_at_the_exact_letter(rule: str, language: str, text: str, found: Found) -> None:
    assert places(rule, text, language) == found


@pytest.mark.parametrize(
    ("rule", "language", "texts"),
    [
        (
            "mixed-script",
            "ru",
            ["Р-500", "X-лучи", "ВМФ-а", "из Windowsа", "SMSки", "гIалгIай", "кВт", "iPhone’а", "п'jу"],
        ),
        ("mixed-script", "en", ["α-particle", "5 μm", "Δx", "hν", "TNFα", "Щит and Shield", "`Mоscow`", "$Mо$", "kΩ"]),
        ("garbled-text", "en", ["CAFÉ» and CAFÉ®", "“Ã©”", "naïve façade", "IRMÃ» «É»", "`MÃ¼ller`"]),
        ("garbled-text", "de", ["Spaß– und “Spaß”", "Übel"]),
        ("garbled-text", "ru", ["РСФСР", "Россия", "Рёв"]),
        (
            "leftover-mark",
            "en",
            [
                "A TODO list",
                "Louis XXX",
                "T. K. Jones",
                "What???",
                "`TODO: x`",
                "the word “TODO:”",
                "[sic]",
                "Qxf7??",
                "[here]",
                "TK-21 and Tcl/Tk",
                "[@doe]",
            ],
        ),
        ("leftover-mark", "es", ["TODO el mundo"]),
        (
            "unbalanced-quotes",
            "en",
            [
                "“Long.\n\n“Longer.\n\n“Longest.”",
                "“A\n\n> b\n\nc.”",
                "6” long",
                "a “b (“c”) d”",
                "“So“ is wrong but closed",
                "| ” | b |",
                "„Schild“ is German",
                "the sign “ is",
                "“`code`” and “*T*”",
                "`“` $“$",
            ],
        ),
        ("unbalanced-quotes", "ru", ["«Роман «Мир»", "«Это „слово“»", "„Слово“"]),
        ("unbalanced-quotes", "de", ["»Wort« und „Wort“", "„Er sagte ‚so‘“", "«Wort»"]),
        ("unbalanced-quotes", "fr", ["« Un\n\n» deux »", "« un “deux” »"]),
        ("unbalanced-quotes", "zh", ["“你好”", "「你『好』」"]),
        ("unbalanced-quotes", "sv", ["”ord” och ”ord"]),
        (
            "unbalanced-brackets",
            "en",
            [
                "a) one; b) two",
                "1) one\n2) two",
                "fine :-) and ;)",
                "[0, 1) and (0, 1]",
                "(see\n\n> that\n\nthere)",
                "\\[ is a key",
                "the sign “(” is",
                "`f(`",
                "(iv) and iv)",
                "| a( | b |",
                "see ( there",
                "(a (b) c)",
                "12.5)",
            ],
        ),
        ("unbalanced-brackets", "zh", ["（注释）", "（注释)"]),
        (
            "repeated-word",
            "en",
            [
                "he had had it",
                "that that is",
                "The The sang",
                "the. The end",
                "the the the",
                "“the the”",
                "vitamin A a day",
                "the\n\nthe",
                "## The\nthe end",
                "the-the",
                "of `of` it",
                "the *the* x",
                "a a.",
            ],
        ),
        (
            "repeated-word",
            "fr",
            ["nous nous aimons", "vous vous levez", "la politique de de Gaulle", "en en parlant", "est-ce que"],
        ),
        ("repeated-word", "de", ["die die Tür", "der der Mann", "sie sie", "ab und zu zu"]),
        ("repeated-word", "ru", ["см. с с. 5 по 7", "не не хотел", "еле еле"]),
        (
            "reversed-range",
            "en",
            [
                "1941–1945",
                "44–31 BC",
                "1200–1100 BCE",
                "ISSN 2049-1630",
                "1998–02",
                "pp. 145–9",
                "2019-2001-5",
                "(555-1234)",
                "1945-1941 x",
            ],
        ),
        ("reversed-range", "ru", ["1200–1100 до н. э."]),
        ("reversed-range", "de", ["1200–1100 v. Chr."]),
        ("likely-repeated-word", "en", ["he had had it", "Bora Bora", "very very old", "12 12", "the the"]),
        ("repeated-punctuation", "en", ["etc., and", "and so...", "free, . . . in", "../a", "So?..", "[..]", "`,,`"]),
        ("straight-quotes", "en", ['6" long', '`"a"`', '[a](b "c")']),
        ("straight-apostrophe", "en", ["'a'", "`it's`", "it’s"]),
        ("odd-quotes", "en", ['"Long.\n\n"Longest."', '6" long', '| " |']),
        ("wrong-quotes", "en", ["“word”", "[«щит»]{lang=ru}", "«щит»", "[« mot »]{lang=fr}"]),
        ("wrong-quotes", "de", ["„Wort“", "»Wort«"]),
        ("wrong-quotes", "fr", ["« mot »", "« un “mot” là »"]),
        ("wrong-quotes", "zh", ["“你好”"]),
        (
            "double-space",
            "en",
            ["1.  One", "-   One", "[^a]:  Note", "a  | b", ":   Text", "a   b   c\n--- --- ---", "`a  b`", "a  \nb"],
        ),
        ("tab-in-text", "en", ["1.\tOne", "\tcode", "a\t| b"]),
        ("space-before-punctuation", "en", ["wait . . . here", "a .5 b", "- . b", "| a | , |", ":::"]),
        ("missing-space", "en", ["Node.js", "a,b", "1,000", "std::vector", "`a,b`", "http://a.b,c"]),
        ("french-spacing", "fr", ["Quoi\u202f? Non\u00a0: «\u202foui\u202f».", "12:30", "http://a.b", "`a:b`"]),
        ("french-spacing", "en", ["What? So: no!"]),
        ("missing-no-break-space", "en", ["p.\u00a012", "p.\\ 12", "See it. Then 12", "40 men", "Plan B. Then"]),
        ("missing-no-break-space", "zh", ["第 12 页"]),
        (
            "hyphen-in-range",
            "en",
            [
                "F-16",
                "MiG-29",
                "24-7",
                "9-11",
                "2019-05-04",
                "555-1234",
                "1-2-3",
                "ISBN 978-0-12",
                "ISSN 1049-3630",
                "2001-05",
                "a well-known 12",
                "1941–45",
                "[@doe, 12-15]",
            ],
        ),
        ("spaced-hyphen", "en", ["- one", "5 - 3", "x - y", "well-known", "| a - b |", "Ein- und"]),
        ("merge-mark", "en", ["```\n<<<<<<< HEAD\n>>>>>>> x\n```", "<<<<<<< only", ">>>>>>> only"]),
    ],
)
def test_look_alikes_are_silent(rule: str, language: str, texts: list[str]) -> None:
    assert {text: places(rule, text, language) for text in texts} == {text: [] for text in texts}


@pytest.mark.parametrize(
    ("rule", "language", "text", "mended_text"),
    [
        ("mixed-script", "en", "In Mоscоw", "In Moscow"),
        ("garbled-text", "en", "MÃ¼ller, itâ€™s", "Müller, it’s"),
        ("odd-character", "en", "The oﬃce a\u200bb", "The office ab"),
        ("straight-quotes", "en", 'A "word" and ("more").', "A “word” and (“more”)."),
        ("straight-quotes", "de", 'Ein "Wort".', "Ein „Wort“."),
        ("straight-apostrophe", "en", "it's 'so'", "it’s 'so'"),
        ("double-space", "en", "a  b.  C", "a b. C"),
        ("tab-in-text", "en", "a\tb", "a b"),
        ("space-before-punctuation", "en", "a1 , b2 .", "a1, b2."),
        ("french-spacing", "fr", "Quoi ? Non: «oui».", "Quoi\u202f? Non\u00a0: «\u202foui\u202f»."),
        ("missing-no-break-space", "en", "p. 12, 5 km", "p.\u00a012, 5\u00a0km"),
        ("hyphen-in-range", "en", "pp. 12-15", "pp. 12–15"),
        ("spaced-hyphen", "en", "One - two", "One – two"),
        ("spaced-hyphen", "ru", "Щит - это", "Щит — это"),
        ("soft-hyphen", "en", "in\u00adter\u00adnal", "internal"),
    ],
)
def test_mended(rule: str, language: str, text: str, mended_text: str) -> None:
    assert fixed(rule, text, language) == mended_text
    assert places(rule, mended_text, language) == []


def test_odd_characters_by_kind() -> None:
    text = "ﬁ a\u200bb \u200b c\ufeffd \ue0b0 `ﬁ`"
    assert places("odd-character", text) == [(1, 1), (1, 4), (1, 10), (1, 13)]
    own = of(text)
    own = replace(own, config=replace(own.config, fallback_fonts=("Junicode",)))
    assert "U+E0B0" not in str(list(BY_NAME["odd-character"].check(own)))


def test_a_lost_letter_is_told_once() -> None:
    assert places("replacement-character", "Caf\ufffd is\ufffcso") == [(1, 4), (1, 8)]
    assert places("replacement-character", "the replacement character \ufffd") == []
    found = check(surveyed(b"# One\n\nCaf\xe9.\n"))
    assert [finding.name for finding in found] == ["invalid-utf8"]


def test_letters_without_font() -> None:
    def found(text: str, letters: frozenset[int] | None, *passages: PassageUse, **config: object) -> list[str]:
        survey = of(text)
        survey = replace(
            survey, config=replace(survey.config, **config), beside=Beside(letters=letters), passages=passages
        )
        return [
            f"{report[0].line}:{report[0].column} {report[1]}"
            for report in BY_NAME["letter-without-font"].check(survey)
        ]

    latin = frozenset(range(0x250)) | {0x301, 0x2026}
    told = "no font of the book has `盾` (U+76FE), `щ` (U+0449)"
    assert found("é 盾 щ 盾", latin) == [f"1:3 {told}"]
    assert found("<!-- 盾 --> `盾`", latin) == ["1:13 no font of the book has `盾` (U+76FE)"]
    assert found("盾", None) == [] and found("ḿ\u200d\ufe0f\u2003", latin) == []
    web, print_ = Edition("web", Format.WEB), Edition("print", Format.PRINT)
    assert found("盾", latin, editions=(web,)) == [] and found("盾", latin, editions=(web, print_))
    assert found("盾", latin, editions=(replace(print_, leaves_out=("one.md",)),)) == []
    assert found("a\n\n盾", latin, PassageUse("only", "web", Place("one.md", 2, 1))) == []


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("a\n\n:::\n\nb\n", (3, 1), ":::"),
        ("a\n::: note\nb\n:::\n", (2, 1), "::: note"),
        ("##Two words\n\na\n", (1, 1), "##Two words"),
        ("Text\n# Head\n\na\n", (2, 1), "# Head"),
        ("Text:\n- one\n- two\n", (2, 1), "- one"),
        ("```python\ncode\n\nmore\n", (1, 1), "```python"),
        ("Words {.lead}\n", (1, 7), "{.lead"),
        ("see [the page] (http://x.org/y)\n", (1, 5), "[the page]"),
        ("Text\n| a | b |\n|---|---|\n| c | d |\n", (2, 1), "| a | b |"),
        ("a ** bold** b\n", (1, 3), "** bold**"),
        ("a <!-- comment\n\nb\n", (1, 3), "<!--"),
        ("see [^1 and\n", (1, 5), "[^1"),
        ("a ``word'' b\n", (1, 3), "``word''"),
    ],
)
def test_literal_marks(text: str, place: tuple[int, int], said: str) -> None:
    found = list(BY_NAME["literal-mark"].check(surveyed(text)))
    assert [((report[0].line, report[0].column), report[4]) for report in found] == [(place, said)]


@pytest.mark.parametrize(
    "text",
    [
        "::: {.note}\na\n:::\n",
        "# One\n\n- a\n- b\n\nText\n\n1. a\n2. b\n",
        "A long line that goes\n- so to say - on\n",
        "`##Two` and `{.lead}` and `[^1`\n\n```\n:::\n##Two\n```\n",
        "[Words]{.lead} [page](http://x.org)\n",
        "\\*\\* and 2 ** 3 and p^\\*\\*^\n",
        "- a\n\n  text\n  - b\n  - c\n",
        "[sic] (so)\n\n| a | b |\n|---|---|\n| c | d |\n",
        "<!-- comment -->\n- a\n- b\n",
    ],
)
def test_marks_that_are_read_are_no_literal_marks(text: str) -> None:
    assert list(BY_NAME["literal-mark"].check(surveyed(text))) == []


def test_letters_in_pieces_are_put_together() -> None:
    text = "# One\n\nCafe\u0301 and\nnai\u0308ve.\n"
    survey = surveyed(text, house_style=("decomposed-letters",))
    found = [finding for finding in check(survey) if finding.name == "decomposed-letters"]
    assert [(f.place.line, f.place.column, f.message) for f in found] == [
        (3, 4, "2 letters are written in pieces, the first of them here")
    ]
    files = mended([source("chapters/one.md", text)], tuple(BY_NAME["decomposed-letters"].fix(survey)))
    assert files[0].after.decode() == "# One\n\nCafé and\nnaïve.\n"


ROWS = (
    TermUse("ABM", "anti-ballistic missile", Place("abbreviations.toml", 1, 1)),
    TermUse("NRC", "NATO–Russia Council", Place("abbreviations.toml", 2, 1)),
    TermUse("GPS", "Global Protection System (not navigation)", Place("abbreviations.toml", 3, 1)),
)


def short(rule: str, *texts: str) -> list[str]:
    beside = Beside(abbreviations=ROWS[: 1 if len(texts) == 1 else 3])
    survey = survey_of_book(*texts, beside=beside)
    return [f"{report[0]} {report[4]}" for report in BY_NAME[rule].check(survey)]


def test_abbreviations() -> None:
    first = "# A\n\nThe ABMs were anti-ballistic missiles (ABM) and NATO-Russia\nCouncil (NRC) things; NRCs, FABM.\n"
    second = "# B\n\nAgain a NATO–Russia Council (*NRC*); a GPS; a Great Protection System (GPS).\n"
    assert short("unexpanded-abbreviation", first, second) == ["chapters/1.md:3:5 ABM", "chapters/2.md:3:40 GPS"]
    assert short("abbreviation-expanded-twice", first, second) == ["chapters/2.md:3:31 NRC"]
    assert short("abbreviation-disagrees", first, second) == ["chapters/2.md:3:72 GPS"]
    assert short("unused-abbreviation", first, second) == []
    assert short("unused-abbreviation", "# A\n\nFABM and abm.\n") == ["abbreviations.toml:1:1 ABM"]
    assert short("unexpanded-abbreviation", "# A\n\nABM (anti-ballistic missile).\n") == []
    assert short("unexpanded-abbreviation", "# ABM\n\n[Anti-ballistic missile]{.index} ([ABM]{.index}).\n") == []
