"""A session: the draft that is shown, kept in memory, and brought up to date when files change."""

import re
from collections.abc import Callable
from dataclasses import replace

from octavo import house, proofing, website
from octavo.checking import checked
from octavo.children import LimitHit, ToolFault
from octavo.compose.jinja import TemplateFault
from octavo.desk import Desk
from octavo.findings import Finding, in_order
from octavo.load import Refused
from octavo.make.errors import MakeError
from octavo.make.webhead import ICON
from octavo.model import Edition, MadeFile
from octavo.orders import Order
from octavo.pipeline import origins_of
from octavo.preview.draft import Draft, draft, quiet
from octavo.preview.later import Later
from octavo.preview.places import places
from octavo.preview.printer import Printer
from octavo.preview.quick import changed_file, quick
from octavo.preview.server import BOOK
from octavo.preview.shelf import Shelf
from octavo.preview.status import Status, told
from octavo.source import Source, Unreadable, read
from octavo.weigh import unsilenced, weighed

SHELL, STATUS, PLACES, PAGES = "shell/", "status.json", "places/", "pages/"
_SEARCH = "pagefind/"
_FACES = ("SourceSans3-Regular.woff2", "SourceSans3-Semibold.woff2")
# Seconds without a change after which the whole draft is made, and then its search and its inspection.
_PAUSE, _LONG_PAUSE, _ENDLESS = 1.0, 4.0, 3600.0
_PARAGRAPH = re.compile(rb' id="(p-[0-9a-f-]+)"')


class Superseded(Exception):
    """A file was saved while the draft was being made: what was begun is of no use any more."""


class Session:
    """The preview of one book. One thread builds; ``waiting`` tells it that more has changed."""

    def __init__(
        self, order: Order, edition: Edition, desk: Desk, shelf: Shelf, later: Later, editor: str,
        waiting: Callable[[], bool],
    ) -> None:  # fmt: skip
        self._root, self._edition, self._desk, self._shelf = order.folder.resolve(), edition, desk, shelf
        self._later, self._editor, self._waiting = later, editor, waiting
        self._status = Status()
        self._source: Source | None = None
        self._rules: tuple[Finding, ...] = ()
        self._proof: tuple[Finding, ...] = ()
        self._search: dict[str, bytes] = {}
        self._finished = True
        self.droppable = False
        self._places: dict[str, tuple[bytes, bytes]] = {}
        self.printer = Printer(order, shelf, later)
        shelf.put(SHELL, {**shell_files(), "icon.svg": ICON})
        self._say(Status())

    @property
    def pause(self) -> float:
        """For how many seconds nothing must be saved until ``rest`` is worth while."""
        if self._status.phase in ("late", "making"):
            return _PAUSE
        return _ENDLESS if self._finished else _LONG_PAUSE

    def rest(self) -> None:
        """Nothing was saved for a while: the draft is made whole, and then what nobody waits for."""
        if self._status.phase in ("late", "making"):
            self.whole()
        elif not self._finished and (made := self._status.draft) is not None:
            self._finished = True
            self._later.ask("finish", lambda: self._finish(made))

    @property
    def status(self) -> Status:
        """How the preview stands."""
        return self._status

    def saved(self) -> None:
        """Something was saved: what hangs on one chapter alone is shown at once, all else with the whole draft."""
        source = self._read()
        made = self._status.draft
        known, failed = self._source, self._status.phase == "failed"
        if source is None or (known is not None and _same(known, source) and not failed):
            return
        before, self._source = self._source, source
        path = changed_file(made.source, source) if made and before else ""
        fresh = quick(made, source, path, self._desk) if made and path else None
        if fresh is not None and made is not None:
            shown = replace(self._status, phase="late", fault="", draft=fresh)
            self._put(shown, edited(made, fresh))
        else:
            self._say(replace(self._status, phase="making", fault=""))
        self._check(source)

    def whole(self) -> None:
        """The whole draft, made anew. Raises Superseded where a file is saved meanwhile."""
        source = self._source or self._read()
        if source is None:
            return
        self._source = source
        if not self._rules:
            self._check(source)
        self.droppable = True
        try:
            fresh = draft(source, self._edition, self._desk, self._go_on)
        finally:
            self.droppable = False
        self._show(replace(self._status, phase="ready", fault="", draft=fresh))
        self._desk.cache.forget()
        self._finished = False

    def failed(self, message: str) -> None:
        """The last good pages stay, and the panel says why."""
        self._say(replace(self._status, phase="failed", fault=message))

    def _finish(self, made: Draft) -> None:
        """What is not waited for: the search over a draft, and what an inspection of it finds."""
        files = tuple(MadeFile(name, data) for name, data in made.files.items())
        if made.source.config.web.search and made is self._status.draft:
            done = website.finished(made.source.config, self._edition, files, self._desk)
            self._search = {file.path: file.data for file in done if file.path.startswith(_SEARCH)}
            if made is self._status.draft:
                self._show(self._status)
        if made is not self._status.draft:
            return
        given = (tuple(made.sheets.values()), files, origins_of(made.source, made.resolved), ())
        found = proofing.begin(made.source, self._edition, given).findings(made.source)
        if made is self._status.draft:
            self._proof = weighed(unsilenced(found, made.source.survey), made.source.config)
            self._say(replace(self._status, findings=in_order([*self._rules, *self._proof])))

    def make(self, name: str) -> bytes | None:
        """What is made when it is asked for: the places of a page's paragraphs, and its pages of print."""
        made = self._status.draft
        if made is None or not name.endswith(".json"):
            return None
        if name.startswith(PAGES):
            return self.printer.asked(made, name.removeprefix(PAGES).removesuffix(".json"))
        sheet = name.removeprefix(PLACES).removesuffix(".json")
        data = made.files.get(f"{sheet}.html")
        if not name.startswith(PLACES) or data is None:
            return None
        known = self._places.get(sheet)
        if known is None or known[0] is not data:
            known = self._places[sheet] = (data, places(made, sheet) or b"{}")
        return known[1]

    def _read(self) -> Source | None:
        """The book as it is now; None, and a word of why, where it cannot be read."""
        found = read(self._root, self._desk)
        if isinstance(found, Unreadable):
            self._source = None
            self._rules = found.findings
            fault = found.findings[0].message if found.findings else "the book cannot be read"
            self._say(replace(self._status, phase="failed", fault=fault, findings=found.findings))
            return None
        return quiet(found)

    def _check(self, source: Source) -> None:
        self._rules = checked(source, self._desk)
        files = source.manuscript.chapters
        self._say(replace(self._status, findings=in_order([*self._rules, *self._proof]), files=files))

    def _go_on(self) -> None:
        if self._waiting():
            raise Superseded

    def _show(self, status: Status) -> None:
        """Put the pages of a draft on the shelf, and say how things stand."""
        self._put(status)
        self._say(status)

    def _put(self, status: Status, edited: str = "") -> None:
        self._status = status
        if status.draft is not None:
            self._shelf.put(BOOK, {**status.draft.files, **self._search}, edited)

    def _say(self, status: Status) -> None:
        self._status = status
        self._shelf.put(STATUS, {"": told(status, self._root, self._editor)})


def shell_files() -> dict[str, bytes]:
    """What stands around the draft in the browser, with the faces that it is set in."""
    assets = house.folder("assets")
    own = [path for path in sorted((assets / "preview").iterdir()) if path.is_file()]
    return {path.name: path.read_bytes() for path in (*own, *(assets / "fonts" / name for name in _FACES))}


def _same(before: Source, now: Source) -> bool:
    """True where no file that counts is another than before."""
    old, new = (
        [(file.path, file.digest) for file in (
            *s.manuscript.texts, *s.manuscript.resources, *s.manuscript.templates, *s.manuscript.assets
        )]
        for s in (before, now)
    )  # fmt: skip
    return old == new


def edited(before: Draft, now: Draft) -> str:
    """The address of the first paragraph that is another than before, of its page where no paragraph is."""
    for name, data in now.files.items():
        old = before.files.get(name, b"")
        if name.endswith(".html") and data != old:
            known = frozenset(_PARAGRAPH.findall(old))
            fresh = next((found.decode() for found in _PARAGRAPH.findall(data) if found not in known), "")
            return f"{name}#{fresh}" if fresh else name
    return ""


def reason(fault: Exception) -> str:
    """Why a draft was not made, in a line."""
    if isinstance(fault, TemplateFault):
        return f"the template fails: {fault.message} (templates/{fault.name}:{fault.line})"
    if isinstance(fault, MakeError):
        return f"{fault.file}: {fault.message}"
    if isinstance(fault, LimitHit):
        return f"limit hit: {fault}"
    first = (str(fault).splitlines() or [type(fault).__name__])[0]
    return first if isinstance(fault, ToolFault | Refused) else f"{type(fault).__name__}: {first}"
