"""Ask one rule about a text: where it finds something, with all of the house style on, and what it would mend."""

from dataclasses import replace

from conftest import source, survey_of_book, surveyed

from octavo.fix import mended, offered
from octavo.rules import check
from octavo.survey import Survey

ALL = ("all",)


def places(name: str, survey: Survey) -> list[tuple[int, int]]:
    """Where this rule finds something."""
    asked = replace(survey, config=replace(survey.config, house_style=ALL))
    return [(f.place.line, f.place.column) for f in check(asked) if f.name == name]


def found(name: str, text: str) -> list[tuple[int, int]]:
    return places(name, surveyed(text))


def found_in(language: str, name: str, text: str) -> list[tuple[int, int]]:
    return places(name, survey_of_book(text, language=language))


def across(name: str, *texts: str, **config: object) -> list[tuple[str, int, int]]:
    """The same in a book of several files."""
    survey = survey_of_book(*texts, **config)
    asked = replace(survey, config=replace(survey.config, house_style=ALL))
    return [(f.place.file[9:], f.place.line, f.place.column) for f in check(asked) if f.name == name]


def fixed(name: str, text: str, language: str = "en") -> str:
    """The text with the edits that a rule offers."""
    survey = survey_of_book(text, language=language, house_style=ALL)
    edits = offered(survey, [finding for finding in check(survey) if finding.name == name])
    files = mended((source("chapters/1.md", text),), edits)
    return files[0].after.decode() if files else text
