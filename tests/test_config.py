"""book.toml: what it says becomes a Config, and every fault a finding at its line and column."""

import hashlib
import re
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.config import read_config
from octavo.config.codes import CODES
from octavo.config.manual import EXAMPLE, SHORTEST, manual
from octavo.config.people import filed
from octavo.config.schema import BOOK
from octavo.config.trims import points
from octavo.config.words import slug_of
from octavo.findings import Finding, Severity
from octavo.model import Config, Format, Kind, SourceFile

ROOT = Path(__file__).parent.parent
SHORT = 'title = "T"\nchapters = ["a.md"]\n'


def read(
    toml: str | bytes, known: tuple[str, ...] = (), path: str = "book.toml"
) -> tuple[Config | None, tuple[Finding, ...]]:
    """A file as the pipeline hands it over, read."""
    data = toml.encode() if isinstance(toml, str) else toml
    return read_config(SourceFile(path, data, hashlib.sha256(data).hexdigest()), frozenset(known))


def config(toml: str, known: tuple[str, ...] = (), path: str = "book.toml") -> Config:
    """The configuration of a file without faults."""
    made, findings = read(toml, known, path)
    assert findings == ()
    assert made is not None
    return made


def said(toml: str | bytes, known: tuple[str, ...] = (), path: str = "book.toml") -> list[str]:
    """The findings, as line:column code."""
    return [f"{f.place.line}:{f.place.column} {f.code}" for f in read(toml, known, path)[1]]


def only(toml: str | bytes, known: tuple[str, ...] = ()) -> Finding:
    """The one fault of a file."""
    findings = read(toml, known)[1]
    assert len(findings) == 1, findings
    return findings[0]


# ---- what is right ---------


def test_the_shortest_book_has_every_default() -> None:
    book = config('title = "Ærøskøbing: A Café’s Story"\nchapters = ["a.md"]')
    assert (book.language, book.slug, book.short_title) == ("en", "aeroskobing-a-cafes-story", book.title)
    assert [(e.name, e.format, e.notes) for e in book.editions] == [
        ("print", Format.PRINT, "foot"),
        ("screen", Format.SCREEN, "foot"),
        ("epub", Format.EPUB, "end"),
        ("web", Format.WEB, "end"),
    ]
    assert (book.editions[0].width, book.editions[0].height, book.editions[0].openings) == (432.0, 648.0, "recto")


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ('authors = ["Ann Author", "Bo Writer"]\npublished = 2026-05-01', "©\u00a02026 Ann Author and Bo Writer"),
        ('author = "Иванов И. И."\nlanguage = "ru"\npublished = 2026-02-03', "©\u00a0Иванов И. И., 2026"),
        ('author = "Ann Author"\n[publisher]\nname = "Lamp Press"', "©\u00a0Ann Author"),
        (
            'published = 2026-05-01\n[publisher]\nname = "Lamp Press"\n[[contributor]]\nname = "Ed"\nrole = "editor"',
            "©\u00a02026 Lamp Press",
        ),
        ('published = 2026-05-01\n[[contributor]]\nname = "Ed"\nrole = "editor"', "©\u00a02026 Ed"),
        ('author = "Ann Author"\nlicence = "CC0-1.0"', ""),
        ('author = "Ann Author"\nrights = "Mine alone"', "Mine alone"),
        ("published = 2026-05-01", ""),
    ],
)
def test_a_book_that_does_not_say_whose_it_is_gets_a_line_of_copyright(said: str, line: str) -> None:
    assert config(SHORT + said).rights == line


def test_the_manuals_books_have_no_faults() -> None:
    config(SHORTEST)
    book = config(EXAMPLE)
    assert book.published == date(2026, 11, 22)
    assert [person.file_as for person in book.contributors] == ["Doe, Jane", "Society of Lamplighters"]
    assert [part.title for part in book.parts] == ["Oil", "Gas"]
    assert [(c.path, c.kind, c.part) for c in book.chapters] == [
        ("front/preface.md", Kind.FRONT, None),
        ("chapters/one.md", Kind.CHAPTER, 0),
        ("chapters/two.md", Kind.CHAPTER, 0),
        ("chapters/three.md", Kind.CHAPTER, 1),
        ("back/list-of-lights.md", Kind.APPENDIX, None),
        ("back/acknowledgements.md", Kind.BACK, None),
    ]
    large = book.editions[1]
    assert (large.format, large.width, large.type_size, large.large) == (Format.PRINT, 504.0, 17.0, True)
    assert book.editions[2].options == (("paper", "coated"),)
    assert book.editions[4].leaves_out == ("back/acknowledgements.md",)
    assert [(allow.subject, allow.file) for allow in book.allowances] == [
        ("stevenson-1848", ""),
        ("", "back/list-of-lights.md"),
    ]
    assert book.severities == (("missing-alt", "error"), ("unused-note", "off"))
    assert book.strict
    assert book.blurb.count("\n") == 1


def test_the_manuals_example_shows_every_key() -> None:
    shown = set(re.findall(r"^([a-z-]+) =|^\[+([a-z.-]+)", SHORTEST + EXAMPLE, re.MULTILINE))
    names = {name for pair in shown for name in pair if name}
    # what only repeats another key, or has one value so far
    left_out = {"raw", "code", "options"}
    known = {key.name for key in BOOK} | {key.name for table in BOOK for key in table.keys}
    assert known - names == left_out


def test_the_manual_is_up_to_date() -> None:
    # renew: python -c "from octavo.config.manual import manual; print(manual(), end='')" > docs/book-toml.md
    assert (ROOT / "docs" / "book-toml.md").read_text(encoding="utf-8") == manual()


def test_the_table_of_faults_is_whole() -> None:
    assert [code.code for code in CODES] == [f"C{n:03}" for n in range(1, len(CODES) + 1)]
    assert len({code.name for code in CODES}) == len(CODES)
    for code in CODES:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code.name)
        assert code.fault.endswith(".")
        assert code.cure.endswith(".")


def test_every_key_has_a_sentence() -> None:
    for key in [*BOOK, *(key for table in BOOK for key in table.keys)]:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", key.name)
        assert key.meaning.endswith(".") or key.meaning.endswith("…")
        assert "|" not in key.meaning + key.default


def test_places_are_of_keys_and_count_characters() -> None:
    book = config(
        SHORT + 'subtitle = "x"\n[publisher]\nname = "é"\n[[edition]]\nname="web"\n[[edition]]\n name = "epub"\n'
    )
    assert str(book.place("subtitle")) == "book.toml:3:1"
    assert str(book.place("publisher.name")) == "book.toml:5:1"
    assert str(book.place("edition.1.name")) == "book.toml:9:2"
    assert str(book.place("chapters.0")) == "book.toml:2:13"
    assert str(book.place("nothing")) == "book.toml"
    assert [str(edition.place) for edition in book.editions] == ["book.toml:6:3", "book.toml:8:3"]
    assert said('chapters = ["é.md", "𝄞.md", 3]\ntitle = "T"')[0] == "1:29 C003"


@pytest.mark.parametrize(
    ("toml", "names"),
    [
        ('author = "Jane Doe"', ["Doe, Jane"]),
        ('authors = ["Jane Doe", "Ludwig van Beethoven"]', ["Doe, Jane", "van Beethoven, Ludwig"]),
        ('[[contributor]]\nname = "J. Doe"\ngiven = "Jane"\nfamily = "Doe"', ["Doe, Jane"]),
        ('[[contributor]]\ngiven = "Jane"\nfamily = "Doe"', ["Doe, Jane"]),
    ],
)
def test_people(toml: str, names: list[str]) -> None:
    assert [person.file_as for person in config(SHORT + toml).contributors] == names


@pytest.mark.parametrize(
    ("name", "file_as"),
    [
        ("Plato", "Plato"),
        ("Martin Luther King Jr.", "King, Martin Luther, Jr."),
        ("Martin Luther King, Jr.", "King, Martin Luther, Jr."),
        ("Doe, Jane", "Doe, Jane"),
        ("van Gogh", "Gogh, van"),
        ("毛泽东", "毛泽东"),
        ("Jean de la Fontaine", "de la Fontaine, Jean"),
    ],
)
def test_names_are_filed(name: str, file_as: str) -> None:
    assert filed(name) == file_as


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Straße & Łódź", "strasse-lodz"),
        ("Война и мир", ""),
        ("con", ""),
        ("x" * 80, ""),
        ("A B! " * 30, "a-b" + "-a-b" * 14),
    ],
)
def test_slugs(title: str, slug: str) -> None:
    assert slug_of(title) == slug
    assert config(SHORT.replace('"T"', f'"{title}"')).slug == (slug or "book")


@pytest.mark.parametrize(
    ("trim", "size"),
    [
        ("6x9", (432.0, 648.0)),
        ("5.5 x 8.5", (396.0, 612.0)),
        ("6in × 9in", (432.0, 648.0)),
        ("A5", (419.528, 595.276)),
        ("152x229mm", (430.866, 649.134)),
        ("Demy", (391.181, 612.283)),
        ("crown quarto", (535.748, 697.323)),
    ],
)
def test_trims(trim: str, size: tuple[float, float]) -> None:
    assert points(trim) == size
    edition = config(SHORT + f'[[edition]]\nname = "print"\ntrim = "{trim}"').editions[0]
    assert (edition.width, edition.height) == size


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("978-0-306-40615-7", "978-0-306-40615-7"),
        ("9780306406157", "9780306406157"),
        ("ISBN 978 0 306 40615 7", "978-0-306-40615-7"),
        ("0-306-40615-2", "978-0-306-40615-7"),
        ("080442957X", "9780804429573"),
    ],
)
def test_isbns_become_13_digits(given: str, kept: str) -> None:
    assert config(SHORT + f'[[edition]]\nname = "web"\nisbn = "{given}"').editions[0].isbn == kept


def test_identifiers_lose_their_addresses() -> None:
    book = config(
        SHORT + 'doi = "https://doi.org/10.1234/a.b(c)"\n[[contributor]]\nname = "A B"\n'
        'orcid = "https://orcid.org/0000-0002-1694-233x"\n[series]\ntitle = "S"\nissn = "20493630"'
    )
    assert book.doi == "10.1234/a.b(c)"
    assert book.contributors[0].orcid == "0000-0002-1694-233X"
    assert book.series is not None
    assert book.series.issn == "2049-3630"


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("2026-11-22", date(2026, 11, 22)),
        ('"2026-11-22"', date(2026, 11, 22)),
        ('"2026"', date(2026, 1, 1)),
        ('"2026-11"', date(2026, 11, 1)),
        ("2026-11-22T10:00:00Z", date(2026, 11, 22)),
    ],
)
def test_dates(given: str, day: date) -> None:
    assert config(SHORT + f"published = {given}").published == day


def test_paths_begin_at_the_book_folder_or_at_the_files_own() -> None:
    known = ("manuscript/chapters/a.md", "manuscript/back/b.md", "manuscript/x.bib", "manuscript/figures/f.png")
    toml = (
        'title = "T"\nchapters = ["chapters/a.md"]\nback = ["./manuscript/back//b.md"]\n'
        'bibliography = "x.bib"\nresources = ["figures/"]\n[cover]\nimage = "figures/f.png"'
    )
    book = config(toml, known, "manuscript/book.toml")
    assert [chapter.path for chapter in book.chapters] == ["manuscript/chapters/a.md", "manuscript/back/b.md"]
    assert (book.bibliography, book.resources) == (("manuscript/x.bib",), ("manuscript/figures",))
    assert book.cover.image == "manuscript/figures/f.png"


def test_a_path_is_found_however_its_accents_are_composed() -> None:
    composed, apart = "caf\u00e9.md", "cafe\u0301.md"
    assert config(f'title = "T"\nchapters = ["{composed}"]', (apart,)).chapters[0].path == apart


def test_texts_are_composed() -> None:
    assert config(SHORT + 'subtitle = "Cafe\\u0301"').subtitle == "Café"


def test_direction_may_be_isolated_in_text_written_from_right_to_left() -> None:
    assert config(SHORT + 'subtitle = "\\u2067\u05e9\u05dc\u05d5\u05dd\\u2069"').subtitle
    assert said(SHORT + 'subtitle = "\\u2067abc\\u2069"') == ["3:12 C018"]


# ---- what is wrong ---------


@pytest.mark.parametrize(
    ("toml", "at", "hint"),
    [
        ("title = Hello", "1:9", "quotation marks"),
        ('title = "x\ny = 1', "1:11", '"""'),
        ("[a]\n[a]", "2:3", "[[…]]"),
        ("a = 1\n\na = 2", "3:1", "keep one"),
        ("a.b = 1\na.b = 2", "2:3", "keep one"),
        ("isbn = 0306406152", "1:9", "quotation marks"),
        ('a = "C:\\dir"', "1:10", "single quotes"),
        ("a = [1\nb = 2", "2:1", "]"),
        ("a = '''x", "1:9", "quotation mark"),
        ("title", "1:6", 'key = "value"'),
        ("é = 1", "1:1", "comment"),
        ("a = " + "9" * 5000, "1:5005", "quotation marks"),
        ('a = "\x00"', "1:6", ""),
        (b'title = "\xff"', "1:0", "UTF-8"),
        ("a = " + "[" * 5000, "0:0", ""),
        ("a." * 60000 + "b = 1", "1:1", ""),
        ('"a b".' * 20000 + "b = 1", "1:1", ""),
        ("#" * 300_000, "0:0", ""),
    ],
)
def test_what_is_no_toml(toml: str | bytes, at: str, hint: str) -> None:
    made, (finding,) = read(toml)
    assert made is None
    assert finding.code == "C001"
    assert f"{finding.place.line}:{finding.place.column}" == at
    assert hint in finding.hint


def test_a_key_given_twice_names_both_places() -> None:
    assert [str(place) for place in only("a = 1\na = 2").others] == ["book.toml:1:1"]


def test_a_byte_order_mark_and_windows_line_ends_are_no_faults() -> None:
    assert said(b'\xef\xbb\xbftitle = "T"\r\nchapters = ["a.md"]\r\nblurb = """a\r\nb"""\r\n') == []


def test_without_title_or_chapters_there_is_no_book() -> None:
    made, findings = read("")
    assert made is None
    assert [finding.subject for finding in findings] == ["title", "chapters"]
    assert read('title = " "\nchapters = ["a.md"]')[0] is None
    assert read('title = "T"\nchapters = []')[0] is None
    assert read('title = "T"\nchapters = ["gone.md"]', ("a.md",))[0] is None


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ('lang = "en"', "did you mean `language`?"),
        ('license = "MIT"', "did you mean `licence`?"),
        ('subtitel = "x"', "did you mean `subtitle`?"),
        ('short_title = "x"', "did you mean `short-title`?"),
        ('isbn = "x"', "`isbn` belongs under [[edition]]"),
        ("[publisher]\nkeywords = []", "`keywords` belongs at the top of the file, before the first [table]"),
        ('[[edition]]\nname = "web"\nformt = "web"', "did you mean `format`?"),
        ("zzz = 1", ""),
    ],
)
def test_unknown_keys(line: str, hint: str) -> None:
    finding = only(SHORT + line)
    assert (finding.code, finding.hint) == ("C002", hint)


@pytest.mark.parametrize(
    ("line", "at", "hint"),
    [
        ("subtitle = 7", "3:12", "put it in quotation marks"),
        ("subtitle = true", "3:12", "put it in quotation marks"),
        ("subtitle = 2026-01-01", "3:12", ""),
        ("subtitle = ['a']", "3:12", ""),
        ("keywords = 'a, b'", "3:12", "put it in square brackets"),
        ("published = 2026", "3:13", "put it in quotation marks"),
        ("list-uncited = 'yes'", "3:16", ""),
        ("number-depth = true", "3:16", ""),
        ("publisher = 'X'", "3:13", "write [publisher], with keys such as `name`"),
        ("[[publisher]]\nname = 'X'", "3:3", "write [publisher], with keys such as `name`"),
        ("[edition]\nname = 'web'", "3:2", "begin each with [[edition]]"),
        ("[[edition]]\nname = 'web'\noptions = [1]", "5:11", "write [options]"),
    ],
)
def test_wrong_types(line: str, at: str, hint: str) -> None:
    finding = only(SHORT + line)
    assert (finding.code, finding.hint) == ("C003", hint)
    assert f"{finding.place.line}:{finding.place.column}" == at


def test_a_number_where_text_is_wanted_is_read_as_text() -> None:
    made, findings = read(SHORT + '[[edition]]\nname = "web"\nisbn = 9780306406157')
    assert [finding.hint for finding in findings] == ["put it in quotation marks"]
    assert made is not None
    assert made.editions[0].isbn == "9780306406157"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("number-depth = 7", "C004"),
        ("first-mention = 'page'", "C004"),
        ("slug = 'My Book'", "C004"),
        ("slug = 'aux'", "C004"),
        ("url = 'example.org'", "C004"),
        ("url = 'javascript:alert(1)'", "C004"),
        ("url = 'http://[::1'", "C004"),
        ("url = 'https://x.org/\"><script>'", "C004"),
        ("published = '2026-13-01'", "C004"),
        ("published = 'soon'", "C004"),
        ("fallback-fonts = ['x\"; } body { display: none']", "C004"),
        ("citation-style = 'https://example.org/x'", "C004"),
        ("bibliography = 'x.md'", "C004"),
        ("subtitle = 'a\\nb'".replace("'", '"'), "C004"),
        ("doi = '" + "1" * 2000 + "'", "C004"),
        ("doi = '10.12/x'", "C007"),
        ("doi = '10.1234/x y'", "C007"),
        ('subtitle = "\\u0000"', "C018"),
        ('subtitle = "\\u001b[2J"', "C018"),
        ('subtitle = "ad\\u202emin"', "C018"),
        ("[subjects]\nbisac = ['Politics']", "C015"),
        ("[subjects]\nthema = ['jwkf']", "C015"),
        ("[series]\ntitle = 'S'\nissn = '2049-3631'", "C014"),
        ("[series]\ntitle = 'S'\nissn = '2049'", "C014"),
        ("[series]\nnumber = '1'", "C005"),
        ("[[contributor]]\nrole = 'author'", "C005"),
        ("[[contributor]]\nname = 'A'\norcid = '0000-0002-1825-0098'", "C008"),
        ("[[contributor]]\nname = 'A'\norcid = '1825'", "C008"),
        ("[[part]]\nchapters = ['b.md']", "C005"),
        ("[[edition]]\nformat = 'web'", "C005"),
        ("[[edition]]\nname = 'large'", "C005"),
        ("[[edition]]\nname = '../x'\nformat = 'web'", "C004"),
        ("[[edition]]\nname = 'print'\ntrim = 'foolscap'", "C004"),
        ("[[edition]]\nname = 'print'\ntrim = '1x1'", "C004"),
        ("[[edition]]\nname = 'print'\nopenings = 'verso'", "C004"),
        ("[[edition]]\nname = 'print'\nleaves-out = ['b.md']", "C004"),
        ("[[edition]]\nname = 'print'\nisbn = '978-0-306-40615-8'", "C006"),
        ("[[edition]]\nname = 'print'\nisbn = '0306406153'", "C006"),
        ("[[edition]]\nname = 'print'\nisbn = '1234'", "C006"),
        ("[[edition]]\nname = 'print'\nisbn = '1234567890128'", "C006"),
        ("[[edition]]\nname = 'web'\ntrim = 'A5'", "C017"),
        ("[[edition]]\nname = 'web'\nnotes = 'foot'", "C017"),
        ("[[edition]]\nname = 'web'\n[[edition]]\nname = 'web'", "C016"),
        ("[[allow]]\nkey = 'x'\nreason = 'y'", "C005"),
        ("[[allow]]\nname = 'uncited-entry'\nkey = 'x'", "C005"),
        ("[[allow]]\nname = 'uncited-entry'\nreason = 'y'", "C005"),
        ("[[allow]]\nname = 'Uncited entry'\nkey = 'x'\nreason = 'y'", "C004"),
        ("[[allow]]\nname = 'uncited-entry'\nfile = '../x.md'\nreason = 'y'", "C011"),
        ("strict = 'yes'", "C003"),
        ("severity = 'error'", "C003"),
        ("[severity]\nunused-note = 'fatal'", "C004"),
        ("[severity]\nunused-note = false", "C004"),
        ("[severity.unused-note]\nclass = 'error'", "C003"),
    ],
)
def test_bad_values(line: str, code: str) -> None:
    made, findings = read(SHORT + line)
    assert [finding.code for finding in findings if finding.code != "C005" or code == "C005"] == [code]
    assert made is not None
    assert all(finding.place.line > 2 for finding in findings)


@pytest.mark.parametrize(
    ("given", "hint", "kept"),
    [
        ("english", "did you mean `en`?", "en"),
        ("englsh", "did you mean `en`?", "en"),
        ("en_GB", "did you mean `en-GB`?", "en-GB"),
        ("en-UK", "did you mean `en-GB`?", "en-GB"),
        ("eng", "did you mean `en`?", "en"),
        ("iw", "did you mean `he`?", "he"),
        ("xx", "a tag names a language, and a country if need be: en, en-GB", "en"),
        ("en-" + "x" * 100, "a tag names a language, and a country if need be: en, en-GB", "en"),
    ],
)
def test_bad_language_tags(given: str, hint: str, kept: str) -> None:
    made, (finding,) = read(SHORT + f'language = "{given}"')
    assert (finding.code, finding.hint) == ("C009", hint)
    assert made is not None
    assert made.language == kept


@pytest.mark.parametrize("tag", ["en", "en-GB", "pt-BR", "sr-Latn", "zh-Hant-TW", "de-1996", "ro-Latn"])
def test_language_tags(tag: str) -> None:
    assert config(SHORT + f'language = "{tag.lower()}"').language == tag


def test_roles_know_other_peoples_words() -> None:
    hints = {"aut": "author", "Editor": "editor", "ilustrator": "illustrator", "trl": "translator"}
    for role, meant in hints.items():
        assert only(SHORT + f"[[contributor]]\nname = 'A'\nrole = '{role}'").hint == f"did you mean `{meant}`?"


UNSAFE = [
    "http://example.org/x.md",
    "https://example.org/x.md",
    "file:///etc/passwd.md",
    "FILE:/etc/passwd.md",
    "//host/x.md",
    "/etc/hostname.md",
    "../x.md",
    "a/../../x.md",
    "a/..",
    "..",
    ".",
    "~/x.md",
    "-o.md",
    "--lua-filter=evil.md",
    "a/+RTS.md",
    "C:/x.md",
    "data:text/x.md",
    "a\\\\b.md",
    "x" * 300 + ".md",
]


@pytest.mark.parametrize("path", UNSAFE)
@pytest.mark.parametrize(
    "key", ["chapters = ['a.md', {}]", "bibliography = {}", "resources = [{}]", "[cover]\nimage = {}"]
)
def test_no_path_leads_out_of_the_book(path: str, key: str) -> None:
    toml = 'title = "T"\n' + ("" if key.startswith("chapters") else "chapters = ['a.md']\n") + key.format(f'"{path}"')
    made, (finding,) = read(toml)
    assert finding.code == "C011"
    assert made is not None
    assert [chapter.path for chapter in made.chapters] == ["a.md"]
    assert (made.bibliography, made.resources, made.cover.image) == ((), (), "")


@pytest.mark.parametrize("path", [path for path in UNSAFE if not path.endswith(".")])
def test_no_style_is_read_from_outside(path: str) -> None:
    made, findings = read(SHORT + f'citation-style = "{path}.csl"')
    assert [finding.code for finding in findings] == ["C011"]
    assert made is not None
    assert made.citation_style == "chicago-notes-bibliography"


def test_missing_files_name_their_neighbours() -> None:
    known = ("chapters/01-one.md", "chapters/02-two.md", "refs/books.bib", "figures/a.png")
    toml = (
        'title = "T"\nchapters = ["chapters/01-one.md", "chapter/02-two.md", "01-one.md"]\n'
        'bibliography = "books.bib"\nresources = ["figure"]\n'
    )
    made, findings = read(toml, known)
    assert {finding.code for finding in findings} == {"C010"}
    assert [finding.hint for finding in findings] == [
        "did you mean `chapters/02-two.md`?",
        "did you mean `chapters/01-one.md`?",
        "did you mean `refs/books.bib`?",
        "did you mean `figures`?",
    ]
    assert made is not None
    assert [chapter.path for chapter in made.chapters] == ["chapters/01-one.md"]


def test_a_chapter_twice_names_both_places() -> None:
    finding = only('title = "T"\nfront = ["a.md"]\nchapters = ["b.md", "./a.md"]')
    assert (finding.code, finding.subject) == ("C012", "a.md")
    assert [str(place) for place in (finding.place, *finding.others)] == ["book.toml:3:21", "book.toml:2:10"]


def test_an_isbn_twice_names_both_places() -> None:
    finding = only(
        SHORT + '[[edition]]\nname = "web"\nisbn = "0-306-40615-2"\n[[edition]]\nname = "epub"\nisbn = "9780306406157"'
    )
    assert finding.code == "C013"
    assert [str(place) for place in (finding.place, *finding.others)] == ["book.toml:8:8", "book.toml:5:8"]


def test_doubtful_things_are_warnings() -> None:
    warnings = {code.code for code in CODES if code.severity is Severity.WARNING}
    assert warnings == {"C015", "C017", "C020"}
    made, _ = read(SHORT + '[subjects]\nbisac = ["Politics"]')
    assert made is not None
    assert made.bisac == ("Politics",)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_no_text_makes_it_fail(text: str) -> None:
    read(text.encode("utf-8", "replace"))
    read(SHORT + "subtitle = '''" + text.replace("'", "") + "'''\n[[edition]]\nname = '" + text.replace("'", "") + "'")


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([key.name for key in BOOK]),
    st.sampled_from(
        ["1", "true", "1.5", "[]", "[[1]]", "{}", "{a=1}", "[{}]", "2026-01-01", "10:00:00", "''", "[{a={b=1}}]"]
    ),
)
def test_no_shape_makes_it_fail(key: str, value: str) -> None:
    _, findings = read(f"{key} = {value}")
    assert all(finding.place.line == 1 for finding in findings)


@pytest.mark.parametrize(
    "toml",
    [
        "\n".join(f"key{n} = {n}" for n in range(15_000)),
        "[[edition]]\nz = 1\n" * 12_000,
        f"chapters = [{', '.join(repr(f'c/{n}.md') for n in range(4_000))}]\n",
    ],
    ids=["unknown keys", "tables", "missing chapters"],
)
def test_a_hostile_file_does_not_hold_up_a_build(toml: str) -> None:
    known = tuple(f"chapters/{n}.md" for n in range(0, 8_000, 2))
    start = time.process_time()
    read(toml, known)
    assert time.process_time() - start < 5


# ---- what rules weigh ---------


@pytest.mark.parametrize(
    ("toml", "own", "weighs"),
    [
        ("", Severity.WARNING, Severity.WARNING),
        ("", Severity.STYLE, None),
        ("house-style = ['unused-note']", Severity.STYLE, Severity.STYLE),
        ("house-style = ['N002']", Severity.STYLE, Severity.STYLE),
        ("house-style = ['all']", Severity.STYLE, Severity.STYLE),
        ("house-style = ['another-rule']", Severity.STYLE, None),
        ("[severity]\nunused-note = 'error'", Severity.WARNING, Severity.ERROR),
        ("[severity]\nN002 = 'error'", Severity.STYLE, Severity.ERROR),
        ("[severity]\nunused-note = 'style'", Severity.ERROR, None),
        ("house-style = ['all']\n[severity]\nunused-note = 'style'", Severity.ERROR, Severity.STYLE),
        ("house-style = ['all']\n[severity]\nunused-note = 'off'", Severity.ERROR, None),
        ("[severity]\nanother-rule = 'error'", Severity.WARNING, Severity.WARNING),
    ],
)
def test_what_a_rule_weighs_in_a_book(toml: str, own: Severity, weighs: Severity | None) -> None:
    assert config(SHORT + toml).weight("N002", "unused-note", own) is weighs


def test_an_allowance_stands_at_its_name() -> None:
    book = config(SHORT + "[[allow]]\nreason = 'r'\nname = 'unused-note'\nfile = 'a.md'", ("m/a.md",), "m/book.toml")
    assert [(str(allow.place), allow.file) for allow in book.allowances] == [("m/book.toml:5:8", "m/a.md")]


def test_an_allowance_may_be_for_what_is_made() -> None:
    toml = SHORT + "[[allow]]\nname = 'odd-page-count'\nfile = 'output/print/t-print.pdf'\nreason = 'r'"
    assert config(toml, ("a.md",)).allowances[0].file == "output/print/t-print.pdf"


def test_a_download_that_is_no_edition_is_found() -> None:
    _, findings = read(SHORT + '[web]\ndownloads = ["epbu", "screen", "web"]\n')
    assert [(f.name, f.subject, f.hint) for f in findings if f.subject in ("epbu", "screen", "web")] == [
        ("bad-value", "epbu", "did you mean `epub`?"),
        ("bad-value", "web", ""),
    ]
