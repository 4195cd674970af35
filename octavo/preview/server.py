"""The server of the preview: for this machine's own browser, under a secret path, and only what lies on the shelf."""

import json
import threading
from collections.abc import Callable
from errno import EADDRINUSE
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeAlias
from urllib.parse import unquote, urlsplit

from octavo.preview.shelf import Shelf

LOOPBACK = "127.0.0.1"
# Ports that are tried after the one that is taken.
_MORE_PORTS = 20
# Connections that are open at once, and those of them that wait for news.
_CONNECTIONS, _LISTENERS = 64, 16
_PATIENCE, _BEAT = 20, 15.0
BOOK = "book/"
_SHELL_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_BOOK_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
)
_TYPES = {
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8", "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg",
    "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp", "woff2": "font/woff2", "wasm": "application/wasm",
    "txt": "text/plain; charset=utf-8", "xml": "application/xml", "pdf": "application/pdf",
    "bib": "text/plain; charset=utf-8", "ris": "text/plain; charset=utf-8",
}  # fmt: skip
# What is asked for by name and is not there yet: it may be made now.
Maker: TypeAlias = Callable[[str], bytes | None]


class NoPort(Exception):
    """No port is free on which the preview could be served."""


class Server(ThreadingHTTPServer):
    """A server that serves few, patiently, and ends at once."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 32

    def __init__(self, port: int, shelf: Shelf, make: Maker, token: str) -> None:
        self.shelf, self.make, self.token = shelf, make, token
        self.places = threading.BoundedSemaphore(_CONNECTIONS)
        self.listeners = threading.BoundedSemaphore(_LISTENERS)
        super().__init__((LOOPBACK, port), Handler)
        names = (LOOPBACK, "localhost", "[::1]")
        self.hosts = frozenset(f"{name}:{self.server_port}" for name in names)

    @property
    def address(self) -> str:
        """The address of the preview."""
        return f"http://{LOOPBACK}:{self.server_port}/{self.token}/"

    def process_request(self, request: Any, client_address: Any) -> None:
        """Begin with a request, if there is room for one more."""
        if not self.places.acquire(blocking=False):
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer a request, and make room."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.places.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that went away, or said what is no request, is no fault of ours."""


class Handler(BaseHTTPRequestHandler):
    """Answers GET, for files of the shelf, to the preview's own pages."""

    server: Server
    timeout = _PATIENCE
    server_version, sys_version = "octavo", ""

    def do_GET(self) -> None:
        """A file of the shelf, or the news."""
        if not self._own():
            self._refuse(HTTPStatus.FORBIDDEN)
            return
        try:
            path = unquote(urlsplit(self.path).path, errors="strict")
        except ValueError:
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        name = path.removeprefix(f"/{self.server.token}/")
        if name == path:
            self._refuse(HTTPStatus.NOT_FOUND)
        elif name == "events":
            self._events()
        else:
            self._file(name or "shell/index.html")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse what is no request, or asks for something to be changed."""
        status = HTTPStatus(code)
        self._refuse(HTTPStatus.METHOD_NOT_ALLOWED if status is HTTPStatus.NOT_IMPLEMENTED else status)

    def _own(self) -> bool:
        """True for a request to this machine by name, from the preview's own pages or from an address bar."""
        hosts = self.headers.get_all("Host", [])
        if len(hosts) != 1 or hosts[0] not in self.server.hosts:
            return False
        origins = self.headers.get_all("Origin", [])
        if any(origin != f"http://{hosts[0]}" for origin in origins):
            return False
        return self.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin")

    def _file(self, name: str) -> None:
        data = self.server.shelf.get(name)
        if data is None:
            data = self.server.make(name)
        if data is None:
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", _TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream"))
        self.send_header("Content-Length", str(len(data)))
        self._guards(_BOOK_POLICY if name.startswith(BOOK) else _SHELL_POLICY)
        self.end_headers()
        self.wfile.write(data)

    def _events(self) -> None:
        """The news, as they come, for as long as someone listens."""
        if not self.server.listeners.acquire(blocking=False):
            self._refuse(HTTPStatus.SERVICE_UNAVAILABLE)
            return
        try:
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", "text/event-stream; charset=utf-8")
            self._guards(_SHELL_POLICY)
            self.end_headers()
            number = self.server.shelf.latest
            self._say({"number": number, "files": [], "edited": "", "printed": ""})
            while not self.server.shelf.closed:
                for news in self.server.shelf.since(number, _BEAT):
                    number = news.number
                    self._say({"number": number, "files": news.files, "edited": news.edited, "printed": news.printed})
                self.wfile.write(b":\n\n")
                self.wfile.flush()
        except OSError:
            return
        finally:
            self.server.listeners.release()

    def _say(self, news: dict[str, Any]) -> None:
        self.wfile.write(f"data: {json.dumps(news, ensure_ascii=False)}\n\n".encode())
        self.wfile.flush()

    def _refuse(self, status: HTTPStatus) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self._guards(_SHELL_POLICY)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(f"{status.phrase}\n".encode())

    def _guards(self, policy: str) -> None:
        self.send_header("Content-Security-Policy", policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Cache-Control", "no-store")

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of each request."""


def open_server(port: int, shelf: Shelf, make: Maker, token: str) -> Server:
    """A server on this port, or on the next one that is free. Raises NoPort where none is."""
    if not 0 <= port < 65536:
        raise NoPort(f"{port} is no port")
    for number in range(port, min(port + _MORE_PORTS, 65536)) if port else (0,):
        try:
            return Server(number, shelf, make, token)
        except OSError as fault:
            if fault.errno != EADDRINUSE:
                raise NoPort(f"port {number} cannot be opened: {fault.strerror}") from None
    raise NoPort(f"ports {port} to {port + _MORE_PORTS - 1} are taken; choose another with --port")


def listening(server: Server) -> threading.Thread:
    """The thread in which the server answers."""
    thread = threading.Thread(target=server.serve_forever, args=(0.2,), daemon=True)
    thread.start()
    return thread
