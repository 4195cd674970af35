"""Knots: passages that would keep pandoc busy for minutes, or make trees too deep to walk. Their signs are muted.

pandoc takes exponential time over brackets that are opened within one another. A muted sign is another character for
the time of parsing, one column wide, so that every place stays; ``unmute`` puts the signs back.
"""

import re

from octavo import tree
from octavo.findings import Place
from octavo.model import Node, Nodes, Remark
from octavo.parse.code import Ranges
from octavo.parse.decode import Lines

_BRACKETS, _QUOTATIONS = 10, 50
_SIGNS = "[]()!`*_^~$<>{}@\\|#"
_MUTE = {ord(sign): chr(0x10FF00 + index) for index, sign in enumerate(_SIGNS)}
_SPEAK = {ord(muted): chr(sign) for sign, muted in _MUTE.items()}
_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+")
_BRACKET = re.compile(r"\\.|\]\(|[\[\])]", re.S)
_QUOTED = re.compile(rf"^((?: {{0,3}}>[ \t]?){{{_QUOTATIONS}}})((?: {{0,3}}>[ \t]?)+)", re.M)
_TEXTS = frozenset(("Str", "Code", "CodeBlock", "Math", "RawInline", "RawBlock", "Link", "Image"))
_SIGNS_BEFORE = " \t>-+*_~^[0123456789.)"
_DIVISION = re.compile(r"\s*:{3,}[ \t]*(\S?)")
_STEP = re.compile(r"[>*_~^\[]|[-+](?=\s)|\d+[.)](?=\s)| {2}|\t")


def untie(path: str, text: str, code: Ranges) -> tuple[str, tuple[Remark, ...]]:
    """The text with its knots muted: brackets nested beyond reason, and quotations deeper than a tree may be."""
    remarks: list[Remark] = []
    lines = Lines(path, text)
    if text.count("[") > _BRACKETS:
        for paragraph in list(_PARAGRAPH.finditer(text)):
            at = _knot(text, *paragraph.span(), code)
            if at >= 0:
                remarks.append(Remark("slow-text", f"has brackets nested more than {_BRACKETS} deep", lines.place(at)))
                text = mute(text, *paragraph.span())
    deep = [match for match in _QUOTED.finditer(text) if not code.inside(match.start())]
    for match in deep:
        text = mute(text, *match.span(2))
    if deep:
        remarks.append(Remark("too-deep", "", lines.place(deep[0].start())))
    return text, tuple(remarks)


def _knot(text: str, start: int, end: int, code: Ranges) -> int:
    """The offset of the first bracket of a paragraph that is nested too deeply; -1 when none is."""
    if text.count("[", start, end) <= _BRACKETS:
        return -1
    opened: list[int] = []
    addresses = 0
    for match in _BRACKET.finditer(text, start, end):
        if code.inside(match.start()):
            continue
        sign = match.group()
        if sign == "[":
            opened.append(match.start())
        elif opened and sign in ("]", "]("):
            opened.pop()
        addresses = max(0, addresses + (sign == "](") - (sign == ")"))
        if len(opened) > _BRACKETS or addresses > _BRACKETS:
            return opened[0] if opened else start
    return -1


def mute(text: str, start: int, end: int) -> str:
    """The text with all signs of a stretch muted."""
    return text[:start] + text[start:end].translate(_MUTE) + text[end:]


def muted(text: str) -> bool:
    """True for a text with a muted stretch."""
    return any(chr(sign) in text for sign in _SPEAK)


def worst(text: str, code: Ranges) -> tuple[int, int] | None:
    """The paragraph that most likely keeps pandoc busy: the one with the most signs for its length."""
    found, most = None, 5.0
    for paragraph in _PARAGRAPH.finditer(text):
        if code.inside(paragraph.start()):
            continue
        words = paragraph.group()
        signs = sum(map(words.count, "[`(*_"))
        weight = max(signs - len(words) / 12, words.count("[") - words.count("]"))
        if weight > most:
            found, most = paragraph.span(), weight
    return found


def unmute(blocks: Nodes) -> Nodes:
    """The tree with the muted signs as the author wrote them."""

    def speak(node: Node) -> Nodes | None:
        if node["t"] == "Str":
            return [{**node, "c": node["c"].translate(_SPEAK)}]
        content = [item.translate(_SPEAK) if isinstance(item, str) else item for item in node["c"]]
        if node["t"] in ("Link", "Image"):
            content[2] = [item.translate(_SPEAK) for item in content[2]]
        return [{**node, "c": content}]

    spoken: Nodes = tree.rewrite(blocks, speak, _TEXTS)
    return spoken


def deepest(path: str, text: str) -> Place:
    """The line that begins most deeply within divisions, lists, quotations and marks."""
    most, found, divisions = 0, 1, 0
    for number, line in enumerate(text.split("\n"), 1):
        fence = _DIVISION.match(line)
        if fence:
            divisions = divisions + 1 if fence[1] else max(0, divisions - 1)
        head = line[: len(line) - len(line.lstrip(_SIGNS_BEFORE)) + 1]
        steps = divisions + len(_STEP.findall(head))
        if steps > most:
            most, found = steps, number
    return Place(path, found, 1)
