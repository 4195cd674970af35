"""Raw HTML and TeX inside Markdown: what has a plain meaning is kept as such, the rest is shown and remarked on."""

import re

from octavo import tree
from octavo.findings import Place
from octavo.model import Node, Nodes, Remark

_COMMENT = re.compile(r"\A\s*<!--.*-->\s*\Z", re.S)
_TAG = re.compile(r"\A<(/?)([a-zA-Z][\w:-]*)([^<>]*?)(/?)>\Z", re.S)
_MARKUP = {
    "i": "Emph", "em": "Emph", "cite": "Emph", "var": "Emph", "dfn": "Emph",
    "b": "Strong", "strong": "Strong", "sup": "Superscript", "sub": "Subscript",
    "s": "Strikeout", "del": "Strikeout", "strike": "Strikeout", "u": "Underline", "ins": "Underline",
    "small": "Span", "mark": "Span", "kbd": "Span", "span": "Span", "abbr": "Span", "q": "Span", "font": "Span",
    "samp": "Span", "tt": "Span", "nobr": "Span", "big": "Span", "center": "Span", "time": "Span",
}  # fmt: skip
_VANISHING = frozenset(("a", "wbr", "nav", "section", "article", "header", "footer", "main", "p", "div", "span"))
_LAYOUT = re.compile(
    r"\A\s*(?:\\(?:newpage|clearpage|cleardoublepage|pagebreak|linebreak|newline|noindent|indent|bigskip|medskip|smallskip"
    r"|vfill|hfill|centering|raggedright|par|frontmatter|mainmatter|backmatter|appendix|tableofcontents|listoffigures"
    r"|listoftables|maketitle|printindex|normalsize|small|large|footnotesize|singlespacing|doublespacing|onehalfspacing"
    r"|clearpage|sloppy|fussy|null|relax|protect|ignorespaces|markboth\{[^}]*\}\{[^}]*\}"
    r"|(?:index|label|vspace\*?|hspace\*?|pagestyle|thispagestyle|pagenumbering|setcounter\{[^}]*\}|addtocounter\{[^}]*\}"
    r"|bibliographystyle|bibliography|include|input|usepackage|phantomsection|addcontentsline\{[^}]*\}\{[^}]*\}"
    r"|chaptermark|sectionmark|setlength\{?[^}]*\}?|renewcommand\{?[^}]*\}?|newcommand\{?[^}]*\}?)(?:\[[^]]*\])?(?:\{[^{}]*\})?"
    r"|begin\{(?:center|landscape|flushleft|flushright|singlespace|spacing|multicols|sloppypar)\}(?:\{[^}]*\})?"
    r"|end\{(?:center|landscape|flushleft|flushright|singlespace|spacing|multicols|sloppypar)\})(?:\[[^]]*\])?\s*)+\Z"
)
_SYMBOLS = {
    r"\LaTeX": "LaTeX", r"\LaTeX{}": "LaTeX", r"\TeX": "TeX", r"\TeX{}": "TeX", r"\ldots": "…", r"\ldots{}": "…",
    r"\dots": "…", r"\textendash": "–", r"\textemdash": "—", r"\S": "§", r"\P": "¶", r"\copyright": "©",
    r"\pounds": "£", r"\euro": "€", r"\textregistered": "®", r"\texttrademark": "™", r"\quad": "\u2003",
    r"\qquad": "\u2003\u2003", r"\,": "\u202f", r"\thinspace": "\u202f", r"\textbackslash": "\\", r"\textasciitilde": "~",
    r"\dag": "†", r"\ddag": "‡", r"\degree": "°", r"\textdegree": "°", r"\textsuperscript": "", r"\slash": "/",
}  # fmt: skip


class RawPolicy:
    """Turns raw nodes into plain ones and remembers what it could not render."""

    def __init__(self, path: str, source: str) -> None:
        self._path = path
        self._source = source
        self._from = 0
        self.remarks: list[Remark] = []

    def apply(self, blocks: Nodes) -> Nodes:
        """The blocks without raw nodes. No word is dropped but those of comments and layout commands."""
        return tree.rewrite(tree.rewrite_lists(blocks, self._pair), self._single)

    def _pair(self, nodes: Nodes) -> Nodes:
        """Raw inline HTML pairs (<sup> … </sup>) as nodes around what stands between them."""
        if not any(node["t"] == "RawInline" for node in nodes):
            return nodes
        stack: list[tuple[str, Node, Nodes]] = []
        current: Nodes = []
        for node in nodes:
            opening, name = _tag(node)
            if name not in _MARKUP or opening is None:
                current.append(node)
            elif opening:
                stack.append((name, node, current))
                current = []
            elif stack and stack[-1][0] == name:
                _, _, outer = stack.pop()
                current = [*outer, _marked(name, current)]
            else:
                current.append(node)
        while stack:
            _, node, outer = stack.pop()
            current = [*outer, node, *current]
        return current

    def _single(self, node: Node) -> Nodes | None:
        if node["t"] not in ("RawInline", "RawBlock"):
            return None
        form, raw = node["c"]
        inline = node["t"] == "RawInline"
        if form in ("html", "html5", "html4"):
            return self._html(raw, inline)
        if form in ("tex", "latex", "context"):
            return self._tex(raw, inline)
        self._remark(f"raw-{form}" if form in ("openxml",) else "raw-other", raw)
        return []

    def _html(self, raw: str, inline: bool) -> Nodes:
        if _COMMENT.match(raw):
            return []
        tag = _TAG.match(raw.strip())
        if tag and tag[2].lower() == "br":
            return [{"t": "LineBreak"}] if inline else []
        if tag and tag[2].lower() == "hr" and not inline:
            return [{"t": "HorizontalRule"}]
        if tag and tag[2].lower() in _VANISHING and not inline:
            return []
        if inline and tag:
            identifier = re.search(r"\b(?:id|name)\s*=\s*[\"']?([^\"'\s>]+)", tag[3]) if not tag[1] else None
            if identifier and tag[2].lower() in ("a", "span"):
                return [tree.span([], identifier[1])]
            if tag[2].lower() in ("a", "wbr"):
                return []
        self._remark("raw-html", raw)
        words = _html_words(raw)
        if not words:
            return []
        return tree.words(words) if inline else [{"t": "Para", "c": tree.words(words)}]

    def _tex(self, raw: str, inline: bool) -> Nodes:
        if inline and raw.strip() in _SYMBOLS:
            return [tree.string(_SYMBOLS[raw.strip()])]
        layout = bool(_LAYOUT.match(raw)) or raw.strip().startswith("%")
        self._remark("raw-tex-layout" if layout else "raw-tex", raw)
        if layout:
            return []
        attributes: list[object] = ["", ["raw", "tex"], []]
        return [{"t": "Code" if inline else "CodeBlock", "c": [attributes, raw.strip()]}]

    def _remark(self, kind: str, raw: str) -> None:
        """Remark with the place of the raw text: it stands in the source letter for letter, after the one before."""
        needle = raw.strip().split("\n")[0]
        offset = self._source.find(needle, self._from)
        if offset < 0:
            offset = self._source.find(needle)
        line = self._source.count("\n", 0, offset) + 1 if offset >= 0 else 0
        column = offset - (self._source.rfind("\n", 0, offset) + 1) + 1 if offset >= 0 else 0
        self._from = max(self._from, offset + len(needle))
        brief = " ".join(raw.split())
        brief = brief if len(brief) <= 60 else brief[:57] + "…"
        self.remarks.append(Remark(kind, brief, Place(self._path, line, column)))


def _tag(node: Node) -> tuple[bool | None, str]:
    if node["t"] != "RawInline" or node["c"][0] not in ("html", "html5"):
        return None, ""
    match = _TAG.match(node["c"][1].strip())
    if not match or match[4]:
        return None, ""
    return not match[1], match[2].lower()


def _marked(name: str, inner: Nodes) -> Node:
    if name == "q":
        return {"t": "Quoted", "c": [{"t": "DoubleQuote"}, inner]}
    tag = _MARKUP[name]
    return tree.span(inner) if tag == "Span" else {"t": tag, "c": inner}


def _html_words(raw: str) -> str:
    """The words inside raw HTML; scripts and styles have none."""
    import html

    bare = re.sub(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", " ", raw, flags=re.S | re.I)
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", bare)).split())
