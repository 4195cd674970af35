"""A quick change: where one file of the text was saved, its chapters alone are read, cited, numbered, composed and put
into the pages of the last draft. Contents, index and lists follow with the next whole draft, which has the last word.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import takewhile
from typing import Any

from octavo.apparatus.glosses import with_glosses
from octavo.assemble import assemble, told
from octavo.cite import Citations
from octavo.desk import Desk
from octavo.files import parsed_files
from octavo.fragments import read_fragments
from octavo.make.web import page_file
from octavo.make.webparts import addressed, stylesheet, unstyled
from octavo.model import Book, Chapter, Sheet
from octavo.number import Numbering, number
from octavo.paged import materials
from octavo.preview.draft import Draft
from octavo.preview.recite import recited
from octavo.resolve import Before, ResolvedBook, resolve
from octavo.select import select
from octavo.source import Source
from octavo.terms.marking import mark

_OWN = "styles/own.css"
# Where a finished edition has what lies beside the page, and a draft nothing.
_BLANK = re.compile(r"<!--[a-z]+-->")
_BODY, _CLASS = re.compile(r"<body\b[^>]*>"), re.compile(r'\sclass="[^"]*"')


def changed_file(before: Source, now: Source) -> str:
    """The one file of the text that differs between two readings; "" where more does, or nothing."""
    old, new = ({file.path: file.digest for file in each.manuscript.chapters} for each in (before, now))
    if list(old) != list(new) or len(before.files) != len(now.files):
        return ""
    names = [path for path, digest in new.items() if old[path] != digest]
    same = (
        before.config == now.config
        and before.terms == now.terms
        and _rest(before) == _rest(now)
        and _seats(before, names) == _seats(now, names)
    )
    return names[0] if same and len(names) == 1 else ""


def quick(last: Draft, source: Source, path: str, desk: Desk) -> Draft | None:
    """The last draft with the chapters of one file made anew; None where they are no longer the same chapters."""
    fresh = {chapter.name: chapter for chapter in _chapters(source, path, last, desk)}
    known = {chapter.name for chapter in last.marked.chapters if chapter.path == path}
    if not fresh or set(fresh) != known:
        return None
    marked = replace(last.marked, chapters=tuple(fresh.get(c.name, c) for c in last.marked.chapters))
    names = frozenset(fresh)
    glossed = {chapter.name: chapter for chapter in with_glosses(marked).chapters if chapter.name in names}
    ready = replace(last.furnished, chapters=tuple(glossed.get(c.name, c) for c in last.furnished.chapters))
    numbering = _numbered(ready, names, last)
    part = replace(ready, chapters=tuple(c for c in ready.chapters if c.name in names))
    ask, citations = recited(part, last.asked, last.citations)
    resolved = _resolved(ready, part, numbering, citations, last)
    sheets = last.composer.renewed(resolved, names, materials(source, last.edition))
    files = dict(last.files)
    for sheet in sheets:
        _put(sheet, files)
    known_sheets = {**last.sheets, **{sheet.name: sheet for sheet in sheets}}
    return replace(
        last, source=source, marked=marked, furnished=ready, asked=ask, citations=citations, resolved=resolved,
        sheets=known_sheets, files=files,
    )  # fmt: skip


def _rest(source: Source) -> tuple[Any, ...]:
    """What the text depends on besides its files."""
    read = source.manuscript
    others = (read.style, read.abbreviations, read.index_terms, read.index_names, *read.templates, *read.assets)
    return (*((file.path, file.digest) for file in (*others, *read.bibliographies) if file), len(source.pictures))


def _seats(source: Source, changed: list[str]) -> list[Any]:
    """The chapters that the files become, and what citations in them mean, those of the changed ones by name alone."""
    rows = zip(source.files, source.arrangement.seats, source.arrangement.keys, strict=True)
    return [
        [[(seat.name, seat.numbered) for seat in seats]] if file.file.path in changed else [seats, dict(keys)]
        for file, seats, keys in rows
    ]


def _chapters(source: Source, path: str, last: Draft, desk: Desk) -> tuple[Chapter, ...]:
    """The chapters of a file, selected and marked for the edition."""
    at = next(n for n, file in enumerate(source.files) if file.file.path == path)
    files = parsed_files((source.files[at],), desk)
    arranged = source.arrangement
    arranged = replace(arranged, seats=(arranged.seats[at],), keys=(arranged.keys[at],))
    trees = read_fragments(told(source.config, files), source.config.path, desk)
    read = assemble(source.config, files, arranged, source.bibliography, trees)
    own = replace(last.marked, chapters=tuple(chapter for chapter in read.chapters if chapter.path == path))
    return mark(select(own, last.edition), source.terms).chapters


def _numbered(book: Book, names: frozenset[str], last: Draft) -> Numbering:
    """The numbers of the book; in other chapters those that were given before."""
    before = last.resolved.numbering
    if book.config.number_floats == "book":
        return number(book)
    empty = [chapter if chapter.name in names else replace(chapter, blocks=[]) for chapter in book.chapters]
    given = number(Book(replace(book.config, number_depth=before.depth), tuple(empty), book.bibliography))
    order = {chapter.name: at for at, chapter in enumerate(book.chapters)}
    numbers = [found for found in before.numbers if found.chapter not in names]
    numbers += [found for found in given.numbers if found.chapter in names]
    numbers.sort(key=lambda found: order.get(found.chapter, -1))
    return Numbering(given.openings, tuple(numbers), before.depth)


def _resolved(book: Book, part: Book, numbering: Numbering, citations: Citations, last: Draft) -> ResolvedBook:
    """The resolved book: some chapters anew, the others as they were."""
    names = {chapter.name for chapter in part.chapters}
    ahead = {c.name for c in takewhile(lambda c: c.name not in names, book.chapters)}
    old = last.resolved
    before = Before(
        sum(chapter.notes for chapter in old.chapters if chapter.chapter.name in ahead),
        sum(bool(found.anchor) and found.chapter in ahead for found in old.marks),
    )
    given = resolve(part, numbering, replace(citations, entries=()), (), before)
    fresh = {chapter.chapter.name: chapter for chapter in given.chapters}
    homes: Mapping[str, str] = {
        **{anchor: home for anchor, home in old.homes if home not in names}, **dict(given.homes)
    }  # fmt: skip
    return replace(
        old,
        book=book,
        chapters=tuple(fresh.get(chapter.chapter.name, chapter) for chapter in old.chapters),
        marks=(*(found for found in old.marks if found.chapter not in names), *given.marks),
        homes=tuple(homes.items()),
        numbering=numbering,
        uses=(*(use for use in old.uses if use.chapter not in names), *given.uses),
    )


def _put(sheet: Sheet, files: dict[str, bytes]) -> None:
    """The page of a sheet in the place of the one before; its head is still that of the last whole draft."""
    rules: dict[str, str] = {}
    made = addressed(sheet.kind, unstyled(sheet.xhtml, rules))
    name = page_file(sheet)
    old = files[name].decode()
    there, here = _BODY.search(old), _BODY.search(made)
    if there is None or here is None:
        return
    own = _CLASS.search(here.group())
    body = _CLASS.sub(lambda _: own.group() if own else "", there.group(), count=1)
    files[name] = f"{old[: there.start()]}{body}{_BLANK.sub('', made[here.end() :])}".encode()
    if rules:
        files[_OWN] = files.get(_OWN, b"") + stylesheet(rules)
