"""Lines cut from text that is shaped once: they end where WeasyPrint's own end, and are drawn as wide as they are."""

import importlib
import io
import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.model import Forme
from octavo.typeset import fonts, once, shims, weasy
from octavo.typeset.cut import Cutter
from octavo.typeset.galley import Galley

FONTS = tuple(str(path) for path in sorted((Path(__file__).parents[1] / "assets" / "fonts").rglob("*.woff2")))
# Without kerning a text is as wide as its letters, however it is cut.
TOLERANCE = 0.12
PLAIN = "html { font: 10pt 'STIX Two Text'; font-kerning: none; hyphens: auto; hyphenate-limit-chars: 6 3 3 }"
SAMPLES = {
    "en": "The treaty on anti-ballistic missile systems — signed in Moscow, 1972 — limited interceptors; office of.",
    "ru": "Договор об ограничении систем противоракетной обороны, подписанный в Москве, ограничивал перехватчики.",
    "de": "Die Raketenabwehrvereinbarung wurde in der Bundesrepublik zurückhaltend aufgenommen (Außenministerium).",
}

WORDS = sorted({word for text in SAMPLES.values() for word in text.split()})


def find(name: str = "") -> Any:
    return importlib.import_module(f"weasyprint.{name}" if name else "weasyprint")


@pytest.fixture(scope="module", autouse=True)
def _fonts(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FONTCONFIG_FILE", str(fonts.install(tmp_path_factory.mktemp("type"), FONTS)))
        yield


def style_of(language: str, css: str = PLAIN) -> Any:
    """The style of a paragraph in a language, with all that it hangs on."""
    document = find().HTML(string=f"<html lang={language}><p>x</p>").render(stylesheets=[find().CSS(string=css)])
    box = document.pages[0]._page_box
    while not hasattr(box, "text"):
        box = box.children[0]
    return box.style, document


class Context:
    def __init__(self) -> None:
        self.dictionaries: dict[Any, Any] = {}


def lines(split: Callable[..., Any], text: str, style: Any, width: float) -> list[tuple[str, float]]:
    """The lines of a text, and how wide each is."""
    found, context = [], Context()
    while text:
        layout, _, rest, wide, _, _ = split(text, style, context, width, 0)
        found.append((layout.text.rstrip(" "), wide))
        text = text.encode()[rest:].decode() if rest else ""
    return found


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(SAMPLES)),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=30),
    st.integers(90, 500),
)  # fmt: skip
def test_lines_end_where_the_library_ends_them(language: str, words: list[str], width: int) -> None:
    style, _document = style_of(language)
    original = find("layout.inline").split_first_line
    mine = Cutter(find)._split(shims.full_lines(original))
    text = " ".join(words)
    cut, own = lines(mine, text, style, width + 0.5), lines(shims.full_lines(original), text, style, width + 0.5)
    assert [said for said, _ in cut] == [said for said, _ in own]
    assert [wide for _, wide in cut[:-1]] == pytest.approx([wide for _, wide in own[:-1]], abs=0.1)
    # No letter is lost between lines, and none but hyphens added.
    assert "".join(said for said, _ in cut).replace("‐", "").replace(" ", "") == text.replace(" ", "").replace("‐", "")


def test_a_line_is_as_wide_as_its_words_alone() -> None:
    # A letter is kerned to the space behind it, but not where the line ends.
    style, _document = style_of("en", "html { font: 10pt 'STIX Two Text'; hyphens: manual }")
    cutter = Cutter(find)
    split = cutter._split(shims.full_lines(find("layout.inline").split_first_line))
    found = lines(split, "the office of " * 40, style, 201.0)
    assert any(said.endswith("of") for said, _ in found[:-1])
    for said, wide in found[:-1]:
        alone = cutter._shaper.run(cutter._shaper.face(style), said)
        assert alone
        assert wide == pytest.approx(alone[0].edges[-1], abs=0.02)


def test_a_hair_too_much_is_said_to_fit() -> None:
    style, _document = style_of("en")
    split = Cutter(find)._split(shims.full_lines(find("layout.inline").split_first_line))
    text = "limited interceptors"
    whole = split(text, style, Context(), None, 0)[3]
    _, _, rest, wide, _, _ = split(text, style, Context(), whole - 0.2, 0)
    assert rest is None
    # By less than all, or the sum of places would be too wide by a rounding error.
    assert wide < whole - 0.2


def test_lengths_are_worked_out_once_for_each_place() -> None:
    document = find().HTML(string="<p style='margin-left: 50%; padding-top: 1%'>x</p>").render()
    box = document.pages[0]._page_box.children[0].children[0].children[0]
    asked: list[float] = []

    def original(box: Any, around: Any) -> None:
        asked.append(around[0])
        find("layout.percent").resolve_percentages(box, around)

    resolve = once.cures(find)[0][2](original)
    for width in (100.0, 60.0, 100.0, 60.0):
        resolve(box, (width, 300.0))
        assert (box.margin_left, box.padding_top) == (width / 2, width / 100)
    assert asked == [100.0, 60.0]


@pytest.mark.parametrize(
    "text",
    ["soft\u00adhyphen here", "two\nlines", "עברית here", "e\u0301\u0323\u0323 stacked", "line\u2028break"],
)
def test_odd_texts_go_the_librarys_own_way(text: str) -> None:
    style, _document = style_of("en")
    asked: list[str] = []
    original = find("layout.inline").split_first_line

    def noted(said: str, *rest: Any, **named: Any) -> Any:
        asked.append(said)
        return original(said, *rest, **named)

    Cutter(find)._split(noted)(text, style, Context(), 400.0, 0)
    assert asked == [text]


@pytest.mark.parametrize(
    "css",
    [
        "text-decoration: underline",
        "letter-spacing: .1em",
        "white-space: pre-wrap",
        "direction: rtl",
        "word-break: break-all",
    ],
)
def test_odd_styles_go_the_librarys_own_way(css: str) -> None:
    style, _document = style_of("en", f"{PLAIN} html {{ {css} }}")
    assert not Cutter(find)._shaper.face(style).usable


def set_text(text: str, css: str, folder: Path) -> Forme:
    galley = Galley(
        "one", f'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{text}</p></body></html>',
        (("page.css", f"@page {{ size: 300pt 400pt; margin: 40pt }} body {{ margin: 0 }} {css}"),), (), FONTS, (),
        False, "en",
    )  # fmt: skip
    return weasy.typeset(galley, str(folder))


def set_page(text: str, css: str, folder: Path) -> Any:
    return pypdfium2.PdfDocument(io.BytesIO(set_text(text, css, folder).pdf))[0].get_textpage()


def right_edges(page: Any) -> list[float]:
    """Where each line of a page ends, but for the last."""
    rights: dict[int, float] = {}
    for at in range(page.count_chars()):
        left, bottom, right, _ = page.get_charbox(at, loose=True)
        if right > left and page.get_text_range(at, 1).strip():
            row = round(bottom)
            rights[row] = max(rights.get(row, 0.0), right)
    return [rights[row] for row in sorted(rights, reverse=True)][:-1]


@pytest.mark.parametrize("more", ["", "word-spacing: -.04em", "word-spacing: .2em", "font-variant-caps: small-caps"])
@pytest.mark.parametrize("text", [f"{SAMPLES['en']} {SAMPLES['ru']} " * 3, "x " * 400], ids=["words", "spaces"])
def test_justified_lines_end_at_the_edge(text: str, more: str, tmp_path: Path) -> None:
    css = f"html {{ font: 10pt/13pt 'STIX Two Text'; hyphens: auto }} p {{ margin: 0; text-align: justify; {more} }}"
    edges = right_edges(set_page(text, css, tmp_path))
    assert len(edges) > 8
    # No thousandth that is lost by rounding at one space is lost for the line.
    assert edges == pytest.approx([260.0] * len(edges), abs=TOLERANCE)


def test_a_space_that_is_taken_from_a_lines_end_is_not_stretched(tmp_path: Path) -> None:
    words = f"{SAMPLES['en']} {SAMPLES['ru']}".split() * 4
    text = "".join(f"<em>{one} {two} </em>" for one, two in itertools.pairwise(words))
    css = "html { font: 10pt/13pt 'STIX Two Text' } p { margin: 0; text-align: justify }"
    assert [blemish for blemish in set_text(text, css, tmp_path).blemishes if blemish.kind == "overfull"] == []


def test_lines_under_and_through_words_are_drawn(tmp_path: Path) -> None:
    said = set_page("<u>under</u> <s>through</s> plain", "html { font: 10pt 'STIX Two Text' }", tmp_path)
    assert "under through plain" in said.get_text_bounded()


def test_ligatures_are_copied_as_their_letters(tmp_path: Path) -> None:
    page = set_page("office, fluffy, affiliation; Война и мир", "html { font: 10pt 'STIX Two Text' }", tmp_path)
    assert "office, fluffy, affiliation; Война и мир" in page.get_text_bounded().replace("\u00a0", " ")
