r"""What the books of other tools take for granted: ``\label`` in captions, "Figure @fig:x", callouts, macros of TeX."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from octavo import tree
from octavo.model import Node, Nodes
from octavo.references import target

# A figure, a table, an equation whose label came from TeX: it may have any name, so the class tells the kind.
LABELLED = "labelled"
_ARGUMENT = r"\{((?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*)\}"
_MACRO = re.compile(
    rf"\\(?:(?:re)?newcommand|providecommand)\*?\s*\{{?\\([A-Za-z]+)\}}?\s*(?:\[(\d)\])?\s*{_ARGUMENT}"
    rf"|\\DeclareMathOperator(\*?)\s*\{{?\\([A-Za-z]+)\}}?\s*{_ARGUMENT}"
    rf"|\\def\s*\\([A-Za-z]+)\s*{_ARGUMENT}"
)
_TEX_LABEL = re.compile(r"\\label\{([^{}]*)\}[ \t]*\n?")
_LONGEST = 20_000
_LABELS = re.compile(r"\\label\b|\]\{#")
_REFERENCES = re.compile(r"@\{?(?:fig|tbl|tab|sec|eq|lst)[:-]|\\\w*ref\b", re.I)
_KINDS = {
    "fig": r"fig(?:ure)?s?|figs?\.|abb(?:\.|ildung(?:en)?)|рис(?:\.|унок|унки)",
    "tbl": r"tab(?:le)?s?|tabs?\.|tbls?\.|tableaux?|tabellen?|табл(?:\.|ица)",
    "eq": r"eqn?s?\.?|equations?|équations?|gleichung(?:en)?|formulas?|formule|формула",
    "sec": r"sec(?:tion)?s?|sect?s?\.|chap(?:ter)?s?|chs?\.|chap\.|append(?:ix|ices|ixes)|app\.|parts?|§§?"
    r"|chapitres?|annexes?|kapitel|abschnitt|раздел|глава",
    "lst": r"listings?|lst\.|code",
}
_CJK = {"fig": "图圖", "tbl": "表", "eq": "式", "sec": "节節章", "lst": "码"}
_SAID = {
    kind: re.compile(rf"(?:(?:\A|[\W_])(?:{words})|[{_CJK[kind]}])[\u00a0\u202f]?\Z", re.I)
    for kind, words in _KINDS.items()
}
_NAMED = re.compile(
    f"(?<![^\\W_])(?<![@#{{])(?:{'|'.join(_KINDS.values())})(?![^\\W_])|[{''.join(_CJK.values())}]", re.I
)
_MOVABLE = re.compile(r"\\label\b|\]\{#|callout|\[[xX]\]|☒")
_BETWEEN = re.compile(r"(?:,|;|/|–|-|—|&|,?and|,?or|to|through|et|ou|à|und|oder|bis|и|или|和|与|或)\Z", re.I)


@dataclass(frozen=True, slots=True)
class Macro:
    """A macro of TeX: name, how many arguments it takes, what it stands for."""

    name: str
    arguments: int
    body: str


def at_home(blocks: Nodes, text: str) -> Nodes:
    """The tree with labels where Octavo looks for them, and references that do not repeat the author's word.

    ``text`` is what the tree was read from: it says which of this may be there at all.
    """
    if _LABELS.search(text):
        blocks = tree.rewrite_lists(blocks, _headed)
    if _MOVABLE.search(text):
        blocks = tree.rewrite(blocks, _moved, _MOVED)
    if any(_NAMED.search(text, max(0, found.start() - 60), found.start()) for found in _REFERENCES.finditer(text)):
        blocks = tree.rewrite_lists(blocks, _said)
    if "<" in text:
        blocks = _paragraphs(tree.rewrite(blocks, _own_paragraphs, _HOLDERS))
    return blocks


def _own_paragraphs(node: Node) -> Nodes:
    if node["t"] == "BlockQuote":
        return [{**node, "c": _paragraphs(node["c"])}]
    return [{**node, "c": [node["c"][0], _paragraphs(node["c"][1])]}]


def _paragraphs(blocks: Nodes) -> Nodes:
    """The blocks with words that stood between tags of raw HTML as paragraphs of their own."""
    if len(blocks) < 2:
        return blocks
    return [{**b, "t": "Para"} if b["t"] == "Plain" and tree.text(b, notes=True) else b for b in blocks]


def _headed(nodes: Nodes) -> Nodes:
    r"""A paragraph that is nothing but a ``\label`` belongs to the heading before it."""
    result: Nodes = []
    for node in nodes:
        inner = node["c"] if node["t"] in ("Para", "Plain") else []
        alone = bool(inner) and all(n["t"] == "Span" and _is_label(n) for n in inner)
        if alone and result and result[-1]["t"] == "Header":
            level, attributes, inlines = result[-1]["c"]
            result[-1] = {**result[-1], "c": [level, attributes, [*inlines, *node["c"]]]}
        else:
            result.append(node)
    return result


def _moved(node: Node) -> Nodes | None:
    if node["t"] == "Math":
        return _equation(node)
    if node["t"] == "Span":
        return _one_equation(node)
    if node["t"] == "Div":
        return _callout(node)
    if node["t"] == "BulletList":
        return _tasks(node)
    caption = node["c"][1][1]
    label = next((n for n in tree.structure(caption) if n["t"] == "Span" and _is_label(n)), None)
    identifier, classes, pairs = tree.attr(node)
    if label is None or identifier:
        return None
    bare = tree.rewrite(caption, lambda span: [] if span is label else None, _SPAN)
    content = list(node["c"])
    content[1] = [content[1][0], bare]
    places: Node = {key: label[key] for key in ("at", "label-at") if key in label}
    return [{**tree.with_attr({**node, "c": content}, (label["c"][0][0], (*classes, LABELLED), pairs)), **places}]


def _is_label(span: Node) -> bool:
    return bool(span["c"][0][0]) and not span["c"][1] and "label-at" in span


def _equation(node: Node) -> Nodes | None:
    r"""``$$ \label{eq:x} … $$``."""
    kind, formula = node["c"]
    label = _TEX_LABEL.search(formula)
    if kind["t"] != "DisplayMath" or not label:
        return None
    places: Node = {"at": node["at"], "label-at": node["at"]} if "at" in node else {}
    bare = {**node, "c": [kind, _TEX_LABEL.sub("", formula).strip()]}
    return [{**tree.span([bare], label[1], ("equation", LABELLED)), **places}]


def _one_equation(node: Node) -> Nodes | None:
    inner = node["c"][1]
    alone = "equation" in tree.attr(node)[1] and len(inner) == 1 and inner[0]["t"] == "Span"
    if alone and "equation" in tree.attr(inner[0])[1]:
        return [{**node, "c": [node["c"][0], inner[0]["c"][1]]}]
    return None


def _tasks(node: Node) -> Nodes | None:
    """A task that is done: pandoc's box with a cross is in none of the house's fonts, the one with a tick is."""
    done = [_is_done(item) for item in node["c"]]
    if not any(done):
        return None
    items = [
        [{**item[0], "c": [tree.string("☑"), *item[0]["c"][1:]]}, *item[1:]] if ticked else item
        for item, ticked in zip(node["c"], done, strict=True)
    ]
    return [{**node, "c": items}]


def _is_done(item: Nodes) -> bool:
    words = item[0]["c"] if item and item[0]["t"] in ("Plain", "Para") else []
    return bool(words) and words[0].get("c") == "☒"


def _callout(node: Node) -> Nodes | None:
    """Quarto's callouts: the heading in one is its title, and no section of the book."""
    if not any(name.startswith("callout") for name in tree.attr(node)[1]):
        return None
    blocks = [{"t": "Para", "c": [{"t": "Strong", "c": b["c"][2]}]} if b["t"] == "Header" else b for b in node["c"][1]]
    return [{**node, "c": [node["c"][0], blocks]}]


_HOLDERS = frozenset(("Div", "BlockQuote"))
_MOVED = frozenset(("Figure", "Table", "Math", "Span", "Div", "BulletList"))
_SPAN, _MATH = frozenset(("Span",)), frozenset(("Math",))


def _said(nodes: Nodes) -> Nodes:
    """ "Figure @fig:x" is "Figure 1", not "Figure figure 1": the author's own word stays alone."""
    if not any(node["t"] == "Cite" for node in nodes):
        return nodes
    result: Nodes = []
    named = ""
    for node in nodes:
        if node["t"] == "Cite":
            kind = _kind(node)
            if kind and (kind == named or _names(kind, result)):
                node, named = _bare(node), kind
            else:
                named = ""
        elif node["t"] not in tree.SPACES and not (node["t"] == "Str" and _BETWEEN.match(node["c"])):
            named = ""
        result.append(node)
    return result


def _kind(cite: Node) -> str:
    """The kind of thing that all of a node's references go to."""
    found = {reference.kind if (reference := target(item, frozenset())) else "" for item in cite["c"][0]}
    return found.pop() if len(found) == 1 else ""


def _names(kind: str, before: Nodes) -> bool:
    """True where the words before end with the name of the kind: "Fig. ", "(Table "."""
    spaced = bool(before) and before[-1]["t"] in tree.SPACES
    last = before[-2] if spaced and len(before) > 1 else before[-1] if before and not spaced else None
    if last is None or last["t"] not in ("Str", "Strong", "Emph") or kind not in _SAID:
        return False
    words = tree.text([last])
    return bool(_SAID[kind].search(words)) and (spaced or words[-1:] in "\u00a0\u202f." or not words[-1:].isascii())


def _bare(cite: Node) -> Node:
    items = [{**item, "citationMode": {"t": "SuppressAuthor"}} for item in cite["c"][0]]
    return {**cite, "c": [items, cite["c"][1]]}


# ---- macros ---------------------------------------------------------------------------------------------------


def macros(text: str) -> tuple[Macro, ...]:
    r"""The macros that a text defines: ``\newcommand{\R}{\mathbb{R}}``."""
    found: list[Macro] = []
    for match in _MACRO.finditer(text):
        if match[1]:
            found.append(Macro(match[1], int(match[2] or 0), match[3]))
        elif match[5]:
            found.append(Macro(match[5], 0, rf"\operatorname{match[4]}{{{match[6]}}}"))
        else:
            found.append(Macro(match[7], 0, match[8]))
    return tuple(found)


def only_macros(raw: str) -> bool:
    """True for TeX that defines macros and nothing else."""
    return bool(raw.strip()) and not re.sub(r"%[^\n]*", "", _MACRO.sub("", raw)).strip()


def expanded(nodes: Nodes, known: Mapping[str, Macro]) -> Nodes:
    """The tree with the formulas in which macros stand for what they mean."""
    if not known:
        return nodes

    def expand(node: Node) -> Nodes | None:
        kind, formula = node["c"]
        full = expanded_formula(formula, known)
        return None if full == formula else [{**node, "c": [kind, full]}]

    changed: Nodes = tree.rewrite(nodes, expand, _MATH)
    return changed


def expanded_formula(formula: str, known: Mapping[str, Macro]) -> str:
    """A formula without macros; as it was where they would never end."""
    if not known:
        return formula
    pattern = re.compile(rf"\\({'|'.join(sorted(map(re.escape, known), key=len, reverse=True))})(?![A-Za-z])")
    full = formula
    for _ in range(20):
        match = pattern.search(full)
        if not match:
            return full
        pieces: list[str] = []
        at = 0
        while match:
            inside, end = _put(known[match[1]], full, match.end())
            pieces += [full[at : match.start()], inside]
            at = end
            match = pattern.search(full, end)
        full = "".join(pieces) + full[at:]
        if len(full) > _LONGEST:
            return formula
    return formula


def _put(macro: Macro, full: str, at: int) -> tuple[str, int]:
    """What stands for a macro that ends at ``at``, and where its arguments end."""
    given: list[str] = []
    for _ in range(macro.arguments):
        match = re.compile(rf"\s*(?:{_ARGUMENT}|(\\[A-Za-z]+|[^\s{{}}]))").match(full, at)
        if not match:
            break
        given.append(match[1] if match[1] is not None else match[2])
        at = match.end()

    def argument(match: re.Match[str]) -> str:
        number = int(match[1])
        return given[number - 1] if 0 < number <= len(given) else ""

    body = re.sub(r"#(\d)", argument, macro.body)
    after: Any = full[at : at + 1]
    return (f"{body} " if re.search(r"\\[A-Za-z]+\Z", body) and after.isalpha() else body), at
