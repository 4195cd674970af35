"""Paged editions in type: composed, set, and set again until each "ibid." faces the note that it means."""

from collections.abc import Mapping

from octavo import openings
from octavo.citing.style import says_ibid
from octavo.compose.jinja import Templates
from octavo.compose.sheets import Composer, Materials
from octavo.desk import Desk
from octavo.model import Book, Edition, SourceFile
from octavo.profiles import profile_of
from octavo.resolve import ResolvedBook
from octavo.setting import Set, Shop, print_styles, set_edition
from octavo.source import Source
from octavo.text import resolved_text

OPENING_ROUNDS = 5


def composer(source: Source, resolved: ResolvedBook, edition: Edition) -> Composer:
    """The composer of an edition of any format."""
    templates = Templates(edition.format.value, source.manuscript.templates)
    return Composer(resolved, edition, templates, materials(source, edition))


def materials(source: Source, edition: Edition) -> Materials:
    """What composing an edition needs beside the book."""
    names = {p.path: p.file.path for p in source.pictures}
    images = {key: names[path] for key, path in source.paths.items() if path in names}
    formulas = source.formulas
    chosen: Mapping[tuple[str, bool], str] = dict(formulas.drawn if edition.format.paged else formulas.mathml)
    return Materials(images, chosen)


def resources_of(source: Source) -> tuple[SourceFile, ...]:
    """The pictures of a book, drawn formulas among them."""
    return (*(p.file for p in source.pictures), *source.formulas.drawings)


def shop_of(source: Source, edition: Edition) -> Shop:
    """What the setter of a paged edition works with."""
    styles = print_styles(edition, source.manuscript.assets)
    profile = profile_of(source.manuscript, source.conditions, edition)
    return Shop(source.config, edition, resources_of(source), styles, *profile)


def in_type(source: Source, selected: Book, resolved: ResolvedBook, shop: Shop, desk: Desk) -> tuple[ResolvedBook, Set]:
    """A paged edition in type, and its text as its openings have made it.

    It is set again until each "ibid." faces the note that it means; none is left where that does not end.
    """
    done = set_edition(composer(source, resolved, shop.edition), shop, desk)
    if not says_ibid(selected.bibliography.style):
        return resolved, done
    known: set[tuple[str, int]] = set()
    for turn in range(OPENING_ROUNDS):
        found = openings.apart(done.plan) if turn < OPENING_ROUNDS - 1 else openings.every_note(done.plan)
        if known.issuperset(found):
            break
        known.update(found)
        resolved = resolved_text(selected, source.terms, desk, tuple(sorted(known)))
        done = set_edition(composer(source, resolved, shop.edition), shop, desk)
    return resolved, done
