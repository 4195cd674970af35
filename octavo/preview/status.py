"""What the panel of the preview says: findings with their places, notes to oneself, and the count of each chapter."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from octavo.findings import Finding
from octavo.make.web import page_file
from octavo.model import Config, SourceFile
from octavo.parse.decode import decode
from octavo.preview.draft import Draft
from octavo.resolve import entry_anchor

# What an author writes to remember something: in brackets, or in capitals with a colon.
_TO_DO = re.compile(r"\[TO-?DO\b[^\]\n]{0,200}\]|\b(?:TO-?DO|FIX-?ME)\b:?[^\n]{0,120}")
_HINT = re.compile(rb"TO-?DO|FIX-?ME")
_WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")
# Chinese and Japanese are counted by the character.
_SIGN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_MOST = 2000
# What finds these too; here they have a list of their own.
_REMINDER = "leftover-mark"


@dataclass(frozen=True, slots=True)
class Status:
    """How a preview stands: the phase that it is in ("ready", "late" while the whole draft is behind a quick change,
    "making", "failed"), why the last attempt failed, what is found, and the draft that is shown.
    """

    phase: str = "making"
    fault: str = ""
    findings: tuple[Finding, ...] = ()
    files: tuple[SourceFile, ...] = field(default=(), repr=False)
    draft: Draft | None = field(default=None, repr=False)


def told(status: Status, root: Path, editor: str, title: str = "") -> bytes:
    """The status as the panel reads it."""
    made = status.draft
    where = _Where(made)
    listed = [found for found in status.findings if found.name != _REMINDER]
    shown = {
        "title": made.source.config.title if made else title,
        "phase": status.phase,
        "fault": status.fault,
        "root": root.as_posix(),
        "editor": editor,
        "chapters": list(_chapters(made)) if made else [],
        "pages": sorted(name for name in made.files if name.endswith(".html")) if made else [],
        "print": bool(made and _has_print(made.source.config)),
        "findings": [_finding(found, where) for found in listed[:_MOST]],
        "more": max(0, len(listed) - _MOST),
        "todos": list(_todos(status.files, where)),
    }
    return json.dumps(shown, ensure_ascii=False).encode()


@lru_cache(maxsize=256)  # of most chapters the same is asked with every change
def count_words(text: str) -> int:
    """The words of a text, or its characters where it is written without spaces."""
    signs = len(_SIGN.findall(text))
    return signs + len(_WORD.findall(_SIGN.sub(" ", text) if signs else text))


def _has_print(config: Config) -> bool:
    return any(edition.format.paged for edition in config.editions)


def _chapters(made: Draft) -> Iterator[dict[str, Any]]:
    uses: dict[str, int] = {}
    for use in made.resolved.uses:
        uses[use.chapter] = uses.get(use.chapter, 0) + 1
    for chapter in made.resolved.chapters:
        sheet = made.sheets.get(chapter.chapter.name)
        if sheet is not None:
            yield {
                "file": page_file(sheet),
                "sheet": sheet.name,
                "title": sheet.title or sheet.name.replace("-", " ").capitalize(),
                "number": sheet.number,
                "words": count_words(sheet.text),
                "notes": sheet.notes,
                "citations": uses.get(sheet.name, 0),
                "source": chapter.chapter.path,
            }


class _Where:
    """Leads a line of the manuscript to the page that it became."""

    def __init__(self, made: Draft | None) -> None:
        self._starts: dict[str, list[tuple[int, str]]] = {}
        self._entries: dict[str, list[tuple[int, str]]] = {}
        if made is None:
            return
        for chapter in made.resolved.chapters:
            sheet = made.sheets.get(chapter.chapter.name)
            if sheet is not None:
                place = chapter.chapter.place
                self._starts.setdefault(chapter.chapter.path, []).append((place.line, page_file(sheet)))
        listed = "bibliography.html" if "bibliography.html" in made.files else ""
        for entry in made.source.bibliography.entries if listed else ():
            address = f"{listed}#{entry_anchor(entry.key)}"
            self._entries.setdefault(entry.place.file, []).append((entry.place.line, address))

    def page(self, file: str, line: int) -> str:
        """The address of the page, "" where none is known."""
        rows = self._starts.get(file) or self._entries.get(file) or []
        before = [address for start, address in rows if start <= max(line, 1)]
        return before[-1] if before else rows[0][1] if rows else ""


def _finding(found: Finding, where: _Where) -> dict[str, Any]:
    place = found.place
    return {
        "severity": found.severity.word,
        "code": found.code,
        "name": found.name,
        "message": found.message,
        "hint": found.hint,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "page": where.page(place.file, place.line),
    }


def _todos(files: Iterable[SourceFile], where: _Where) -> Iterator[dict[str, Any]]:
    for file in files:
        if not _HINT.search(file.data):
            continue
        for number, line in enumerate(decode(file)[0].split("\n"), 1):
            for match in _TO_DO.finditer(line):
                yield {
                    "message": match.group().strip("[] "),
                    "file": file.path,
                    "line": number,
                    "column": match.start() + 1,
                    "page": where.page(file.path, number),
                }
