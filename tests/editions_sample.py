# ruff: noqa: E501
"""A small book as the compose room would hand it on, for the tests of making and inspecting."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from octavo.compose.jinja import Templates, markup
from octavo.compose.views import (
    BackLink,
    BibliographyEntry,
    BibliographyShelf,
    IndexGroup,
    IndexLine,
    IndexLocator,
    IndexSee,
    Link,
    ListLine,
    NoteView,
    Page,
    SheetView,
    TocLine,
)
from octavo.make.assets import edition_assets
from octavo.model import (
    ChapterEntry,
    Config,
    Contributor,
    Edition,
    Format,
    Heading,
    Kind,
    MadeFile,
    Part,
    Publisher,
    Series,
    Sheet,
    SourceFile,
)
from octavo.words import words

ROOT = Path(__file__).resolve().parents[1]
PRINT = Edition("print", Format.PRINT, isbn="978-0-306-40616-4")
EPUB = Edition("epub", Format.EPUB, isbn="978-0-306-40615-7")
WEB = Edition("web", Format.WEB)
CONFIG = Config(
    path="book.toml",
    title="Shield & Counterweight",
    subtitle="Russia, NATO and Missile Defence <in Europe>",
    slug="shield",
    contributors=(
        Contributor("Anna Author", "Author, Anna", orcid="0000-0002-1825-0097"),
        Contributor("Tomas Translator", "Translator, Tomas", "translator"),
    ),
    publisher=Publisher(
        "Meridian Scholarly Press", "Geneva", url="https://press.example", contact="info@press.example"
    ),
    series=Series("Studies in European Security", "12", "1234-5679"),
    rights="© 2026 Anna Author",
    licence="https://creativecommons.org/licenses/by/4.0/",
    doi="10.5555/shield",
    url="https://books.example/shield",
    published=date(2026, 3, 1),
    bisac=("POL011000",),
    thema=("JPSN",),
    keywords=("missile defence",),
    blurb="What two sides said about a shield, in four questions, from Glassboro to Redzikowo.",
    dedication="To the readers",
    parts=(Part("Beginnings"),),
    chapters=(
        ChapterEntry("front/preface.md", Kind.FRONT),
        ChapterEntry("chapters/one.md", Kind.CHAPTER, 0),
        ChapterEntry("chapters/two.md", Kind.CHAPTER),
    ),
    editions=(PRINT, EPUB, WEB),
)
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c63f8cfc0f01f00050001ff56c72f0d0000000049454e44ae426082"
)
DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 140" role="img"><title>Map</title>'
    b'<path d="M10 120 L90 40 L160 90 L240 20 L310 110" fill="none" stroke="#777" stroke-width="4"/></svg>'
)
MATH = (
    '<math xmlns="http://www.w3.org/1998/Math/MathML" display="block" alttext="E equals m c squared"><mi>E</mi>'
    "<mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></math>"
)


@cache
def fonts() -> tuple[SourceFile, ...]:
    """The house's fonts."""
    return tuple(
        SourceFile(f"fonts/{path.name}", path.read_bytes(), "")
        for path in sorted((ROOT / "assets/fonts").glob("*.woff2"))
    )


def sources(folder: str) -> tuple[SourceFile, ...]:
    """The house's assets of this kind of edition, and its fonts, as they are read."""
    own = (ROOT / "assets" / folder).iterdir()
    return (*(SourceFile(f"{folder}/{path.name}", path.read_bytes(), "") for path in sorted(own)), *fonts())


@cache
def assets(folder: str) -> tuple[MadeFile, ...]:
    """The house's assets at their places in this kind of edition."""
    return edition_assets(folder, sources(folder))


@cache
def _templates(format_name: str) -> Templates:
    return Templates(format_name)


def _trusted(view: SheetView) -> SheetView:
    """The view with its markup marked as such, as the compose room does it."""
    return replace(
        view,
        body=markup(view.body),
        title_html=markup(view.title_html or view.title),
        notes=tuple(replace(note, html=markup(note.html)) for note in view.notes),
        toc=tuple(replace(line, title=markup(line.title)) for line in view.toc),
        figures=tuple(replace(line, caption=markup(line.caption)) for line in view.figures),
        shelves=tuple(
            replace(shelf, entries=tuple(replace(entry, html=markup(entry.html)) for entry in shelf.entries))
            for shelf in view.shelves
        ),
    )


def rendered(view: SheetView, edition: Edition, config: Config = CONFIG) -> str:
    """The sheet through the house's own template."""
    page = Page(config, edition, _trusted(view), words(config.language))
    return _templates(edition.format.value).render(f"{view.kind}.xhtml", page)


def _body(end: str, epub: bool) -> str:
    kind = ' epub:type="noteref"' if epub else ""
    call = '<a class="noteref"{0} role="doc-noteref" id="fnref-ch01-{1}" href="#fn-ch01-{1}">{1}</a>'
    text = (
        "In the summer of 1967 two men sat down in a small college town and talked about a shield that neither of them "
        "had built. What it could reach, who would hold it, what was written down and what it might become later: these "
        "four questions have not left the subject since. "
    )
    return f"""<div class="epigraph"><p>Defence is moral; offence is immoral.</p><p class="attribution">Glassboro, 1967</p></div>
<p>{text}{call.format(kind, 1)} The Russian word is <span lang="ru" xml:lang="ru">противоракетная оборона</span>, and
<span lang="zh" xml:lang="zh">导弹防御</span> in Chinese; <span class="smallcaps">nato</span> and <span class="index-mark" id="ix-1">Deveselu</span>.</p>
<p>{text * 2}See <a class="reference" href="#fig-map">figure 1.1</a>, <a class="reference" href="ch02.{end}#eq-e">equation 2.1</a>
and <strong class="unresolved">[?fig:x]</strong>.{call.format(kind, 2)}</p>
<h2 id="sec-reach"><span class="heading-number">1.1</span> Reach</h2>
<p>{text * 2}</p><p>{text}</p>
<figure id="fig-map" class="figure"><img src="images/map.svg" alt="A map of sites" class="width-70"/><figcaption><span class="label">Figure 1.1.</span> Sites of the third phase.</figcaption></figure>
<p>{text}</p>
<blockquote><p>{text}</p></blockquote>
<h3 id="sec-sites">Sites</h3>
<div class="table" id="tbl-sites"><table><caption><span class="label">Table 1.1.</span> Sites</caption>
<thead><tr><th scope="col" class="left">Place</th><th scope="col">State</th><th scope="col" class="right">Interceptors</th></tr></thead>
<tbody><tr><th scope="row">Deveselu</th><td>operational</td><td class="right">24</td></tr><tr><th scope="row">Redzikowo</th><td>operational since 2024</td><td class="right">24</td></tr></tbody></table></div>
<div class="verse"><div class="line">A line of verse, and then</div><div class="line">another line of it</div></div>
<hr class="ornament"/>
<ul><li>Reach</li><li>Control</li></ul>
<pre class="code"><code>def reach(site: str) -&gt; float:
    return 1.5 &lt; 2</code></pre>
"""


def _toc(end: str) -> tuple[TocLine, ...]:
    return (
        TocLine(1, "front", "", "Preface", f"preface.{end}", ""),
        TocLine(0, "part", "I", "Beginnings", f"part-1.{end}", ""),
        TocLine(1, "chapter", "1", "The <em>Shield</em> at Glassboro", f"ch01.{end}", ""),
        TocLine(2, "chapter", "1.1", "Reach", f"ch01.{end}#sec-reach", ""),
        TocLine(1, "chapter", "2", "Counterweight", f"ch02.{end}", ""),
        TocLine(1, "bibliography", "", "Bibliography", f"bibliography.{end}", ""),
        TocLine(1, "index", "", "Index", f"register.{end}", ""),
    )


def _matter(end: str) -> list[tuple[SheetView, tuple[Heading, ...]]]:
    """The sheets before and after the text."""
    figures = (ListLine("Figure 1.1", "Sites of the third phase", f"ch01.{end}#fig-map", ""),)
    return [
        (SheetView("half-title", "half-title", "Shield", ""), ()),
        (SheetView("series", "series", "Series", ""), ()),
        (SheetView("title", "title", CONFIG.title, ""), ()),
        (SheetView("about-this-edition" if end == "html" else "copyright", "copyright", "Copyright", ""), ()),
        (SheetView("dedication", "dedication", "Dedication", ""), ()),
        (SheetView("contents", "contents", "Contents", "", toc=_toc(end), figures=figures), ()),
        (
            SheetView(
                "preface",
                "front",
                "Preface",
                "",
                anchor="preface",
                epub_type="preface",
                role="doc-preface",
                body="<p>Why this book.</p>",
            ),
            (Heading(1, "", "Preface", "preface"),),
        ),
        (
            SheetView("motto", "front", "", "", anchor="motto", body='<div class="epigraph"><p>A motto.</p></div>'),
            (Heading(1, "", "", "motto"),),
        ),
        (
            SheetView("part-1", "part", "Beginnings", "", number="I", label="Part I", anchor="part-1"),
            (Heading(0, "I", "Beginnings", "part-1"),),
        ),
    ]


def _text(end: str, epub: bool) -> list[tuple[SheetView, tuple[Heading, ...]]]:
    notes = (
        NoteView("1", "fn-ch01-1", "fnref-ch01-1", "<p>Scott, <em>Seeing</em>, 12–13.</p>"),
        NoteView("2", "fn-ch01-2", "fnref-ch01-2", "<p>Memorandum of conversation.</p><p>A second paragraph.</p>"),
    )
    title = "The <em>Shield</em> at Glassboro"
    headings = (
        Heading(1, "1", "The Shield at Glassboro", "ch01"),
        Heading(2, "1.1", "Reach", "sec-reach"),
        Heading(3, "", "Sites", "sec-sites"),
    )
    equation = f'<p>So</p><span class="equation" id="eq-e"><span class="math display">{MATH}</span><span class="equation-number">(2.1)</span></span>'
    one = SheetView(
        "ch01",
        "chapter",
        "The Shield at Glassboro",
        title,
        number="1",
        label="Chapter 1",
        anchor="ch01",
        epub_type="chapter",
        role="doc-chapter",
        body=_body(end, epub),
        notes=notes,
        toc=_toc(end),
        previous=Link(f"part-1.{end}", "Beginnings"),
        next=Link(f"ch02.{end}", "Counterweight"),
    )
    two = SheetView(
        "ch02",
        "chapter",
        "Counterweight",
        "",
        number="2",
        label="Chapter 2",
        anchor="ch02",
        body=equation,
        toc=_toc(end),
    )
    return [(one, headings), (two, (Heading(1, "2", "Counterweight", "ch02"),))]


def _back(end: str) -> list[tuple[SheetView, tuple[Heading, ...]]]:
    back = BackLink(f"ch01.{end}#fnref-ch01-1", "1.1", "Chapter 1, note 1")
    entries = (BibliographyEntry("ref-scott", "Scott, James. <em>Seeing</em>. Yale, 1998.", (back,)),)
    shelves = (BibliographyShelf("sources-1", "", 1, "", entries),)
    index = (
        IndexGroup(
            "D",
            (
                IndexLine(
                    0,
                    "Deveselu",
                    (IndexLocator(f"ch01.{end}#ix-1", "1", True),),
                    (),
                    (IndexSee("Redzikowo", "#index-entry-2"),),
                ),
            ),
        ),
        IndexGroup(
            "R",
            (
                IndexLine(0, "Redzikowo", (), (IndexSee("Deveselu"),), (), anchor="index-entry-2"),
                IndexLine(1, "site", (IndexLocator(f"ch01.{end}#tbl-sites", "2", False),), (), ()),
            ),
        ),
    )
    return [
        (
            SheetView("bibliography", "bibliography", "Bibliography", "", anchor="bibliography", shelves=shelves),
            (Heading(1, "", "Bibliography", "bibliography"),),
        ),
        (
            SheetView("register", "index", "Index", "", anchor="register", index=index),
            (Heading(1, "", "Index", "register"),),
        ),
    ]


@cache
def sheets(edition: Edition, config: Config = CONFIG) -> tuple[Sheet, ...]:
    """The sheets of an edition, in order, rendered."""
    epub = edition.format is Format.EPUB
    end = "xhtml" if epub else "html"
    first = SheetView("cover", "cover", "Cover", "", cover_image="images/cover.jpg")
    home = SheetView(
        "home",
        "home",
        CONFIG.title,
        "",
        toc=_toc(end),
        cover_image="images/cover.jpg",
        downloads=(Link("shield.epub", "EPUB"), Link("shield.pdf", "PDF")),
    )
    views = [(first if epub else home, ()), *_matter(end), *_text(end, epub), *_back(end)]
    return tuple(
        Sheet(v.name, v.kind, v.title, v.number, rendered(v, edition, config), headings=headings, notes=len(v.notes))
        for v, headings in views
    )


@cache
def cover() -> MadeFile:
    """The drawn cover."""
    from octavo.make.covers import draw_cover

    return MadeFile("images/cover.jpg", draw_cover(CONFIG, fonts()))


IMAGES = (MadeFile("images/map.svg", DRAWING), MadeFile("images/pixel.png", PIXEL))
