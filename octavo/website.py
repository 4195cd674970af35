"""What lies beside the pages of a web edition: the bibliography as data, other editions, chapters, the search."""

import json
from collections.abc import Iterable
from typing import Any

from octavo import pandoc, searching
from octavo.desk import Desk
from octavo.make.offline import service_worker
from octavo.make.webreference import csl, ris
from octavo.model import Book, Config, Edition, Entry, Format, MadeFile

# What reference managers are given of a source. What an editor noted for the book's own use stays here.
_PUBLIC = frozenset((
    "id", "type", "title", "title-short", "author", "editor", "translator", "container-author", "collection-editor",
    "director", "interviewer", "recipient", "issued", "accessed", "original-date", "event-date", "container-title",
    "collection-title", "collection-number", "publisher", "publisher-place", "event-title", "event-place", "edition",
    "volume", "number-of-volumes", "issue", "number", "page", "number-of-pages", "genre", "medium", "section",
    "version", "archive", "archive-place", "archive_location", "archive_collection", "authority", "references",
    "status", "DOI", "ISBN", "ISSN", "URL", "language", "original-title", "original-publisher",
))  # fmt: skip
# Where the PDFs of chapters lie.
CHAPTERS = "pdf/"
_CONFIDENTIAL = "confidential-"


def turn(edition: Edition) -> tuple[bool, bool]:
    """When an edition is made: those with pages first, the web last, beside which the others lie."""
    return not edition.format.paged, edition.format is Format.WEB


def extras(
    book: Book,
    edition: Edition,
    listed: Iterable[str],
    made: Iterable[tuple[str, Iterable[MadeFile]]],
    desk: Desk,
) -> tuple[MadeFile, ...]:
    """The files beside the pages of a web edition. ``book`` names its sources as this edition may, ``listed`` are the
    keys of those that its bibliography has; ``made`` are the editions that the same build has made before, by name.
    """
    if edition.format is not Format.WEB:
        return ()
    wanted, files = set(listed), [file for _, held in made for file in held if file.path.startswith(CHAPTERS)]
    entries = (entry for entry in book.bibliography.entries if entry.key in wanted)
    shown = [_public(entry) for entry in entries if not entry.key.startswith(_CONFIDENTIAL)]
    if shown:
        data = csl(shown)
        bib = desk.cache.through(desk.cache.key("biblatex", data), lambda: pandoc.write_bibliography(data))
        files += [MadeFile("data/bibliography.json", data), MadeFile("data/bibliography.ris", ris(shown))]
        files.append(MadeFile("data/bibliography.bib", bib))
    for name, held in made:
        if name in book.config.web.downloads:
            files += [MadeFile(f"downloads/{f.path}", f.data) for f in held if not f.path.startswith(CHAPTERS)]
    return tuple(files)


def finished(config: Config, edition: Edition, files: tuple[MadeFile, ...], desk: Desk) -> tuple[MadeFile, ...]:
    """The whole web edition: its files with the search over them, and the worker that keeps them all offline."""
    if edition.format is not Format.WEB:
        return files
    if config.web.search:
        pages = tuple(file for file in files if file.path.endswith(".html"))
        files += desk.cache.through(desk.cache.key("search", pages), lambda: searching.search_files(pages))
    if config.web.offline:
        files += (service_worker(files),)
    return tuple(sorted(files, key=lambda file: file.path))


def _public(entry: Entry) -> dict[str, Any]:
    """A source without what an editor noted for the book's own use, and without names of the house's own variables."""
    item = {name: value for name, value in json.loads(entry.csl).items() if name in _PUBLIC}
    return {**item, "id": entry.key}
