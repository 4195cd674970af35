"""The writer: resolved blocks become XHTML. Total: a node that it does not know keeps its words."""

from dataclasses import dataclass, field, replace
from html import escape

from octavo import tree
from octavo.compose.blocks import BLOCKS
from octavo.compose.inlines import INLINES, soft_break
from octavo.compose.pen import Surroundings, WrittenNote
from octavo.compose.scripts import foreign
from octavo.model import Format, Heading, Node, Nodes

_SIMPLE = {
    "Emph": "em", "Strong": "strong", "Strikeout": "s", "Superscript": "sup", "Subscript": "sub", "Underline": "u",
}  # fmt: skip


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

    def elsewhere(self, sheet: str) -> "Writer":
        """The same pen, writing what will stand in another sheet."""
        return replace(self, around=replace(self.around, sheet=sheet))

    def blocks(self, nodes: Nodes) -> str:
        """Blocks, one after the other."""
        return "\n".join(filter(None, (self.block(node) for node in nodes)))

    def block(self, node: Node) -> str:
        """One block."""
        method = BLOCKS.get(node["t"])
        if method:
            return method(self, node)
        known = tree.text([node], notes=True)
        return f"<p>{escape(known)}</p>" if known else ""

    def plain_caption(self, blocks: Nodes) -> str:
        """A caption for a list of figures or tables: without notes."""
        quiet = Writer(self.around, language=self.language, bare=True)
        return " ".join(quiet.inlines(block["c"]) for block in blocks if block["t"] in ("Plain", "Para"))

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
            pieces.append(soft_break(nodes, index) if node["t"] == "SoftBreak" else self.inline(node))
            index += 1
        return "".join(pieces)

    def inline(self, node: Node) -> str:
        """One inline."""
        tag = node["t"]
        if tag == "Str":
            return escape(node["c"], quote=False)
        if tag == "Space":
            return " "
        if tag in _SIMPLE:
            return f"<{_SIMPLE[tag]}>{self.inlines(node['c'])}</{_SIMPLE[tag]}>"
        method = INLINES.get(tag)
        return method(self, node) if method else escape(tree.text([node], notes=True), quote=False)


def _run_end(nodes: Nodes, index: int, language: str, run: str) -> int:
    """The end of a run of words in one foreign script."""
    end = index + 1
    while end + 1 < len(nodes) and nodes[end]["t"] in ("Space", "SoftBreak") and nodes[end + 1]["t"] == "Str":
        if foreign(nodes[end + 1]["c"], language) != run:
            break
        end += 2
    return end
