"""Cut the coasts and borders of the maps out of world-atlas: `python coasts.py countries-50m.json`.

Run once, when the frame of a map changes; what it writes, manuscript/data/coasts-*.json, is kept. Needs shapely.
"""

import itertools
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import LineString, Polygon, box, mapping

DATA = Path(__file__).resolve().parents[2] / "data"
# Longitudes and latitudes that each map needs, well beyond its frame; how far lines may move, and the least island.
CUTS = {
    "eurasia": ((-40.0, 12.0, 150.0, 81.0), 0.09, 0.2),
    "america": ((-179.0, 15.0, -40.0, 81.0), 0.15, 1.0),
    "third-site": ((-6.0, 22.0, 76.0, 70.0), 0.045, 0.05),
}
# Lines of the source that no general recognition supports: across Crimea's isthmus, across Cyprus.
LEFT_OUT = (frozenset(("Ukraine", "Russia")), 34.3, 45.9), (frozenset(("N. Cyprus", "Cyprus")), 33.3, 35.1)


def arcs(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """All lines of a TopoJSON file as longitudes and latitudes."""
    (kx, ky), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * kx + tx, y * ky + ty))
        found.append(line)
    return found


def rings(geometry: dict[str, Any]) -> Iterator[list[list[int]]]:
    """The polygons of a geometry, each a list of rings, each a list of arcs by number."""
    if geometry["type"] == "Polygon":
        yield geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        yield from geometry["arcs"]


def joined(ring: list[int], lines: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    """A ring of arcs as points; an arc that is numbered from the end runs backwards."""
    points: list[tuple[float, float]] = []
    for number in ring:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        points += line[1:] if points else line
    return unwound(points)


def unwound(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """A ring that crosses the date line without a leap from one end of the world to the other."""
    turned, found = 0.0, points[:1]
    for (before, _), (x, y) in itertools.pairwise(points):
        turned += 360 * round((before - x) / 360)
        found.append((x + turned, y))
    return found


def main(source: Path) -> None:
    """Write the land and the borders of each map."""
    topology = json.loads(source.read_text("utf-8"))
    lines = arcs(topology)
    shapes = [
        Polygon(joined(outer, lines), [joined(hole, lines) for hole in holes])
        for geometry in topology["objects"]["land"]["geometries"]
        for outer, *holes in rings(geometry)
    ]
    owners: dict[int, set[str]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        for polygon in rings(geometry):
            for ring in polygon:
                for number in ring:
                    owners.setdefault(max(number, ~number), set()).add(geometry["properties"]["name"])
    borders = []
    for number, names in owners.items():
        line = LineString(lines[number])
        dropped = any(names == pair and line.distance(shapely.Point(x, y)) < 0.5 for pair, x, y in LEFT_OUT)
        if len(names) > 1 and not dropped:
            borders.append(line)
    for name, (frame, tolerance, least) in CUTS.items():
        window = box(*frame)
        land = []
        for shape in shapes:
            cut = shapely.make_valid(shape).intersection(window).simplify(tolerance).segmentize(4)
            land += [part for part in getattr(cut, "geoms", [cut]) if isinstance(part, Polygon) and part.area >= least]
        merged = shapely.line_merge(shapely.union_all([b for b in borders if b.intersects(window)]))
        kept = merged.intersection(window).simplify(tolerance)
        features = [
            {"type": "Feature", "properties": {"kind": kind}, "geometry": _rounded(mapping(geometry))}
            for kind, geometry in (("land", shapely.MultiPolygon(land)), ("borders", kept))
        ]
        note = "Natural Earth 1:50m (public domain), from npm world-atlas 2.0.2; cut and simplified by coasts.py"
        text = json.dumps({"type": "FeatureCollection", "source": note, "features": features}, separators=(",", ":"))
        (DATA / f"coasts-{name}.json").write_text(text.replace('{"type":"Feature",', '\n{"type":"Feature",') + "\n")


def _rounded(value: Any) -> Any:
    """Coordinates to a hundredth of a degree."""
    if isinstance(value, float):
        return round(value, 2)
    if isinstance(value, list | tuple):
        return [_rounded(item) for item in value]
    return {key: _rounded(item) for key, item in value.items()} if isinstance(value, dict) else value


if __name__ == "__main__":
    main(Path(sys.argv[1]))
