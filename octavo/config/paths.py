"""Paths in book.toml: they stay in the book folder, and name what is there."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from octavo.config.codes import BAD_VALUE, MISSING_FILE, UNSAFE_PATH
from octavo.config.values import Text
from octavo.findings import Finding

CHAPTERS = (".md", ".markdown", ".Rmd", ".qmd", ".txt")
BIBLIOGRAPHIES = (".json", ".bib", ".bibtex", ".yaml", ".yml")
COVERS = (".jpg", ".jpeg", ".png", ".svg")
STYLES = (".csl",)
PROFILES = (".icc", ".icm")

# Looking for near misses takes time, and a thousand missing files are one mistake.
MOST_CANDIDATES = 500
MOST_HINTS = 20


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the book folder holds: its files and folders by their composed spelling, and the folder of book.toml.

    Without any files they are not known, and none is missed.
    """

    files: Mapping[str, str]
    folders: Mapping[str, str]
    base: str

    def file(self, text: Text, endings: tuple[str, ...]) -> str | Finding:
        """The path from the book folder to a file that book.toml names, or what is wrong with it."""
        path = _safe(text)
        if isinstance(path, Finding):
            return path
        if not path.casefold().endswith(tuple(ending.casefold() for ending in endings)):
            hint = "the name ends in " + ", ".join(endings[:-1]) + (" or " if endings[1:] else "") + endings[-1]
            return BAD_VALUE.finding(text.place, f"`{path}` is of no kind that is read here", hint, subject=path)
        return self._find(path, text, self.files)

    def folder(self, text: Text) -> str | Finding:
        """The path from the book folder to a folder that book.toml names, or what is wrong with it."""
        path = _safe(text)
        return path if isinstance(path, Finding) else self._find(path, text, self.folders)

    def with_near_misses(self, findings: list[Finding]) -> list[Finding]:
        """The findings, of which the first missing files say what was probably meant."""
        missing = [finding for finding in findings if finding.code == MISSING_FILE.code][:MOST_HINTS]
        hints = {id(finding): self._near(finding.subject) for finding in missing}
        return [replace(each, hint=hints.get(id(each), each.hint)) for each in findings]

    def _find(self, path: str, text: Text, there: Mapping[str, str]) -> str | Finding:
        if not self.files:
            return path
        for candidate in (path, f"{self.base}/{path}" if self.base else path):
            if candidate in there:
                return there[candidate]
        return MISSING_FILE.finding(text.place, f"`{path}` is not in the book", subject=path)

    def _near(self, path: str) -> str:
        name = path.rpartition("/")[2].casefold()
        ending = name.rpartition(".")[2] if "." in name else ""
        there = [each for each in (self.files if ending else self.folders) if each.casefold().endswith(ending)]
        near = [each for each in there if each.rpartition("/")[2].casefold() == name]
        for wanted in (path, f"{self.base}/{path}"):
            near = near or get_close_matches(wanted, there[:MOST_CANDIDATES], n=3, cutoff=0.7)
        return "did you mean " + " or ".join(f"`{each}`" for each in near[:3]) + "?" if near else ""


def shelf_of(known: frozenset[str], base: str) -> Shelf:
    """The shelf of a book folder with these files, whose book.toml lies in the folder ``base``."""
    parts = [path.split("/") for path in known]
    folders = {"/".join(each[:depth]) for each in parts for depth in range(1, len(each))}
    return Shelf(_composed(known), _composed(folders), base)


def _composed(paths: Iterable[str]) -> Mapping[str, str]:
    return {unicodedata.normalize("NFC", path): path for path in sorted(paths)}


def _safe(text: Text) -> str | Finding:
    """The path in its plain form, if it can lead nowhere but into the book folder."""
    given = text.value
    parts = [part for part in given.split("/") if part not in ("", ".")]
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", given) or given.startswith("//"):
        fault = "is an address, not a path"
    elif given.startswith(("/", "~")):
        fault = "does not begin at the book folder"
    elif "\\" in given:
        fault = "has a backslash; folders are parted by /"
    elif ".." in parts or not parts:
        fault = "leads out of the book folder"
    elif any(part.startswith(("-", "+")) for part in parts):
        fault = "begins with - or +"
    elif len(given) > 500 or any(len(part.encode()) > 255 for part in parts):
        fault = "is longer than a path can be"
    else:
        return "/".join(parts)
    hint = "give the path from the book folder: chapters/one.md"
    return UNSAFE_PATH.finding(text.place, f"`{given[:80]}` {fault}", hint, subject=given[:80])
