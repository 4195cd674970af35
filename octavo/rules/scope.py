"""Scope: what a rule looks at. Rules of prose and of sources find the same in the same texts, so it is kept."""

from collections.abc import Callable, Iterator
from functools import partial
from types import ModuleType
from typing import Any, TypeAlias

from octavo.rules.report import Report
from octavo.survey import Survey

# A rule says SCOPE = PROSE when it asks nothing but the prose of each file by itself, the language of the book, and
# whether it has fonts of its own,
# SCOPE = SOURCES when it asks nothing but entries, the remarks on them, the language and the day. All else is BOOK.
BOOK, PROSE, SOURCES = "book", "prose", "sources"

Found: TypeAlias = tuple[tuple[str, Report], ...]
Kept: TypeAlias = Callable[[tuple[Any, ...], Callable[[], Found]], Found]


def anew(parts: tuple[Any, ...], find: Callable[[], Found]) -> Found:
    """Keep nothing."""
    return find()


def reports(survey: Survey, rules: tuple[ModuleType, ...], kept: Kept) -> Iterator[tuple[ModuleType, Report]]:
    """What the rules report, each with its rule."""
    for rule in rules:
        if _scope(rule) == BOOK:
            for report in rule.check(survey):
                yield rule, report
    by_code = {rule.CODE: rule for rule in rules}
    for found in _answers(survey, rules, kept):
        for code, report in found:
            yield by_code[code], report


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
