"""One file of the manuscript becomes its chapters: parsed, placed, guarded and split at its top headings."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from octavo import pandoc, tree
from octavo.children import Beside, LimitHit
from octavo.findings import Place
from octavo.model import About, ChapterEntry, Node, Nodes, Remark, SourceFile
from octavo.parse.code import code_ranges
from octavo.parse.conservation import lost
from octavo.parse.decode import Lines, decode
from octavo.parse.depth import shallow
from octavo.parse.equations import label_equations
from octavo.parse.foreign import Macro, at_home, macros
from octavo.parse.guard import guard
from octavo.parse.knots import deepest, mute, muted, unmute, worst
from octavo.parse.literal import literal, unclosed
from octavo.parse.opening import Opening, marked, opened
from octavo.parse.opening import read as read_text
from octavo.parse.places import place_nodes
from octavo.parse.prose import plain
from octavo.parse.raw import RawPolicy
from octavo.parse.scan import Scan, scan
from octavo.parse.tidy import flat_notes, plain_alts, references_apart, without_braces
from octavo.prose import CODE

_HEADER = frozenset(("Header",))
# What alone can bring forth raw nodes.
_RAW = re.compile(r"[<\\]|\{=")
# Four columns in begins code, where it is no part of an item.
_CODE_COLUMN = 4
_BRACED = re.compile(r"\{[+*!]?@")
_CITED_BEHIND = re.compile(r"@\S+\s\[[^\]]*@")


@dataclass(frozen=True, slots=True)
class Section:
    """A top-level section of a file: title, label, numbered or not, blocks, place, the classes of its heading."""

    title: Nodes
    label: str
    numbered: bool
    blocks: Nodes
    place: Place
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """What a file holds: its sections, each a chapter of the book, the remarks on its text, the other names that it
    gives to citation keys, the macros that its formulas may use, its text, whole and as prose, and its metadata.
    """

    entry: ChapterEntry
    sections: tuple[Section, ...]
    remarks: tuple[Remark, ...]
    aliases: tuple[tuple[str, str], ...] = ()
    macros: tuple[Macro, ...] = ()
    text: str = field(default="", repr=False)
    plain: str = field(default="", repr=False)
    about: About = About()


def parse_file(file: SourceFile, entry: ChapterEntry, opening: Opening | None = None) -> ParsedFile:
    """Parse one file, which may have been opened already. Never fails on bad text: what pandoc cannot take is kept as
    plain paragraphs, with a remark.
    """
    opening = opening or opened(file)
    prepared, remarks = opening.prepared, opening.remarks
    seen, copy = opening.seen, opening.copy.result()
    read = _read(file.path, prepared.text, opening.answer)
    text, blocks, faults = read.text, read.blocks, read.faults
    if text != prepared.text:  # a paragraph was muted
        seen = scan(file.path, text)
        copy = marked(seen)
    notes: tuple[Remark, ...] = ()
    prose = plain(text)
    if not faults or faults[-1].kind == "slow-text":
        blocks, deep = shallow(blocks, read.json)
        if deep and not any(remark.kind == "too-deep" for remark in prepared.remarks):
            faults += (Remark("too-deep", "", deepest(file.path, text)),)
        faults += lost(seen, file.path, (read.json, copy.json))
        equations = "$$" in text
        blocks = place_nodes(
            label_equations(blocks) if equations else blocks,
            label_equations(copy.blocks) if equations else copy.blocks,
            seen,
        )
        notes = (*_note_remarks(seen, blocks, read.json, prose), *_label_remarks(seen, blocks, read.json))
        notes += (*literal(file.path, text, prose, read.json), *unclosed(file.path, text, prose))
    policy = RawPolicy(file.path, text)
    if _RAW.search(text):
        blocks = policy.apply(blocks)
    if _BRACED.search(text):
        blocks = without_braces(blocks)
    if _CITED_BEHIND.search(text):
        blocks = references_apart(blocks)
    if "![" in text:
        blocks = plain_alts(blocks)
    blocks, nested = flat_notes(file.path, at_home(blocks, text))
    return ParsedFile(
        entry,
        _sections(file.path, guard(unmute(blocks) if muted(text) else blocks)),
        (*remarks, *prepared.remarks, *faults, *policy.remarks, *nested, *notes),
        prepared.aliases,
        macros(text),
        text, prose, prepared.about,
    )  # fmt: skip


def plain_file(file: SourceFile, entry: ChapterEntry, fault: str) -> ParsedFile:
    """A file whose parsing ran into a limit even so: its words, paragraph by paragraph."""
    text, remarks = decode(file)
    found = worst(text, code_ranges(text))
    remark = Remark("slow-text", fault, Lines(file.path, text).place(found[0] if found else 0))
    sections = _sections(file.path, _as_paragraphs(file.path, text))
    return ParsedFile(entry, sections, (*remarks, remark), text=text, plain=plain(text))


@dataclass(frozen=True, slots=True)
class _Read:
    """A text, perhaps with a paragraph muted, its tree, pandoc's JSON of it, and what was wrong with it."""

    text: str
    blocks: Nodes
    json: str
    faults: tuple[Remark, ...]


def _read(path: str, text: str, answer: Beside[pandoc.Parsed], before: tuple[Remark, ...] = ()) -> _Read:
    """The tree of a text. Where pandoc takes too long, the worst paragraph is muted and pandoc asked once more."""
    try:
        parsed = answer.result()
        return _Read(text, parsed.blocks, parsed.json, before)
    except LimitHit as limit:
        found = worst(text, code_ranges(text))
        place = Lines(path, text).place(found[0] if found else 0)
        if found and not before:
            muted_text = mute(text, *found)
            again = Beside(lambda: read_text(muted_text))
            return _read(path, muted_text, again, (Remark("slow-text", str(limit), place),))
        fault = Remark("unreadable-text", f"pandoc {limit}", place)
    except pandoc.TooDeep:
        fault = Remark("too-deep", "", deepest(path, text))
    except pandoc.PandocRefused as refusal:
        line = re.search(r"line (\d+)", str(refusal))
        fault = Remark("unreadable-text", str(refusal), Place(path, int(line[1]) if line else 1, 1))
    return _Read(text, _as_paragraphs(path, text), "", (fault,))


def _as_paragraphs(path: str, text: str) -> Nodes:
    """The text without its marks, paragraph by paragraph: no word is lost when pandoc cannot read a file."""
    blocks: Nodes = []
    lines = Lines(path, text)
    for paragraph in re.finditer(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+", text):
        for piece in re.finditer(
            r"^(#{1,6})[ \t]+(\S[^\n]*)$|(?:^(?!#{1,6}[ \t])[^\n]+(?:\n|\Z))+", paragraph.group(), re.M
        ):
            place = lines.place(paragraph.start() + piece.start())
            if piece[1]:
                header: Node = {"t": "Header", "c": [len(piece[1]), ["", [], []], tree.words(piece[2].strip())]}
                blocks.append({**header, "at": (place.line, place.column)})
            else:
                blocks.append({"t": "Para", "c": tree.words(" ".join(re.split(r"[ \t\n]+", piece.group().strip())))})
    return blocks


def _note_remarks(seen: Scan, blocks: Nodes, json: str, prose: str) -> Iterator[Remark]:
    """Calls without a note, notes without a call, notes written twice: labels are a file's own. What stands so far in
    that it is code is none.
    """
    defined: dict[str, list[Place]] = {}
    for mark in seen.definitions:
        if prose[mark.offset] == CODE and mark.place.column > _CODE_COLUMN:
            continue
        defined.setdefault(mark.text, []).append(mark.place)
    notes = [node for node in tree.structure(blocks) if node["t"] == "Note"]
    called = {str(node["label"]) for node in notes if "label" in node}
    placed = {tuple(node["at"]) for node in notes if "at" in node}
    literal = "[^" in json
    in_notes = _literal_calls([note["c"] for note in notes] if literal else [])
    in_text = _literal_calls(blocks if literal else [])
    for mark in seen.marks:
        if mark.kind == "call" and (mark.place.line, mark.place.column) not in placed:
            if in_text[mark.text] > in_notes[mark.text]:
                yield Remark("undefined-note", mark.text, mark.place)
            elif in_notes[mark.text]:
                yield Remark("nested-note", f"[^{mark.text}]", mark.place)
    for label, places in defined.items():
        yield Remark("note-label", label, places[0])
        if label not in called:
            yield Remark("unused-note", label, places[0])
        if len(places) > 1:
            yield Remark("duplicate-note", label, places[1], (places[0],))


def _label_remarks(seen: Scan, blocks: Nodes, json: str) -> Iterator[Remark]:
    """Labels that pandoc left as words."""
    if "{#" not in json:
        return
    words = [node["c"] for node in tree.walk(blocks) if node["t"] == "Str" and "{#" in node["c"]]
    for mark in seen.marks if words else ():
        if mark.kind == "label" and any(f"{{#{mark.text}" in word for word in words):
            yield Remark("unread-label", mark.text, mark.place)


def _literal_calls(blocks: object) -> Counter[str]:
    """Notes' calls that pandoc left as words."""
    words = (node["c"] for node in tree.walk(blocks) if node["t"] == "Str" and "[^" in node["c"])
    return Counter(label for word in words for label in re.findall(r"\[\^([^\]\s]+)\]", word))


def _sections(path: str, blocks: Nodes) -> tuple[Section, ...]:
    """Split at the highest heading that the file has; what comes before the first is a section without a title."""
    top = min((block["c"][0] for block in blocks if block["t"] == "Header"), default=1)
    if top > 1:
        blocks = tree.rewrite(
            blocks, lambda node: [{**node, "c": [max(1, node["c"][0] - top + 1), *node["c"][1:]]}], _HEADER
        )
    heads = [index for index, block in enumerate(blocks) if block["t"] == "Header" and block["c"][0] == 1]
    before = blocks[: heads[0]] if heads else blocks
    sections: list[Section] = []
    if not heads or _has_text(before):
        sections.append(Section([], "", False, before, Place(path, 1, 1)))
    for index, end in pairwise([*heads, len(blocks)]):
        sections.append(_section(path, blocks[index], blocks[index + 1 : end]))
    return tuple(sections)


def _has_text(blocks: Nodes) -> bool:
    return any(node["t"] in ("Str", "Image", "Math", "CodeBlock", "Code") for node in tree.walk(blocks))


def _section(path: str, header: Node, blocks: Nodes) -> Section:
    identifier, classes, _ = tree.attr(header)
    line, column = header.get("at", (0, 0))
    place = Place(path, line, column)
    return Section(header["c"][2], identifier, "unnumbered" not in classes, blocks, place, classes)
