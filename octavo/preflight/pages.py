"""Pages: their boxes, their size, their margins."""

from collections.abc import Iterator

from octavo.findings import Finding
from octavo.inspect.codes import OUTSIDE, WRONG_SIZE
from octavo.preflight import codes
from octavo.preflight.asked import Asked
from octavo.preflight.facts import Facts, Leaf

_NEAR = 1.0
_INCH = 72.0
# Justified lines may end in a space, and round letters reach beyond their box.
_SLACK = 3.0


def judge_pages(facts: Facts, asked: Asked) -> Iterator[Finding]:
    """What is wrong with pages as such."""
    whole = [leaf for leaf in facts.leaves if not leaf.broken]
    for leaf in facts.leaves:
        if leaf.broken:
            yield asked.say(codes.UNREAD, f"page {leaf.number} cannot be read ({leaf.broken})", str(leaf.number))
            break
    sizes = [_size(leaf) for leaf in whole]
    if not sizes:
        return
    usual = max(set(sizes), key=sizes.count)
    yield from _size_findings(whole, usual, asked)
    yield from _box_findings(whole, asked)
    yield from _margins(whole, len(facts.leaves), asked)


def _size(leaf: Leaf) -> tuple[float, float]:
    """The trimmed page as it is seen."""
    a, b, c, d = leaf.trim
    size = round(c - a, 1), round(d - b, 1)
    return (size[1], size[0]) if leaf.turned in (90, 270) else size


def _same(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(one[0] - other[0]) <= _NEAR and abs(one[1] - other[1]) <= _NEAR


def _size_findings(leaves: list[Leaf], usual: tuple[float, float], asked: Asked) -> Iterator[Finding]:
    wanted = asked.trim if all(asked.trim) else usual
    odd = [leaf for leaf in leaves if not _same(_size(leaf), wanted)]
    spreads = [leaf for leaf in odd if _spread(_size(leaf), wanted)]
    if not all(asked.trim) and usual[0] > 1.25 * usual[1] and len(leaves) > 4:
        spreads = leaves
    if spreads:
        message = f"{_first(spreads)}: two pages side by side"
        yield asked.say(codes.SPREAD, message)
    others = [leaf for leaf in odd if leaf not in spreads]
    if others:
        size = " × ".join(f"{side / _INCH:.3g}" for side in _size(others[0]))
        trim = " × ".join(f"{side / _INCH:.3g}" for side in wanted)
        yield asked.say(WRONG_SIZE, f"{_first(others)}: {size} inches where the trim is {trim}", "size")
    if asked.profile.trims and not any(_same(wanted, each) for each in asked.profile.trims):
        trim = " × ".join(f"{side / _INCH:.4g}" for side in wanted)
        yield asked.say(codes.UNUSUAL_TRIM, f"{asked.profile.title} does not offer {trim} inches")


def _spread(size: tuple[float, float], page: tuple[float, float]) -> bool:
    return abs(size[0] - 2 * page[0]) <= 4 * _NEAR and abs(size[1] - page[1]) <= 2 * _NEAR


def _box_findings(leaves: list[Leaf], asked: Asked) -> Iterator[Finding]:
    weight = asked.profile.boxes
    missing = [leaf for leaf in leaves if not leaf.box("TrimBox") and not leaf.box("ArtBox")]
    if missing and weight:
        yield asked.say(codes.BOXES, f"{_first(missing)}: no trim box", "TrimBox", weight)
    double = [leaf for leaf in leaves if leaf.box("TrimBox") and leaf.box("ArtBox")]
    if double and weight:
        yield asked.say(codes.BOXES, f"{_first(double)}: both a trim box and an art box", "ArtBox", weight)
    beyond = [leaf for leaf in leaves if not _nested(leaf)]
    if beyond:
        yield asked.say(codes.BOXES, f"{_first(beyond)}: boxes that do not lie within each other", "boxes")
    short = [leaf for leaf in leaves if asked.bleed and _bleed(leaf) < asked.bleed - _NEAR / 4]
    if short:
        message = f"{_first(short)}: less bleed than {asked.bleed / _INCH:.3g} inches"
        yield asked.say(codes.BOXES, message, "bleed")
    empty = [leaf for leaf in leaves if leaf.empty]
    if empty and asked.profile.standard:
        yield asked.say(codes.BOXES, f"{_first(empty)}: no content at all, not even an empty one", "empty")


def _nested(leaf: Leaf) -> bool:
    media, trim = leaf.box("MediaBox"), leaf.trim
    outer = leaf.box("BleedBox") or media
    inside = media is not None and outer is not None and _within(trim, outer) and _within(outer, media)
    return inside and trim[2] > trim[0] and trim[3] > trim[1]


def _within(inner: tuple[float, ...], outer: tuple[float, ...]) -> bool:
    low = all(inner[at] >= outer[at] - 0.1 for at in (0, 1))
    return low and all(inner[at] <= outer[at] + 0.1 for at in (2, 3))


def _bleed(leaf: Leaf) -> float:
    """The bleed at head, foot and the wider of the sides; the inner one may have none."""
    trim, bleed = leaf.trim, leaf.box("BleedBox") or leaf.box("MediaBox") or leaf.trim
    return min(trim[1] - bleed[1], bleed[3] - trim[3], max(trim[0] - bleed[0], bleed[2] - trim[2]))


def _margins(leaves: list[Leaf], count: int, asked: Asked) -> Iterator[Finding]:
    """Text that stands too near to the edge or to the fold. The first page is a right-hand one."""
    profile = asked.profile
    gutter = next((least for most, least in profile.gutters if count <= most), 0.0)
    bleeds = any(_bleed(leaf) > _NEAR for leaf in leaves)
    margin = max(profile.margin, profile.bleeding if bleeds else 0.0)
    near: dict[str, list[tuple[float, Leaf]]] = {}
    for leaf in leaves:
        if leaf.text is None or leaf.turned:
            continue
        left, bottom, right, top = leaf.trim
        x0, y0, x1, y1 = leaf.text
        inner, outer = (x0 - left, right - x1) if leaf.number % 2 else (right - x1, x0 - left)
        for side, space, least in (
            ("inner", inner, max(gutter, margin)),
            ("outer", outer, margin),
            ("upper", top - y1, margin),
            ("lower", y0 - bottom, margin),
        ):
            if space < -_SLACK:
                near.setdefault("beyond", []).append((space, leaf))
            elif space < least - _SLACK:
                near.setdefault(side, []).append((space, leaf))
    for side, found in near.items():
        worst = min(space for space, _ in found)
        where = _first([leaf for _, leaf in found])
        if side == "beyond":
            yield asked.say(OUTSIDE, f"{where}: text beyond the trim", side)
            continue
        least = max(gutter, margin) if side == "inner" else margin
        message = f"{where}: {side} margin {worst / _INCH:.2f} inches, and {least / _INCH:.3g} are asked for"
        yield asked.say(codes.NEAR_EDGE, message, side, profile.margin_weight)


def _first(leaves: list[Leaf]) -> str:
    number = leaves[0].number
    return f"page {number}" if len(leaves) == 1 else f"{len(leaves)} pages, the first is {number}"
