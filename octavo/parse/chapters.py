"""One file of the manuscript becomes its chapters: parsed, placed, guarded and split at its top headings."""

import re
from dataclasses import dataclass

from octavo import pandoc, tree
from octavo.children import LimitHit, Limits
from octavo.findings import Place
from octavo.model import ChapterEntry, Node, Nodes, Remark, SourceFile
from octavo.parse.decode import decode
from octavo.parse.equations import label_equations
from octavo.parse.guard import guard
from octavo.parse.places import place_nodes
from octavo.parse.prepare import prepare
from octavo.parse.raw import RawPolicy
from octavo.parse.scan import Scan, scan

SECONDS = 30.0
_BRACKETS = 60


@dataclass(frozen=True, slots=True)
class Section:
    """A top-level section of a file: title, label, numbered or not, blocks, place."""

    title: Nodes
    label: str
    numbered: bool
    blocks: Nodes
    place: Place


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """What a file holds: its sections, each a chapter of the book, and the remarks on its text."""

    entry: ChapterEntry
    sections: tuple[Section, ...]
    remarks: tuple[Remark, ...]


def parse_file(file: SourceFile, entry: ChapterEntry) -> ParsedFile:
    """Parse one file. Never fails on bad text: what pandoc cannot take is kept as plain paragraphs, with a remark."""
    text, remarks = decode(file)
    prepared = prepare(file.path, text)
    seen = scan(file.path, prepared.text)
    blocks, faults = _read(file.path, prepared.text, seen)
    policy = RawPolicy(file.path, prepared.text)
    blocks = guard(policy.apply(blocks))
    notes = _note_remarks(seen, blocks)
    sections = _sections(file.path, prepared.title, blocks)
    return ParsedFile(entry, sections, (*remarks, *prepared.remarks, *faults, *policy.remarks, *notes))


def _read(path: str, text: str, seen: Scan) -> tuple[Nodes, tuple[Remark, ...]]:
    try:
        parsed = pandoc.read_markdown(text, Limits(SECONDS, pandoc.HEAP))
    except LimitHit as limit:
        return _as_paragraphs(text), (Remark("slow-text", str(limit), _knot(path, text)),)
    except pandoc.PandocRefused as refusal:
        return _as_paragraphs(text), (Remark("unreadable-text", str(refusal), Place(path, 1, 1)),)
    faults = [Remark("metadata", "", Place(path, 1, 1))] if parsed.meta else []
    try:
        marked = pandoc.read_markdown(seen.marked, Limits(SECONDS, pandoc.HEAP)).blocks
    except (LimitHit, pandoc.PandocRefused):
        marked = []
    true, copy = label_equations(parsed.blocks), label_equations(marked)
    return place_nodes(true, copy, seen), tuple(faults)


def _as_paragraphs(text: str) -> Nodes:
    """The text without its marks, paragraph by paragraph: no word is lost when pandoc cannot read a file."""
    blocks: Nodes = []
    for paragraph in re.split(r"\n[ \t]*\n", text):
        heading = re.match(r"\s*(#{1,6})\s+(.*)", paragraph)
        if heading and "\n" not in paragraph.strip():
            blocks.append({"t": "Header", "c": [len(heading[1]), ["", [], []], tree.words(heading[2].strip())]})
        elif paragraph.split():
            blocks.append({"t": "Para", "c": tree.words(" ".join(paragraph.split()))})
    return blocks


def _knot(path: str, text: str) -> Place:
    """The paragraph that most likely keeps pandoc busy: the one with the most open brackets and ticks."""
    worst, line, at = 0, 1, 1
    for paragraph in re.split(r"(\n[ \t]*\n)", text):
        weight = max(len(re.findall(r"[\[!`(]", paragraph)) - len(paragraph) // 40, paragraph.count("[") - paragraph.count("]"))
        if weight > worst:
            worst, at = weight, line + len(paragraph) - len(paragraph.lstrip("\n"))
        line += paragraph.count("\n")
    return Place(path, at, 1)


def _note_remarks(seen: Scan, blocks: Nodes) -> tuple[Remark, ...]:
    """Calls without a note, notes without a call, notes written twice: labels are a file's own."""
    literal = {match for node in tree.walk(blocks) if node["t"] == "Str" for match in re.findall(r"\[\^([^\]\s]+)\]", node["c"])}
    defined: dict[str, list[Place]] = {}
    for mark in seen.definitions:
        defined.setdefault(mark.label, []).append(mark.place)
    called = {mark.label for mark in seen.calls}
    remarks = [Remark("undefined-note", mark.label, mark.place) for mark in seen.calls if mark.label in literal and mark.label not in defined]
    remarks += [Remark("note-label", label, places[0]) for label, places in defined.items()]
    for label, places in defined.items():
        if label not in called:
            remarks.append(Remark("unused-note", label, places[0]))
        if len(places) > 1:
            remarks.append(Remark("duplicate-note", label, places[1], (places[0],)))
    return tuple(remarks)


def _sections(path: str, title: str, blocks: Nodes) -> tuple[Section, ...]:
    """Split at the highest heading that the file has; what comes before it belongs to the first section."""
    levels = [block["c"][0] for block in blocks if block["t"] == "Header"]
    top = min(levels, default=1)
    if top > 1:
        blocks = [_raised(block, top - 1) for block in blocks]
    sections: list[Section] = []
    heads = [index for index, block in enumerate(blocks) if block["t"] == "Header" and block["c"][0] == 1]
    before = blocks[: heads[0]] if heads else blocks
    if before and (not heads or _has_text(before)):
        sections.append(Section(tree.words(title) if title else [], "", bool(title), before, Place(path, 1, 1)))
    for index, end in zip(heads, [*heads[1:], len(blocks)][: len(heads)], strict=True):
        sections.append(_section(path, blocks[index], blocks[index + 1 : end]))
    return tuple(sections)


def _has_text(blocks: Nodes) -> bool:
    return any(node["t"] in ("Str", "Image", "Math", "CodeBlock", "Code") for node in tree.walk(blocks))


def _section(path: str, header: Node, blocks: Nodes) -> Section:
    identifier, classes, _ = tree.attr(header)
    line, column = header.get("at", (0, 0))
    return Section(header["c"][2], identifier, "unnumbered" not in classes, blocks, Place(path, line, column))


def _raised(block: Node, by: int) -> Node:
    return {**block, "c": [block["c"][0] - by, *block["c"][1:]]} if block["t"] == "Header" else block


def plain_file(file: SourceFile, entry: ChapterEntry, fault: str) -> ParsedFile:
    """A file that could not be parsed within the limits: its words, paragraph by paragraph, and a remark."""
    text, remarks = decode(file)
    prepared = prepare(file.path, text)
    sections = _sections(file.path, prepared.title, _as_paragraphs(prepared.text))
    return ParsedFile(entry, sections, (*remarks, Remark("slow-text", fault, _knot(file.path, prepared.text))))
