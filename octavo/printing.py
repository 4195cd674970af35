"""The print edition as the others know it: the map of its pages, their text as it was set, and as it was printed."""

from dataclasses import dataclass, field

from octavo.inspect.expected import Witness
from octavo.inspect.printed import read_pages
from octavo.model import PageMap, PrintPage
from octavo.setting import Set, print_pages


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a print edition, none where a book has no such edition."""

    map: PageMap | None = None
    text: tuple[PrintPage, ...] = field(default=(), repr=False)
    witness: tuple[Witness, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Press:
    """A print edition in type, and its finished file, where that is made."""

    done: Set = field(repr=False)
    pdf: bytes | None = field(default=None, repr=False)

    @property
    def pages(self) -> Pages:
        """Its pages, read from the finished file, or from the formes."""
        plan = self.done.plan.pages
        if self.pdf is not None:
            texts = read_pages(self.pdf)
        else:
            read = {forme.name: read_pages(forme.pdf) for forme in self.done.formes}
            texts = tuple(read[page.sheet][page.leaf] if page.sheet else "" for page in plan)
        witness = [Witness(page.folio, page.sheet, text) for page, text in zip(plan, texts, strict=bool(texts))]
        return Pages(self.done.plan.map, print_pages(self.done), tuple(each for each in witness if each.folio))
