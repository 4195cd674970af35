"""Mathematics: TeX becomes MathML for reading editions, and for print a drawing of that MathML by ziamath."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from octavo import pandoc
from octavo.children import LimitHit
from octavo.model import SourceFile
from octavo.texwords import in_known_words

_SIZE = 13.8  # ziamath's unit for a 10.4 pt text: its drawings are in CSS pixels.
_TEXT = 10.4
_SHOWN = re.compile(r'src="([^"]*)"')
_FRAME = 0.75  # What its drawings have around them, in points.


@dataclass(frozen=True, slots=True)
class Formulas:
    """The markup of each formula ((TeX, display) → markup), the drawings that print needs, and what failed."""

    mathml: tuple[tuple[tuple[str, bool], str], ...] = ()
    drawn: tuple[tuple[tuple[str, bool], str], ...] = ()
    drawings: tuple[SourceFile, ...] = ()
    failed: tuple[str, ...] = ()


def formulas(wanted: tuple[tuple[str, bool], ...]) -> Formulas:
    """Convert formulas. One that cannot be read keeps its TeX as code, and is named in ``failed``."""
    if not wanted:
        return Formulas()
    markup = dict(zip(wanted, _markup(wanted), strict=True))
    other = {key: said for key, found in markup.items() if not found and (said := in_known_words(*key)) != key[0]}
    again = tuple((said, key[1]) for key, said in other.items())
    markup |= zip(other, _markup(again) if again else (), strict=True)
    failed = tuple(tex for (tex, _), found in markup.items() if not found)
    drawn: list[tuple[tuple[str, bool], str]] = []
    drawings: dict[str, SourceFile] = {}
    for key, found in markup.items():
        made = _draw(key[0], found) if found else None
        if made:
            drawn.append((key, made[0]))
            drawings[made[1].path] = made[1]
        elif found:
            failed += (key[0],)
    return Formulas(tuple((k, v) for k, v in markup.items() if v), tuple(drawn), tuple(drawings.values()), failed)


def together(parts: Iterable[Formulas]) -> Formulas:
    """The formulas of several parts of a book, each once."""
    parts = tuple(parts)
    return Formulas(
        tuple(dict(pair for part in parts for pair in part.mathml).items()),
        tuple(dict(pair for part in parts for pair in part.drawn).items()),
        tuple({file.path: file for part in parts for file in part.drawings}.values()),
        tuple(dict.fromkeys(tex for part in parts for tex in part.failed)),
    )


def part_of(whole: Formulas, wanted: tuple[tuple[str, bool], ...]) -> Formulas:
    """Those of the formulas that are wanted, in that order."""
    mathml, drawn, files = dict(whole.mathml), dict(whole.drawn), {file.path: file for file in whole.drawings}
    shown = {key: drawn[key] for key in wanted if key in drawn}
    paths = dict.fromkeys(match[1] for markup in shown.values() if (match := _SHOWN.search(markup)))
    failed = frozenset(whole.failed)
    return Formulas(
        tuple((key, mathml[key]) for key in wanted if key in mathml),
        tuple(shown.items()),
        tuple(files[path] for path in paths),
        tuple(dict.fromkeys(tex for tex, _ in wanted if tex in failed)),
    )


def _markup(wanted: tuple[tuple[str, bool], ...]) -> tuple[str, ...]:
    """The MathML of formulas; where one of many is too much for pandoc, halves are tried until it stands alone."""
    try:
        found = pandoc.mathml(wanted)
    except (LimitHit, pandoc.PandocRefused):
        found = ()
    if len(found) == len(wanted):
        return found
    half = len(wanted) // 2
    return (*_markup(wanted[:half]), *_markup(wanted[half:])) if half else ("",)


def _draw(tex: str, mathml: str) -> tuple[str, SourceFile] | None:
    """An img element and the drawing that it shows; None where ziamath gives up."""
    from ziamath.zmath import Math

    try:
        formula = Math(_presentation(mathml), size=_SIZE)
        svg = formula.svg()
    except (
        ValueError,
        KeyError,
        IndexError,
        AttributeError,
        TypeError,
        NotImplementedError,
        ArithmeticError,
        RecursionError,
    ):
        return None
    data = svg.encode()
    digest = hashlib.sha256(data).hexdigest()
    name = f"math/{digest[:16]}.svg"
    style = _style(svg)
    return f'<img class="math" src="{name}" alt="{escape(tex)}" style="{style}"/>', SourceFile(name, data, digest)


def _style(svg: str) -> str:
    """The size of a drawing and how deep it hangs below the line, from its own frame; the hair of space that the frame
    has on each side is no part of the formula.
    """
    found = re.search(r'viewBox="(\S+) (\S+) (\S+) (\S+)"', svg)
    _, top, width, height = (float(number) * 0.75 for number in found.groups()) if found else (0.0, 0.0, 0.0, 0.0)
    # In parts of the text's size, so that formulas go with the type of an edition, and with that of a note.
    depth, width, height, frame = (part / _TEXT for part in (-(top + height), width, height, _FRAME))
    return f"vertical-align:{depth:.4f}em;width:{width:.4f}em;height:{height:.4f}em;margin:0 -{frame:.4f}em"


def _presentation(mathml: str) -> str:
    """MathML without its TeX annotation, which ziamath does not know."""
    return re.sub(r"<annotation\b.*?</annotation>|</?semantics>", "", mathml, flags=re.S)
