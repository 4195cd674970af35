"""What a survey lists: each use of a label, source, note, figure, table, link and index heading, with its place."""

from dataclasses import dataclass

from octavo.findings import Place


@dataclass(frozen=True, slots=True)
class LabelUse:
    """A label where it is defined; ``written`` is false for the ids that headings get by themselves.

    ``kind`` is what its name says ("fig"), ``thing`` what it stands on ("header", "figure", "table", "equation" …);
    ``lacking`` names the editions that leave it out, ``group`` is the label of the group of figures that holds it.
    """

    label: str
    kind: str
    chapter: str
    place: Place
    written: bool = True
    lacking: tuple[str, ...] = ()
    thing: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class ReferenceUse:
    """A reference to a label: kind asked for, label as defined, place, the editions that leave it out, the words before
    it, and true where it is the number alone (``-@fig:x``) or begins with a capital (``@Fig:x``).
    """

    kind: str
    label: str
    chapter: str
    place: Place
    lacking: tuple[str, ...] = ()
    before: str = ""
    bare: bool = False
    capital: bool = False


@dataclass(frozen=True, slots=True)
class CitationUse:
    """A citation of a source: key, place, locator ("p. 3, emphasis added": all that follows the key in its brackets),
    the words before it, true for ``@key`` in the text, for ``-@key``, and within a note.
    """

    key: str
    chapter: str
    place: Place
    locator: str = ""
    before: str = ""
    in_text: bool = False
    suppressed: bool = False
    in_note: bool = False


@dataclass(frozen=True, slots=True)
class NoteUse:
    """A note where it is called: label ("" for one that is written in its place), how many words it has, how it begins,
    how many sources it cites, place; what stands before and behind its call, the call as written, true when it is
    called in a heading, how its text ends ("" where a citation, a formula or a list does), and its chapter's name.
    """

    label: str
    words: int
    opening: str
    citations: int
    place: Place
    before: str = ""
    after: str = ""
    call: str = ""
    in_heading: bool = False
    ending: str = ""
    chapter: str = ""


@dataclass(frozen=True, slots=True)
class ImageUse:
    """An image: address as written, the book's path it leads to ("" for none), alternative text, the chapter's name,
    place; of a figure its caption, its label, and the width and height that the author asked for; true where the author
    says that it shows nothing (alt=""), true where it stands in a figure, and the editions that leave it out.
    """

    address: str
    path: str
    alt: str
    chapter: str
    place: Place
    caption: str = ""
    label: str = ""
    width: str = ""
    height: str = ""
    decorative: bool = False
    figure: bool = False
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableUse:
    """A table: label, caption, columns, rows of its body, true when a row of headings stands over them, and the number
    of letters that its columns need at least (their longest words), place; turned where the author says so; its
    chapter's name, and the editions that leave it out.
    """

    label: str
    caption: str
    columns: int
    rows: int
    headed: bool
    letters: int
    turned: bool
    place: Place
    chapter: str = ""
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkUse:
    """A link within the book ("#id") or out of it, the words that it stands on, its place and chapter, the editions
    that leave it out, and true where it stands on a picture.
    """

    address: str
    words: str
    place: Place
    chapter: str = ""
    lacking: tuple[str, ...] = ()
    pictured: bool = False


@dataclass(frozen=True, slots=True)
class IndexUse:
    """An index mark: the heading and sub-headings that it files under, ``see`` and ``seealso``, ``range`` ("start",
    "end", ""), true for the main locator, for a mark in a note, its place, and true for a row of index.toml, which is
    no place that the index could lead to.
    """

    path: tuple[str, ...]
    see: str
    seealso: str
    range: str
    main: bool
    in_note: bool
    place: Place
    listed: bool = False


@dataclass(frozen=True, slots=True)
class TermUse:
    """A row of index.toml or abbreviations.toml: a phrase, what it stands for, where the row is, whether capitals count
    in it, and true for a row of a list of names, of which not all need be in the book.
    """

    phrase: str
    value: str
    place: Place
    any_case: bool = False
    listed: bool = False


@dataclass(frozen=True, slots=True)
class GlossUse:
    """A term that the glossary is asked for, folded, the words that the mark stands on, and its place."""

    term: str
    words: str
    place: Place


@dataclass(frozen=True, slots=True)
class HeadingUse:
    """A heading within a chapter: level, title as plain text, place, true when text stands between it and the next one,
    and true when the author says {.unnumbered}.
    """

    level: int
    title: str
    place: Place
    filled: bool = True
    unnumbered: bool = False


@dataclass(frozen=True, slots=True)
class PassageUse:
    """A passage of some editions: "only" or "except", the editions as they are written, and its place."""

    kind: str
    editions: str
    place: Place


@dataclass(frozen=True, slots=True)
class ChapterUse:
    """A chapter: title as plain text, how many words it has, its headings, place.

    ``numbered`` is false for front and back matter; ``kind`` is that of book.toml, ``part`` the index of its part;
    ``titled`` is false where its file gives it no title, ``filled`` where nothing is to be printed below it.
    """

    name: str
    path: str
    title: str
    words: int
    headings: tuple[HeadingUse, ...]
    place: Place
    kind: str = ""
    numbered: bool = True
    part: int | None = None
    titled: bool = True
    filled: bool = True


@dataclass(frozen=True, slots=True)
class PictureState:
    """What became of an image file: pixel size, how it was converted, or why it cannot be shown."""

    path: str
    width: int = 0
    height: int = 0
    converted: str = ""
    fault: str = ""
