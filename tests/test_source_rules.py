"""The rules of sources: what they find, at which place, and the look-alikes that they leave alone."""

import json
from datetime import date

import pytest
from conftest import source, survey_of_book

from octavo.findings import Place
from octavo.model import Config
from octavo.parse.bibliography import parse_bibliography
from octavo.rules import RULES, name
from octavo.sources.dates import fault
from octavo.sources.folding import skeleton
from octavo.sources.paging import located, ranges, reversed_range
from octavo.survey import Beside, CitationUse, Survey

BY_NAME = {name(rule): rule for rule in RULES}
CSL = {"id": "a", "type": "book", "title": "A", "author": [{"family": "Doe", "given": "J."}], "publisher": "P"}


def reports(rule: str, text: str, file: str = "r.bib", language: str = "en") -> list[tuple[str, int, int]]:
    """What a rule finds in a bibliography that is cited whole: (key, line, column)."""
    read = parse_bibliography(source(file, text))
    survey = Survey(
        Config("book.toml", "T", language=language),
        citations=tuple(CitationUse(entry.key, "ch01", Place("1.md", 1, 1)) for entry in read.entries),
        entries=read.entries,
        remarks=read.remarks,
        beside=Beside(today=date(2026, 11, 22)),
    )
    return [(subject, place.line, place.column) for place, _, _, _, subject in BY_NAME[rule].check(survey)]


def keys(rule: str, text: str, file: str = "r.bib", language: str = "en") -> list[str]:
    return [key for key, _, _ in reports(rule, text, file, language)]


def items(*fields: dict[str, object]) -> str:
    """A file of CSL-JSON: books with these fields, called a, b, c …"""
    return json.dumps([{**CSL, "id": "abcdefghij"[at], **more} for at, more in enumerate(fields)], ensure_ascii=False)


def books(*fields: str) -> str:
    """A .bib file of books with these fields, called a, b, c …"""
    return "\n".join(f"@book{{{'abcdefghijklmnop'[at]}, author={{Doe, J.}}, {more}}}" for at, more in enumerate(fields))


# ---- places ----------------------------------------------------------------------------------------------------------


def test_a_fault_is_at_the_value_of_its_field() -> None:
    bib = "@article{a,\n  title = {A}, author = {Doe, J.},\n  journal = {J},\n  pages = {120--112},\n year = {20O1}}\n"
    assert reports("reversed-pages", bib) == [("a", 4, 12)]
    assert reports("malformed-date", bib) == [("a", 5, 10)]
    text = json.dumps([{**CSL, "ISBN": "978-0-306-40615-8", "issued": {"date-parts": [[2001, 14, 3]]}}], indent=1)
    line = next(at for at, row in enumerate(text.split("\n"), 1) if "ISBN" in row)
    assert reports("bad-identifier", text, "r.json") == [("a", line, 12)]
    assert reports("malformed-date", text, "r.json") == [("a", line + 1, 13)]
    yaml = "references:\n- id: a\n  type: book\n  title: A\n  author:\n  - family: Doe\n  ISBN: '978-0-306-40615-8'\n"
    assert reports("bad-identifier", yaml, "r.yaml") == [("a", 7, 10)]


def test_what_is_missing_is_at_the_key() -> None:
    assert reports("missing-field", "@article{a,\n  title = {A}, author = {Doe, J.}, year = 2001}") == [("a", 1, 10)]


# ---- missing fields, types -------------------------------------------------------------------------------------------


def test_missing_field() -> None:
    bib = """
@article{journal, title={A}, author={Doe, J.}, volume=3, year=2001}
@incollection{chapter, title={A}, author={Doe, J.}, publisher={P}, year=2001}
@book{untitled, author={Doe, J.}, publisher={P}, year=2001}
@book{nothing, year=2001}
"""
    assert keys("missing-field", bib) == ["journal", "chapter", "untitled", "nothing"]


def test_sources_that_can_do_without() -> None:
    bib = """
@article{preprint, title={A}, author={Doe, J.}, eprint={1706.03762}, eprinttype={arxiv}, year=2017}
@article{online, title={A}, author={Doe, J.}, url={https://example.org}, year=2001}
@article{soon, title={A}, author={Doe, J.}, year={forthcoming}, note={submitted}}
@inbook{inbook, title={A Book}, author={Doe, J.}, chapter=3, publisher={P}, year=2001}
@inproceedings{talk, title={A}, author={Doe, J.}, year=2001}
@incollection{child, title={A}, author={Doe, J.}, crossref={parent}}
@collection{parent, title={Whole}, editor={Roe, R.}, year=2001}
@article{physics, author={Doe, J.}, journal={Phys. Rev.}, volume=1, pages=2, year=2001}
@article{review, titleaddon={Review of Arms}, author={Doe, J.}, journal={J}, year=2001}
@misc{anonymous, title={The Song of Roland}}
"""
    assert keys("missing-field", bib) == []
    csl = items(
        {"type": "interview", "title": ""},
        {"type": "personal_communication", "title": ""},
        {"type": "treaty", "author": []},
        {"type": "legal_case", "author": [], "authority": "Court"},
        {"type": "manuscript", "title": "", "archive": "GARF"},
    )
    assert keys("missing-field", csl, "r.json") == []


def test_only_what_is_cited_can_lack_something() -> None:
    survey = survey_of_book("# One\n\nText.\n", sources="@article{a, title={A}, author={Doe, J.}, year=2001}")
    assert list(BY_NAME["missing-field"].check(survey)) == []


def test_unknown_type() -> None:
    csl = items({"type": "journal-article"}, {"type": "webpage"}, {"type": "entry-encyclopedia"}, {"type": "zzz"})
    assert keys("unknown-type", csl, "r.json") == ["a", "d"]
    bib = "@artcle{a, title={A}}\n@dataset{b, title={B}}\n@mvcommentary{c, title={C}}\n@Online{d, title={D}}\n"
    assert keys("unknown-type", bib) == ["a"]


# ---- dates and pages -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("date", "2019-13-45"),
        ("date", "2019-02-30"),
        ("date", "2005/2001"),
        ("date", "2001-05/2001-03"),
        ("year", "20O1"),
        ("year", "l998"),
        ("year", "20019"),
        ("year", "n.d"),
        ("month", "13"),
        ("day", "32"),
        ("date", "05/12/2019"),
        ("issued", '{"date-parts": [["20O1"]]}'),
        ("issued", '{"date-parts": [[2019, 2, 30]]}'),
        ("issued", '{"date-parts": [[2005], [2001]]}'),
    ],
)
def test_no_dates(field: str, said: str) -> None:
    assert fault(field, said)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        *(("date", said) for said in ("2019", "2019-05", "2019-5-1", "2020-02-29", "1999~/2001?", "2001-21")),
        *(("date", said) for said in ("2010/..", "../2010", "/2010", "1988/", "19XX", "199X", "y17000", "2004-W05")),
        *(("date", said) for said in ("2001-05-06T10:00:00", "1988-11/1989-02", "25/12/2019", "01.08.1993")),
        *(("date", said) for said in ("{2019-05-01}", "-0044-03-15")),
        *(("year", said) for said in ("1998a", "[1998]", "circa 1850", "c. 1850", "ca. 1850", "n.d.", "forthcoming")),
        *(("year", said) for said in ("in press", "1998/1999", "1998/99", "1999/00", "2010--2012", "MMXIX", "476")),
        *(("month", said) for said in ("feb", "February", "3", "March--April", '8~" # jan')),
        ("urldate", "12/05/2019"),
        ("issued", '{"date-parts": [[2019, 21]]}'),
        ("issued", '{"date-parts": [["2019", "5", ""]]}'),
        ("issued", '{"date-parts": [[-44, 3, 15]]}'),
        ("issued", '{"literal": "spring"}'),
        ("issued", '{"raw": "2019-05-01"}'),
        ("issued", "{broken"),
    ],
)  # fmt: skip
def test_dates(field: str, said: str) -> None:
    assert fault(field, said) == ""


def test_future_dates() -> None:
    bib = books(
        "title={A}, year=2998",
        "title={B}, date={2028}",
        "title={C}, date={2027-12}",
        "title={D}, date={2027-10-01}",
        "title={E}, year=2027",
        "title={F}, year=2020, urldate={2027-01-01}",
        "title={G}, year=2020, urldate={2026-11-22}",
        "title={H}, year={forthcoming}",
        "title={I}, date={-0300}",
    )
    assert keys("future-date", bib) == ["a", "b", "c", "f"]


def test_nothing_is_in_the_future_without_a_day() -> None:
    read = parse_bibliography(source("r.bib", books("title={A}, year=2998")))
    assert not list(BY_NAME["future-date"].check(Survey(Config("book.toml", "T"), entries=read.entries)))


@pytest.mark.parametrize("pages", ["120-112", "120–112", "120--112", "S18–S12", "1, 30-35, 48-41", "9--5"])
def test_reversed_pages(pages: str) -> None:
    assert reversed_range(pages)


@pytest.mark.parametrize(
    "pages",
    ["312-25", "112--20", "e123", "S12–S18", "xi–xv", "12–14, 8–9", "4-3", "12-10", "054109-3", "B12-A4", "1-12:30",
     "12:1--12:30", "100-101", "2004", "n/a", "100--", "104-10", "R1-R6", "1–S12"],
)  # fmt: skip
def test_pages_that_are_not_reversed(pages: str) -> None:
    assert reversed_range(pages) == ""


@pytest.mark.parametrize(
    ("locator", "pages"),
    [
        ("p. 512, emphasis added", [(512, 512)]),
        ("pp. 12–14, 20", [(12, 14), (20, 20)]),
        ("312-25", [(312, 325)]),
        ("512n3", [(512, 512)]),
        ("S. 40", [(40, 40)]),
        ("{p. 5}", [(5, 5)]),
        *(
            (said, [])
            for said in ("chap. 3", "1998 edition", "12:4", "vol. 2, p. 3", "p. xii", "§ 5", "fig. 2", "", "")
        ),
    ],
)
def test_locators(locator: str, pages: list[tuple[int, int]]) -> None:
    assert [(found.first, found.last) for found in located(locator)] == pages


def test_ranges_of_an_article() -> None:
    assert [(r.first, r.last) for r in ranges("12–14, 40")] == [(12, 14), (40, 40)]
    assert ranges("12–14, passim") == () and ranges("xi–xv") == ()


PAGED = """
@article{article, title={A}, author={Doe, J.}, journal={J}, pages={112--130}, year=2001}
@incollection{chapter, title={B}, author={Doe, J.}, booktitle={C}, pages={312-25}, year=2001}
@article{first, title={D}, author={Doe, J.}, journal={J}, pages={112}, year=2001}
@article{odd, title={E}, author={Doe, J.}, journal={J}, pages={e112--e130}, year=2001}
@book{book, title={F}, author={Doe, J.}, pages={1--20}, publisher={P}, year=2001}
"""


@pytest.mark.parametrize(
    ("cited", "found"),
    [
        ("[@article, p. 512]", True),
        ("[@article, pp. 120–140]", True),
        ("[see @article, 12]", True),
        ("[@chapter, p. 326]", True),
        ("@article [p. 2] says", True),
        ("[@article, p. 112]", False),
        ("[@article, pp. 128-30]", False),
        ("[@article, p. 120, at 512]", False),
        ("[@article, chap. 2]", False),
        ("[@article, n. 512]", False),
        ("[@chapter, p. 325]", False),
        ("[@first, p. 512]", False),
        ("[@odd, p. 512]", False),
        ("[@book, p. 512]", False),
        ("[@nowhere, p. 512]", False),
    ],
)
def test_locators_outside_the_pages(cited: str, found: bool) -> None:
    survey = survey_of_book(f"# One\n\nA claim {cited}.\n", sources=PAGED)
    assert [place.line for place, *_ in BY_NAME["locator-outside-pages"].check(survey)] == [3] * found


# ---- identifiers -----------------------------------------------------------------------------------------------------


def test_bad_identifiers() -> None:
    bib = books(
        "title={A}, isbn={978-0-306-40615-8}",
        "title={B}, isbn={0-306-40615-3}",
        "title={C}, issn={0378-5954}",
        "title={D}, doi={http://www.jstor.org/stable/1}",
        "title={E}, doi={10.1145.62523}",
        "title={F}, eprint={1706.3}, eprinttype={arxiv}",
        "title={G}, isbn={978-0-306-40615}",
    )
    assert keys("bad-identifier", bib) == ["a", "b", "c", "d", "e", "f", "g"]


def test_good_identifiers() -> None:
    bib = books(
        "title={A}, isbn={978-0-306-40615-7 (pbk.), 0-306-40615-2 (hbk.)}",
        "title={B}, isbn={9780306406157 0306406152}, issn={0378-5955, 1095-9203 (online)}",
        "title={C}, isbn={978 0 306 40615 7}",
        "title={D}, isbn={19-852663-6}",
        "title={E}, isbn={1095-9203}",
        "title={F}, isbn={n/a}, issn={none}",
        "title={G}, doi={10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2}",
        "title={H}, doi={10.1000/a\\_b}",
        "title={I}, doi={https://dx.doi.org/10.1000/xyz.}",
        "title={J}, doi={10/fg6rf9}",
        "title={K}, eprint={1706.03762 [cs.CL]}, eprinttype={arxiv}",
        "title={L}, eprint={hep-th/9901001v2}, archiveprefix={arXiv}",
        "title={M}, eprint={123}, eprinttype={jstor}",
    )
    assert keys("bad-identifier", bib) == []


def test_addresses_of_dois_are_taken_away_and_a_matter_of_style() -> None:
    bib = books("title={A}, doi={https://doi.org/10.1000/xyz.}", "title={B}, doi={10.1000/xyz}")
    assert keys("untidy-identifier", bib) == ["a"]
    read = parse_bibliography(source("r.bib", bib))
    assert json.loads(read.entries[0].csl)["DOI"] == "10.1000/xyz"
    (edit,) = BY_NAME["untidy-identifier"].fix(Survey(Config("book.toml", "T"), entries=read.entries))
    assert bib[edit.place.column - 1 :].startswith(edit.old) and edit.new == "10.1000/xyz"


# ---- the same twice --------------------------------------------------------------------------------------------------


def test_likely_duplicates() -> None:
    bib = """
@article{a, title={On Armour and Arms}, author={Doe, Jane}, journal={Review}, volume=3, year=2003, pages={1--9}}
@article{b, title={On armour and arms}, author={Doe, J.}, journal={The Review}, volume=3, year=2003, pages={1-9}}
@book{c, title={The Essence of Security}, author={McNamara, Robert}, publisher={Harper and Row}, year=1968}
@book{d, title={Essence of Security}, author={McNamara, R. S.}, publisher={Harper \\& Row}, year=1968}
@article{e, title={Swords: A History}, author={Roe, R.}, journal={J}, doi={10.1000/Swords}, year=2001}
@article{f, title={Swords}, author={Roe, R.}, journal={J}, doi={https://doi.org/10.1000/swords}, year=2002}
"""
    assert sorted(keys("likely-duplicate", bib)) == ["b", "d", "f"]


def test_sources_that_are_only_alike() -> None:
    bib = """
@incollection{chapter1, title={A Chapter on Arms}, author={Doe, J.}, booktitle={Whole}, year=2001, doi={10.1000/w}}
@incollection{chapter2, title={A Chapter on Bows}, author={Doe, J.}, booktitle={Whole}, year=2001, doi={10.1000/w}}
@book{volume1, title={Collected Works of Doe}, author={Doe, J.}, volume=1, year=2001}
@book{volume2, title={Collected Works of Doe}, author={Doe, J.}, volume=2, year=2001}
@mvbook{set, title={Collected Works of Doe}, author={Doe, J.}, volumes=2, year=2001}
@book{first, title={The Essence of Arms}, author={Doe, J.}, edition=1, year=2001}
@book{second, title={The Essence of Arms}, author={Doe, J.}, edition=2, year=2001}
@book{older, title={The Essence of Arms}, author={Doe, J.}, year=1999}
@article{news1, title={Letter to the Editor}, author={Doe, J.}, journal={Times}, date={2001-05-06}}
@article{news2, title={Letter to the Editor}, author={Doe, J.}, journal={Times}, date={2001-05-07}}
@article{part1, title={Shields and Arms, Part I}, author={Doe, J.}, journal={J}, volume=1, pages={1--9}, year=2001}
@article{part2, title={Shields and Arms, Part II}, author={Doe, J.}, journal={J}, volume=1, pages={10--19}, year=2001}
@article{column1, title={From the Editor's Desk}, author={Doe, J.}, journal={J}, volume=1, number=1, year=2001}
@article{column2, title={From the Editor's Desk}, author={Doe, J.}, journal={J}, volume=1, number=2, year=2001}
@online{page1, title={Frequently Asked Questions}, author={Doe, J.}, url={https://a.org/1}, year=2001}
@online{page2, title={Frequently Asked Questions}, author={Doe, J.}, url={https://a.org/2}, year=2001}
@article{review1, title={Review of \\bookname{Arms and Men}}, author={Doe, J.}, journal={K}, year=2001}
@article{review2, title={Review of \\bookname{Bows and Men}}, author={Doe, J.}, journal={K}, year=2001}
@book{english, title={Istoriia oborony Rossii}, author={Doe, J.}, langid={russian}, publisher={Nauka}, year=2001}
@book{other, title={Istoriia oborony Rossii}, author={Roe, R.}, langid={russian}, publisher={Nauka}, year=2001}
@report{report1, title={Annual Report on Arms}, institution={Office}, number=1, year=2001}
@report{report2, title={Annual Report on Arms}, institution={Office}, number=2, year=2001}
"""
    assert keys("likely-duplicate", bib) == []


RUSSIAN = "Противоракетная оборона: противостояние или сотрудничество?"


@pytest.mark.parametrize(
    ("cyrillic", "romanised"),
    [
        ("Противоракетная оборона", "Protivoraketnaia oborona"),
        ("Противоракетная оборона", "Protivoraketnaya oborona"),
        ("Эхо Москвы: объём ёлки", "Ėkho Moskvy: obʺem ëlki"),
        ("Щит и меч, хозяйство, цель", "Ŝit i meč, hozâjstvo, celʹ"),
        ("Щит и меч, хозяйство, цель", "Shchit i mech, khoziaistvo, tsel'"),
        ("Александр Сергеевич", "Alexander Sergeyevich"),
        ("Вооружённые силы", "Vooruzhennye sily"),
        ("Історія України", "Istoriia Ukraïny"),
    ],
)
def test_skeletons_are_one_in_every_romanisation(cyrillic: str, romanised: str) -> None:
    assert skeleton(cyrillic) == skeleton(romanised) and len(skeleton(cyrillic)) > 4


def test_skeletons_tell_words_apart() -> None:
    titles = ("Стратегическая стабильность", "Стратегическая оборона", "Система обороны", "Щит России", "Меч России")
    assert len({skeleton(title) for title in titles}) == len(titles)


def test_cross_script_duplicates() -> None:
    twin = "Protivoraketnaia oborona: protivostoianie ili sotrudnichestvo?"
    author = [{"family": "Арбатов", "given": "А."}]
    latin = [{"family": "Arbatov", "given": "Alexei"}]
    dated = {"issued": {"date-parts": [[2012]]}, "author": author}
    csl = items(
        {**dated, "title": RUSSIAN, "publisher": "РОССПЭН"},
        {**dated, "title": twin, "author": latin, "publisher": "ROSSPĖN"},
        {**dated, "title": twin, "author": latin, "issued": {"date-parts": [[2013]]}},
        {**dated, "title": "Missile Defense: Confrontation or Cooperation?", "author": latin},
        {**dated, "title": "Другая книга о другом", "original-title": "Drugaia kniga o drugom"},
    )
    assert keys("cross-script-duplicate", csl, "r.json") == ["a"]


def test_keys_alike() -> None:
    bib = "@book{Doe, title={A}}\n@book{doe, title={B}}\n@book{roe, title={C}}\n"
    assert reports("key-case", bib) == [("doe", 2, 7)]
    bib = "@book{petrоv, title={A}}\n@book{петров, title={B}}\n@book{müller-Россия, title={C}}\n@book{ß, title={D}}\n"
    assert keys("key-look-alike", bib) == ["petrоv"]


# ---- markup and letters ----------------------------------------------------------------------------------------------


def test_markup_that_prints() -> None:
    csl = items(
        {"title": "Arms &amp; Armour"},
        {"title": "On \\emph{Arms}"},
        {"title": "On {Arms}"},
        {"title": "On <em>Arms</em>"},
        {"title": "Decay of $x^{2}$"},
        {"publisher": "Wiley \\& Sons"},
        {"author": [{"family": 'M{\\"u}ller'}]},
    )
    assert keys("entry-markup", csl, "r.json") == list("abcdefg")


def test_markup_that_styles_read() -> None:
    csl = items(
        {"title": 'On <i>Arms</i> and <sup>14</sup>C, <span class="nocase">iOS</span>, <sc>bc</sc>'},
        {"title": "P < 0.05 > 0.01; AT&T; R&D"},
        {"title": "The <canvas> Element"},
        {"title": "From $5 to $10"},
        {"URL": "https://example.org/?a=1&amp;b={c}", "abstract": "\\emph{x} &amp;"},
    )
    assert keys("entry-markup", csl, "r.json") == []
    bib = books(
        'title={On \\emph{Arms} \\& {Armour}, M{\\"u}ller, 5\\%, \\textsuperscript{14}C, $\\beta$-decay, {\\TeX}}',
        "title={The \\textbackslash maketitle Command and \\{Braces\\}}",
        "title={A}, type={{NASA} Report}",
    )
    assert keys("entry-markup", bib) == []


def test_words_that_unknown_commands_lose() -> None:
    bib = books(
        "title={A Review of \\bookname{Arms and Armour}}",
        "title={On \\emph{Arms} and \\textsc{bows}, \\mkbibquote{swords}, \\mkbibacro{USA}, \\enquote*{shields}}",
        "title={Swords}, year={\\noopsort{1973b}1973}",
        "title={\\href{https://example.org}{Bows}}",
        "title={\\c{C}at, \\v{S}koda, \\textit{\\textbf{Deep Arms}}}",
    )
    assert keys("unread-macro", bib) == ["a"]


def test_garbled_letters() -> None:
    bib = books("title={MÃ¼ller}", "title={itâ€™s}", "title={Müller Ãlvaro São ÂNGELO}", "title={Žižek à l’âge}")
    assert keys("garbled-letters", bib) == ["a", "b"]


# ---- names -----------------------------------------------------------------------------------------------------------


def test_names_run_together() -> None:
    names = (
        "Doe, Jane, Roe, Richard, Poe, Ann",
        "Smith J, Doe A, Roe B and Poe C",
        "Smith, J.; Doe, A.",
        "Ministry of Arms, Home Affairs, Bows and Swords",
    )
    bib = "\n".join(f"@book{{{at}, title={{A}}, author={{{said}}}}}" for at, said in zip("abcd", names, strict=True))
    assert keys("joined-authors", bib) == ["a", "b", "c", "d"]


def test_names_with_commas_of_their_own() -> None:
    names = (
        "King, Jr., Martin Luther and de la Cruz, María",
        "King, Martin Luther, Jr.",
        "{Ministry of Arms, Bows, Shields, and Swords}",
        "{Smith, J.; Doe, A.}",
        'M{\\"u}ller, J{\\"o}rg and {AT\\&T; Labs}',
        "given=Hans, family=Harman, prefix=of, useprefix=false",
        "Jane Doe",
        "Doe, Jane and others",
        "Doe, III, John",
    )
    bib = "\n".join(f"@book{{{'abcdefghi'[at]}, title={{A}}, author={{{said}}}}}" for at, said in enumerate(names))
    assert keys("joined-authors", bib) == []


def test_et_al() -> None:
    bib = (
        "@book{a, title={A}, author={Doe, Jane and et al.}}\n@book{b, title={B}, editor={Joachim Weimann et al.}}\n"
        "@book{c, title={C}, author={Doe, Jane and others}}\n@book{d, title={D}, author={Alba, Peter and Etal, J.}}\n"
    )
    assert keys("et-al-author", bib) == ["a", "b"]
    csl = items({"author": [{"family": "Doe et al."}]}, {"author": [{"literal": "Metal Works"}]})
    assert keys("et-al-author", csl, "r.json") == ["a"]


PEOPLE = """
@book{dvorkin1999, title={Arms}, author={Dvorkin, Vladimir}, publisher={P}, year=1999}
@book{podvig2001, title={Forces}, author={Podvig, Pavel}, publisher={P}, year=2001}
@book{life, title={A Life of Dvorkin}, author={Roe, R.}, publisher={P}, year=2001}
@collection{papers, title={Papers}, editor={Dvorkin, Vladimir and Poe, A.}, publisher={P}, year=2001}
@online{news, title={News}, author={Agency, A.}, url={https://example.org}, year=2001}
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dvorkin argues [@podvig2001] that", True),
        ("As Vladimir Dvorkin writes, [@podvig2001] this", True),
        ("In Dvorkin’s book [@podvig2001] it", True),
        ("In Dvorkin’s later study [@podvig2001] it", True),
        ("Dvorkin [-@podvig2001] argues", True),
        ("Дворкин пишет [@podvig2001]", False),
        ("Dvorkin argues [@dvorkin1999]", False),
        ("Dvorkin argues [@podvig2001; @dvorkin1999]", False),
        ("Dvorkin argues [@life]", False),
        ("Dvorkin argues [@papers]", False),
        ("Dvorkin argues [@news]", False),
        ("Dvorkin argues [quoted in @podvig2001]", False),
        ("Dvorkin argues [see @podvig2001]", False),
        ("Dvorkin argues that others agree [@podvig2001]", False),
        ("Dvorkin was answered [@podvig2001]", False),
        ("Dvorkin argued so in 1999 [@podvig2001]", False),
        ("against Dvorkin [@podvig2001]", False),
        ("Nobody argues [@podvig2001]", False),
        ("Dvorkin’s opponents [@podvig2001]", False),
        ("Dvorkin argues @podvig2001", False),
        ("Dvorkin [-@dvorkin1999] argues", False),
    ],
)
def test_authors_that_disagree(text: str, found: bool) -> None:
    survey = survey_of_book(f"# One\n\n{text}.\n", sources=PEOPLE)
    assert len(list(BY_NAME["author-disagrees"].check(survey))) == found


# ---- house style -----------------------------------------------------------------------------------------------------


def test_uncited_entries() -> None:
    bib = (
        "@book{cited, title={A}}\n@inbook{child, title={B}, crossref={parent}}\n@book{parent, title={C}}\n"
        "@book{idle, title={D}}\n"
    )
    survey = survey_of_book("# One\n\n[@cited; @child]\n", sources=bib)
    assert [subject for *_, subject in BY_NAME["uncited-entry"].check(survey)] == ["idle"]
    listed = survey_of_book("# One\n\n[@cited]\n", sources=bib, list_uncited=True)
    assert list(BY_NAME["uncited-entry"].check(listed)) == []


def test_languages_of_titles() -> None:
    bib = books(
        "title={История обороны}",
        "title={Istoriia protivoraketnoi oborony v Rossii}",
        "title={Die Geschichte der Stadt und des Landes}",
        "title={La guerre et la paix dans les Balkans}",
        "title={История обороны}, langid={russian}",
        "title={The Voprosy of Istoriia in the Slavic Review}",
        "title={Per Aspera ad Astra Nova}",
        "title={Die Another Day}",
        "title={In vivo and in vitro}",
        "title={Α Short Title}",
    )
    assert keys("missing-language", bib) == ["a", "b", "c", "d"]
    assert keys("missing-language", books("title={История обороны}"), language="ru") == []
    assert keys("missing-language", books("title={Die Geschichte der Stadt und des Landes}"), language="de") == []


def test_titles_in_other_letters() -> None:
    bib = books("title={История обороны}, langid={russian}", "title={Istoriia oborony}", "title={On the Щит}")
    assert keys("untransliterated-title", bib) == ["a"]
    assert keys("untransliterated-title", bib, language="ru") == []


def test_pages_of_the_web_without_a_day() -> None:
    bib = (
        "@online{a, title={A}, url={https://a.org}}\n@online{b, title={B}, url={https://b.org}, urldate={2020-01-01}}\n"
        "@online{c, title={C}, url={https://c.org}, year=2001}\n@book{d, title={D}}\n"
    )
    assert keys("undated-web-source", bib) == ["a"]


def test_titles_in_capitals() -> None:
    bib = books("title={{ON ARMOUR AND ARMS}}", "title={{NATO}}", "title={{NATO and ABM}}", "title={{SALT II}}")
    assert keys("title-in-capitals", bib) == ["a"]


def test_thin_entries() -> None:
    bib = books(
        "title={A}, year=2001", "title={B}, year=2001, publisher={P}", "title={C}, publisher={P}, year={in press}"
    )
    assert keys("thin-entry", bib) == ["a"]


def test_crossrefs_that_lead_nowhere() -> None:
    bib = (
        "@inbook{a, title={A}, crossref={nowhere}}\n@inbook{b, title={B}, crossref={Parent}}\n"
        "@book{c, title={C}, xdata={data}}\n@xdata{data, publisher={P}}\n@book{parent, title={P}}\n"
    )
    assert reports("missing-crossref", bib) == [("a", 1, 33)]
