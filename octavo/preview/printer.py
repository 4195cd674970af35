"""The printer of the preview: the pages of print of one chapter, set again in the background when someone looks."""

import json
from dataclasses import dataclass, field
from hashlib import sha256

from octavo import children
from octavo.model import Format
from octavo.orders import Order
from octavo.preview.draft import Draft
from octavo.preview.later import Later
from octavo.preview.pages import Printed, print_chapter
from octavo.preview.shelf import Shelf

_LIMITS = children.Limits(900.0, 6144)
PAGES = "pages/"


@dataclass(frozen=True, slots=True)
class _Known:
    """The pages of a sheet: the digest of the page that they were set for, and the pages; why there are none."""

    digest: str
    pages: Printed | None = field(default=None, repr=False)
    fault: str = ""


class Printer:
    """Sets what is asked for, and remembers it."""

    def __init__(self, order: Order, shelf: Shelf, later: Later) -> None:
        self._order, self._shelf, self._later = order, shelf, later
        self._known: dict[str, _Known] = {}
        self._wanted: dict[str, str] = {}

    def asked(self, made: Draft, name: str) -> bytes | None:
        """The pages of a sheet as they are known; where they are not those of the draft, they are set."""
        sheet = made.sheets.get(name)
        edition = next((e for e in made.source.config.editions if e.format is Format.PRINT), None)
        edition = edition or next((e for e in made.source.config.editions if e.format.paged), None)
        if sheet is None or edition is None or sheet.place is None:
            return None
        digest, known = sha256(sheet.xhtml.encode()).hexdigest(), self._known.get(name)
        if (known is None or known.digest != digest) and self._wanted.get(name) != digest:
            self._wanted[name] = digest
            xhtml, which = sheet.xhtml, edition.name
            self._later.ask("pages", lambda: self._set(name, which, xhtml, digest))
        return _told(name, known, known is not None and known.digest == digest)

    def _set(self, name: str, edition: str, xhtml: str, digest: str) -> None:
        task = children.Task(name, print_chapter, (self._order, edition, name, xhtml), 0, _LIMITS)
        outcome = next(children.run_all([task], 1))
        self._wanted.pop(name, None)
        if outcome.value is None:
            before = self._known.get(name)
            fault = outcome.fault or "the print edition does not hold this chapter"
            self._known[name] = _Known(digest, before.pages if before else None, fault)
            self._shelf.put(f"{PAGES}{name}/", {}, printed=name)
            return
        self._known[name] = _Known(digest, outcome.value)
        self._shelf.put(f"{PAGES}{name}/", dict(outcome.value.files), printed=name)


def _told(name: str, known: _Known | None, current: bool) -> bytes:
    pages = known.pages if known else None
    shown = {
        "state": "ready" if current else "setting",
        "fault": known.fault if known and current else "",
        "width": pages.width if pages else 0,
        "height": pages.height if pages else 0,
        "pages": [
            {"src": f"{PAGES}{name}/{file}", "folio": folio, "side": side, "at": at}
            for (file, _), (folio, side), at in zip(pages.files, pages.folios, pages.starts, strict=True)
        ]
        if pages
        else [],
    }
    return json.dumps(shown, ensure_ascii=False).encode()
