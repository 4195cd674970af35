"""Leaks: a name that an edition must not hold is looked for in each of its files, in every coat that it may wear."""

import html
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote

from octavo.findings import Finding, Place
from octavo.inspect import codes
from octavo.model import MadeFile

_TEXT = (".html", ".xhtml", ".xml", ".opf", ".ncx", ".css", ".js", ".json", ".svg", ".txt", ".bib", ".ris", ".csv")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_BREAKS = re.compile(r"[\s\-‐‑]+")
_TAGS = re.compile(r"<[^>]*>")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.S)


def leaks(
    folder: str, files: Iterable[MadeFile], names: Iterable[tuple[str, bool]], elsewhere: str = ""
) -> tuple[Finding, ...]:
    """A finding for each name that a file of an edition holds.

    ``names`` come with true for a whole name, false for a surname alone, which is a fault only where nothing else of
    the book has it: ``elsewhere`` is the text that may.
    """
    own = _plain(elsewhere)
    wanted = [(name, whole) for name, whole in names if _plain(name) and (whole or not _holds(own, name))]
    if not wanted:
        return ()
    found: list[Finding] = []
    for path, said in _coats(files):
        for name, whole in wanted:
            if _holds(said, name):
                code = codes.LEAKED_NAME if whole else codes.LEAKED_SURNAME
                # The report must not be the leak: only the initials are said.
                hint = "".join(f"{word[0]}." for word in re.findall(r"\w+", name))
                found.append(code.at(Place(f"{folder}/{path}"), f"a confidential name ({hint}) is in the file", hint))
    return tuple(dict.fromkeys(found))


def _holds(said: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(_plain(name))}(?!\w)", said) is not None


def _plain(text: str) -> str:
    """A text as names are compared: without case, accents, hyphens and line ends."""
    bare = unicodedata.normalize("NFKD", _UNSEEN.sub("", text).casefold())
    return _BREAKS.sub(" ", "".join(c for c in bare if not unicodedata.combining(c))).strip()


def _coats(files: Iterable[MadeFile]) -> Iterator[tuple[str, str]]:
    """Each file, and each file in it, with all that it says: its name, its text, and what its text stands for."""
    for file in files:
        yield file.path, _plain(re.sub(r"[_./-]", " ", unquote(file.path)))
        if file.path.endswith(".epub"):
            with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
                inner = tuple(MadeFile(name, archive.read(name)) for name in archive.namelist())
            yield from ((f"{file.path}/{path}", said) for path, said in _coats(inner))
        elif file.path.endswith(".pdf"):
            yield file.path, _plain(_pdf(file.data))
        elif file.path.endswith(_TEXT):
            text = file.data.decode("utf-8", "replace")
            read = html.unescape(_TAGS.sub("", text))
            yield file.path, _plain(" ".join((text, read, html.unescape(unquote(text)), _escaped(text))))


def _escaped(text: str) -> str:
    """What the escapes of JSON and scripts stand for."""
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text) if "\\u" in text else ""


def _pdf(data: bytes) -> str:
    """All that a PDF says: the text of its pages, its metadata, bookmarks, destinations, and strings in its streams."""
    from pypdf import PdfReader
    from pypdfium2 import PdfDocument

    document = PdfDocument(data)
    said = [page.get_textpage().get_text_bounded() for page in document]
    # A word may go on in the next line without the hyphen that broke it.
    said += [text.replace("\ufffe\r\n", "").replace("\ufffe", "") for text in said]
    reader = PdfReader(io.BytesIO(data))
    said += [str(value) for value in (reader.metadata or {}).values()]
    said += [str(item.title) for item in _bookmarks(reader.outline)]
    said += [str(name) for name in reader.named_destinations]
    for raw in (data, *_streams(data)):
        said += [raw.decode("latin-1"), raw.decode("utf-8", "ignore"), raw.decode("utf-16-be", "ignore")]
    return " ".join(said)


def _bookmarks(items: Iterable[Any]) -> Iterator[Any]:
    for item in items:
        if isinstance(item, list):
            yield from _bookmarks(item)
        else:
            yield item


def _streams(data: bytes) -> Iterator[bytes]:
    """The streams of a PDF that hold words: metadata and structure; pictures and fonts are too long for it."""
    for match in _STREAM.finditer(data):
        try:
            raw = zlib.decompressobj().decompress(match[1], 4_000_000)
        except zlib.error:
            raw = match[1]
        if b"(" in raw or b"<x:xmpmeta" in raw or b"/Names" in raw:
            yield raw
