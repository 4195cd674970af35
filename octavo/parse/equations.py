"""Display equations: ``$$ … $$ {#eq:x}``, which pandoc leaves as words, and TeX's environments become spans."""

import re

from octavo import tree
from octavo.model import Node, Nodes

_LABEL = re.compile(r"^\{#([^\s{}]+)((?:\s+[\w-]+=(?:\"[^\"]*\"|[^\s{}]+))*)\s*\}(.*)$", re.S)
_ENVIRONMENT = re.compile(
    r"\A\s*\\begin\{(equation|align|alignat|gather|multline|flalign|eqnarray|displaymath|math)(\*?)\}(.*)\\end\{\1\2\}\s*\Z",
    re.S,
)
_TEX_LABEL = re.compile(r"\\label\{([^{}]*)\}\s*")
_WITHIN = {
    "align": "aligned",
    "flalign": "aligned",
    "eqnarray": "aligned",
    "alignat": "alignedat",
    "gather": "gathered",
    "multline": "gathered",
}


def label_equations(blocks: Nodes) -> Nodes:
    """The blocks with each labelled display formula in a span of class "equation" that has the label as its id."""
    return tree.rewrite_lists(blocks, _join)  # type: ignore[no-any-return]


def equation(tex: str) -> Node | None:
    r"""The formula that a TeX environment holds (``\begin{equation} … \end{equation}``), labelled where it is."""
    match = _ENVIRONMENT.match(tex)
    if not match:
        return None
    name, _, inner = match.groups()
    label = _TEX_LABEL.search(inner)
    bare = _TEX_LABEL.sub("", inner).strip()
    within = _WITHIN.get(name)
    if within:
        bare = (
            f"\\begin{{{within}}}{bare}\\end{{{within}}}"
            if within != "aligned" or "&" in bare or "\\\\" in bare
            else bare
        )
    node: Node = {"t": "Math", "c": [{"t": "InlineMath" if name == "math" else "DisplayMath"}, bare]}
    if not label:
        return node
    return {"t": "Span", "c": [[label[1], ["equation", "labelled"], []], [node]]}


def _join(nodes: Nodes) -> Nodes:
    if not any(node["t"] == "Math" and node["c"][0]["t"] == "DisplayMath" for node in nodes):
        return nodes
    result: Nodes = []
    index = 0
    while index < len(nodes):
        node = nodes[index]
        index += 1
        if node["t"] == "Math" and node["c"][0]["t"] == "DisplayMath":
            found = _label_after(nodes, index)
            if found:
                attributes, rest, index = found
                result.append({"t": "Span", "c": [attributes, [node]]})
                result += [tree.string(rest)] if rest else []
                continue
        result.append(node)
    return result


def _label_after(nodes: Nodes, index: int) -> tuple[list[object], str, int] | None:
    """The label that follows a formula, what stands behind its brace, and the index after it."""
    while index < len(nodes) and nodes[index]["t"] in tree.SPACES:
        index += 1
    words: list[str] = []
    while index < len(nodes) and len(words) < 12:
        node = nodes[index]
        words.append(" " if node["t"] in tree.SPACES else _plain(node))
        index += 1
        if not words[0].startswith("{#"):
            return None
        if "}" in words[-1]:
            match = _LABEL.match("".join(words))
            if not match:
                return None
            pairs = [pair.split("=", 1) for pair in re.findall(r"[\w-]+=(?:\"[^\"]*\"|[^\s{}]+)", match[2])]
            return [match[1], ["equation"], [[key, value.strip('"“”')] for key, value in pairs]], match[3], index
    return None


def _plain(node: Node) -> str:
    if node["t"] == "Str":
        return str(node["c"])
    quoted = tree.text([node])
    return f'"{quoted[1:-1]}"' if node["t"] == "Quoted" else quoted
