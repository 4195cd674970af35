"""A source that is cited lacks what its citation cannot do without.

## Why it matters
The note would be visibly broken: an article without its journal prints as if it were a book, a book without a title
as a name and a year.

## Bad
```bibtex
@article{doe2003, title={On Armour}, author={Doe, Jane}, volume=3, pages={1--20}, year=2003}
@book{roe2004, author={Roe, Richard}, publisher={Press}, year=2004}
```

## Good
```bibtex
@article{doe2003, title={On Armour}, author={Doe, Jane}, journaltitle={Review}, volume=3, pages={1--20}, year=2003}
@book{roe2004, title={Bows}, author={Roe, Richard}, publisher={Press}, year=2004}
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.sources import Source, sources
from octavo.survey import Survey

CODE = "S008"
SEVERITY = Severity.WARNING
_PEOPLE = (
    "author", "editor", "translator", "editorial-director", "collection-editor", "container-author", "interviewer",
    "director", "composer", "performer", "recipient", "compiler", "contributor", "curator", "host", "illustrator",
)  # fmt: skip
# What prints in the place of a title, or of an author, where there is none.
_INSTEAD = (
    "title-short", "reviewed-title", "original-title", "container-title", "genre", "note", "number", "authority", "URL",
    "DOI", "medium", "archive", "collection-title", "event-title", "status", "publisher",
)  # fmt: skip
# Journals of physics are cited by volume and page alone: an article without a title is thin, and not broken.
_TITLED = ("book", "chapter", "thesis", "paper-conference")
# Where an article is to be found that no journal printed, or none as yet.
_ELSEWHERE = ("URL", "DOI", "number", "genre", "publisher", "status", "note", "archive", "medium", "PMID", "PMCID")


_IN_ANOTHER = tuple(f'"type": "{kind}"' for kind in ("article-journal", "article-magazine", "chapter"))
# What a .bib file may give instead, though no variable of CSL takes it.
_BESIDE = (
    "titleaddon", "issuetitle", "booktitle", "maintitle", "note", "addendum", "howpublished", "type", "entrysubtype",
    "introduction", "foreword", "afterword", "eventtitle", "related", "series", "eprint", "shorthand", "shorttitle",
    "label", "usera", "library",
)  # fmt: skip


def check(survey: Survey) -> Iterator[Report]:
    """A source that is cited lacks what its citation cannot do without."""
    cited = {use.key for use in survey.citations}
    asked = (entry for entry in survey.entries if survey.config.list_uncited or entry.key in cited)
    for source in sources(tuple(entry for entry in asked if not _whole(entry.csl))):
        lacking, message = _fault(source)
        if lacking and not any(f'"{name}"' in source.entry.written for name in _BESIDE):
            written = source.field(lacking)
            if written and written.value.strip():
                message = f"the `{written.name}` of `{source.key}` says nothing that can be read"
            yield source.place(lacking), message, f"add `{source.spelling(lacking)}`", (), source.key


def _whole(csl: str) -> bool:
    """True for the text of an entry that has all it needs, without reading it: most are."""
    titled = '"title": "' in csl and '"title": ""' not in csl
    return titled and ('"container-title' in csl or not any(kind in csl for kind in _IN_ANOTHER))


def _fault(source: Source) -> tuple[str, str]:
    """The variable that is wanting, and what to say of it."""
    key, kind = source.key, source.type
    if not source.text("title"):
        if not source.names(*_PEOPLE) and kind:
            return ("title", f"`{key}` has neither author nor title") if not source.text(*_INSTEAD) else ("", "")
        return ("title", f"`{key}` has no title") if kind in _TITLED and not source.text(*_INSTEAD[:3]) else ("", "")
    if source.text("container-title", "container-title-short", "journalAbbreviation"):
        return "", ""
    if kind in ("article-journal", "article-magazine") and not source.text(*_ELSEWHERE):
        return "container-title", f"the article `{key}` names no journal"
    if kind == "chapter" and source.entry.kind in ("incollection", "chapter") and not source.text("URL", "DOI"):
        return "container-title", f"the chapter `{key}` names no book"
    return "", ""
