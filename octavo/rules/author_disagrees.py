"""The text names an author, and cites a source by somebody else.

## Why it matters
Doe argues, the note says, in a book by Roe: one of the two is wrong.

## Bad
```markdown
# One

Doe argues [@roe2002] that shields came first.
```

## Good
```markdown
# One

Doe argues [@doe2001] that shields came first, and Roe disagrees [@roe2002].
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.rules.scope import CITATIONS
from octavo.sources import Source, sources
from octavo.sources.folding import folded
from octavo.survey import CitationUse, Survey

CODE = "S023"
SEVERITY = Severity.WARNING
SCOPE = CITATIONS
_NAME = r"(?P<name>[^\W\d_a-zß-ÿ][\w’'ʹ-]{2,})"
_VERBS = (
    "argues|writes|notes|claims|contends|maintains|suggests|observes|concludes|asserts|holds|shows|demonstrates|"
    "пишет|отмечает|утверждает|считает|указывает|полагает|"
    "écrit|affirme|soutient|observe|note|conclut|"
    "schreibt|behauptet|bemerkt|argumentiert|meint"
)
_WORKS = (
    "article|book|essay|study|paper|monograph|chapter|survey|thesis|dissertation|account|analysis|memoir|memoirs|"
    "history|biography"
)
# Nothing stands between the name, what is said of it, and the brackets: all else may speak of somebody else.
_SAID = re.compile(
    rf"(?<![\w.’'-]){_NAME}(?:\s+(?:{_VERBS})|[’']s?\s+(?:[a-z-]+\s+)?(?:{_WORKS}))[,:]?\s*\^?\[\s*-?\s*\Z"
)
_SUPPRESSED = re.compile(rf"(?<![\w.’'-]){_NAME}\s*\[\s*-?\s*\Z")
_SCHOLARLY = ("book", "article-journal", "chapter", "thesis", "paper-conference", "report", "article")
_ROLES = (
    "author", "editor", "translator", "container-author", "collection-editor", "original-author", "interviewer",
    "recipient", "reviewed-author", "director", "composer", "contributor", "compiler",
)  # fmt: skip
_NEAR = 3


def check(survey: Survey) -> Iterator[Report]:
    """The text names an author, and cites a source by somebody else."""
    said = [(at, use, match) for at, use in enumerate(survey.citations) if (match := _named(use))]
    if not said:
        return
    by_key = {source.key: source for source in sources(survey.entries)}
    surnames = {name for source in by_key.values() if source.type in _SCHOLARLY for name in _surnames(source, "author")}
    for at, use, name in said:
        cited = by_key.get(use.key)
        if cited is None or cited.type not in _SCHOLARLY or not cited.names("author") or name not in surnames:
            continue
        near = survey.citations[max(0, at - _NEAR) : at + _NEAR + 1]
        beside = [by_key[other.key] for other in near if other.chapter == use.chapter and other.key in by_key]
        if not any(_knows(source, name) for source in beside):
            author = cited.names("author")[0].text
            message = f"the text names {name.capitalize()}, and `@{use.key}` is by {author}"
            yield use.place, message, "cite the source that is meant", (cited.entry.place,), use.key


def _named(use: CitationUse) -> str:
    """The folded surname that the text puts before a citation as that of its author, or ""."""
    if use.in_text or use.in_note:
        return ""
    match = (_SUPPRESSED if use.suppressed else _SAID).search(use.before)
    return folded(re.sub(r"[’']s?$", "", match["name"])) if match else ""


def _surnames(source: Source, *roles: str) -> Iterator[str]:
    for name in source.names(*roles):
        yield folded(name.family or name.literal).rpartition(" ")[2]


def _knows(source: Source, name: str) -> bool:
    """True where a source has anything to do with a name: by, with, of or about the one who has it."""
    if any(name in folded(person.text).split() for person in source.names(*_ROLES)):
        return True
    texts = (source.text(variable) for variable in ("title", "container-title", "original-title", "note", "publisher"))
    return any(name in folded(text) for text in texts)
