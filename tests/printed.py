"""A small book for the tests of typesetting and binding: sheets of every kind, with made-up text."""

from dataclasses import replace
from pathlib import Path
from random import Random

from octavo.compose.jinja import Templates, markup
from octavo.compose.views import (
    BibliographyEntry,
    BibliographyShelf,
    IndexGroup,
    IndexLine,
    IndexLocator,
    IndexSee,
    ListLine,
    Page,
    SheetView,
    TocLine,
)
from octavo.model import Config, Contributor, Edition, Format, Publisher, Series
from octavo.typeset.galley import Galley
from octavo.typeset.page import page_stylesheet
from octavo.words import words

ROOT = Path(__file__).resolve().parent.parent
FONTS = tuple(str(path) for path in sorted((ROOT / "assets" / "fonts").glob("*.woff2")))
BOOK_CSS = (ROOT / "assets" / "print" / "book.css").read_text(encoding="utf-8")
STAMPS_CSS = (ROOT / "assets" / "print" / "stamps.css").read_text(encoding="utf-8")
PRINT = Edition("print", Format.PRINT, isbn="978-0-306-40615-7")
SCREEN = Edition("screen", Format.SCREEN, openings="any")
CONFIG = Config(
    "book.toml",
    "The Inverted Letter",
    subtitle="Printers, Permissions, and the Practice of Error",
    contributors=(Contributor("A. N. Author", "Author, A. N."), Contributor("E. Ditor", "Ditor, E.", "editor")),
    publisher=Publisher(
        "Specimen Press", "Uppsala", url="https://example.org", address="1 High Street", contact="a@b.org"
    ),
    series=Series("Studies in Error", "7", "1234-5679"),
    rights="© 2026 A. N. Author",
    licence="https://creativecommons.org/licenses/by/4.0/",
    doi="10.1234/abcd",
    dedication="For the compositors",
    editions=(PRINT, replace(PRINT, name="epub", format=Format.EPUB, isbn="978-0-306-40616-4")),
)
PICTURE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 150" width="300" height="150">'
    b'<rect width="300" height="150" fill="#ddd"/><circle cx="150" cy="75" r="60" fill="#fff" stroke="#000"/></svg>'
)
_ENGLISH = (
    "the shield of a missile defence treaty between two powers which argued for long about radar stations interceptors "
    "and the meaning of strategic stability while archives remained closed to historians working under constraint"
)
STOCK = _ENGLISH.split()
_RUSSIAN = "договор об ограничении систем противоракетной обороны определил отношения между державами"
RUSSIAN = _RUSSIAN.split()


def sentence(chance: Random, count: int, stock: list[str] = STOCK) -> str:
    """A sentence of so many words, meaning nothing."""
    text = " ".join(chance.choice(stock) for _ in range(count))
    return text[0].upper() + text[1:] + "."


def note(anchor: str, number: int, text: str) -> str:
    """A note as the writer of sheets marks it up."""
    return f'<span class="note" id="{anchor}" data-n="{number}">{text}</span>'


def body(name: str, seed: int, paragraphs: int = 8) -> str:
    """The text of a chapter with notes, headings, a table, a figure, an extract, and links to other sheets."""
    chance = Random(seed)
    parts: list[str] = []
    count = 0
    for number in range(paragraphs):
        sentences = []
        for _ in range(5):
            text = sentence(chance, 16)
            if chance.random() < 0.3:
                count += 1
                text += note(f"fn-{name}-{count}", count, sentence(chance, chance.choice((8, 20, 40))))
            sentences.append(text)
        parts.append(f"<p>{' '.join(sentences)}</p>")
        if number % 4 == 1:
            parts.append(
                f'<h2 id="{name}-s{number}"><span class="heading-number">1.{number}</span> Of Section {number}</h2>'
            )
        if number % 8 == 2:
            parts.append(f"<blockquote><p>{sentence(chance, 40)}</p></blockquote>")
        if number % 8 == 3:
            rows = "".join(f'<tr><td>{year}</td><td class="right">{year % 17}</td></tr>' for year in range(1960, 1968))
            parts.append(
                f'<div class="table" id="tbl-{name}-{number}"><table>'
                '<caption><span class="label">Table 1.1.</span> Years</caption><thead><tr>'
                '<th scope="col" class="left">Year</th><th scope="col" class="right">Number</th></tr></thead>'
                f"<tbody>{rows}</tbody></table></div>"
            )
        if number % 8 == 5:
            parts.append(
                f'<figure class="figure" id="fig-{name}-{number}">'
                '<img src="images/a.svg" alt="A circle" class="width-50"/>'
                '<figcaption><span class="label">Figure 1.1.</span> A circle.</figcaption></figure>'
            )
    parts.append(
        f'<p>In Russian: <span lang="ru">«{sentence(chance, 20, RUSSIAN)}»</span> See '
        f'<a class="reference" href="xref:ch02">chapter 2</a>, <a class="reference" href="#{name}-s1">section 1</a>, '
        '<a class="reference" href="xref:nowhere">nothing</a>, <a href="https://example.org/">elsewhere</a>.</p>'
    )
    return "".join(parts)


def view(name: str, kind: str, title: str, **fields: object) -> SheetView:
    """What a template is given."""
    made = SheetView(name, kind, title, markup(title), anchor=name)
    return replace(made, **fields)  # type: ignore[arg-type]


def sheet(shown: SheetView, edition: Edition = PRINT, config: Config = CONFIG) -> str:
    """The XHTML of a sheet by the engine's own template."""
    page = Page(config, edition, shown, words("en"))
    return Templates(edition.format.value).render(f"{shown.kind}.xhtml", page)


def galley(name: str, xhtml: str, edition: Edition = PRINT, tagged: bool = False, css: str = "") -> Galley:
    """A galley with the house's stylesheets and fonts."""
    styles = (("page.css", page_stylesheet(edition)), ("book.css", BOOK_CSS), ("own.css", css))
    return Galley(name, xhtml, styles, (("images/a.svg", PICTURE),), FONTS, (), tagged, "en", name)


def chapter(text: str, title: str = "Of Shields", number: str = "1", name: str = "ch01") -> str:
    """A chapter sheet with this text."""
    return sheet(view(name, "chapter", title, number=number, label=f"Chapter {number}", body=markup(text)))


def views(folio: dict[str, str] | None = None, seed: int = 1, paragraphs: int = 8) -> list[SheetView]:
    """The sheets of the small book in order; ``folio`` gives the page number of an id."""
    pages = folio or {}

    def line(level: int, kind: str, number: str, title: str, anchor: str) -> TocLine:
        return TocLine(level, kind, number, markup(title), f"xref:{anchor}", pages.get(anchor, "000"))

    toc = (
        line(1, "front", "", "Preface", "preface"),
        line(0, "part", "I", "Before the Treaty", "part-1"),
        line(1, "chapter", "1", "Of Shields", "ch01"),
        line(2, "chapter", "1.1", "Of Section 1", "ch01-s1"),
        line(1, "chapter", "2", "Of Swords and of the Long Arithmetic of Censorship in Imaginary Cities", "ch02"),
        line(1, "appendix", "A", "Sources", "app-a"),
        line(1, "bibliography", "", "Bibliography", "bibliography"),
        line(1, "index", "", "Index", "book-index"),
    )
    figures = (ListLine("Figure 1.1", markup("A circle"), "xref:fig-ch01-5", pages.get("fig-ch01-5", "000")),)
    tables = (ListLine("Table 1.1", markup("Years"), "xref:tbl-ch01-3", pages.get("tbl-ch01-3", "000")),)
    entries = tuple(
        BibliographyEntry(
            f"ref-{n}",
            markup(f"Lindqvist, H. “Counting What Was Never Bound.” <i>Journal</i> {n}, no. 3 (1998): 401–29."),
        )
        for n in range(12)
    )
    locator = IndexLocator("xref:ch01-s1", pages.get("ch01-s1", "000"), True)
    lines = tuple(
        IndexLine(n % 2, f"shield no. {n}", (locator, locator), (), (IndexSee("swords"),) if n == 3 else ())
        for n in range(30)
    )
    groups = (IndexGroup("S", lines), IndexGroup("T", (IndexLine(0, "treaty", (), (IndexSee("shield"),), ()),)))
    return [
        view("half-title", "half-title", "The Inverted Letter"),
        view("series", "series", "Studies in Error"),
        view("title-page", "title", "Title page"),
        view("copyright", "copyright", "Copyright"),
        view("dedication", "dedication", "Dedication"),
        view("contents", "contents", "Contents", toc=toc, figures=figures, tables=tables),
        view("preface", "front", "Preface", body=markup(body("preface", seed + 9, 3))),
        view("part-1", "part", "Before the Treaty", number="I", label="Part I"),
        view(
            "ch01", "chapter", "Of Shields", number="1", label="Chapter 1", body=markup(body("ch01", seed, paragraphs))
        ),
        view(
            "ch02",
            "chapter",
            "Of Swords",
            number="2",
            label="Chapter 2",
            body=markup(body("ch02", seed + 1, paragraphs)),
        ),
        view("app-a", "appendix", "Sources", number="A", label="Appendix A", body=markup(body("app-a", seed + 2, 2))),
        view(
            "bibliography",
            "bibliography",
            "Bibliography",
            shelves=(BibliographyShelf("sources-1", "", 1, "", entries),),
        ),
        view("book-index", "index", "Index", index=groups),
    ]
