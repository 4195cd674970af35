"""The faults that an inspection can find: a code for life, a name, a weight, and the cure."""

from dataclasses import dataclass

from octavo.findings import Finding, Place, Severity


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of fault."""

    code: str
    name: str
    severity: Severity
    hint: str

    def at(self, place: Place, message: str, subject: str = "") -> Finding:
        """The fault, found here. A word that is quoted has no joiner in it, which only holds a place on a page."""
        said, about = message.replace("\u2060", ""), subject.replace("\u2060", "")
        return Finding(self.code, self.name, self.severity, place, said, self.hint, subject=about)


_REPORT = "the source is not at fault: this is a fault of a template or of the engine"

UNREADABLE = Fault("I001", "unreadable-file", Severity.ERROR, "the file is damaged or is not what its name says")
MALFORMED = Fault("I002", "malformed-markup", Severity.ERROR, _REPORT)
DEAD_LINK = Fault(
    "I003", "dead-link", Severity.ERROR, "the target is in no file of this edition: is it left out of it?"
)
TWICE = Fault("I004", "duplicate-id", Severity.ERROR, "labels are unique in a book; rename one of the two")
ACTIVE = Fault("I005", "active-content", Severity.ERROR, "scripts, handlers and frames have no place in a book")
REMOTE = Fault("I006", "remote-resource", Severity.ERROR, "put the file into the book's folder and name it there")
NO_ALTERNATIVE = Fault("I007", "missing-alternative", Severity.ERROR, 'write the text alternative: ![…](file){alt="…"}')
LOST_WORDS = Fault("I008", "lost-words", Severity.ERROR, "the finished file lacks words of the manuscript")
SURPLUS_WORDS = Fault("I009", "surplus-words", Severity.WARNING, "is a passage printed twice?")
LOST_NOTE = Fault("I010", "lost-note", Severity.ERROR, "a note is called and not there, or there and not called")
ONE_WAY_NOTE = Fault("I011", "one-way-note", Severity.ERROR, "a note leads back to its call: see the notes template")
LOST_ID = Fault("I012", "lost-id", Severity.ERROR, _REPORT)
LOST_SHEET = Fault("I013", "lost-sheet", Severity.ERROR, _REPORT)
WRONG_LANGUAGE = Fault("I014", "wrong-language", Severity.ERROR, "the language of book.toml stands on every page")
WRONG_TITLE = Fault("I015", "wrong-title", Severity.ERROR, "the title of book.toml stands in the metadata")
OUTLINE = Fault("I016", "heading-order", Severity.WARNING, "one first heading a page, and no level skipped")
NO_MAIN = Fault(
    "I017", "missing-landmark", Severity.ERROR, "a page has one main part, and a skip link that leads to it"
)
PACKAGE = Fault("I020", "faulty-package", Severity.ERROR, _REPORT)
ODD_NAME = Fault("I021", "unsafe-name", Severity.ERROR, "files inside an edition are named with a-z, 0-9 and -")
NAVIGATION = Fault("I022", "faulty-navigation", Severity.ERROR, _REPORT)
LOOSE_FONT = Fault("I030", "font-not-embedded", Severity.ERROR, "printers refuse files whose fonts they must replace")
STRANGE_FONT = Fault(
    "I031", "unexpected-font", Severity.ERROR, "a character is in none of the book's fonts: see fallback_fonts"
)
ODD_PAGES = Fault("I032", "odd-page-count", Severity.ERROR, "a book ends on a verso: add a blank page")
OUTSIDE = Fault("I033", "text-outside-page", Severity.ERROR, "a word, a table or a formula is wider than the page")
NO_LABELS = Fault("I034", "missing-page-labels", Severity.ERROR, "the folios are not the pages' labels")
WRONG_SIZE = Fault("I035", "wrong-page-size", Severity.ERROR, "every page has the trim size of the edition")
UNBOUND = Fault("I036", "unbound-link", Severity.ERROR, "a link to another chapter was not bound to its page")
NO_BOOKMARKS = Fault("I037", "missing-bookmarks", Severity.ERROR, "a screen PDF is navigated by its bookmarks")
NO_GLYPH = Fault(
    "I038", "missing-letters", Severity.ERROR,
    "name an installed font that has them in book.toml: fallback-fonts = [\"Noto Serif CJK SC\"]; see `octavo doctor`",
)  # fmt: skip
SETTING = Fault(
    "I039", "setting-fault", Severity.WARNING, "look at the page; a shorter note, table or picture nearby may cure it"
)
JUDGED = Fault("I040", "epubcheck-error", Severity.ERROR, "shops refuse an EPUB that EPUBCheck does not pass")
DOUBTED = Fault("I041", "epubcheck-warning", Severity.WARNING, "some shops refuse an EPUB that EPUBCheck warns of")
LEAKED_NAME = Fault(
    "I042", "leaked-name", Severity.ERROR, "the source asks for a pseudonym: take the name out of text and titles"
)
LEAKED_SURNAME = Fault(
    "I043", "leaked-surname", Severity.WARNING, "if it is another person's, allow the finding; if not, take it out"
)
INDEX_LACKS = Fault("I044", "incomplete-index", Severity.ERROR, _REPORT)
INDEX_DIFFERS = Fault("I045", "differing-indexes", Severity.ERROR, _REPORT)
FOOT_HEAD = Fault(
    "I046", "heading-at-foot", Severity.WARNING, "let the table or the figure that follows stand elsewhere"
)
WIDOW = Fault("I047", "widow", Severity.WARNING, "add or save a line in the paragraphs before it")
ORPHAN = Fault("I048", "orphan", Severity.WARNING, "add or save a line in the paragraphs before it")
OVERFULL = Fault(
    "I049", "overfull-line", Severity.WARNING, "let the long word or address be broken, or write it shorter"
)
LOOSE = Fault("I050", "loose-line", Severity.STYLE, "say where its long words may be broken, or turn the sentence")
LADDER = Fault("I051", "hyphen-ladder", Severity.STYLE, "turn a sentence of the paragraph")
STACK = Fault("I052", "word-stack", Severity.STYLE, "turn a sentence of the paragraph")
SHORT_PAGE = Fault("I053", "short-last-page", Severity.STYLE, "save as many lines in the chapter, or add some")
FAR_FIGURE = Fault("I054", "far-figure", Severity.STYLE, "place it nearer to the words that refer to it")
HOLE = Fault("I055", "hole", Severity.STYLE, "add or save lines before it, or let a figure or a table stand elsewhere")
UNTAGGED = Fault("I056", "untagged-content", Severity.ERROR, _REPORT)
UNCLAIMED = Fault("I057", "missing-claim", Severity.ERROR, _REPORT)
FAILED_PDF = Fault("I058", "verapdf-failure", Severity.ERROR, _REPORT)
UNMARKED_PAGE = Fault(
    "I082", "unmarked-page", Severity.WARNING, "the words at the head of that page are not those of this edition"
)
WRONG_PAGE = Fault("I083", "misplaced-page", Severity.WARNING, _REPORT)

FAULTS: tuple[Fault, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Fault))
