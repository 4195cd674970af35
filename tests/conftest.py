"""Tiny books for the tests: in memory, and whole on disk."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import settings

from octavo.assemble import assemble
from octavo.cite import cite
from octavo.figures import BrokenPicture, prepare
from octavo.mathematics import collect, formulas
from octavo.model import Bibliography, Book, ChapterEntry, Config, Kind, SourceFile
from octavo.number import number
from octavo.parse.bibliography import parse_bibliography
from octavo.parse.chapters import ParsedFile, parse_file
from octavo.resolve import ResolvedBook, resolve
from octavo.styles import citation_style
from octavo.survey import PictureState, Survey, survey

# The same examples each time, so that a red run is a change's own; OCTAVO_EXPLORE=1 looks for new ones.
settings.register_profile("house", derandomize=not os.environ.get("OCTAVO_EXPLORE"), deadline=None)
settings.load_profile("house")

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h10v10z"/></svg>'
# The smallest bitmap there is: one pixel.
BMP = b"BM:\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\1\0\0\0\1\0\0\0\1\0\x18\0\0\0\0\0\4\0\0\0" + bytes(16) + b"\xff\xff\xff\0"
PICTURES = {"map.svg": SVG, "broken.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "scan.bmp": BMP}
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


def surveyed(text: str | bytes, form: str = "markdown") -> Survey:
    """The survey of a book of one chapter, or of one bibliography, with three figures beside it."""
    files = (parsed(text),) if form == "markdown" else (parsed("# One\n\nText.\n"),)
    bibliographies = [parse_bibliography(source("references.bib", SOURCES))]
    if form != "markdown":
        bibliographies.append(parse_bibliography(source(f"more.{ {'bibtex': 'bib'}.get(form, form) }", text)))
    entries = tuple(entry for bibliography in bibliographies for entry in bibliography.entries)
    remarks = tuple(remark for bibliography in bibliographies for remark in bibliography.remarks)
    config = Config("book.toml", "A tiny book", language="en")
    assembled = assemble(config, files, Bibliography(entries))
    chapters = assembled.book.chapters
    found = {path: prepare(source(path, data)) for path, data in PICTURES.items()}
    states = tuple(
        PictureState(path, fault=picture.reason)
        if isinstance(picture, BrokenPicture)
        else PictureState(path, picture.width, picture.height, picture.converted)
        for path, picture in found.items()
    )
    images = {(chapter.path, path): path for chapter in chapters for path in PICTURES}
    failed = formulas(collect(tuple(chapter.blocks for chapter in chapters))).failed
    return survey(config, chapters, Bibliography(entries), (*assembled.remarks, *remarks), images, states, failed)


def book_of(
    *texts: str,
    style: str = "chicago-notes-bibliography",
    sources: str = SOURCES,
    kinds: tuple[Kind, ...] = (),
    **config: object,
) -> Book:
    """A book of these chapters, parsed and assembled."""
    files = tuple(
        parsed(text, f"chapters/{index}.md", kinds[index - 1] if kinds else Kind.CHAPTER)
        for index, text in enumerate(texts, 1)
    )
    settings = Config("book.toml", "A tiny book", citation_style=style, **config)  # type: ignore[arg-type]
    entries = parse_bibliography(source("references.bib", sources)).entries
    return assemble(settings, files, Bibliography(entries, citation_style(settings, None)[0])).book


def resolved(*texts: str, **options: object) -> ResolvedBook:
    """A book of these chapters, numbered, cited and resolved."""
    book = book_of(*texts, **options)  # type: ignore[arg-type]
    return resolve(book, number(book), cite(book))
