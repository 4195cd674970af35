"""What the house adds to citation styles: scripts, languages, shelf-marks, places, ibid., and the order of the list."""

import json
import re
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from conftest import assembled, book_of, files_of, source
from test_references import cited, printed, shown

from octavo import tree
from octavo.cite import Citations, asked, cite, styled
from octavo.citing import style as styles
from octavo.citing.order import in_order
from octavo.citing.wants import Wants
from octavo.model import Bibliography, Config, Edition, Format, Nodes
from octavo.number import number
from octavo.parse.bibliography import parse_bibliography
from octavo.resolve import resolve
from octavo.styles import bundled, citation_style

RUSSIAN: dict[str, Any] = {
    "id": "shield", "type": "article-journal", "title": "Щит и меч", "language": "ru", "volume": "3", "page": "1-9",
    "author": [{"family": "Горбачёв", "given": "Пётр"}], "container-title": "Вестник МГИМО",
    "issued": {"date-parts": [[2017]]}, "translated-title": "Shield and sword",
}  # fmt: skip
STYLES = (
    "chicago", "chicago-author-date", "mhra", "oscola", "apa", "mla", "gost-r-7-0-5-2008-numeric", "iso690", "din",
    "ieee", "iso690-full-note-en",
)  # fmt: skip
STRAY = re.compile(r"(?<!\.)\.\.(?!\.)|,,|;;|::|(?<=\w) [.,](?!\d)|\(\)|\[\]|\?!|\?\.|[\ue000-\uf8ff]|octavo-")


def cite_sources(*items: dict[str, Any], text: str = "", style: str = "chicago", **config: object) -> Citations:
    """A book of one chapter that cites each source twice, or as the text says."""
    entries = parse_bibliography(source("references.json", json.dumps(items))).entries
    text = text or " ".join(f"A [@{item['id']}]. B [@{item['id']}, 5]." for item in items)
    settings = Config("book.toml", "A book", citation_style=style, **config)  # type: ignore[arg-type]
    bibliography = Bibliography(entries, citation_style(settings, None)[0])
    return cite(asked(assembled(settings, files_of((f"# One\n\n{text}\n",)), bibliography)))


def notes(citations: Citations) -> list[str]:
    return [shown(result.inlines) for _, results in citations.clusters for result in results]


def tongues(inlines: Nodes) -> list[tuple[str, str]]:
    """The runs that have a language."""
    spans = ((tree.value(node, "lang"), tree.text(node["c"][1])) for node in tree.walk(inlines) if node["t"] == "Span")
    return [(language, words) for language, words in spans if language]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("scripts", ["original", "both"])
def test_any_style_by_its_name(style: str, scripts: str) -> None:
    assert bundled(style)
    keys, citations = cited(style, scripts=scripts)
    assert {entry.key for entry in citations.entries} == set(keys)
    lines = [line for lines in printed(citations, keys).values() for line in lines]
    assert not [line for line in lines if STRAY.search(line.replace("?]", "]")) and "2008" not in line[:9]]


@pytest.mark.parametrize(
    ("scripts", "note", "short"),
    [
        ("original", "Пётр Горбачёв, “Щит и меч” [Shield and sword], *Вестник МГИМО* 3 (2017): 1–9.",
         "Горбачёв, “Щит и меч,” 5."),
        ("romanised", "Pëtr Gorbachëv, “Shchit i mech” [Shield and sword], *Vestnik MGIMO* 3 (2017): 1–9.",
         "Gorbachëv, “Shchit i mech,” 5."),
        ("both", "Pëtr Gorbachëv, “Shchit i mech” Щит и меч [Shield and sword], *Vestnik MGIMO* 3 (2017): 1–9.",
         "Gorbachëv, “Shchit i mech,” 5."),
    ],
)  # fmt: skip
def test_scripts(scripts: str, note: str, short: str) -> None:
    assert notes(cite_sources(RUSSIAN, scripts=scripts)) == [note, short]


def test_authors_own_romanisation_comes_first() -> None:
    own = {**RUSSIAN, "custom": {"title-romanized": "Ščit i meč"}}
    assert "“Ščit i meč”" in notes(cite_sources(own, scripts="romanised", romanisation="none"))[0]
    assert "Gorbačëv" in notes(cite_sources(own, scripts="romanised", romanisation="iso-9"))[0]


def test_foreign_words_have_their_language() -> None:
    (entry,) = cite_sources(RUSSIAN).entries
    assert tongues(entry.inlines) == [("ru", "Щит и меч"), ("ru", "Вестник МГИМО")]
    (entry,) = cite_sources(RUSSIAN, scripts="both").entries
    assert tongues(entry.inlines) == [("ru-Latn", "Shchit i mech"), ("ru", "Щит и меч"), ("ru-Latn", "Vestnik MGIMO")]


def test_language_of_a_ukrainian_name_and_of_no_english_word() -> None:
    item = {**RUSSIAN, "language": "uk", "title": "Щит України", "container-title": "The Bulletin"}
    found = tongues(cite_sources(item).entries[0].inlines)
    assert (
        ("uk", "Щит України") in found
        and ("uk", "Горбачёв") in found
        and "The Bulletin" not in {words for _, words in found}
    )
    french = {
        **RUSSIAN,
        "language": "fr",
        "title": "Paix",
        "container-title": "Le Monde",
        "author": [{"family": "Aron"}],
    }
    (entry,) = cite_sources(french).entries
    assert tongues(entry.inlines) == [("fr", "Paix"), ("fr", "Le Monde")]
    assert not tongues(cite_sources({**french, "language": "en-GB"}).entries[0].inlines)


def test_terms_of_the_item() -> None:
    book = {
        "id": "b", "type": "chapter", "title": "Щит", "container-title": "Мечи", "language": "ru",
        "author": [{"family": "Иванов"}], "editor": [{"family": "Петров"}], "issued": {"date-parts": [[2001]]},
    }  # fmt: skip
    english = {**book, "id": "e", "language": "en", "title": "Shields", "container-title": "Swords"}
    ours = notes(cite_sources(book, english, terms="item"))
    assert "в *Мечи*, под ред. Петров" in ours[0] and "in *Swords*, ed. Петров" in ours[2]
    assert "in *Мечи*, ed. Петров" in notes(cite_sources(book, english))[0]
    assert "v *Mechi*, pod red. Petrov" in notes(cite_sources(book, terms="item", scripts="romanised"))[0]


def test_short_form_keeps_the_shelf_mark_and_the_leaf() -> None:
    item = {
        "id": "a", "type": "document", "title": "Protocol", "archive": "GARF", "archive-place": "Moscow",
        "custom": {"fond": "R-5446", "opis": "87", "delo": "12"}, "issued": {"date-parts": [[1962]]},
    }  # fmt: skip
    found = notes(cite_sources(item, text="A [@a, l. 3]. B [@a, ll. 34-35]. C [@a, л. 4]."))
    assert found[0] == "“Protocol,” 1962, f. R-5446, op. 87, d. 12, l. 3, GARF, Moscow."
    assert found[1:] == [f"“Protocol,” GARF, f. R-5446, op. 87, d. 12, {leaf}." for leaf in ("ll. 34–35", "л. 4")]


def test_place_of_a_book_from_before_1900() -> None:
    book = {
        "id": "b", "type": "book", "title": "Forts", "author": [{"family": "Doe"}], "publisher": "Murray",
        "publisher-place": "London", "issued": {"date-parts": [[1899]]},
    }  # fmt: skip
    assert notes(cite_sources(book))[0] == "Doe, *Forts* (London: Murray, 1899)."
    later = {**book, "issued": {"date-parts": [[1900]]}}
    assert notes(cite_sources(later))[0] == "Doe, *Forts* (Murray, 1900)."
    assert shown(cite_sources(book, style="mla").entries[0].inlines).count("London") <= 1


@pytest.mark.parametrize(
    ("written", "said"),
    [("p. 12", "12"), ("pp. 12-15", "12–15"), ("12n3", "12n3"), ("n. 3", "n. 3"), ("chap. 4", "chap. 4"),
     ("§ 3", "sec. 3"), ("para. 5", "para. 5"), ("fig. 2", "fig. 2"), ("fol. 3r", "fol. 3r"), ("col. 4", "col. 4"),
     ("l. 3", "line 3"), ("s.v. shield", "s.v. shield"), ("2:15", "2:15"), ("vol. 2, 15", "2:15"),
     ("vol. 2, pp. 15-17", "2:15–17")],
)  # fmt: skip
def test_locators(written: str, said: str) -> None:
    book = {"id": "b", "type": "book", "title": "Swords", "author": [{"family": "Roe"}]}
    assert notes(cite_sources(book, text=f"A [@b]. B [@b, {written}]."))[1] == f"Roe, *Swords*, {said}."


def ibid(form: Format, style: str = "oscola", **config: str) -> list[str]:
    book = book_of(
        "# One\n\nA [@doe2001]. B [@doe2001, 2]. C^[Words.] D [@doe2001, 3].\n",
        "# Two\n\nE [@doe2001, 4]. F [@doe2001, 5].\n",
        style=style,
        **config,  # type: ignore[arg-type]
    )
    book = styled(book, Edition("x", form))
    chapters = resolve(book, number(book), cite(asked(book))).chapters
    nodes = tree.walk([chapter.blocks for chapter in chapters])
    return [tree.text(node["c"]) for node in nodes if node["t"] == "Note"]


def test_ibid_where_it_can_mean_one_thing_alone() -> None:
    assert [note.startswith("Ibid") for note in ibid(Format.PRINT)] == [False, True, False, False, False, True]
    in_book = ibid(Format.PRINT, first_mention="book")
    assert [note.startswith("Ibid") for note in in_book] == [False, True, False, False, False, True]


@pytest.mark.parametrize("form", [Format.EPUB, Format.WEB])
def test_no_ibid_where_notes_open_by_themselves(form: Format) -> None:
    assert not [note for note in ibid(form) if "Ibid" in note]


@pytest.mark.parametrize("form", list(Format))
def test_chicago_knows_no_ibid(form: Format) -> None:
    assert not [note for note in ibid(form, style="chicago") if "ibid" in note.lower()]


def test_editions_share_a_style_without_ibid() -> None:
    book = book_of("# One\n\nA [@doe2001].\n")
    assert styled(book, Edition("x", Format.EPUB)) is book


def test_source_known_to_its_chapter_is_no_ibid_beside_a_new_one() -> None:
    book = book_of(
        "# One\n\n[@roe2002].\n", "# Two\n\n[@doe2001]. [@mcnamara1967]. [@doe2001; @roe2002].\n", style="oscola"
    )
    chapters = resolve(book, number(book), cite(asked(book))).chapters
    last = [tree.text(node["c"]) for node in tree.walk(chapters[1].blocks) if node["t"] == "Note"][-1]
    assert last.startswith("Doe (n 1); Richard Roe, Swords")


def person(key: str, family: str, title: str = "Title", language: str = "en", **more: str) -> dict[str, Any]:
    return {
        "id": key, "type": "book", "title": title, "language": language, "issued": {"date-parts": [[2001]]},
        "author": [{"family": family, "given": "A.", **more}] if family else [],
    }  # fmt: skip


MIXED = (
    person("a", "Арбатов", language="ru"), person("b", "Baker"), person("g", "Горбачёв", language="ru"),
    person("m", "Müller"), person("n", "Munro"), person("v", "Gogh", **{"non-dropping-particle": "van"}),
    person("t", "", "The Hound"),
)  # fmt: skip


def order(**config: str) -> str:
    return "".join(entry.key for entry in cite_sources(*MIXED, **config).entries)


def test_scripts_are_interfiled_or_apart() -> None:
    assert order() == "abvgtmn"
    assert order(bibliography_scripts="apart") == "bvtmnag"
    assert order(bibliography_scripts="apart", language="ru") == "agbvtmn"
    assert order(scripts="romanised") == order()


def test_order_does_not_hang_on_the_order_before() -> None:
    items = {item["id"]: item for item in MIXED}
    names = {key: item["author"][0]["family"] if item["author"] else item["title"] for key, item in items.items()}
    lines = {key: tree.words(f"{name}, A. Title.") for key, name in names.items()}
    found = {
        tuple(in_order([(key, lines[key]) for key in keys], items, Wants(), particles=False))
        for keys in permutations("agmnt")
    }
    assert len(found) == 1


def test_works_of_one_author_stay_in_the_styles_order() -> None:
    items = [person("c", "Doe", "C"), person("b", "Doe", "B"), {**person("z", "Doe", "A"), "author": [
        {"family": "Doe", "given": "A."}, {"family": "Roe", "given": "R."}]}]  # fmt: skip
    assert [entry.key for entry in cite_sources(*items).entries] == ["b", "c", "z"]
    assert [entry.key for entry in cite_sources(*items, style="chicago-author-date").entries] == ["b", "c", "z"]


def test_numbered_lists_keep_their_order() -> None:
    assert "".join(entry.key for entry in cite_sources(*MIXED, style="ieee").entries) == "abgmnvt"


def test_styles_are_read() -> None:
    chicago, ieee = (citation_style(Config("b", "t", citation_style=name), None)[0] for name in ("chicago", "ieee"))
    assert styles.files_by_name(chicago) and not styles.files_by_name(ieee)
    assert styles.of_chicago(chicago) and not styles.of_chicago(ieee)
    assert not styles.says_ibid(
        styles.for_edition(citation_style(Config("b", "t", citation_style="oscola"), None)[0], False)
    )


def test_every_want_is_a_part_of_what_is_asked() -> None:
    """The cache keeps citations by what is asked: what changes a reference must change that too."""
    book = book_of("# One\n\nA [@doe2001].\n")
    given = {
        "scripts": "both",
        "romanisation": "iso-9",
        "bibliography_scripts": "apart",
        "terms": "item",
        "language": "fr",
    }
    found = [asked(replace(book, config=replace(book.config, **{name: value}))) for name, value in given.items()]  # type: ignore[arg-type]
    assert all(ask != asked(book) for ask in found) and len({ask.wants for ask in found}) == len(given)


def test_odd_values_are_no_harm() -> None:
    odd = {
        "id": "o", "type": "book", "title": 1984, "language": "ru", "publisher": 7, "publisher-place": "Щ",
        "custom": [1],
        "author": [{"family": "Щ"}, 3], "issued": {"date-parts": [[]]}, "archive": "\ue000",
        "translated-title": "\ue001",
    }  # fmt: skip
    rest = {
        "id": "p",
        "type": "legislation",
        "number": 5,
        "custom": {"fond": 3, "title-en": ["x"], "title-romanised": 2},
    }
    for scripts in ("original", "romanised", "both"):
        found = cite_sources(odd, rest, scripts=scripts, terms="item")
        assert len(found.entries) == 2 and len(notes(found)) == 4


@pytest.mark.parametrize(
    ("number", "printed"),
    [("106-38", "An Act, Pub. L. No. 106-38 (1999)"), ("Pub. L. No. 106-38", "An Act, Pub. L. No. 106-38 (1999)"),
     ("Ukaz № 640", "An Act, Ukaz № 640"), ("A/RES/54/54 A", "An Act, A/RES/54/54 A"),
     ("No. 38-FZ", "An Act, No. 38-FZ")],
)  # fmt: skip
def test_only_laws_of_congress_are_public_laws(number: str, printed: str) -> None:
    law = {"id": "b", "type": "legislation", "title": "An Act", "number": number, "issued": {"date-parts": [[1999]]}}
    full, short = notes(cite_sources(law))
    assert full.startswith(printed)
    assert full.count("Pub.") == (number[-6:] == "106-38")
    assert short.startswith("An Act") and "Pub. L. No. Pub" not in short


@pytest.mark.parametrize(
    ("more", "printed"),
    [({"genre": "Opinion survey"}, "opinion survey"), ({"genre": "PhD diss."}, "PhD diss."),
     ({"genre": "Summit declaration", "number": "Press Release (2008) 049"},
      "summit declaration, Press Release (2008) 049"),
     ({"type": "book", "volume": "XXXII", "collection-title": "Foreign Relations"}, "vol. 32"),
     ({"type": "article-journal", "container-title": "Vestnik", "issue": "3 (54)", "page": "1-9"}, "no. 3 (54)"),
     ({"title": "Documents from U.S. and Soviet Archives"}, "Documents from U.S. and Soviet Archives")],
)  # fmt: skip
def test_what_chicago_wants_of_one_source(more: dict[str, Any], printed: str) -> None:
    document = {"id": "b", "type": "document", "title": "A Paper", "issued": {"date-parts": [[2008]]}, **more}
    assert printed.replace(" ", "\u00a0") in notes(cite_sources(document))[0].replace(" ", "\u00a0")


def test_bibtex_knows_archives_and_scripts() -> None:
    bib = """@unpublished{sov, title={Протокол заседания}, langid={russian}, date={1953-08-01}, archive={GARF},
      archiveplace={Moscow}, fond={R-5446}, opis={87}, delo={12}, list={34}, title-en={Minutes of the meeting},
      titleromanised={Protokol zasedaniia}}
    @misc{talk, author={Petrov, Ivan}, type={interview}, date={2019-05-04}, pseudonym={Official A},
      pseudonymeditions={print, web}, pseudonymuntil={2040-01-01}}
    """
    found = {entry.key: json.loads(entry.csl) for entry in parse_bibliography(source("a.bib", bib)).entries}
    assert found["sov"]["archive"] == "GARF" and found["sov"]["archive-place"] == "Moscow"
    assert found["sov"]["custom"] == {
        "fond": "R-5446", "opis": "87", "delo": "12", "list": "34", "title-en": "Minutes of the meeting",
        "title-romanised": "Protokol zasedaniia",
    }  # fmt: skip
    assert found["talk"]["custom"]["confidential"] == {
        "pseudonym": "Official A", "editions": ["print", "web"], "until": "2040-01-01",
    }  # fmt: skip
    text = "A [@sov]. B [@sov, l. 35]."
    full, short = (
        tree.text(node["c"])
        for chapter in resolve_text(text, bib)
        for node in tree.walk(chapter)
        if node["t"] == "Note"
    )
    assert "f. R-5446, op. 87, d. 12, l. 34" in full and "[Minutes of the meeting]" in full
    assert "GARF, f. R-5446" in short


def resolve_text(text: str, bib: str) -> list[Nodes]:
    book = book_of(f"# One\n\n{text}\n", sources=bib)
    return [chapter.blocks for chapter in resolve(book, number(book), cite(asked(book))).chapters]
