"""Faces cut down to the letters of a book, where their licence lets them keep their name."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import PurePosixPath

from octavo.model import Sheet, SourceFile

# Faces with a reserved name ("Source") may not carry it once they are changed; those are carried whole.
_FREE = ("stixtwotext-",)
_FEATURES = (
    "kern liga clig calt ccmp locl mark mkmk onum lnum pnum tnum smcp c2sc sups subs frac numr dnom ordn case rlig"
).split()
# Where the names of a face stand in it (OpenType, table "name").
_NAMES, _POSTSCRIPT = (1, 3, 4, 6, 16, 17, 18, 21, 22, 25), 6
# What reading systems and stylesheets add: spaces, hyphens, dashes, quotation marks, bullets, ellipses.
_ALWAYS = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "\u00a0\u00ad\u00b7\u2010\u2011\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026"
)
# A small book is made in less time than its faces are cut.
_WORTH = 100_000


def is_free(file: SourceFile) -> bool:
    """True for a face that may be cut down."""
    path = PurePosixPath(file.path)
    return path.suffix == ".woff2" and path.name.lower().startswith(_FREE)


def characters(sheets: tuple[Sheet, ...]) -> str:
    """The characters of a book in their order, each once and in both cases; none where it is too small to bother."""
    if sum(len(sheet.xhtml) for sheet in sheets) < _WORTH:
        return ""
    found = set(_ALWAYS).union(*(set(sheet.xhtml) for sheet in sheets))
    both = found.union(*(set(c.upper() + c.lower()) for c in found))
    return "".join(sorted(c for c in both if c >= " "))


def cut_down(file: SourceFile, wanted: str) -> SourceFile:
    """The face with these characters alone, with its small capitals, its figures and its ligatures."""
    return SourceFile(file.path, cut(file.data, wanted, _FEATURES), "")


def cut(data: bytes, wanted: str, features: Sequence[str], name: str = "") -> bytes:
    """A face, as a web font, with these characters and features alone; by another ``name``, where one is given."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options()
    options.layout_features, options.hinting, options.notdef_outline = list(features), False, True
    options.name_IDs, options.name_languages = ["*"], ["*"]
    font = TTFont(BytesIO(data), recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(text=wanted)
    subsetter.subset(font)
    for record in font["name"].names if name else ():
        if record.nameID in _NAMES:
            record.string = name.replace(" ", "") if record.nameID == _POSTSCRIPT else name
    font.flavor = "woff2"
    out = BytesIO()
    font.save(out)
    return out.getvalue()
