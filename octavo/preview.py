"""Preview: the web edition as a draft, served on this machine alone, and built again when a file changes."""

import mimetypes
import secrets
import threading
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from octavo import publish
from octavo.children import LimitHit, ToolFault
from octavo.load import Refused
from octavo.model import Format
from octavo.orders import Order, Report
from octavo.pipeline import book_editions, build

_POLICY = "default-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
_IGNORED = ("output", publish.WORKSHOP, ".git", ".venv")


def serve(order: Order, port: int, tell: Callable[[str], None]) -> int:
    """Build, serve and watch until the user stops it. One build at a time; a failed one leaves the last good pages."""
    from watchfiles import watch

    names = tuple(e.name for e in book_editions(order.folder) if e.format is Format.WEB)
    if not names:
        tell("the book has no web edition to preview")
        return 2
    order = replace(order, editions=names[:1], draft=True)
    root = order.folder.resolve()
    token = secrets.token_urlsafe(16)
    _build(order, tell)
    server = ThreadingHTTPServer(("127.0.0.1", port), _handler(root / publish.OUTPUT / names[0], token, port))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    tell(f"preview: http://127.0.0.1:{port}/{token}/index.html (Ctrl-C ends it)")
    try:
        for changes in watch(root, watch_filter=lambda _, path: not _ignored(root, Path(path))):
            tell(f"{len(changes)} file{'s' if len(changes) != 1 else ''} changed")
            _build(order, tell)
    finally:
        server.shutdown()
    return 0


def _build(order: Order, tell: Callable[[str], None]) -> None:
    try:
        report: Report = build(order)
    except (LimitHit, ToolFault, Refused, publish.Busy, publish.Unwritable) as fault:
        tell(f"not built, the last good pages stay: {fault}")
        return
    tell(f"built with {len(report.findings)} findings")
    for finding in report.findings[:20]:
        tell(f"  {finding.place}: {finding.severity.word} {finding.code} {finding.message}")


def _ignored(root: Path, path: Path) -> bool:
    try:
        return path.relative_to(root).parts[:1] in {(name,) for name in _IGNORED}
    except ValueError:
        return True


def _handler(folder: Path, token: str, port: int) -> type[BaseHTTPRequestHandler]:
    """A handler that serves only the files of the edition, under a secret path, to this machine's own browser."""
    hosts = {f"127.0.0.1:{port}", f"localhost:{port}", f"[::1]:{port}"}

    class Handler(BaseHTTPRequestHandler):
        timeout = 20

        def do_GET(self) -> None:
            if self.headers.get_all("Host", []) != [next(iter(hosts & set(self.headers.get_all("Host", []))), "")]:
                self.send_error(HTTPStatus.FORBIDDEN)
                return
            path = unquote(urlsplit(self.path).path)
            name = path.removeprefix(f"/{token}/")
            listed = publish.manifest(folder.parent.parent).get("files", {})
            if name == path or not isinstance(listed, dict) or f"{folder.name}/{name}" not in listed:
                self.send_error(HTTPStatus.NOT_FOUND)
                return
            data = (folder / name).read_bytes()
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", _media_type(name))
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Content-Security-Policy", _POLICY)
            self.send_header("X-Content-Type-Options", "nosniff")
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing of each request."""

    return Handler


def _media_type(name: str) -> str:
    known = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{known}; charset=utf-8" if known.startswith("text/") else known
