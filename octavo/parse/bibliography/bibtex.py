"""BibTeX and biblatex: pandoc converts the entries; one that it refuses is named and left out, the others stay."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from octavo import pandoc
from octavo.children import LimitHit
from octavo.findings import Place
from octavo.model import Remark
from octavo.parse.bibliography.blocks import LARGEST_STRING, NOT_ENTRIES, Block, Row, abbreviations, blocks, fields
from octavo.parse.bibliography.own import with_own_fields
from octavo.parse.bibliography.told import Told, Written, as_printed, first_line
from octavo.parse.chemistry import as_letters
from octavo.parse.decode import Lines

_CROSSREF = re.compile(r"\b(?:crossref|xref|xdata)\s*=\s*[{\"]\s*([^}\"]+?)\s*[}\"]", re.I)
_PARENTS = frozenset(("crossref", "xdata"))
# biblatex's own commands, which pandoc would drop with their words.
_COMMANDS = (
    (re.compile(r"\\mkbib(?:emph|italic)\b"), r"\\emph"),
    (re.compile(r"\\mkbibquote\b|\\enquote\*"), r"\\enquote"),
    (re.compile(r"\\(?:mkbibacro|mkbibname(?:family|given|prefix|suffix)|autocap|hologo)\b\s*(?=\{)"), ""),
)
_ESCAPED = re.compile(r"\{?\\([_&%#~])(?:\{\})?\}?")
_NO_SOURCES = frozenset(("xdata", "set"))


def read(path: str, text: str, form: str) -> Told:
    """What a BibTeX file says; ``form`` is bibtex or biblatex."""
    lines = Lines(path, text)
    found = blocks(text)
    entries = [block for block in found if block.kind not in NOT_ENTRIES]
    strings = [block for block in found if block.kind == "string"]
    growth = _growth(lines, strings)
    strings = [] if growth else strings
    known = abbreviations(strings)
    rows = {block.offset: tuple(fields(block, known, lines)) for block in entries}
    remarks = [*growth, *_cycles(lines, entries), *_orphans(path, entries, rows)]
    items, faults = _items(entries, strings, remarks, lines, form)
    written = tuple(Written(b.key, b.kind, lines.place(b.offset), rows[b.offset]) for b in entries if b.key)
    named = {entry.key: entry for entry in written}
    owned = [with_own_fields(_plain(item), named.get(str(item.get("id")))) for item in items]
    return Told(as_printed(owned, written), written, (*remarks, *faults))


def _plain(item: dict[str, Any]) -> dict[str, Any]:
    """An item without the TeX of those fields that pandoc hands on unread: addresses, and the type as it is called."""
    plain = {name: _ESCAPED.sub(r"\1", item[name]) for name in ("DOI", "URL") if "\\" in str(item.get(name, ""))}
    genre = _ESCAPED.sub(r"\1", str(item.get("genre", "")))
    return item | plain | ({"genre": re.sub("[{}]", "", genre)} if genre and "\\" not in genre else {})


def _orphans(path: str, entries: list[Block], rows: dict[int, tuple[Row, ...]]) -> Iterator[Remark]:
    """Entries that would take fields from one that is not there."""
    known = {block.key.lower() for block in entries}
    for block in entries:
        for name, value, line, column in rows[block.offset]:
            for parent in value.split(",") if name in _PARENTS else ():
                if parent.strip() and parent.strip().lower() not in known:
                    yield Remark("missing-crossref", f"{block.key} → {parent.strip()}", Place(path, line, column))


def _items(
    entries: list[Block], strings: list[Block], remarks: list[Remark], lines: Lines, form: str
) -> tuple[list[dict[str, Any]], list[Remark]]:
    circular = {remark.text.split(" → ")[0] for remark in remarks if remark.kind == "circular-crossref"}
    nameless = [block for block in entries if not block.key]
    sound = [replace(b, text=_CROSSREF.sub("", b.text)) if b.key in circular else b for b in entries if b.key]
    items, broken = _convert(sound, "\n".join(block.text for block in strings), form)
    read = {str(item.get("id")) for item in items} | {block.key for block, _ in broken}
    broken += [
        (block, "it is passed over") for block in sound if block.key not in read and block.kind not in _NO_SOURCES
    ]
    faults = [
        Remark("broken-entry", f"{block.key or _first_words(block.text)}: {reason}", lines.place(block.offset))
        for block, reason in [*broken, *((block, "it has no key") for block in nameless)]
    ]
    return items, faults


def _convert(found: list[Block], strings: str, form: str) -> tuple[list[dict[str, Any]], list[tuple[Block, str]]]:
    """Convert all at once; when pandoc refuses, halve until the broken entries stand alone."""
    if not found:
        return [], []
    try:
        data = (strings + "\n" + "\n\n".join(_known(as_letters(block.text)) for block in found)).encode()
        return pandoc.read_bibliography(data, form), []
    except (pandoc.PandocRefused, LimitHit) as fault:
        if len(found) == 1:
            return [], [(found[0], first_line(str(fault)))]
    half = len(found) // 2
    first, broken = _convert(found[:half], strings, form)
    second, more = _convert(found[half:], strings, form)
    return first + second, broken + more


def _known(text: str) -> str:
    if "\\" in text:
        for pattern, command in _COMMANDS:
            text = pattern.sub(command, text)
    return text


def _cycles(lines: Lines, entries: list[Block]) -> list[Remark]:
    """Entries whose crossref leads back to themselves: pandoc would run out of memory on them."""
    parents = {
        b.key.lower(): [key.strip().lower() for m in _CROSSREF.findall(b.text) for key in m.split(",")]
        for b in entries
        if b.key
    }
    remarks: list[Remark] = []
    for block in entries:
        seen: list[str] = []
        waiting = list(parents.get(block.key.lower(), ()))
        while waiting:
            key = waiting.pop()
            if key == block.key.lower():
                remarks.append(
                    Remark("circular-crossref", " → ".join((block.key, *seen, block.key)), lines.place(block.offset))
                )
                break
            if key not in seen:
                seen.append(key)
                waiting += parents.get(key, ())
    return remarks


def _growth(lines: Lines, strings: list[Block]) -> list[Remark]:
    """@string abbreviations that would grow beyond reason when put together with #."""
    sizes: dict[str, int] = {}
    for block in strings:
        match = re.match(r"@\s*string\s*[{(]\s*([\w:-]+)\s*=\s*(.*)[})]\s*\Z", block.text, re.S | re.I)
        if not match:
            continue
        sizes[match[1].lower()] = sum(sizes.get(piece.strip().lower(), len(piece)) for piece in match[2].split("#"))
        if sizes[match[1].lower()] > LARGEST_STRING:
            return [Remark("bibliography-growth", match[1], lines.place(block.offset))]
    return []


def _first_words(text: str) -> str:
    """The beginning of an entry, to know it by."""
    line = " ".join(text.split())
    return line if len(line) <= 30 else f"{line[:29]}…"
