"""Tiny whole books, from folder to finished files: what goes in comes out, in every edition, or is reported."""

import io
import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from octavo import house
from octavo.checking import check
from octavo.findings import Finding
from octavo.model import Edition, Format, SourceFile
from octavo.orders import Order, Report
from octavo.pipeline import build
from octavo.publish import MANIFEST
from octavo.setting import print_styles

# A line that begins with a number and a word of a note.
NOTED = re.compile(r"^(\d+)\.\s+((?:Ibid|Jane|Doe)[^\r\n]*)", re.M)
MAP = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"><path d="M0 0h30v20z"/></svg>'
SOURCES = """
@book{doe2001, title={A History of Lights}, author={Doe, Jane}, publisher={Beacon}, address={Leith}, year={2001}}
@article{roe1999, title={On Small Beacons}, author={Roe, Richard}, journal={Coasts}, volume={7}, pages={1--20},
  year={1999}}
"""
ONE = """# Lights {#sec:lights}

The first light [@doe2001, p. 12] stood alone.[^tower] See @fig:map, @tbl:lights, @sec:harbours and @eq:reach.
It was [Deveselu]{.index} that followed [@roe1999; see also @doe2001, chap. 3].

![The coast, drawn by the author.](map.svg){#fig:map alt="A coast from north to south."}

| light | metres |
|-------|-------:|
| North | 12     |

Table: Heights {#tbl:lights}

$$ r = \\sqrt{h} $$ {#eq:reach}

[^tower]: The tower fell in 1901 [@doe2001, p. 14].
"""
TWO = """# Harbours {#sec:harbours}

Back to @sec:lights. The same source again [@doe2001, p. 99].[^tower]

## Piers {#sec:piers}

> A quotation, long enough to be set off.

See [the pier](#sec:piers), and page @page:sec:lights.

[^tower]: Another note of the same label.
"""


def write(folder: Path, files: dict[str, str], toml: str = "") -> Path:
    """A book folder with these files."""
    chapters = [name for name in files if name.endswith((".md", ".Rmd", ".qmd", ".txt", ".markdown"))]
    listed = ", ".join(f'"{name}"' for name in chapters)
    head = f'title = "Lights"\nauthor = "Jane Doe"\nchapters = [{listed}]\n'
    if "references.bib" in files:
        head += 'bibliography = "references.bib"\n'
    for name, text in {"book.toml": head + toml, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def build_all(folder: Path, **more: object) -> Report:
    return build(Order(folder, workers=2, **more))  # type: ignore[arg-type]


def pdf_text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path.read_bytes())
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    return re.sub(r"\s+", " ", re.sub(r"[\u2010\ufffe\u00ad]\s*", "", text))


def epub_pages(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        return {n: archive.read(n).decode() for n in archive.namelist() if n.endswith(".xhtml")}


def names(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.name for finding in findings]


@pytest.fixture(scope="module")
def lights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lights")
    write(folder, {"one.md": ONE, "two.md": TWO, "references.bib": SOURCES, "map.svg": MAP})
    report = build_all(folder)
    assert report.findings == ()
    assert report.published
    return folder


def test_every_edition_is_made(lights: Path) -> None:
    made = {path.relative_to(lights / "output").as_posix() for path in (lights / "output").rglob("*") if path.is_file()}
    assert {"print/lights-print.pdf", "screen/lights-screen.pdf", "epub/lights.epub", "web/index.html"} <= made


def test_references_are_said_in_words(lights: Path) -> None:
    text = pdf_text(lights / "output/print/lights-print.pdf").replace("\u00a0", " ")
    assert "See figure 1.1, table 1.1, chapter 2 and equation 1.1" in text
    assert "Figure 1.1." in text and "Table 1.1." in text


def test_first_mention_is_full_in_each_chapter(lights: Path) -> None:
    text = pdf_text(lights / "output/print/lights-print.pdf")
    assert text.count("Jane Doe, A History of Lights (Beacon, 2001)") == 2
    assert "Doe, A History of Lights, chap. 3" in text


def test_a_note_label_of_two_chapters_never_mixes(lights: Path) -> None:
    pages = epub_pages(lights / "output/epub/lights.epub")
    one, two = (next(text for name, text in pages.items() if name.endswith(f"ch0{n}.xhtml")) for n in (1, 2))
    assert "The tower fell in 1901" in one and "The tower fell" not in two
    assert "Another note of the same label" in two and "Another note" not in one


def test_page_numbers_are_literals_from_the_page_map(lights: Path) -> None:
    text = pdf_text(lights / "output/print/lights-print.pdf").replace("\u00a0", " ")
    assert "and page p. 1." in text
    assert "000" not in text


def test_notes_work_both_ways_on_the_web(lights: Path) -> None:
    page = (lights / "output/web/ch01.html").read_text(encoding="utf-8")
    calls = re.findall(r'id="(fnref-[^"]+)" href="#(fn-[^"]+)"', page)
    assert len(calls) == 3
    for call, note in calls:
        assert f'id="{note}"' in page
        assert f'href="#{call}"' in page


def test_a_second_build_has_nothing_to_do(lights: Path) -> None:
    assert build_all(lights).unchanged


def test_the_same_bytes_without_the_cache(lights: Path) -> None:
    def made() -> dict[Path, bytes]:
        return {p: p.read_bytes() for p in (lights / "output").rglob("*") if p.is_file() and p.name != MANIFEST}

    before = made()
    assert build_all(lights, cached=False).published
    assert made() == before


def test_a_release_stops_at_errors_and_keeps_what_stood(tmp_path: Path) -> None:
    write(tmp_path, {"one.md": "# One\n\nText [@doe2001].", "references.bib": SOURCES}, '[[edition]]\nname = "web"\n')
    assert build_all(tmp_path).published
    before = (tmp_path / "output/web/ch01.html").read_bytes()
    (tmp_path / "one.md").write_text("# One\n\nText [@nobody] and @fig:none.", encoding="utf-8")
    report = build_all(tmp_path)
    assert not report.published
    assert names(report.findings) == ["unknown-citation", "undefined-reference"]
    assert (tmp_path / "output/web/ch01.html").read_bytes() == before


def test_a_draft_shows_each_fault_where_it_stands(tmp_path: Path) -> None:
    write(tmp_path, {"one.md": "# One\n\nText [@nobody], @fig:none and ![gone](gone.png).\n\nA call.[^lost]"})
    report = build_all(tmp_path, draft=True)
    assert report.published
    assert set(names(report.findings)) >= {"unknown-citation", "undefined-reference", "missing-image", "undefined-note"}
    text = pdf_text(tmp_path / "output/print/lights-print.pdf")
    for mark in ("[?@nobody]", "[?@fig:none]", "[?gone.png]", "[^lost]"):
        assert mark in text


def test_findings_have_exact_places(tmp_path: Path) -> None:
    write(tmp_path, {"one.md": "# One\n\nText with\na reference to @fig:none here [see @nobody, p. 3]."})
    places = {finding.name: (finding.place.line, finding.place.column) for finding in check(Order(tmp_path)).findings}
    assert places == {"undefined-reference": (4, 16), "unknown-citation": (4, 36)}


@pytest.mark.parametrize("name", ["one.md", "one.markdown", "one.Rmd", "one.qmd", "one.txt"])
def test_chapters_of_every_ending(tmp_path: Path, name: str) -> None:
    write(tmp_path, {name: "# One\n\nText."}, '[[edition]]\nname = "web"\n')
    assert build_all(tmp_path).published


CHINESE = "# 导弹防御 {#sec:a}\n\n第一章从这里开始，见 @sec:b。\n\n## 起源 {#sec:b}\n\n历史。[^1]\n\n[^1]: 注释。"
FRENCH = """# L’été

Il dit : "Bonjour".[^1] Voir @tbl:a.

|a|b|
|-|-|
|1|2|

Table: Un {#tbl:a}

[^1]: Voilà.
"""


def test_a_chinese_book(tmp_path: Path) -> None:
    write(tmp_path, {"one.md": CHINESE}, 'language = "zh"\n[[edition]]\nname = "web"\n[[edition]]\nname = "epub"\n')
    assert build_all(tmp_path).findings == ()
    assert "第一章从这里开始，见 " in (tmp_path / "output/web/ch01.html").read_text(encoding="utf-8")


def test_a_french_book(tmp_path: Path) -> None:
    write(tmp_path, {"one.md": FRENCH}, 'language = "fr"\n')
    assert build_all(tmp_path).findings == ()
    page = (tmp_path / "output/web/ch01.html").read_text(encoding="utf-8")
    assert "«\u202fBonjour\u202f»" in page
    assert "tableau\u00a01.1" in page


def test_a_folder_with_a_difficult_name(tmp_path: Path) -> None:
    folder = write(tmp_path / "my böök (1) #2%41 'x'", {"one.md": "# One\n\nText."}, '[[edition]]\nname = "print"\n')
    assert build_all(folder).published


def test_a_template_fault_is_a_finding_with_its_line(tmp_path: Path) -> None:
    write(tmp_path, {"one.md": "# One\n\nText."}, '[[edition]]\nname = "web"\n')
    (tmp_path / "templates/web").mkdir(parents=True)
    (tmp_path / "templates/web/chapter.xhtml").write_text("<p>\n{{ sheet.nonsense }}</p>", encoding="utf-8")
    report = build_all(tmp_path)
    assert [(f.name, f.place.file, f.place.line) for f in report.findings] == [
        ("template-fault", "templates/web/chapter.xhtml", 2)
    ]
    assert build_all(tmp_path, trust="none").published


def test_a_new_template_is_noticed(tmp_path: Path) -> None:
    write(tmp_path, {"one.md": "# One\n\nText."}, '[[edition]]\nname = "web"\n')
    assert build_all(tmp_path).published
    assert build_all(tmp_path).unchanged
    (tmp_path / "templates/web").mkdir(parents=True)
    (tmp_path / "templates/web/part.xhtml").write_text("{% extends 'base.xhtml' %}", encoding="utf-8")
    assert not build_all(tmp_path).unchanged


def test_ibid_faces_the_note_that_it_means(tmp_path: Path) -> None:
    words = " ".join(["The light was seen from the harbour and the tower."] * 9)
    text = "\n\n".join(f"{words} So it was [@doe2001, {number}]." for number in range(1, 40))
    toml = 'title = "Lights"\nchapters = ["one.md"]\nbibliography = "s.bib"\ncitation-style = "oscola"\n'
    toml += '[[edition]]\nname = "print"\n'
    for name, content in {"book.toml": toml, "s.bib": SOURCES, "one.md": f"# One\n\n{text}\n"}.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert build(Order(tmp_path)).published
    with pypdfium2.PdfDocument(next((tmp_path / "output").glob("print/*.pdf"))) as pdf:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
    noted = [(int(m[1]), index, m[2]) for index, page in enumerate(pages) for m in NOTED.finditer(page)]
    assert [number for number, _, _ in noted] == list(range(1, 40))
    opened = {}
    for number, index, said in noted:
        # A left-hand page has an odd index.
        first = opened.setdefault((index + 1) // 2, number) == number
        assert said.startswith("Ibid") is not first, (number, said)
    assert len(opened) > 3


def test_copies_of_the_house_styles_change_nothing() -> None:
    own = {"print/stamps.css": "@page { margin: 0 }", "print/own.css": "p { color: red }", "web/book.css": "p {}"}
    own["print/book.css"] = house.stylesheet("print/book.css")
    files = tuple(SourceFile(name, text.encode(), "") for name, text in own.items())
    assert [name for name, _ in print_styles(Edition("print", Format.PRINT), files)] == [
        "page.css", "book.css", "print/own.css",
    ]  # fmt: skip


def test_the_licence_is_said_alike_in_every_edition(tmp_path: Path) -> None:
    toml = (
        'licence = "CC-BY-SA-4.0"\n[[edition]]\nname = "print"\n[[edition]]\nname = "epub"\n[[edition]]\nname = "web"\n'
    )
    write(tmp_path, {"one.md": "# One\n\nText.\n"}, toml)
    build_all(tmp_path)
    said, deed = "Creative Commons Attribution-ShareAlike 4.0 International (CC-BY-SA-4.0)", "licenses/by-sa/4.0/"
    pages = epub_pages(tmp_path / "output/epub/lights.epub")
    (web,) = (path.read_text(encoding="utf-8") for path in (tmp_path / "output/web").glob("about*.html"))
    epub = next(text for name, text in pages.items() if name.endswith("copyright.xhtml"))
    for text in (web, epub, pdf_text(tmp_path / "output/print/lights-print.pdf")):
        assert said in text and deed in text
