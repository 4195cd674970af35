"""The keys of book.toml: one table, from which it is read, checked and explained in the manual."""

from octavo.config.identifiers import bisac, doi, isbn, issn, orcid, thema
from octavo.config.key import Key, Shape
from octavo.config.language import language_tag
from octavo.config.trims import trim
from octavo.config.words import ROLES, day, font, one_of, role, rule, slug, style, url

LINE, TEXT, LINES, TABLE, TABLES = Shape.LINE, Shape.TEXT, Shape.LINES, Shape.TABLE, Shape.TABLES

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
    Key("biography", TEXT, "A few sentences about the person.", also=("bio",)),
)
PART = (
    Key("title", LINE, "The title of the part; its number is its place in the order.", required=True),
    Key("chapters", LINES, "The paths of its chapters, in order.", required=True),
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
        "The size of the page: `6x9` (inches), `152x229mm`, or `A5`, `demy`, `royal` …",
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
        "Whether notes stand at the foot of the page (`foot`) or at the end of the chapter (`end`).",
        "`foot` in the PDF editions, `end` in the others",
        check=one_of("foot", "end"),
    ),
    Key("leaves-out", LINES, "The paths of chapters that this edition does not have."),
    Key("options", Shape.OPTIONS, "What the edition's templates want to know besides."),
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

BOOK = (
    Key("title", LINE, "The title of the book.", required=True),
    Key("subtitle", LINE, "The subtitle."),
    Key("short-title", LINE, "The title for running heads.", "`title`"),
    Key(
        "language",
        LINE,
        "The language of the book as a BCP 47 tag.",
        "`en`",
        check=language_tag,
        also=("lang", "locale"),
    ),
    Key("author", LINE, "The author, where there is one and the name says it all.", also=("creator", "by")),
    Key(
        "authors", LINES, "The authors, where their names say it all; otherwise `[[contributor]]`.", also=("creators",)
    ),
    Key("slug", LINE, "The name of the files that are made.", "from `title`", check=slug, also=("filename",)),
    Key("rights", TEXT, "The copyright line.", also=("copyright",)),
    Key("licence", LINE, "The licence: an SPDX identifier such as `CC-BY-4.0`, or words.", also=("license",)),
    Key("doi", LINE, "The DOI of the book, with or without its address.", check=doi),
    Key("url", LINE, "Where the web edition will stand.", check=url, also=("website", "homepage", "site-url")),
    Key("edition-statement", LINE, "Which edition of the work this is: `Second edition, revised`."),
    Key("published", Shape.DATE, "The day or the year of publication.", check=day, also=("date", "pubdate", "year")),
    Key("keywords", LINES, "Words by which the book is to be found.", also=("tags",)),
    Key(
        "blurb",
        TEXT,
        "What the book is about, for shops and search engines.",
        also=("description", "abstract", "summary"),
    ),
    Key("dedication", TEXT, "The dedication, on a page of its own."),
    Key(
        "front", LINES, "The paths of the front matter: preface, note on names …", also=("frontmatter", "front-matter")
    ),
    Key(
        "chapters",
        LINES,
        "The paths of the chapters, in order; those of parts stand in `[[part]]`.",
        "required, unless there are parts",
        also=("contents", "spine"),
    ),
    Key("appendices", LINES, "The paths of the appendices.", also=("appendix",)),
    Key("back", LINES, "The paths of the back matter.", also=("backmatter", "back-matter")),
    Key(
        "bibliography",
        Shape.ONE_OR_MORE,
        "The path of the bibliography (CSL-JSON or BibTeX), or several.",
        also=("bib",),
    ),
    Key(
        "citation-style",
        LINE,
        "How sources are cited: the name of a style that Octavo has, or the path of a `.csl` file.",
        "`chicago-notes-bibliography`",
        check=style,
        also=("csl",),
    ),
    Key(
        "first-mention",
        LINE,
        "Where a source is cited in full again: in each `chapter`, or once in the `book`.",
        "`chapter`",
        check=one_of("chapter", "book"),
    ),
    Key(
        "notes-restart",
        LINE,
        "Where the numbers of notes begin again: in each `chapter`, or never in the `book`.",
        "`chapter`",
        check=one_of("chapter", "book"),
    ),
    Key("list-uncited", Shape.SWITCH, "Whether the bibliography lists sources that no chapter cites.", "`false`"),
    Key(
        "bibliography-sections",
        LINE,
        "The sections of the bibliography: `none`, `by-type`, or `primary-secondary`; `[[bibliography-section]]` names "
        "them one by one.",
        "`none`",
        check=one_of("none", "by-type", "primary-secondary"),
    ),
    Key(
        "bibliography-leaves-out",
        LINES,
        "The CSL types, or keys, of sources that are cited in notes alone and not listed.",
    ),
    Key(
        "bibliography-pages",
        Shape.SWITCH,
        "Whether the PDF editions say behind each source on which pages it is cited.",
        "`false`",
    ),
    Key(
        "primary-types",
        LINES,
        "The CSL types that `octavo sources` counts as primary; the keywords `primary` and `secondary` of a source "
        "say otherwise.",
        "treaties, laws, speeches, interviews, letters, broadcasts, newspapers, documents, and what lies in an archive",
    ),
    Key(
        "scripts",
        LINE,
        "In which letters sources in Cyrillic are printed: `original`, `romanised`, or `both` (the title in both).",
        "`original`",
        check=one_of("original", "romanised", "both"),
    ),
    Key(
        "romanisation",
        LINE,
        "The scheme by which Cyrillic is romanised: `ala-lc`, `bgn-pcgn`, `iso-9`, or `none`.",
        "`ala-lc`",
        check=one_of("ala-lc", "bgn-pcgn", "iso-9", "none"),
        also=("romanization",),
    ),
    Key(
        "bibliography-scripts",
        LINE,
        "Whether sources in another script are `interfiled` as they are romanised, or stand `apart`, after the others.",
        "`interfiled`",
        check=one_of("interfiled", "apart"),
    ),
    Key(
        "terms",
        LINE,
        "Whose language the words of a reference (“ed.”, “vol.”) are in: the `book`'s or the cited `item`'s.",
        "`book`",
        check=one_of("book", "item"),
    ),
    Key(
        "number-depth",
        Shape.COUNT,
        "How deep sections are numbered: `1` chapters only, to `6`; `0` as deep as the deepest that is referred to.",
        "`0`",
        span=(0, 6),
        also=("secnumdepth",),
    ),
    Key(
        "index-sort",
        LINE,
        "How the headings of the index are sorted: by `letter` (Newark before New York) or by `word`.",
        "`letter`",
        check=one_of("letter", "word"),
    ),
    Key("resources", LINES, "Folders in which images are looked for besides.", also=("resource-path", "images")),
    Key("fallback-fonts", LINES, "Families for characters that the house's fonts do not have.", check=font),
    Key(
        "raw",
        LINE,
        "What becomes of raw HTML and TeX: `report` makes each one a finding.",
        "`report`",
        check=one_of("report"),
    ),
    Key(
        "house-style",
        LINES,
        'The names of the house-style rules to keep, or `"all"`; none of them is on by itself.',
        check=rule,
    ),
    Key("strict", Shape.SWITCH, "Whether a warning stops a release, as an error does.", "`false`"),
    Key("publisher", TABLE, "Who publishes the book.", keys=PUBLISHER),
    Key("series", TABLE, "The series that the book belongs to.", keys=SERIES),
    Key("subjects", TABLE, "What shops and libraries file the book under.", keys=SUBJECTS),
    Key("cover", TABLE, "The front cover.", keys=COVER),
    Key(
        "contributor",
        TABLES,
        "Each person or body who made the book, in order.",
        keys=CONTRIBUTOR,
        also=("contributors",),
    ),
    Key("part", TABLES, "Each part of the main text, in order.", keys=PART, also=("parts",)),
    Key(
        "bibliography-section",
        TABLES,
        "Each section of the bibliography, in order; a source stands in the first that takes it.",
        keys=SECTION,
    ),
    Key("edition", TABLES, "Each edition to be made.", "print, screen, epub and web", keys=EDITION, also=("editions",)),
    Key(
        "severity",
        Shape.OPTIONS,
        "What a rule weighs in this book: its name or code, and `error`, `warning`, `style` or `off`.",
        check=one_of("error", "warning", "style", "off"),
    ),
    Key("allow", TABLES, "What is found and shall not be said, with the reason.", keys=ALLOW, also=("ignore",)),
)
