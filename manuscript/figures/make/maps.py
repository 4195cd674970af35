"""The two maps: Natural Earth's coasts in a conic projection reckoned here, and the places of sites.csv."""

import json
import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from draw import BLACK, DATA, WIDTH, dot, line, rows, save, sheet
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path as Outline
from matplotlib.transforms import Bbox

Point = tuple[float, float]
Points = list[Point]
Cut = tuple[float, float, float, float]
WESTERN = ("Aegis Ashore", "planned radar region", "AN/TPY-2 radar", "NATO command", "Aegis destroyers", "GBI")


@dataclass(frozen=True, slots=True)
class Conic:
    """Lambert's conformal conic projection with two standard parallels, on a sphere of radius 1."""

    south: float
    north: float
    middle: float

    def __call__(self, longitude: float, latitude: float) -> tuple[float, float]:
        """East and south of the middle meridian's pole."""
        low, high = math.radians(self.south), math.radians(self.north)
        cone = math.log(math.cos(low) / math.cos(high)) / math.log(_tilt(high) / _tilt(low))
        factor = math.cos(low) * _tilt(low) ** cone / cone
        away = factor / _tilt(math.radians(min(latitude, 89.0))) ** cone
        turn = cone * math.radians((longitude - self.middle + 180) % 360 - 180)
        return away * math.sin(turn), away * math.cos(turn)


def _tilt(latitude: float) -> float:
    return math.tan(math.pi / 4 + latitude / 2)


@dataclass(frozen=True, slots=True)
class Frame:
    """A map's rectangle on the sheet, the point of the earth in its middle, and points for one radius of the earth."""

    projection: Conic
    left: float
    top: float
    width: float
    height: float
    longitude: float
    latitude: float
    scale: float

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """A place of the earth on the sheet."""
        x, y = self.projection(longitude, latitude)
        x0, y0 = self.projection(self.longitude, self.latitude)
        return (
            self.left + self.width / 2 + (x - x0) * self.scale,
            self.top + self.height / 2 + (y - y0) * self.scale,
        )


def ground(axes: Axes, frame: Frame, coasts: str) -> None:
    """Land, coasts and borders within a frame."""
    cut = (frame.left, frame.top, frame.left + frame.width, frame.top + frame.height)
    features = json.loads((DATA / f"coasts-{coasts}.json").read_text("utf-8"))["features"]
    shapes = {feature["properties"]["kind"]: feature["geometry"]["coordinates"] for feature in features}
    rings = [[frame.at(*point) for point in ring] for polygon in shapes["land"] for ring in polygon]
    land = []
    for ring in rings:
        inside = Outline(ring, closed=True).clip_to_bbox(Bbox.from_extents(*cut), inside=True)
        if np.shape(inside.vertices)[0] > 3:
            land.append(inside)
    # Seas within the land run the other way round than the land, and so stay empty.
    whole = Outline.make_compound_path(*land)
    axes.add_patch(PathPatch(whole, facecolor="#e9e9e9", edgecolor="none", zorder=0))
    for ring in rings:
        _stroke(axes, ring, cut, "#777777", 0.45)
    for border in shapes["borders"]:
        _stroke(axes, [frame.at(*point) for point in border], cut, "#a6a6a6", 0.35)


def _stroke(axes: Axes, points: Points, cut: Cut, colour: str, width: float) -> None:
    """The parts of a line that lie within the frame."""
    part: Points = []
    for a, b in pairwise(points):
        kept = _within(a, b, cut)
        if kept is None:
            continue
        start, end = kept
        if part and math.dist(part[-1], start) < 1e-6:
            part.append(end)
            continue
        if len(part) > 1:
            line(axes, [x for x, _ in part], [y for _, y in part], colour, width)
        part = [start, end]
    if len(part) > 1:
        line(axes, [x for x, _ in part], [y for _, y in part], colour, width)


def _within(a: Point, b: Point, cut: Cut) -> tuple[Point, Point] | None:
    """Liang and Barsky: the piece of a segment inside a rectangle, or None."""
    x0, y0, x1, y1 = cut
    dx, dy = b[0] - a[0], b[1] - a[1]
    low, high = 0.0, 1.0
    for step, room in ((-dx, a[0] - x0), (dx, x1 - a[0]), (-dy, a[1] - y0), (dy, y1 - a[1])):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            low = max(low, room / step)
        else:
            high = min(high, room / step)
    if low >= high:
        return None
    return (a[0] + low * dx, a[1] + low * dy), (a[0] + high * dx, a[1] + high * dy)


def site(
    axes: Axes, frame: Frame, row: dict[str, str], words: str, side: str, up: float = 0.0, over: float = 0.0
) -> None:
    """A place and its name; ``side`` is where the name stands: right, left, above or below."""
    x, y = frame.at(float(row["longitude"]), float(row["latitude"]))
    if row["kind"] in WESTERN:
        axes.add_patch(Rectangle((x - 2, y - 2), 4, 4, facecolor="#ffffff", edgecolor=BLACK, lw=0.9, zorder=5))
    else:
        dot(axes, x, y)
    dx, dy, anchor = {
        "right": (4.5, 2.9, "left"), "left": (-4.5, 2.9, "right"),
        "above": (0, -5, "center"), "below": (0, 10.5, "center"),
    }[side]  # fmt: skip
    for number, part in enumerate(words.split("\n")):
        weight = 400 if number else 600
        axes.text(x + dx + over, y + dy - up + number * 9.6, part, ha=anchor, weight=weight, zorder=6)


def ruler(axes: Axes, frame: Frame, length: int, x: float, y: float) -> None:
    """A length of the earth's surface, true where the map is true."""
    wide = length / 6371 * frame.scale
    line(axes, [x, x, x + wide, x + wide], [y - 2, y, y, y - 2], BLACK, 0.6)
    axes.text(x + wide / 2, y - 4, f"{length:,} km", ha="center", zorder=6)


def country(axes: Axes, frame: Frame, longitude: float, latitude: float, words: str) -> None:
    """The name of a country or a sea, lightly."""
    x, y = frame.at(longitude, latitude)
    axes.text(x, y, words, ha="center", va="center", style="italic", color="#555555")


def overview() -> None:
    """Figure 1 of the preface."""
    figure, axes = sheet(268)
    frame = Frame(Conic(40, 60, 40), 0, 0, WIDTH, 164, 40, 51.5, 236)
    ground(axes, frame, "eurasia")
    names = {row["name"].split(" (")[0]: row for row in rows("sites")}
    for name, side, up in (
        ("Moscow", "right", 0), ("Pionersky", "above", 0), ("Armavir", "right", 0), ("Krasnoyarsk radar", "left", 0),
        ("Gabala", "right", 0), ("Sary Shagan", "below", 0), ("Redzikowo", "left", 0), ("Deveselu", "left", 0),
        ("Brdy", "right", 0), ("Kürecik", "below", 0), ("Ramstein", "left", 0), ("Rota", "right", 0),
    ):  # fmt: skip
        site(axes, frame, names[name], name, side, up, 6 if name == "Pionersky" else 0)
    ruler(axes, frame, 1000, 262, 156)
    other = Frame(Conic(40, 60, -125), 0, 174, 128, 94, -131, 49.5, 110)
    ground(axes, other, "america")
    site(axes, other, names["Fort Greely"], "Fort Greely", "right")
    site(axes, other, names["Vandenberg"], "Vandenberg", "left", 0)
    ruler(axes, other, 1000, 14, 265)
    dot(axes, 146, 193)
    axes.text(153, 196, "Soviet or Russian radar, range or")
    axes.text(153, 206.5, "missile-defence region")
    axes.add_patch(Rectangle((144, 221), 4, 4, facecolor="#ffffff", edgecolor=BLACK, lw=0.9))
    axes.text(153, 226, "site of the United States, of NATO,")
    axes.text(153, 236.5, "or planned with a host state")
    save(figure, "site-map", "Sites named in this book",
         "A map of Europe and western Asia with Rota, Ramstein, Brdy, Redzikowo, Pionersky, Deveselu, Kürecik, Moscow, "
         "Armavir, Gabala, Sary Shagan and the Krasnoyarsk radar, and a smaller map of North America with Fort Greely "
         "and Vandenberg.")  # fmt: skip


def third_site() -> None:
    """Map 5.1."""
    figure, axes = sheet(222)
    frame = Frame(Conic(38, 54, 32), 0, 0, WIDTH, 222, 32.6, 46.6, 462)
    ground(axes, frame, "third-site")
    names = {row["name"].split(" (")[0]: row for row in rows("sites")}
    site(axes, frame, names["Redzikowo"], "Redzikowo\n10 interceptors,\nplanned", "left", 0)
    site(axes, frame, names["Brdy"], "Brdy\nradar, planned", "right", 0)
    site(axes, frame, names["Gabala"], "Gabala\noffered in June", "left", 0)
    site(axes, frame, names["Armavir"], "Armavir\noffered in July", "above", 10, 16)
    site(axes, frame, names["Moscow"], "Moscow", "right", 0)
    for longitude, latitude, words in (
        (34.5, 43.3, "Black Sea"),
        (21.2, 51.9, "Poland"), (31, 49, "Ukraine"), (36, 39, "Turkey"), (51.5, 34.3, "Iran"), (44, 51.5, "Russia"),
    ):  # fmt: skip
        country(axes, frame, longitude, latitude, words)
    ruler(axes, frame, 500, 37, 203)
    save(figure, "third-site-map", "The planned third site and the radars that Russia offered, 2007",
         "A map from the North Sea to the Caspian. Redzikowo in Poland: ten interceptors, planned. Brdy in the Czech "
         "Republic: radar, planned. Gabala in Azerbaijan, offered in June, and Armavir in southern Russia, offered in "
         "July. Moscow for comparison.")  # fmt: skip


ALL = (overview, third_site)
