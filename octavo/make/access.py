"""What an edition may claim about its accessibility, derived from what is really in it."""

from dataclasses import dataclass
from typing import Any

from octavo.make.documents import MATHML, SVG, Document

# These roles are pictures to assistive technology, or nothing at all: neither asks for a text alternative.
_SILENT = frozenset({"presentation", "none"})
_AUXILIARY = frozenset({"cover"})

_SUMMARIES = {
    "en": {
        "structure": "The text is in reading order, with a table of contents, headings and linked notes.",
        "described": "All images have text alternatives.",
        "undescribed": "Some images have no text alternative.",
        "math": "Formulas are MathML.",
        "pages": "The page numbers of the print edition are given in a page list.",
        "display": "Type, size, spacing and colours can be changed by the reader.",
    },
    "ru": {
        "structure": "Текст идёт в порядке чтения; есть оглавление, заголовки и связанные ссылками примечания.",
        "described": "У всех изображений есть текстовое описание.",
        "undescribed": "У некоторых изображений нет текстового описания.",
        "math": "Формулы даны в MathML.",
        "pages": "Номера страниц печатного издания даны в списке страниц.",
        "display": "Шрифт, кегль, интервалы и цвета читатель может менять.",
    },
}


@dataclass(frozen=True, slots=True)
class Claims:
    """The accessibility facts of an edition in the words of schema.org."""

    modes: tuple[str, ...]
    sufficient: tuple[str, ...]
    features: tuple[str, ...]
    hazard: str
    summary: str
    complete: bool


def claims(documents: tuple[Document, ...], images: tuple[str, ...], pages: bool, language: str) -> Claims:
    """The claims that these sheets and image files bear out; ``pages`` says that there is a page list."""
    shown = _pictures(documents)
    described = all(_has_alternative(element) for element in shown)
    math = [element for document in documents for element in document.elements("math", MATHML)]
    modes = ("textual", "visual") if shown else ("textual",)
    sufficient = (*(("textual",) if described else ()), *(("textual,visual",) if shown else ()))
    moving = any(path.endswith(".gif") for path in images)
    features = _features(documents, bool(shown) and described, math, pages)
    summary = _summary(language, bool(shown), described, bool(math), pages)
    return Claims(modes, sufficient, features, "unknown" if moving else "none", summary, described)


def _pictures(documents: tuple[Document, ...]) -> list[Any]:
    """Images and drawings of the text; the cover is not its content."""
    return [
        element
        for document in documents
        if document.sheet.kind not in _AUXILIARY
        for element in (*document.elements("img"), *document.elements("svg", SVG))
        if element.get("role") not in _SILENT
    ]


def _has_alternative(element: Any) -> bool:
    words = (element.get(name) or "" for name in ("alt", "aria-label", "aria-labelledby", "alttext"))
    return any(word.strip() for word in words)


def _features(documents: tuple[Document, ...], described: bool, math: list[Any], pages: bool) -> tuple[str, ...]:
    roles = frozenset().union(*(document.roles for document in documents))
    has_index = any(d.sheet.kind == "index" and next(d.elements("a"), None) is not None for d in documents)
    details = any(element.get("aria-details") for document in documents for element in document.root.iter())
    held = (
        ("tableOfContents", True),
        ("readingOrder", True),
        ("structuralNavigation", True),
        ("displayTransformability", True),
        ("ARIA", any(role.startswith("doc-") for role in roles)),
        ("alternativeText", described),
        ("longDescription", details),
        ("MathML", bool(math)),
        ("index", has_index),
        ("pageNavigation", pages),
        ("pageBreakMarkers", "doc-pagebreak" in roles),
        ("unlocked", True),
    )
    return tuple(name for name, holds in held if holds)


def _summary(language: str, pictures: bool, described: bool, math: bool, pages: bool) -> str:
    sentences = _SUMMARIES.get(language.partition("-")[0], _SUMMARIES["en"])
    held = (
        ("structure", True),
        ("described", pictures and described),
        ("undescribed", pictures and not described),
        ("math", math),
        ("pages", pages),
        ("display", True),
    )
    return " ".join(sentences[name] for name, holds in held if holds)
