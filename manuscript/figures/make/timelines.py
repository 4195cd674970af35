"""The timelines: three lines one under another; each event's words stand as low as they may without a collision."""

from dataclasses import dataclass
from datetime import date

from draw import BLACK, DARK, HEAD, SIZE, SLACK, dot, line, rows, save, sheet
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

LEFT, RIGHT, STEP = 8.0, 307.0, 11.0


@dataclass(frozen=True, slots=True)
class Event:
    """An event of a timeline: where it stands, what is said of it, how wide that is, and whether the date is sure."""

    x: float
    words: str
    wide: float
    sure: bool


@dataclass(frozen=True, slots=True)
class Place:
    """How high an event's words stand above their line, and from where to where."""

    level: int
    x0: float
    x1: float


def width(words: str) -> float:
    """The width of a text in points, with some room for other faces."""
    face = FontProperties(family="Source Sans 3")
    return float(TextPath((0, 0), words, size=SIZE, prop=face).get_extents().x1) * SLACK


def clash(a: Event, at: Place, b: Event, bt: Place) -> bool:
    """Whether two events' words run into each other, or the thread of one into the words of the other."""
    if at.level == bt.level and at.x0 < bt.x1 + 3 and bt.x0 < at.x1 + 3:
        return True
    over, under = at.x0 - 1 < b.x < at.x1 + 1, bt.x0 - 1 < a.x < bt.x1 + 1
    return (under and at.level > bt.level) or (over and bt.level > at.level)


def placed(events: list[Event]) -> list[Place]:
    """The lowest arrangement in which nothing runs into anything."""
    for highest in range(1, 9):
        found = _fit(events, [], highest)
        if found:
            return found
    raise ValueError(f"no room for {[event.words for event in events]}")


def _fit(events: list[Event], done: list[Place], highest: int) -> list[Place]:
    """The places of the remaining events, none above the highest level; none when that cannot be."""
    if len(done) == len(events):
        return done
    event = events[len(done)]
    for level in range(1, highest + 1):
        for share in (0.0, 1.0, 0.5, 0.25, 0.75):
            wanted = event.x - 1 + share * (2 - event.wide)
            x0 = min(max(wanted, LEFT), RIGHT - event.wide)
            place = Place(level, x0, x0 + event.wide)
            if any(clash(event, place, other, at) for other, at in zip(events, done, strict=False)):
                continue
            rest = _fit(events, [*done, place], highest)
            if rest:
                return rest
    return []


def timeline(name: str, titled: str, described: str, start: date, end: date, monthly: bool) -> None:
    """Draw the events of a file of the data on three lines."""
    data = rows(name.replace("timeline", "events"))

    def at(day: date) -> float:
        return LEFT + 4 + (day - start).days / (end - start).days * (RIGHT - LEFT - 8)

    bands = []
    for band in dict.fromkeys(row["line"] for row in data):
        events = [
            Event(at(date.fromisoformat(row["date"])), words, width(words), "inferred" not in row["status"])
            for row in sorted(data, key=lambda row: row["date"])
            if row["line"] == band
            for words in [f"{row['shown']} {row['event']}"]
        ]
        bands.append((band, events, placed(events)))
    heights = [15 + STEP * max(place.level for place in places) + 20 for _, _, places in bands]
    figure, axes = sheet(sum(heights) + (26 if monthly else 15))
    top = 0.0
    for (band, events, places), height in zip(bands, heights, strict=True):
        foot = top + height - 15
        axes.text(LEFT, top + 9, band, weight=600, size=HEAD)
        line(axes, [LEFT, RIGHT], [foot, foot], "#888888", 0.5)
        for event, place in zip(events, places, strict=True):
            y = foot - 7 - STEP * (place.level - 1)
            line(axes, [event.x, event.x], [foot, y + 2], "#666666", 0.4)
            dot(axes, event.x, foot, event.sure)
            share = 1.0 if place.x1 > RIGHT - 1 else (event.x - place.x0) / event.wide
            side = "left" if share < 0.2 else "right" if share > 0.8 else "center"
            x = {"left": place.x0, "right": place.x1, "center": (place.x0 + place.x1) / 2}[side]
            axes.text(x, y, event.words, ha=side)
        top += height
    _scale(axes, top + 1, at, start, end, monthly)
    save(figure, name, titled, described)


def _scale(axes: Axes, y: float, at: object, start: date, end: date, monthly: bool) -> None:
    """The scale of months or of years below the lines."""
    assert callable(at)
    line(axes, [LEFT, RIGHT], [y, y], BLACK, 0.8)
    number = start.year * 12 + start.month - 1
    while number <= end.year * 12 + end.month - 1:
        day = date(number // 12, number % 12 + 1, 1)
        following = date((number + 1) // 12, (number + 1) % 12 + 1, 1)
        first = day.month == 1
        if monthly or first:
            line(axes, [at(day)] * 2, [y, y + (22 if monthly and first else 3)], BLACK, 0.5)
        if monthly and day < end:
            axes.text((at(day) + at(following)) / 2, y + 10, "JFMAMJJASOND"[day.month - 1], ha="center", color=DARK)
        if monthly and (day == start or first):
            axes.text(at(day) + 2, y + 21, str(day.year))
        if not monthly and first and day < end:
            axes.text((at(day) + at(date(day.year + 1, 1, 1))) / 2, y + 11, str(day.year), ha="center")
        number += 1


def guarantees() -> None:
    """Figure 7.1."""
    timeline(
        "timeline-2011-2013", "From statement to cancellation, November 2011 to March 2013",
        "Three lines above a scale of months: events in Russia, of both sides, and of the United States and NATO.",
        date(2011, 11, 1), date(2013, 4, 1), True,
    )  # fmt: skip


def countermeasures() -> None:
    """Figure 9.1."""
    timeline(
        "timeline-2018-2024", "Principal dates, 2018–2024",
        "Three lines above a scale of years: events in Russia, of both sides, and of the United States and NATO.",
        date(2018, 1, 1), date(2025, 1, 1), False,
    )  # fmt: skip


ALL = (guarantees, countermeasures)
