"""The writer: resolved blocks become XHTML. Total: a node that it does not know keeps its words."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from octavo import tree
from octavo.compose.scripts import foreign, wide
from octavo.compose.tables import table
from octavo.model import Format, Heading, Node, Nodes
from octavo.words import words

_SIMPLE = {
    "Emph": "em", "Strong": "strong", "Strikeout": "s", "Superscript": "sup", "Subscript": "sub", "Underline": "u",
}  # fmt: skip
_KEPT_CLASSES = frozenset((
    "unresolved", "citation", "index-mark", "epigraph", "verse", "dedication", "turned", "long-description", "references",
    "reference", "smallcaps", "csl-block", "csl-left-margin", "csl-right-inline", "csl-indent", "attribution", "nodecor",
    "lead", "aside", "box", "note-box", "align-right", "center", "unsafe-link",
))  # fmt: skip
_MEASURE = {"in": 4.375, "cm": 11.1, "mm": 111.1, "pt": 315.0, "px": 420.0, "em": 30.0, "": 420.0}
_STYLES = {
    "Decimal": "1", "LowerAlpha": "a", "UpperAlpha": "A", "LowerRoman": "i", "UpperRoman": "I",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class WrittenNote:
    """A note at the end of its chapter: number, id, id of its call, markup."""

    number: str
    anchor: str
    call: str
    html: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the writer must know beside the text: the format, the sheet at hand, the sheet of each id, the file of
    each image, the markup of each formula, the folio of each id (empty before pages are known).
    """

    format: Format
    sheet: str
    language: str
    homes: Mapping[str, str]
    images: Mapping[str, str]
    formulas: Mapping[tuple[str, bool], str]
    folios: Mapping[str, str]


@dataclass(slots=True)
class Writer:
    """Writes the blocks of one sheet, and gathers its notes, headings, images and page references."""

    around: Surroundings
    notes: list[WrittenNote] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    page_refs: list[str] = field(default_factory=list)
    language: str = ""
    bare: bool = False
    figures: list[tuple[str, str, str]] = field(default_factory=list)
    tables: list[tuple[str, str, str]] = field(default_factory=list)

    # ---- addresses ------------------------------------------------------------------------------------------------

    def href(self, address: str) -> str:
        """The address of a link as this format writes it."""
        if not address.startswith("#"):
            return address
        anchor = address[1:]
        home = self.around.homes.get(anchor, self.around.sheet)
        if home == self.around.sheet:
            return address
        if self.around.format.paged:
            return f"xref:{anchor}"
        return f"{home}.{'xhtml' if self.around.format is Format.EPUB else 'html'}#{anchor}"

    # ---- blocks ---------------------------------------------------------------------------------------------------

    def blocks(self, nodes: Nodes) -> str:
        """Blocks, one after the other."""
        return "\n".join(filter(None, (self.block(node) for node in nodes)))

    def block(self, node: Node) -> str:
        """One block."""
        method = _BLOCKS.get(node["t"])
        if method:
            return method(self, node)
        known = tree.text([node], notes=True)
        return f"<p>{escape(known)}</p>" if known else ""

    def _para(self, node: Node) -> str:
        inner = self.inlines(node["c"])
        return f"<p>{inner}</p>" if inner.strip() else ""

    def _plain(self, node: Node) -> str:
        return self.inlines(node["c"])

    def _verse(self, node: Node) -> str:
        lines = (f'<div class="line">{self.inlines(line) or "&#160;"}</div>' for line in node["c"])
        return f'<div class="verse">{"".join(lines)}</div>'

    def _code_block(self, node: Node) -> str:
        identifier, classes, pairs = tree.attr(node)
        language = next((name for name in classes if name not in ("raw", "numberLines")), "")
        kind = "code raw" if "raw" in classes else "code"
        body = f'<pre class="{kind}"{_id(identifier)}><code{_class(("language-" + language,) if language else ())}>{escape(node["c"][1])}</code></pre>'
        caption = dict(pairs).get("caption", "")
        if not caption and not node.get("n"):
            return body
        label = self._label("lst", node.get("n", ""))
        body = body.replace(_id(identifier), "", 1) if identifier else body
        return f'<figure class="listing"{_id(identifier)}><figcaption>{label}{escape(caption)}</figcaption>{body}</figure>'

    def _quote(self, node: Node) -> str:
        return f"<blockquote>{self.blocks(node['c'])}</blockquote>"

    def _ordered(self, node: Node) -> str:
        (start, style, _), items = node["c"]
        kind = _STYLES.get(style["t"], "")
        attributes = (f' start="{start}"' if start != 1 else "") + (f' type="{kind}"' if kind and kind != "1" else "")
        return f"<ol{attributes}>{self._items(items)}</ol>"

    def _bullets(self, node: Node) -> str:
        return f"<ul>{self._items(node['c'])}</ul>"

    def _items(self, items: list[Nodes]) -> str:
        return "".join(f"<li>{self.blocks(item)}</li>" for item in items)

    def _definitions(self, node: Node) -> str:
        pieces: list[str] = []
        for term, definitions in node["c"]:
            pieces.append(f"<dt>{self.inlines(term)}</dt>")
            pieces += [f"<dd>{self.blocks(definition)}</dd>" for definition in definitions]
        return f"<dl>{''.join(pieces)}</dl>"

    def _header(self, node: Node) -> str:
        level = min(6, max(2, node["c"][0]))
        identifier, classes, pairs = tree.attr(node)
        title, number = self.inlines(node["c"][2]), node.get("n", "")
        if identifier:
            self.headings.append(Heading(level, number, tree.text(node["c"][2]), identifier))
        shown = f'<span class="heading-number">{escape(number)}</span> ' if number else ""
        return f"<h{level}{_id(identifier)}{_language(pairs)}>{shown}{title}</h{level}>"

    def _rule(self, node: Node) -> str:
        return '<hr class="ornament"/>'

    def _table(self, node: Node) -> str:
        identifier, classes, _ = tree.attr(node)
        caption = self.captioned("tbl", node.get("n", ""), node["c"][1][1])
        if identifier and node.get("n"):
            self.tables.append((identifier, node["n"], self.plain_caption(node["c"][1][1])))
        return table(node, caption, identifier, classes, self.blocks)

    def _figure(self, node: Node) -> str:
        identifier, classes, pairs = tree.attr(node)
        caption = self.captioned("fig", node.get("n", ""), node["c"][1][1])
        if identifier and node.get("n"):
            self.figures.append((identifier, node["n"], self.plain_caption(node["c"][1][1])))
        body = self.blocks([{**b, "t": "Plain"} if b["t"] == "Para" else b for b in node["c"][2]])
        shown = f"<figcaption>{caption}</figcaption>" if caption else ""
        return f'<figure class="figure"{_id(identifier)}>{body}{shown}</figure>'

    def captioned(self, kind: str, number: str, blocks: Nodes) -> str:
        """A caption with its label, as inlines."""
        inner = "<br/>".join(self.inlines(block["c"]) if block["t"] in ("Plain", "Para") else self.blocks([block]) for block in blocks)
        label = self._label(kind, number)
        return f"{label}{inner}" if inner or label else ""

    def plain_caption(self, blocks: Nodes) -> str:
        """A caption for a list of figures or tables: without notes."""
        quiet = Writer(self.around, language=self.language, bare=True)
        return " ".join(quiet.inlines(block["c"]) for block in blocks if block["t"] in ("Plain", "Para"))

    def _label(self, kind: str, number: str) -> str:
        if not number:
            return ""
        spoken = words(self.around.language)
        word = {"fig": spoken.figure, "tbl": spoken.table, "lst": spoken.listing}[kind]
        gap = "" if self.around.language.startswith("zh") else "\u00a0"
        return f'<span class="label">{word}{gap}{escape(number)}.</span> '

    def _div(self, node: Node) -> str:
        identifier, classes, pairs = tree.attr(node)
        inner, kept = node["c"][1], tuple(name for name in classes if name in _KEPT_CLASSES)
        if node.get("kind") == "fig":
            return self._subfigures(node, identifier, inner)
        if "verse" in classes:
            return f'<div class="verse"{_id(identifier)}{_language(pairs)}>{self._verse_lines(inner)}</div>'
        outer, self.language = self.language, dict(pairs).get("lang", self.language)
        body = self.blocks(inner)
        self.language = outer
        return f"<div{_id(identifier)}{_class(kept)}{_language(pairs)}>{body}</div>" if body or identifier else ""

    def _verse_lines(self, blocks: Nodes) -> str:
        stanzas: list[str] = []
        for block in blocks:
            if block["t"] in ("Para", "Plain"):
                lines = _lines(block["c"])
                stanzas.append("".join(f'<div class="line">{self.inlines(line)}</div>' for line in lines))
            else:
                stanzas.append(self.block(block))
        return '<div class="line">&#160;</div>'.join(stanzas)

    def _subfigures(self, node: Node, identifier: str, inner: Nodes) -> str:
        """pandoc-crossref's group of figures: the last paragraph without a picture is the caption."""
        caption: Nodes = []
        if inner and inner[-1]["t"] in ("Para", "Plain") and not any(n["t"] == "Image" for n in tree.walk(inner[-1])):
            inner, caption = inner[:-1], [inner[-1]]
        shown = self.captioned("fig", node.get("n", ""), caption)
        if node.get("n"):
            self.figures.append((identifier, node["n"], self.plain_caption(caption)))
        return f'<figure class="figure group"{_id(identifier)}>{self.blocks(inner)}<figcaption>{shown}</figcaption></figure>'

    # ---- inlines --------------------------------------------------------------------------------------------------

    def inlines(self, nodes: Nodes) -> str:
        """Inlines, with runs in another script in their language."""
        language = self.language or self.around.language
        pieces: list[str] = []
        index = 0
        while index < len(nodes):
            node = nodes[index]
            run = foreign(node["c"], language) if node["t"] == "Str" else ""
            if run:
                end = _run_end(nodes, index, language, run)
                inner = "".join(escape(n["c"], quote=False) if n["t"] == "Str" else " " for n in nodes[index:end])
                pieces.append(f'<span lang="{run}" xml:lang="{run}">{inner}</span>')
                index = end
                continue
            if node["t"] == "Note" and index and nodes[index - 1]["t"] == "Note" and not self.bare:
                pieces.append('<sup class="between">,</sup>')
            pieces.append(self._soft_break(nodes, index) if node["t"] == "SoftBreak" else self.inline(node))
            index += 1
        return "".join(pieces)

    def _soft_break(self, nodes: Nodes, index: int) -> str:
        before = nodes[index - 1] if index else {"t": ""}
        after = nodes[index + 1] if index + 1 < len(nodes) else {"t": ""}
        last = tree.text([before])[-1:] if before["t"] else ""
        first = tree.text([after])[:1] if after["t"] else ""
        return "" if wide(last) and wide(first) else "\n"

    def inline(self, node: Node) -> str:
        """One inline."""
        tag = node["t"]
        if tag == "Str":
            return escape(node["c"], quote=False)
        if tag == "Space":
            return " "
        if tag in _SIMPLE:
            return f"<{_SIMPLE[tag]}>{self.inlines(node['c'])}</{_SIMPLE[tag]}>"
        method = _INLINES.get(tag)
        return method(self, node) if method else escape(tree.text([node], notes=True), quote=False)

    def _small_caps(self, node: Node) -> str:
        return f'<span class="smallcaps">{self.inlines(node["c"])}</span>'

    def _line_break(self, node: Node) -> str:
        return "<br/>"

    def _quoted(self, node: Node) -> str:
        kind, inner = node["c"]
        spoken = words(self.language or self.around.language)
        double = kind["t"] == "DoubleQuote"
        opening, closing = (spoken.open_quote, spoken.close_quote) if double else (spoken.open_inner, spoken.close_inner)
        return f"{opening}{self.inlines(inner)}{closing}"

    def _cite(self, node: Node) -> str:
        return self.inlines(node["c"][1])

    def _code(self, node: Node) -> str:
        kind = ' class="raw"' if "raw" in tree.attr(node)[1] else ""
        return f"<code{kind}>{escape(node['c'][1], quote=False)}</code>"

    def _math(self, node: Node) -> str:
        display = node["c"][0]["t"] == "DisplayMath"
        tex = node["c"][1]
        markup = self.around.formulas.get((tex, display), "")
        kind = "display" if display else "inline"
        return f'<span class="math {kind}">{markup or "<code>" + escape(tex) + "</code>"}</span>'

    def _link(self, node: Node) -> str:
        _, classes, _ = tree.attr(node)
        address = node["c"][2][0]
        if self.bare:
            return self.inlines(node["c"][1])
        if "page-ref" in classes and self.around.format.paged:
            return self._page_ref(node, address)
        kept = tuple(name for name in classes if name == "reference")
        if self.around.format.paged and len(node["c"][1]) == 1 and node["c"][1][0].get("c", "") == address:
            return f'<a href="{escape(self.href(address))}">{escape(_breakable(address), quote=False)}</a>'
        return f'<a href="{escape(self.href(address))}"{_class(kept)}>{self.inlines(node["c"][1])}</a>'

    def _page_ref(self, node: Node, address: str) -> str:
        anchor = address[1:]
        self.page_refs.append(anchor)
        folio = self.around.folios.get(anchor, "000")
        word = "" if tree.value(node, "bare") == "True" else words(self.around.language).page + "\u00a0"
        return f'<a class="reference" href="{escape(self.href(address))}">{word}{folio}</a>'

    def _image(self, node: Node) -> str:
        identifier, classes, pairs = tree.attr(node)
        path = node["c"][2][0]
        name = self.around.images.get(path, "")
        given = dict(pairs)
        alt = given.get("alt") or tree.text(node["c"][1]) or node["c"][2][1]
        if not name:
            return f'<strong class="unresolved">[?{escape(path)}]</strong> {escape(alt, quote=False)}'
        self.pictures.append(path)
        width = _width(given.get("width", ""))
        role = "" if alt else ' role="presentation"'
        return f'<img src="{escape(name)}" alt="{escape(alt)}"{role}{_id(identifier)}{_class((width,) if width else ())}/>'

    def _note(self, node: Node) -> str:
        if self.bare:
            return ""
        number, name = node.get("n", "?"), node.get("id", "")
        if self.around.format.paged:
            return f'<span class="note" id="fn-{name}" data-n="{number}">{self._note_text(node["c"])}</span>'
        outer, self.language = self.language, ""
        body = self.blocks(node["c"])
        self.language = outer
        self.notes.append(WrittenNote(number, f"fn-{name}", f"fnref-{name}", body))
        kind = ' epub:type="noteref"' if self.around.format is Format.EPUB else ""
        return f'<a class="noteref"{kind} role="doc-noteref" id="fnref-{name}" href="#fn-{name}">{number}</a>'

    def _note_text(self, blocks: Nodes) -> str:
        if len(blocks) == 1 and blocks[0]["t"] in ("Para", "Plain"):
            return self.inlines(blocks[0]["c"])
        pieces = (
            f'<span class="note-paragraph">{self.inlines(b["c"])}</span>' if b["t"] in ("Para", "Plain") else self.block(b)
            for b in blocks
        )
        return "".join(pieces)

    def _span(self, node: Node) -> str:
        identifier, classes, pairs = tree.attr(node)
        if "equation" in classes and node["c"][1] and node["c"][1][0]["t"] == "Math":
            return self._equation(node, identifier)
        kept = tuple(name for name in classes if name in _KEPT_CLASSES)
        if "nodecor" in kept:
            kept = ("nodecor",)
        outer, self.language = self.language, dict(pairs).get("lang", self.language)
        inner = self.inlines(node["c"][1])
        self.language = outer
        if self.bare and identifier:
            identifier = ""
        if "unresolved" in classes:
            return f'<strong class="unresolved">{inner}</strong>'
        if "unsafe-link" in classes:
            return f'{inner} <strong class="unresolved">[?{escape(tree.value(node, "cite"))}]</strong>'
        # An empty element would swallow the line break beside it in print: a word joiner holds its place.
        inner = inner or ("\u2060" if identifier else "")
        attributes = f"{_id(identifier)}{_class(kept)}{_language(pairs)}"
        return f"<span{attributes}>{inner}</span>" if attributes else inner

    def _equation(self, node: Node, identifier: str) -> str:
        number = f'<span class="equation-number">({escape(node["n"])})</span>' if node.get("n") else ""
        return f'<span class="equation"{_id(identifier)}>{self.inlines(node["c"][1])}{number}</span>'

    def _nothing(self, node: Node) -> str:
        return ""


_BLOCKS: dict[str, Callable[[Writer, Node], str]] = {
    "Para": Writer._para, "Plain": Writer._plain, "LineBlock": Writer._verse, "CodeBlock": Writer._code_block,
    "BlockQuote": Writer._quote, "OrderedList": Writer._ordered, "BulletList": Writer._bullets,
    "DefinitionList": Writer._definitions, "Header": Writer._header, "HorizontalRule": Writer._rule,
    "Table": Writer._table, "Figure": Writer._figure, "Div": Writer._div, "RawBlock": Writer._nothing,
}  # fmt: skip
_INLINES: dict[str, Callable[[Writer, Node], str]] = {
    "SmallCaps": Writer._small_caps, "LineBreak": Writer._line_break, "Quoted": Writer._quoted, "Cite": Writer._cite,
    "Code": Writer._code, "Math": Writer._math, "Link": Writer._link, "Image": Writer._image, "Note": Writer._note,
    "Span": Writer._span, "RawInline": Writer._nothing,
}  # fmt: skip


def _run_end(nodes: Nodes, index: int, language: str, run: str) -> int:
    """The end of a run of words in one foreign script."""
    end = index + 1
    while end + 1 < len(nodes) and nodes[end]["t"] in ("Space", "SoftBreak") and nodes[end + 1]["t"] == "Str":
        if foreign(nodes[end + 1]["c"], language) != run:
            break
        end += 2
    return end


def _breakable(address: str) -> str:
    """An address as it is printed: it may be broken after a slash, and before other marks (Chicago 18, 7.46)."""
    return re.sub(r"(?<=[^:/]/)(?=[^/])|(?<=//)(?=\w)|(?=[._=&?%~#-])(?<=\w)", "\u200b", address)


def _lines(inlines: Nodes) -> list[Nodes]:
    lines: list[Nodes] = [[]]
    for node in inlines:
        if node["t"] in ("SoftBreak", "LineBreak"):
            lines.append([])
        else:
            lines[-1].append(node)
    return lines


def _id(identifier: str) -> str:
    return f' id="{escape(identifier)}"' if identifier else ""


def _class(names: tuple[str, ...]) -> str:
    return f' class="{escape(" ".join(names))}"' if names else ""


def _language(pairs: Any) -> str:
    language = dict(pairs).get("lang", "")
    direction = dict(pairs).get("dir", "")
    spoken = f' lang="{escape(language)}" xml:lang="{escape(language)}"' if language else ""
    return spoken + (f' dir="{direction}"' if direction in ("ltr", "rtl", "auto") else "")


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
