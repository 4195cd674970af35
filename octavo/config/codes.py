"""The faults that book.toml can have: a code for life, a name, a sentence and a cure each, in one table."""

from dataclasses import dataclass

from octavo.findings import Finding, Place, Severity


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of fault: its code and name, how much it weighs, what it is in a sentence, and how it is cured."""

    code: str
    name: str
    fault: str
    cure: str
    severity: Severity = Severity.ERROR

    def finding(
        self, place: Place, message: str, hint: str = "", others: tuple[Place, ...] = (), subject: str = ""
    ) -> Finding:
        """A fault of this kind at a place."""
        return Finding(self.code, self.name, self.severity, place, message, hint, others, subject)


TOML_SYNTAX = Code(
    "C001",
    "toml-syntax",
    "The file is not TOML, and nothing can be read from it.",
    "Mend the line that is named; text stands in quotation marks, a list in square brackets.",
)
UNKNOWN_KEY = Code(
    "C002",
    "unknown-key",
    "A key is not one that Octavo knows, so what it says would be ignored.",
    "Correct the spelling, or move the key to the table that it belongs to.",
)
WRONG_TYPE = Code(
    "C003",
    "wrong-type",
    "A value is of another type than its key asks for, such as a number where text is wanted.",
    "Write the value as the table of keys says; numbers that are names (ISBN, year) stand in quotation marks.",
)
BAD_VALUE = Code("C004", "bad-value", "A value is not one that its key can have.", "Write one that the key allows.")
MISSING_KEY = Code(
    "C005", "missing-key", "A key that the book cannot do without is not there, or empty.", "Add the key."
)
BAD_ISBN = Code(
    "C006",
    "bad-isbn",
    "An ISBN has the wrong number of digits, or its check digit does not fit the others.",
    "Copy the number again from the agency's letter.",
)
BAD_DOI = Code("C007", "bad-doi", "A DOI has not the form 10.prefix/suffix.", "Copy the DOI again, without its page.")
BAD_ORCID = Code(
    "C008",
    "bad-orcid",
    "An ORCID iD has the wrong form, or its check digit does not fit the others.",
    "Copy the iD again from the person's page.",
)
BAD_LANGUAGE_TAG = Code(
    "C009",
    "bad-language-tag",
    "A language is not named by a valid BCP 47 tag, so hyphenation and speech would go wrong.",
    "Write the tag: en, en-GB, de, pt-BR, sr-Latn.",
)
MISSING_FILE = Code(
    "C010", "missing-file", "A file or folder that book.toml names is not in the book.", "Correct the path."
)
UNSAFE_PATH = Code(
    "C011",
    "unsafe-path",
    "A path leads out of the book folder, is an address, or could be taken for an option.",
    "Copy the file into the book folder and give its path from there.",
)
REPEATED_CHAPTER = Code(
    "C012", "repeated-chapter", "A chapter is listed twice, so it would be printed twice.", "Keep one of the two."
)
REPEATED_ISBN = Code(
    "C013",
    "repeated-isbn",
    "Two editions have the same ISBN, though each edition needs its own.",
    "Give each edition its number, or leave it out where there is none.",
)
BAD_ISSN = Code(
    "C014",
    "bad-issn",
    "An ISSN has the wrong form, or its check digit does not fit the others.",
    "Copy the number again from the series.",
)
BAD_SUBJECT_CODE = Code(
    "C015",
    "bad-subject-code",
    "A subject code has not the form of its scheme, so shops would ignore it.",
    "Copy the code, not its heading, from the scheme's list.",
    Severity.WARNING,
)
REPEATED_EDITION = Code(
    "C016", "repeated-edition", "Two editions have the same name, so they would share a folder.", "Rename one of them."
)
IDLE_KEY = Code(
    "C017",
    "idle-key",
    "A key has no effect where it stands.",
    "Remove the key, or move it to the edition that it is meant for.",
    Severity.WARNING,
)
INVISIBLE_CHARACTER = Code(
    "C018",
    "invisible-character",
    "A value holds a control character, or a mark that turns the direction of writing unseen.",
    "Type the text again, or paste it as plain text.",
)

UNKNOWN_RULE = Code(
    "C019",
    "unknown-rule",
    "A name that should be one of a finding is not, so the silence or weight given to it would have no effect.",
    "Correct the spelling; `octavo explain` lists every name.",
)
FIXED_SEVERITY = Code(
    "C020",
    "fixed-severity",
    "A finding without whose cure nothing can be built is silenced or given another weight, which has no effect.",
    "Take it out of book.toml, and cure what the finding is about.",
    Severity.WARNING,
)

CODES: tuple[Code, ...] = (
    TOML_SYNTAX,
    UNKNOWN_KEY,
    WRONG_TYPE,
    BAD_VALUE,
    MISSING_KEY,
    BAD_ISBN,
    BAD_DOI,
    BAD_ORCID,
    BAD_LANGUAGE_TAG,
    MISSING_FILE,
    UNSAFE_PATH,
    REPEATED_CHAPTER,
    REPEATED_ISBN,
    BAD_ISSN,
    BAD_SUBJECT_CODE,
    REPEATED_EDITION,
    IDLE_KEY,
    INVISIBLE_CHARACTER,
    UNKNOWN_RULE,
    FIXED_SEVERITY,
)
