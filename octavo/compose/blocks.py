"""Blocks as XHTML: paragraphs, lists, headings, figures, tables, verse, code."""

import re
from collections.abc import Callable
from html import escape

from octavo import tree
from octavo.compose.apart import epigraph, glossary_term, role
from octavo.compose.pen import KEPT_CLASSES, Pen, class_, id_, language_
from octavo.compose.tables import table
from octavo.model import Heading, Node, Nodes
from octavo.words import words

_BOXED = ("task",)
# The full stop of a caption that ends in a whole word: no abbreviation loses its own.
_STOP = re.compile(r"(?:(?<=[^\W\d_]{4})|(?<=\d\d)|(?<=[)\]>”»’]))\.\Z")
# Classes of code that name no language.
_UNSPOKEN = frozenset(("raw", "numberLines", "unnumbered", "labelled"))
_STYLES = {
    "Decimal": "1", "LowerAlpha": "a", "UpperAlpha": "A", "LowerRoman": "i", "UpperRoman": "I",
}  # fmt: skip


def _para(pen: Pen, node: Node) -> str:
    inner = pen.inlines(node["c"])
    return f"<p>{inner}</p>" if inner.strip() else ""


def _plain(pen: Pen, node: Node) -> str:
    return pen.inlines(node["c"])


def _verse(pen: Pen, node: Node) -> str:
    lines = (f'<div class="line">{pen.inlines(line) or "&#160;"}</div>' for line in node["c"])
    return f'<div class="verse">{"".join(lines)}</div>'


def _code_block(pen: Pen, node: Node) -> str:
    identifier, classes, pairs = tree.attr(node)
    language = next((name for name in classes if name not in _UNSPOKEN), "")
    kind = "code raw" if "raw" in classes else "code"
    spoken = class_((f"language-{language}",) if language else ())
    body = f'<pre class="{kind}"{id_(identifier)}><code{spoken}>{escape(node["c"][1])}</code></pre>'
    caption = dict(pairs).get("caption", "")
    if not caption and not node.get("n"):
        return body
    label = _label(pen, "lst", node.get("n", ""))
    body = body.replace(id_(identifier), "", 1) if identifier else body
    return f'<figure class="listing"{id_(identifier)}><figcaption>{label}{escape(caption)}</figcaption>{body}</figure>'


def _quote(pen: Pen, node: Node) -> str:
    return f"<blockquote>{pen.blocks(node['c'])}</blockquote>"


def _ordered(pen: Pen, node: Node) -> str:
    (start, style, _), items = node["c"]
    kind = _STYLES.get(style["t"], "")
    attributes = (f' start="{start}"' if start != 1 else "") + (f' type="{kind}"' if kind and kind != "1" else "")
    return f"<ol{attributes}>{_items(pen, items)}</ol>"


def _bullets(pen: Pen, node: Node) -> str:
    return f"<ul>{_items(pen, node['c'])}</ul>"


def _items(pen: Pen, items: list[Nodes]) -> str:
    return "".join(f"<li{class_(_BOXED if _is_boxed(item) else ())}>{pen.blocks(item)}</li>" for item in items)


def _is_boxed(item: Nodes) -> bool:
    """True for a task: the box before it is bullet enough."""
    first = item[0]["c"][:1] if item and item[0]["t"] in ("Plain", "Para") else []
    return bool(first) and first[0]["t"] == "Str" and first[0]["c"] in ("☐", "☑", "☒")


def _definitions(pen: Pen, node: Node) -> str:
    pieces: list[str] = []
    for term, definitions in node["c"]:
        pieces.append(glossary_term(pen, term) or f"<dt>{pen.inlines(term)}</dt>")
        pieces += [f"<dd>{pen.blocks(definition)}</dd>" for definition in definitions]
    return f"<dl>{''.join(pieces)}</dl>"


def _header(pen: Pen, node: Node) -> str:
    level = min(6, max(2, node["c"][0]))
    identifier, _, pairs = tree.attr(node)
    title, number = pen.inlines(node["c"][2]), node.get("n", "")
    if identifier:
        pen.headings.append(Heading(level, number, tree.text(node["c"][2]), identifier))
    shown = f'<span class="heading-number">{escape(number)}</span> ' if number else ""
    return f"<h{level}{id_(identifier)}{language_(pairs)}>{shown}{title}</h{level}>"


def _rule(pen: Pen, node: Node) -> str:
    return '<hr class="ornament"/>'


def _table(pen: Pen, node: Node) -> str:
    identifier, classes, _ = tree.attr(node)
    caption = captioned(pen, "tbl", node.get("n", ""), node["c"][1][1])
    if identifier and node.get("n"):
        pen.tables.append((identifier, node["n"], _listed(pen, node, node["c"][1][1])))
    return table(node, caption, identifier, classes, pen.blocks)


def _figure(pen: Pen, node: Node) -> str:
    identifier = tree.attr(node)[0]
    # A table or a listing that is shown as a picture is called what its label says.
    kind = node["kind"] if node.get("kind") in ("tbl", "lst") else "fig"
    caption = captioned(pen, kind, node.get("n", ""), node["c"][1][1])
    if identifier and node.get("n") and kind != "lst":
        listed = pen.tables if kind == "tbl" else pen.figures
        listed.append((identifier, node["n"], _listed(pen, node, node["c"][1][1])))
    body = pen.blocks([{**b, "t": "Plain"} if b["t"] == "Para" else b for b in node["c"][2]])
    shown = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure class="figure{_pinned(node)}"{id_(identifier)}>{body}{shown}</figure>'


def _pinned(node: Node) -> str:
    """The class of a figure that pages may not move: it stands on the figure or on its picture."""
    pictures = [inner for inner in tree.structure(node) if inner["t"] == "Image"]
    return " here" if any("here" in tree.attr(holder)[1] for holder in (node, *pictures)) else ""


def _listed(pen: Pen, node: Node, caption: Nodes) -> str:
    """A caption as the list of figures or of tables has it: the short one, where the author gives one."""
    within = node["c"][2] if node["t"] == "Figure" else []
    holders = [node, *(inner for inner in tree.structure(within) if inner["t"] == "Image")]
    short = next((value for holder in holders if (value := tree.value(holder, "short"))), "")
    return escape(short, quote=False) if short else _STOP.sub("", pen.plain_caption(caption))


def _label(pen: Pen, kind: str, number: str) -> str:
    if not number:
        return ""
    spoken = words(pen.around.language)
    word = {"fig": spoken.figure, "tbl": spoken.table, "lst": spoken.listing}[kind]
    gap = "" if pen.around.language.startswith("zh") else "\u00a0"
    return f'<span class="label">{word}{gap}{escape(number)}.</span> '


def _div(pen: Pen, node: Node) -> str:
    identifier, classes, pairs = tree.attr(node)
    inner, kept = node["c"][1], tuple(name for name in classes if name in KEPT_CLASSES)
    if node.get("kind") == "fig":
        return _subfigures(pen, node, identifier, inner)
    if "verse" in classes:
        return f'<div class="verse"{id_(identifier)}{language_(pairs)}>{_verse_lines(pen, inner)}</div>'
    outer, pen.language = pen.language, dict(pairs).get("lang", pen.language)
    body = epigraph(pen, inner) if "epigraph" in kept else pen.blocks(inner)
    pen.language = outer
    attributes = f"{id_(identifier)}{class_(kept)}{role(pen, kept)}{language_(pairs)}"
    return f"<div{attributes}>{body}</div>" if body or identifier else ""


def _verse_lines(pen: Pen, blocks: Nodes) -> str:
    stanzas: list[str] = []
    for block in blocks:
        if block["t"] in ("Para", "Plain"):
            lines = _lines(block["c"])
            stanzas.append("".join(f'<div class="line">{pen.inlines(line)}</div>' for line in lines))
        else:
            stanzas.append(pen.block(block))
    return '<div class="line">&#160;</div>'.join(stanzas)


def _subfigures(pen: Pen, node: Node, identifier: str, inner: Nodes) -> str:
    """pandoc-crossref's group of figures: the last paragraph without a picture is the caption."""
    caption: Nodes = []
    if inner and inner[-1]["t"] in ("Para", "Plain") and not any(n["t"] == "Image" for n in tree.structure(inner[-1])):
        inner, caption = inner[:-1], [inner[-1]]
    shown = captioned(pen, "fig", node.get("n", ""), caption)
    if node.get("n"):
        pen.figures.append((identifier, node["n"], _listed(pen, node, caption)))
    attributes = f'class="figure group{_pinned(node)}"{id_(identifier)}'
    return f"<figure {attributes}>{pen.blocks(inner)}<figcaption>{shown}</figcaption></figure>"


def captioned(pen: Pen, kind: str, number: str, blocks: Nodes) -> str:
    """A caption with its label, as inlines."""
    inner = "<br/>".join(
        pen.inlines(block["c"]) if block["t"] in ("Plain", "Para") else pen.blocks([block]) for block in blocks
    )
    label = _label(pen, kind, number)
    return f"{label}{inner}" if inner or label else ""


def _lines(inlines: Nodes) -> list[Nodes]:
    lines: list[Nodes] = [[]]
    for node in inlines:
        if node["t"] in ("SoftBreak", "LineBreak"):
            lines.append([])
        else:
            lines[-1].append(node)
    return lines


# How each block of pandoc's tree is written.
BLOCKS: dict[str, Callable[[Pen, Node], str]] = {
    "Para": _para, "Plain": _plain, "LineBlock": _verse, "CodeBlock": _code_block,
    "BlockQuote": _quote, "OrderedList": _ordered, "BulletList": _bullets,
    "DefinitionList": _definitions, "Header": _header, "HorizontalRule": _rule,
    "Table": _table, "Figure": _figure, "Div": _div,
}  # fmt: skip
