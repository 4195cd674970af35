"""Serving: the order of a preview, from the first draft to the moment when its reader ends it."""

import gc
import secrets
import signal
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue
from types import FrameType

from octavo import children, pipeline
from octavo.checking import desk_of
from octavo.model import Edition, Format
from octavo.orders import Order
from octavo.preview.later import Later
from octavo.preview.server import NoPort, listening, open_server
from octavo.preview.session import Session, Superseded, reason
from octavo.preview.shelf import Shelf
from octavo.preview.watching import watch

# What children have loaded before they are needed.
_PRELOAD = ("weasyprint", "octavo.typeset.weasy", "octavo.parse.chapters", "octavo.survey", "octavo.reading")
_WRONG = 2


def serve(order: Order, port: int, editor: str, tell: Callable[[str], None]) -> int:
    """Build, serve and watch until the user stops it. A failed build leaves the last good pages."""
    edition = _edition(order)
    if edition is None:
        tell("the book has no web edition to preview")
        return _WRONG
    root, order = order.folder.resolve(), replace(order, draft=True, cached=True)
    shelf, changes, stop = Shelf(), SimpleQueue[frozenset[str]](), threading.Event()
    children.warm(_PRELOAD)
    desk = desk_of(order)
    desk = replace(desk, cache=desk.cache.remembering(), type_folder=_type_folder(root))
    later = Later()
    session = Session(order, edition, desk, shelf, later, editor, lambda: not changes.empty())
    try:
        server = open_server(port, shelf, session.make, secrets.token_urlsafe(16))
    except NoPort as fault:
        tell(str(fault))
        return _WRONG
    try:
        listening(server)
        tell(f"preview: {server.address}")
        watch(root, _interrupting(session, changes), stop)
        _attempt(session, session.whole, tell)
        if session.status.draft is not None:
            tell(_counts(session))
        while True:
            _turn(session, changes, tell)
    finally:
        gc.freeze()  # a large book need not be gone through once more, only to be let go
        stop.set()
        shelf.close()
        later.close()
        server.shutdown()
        server.server_close()


def _interrupting(session: Session, changes: SimpleQueue[frozenset[str]]) -> Callable[[frozenset[str]], None]:
    """What the watcher calls: who makes a whole draft drops it for the change, in the middle of a stage if need be."""

    def drop(number: int, frame: FrameType | None) -> None:
        if session.droppable:
            raise Superseded

    def changed(paths: frozenset[str]) -> None:
        changes.put(paths)
        if session.droppable:
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGUSR1)

    signal.signal(signal.SIGUSR1, drop)
    return changed


def _edition(order: Order) -> Edition | None:
    editions = pipeline.book_editions(order.folder)
    return next((edition for edition in editions if edition.format is Format.WEB), None)


def _type_folder(root: Path) -> str:
    folder = root / ".octavo" / "type" / "preview"
    folder.mkdir(parents=True, exist_ok=True)
    return str(folder)


def _turn(session: Session, changes: SimpleQueue[frozenset[str]], tell: Callable[[str], None]) -> None:
    """Wait for a change and show it; where none comes for a while, do what is left."""
    try:
        changes.get(timeout=session.pause)
    except Empty:
        _attempt(session, session.rest, tell)
        return
    while not changes.empty():
        changes.get()
    _attempt(session, session.saved, tell)


def _attempt(session: Session, work: Callable[[], None], tell: Callable[[str], None]) -> None:
    """Do something that may fail in any way: who writes all day keeps the last good pages, and is told why."""
    try:
        work()
    except Superseded:
        return
    except Exception as fault:
        session.failed(reason(fault))
        tell(f"not built, the last good pages stay: {reason(fault)}")


def _counts(session: Session) -> str:
    found = session.status.findings
    return f"built with {len(found)} finding{'' if len(found) == 1 else 's'}; Ctrl-C ends it"
