"""Scope: what a rule looks at. Rules of prose and of sources find the same in the same texts, so it is kept."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from types import ModuleType
from typing import Any, TypeAlias

from octavo.rules.report import Report
from octavo.survey import Survey

# A rule says SCOPE = PROSE when it asks nothing but the prose of each file by itself and the language of the book,
# SCOPE = SOURCES when it asks nothing but entries, the remarks on them, the language and the day. All else is BOOK.
BOOK, PROSE, SOURCES = "book", "prose", "sources"

Found: TypeAlias = tuple[tuple[str, Report], ...]
Kept: TypeAlias = Callable[[tuple[Any, ...], Callable[[], Found]], Found]


def anew(parts: tuple[Any, ...], find: Callable[[], Found]) -> Found:
    """Keep nothing."""
    return find()


def reports(survey: Survey, rules: tuple[ModuleType, ...], kept: Kept) -> Iterator[tuple[ModuleType, Report]]:
    """What the rules report, each with its rule."""
    by_scope: dict[str, list[ModuleType]] = defaultdict(list)
    for rule in rules:
        by_scope[getattr(rule, "SCOPE", BOOK)].append(rule)
    by_code = {rule.CODE: rule for rule in rules}
    for rule in by_scope[BOOK]:
        for report in rule.check(survey):
            yield rule, report
    for scope, parts in ((PROSE, _proses(survey)), (SOURCES, _sources(survey))):
        codes = tuple(rule.CODE for rule in by_scope[scope])
        for key, part in parts if codes else ():
            for code, report in kept((scope, codes, *key), partial(_found, part, by_scope[scope])):
                yield by_code[code], report


def _found(part: Survey, rules: list[ModuleType]) -> Found:
    return tuple((rule.CODE, report) for rule in rules for report in rule.check(part))


def _proses(survey: Survey) -> Iterator[tuple[tuple[Any, ...], Survey]]:
    for prose in survey.prose:
        yield (prose.path, prose.digest, survey.config.language), Survey(survey.config, prose=(prose,))


def _sources(survey: Survey) -> Iterator[tuple[tuple[Any, ...], Survey]]:
    """The sources of a book are looked at together, because they may be each other's likes."""
    beside = type(survey.beside)(today=survey.today)
    part = Survey(survey.config, entries=survey.entries, remarks=survey.of_sources, beside=beside)
    yield (survey.beside.sources, survey.config.language, survey.today), part
