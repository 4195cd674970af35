"""Endnotes of paged editions: at the end of a chapter, or all together on a sheet of their own."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import escape

from octavo import tree
from octavo.compose.bench import Bench, Composed
from octavo.compose.html import Writer
from octavo.compose.jinja import markup
from octavo.compose.views import NoteGroup, NoteView, SheetView
from octavo.model import Edition, Heading
from octavo.resolve import ResolvedChapter

NOTES = "endnotes"
_OPENING = re.compile(r"<p(?: [^>]*)?>")


def where(edition: Edition) -> str:
    """Where the notes of an edition stand, as a writer must know it: "foot", "end", or the sheet that has them all."""
    if not edition.format.paged:
        return "end"
    return NOTES if edition.notes == "back" else edition.notes


def homes(chapters: Iterable[ResolvedChapter]) -> Iterator[tuple[str, str]]:
    """The sheet of each call, of each note, and of what stands in notes, by id, where all notes have one sheet."""
    yield NOTES, NOTES
    for name, note in ((c.chapter.name, n) for c in chapters for n in tree.structure(c.blocks) if n["t"] == "Note"):
        yield f"fnref-{note.get('id', '')}", name
        yield f"fn-{note.get('id', '')}", NOTES
        yield from ((tree.attr(node)[0], NOTES) for node in tree.structure(note["c"]) if tree.attr(node)[0])


def views(writer: Writer) -> tuple[NoteView, ...]:
    """The notes that a writer gathered. On a page the number stands in the first line of its note, and leads back."""
    notes = writer.notes
    if not writer.around.format.paged:
        return tuple(NoteView(n.number, n.anchor, n.call, markup(n.html)) for n in notes)
    writer = writer if writer.around.notes == "end" else writer.elsewhere(writer.around.notes)
    return tuple(
        NoteView(n.number, n.anchor, n.call, markup(_run_in(n.number, writer.href(f"#{n.call}"), n.html)))
        for n in notes
    )


def _run_in(number: str, href: str, html: str) -> str:
    link = f'<a class="endnote-number" role="doc-backlink" href="{escape(href)}">{escape(number)}.</a>\u2002'
    first = _OPENING.match(html)
    return f"{first.group()}{link}{html[first.end() :]}" if first else f"<p>{link}</p>{html}"


def endnotes(bench: Bench, chapters: Iterable[tuple[SheetView, tuple[NoteView, ...]]]) -> Composed:
    """The notes of all chapters as a sheet of their own, chapter by chapter."""
    groups = tuple(
        NoteGroup(view.number, view.title, bench.href(view.anchor), f"notes-to-{view.name}", notes)
        for view, notes in chapters
        if notes
    )
    title = bench.words.notes
    view, sheet = bench.plain(NOTES, "notes", title, epub_type="endnotes", role="doc-endnotes", note_groups=groups)
    headings = (Heading(3, group.number, group.title, group.anchor) for group in groups)
    return view, replace(sheet, headings=(*sheet.headings, *headings))
