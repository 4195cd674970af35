"""Rows of the term files: what stands in index.toml and in abbreviations.toml, read and checked."""

from dataclasses import dataclass

from octavo.findings import Place


@dataclass(frozen=True, slots=True)
class Term:
    """A phrase to look for, word by word, what it stands for (an index heading, or an expansion), and its row; true
    where capitals do not count, and where it is one of a list of names, of which not all need be in the book.
    """

    words: tuple[str, ...]
    value: str
    place: Place = Place("")
    any_case: bool = False
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A heading of index.toml: the phrases that lead to it, whether capitals count in them, the phrases in which they
    do not count, what the heading is filed as, where it leads on to, and where its main locators are: "" nowhere, "*"
    everywhere, or the label of a chapter or section.
    """

    heading: str
    place: Place
    forms: tuple[str, ...] = ()
    case: bool = True
    exclude: tuple[str, ...] = ()
    sort: str = ""
    see: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    main: str = ""
    listed: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        """The heading and its sub-headings."""
        return tuple(piece.strip() for piece in self.heading.split("!") if piece.strip()) or ("?",)

    @property
    def terms(self) -> tuple[Term, ...]:
        """Its phrases as rules ask for them: without the stars that stand for endings."""
        phrases = (tuple(form.replace("*", "").split()) for form in self.forms)
        return tuple(Term(words, self.heading, self.place, not self.case, self.listed) for words in phrases)


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a book: rows of its index, and abbreviations."""

    rows: tuple[Row, ...] = ()
    abbreviations: tuple[Term, ...] = ()

    @property
    def index(self) -> tuple[Term, ...]:
        """The phrases of the index, each with its heading."""
        return tuple(term for row in self.rows for term in row.terms)

    @property
    def lines(self) -> tuple[Row, ...]:
        """The rows that say something of their heading which needs no mark in the text."""
        return tuple(row for row in self.rows if row.see or row.see_also or row.sort)
