"""A headless Chromium of the system's, and a small book's web edition served to it, for the tests of reading."""

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


def chromium() -> str:
    """The path of the system's Chromium; "" where there is none."""
    return shutil.which("chromium") or ""


def npm_file(*parts: str) -> Path | None:
    """A file of an npm package in the folder node_modules that OCTAVO_NODE names; None where it is not there."""
    path = Path(os.environ.get("OCTAVO_NODE", "/nonexistent"), *parts)
    return path if path.is_file() else None


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of each request."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a server for this folder, below a path of its own."""
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


@contextmanager
def browser() -> Iterator[Any]:
    """A browser with a fresh profile."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        try:
            yield found
        finally:
            found.close()


@contextmanager
def page(found: Any, **options: Any) -> Iterator[tuple[Any, list[str]]]:
    """A page in a context of its own, and all that goes wrong in it: errors, and requests that leave the site."""
    context = found.new_context(**options)
    shown, wrong = context.new_page(), []
    shown.set_default_timeout(10_000)
    shown.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    shown.on("pageerror", lambda fault: wrong.append(str(fault)))

    def leaves(request: Any) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "file:", "data:", "blob:")):
            wrong.append(request.url)

    shown.on("request", leaves)
    try:
        yield shown, wrong
    finally:
        context.close()
