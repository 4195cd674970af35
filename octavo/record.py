"""The record of a build: from which files, by which engine, what was made. The next may find nothing to do."""

import hashlib
from pathlib import Path

from octavo import house, load, publish
from octavo.model import MadeFile, Manuscript, PageMap, SourceFile

_WATCHED = ("templates/", "assets/")
_NAMES = ("book.toml", "index.toml", "abbreviations.toml", "links.lock")


def make(
    root: Path,
    manuscript: Manuscript,
    title: str,
    trust: str,
    files: tuple[tuple[str, tuple[MadeFile, ...]], ...],
    whole: bool,
    printed: PageMap | None = None,
) -> dict[str, object]:
    """The record of a build. ``whole`` is false for drafts and single editions: those are never taken as done.
    ``printed`` are the pages of the print edition, of which those of notes and citations are kept.
    """
    made = {f"{edition}/{file.path}": file.data for edition, found in files for file in found}
    return {
        "title": title,
        "engine": house.fingerprint(),
        "trust": trust,
        "inputs": _inputs(manuscript) if whole else {},
        "watched": _watched(root),
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in made.items()},
        "sizes": {name: len(data) for name, data in made.items()},
        "pages": _cited_pages(printed) if printed else {},
    }


def pages(manifest: dict[str, object]) -> dict[str, str]:
    """The pages of notes and citations that a record keeps, by their ids."""
    kept = manifest.get("pages")
    return {str(key): str(page) for key, page in kept.items()} if isinstance(kept, dict) else {}


def _cited_pages(printed: PageMap) -> dict[str, str]:
    found = ((anchor.partition("#")[2], printed.folios[at]) for anchor, at in printed.anchors)
    return {anchor: folio for anchor, folio in found if anchor.startswith(("fn-", "cite-"))}


def standing(root: Path, trust: str) -> str | None:
    """The title of the book when what stands in output/ was made from just these files by just this engine."""
    before = publish.manifest(root)
    inputs, sizes = before.get("inputs"), before.get("sizes")
    if not isinstance(inputs, dict) or not inputs or not isinstance(sizes, dict) or before.get("trust") != trust:
        return None
    if before.get("engine") != house.fingerprint() or before.get("watched") != _watched(root):
        return None
    output = root / publish.OUTPUT
    if any(not (output / name).is_file() or (output / name).stat().st_size != size for name, size in sizes.items()):
        return None
    book = load.Root(root)
    try:
        same = all(book.read(name, load.IMAGE_LIMIT).digest == digest for name, digest in inputs.items())
    except load.Refused:
        return None
    return str(before.get("title", "")) if same else None


def _inputs(manuscript: Manuscript) -> dict[str, str]:
    found = (
        manuscript.config, manuscript.style, manuscript.abbreviations, manuscript.index_terms, manuscript.index_names,
        manuscript.links,
    )  # fmt: skip
    single: list[SourceFile] = [file for file in found if file is not None]
    files = [*single, *manuscript.chapters, *manuscript.bibliographies, *manuscript.resources, *manuscript.profiles]
    named = {file.path: file.digest for file in files}
    for folder, own in (("templates", manuscript.templates), ("assets", manuscript.assets)):
        named.update({f"{folder}/{file.path}": file.digest for file in own})
    return named


def _watched(root: Path) -> list[str]:
    """The files that count by being there: a template laid over the house's, a file with a name of its own."""
    names = load.Root(root).files()
    return sorted(name for name in names if name.startswith(_WATCHED) or name.rpartition("/")[2] in _NAMES)
