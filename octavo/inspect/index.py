"""The index as finished files have it: one list of marks, the same headings, sub-entries and locators everywhere."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from octavo.findings import Finding, Place
from octavo.inspect.codes import INDEX_DIFFERS, INDEX_LACKS
from octavo.inspect.markup import XHTML, Markup, parse
from octavo.model import Edition, Format, MadeFile, Sheet

Heading = tuple[str, ...]
_SAMPLE = 3


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark of the book: its id ("" for a line that needs no place), its heading, true where it leads elsewhere."""

    anchor: str
    path: Heading
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Indexed:
    """A finished edition with what its index was made from. ``files`` are as finished; a PDF, in which columns and
    turned lines cannot be told for certain, is known by the sheet that it was set from, and its words are looked for on
    its pages with those of all sheets.
    """

    edition: Edition
    marks: tuple[Marked, ...] = field(repr=False)
    files: tuple[MadeFile, ...] = field(repr=False)
    sheets: tuple[Sheet, ...] = field(repr=False)

    @property
    def place(self) -> Place:
        """Where findings about it stand."""
        return Place(f"output/{self.edition.name}")


@dataclass(slots=True)
class _Entry:
    locators: int = 0
    leads: list[str] = field(default_factory=list)


def index_parity(editions: tuple[Indexed, ...]) -> tuple[Finding, ...]:
    """What the index of any edition lacks or has too much, and where two that should be alike are not."""
    read: list[tuple[Indexed, dict[Heading, _Entry]]] = []
    findings: list[Finding] = []
    for indexed in editions:
        pages = list(_pages(indexed))
        entries = _entries(pages)
        read.append((indexed, entries))
        # Where a book's own template writes an index in its own way, there is nothing to compare.
        if entries or not any(page.with_role("doc-index") for page in pages):
            findings += _complete(indexed, entries)
        findings += _placed(indexed, pages)
    for at, (indexed, entries) in enumerate(read):
        first = next((one for one in read[:at] if _alike(one[0], indexed)), None)
        findings += _compared(first, (indexed, entries)) if first else ()
    return tuple(findings)


def _alike(one: Indexed, other: Indexed) -> bool:
    """True for editions of one text whose locators are the pages of one setting; EPUB and web have those of print."""
    if one.marks != other.marks:
        return False
    if other.edition.format.paged:
        same = (one.edition.width, one.edition.height) == (other.edition.width, other.edition.height)
        return one.edition.format.paged and same
    return one.edition.format is not Format.SCREEN


# ---- reading --------------------------------------------------------------------------------------------------------


def _pages(indexed: Indexed) -> Iterator[Markup]:
    """The pages of an edition; of a PDF, the sheets that it was set from."""
    files: dict[str, bytes] = {file.path: file.data for file in indexed.files}
    if indexed.edition.format.paged:
        files = {f"{s.name}.xhtml": s.xhtml.encode() for s in indexed.sheets if s.kind == "index"}
    elif indexed.edition.format is Format.EPUB:
        try:
            with zipfile.ZipFile(io.BytesIO(indexed.files[0].data)) as archive:
                files = {name: archive.read(name) for name in archive.namelist()}
        except (zipfile.BadZipFile, IndexError, EOFError):
            files = {}  # that it cannot be opened is found elsewhere
    from lxml import etree

    for path in sorted(files):
        if path.endswith((".xhtml", ".html")):
            try:
                yield Markup(path, parse(files[path]))
            except etree.XMLSyntaxError:
                continue


def _entries(pages: list[Markup]) -> dict[Heading, _Entry]:
    """The entries of the index: every line by its heading and those above it."""
    found: dict[Heading, _Entry] = {}
    above: list[str] = []
    for line in (line for page in pages for index in page.with_role("doc-index") for line in _lines(index)):
        classes = (line.get("class") or "").split()
        if "continued" in classes:
            continue
        depth = next((int(name[6:]) for name in classes if name.startswith("depth-") and name[6:].isdigit()), 0)
        heading, links, leads = _read(line)
        above[depth:] = [heading]
        entry = found.setdefault(tuple(above), _Entry())
        entry.locators += links
        entry.leads += leads
    return found


def _lines(index: Any) -> Iterator[Any]:
    for element in index.iter(XHTML + "li", XHTML + "p"):
        if any(name.startswith("depth-") for name in (element.get("class") or "").split()):
            yield element


def _read(line: Any) -> tuple[str, int, list[str]]:
    """A line's heading, how many locators it has, and where it leads on to."""
    links = [link for link in line.iter(XHTML + "a") if "see-entry" not in (link.get("class") or "").split()]
    sees = [link for link in line.iter(XHTML + "a") if "see-entry" in (link.get("class") or "").split()]
    named = [span for span in line.iter(XHTML + "span") if "heading" in (span.get("class") or "").split()]
    heading = "".join(named[0].itertext()) if named else (line.text or "").removesuffix(", ").removesuffix(". ")
    return " ".join(heading.split()), len(links), [" ".join("".join(see.itertext()).split()) for see in sees]


# ---- comparing ------------------------------------------------------------------------------------------------------


def _complete(indexed: Indexed, entries: dict[Heading, _Entry]) -> Iterator[Finding]:
    """Every heading of the marks has its line, with a locator where a mark is a place, and there are no others."""
    wanted = {_plain(mark.path[:depth]) for mark in indexed.marks for depth in range(1, len(mark.path) + 1)}
    located = {_plain(mark.path) for mark in indexed.marks if mark.anchor and not mark.leads}
    lost = [path for path in sorted(wanted) if path not in entries]
    bare = [path for path in sorted(located & set(entries)) if not entries[path].locators]
    more = [path for path in sorted(entries) if path not in wanted]
    for paths, said in ((lost, "lacks"), (bare, "has no locator for"), (more, "has, without a mark,")):
        if paths:
            message = f"the index {said} {_shown(paths)}"
            yield INDEX_LACKS.at(indexed.place, message, indexed.edition.name)


def _placed(indexed: Indexed, pages: list[Markup]) -> Iterator[Finding]:
    """Every mark has its place in the text."""
    if indexed.edition.format.paged:
        return
    there = {anchor for page in pages for anchor in page.ids}
    lost = [mark.path for mark in indexed.marks if mark.anchor and mark.anchor not in there]
    if lost:
        message = f"{len(lost)} of the marks have no place in the text, such as {_shown(lost)}"
        yield INDEX_LACKS.at(indexed.place, message, indexed.edition.name)


def _compared(
    first: tuple[Indexed, dict[Heading, _Entry]], second: tuple[Indexed, dict[Heading, _Entry]]
) -> Iterator[Finding]:
    (one, left), (other, right) = first, second
    differing = [
        path
        for path in sorted(set(left) & set(right))
        if (left[path].locators, sorted(left[path].leads)) != (right[path].locators, sorted(right[path].leads))
    ]
    if differing:
        path = differing[0]
        counts = f"{left[path].locators} and {right[path].locators}"
        message = (
            f"the indexes of {one.edition.name} and {other.edition.name} differ in {_shown(differing)}: "
            f"the first has {counts} locators"
        )
        yield INDEX_DIFFERS.at(other.place, message, other.edition.name)


def _plain(path: Heading) -> Heading:
    return tuple(" ".join(piece.split()) for piece in path)


def _shown(paths: list[Heading]) -> str:
    named = ", ".join(f"“{'!'.join(path)}”" for path in paths[:_SAMPLE])
    return named + (f" and {len(paths) - _SAMPLE} more" if len(paths) > _SAMPLE else "")
