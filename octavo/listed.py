"""What the bibliography lists: entries that the style printed, on their shelves, and those that the house prints."""

import json

from octavo import tree
from octavo.cite import CitedEntry
from octavo.model import Book
from octavo.plain_entry import plain_entry
from octavo.sections import Shelves, shelve


def shelved_entries(book: Book, entries: tuple[CitedEntry, ...]) -> Shelves:
    """The shelves of a book's bibliography."""
    unprinted = frozenset(entry.key for entry in entries if not tree.text(entry.inlines).strip())
    known = {entry.key: entry for entry in book.bibliography.entries}
    return shelve([entry.key for entry in entries], known, book.config, unprinted)


def listed_entries(book: Book, entries: tuple[CitedEntry, ...], shelved: Shelves) -> tuple[CitedEntry, ...]:
    """The entries that stand on a shelf, in their order; those that the style prints nowhere as the house does."""
    by_key = {entry.key: entry for entry in entries}
    known = {entry.key: entry for entry in book.bibliography.entries}
    listed: list[CitedEntry] = []
    for key in (key for shelf in shelved.shelves for key in shelf.keys):
        printed = bool(tree.text(by_key[key].inlines).strip())
        listed.append(
            by_key[key] if printed else CitedEntry(key, plain_entry(json.loads(known[key].csl), book.config.language))
        )
    return tuple(listed)
