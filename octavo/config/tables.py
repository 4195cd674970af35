"""The keys of the tables of book.toml: publisher, contributor, part, chapter, edition and the others."""

from octavo.config.identifiers import bisac, doi, isbn, issn, orcid, thema
from octavo.config.key import Key, Shape
from octavo.config.trims import bleed, leading, trim, type_size
from octavo.config.words import ROLES, one_of, role, rule, slug, url

LINE, TEXT, LINES = Shape.LINE, Shape.TEXT, Shape.LINES

PUBLISHER = (
    Key("name", LINE, "The publisher's name, as the title page has it."),
    Key("place", LINE, "The place of publication."),
    Key("imprint", LINE, "The imprint, where it is not the publisher itself."),
    Key("url", LINE, "The publisher's address on the web.", check=url),
    Key("address", TEXT, "The postal address that EU product safety law asks for."),
    Key("contact", LINE, "The e-mail address or web form that EU product safety law asks for.", also=("email",)),
)
SERIES = (
    Key("title", LINE, "The title of the series.", required=True),
    Key("number", LINE, "The number of the book in the series."),
    Key("issn", LINE, "The ISSN of the series; its check digit is verified.", check=issn),
)
SUBJECTS = (
    Key("bisac", LINES, "Subject codes of BISAC, such as `POL012000`, the main one first.", check=bisac),
    Key("thema", LINES, "Subject and qualifier codes of Thema, such as `JWKF`, the main one first.", check=thema),
)
COVER = (
    Key("image", LINE, "The path of the front cover.", "a cover that a template draws"),
    Key("alt", LINE, "What the cover shows, in words, for those who do not see it."),
)
CONTRIBUTOR = (
    Key("name", LINE, "The name as it is printed.", "`given` and `family` together", also=("full-name",)),
    Key("given", LINE, "The given names.", also=("first-name", "firstname", "forename")),
    Key("family", LINE, "The family name.", also=("last-name", "lastname", "surname")),
    Key(
        "file-as",
        LINE,
        "The name as it is filed in catalogues.",
        "family name first; give it for a body",
        also=("sort",),
    ),
    Key("role", LINE, "What the person did: " + ", ".join(f"`{word}`" for word in ROLES) + ".", "`author`", check=role),
    Key("orcid", LINE, "The person's ORCID iD; its check digit is verified.", check=orcid),
    Key("affiliation", LINE, "Where the person works, for the list of contributors."),
    Key(
        "biography",
        TEXT,
        "A few sentences about the person, in Markdown; with one there is a list of contributors.",
        also=("bio",),
    ),
)
PART = (
    Key("title", LINE, "The title of the part; its number is its place in the order.", required=True),
    Key("chapters", LINES, "The paths of its chapters, in order.", required=True),
    Key("label", LINE, "The label by which the text refers to the part: `sec:gas`, for `@sec:gas`."),
)
EDITION = (
    Key("name", LINE, "The name of the edition and of its folder in `output/`.", check=slug, required=True),
    Key(
        "format",
        LINE,
        "What is made: `print-pdf`, `screen-pdf`, `epub` or `web`.",
        "from the names `print`, `screen`, `epub`, `web`",
        check=one_of("print-pdf", "screen-pdf", "epub", "web"),
    ),
    Key("isbn", LINE, "The ISBN of this edition; its check digit is verified.", check=isbn),
    Key(
        "trim",
        LINE,
        "The size of the page: `6x9` (inches), `152x229mm`, or `A5`, `demy`, `royal`, `crown-quarto` …",
        "`6x9`",
        check=trim,
    ),
    Key(
        "openings",
        LINE,
        "Whether chapters open on a right-hand page (`recto`) or on the next one (`any`).",
        "`recto`",
        check=one_of("recto", "any"),
    ),
    Key(
        "notes",
        LINE,
        "Whether notes stand at the foot of the page (`foot`), at the end of the chapter (`end`), or all together at "
        "the back of the book (`back`), where running heads say to which pages they belong.",
        "`foot` in the PDF editions, `end` in the others",
        check=one_of("foot", "end", "back"),
    ),
    Key(
        "standard",
        LINE,
        "What kind of file the press gets: `x-1a` (PDF/X-1a:2001, one ink), `x-4` (PDF/X-4, in colour, with an "
        "`icc-profile`) or `plain`.",
        "`x-1a` in print editions",
        check=one_of("x-1a", "x-4", "plain"),
        also=("pdf-standard", "pdf-variant"),
    ),
    Key(
        "icc-profile",
        LINE,
        "The path of the press's colour profile (CMYK, for output), which `x-4` needs.",
        also=("color-profile", "colour-profile", "profile"),
    ),
    Key(
        "bleed",
        LINE,
        "How far the pages of a print edition reach beyond the trim at head, foot and outer edge: `3mm`, `0.125in`.",
        "none",
        check=bleed,
    ),
    Key(
        "type-size",
        LINE,
        "The size of the text in points, from `8` to `28`; all other sizes go with it.",
        "`10.4`; `16` in large print",
        check=type_size,
        also=("font-size", "fontsize"),
    ),
    Key(
        "leading",
        LINE,
        "From one line of the text to the next, in points; all vertical spaces go with it.",
        "1.27 times the type size",
        check=leading,
        also=("line-height",),
    ),
    Key(
        "large-print",
        Shape.SWITCH,
        "Whether this edition is in large print: nothing is set smaller than the text, margins are wide, lines ragged.",
        "`false`",
    ),
    Key(
        "alignment",
        LINE,
        "Whether lines are `justified` or `ragged` on the right.",
        "`justified`; `ragged` in large print",
        check=one_of("justified", "ragged"),
    ),
    Key("shop", LINE, "Where readers buy or get this edition; the web edition leads there.", check=url, also=("buy",)),
    Key("leaves-out", LINES, "The paths of chapters that this edition does not have."),
    Key("contents-depth", Shape.COUNT, "How deep the contents of this edition go.", "that of the book", span=(1, 6)),
    Key("options", Shape.OPTIONS, "What the edition's templates want to know besides."),
)
WEB = (
    Key(
        "newsletter",
        LINE,
        "Where the form for the newsletter posts the address to; without it there is no form.",
        check=url,
    ),
    Key("privacy", LINE, "The publisher's privacy policy, which stands beside that form.", check=url),
    Key("downloads", LINES, "The names of editions that lie beside the pages to be downloaded, when built with them."),
    Key(
        "chapter-pdfs",
        Shape.SWITCH,
        "Whether each chapter can be downloaded as a PDF, when a screen edition is built.",
        "`false`",
    ),
    Key("search", Shape.SWITCH, "Whether the whole book can be searched.", "`true`"),
    Key("offline", Shape.SWITCH, "Whether browsers keep the pages to be read without a connection.", "`false`"),
)
CHAPTER = (
    Key("file", LINE, "The path of the chapter.", required=True, also=("path",)),
    Key("authors", LINES, "Who wrote the chapter; `[[contributor]]` says more of each.", also=("author",)),
    Key("subtitle", LINE, "The subtitle, in Markdown."),
    Key("short-title", LINE, "The title for running heads."),
    Key("abstract", TEXT, "What the chapter is about, in Markdown."),
    Key("keywords", LINES, "Words by which the chapter is to be found."),
    Key("doi", LINE, "The DOI of the chapter, with or without its address.", check=doi),
)
SECTION = (
    Key("title", LINE, "The heading of the section.", required=True),
    Key("headnote", TEXT, "A few words at its head: which archives were seen, how items are named."),
    Key("types", LINES, "The CSL types that it takes, such as `treaty`, `speech`, `interview`."),
    Key("keywords", LINES, "The keywords of sources that it takes."),
    Key("scripts", LINES, "The scripts of titles that it takes, such as `Cyrl`, `Latn`."),
    Key("languages", LINES, "The languages of sources that it takes, such as `ru`."),
    Key("archives", Shape.SWITCH, "Whether it takes what lies in an archive, grouped by archive and fond.", "`false`"),
    Key("rest", Shape.SWITCH, "Whether it takes what no other section does.", "`false`"),
)
ALLOW = (
    Key("name", LINE, "The name of the finding that is to be silent.", "`code`", check=rule),
    Key("code", LINE, "The code of the finding that is to be silent.", "`name`", check=rule),
    Key("key", LINE, "What the finding is about, such as the key of a source.", "`file`", also=("subject",)),
    Key("file", LINE, "The path of the file that the finding stands in.", "`key`; both narrow it down", also=("path",)),
    Key("reason", LINE, "Why this is as it should be, for whoever reads it next.", required=True),
)
