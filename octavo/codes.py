"""Codes: every kind of finding of every room in one table, for `octavo explain` and for the names in book.toml."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from types import ModuleType
from typing import TYPE_CHECKING

from octavo import cited, rules
from octavo.config.codes import CODES as CONFIG
from octavo.findings import Severity
from octavo.rules import pages

if TYPE_CHECKING:
    from octavo.inspect.codes import Fault


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of finding: code for life, name, its own weight, the fault in a sentence, why it matters, how it is
    cured; for a rule of the source an example with the fault and one without, and what `check --fix` does about it.
    """

    code: str
    name: str
    severity: Severity
    fault: str
    why: str = ""
    cure: str = ""
    bad: str = field(default="", repr=False)
    good: str = field(default="", repr=False)
    fix: str = ""

    @property
    def fixed(self) -> bool:
        """True when no book can give it another weight: without its cure nothing can be built."""
        return weight_is_fixed(self.code, self.severity)


def weight_is_fixed(code: str, severity: Severity) -> bool:
    """True for what stops the reading of a book, or the making of an edition."""
    return code.startswith(("C", "L")) and severity is Severity.ERROR


LOADING = (
    Kind(
        "L001", "unreadable-file", Severity.ERROR, "A file that book.toml names cannot be read.",
        "What it says would be missing from every edition.",
        "See that the file is there, is a plain file inside the book's folder, and may be read.",
    ),
    Kind(
        "L002", "bad-citation-style", Severity.ERROR, "The citation style is unknown, or its file cannot be used.",
        "Notes and bibliography would be printed in a style that nobody chose.",
        "Name a style that Octavo has, or the path of a whole (independent) .csl file.",
    ),
    Kind(
        "L003", "unknown-edition", Severity.ERROR, "The book has no edition of the name that was asked for.",
        "Nothing is built in its place.", "Name one that stands in book.toml, or add an [[edition]] of that name.",
    ),
    Kind(
        "L004", "template-fault", Severity.ERROR, "A template cannot be filled in.",
        "The edition that uses it cannot be made.", "Mend the template in the line that is named.",
    ),
    Kind(
        "L005", "unmakable-edition", Severity.ERROR, "An edition cannot be made of the book and its templates.",
        "It would be missing from the output, so nothing is published.", "Mend the template or the file that is named.",
    ),
    Kind(
        "L006", "bad-terms", Severity.ERROR, "The file of index terms or of abbreviations cannot be read.",
        "Its terms would be missing from the index, and its abbreviations would stay unexplained.",
        "Mend the line that is named; the manual shows what the file looks like.",
    ),
    Kind(
        "L007", "bad-colour-profile", Severity.ERROR, "The colour profile of a print edition cannot be used.",
        "Colours would be printed in inks that were meant for another press, or the file be refused.",
        "Name an ICC profile of class output and colour space CMYK, as the printer hands it out.",
    ),
)  # fmt: skip
ALLOWING = (
    Kind(
        "A001", "allow-without-reason", Severity.WARNING, "An allowance gives no reason, so it silences nothing.",
        "Whoever reads the text next year must know whether the reason still holds.",
        "Write it behind a colon: `<!-- allow NAME: why -->`.",
    ),
    Kind(
        "A002", "stale-allow", Severity.WARNING, "An allowance silences nothing.",
        "The fault was mended, or the comment stands too far from it; left there, it would hide the next fault.",
        "Take it out, or put it in the line of the fault, above it (two lines at most), or above its paragraph.",
    ),
    Kind(
        "A003", "unknown-allow", Severity.WARNING, "An allowance names a finding that there is none of.",
        "It silences nothing, and what it was meant for is still reported.",
        "Correct the name; `octavo explain` lists them all.",
    ),
)  # fmt: skip
CITED = (
    Kind(
        cited.CODE, cited.NAME, cited.SEVERITY, "A source is cited, and the style leaves it out of the bibliography.",
        "Styles do so with letters and conversations; a press may want them in a list of their own.",
        "See that the note says all that a reader needs, or ask for its type in a section of the bibliography.",
    ),
    Kind(
        *cited.UNSHELVED, "A source is cited, and no section of the bibliography takes it.",
        "It is listed last, without a heading, where no reader looks for it.",
        "Name its type in a section of book.toml, or add a section with `rest = true`.",
    ),
)  # fmt: skip

# What an inspection finds, in a sentence each; a code that is not here is told by its name.
MADE = {
    "I001": "A finished file cannot be opened.",
    "I002": "A finished page is not well-formed.",
    "I003": "A link of a finished edition leads nowhere in it.",
    "I004": "Two things in a finished edition have the same id.",
    "I005": "A finished edition holds a script, a handler or a frame.",
    "I006": "A finished edition asks the network for a part of itself.",
    "I007": "A picture in a finished edition has no text alternative.",
    "I008": "A finished edition lacks words of the manuscript.",
    "I009": "A finished edition has words that the manuscript does not have there.",
    "I010": "A note and its call are not both in a finished edition.",
    "I011": "A note of a finished edition does not lead back to its call.",
    "I012": "A place that is referred to is not in a finished edition.",
    "I013": "A part of the book is not in a finished edition.",
    "I014": "A finished page does not say the language of the book.",
    "I015": "A finished edition does not say the title of the book.",
    "I016": "The headings of a finished page skip a level, or begin twice.",
    "I017": "A finished page lacks its main part or the link that skips to it.",
    "I020": "The package of an EPUB is faulty.",
    "I021": "A file inside an edition has a name that not every reader can open.",
    "I022": "The navigation of a finished edition is faulty.",
    "I030": "A font is not embedded in a PDF.",
    "I031": "A PDF is set in a font that is none of the book's.",
    "I032": "A print edition has an odd number of pages.",
    "I033": "Text stands outside its page.",
    "I034": "The pages of a PDF are not labelled with their folios.",
    "I035": "A page of a PDF has not the trim size of its edition.",
    "I036": "A link to another chapter is not bound to its page.",
    "I037": "A PDF for the screen has no bookmarks.",
    "I038": "No font of the book has a letter that the text needs.",
    "I039": "The setter warned of a page.",
    "I040": "EPUBCheck finds an error in a finished EPUB.",
    "I041": "EPUBCheck warns of something in a finished EPUB.",
    "I046": "A heading stands at the foot of a page, and what it heads on the next.",
    "I047": "The last line of a paragraph stands alone at the head of a page.",
    "I048": "The first line of a paragraph stands alone at the foot of a page.",
    "I049": "A line is longer than its column.",
    "I050": "A line has holes between its words.",
    "I051": "More than three lines in a row end with a broken word.",
    "I052": "Three lines in a row begin, or end, with the same word.",
    "I053": "The last page of a chapter has fewer than four lines.",
    "I054": "A figure or a table stands more than two pages from the words that refer to it.",
    "I055": "A page that is not the last of its chapter ends more than three lines too early.",
    "I082": "A page of the print edition is not marked in an edition that has its text.",
    "I083": "A page of the print edition is marked elsewhere than at its first word.",
}


def kinds() -> tuple[Kind, ...]:
    """Every kind of finding, those of the source first, in the order of the manual."""
    return (*(_of_rule(rule) for rule in rules.RULES), *CITED, *ALLOWING, *_config(), *LOADING, *_made())


def names() -> frozenset[str]:
    """Every code and every name."""
    listed = [(rule.CODE, rules.name(rule)) for rule in rules.RULES]
    listed += [(kind.code, kind.name) for kind in (*CITED, *ALLOWING, *LOADING)]
    listed += [(code.code, code.name) for code in CONFIG] + [(fault.code, fault.name) for fault in _faults()]
    return frozenset(word for pair in listed for word in pair)


def fixed() -> frozenset[str]:
    """The codes and names whose weight no book can change."""
    listed = [(code.code, code.name, code.severity) for code in CONFIG]
    listed += [(kind.code, kind.name, kind.severity) for kind in LOADING]
    return frozenset(word for code, name, own in listed if weight_is_fixed(code, own) for word in (code, name))


def _of_rule(rule: ModuleType) -> Kind:
    page = pages.page(rule)
    fix = (getattr(rule, "fix", None) and rule.fix.__doc__) or ""
    bad, good = (example.data.decode("utf-8", "backslashreplace") for example in (page.bad, page.good))
    return Kind(rule.CODE, rules.name(rule), rule.SEVERITY, page.title, page.why, "", bad, good, fix.split("\n")[0])


def _config() -> Iterator[Kind]:
    for code in CONFIG:
        yield Kind(code.code, code.name, code.severity, code.fault, "", code.cure)


def _made() -> Iterator[Kind]:
    from octavo.preflight.codes import MADE as PRESSED

    for fault in _faults():
        words = fault.name.replace("-", " ")
        said = f"A finished edition was read back, and this was found in it: {words}."
        sentence = MADE.get(fault.code) or PRESSED.get(fault.code, said)
        yield Kind(fault.code, fault.name, fault.severity, sentence, "", _sentence(fault.hint))


def _faults() -> tuple["Fault", ...]:
    """What inspections find; a check of the source needs none of them."""
    from octavo.inspect.codes import FAULTS as MADE_FAULTS
    from octavo.preflight.codes import FAULTS as PRESS_FAULTS

    return (*MADE_FAULTS, *PRESS_FAULTS)


def _sentence(hint: str) -> str:
    return f"{hint[:1].upper()}{hint[1:]}{'' if hint.endswith(('?', '.')) else '.'}"
