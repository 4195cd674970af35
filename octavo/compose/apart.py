"""Blocks of their own kind: epigraphs with their source, terms of a glossary, abstracts, and what these are called."""

from octavo import tree
from octavo.compose.pen import Pen, id_
from octavo.model import Format, Node, Nodes
from octavo.words import words

_DASHES = ("\u2014", "\u2013", "\u2015", "--")
_TEXT = ("Para", "Plain")
# A source is a line or two.
_LONGEST = 25
_ROLES = {"epigraph": "doc-epigraph", "glossary": "doc-glossary", "abstract": "doc-abstract"}
_TYPES = {"epigraph": "epigraph", "glossary": "glossary", "abstract": "abstract"}


def role(pen: Pen, classes: tuple[str, ...]) -> str:
    """The attributes that say what a division is to those who hear it."""
    name = next((name for name in classes if name in _ROLES), "")
    if not name or pen.around.format.paged:
        return ""
    spoken = f' aria-label="{words(pen.around.language).abstract}"' if name == "abstract" else ""
    kind = f' epub:type="{_TYPES[name]}"' if pen.around.format is Format.EPUB else ""
    return f'{kind} role="{_ROLES[name]}"{spoken}'


def epigraph(pen: Pen, blocks: Nodes) -> str:
    """An epigraph, with its source in a line of its own."""
    if len(blocks) == 1 and blocks[0]["t"] == "LineBlock" and len(blocks[0]["c"]) > 1 and _dashed(blocks[0]["c"][-1]):
        verse = {**blocks[0], "c": blocks[0]["c"][:-1]}
        return f"{pen.blocks([verse])}\n{_source(pen, blocks[0]['c'][-1])}"
    if not _has_source(blocks):
        return pen.blocks(blocks)
    return f"{pen.blocks(blocks[:-1])}\n{_source(pen, blocks[-1]['c'])}"


def _has_source(blocks: Nodes) -> bool:
    """True where the last paragraph is the source: it begins with a dash, or is the one short line behind the words."""
    if len(blocks) < 2 or blocks[-1]["t"] not in _TEXT:
        return False
    if _dashed(blocks[-1]["c"]):
        return True
    quoted = blocks[-2]["t"] not in _TEXT
    return (len(blocks) == 2 or quoted) and len(tree.text(blocks[-1]).split()) <= _LONGEST


def _dashed(inlines: Nodes) -> bool:
    return tree.text(inlines).startswith(_DASHES)


def _source(pen: Pen, inlines: Nodes) -> str:
    return f'<p class="attribution">{pen.inlines(inlines)}</p>'


def glossary_term(pen: Pen, term: Nodes) -> str:
    """A term of a glossary as a place to come to; "" for a term of any other list."""
    span: Node | None = term[0] if len(term) == 1 and term[0]["t"] == "Span" else None
    if span is None or "glossterm" not in tree.attr(span)[1]:
        return ""
    return f"<dt{id_(tree.attr(span)[0])}><dfn>{pen.inlines(span['c'][1])}</dfn></dt>"
