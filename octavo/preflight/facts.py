"""What is seen in a PDF, before anyone judges it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing on the pages: its kind, what it is, the first page that has it, on how many pages it stands, and the
    number that counts (pixels an inch, share of ink, points).
    """

    kind: str
    detail: str
    page: int
    pages: int = 1
    value: float = 0.0
    size: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page: its number, its boxes by name (left, bottom, right, top), how it is turned, and the box of its text."""

    number: int
    boxes: tuple[tuple[str, tuple[float, float, float, float]], ...]
    turned: int = 0
    text: tuple[float, float, float, float] | None = None
    empty: bool = False
    broken: str = ""

    def box(self, name: str) -> tuple[float, float, float, float] | None:
        """A box by name, None where the page has none."""
        return dict(self.boxes).get(name)

    @property
    def trim(self) -> tuple[float, float, float, float]:
        """What is left when the page is trimmed."""
        return self.box("TrimBox") or self.box("ArtBox") or self.box("CropBox") or self.box("MediaBox") or (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Facts:
    """A file as it was read. ``fault`` says why nothing could be; ``unfinished`` why not all was looked at;
    ``damage`` what a reader must mend before it can go on.
    """

    version: str = ""
    size: int = 0
    fault: str = ""
    unfinished: str = ""
    damage: str = ""
    encrypted: bool = False
    leaves: tuple[Leaf, ...] = ()
    seen: tuple[Seen, ...] = ()
    info: tuple[tuple[str, str], ...] = ()
    identified: bool = False
    intents: tuple[tuple[str, str, bool, str], ...] = ()
    forbidden: tuple[str, ...] = field(default=())
    outline: bool = False
    claims: tuple[str, ...] = ()
