"""The proof that a finished EPUB holds the text that was given to it."""

from collections.abc import Mapping

from octavo.make.documents import Document, all_text, parse_xml
from octavo.make.errors import MakeError


def conserve(documents: tuple[Document, ...], files: Mapping[str, bytes], folder: str) -> None:
    """Compare each sheet's text in the archive with the text that was given; a difference is an error."""
    for document in documents:
        name = f"{document.sheet.name}.xhtml"
        data = files.get(f"{folder}/{name}")
        if data is None:
            raise MakeError(name, "the sheet is not in the finished EPUB")
        written, given = all_text(parse_xml(name, data)), document.text
        if written != given:
            at = next((i for i, (a, b) in enumerate(zip(written, given, strict=False)) if a != b), len(written))
            raise MakeError(name, f"the finished EPUB differs from the text given, at {given[at : at + 40]!r}")
