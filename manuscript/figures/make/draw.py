"""What the figures share: measure, type, tints, the check of their words, and how a drawing is written down."""

import csv
import io
import re
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import matplotlib as mpl
from fontTools.ttLib import TTFont
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Ellipse, Rectangle

HERE = Path(__file__).resolve().parent
FIGURES, DATA, FONTS = HERE.parent, HERE.parents[1] / "data", HERE.parents[2] / "assets" / "fonts"
WIDTH = 315.0  # the measure of the print edition, in points
SIZE, HEAD = 8.4, 8.6  # 8.4 points are 9 pixels on a telephone 340 pixels wide
BLACK, DARK, MID, LIGHT, PALE = "#000000", "#555555", "#999999", "#d0d0d0", "#ececec"
SLACK = 1.2  # where Source Sans is not at hand, the reader’s own face is wider by up to a fifth
SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
FACES = (
    ("SourceSans3-Regular", "normal", 400),
    ("SourceSans3-It", "italic", 400),
    ("SourceSans3-Semibold", "normal", 600),
)  # fmt: skip


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a file of manuscript/data."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def prepare(faces: Path) -> None:
    """Teach matplotlib the book's sans, which it cannot read as WOFF2, and to write letters as letters."""
    for stem, style, weight in FACES:
        font = TTFont(FONTS / f"{stem}.woff2")
        font.flavor = None
        font.save(faces / f"{stem}.ttf")
        entry = font_manager.FontEntry(
            fname=str(faces / f"{stem}.ttf"), name="Source Sans 3", style=style, variant="normal", weight=weight,
            stretch="normal", size="scalable",
        )  # fmt: skip
        font_manager.fontManager.ttflist.insert(0, entry)
    mpl.rcParams.update({
        "svg.fonttype": "none", "svg.hashsalt": "octavo", "font.family": "Source Sans 3", "font.size": SIZE,
        "hatch.linewidth": 0.6, "path.simplify": False,
        "xtick.major.size": 3, "xtick.minor.size": 0, "ytick.major.size": 3, "xtick.major.width": 0.5,
        "ytick.major.width": 0.5, "axes.linewidth": 0.6, "xtick.major.pad": 2.5, "ytick.major.pad": 2.5,
        "text.parse_math": False, "text.hinting": "none",
    })  # fmt: skip


def sheet(height: float) -> tuple[Figure, Axes]:
    """A drawing of the full measure, in points from its upper left corner."""
    figure = Figure(figsize=(WIDTH / 72, height / 72), dpi=72)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(height, 0)
    axes.set_axis_off()
    return figure, axes


def panel(figure: Figure, left: float, top: float, width: float, height: float) -> Axes:
    """Axes for a chart, placed in points, with no more than their lower line."""
    tall = figure.get_figheight() * 72
    axes = figure.add_axes((left / WIDTH, 1 - (top + height) / tall, width / WIDTH, height / tall))
    axes.patch.set_visible(False)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    return axes


def dot(axes: Axes, x: float, y: float, filled: bool = True, size: float = 4.4) -> None:
    """A round mark on a sheet; hollow for what is planned or not certain."""
    fill = BLACK if filled else "#ffffff"
    axes.add_patch(Ellipse((x, y), size, size, facecolor=fill, edgecolor=BLACK, lw=0.8, zorder=5))


def bar(
    axes: Axes, x: float, y: float, width: float, height: float, fill: str, edge: str = "none", hatch: str = ""
) -> None:
    """A bar on a sheet."""
    axes.add_patch(Rectangle((x, y), width, height, facecolor=fill, edgecolor=edge, lw=0.7, hatch=hatch or None))


def line(
    axes: Axes, xs: Sequence[float], ys: Sequence[float], colour: str = BLACK, width: float = 0.6,
    dashes: tuple[float, float] | None = None,
) -> None:  # fmt: skip
    """A line on a sheet; dashes and gaps are measured in its own width."""
    style = (0, dashes) if dashes else "solid"
    axes.add_line(Line2D(xs, ys, color=colour, lw=width, ls=style, solid_capstyle="butt", zorder=2))


def save(figure: Figure, name: str, title: str, described: str) -> None:
    """Write a drawing down, without dates and names of machines, after its words have been looked at."""
    for fault in faults(figure):
        print(f"{name}: {fault}")
    for axes in figure.axes:
        for artist in (*axes.lines, *axes.patches, *axes.collections):
            artist.set_clip_on(False)
    out = io.StringIO()
    figure.patch.set_visible(False)
    figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    (FIGURES / f"{name}.svg").write_text(_plain(out.getvalue(), name, title, described), encoding="utf-8")


def faults(figure: Figure) -> list[str]:
    """Words that run into one another or off the sheet, in a face as wide as the reader's may be."""
    canvas = figure.canvas
    assert isinstance(canvas, FigureCanvasAgg)
    renderer = canvas.get_renderer()  # type: ignore[no-untyped-call]
    figure.draw(renderer)
    tall, boxes = figure.get_figheight() * 72, []
    for text in figure.findobj(mpl.text.Text):
        assert isinstance(text, mpl.text.Text)
        if not text.get_text().strip() or not text.get_visible():
            continue
        box = text.get_window_extent(renderer)
        wider = box.width * (SLACK - 1)
        share = {"left": 0.0, "center": 0.5, "right": 1.0}[text.get_horizontalalignment()]
        middle = (box.y0 + box.y1) / 2
        half = min(box.height / 2, 0.42 * float(text.get_fontsize()))
        left, right = box.x0 - wider * share, box.x1 + wider * (1 - share)
        boxes.append((text.get_text(), left, right, middle - half, middle + half))
    found = [
        f"“{words}” runs off the sheet ({x0:.0f}–{x1:.0f}, {tall - y1:.0f}–{tall - y0:.0f})"
        for words, x0, x1, y0, y1 in boxes
        if x0 < -0.5 or x1 > WIDTH + 0.5 or y0 < -0.5 or y1 > tall + 0.5
    ]
    return found + [
        f"“{a[0]}” runs into “{b[0]}”"
        for a, b in combinations(boxes, 2)
        if a[1] < b[2] and b[1] < a[2] and a[3] < b[4] and b[3] < a[4]
    ]


def _plain(text: str, name: str, title: str, described: str) -> str:
    """Matplotlib's SVG with a title and a description, short numbers, and no more than it needs."""
    ET.register_namespace("", SVG)
    ET.register_namespace("xlink", XLINK)
    root = ET.fromstring(text)
    used = set(re.findall(r'(?:href="#|url\(#)([^")]+)', text))
    for element in root.iter():
        if element.get("id") not in used:
            element.attrib.pop("id", None)
        if element.tag == f"{{{SVG}}}text":
            _letters(element)
        for key, value in list(element.attrib.items()):
            if key != "id" and not key.endswith("href"):
                digits = 1 if len(value) > 300 else 2  # a coast is true to a tenth of a point
                element.set(key, re.sub(r"-?\d+\.\d+", lambda number: f"{round(float(number[0]), digits):g}", value))  # noqa: B023
    _fold(root)
    height = root.get("viewBox", "").split()[-1]
    root.attrib.clear()
    root.attrib.update({
        "viewBox": f"0 0 {WIDTH:g} {height}", "width": f"{WIDTH:g}pt", "height": f"{height}pt", "role": "img",
        "aria-labelledby": f"{name}-title {name}-desc", "font-family": "'Source Sans 3', sans-serif",
        "font-size": f"{SIZE:g}",
    })  # fmt: skip
    for place, (tag, words) in enumerate((("title", title), ("desc", described))):
        element = ET.Element(f"{{{SVG}}}{tag}", {"id": f"{name}-{tag}"})
        element.text, element.tail = words, "\n"
        root.insert(place, element)
    root.text = "\n"
    return re.sub(r"\n\s*\n+", "\n", ET.tostring(root, encoding="unicode")) + "\n"


def _letters(element: ET.Element) -> None:
    """The type of a text as attributes, without what all texts of a drawing share."""
    style = dict(part.split(":", 1) for part in element.attrib.pop("style", "").split(";") if ":" in part)
    style = {key.strip(): value.strip() for key, value in style.items()}
    size = style.pop("font-size", "").removesuffix("px")
    if size and float(size) != SIZE:
        element.set("font-size", size)
    for key in ("font-weight", "font-style", "text-anchor", "fill"):
        if style.get(key, "start") != "start":
            element.set(key, style[key])
    if re.fullmatch(r"rotate\(-?0[ ,].*\)", element.get("transform", "")):
        del element.attrib["transform"]


def _fold(parent: ET.Element) -> None:
    """Take out groups that say nothing, comments, metadata and empty paths."""
    for child in list(parent):
        if not isinstance(child.tag, str):
            parent.remove(child)
            continue
        _fold(child)
        place, tag = list(parent).index(child), child.tag.removeprefix(f"{{{SVG}}}")
        if tag == "metadata" or (tag == "defs" and not len(child)):
            parent.remove(child)
        elif tag == "g" and not child.attrib:
            parent.remove(child)
            for offset, inner in enumerate(list(child)):
                parent.insert(place + offset, inner)
        else:
            child.tail = "\n"


def faces() -> tempfile.TemporaryDirectory[str]:
    """A place for the faces that matplotlib is to read."""
    return tempfile.TemporaryDirectory(prefix="figures-")
