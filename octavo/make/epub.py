"""EPUB 3: the one door to EbookLib.

EbookLib keeps the package together; what it would rewrite or guess is written by this room instead. Sheets go through
as the bytes they are (its own document class parses text as HTML and drops what lies deep), and the zip is packed anew,
because its times are those of the clock.
"""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from octavo.compose.views import Words
from octavo.make.access import Claims, claims
from octavo.make.conservation import conserve
from octavo.make.documents import MATHML, SVG, Document, read
from octavo.make.errors import MakeError
from octavo.make.metadata import Statement, identifier, item_id, package_metadata
from octavo.make.names import all_different, media_type, safe
from octavo.make.navigation import nav_document, ncx_document
from octavo.make.packing import pack, unpack
from octavo.make.toc import nav_points
from octavo.model import Config, Edition, MadeFile, Sheet

if TYPE_CHECKING:
    from ebooklib.epub import EpubBook

_FOLDER = "EPUB"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def make_epub(
    config: Config,
    edition: Edition,
    sheets: tuple[Sheet, ...],
    words: Words,
    *,
    images: tuple[MadeFile, ...] = (),
    assets: tuple[MadeFile, ...] = (),
    cover: MadeFile | None = None,
    modified: str,
    print_isbn: str = "",
    page_list: tuple[tuple[str, str], ...] = (),
) -> bytes:
    """The EPUB of these sheets: the same bytes for the same input.

    Paths of ``images``, ``assets`` and ``cover`` are those inside the edition, as the sheets name them.
    ``modified`` is an ISO time in UTC; ``page_list`` has the print edition's folios with their addresses.
    """
    files = (*images, *assets, *((cover,) if cover else ()))
    all_different([f"{sheet.name}.xhtml" for sheet in sheets] + [file.path for file in files])
    documents = read(sheets, ".xhtml")
    for document in documents:
        if document.sheet.name == "nav" or next(document.elements("script"), None) is not None:
            raise MakeError(f"{document.sheet.name}.xhtml", "a sheet may not be called nav, and may not hold a script")
    points = nav_points(config, edition, sheets, words, ".xhtml")
    styles = tuple(file.path for file in assets if file.path.endswith(".css"))
    nav = nav_document(config.language, config.title, words, points, sheets, page_list, styles)
    ncx = ncx_document(identifier(config, edition), config.language, config.title, points, page_list)
    found = claims(documents, tuple(file.path for file in images), bool(page_list), config.language)
    book = _book(config, edition, documents, files, found, print_isbn, bool(page_list), cover)
    written = unpack(_written(book, nav, ncx, _time(modified)))
    conserve(documents, written, _FOLDER)
    _all_there(files, written)
    return pack(written)


def _time(modified: str) -> datetime:
    try:
        return datetime.fromisoformat(modified.replace("Z", "+00:00")).astimezone(UTC)
    except ValueError as error:
        raise MakeError("content.opf", f"{modified!r} is no ISO time") from error


def _all_there(files: tuple[MadeFile, ...], written: dict[str, bytes]) -> None:
    for file in files:
        if written.get(f"{_FOLDER}/{file.path}") != file.data:
            raise MakeError(file.path, "the file is not in the finished EPUB as it was given")


def _book(
    config: Config,
    edition: Edition,
    documents: tuple[Document, ...],
    files: tuple[MadeFile, ...],
    found: Claims,
    print_isbn: str,
    pages: bool,
    cover: MadeFile | None,
) -> "EpubBook":
    """The package as EbookLib keeps it: items, spine, metadata."""
    from ebooklib import epub

    book = epub.EpubBook()
    book.metadata = {}
    book.uid, book.title, book.language = identifier(config, edition), config.title, config.language
    sheets = tuple(document.sheet for document in documents)
    for statement in package_metadata(config, edition, found, print_isbn, pages, sheets):
        _state(book, statement)
    for document in documents:
        name = safe(f"{document.sheet.name}.xhtml")
        item = epub.EpubItem(item_id(document.sheet), name, media_type("a.xhtml"))
        item.content = document.data
        item.properties = list(_properties(document))
        book.add_item(item)
        book.spine.append(item)
    for count, file in enumerate(files, 1):
        item = epub.EpubItem(f"file-{count}", safe(file.path), media_type(file.path), file.data)
        item.properties = ["cover-image"] if file is cover else []
        book.add_item(item)
        if file is cover:
            # Readers of EPUB 2 look for the cover here.
            book.add_metadata(None, "meta", "", {"name": "cover", "content": item.id})
    book.add_item(epub.EpubNcx())
    book.add_item(epub.EpubNav())
    return book


def _state(book: Any, statement: Statement) -> None:
    attributes = {_XML_LANG if name == "xml:lang" else name: value for name, value in statement.attributes}
    book.add_metadata(None if statement.name == "meta" else "DC", statement.name, statement.text, attributes)


def _properties(document: Document) -> Iterator[str]:
    """What the manifest must say of a sheet."""
    if next(document.elements("math", MATHML), None) is not None:
        yield "mathml"
    if next(document.elements("svg", SVG), None) is not None:
        yield "svg"


def _written(book: "EpubBook", nav: bytes, ncx: bytes, modified: datetime) -> bytes:
    """The archive as EbookLib writes it, with our navigation and a package that says its language."""
    from ebooklib.epub import EpubWriter

    class Writer(EpubWriter):  # type: ignore[misc]
        """EbookLib's writer, with the parts replaced that it gets wrong."""

        def _get_nav(self, item: object) -> bytes:
            return nav

        def _get_ncx(self) -> bytes:
            return ncx

        def _write_opf_file(self, root: Any) -> None:
            root.set(_XML_LANG, self.book.language)
            root.set("dir", "ltr")
            # All prefixes that we use are reserved ones; declaring them again is a fault.
            del root.attrib["prefix"]
            super()._write_opf_file(root)

    out = io.BytesIO()
    options = {"mtime": modified, "epub2_guide": False, "epub3_pages": False, "raise_exceptions": True}
    writer = Writer(out, book, options)
    writer.process()
    writer.write()
    return out.getvalue()
