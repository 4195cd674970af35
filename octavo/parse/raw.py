"""Raw HTML and TeX inside Markdown: what has a plain meaning is kept as such, the rest is shown and remarked on."""

from octavo import tree
from octavo.findings import Place
from octavo.model import Node, Nodes, Remark
from octavo.parse import html, tex
from octavo.parse.decode import Lines
from octavo.parse.foreign import only_macros

_RAW = frozenset(("RawInline", "RawBlock"))
# Tags that only say how a page is laid out: their words stand beside them in the tree.
_VANISHING = frozenset((
    "wbr", "nav", "section", "article", "header", "footer", "main", "p", "div", "span", "center", "a", "font", "small",
    "big", "tbody", "thead", "tfoot", "tr", "td", "th", "col", "colgroup", "caption", "figcaption", "hgroup",
))  # fmt: skip


class RawPolicy:
    """Turns raw nodes into plain ones and remembers what it could not render."""

    def __init__(self, path: str, source: str) -> None:
        self._path = path
        self._source = source
        self._lines = Lines(path, source)
        self._from = 0
        self.remarks: list[Remark] = []

    def apply(self, blocks: Nodes) -> Nodes:
        """The blocks without raw nodes. No word is dropped but those of comments and layout commands."""
        if not any(node["t"] in _RAW for node in tree.structure(blocks)):
            return blocks
        placed = tree.rewrite(blocks, self._placed, _RAW)
        plain: Nodes = tree.rewrite(tree.rewrite_lists(placed, html.join), self._single, _RAW)
        return plain

    def _placed(self, node: Node) -> Nodes:
        """A raw node with its place: it stands in the source letter for letter, mostly after the one before."""
        needle = node["c"][1].strip().split("\n")[0]
        offset = self._source.find(needle, self._from)
        offset = offset if offset >= 0 else self._source.find(needle)
        if needle and offset >= 0:
            self._from = max(self._from, offset + len(needle))
        place = self._lines.place(offset if needle and offset >= 0 else min(self._from, max(0, len(self._source) - 1)))
        return [{**node, "at": (place.line, place.column)}]

    def _single(self, node: Node) -> Nodes:
        form, raw = node["c"]
        inline = node["t"] == "RawInline"
        if form in ("html", "html5", "html4"):
            return self._html(node, raw, inline)
        if form in ("tex", "latex", "context"):
            return self._tex(node, raw, inline)
        self._remark("raw-other", node)
        words = html.words(raw) if form == "openxml" else ""
        return self._shown(words, inline) if words or form == "openxml" else self._code(raw, form, inline)

    def _html(self, node: Node, raw: str, inline: bool) -> Nodes:
        tag = html.tag(node)
        words = html.words(raw)
        if tag and tag.name in ("br", "hr"):
            return [{"t": "LineBreak"}] if inline else [{"t": "HorizontalRule"}] if tag.name == "hr" else []
        if tag and (picture := html.image(tag)):
            return [picture] if inline else [{"t": "Para", "c": [picture]}]
        if (
            tag
            and not tag.closes
            and (label := tag.attributes.get("id") or tag.attributes.get("name"))
            and tag.name in ("a", "span")
        ):
            anchor = {**tree.span([], label), **tag.places}
            return [anchor] if inline else [{"t": "Plain", "c": [anchor]}]
        if raw.lstrip().lower().startswith("<pre"):
            return (
                self._code(raw, "html", inline)
                if inline
                else [{"t": "CodeBlock", "c": [["", [], []], html.preformatted(raw)]}]
            )
        if not words and (tag is None or tag.closes or tag.name in _VANISHING) and not _active(raw):
            return []
        self._remark("raw-html", node)
        return self._shown(words, inline)

    def _tex(self, node: Node, raw: str, inline: bool) -> Nodes:
        at = node["at"]
        if not inline and (heading := tex.heading(raw, at)):
            return heading
        known = tex.meaning(raw, at)
        if known is not None:
            return known if inline else [{"t": "Para", "c": known}]
        if only_macros(raw):
            return []
        layout = tex.layout(raw)
        self._remark("raw-tex-layout" if layout else "raw-tex", node)
        return [] if layout else self._code(raw, "tex", inline)

    @staticmethod
    def _shown(words: str, inline: bool) -> Nodes:
        if not words:
            return []
        return tree.words(words) if inline else [{"t": "Para", "c": tree.words(words)}]

    @staticmethod
    def _code(raw: str, form: str, inline: bool) -> Nodes:
        attributes: list[object] = ["", ["raw", form], []]
        return [{"t": "Code" if inline else "CodeBlock", "c": [attributes, raw.strip()]}]

    def _remark(self, kind: str, node: Node) -> None:
        brief = " ".join(node["c"][1].split())
        line, column = node["at"]
        place = Place(self._path, line, column)
        self.remarks.append(Remark(kind, brief if len(brief) <= 60 else brief[:57] + "…", place))


def _active(raw: str) -> bool:
    """True for what has no words and does something: scripts, styles."""
    return (
        raw.lstrip()
        .lower()
        .startswith(("<script", "<style", "<iframe", "<object", "<embed", "<form", "<input", "<video", "<audio"))
    )
