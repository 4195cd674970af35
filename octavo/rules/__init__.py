"""The rules of the source. One file a rule; its docstring is its page in the manual. Codes are for life."""

from types import ModuleType

from octavo.findings import Finding, Severity, in_order
from octavo.rules import (
    bidi_character,
    bookdown_reference,
    broken_bibliography,
    broken_image,
    broken_link,
    circular_crossref,
    code_chunk,
    control_character,
    converted_image,
    duplicate_entry,
    duplicate_label,
    duplicate_note,
    empty_chapter,
    invalid_utf8,
    lost_text,
    metadata_block,
    missing_alt,
    missing_image,
    nested_note,
    shortcode,
    skipped_level,
    slow_text,
    tex_layout,
    too_deep,
    undefined_note,
    undefined_reference,
    unknown_citation,
    unread_mark,
    unreadable_formula,
    unreadable_text,
    unrendered_html,
    unrendered_tex,
    unsafe_link,
    untitled_chapter,
    unused_note,
)
from octavo.rules.silence import without_silenced
from octavo.survey import Survey

RULES: tuple[ModuleType, ...] = (
    undefined_reference,
    duplicate_label,
    broken_link,
    bookdown_reference,
    unread_mark,
    undefined_note,
    unused_note,
    duplicate_note,
    nested_note,
    unknown_citation,
    duplicate_entry,
    broken_bibliography,
    circular_crossref,
    missing_image,
    broken_image,
    converted_image,
    missing_alt,
    untitled_chapter,
    empty_chapter,
    skipped_level,
    invalid_utf8,
    control_character,
    bidi_character,
    slow_text,
    unreadable_text,
    too_deep,
    lost_text,
    unreadable_formula,
    unrendered_tex,
    tex_layout,
    unrendered_html,
    shortcode,
    code_chunk,
    metadata_block,
    unsafe_link,
)


def name(rule: ModuleType) -> str:
    """A rule's name, that of its file: ``undefined-reference``."""
    return rule.__name__.rsplit(".", 1)[-1].replace("_", "-")


def check(survey: Survey) -> tuple[Finding, ...]:
    """All findings of all rules, without those that the book allows; a silence that silences nothing is one itself."""
    found: list[Finding] = []
    for rule in RULES:
        if rule.SEVERITY is Severity.STYLE and name(rule) not in survey.config.house_style:
            continue
        for place, message, hint, others, subject in rule.check(survey):
            found.append(Finding(rule.CODE, name(rule), rule.SEVERITY, place, message, hint, others, subject))
    known = frozenset(label for rule in RULES for label in (rule.CODE, name(rule)))
    return in_order(without_silenced(survey, found, known))
