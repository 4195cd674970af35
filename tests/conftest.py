"""Tiny books for the tests: in memory, and whole on disk."""

import hashlib
import os
import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

import pytest
from hypothesis import settings

from octavo.arrangement import arrange, formulas_of
from octavo.assemble import assemble
from octavo.cite import asked, cite
from octavo.config.read import read_config
from octavo.figures import BrokenPicture, prepare
from octavo.findings import Place
from octavo.mathematics import formulas
from octavo.model import (
    Bibliography,
    Book,
    ChapterEntry,
    Config,
    Edition,
    Entry,
    Format,
    Kind,
    LinkState,
    Remark,
    SourceFile,
)
from octavo.number import number
from octavo.parse.bibliography import parse_bibliography
from octavo.parse.chapters import ParsedFile, parse_file
from octavo.reading import file_sketch
from octavo.resolve import ResolvedBook, resolve
from octavo.styles import citation_style
from octavo.survey import Beside, PictureState, Survey, TermUse, survey
from octavo.terms.reading import read_terms

# The same examples each time, so that a red run is a change's own; OCTAVO_EXPLORE=1 looks for new ones.
settings.register_profile("house", derandomize=not os.environ.get("OCTAVO_EXPLORE"), deadline=None)
settings.load_profile("house")

NOTHING = Beside()
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h10v10z"/></svg>'
# The smallest bitmap there is: one pixel.
BMP = b"BM:\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\1\0\0\0\1\0\0\0\1\0\x18\0\0\0\0\0\4\0\0\0" + bytes(16) + b"\xff\xff\xff\0"


def png(width: int, height: int) -> bytes:
    """A white picture of so many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    rows = zlib.compress(b"".join(b"\0" + b"\xff" * width for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


PICTURES = {
    "map.svg": SVG,
    "broken.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "scan.bmp": BMP,
    "small.png": png(300, 200),
}
FILES = ("book.toml", "chapters/one.md", "chapters/two.md", "figures/map.svg", *PICTURES)
CHAPTERS = (ChapterEntry("chapters/one.md", Kind.CHAPTER), ChapterEntry("chapters/two.md", Kind.CHAPTER))
EDITIONS = (Edition("print", Format.PRINT), Edition("epub", Format.EPUB), Edition("web", Format.WEB))
SOURCES = """\
@book{mcnamara1967, title={The Essence of Security}, author={McNamara, Robert S.}, year=1968, publisher={Harper},
 address={New York}}
@article{doe2001, title={On Shields}, author={Doe, Jane}, journaltitle={Review}, volume=3, year=2001, pages={1--20}}
@book{roe2002, title={Swords}, author={Roe, Richard}, year=2002, publisher={Press}, address={London}}
"""
BOOK = """\
title = "A tiny book"
language = "en"
chapters = ["chapters/one.md", "chapters/two.md"]
bibliography = ["references.bib"]

[[contributor]]
name = "Jane Doe"

[[edition]]
name = "web"
format = "web"
"""

# What servers said when they were asked.
LINKS = (
    LinkState("http://example.org/plain", "200", "2026-01-01", "https://example.org/plain"),
    LinkState("https://example.org/", "200", "2026-01-01"),
    LinkState("https://example.org/gone", "404", "2026-01-01"),
    LinkState("https://example.org/moved", "200", "2026-01-01", "https://example.org/here"),
    LinkState("https://example.org/plain", "200", "2026-01-01"),
)

# All letters but runes, and one abbreviation.
LETTERS = frozenset(range(0x20000)) - frozenset(range(0x16A0, 0x1700))
SHORT = (TermUse("ABM", "anti-ballistic missile", Place("abbreviations.toml", 1, 1)),)

Parse: TypeAlias = Callable[..., ParsedFile]
MakeBook: TypeAlias = Callable[..., Path]


def source(path: str, text: str | bytes) -> SourceFile:
    """A source file in memory."""
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return SourceFile(path, data, hashlib.sha256(data).hexdigest())


def parsed(text: str | bytes, path: str = "chapters/one.md", kind: Kind = Kind.CHAPTER) -> ParsedFile:
    """A chapter's file, parsed."""
    return parse_file(source(path, text), ChapterEntry(path, kind))


@pytest.fixture
def parse() -> Parse:
    """Parses a text as a chapter's file."""
    return parsed


@pytest.fixture
def make_book(tmp_path: Path) -> MakeBook:
    """Writes a whole tiny book; ``files`` are more files by path, or others in their places."""

    def make(files: dict[str, str | bytes] | None = None, toml: str = BOOK) -> Path:
        root = tmp_path / "book"
        contents: dict[str, str | bytes] = {
            "book.toml": toml,
            "references.bib": SOURCES,
            "chapters/one.md": "# One\n\nText [@doe2001].\n",
            "chapters/two.md": "# Two\n\nMore text.[^a]\n\n[^a]: A note.\n",
            "figures/map.svg": SVG,
            **(files or {}),
        }
        for name, content in contents.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return root

    return make


def surveyed(text: str | bytes, form: str = "markdown", house_style: tuple[str, ...] = ()) -> Survey:
    """The survey of a book of one chapter with figures beside it; or of one bibliography that is cited whole; or of a
    book.toml ("toml") or an index.toml ("index") and one small chapter.
    """
    bibliographies = [parse_bibliography(source("references.bib", SOURCES))]
    config = Config("book.toml", "A tiny book", language="en", chapters=CHAPTERS, editions=EDITIONS)
    beside = Beside(_states(), abbreviations=SHORT, files=FILES, letters=LETTERS, today=date(2026, 1, 1), links=LINKS)
    if form == "toml":
        read, wrong = read_config(source("book.toml", text), frozenset(FILES))
        assert read and not wrong
        config, text = read, "# One\n\nText.\n"
    elif form == "index":
        terms = read_terms(source("index.toml", text), None)[0].index
        rows = tuple(TermUse(" ".join(term.words), term.value, term.place) for term in terms)
        beside, text = replace(beside, terms=rows), "# One\n\nA lamp was lit at Deveselu.\n"
    elif form != "markdown":
        bibliographies.append(parse_bibliography(source(f"more.{ {'bibtex': 'bib'}.get(form, form) }", text)))
        text = f"# One\n\nText{''.join(f' [@{{{entry.key}}}]' for entry in bibliographies[1].entries)}.\n"
    files = (parsed(text),)
    entries = tuple(entry for bibliography in bibliographies for entry in bibliography.entries)
    remarks = tuple(remark for bibliography in bibliographies for remark in bibliography.remarks)
    images = {(file.entry.path, path): path for file in files for path in PICTURES}
    return survey_of(replace(config, house_style=house_style), files, entries, remarks, images, beside)


def _states() -> tuple[PictureState, ...]:
    """What became of the figures."""
    found = {path: prepare(source(path, data)) for path, data in PICTURES.items()}
    return tuple(
        PictureState(path, fault=picture.reason)
        if isinstance(picture, BrokenPicture)
        else PictureState(path, picture.width, picture.height, picture.converted)
        for path, picture in found.items()
    )


def survey_of(
    config: Config,
    files: tuple[ParsedFile, ...],
    entries: tuple[Entry, ...],
    remarks: tuple[Remark, ...] = (),
    images: Mapping[tuple[str, str], str] = MappingProxyType({}),
    beside: Beside = NOTHING,
) -> Survey:
    """The survey of parsed files, with the formulas that cannot be set."""
    sketches = tuple(file_sketch(source(file.entry.path, file.text), file) for file in files)
    plan = arrange(sketches, Bibliography(entries))
    failed = formulas(tuple(formula for file in sketches for formula in formulas_of(file, plan))).failed
    beside = replace(beside, failed_formulas=failed)
    return survey(config, sketches, plan.seats, plan.keys, entries, (plan.remarks, remarks), images, beside)


def assembled(config: Config, files: tuple[ParsedFile, ...], bibliography: Bibliography) -> Book:
    """The book of parsed files."""
    sketches = tuple(file_sketch(source(file.entry.path, file.text), file) for file in files)
    return assemble(config, files, arrange(sketches, bibliography), bibliography)


def book_of(
    *texts: str,
    style: str = "chicago-notes-bibliography",
    sources: str = SOURCES,
    kinds: tuple[Kind, ...] = (),
    **config: object,
) -> Book:
    """A book of these chapters, parsed and assembled."""
    settings = Config("book.toml", "A tiny book", citation_style=style, **config)  # type: ignore[arg-type]
    entries = parse_bibliography(source("references.bib", sources)).entries
    bibliography = Bibliography(entries, citation_style(settings, None)[0])
    return assembled(settings, files_of(texts, kinds), bibliography)


def survey_of_book(*texts: str, sources: str = SOURCES, kinds: tuple[Kind, ...] = (), **config: object) -> Survey:
    """The survey of a book of these chapters; ``beside`` is what rules need beside the text."""
    beside = config.pop("beside", Beside())
    settings = Config("book.toml", "A tiny book", **config)  # type: ignore[arg-type]
    read = parse_bibliography(source("references.bib", sources))
    assert isinstance(beside, Beside)
    return survey_of(settings, files_of(texts, kinds), read.entries, read.remarks, beside=beside)


def files_of(texts: tuple[str, ...], kinds: tuple[Kind, ...] = ()) -> tuple[ParsedFile, ...]:
    """The files of these chapters, parsed: chapters/1.md, chapters/2.md …"""
    return tuple(
        parsed(text, f"chapters/{index}.md", kinds[index - 1] if kinds else Kind.CHAPTER)
        for index, text in enumerate(texts, 1)
    )


def resolved(*texts: str, **options: object) -> ResolvedBook:
    """A book of these chapters, numbered, cited and resolved."""
    book = book_of(*texts, **options)  # type: ignore[arg-type]
    return resolve(book, number(book), cite(asked(book)))
