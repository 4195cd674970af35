"""Places: which line of the manuscript each paragraph of a page comes from, so that one leads to the other."""

import json

from octavo.inspect.expected import Expected, ExpectedSheet, Origins
from octavo.inspect.markup import Markup, parse
from octavo.inspect.origin import Trail
from octavo.preview.draft import Draft
from octavo.source import texts_of


def places(made: Draft, name: str) -> bytes | None:
    """The lines of the blocks of a sheet, by id: the file of the manuscript, and [id, line, column] each; None where
    there is no such sheet.
    """
    sheet = made.sheets.get(name)
    data = made.files.get(f"{name}.html")
    if sheet is None or data is None or sheet.place is None:
        return None
    file = sheet.place.file
    texts = texts_of(made.source.manuscript.texts, {file})
    wanted = Expected("", sheets=(ExpectedSheet(name, place=sheet.place),), origins=Origins({}, texts))
    page = Markup(f"{name}.html", parse(data))
    rows: dict[str, tuple[int, int]] = {}
    for element, place in Trail(wanted, page).blocks():
        named = next((e.get("id") for e in (element, *element.iterancestors()) if e.get("id")), "")
        if named and named != "main":
            rows.setdefault(named, (place.line, place.column))
    listed = [[anchor, line, column] for anchor, (line, column) in rows.items()]
    return json.dumps({"file": file, "lines": listed}, ensure_ascii=False).encode()
