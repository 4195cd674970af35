"""The web edition: one page a sheet, readable from any folder, without a server and without scripts."""

from typing import Any

from octavo.make.access import claims
from octavo.make.documents import Document, all_text, parse_xml, read
from octavo.make.errors import MakeError
from octavo.make.names import all_different, safe
from octavo.make.webhead import page_head, sitemap
from octavo.model import Config, Edition, MadeFile, Sheet

_HEAD_END = "</head>"


def make_web(
    config: Config,
    edition: Edition,
    sheets: tuple[Sheet, ...],
    images: tuple[MadeFile, ...] = (),
    assets: tuple[MadeFile, ...] = (),
) -> tuple[MadeFile, ...]:
    """The files of the web edition, by path; the sheet of the kind "home" is index.html.

    Paths of ``images`` and ``assets`` are those inside the edition, as the pages name them.
    """
    documents = read(sheets, ".html")
    found = claims(documents, tuple(image.path for image in images), False, config.language)
    pages = []
    for document in documents:
        file = page_file(document.sheet)
        head = page_head(config, document.sheet, file, found, images)
        pages.append(MadeFile(safe(file), _with_head(document, file, head)))
    if not any(page.path == "index.html" for page in pages):
        raise MakeError("index.html", f"the edition {edition.name} has no home page")
    files = [*pages, *(MadeFile(safe(file.path), file.data) for file in (*images, *assets))]
    if config.url:
        files.append(MadeFile("sitemap.xml", sitemap(config, tuple(page.path for page in pages))))
    all_different(file.path for file in files)
    return tuple(sorted(files, key=lambda file: file.path))


def page_file(sheet: Sheet) -> str:
    """The file of a sheet: its name, and index.html for the home page, which a book's index may not take from it."""
    return "index.html" if sheet.kind == "home" else f"{sheet.name}.html"


def _with_head(document: Document, file: str, head: str) -> bytes:
    """The page with its machine-readable head; the text of its body is what was given, or an error."""
    before, end, after = document.sheet.xhtml.partition(_HEAD_END)
    if not end:
        raise MakeError(file, "the page has no head to write into")
    data = f"{before}{head}{end}{after}".encode()
    if _body_text(parse_xml(file, data)) != _body_text(document.root):
        raise MakeError(file, "the finished page differs from the text given")
    return data


def _body_text(root: Any) -> str:
    bodies = root.iter("{http://www.w3.org/1999/xhtml}body")
    return "".join(all_text(body) for body in bodies)
