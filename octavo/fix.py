"""Fix: the safe changes that rules offer, made on the bytes of a file as they are.

Byte order mark, line ends and whatever no edit touches stay as they were. An edit is made only where its rule's finding
still stands and the old text is really there; what does not fit is left for a person.
"""

import codecs
import difflib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from types import ModuleType

from octavo.findings import Cures, Edit, Finding, Place, Replacement
from octavo.model import SourceFile
from octavo.rules import RULES
from octavo.survey import Survey

_PARAGRAPH_END = re.compile(r"\n[ \t>]*(?=\n)|\Z")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_LINE_END = re.compile(r"\r\n|\r|[^\r]+")


@dataclass(frozen=True, slots=True)
class Mended:
    """A file with its edits made: path, bytes before and after, and how many edits there were."""

    path: str
    before: bytes
    after: bytes
    edits: int


def offered(survey: Survey, findings: Iterable[Finding]) -> tuple[Edit, ...]:
    """The edits that rules offer for these findings."""
    places = {(finding.code, finding.place) for finding in findings}
    return tuple(edit for rule in _rules(places) for edit in rule.fix(survey) if (rule.CODE, edit.place) in places)


def cures(survey: Survey, findings: Iterable[Finding], files: Iterable[SourceFile]) -> Cures:
    """What ``mended`` would do about each of these findings by itself, as replacements in the files as written."""
    places = {(finding.code, finding.place) for finding in findings}
    edits: dict[tuple[str, Place], list[Edit]] = {}
    for rule in _rules(places):
        for edit in rule.fix(survey):
            if (rule.CODE, edit.place) in places:
                edits.setdefault((rule.CODE, edit.place), []).append(edit)
    named = {place.file for _, place in edits}
    texts = {file.path: _read(file) for file in files if file.path in named}
    found = {key: _replacements(key[1].file, texts.get(key[1].file), offers) for key, offers in edits.items()}
    return {key: replacements for key, replacements in found.items() if replacements}


def _rules(places: set[tuple[str, Place]]) -> list[ModuleType]:
    return [rule for rule in RULES if hasattr(rule, "fix") and any(code == rule.CODE for code, _ in places)]


def mended(files: Iterable[SourceFile], edits: tuple[Edit, ...]) -> tuple[Mended, ...]:
    """The files that these edits change."""
    by_file: dict[str, list[Edit]] = {}
    for edit in edits:
        by_file.setdefault(edit.place.file, []).append(edit)
    made = (_mended(file, by_file[file.path]) for file in files if file.path in by_file)
    return tuple(file for file in made if file.edits)


def difference(file: Mended) -> str:
    """The change of a file as a unified diff, which `patch -p1` takes."""
    before, after = (data.decode("utf-8").split("\n") for data in (file.before, file.after))
    old, new = (_ended(lines) for lines in (before, after))
    lines = difflib.unified_diff(old, new, f"a/{file.path}", f"b/{file.path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _ended(lines: list[str]) -> list[str]:
    return [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _mended(file: SourceFile, edits: list[Edit]) -> Mended:
    text = _read(file)
    if text is None:
        return Mended(file.path, file.data, file.data, 0)
    pieces: list[str] = []
    at = made = 0
    for start, end, new in _spans(text, edits):
        pieces += [text.raw[at:start], new]
        at = end
        made += 1
    mark = codecs.BOM_UTF8 if file.data.startswith(codecs.BOM_UTF8) else b""
    return Mended(file.path, file.data, mark + "".join((*pieces, text.raw[at:])).encode("utf-8"), made)


def _replacements(path: str, text: "_Text | None", edits: list[Edit]) -> tuple[Replacement, ...]:
    if text is None:
        return ()
    spans = _spans(text, edits)
    return tuple(Replacement(text.place(path, start), text.place(path, end), new) for start, end, new in spans)


def _spans(text: "_Text", edits: list[Edit]) -> Iterator[tuple[int, int, str]]:
    """Which stretches of a text the edits put another one for: of those that lie one over the other the first."""
    newline = "\r\n" if "\r\n" in text.raw else "\n"
    at = 0
    for start, end, new in sorted({span for edit in edits if (span := text.span(edit))}):
        new = new.replace("\n", newline)
        if start >= at and text.raw[start:end] != new:
            yield start, end, new
            at = end


def _read(file: SourceFile) -> "_Text | None":
    """A file's text, without its byte order mark; None for one that no edit is made in."""
    try:
        return _Text(file.data.removeprefix(codecs.BOM_UTF8).decode("utf-8"))
    except (UnicodeDecodeError, _Untraceable):
        return None


class _Untraceable(Exception):
    """A text whose composed form cannot be led back to its letters."""


class _Text:
    """A file's text as places count it – composed, lines ended by a line feed – and the way back to the text as it is.

    It is made of stretches, each (offset, offset in the file, whether its letters are those of the file).
    """

    def __init__(self, raw: str) -> None:
        self.raw = raw
        stretches = tuple(_stretches(raw))
        self._text = "".join(counted for _, counted in stretches)
        self._starts = list(accumulate((len(counted) for _, counted in stretches[:-1]), initial=0))
        written = accumulate((len(written) for written, _ in stretches[:-1]), initial=0)
        self._raw = [(at, same) for at, same in zip(written, (w == c for w, c in stretches), strict=False)]
        self._end = len(raw)
        self._lines = [0, *(match.end() for match in re.finditer("\n", self._text))]

    def span(self, edit: Edit) -> tuple[int, int, str] | None:
        """Where an edit's old text begins and ends in the file, with the new one; None where it is not there."""
        line, column = edit.place.line, edit.place.column
        if not edit.old or not 1 <= line <= len(self._lines) or column < 1:
            return None
        at = self._lines[line - 1] + column - 1
        if edit.ahead:
            stop = _PARAGRAPH_END.search(self._text, at)
            found = self._text.find(edit.old, at, stop.start() if stop else len(self._text))
            if found < 0 or "`" in self._text[at:found]:
                return None
            at = found
        if not self._text.startswith(edit.old, at):
            return None
        start, end = self._back(at), self._back(at + len(edit.old))
        return None if start is None or end is None else (start, end, edit.new)

    def place(self, path: str, offset: int) -> Place:
        """The line and column of an offset in the file as it is written."""
        ends = [match.end() for match in _LINE_BREAK.finditer(self.raw, 0, offset)]
        return Place(path, len(ends) + 1, offset - (ends[-1] if ends else 0) + 1)

    def _back(self, at: int) -> int | None:
        """The offset in the file; None in the midst of letters that are written otherwise than they are counted."""
        if at >= len(self._text):
            return self._end
        index = bisect_right(self._starts, at) - 1
        within = at - self._starts[index]
        offset, same = self._raw[index]
        return offset + within if same or not within else None


def _stretches(raw: str) -> Iterator[tuple[str, str]]:
    """The text in stretches as written and as counted."""
    if "\r" not in raw and unicodedata.is_normalized("NFC", raw):
        yield raw, raw
        return
    for match in _LINE_END.finditer(raw):
        if match.group().startswith("\r"):
            yield match.group(), "\n"
        elif unicodedata.is_normalized("NFC", match.group()):
            yield match.group(), match.group()
        else:
            for line in re.findall(r"[^\n]*\n|[^\n]+", match.group()):
                yield from _letters(line)


def _letters(line: str) -> Iterator[tuple[str, str]]:
    """A line letter by letter, each with the marks that belong to it."""
    if unicodedata.is_normalized("NFC", line):
        yield line, line
        return
    letters: list[str] = []
    for character in line:
        if letters and (unicodedata.combining(character) or _joined(letters[-1], character)):
            letters[-1] += character
        else:
            letters.append(character)
    counted = [unicodedata.normalize("NFC", letter) for letter in letters]
    if "".join(counted) != unicodedata.normalize("NFC", line):
        raise _Untraceable
    yield from zip(letters, counted, strict=True)


def _joined(before: str, character: str) -> bool:
    """True for two letters that are composed to one, as the parts of a Korean syllable."""
    whole = unicodedata.normalize("NFC", before + character)
    return whole != unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", character)
