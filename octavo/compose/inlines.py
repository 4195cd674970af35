"""Inlines as XHTML: words, emphasis, links, notes, formulas, pictures, runs in another language."""

import re
from collections.abc import Callable
from html import escape

from octavo import tree
from octavo.compose.citations import cited, noted
from octavo.compose.pen import KEPT_CLASSES, Pen, WrittenNote, class_, id_, language_
from octavo.compose.scripts import wide
from octavo.model import Format, Node, Nodes
from octavo.phrases import phrases
from octavo.referring import joined_pages
from octavo.words import numbered, words

_MEASURE = {"in": 4.375, "cm": 11.1, "mm": 111.1, "pt": 315.0, "px": 420.0, "em": 30.0, "": 420.0}


def soft_break(nodes: Nodes, index: int) -> str:
    """A line end of the source: a space, but nothing between two letters of a script without spaces."""
    before = nodes[index - 1] if index else {"t": ""}
    after = nodes[index + 1] if index + 1 < len(nodes) else {"t": ""}
    last = tree.text([before])[-1:] if before["t"] else ""
    first = tree.text([after])[:1] if after["t"] else ""
    return "" if wide(last) and wide(first) else "\n"


def _small_caps(pen: Pen, node: Node) -> str:
    return f'<span class="smallcaps">{pen.inlines(node["c"])}</span>'


def _line_break(pen: Pen, node: Node) -> str:
    return "<br/>"


def _quoted(pen: Pen, node: Node) -> str:
    kind, inner = node["c"]
    spoken = words(pen.language or pen.around.language)
    double = kind["t"] == "DoubleQuote"
    opening, closing = (spoken.open_quote, spoken.close_quote) if double else (spoken.open_inner, spoken.close_inner)
    return f"{opening}{pen.inlines(inner)}{closing}"


def _cite(pen: Pen, node: Node) -> str:
    return pen.inlines(node["c"][1])


def _code(pen: Pen, node: Node) -> str:
    kind = ' class="raw"' if "raw" in tree.attr(node)[1] else ""
    return f"<code{kind}>{escape(node['c'][1], quote=False)}</code>"


def _math(pen: Pen, node: Node) -> str:
    display = node["c"][0]["t"] == "DisplayMath"
    tex = node["c"][1]
    markup = pen.around.formulas.get((tex, display), "")
    kind = "display" if display else "inline"
    return f'<span class="math {kind}">{markup or "<code>" + escape(tex) + "</code>"}</span>'


def _link(pen: Pen, node: Node) -> str:
    _, classes, _ = tree.attr(node)
    address = node["c"][2][0]
    if pen.bare:
        return pen.inlines(node["c"][1])
    if "page-ref" in classes and (pen.around.format.paged or address[1:] in pen.around.folios):
        return _pages(pen, [node], tree.value(node, "one"), tree.value(node, "one"))
    kept = tuple(name for name in classes if name in ("reference", "gloss"))
    if pen.around.format.paged and len(node["c"][1]) == 1 and node["c"][1][0].get("c", "") == address:
        return f'<a href="{escape(pen.href(address))}">{escape(_breakable(address), quote=False)}</a>'
    if pen.around.format is Format.WEB and len(node["c"][1]) == 1 and node["c"][1][0].get("c", "") == address:
        shown = escape(_breakable(address), quote=False).replace("\u200b", "<wbr/>")
        return f'<a href="{escape(pen.href(address))}">{shown}</a>'
    return f'<a href="{escape(pen.href(address))}"{class_(kept)}>{pen.inlines(node["c"][1])}</a>'


def _pages(pen: Pen, links: Nodes, one: str, several: str) -> str:
    """The pages of places in the book. An edition without pages says that they are those of the printed one."""
    around = pen.around
    folios: list[tuple[str, str]] = []
    for link in links:
        address = link["c"][2][0]
        pen.page_refs.append(address[1:])
        folios.append((around.folios.get(address[1:], "000"), pen.href(address)))
    shown = [
        f'{between}<a class="reference" href="{escape(address)}">{escape(folio)}</a>'
        for between, folio, address in joined_pages(folios, around.language)
    ]
    word = several if len(shown) > 1 else one
    if not word:
        return "".join(shown)
    before, _, after = numbered(around.language, word, "\0").partition("\0")
    shown[0] = shown[0].replace('">', f'">{escape(before)}', 1)
    shown[-1] = shown[-1].replace("</a>", f"{escape(after)}</a>")
    pages = "".join(shown)
    return pages if around.format.paged else phrases(around.language).print_page.format(page=pages)


def _image(pen: Pen, node: Node) -> str:
    identifier, _, pairs = tree.attr(node)
    path = node["c"][2][0]
    name = pen.around.images.get(path, "")
    given = dict(pairs)
    alt = given.get("alt") or tree.text(node["c"][1]) or node["c"][2][1]
    if not name:
        return f'<strong class="unresolved">[?{escape(path)}]</strong>'
    pen.pictures.append(path)
    width = _width(given.get("width", ""))
    role = "" if alt else ' role="presentation"'
    shown = f"{role}{id_(identifier)}{class_((width,) if width else ())}{_height(given.get('height', ''))}"
    image = f'<img src="{escape(name)}" alt="{escape(alt)}"{shown}/>'
    if not node.get("n"):
        return image
    caption = f"({escape(node['n'][-1])}) {pen.inlines(node['c'][1])}".strip()
    return f'<span class="subfigure">{image}<span class="subfigure-label">{caption}</span></span>'


def _note(pen: Pen, node: Node) -> str:
    if pen.bare:
        return ""
    number, name = node.get("n", "?"), node.get("id", "")
    notes = pen.around.notes
    if notes == "foot":
        return f'<span class="note" id="fn-{name}" data-n="{number}">{_note_text(pen, node["c"])}</span>'
    outer, pen.language = pen.language, ""
    body = noted(pen if notes == "end" else pen.elsewhere(notes), node)
    pen.language = outer
    pen.notes.append(WrittenNote(number, f"fn-{name}", f"fnref-{name}", body))
    kind = ' epub:type="noteref"' if pen.around.format is Format.EPUB else ""
    return (
        f'<a class="noteref"{kind} role="doc-noteref" id="fnref-{name}" href="{pen.href(f"#fn-{name}")}">{number}</a>'
    )


def _note_text(pen: Pen, blocks: Nodes) -> str:
    if len(blocks) == 1 and blocks[0]["t"] in ("Para", "Plain"):
        return pen.inlines(blocks[0]["c"])
    pieces = (
        f'<span class="note-paragraph">{pen.inlines(b["c"])}</span>' if b["t"] in ("Para", "Plain") else pen.block(b)
        for b in blocks
    )
    return "".join(pieces)


def _span(pen: Pen, node: Node) -> str:
    identifier, classes, pairs = tree.attr(node)
    if "page-refs" in classes and not pen.bare:
        links = [inner for inner in node["c"][1] if inner["t"] == "Link"]
        if pen.around.format.paged or all(link["c"][2][0][1:] in pen.around.folios for link in links):
            return _pages(pen, links, tree.value(node, "one"), tree.value(node, "several"))
    if "equation" in classes and node["c"][1] and node["c"][1][0]["t"] == "Math":
        return _equation(pen, node, identifier)
    if ("paged-only" in classes and not pen.around.format.paged) or ("credit" in classes and pen.bare):
        return ""
    kept = tuple(name for name in classes if name in KEPT_CLASSES)
    if "nodecor" in kept:
        kept = ("nodecor",)
    outer, pen.language = pen.language, dict(pairs).get("lang", pen.language)
    inner = cited(pen, node, pen.inlines(node["c"][1]))
    pen.language = outer
    if pen.bare and identifier:
        identifier = ""
    if "abbr" in classes and not pen.bare and not pen.around.format.paged:
        return f'<abbr title="{escape(tree.value(node, "title"))}">{inner}</abbr>'
    if "unresolved" in classes:
        return f'<strong class="unresolved">{inner}</strong>'
    if "unsafe-link" in classes:
        return f'{inner} <strong class="unresolved">[?{escape(tree.value(node, "cite"))}]</strong>'
    # An empty element would swallow the line break beside it in print: a word joiner holds its place.
    inner = inner or ("\u2060" if identifier else "")
    attributes = f"{id_(identifier)}{class_(kept)}{language_(pairs)}"
    return f"<span{attributes}>{inner}</span>" if attributes else inner


def _equation(pen: Pen, node: Node, identifier: str) -> str:
    number = f'<span class="equation-number">({escape(node["n"])})</span>' if node.get("n") else ""
    return f'<span class="equation"{id_(identifier)}>{pen.inlines(node["c"][1])}{number}</span>'


def _nothing(pen: Pen, node: Node) -> str:
    return ""


def _width(given: str) -> str:
    """A width as a class of the stylesheet, a share of the measure in steps of five: "8cm" → "width-70"."""
    match = re.fullmatch(r"\s*([\d.]+)\s*(%|in|cm|mm|pt|px|em|\\textwidth|\\linewidth)?\s*", given)
    if not match:
        return ""
    try:
        size = float(match[1])
    except ValueError:
        return ""
    unit = match[2] or ""
    share = size if unit == "%" else size * 100 if unit.startswith("\\") else 100 * size / _MEASURE[unit]
    return f"width-{min(100, max(5, round(share / 5) * 5))}"


def _height(given: str) -> str:
    """A height in units of length, as the most that a picture may have: "3in"."""
    match = re.fullmatch(r"\s*(\d{1,4}(?:\.\d{1,4})?|\.\d{1,4})\s*(in|cm|mm|pt|px|em)?\s*", given)
    return f' style="max-height:{match[1]}{match[2] or "px"}"' if match else ""


def _breakable(address: str) -> str:
    """An address as it is printed: it may be broken after a slash, and before other marks (Chicago 18, 7.46)."""
    return re.sub(r"(?<=[^:/]/)(?=[^/])|(?<=//)(?=\w)|(?=[._=&?%~#-])(?<=\w)", "\u200b", address)


INLINES: dict[str, Callable[[Pen, Node], str]] = {
    "SmallCaps": _small_caps, "LineBreak": _line_break, "Quoted": _quoted, "Cite": _cite,
    "Code": _code, "Math": _math, "Link": _link, "Image": _image, "Note": _note,
    "Span": _span, "RawInline": _nothing,
}  # fmt: skip
