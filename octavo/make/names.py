"""Names of the files inside an edition: made by us, never taken from a manuscript."""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath

from octavo.make.errors import MakeError

MEDIA_TYPES = {
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".woff": "font/woff",
    ".otf": "font/otf",
    ".ttf": "font/ttf",
}

_SAFE = re.compile(r"(?:[a-z0-9-]+/)*[a-z0-9-]+\.[a-z0-9]+\Z")


def media_type(path: str) -> str:
    """The media type of a file of an EPUB, from its name's ending."""
    suffix = PurePosixPath(path).suffix
    if suffix not in MEDIA_TYPES:
        raise MakeError(path, f"files of the type {suffix or 'unknown'} have no place in an EPUB")
    return MEDIA_TYPES[suffix]


def safe(path: str) -> str:
    """The path itself, when it is one that this house would have made; an error when not."""
    if not _SAFE.match(path):
        raise MakeError(path, "the name is not made of a-z, 0-9 and - with one ending")
    return path


def all_different(paths: Iterable[str]) -> None:
    """Refuse two files of one path, also where they differ in case or in the form of an accent only."""
    seen: set[str] = set()
    for path in paths:
        key = unicodedata.normalize("NFC", path).casefold()
        if key in seen:
            raise MakeError(path, "two files of the edition have this name")
        seen.add(key)
