"""Scope: what a rule looks at. Rules of prose and of sources find the same in the same texts, so it is kept; and where
only what a change is answerable for is asked, the texts that it left alone are not looked at again.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from types import ModuleType
from typing import Any, TypeAlias

from octavo.rules.report import Report
from octavo.survey import Survey

# A rule says SCOPE = PROSE when it asks nothing but the prose of each file by itself, the language of the book, and
# whether it has fonts of its own,
# SCOPE = SOURCES when it asks nothing but entries, the remarks on them, the language and the day,
# SCOPE = CITATIONS when it asks of a citation nothing but others of its chapter and the entries. All else is BOOK.
BOOK, PROSE, SOURCES, CITATIONS = "book", "prose", "sources", "citations"

Found: TypeAlias = tuple[tuple[str, Report], ...]
Kept: TypeAlias = Callable[[tuple[Any, ...], Callable[[], Found]], Found]


@dataclass(frozen=True, slots=True)
class Changed:
    """Where a change can bring forth findings: the files that it touched, and the keys of sources that it names."""

    files: frozenset[str]
    keys: frozenset[str]


def anew(parts: tuple[Any, ...], find: Callable[[], Found]) -> Found:
    """Keep nothing."""
    return find()


def reports(
    survey: Survey, rules: tuple[ModuleType, ...], kept: Kept, changed: Changed | None = None
) -> Iterator[tuple[ModuleType, Report]]:
    """What the rules report, each with its rule; of what ``changed`` alone, where that is asked."""
    cited = _cited(survey, changed) if changed else survey
    for rule in rules:
        if _scope(rule) in (BOOK, CITATIONS):
            for report in rule.check(cited if _scope(rule) == CITATIONS else survey):
                yield rule, report
    part = replace(survey, prose=tuple(p for p in survey.prose if p.path in changed.files)) if changed else survey
    by_code = {rule.CODE: rule for rule in rules}
    for found in _answers(part, rules, kept):
        for code, report in found:
            yield by_code[code], report


def _cited(survey: Survey, changed: Changed) -> Survey:
    """The survey with the citations of those files alone that a change has to do with."""
    files = changed.files | {use.place.file for use in survey.citations if use.key in changed.keys}
    return replace(survey, citations=tuple(use for use in survey.citations if use.place.file in files))


def answer(part: Survey, rules: tuple[ModuleType, ...], kept: Kept) -> None:
    """Ask the rules of prose about what prose there is, and those of sources where there are any."""
    for _ in _answers(part, rules, kept):
        pass


def _answers(survey: Survey, rules: tuple[ModuleType, ...], kept: Kept) -> Iterator[Found]:
    for scope, parts in ((PROSE, _proses(survey)), (SOURCES, _sources(survey))):
        asked = [rule for rule in rules if _scope(rule) == scope]
        codes = tuple(rule.CODE for rule in asked)
        for key, part in parts if codes else ():
            yield kept((scope, codes, *key), partial(_found, part, asked))


def of_text(rule: ModuleType) -> bool:
    """True for a rule whose findings in a file come of that file's prose alone."""
    return _scope(rule) == PROSE


def _scope(rule: ModuleType) -> str:
    return str(getattr(rule, "SCOPE", BOOK))


def _found(part: Survey, rules: list[ModuleType]) -> Found:
    return tuple((rule.CODE, report) for rule in rules for report in rule.check(part))


def _proses(survey: Survey) -> Iterator[tuple[tuple[Any, ...], Survey]]:
    for prose in survey.prose:
        key = (prose.path, prose.digest, survey.config.language, bool(survey.config.fallback_fonts))
        yield key, Survey(survey.config, prose=(prose,))


def _sources(survey: Survey) -> Iterator[tuple[tuple[Any, ...], Survey]]:
    """The sources of a book are looked at together, because they may be each other's likes."""
    if not survey.entries and not survey.of_sources:
        return
    beside = type(survey.beside)(today=survey.today)
    part = Survey(survey.config, entries=survey.entries, remarks=survey.of_sources, beside=beside)
    yield (survey.beside.sources, survey.config.language, survey.today), part
