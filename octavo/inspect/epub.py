"""EPUB files, read with the zip module and lxml."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from posixpath import dirname
from typing import Any

from octavo.findings import Finding, in_order
from octavo.inspect import codes, pages, printed, words
from octavo.inspect.expected import Expected
from octavo.inspect.markup import EPUB_TYPE, XHTML, Markup, parse, read_markup, resolve

_CONTAINER = "META-INF/container.xml"
_NAME = re.compile(r"(?:[A-Za-z0-9-]+/)*[a-z0-9-]+\.[a-z0-9]+\Z")
_DC = "{http://purl.org/dc/elements/1.1/}"
_OPF = "{http://www.idpf.org/2007/opf}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_METADATA = ("schema:accessMode", "schema:accessibilityFeature", "schema:accessibilityHazard", "dcterms:modified")


def inspect_epub(data: bytes, expected: Expected) -> tuple[Finding, ...]:
    """All that is wrong with a finished EPUB."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            files = {info.filename: archive.read(info) for info in infos}
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError) as error:
        return (codes.UNREADABLE.at(expected.place(), f"the EPUB cannot be opened: {error}"),)
    markup, findings = read_markup(files, (".xhtml", ".svg"), expected)
    sheets = [page for page in markup if page.path.endswith(".xhtml")]
    text = [page for page in sheets if page.name != "nav"]
    findings += _archive(infos, files, expected)
    findings += _package(files, sheets, expected)
    findings += pages.dead_links(markup, files, expected)
    findings += pages.resources(markup, files, expected)
    findings += pages.duplicate_ids(markup, expected)
    findings += pages.active_content(markup, expected, own_scripts=False)
    findings += pages.alternatives(text, expected)
    findings += pages.notes(text, expected)
    findings += pages.ids_there(text, expected)
    findings += pages.languages(sheets, expected)
    findings += pages.headings(text, expected, one_first=False)
    findings += printed.print_pages(text, expected)
    for page in text:
        sheet = expected.sheet(page.name)
        if sheet:
            findings += words.compare_sheet(expected, sheet, page.text)
    return in_order(findings)


def _archive(infos: list[zipfile.ZipInfo], files: dict[str, bytes], expected: Expected) -> Iterator[Finding]:
    """The archive: its type comes first and bare, and no name is unsafe or there twice."""
    first = infos[0] if infos else None
    if first is None or first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED or first.extra:
        yield codes.PACKAGE.at(expected.place(), "the archive does not begin with a bare mimetype", "mimetype")
    if files.get("mimetype") != b"application/epub+zip":
        yield codes.PACKAGE.at(expected.place(), "the archive does not say that it is an EPUB", "mimetype")
    seen: set[str] = set()
    for info in infos:
        key = unicodedata.normalize("NFC", info.filename).casefold()
        if key in seen or not (info.filename == "mimetype" or _NAME.match(info.filename)):
            yield codes.ODD_NAME.at(
                expected.place(), f"the file name {info.filename!r} is unsafe or there twice", info.filename
            )
        seen.add(key)


def _package(files: dict[str, bytes], sheets: list[Markup], expected: Expected) -> Iterator[Finding]:
    """The package: container, metadata, manifest, spine and navigation agree with the files."""
    from lxml import etree

    try:
        path = next(parse(files[_CONTAINER]).iter("{*}rootfile")).get("full-path") or ""
        package = parse(files[path])
    except (KeyError, StopIteration, etree.XMLSyntaxError):
        yield codes.PACKAGE.at(expected.place(), "the package document cannot be found or read", _CONTAINER)
        return
    yield from _metadata(package, expected)
    items = {item.get("id"): item for item in package.iter(_OPF + "item")}
    listed = {resolve(path, item.get("href"))[0] for item in items.values()}
    for name in sorted(listed - set(files)):
        yield codes.PACKAGE.at(expected.place(), f"the manifest lists {name}, which is not there", name)
    inside = {name for name in files if name.startswith(dirname(path) + "/")}
    for name in sorted(inside - listed - {path}):
        yield codes.PACKAGE.at(expected.place(), f"{name} is not in the manifest", name)
    spine = [reference.get("idref") for reference in package.iter(_OPF + "itemref")]
    for reference in spine:
        if reference not in items:
            yield codes.PACKAGE.at(expected.place(), f"the spine names {reference}, which is no item", reference or "")
    features = {e.text or "" for e in package.iter(_OPF + "meta") if e.get("property") == "schema:accessibilityFeature"}
    for nav in (sheet for sheet in sheets if sheet.name == "nav"):
        yield from printed.page_list(nav, sheets, features, expected)
    yield from _navigation(path, items, spine, sheets, expected)


def _metadata(package: Any, expected: Expected) -> Iterator[Finding]:
    titles = [element.text for element in package.iter(_DC + "title")]
    if expected.title and (not titles or titles[0] != expected.title):
        yield codes.WRONG_TITLE.at(
            expected.place(), f"the EPUB is called {titles[:1]}, not {expected.title!r}", "title"
        )
    languages = [element.text for element in package.iter(_DC + "language")]
    if expected.language and (expected.language not in languages or package.get(_XML_LANG) != expected.language):
        yield codes.WRONG_LANGUAGE.at(expected.place(), f"the package does not say {expected.language!r}", "language")
    properties = {element.get("property") for element in package.iter(_OPF + "meta")}
    for name in _METADATA:
        if name not in properties:
            yield codes.PACKAGE.at(expected.place(), f"the metadata lacks {name}", name)
    unique = package.get("unique-identifier")
    if not any(e.get("id") == unique and e.text for e in package.iter(_DC + "identifier")):
        yield codes.PACKAGE.at(expected.place(), "the EPUB has no identifier", "identifier")


def _navigation(
    base: str, items: dict[str | None, Any], spine: list[str | None], sheets: list[Markup], expected: Expected
) -> Iterator[Finding]:
    """The navigation document has contents and landmarks, in the order of the spine, and names each titled sheet."""
    item = next((i for i in items.values() if "nav" in (i.get("properties") or "").split()), None)
    path = resolve(base, item.get("href"))[0] if item is not None else ""
    page = next((sheet for sheet in sheets if sheet.path == path), None)
    if page is None:
        yield codes.NAVIGATION.at(expected.place(), "there is no navigation document", "nav")
        return
    parts = {nav.get(EPUB_TYPE): nav for nav in page.named("nav")}
    for kind in ("toc", "landmarks"):
        if kind not in parts:
            yield codes.NAVIGATION.at(expected.place("nav"), f"the navigation has no {kind}", kind)
    order = [resolve(base, items[reference].get("href"))[0] for reference in spine if reference in items]
    contents = parts.get("toc")
    links = [] if contents is None else list(contents.iter(XHTML + "a"))
    targets = [resolve(path, link.get("href") or "")[0] for link in links]
    places = [order.index(target) for target in targets if target in order]
    if places != sorted(places) or len(places) != len(targets):
        yield codes.NAVIGATION.at(expected.place("nav"), "the contents do not follow the order of the text", "toc")
    texts = {words.fold("".join(link.itertext())) for link in links}
    for sheet in expected.sheets:
        if sheet.title and not any(words.fold(sheet.title) in text for text in texts):
            yield codes.NAVIGATION.at(
                expected.place(sheet.name), f"the contents do not name {sheet.title!r}", sheet.name
            )
