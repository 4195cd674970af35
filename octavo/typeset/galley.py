"""A galley is a sheet made ready for type: its text and all that the typesetter may read, and nothing else."""

from dataclasses import dataclass, field


class GalleyFault(Exception):
    """A galley cannot be set: it asks for what it does not hold, is no XML, or has no fonts."""


@dataclass(frozen=True, slots=True)
class Galley:
    """A sheet and everything that it needs, by value.

    ``stylesheets`` are (name, CSS text) in order; ``resources`` are (src as the sheet writes it, bytes); ``fonts`` are
    paths of font files, of which a stylesheet may also load ``fonts/NAME``; ``fallback_fonts`` are families that the
    book allows to be taken from the machine for letters that its own fonts lack; ``tagged`` asks for the structure
    that screen readers use, ``proof`` for the lines of each page, ``fine`` for lines that are chosen together;
    ``continued`` is what stands behind the caption of a table that goes on.
    """

    name: str
    xhtml: str = field(repr=False)
    stylesheets: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    resources: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)
    fonts: tuple[str, ...] = ()
    fallback_fonts: tuple[str, ...] = ()
    tagged: bool = False
    language: str = "en"
    title: str = ""
    proof: bool = False
    fine: bool = False
    continued: str = ""
