"""The typesetting room: sheets become pages, no word is lost, and nothing is read that was not given.

Formes are read back with pypdf, which had no part in making them.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import printed
import pypdf
import pypdfium2
import pytest

from octavo import house
from octavo.geometry import geometry
from octavo.model import Edition, Format, Forme
from octavo.typeset import fonts, foot, shims
from octavo.typeset.galley import Galley, GalleyFault
from octavo.typeset.lines import Mark
from octavo.typeset.page import page_stylesheet
from octavo.typeset.stamps import Stamp, stamp_batches, stamp_document, stamp_stylesheet
from octavo.typeset.weasy import _weasyprint, typeset


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("fonts"))


def pages(forme: Forme) -> list[str]:
    """The text of each page, words broken at a line's end joined again."""
    texts = [page.extract_text() for page in pypdf.PdfReader(BytesIO(forme.pdf)).pages]
    return [re.sub(r"‐\s*\n?\s*", "", text) for text in texts]


def used_fonts(pdf: bytes) -> set[str]:
    """The names of the fonts in a PDF, without the tags of their subsets."""
    found = set()
    for page in pypdf.PdfReader(BytesIO(pdf)).pages:
        resources: Any = page["/Resources"]
        for font in resources.get("/Font", {}).values():
            found.add(str(font.get_object()["/BaseFont"]).lstrip("/").split("+")[-1])
    return found


def set_text(text: str, folder: str, **choices: Any) -> Forme:
    return typeset(printed.galley("ch01", printed.chapter(text), **choices), folder)


# ---- words and notes


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_note_is_on_the_page_of_its_call(folder: str, seed: int) -> None:
    forme = set_text(printed.body("ch01", seed, 24), folder)
    assert forme.warnings == ()
    below: list[str] = []
    for page in pypdfium2.PdfDocument(forme.pdf):
        text = page.get_textpage().get_text_range()
        called = re.findall(r"[a-z]\.(\d+)", text)
        here = re.findall(r"^(\d+)\.\u2002", text, re.MULTILINE)
        assert called == here
        below += here
    assert below == [str(number) for number in range(1, len(below) + 1)]
    assert len(below) > 20


def test_words_are_conserved(folder: str) -> None:
    chance = Random(5)
    words = [f"w{number}x{chance.choice('abc')}" for number in range(900)]
    text = "".join(f"<p>{' '.join(words[start : start + 30])}</p>" for start in range(0, 900, 30))
    found = re.findall(r"w\d+x[abc]", " ".join(pages(set_text(text, folder))))
    assert found == words


def long_note(count: int) -> str:
    words = " ".join(f"w{number}x" for number in range(count))
    before, after = printed.body("ch01", 4, 4), printed.body("ch02", 5, 4)
    return f"{before}<p>A long note.{printed.note('fn-long', 99, words)} After it.</p>{after}"


def test_a_note_longer_than_a_page_keeps_all_its_words_inside_the_page(folder: str) -> None:
    forme = set_text(long_note(2000), folder)
    found = set()
    for page in pypdfium2.PdfDocument(forme.pdf):
        text = page.get_textpage()
        found |= set(re.findall(r"w\d+x", text.get_text_range()))
        for place in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(place)
            assert 50 < left <= right < 382
            assert 70 < bottom <= top < 600
    assert len(found) == 2000
    assert not [warning for warning in forme.warnings if "lost" in warning or "twice" in warning or "over" in warning]


def test_a_note_of_middling_length_runs_on(folder: str) -> None:
    forme = set_text(long_note(250), folder)
    assert forme.warnings == ()
    assert sum("w1x" in text for text in pages(forme)) == 1


def test_blocks_inside_a_note_stay_in_it(folder: str) -> None:
    inside = '<span class="note-paragraph">First words.</span><blockquote><p>Quoted words.</p></blockquote>'
    forme = set_text(f"<p>Text.{printed.note('n1', 1, inside)} More text.</p><p>Last text.</p>", folder)
    text = pages(forme)[0]
    assert text.index("Last text") < text.index("First words") < text.index("Quoted words")


def noted(seed: int, least: int, most: int) -> str:
    """Paragraphs of several lines, most with a note of so many words."""
    chance = Random(seed)
    paragraphs = []
    for number in range(1, 41):
        words = [chance.choice(("light", "house", "keeper", "of", "the", "northern", "islands")) for _ in range(70)]
        said = " ".join(f"n{number}w{word}x" for word in range(chance.randint(least, most)))
        words[chance.randint(5, 69)] += printed.note(f"n{number}", number, said)
        paragraphs.append(f"<p>{' '.join(words)}.</p>")
    return "".join(paragraphs)


@pytest.mark.parametrize(("seed", "least", "most"), [(1, 20, 60), (2, 20, 60), (3, 60, 150)])
def test_notes_run_on_and_leave_no_hole(folder: str, seed: int, least: int, most: int) -> None:
    forme = set_text(noted(seed, least, most), folder)
    assert forme.warnings == ()
    assert sum(leaf.empty > 2 for leaf in forme.leaves) <= len(forme.leaves) // 8
    texts = pages(forme)
    whole = " ".join(texts)
    for number in range(1, 41):
        words = [int(word) for word in re.findall(rf"n{number}w(\d+)x", whole)]
        assert words == list(range(len(words)))
        assert len(words) >= least
        # It begins, with its number, on the page of its call.
        (begun,) = [text for text in texts if f"n{number}w0x" in text]
        assert re.search(rf"[a-z]\.?{number}\b", begun)


def rule(page: Any) -> float:
    """The length of the longest rule on a page, in points."""
    picture = page.render(scale=4, grayscale=True).to_pil()
    rows = (picture.crop((0, y, picture.width, y + 1)).tobytes() for y in range(picture.height))
    return max(len(run) for row in rows for run in re.findall(rb"[\x00-\xc0]+", row)) / 4


def gap(page: Any) -> float:
    """How far below the rule on a page its notes begin, in points."""
    picture = page.render(scale=4, grayscale=True).to_pil()
    rows = [picture.crop((260, y, 400, y + 1)).tobytes() for y in range(picture.height)]
    ruled = max(y for y, row in enumerate(rows) if max(row) < 0xF0)
    return (next(y for y in range(ruled + 3, len(rows)) if min(rows[y]) < 0xC0) - ruled) / 4


def test_a_note_that_goes_on_stands_under_a_long_rule(folder: str) -> None:
    forme = set_text(long_note(250), folder)
    first = next(number for number, text in enumerate(pages(forme)) if "w1x" in text)
    document = pypdfium2.PdfDocument(forme.pdf)
    lengths = [rule(document[number]) for number in (first, first + 1)]
    assert lengths == [pytest.approx(48, abs=1), pytest.approx(315, abs=1)]
    assert not re.search(r"^\d+\.\u2002?\s*w", pages(forme)[first + 1], re.MULTILINE)
    # As far above its lines as the short one.
    assert min(gap(document[number]) for number in (first, first + 1)) > 4


@pytest.mark.parametrize(("lines", "room", "taken"), [(8, 5, 5), (8, 7, 6), (8, 1, 1), (3, 2, 2), (2, 1, 0), (4, 0, 0)])
def test_a_note_is_cut_so_that_no_line_stands_alone(lines: int, room: int, taken: int) -> None:
    marks = tuple(Mark(10.0 * number, {0: {0: number}}, False) for number in range(1, lines + 1))
    assert foot._taken(marks, 10.0 * room) == taken


def test_a_note_is_not_cut_in_a_word_nor_in_a_table() -> None:
    marks = tuple(Mark(10.0 * n, {0: {0: n}} if n < 7 else None, n == 4) for n in range(1, 11))
    assert foot._taken(marks, 45.0) == 3
    assert foot._taken(marks, 85.0) == 5


# ---- what a galley may read


def test_a_galley_reads_only_what_it_holds(folder: str) -> None:
    for source in ("other.svg", "file:///etc/passwd", "https://example.org/a.png", "//example.org/a.png"):
        with pytest.raises(GalleyFault, match="asks for"):
            set_text(f'<p>Text. <img src="{source}" alt="x"/></p>', folder)
    with pytest.raises(GalleyFault, match="asks for"):
        set_text("<p>Text.</p>", folder, css="@import url(https://example.org/a.css);")


def test_a_galley_needs_fonts_and_well_formed_text(folder: str, tmp_path: Path) -> None:
    with pytest.raises(GalleyFault, match="no font"):
        typeset(Galley("a", "<html/>"), str(tmp_path))
    with pytest.raises(GalleyFault, match="not well-formed"):
        typeset(Galley("a", "<html><p></html>", fonts=printed.FONTS), folder)


def test_only_the_fonts_given_are_used(folder: str) -> None:
    forme = set_text("<p>Text, <em>slanted</em>, <code>code</code>, ☃ and 反.</p>", folder)
    assert all(name.startswith(("STIX-Two-Text", "Source-Sans-3", "Source-Code-Pro")) for name in used_fonts(forme.pdf))
    assert any("no font has the letters" in warning and "反" in warning for warning in forme.warnings)


def test_a_fallback_family_is_taken_from_the_machine_when_the_book_names_it(folder: str) -> None:
    if not list(Path("/usr/share/fonts").rglob("DejaVuSans.ttf")):
        pytest.skip("the machine has no DejaVu Sans")
    galley = printed.galley("ch01", printed.chapter("<p>Snow ☃ man.</p>"))
    asked = Galley(galley.name, galley.xhtml, galley.stylesheets, (), galley.fonts, ("DejaVu Sans",))
    forme = typeset(asked, folder)
    assert "DejaVu-Sans" in used_fonts(forme.pdf)
    assert forme.warnings == ()


def test_the_font_configuration_escapes_and_refuses(tmp_path: Path) -> None:
    text = fonts.configuration_text(tmp_path / "a&b", tmp_path, ["X & Y"], [])
    assert "a&amp;b" in text
    assert "<string>X &amp; Y</string>" in text
    assert "/usr/share/fonts" not in text
    assert "/usr/share/fonts" in fonts.configuration_text(tmp_path, tmp_path, [], ["Noto Serif SC"])


def test_vendored_fonts_are_what_sources_says() -> None:
    import hashlib
    import json

    home = printed.ROOT / "assets" / "fonts"
    listed = json.loads((home / "SOURCES.json").read_text())["files"]
    assert {entry["file"] for entry in listed} == {path.name for path in home.glob("*.woff2")}
    for entry in listed:
        assert hashlib.sha256((home / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]
        assert (home / entry["licence"]).is_file()


# ---- pages


def test_the_same_galley_gives_the_same_bytes_in_another_process(folder: str, tmp_path: Path) -> None:
    script = (
        "import sys, hashlib; sys.path[:0] = [sys.argv[1], sys.argv[2]]; import printed;"
        "from octavo.typeset.weasy import typeset;"
        "sheet = printed.chapter(printed.body('ch01', 3, 6));"
        "forme = typeset(printed.galley('ch01', sheet, tagged=True), sys.argv[3]);"
        "print(hashlib.sha256(forme.pdf).hexdigest())"
    )
    found = set()
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", script, str(printed.ROOT), str(printed.ROOT / "tests"), folder],
            env={"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=True,
        )
        found.add(run.stdout)
    assert len(found) == 1


def test_leaves_name_what_begins_on_them(folder: str) -> None:
    forme = set_text(printed.body("ch01", 1, 12), folder)
    anchors = [anchor for leaf in forme.leaves for anchor in leaf.anchors]
    assert {"ch01", "ch01-s1", "ch01-s5", "ch01-s9", "tbl-ch01-3", "fig-ch01-5"} <= set(anchors)
    assert forme.leaves[-1].section == "1.9 Of Section 9"
    assert not any(leaf.blank for leaf in forme.leaves)


SHOWN = {
    "half-title": "The Inverted Letter",
    "series": "Studies in Error",
    "title": "Edited by E. Ditor",
    "copyright": "978-0-306-40615-7",
    "dedication": "For the compositors",
    "contents": "Of Swords",
    "part": "Before the Treaty",
    "bibliography": "Lindqvist",
    "index": "see also",
    "cover": "A. N. Author",
}


@pytest.mark.parametrize("kind", SHOWN)
def test_every_kind_of_sheet_has_a_template(folder: str, kind: str) -> None:
    shown = {view.kind: view for view in [*printed.views(), printed.view("cover", "cover", "Cover")]}[kind]
    forme = typeset(printed.galley(kind, printed.sheet(shown)), folder)
    assert forme.warnings == ()
    assert len(forme.leaves) in (1, 2)
    assert SHOWN[kind].lower() in " ".join("\n".join(pages(forme)).split()).lower()


def test_lists_are_numbered_as_the_author_says(folder: str) -> None:
    text = pages(set_text('<ol start="4" type="i"><li>fourth</li><li>fifth</li></ol>', folder))[0]
    assert re.findall(r"^(\w+)\. *$", text, re.MULTILINE) == ["iv", "v"]


@pytest.mark.parametrize("width, height", [(432, 648), (360, 576), (595.28, 841.89), (612, 792), (483.9, 680.3)])
def test_any_trim_has_readable_margins(width: float, height: float) -> None:
    page = geometry(width, height)
    assert page.inner >= 36
    assert page.outer >= 36
    assert 250 <= page.measure <= 354
    assert abs(page.depth / 13.2 - round(page.depth / 13.2)) < 0.01


def test_the_house_page_is_the_specified_one() -> None:
    page = geometry(432, 648)
    assert (page.inner, page.outer, page.top, page.bottom) == (54, 63, 60, 73.2)
    assert geometry(432, 648, pages=800).inner == 63
    assert geometry(432, 648, facing=False).inner == 58.5


def test_print_and_screen_share_their_formes() -> None:
    assert page_stylesheet(printed.PRINT) == page_stylesheet(Edition("screen", Format.SCREEN))


# ---- stamps


def stamps(count: int) -> Iterator[Stamp]:
    for number in range(1, count + 1):
        side = "right" if number % 2 else "left"
        yield Stamp(
            "opener" if number == 1 else "plain",
            side,
            str(number),
            "A Title of the Book" if side == "left" else "Chapter & Title",
        )


def test_stamps_are_one_page_each(folder: str) -> None:
    page = geometry(432, 648)
    made = [*stamps(5), Stamp("bare", "left", "6", "Nothing")]
    styles = (("trim", stamp_stylesheet(page)), ("stamps", printed.STAMPS_CSS))
    forme = typeset(Galley("stamps", stamp_document(made), styles, fonts=printed.FONTS), folder)
    texts = pages(forme)
    assert forme.warnings == ()
    assert len(texts) == 6
    assert "Chapter" not in texts[0] and "1" in texts[0]
    assert "2" in texts[1] and "A Title of the Book" in texts[1].replace("a title", "A Title")
    assert "Chapter & Title" in texts[2]
    assert texts[5].strip() == ""


def test_stamps_come_in_batches() -> None:
    batches = stamp_batches(tuple(stamps(450)))
    assert [len(batch) for batch in batches] == [200, 200, 50]


# ---- the door itself


def test_the_cures_fit_the_installed_weasyprint() -> None:
    assert shims.known(_weasyprint)
    assert shims.changed(_weasyprint) == []


def test_the_cures_are_taken_back() -> None:
    inline = _weasyprint("layout.inline")
    before = inline.split_first_line
    with shims.applied(_weasyprint, True):
        assert inline.split_first_line is not before
    assert inline.split_first_line is before


def test_no_line_is_broken_off_too_soon(folder: str) -> None:
    """Lines of a justified paragraph that end in a note call are as full as the others."""
    from octavo.typeset import proof, weasy

    widest = 0.0
    for seed in (4, 5):
        galley = printed.galley("ch01", printed.chapter(printed.body("ch01", seed, 20)))
        typeset(printed.galley("a", printed.chapter("<p>Text.</p>")), folder)
        with shims.applied(_weasyprint, False):
            for page in weasy._Setter(galley).set(weasy._parse(galley)).pages:
                for box in proof._boxes(page._page_box):
                    widest = max(widest, getattr(box, "justification_spacing", 0) or 0)
    assert widest < 10


def test_the_letters_of_the_fonts_are_those_that_are_listed() -> None:
    ranges = fonts.letters(house.assets())
    listed = "".join(f"{first:04X}-{last:04X}\n" if last > first else f"{first:04X}\n" for first, last in ranges)
    file = house.folder("assets") / "fonts" / house.LETTERS
    if os.environ.get("OCTAVO_GOLDEN") == "write":
        file.write_text(listed, encoding="ascii")
    assert file.read_text(encoding="ascii") == listed, "renew with: OCTAVO_GOLDEN=write"
    assert house.letters() == {number for first, last in ranges for number in range(first, last + 1)}
