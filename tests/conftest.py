"""Tiny books for the tests: in memory, and whole on disk."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from octavo.model import ChapterEntry, Kind, SourceFile
from octavo.parse.chapters import ParsedFile, parse_file

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h10v10z"/></svg>'
SOURCES = """\
@book{mcnamara1967, title={The Essence of Security}, author={McNamara, Robert S.}, year=1968, publisher={Harper}, address={New York}}
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
    """Writes a whole tiny book; keyword arguments are more files by path, with ``__`` for a slash and ``_dot_`` for a dot."""

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
