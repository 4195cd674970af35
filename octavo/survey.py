"""Survey: every label, reference, citation, image and link of the book with its place, and what rules need beside."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from octavo import tree
from octavo.findings import Place
from octavo.model import Bibliography, Chapter, Config, Entry, Node, Remark
from octavo.references import label_kind, target


@dataclass(frozen=True, slots=True)
class LabelUse:
    """A label where it is defined; ``written`` is false for the ids that headings get by themselves."""

    label: str
    kind: str
    chapter: str
    place: Place
    written: bool = True


@dataclass(frozen=True, slots=True)
class ReferenceUse:
    """A reference to a label: kind asked for, label, place."""

    kind: str
    label: str
    chapter: str
    place: Place


@dataclass(frozen=True, slots=True)
class CitationUse:
    """A citation of a source: key, place."""

    key: str
    chapter: str
    place: Place


@dataclass(frozen=True, slots=True)
class ImageUse:
    """An image: address as written, the book's path it leads to ("" for none), alternative text, place."""

    address: str
    path: str
    alt: str
    chapter: str
    place: Place


@dataclass(frozen=True, slots=True)
class LinkUse:
    """A link within the book ("#id") or out of it."""

    address: str
    chapter: str
    place: Place


@dataclass(frozen=True, slots=True)
class ChapterUse:
    """A chapter: title as plain text, how many words it has, the levels of its headings, place."""

    name: str
    path: str
    title: str
    words: int
    headings: tuple[tuple[int, str, Place], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class PictureState:
    """What became of an image file: pixel size, how it was converted, or why it cannot be shown."""

    path: str
    width: int = 0
    height: int = 0
    converted: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Survey:
    """All that rules of the source may ask. Everything is in the order of the book."""

    config: Config
    chapters: tuple[ChapterUse, ...]
    labels: tuple[LabelUse, ...]
    references: tuple[ReferenceUse, ...]
    citations: tuple[CitationUse, ...]
    images: tuple[ImageUse, ...]
    links: tuple[LinkUse, ...]
    entries: tuple[Entry, ...]
    remarks: tuple[Remark, ...]
    pictures: tuple[PictureState, ...] = ()
    formulas: tuple[tuple[str, Place], ...] = ()
    failed_formulas: tuple[str, ...] = ()
    today: date | None = None

    def noted(self, *kinds: str) -> Iterator[Remark]:
        """The remarks of these kinds."""
        return (remark for remark in self.remarks if remark.kind in kinds)


def survey(
    config: Config,
    chapters: tuple[Chapter, ...],
    bibliography: Bibliography,
    remarks: tuple[Remark, ...],
    images: Mapping[tuple[str, str], str],
    pictures: tuple[PictureState, ...] = (),
    failed_formulas: tuple[str, ...] = (),
    today: date | None = None,
) -> Survey:
    """Gather the survey. ``images`` gives the path of each (chapter file, address)."""
    keys = frozenset(entry.key for entry in bibliography.entries)
    gather = _Gatherer(keys, images)
    for chapter in chapters:
        gather.chapter(chapter)
    return Survey(
        config, tuple(gather.chapters), tuple(gather.labels), tuple(gather.references), tuple(gather.citations),
        tuple(gather.images), tuple(gather.links), bibliography.entries,
        (*remarks, *(remark for chapter in chapters for remark in chapter.remarks)), pictures, tuple(gather.formulas),
        failed_formulas, today,
    )  # fmt: skip


class _Gatherer:
    def __init__(self, keys: frozenset[str], paths: Mapping[tuple[str, str], str]) -> None:
        self._keys = keys
        self._paths = paths
        self.chapters: list[ChapterUse] = []
        self.labels: list[LabelUse] = []
        self.references: list[ReferenceUse] = []
        self.citations: list[CitationUse] = []
        self.images: list[ImageUse] = []
        self.links: list[LinkUse] = []
        self.formulas: list[tuple[str, Place]] = []

    def chapter(self, chapter: Chapter) -> None:
        if chapter.label:
            self.labels.append(
                LabelUse(chapter.label, "sec", chapter.name, chapter.place, bool(label_kind(chapter.label)))
            )
        headings: list[tuple[int, str, Place]] = []
        last = chapter.place
        for node in tree.walk([chapter.title, chapter.blocks]):
            last = place = _place(chapter.path, node, last)
            tag = node["t"]
            if tag == "Header":
                headings.append((node["c"][0], tree.text(node["c"][2]), place))
            label = tree.attr(node)[0]
            if label:
                at = node.get("label-at")
                defined = Place(chapter.path, at[0], at[1]) if at else place
                self.labels.append(LabelUse(label, label_kind(label) or tag.lower(), chapter.name, defined, bool(at)))
            self._use(chapter, node, place)
        words = len(tree.text(chapter.blocks, notes=True).split())
        if self._keys and any(node["t"] == "Div" and tree.attr(node)[0] == "refs" for node in chapter.blocks):
            words = max(1, words)  # the list of sources is text
        self.chapters.append(
            ChapterUse(chapter.name, chapter.path, tree.text(chapter.title), words, tuple(headings), chapter.place)
        )

    def _use(self, chapter: Chapter, node: Node, place: Place) -> None:
        tag = node["t"]
        if tag == "Cite":
            for item in node["c"][0]:
                self._cited(chapter, item, place)
        elif tag == "Image":
            address = node["c"][2][0]
            alt = tree.value(node, "alt") or tree.text(node["c"][1])
            self.images.append(
                ImageUse(address, self._paths.get((chapter.path, address), ""), alt, chapter.name, place)
            )
        elif tag == "Link":
            self.links.append(LinkUse(node["c"][2][0], chapter.name, place))
        elif tag == "Span" and "unsafe-link" in tree.attr(node)[1]:
            self.links.append(LinkUse(tree.value(node, "cite"), chapter.name, place))
        elif tag == "Math":
            self.formulas.append((node["c"][1], place))

    def _cited(self, chapter: Chapter, item: Node, near: Place) -> None:
        line, column = item.get("at", (near.line, near.column))
        place = Place(chapter.path, line, column)
        found = target(item, self._keys)
        if found:
            self.references.append(ReferenceUse(found.kind, found.label, chapter.name, place))
        else:
            self.citations.append(CitationUse(str(item["citationId"]), chapter.name, place))


def _place(path: str, node: Node, near: Place) -> Place:
    """A node's own place, or the last one before it."""
    at = node.get("at")
    return Place(path, at[0], at[1]) if at else near
