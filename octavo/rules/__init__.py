"""The rules of the source. One file a rule; its docstring is its page in the manual. Codes are for life."""

from types import ModuleType

from octavo.findings import Finding, in_order
from octavo.rules import (
    abbreviation_disagrees,
    abbreviation_expanded_twice,
    adjacent_notes,
    alt_repeats_caption,
    ambiguous_reference,
    author_disagrees,
    bad_identifier,
    bare_doi_link,
    bare_locators,
    bidi_character,
    bookdown_reference,
    broken_bibliography,
    broken_image,
    broken_link,
    circular_crossref,
    coarse_image,
    code_chunk,
    control_character,
    converted_image,
    cross_script_duplicate,
    decomposed_letters,
    distant_publication,
    double_space,
    dropped_cell,
    duplicate_entry,
    duplicate_label,
    duplicate_note,
    duplicate_title,
    empty_chapter,
    empty_index_term,
    empty_link,
    empty_note,
    empty_section,
    entry_markup,
    et_al_author,
    file_link,
    float_order,
    french_spacing,
    future_date,
    garbled_letters,
    garbled_text,
    gone_link,
    heading_case,
    heading_stop,
    heading_variant,
    headless_table,
    hyphen_in_range,
    idle_term,
    invalid_utf8,
    joined_authors,
    key_case,
    key_look_alike,
    label_look_alike,
    leftover_mark,
    letter_without_font,
    likely_duplicate,
    likely_repeated_word,
    likely_typed_reference,
    literal_mark,
    locator_outside_pages,
    lone_subheading,
    lone_subsection,
    long_heading,
    long_note,
    lost_text,
    malformed_date,
    malformed_link,
    malformed_metadata,
    merge_mark,
    metadata_block,
    missing_alt,
    missing_crossref,
    missing_field,
    missing_image,
    missing_isbn,
    missing_language,
    missing_no_break_space,
    missing_space,
    mixed_script,
    moved_link,
    nested_note,
    note_in_heading,
    note_punctuation,
    numberless_image,
    odd_character,
    odd_quotes,
    overfull_table,
    plain_http,
    reference_to_left_out,
    repeated_call,
    repeated_punctuation,
    repeated_title,
    repeated_word,
    replacement_character,
    reversed_pages,
    reversed_range,
    romanisation_differs,
    see_in_circles,
    see_itself,
    see_to_nothing,
    see_with_locators,
    shortcode,
    shouting_heading,
    skipped_level,
    slow_text,
    small_reference,
    soft_hyphen,
    soft_image,
    space_before_note,
    space_before_punctuation,
    spaced_hyphen,
    stacked_headings,
    straight_apostrophe,
    straight_quotes,
    tab_in_text,
    tex_layout,
    thin_entry,
    thin_metadata,
    title_in_capitals,
    too_deep,
    typed_caption_number,
    typed_note_call,
    typed_number,
    typed_reference,
    unbalanced_brackets,
    unbalanced_quotes,
    uncaptioned,
    unchecked_link,
    uncited_entry,
    unclosed_division,
    unclosed_range,
    undated_web_source,
    undefined_note,
    undefined_reference,
    unexpanded_abbreviation,
    unfinished_note,
    unknown_citation,
    unknown_edition,
    unknown_gloss,
    unknown_type,
    unlabelled_float,
    unlisted_chapter,
    unread_macro,
    unread_mark,
    unreadable_formula,
    unreadable_text,
    unreferenced_float,
    unrendered_html,
    unrendered_tex,
    unsafe_link,
    untidy_identifier,
    untitled_chapter,
    untransliterated_title,
    unused_abbreviation,
    unused_image,
    unused_note,
    wide_table,
    wordy_alt,
    wrong_kind,
    wrong_quotes,
    wrong_word,
)
from octavo.rules.scope import Changed as Changed
from octavo.rules.scope import Found as Found
from octavo.rules.scope import Kept, anew, answer, reports
from octavo.rules.scope import of_text as by_text
from octavo.rules.silence import without_silenced
from octavo.survey import Survey

# In the order of their codes, a family from the beginning of a line.
RULES: tuple[ModuleType, ...] = (
    undefined_reference, duplicate_label, broken_link, bookdown_reference, unread_mark, ambiguous_reference,
    wrong_kind, reference_to_left_out, file_link, empty_link, typed_reference, wrong_word, unreferenced_float,
    likely_typed_reference, label_look_alike, float_order, unlabelled_float, small_reference, unknown_gloss,
    undefined_note, unused_note, duplicate_note, nested_note, empty_note, note_punctuation, space_before_note,
    note_in_heading, adjacent_notes, repeated_call, long_note, unfinished_note, typed_note_call,
    unknown_citation, duplicate_entry, broken_bibliography, circular_crossref, missing_crossref, key_case,
    key_look_alike, missing_field, thin_entry, unknown_type, malformed_date, future_date, reversed_pages,
    bad_identifier, untidy_identifier, likely_duplicate, cross_script_duplicate, entry_markup, garbled_letters,
    joined_authors, et_al_author, locator_outside_pages, author_disagrees, uncited_entry, missing_language,
    untransliterated_title, undated_web_source, title_in_capitals, unread_macro, romanisation_differs,
    missing_image, broken_image, converted_image, missing_alt, coarse_image, soft_image, alt_repeats_caption,
    wordy_alt, overfull_table, wide_table, headless_table, uncaptioned, typed_caption_number, dropped_cell,
    unused_image, numberless_image,
    untitled_chapter, empty_chapter, skipped_level, empty_section, unlisted_chapter, duplicate_title,
    repeated_title, typed_number, unknown_edition, missing_isbn, distant_publication, heading_stop,
    shouting_heading, long_heading, stacked_headings, lone_subsection, thin_metadata, malformed_metadata,
    invalid_utf8, control_character, bidi_character, slow_text, unreadable_text, too_deep, lost_text,
    decomposed_letters, mixed_script, letter_without_font, replacement_character, garbled_text, odd_character,
    merge_mark, leftover_mark, literal_mark, unbalanced_quotes, unbalanced_brackets, repeated_word, reversed_range,
    likely_repeated_word, repeated_punctuation, straight_quotes, straight_apostrophe, odd_quotes, wrong_quotes,
    double_space, tab_in_text, space_before_punctuation, missing_space, french_spacing, missing_no_break_space,
    hyphen_in_range, spaced_hyphen, soft_hyphen, unexpanded_abbreviation, abbreviation_expanded_twice,
    abbreviation_disagrees, unused_abbreviation, unclosed_division,
    unreadable_formula,
    unrendered_tex, tex_layout, unrendered_html, shortcode, code_chunk, metadata_block, unsafe_link,
    gone_link, moved_link, unchecked_link, plain_http, bare_doi_link, malformed_link,
    empty_index_term, see_to_nothing, see_in_circles, see_itself, unclosed_range, see_with_locators, heading_case,
    heading_variant, bare_locators, lone_subheading, idle_term,
)  # fmt: skip


def name(rule: ModuleType) -> str:
    """A rule's name, that of its file: ``undefined-reference``."""
    return rule.__name__.rsplit(".", 1)[-1].replace("_", "-")


def check(survey: Survey, kept: Kept = anew, changed: Changed | None = None) -> tuple[Finding, ...]:
    """All findings of all rules, without those that the book allows; a silence that silences nothing is one itself.

    ``kept`` is asked for what some rules found before in the very same prose or sources. Where something ``changed``,
    findings that it cannot bring forth may be missing.
    """
    asked = _asked(survey)
    reported = reports(survey, asked, kept, changed)
    found = [Finding(rule.CODE, name(rule), rule.SEVERITY, *report) for rule, report in reported]
    known = frozenset(label for rule in asked for label in (rule.CODE, name(rule)))
    return in_order(without_silenced(survey, found, known))


def ask(part: Survey, kept: Kept) -> None:
    """Ask what can be asked of a part of a book, so that ``check`` finds it answered."""
    answer(part, _asked(part), kept)


def of_text() -> frozenset[str]:
    """The codes of the findings that come of the words of their own file alone."""
    return frozenset(rule.CODE for rule in RULES if by_text(rule))


def _asked(survey: Survey) -> tuple[ModuleType, ...]:
    """The rules that the book does not do without."""
    return tuple(rule for rule in RULES if survey.config.weight(rule.CODE, name(rule), rule.SEVERITY) is not None)
