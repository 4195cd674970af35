"""Bibliographies become entries: BibTeX, biblatex, CSL-JSON and CSL-YAML, each key with its line and column."""

import json
import re
from dataclasses import dataclass
from typing import Any

from octavo import pandoc
from octavo.children import LimitHit
from octavo.findings import Place
from octavo.model import Entry, Remark, SourceFile
from octavo.parse.chemistry import as_letters
from octavo.parse.decode import Lines, decode

_START = re.compile(r"(?:^|(?<=[}\s]))@[ \t]*(\w+)\s*([{(])", re.M)
_KEY = re.compile(r"\s*([^\s,{}\"=#%]+)\s*(?=[,}\n)])")
_CROSSREF = re.compile(r"\b(?:crossref|xref|xdata)\s*=\s*[{\"]\s*([^}\"]+?)\s*[}\"]", re.I)
_JSON_ID = re.compile(r"\"id\"\s*:\s*(\"(?:[^\"\\]|\\.)*\"|\d+)")
_STANDARD = re.compile(r"^standard_(?:id|citation): (\S+)", re.M)
_YAML_ID = re.compile(r"^[ \t-]*id:[ \t]*[\"']?([^\s\"'#]+)", re.M)
_NOT_ENTRIES = frozenset(("comment", "string", "preamble"))
_NO_SOURCES = frozenset(("xdata", "set"))
_LARGEST_STRING = 64 * 1024


@dataclass(frozen=True, slots=True)
class ParsedBibliography:
    """The entries of one file in its order, with remarks: keys written twice, entries that cannot be read."""

    entries: tuple[Entry, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class _Block:
    kind: str
    key: str
    offset: int
    text: str


def parse_bibliography(file: SourceFile) -> ParsedBibliography:
    """Parse one bibliography. A broken entry is named and left out; the others stay."""
    text, remarks = decode(file)
    ending = file.path.rsplit(".", 1)[-1].lower()
    if ending == "json":
        items, faults = _json(file.path, text)
        places = _places(file.path, text, _JSON_ID, quoted=True)
    elif ending in ("yaml", "yml"):
        items, faults = _yaml(file.path, text)
        places = _places(file.path, text, _YAML_ID)
    else:
        blocks = _blocks(text)
        items, faults = _bib(file.path, text, blocks, "bibtex" if ending == "bibtex" else "biblatex")
        lines = Lines(file.path, text)
        places = tuple((b.key, lines.place(b.offset)) for b in blocks if b.kind not in _NOT_ENTRIES)
    return _entries(file.path, items, places, (*remarks, *faults))


def _entries(
    path: str, items: list[dict[str, Any]], places: tuple[tuple[str, Place], ...], remarks: tuple[Remark, ...]
) -> ParsedBibliography:
    first: dict[str, Place] = {}
    doubles: list[Remark] = []
    for key, place in places:
        if key in first:
            doubles.append(Remark("duplicate-entry", key, place, (first[key],)))
        else:
            first[key] = place
    entries = {str(item["id"]): item for item in items if item.get("id") is not None}
    made = tuple(
        Entry(key, json.dumps({**item, "id": key}, ensure_ascii=False, sort_keys=True), first.get(key, Place(path)))
        for key, item in entries.items()
    )
    return ParsedBibliography(made, (*remarks, *doubles))


def _places(path: str, text: str, pattern: re.Pattern[str], quoted: bool = False) -> tuple[tuple[str, Place], ...]:
    lines = Lines(path, text)
    found = ((match[1], match.start(1)) for match in pattern.finditer(text))
    return tuple((str(json.loads(key)) if quoted else key, lines.place(at)) for key, at in found)


def _json(path: str, text: str) -> tuple[list[dict[str, Any]], tuple[Remark, ...]]:
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as fault:
        line, column = (fault.lineno, fault.colno) if isinstance(fault, json.JSONDecodeError) else (1, 1)
        reason = fault.msg if isinstance(fault, json.JSONDecodeError) else "nested too deeply"
        return [], (Remark("broken-bibliography", reason, Place(path, line, column)),)
    items = data.get("items", data.get("references", [])) if isinstance(data, dict) else data
    good = [item for item in items if isinstance(item, dict) and "id" in item] if isinstance(items, list) else []
    if not isinstance(items, list) or len(good) != len(items):
        return good, (Remark("broken-bibliography", "an item is no object with an id", Place(path, 1, 1)),)
    return [*good, *_standard(good)], ()


def _standard(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Manubot's sources again, by the keys that its authors write: its own are digests, such as `YuJbg3zO`."""
    ids = {str(item["id"]) for item in items}
    named = ((item, _STANDARD.search(str(item.get("note", "")))) for item in items)
    return [{**item, "id": found[1]} for item, found in named if found and found[1] not in ids]


def _yaml(path: str, text: str) -> tuple[list[dict[str, Any]], tuple[Remark, ...]]:
    if re.search(r"(?m)^[^#\n]*[:\-\[,{]\s+[&*][A-Za-z]", text):
        return [], (Remark("broken-bibliography", "anchors and aliases are not read", Place(path, 1, 1)),)
    try:
        return pandoc.read_bibliography(text.encode(), "csl-yaml"), ()
    except (pandoc.PandocRefused, LimitHit, json.JSONDecodeError) as fault:
        line = re.search(r"line (\d+)", str(fault))
        return [], (
            Remark("broken-bibliography", _first_line(str(fault)), Place(path, int(line[1]) if line else 1, 1)),
        )


def _blocks(text: str) -> list[_Block]:
    """The @type{key, …} blocks of a BibTeX file, each with its text up to the brace that closes it."""
    found: list[_Block] = []
    end = 0
    for match in _START.finditer(text):
        if match.start() < end or _commented(text, match.start()):
            continue
        end = _closing(text, match.end() - 1)
        kind, body = match[1].lower(), text[match.start() : end]
        if match[2] == "(":  # BibTeX has both, pandoc reads braces alone
            body = body.replace("(", "{", 1).removesuffix(")") + "}"
        key = None if kind in _NOT_ENTRIES else _KEY.match(text, match.end())
        found.append(_Block(kind, key[1] if key else "", key.start(1) if key else match.start(), body))
    return found


def _commented(text: str, at: int) -> bool:
    return text[text.rfind("\n", 0, at) + 1 : at].lstrip().startswith("%")


def _closing(text: str, at: int) -> int:
    """The index after what closes the block that opens at ``at``; where nothing does, where the next block begins."""
    depth = 0
    for match in re.compile(r"\\.|[{}]|\)|\n(?=[ \t]*@)", re.S).finditer(text, at):
        sign = match.group()
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
        elif sign == "\n" and _START.match(text, text.index("@", match.end())) and (depth > 0 or text[at] == "("):
            return match.start()
        if depth <= 0 and sign == (")" if text[at] == "(" else "}"):
            return match.end()
    return len(text)


def _bib(path: str, text: str, blocks: list[_Block], form: str) -> tuple[list[dict[str, Any]], tuple[Remark, ...]]:
    lines = Lines(path, text)
    entries = [block for block in blocks if block.kind not in _NOT_ENTRIES]
    strings = [block for block in blocks if block.kind == "string"]
    remarks = [*_cycles(lines, [block for block in entries if block.key]), *_growth(lines, strings)]
    if any(remark.kind == "bibliography-growth" for remark in remarks):
        strings = []
    circular = {remark.text.split(" → ")[0] for remark in remarks if remark.kind == "circular-crossref"}
    nameless = [block for block in entries if not block.key]
    entries = [block for block in entries if block.key]
    sound = [
        b if b.key not in circular else _Block(b.kind, b.key, b.offset, _CROSSREF.sub("", b.text)) for b in entries
    ]
    items, broken = _convert(sound, "\n".join(block.text for block in strings), form)
    read = {str(item.get("id")) for item in items} | {block.key for block, _ in broken}
    broken += [
        (block, "it is passed over") for block in sound if block.key not in read and block.kind not in _NO_SOURCES
    ]
    for block, reason in [*broken, *((block, "it has no key") for block in nameless)]:
        remarks.append(
            Remark("broken-entry", f"{block.key or _first_words(block.text)}: {reason}", lines.place(block.offset))
        )
    return items, tuple(remarks)


def _convert(blocks: list[_Block], strings: str, form: str) -> tuple[list[dict[str, Any]], list[tuple[_Block, str]]]:
    """Convert all at once; when pandoc refuses, halve until the broken entries stand alone."""
    if not blocks:
        return [], []
    try:
        data = (strings + "\n" + "\n\n".join(as_letters(block.text) for block in blocks)).encode()
        return pandoc.read_bibliography(data, form), []
    except (pandoc.PandocRefused, LimitHit) as fault:
        if len(blocks) == 1:
            return [], [(blocks[0], _first_line(str(fault)))]
    half = len(blocks) // 2
    first, broken = _convert(blocks[:half], strings, form)
    second, more = _convert(blocks[half:], strings, form)
    return first + second, broken + more


def _cycles(lines: Lines, entries: list[_Block]) -> list[Remark]:
    """Entries whose crossref leads back to themselves: pandoc would run out of memory on them."""
    parents = {
        b.key.lower(): [key.strip().lower() for m in _CROSSREF.findall(b.text) for key in m.split(",")] for b in entries
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


def _growth(lines: Lines, strings: list[_Block]) -> list[Remark]:
    """@string abbreviations that would grow beyond reason when put together with #."""
    sizes: dict[str, int] = {}
    for block in strings:
        match = re.match(r"@\s*string\s*[{(]\s*([\w:-]+)\s*=\s*(.*)[})]\s*\Z", block.text, re.S | re.I)
        if not match:
            continue
        sizes[match[1].lower()] = sum(sizes.get(piece.strip().lower(), len(piece)) for piece in match[2].split("#"))
        if sizes[match[1].lower()] > _LARGEST_STRING:
            return [Remark("bibliography-growth", match[1], lines.place(block.offset))]
    return []


def _first_words(text: str) -> str:
    """The beginning of an entry, to know it by."""
    line = " ".join(text.split())
    return line if len(line) <= 30 else f"{line[:29]}…"


def _first_line(message: str) -> str:
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    return lines[-1] if lines else "pandoc cannot read it"
