"""The pages of the print edition in the sheets of another: marks in the text, and the list that leads to them."""

from dataclasses import dataclass, replace

from octavo.make.breaks import Break, breaks
from octavo.make.flow import read
from octavo.model import PrintPage, Sheet


@dataclass(frozen=True, slots=True)
class Paginated:
    """Sheets with the marks of print pages, and the folios in their order with their addresses."""

    sheets: tuple[Sheet, ...]
    page_list: tuple[tuple[str, str], ...] = ()


def paginated(sheets: tuple[Sheet, ...], pages: tuple[PrintPage, ...], suffix: str, epub: bool) -> Paginated:
    """The sheets with a mark for each page of print whose text they have. ``suffix`` ends the names of files."""
    made: list[Sheet] = []
    addresses: dict[str, str] = {}
    placed = _by_sheet(pages)
    for sheet in sheets:
        if sheet.name not in placed:
            made.append(sheet)
            continue
        flow = read(sheet.xhtml)
        found = breaks(flow, placed[sheet.name])
        names = {place.folio: _free(f"page-{place.folio}", flow.ids) for place in found}
        addresses.update({place.folio: f"{sheet.name}{suffix}#{names[place.folio]}" for place in found})
        made.append(replace(sheet, xhtml=_marked(sheet.xhtml, found, names, epub)))
    listed = tuple((page.folio, addresses[page.folio]) for page in pages if page.folio in addresses)
    return Paginated(tuple(made), listed)


def _marked(xhtml: str, found: list[Break], names: dict[str, str], epub: bool) -> str:
    """The sheet with its marks. It is not written anew: all else stays as it is, to the byte."""
    kind = ' epub:type="pagebreak"' if epub else ""
    data, done = xhtml.encode("utf-8"), 0
    pieces: list[bytes] = []
    for place in sorted(found, key=lambda place: place.at):
        said = f'role="doc-pagebreak" id="{names[place.folio]}" aria-label="{place.folio}" class="page"'
        pieces += [data[done : place.at], f"<span{kind} {said}></span>".encode()]
        done = place.at
    return b"".join((*pieces, data[done:])).decode("utf-8")


def _by_sheet(pages: tuple[PrintPage, ...]) -> dict[str, list[PrintPage]]:
    """The pages of each sheet. A blank that the binder puts in goes with the sheet that it makes room for."""
    found: dict[str, list[PrintPage]] = {}
    blanks: list[PrintPage] = []
    for page in pages:
        blanks.append(page)
        if page.sheet:
            found.setdefault(page.sheet, []).extend(blanks)
            blanks = []
    return found


def _free(name: str, taken: set[str]) -> str:
    """The name, or the next one of its kind that no element has."""
    while name in taken:
        name += "-p"
    return name
