"""What a sheet is, in the words of EPUB and DPUB-ARIA, and what it says, as plain text."""

from octavo import tree
from octavo.model import Kind, Node, Nodes

_TYPES = {
    Kind.FRONT: ("frontmatter", ""), Kind.CHAPTER: ("chapter", "doc-chapter"),
    Kind.APPENDIX: ("appendix", "doc-appendix"), Kind.BACK: ("backmatter", ""),
}  # fmt: skip
_NAMED = {
    "preface": ("preface", "doc-preface"),
    "foreword": ("foreword", "doc-foreword"),
    "introduction": ("introduction", "doc-introduction"),
    "acknowledg": ("acknowledgments", "doc-acknowledgments"),
    "glossary": ("glossary", "doc-glossary"),
    "epilogue": ("epilogue", "doc-epilogue"),
    "prologue": ("prologue", "doc-prologue"),
    "conclusion": ("conclusion", "doc-conclusion"),
    "afterword": ("afterword", "doc-afterword"),
    "epigraph": ("epigraph", ""),
}


_CLASSED = {
    "glossary": ("glossary", "doc-glossary"),
    "contributors": ("contributors", ""),
    "credits": ("other-credits", "doc-credits"),
}


def semantics(kind: Kind, title: str, classes: tuple[str, ...] = ()) -> tuple[str, str]:
    """The epub:type and the role of a chapter, from its kind, its title, and the classes of its heading."""
    for name in classes:
        if name in _CLASSED:
            return _CLASSED[name]
    lowered = title.lower()
    if kind is not Kind.CHAPTER:
        for word, meaning in _NAMED.items():
            if lowered.startswith(word):
                return meaning
    return _TYPES[kind]


def printed_text(content: list[Nodes]) -> str:
    """The plain text that every edition prints: without formulas, pictures and page numbers."""

    def unprinted(node: Node) -> bool:
        if node["t"] in ("Link", "Span"):
            return not {"page-ref", "page-refs"}.isdisjoint(tree.attr(node)[1])
        return node["t"] in ("Math", "Image")

    return tree.text(content, notes=True, without=unprinted)
