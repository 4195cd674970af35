"""What the writer of a sheet offers to those who write its blocks and inlines, and what it must know."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Protocol

from octavo.model import Format, Heading, Node, Nodes


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
    each image, the markup of each formula, the folio of each id (empty before pages are known), and where notes stand:
    "foot" or "end", or the name of the sheet that has them all.
    """

    format: Format
    sheet: str
    language: str
    homes: Mapping[str, str]
    images: Mapping[str, str]
    formulas: Mapping[tuple[str, bool], str]
    folios: Mapping[str, str]
    notes: str = "end"


class Pen(Protocol):
    """The writer of one sheet: it writes nodes, and gathers notes, headings, pictures, figures and tables."""

    around: Surroundings
    notes: list[WrittenNote]
    headings: list[Heading]
    pictures: list[str]
    page_refs: list[str]
    language: str
    bare: bool
    figures: list[tuple[str, str, str]]
    tables: list[tuple[str, str, str]]

    def blocks(self, nodes: Nodes) -> str:
        """Blocks as markup."""

    def elsewhere(self, sheet: str) -> "Pen":
        """The same pen, writing what will stand in another sheet."""

    def block(self, node: Node) -> str:
        """One block as markup."""

    def inlines(self, nodes: Nodes) -> str:
        """Inlines as markup."""

    def href(self, address: str) -> str:
        """The address of a link as this format writes it."""

    def plain_caption(self, blocks: Nodes) -> str:
        """A caption for a list of figures or tables: without notes."""


# Classes of the manuscript that stylesheets know; others are not carried.
KEPT_CLASSES = frozenset((
    "unresolved", "citation", "index-mark", "epigraph", "verse", "dedication", "turned", "long-description",
    "references", "reference", "smallcaps", "csl-entry", "csl-block", "csl-left-margin", "csl-right-inline",
    "csl-indent", "attribution", "nodecor", "lead", "aside", "box", "note-box", "align-right", "center",
    "unsafe-link", "glossary", "chronology", "abbreviations", "contributor", "credits", "credit", "abstract",
))  # fmt: skip


def id_(identifier: str) -> str:
    """The id attribute, if there is one."""
    return f' id="{escape(identifier)}"' if identifier else ""


def class_(names: tuple[str, ...]) -> str:
    """The class attribute, if there is any class."""
    return f' class="{escape(" ".join(names))}"' if names else ""


def language_(pairs: Any) -> str:
    """The attributes of language and direction."""
    language = dict(pairs).get("lang", "")
    direction = dict(pairs).get("dir", "")
    spoken = f' lang="{escape(language)}" xml:lang="{escape(language)}"' if language else ""
    return spoken + (f' dir="{direction}"' if direction in ("ltr", "rtl", "auto") else "")
