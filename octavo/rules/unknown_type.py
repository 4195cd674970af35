"""An entry is of a type that there is none of.

## Why it matters
What no style knows prints as a source of no kind: without quotation marks, without its journal.

## Bad
```bibtex
@artcle{doe2003, title={On Armour}, author={Doe, Jane}, journaltitle={Review}, volume=3, year=2003}
```

## Good
```bibtex
@article{doe2003, title={On Armour}, author={Doe, Jane}, journaltitle={Review}, volume=3, year=2003}
```
"""

import difflib
from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.rules.scope import SOURCES
from octavo.sources import in_bibtex
from octavo.survey import Survey

CODE = "S010"
SEVERITY = Severity.WARNING
SCOPE = SOURCES
_CSL = frozenset(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset "
    "document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation "
    "manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical "
    "personal_communication post post-weblog regulation report review review-book software song speech standard thesis "
    "treaty webpage".split()
)
_BIBTEX = frozenset(
    "article artwork audio bibnote book bookinbook booklet collection commentary conference customa customb customc "
    "customd custome customf dataset electronic image inbook incollection inproceedings inreference jurisdiction "
    "legal legislation letter manual mastersthesis misc movie music mvbook mvcollection mvproceedings mvreference "
    "online patent performance periodical phdthesis proceedings reference report review set software standard "
    "suppbook suppcollection suppperiodical techreport thesis unpublished video www xdata data archive newspaper "
    "magazine webpage webpage website newsarticle conferencepaper".split()
)
# What the registry of DOIs and other programs call the types of CSL.
_FOREIGN = {
    "journal-article": "article-journal", "book-chapter": "chapter", "proceedings-article": "paper-conference",
    "posted-content": "article", "dissertation": "thesis", "monograph": "book", "edited-book": "book",
    "reference-entry": "entry", "proceedings": "book", "journalArticle": "article-journal", "bookSection": "chapter",
    "conferencePaper": "paper-conference", "newspaperArticle": "article-newspaper", "blogPost": "post-weblog",
    "magazineArticle": "article-magazine", "web-page": "webpage", "website": "webpage", "incollection": "chapter",
    "inproceedings": "paper-conference", "phdthesis": "thesis", "techreport": "report", "misc": "document",
}  # fmt: skip


def check(survey: Survey) -> Iterator[Report]:
    """An entry is of a type that there is none of."""
    for entry in survey.entries:
        kind, known = (entry.kind, _BIBTEX) if in_bibtex(entry) else (entry.kind, _CSL)
        if not kind or kind in known:
            continue
        meant = _FOREIGN.get(kind, "") if known is _CSL else ""
        meant = meant or next((name for name in _near(kind, known) if abs(len(name) - len(kind)) < 2), "")
        # In a .bib file a type may be one of a package's own; only what looks mistyped is a fault.
        if meant or known is _CSL:
            hint = f"did you mean `{meant}`?" if meant else "take one of CSL's types, such as `document`"
            yield entry.place, f"`{entry.key}` is of type `{kind}`, which there is none of", hint, (), entry.key


def _near(kind: str, known: frozenset[str]) -> list[str]:
    return difflib.get_close_matches(kind, sorted(known), 1, 0.84)
