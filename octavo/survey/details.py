"""Details: what single nodes tell a sketch – a table, an index mark, a note and what stands around its call."""

import re
from itertools import islice

from octavo import tree
from octavo.findings import Place
from octavo.model import Node, Nodes
from octavo.prose import HIDDEN, Prose
from octavo.survey.uses import IndexUse, TableUse

_BRACKET = re.compile(rf"(?<!{HIDDEN})[\[\]]")
# An address in a cell is broken wherever need be.
_ADDRESS = re.compile(r"(?:https?://|www\.|doi\.org/|10\.\d{4,}/)\S*")
_BEFORE, _AFTER = 24, 4
_RULED = re.compile(r"[ \t>]*[-=+|:]{2}[-=+|: \t]*$")
_TOLD = frozenset(("Str", "Emph", "Strong", "Quoted", "SmallCaps", "Strikeout", "Underline", "Superscript"))


def thing(node: Node) -> str:
    """What a label stands on, in small letters: "header", "figure", "table", "equation" …"""
    tag = str(node["t"])
    return "equation" if tag == "Span" and "equation" in tree.attr(node)[1] else tag.lower()


def table_offset(prose: Prose, node: Node, after: int) -> int:
    """Where a table without a label begins, as its first words tell; -1 where they do not."""
    rows = [*node["c"][3][1], *(row for body in node["c"][4] for row in (*body[2], *body[3]))]
    words = next((words for row in rows for cell in row[1] if (words := tree.text(cell[4]).split())), [])
    pattern = re.compile(rf"^[^\n]*{re.escape(words[0])}[^\n]*$", re.M) if words else None
    for match in islice(pattern.finditer(prose.text, max(after, 0)), 20) if pattern else ():
        line = match.group()
        below = prose.text[match.end() + 1 : prose.text.find("\n", match.end() + 1)]
        above = prose.text[prose.text.rfind("\n", 0, max(0, match.start() - 1)) + 1 : match.start()]
        if "|" in line or _RULED.match(below) or _RULED.match(above):
            return match.start() + len(line) - len(line.lstrip(" \t>"))
    return -1


def call_around(prose: Prose, at: int, label: str) -> tuple[str, str, str]:
    """What stands before and behind a note's call, and the call as written; nothing where it is not at this offset."""
    text = prose.text
    if at < 0 or not text.startswith((f"[^{label}]" if label else "^["), at):
        return "", "", ""
    end = at + len(label) + 3 if label else _closing(prose.plain, at + 2)
    if not end:
        return "", "", ""
    blank = prose.plain.rfind("\n\n", 0, at)
    paragraph = max(blank + 2 if blank >= 0 else 0, at - _BEFORE)
    return prose.plain[paragraph:at], text[end : end + _AFTER], text[at:end]


def _closing(plain: str, at: int) -> int:
    """The offset behind the bracket that closes the one before an offset; 0 for none."""
    depth = 1
    for match in _BRACKET.finditer(plain, at):
        depth += 1 if match.group() == "[" else -1
        if not depth:
            return match.end()
    return 0


def note_words(blocks: Nodes, said: str) -> int:
    """How many words a note has; a picture or a list alone counts as one."""
    return len(said.split()) or int(any(block["t"] not in ("Para", "Plain") or block["c"] for block in blocks))


def ending(blocks: Nodes) -> str:
    """The last letters of a note; "" where it ends with a list, a formula, a citation, or has no words."""
    last = blocks[-1] if blocks else None
    while last is not None and last["t"] in ("Para", "Plain", *_TOLD):
        if last["t"] == "Str":
            return str(last["c"])[-3:]
        inner = last["c"][1] if last["t"] == "Quoted" else last["c"]
        last = inner[-1] if inner else None
    return ""


def index_mark(node: Node, place: Place, in_note: bool) -> IndexUse:
    """An index mark: the words that it stands on are its heading where it names none."""
    _, classes, pairs = tree.attr(node)
    given = dict(pairs)
    term = given.get("term") or tree.text(node["c"][1])
    path = tuple(piece.strip() for piece in term.split("!") if piece.strip())
    see, seealso, ranged = (given.get(name, "") for name in ("see", "seealso", "range"))
    return IndexUse(path, see, seealso, ranged, "main" in classes, in_note, place)


def used_table(node: Node, place: Place, within: tuple[str, ...], turned: bool) -> TableUse:
    """What a table is made of. Its node holds attributes, caption, columns, head, bodies and foot."""
    attributes, caption, columns, head, bodies, _ = node["c"]
    heads = [row for row in head[1] if any(tree.text(cell[4]) for cell in row[1])]
    rows = [row for body in bodies for row in (*body[2], *body[3])]
    widest = [0] * len(columns)
    for row in (*heads, *rows):
        for index, cell in enumerate(row[1][: len(columns)]):
            if cell[3] == 1:
                longest = max((len(_ADDRESS.sub("", word)) for word in tree.text(cell[4]).split()), default=0)
                widest[index] = max(widest[index], longest)
    said = tree.text(caption[1])
    return TableUse(
        attributes[0], said, len(columns), len(rows), bool(heads), sum(widest), turned or "turned" in attributes[1],
        place, "", within,
    )  # fmt: skip
