"""The page list: where each page of the print edition begins in an edition that has none of its own."""

from octavo.make.documents import read
from octavo.model import PageMap, Sheet


def page_list(page_map: PageMap, sheets: tuple[Sheet, ...], suffix: str) -> tuple[tuple[str, str], ...]:
    """(folio, address) for each printed page on which a sheet or an id begins that this edition has too.

    A page in whose text nothing begins that can be pointed to has no entry: a reader is sent to the right place or
    to none.
    """
    ids = {
        sheet.name: frozenset(element.get("id") for element in document.root.iter() if element.get("id"))
        for sheet, document in zip(sheets, read(sheets, suffix), strict=True)
    }
    first: dict[int, str] = {}
    for name, page in page_map.starts:
        if name in ids:
            first.setdefault(page, f"{name}{suffix}")
    for target, page in page_map.anchors:
        name, _, anchor = target.partition("#")
        if anchor in ids.get(name, frozenset()):
            first.setdefault(page, f"{name}{suffix}#{anchor}")
    folios = page_map.folios
    return tuple((folios[page], first[page]) for page in sorted(first) if page < len(folios) and folios[page])
