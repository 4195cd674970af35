"""The door to WeasyPrint: a galley goes in, a forme comes out. Meant to run in a child process of its own."""

import gc
import logging
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import unquote, unquote_to_bytes
from xml.etree import ElementTree

from octavo.model import Forme, Leaf
from octavo.typeset import (
    columns,
    continuing,
    dressing,
    fine,
    floats,
    fonts,
    holes,
    initials,
    layout,
    notes,
    proof,
    running,
    shims,
    spaces,
    standing,
    tails,
    turned,
)
from octavo.typeset.galley import Galley, GalleyFault
from octavo.typeset.roles import CALLED

BASE = "file:///galley/"
XHTML = "{http://www.w3.org/1999/xhtml}"
MARGIN_BOX = re.compile(r"@(?:top|right|bottom|left)-")
MISSING = re.compile(r'^\.notdef glyph .*"(.+)" \(U\+')
REPAIRS = 3
MARKUP_TYPES = {".svg": "image/svg+xml", ".css": "text/css"}


def typeset(galley: Galley, folder: str) -> Forme:
    """Set a galley in type and prove it.

    ``folder`` is a private folder that may be shared by children of one build: fonts are laid out in it once. The
    process's FONTCONFIG_FILE is set, so that no other font than the galley's can be seen.
    """
    os.environ["FONTCONFIG_FILE"] = str(fonts.install(Path(folder), galley.fonts, galley.fallback_fonts))
    root = _parse(galley)
    margins = any(MARGIN_BOX.search(text) for _, text in galley.stylesheets)
    lines = fine.Fine(_weasyprint) if galley.fine else None
    with _messages() as warnings, _fatal_as_fault():
        setter = _Setter(galley)

        def set_alone(alone: ElementTree.Element) -> Any:
            with shims.applied(_weasyprint, False, margins, alone):
                return setter.set(alone, turned.TALL)

        cut = turned.cut_turned(root, set_alone, galley.continued)
        with shims.applied(_weasyprint, galley.tagged, margins, root, lines):
            document = _whole(setter, root)
            if lines:
                document = tails.mended(document, lines, lambda style: _whole(setter, root, style))
            warnings += [*proof.faults(document.pages), *cut]
            pdf = document.write_pdf(pdf_version="1.7", pdf_tags=galley.tagged)
    return Forme(
        galley.name, pdf, _leaves(document.pages, galley.proof), _digest(warnings), layout.blemishes(document.pages)
    )


def _whole(setter: "_Setter", root: ElementTree.Element, style: str = "") -> Any:
    """The document with all of its notes, and with more of a stylesheet."""
    document = setter.set(root, style)
    for _ in range(REPAIRS):
        if not (lost := proof.lost_notes(document.pages)):
            break
        # A line whose note finds no room among the continued notes of a page can lose it: let the note go on.
        notes.defer(root, lost)
        document = setter.set(root, style)
    return document


def _weasyprint(name: str = "") -> Any:
    """WeasyPrint, or one of its modules; loaded when first used."""
    return import_module(f"weasyprint.{name}" if name else "weasyprint")


def _parse(galley: Galley) -> ElementTree.Element:
    """The sheet as elements without the XHTML namespace, read as XML: so blocks inside notes stay where they are."""
    try:
        # U+2010 is left to words that the setter breaks, so that copied text tells one hyphen from the other.
        root = ElementTree.fromstring(galley.xhtml.replace("\u2010", "-"))
    except ElementTree.ParseError as error:
        raise GalleyFault(f"{galley.name} is not well-formed XML: {error}") from None
    for element in root.iter():
        element.tag = str(element.tag).removeprefix(XHTML)
        language = element.attrib.pop("{http://www.w3.org/XML/1998/namespace}lang", None)
        if language:
            element.attrib.setdefault("lang", language)
        if element.tag == "ol" and (start := element.get("start", "")).lstrip("-").isdigit():
            # What a browser does with the attribute, WeasyPrint leaves to presentational hints, which are off.
            element.set("style", f"counter-reset: list-item {int(start) - 1}")
    root.attrib.setdefault("lang", galley.language)
    root.set("data-sheet", galley.name)
    initials.set_initials(root)
    floats.mark_ends(root)
    spaces.keep_together(root, galley.language)
    dressing.dress(root)
    continuing.name_again(root, galley.continued)
    columns.set_columns(root, [text for _, text in galley.stylesheets])
    return root


class _Setter:
    """WeasyPrint made ready for one galley: its stylesheets parsed once, its resources at hand."""

    def __init__(self, galley: Galley) -> None:
        weasyprint = _weasyprint()
        self._fetcher = _fetcher(galley)
        self._fonts = _weasyprint("text.fonts").FontConfiguration()
        self._galley = galley
        self._sheets = [
            weasyprint.CSS(string=text, base_url=BASE, url_fetcher=self._fetcher, font_config=self._fonts)
            for _, text in galley.stylesheets
        ]

    def set(self, root: ElementTree.Element, style: str = "") -> Any:
        """The laid-out document. The collector of cycles is held, which saves a fifth of the time."""
        html = _html(root, self._fetcher)
        more = [_weasyprint().CSS(string=style, font_config=self._fonts)] if style else []
        held = gc.isenabled()
        gc.disable()
        try:
            return html.render(
                font_config=self._fonts, stylesheets=[*self._sheets, *more],
                pdf_tags=self._galley.tagged, pdf_version="1.7",
            )  # fmt: skip
        finally:
            if held:
                gc.enable()


def _html(root: ElementTree.Element, fetcher: Any) -> Any:
    """A WeasyPrint document made from elements: its HTML parser would move blocks out of inline notes."""
    wrapper = import_module("cssselect2").ElementWrapper

    class ParsedHTML(_weasyprint().HTML):  # type: ignore[misc]
        def __init__(self) -> None:
            self.base_url = BASE
            self.url_fetcher = fetcher
            self.media_type = "print"
            self.wrapper_element = wrapper.from_html_root(root, content_language=None)
            self.etree_element = self.wrapper_element.etree_element

    return ParsedHTML()


def _fetcher(galley: Galley) -> Any:
    """A fetcher that serves the galley's own resources and fonts, and ends the work on anything else."""
    urls = _weasyprint("urls")
    fetcher: Any = urls.URLFetcher
    resources = dict(galley.resources)
    faces = {f"fonts/{Path(path).name}": path for path in galley.fonts}

    class GalleyFetcher(fetcher):  # type: ignore[misc]
        def __init__(self) -> None:
            # The parent's handlers for files and the network are left out on purpose.
            self._fail_on_errors = False

        def fetch(self, url: str, headers: object = None) -> Any:
            if url.startswith("data:image/"):
                return _data_response(urls, url)
            name = unquote(url.split("#")[0].split("?")[0].removeprefix(BASE))
            if not url.startswith(BASE) or (name not in resources and name not in faces):
                raise urls.FatalURLFetchingError(f"{galley.name} asks for {url.removeprefix(BASE)}")
            data = resources[name] if name in resources else Path(faces[name]).read_bytes()
            kind = MARKUP_TYPES.get(Path(name).suffix.lower(), "application/octet-stream")
            return urls.URLFetcherResponse(url, data, {"Content-Type": kind})

    return GalleyFetcher()


def _data_response(urls: Any, url: str) -> Any:
    from base64 import b64decode

    head, _, body = url.removeprefix("data:").partition(",")
    data = unquote_to_bytes(body)
    kind, *parameters = head.split(";")
    return urls.URLFetcherResponse(
        url, b64decode(data) if "base64" in parameters else data, {"Content-Type": kind or "text/plain"}
    )


@contextmanager
def _fatal_as_fault() -> Iterator[None]:
    """Turn WeasyPrint's fatal error, which no ordinary handler sees, into a fault of the galley."""
    try:
        yield
    except _weasyprint("urls").FatalURLFetchingError as error:
        raise GalleyFault(f"{error}, which it does not hold") from None


@contextmanager
def _messages() -> Iterator[list[str]]:
    """What WeasyPrint complains of while the block runs."""
    found: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(record.getMessage())

    logger, collector = logging.getLogger("weasyprint"), Collector(logging.WARNING)
    logger.addHandler(collector)
    try:
        yield found
    finally:
        logger.removeHandler(collector)


def _digest(messages: Sequence[str]) -> tuple[str, ...]:
    """The messages, each once, those about letters that no font has drawn together."""
    missing: list[str] = []
    others: list[str] = []
    for message in dict.fromkeys(messages):
        found = MISSING.search(message)
        if found:
            missing.append(found[1])
        else:
            others.append(message)
    return (*others, *([f"no font has the letters {' '.join(missing)}"] if missing else []))


def _leaves(pages: Sequence[Any], lines: bool) -> tuple[Leaf, ...]:
    leaves, section = [], ""
    stood = tuple(standing.lines(pages)) if lines else ((),) * len(pages)
    for page, empty, runs, lined in zip(pages, holes.empty_lines(pages), running.runs(pages), stood, strict=True):
        titles = proof.section_titles(page)
        section = titles[0] if titles else section
        ids = tuple(name for name in page.anchors if not name.startswith(CALLED))
        leaves.append(Leaf(ids, bool(page._page_box.page_type.blank), section, empty, runs, lined))
        section = titles[-1] if titles else section
    return tuple(leaves)
