"""What printers ask for, as data: each profile is one printer's or one standard's list of wishes."""

from dataclasses import dataclass

from octavo.findings import Severity

INCH = 72.0
_ERROR, _WARNING = Severity.ERROR, Severity.WARNING


@dataclass(frozen=True, slots=True)
class Profile:
    """One list of wishes. A weight of None means that it does not matter here; lengths are points.

    ``standards`` are the values of GTS_PDFXVersion of which the file must say one; ``version`` is the newest PDF that
    is taken; ``gutters`` are the least inner margins by the number of pages; ``pages`` the fewest and the most.
    """

    name: str
    title: str
    version: str = "1.7"
    standards: tuple[str, ...] = ()
    standard: Severity | None = None
    profiled: bool = False
    rgb: Severity | None = _ERROR
    independent: Severity | None = _ERROR
    transparency: Severity | None = _ERROR
    notes: Severity | None = _ERROR
    outline: Severity | None = None
    boxes: Severity | None = _ERROR
    odd: Severity | None = _ERROR
    trims: tuple[tuple[float, float], ...] = ()
    ink: float = 3.0
    ppi: int = 300
    margin: float = 0.0
    margin_weight: Severity = _WARNING
    bleeding: float = 0.0
    gutters: tuple[tuple[int, float], ...] = ()
    pages: tuple[int, int] = (1, 100_000)
    megabytes: int = 4096


_TRIMS = (
    (5, 8), (5.06, 7.81), (5.25, 8), (5.5, 8.5), (5.83, 8.27), (6, 9), (6.14, 9.21), (6.69, 9.61), (7, 10),
    (7.44, 9.69), (7.5, 9.25), (8, 8), (8, 10), (8.25, 11), (8.268, 11.693), (8.5, 8.5), (8.5, 11),
)  # fmt: skip
_KDP_GUTTERS = tuple((most, inches * INCH) for most, inches in ((150, 0.375), (300, 0.5), (500, 0.625), (700, 0.75)))

PROFILES = (
    Profile(
        "x1a", "PDF/X-1a:2001", version="1.3", standards=("PDF/X-1:2001",), standard=_ERROR, odd=_WARNING,
    ),
    Profile(
        "x4", "PDF/X-4", version="1.6", standards=("PDF/X-4", "PDF/X-4p"), standard=_ERROR, profiled=True,
        independent=None, transparency=None, odd=_WARNING,
    ),
    Profile(
        "ingram", "IngramSpark and Lightning Source", version="1.7", standard=_WARNING,
        standards=("PDF/X-1:2001", "PDF/X-1a:2003", "PDF/X-3:2002", "PDF/X-3:2003"),
        trims=tuple((across * INCH, down * INCH) for across, down in _TRIMS),
        ink=2.4, margin=0.5 * INCH, pages=(18, 1200), outline=_WARNING,
    ),
    Profile(
        "kdp", "Kindle Direct Publishing", rgb=None, independent=None, transparency=_WARNING, outline=_WARNING,
        boxes=None, odd=None, margin=0.25 * INCH, margin_weight=_ERROR, bleeding=0.375 * INCH,
        gutters=(*_KDP_GUTTERS, (100_000, 0.875 * INCH)), pages=(24, 828), megabytes=650,
    ),
)  # fmt: skip
# What any press asks for, of a file that claims no standard.
PLAIN = Profile("plain", "a press", version="2.0", rgb=None, independent=None, transparency=None)
BY_NAME = {profile.name: profile for profile in PROFILES}
