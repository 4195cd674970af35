"""The holes of a book, page by page: ``python -m tests.holes FOLDER`` says how many lines each page lacks.

Folios count within the formes, so that the list is one of typesetting and not of binding.
"""

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

from octavo import paged, pipeline
from octavo.orders import Order
from octavo.setting import Set


def formes_of(folder: Path) -> Set:
    """The print edition of a book as it was set."""
    found: list[Set] = []
    set_edition = paged.set_edition

    def kept(*given: Any) -> Set:
        found.append(set_edition(*given))
        return found[-1]

    names = [edition.name for edition in pipeline.book_editions(folder) if edition.format.value == "print"]
    try:
        paged.set_edition = kept  # type: ignore[assignment]
        pipeline.build(Order(folder, editions=tuple(names[:1]), draft=True, cached=False))
    finally:
        paged.set_edition = set_edition
    return found[-1]


def main() -> None:
    """Print a line a page that lacks lines, and how many pages lack how many."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--least", type=int, default=3, help="name pages that lack at least so many lines")
    options = parser.parse_args()
    done = formes_of(options.folder)
    counted: Counter[int] = Counter()
    for forme in done.formes:
        for number, leaf in enumerate(forme.leaves[:-1], 1):
            counted[leaf.empty] += 1
            if leaf.empty >= options.least:
                print(f"{forme.name} {number}: {leaf.empty}")
    pages, lines = sum(counted.values()), sum(empty * times for empty, times in counted.items())
    print(f"{pages} pages that are not the last of their sheet lack {lines} lines")
    print(", ".join(f"{empty}: {counted[empty]}" for empty in sorted(counted)))


if __name__ == "__main__":
    main()
