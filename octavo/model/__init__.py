"""The nouns of the house: what a book is made of, from the snapshot that is loaded to the files that are made."""

from octavo.model.about import About, Author
from octavo.model.book import Bibliography, Book, Chapter, Entry, Field, Node, Nodes, Number, Remark
from octavo.model.config import (
    Allowance,
    BibliographySection,
    ChapterEntry,
    Config,
    Contributor,
    Cover,
    Edition,
    Format,
    Kind,
    Part,
    Publisher,
    Series,
    Website,
)
from octavo.model.links import LinkState
from octavo.model.made import Blemish, Forme, Heading, Leaf, MadeEdition, MadeFile, PageMap, PrintPage, Run, Sheet
from octavo.model.manuscript import Manuscript, SourceFile

__all__ = [
    "About",
    "Allowance",
    "Author",
    "Bibliography",
    "BibliographySection",
    "Blemish",
    "Book",
    "Chapter",
    "ChapterEntry",
    "Config",
    "Contributor",
    "Cover",
    "Edition",
    "Entry",
    "Field",
    "Format",
    "Forme",
    "Heading",
    "Kind",
    "Leaf",
    "LinkState",
    "MadeEdition",
    "MadeFile",
    "Manuscript",
    "Node",
    "Nodes",
    "Number",
    "PageMap",
    "Part",
    "PrintPage",
    "Publisher",
    "Remark",
    "Run",
    "Series",
    "Sheet",
    "SourceFile",
    "Website",
]
